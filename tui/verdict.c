/* verdict: differences criterion by criterion, then ranges, weights and unknowns. */
#include "tui/verdict.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "data/framework.h"
#include "data/text.h"
#include "scoring/basis.h"
#include "tui/draw.h"

/* Where a block of text stands. */
struct area {
	int row, col, width, rows;
};

/* Says a sentence at the head of the area, which shrinks by it. */
static void
say(struct surface *s, struct area *a, enum style style, const char *text)
{
	if (!text || a->rows <= 0)
		return;
	int used = surface_wrap(s, a->row, a->col, a->width, a->rows, style, text);
	a->row += used;
	a->rows -= used;
}

static void
skip_row(struct area *a)
{
	a->row++;
	a->rows--;
}

/* ---- what separates two ---- */

static bool
ranges_overlap(const struct score *a, const struct score *b)
{
	return score_rounded(b->points.high) >= score_rounded(a->points.low);
}

static const char *
pair_text(const struct ui *ui, const struct score *a, const struct score *b)
{
	const char *first = ui_vendor_name(ui, a->alternative);
	const char *second = ui_vendor_name(ui, b->alternative);
	const char *overlap =
		ranges_overlap(a, b) ? "the ranges overlap" : "the ranges do not meet";
	if (!b->in_pool)
		return arena_printf(ui->scratch,
			"%s has no rank: a gate fails. Against %s, for information:", second,
			first);
	if (score_rounded(a->points.best) == score_rounded(b->points.best))
		return arena_printf(ui->scratch, "%s and %s are level; %s", first, second, overlap);
	return arena_printf(ui->scratch, "%s leads %s by %.1f; %s", first, second,
		a->points.best - b->points.best, overlap);
}

/* The columns of the list of differences; a width of 0 leaves a column out. */
struct columns {
	int name, name_width;
	int values[2], value_width;
	int bar, bar_width;
};

static struct columns
lay_out(const struct area *a)
{
	struct columns c = { .name = a->col + 8, .bar_width = a->width >= 66 ? 11 : 0 };
	int end = a->col + a->width;
	c.bar = end - c.bar_width;
	end = c.bar_width ? c.bar - 1 : end;
	c.value_width = a->width >= 90 ? 18 : a->width >= 66 ? 12 : a->width >= 50 ? 9 : 0;
	c.values[1] = end - c.value_width;
	c.values[0] = c.values[1] - c.value_width - 1;
	c.name_width = (c.value_width ? c.values[0] - 1 : end) - c.name;
	return c;
}

static void
view_difference(const struct ui *ui, struct surface *s, const struct columns *c, int row,
	const struct difference *d, double most, const size_t pair[2])
{
	char text[96];
	(void)surface_right(
		s, row, c->name - 2, 6, STYLE_TEXT, draw_signed(s, d->points, text, sizeof text));
	(void)surface_fit(s, row, c->name, c->name_width, STYLE_TEXT,
		ui_name(ui, &ui->problem->model->nodes[d->node]));
	for (int i = 0; i < 2; i++) {
		const struct cell *cell = problem_cell(ui->problem, pair[i], d->node);
		(void)surface_fit(s, row, c->values[i], c->value_width,
			cell->unknown ? STYLE_WEAK : STYLE_DIM, ui_leaf(ui, d->node, cell));
	}
	if (c->bar_width && most > 0)
		draw_balance(s, row, c->bar, c->bar_width, 100 * d->points / most,
			d->points > 0 ? STYLE_UP : STYLE_DOWN);
}

static void
view_separation(const struct ui *ui, struct surface *s, struct area a)
{
	const struct result *r = ui->result;
	if (r->n < 2)
		return;
	size_t pair[2] = { r->order[0], ui_alternative(ui, ui->vendor) }, n;
	if (pair[1] == SIZE_MAX || pair[1] == pair[0])
		pair[1] = r->order[1];
	(void)surface_fit(s, a.row, a.col, a.width, STYLE_STRONG,
		pair_text(ui, &r->scores[pair[0]], &r->scores[pair[1]]));
	struct difference *d;
	if (result_differences(r, pair[0], pair[1], 0, ui->scratch, &d, &n) != ST_OK || !n)
		return;
	struct columns c = lay_out(&a);
	for (int i = 0; i < 2 && a.rows > 1; i++)
		(void)surface_fit(s, a.row + 1, c.values[i], c.value_width, STYLE_DIM,
			ui_vendor_name(ui, pair[i]));
	int room = a.rows - 2, shown = (int)n <= room ? (int)n : room - 1;
	double rest = 0;
	for (size_t i = 0; i < n; i++) {
		if ((int)i < shown)
			view_difference(
				ui, s, &c, a.row + 2 + (int)i, &d[i], fabs(d[0].points), pair);
		else
			rest += d[i].points;
	}
	if ((int)n <= shown || shown < 0)
		return;
	char text[32];
	(void)surface_right(s, a.row + 2 + shown, c.name - 2, 6, STYLE_DIM,
		draw_signed(s, rest, text, sizeof text));
	(void)surface_fit(s, a.row + 2 + shown, c.name, a.width - 8, STYLE_DIM,
		arena_printf(ui->scratch, "%d more together", (int)n - shown));
}

