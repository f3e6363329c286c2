/*
 * view_compare: criteria as rows, offers as columns; a value and its score in each cell.
 *
 * The fields of its JSON are listed in json_fields.c.
 */
#include "report/view_int.h"

/* What is compared: indices in the problem, in the order of the columns. */
struct choice {
	const size_t *alternatives;
	size_t n;
};

/* Columns of a criterion, then those of each offer. */
enum {
	COL_ID,
	COL_NAME,
	COL_PARENT,
	COL_DEPTH,
	COL_WEIGHT,
	COL_SHARE,
	COL_BASIS,
	COL_PERCENT,
	COL_OWN
};
enum {
	PART_VALUE,
	PART_TEXT,
	PART_POINTS,
	PART_SCORE,
	PART_LOW,
	PART_HIGH,
	PART_STATE,
	PART_SOURCES,
	PARTS
};

static struct choice
choose(const struct view *v, const size_t *alternatives, size_t n)
{
	return n ? (struct choice){ alternatives, n } : (struct choice){ v->r->order, v->r->n };
}

/* ---- the table ------------------------------------------------------------------------------- */

static bool
offer_columns(const struct view *v, size_t a, int group, struct table_column *out)
{
	static const char *const parts[PARTS] = { "", "value", "", "score", "low", "high", "state",
		"sources" };
	const char *id = view_alternative(v, a)->id, *name = view_name(v, a);
	for (size_t i = 0; i < PARTS; i++) {
		out[i] = (struct table_column){ .id = arena_printf(v->arena, "%s.%s", id, parts[i]),
			.title = "",
			.align = i == PART_POINTS ? ALIGN_DECIMAL : ALIGN_LEFT,
			.decimals = 1,
			.use = i == PART_VALUE || i == PART_POINTS ? USE_PEOPLE : USE_MACHINES,
			.group = group };
		if (!out[i].id || !name)
			return false;
	}
	out[PART_VALUE].title = name;
	out[PART_VALUE].wraps = out[PART_VALUE].spans = true;
	out[PART_VALUE].most = 22;
	if (!v->o->sources)
		out[PART_SOURCES].use = USE_NOBODY;
	return true;
}

static struct table *
make_table(const struct view *v, struct choice ch)
{
	const struct table_column own[COL_OWN] = {
		[COL_ID] = { .id = "criterion", .title = "", .use = USE_MACHINES },
		[COL_NAME] = { .id = "name",
			.title = say_word(v->lang, SAY_CRITERION),
			.wraps = true,
			.most = 44 },
		[COL_PARENT] = { .id = "parent", .title = "", .use = USE_MACHINES },
		[COL_DEPTH] = { .id = "depth", .title = "", .use = USE_MACHINES, .is_count = true },
		[COL_WEIGHT] = { .id = "weight", .title = "", .use = USE_MACHINES },
		[COL_SHARE] = { .id = "global_weight", .title = "", .use = USE_MACHINES },
		[COL_BASIS] = { .id = "basis", .title = "", .use = USE_MACHINES },
		[COL_PERCENT] = { .id = "",
			.title = say_word(v->lang, SAY_WEIGHT),
			.align = ALIGN_DECIMAL,
			.decimals = 1,
			.unit = "%",
			.use = USE_PEOPLE },
	};
	size_t n = COL_OWN + ch.n * PARTS;
	struct table_column *columns = arena_array(v->arena, n, sizeof *columns);
	if (!columns)
		return NULL;
	for (size_t c = 0; c < COL_OWN; c++)
		columns[c] = own[c];
	for (size_t i = 0; i < ch.n; i++)
		if (!offer_columns(
			    v, ch.alternatives[i], (int)i + 1, &columns[COL_OWN + i * PARTS]))
			return NULL;
	return table_new(v->arena, columns, n);
}

/* A value and its score; what is unknown has its range instead of a score. */
static bool
put_leaf(const struct view *v, struct table *t, size_t a, size_t node, struct table_cell *c)
{
	const struct cell *cell = problem_cell(v->p, a, node);
	const struct points *p = &cell->points;
	const char *value = view_leaf(v, node, cell);
	const char *text = view_value_text(v, cell->fact);
	const char *range = cell->unknown ? view_range(v->arena, p) : "";
	if (!value || !text || !range)
		return false;
	c[PART_VALUE] = cell_text(value);
	c[PART_TEXT] = cell_text(text);
	c[PART_POINTS] = cell->unknown ? cell_text(range) : cell_number(p->best);
	c[PART_POINTS].mark = view_marks(cell);
	c[PART_STATE] = cell_text(view_json_state(cell));
	if (!v->o->sources)
		return true;
	const char *sources = view_sources(v->arena, cell->fact, "; ");
	c[PART_SOURCES] = cell_text(sources);
	return sources && view_footnote(t, cell->fact, &c[PART_VALUE]);
}

static bool
put_offer(const struct view *v, struct table *t, size_t a, size_t node, struct table_cell *c)
{
	const struct node_score *s = &v->r->scores[a].nodes[node];
	c[PART_SCORE] = cell_number(s->points.best);
	c[PART_LOW] = cell_number(s->points.low);
	c[PART_HIGH] = cell_number(s->points.high);
	if (v->m->nodes[node].kind != LEAF_NONE)
		return put_leaf(v, t, a, node, c);
	c[PART_POINTS] = cell_number(s->points.best);
	c[PART_POINTS].mark = s->n_unknown ? "?" : NULL;
	return true;
}

