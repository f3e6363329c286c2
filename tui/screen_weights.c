/*
 * screen_weights: the tree with sliders, the ranking beside it moving at once, and what a weight
 * means: the swing from worst to best that it buys, why it is what it is, where the order changes.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "tui/draw.h"
#include "tui/tree.h"
#include "tui/ui.h"

/* ---- update ---- */

static struct effect
share(const struct ui *ui, double step)
{
	double now = 100 * ui->problem->weight[ui->node];
	/* A step lands on whole percents, so that pressing back and forth comes back. */
	double next = step > 0 ? floor(now + step + 1e-9) : ceil(now + step - 1e-9);
	next = next < 0 ? 0 : next > 100 ? 100 : next;
	return (struct effect){ .kind = EFFECT_SHARE, .node = ui->node, .percent = next };
}

static struct effect
lock(const struct ui *ui)
{
	const struct criterion *c = &ui->problem->model->nodes[ui->node];
	return (struct effect){ EFFECT_CHANGE, 0, 0, EVENT_LOCK, c->id,
		ui->evaluation->locked[ui->node] ? "false" : "true", "", "" };
}

/* The weights of these siblings as the author wrote them. */
static struct effect
reset(const struct ui *ui)
{
	const struct model *m = ui->problem->model;
	const struct criterion *parent = &m->nodes[m->nodes[ui->node].parent];
	char *text = arena_strdup(ui->scratch, "");
	for (size_t i = 0; text && i < parent->n_children; i++) {
		const struct criterion *kid = &m->nodes[parent->by_id[i]];
		text = arena_printf(
			ui->scratch, "%s%s%s=%s", text, i ? " " : "", kid->id, kid->weight_text);
	}
	if (!text)
		return (struct effect){ .kind = EFFECT_NONE };
	return (struct effect){ EFFECT_CHANGE, 0, 0, EVENT_WEIGHTS, parent->id, text, "", "" };
}

static void
move(struct ui *ui, enum command cmd)
{
	size_t *nodes = arena_array(ui->scratch, ui->problem->n_nodes, sizeof *nodes);
	size_t n = nodes ? ui_visible(ui, nodes) : 0, at = 0;
	while (at < n && nodes[at] != ui->node)
		at++;
	if (n)
		ui->node = nodes[ui_move(cmd, at < n ? at : 0, n, ui->rows / 2)];
}

struct effect
weights_update(struct ui *ui, enum command cmd)
{
	char text[32];
	switch (cmd) {
	case CMD_LESS:
		return share(ui, -1);
	case CMD_MORE:
		return share(ui, 1);
	case CMD_MUCH_LESS:
		return share(ui, -5);
	case CMD_MUCH_MORE:
		return share(ui, 5);
	case CMD_LOCK:
		return lock(ui);
	case CMD_RESET:
		return reset(ui);
	case CMD_TYPE:
		(void)snprintf(text, sizeof text, "%.6g", 100 * ui->problem->weight[ui->node]);
		prompt_open(ui, PROMPT_WEIGHT, text);
		break;
	case CMD_WRITE_MODEL:
		prompt_open(ui, PROMPT_MODEL, "our-weights.yaml");
		break;
	case CMD_COMMENT:
		prompt_open(ui, PROMPT_COMMENT, comment_at(ui, ui->node));
		break;
	case CMD_OPEN:
		ui_go(ui, SCREEN_MATRIX);
		break;
	default:
		if (!tree_fold(ui, cmd))
			move(ui, cmd);
	}
	return (struct effect){ .kind = EFFECT_NONE };
}

/* ---- the sliders ---- */

