/* function_chart: a curve over an axis where the values are numbers, else a list of words. */
#include "tui/function_chart.h"

#include <math.h>
#include <stdio.h>

#include "data/text.h"
#include "report/say.h"
#include "tui/draw.h"

static const struct criterion *
here(const struct ui *ui)
{
	return &ui->problem->model->nodes[ui->node];
}

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
	if (def) {
		ax.low = fmax(ax.low, def->min);
		ax.high = fmin(ax.high, def->max);
	}
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

/* Where a chart stands: its first dot, its size in cells. */
struct chart {
	struct surface *s;
	struct axis axis;
	int row, col, width, rows;
};

static int
level(const struct chart *ch, double points)
{
	int r = (int)lround((1 - points / 100) * (ch->rows - 1));
	return ch->row + (r < 0 ? 0 : r >= ch->rows ? ch->rows - 1 : r);
}

static void
draw_curve(const struct chart *ch, const struct value_function *v)
{
	enum { MOST_ACROSS = 200 };
	double heights[2 * MOST_ACROSS];
	int width = ch->width < MOST_ACROSS ? ch->width : MOST_ACROSS;
	for (int i = 0; i < 2 * width; i++)
		heights[i] = value_at(v, axis_value(&ch->axis, i / (2.0 * width - 1))) / 100;
	draw_line(ch->s, ch->row, ch->col, width, ch->rows, heights, STYLE_FIRST);
}

/* The figures of the anchors below the axis, as many as stand apart. */
static void
draw_anchors(const struct chart *ch, const struct value_function *v)
{
	int free_from = ch->col;
	char text[32];
	for (size_t i = 0; i < v->n_anchors; i++) {
		/* Of a linear function the first anchor may be the greater. */
		size_t k = v->anchors[0].x <= v->anchors[v->n_anchors - 1].x ? i
									     : v->n_anchors - 1 - i;
		(void)snprintf(text, sizeof text, "%.4g", v->anchors[k].x);
		int w = surface_width(text);
		int at = ch->col + axis_column(&ch->axis, v->anchors[k].x, ch->width) - w / 2;
		if (at + w > ch->col + ch->width)
			at = ch->col + ch->width - w;
		if (at < ch->col)
			at = ch->col;
		if (at < free_from)
			continue;
		(void)surface_text(ch->s, ch->row + ch->rows, at, -1, STYLE_DIM, text);
		free_from = at + w + 1;
	}
}

/* A fact as a place on the axis; NAN when it is none. */
static double
place_of(const struct ui *ui, const struct fact *f, double number)
{
	const char *unit = here(ui)->def ? here(ui)->def->unit : NULL;
	double factor = 1;
	if (!f || (f->value.kind != VALUE_NUMBER && f->value.kind != VALUE_LIST))
		return NAN;
	if (f->value.kind == VALUE_LIST)
		return (double)f->value.list.n;
	if (f->value.unit && unit)
		(void)dictionary_convert(
			&ui->evaluation->library->dictionary, f->value.unit, unit, &factor);
	return number * factor;
}

/* The others as rings, this vendor's range as a thick line, its value as a diamond. */
static void
draw_places(const struct ui *ui, const struct chart *ch, const struct cell *c, double x)
{
	const struct result *r = ui->result;
	struct surface *s = ch->s;
	for (size_t i = 0; i < r->n; i++) {
		const struct cell *other = problem_cell(ui->problem, i, ui->node);
		double at = place_of(ui, other->fact, other->fact ? other->fact->value.number : 0);
		if (isfinite(at) && at >= ch->axis.low && at <= ch->axis.high)
			(void)surface_text(s, level(ch, other->points.best),
				ch->col + axis_column(&ch->axis, at, ch->width), 1, STYLE_TEXT,
				s->ascii ? "o" : "○");
	}
	if (!isfinite(x))
		return;
	char text[48];
	const struct value *v = &c->fact->value;
	int at = ch->col + axis_column(&ch->axis, x, ch->width), y = level(ch, c->points.best);
	if (v->kind == VALUE_NUMBER && (v->has_low || v->has_high)) {
		double low = v->has_low ? place_of(ui, c->fact, v->low) : ch->axis.low;
		double high = v->has_high ? place_of(ui, c->fact, v->high) : ch->axis.high;
		int from = axis_column(&ch->axis, low, ch->width);
		int to = axis_column(&ch->axis, high, ch->width);
		surface_fill(s, ch->row + ch->rows - 1, ch->col + from, to - from + 1, STYLE_ACCENT,
			s->ascii ? "=" : "━");
	}
	(void)surface_text(s, y, at, 1, STYLE_ACCENT, s->ascii ? "@" : "◆");
	(void)snprintf(text, sizeof text, "%.4g", x);
	if (ch->col + ch->width - at - 2 >= surface_width(text))
		(void)surface_text(s, y, at + 2, -1, STYLE_ACCENT, text);
	else
		(void)surface_right(s, y, at - 1, 12, STYLE_ACCENT, text);
}

