/*
 * screen_ranking: who leads, by how much, why, and how sure that is.
 *
 * Above, a row a vendor: bars of the top criteria, the range as a whisker, coverage, gates. Below,
 * what separates the leader from the vendor under the cursor, and what could change the order.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "tui/draw.h"
#include "tui/ui.h"

/* ---- update ---- */

static size_t
row_of(const struct ui *ui)
{
	for (size_t i = 0; i < ui->result->n; i++)
		if (ui_vendor_of(ui, ui->result->order[i]) == ui->vendor)
			return i;
	return 0;
}

static struct effect
change(enum event_kind kind, const char *target, const char *value)
{
	return (struct effect){ .kind = EFFECT_CHANGE,
		.event = kind,
		.target = target,
		.value = value,
		.reason = "",
		.sources = "" };
}

static struct effect
leave_out(struct ui *ui)
{
	if (ui->result->n < 2) {
		ui_say(ui, STYLE_WEAK, "the last vendor stays");
		return (struct effect){ .kind = EFFECT_NONE };
	}
	return change(EVENT_PROVIDER, ui->evaluation->alternatives[ui->vendor].id, "out");
}

/* The gate that this screen sets; others come from the model. */
static const char *
own_gate(const struct ui *ui)
{
	for (size_t i = 0; i < ui->evaluation->n_gates; i++)
		if (strcmp(ui->evaluation->gates[i].id, "own") == 0)
			return ui->evaluation->gates[i].when;
	return "";
}

struct effect
ranking_update(struct ui *ui, enum command cmd)
{
	const struct result *r = ui->result;
	switch (cmd) {
	case CMD_OPEN:
		ui_go(ui, SCREEN_MATRIX);
		break;
	case CMD_LEAVE_OUT:
		return leave_out(ui);
	case CMD_TAKE_IN:
		prompt_open(ui, PROMPT_OFFER, "");
		break;
	case CMD_GATE:
		prompt_open(ui, PROMPT_GATE, own_gate(ui));
		break;
	case CMD_UNKNOWN:
		return change(
			EVENT_UNKNOWN, "", unknown_rule_words[(ui->evaluation->unknown + 1) % 4]);
	default:
		if (r->n)
			ui->vendor = ui_vendor_of(
				ui, r->order[ui_move(cmd, row_of(ui), r->n, ui->rows / 3)]);
	}
	return (struct effect){ .kind = EFFECT_NONE };
}

/* ---- the rows ---- */

/* Where the columns stand; a column that has no room has end 0. */
struct columns {
	int name, name_width, country;
	int bar, bar_width;
	int score, range, known, gates; /* ends */
	int rows_each;
};

static struct columns
lay_out(const struct ui *ui, int cols, int rows)
{
	struct columns c = { .name = 4, .name_width = 8 };
	for (size_t i = 0; i < ui->result->n; i++) {
		int w = surface_width(ui_vendor_name(ui, i));
		if (w > c.name_width)
			c.name_width = w;
	}
	int most = cols < 60 ? 16 : cols < 100 ? 20 : 34;
	if (c.name_width > most)
		c.name_width = most;
	int end = cols - 1;
	if (cols >= 56) {
		c.gates = end;
		end -= 7;
	}
	if (cols >= 72) {
		c.known = end;
		end -= 8;
	}
	if (cols >= 52) {
		c.range = end;
		end -= 9;
	}
	c.score = end;
	end -= 7;
	int at = c.name + c.name_width + 1;
	if (cols >= 72) {
		c.country = at;
		at += 4;
	}
	if (end - at >= 10) {
		c.bar = at;
		c.bar_width = end - at;
	}
	bool has_room = (int)ui->result->n * 2 + 4 <= rows - 7;
	c.rows_each = has_room && c.bar_width ? 2 : 1;
	return c;
}

static void
view_head(struct surface *s, const struct columns *c, int row)
{
	for (int i = 0; c->bar_width && i <= 100; i += c->bar_width >= 40 ? 20 : 50)
		(void)surface_printf(
			s, row, c->bar + i * (c->bar_width - 3) / 100, -1, STYLE_DIM, "%d", i);
	(void)surface_right(s, row, c->score, 8, STYLE_DIM, "score");
	if (c->range)
		(void)surface_right(s, row, c->range, 8, STYLE_DIM, "range");
	if (c->known)
		(void)surface_right(s, row, c->known, 8, STYLE_DIM, "known");
	if (c->gates)
		(void)surface_right(s, row, c->gates, 8, STYLE_DIM, "gates");
}

