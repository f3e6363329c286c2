/* view_evidence: one cell of the matrix, with everything behind it. */
#include "report/view_int.h"

static bool
add(const struct view *v, struct table *t, enum say field, const char *text)
{
	struct table_row *row = text ? table_add(t) : NULL;
	if (!row)
		return false;
	row->cells[0] = cell_text(say_word(v->lang, field));
	row->cells[1] = cell_text(text);
	return true;
}

/* "1.26, from 1.24 to 1.3 ~" */
static const char *
value_line(const struct view *v, size_t node, const struct cell *cell)
{
	char range[128] = "";
	const char *value = view_leaf(v, node, cell), *marks = view_marks(cell);
	if (cell->fact)
		(void)value_show_range(&cell->fact->value, range, sizeof range);
	return value ? arena_printf(v->arena, "%s%s%s%s%s", value, *range ? ", " : "", range,
			       marks ? " " : "", marks ? marks : "")
		     : NULL;
}

static bool
add_fact(const struct view *v, struct table *t, size_t node, const struct cell *cell)
{
	const struct fact *f = cell->fact;
	if (!add(v, t, SAY_VALUE, value_line(v, node, cell)))
		return false;
	if (!f)
		return add(v, t, SAY_NOTE, say_word(v->lang, SAY_NOTHING_STATED));
	const char *as_of = f->as_of ? f->as_of : say_word(v->lang, SAY_UNDATED);
	return (cell->mark || add(v, t, SAY_AS_OF, as_of)) &&
		add(v, t, SAY_CONFIDENCE, view_confidence(v, f->confidence)) &&
		(!f->note || add(v, t, SAY_NOTE, f->note));
}

static bool
add_scores(const struct view *v, struct table *t, size_t a, size_t node)
{
	const struct points *p = &problem_cell(v->p, a, node)->points;
	const struct score *s = &v->r->scores[a];
	const char *best = view_points(v->arena, p->best), *range = view_range(v->arena, p);
	const char *whole = view_points(v->arena, s->points.best);
	const char *share = arena_printf(v->arena, "%.1f %%", v->p->global_weight[node] * 100);
	const char *adds = arena_printf(v->arena, "%.2f", s->nodes[node].contribution);
	return add(v, t, SAY_SCORES, say(v->arena, v->lang, SAY_OF_HUNDRED, best, range, NULL)) &&
		add(v, t, SAY_ADDS, say(v->arena, v->lang, SAY_OF_SCORE, adds, whole, share, NULL));
}

static bool
add_sources(const struct view *v, struct table *t, const struct fact *f)
{
	for (size_t i = 0; f && i < f->n_sources; i++)
		if (!add(v, t, SAY_SOURCE, view_source(v->arena, f->sources[i])))
			return false;
	return true;
}

/* "Scaleway 1.37, IONOS 1.4 ~, Aruba unknown ?" */
static const char *
others(const struct view *v, size_t a, size_t node)
{
	const char *all = "";
	for (size_t i = 0; all && i < v->p->n_alternatives; i++) {
		if (i == a)
			continue;
		const struct cell *cell = problem_cell(v->p, i, node);
		const char *value = view_leaf(v, node, cell), *marks = view_marks(cell);
		const char *name = view_name(v, i);
		if (!value || !name)
			return NULL;
		all = arena_printf(v->arena, "%s%s%s: %s%s%s", all, *all ? ", " : "", name, value,
			marks ? " " : "", marks ? marks : "");
	}
	return all;
}

enum status
view_evidence(const struct result *r, size_t alternative, size_t node, const struct view_options *o,
	struct arena *arena, struct table **out)
{
	struct view v = view_of(r, o, arena);
	const struct criterion *c = &v.m->nodes[node];
	const struct cell *cell = problem_cell(v.p, alternative, node);
	const struct table_column columns[] = {
		{ .id = "field", .title = say_word(v.lang, SAY_FIELD) },
		{ .id = "text", .title = "", .wraps = true, .most = 90 },
	};
	const char *question = criterion_question(c, v.lang);
	struct table *t = table_new(arena, columns, 2);
	if (!t)
		return ST_NOMEM;
	t->title = say(arena, v.lang, SAY_EVIDENCE, view_name(&v, alternative),
		view_node_name(&v, node), NULL);
	bool ok = t->title && add(&v, t, SAY_FACT, c->reads) &&
		(!question || add(&v, t, SAY_IN_WORDS, question)) && add_fact(&v, t, node, cell) &&
		add_scores(&v, t, alternative, node) && add_sources(&v, t, cell->fact) &&
		add(&v, t, SAY_THE_OTHERS, others(&v, alternative, node)) &&
		view_after_line(t, say_word(v.lang, SAY_LEGEND));
	if (!ok)
		return ST_NOMEM;
	*out = t;
	return ST_OK;
}
