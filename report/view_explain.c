/*
 * view_explain: why this score, and what separates two offers.
 *
 * What each criterion adds sums to the score; the differences sum to the difference of the scores.
 * The fields of its JSON are listed in json_fields.c.
 */
#include <stdint.h>

#include "report/view_int.h"

/* For people a difference smaller than this is summed up with the others. */
static const double worth_a_row = 0.05;
enum { MOST_ROWS = 20 };

/* ---- a fact in a row ------------------------------------------------------------------------- */

enum { EV_VALUE, EV_TEXT, EV_STATE, EV_AS_OF, EV_CONFIDENCE, EV_NOTE, EV_SOURCES, EV_COLUMNS };

/* Columns of a fact; machine ids begin with `prefix`, people read `title` above the value. */
static bool
fact_columns(const struct view *v, const char *prefix, const char *title, int group,
	struct table_column *out)
{
	static const struct {
		const char *id;
		enum say title;
		enum table_use use;
	} parts[EV_COLUMNS] = {
		[EV_VALUE] = { "", SAY_VALUE, USE_PEOPLE },
		[EV_TEXT] = { "value", SAY_COUNT, USE_MACHINES },
		[EV_STATE] = { "state", SAY_COUNT, USE_MACHINES },
		[EV_AS_OF] = { "as_of", SAY_AS_OF, USE_ALL },
		[EV_CONFIDENCE] = { "confidence", SAY_CONFIDENCE, USE_ALL },
		[EV_NOTE] = { "note", SAY_COUNT, USE_MACHINES },
		[EV_SOURCES] = { "sources", SAY_COUNT, USE_MACHINES },
	};
	for (size_t i = 0; i < EV_COLUMNS; i++) {
		out[i] = (struct table_column){
			.id = arena_printf(v->arena, "%s%s", prefix, parts[i].id),
			.title = parts[i].title == SAY_COUNT ? ""
							     : say_word(v->lang, parts[i].title),
			.use = parts[i].use,
			.group = group,
		};
		if (!out[i].id)
			return false;
	}
	if (title)
		out[EV_VALUE].title = title;
	out[EV_VALUE].wraps = true;
	out[EV_VALUE].most = 36;
	return true;
}

/* The row's fact from cells[at] on; its sources become a note where people see the row. */
static bool
put_fact(
	const struct view *v, struct table *t, struct table_row *row, int at, size_t a, size_t node)
{
	const struct cell *cell = problem_cell(v->p, a, node);
	const struct fact *f = cell->fact;
	struct table_cell *c = &row->cells[at];
	const char *value = view_leaf(v, node, cell), *sources = view_sources(v->arena, f, "; ");
	const char *text = view_value_text(v, f);
	if (!value || !text || !sources)
		return false;
	c[EV_VALUE] = cell_text(value);
	c[EV_VALUE].mark = view_marks(cell);
	c[EV_TEXT] = cell_text(text);
	c[EV_STATE] = cell_text(view_json_state(cell));
	if (!f)
		return true;
	bool has_date = !cell->unknown && !cell->mark;
	const char *undated = has_date ? say_word(v->lang, SAY_UNDATED) : NULL;
	c[EV_AS_OF] = cell_text(f->as_of ? f->as_of : undated);
	c[EV_CONFIDENCE] = cell_text(cell->unknown ? NULL : view_confidence(v, f->confidence));
	c[EV_NOTE] = cell_text(f->note);
	c[EV_SOURCES] = cell_text(sources);
	return row->use == USE_MACHINES || view_footnote(t, f, &c[EV_CONFIDENCE]);
}

/* ---- one offer ------------------------------------------------------------------------------- */

enum {
	COL_ID,
	COL_NAME,
	COL_DEPTH,
	COL_SHARE,
	COL_BASIS,
	COL_PERCENT,
	COL_LOW,
	COL_BEST,
	COL_HIGH,
	COL_ADDS,
	COL_FACT
};

