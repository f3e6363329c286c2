/*
 * screen_evidence: everything behind one number: the fact, its range, date, confidence and sources,
 * the value function with the vendor's place on it, and the others beside.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "tui/draw.h"
#include "tui/function_chart.h"
#include "tui/lines.h"
#include "tui/tree.h"
#include "tui/ui.h"

/* ---- update ---- */

static const struct criterion *
here(const struct ui *ui)
{
	return &ui->problem->model->nodes[ui->node];
}

static const struct fact *
fact_here(const struct ui *ui)
{
	size_t a = ui_alternative(ui, ui->vendor);
	return a == SIZE_MAX ? NULL : problem_cell(ui->problem, a, ui->node)->fact;
}

static void
move_leaf(struct ui *ui, enum command cmd)
{
	const struct model *m = ui->problem->model;
	size_t n = 0, at = 0;
	for (size_t i = 0; i < m->n_nodes; i++)
		if (m->nodes[i].kind != LEAF_NONE) {
			at = i == ui->node ? n : at;
			n++;
		}
	at = ui_move(cmd, at, n, 10);
	for (size_t i = 0; i < m->n_nodes; i++)
		if (m->nodes[i].kind != LEAF_NONE && at-- == 0)
			ui->node = i;
	ui->source = 0;
}

struct effect
evidence_update(struct ui *ui, enum command cmd)
{
	const struct fact *f = fact_here(ui);
	switch (cmd) {
	case CMD_LEFT:
	case CMD_RIGHT:
		ui_move_vendor(ui, cmd == CMD_RIGHT);
		break;
	case CMD_NEXT_SOURCE:
		ui->source = f && f->n_sources ? (ui->source + 1) % f->n_sources : 0;
		break;
	case CMD_LINK:
	case CMD_COPY:
		return ui_source(ui, cmd == CMD_LINK ? EFFECT_LINK : EFFECT_COPY,
			f ? f->sources : NULL, f ? f->n_sources : 0);
	case CMD_OVERRIDE:
		return override_ask(ui);
	case CMD_COMMENT:
		prompt_open(ui, PROMPT_COMMENT, comment_at(ui, ui->node));
		break;
	default:
		move_leaf(ui, cmd);
	}
	return (struct effect){ .kind = EFFECT_NONE };
}

/* ---- what is known ---- */

/* Vendor and criteria from the top; where room is short the criteria between give way. */
static void
view_path(const struct ui *ui, struct surface *s, int row)
{
	const struct criterion *nodes = ui->problem->model->nodes;
	const char *between = s->ascii ? " > " : " › ", *gap = s->ascii ? "..." : "…";
	const char *vendor = ui->evaluation->alternatives[ui->vendor].name;
	int room = s->cols - 18,
	    width = surface_width(vendor) + 3 + surface_width(ui_name(ui, here(ui)));
	char text[64];
	size_t path[34], n = 0;
	for (size_t i = here(ui)->parent; i != 0 && n < 33; i = nodes[i].parent) {
		path[n++] = i;
		width += 3 + surface_width(ui_name(ui, &nodes[i]));
	}
	int col = 1 + surface_text(s, row, 1, s->cols / 3, STYLE_STRONG, vendor);
	for (bool is_cut = false; n-- > 0;) {
		const char *name = ui_name(ui, &nodes[path[n]]);
		bool fits = width <= room;
		width -= fits ? 0 : surface_width(name) + (is_cut ? 3 : 2);
		if (!fits && is_cut)
			continue;
		is_cut = !fits;
		col += surface_text(s, row, col, -1, STYLE_DIM, between);
		col += surface_text(s, row, col, -1, STYLE_TEXT, fits ? name : gap);
	}
	col += surface_text(s, row, col, -1, STYLE_DIM, between);
	(void)surface_fit(s, row, col, s->cols - col - 14, STYLE_STRONG, ui_name(ui, here(ui)));
	size_t at = 0;
	for (size_t i = 0; i <= ui->node; i++)
		at += nodes[i].kind != LEAF_NONE;
	(void)snprintf(text, sizeof text, "%zu of %zu", at, ui->problem->model->n_leaves);
	(void)surface_right(s, row, s->cols - 1, 16, STYLE_DIM, text);
}

static void
say_value(const struct ui *ui, struct lines *l, const struct cell *c)
{
	const struct fact *f = c->fact;
	char range[128] = "";
	const char *value = ui_leaf(ui, ui->node, c);
	if (f)
		(void)value_show_range(&f->value, range, sizeof range);
	const char *text = *range ? arena_printf(ui->scratch, "%s   %s", value, range) : value;
	/* The id stands at the right of the value, or below where there is no room. */
	int id = surface_width(here(ui)->reads), row = l->row;
	bool is_beside = text && surface_width(text) + 2 + id <= l->width;
	lines_add(l, "value", c->unknown ? STYLE_WEAK : STYLE_STRONG, text);
	if (is_beside)
		(void)surface_right(l->s, row, l->col + l->width, id, STYLE_DIM, here(ui)->reads);
	else
		lines_add(l, "fact", STYLE_DIM, here(ui)->reads);
	if (l->s->cols >= 100)
		lines_add(l, "asks", STYLE_TEXT, criterion_question(here(ui), ui->lang));
	if (!f)
		return;
	/* Marks have no date. */
	const char *date = here(ui)->kind == LEAF_MARK ? "" : "undated   ";
	if (f->as_of)
		date = arena_printf(ui->scratch, "as of %s%s   ", f->as_of, c->old ? " (old)" : "");
	lines_add(l, "known", c->weak || c->old ? STYLE_WEAK : STYLE_TEXT,
		arena_printf(ui->scratch, "%sconfidence %s%s%s", date ? date : "",
			confidence_words[f->confidence], c->weak ? " (weak evidence)" : "",
			f->overridden ? "   changed in this session" : ""));
}

