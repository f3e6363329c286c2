/*
 * screen_framework: the board: objectives against vendors, SEAL and score in each cell; below, what
 * holds the vendor at the cursor down, what would lift it, and the official results beside.
 */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "tui/draw.h"
#include "tui/marks.h"
#include "tui/ui.h"

/* ---- minimums ---- */

/* "min-seal-SOV-5", "min-seal" of the whole: as on the command line. */
static const char *
minimum_id(struct ui *ui, const struct framework *f)
{
	if (ui->objective >= f->n_objectives)
		return "min-seal";
	return arena_printf(ui->scratch, "min-seal-%s", f->objectives[ui->objective].id);
}

/* The least SEAL that a gate demands of an objective (NULL: of the whole); NO_SEAL: none does. */
static int
minimum_of(const struct ui *ui, const struct framework *f, const struct objective *o, size_t *gate)
{
	int most = NO_SEAL;
	for (size_t g = 0; g < ui->problem->n_gates; g++) {
		const struct condition *c = ui->problem->gate[g]->condition;
		if (c->op != COND_GE || c->def || c->mark || c->framework != f ||
			c->objective != o || (int)c->literals[0].number <= most)
			continue;
		most = (int)c->literals[0].number;
		*gate = g;
	}
	return most;
}

/* Nothing, or one of the framework's levels: they are fewer than ten. */
static bool
is_minimum(const struct framework *f, const char *text)
{
	return !*text || (*text >= '0' && *text < '0' + (int)f->n_seals && !text[1]);
}

struct effect
framework_minimum(struct ui *ui, const char *text)
{
	const struct framework *f = marks_framework(ui);
	if (!is_minimum(f, text)) {
		prompt_open(ui, PROMPT_SEAL, text);
		ui_say(ui, STYLE_WEAK, "a SEAL is a whole number from 0 to %zu, found \"%s\"",
			f->n_seals - 1, text);
		return (struct effect){ .kind = EFFECT_NONE };
	}
	const char *id = minimum_id(ui, f), *when = "";
	const char *of = ui->objective < f->n_objectives ? f->objectives[ui->objective].id : f->id;
	if (*text)
		when = arena_printf(ui->scratch, "%s.seal >= %s", of, text);
	if (!id || !when)
		return (struct effect){ .kind = EFFECT_NONE };
	return (struct effect){
		.kind = EFFECT_CHANGE, .event = EVENT_GATE, .target = id, .value = when
	};
}

/* ---- update ---- */

/* Down to the criteria; of the whole to the first that holds the SEAL down. */
static void
open_criteria(struct ui *ui, const struct framework *f)
{
	struct assessment a;
	size_t at = ui_alternative(ui, ui->vendor);
	bool is_whole = ui->objective >= f->n_objectives;
	ui->criterion = is_whole ? 0 : f->objectives[ui->objective].first;
	if (at == SIZE_MAX || !marks_assess(ui, f, at, &a))
		return;
	size_t objective = is_whole ? SIZE_MAX : ui->objective;
	for (size_t i = 0; i < f->n_criteria; i++)
		if (assessment_binds(&a, i, objective)) {
			ui->criterion = i;
			break;
		}
	ui_go(ui, SCREEN_CRITERIA);
}

struct effect
framework_update(struct ui *ui, enum command cmd)
{
	const struct framework *f = marks_framework(ui);
	if (!f)
		return (struct effect){ .kind = EFFECT_NONE };
	switch (cmd) {
	case CMD_OPEN:
		open_criteria(ui, f);
		break;
	case CMD_MINIMUM:
		prompt_open(ui, PROMPT_SEAL, "");
		break;
	case CMD_PANE:
		ui->shows_official = !ui->shows_official;
		break;
	case CMD_LEFT:
	case CMD_RIGHT:
	case CMD_EDITION:
	case CMD_BLANKS:
		return marks_command(ui, cmd);
	default:
		ui->objective = ui_move(cmd, ui->objective, f->n_objectives + 1, 4);
	}
	return (struct effect){ .kind = EFFECT_NONE };
}

/* ---- the board ---- */

struct board {
	const struct framework *f;
	const struct edition *edition;
	const struct assessment *of; /* by column */
	const size_t *vendors;       /* in the problem, by column */
	size_t n;
};

static bool
make_board(const struct ui *ui, struct board *b)
{
	const struct result *r = ui->result;
	struct assessment *of = arena_array(ui->scratch, r->n, sizeof *of);
	*b = (struct board){ .f = marks_framework(ui), .vendors = r->order, .n = r->n, .of = of };
	if (!b->f || !of)
		return false;
	b->edition = marks_edition(ui, b->f);
	for (size_t i = 0; i < b->n; i++)
		if (!marks_assess(ui, b->f, b->vendors[i], &of[i]))
			return false;
	return true;
}

