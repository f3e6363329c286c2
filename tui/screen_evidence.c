/*
 * screen_evidence: everything behind one number: the fact, its range, date, confidence and sources,
 * the value function with the vendor's place on it, and the others beside.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "data/text.h"
#include "tui/draw.h"
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

static void
move_vendor(struct ui *ui, bool right)
{
	const struct result *r = ui->result;
	size_t at = 0;
	while (at < r->n && ui_vendor_of(ui, r->order[at]) != ui->vendor)
		at++;
	if (r->n)
		ui->vendor =
			ui_vendor_of(ui, r->order[ui_move(right ? CMD_DOWN : CMD_UP, at, r->n, 1)]);
	ui->source = 0;
}

static struct effect
source_effect(struct ui *ui, enum effect_kind kind)
{
	const struct fact *f = fact_here(ui);
	if (!f || ui->source >= f->n_sources || !*f->sources[ui->source]->url) {
		ui_say(ui, STYLE_WEAK, "there is no address here");
		return (struct effect){ .kind = EFFECT_NONE };
	}
	return (struct effect){ .kind = kind, .value = f->sources[ui->source]->url };
}

struct effect
evidence_update(struct ui *ui, enum command cmd)
{
	const struct fact *f = fact_here(ui);
	switch (cmd) {
	case CMD_LEFT:
	case CMD_RIGHT:
		move_vendor(ui, cmd == CMD_RIGHT);
		break;
	case CMD_NEXT_SOURCE:
		ui->source = f && f->n_sources ? (ui->source + 1) % f->n_sources : 0;
		break;
	case CMD_LINK:
		return source_effect(ui, EFFECT_LINK);
	case CMD_COPY:
		return source_effect(ui, EFFECT_COPY);
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

/* ---- one labelled line after the other ---- */

struct lines {
	struct surface *s;
	int row, end, col, width; /* of the text; labels stand at column 3 */
};

static void
line(struct lines *l, const char *label, enum style style, const char *text)
{
	if (l->row >= l->end || !text || !*text)
		return;
	(void)surface_text(l->s, l->row, 3, l->col - 4, STYLE_DIM, label);
	l->row += surface_wrap(l->s, l->row, l->col, l->width, l->end - l->row, style, text);
}

static void
view_path(const struct ui *ui, struct surface *s, int row)
{
	const struct criterion *nodes = ui->problem->model->nodes;
	size_t path[34], n = 0;
	for (size_t i = ui->node; i != 0 && n < 33; i = nodes[i].parent)
		path[n++] = i;
	int col = 1 +
		surface_text(s, row, 1, s->cols / 3, STYLE_STRONG,
			ui->evaluation->alternatives[ui->vendor].name);
	while (n-- > 0) {
		col += surface_text(s, row, col, -1, STYLE_DIM, s->ascii ? " > " : " › ");
		col += surface_text(s, row, col, s->cols - col - 18, n ? STYLE_TEXT : STYLE_STRONG,
			ui_name(ui, &nodes[path[n]]));
	}
	size_t at = 0, all = ui->problem->model->n_leaves;
	for (size_t i = 0; i <= ui->node; i++)
		at += nodes[i].kind != LEAF_NONE;
	char text[64];
	(void)snprintf(text, sizeof text, "%zu of %zu", at, all);
	(void)surface_right(s, row, s->cols - 1, 16, STYLE_DIM, text);
}

static void
say_value(const struct ui *ui, struct lines *l, const struct cell *c)
{
	const struct fact *f = c->fact;
	char buf[256], range[128] = "";
	const char *value = ui_value(ui, f, buf, sizeof buf);
	if (f)
		(void)value_show_range(&f->value, range, sizeof range);
	const char *text = *range ? arena_printf(ui->scratch, "%s   %s", value, range) : value;
	line(l, here(ui)->reads, c->unknown ? STYLE_WEAK : STYLE_STRONG, text);
	if (here(ui)->def && l->s->cols >= 100)
		line(l, "asks", STYLE_TEXT, here(ui)->def->question.by[ui->lang]);
	if (!f)
		return;
	static const char *const sure[] = { "low", "medium", "high" };
	line(l, "known", c->weak || c->old ? STYLE_WEAK : STYLE_TEXT,
		arena_printf(ui->scratch, "as of %s%s   confidence %s%s%s",
			f->as_of ? f->as_of : "no date", c->old ? " (old)" : "",
			sure[f->confidence], c->weak ? " (weak evidence)" : "",
			f->overridden ? "   changed in this session" : ""));
}

