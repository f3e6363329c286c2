/*
 * view_rank: who is first, by how much, why, and how sure that is.
 *
 * The fields of its JSON are listed in json_fields.c.
 */
#include <math.h>
#include <string.h>

#include "data/text.h"
#include "report/view_int.h"

/* ---- the table ------------------------------------------------------------------------------- */

enum {
	COL_RANK,
	COL_ID,
	COL_NAME,
	COL_COUNTRY,
	COL_SCORE,
	COL_RANGE,
	COL_LOW,
	COL_HIGH,
	COL_PLACES,
	COL_BEST,
	COL_WORST,
	COL_KNOWN,
	COL_COVERAGE,
	COL_LOST,
	COL_GATES,
	COL_GATE,
	COL_NEUTRAL,
	COL_OPTIMISTIC,
	COL_BASIS,
	COL_FIXED
};

static const struct {
	const char *id;
	enum say title;
	enum column_align align;
	int decimals;
	enum table_use use;
} fixed[COL_FIXED] = {
	[COL_RANK] = { "rank", SAY_COUNT, ALIGN_RIGHT, 0, USE_ALL },
	[COL_ID] = { "id", SAY_COUNT, ALIGN_LEFT, 0, USE_MACHINES },
	[COL_NAME] = { "name", SAY_VENDOR, ALIGN_LEFT, 0, USE_ALL },
	[COL_COUNTRY] = { "country", SAY_COUNT, ALIGN_LEFT, 0, USE_ALL },
	[COL_SCORE] = { "score", SAY_SCORE, ALIGN_DECIMAL, 1, USE_ALL },
	[COL_RANGE] = { "range", SAY_RANGE, ALIGN_RIGHT, 0, USE_PEOPLE },
	[COL_LOW] = { "low", SAY_COUNT, ALIGN_DECIMAL, 1, USE_MACHINES },
	[COL_HIGH] = { "high", SAY_COUNT, ALIGN_DECIMAL, 1, USE_MACHINES },
	[COL_PLACES] = { "places", SAY_PLACES, ALIGN_RIGHT, 0, USE_PEOPLE },
	[COL_BEST] = { "rank_best", SAY_COUNT, ALIGN_RIGHT, 0, USE_MACHINES },
	[COL_WORST] = { "rank_worst", SAY_COUNT, ALIGN_RIGHT, 0, USE_MACHINES },
	[COL_KNOWN] = { "known", SAY_KNOWN, ALIGN_DECIMAL, 0, USE_PEOPLE },
	[COL_COVERAGE] = { "coverage", SAY_COUNT, ALIGN_DECIMAL, 0, USE_MACHINES },
	[COL_LOST] = { "lost_to_unknowns", SAY_LOST, ALIGN_DECIMAL, 1, USE_ALL },
	[COL_GATES] = { "", SAY_GATES, ALIGN_LEFT, 0, USE_PEOPLE },
	[COL_GATE] = { "gates", SAY_COUNT, ALIGN_LEFT, 0, USE_MACHINES },
	[COL_NEUTRAL] = { "rank_neutral", SAY_COUNT, ALIGN_RIGHT, 0, USE_MACHINES },
	[COL_OPTIMISTIC] = { "rank_optimistic", SAY_COUNT, ALIGN_RIGHT, 0, USE_MACHINES },
	[COL_BASIS] = { "basis", SAY_COUNT, ALIGN_LEFT, 0, USE_MACHINES },
};

/* "Sovereignty /50": the points out of how many. */
static const char *
branch_title(const struct view *v, size_t node)
{
	return arena_printf(v->arena, "%s /%.3g", view_node_name(v, node),
		round(v->p->weight[node] * 1000) / 10);
}