static void
view_row(const struct ui *ui, struct frame *f, int row, int width, size_t node)
{
	struct surface *s = &f->surface;
	bool is_here = node == ui->node;
	int name = width * (width < 90 ? 44 : 40) / 100, slider = width - name - 20;
	enum style style = style_branch(ui_branch_index(ui, ui_branch(ui, node)));
	if (is_here)
		(void)surface_text(s, row, 0, 1, STYLE_ACCENT, s->ascii ? ">" : "▸");
	tree_name(ui, s, row, 1, name - 1, node);
	draw_number(s, row, name + 6, 100 * ui->problem->weight[node], 1,
		is_here ? STYLE_STRONG : STYLE_TEXT);
	(void)surface_text(s, row, name + 7, 1, STYLE_DIM, "%");
	if (slider >= 6)
		draw_slider(s, row, name + 10, slider, 100 * ui->problem->weight[node], style);
	if (ui->evaluation->locked[node])
		(void)surface_text(s, row, width - 8, 7, STYLE_ACCENT, "locked");
	else if (evaluation_weight_changed(ui->evaluation, node))
		(void)surface_text(s, row, width - 8, 7, STYLE_ACCENT, "*");
	frame_hit(f, row, 0, width, is_here ? CMD_FOLD : CMD_NONE, SIZE_MAX, node);
}

static void
view_tree(const struct ui *ui, struct frame *f, int top, int rows, int width)
{
	size_t *nodes = arena_array(ui->scratch, ui->problem->n_nodes, sizeof *nodes);
	size_t n = nodes ? ui_visible(ui, nodes) : 0;
	int at = 0;
	while (at < (int)n && nodes[at] != ui->node)
		at++;
	int first = f->first[SCREEN_WEIGHTS] =
		ui_scroll(f->first[SCREEN_WEIGHTS], at, rows, (int)n);
	for (int i = 0; i < rows && first + i < (int)n; i++)
		view_row(ui, f, top + i, width, nodes[first + i]);
}

/* ---- the ranking beside ---- */

static void
view_change(const struct ui *ui, struct surface *s, int row, int end, const struct score *score)
{
	double before = ui->before[ui_vendor_of(ui, score->alternative)];
	double d = score->points.best - before;
	if (isnan(before) || fabs(d) < 0.05)
		return;
	char text[32];
	enum style style = d > 0 ? STYLE_UP : STYLE_DOWN;
	(void)surface_right(s, row, end - 2, 6, style, draw_signed(s, d, text, sizeof text));
	(void)surface_text(s, row, end - 1, 1, style, draw_arrow(s, d > 0));
}

/*
 * The rows: by rank, but while a slider moves each vendor keeps its place, so that nothing jumps
 * under the eye. Indices in the problem; the number of rows.
 */
static size_t
list_rows(const struct ui *ui, size_t **out)
{
	const struct result *r = ui->result;
	size_t n = 0;
	*out = arena_array(ui->scratch, r->n, sizeof **out);
	for (size_t i = 0; *out && ui->gesture && i < ui->n_held; i++) {
		size_t a = ui_alternative(ui, ui->held[i]);
		if (a != SIZE_MAX && n < r->n)
			(*out)[n++] = a;
	}
	if (*out && n != r->n)
		for (n = 0; n < r->n; n++)
			(*out)[n] = r->order[n];
	return *out ? n : 0;
}

/* The rank, marked while it is not that of the row. */
static void
view_rank(struct surface *s, int row, int col, size_t rank, size_t place)
{
	char text[32] = "-";
	bool has_moved = rank && rank != place;
	if (rank)
		(void)snprintf(text, sizeof text, "%zu", rank);
	(void)surface_right(s, row, col + 2, 2,
		!has_moved             ? STYLE_DIM
			: rank < place ? STYLE_UP
				       : STYLE_DOWN,
		text);
	if (has_moved)
		(void)surface_text(s, row, col + 2, 1, rank < place ? STYLE_UP : STYLE_DOWN,
			draw_arrow(s, rank < place));
}