static void
view_gate(const struct ui *ui, struct surface *s, int row, int end, const struct score *score)
{
	static const struct {
		const char *word;
		enum style style;
	} shown[] = {
		[GATE_FAIL] = { "FAIL", STYLE_FAIL },
		[GATE_OPEN] = { "open", STYLE_WEAK },
		[GATE_PASS] = { "pass", STYLE_TEXT },
	};
	if (ui->problem->n_gates == 0)
		(void)surface_right(s, row, end, 6, STYLE_DIM, "none");
	else if (score->gate == GATE_OPEN && !score->in_pool)
		(void)surface_right(s, row, end, 6, STYLE_FAIL, "FAIL");
	else
		(void)surface_right(
			s, row, end, 6, shown[score->gate].style, shown[score->gate].word);
}

static void
view_vendor(const struct ui *ui, struct frame *f, const struct columns *c, int row, size_t at)
{
	struct surface *s = &f->surface;
	const struct score *score = &ui->result->scores[ui->result->order[at]];
	size_t vendor = ui_vendor_of(ui, score->alternative);
	const struct alternative *a = &ui->evaluation->alternatives[vendor];
	bool is_here = vendor == ui->vendor;
	char text[64];
	if (is_here)
		(void)surface_text(s, row, 0, 1, STYLE_ACCENT, s->ascii ? ">" : "▸");
	if (score->rank)
		(void)snprintf(text, sizeof text, "%zu", score->rank);
	else
		(void)snprintf(text, sizeof text, s->ascii ? "-" : "–");
	(void)surface_right(s, row, 3, 3, STYLE_DIM, text);
	(void)surface_text(
		s, row, c->name, c->name_width, is_here ? STYLE_STRONG : STYLE_TEXT, a->name);
	if (c->country)
		(void)surface_text(s, row, c->country, 2, STYLE_DIM, a->profile->country);
	if (c->bar_width)
		draw_parts(ui, s, row, c->bar, c->bar_width, score);
	if (c->rows_each == 2)
		draw_whisker(s, row + 1, c->bar, c->bar_width, score->points, STYLE_DIM);
	draw_number(
		s, row, c->score, score->points.best, 1, score->rank ? STYLE_STRONG : STYLE_DIM);
	if (c->range)
		(void)surface_right(s, row, c->range, 8, STYLE_TEXT,
			draw_range_text(s, score->points, text, sizeof text));
	if (c->known) {
		(void)snprintf(text, sizeof text, "%.0f %%", 100 * score->coverage);
		(void)surface_right(s, row, c->known, 8,
			score->coverage < 0.75 ? STYLE_WEAK : STYLE_TEXT, text);
	}
	if (c->gates)
		view_gate(ui, s, row, c->gates, score);
	frame_hit(f, row, 0, s->cols, CMD_NONE, vendor, SIZE_MAX);
	if (c->rows_each == 2)
		frame_hit(f, row + 1, 0, s->cols, CMD_NONE, vendor, SIZE_MAX);
}

/* What the shades are, and what the whisker is. */
static void
view_legend(const struct ui *ui, struct surface *s, const struct columns *c, int row)
{
	const struct criterion *root = &ui->problem->model->nodes[0];
	int col = s->cols < 100 ? 4 : c->bar;
	for (size_t i = 0; i < root->n_children; i++) {
		const struct criterion *kid = &ui->problem->model->nodes[root->children[i]];
		const char *name = ui_name(ui, kid);
		if (col + surface_width(name) + 8 > s->cols)
			return;
		(void)surface_text(
			s, row, col, 1, style_branch((unsigned)i), draw_shade(s, (unsigned)i));
		col += 2 +
			surface_printf(s, row, col + 2, -1, STYLE_DIM, "%s %.3g", name,
				100 * ui->problem->weight[kid->index]);
		col += 3;
	}
	const char *whisker = s->ascii ? "|-+-| what the evidence leaves open"
				       : "├─┼─┤ what the evidence leaves open";
	if (c->rows_each == 2 && col + surface_width(whisker) < s->cols)
		(void)surface_text(s, row, col, -1, STYLE_DIM, whisker);
}

/* ---- what separates two ---- */

static bool
ranges_overlap(const struct score *a, const struct score *b)
{
	return score_rounded(b->points.high) >= score_rounded(a->points.low);
}