static struct table *
make_table(const struct view *v)
{
	const struct criterion *root = &v->m->nodes[0];
	size_t n = COL_FIXED + root->n_children;
	struct table_column *columns = arena_array(v->arena, n, sizeof *columns);
	if (!columns)
		return NULL;
	for (size_t c = 0; c < COL_FIXED; c++) {
		columns[c] = (struct table_column){ .id = fixed[c].id,
			.title = fixed[c].title == SAY_COUNT ? ""
							     : say_word(v->lang, fixed[c].title),
			.align = fixed[c].align,
			.decimals = fixed[c].decimals,
			.use = fixed[c].use,
			.is_count = fixed[c].align == ALIGN_RIGHT && fixed[c].use != USE_PEOPLE,
			.group = c > COL_COUNTRY };
	}
	columns[COL_KNOWN].unit = "%";
	/* Nobody needs a column of dashes. */
	if (!v->p->n_gates)
		columns[COL_GATES].use = USE_NOBODY;
	for (size_t i = 0; i < root->n_children; i++) {
		size_t node = root->children[i];
		columns[COL_FIXED + i] = (struct table_column){ .id = v->m->nodes[node].id,
			.title = branch_title(v, node),
			.align = ALIGN_DECIMAL,
			.decimals = 1,
			.group = 2 };
		if (!columns[COL_FIXED + i].title)
			return NULL;
	}
	return table_new(v->arena, columns, n);
}

/* "sovereignty: CSF marks, 2026-06 weights; cost: facts": in every row, as a file has no foot. */
static const char *
all_bases(const struct view *v)
{
	const struct criterion *root = &v->m->nodes[0];
	const char *all = "";
	for (size_t i = 0; all && i < root->n_children; i++) {
		const char *basis = view_basis(v, root->children[i]);
		if (!basis)
			return NULL;
		all = arena_printf(v->arena, "%s%s%s: %s", all, i ? "; " : "",
			v->m->nodes[root->children[i]].id, *basis ? basis : "several");
	}
	return all;
}

static struct table_cell
cell_rank(size_t rank)
{
	return rank ? cell_number((double)rank) : cell_text(NULL);
}

static bool
add_row(const struct view *v, struct table *t, size_t a)
{
	const struct score *s = &v->r->scores[a];
	const struct alternative *alt = view_alternative(v, a);
	struct table_row *row = table_add(t);
	const char *range = view_range(v->arena, &s->points), *name = view_name(v, a);
	const char *places = view_places(v->arena, s->rank_best, s->rank_worst);
	const char *basis = all_bases(v);
	if (!row || !range || !name || !places || !basis)
		return false;
	struct table_cell *c = row->cells;
	c[COL_RANK] = cell_rank(s->rank);
	c[COL_ID] = cell_text(alt->id);
	c[COL_NAME] = cell_text(name);
	c[COL_COUNTRY] = cell_text(alt->profile->country);
	c[COL_SCORE] = cell_number(s->points.best);
	c[COL_RANGE] = cell_text(range);
	c[COL_LOW] = cell_number(s->points.low);
	c[COL_HIGH] = cell_number(s->points.high);
	c[COL_PLACES] = cell_text(places);
	c[COL_BEST] = cell_rank(s->rank_best);
	c[COL_WORST] = cell_rank(s->rank_worst);
	c[COL_KNOWN] = cell_number(s->coverage * 100);
	c[COL_COVERAGE] = cell_number(s->coverage);
	c[COL_LOST] = cell_number(s->lost_to_unknowns);
	c[COL_GATES] = cell_text(v->p->n_gates ? view_gate_word(v, s) : "\u2013");
	c[COL_GATE] = cell_text(gate_words[s->gate]);
	c[COL_NEUTRAL] = cell_rank(s->rank_neutral);
	c[COL_OPTIMISTIC] = cell_rank(s->rank_optimistic);
	c[COL_BASIS] = cell_text(basis);
	const struct criterion *root = &v->m->nodes[0];
	for (size_t i = 0; i < root->n_children; i++)
		c[COL_FIXED + i] = cell_number(s->nodes[root->children[i]].contribution);
	return true;
}

/* ---- the sentences below --------------------------------------------------------------------- */

static size_t
first_by(const struct view *v, bool optimistic)
{
	for (size_t i = 0; i < v->r->n_pool; i++) {
		const struct score *s = &v->r->scores[v->r->order[i]];
		if ((optimistic ? s->rank_optimistic : s->rank_neutral) == 1)
			return v->r->order[i];
	}
	return v->r->winner;
}