struct columns {
	int name, weight, minimum, first, each;
	size_t from, n;
};

static struct columns
lay_out(struct frame *f, size_t n, size_t at)
{
	int cols = f->surface.cols;
	/* Where it is narrow, two vendors beside the names, or one. */
	int names = cols - 40 > 23 ? 23 : cols - 40 < 15 ? 15 : cols - 40;
	struct columns c = { .name = cols >= 160 ? 36 : cols >= 100 ? 30 : names };
	c.weight = c.name + 6;
	c.minimum = c.weight + 1;
	c.first = c.minimum + 4;
	int room = cols - c.first - 1;
	c.n = (size_t)(room / 14);
	c.n = c.n < 1 ? 1 : c.n > n ? n : c.n;
	c.each = c.n ? room / (int)c.n : room;
	c.each = c.each > 32 ? 32 : c.each;
	f->first_vendor[SCREEN_FRAMEWORK] =
		ui_scroll(f->first_vendor[SCREEN_FRAMEWORK], (int)at, (int)c.n, (int)n);
	c.from = (size_t)f->first_vendor[SCREEN_FRAMEWORK];
	return c;
}

/* Percent of the objective, or of the whole. */
static struct points
percent_of(const struct board *b, size_t column, size_t objective)
{
	const struct standing *st = assessment_standing(&b->of[column], objective);
	double scale = 100 / b->f->full;
	if (objective == SIZE_MAX)
		return st->score;
	return (struct points){ st->points.low * scale, st->points.best * scale,
		st->points.high * scale };
}

/* "2 (0–2)  77.1  56–88  ███▌": as much of it as there is room for. */
static void
view_cell(const struct ui *ui, struct surface *s, const struct board *b, int row, int col,
	int width, size_t column, size_t objective)
{
	const struct standing *st = assessment_standing(&b->of[column], objective);
	bool is_whole = objective == SIZE_MAX;
	struct points percent = percent_of(b, column, objective);
	const struct objective *o = is_whole ? NULL : &b->f->objectives[objective];
	size_t gate = 0;
	int minimum = minimum_of(ui, b->f, o, &gate);
	enum gate_outcome outcome = GATE_PASS;
	if (minimum != NO_SEAL)
		outcome = ui->problem->gates[b->vendors[column] * ui->problem->n_gates + gate];
	enum style style = outcome == GATE_FAIL ? STYLE_FAIL
		: outcome == GATE_OPEN          ? STYLE_WEAK
						: STYLE_STRONG;
	char text[32];
	int used = surface_text(s, row, col, 7, style, marks_seals(ui, &st->seals, s->ascii));
	if (outcome != GATE_PASS)
		(void)surface_text(s, row, col + used, 1, style, outcome == GATE_FAIL ? "!" : "?");
	draw_number(s, row, col + 13, percent.best, 1, STYLE_TEXT);
	if (width >= 22 && percent.high - percent.low > 0.05)
		(void)surface_right(s, row, col + 21, 7, STYLE_DIM,
			draw_range_text(s, percent, text, sizeof text));
	if (width >= 28)
		draw_meter(s, row, col + 22, width - 24, percent.best, STYLE_FIRST);
}

static void
view_row(const struct ui *ui, struct frame *f, const struct board *b, const struct columns *c,
	int row, size_t i)
{
	struct surface *s = &f->surface;
	bool is_whole = i >= b->f->n_objectives, is_here = i == ui->objective;
	const struct objective *o = is_whole ? NULL : &b->f->objectives[i];
	size_t gate;
	if (is_here)
		(void)surface_text(s, row, 0, 1, STYLE_ACCENT, s->ascii ? ">" : "▸");
	if (is_whole)
		(void)surface_text(s, row, 1, c->name - 1, STYLE_STRONG, "Whole");
	else
		(void)surface_fit(s, row, 1, c->name - 1, STYLE_TEXT,
			arena_printf(ui->scratch, "%s %s", o->id, o->name.by[ui->lang]));
	draw_number(s, row, c->weight - 2, is_whole ? 100 : b->edition->weights[i], 0, STYLE_DIM);
	(void)surface_text(s, row, c->weight - 1, 1, STYLE_DIM, "%");
	int minimum = minimum_of(ui, b->f, o, &gate);
	if (minimum != NO_SEAL)
		(void)surface_printf(
			s, row, c->minimum, 3, STYLE_ACCENT, s->ascii ? ">=%d" : "≥%d", minimum);
	for (size_t k = 0; k < c->n; k++) {
		size_t column = c->from + k, vendor = ui_vendor_of(ui, b->vendors[column]);
		int col = c->first + (int)k * c->each;
		bool is_cursor = is_here && vendor == ui->vendor;
		view_cell(ui, s, b, row, col, c->each, column, is_whole ? SIZE_MAX : i);
		if (is_cursor)
			surface_reverse(s, row, col, 13);
		frame_hit(f, row, col, c->each, is_cursor ? CMD_OPEN : CMD_NONE, vendor, i);
	}
	frame_hit(f, row, 0, c->first, is_here ? CMD_OPEN : CMD_NONE, SIZE_MAX, i);
}

