/*
 * screen_matrix: the tree of criteria against the vendors, value and score in each cell.
 */
#include <stdint.h>
#include <stdio.h>
#include <strings.h>

#include "tui/draw.h"
#include "tui/tree.h"
#include "tui/vendors.h"

/* ---- which rows and columns ---- */

static bool
cell_fits(const struct ui *ui, size_t alternative, size_t node)
{
	const struct cell *c = problem_cell(ui->problem, alternative, node);
	if (ui->filter == FILTER_UNKNOWN)
		return c->unknown;
	return c->weak || c->old;
}

/* Under a filter only leaves are listed: those where some vendor's cell fits. */
static bool
row_fits(const struct ui *ui, size_t node)
{
	if (ui->filter == FILTER_ALL)
		return true;
	if (ui->problem->model->nodes[node].kind == LEAF_NONE)
		return false;
	for (size_t a = 0; a < ui->problem->n_alternatives; a++)
		if (cell_fits(ui, a, node))
			return true;
	return false;
}

static size_t
list_rows(const struct ui *ui, size_t **out)
{
	const struct model *m = ui->problem->model;
	*out = arena_array(ui->scratch, m->n_nodes, sizeof **out);
	if (!*out)
		return 0;
	if (ui->filter == FILTER_ALL)
		return ui_visible(ui, *out);
	size_t n = 0;
	for (size_t i = 1; i < m->n_nodes; i++)
		if (row_fits(ui, i))
			(*out)[n++] = i;
	return n;
}

/* Whether a stands left of b when they are not simply ordered by rank. */
static bool
stands_before(const struct ui *ui, size_t a, size_t b)
{
	const struct score *scores = ui->result->scores;
	if (ui->sort == SORT_NAME)
		return strcasecmp(ui_vendor_name(ui, a), ui_vendor_name(ui, b)) < 0;
	return scores[a].nodes[ui->node].points.best > scores[b].nodes[ui->node].points.best;
}

/* Vendors (indices in the problem) as they stand from left to right. */
static size_t
list_columns(const struct ui *ui, size_t **out)
{
	const struct result *r = ui->result;
	*out = arena_array(ui->scratch, r->n, sizeof **out);
	if (!*out)
		return 0;
	for (size_t i = 0; i < r->n; i++) {
		size_t k = i, one = r->order[i];
		for (; ui->sort != SORT_RANK && k > 0 && stands_before(ui, one, (*out)[k - 1]); k--)
			(*out)[k] = (*out)[k - 1];
		(*out)[k] = one;
	}
	return r->n;
}

static size_t
find(const size_t *list, size_t n, size_t what)
{
	for (size_t i = 0; i < n; i++)
		if (list[i] == what)
			return i;
	return 0;
}

/* ---- update ---- */

static void
move_across(struct ui *ui, bool right)
{
	size_t *columns, n = list_columns(ui, &columns);
	size_t at = find(columns, n, ui_alternative(ui, ui->vendor));
	if (!n)
		return;
	if (right && at + 1 < n)
		at++;
	else if (!right && at > 0)
		at--;
	ui->vendor = ui_vendor_of(ui, columns[at]);
}

static struct effect
open_cell(struct ui *ui)
{
	if (ui->problem->model->nodes[ui->node].kind == LEAF_NONE)
		(void)tree_fold(ui, CMD_FOLD);
	else
		ui_go(ui, SCREEN_EVIDENCE);
	return (struct effect){ .kind = EFFECT_NONE };
}

struct effect
matrix_update(struct ui *ui, enum command cmd)
{
	static const char *const filters[] = { "all rows", "rows with an unknown",
		"rows with weak or old evidence" };
	static const char *const sorts[] = { "vendors by rank", "vendors by name",
		"vendors by this row" };
	size_t *rows, n;
	switch (cmd) {
	case CMD_LEFT:
	case CMD_RIGHT:
		move_across(ui, cmd == CMD_RIGHT);
		break;
	case CMD_OPEN:
		return open_cell(ui);
	case CMD_FOLD:
	case CMD_FOLD_ALL:
		(void)tree_fold(ui, cmd);
		break;
	case CMD_FILTER:
		ui->filter = (ui->filter + 1) % FILTER_COUNT;
		ui_say(ui, STYLE_DIM, "%s", filters[ui->filter]);
		break;
	case CMD_SORT:
		ui->sort = (ui->sort + 1) % SORT_COUNT;
		ui_say(ui, STYLE_DIM, "%s", sorts[ui->sort]);
		break;
	case CMD_OVERRIDE:
		return override_ask(ui);
	case CMD_COMMENT:
		prompt_open(ui, PROMPT_COMMENT, comment_at(ui, ui->node));
		break;
	default:
		n = list_rows(ui, &rows);
		if (n)
			ui->node = rows[ui_move(cmd, find(rows, n, ui->node), n, ui->rows - 8)];
	}
	return (struct effect){ .kind = EFFECT_NONE };
}

/* ---- view ---- */

struct columns {
	int name, weight;
	struct vendors vendors;
};

static struct columns
lay_out(const struct ui *ui, struct frame *f, const size_t *list, size_t n)
{
	int cols = f->surface.cols;
	struct columns c = { .name = cols >= 160 ? 46
			: cols >= 100            ? 40
			: cols >= 60             ? 30
						 : cols - 24 };
	c.weight = c.name + 7;
	c.vendors = vendors_lay_out(ui, f, SCREEN_MATRIX,
		(struct vendor_room){ c.weight + 2, cols >= 100 ? 14 : 13, 30 }, list, n);
	return c;
}