/* ---- how sure that is ---- */

static void
say_ranges(const struct ui *ui, struct surface *s, struct area *a)
{
	const struct score *w = &ui->result->scores[ui->result->winner];
	const char *name = ui_vendor_name(ui, ui->result->winner);
	if (w->rank_best == w->rank_worst)
		say(s, a, STYLE_TEXT,
			arena_printf(ui->scratch, "Whatever the unknowns are, %s ranks %zu.", name,
				w->rank_best));
	else
		say(s, a, STYLE_TEXT,
			arena_printf(ui->scratch,
				"Within the ranges %s ranks %zu to %zu: %zu with every unknown "
				"halfway, %zu with every unknown at its best.",
				name, w->rank_best, w->rank_worst, w->rank_neutral,
				w->rank_optimistic));
}

/* "OVHcloud stays first whatever Sovereignty or Cost weighs." */
static void
say_indifferent(const struct ui *ui, struct surface *s, struct area *a)
{
	const struct result *r = ui->result;
	const char *names = NULL;
	for (size_t i = 0; i < r->n_break_evens; i++) {
		const struct break_even *b = &r->break_evens[i];
		const char *name = ui_name(ui, &ui->problem->model->nodes[b->node]);
		if (b->low <= 0 && b->high >= 1)
			names = names ? arena_printf(ui->scratch, "%s or %s", names, name) : name;
	}
	if (names)
		say(s, a, STYLE_TEXT,
			arena_printf(ui->scratch, "It stays first whatever %s weighs.", names));
}

/* "It stays first while Features weighs at most 74 %, now 25 %: then Azure leads." */
static const char *
limit_text(const struct ui *ui, const struct break_even *b)
{
	const char *name = ui_name(ui, &ui->problem->model->nodes[b->node]), *span;
	double low = 100 * b->low, high = 100 * b->high;
	size_t next = b->low <= 0 ? b->above : b->high >= 1 ? b->below : SIZE_MAX;
	if (b->low <= 0)
		span = arena_printf(ui->scratch, "at most %.0f %%", high);
	else if (b->high >= 1)
		span = arena_printf(ui->scratch, "at least %.0f %%", low);
	else
		span = arena_printf(ui->scratch, "%.0f to %.0f %%", low, high);
	if (!span)
		return NULL;
	const char *then = next == SIZE_MAX
		? ""
		: arena_printf(ui->scratch, "; beyond, %s leads", ui_vendor_name(ui, next));
	return arena_printf(ui->scratch, "It stays first while %s weighs %s (now %.0f %%)%s.", name,
		span, 100 * b->weight, then ? then : "");
}

static void
say_unknowns(const struct ui *ui, struct surface *s, struct area *a)
{
	const struct result *r = ui->result;
	if (!r->n_deciding) {
		say(s, a, STYLE_TEXT, "No unknown could change who is first.");
		return;
	}
	say(s, a, STYLE_TEXT,
		r->deciding[0].alone ? "Unknowns that could change the winner, each alone:"
				     : "Unknowns that could change the winner together:");
	for (size_t i = 0; i < r->n_deciding && a->rows > 0; i++) {
		const struct deciding_unknown *d = &r->deciding[i];
		char swing[32];
		(void)surface_text(s, a->row, a->col, 1, STYLE_WEAK, "?");
		(void)surface_fit(s, a->row, a->col + 2, a->width - 10, STYLE_TEXT,
			arena_printf(ui->scratch, "%s, %s", ui_vendor_name(ui, d->alternative),
				ui_name(ui, &ui->problem->model->nodes[d->node])));
		(void)surface_right(s, a->row, a->col + a->width, 6, STYLE_TEXT,
			draw_signed(s, d->swing, swing, sizeof swing));
		skip_row(a);
	}
}