static void
say_pair(const struct ui *ui, struct surface *s, int row, int col, int width, const struct score *a,
	const struct score *b)
{
	double d = a->points.best - b->points.best;
	const char *first = ui_vendor_name(ui, a->alternative);
	const char *second = ui_vendor_name(ui, b->alternative);
	const char *overlap =
		ranges_overlap(a, b) ? "the ranges overlap" : "the ranges do not meet";
	if (!b->in_pool)
		(void)surface_printf(s, row, col, width, STYLE_STRONG,
			"%s has no rank: a gate fails. Against %s, for information:", second,
			first);
	else if (score_rounded(a->points.best) == score_rounded(b->points.best))
		(void)surface_printf(s, row, col, width, STYLE_STRONG, "%s and %s are level; %s",
			first, second, overlap);
	else
		(void)surface_printf(s, row, col, width, STYLE_STRONG, "%s leads %s by %.1f; %s",
			first, second, d, overlap);
}

static const char *
value_at_leaf(const struct ui *ui, size_t alternative, size_t node, char *buf, size_t size)
{
	const struct cell *c = problem_cell(ui->problem, alternative, node);
	return ui_value(ui, c->fact, buf, size);
}

static void
view_difference(const struct ui *ui, struct surface *s, int row, int col, int width,
	const struct difference *d, double most, size_t a, size_t b)
{
	const struct criterion *c = &ui->problem->model->nodes[d->node];
	char text[32], one[64], other[64];
	(void)snprintf(text, sizeof text, "%+.1f", d->points);
	(void)surface_right(s, row, col + 6, 6, STYLE_TEXT, text);
	int bar = width >= 56 ? 10 : 0, room = width - 8 - bar - (bar ? 1 : 0);
	int name = room >= 40 ? room * 6 / 10 : room;
	(void)surface_fit(s, row, col + 8, name, STYLE_TEXT, ui_name(ui, c));
	if (name < room)
		(void)surface_fit(s, row, col + 9 + name, room - name - 2, STYLE_DIM,
			arena_printf(ui->scratch, "%s, %s",
				value_at_leaf(ui, a, d->node, one, sizeof one),
				value_at_leaf(ui, b, d->node, other, sizeof other)));
	if (bar && most > 0)
		draw_meter(s, row, col + width - bar, bar, 100 * fabs(d->points) / most,
			d->points > 0 ? STYLE_FIRST : STYLE_SECOND);
}

static void
view_separation(const struct ui *ui, struct surface *s, int row, int col, int width, int rows)
{
	const struct result *r = ui->result;
	if (r->n < 2)
		return;
	size_t a = r->order[0], b = ui_alternative(ui, ui->vendor);
	if (b == SIZE_MAX || b == a)
		b = r->order[1];
	struct difference *d;
	size_t n;
	say_pair(ui, s, row, col, width, &r->scores[a], &r->scores[b]);
	if (result_differences(r, a, b, 0, ui->scratch, &d, &n) != ST_OK || !n)
		return;
	int shown = rows - 3 < 10 ? rows - 3 : 10;
	double rest = 0;
	for (size_t i = 0; i < n; i++) {
		if ((int)i < shown)
			view_difference(ui, s, row + 2 + (int)i, col, width, &d[i],
				fabs(d[0].points), a, b);
		else
			rest += d[i].points;
	}
	if ((int)n > shown && shown > 0)
		(void)surface_printf(s, row + 2 + shown, col + 3, width - 3, STYLE_DIM,
			"%s     %d more: together %+.1f", s->ascii ? "..." : "…", (int)n - shown,
			rest);
}

/* ---- how sure that is ---- */

static int
say_break_even(const struct ui *ui, struct surface *s, int row, int col, int width, int rows)
{
	const struct result *r = ui->result;
	const char *first = ui_vendor_name(ui, r->winner);
	int used = 0;
	for (size_t i = 0; i < r->n_break_evens && used < rows; i++) {
		const struct break_even *b = &r->break_evens[i];
		const char *name = ui_name(ui, &ui->problem->model->nodes[b->node]);
		char text[256];
		if (b->low <= 0 && b->high >= 1)
			(void)snprintf(text, sizeof text, "%s stays first whatever %s weighs",
				first, name);
		else
			(void)snprintf(text, sizeof text,
				"%s stays first while %s weighs %.0f %% to %.0f %% (now %.0f)",
				first, name, 100 * b->low, 100 * b->high, 100 * b->weight);
		used += surface_wrap(s, row + used, col, width, rows - used, STYLE_TEXT, text);
	}
	return used;
}