static void
view_curve(const struct ui *ui, struct surface *s, int row, int col, int width, int rows,
	const struct cell *c)
{
	const struct value_function *v = &here(ui)->value;
	double x = place_of(ui, c->fact, c->fact ? c->fact->value.number : 0);
	const struct chart ch = { s, find_axis(v, here(ui)->def, x), row, col + 5, width - 6,
		rows };
	if (ch.width < 8 || !(ch.axis.high > ch.axis.low))
		return;
	(void)surface_right(s, row, col + 3, 3, STYLE_DIM, "100");
	(void)surface_right(s, row + rows - 1, col + 3, 3, STYLE_DIM, "0");
	surface_vline(s, row, col + 4, rows);
	draw_curve(&ch, v);
	draw_anchors(&ch, v);
	draw_places(ui, &ch, c, x);
	(void)surface_text(s, row + rows + 1, ch.col, ch.width, STYLE_DIM,
		s->ascii ? "@ here  = its range  o others" : "◆ here  ━ its range  ○ others");
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
		const char *name = v->kind == FUNCTION_BOOLEAN
			? say_word(ui->lang, str_eq(word, "true") ? SAY_YES : SAY_NO)
			: word;
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
			s, row + used, col + 2, 14, fits ? STYLE_STRONG : STYLE_TEXT, name);
		draw_number(s, row + used, col + 20, points, 0, STYLE_TEXT);
		if (width > 34)
			draw_bar(s, row + used, col + 22, width - 23, points, STYLE_FIRST);
		used++;
	}
}

/* The rungs of a mark from the highest down, with their points and the vendor's place. */
static void
view_rungs(const struct ui *ui, struct surface *s, int row, int col, int width, int rows,
	const struct cell *c)
{
	const struct framework_criterion *asks = here(ui)->asks;
	const struct mark *m = c->mark;
	for (int rung = (int)asks->n_rungs; rung > 0 && rows-- > 0; rung--, row++) {
		bool is_here = m && rung == m->rung;
		bool is_open = !m || (rung >= m->low && rung <= m->high);
		const char *sign = is_here ? s->ascii ? "@" : "◆" : s->ascii ? "o" : "○";
		if (is_here || is_open)
			(void)surface_text(
				s, row, col, 1, is_here ? STYLE_ACCENT : STYLE_DIM, sign);
		(void)surface_fit(s, row, col + 2, width - 9, is_here ? STYLE_STRONG : STYLE_TEXT,
			arena_printf(ui->scratch, "%d %s", rung,
				asks->rungs[rung - 1].label.by[ui->lang]));
		draw_number(
			s, row, col + width - 1, value_at(&here(ui)->value, rung), 0, STYLE_TEXT);
	}
	if (rows > 1)
		(void)surface_text(s, row + 1, col, width, STYLE_DIM,
			s->ascii ? "@ here  o left open" : "◆ here  ○ left open");
}

void
function_chart_view(const struct ui *ui, struct surface *s, int row, int col, int width, int rows,
	const struct cell *c)
{
	const struct fact_def *def = here(ui)->def;
	int used = surface_text(s, row, col, width, STYLE_STRONG, "Points by value");
	if (def && def->unit)
		(void)surface_printf(
			s, row, col + used + 2, width - used - 2, STYLE_DIM, "in %s", def->unit);
	if (here(ui)->asks)
		view_rungs(ui, s, row + 2, col, width, rows - 2, c);
	else if (here(ui)->value.n_anchors)
		view_curve(ui, s, row + 2, col, width, rows - 4, c);
	else
		view_words(ui, s, row + 2, col, width, rows - 2, c);
}