/* Why nothing can be said of how sure it is; NULL when something can. */
static const char *
silence_text(const struct result *r)
{
	if (r->winner == SIZE_MAX)
		return "No vendor passes the gates.";
	if (r->n_pool == 1)
		return "It is the only vendor with a rank: there is nothing to compare it with.";
	if (!r->recordable)
		return "Unknowns are left out, so vendors are judged on different weights: this "
		       "cannot be recorded as a decision.";
	return NULL;
}

/* The gates that keep the vendor at the cursor without rank, one a line. */
static void
say_gates(const struct ui *ui, struct surface *s, struct area *a)
{
	const struct problem *p = ui->problem;
	size_t at = ui_alternative(ui, ui->vendor);
	if (at == SIZE_MAX || ui->result->scores[at].in_pool)
		return;
	skip_row(a);
	say(s, a, STYLE_TEXT,
		arena_printf(ui->scratch, "%s does not pass:", ui_vendor_name(ui, at)));
	for (size_t g = 0; g < p->n_gates; g++) {
		enum gate_outcome o = p->gates[at * p->n_gates + g];
		const struct evaluation_gate *gate = p->gate[g];
		const char *name = gate->name.by[ui->lang];
		/* One set here is named by its id alone: its condition says more. */
		bool has_name = name && !str_eq(name, gate->id);
		if (o == GATE_PASS || (o == GATE_OPEN && !p->model->open_counts_as_fail))
			continue;
		say(s, a, o == GATE_FAIL ? STYLE_TEXT : STYLE_WEAK,
			arena_printf(ui->scratch, "%s  %s", o == GATE_FAIL ? "fails " : "open  ",
				has_name ? name : gate->when));
	}
}

/* "Sovereignty rests on CSF marks, 2026-06 weights." */
static void
say_basis(const struct ui *ui, struct surface *s, struct area *a)
{
	const struct criterion *root = &ui->problem->model->nodes[0];
	for (size_t i = 0; i < root->n_children; i++) {
		size_t node = root->children[i];
		const struct framework *f = basis_framework(ui->problem, node);
		if (!f)
			continue;
		const struct edition *e = basis_edition(ui->problem, node, f);
		say(s, a, STYLE_DIM,
			arena_printf(ui->scratch, "%s rests on %s marks, %s weights.",
				ui_name(ui, &ui->problem->model->nodes[node]),
				f->short_name.by[ui->lang], e ? e->id : "own"));
	}
}

static void
view_certainty(const struct ui *ui, struct surface *s, struct area a)
{
	const struct result *r = ui->result;
	bool is_roomy = a.rows > 5;
	say(s, &a, STYLE_STRONG, "How sure is that?");
	if (is_roomy)
		skip_row(&a);
	if (is_roomy)
		say_basis(ui, s, &a);
	const char *silence = silence_text(r);
	if (silence) {
		say(s, &a, r->winner == SIZE_MAX ? STYLE_FAIL : STYLE_WEAK, silence);
		say_gates(ui, s, &a);
		return;
	}
	if (r->open_changes_winner)
		say(s, &a, STYLE_WEAK,
			r->winner_without_open == SIZE_MAX
				? "Without the vendors whose gates are open nobody would be left."
				: "Without the vendors whose gates are open another would win.");
	say_ranges(ui, s, &a);
	say_indifferent(ui, s, &a);
	for (size_t i = 0; i < r->n_break_evens; i++)
		if (r->break_evens[i].low > 0 || r->break_evens[i].high < 1)
			say(s, &a, STYLE_TEXT, limit_text(ui, &r->break_evens[i]));
	if (is_roomy)
		skip_row(&a);
	if (a.rows > 1)
		say_unknowns(ui, s, &a);
}

void
verdict_view(const struct ui *ui, struct surface *s, int row, int rows)
{
	surface_hline(s, row, 0, s->cols);
	row++;
	rows--;
	if (s->cols >= 100) {
		int left = s->cols * 60 / 100;
		view_separation(ui, s, (struct area){ row, 1, left - 2, rows });
		surface_vline(s, row, left, rows);
		view_certainty(ui, s, (struct area){ row, left + 2, s->cols - left - 3, rows });
		return;
	}
	int upper = rows >= 16 ? rows - 9 : rows >= 10 ? rows - 3 : rows;
	view_separation(ui, s, (struct area){ row, 1, s->cols - 2, upper });
	if (upper < rows)
		view_certainty(ui, s, (struct area){ row + upper, 1, s->cols - 2, rows - upper });
}
