/* tree: the tree of criteria, as the matrix and the weights show and fold it. */
#include "tui/tree.h"

#include <string.h>

const char *
comment_at(const struct ui *ui, size_t node)
{
	const char *id = ui->problem->model->nodes[node].id;
	for (size_t i = 0; i < ui->evaluation->n_comments; i++)
		if (strcmp(ui->evaluation->comments[i].target, id) == 0)
			return ui->evaluation->comments[i].text;
	return "";
}

void
tree_name(const struct ui *ui, struct surface *s, int row, int col, int width, size_t node)
{
	const struct criterion *c = &ui->problem->model->nodes[node];
	int indent = 2 * ((int)c->depth - 1);
	const char *triangle = " ";
	if (c->n_children && s->ascii)
		triangle = ui->folded[node] ? "+" : "-";
	else if (c->n_children)
		triangle = ui->folded[node] ? "▸" : "▾";
	(void)surface_text(s, row, col + indent, 1, STYLE_DIM, triangle);
	enum style style = c->depth == 1 ? STYLE_STRONG : STYLE_TEXT;
	int used = surface_fit(s, row, col + indent + 2, width - indent - 2, style, ui_name(ui, c));
	if (*comment_at(ui, node) && used + indent + 4 < width)
		(void)surface_text(s, row, col + indent + 3 + used, 1, STYLE_ACCENT, "c");
}

static void
fold_all(struct ui *ui)
{
	const struct model *m = ui->problem->model;
	bool any_open = false;
	for (size_t i = 1; i < m->n_nodes; i++)
		any_open = any_open ||
			(m->nodes[i].n_children && m->nodes[i].depth > 1 && !ui->folded[i]);
	for (size_t i = 1; i < m->n_nodes; i++)
		ui->folded[i] = any_open && m->nodes[i].n_children && m->nodes[i].depth > 1;
	while (any_open && m->nodes[ui->node].depth > 2)
		ui->node = m->nodes[ui->node].parent;
}

bool
tree_fold(struct ui *ui, enum command cmd)
{
	const struct criterion *c = &ui->problem->model->nodes[ui->node];
	if (cmd == CMD_FOLD_ALL) {
		fold_all(ui);
		return true;
	}
	if (cmd != CMD_FOLD)
		return false;
	if (!c->n_children)
		c = &ui->problem->model->nodes[ui->node = c->parent];
	if (c->index == 0)
		ui->node = c->children[0];
	else
		ui->folded[c->index] = !ui->folded[c->index];
	return true;
}

struct effect
override_ask(struct ui *ui)
{
	const struct criterion *c = &ui->problem->model->nodes[ui->node];
	if (c->kind != LEAF_FACT)
		ui_say(ui, STYLE_WEAK,
			"only a criterion that reads a fact has a value to override");
	else
		prompt_open(ui, PROMPT_VALUE, "");
	return (struct effect){ .kind = EFFECT_NONE };
}
