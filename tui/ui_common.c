/* ui_common: the small questions that the screens share. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "report/say.h"
#include "report/view.h"
#include "tui/draw.h"
#include "tui/marks.h"
#include "tui/ui.h"

void
frame_hit(struct frame *f, int row, int col, int width, enum command command, size_t vendor,
	size_t node)
{
	if (f->n_hits < MOST_HITS)
		f->hits[f->n_hits++] = (struct hit){ row, col, width, command, vendor, node };
}

const char *
ui_name(const struct ui *ui, const struct criterion *c)
{
	return c->name.by[ui->lang];
}

size_t
ui_alternative(const struct ui *ui, size_t vendor)
{
	for (size_t i = 0; i < ui->problem->n_alternatives; i++)
		if (ui->problem->alternatives[i] == vendor)
			return i;
	return SIZE_MAX;
}

const struct score *
ui_score(const struct ui *ui, size_t vendor)
{
	size_t a = ui_alternative(ui, vendor);
	return a == SIZE_MAX ? NULL : &ui->result->scores[a];
}

size_t
ui_vendor_of(const struct ui *ui, size_t alternative)
{
	return ui->problem->alternatives[alternative];
}

const char *
ui_vendor_name(const struct ui *ui, size_t alternative)
{
	return ui->evaluation->alternatives[ui_vendor_of(ui, alternative)].name;
}

size_t
ui_move(enum command cmd, size_t at, size_t n, int page)
{
	size_t step = page > 1 ? (size_t)page : 1;
	if (n == 0)
		return 0;
	switch (cmd) {
	case CMD_UP:
		return at ? at - 1 : 0;
	case CMD_DOWN:
		return at + 1 < n ? at + 1 : n - 1;
	case CMD_PAGE_UP:
		return at > step ? at - step : 0;
	case CMD_PAGE_DOWN:
		return at + step < n ? at + step : n - 1;
	case CMD_FIRST:
		return 0;
	case CMD_LAST:
		return n - 1;
	default:
		return at < n ? at : n - 1;
	}
}

int
ui_scroll(int top, int at, int rows, int n)
{
	if (at < top)
		top = at;
	if (at >= top + rows)
		top = at - rows + 1;
	if (top > n - rows)
		top = n - rows;
	return top < 0 ? 0 : top;
}

size_t
ui_visible(const struct ui *ui, size_t *out)
{
	const struct model *m = ui->problem->model;
	size_t n = 0, hidden_below = SIZE_MAX;
	for (size_t i = 1; i < m->n_nodes; i++) {
		if (m->nodes[i].depth > hidden_below)
			continue;
		hidden_below = ui->folded[i] ? m->nodes[i].depth : SIZE_MAX;
		out[n++] = i;
	}
	return n;
}

size_t
ui_branch(const struct ui *ui, size_t node)
{
	const struct model *m = ui->problem->model;
	while (m->nodes[node].depth > 1)
		node = m->nodes[node].parent;
	return node;
}

unsigned
ui_branch_index(const struct ui *ui, size_t branch)
{
	const struct criterion *root = &ui->problem->model->nodes[0];
	for (size_t i = 0; i < root->n_children; i++)
		if (root->children[i] == branch)
			return (unsigned)i;
	return 0;
}

const char *
ui_value(const struct ui *ui, const struct fact *f)
{
	if (!f || f->value.kind == VALUE_UNKNOWN)
		return say_word(ui->lang, SAY_UNKNOWN);
	if (f->value.kind == VALUE_BOOLEAN)
		return say_word(ui->lang, f->value.boolean ? SAY_YES : SAY_NO);
	const char *text = value_text(&f->value, ui->scratch);
	return text ? text : "";
}

const char *
ui_leaf(const struct ui *ui, size_t node, const struct cell *c)
{
	const struct criterion *leaf = &ui->problem->model->nodes[node];
	if (leaf->kind != LEAF_MARK)
		return ui_value(ui, c->fact);
	const char *text = view_mark(leaf, c->mark, ui->lang, ui->scratch);
	return text ? text : "";
}

void
ui_move_vendor(struct ui *ui, bool right)
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

struct effect
ui_source(struct ui *ui, enum effect_kind kind, const struct source *const *sources, size_t n)
{
	if (ui->source < n && *sources[ui->source]->url)
		return (struct effect){ .kind = kind, .value = sources[ui->source]->url };
	ui_say(ui, STYLE_WEAK, "there is no address here");
	return (struct effect){ .kind = EFFECT_NONE };
}

const char *
ui_mark(const struct cell *c, enum style *style)
{
	*style = STYLE_WEAK;
	if (c->overridden)
		return "*";
	if (c->unknown)
		return "?";
	if (c->weak)
		return "~";
	if (c->old)
		return "!";
	*style = STYLE_TEXT;
	return " ";
}

void
draw_parts(const struct ui *ui, struct surface *s, int row, int col, int width,
	const struct score *score)
{
	const struct criterion *root = &ui->problem->model->nodes[0];
	struct bar_part parts[16];
	size_t n = root->n_children < 16 ? root->n_children : 16;
	for (size_t i = 0; i < n; i++)
		parts[i] = (struct bar_part){ score->nodes[root->children[i]].contribution,
			style_branch((unsigned)i), (unsigned)i };
	draw_stack(s, row, col, width, parts, n);
}

/* ---- searching ---- */

static bool
holds(const char *name, const char *text)
{
	return strcasestr(name, text) != NULL;
}

void
ui_unfold(struct ui *ui, size_t node)
{
	const struct criterion *nodes = ui->problem->model->nodes;
	while (nodes[node].depth > 0) {
		node = nodes[node].parent;
		ui->folded[node] = false;
	}
}

static bool
search_nodes(struct ui *ui, const char *text, size_t skip)
{
	const struct model *m = ui->problem->model;
	for (size_t k = skip; k <= m->n_nodes; k++) {
		size_t i = (ui->node + k) % m->n_nodes;
		const struct criterion *c = &m->nodes[i];
		bool fits = holds(ui_name(ui, c), text) || holds(c->id, text) ||
			(c->reads && holds(c->reads, text));
		if (i == 0 || !fits || (ui->screen == SCREEN_EVIDENCE && c->kind == LEAF_NONE))
			continue;
		ui->node = i;
		ui_unfold(ui, i);
		return true;
	}
	return false;
}

static bool
search_vendors(struct ui *ui, const char *text, size_t skip)
{
	const struct result *r = ui->result;
	size_t at = 0;
	while (at < r->n && ui_vendor_of(ui, r->order[at]) != ui->vendor)
		at++;
	for (size_t k = skip; k <= r->n && r->n; k++) {
		size_t vendor = ui_vendor_of(ui, r->order[(at + k) % r->n]);
		const struct alternative *a = &ui->evaluation->alternatives[vendor];
		if (!holds(a->name, text) && !holds(a->id, text))
			continue;
		ui->vendor = vendor;
		return true;
	}
	return false;
}

bool
ui_search(struct ui *ui, const char *text, bool next)
{
	if (ui->screen >= SCREEN_FRAMEWORK)
		return marks_search(ui, text, next ? 1 : 0);
	if (ui->screen == SCREEN_RANKING && search_vendors(ui, text, next ? 1 : 0))
		return true;
	if (ui->screen == SCREEN_RANKING) {
		/* A criterion stands a level down. */
		if (!search_nodes(ui, text, 0))
			return false;
		size_t node = ui->node;
		ui_go(ui, SCREEN_MATRIX);
		ui->node = node;
		return true;
	}
	return search_nodes(ui, text, next ? 1 : 0);
}