/* A branch: its score and a bar. */
static void
view_branch(
	const struct ui *ui, struct surface *s, int row, int col, int width, size_t a, size_t node)
{
	const struct node_score *n = &ui->result->scores[a].nodes[node];
	bool has_gap = n->n_unknown > 0;
	draw_number(s, row, col + 5, n->points.best, 1, STYLE_STRONG);
	(void)surface_text(s, row, col + 6, 1, STYLE_WEAK, has_gap ? "?" : " ");
	int bar = width - 10, range = width >= 26 ? 9 : 0;
	if (bar - range > 0)
		draw_bar(s, row, col + 8, bar - range, n->points.best,
			style_branch(ui_branch_index(ui, ui_branch(ui, node))));
	char text[32];
	if (range && n->points.high - n->points.low > 0.05)
		(void)surface_right(s, row, col + width - 2, 8, STYLE_DIM,
			draw_range_text(s, n->points, text, sizeof text));
}

/* A leaf: what is known, a mark, and the points. */
static void
view_leaf(
	const struct ui *ui, struct surface *s, int row, int col, int width, size_t a, size_t node)
{
	const struct cell *c = problem_cell(ui->problem, a, node);
	char range[32];
	enum style style;
	const char *mark = ui_mark(c, &style), *value = ui_leaf(ui, node, c);
	bool has_range = c->points.high - c->points.low > 0.5 && (c->unknown || width >= 22);
	int points = has_range ? (width >= 22 ? 8 : 6) : 3, end = col + width - 2;
	int room = width - points - 5;
	(void)surface_fit(s, row, col, room, c->unknown ? STYLE_WEAK : STYLE_TEXT,
		c->unknown && room < 7 ? "" : value);
	(void)surface_text(s, row, end - points - 2, 1, style, mark);
	if (has_range)
		(void)surface_right(s, row, end, points, STYLE_WEAK,
			draw_range_text(s, c->points, range, sizeof range));
	else
		draw_number(s, row, end, c->points.best, 0, STYLE_TEXT);
}

static void
view_row(const struct ui *ui, struct frame *f, const struct columns *c, int row, size_t node)
{
	struct surface *s = &f->surface;
	bool is_here = node == ui->node;
	if (is_here)
		(void)surface_text(s, row, 0, 1, STYLE_ACCENT, s->ascii ? ">" : "▸");
	tree_name(ui, s, row, 1, c->name - 1, node);
	draw_number(s, row, c->weight, 100 * ui->problem->global_weight[node], 1,
		evaluation_weight_changed(ui->evaluation, node) ? STYLE_ACCENT : STYLE_DIM);
	const struct vendors *v = &c->vendors;
	for (size_t k = 0; k < v->n; k++) {
		size_t a = vendors_at(v, k), vendor = ui_vendor_of(ui, a);
		int col = vendors_col(v, k);
		if (ui->problem->model->nodes[node].kind == LEAF_NONE)
			view_branch(ui, s, row, col, v->each, a, node);
		else
			view_leaf(ui, s, row, col, v->each, a, node);
		if (is_here && vendor == ui->vendor)
			/* A bar in reverse would be the picture of another bar. */
			surface_reverse(s, row, col,
				ui->problem->model->nodes[node].n_children ? 7 : v->each - 1);
		frame_hit(f, row, col, v->each,
			is_here && vendor == ui->vendor ? CMD_OPEN : CMD_NONE, vendor, node);
	}
	frame_hit(f, row, 0, c->name, is_here ? CMD_FOLD : CMD_NONE, SIZE_MAX, node);
}

static void
view_legend(struct surface *s, int row)
{
	static const struct {
		const char *sign, *meaning, *in_short;
	} marks[] = {
		{ "?", "unknown: the range counts", "unknown" },
		{ "~", "weak evidence", "weak evidence" },
		{ "!", "old or undated", "old" },
		{ "*", "changed here", "changed here" },
	};
	int col = 1;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		(void)surface_text(s, row, col, 1, STYLE_WEAK, marks[i].sign);
		col += 2 +
			surface_text(s, row, col + 2, -1, STYLE_DIM,
				s->cols < 90 ? marks[i].in_short : marks[i].meaning) +
			3;
	}
}

void
matrix_view(const struct ui *ui, struct frame *f, int top, int rows)
{
	struct surface *s = &f->surface;
	size_t *nodes, *vendors;
	size_t n = list_rows(ui, &nodes), n_vendors = list_columns(ui, &vendors);
	if (!n_vendors || !n) {
		(void)surface_text(s, top + 1, 1, -1, STYLE_DIM,
			n_vendors ? "No row fits the filter: f shows others."
				  : "No vendor is weighed.");
		return;
	}
	struct columns c = lay_out(ui, f, vendors, n_vendors);
	(void)surface_text(s, top, 1, c.name, STYLE_DIM, "criterion");
	(void)surface_right(s, top, c.weight, 8, STYLE_DIM, "weight");
	vendors_head(ui, f, &c.vendors, top);
	int room = rows - 3, here = (int)find(nodes, n, ui->node);
	int first = f->first[SCREEN_MATRIX] =
		ui_scroll(f->first[SCREEN_MATRIX], here, room, (int)n);
	for (int i = 0; i < room && first + i < (int)n; i++)
		view_row(ui, f, &c, top + 1 + i, nodes[first + i]);
	view_legend(s, top + rows - 1);
}