static bool
put_other_rules(const struct view *v, struct table *t)
{
	size_t neutral = first_by(v, false), optimistic = first_by(v, true), w = v->r->winner;
	if (neutral == w && optimistic == w)
		return view_after_line(
			t, say(v->arena, v->lang, SAY_SAME_RULES, view_name(v, w), NULL));
	return view_after_line(t,
		say(v->arena, v->lang, SAY_OTHER_RULES, view_name(v, neutral),
			view_name(v, optimistic), NULL));
}

static bool
put_deciding(const struct view *v, struct table *t)
{
	if (!v->r->n_deciding)
		return view_after_line(t, say_word(v->lang, SAY_NO_DECIDING));
	size_t shown = v->o->verbose || v->r->n_deciding < 4 ? v->r->n_deciding : 4;
	if (!view_after_line(t, say_word(v->lang, SAY_DECIDING)))
		return false;
	for (size_t i = 0; i < shown; i++) {
		const struct deciding_unknown *d = &v->r->deciding[i];
		enum say which = d->alone ? SAY_DECIDING_ALONE : SAY_DECIDING_TOGETHER;
		const char *line = say(v->arena, v->lang, which, view_name(v, d->alternative),
			view_node_name(v, d->node), view_signed(v->arena, d->swing), NULL);
		if (!view_after_line(t, line ? arena_printf(v->arena, "  %s", line) : NULL))
			return false;
	}
	return true;
}

static const char *
break_even_line(const struct view *v, const struct break_even *b)
{
	struct arena *arena = v->arena;
	const char *name = view_node_name(v, b->node), *winner = view_name(v, v->r->winner);
	const char *now = view_percent(arena, b->weight);
	bool below = b->below != SIZE_MAX, above = b->above != SIZE_MAX;
	if (!below && !above)
		return say(arena, v->lang, SAY_STAYS_ALWAYS, name, now, winner, NULL);
	if (!below)
		return say(arena, v->lang, SAY_STAYS_BELOW, name, now, winner,
			view_percent(arena, b->high), view_name(v, b->above), NULL);
	if (!above)
		return say(arena, v->lang, SAY_STAYS_ABOVE, name, now, winner,
			view_percent(arena, b->low), view_name(v, b->below), NULL);
	const char *between = say(arena, v->lang, SAY_STAYS_BETWEEN, name, now, winner,
		view_percent(arena, b->low), view_percent(arena, b->high), view_name(v, b->below),
		NULL);
	const char *over = say(arena, v->lang, SAY_ABOVE_IT, view_name(v, b->above), NULL);
	return between && over ? arena_printf(arena, "%s%s", between, over) : NULL;
}

static bool
put_break_evens(const struct view *v, struct table *t)
{
	if (!v->r->n_break_evens)
		return true;
	if (!table_after(t, "%s", "") || !view_after_line(t, say_word(v->lang, SAY_BREAK_EVENS)))
		return false;
	for (size_t i = 0; i < v->r->n_break_evens; i++) {
		const char *line = break_even_line(v, &v->r->break_evens[i]);
		if (!view_after_line(t, line ? arena_printf(v->arena, "  %s", line) : NULL))
			return false;
	}
	return true;
}

/* "SOV-2.seal >= 2, SOV-3.seal >= 2": the gates of an offer with that outcome. */
static const char *
gates_with(const struct view *v, size_t a, enum gate_outcome outcome)
{
	const char *all = "";
	for (size_t g = 0; all && g < v->p->n_gates; g++)
		if (v->p->gates[a * v->p->n_gates + g] == outcome)
			all = arena_printf(
				v->arena, "%s%s%s", all, *all ? ", " : "", v->p->gate[g]->when);
	return all;
}