static int
view_ranking(const struct ui *ui, struct surface *s, int top, int rows, int col, int width)
{
	size_t *order, n = list_rows(ui, &order), place = 0;
	int name = width < 50 ? 14 : 20, bar = width - name - 4 - 7 - 10;
	for (int i = 0; i < (int)n && i < rows; i++) {
		const struct score *score = &ui->result->scores[order[i]];
		const struct score *above = i ? &ui->result->scores[order[i - 1]] : NULL;
		/* Level with the row above: the same place. */
		if (!above || above->rank != score->rank)
			place = (size_t)i + 1;
		view_rank(s, top + i, col, score->rank, place);
		(void)surface_fit(s, top + i, col + 4, name, STYLE_TEXT,
			ui_vendor_name(ui, score->alternative));
		draw_number(s, top + i, col + 4 + name + 5, score->points.best, 1, STYLE_STRONG);
		if (bar >= 6)
			draw_parts(ui, s, top + i, col + 4 + name + 7, bar, score);
		if (score->rank)
			view_change(ui, s, top + i, col + width, score);
		else
			(void)surface_right(s, top + i, col + width, 8, STYLE_FAIL, "gate");
	}
	return (int)n < rows ? (int)n : rows;
}

/* ---- where the order changes ---- */

static const struct break_even *
find_break_even(const struct ui *ui, size_t branch)
{
	for (size_t i = 0; i < ui->result->n_break_evens; i++)
		if (ui->result->break_evens[i].node == branch)
			return &ui->result->break_evens[i];
	return NULL;
}

static int
say_break_even(const struct ui *ui, struct surface *s, int row, int rows, int col, int width,
	const struct break_even *b)
{
	char text[320] = "";
	const char *name = ui_name(ui, &ui->problem->model->nodes[b->node]);
	if (b->low <= 0 && b->high >= 1)
		(void)snprintf(text, sizeof text,
			"Who is first does not depend on the weight of %s.", name);
	else if (b->low > 0 && b->high < 1 && b->below != SIZE_MAX && b->above != SIZE_MAX)
		(void)snprintf(text, sizeof text, "Below %.1f %% of %s %s leads, above %.1f %% %s.",
			100 * b->low, name, ui_vendor_name(ui, b->below), 100 * b->high,
			ui_vendor_name(ui, b->above));
	else if (b->low > 0 && b->below != SIZE_MAX)
		(void)snprintf(text, sizeof text,
			"The winner changes when %s is below %.1f %%: "
			"then %s leads.",
			name, 100 * b->low, ui_vendor_name(ui, b->below));
	else if (b->above != SIZE_MAX)
		(void)snprintf(text, sizeof text,
			"The winner changes when %s is above %.1f %%: "
			"then %s leads.",
			name, 100 * b->high, ui_vendor_name(ui, b->above));
	return surface_wrap(s, row, col, width, rows, STYLE_TEXT, text);
}

/*
 * The score as the weight w of a top criterion goes from 0 to 1, the others in proportion: linear,
 * s(w) = w v + (1 - w) rest.
 */
static void
score_along(const struct ui *ui, size_t a, size_t branch, double *out, int n)
{
	const struct score *score = &ui->result->scores[a];
	double w0 = ui->problem->weight[branch], v = score->nodes[branch].points.best;
	double rest = 0;
	const struct criterion *root = &ui->problem->model->nodes[0];
	if (w0 < 1) {
		rest = (score->points.best - w0 * v) / (1 - w0);
	} else if (root->n_children > 1) {
		for (size_t i = 0; i < root->n_children; i++)
			if (root->children[i] != branch)
				rest += score->nodes[root->children[i]].points.best;
		rest /= (double)(root->n_children - 1);
	}
	for (int i = 0; i < n; i++) {
		double w = n > 1 ? (double)i / (n - 1) : 0;
		out[i] = w * v + (1 - w) * rest;
	}
}

enum { MOST_LINES = 4, MOST_ACROSS = 100 };

/* Lines over the weight of a criterion. */
struct plot {
	double values[MOST_LINES][2 * MOST_ACROSS]; /* scores, two a column */
	double low, high;                           /* of the scores shown */
	int lines, row, rows, col, width;
};

