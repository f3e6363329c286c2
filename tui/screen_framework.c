/* screen_framework: the board: objectives against vendors, SEAL and score in each cell. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "data/text.h"
#include "tui/board.h"
#include "tui/draw.h"
#include "tui/vendors.h"

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
	size_t gate;
	const struct objective *o =
		ui->objective < f->n_objectives ? &f->objectives[ui->objective] : NULL;
	const char *id = minimum_id(ui, f), *when = "";
	int demanded = minimum_of(ui, f, o, &gate);
	if (id && demanded != NO_SEAL && !str_eq(ui->problem->gate[gate]->id, id) &&
		demanded >= (*text ? *text - '0' : 0)) {
		ui_say(ui, STYLE_WEAK, "the model's gate %s demands SEAL-%d: it stays",
			ui->problem->gate[gate]->id, demanded);
		return (struct effect){ .kind = EFFECT_NONE };
	}
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
	int name, weight, minimum;
	struct vendors vendors;
};

static struct columns
lay_out(const struct ui *ui, struct frame *f, const struct board *b)
{
	int cols = f->surface.cols;
	/* Where it is narrow, two vendors beside the names, or one. */
	int names = cols - 40 > 23 ? 23 : cols - 40 < 15 ? 15 : cols - 40;
	struct columns c = { .name = cols >= 160 ? 36 : cols >= 100 ? 30 : names };
	c.weight = c.name + 6;
	c.minimum = c.weight + 1;
	c.vendors = vendors_lay_out(ui, f, SCREEN_FRAMEWORK,
		(struct vendor_room){ c.minimum + 4, 15, 32 }, b->vendors, b->n);
	return c;
}

struct points
board_percent(const struct board *b, size_t column, size_t objective)
{
	const struct standing *st = assessment_standing(&b->of[column], objective);
	double scale = 100 / b->f->full;
	if (objective == SIZE_MAX)
		return st->score;
	return (struct points){ st->points.low * scale, st->points.best * scale,
		st->points.high * scale };
}

/* How an offer stands to the minimum of an objective (NULL: of the whole); pass: none is set. */
static enum gate_outcome
outcome_of(const struct ui *ui, const struct board *b, size_t column, const struct objective *o)
{
	size_t gate = 0;
	if (minimum_of(ui, b->f, o, &gate) == NO_SEAL)
		return GATE_PASS;
	enum gate_outcome found =
		ui->problem->gates[b->vendors[column] * ui->problem->n_gates + gate];
	bool is_fail = found == GATE_OPEN && ui->problem->model->open_counts_as_fail;
	return is_fail ? GATE_FAIL : found;
}

/* "2 (0–2)  77.1  56–88  ███▌": as much of it as there is room for. */
static void
view_cell(const struct ui *ui, struct surface *s, const struct board *b, int row, int col,
	int width, size_t column, size_t objective)
{
	const struct standing *st = assessment_standing(&b->of[column], objective);
	bool is_whole = objective == SIZE_MAX;
	struct points percent = board_percent(b, column, objective);
	enum gate_outcome outcome =
		outcome_of(ui, b, column, is_whole ? NULL : &b->f->objectives[objective]);
	enum style style = outcome == GATE_FAIL ? STYLE_FAIL
		: outcome == GATE_OPEN          ? STYLE_WEAK
						: STYLE_STRONG;
	char text[32];
	int used = surface_text(s, row, col, 7, style, marks_seals(ui, &st->seals, s->ascii));
	if (outcome != GATE_PASS)
		(void)surface_text(s, row, col + used, 1, style, outcome == GATE_FAIL ? "!" : "?");
	draw_number(s, row, col + 13, percent.best, 1, STYLE_TEXT);
	if (st->n_unknown)
		(void)surface_text(s, row, col + 13, 1, STYLE_WEAK, "?");
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
	const struct vendors *v = &c->vendors;
	for (size_t k = 0; k < v->n; k++) {
		size_t vendor = ui_vendor_of(ui, vendors_at(v, k));
		int col = vendors_col(v, k);
		bool is_cursor = is_here && vendor == ui->vendor;
		view_cell(ui, s, b, row, col, v->each, v->from + k, is_whole ? SIZE_MAX : i);
		if (is_cursor)
			surface_reverse(s, row, col, 13);
		frame_hit(f, row, col, v->each, is_cursor ? CMD_OPEN : CMD_NONE, vendor, i);
	}
	frame_hit(f, row, 0, v->first, is_here ? CMD_OPEN : CMD_NONE, SIZE_MAX, i);
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

/* What the cells say, and the minimums beside them. */
static void
view_legend(struct surface *s, int row)
{
	(void)surface_fit(s, row, 1, s->cols - 2, STYLE_DIM,
		s->ascii ? "SEAL (left open) | score in %, ? with unknowns | "
			   ">= minimum: ! missed, ? open"
			 : "SEAL (left open) · score in %, ? with unknowns · "
			   "≥ minimum: ! missed, ? open");
}

/* ---- view ---- */

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
	struct columns c = lay_out(ui, f, &b);
	int row = top, end = top + rows;
	marks_title(ui, b.f, s, row++);
	if (rows > 16)
		view_legend(s, row++);
	(void)surface_text(s, row, 1, c.name, STYLE_DIM, "objective");
	(void)surface_right(s, row, c.weight, 7, STYLE_DIM, "weight");
	vendors_head(ui, f, &c.vendors, row++);
	row += view_rows(ui, f, &b, &c, row, end - row);
	board_below(ui, s, &b, vendors_here(ui, b.vendors, b.n), row, end);
}