/* As many as there is room for, the one at the cursor among them; returns how many. */
static int
view_rows(const struct ui *ui, struct frame *f, const struct board *b, const struct columns *c,
	int row, int room)
{
	/* Where the texts below need the room, the row at the cursor stands for the board. */
	bool is_short = ui->shows_official && room < 22;
	int n = (int)b->f->n_objectives + 1, pane = room >= 12 ? 4 : 0;
	int most = is_short ? 1 : room - pane, shown = n < most ? n : most;
	int first = f->first[SCREEN_FRAMEWORK] =
		ui_scroll(f->first[SCREEN_FRAMEWORK], (int)ui->objective, shown, n);
	for (int i = 0; i < shown; i++)
		view_row(ui, f, b, c, row + i, (size_t)(first + i));
	return shown;
}

static void
view_head(const struct ui *ui, struct surface *s, const struct board *b, const struct columns *c,
	int row)
{
	(void)surface_text(s, row, 1, c->name, STYLE_DIM, "objective");
	(void)surface_right(s, row, c->weight, 7, STYLE_DIM, "weight");
	for (size_t i = 0; i < c->n; i++) {
		size_t a = b->vendors[c->from + i];
		bool is_here = ui_vendor_of(ui, a) == ui->vendor;
		(void)surface_fit(s, row, c->first + (int)i * c->each, c->each - 1,
			is_here ? STYLE_TAB : STYLE_STRONG, ui_vendor_name(ui, a));
	}
	marks_more(s, row, c->first, c->from, c->n, b->n);
}

/* ---- what binds, what would lift ---- */

/* "59.4 % (40–78)". */
static const char *
score_text(const struct ui *ui, struct surface *s, const struct board *b, size_t column,
	size_t objective)
{
	struct points p = percent_of(b, column, objective);
	char range[32];
	return arena_printf(
		ui->scratch, "%.1f %% (%s)", p.best, draw_range_text(s, p, range, sizeof range));
}

static void
view_lift(const struct ui *ui, struct surface *s, const struct board *b, size_t column, int row,
	int end, int col, int width)
{
	const struct assessment *a = &b->of[column];
	bool is_whole = ui->objective >= b->f->n_objectives;
	size_t objective = is_whole ? SIZE_MAX : ui->objective;
	const struct seals *seals = &assessment_standing(a, objective)->seals;
	const char *of = is_whole ? "whole" : b->f->objectives[objective].id;
	const char *vendor = ui_vendor_name(ui, b->vendors[column]);
	struct lift lift = { .to = NO_SEAL };
	const char *stands = seals->best == NO_SEAL
		? arena_printf(ui->scratch, "%s, %s: nothing is marked", vendor, of)
		: arena_printf(ui->scratch, "%s, %s: SEAL-%d, %s; %s", vendor, of, seals->best,
			  b->edition->seal_names[seals->best].by[ui->lang],
			  score_text(ui, s, b, column, objective));
	row += surface_wrap(
		s, row, col, width, end - row < 2 ? end - row : 2, STYLE_STRONG, stands);
	if (seals->best == NO_SEAL || row >= end ||
		assessment_lift(a, objective, ui->scratch, &lift) != ST_OK)
		return;
	if (lift.to == NO_SEAL) {
		(void)surface_text(s, row, col, width, STYLE_DIM, "Nothing holds it down.");
		return;
	}
	row += surface_wrap(s, row, col, width, end - row, STYLE_TEXT,
		arena_printf(ui->scratch, "%s hold%s it down; SEAL-%d would take %zu rung%s:",
			lift.n_steps == 1 ? "One criterion"
					  : arena_printf(ui->scratch, "%zu criteria", lift.n_steps),
			lift.n_steps == 1 ? "s" : "", lift.to, lift.climbs,
			lift.climbs == 1 ? "" : "s"));
	for (size_t i = 0; i < lift.n_steps && row < end; i++) {
		const struct lift_step *step = &lift.steps[i];
		const struct framework_criterion *c = b->f->criteria[step->criterion];
		bool is_last = row + 1 == end && i + 1 < lift.n_steps;
		if (is_last) {
			(void)surface_printf(s, row, col + 2, width - 2, STYLE_DIM, "%s %zu more",
				s->ascii ? "..." : "…", lift.n_steps - i);
			return;
		}
		int room = width > 64 ? width / 2 : width - 8;
		(void)surface_fit(s, row, col, room - 2, STYLE_TEXT,
			arena_printf(ui->scratch, "%s %s", c->id, c->asks.by[ui->lang]));
		int at = col + room;
		(void)surface_printf(s, row, at, 5, STYLE_ACCENT, s->ascii ? "%d>%d" : "%d→%d",
			step->from, step->to);
		if (room < width - 8)
			(void)surface_fit(s, row, at + 5, width - room - 5, STYLE_DIM,
				c->rungs[step->to - 1].label.by[ui->lang]);
		row++;
	}
}

