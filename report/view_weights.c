/* view_weights: the weights as they stand, with why they are so. */
#include "report/view_int.h"

enum {
	COL_ID,
	COL_NAME,
	COL_DEPTH,
	COL_SHARE,
	COL_GLOBAL,
	COL_PERCENT,
	COL_WHOLE,
	COL_WHY,
	COL_COUNT
};

static struct table *
make_table(const struct view *v)
{
	const struct table_column columns[COL_COUNT] = {
		[COL_ID] = { .id = "criterion", .title = "", .use = USE_MACHINES },
		[COL_NAME] = { .id = "name",
			.title = say_word(v->lang, SAY_CRITERION),
			.wraps = true,
			.most = 44 },
		[COL_DEPTH] = { .id = "depth", .title = "", .use = USE_MACHINES, .is_count = true },
		[COL_SHARE] = { .id = "weight", .title = "", .use = USE_MACHINES },
		[COL_GLOBAL] = { .id = "global_weight", .title = "", .use = USE_MACHINES },
		[COL_PERCENT] = { .id = "",
			.title = say_word(v->lang, SAY_WEIGHT),
			.align = ALIGN_DECIMAL,
			.decimals = 1,
			.unit = "%",
			.use = USE_PEOPLE },
		[COL_WHOLE] = { .id = "",
			.title = say_word(v->lang, SAY_OF_WHOLE),
			.align = ALIGN_DECIMAL,
			.decimals = 1,
			.unit = "%",
			.use = USE_PEOPLE },
		[COL_WHY] = { .id = "why",
			.title = say_word(v->lang, SAY_WHY),
			.wraps = true,
			.most = 70 },
	};
	return table_new(v->arena, columns, COL_COUNT);
}

static bool
add_node(const struct view *v, struct table *t, size_t node)
{
	const struct criterion *c = &v->m->nodes[node];
	struct table_row *row = table_add(t);
	if (!row)
		return false;
	row->indent = (int)c->depth - 1;
	row->is_strong = c->depth == 1;
	row->cells[COL_ID] = cell_text(c->id);
	row->cells[COL_NAME] = cell_text(view_node_name(v, node));
	row->cells[COL_DEPTH] = cell_number((double)c->depth);
	row->cells[COL_SHARE] = cell_number(v->p->weight[node]);
	row->cells[COL_GLOBAL] = cell_number(v->p->global_weight[node]);
	row->cells[COL_PERCENT] = cell_number(v->p->weight[node] * 100);
	row->cells[COL_PERCENT].mark = evaluation_weight_changed(v->ev, node) ? "*" : NULL;
	row->cells[COL_WHOLE] = cell_number(v->p->global_weight[node] * 100);
	row->cells[COL_WHY] = cell_text(c->why);
	return true;
}

enum status
view_weights(const struct result *r, const struct view_options *o, struct arena *arena,
	struct table **out)
{
	struct view v = view_of(r, o, arena);
	struct table *t = make_table(&v);
	if (!t)
		return ST_NOMEM;
	t->title = view_title(&v, SAY_WEIGHTS);
	bool ok = t->title && view_head(&v, t);
	for (size_t node = 1; ok && node < v.m->n_nodes; node++)
		ok = add_node(&v, t, node);
	if (!ok || !view_after_line(t, say_word(v.lang, SAY_LEGEND)))
		return ST_NOMEM;
	*out = t;
	return ST_OK;
}