/* Names at the right ends; where two lines end together the lower one gives way. */
static void
plot_names(const struct ui *ui, struct surface *s, const struct plot *p)
{
	int taken = p->row - 1;
	bool is_named[MOST_LINES] = { false };
	for (int k = 0; k < p->lines; k++) {
		int best = -1;
		for (int i = 0; i < p->lines; i++)
			if (!is_named[i] &&
				(best < 0 ||
					p->values[i][2 * p->width - 1] >
						p->values[best][2 * p->width - 1]))
				best = i;
		is_named[best] = true;
		double t = (p->high - p->values[best][2 * p->width - 1]) / (p->high - p->low);
		int row = p->row + (int)lround(t * (2 * p->rows - 1)) / 2;
		taken = row > taken ? row : taken + 1;
		int col = p->col + p->width + 1;
		(void)surface_fit(s, taken, col, s->cols - col - 1,
			best == 0 ? STYLE_ACCENT : STYLE_TEXT,
			ui_vendor_name(ui, ui->result->order[best]));
	}
}

/* The scale of scores at the left, of weights below, and where the weight stands now. */
static void
plot_scales(struct surface *s, const struct plot *p, double weight)
{
	int knob = p->col + (int)lround(weight * (p->width - 1)), below = p->row + p->rows;
	draw_number(s, p->row, p->col - 1, p->high, 0, STYLE_DIM);
	draw_number(s, below - 1, p->col - 1, p->low, 0, STYLE_DIM);
	if (knob - p->col > 4)
		(void)surface_text(s, below, p->col, -1, STYLE_DIM, "0 %");
	if (p->col + p->width - knob > 13)
		(void)surface_right(s, below, p->col + p->width, 5, STYLE_DIM, "100 %");
	(void)surface_printf(
		s, below, knob, -1, STYLE_ACCENT, "%s %.0f %%", draw_arrow(s, true), 100 * weight);
}

static void
plot_lines(struct surface *s, struct plot *p)
{
	for (int i = p->lines; i-- > 0;) {
		for (int k = 0; k < 2 * p->width; k++)
			p->values[i][k] = (p->values[i][k] - p->low) / (p->high - p->low);
		draw_line(s, p->row, p->col, p->width, p->rows, p->values[i],
			i == 0 ? STYLE_ACCENT : STYLE_DIM);
	}
}

static void
view_along(const struct ui *ui, struct surface *s, int row, int rows, int col, int width,
	size_t branch)
{
	struct plot p = { .low = 101,
		.high = -1,
		.row = row + 1,
		.rows = rows - 2 < 14 ? rows - 2 : 14,
		.col = col + 4,
		.width = width - 20 < MOST_ACROSS ? width - 20 : MOST_ACROSS };
	p.lines = (int)ui->result->n_pool < MOST_LINES ? (int)ui->result->n_pool : MOST_LINES;
	if (p.width < 12 || p.rows < 4 || p.lines == 0)
		return;
	for (int i = 0; i < p.lines; i++) {
		score_along(ui, ui->result->order[i], branch, p.values[i], 2 * p.width);
		double from = p.values[i][0], to = p.values[i][2 * p.width - 1];
		p.low = fmin(p.low, fmin(from, to));
		p.high = fmax(p.high, fmax(from, to));
	}
	if (p.high - p.low < 1)
		p.high = p.low + 1;
	(void)surface_printf(s, row, col, width, STYLE_DIM, "The score as %s goes from 0 to 100 %%",
		ui_name(ui, &ui->problem->model->nodes[branch]));
	plot_names(ui, s, &p);
	plot_lines(s, &p);
	plot_scales(s, &p, ui->problem->weight[branch]);
}

/* ---- what the weight means ---- */