/* "Azure: FAIL: SOV-2.seal >= 2; FAIL: not shown: SOV-4.seal >= 2", of who has no rank. */
static bool
put_failed(const struct view *v, struct table *t)
{
	for (size_t i = v->r->n_pool; i < v->r->n; i++) {
		size_t a = v->r->order[i];
		const char *failed = gates_with(v, a, GATE_FAIL);
		const char *open = v->m->open_counts_as_fail ? gates_with(v, a, GATE_OPEN) : "";
		if (!failed || !open)
			return false;
		const char *missed = *failed ? say(v->arena, v->lang, SAY_EVIDENCE,
						       say_word(v->lang, SAY_FAIL), failed, NULL)
					     : "";
		const char *unshown = *open
			? say(v->arena, v->lang, SAY_EVIDENCE,
				  say_word(v->lang, SAY_FAIL_NOT_SHOWN), open, NULL)
			: "";
		if (!missed || !unshown)
			return false;
		const char *both = arena_printf(
			v->arena, "%s%s%s", missed, *missed && *unshown ? "; " : "", unshown);
		if (!view_after_line(
			    t, say(v->arena, v->lang, SAY_EVIDENCE, view_name(v, a), both, NULL)))
			return false;
	}
	return true;
}

static bool
put_sentences(const struct view *v, struct table *t)
{
	if (v->r->n_pool < 2)
		return true;
	/* Of several that lead none can be said to stay first. */
	if (v->r->winner_tied)
		return put_deciding(v, t) && table_after(t, "%s", "");
	return put_other_rules(v, t) && put_deciding(v, t) && put_break_evens(v, t) &&
		table_after(t, "%s", "");
}

enum status
view_rank(const struct result *r, const struct view_options *o, struct arena *arena,
	struct table **out)
{
	struct view v = view_of(r, o, arena);
	struct table *t = make_table(&v);
	if (!t)
		return ST_NOMEM;
	t->title = view_title(&v, SAY_RANKING);
	bool ok = t->title && view_head(&v, t);
	for (size_t i = 0; ok && i < r->n; i++)
		ok = add_row(&v, t, r->order[i]);
	ok = ok && put_sentences(&v, t) && view_foot(&v, t, false);
	if (ok && r->n_pool < r->n)
		ok = put_failed(&v, t) && view_after_line(t, say_word(v.lang, SAY_FOR_INFORMATION));
	if (!ok || !view_after_line(t, say_word(v.lang, SAY_RANKING_LEGEND)))
		return ST_NOMEM;
	*out = t;
	return ST_OK;
}

/* ---- JSON ------------------------------------------------------------------------------------ */

static const char *
id_or_null(const struct view *v, size_t a)
{
	return a == SIZE_MAX ? NULL : view_alternative(v, a)->id;
}

static void
put_gates_of(struct maker *k, json_t *owner, const struct view *v, size_t a)
{
	json_t *gates = maker_object_in(k, owner, "gates");
	maker_text(k, gates, "outcome", gate_words[v->r->scores[a].gate]);
	json_t *items = maker_array_in(k, gates, "items");
	for (size_t g = 0; g < v->p->n_gates; g++) {
		json_t *o = maker_object_at_end(k, items);
		maker_text(k, o, "id", v->p->gate[g]->id);
		maker_text(k, o, "outcome", gate_words[v->p->gates[a * v->p->n_gates + g]]);
	}
}

static void
put_nodes(struct maker *k, json_t *owner, const struct view *v, size_t a)
{
	json_t *nodes = maker_object_in(k, owner, "nodes");
	for (size_t i = 0; i < v->m->n_nodes; i++) {
		const struct criterion *c = &v->m->nodes[i];
		const struct node_score *s = &v->r->scores[a].nodes[i];
		json_t *o = maker_object_in(k, nodes, c->id);
		view_json_points(k, o, &s->points);
		maker_number(k, o, "contribution", s->contribution);
		maker_number(k, o, "coverage", s->coverage);
		maker_number(k, o, "weight", v->p->global_weight[i]);
		if (c->kind != LEAF_NONE)
			maker_text(k, o, "state", view_json_state(problem_cell(v->p, a, i)));
	}
}