static int
say_unknowns(const struct ui *ui, struct surface *s, int row, int col, int width, int rows)
{
	const struct result *r = ui->result;
	int used = 1;
	if (!r->n_deciding) {
		(void)surface_text(
			s, row, col, width, STYLE_TEXT, "No unknown could change who is first.");
		return 1;
	}
	(void)surface_text(s, row, col, width, STYLE_TEXT,
		r->deciding[0].alone ? "Unknowns that could change the winner, each alone:"
				     : "Unknowns that together could change the winner:");
	for (size_t i = 0; i < r->n_deciding && i < 6 && used < rows; i++, used++) {
		const struct deciding_unknown *d = &r->deciding[i];
		char swing[32];
		(void)snprintf(swing, sizeof swing, "%+.1f", d->swing);
		(void)surface_text(s, row + used, col, 1, STYLE_WEAK, "?");
		(void)surface_fit(s, row + used, col + 2, width - 10, STYLE_TEXT,
			arena_printf(ui->scratch, "%s, %s", ui_vendor_name(ui, d->alternative),
				ui_name(ui, &ui->problem->model->nodes[d->node])));
		(void)surface_right(s, row + used, col + width, 6, STYLE_TEXT, swing);
	}
	return used;
}

static int
say_rules(const struct ui *ui, struct surface *s, int row, int col, int width, int rows)
{
	const struct score *w = &ui->result->scores[ui->result->winner];
	char text[256];
	(void)snprintf(text, sizeof text,
		"Within the ranges it ranks %zu to %zu; under the neutral rule for unknowns %zu, "
		"under the optimistic %zu.",
		w->rank_best, w->rank_worst, w->rank_neutral, w->rank_optimistic);
	return surface_wrap(s, row, col, width, rows, STYLE_TEXT, text);
}

static void
view_certainty(const struct ui *ui, struct surface *s, int row, int col, int width, int rows)
{
	const struct result *r = ui->result;
	int used = rows > 5 ? 2 : 1;
	(void)surface_text(s, row, col, width, STYLE_STRONG, "How sure is that?");
	if (r->winner == SIZE_MAX) {
		(void)surface_text(
			s, row + 2, col, width, STYLE_FAIL, "No vendor passes the gates.");
		return;
	}
	if (r->n_pool == 1) {
		(void)surface_wrap(s, row + used, col, width, rows - used, STYLE_TEXT,
			"It is the only vendor with a rank: there is nothing to compare it with.");
		return;
	}
	if (!r->recordable) {
		(void)surface_wrap(s, row + 2, col, width, rows - 2, STYLE_WEAK,
			"Unknowns are left out, so vendors are judged on different weights: this "
			"cannot be recorded as a decision.");
		return;
	}
	if (r->open_changes_winner)
		used += surface_wrap(s, row + used, col, width, rows - used, STYLE_WEAK,
			r->winner_without_open == SIZE_MAX
				? "Without the vendors whose gates are open nobody would be left."
				: "Without the vendors whose gates are open another would win.");
	if (used < rows)
		used += say_rules(ui, s, row + used, col, width, rows - used);
	if (used < rows)
		used += say_break_even(ui, s, row + used, col, width, rows - used);
	if (used + 1 < rows)
		(void)say_unknowns(ui, s, row + used + 1, col, width, rows - used - 1);
}

/* ---- view ---- */

static void
view_below(const struct ui *ui, struct surface *s, int row, int rows)
{
	surface_hline(s, row, 0, s->cols);
	row++;
	rows--;
	if (s->cols >= 100) {
		int left = s->cols * 54 / 100;
		view_separation(ui, s, row, 1, left - 2, rows);
		surface_vline(s, row, left, rows);
		view_certainty(ui, s, row, left + 2, s->cols - left - 3, rows);
		return;
	}
	int upper = rows >= 16 ? rows - 9 : rows >= 10 ? rows - 3 : rows;
	view_separation(ui, s, row, 1, s->cols - 2, upper);
	if (upper < rows)
		view_certainty(ui, s, row + upper, 1, s->cols - 2, rows - upper);
}

void
ranking_view(const struct ui *ui, struct frame *f, int top, int rows)
{
	struct surface *s = &f->surface;
	struct columns c = lay_out(ui, s->cols, rows);
	int n = (int)ui->result->n, room = rows - 2;
	int shown = room / c.rows_each < n ? room / c.rows_each : n;
	int first = f->first[SCREEN_RANKING] =
		ui_scroll(f->first[SCREEN_RANKING], (int)row_of(ui), shown, n);
	view_head(s, &c, top);
	for (int i = 0; i < shown; i++)
		view_vendor(ui, f, &c, top + 1 + i * c.rows_each, (size_t)(first + i));
	int used = 1 + shown * c.rows_each;
	if (n == 0)
		(void)surface_text(
			s, top + 1, 4, -1, STYLE_WEAK, "No vendor is weighed: a adds one.");
	if (used + 1 < rows)
		view_legend(ui, s, &c, top + used + (c.rows_each == 1));
	used += 2;
	if (rows - used >= 5 && n)
		view_below(ui, s, top + used, rows - used);
}