static struct table *
make_table(const struct view *v)
{
	struct table_column columns[COL_FACT + EV_COLUMNS] = {
		[COL_ID] = { .id = "criterion", .title = "", .use = USE_MACHINES },
		[COL_NAME] = { .id = "name",
			.title = say_word(v->lang, SAY_CRITERION),
			.wraps = true,
			.most = 44 },
		[COL_DEPTH] = { .id = "depth", .title = "", .use = USE_MACHINES, .is_count = true },
		[COL_SHARE] = { .id = "global_weight", .title = "", .use = USE_MACHINES },
		[COL_BASIS] = { .id = "basis", .title = "", .use = USE_MACHINES },
		[COL_PERCENT] = { .id = "",
			.title = say_word(v->lang, SAY_WEIGHT),
			.align = ALIGN_DECIMAL,
			.decimals = 1,
			.unit = "%",
			.use = USE_PEOPLE,
			.group = 1 },
		[COL_LOW] = { .id = "low", .title = "", .use = USE_MACHINES },
		[COL_BEST] = { .id = "points",
			.title = say_word(v->lang, SAY_POINTS),
			.align = ALIGN_DECIMAL,
			.decimals = 1,
			.group = 1 },
		[COL_HIGH] = { .id = "high", .title = "", .use = USE_MACHINES },
		[COL_ADDS] = { .id = "contribution",
			.title = say_word(v->lang, SAY_ADDS),
			.align = ALIGN_DECIMAL,
			.decimals = 2,
			.group = 1 },
	};
	if (!fact_columns(v, "", NULL, 2, &columns[COL_FACT]))
		return NULL;
	return table_new(v->arena, columns, COL_FACT + EV_COLUMNS);
}

static bool
add_node(const struct view *v, struct table *t, size_t a, size_t node)
{
	const struct criterion *c = &v->m->nodes[node];
	const struct node_score *s = &v->r->scores[a].nodes[node];
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
	row->cells[COL_DEPTH] = cell_number((double)c->depth);
	row->cells[COL_SHARE] = cell_number(v->p->global_weight[node]);
	row->cells[COL_BASIS] = cell_text(basis);
	row->cells[COL_PERCENT] = cell_number(v->p->global_weight[node] * 100);
	row->cells[COL_LOW] = cell_number(s->points.low);
	row->cells[COL_BEST] = cell_number(s->points.best);
	row->cells[COL_HIGH] = cell_number(s->points.high);
	row->cells[COL_ADDS] = cell_number(s->contribution);
	return c->kind == LEAF_NONE || put_fact(v, t, row, COL_FACT, a, node);
}

static bool
is_shown(const struct view *v, size_t node)
{
	return node && (!v->o->depth || v->m->nodes[node].depth <= v->o->depth);
}

static const char *
lead(const struct view *v, size_t a)
{
	const struct score *s = &v->r->scores[a];
	const char *range = view_range(v->arena, &s->points);
	const char *known = view_percent(v->arena, s->coverage);
	if (!s->rank)
		return say(v->arena, v->lang, SAY_EXPLAIN_UNRANKED, range, known, NULL);
	return say(v->arena, v->lang, SAY_EXPLAIN_LEAD, view_count(v->arena, s->rank),
		view_count(v->arena, v->r->n_pool), range, known, NULL);
}

/* "Gate iso27001: pass (sec.iso27001 == true)" for each gate that holds now. */
static bool
put_gates(const struct view *v, struct table *t, size_t a)
{
	static const enum say words[] = { SAY_FAIL, SAY_OPEN, SAY_PASS };
	for (size_t g = 0; g < v->p->n_gates; g++) {
		const struct evaluation_gate *gate = v->p->gate[g];
		enum gate_outcome outcome = v->p->gates[a * v->p->n_gates + g];
		bool is_fail = outcome == GATE_OPEN && v->m->open_counts_as_fail;
		enum say word = is_fail ? SAY_FAIL_NOT_SHOWN : words[outcome];
		if (!view_after_line(t,
			    say(v->arena, v->lang, SAY_GATE_LINE, view_gate_name(v, gate),
				    say_word(v->lang, word), gate->when,
				    view_gate_found(v, gate->condition, a), NULL)))
			return false;
	}
	return true;
}

static enum status
explain_one(const struct view *v, size_t a, struct table **out)
{
	struct table *t = make_table(v);
	const char *score = view_points(v->arena, v->r->scores[a].points.best);
	if (!t || !score)
		return ST_NOMEM;
	t->title = say(v->arena, v->lang, SAY_WHY_SCORE, view_name(v, a), score, NULL);
	bool ok = t->title && view_before_line(t, lead(v, a)) && view_what_if(v, t);
	for (size_t node = 1; ok && node < v->m->n_nodes; node++)
		if (is_shown(v, node))
			ok = add_node(v, t, a, node);
	ok = ok && add_node(v, t, a, 0) &&
		view_after_line(t, say(v->arena, v->lang, SAY_SUM_SCORE, score, NULL)) &&
		put_gates(v, t, a) && view_foot(v, t, true);
	if (!ok)
		return ST_NOMEM;
	*out = t;
	return ST_OK;
}