static bool
add_criterion(const struct view *v, struct table *t, struct choice ch, size_t node)
{
	const struct criterion *c = &v->m->nodes[node];
	struct table_row *row = table_add(t);
	const char *basis = view_branch_basis(v, node);
	if (!row || !basis)
		return false;
	row->indent = node ? (int)c->depth - 1 : 0;
	row->is_strong = c->depth <= 1;
	row->rule_above = node == 0;
	row->cells[COL_ID] = cell_text(c->id);
	row->cells[COL_NAME] =
		cell_text(node ? view_node_name(v, node) : say_word(v->lang, SAY_TOTAL));
	row->cells[COL_PARENT] = cell_text(node ? v->m->nodes[c->parent].id : NULL);
	row->cells[COL_DEPTH] = cell_number((double)c->depth);
	row->cells[COL_WEIGHT] = cell_number(v->p->weight[node]);
	row->cells[COL_SHARE] = cell_number(v->p->global_weight[node]);
	row->cells[COL_BASIS] = cell_text(basis);
	row->cells[COL_PERCENT] = cell_number(v->p->global_weight[node] * 100);
	if (node && evaluation_weight_changed(v->ev, node))
		row->cells[COL_PERCENT].mark = "*";
	for (size_t i = 0; i < ch.n; i++)
		if (!put_offer(v, t, ch.alternatives[i], node, &row->cells[COL_OWN + i * PARTS]))
			return false;
	return true;
}

/* The rank and, when there are gates, their outcome: for people, below the total. */
static bool
add_ranks(const struct view *v, struct table *t, struct choice ch)
{
	struct table_row *ranks = table_add(t);
	if (!ranks)
		return false;
	ranks->use = USE_PEOPLE;
	ranks->cells[COL_NAME] = cell_text(say_word(v->lang, SAY_RANK));
	for (size_t i = 0; i < ch.n; i++) {
		size_t rank = v->r->scores[ch.alternatives[i]].rank;
		const char *text = rank ? arena_printf(v->arena, "%zu", rank) : "\u2013";
		if (!text)
			return false;
		ranks->cells[COL_OWN + i * PARTS + PART_POINTS] = cell_text(text);
	}
	if (!v->p->n_gates)
		return true;
	struct table_row *gates = table_add(t);
	if (!gates)
		return false;
	gates->use = USE_PEOPLE;
	gates->cells[COL_NAME] = cell_text(say_word(v->lang, SAY_GATES));
	for (size_t i = 0; i < ch.n; i++) {
		const struct score *s = &v->r->scores[ch.alternatives[i]];
		gates->cells[COL_OWN + i * PARTS + PART_VALUE] = cell_text(view_gate_word(v, s));
	}
	return true;
}

static bool
is_shown(const struct view *v, size_t node)
{
	return node && (!v->o->depth || v->m->nodes[node].depth <= v->o->depth);
}

enum status
view_compare(const struct result *r, const size_t *alternatives, size_t n,
	const struct view_options *o, struct arena *arena, struct table **out)
{
	struct view v = view_of(r, o, arena);
	struct choice ch = choose(&v, alternatives, n);
	struct table *t = make_table(&v, ch);
	if (!t)
		return ST_NOMEM;
	t->title = view_title(&v, SAY_COMPARISON);
	bool ok = t->title && view_head(&v, t);
	for (size_t node = 0; ok && node < v.m->n_nodes; node++)
		if (is_shown(&v, node))
			ok = add_criterion(&v, t, ch, node);
	ok = ok && add_criterion(&v, t, ch, 0) && add_ranks(&v, t, ch) && view_foot(&v, t, true);
	if (!ok)
		return ST_NOMEM;
	*out = t;
	return ST_OK;
}

/* ---- JSON ------------------------------------------------------------------------------------ */

static void
put_criterion(struct maker *k, json_t *list, const struct view *v, struct choice ch, size_t node)
{
	const struct criterion *c = &v->m->nodes[node];
	json_t *o = maker_object_at_end(k, list);
	view_json_criterion(k, o, v, node);
	json_t *cells = maker_object_in(k, o, "providers");
	for (size_t i = 0; i < ch.n; i++) {
		size_t a = ch.alternatives[i];
		const struct node_score *s = &v->r->scores[a].nodes[node];
		json_t *cell = maker_object_in(k, cells, view_alternative(v, a)->id);
		view_json_points(k, cell, &s->points);
		maker_number(k, cell, "contribution", s->contribution);
		maker_number(k, cell, "coverage", s->coverage);
		if (c->kind != LEAF_NONE)
			view_json_fact(k, cell, v, a, node);
	}
}

enum status
view_compare_json(const struct result *r, const size_t *alternatives, size_t n,
	const struct view_options *o, struct arena *arena, const char **out)
{
	struct view v = view_of(r, o, arena);
	struct choice ch = choose(&v, alternatives, n);
	struct maker k = { .arena = arena };
	json_t *root = view_json_head(&k, &v, "compare/1");
	json_t *providers = maker_array_in(&k, root, "providers");
	for (size_t i = 0; i < ch.n; i++)
		view_json_provider(&k, maker_object_at_end(&k, providers), &v, ch.alternatives[i]);
	json_t *criteria = maker_array_in(&k, root, "criteria");
	put_criterion(&k, criteria, &v, ch, 0);
	for (size_t node = 1; node < v.m->n_nodes; node++)
		if (is_shown(&v, node))
			put_criterion(&k, criteria, &v, ch, node);
	return maker_finish(&k, root, out);
}