static void
say_points(const struct ui *ui, struct lines *l, const struct cell *c, size_t a)
{
	const struct score *score = &ui->result->scores[a];
	const char *rule = unknown_rule_words[ui->problem->rule];
	line(l, "scores", STYLE_TEXT,
		c->unknown ? arena_printf(ui->scratch,
				     "%.0f of 100, by the rule \"%s\" (%.0f to %.0f possible)",
				     c->points.best, rule, c->points.low, c->points.high)
			   : arena_printf(ui->scratch, "%.0f of 100 (%.0f to %.0f)", c->points.best,
				     c->points.low, c->points.high));
	line(l, "adds", STYLE_TEXT,
		arena_printf(ui->scratch, "%.2f of the %.1f points: weight %.2f %% of the whole",
			score->nodes[ui->node].contribution, score->points.best,
			100 * ui->problem->global_weight[ui->node]));
	if (c->fact)
		line(l, "note", STYLE_TEXT, c->fact->note);
	line(l, "comment", STYLE_ACCENT, comment_at(ui, ui->node));
}

static void
view_sources(const struct ui *ui, struct lines *l, const struct fact *f)
{
	if (!f || f->n_sources == 0) {
		line(l, "sources", STYLE_WEAK, "none");
		return;
	}
	for (size_t i = 0; i < f->n_sources; i++) {
		const struct source *src = f->sources[i];
		bool is_here = i == ui->source;
		int row = l->row;
		line(l, i ? "" : "sources", STYLE_TEXT,
			arena_printf(ui->scratch, "%zu  %s, %s%s%s", i + 1, src->title,
				src->publisher, src->date ? ", " : "", src->date ? src->date : ""));
		if (is_here && row < l->end)
			(void)surface_text(
				l->s, row, l->col - 2, 1, STYLE_ACCENT, l->s->ascii ? ">" : "▸");
		int col = l->col;
		l->col += 3;
		l->width -= 3;
		line(l, "", STYLE_DIM, src->url);
		l->col = col;
		l->width += 3;
	}
}

/* ---- the others ---- */

static void
view_others(const struct ui *ui, struct surface *s, int row, int rows, int col, int width)
{
	const struct result *r = ui->result;
	if (rows > 1)
		(void)surface_text(s, row++, col, width, STYLE_STRONG, "Beside it");
	for (size_t i = 0; i < r->n && (int)i + 1 < rows; i++) {
		size_t a = r->order[i];
		const struct cell *c = problem_cell(ui->problem, a, ui->node);
		char text[96];
		enum style style;
		bool is_here = ui_vendor_of(ui, a) == ui->vendor;
		int name = width < 44 ? 12 : 17;
		if (is_here)
			(void)surface_text(s, row, col, 1, STYLE_ACCENT, s->ascii ? ">" : "▸");
		(void)surface_text(s, row, col + 2, name - 1, is_here ? STYLE_STRONG : STYLE_TEXT,
			ui_vendor_name(ui, a));
		(void)surface_fit(s, row, col + 2 + name, width - name - 11,
			c->unknown ? STYLE_WEAK : STYLE_TEXT,
			ui_value(ui, c->fact, text, sizeof text));
		const char *mark = ui_mark(c, &style);
		(void)surface_text(s, row, col + width - 7, 1, style, mark);
		draw_number(s, row, col + width - 1, c->points.best, 0, STYLE_TEXT);
		row++;
	}
}

/* ---- the value function ---- */

struct axis {
	double low, high;
	bool is_log;
};

/* What the axis shows: the anchors with a margin, and the vendor's own figure. */
static struct axis
find_axis(const struct value_function *v, const struct fact_def *def, double x)
{
	struct axis ax = { v->anchors[0].x, v->anchors[0].x, v->kind == FUNCTION_LOG };
	for (size_t i = 0; i < v->n_anchors; i++) {
		ax.low = fmin(ax.low, v->anchors[i].x);
		ax.high = fmax(ax.high, v->anchors[i].x);
	}
	double margin = ax.is_log ? 0 : 0.08 * (ax.high - ax.low);
	ax.low -= margin;
	ax.high += margin;
	if (ax.is_log) {
		ax.low /= 1.3;
		ax.high *= 1.3;
	}
	ax.low = fmax(ax.low, def->min);
	ax.high = fmin(ax.high, def->max);
	if (isfinite(x) && (!ax.is_log || x > 0)) {
		ax.low = fmin(ax.low, x);
		ax.high = fmax(ax.high, x);
	}
	return ax;
}

static double
axis_value(const struct axis *ax, double t)
{
	if (ax->is_log)
		return ax->low * pow(ax->high / ax->low, t);
	return ax->low + t * (ax->high - ax->low);
}

static int
axis_column(const struct axis *ax, double x, int width)
{
	double t = ax->is_log ? log(x / ax->low) / log(ax->high / ax->low)
			      : (x - ax->low) / (ax->high - ax->low);
	int col = (int)lround(t * (width - 1));
	return col < 0 ? 0 : col >= width ? width - 1 : col;
}

static int
level(double points, int rows)
{
	int r = (int)lround((1 - points / 100) * (rows - 1));
	return r < 0 ? 0 : r >= rows ? rows - 1 : r;
}

static void
draw_curve(struct surface *s, int row, int col, int width, int rows, const struct value_function *v,
	const struct axis *ax)
{
	for (int i = 0; i < width; i++) {
		double points = value_at(v, axis_value(ax, (double)i / (width - 1)));
		(void)surface_text(s, row + level(points, rows), col + i, 1, STYLE_FIRST,
			s->ascii ? "*" : "•");
	}
}