/* ---- two offers ------------------------------------------------------------------------------ */

enum {
	DIF_ID,
	DIF_NAME,
	DIF_BRANCH,
	DIF_POINTS,
	DIF_A,
	DIF_B = DIF_A + EV_COLUMNS,
	DIF_COUNT = DIF_B + EV_COLUMNS
};

static struct table *
make_differences(const struct view *v, size_t a, size_t b)
{
	struct table_column columns[DIF_COUNT] = {
		[DIF_ID] = { .id = "criterion", .title = "", .use = USE_MACHINES },
		[DIF_NAME] = { .id = "name",
			.title = say_word(v->lang, SAY_CRITERION),
			.wraps = true,
			.most = 40 },
		[DIF_BRANCH] = { .id = "branch", .title = "", .use = USE_MACHINES },
		[DIF_POINTS] = { .id = "difference",
			.title = say_word(v->lang, SAY_DIFFERENCE),
			.align = ALIGN_DECIMAL,
			.decimals = 2,
			.is_signed = true },
	};
	const char *pa = arena_printf(v->arena, "%s.", view_alternative(v, a)->id);
	const char *pb = arena_printf(v->arena, "%s.", view_alternative(v, b)->id);
	if (!pa || !pb || !fact_columns(v, pa, view_name(v, a), 1, &columns[DIF_A]) ||
		!fact_columns(v, pb, view_name(v, b), 2, &columns[DIF_B]))
		return NULL;
	columns[DIF_A + EV_VALUE].most = columns[DIF_B + EV_VALUE].most = 28;
	return table_new(v->arena, columns, DIF_COUNT);
}

/* The top-level criterion above a node. */
static size_t
branch_of(const struct model *m, size_t node)
{
	while (m->nodes[node].depth > 1)
		node = m->nodes[node].parent;
	return node;
}

static bool
add_difference(const struct view *v, struct table *t, size_t a, size_t b,
	const struct difference *d, enum table_use use)
{
	const struct criterion *c = &v->m->nodes[d->node];
	struct table_row *row = table_add(t);
	if (!row)
		return false;
	row->use = use;
	row->cells[DIF_ID] = cell_text(c->id);
	row->cells[DIF_NAME] = cell_text(view_node_name(v, d->node));
	row->cells[DIF_BRANCH] = cell_text(v->m->nodes[branch_of(v->m, d->node)].id);
	row->cells[DIF_POINTS] = cell_number(d->points);
	if (c->kind == LEAF_NONE)
		return true;
	return put_fact(v, t, row, DIF_A, a, d->node) && put_fact(v, t, row, DIF_B, b, d->node);
}

static bool
add_sum(struct table *t, const char *name, double points, bool is_total)
{
	struct table_row *row = table_add(t);
	if (!row || !name)
		return false;
	row->use = USE_PEOPLE;
	row->is_strong = row->rule_above = is_total;
	row->cells[DIF_NAME] = cell_text(name);
	row->cells[DIF_POINTS] = cell_number(points);
	return true;
}

/* Large ones as rows for everybody, the others for programs, and their sum for people. */
static bool
add_differences(const struct view *v, struct table *t, size_t a, size_t b,
	const struct difference *list, size_t n)
{
	double rest = 0, total = 0;
	size_t shown = 0, hidden = 0;
	size_t most = v->o->verbose ? SIZE_MAX : MOST_ROWS;
	for (size_t i = 0; i < n; i++) {
		double size = list[i].points < 0 ? -list[i].points : list[i].points;
		bool is_large = size >= worth_a_row && shown < most;
		total += list[i].points;
		shown += is_large;
		hidden += !is_large;
		rest += is_large ? 0 : list[i].points;
		if (!add_difference(v, t, a, b, &list[i], is_large ? USE_ALL : USE_MACHINES))
			return false;
	}
	if (hidden &&
		!add_sum(t, say(v->arena, v->lang, SAY_REST, view_count(v->arena, hidden), NULL),
			rest, false))
		return false;
	return add_sum(t, say_word(v->lang, SAY_TOTAL), total, true);
}