/* ---- official results ---- */

static const char *
award_text(const struct ui *ui, const struct award *a)
{
	static const char *const sure[] = { "low", "medium", "high" };
	const char *with = "";
	for (size_t i = 0; with && i < a->partners.n; i++)
		with = arena_printf(
			ui->scratch, "%s%s%s", with, i ? ", " : " with ", a->partners.items[i]);
	return with
		? arena_printf(ui->scratch, "SEAL-%d reported for %s%s%s: %s (%s, confidence %s)",
			  a->seal, a->scope == AWARD_GROUP ? "the group of " : "", a->holder, with,
			  a->offer.by[ui->lang], a->date, sure[a->confidence])
		: NULL;
}

static void
view_official(const struct ui *ui, struct surface *s, const struct board *b, size_t column, int row,
	int end, int col, int width)
{
	const struct alternative *alt = &ui->evaluation->alternatives[ui->vendor];
	(void)surface_text(
		s, row++, col, width, STYLE_STRONG, "Official, beside and never counted");
	for (size_t i = 0; i < b->f->n_awards && row < end; i++)
		if (award_concerns(&b->f->awards[i], alt->profile->id))
			row += surface_wrap(s, row, col, width, end - row, STYLE_TEXT,
				award_text(ui, &b->f->awards[i]));
	if (b->f->differ.by[ui->lang] && row < end)
		row += surface_wrap(
			s, row, col, width, end - row, STYLE_DIM, b->f->differ.by[ui->lang]);
	for (size_t i = 0; i < b->f->official.n && row < end; i++) {
		const struct fact_def *def = dictionary_find(
			&ui->evaluation->library->dictionary, b->f->official.items[i]);
		const struct fact *fact = def
			? evaluation_fact(ui->evaluation,
				  ui->problem->alternatives[b->vendors[column]], def)
			: NULL;
		char value[64];
		if (fact)
			row += surface_wrap(s, row, col, width, end - row, STYLE_TEXT,
				arena_printf(ui->scratch, "%s: %s. %s", def->label.by[ui->lang],
					ui_value(ui, fact, value, sizeof value),
					fact->note ? fact->note : ""));
	}
}

/* ---- view ---- */

static size_t
column_here(const struct ui *ui, const struct board *b)
{
	for (size_t i = 0; i < b->n; i++)
		if (ui_vendor_of(ui, b->vendors[i]) == ui->vendor)
			return i;
	return 0;
}

static void
view_below(const struct ui *ui, struct surface *s, const struct board *b, int row, int end)
{
	size_t column = column_here(ui, b);
	/* A rule with nothing below it would say nothing. */
	if (end - row < 2)
		return;
	surface_hline(s, row++, 0, s->cols);
	if (s->cols < 100 || ui->shows_official) {
		(ui->shows_official ? view_official : view_lift)(
			ui, s, b, column, row, end, 1, s->cols - 2);
		return;
	}
	int half = s->cols * 54 / 100;
	surface_vline(s, row, half, end - row);
	view_lift(ui, s, b, column, row, end, 1, half - 2);
	view_official(ui, s, b, column, row, end, half + 2, s->cols - half - 3);
}

void
framework_view(const struct ui *ui, struct frame *f, int top, int rows)
{
	struct surface *s = &f->surface;
	struct board b;
	if (!make_board(ui, &b) || b.n == 0) {
		(void)surface_text(s, top + 1, 1, -1, STYLE_DIM,
			b.f ? "No vendor is weighed."
			    : "The data hold no sovereignty framework (frameworks/*.yaml).");
		return;
	}
	struct columns c = lay_out(f, b.n, column_here(ui, &b));
	int row = top, end = top + rows;
	marks_title(ui, b.f, s, row++);
	if (rows > 16)
		(void)surface_fit(s, row++, c.first, s->cols - c.first - 1, STYLE_DIM,
			"each: SEAL (what is left open), score in %");
	view_head(ui, s, &b, &c, row++);
	row += view_rows(ui, f, &b, &c, row, end - row);
	view_below(ui, s, &b, row, end);
}