static void
view_curve(const struct ui *ui, struct surface *s, int row, int col, int width, int rows,
	const struct cell *c)
{
	const struct value_function *v = &here(ui)->value;
	const struct fact *f = c->fact;
	double x = NAN, factor = 1;
	if (f && f->value.kind == VALUE_NUMBER) {
		if (f->value.unit && here(ui)->def->unit)
			(void)dictionary_convert(&ui->evaluation->library->dictionary,
				f->value.unit, here(ui)->def->unit, &factor);
		x = f->value.number * factor;
	} else if (f && f->value.kind == VALUE_LIST) {
		x = (double)f->value.list.n;
	}
	struct axis ax = find_axis(v, here(ui)->def, x);
	int left = col + 5, w = width - 6;
	if (w < 8 || !(ax.high > ax.low))
		return;
	(void)surface_right(s, row, col + 3, 3, STYLE_DIM, "100");
	(void)surface_right(s, row + rows - 1, col + 3, 3, STYLE_DIM, "0");
	surface_vline(s, row, col + 4, rows);
	draw_curve(s, row, left, w, rows, v, &ax);
	char text[48];
	(void)snprintf(text, sizeof text, "%.4g", ax.low);
	(void)surface_text(s, row + rows, left, -1, STYLE_DIM, text);
	(void)snprintf(text, sizeof text, "%.4g %s", ax.high,
		here(ui)->def && here(ui)->def->unit ? here(ui)->def->unit : "");
	(void)surface_right(s, row + rows, left + w, w, STYLE_DIM, text);
	if (!isfinite(x))
		return;
	int at = left + axis_column(&ax, x, w), y = row + level(c->points.best, rows);
	(void)surface_text(s, y, at, 1, STYLE_ACCENT, s->ascii ? "@" : "◆");
	(void)snprintf(text, sizeof text, "%.4g", x);
	int room = left + w - at - 2;
	if (room >= surface_width(text))
		(void)surface_text(s, y, at + 2, -1, STYLE_ACCENT, text);
	else
		(void)surface_right(s, y, at - 1, 12, STYLE_ACCENT, text);
}

/* Words have no axis: each with its points, the vendor's own marked. */
static void
view_words(const struct ui *ui, struct surface *s, int row, int col, int width, int rows,
	const struct cell *c)
{
	const struct value_function *v = &here(ui)->value;
	bool is_marked = c->unknown || !c->fact;
	int used = 0;
	for (size_t i = 0; i <= v->n_words && used < rows; i++) {
		bool is_other = i == v->n_words;
		if (is_other && !v->has_other)
			break;
		const char *word = is_other ? "elsewhere" : v->words[i].word;
		double points = is_other ? v->other : v->words[i].points;
		bool fits = !is_marked &&
			(is_other || str_eq(word, c->fact->value.text) ||
				(v->words[i].group && c->fact->value.text &&
					group_has(v->words[i].group, c->fact->value.text)));
		if (fits) {
			is_marked = true;
			(void)surface_text(
				s, row + used, col, 1, STYLE_ACCENT, s->ascii ? "@" : "◆");
		}
		(void)surface_text(
			s, row + used, col + 2, 14, fits ? STYLE_STRONG : STYLE_TEXT, word);
		draw_number(s, row + used, col + 20, points, 0, STYLE_TEXT);
		if (width > 34)
			draw_bar(s, row + used, col + 22, width - 23, points, STYLE_FIRST);
		used++;
	}
}

static void
view_function(const struct ui *ui, struct surface *s, int row, int col, int width, int rows,
	const struct cell *c)
{
	(void)surface_text(s, row, col, width, STYLE_STRONG, "Points by value");
	if (here(ui)->value.n_anchors && here(ui)->def)
		view_curve(ui, s, row + 2, col, width, rows - 3, c);
	else
		view_words(ui, s, row + 2, col, width, rows - 2, c);
}

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
	int label = surface_width(here(ui)->reads) + 2;
	label = label < 12 ? 12 : label > 30 ? 30 : label;
	view_path(ui, s, top);
	struct lines l = { s, top + 2, top + rows, col + label, s->cols - side - col - label - 2 };
	bool is_roomy = rows >= 24;
	say_value(ui, &l, c);
	l.row += is_roomy;
	say_points(ui, &l, c, a);
	l.row += is_roomy;
	view_sources(ui, &l, c->fact);
	l.row += is_roomy;
	line(&l, "why so", STYLE_DIM, here(ui)->value.why);
	if (!is_wide) {
		if (l.row + 3 < l.end)
			view_others(ui, s, l.row + 1, l.end - l.row - 1, 3, s->cols - 4);
		return;
	}
	int at = s->cols - side;
	surface_vline(s, top + 2, at - 1, rows - 2);
	int upper = rows >= 24 ? 12 : rows / 2;
	view_function(ui, s, top + 2, at + 1, side - 2, upper, c);
	view_others(ui, s, top + 3 + upper, rows - upper - 3, at + 1, side - 2);
}