static enum status
explain_two(const struct view *v, size_t a, size_t b, struct table **out)
{
	struct difference *list;
	size_t n;
	struct table *t = make_differences(v, a, b);
	if (!t || result_differences(v->r, a, b, v->o->depth, v->arena, &list, &n) != ST_OK)
		return ST_NOMEM;
	double sa = v->r->scores[a].points.best, sb = v->r->scores[b].points.best;
	t->title = say(v->arena, v->lang, SAY_WHY_AGAINST, view_name(v, a), view_name(v, b), NULL);
	bool ok = t->title && view_before_line(t, view_apart(v, a, b)) && view_what_if(v, t) &&
		add_differences(v, t, a, b, list, n) &&
		view_after_line(t,
			say(v->arena, v->lang, SAY_SUM_DIFFERENCE, view_signed(v->arena, sa - sb),
				view_name(v, a), view_points(v->arena, sa), view_name(v, b),
				view_points(v->arena, sb), NULL)) &&
		view_foot(v, t, true);
	if (!ok)
		return ST_NOMEM;
	*out = t;
	return ST_OK;
}

enum status
view_explain(const struct result *r, size_t alternative, size_t against,
	const struct view_options *o, struct arena *arena, struct table **out)
{
	struct view v = view_of(r, o, arena);
	if (against == SIZE_MAX)
		return explain_one(&v, alternative, out);
	return explain_two(&v, alternative, against, out);
}

/* ---- JSON ------------------------------------------------------------------------------------ */

static void
put_nodes(struct maker *k, json_t *root, const struct view *v, size_t a)
{
	json_t *list = maker_array_in(k, root, "criteria");
	for (size_t node = 0; node < v->m->n_nodes; node++) {
		const struct node_score *s = &v->r->scores[a].nodes[node];
		if (node && !is_shown(v, node))
			continue;
		json_t *o = maker_object_at_end(k, list);
		view_json_criterion(k, o, v, node);
		view_json_points(k, o, &s->points);
		maker_number(k, o, "contribution", s->contribution);
		maker_number(k, o, "coverage", s->coverage);
		if (v->m->nodes[node].kind != LEAF_NONE)
			view_json_fact(k, o, v, a, node);
	}
}

static void
put_side(struct maker *k, json_t *o, const char *key, const struct view *v, size_t a, size_t node)
{
	json_t *side = maker_object_in(k, o, key);
	const struct node_score *s = &v->r->scores[a].nodes[node];
	view_json_points(k, side, &s->points);
	maker_number(k, side, "contribution", s->contribution);
	if (v->m->nodes[node].kind != LEAF_NONE)
		view_json_fact(k, side, v, a, node);
}

static enum status
put_differences(struct maker *k, json_t *root, const struct view *v, size_t a, size_t b)
{
	struct difference *list;
	size_t n;
	enum status st = result_differences(v->r, a, b, v->o->depth, v->arena, &list, &n);
	if (st != ST_OK)
		return st;
	view_json_provider(k, maker_object_in(k, root, "against"), v, b);
	maker_number(
		k, root, "difference", v->r->scores[a].points.best - v->r->scores[b].points.best);
	json_t *all = maker_array_in(k, root, "differences");
	for (size_t i = 0; i < n; i++) {
		json_t *o = maker_object_at_end(k, all);
		view_json_criterion(k, o, v, list[i].node);
		maker_number(k, o, "points", list[i].points);
		put_side(k, o, "a", v, a, list[i].node);
		put_side(k, o, "b", v, b, list[i].node);
	}
	return ST_OK;
}

enum status
view_explain_json(const struct result *r, size_t alternative, size_t against,
	const struct view_options *o, struct arena *arena, const char **out)
{
	struct view v = view_of(r, o, arena);
	struct maker k = { .arena = arena };
	json_t *root = view_json_head(&k, &v, "explain/1");
	view_json_provider(&k, maker_object_in(&k, root, "provider"), &v, alternative);
	if (against == SIZE_MAX)
		put_nodes(&k, root, &v, alternative);
	else if (put_differences(&k, root, &v, alternative, against) != ST_OK)
		k.failed = true;
	return maker_finish(&k, root, out);
}