static void
say_points(const struct ui *ui, struct lines *l, const struct cell *c, size_t a)
{
	const struct score *score = &ui->result->scores[a];
	const char *rule = unknown_rule_words[ui->problem->rule];
	const char *scores;
	if (c->unknown)
		scores = arena_printf(ui->scratch,
			"%.0f of 100, by the rule \"%s\" (%.0f to %.0f possible)", c->points.best,
			rule, c->points.low, c->points.high);
	else if (c->points.high - c->points.low < 0.5)
		scores = arena_printf(ui->scratch, "%.0f of 100", c->points.best);
	else
		scores = arena_printf(ui->scratch, "%.0f of 100 (%.0f to %.0f)", c->points.best,
			c->points.low, c->points.high);
	lines_add(l, "scores", STYLE_TEXT, scores);
	lines_add(l, "adds", STYLE_TEXT,
		arena_printf(ui->scratch, "%.2f of the %.1f points: weight %.2f %% of the whole",
			score->nodes[ui->node].contribution, score->points.best,
			100 * ui->problem->global_weight[ui->node]));
	if (c->fact)
		lines_add(l, "note", STYLE_TEXT, c->fact->note);
	lines_add(l, "comment", STYLE_ACCENT, comment_at(ui, ui->node));
}

/* ---- the others ---- */

static void
view_others(const struct ui *ui, struct surface *s, int row, int rows, int col, int width)
{
	const struct result *r = ui->result;
	int name = 8;
	for (size_t i = 0; i < r->n; i++) {
		int w = surface_width(ui_vendor_name(ui, i));
		name = w > name ? w : name;
	}
	name = name + 1 < width - 24 ? name + 1 : width - 24;
	if (rows > 1)
		(void)surface_text(s, row++, col, width, STYLE_STRONG, "Beside it");
	for (size_t i = 0; i < r->n && (int)i + 1 < rows; i++) {
		size_t a = r->order[i];
		const struct cell *c = problem_cell(ui->problem, a, ui->node);
		enum style style;
		bool is_here = ui_vendor_of(ui, a) == ui->vendor;
		if (is_here)
			(void)surface_text(s, row, col, 1, STYLE_ACCENT, s->ascii ? ">" : "▸");
		(void)surface_fit(s, row, col + 2, name - 1, is_here ? STYLE_STRONG : STYLE_TEXT,
			ui_vendor_name(ui, a));
		(void)surface_fit(s, row, col + 2 + name, width - name - 11,
			c->unknown ? STYLE_WEAK : STYLE_TEXT, ui_leaf(ui, ui->node, c));
		const char *mark = ui_mark(c, &style);
		(void)surface_text(s, row, col + width - 7, 1, style, mark);
		draw_number(s, row, col + width - 1, c->points.best, 0, STYLE_TEXT);
		row++;
	}
}

/* The same in a line, for narrow screens: "Scaleway 1.37, IONOS 1.4 ~, Aruba unknown ?". */
static const char *
others_text(const struct ui *ui)
{
	const struct result *r = ui->result;
	const char *text = NULL;
	for (size_t i = 0; i < r->n; i++) {
		size_t a = r->order[i];
		const struct cell *c = problem_cell(ui->problem, a, ui->node);
		enum style style;
		const char *mark = ui_mark(c, &style);
		if (ui_vendor_of(ui, a) == ui->vendor)
			continue;
		const char *one = arena_printf(ui->scratch, "%s %s%s%s", ui_vendor_name(ui, a),
			ui_leaf(ui, ui->node, c), *mark == ' ' ? "" : " ",
			*mark == ' ' ? "" : mark);
		text = text && one ? arena_printf(ui->scratch, "%s, %s", text, one) : one;
	}
	return text;
}

/* ---- view ---- */

void
evidence_view(const struct ui *ui, struct frame *f, int top, int rows)
{
	struct surface *s = &f->surface;
	size_t a = ui_alternative(ui, ui->vendor);
	if (a == SIZE_MAX || here(ui)->kind == LEAF_NONE) {
		(void)surface_text(s, top + 1, 1, -1, STYLE_DIM, "No vendor is weighed.");
		return;
	}
	const struct cell *c = problem_cell(ui->problem, a, ui->node);
	bool is_wide = s->cols >= 100;
	int side = is_wide ? s->cols * 38 / 100 : 0, col = 3;
	view_path(ui, s, top);
	struct lines l = { s, top + 2, top + rows, col + 12, s->cols - side - col - 14 };
	bool is_roomy = rows >= 24;
	say_value(ui, &l, c);
	l.row += is_roomy;
	say_points(ui, &l, c, a);
	if (!is_wide)
		lines_add(&l, "beside it", STYLE_TEXT, others_text(ui));
	l.row += is_roomy;
	lines_sources(ui, &l, c->fact ? c->fact->sources : NULL, c->fact ? c->fact->n_sources : 0);
	l.row += is_roomy;
	lines_add(&l, "why so", STYLE_DIM, here(ui)->value.why);
	if (!is_wide)
		return;
	int at = s->cols - side;
	surface_vline(s, top + 2, at - 1, rows - 2);
	int upper = rows >= 24 ? 14 : rows / 2;
	function_chart_view(ui, s, top + 2, at + 1, side - 2, upper, c);
	view_others(ui, s, top + 3 + upper, rows - upper - 3, at + 1, side - 2);
}