static void
put_provider(struct maker *k, json_t *list, const struct view *v, size_t a)
{
	const struct score *s = &v->r->scores[a];
	json_t *o = maker_object_at_end(k, list);
	view_json_provider(k, o, v, a);
	maker_rank(k, o, "rank_best", s->rank_best);
	maker_rank(k, o, "rank_worst", s->rank_worst);
	maker_rank(k, o, "rank_neutral", s->rank_neutral);
	maker_rank(k, o, "rank_optimistic", s->rank_optimistic);
	maker_number(k, o, "score_neutral", s->score_neutral);
	maker_number(k, o, "score_optimistic", s->score_optimistic);
	maker_number(k, o, "coverage", s->coverage);
	maker_number(k, o, "weak", s->weak);
	maker_number(k, o, "old", s->old);
	maker_count(k, o, "n_unknown", s->n_unknown);
	maker_number(k, o, "lost_to_unknowns", s->lost_to_unknowns);
	maker_bool(k, o, "in_pool", s->in_pool);
	put_gates_of(k, o, v, a);
	put_nodes(k, o, v, a);
}

static void
put_winner(struct maker *k, json_t *o, const struct view *v)
{
	maker_text(k, o, "winner", id_or_null(v, v->r->winner));
	maker_bool(k, o, "winner_tied", v->r->winner_tied);
	maker_number(k, o, "margin", v->r->margin);
	maker_bool(k, o, "ranges_overlap", v->r->ranges_overlap);
	maker_bool(k, o, "open_changes_winner", v->r->open_changes_winner);
	maker_text(k, o, "winner_without_open", id_or_null(v, v->r->winner_without_open));
	json_t *gates = maker_array_in(k, o, "gates");
	for (size_t g = 0; g < v->p->n_gates; g++) {
		json_t *gate = maker_object_at_end(k, gates);
		maker_text(k, gate, "id", v->p->gate[g]->id);
		maker_text(k, gate, "name", v->p->gate[g]->name.by[v->lang]);
		maker_text(k, gate, "when", v->p->gate[g]->when);
	}
}

static void
put_criteria(struct maker *k, json_t *owner, const struct view *v)
{
	json_t *list = maker_array_in(k, owner, "criteria");
	for (size_t i = 0; i < v->m->n_nodes; i++)
		view_json_criterion(k, maker_object_at_end(k, list), v, i);
}

static void
put_robustness(struct maker *k, json_t *owner, const struct view *v)
{
	json_t *list = maker_array_in(k, owner, "deciding_unknowns");
	for (size_t i = 0; i < v->r->n_deciding; i++) {
		const struct deciding_unknown *d = &v->r->deciding[i];
		json_t *o = maker_object_at_end(k, list);
		maker_text(k, o, "provider", id_or_null(v, d->alternative));
		maker_text(k, o, "criterion", v->m->nodes[d->node].id);
		maker_number(k, o, "swing", d->swing);
		maker_bool(k, o, "alone", d->alone);
	}
	list = maker_array_in(k, owner, "break_even");
	for (size_t i = 0; i < v->r->n_break_evens; i++) {
		const struct break_even *b = &v->r->break_evens[i];
		json_t *o = maker_object_at_end(k, list);
		maker_text(k, o, "criterion", v->m->nodes[b->node].id);
		maker_number(k, o, "weight", b->weight);
		maker_number(k, o, "low", b->low);
		maker_number(k, o, "high", b->high);
		maker_text(k, o, "below", id_or_null(v, b->below));
		maker_text(k, o, "above", id_or_null(v, b->above));
	}
}

enum status
view_rank_json(
	const struct result *r, const struct view_options *o, struct arena *arena, const char **out)
{
	struct view v = view_of(r, o, arena);
	struct maker k = { .arena = arena };
	json_t *root = view_json_head(&k, &v, "rank/1");
	put_winner(&k, root, &v);
	put_criteria(&k, root, &v);
	json_t *providers = maker_array_in(&k, root, "providers");
	for (size_t i = 0; i < r->n; i++)
		put_provider(&k, providers, &v, r->order[i]);
	put_robustness(&k, root, &v);
	return maker_finish(&k, root, out);
}