static const char *
swing_text(const struct ui *ui, const struct criterion *c)
{
	const struct value_function *v = &c->value;
	const char *unit = c->def && c->def->unit ? c->def->unit : "";
	double worst = NAN, best = NAN;
	const char *bad = NULL, *good = NULL;
	double least = 101, most = -1;
	for (size_t i = 0; i < v->n_anchors; i++) {
		bool ends = v->kind == FUNCTION_LINEAR || v->kind == FUNCTION_LOG;
		double points = ends ? 100.0 * (double)i : v->anchors[i].points;
		if (points < least) {
			least = points;
			worst = v->anchors[i].x;
		}
		if (points > most) {
			most = points;
			best = v->anchors[i].x;
		}
	}
	if (v->n_anchors)
		return arena_printf(ui->scratch, "%g %s %s %g %s", worst, unit,
			ui->ascii ? "->" : "→", best, unit);
	for (size_t i = 0; i < v->n_words; i++) {
		if (v->words[i].points < least) {
			least = v->words[i].points;
			bad = v->words[i].word;
		}
		if (v->words[i].points > most) {
			most = v->words[i].points;
			good = v->words[i].word;
		}
	}
	if (v->has_other && v->other < least)
		bad = "elsewhere";
	if (!bad || !good)
		return NULL;
	return arena_printf(ui->scratch, "%s %s %s", bad, ui->ascii ? "->" : "→", good);
}

static void
view_meaning(const struct ui *ui, struct surface *s, int row, int rows, int width)
{
	const struct criterion *c = &ui->problem->model->nodes[ui->node];
	int used = 0;
	surface_hline(s, row, 1, width - 3);
	(void)surface_printf(s, row + 1, 1, width - 3, STYLE_STRONG, "%s", ui_name(ui, c));
	const char *swing =
		c->kind == LEAF_NONE ? "from worst to best in all below it" : swing_text(ui, c);
	double points = 100 * ui->problem->global_weight[ui->node];
	used = 2 +
		surface_wrap(s, row + 2, 1, width - 3, rows - 2, STYLE_TEXT,
			arena_printf(ui->scratch, "Swing: %s moves the score by %.*f points",
				swing ? swing : "from worst to best", points < 1 ? 2 : 1, points));
	if (c->why && used < rows)
		used += surface_wrap(s, row + used, 1, width - 3, rows - used, STYLE_DIM,
			arena_printf(ui->scratch, "Why %.6g? %s", c->weight, c->why));
	const char *comment = comment_at(ui, ui->node);
	if (*comment && used < rows)
		(void)surface_wrap(s, row + used, 1, width - 3, rows - used, STYLE_ACCENT, comment);
}

void
weights_view(const struct ui *ui, struct frame *f, int top, int rows)
{
	struct surface *s = &f->surface;
	bool is_wide = s->cols >= 100;
	int width = is_wide ? s->cols * 56 / 100 : s->cols;
	int below = is_wide ? (rows >= 24 ? 8 : rows >= 16 ? 5 : 0) : (rows >= 18 ? 9 : 0);
	view_tree(ui, f, top, rows - below, width);
	if (!is_wide) {
		if (below)
			surface_hline(s, top + rows - below, 0, s->cols);
		if (below)
			(void)view_ranking(ui, s, top + rows - below + 1, 5, 1, s->cols - 2);
		const struct break_even *b = find_break_even(ui, ui_branch(ui, ui->node));
		if (below && b)
			(void)say_break_even(ui, s, top + rows - 2, 2, 1, s->cols - 2, b);
		return;
	}
	if (below)
		view_meaning(ui, s, top + rows - below, below, width);
	surface_vline(s, top, width - 1, rows);
	int col = width + 1, right = s->cols - col - 1, row = top;
	row += view_ranking(ui, s, row, rows / 2, col, right) + 1;
	size_t branch = ui_branch(ui, ui->node);
	const struct break_even *b = find_break_even(ui, branch);
	if (b && row < top + rows)
		row += say_break_even(ui, s, row, top + rows - row, col, right, b) + 1;
	if (row < top + rows)
		(void)view_along(ui, s, row, top + rows - row, col, right, branch);
}
