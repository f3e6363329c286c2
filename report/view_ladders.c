/* view_ladders: offers by the ladders of other schemes. */
#include <stdint.h>

#include "report/view_framework.h"
#include "report/view_int.h"
#include "scoring/ladder_outcome.h"

/* One offer on one ladder. */
struct place_on {
	const struct ladder *ladder;
	const struct level_outcome *outcomes;
	size_t reached, next; /* SIZE_MAX: none */
};

static bool
place_of(const struct view *v, const struct ladder *l, size_t a, struct place_on *out)
{
	struct level_outcome *outcomes = arena_array(v->arena, l->n_levels, sizeof *outcomes);
	if (!outcomes)
		return false;
	ladder_evaluate(l, v->ev, v->p->alternatives[a], outcomes);
	size_t reached = ladder_reached(l, outcomes);
	*out = (struct place_on){ l, outcomes, reached, ladder_next(l, outcomes, reached) };
	return true;
}

static const char *
level_name(const struct view *v, const struct ladder *l, size_t level)
{
	return l->levels[level].name.by[v->lang];
}

/* What keeps a level from being reached: the comparison, else what no public fact decides. */
static const char *
because(const struct view *v, const struct ladder *l, const struct level_outcome *o)
{
	if (o->because)
		return condition_text(o->because, v->arena);
	return l->levels[o->decided_by].unseen.by[v->lang];
}

/* ---- the table ------------------------------------------------------------------------------- */

enum { COL_ID, COL_LEVEL, COL_NAME, COL_OWN };
enum { PART_OUTCOME, PART_WORD, PART_BECAUSE, PARTS };

static struct table *
make_table(const struct view *v, const size_t *alternatives, size_t n)
{
	size_t n_columns = COL_OWN + n * PARTS;
	struct table_column *columns = arena_array(v->arena, n_columns, sizeof *columns);
	if (!columns)
		return NULL;
	columns[COL_ID] = (struct table_column){ .id = "ladder", .title = "", .use = USE_MACHINES };
	columns[COL_LEVEL] =
		(struct table_column){ .id = "level", .title = "", .use = USE_MACHINES };
	columns[COL_NAME] = (struct table_column){
		.id = "name", .title = say_word(v->lang, SAY_LADDER), .wraps = true, .most = 30
	};
	for (size_t i = 0; i < n; i++) {
		static const char *const ids[PARTS] = { "", "outcome", "because" };
		const char *id = view_alternative(v, alternatives[i])->id;
		for (size_t c = 0; c < PARTS; c++) {
			struct table_column *out = &columns[COL_OWN + i * PARTS + c];
			*out = (struct table_column){ .id = arena_printf(
							      v->arena, "%s.%s", id, ids[c]),
				.title = "",
				.use = c == PART_OUTCOME ? USE_PEOPLE : USE_MACHINES,
				.group = (int)i + 1 };
			if (!out->id)
				return NULL;
		}
		columns[COL_OWN + i * PARTS].title = view_name(v, alternatives[i]);
		columns[COL_OWN + i * PARTS].wraps = true;
		columns[COL_OWN + i * PARTS].most = 22;
		if (!columns[COL_OWN + i * PARTS].title)
			return NULL;
	}
	return table_new(v->arena, columns, n_columns);
}

static struct table_row *
add_row(struct table *t, const struct ladder *l, const char *name)
{
	struct table_row *row = table_add(t);
	if (!row)
		return NULL;
	row->cells[COL_ID] = cell_text(l->id);
	row->cells[COL_NAME] = cell_text(name);
	return row;
}

/* How far an offer comes: a level, or where each stands alone how many of them. */
static const char *
place_text(const struct view *v, const struct place_on *p)
{
	size_t n = 0;
	if (p->reached == SIZE_MAX)
		return say_word(v->lang, SAY_NONE_REACHED);
	if (p->ladder->cumulative)
		return level_name(v, p->ladder, p->reached);
	for (size_t i = 0; i < p->ladder->n_levels; i++)
		n += p->outcomes[i].outcome == GATE_PASS;
	return say(v->arena, v->lang, SAY_SOME_OF, view_count(v->arena, n),
		view_count(v->arena, p->ladder->n_levels), NULL);
}

static bool
add_ladder(const struct view *v, struct table *t, const struct ladder *l,
	const struct place_on *places, size_t n)
{
	struct table_row *row = add_row(t, l, l->name.by[v->lang]);
	if (!row)
		return false;
	row->use = USE_PEOPLE;
	row->is_strong = true;
	for (size_t i = 0; i < n; i++) {
		const char *text = place_text(v, &places[i]);
		if (!text)
			return false;
		row->cells[COL_OWN + i * PARTS + PART_OUTCOME] = cell_text(text);
	}
	return true;
}

static bool
add_level(const struct view *v, struct table *t, const struct ladder *l, size_t level,
	const struct place_on *places, size_t n)
{
	static const char *const signs[] = { "\u00d7", "?", "\u2713" };
	struct table_row *row = add_row(t, l, level_name(v, l, level));
	if (!row)
		return false;
	row->indent = 1;
	row->cells[COL_LEVEL] = cell_text(l->levels[level].id);
	for (size_t i = 0; i < n; i++) {
		const struct level_outcome *o = &places[i].outcomes[level];
		struct table_cell *c = &row->cells[COL_OWN + i * PARTS];
		c[PART_OUTCOME] = cell_text(signs[o->outcome]);
		c[PART_WORD] = cell_text(ladder_words[o->outcome]);
		const char *why = o->outcome == GATE_PASS ? "" : because(v, l, o);
		if (!why)
			return false;
		c[PART_BECAUSE] = cell_text(why);
	}
	return true;
}

/* One line for each offer that could stand higher: which condition, or what is not public. */
static bool
add_whys(const struct view *v, struct table *t, const struct ladder *l,
	const struct place_on *places, const size_t *alternatives, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct place_on *p = &places[i];
		if (p->next == SIZE_MAX)
			continue;
		const struct level_outcome *o = &p->outcomes[p->next];
		const struct ladder_level *by = &l->levels[o->decided_by];
		bool is_open = o->outcome == GATE_OPEN;
		const char *line = is_open
			? say(v->arena, v->lang, SAY_LADDER_OPEN, l->name.by[v->lang],
				  view_name(v, alternatives[i]), level_name(v, l, p->next),
				  because(v, l, o), NULL)
			: say(v->arena, v->lang, SAY_LADDER_NOT, l->name.by[v->lang],
				  view_name(v, alternatives[i]), level_name(v, l, p->next),
				  because(v, l, o), by->requires.by[v->lang], NULL);
		if (!view_after_line(t, line))
			return false;
	}
	return true;
}

struct board {
	const struct library *lib;
	const size_t *alternatives;
	size_t n;
	struct place_on *places; /* [ladder * n + offer] */
};

static bool
fill(const struct view *v, const size_t *alternatives, size_t n, struct board *out)
{
	const struct library *lib = v->ev->library;
	bool all = n == 0;
	*out = (struct board){ lib, all ? v->r->order : alternatives, all ? v->r->n : n, NULL };
	out->places = arena_array(v->arena, lib->n_ladders * out->n, sizeof *out->places);
	if (!out->places)
		return false;
	for (size_t l = 0; l < lib->n_ladders; l++)
		for (size_t i = 0; i < out->n; i++)
			if (!place_of(v, lib->ladders[l], out->alternatives[i],
				    &out->places[l * out->n + i]))
				return false;
	return true;
}

enum status
view_ladders(const struct result *r, const size_t *alternatives, size_t n,
	const struct view_options *o, struct arena *arena, struct table **out)
{
	struct view v = view_of(r, o, arena);
	struct board b;
	if (!fill(&v, alternatives, n, &b))
		return ST_NOMEM;
	struct table *t = make_table(&v, b.alternatives, b.n);
	if (!t)
		return ST_NOMEM;
	t->title = say_word(v.lang, SAY_LADDERS);
	bool ok = view_what_if(&v, t);
	for (size_t l = 0; ok && l < b.lib->n_ladders; l++) {
		const struct ladder *ladder = b.lib->ladders[l];
		const struct place_on *places = &b.places[l * b.n];
		ok = add_ladder(&v, t, ladder, places, b.n);
		for (size_t i = 0; ok && i < ladder->n_levels; i++)
			ok = add_level(&v, t, ladder, i, places, b.n);
		if (ok && (o->verbose || b.n == 1))
			ok = add_whys(&v, t, ladder, places, b.alternatives, b.n);
	}
	ok = ok && view_after_line(t, say_word(v.lang, SAY_LADDER_LEGEND));
	for (size_t l = 0; ok && l < b.lib->n_ladders; l++)
		if (b.lib->ladders[l]->status == LADDER_PROPOSAL)
			ok = table_after(t, "%s: %s.", b.lib->ladders[l]->name.by[v.lang],
				say_word(v.lang, SAY_PROPOSAL));
	if (!ok)
		return ST_NOMEM;
	*out = t;
	return ST_OK;
}

/* ---- JSON ------------------------------------------------------------------------------------ */

static void
put_ladders(struct maker *k, json_t *root, const struct view *v)
{
	const struct library *lib = v->ev->library;
	json_t *list = maker_array_in(k, root, "ladders");
	for (size_t l = 0; l < lib->n_ladders; l++) {
		const struct ladder *ladder = lib->ladders[l];
		json_t *o = maker_object_at_end(k, list);
		maker_text(k, o, "id", ladder->id);
		maker_text(k, o, "name", ladder->name.by[v->lang]);
		maker_text(k, o, "issuer", ladder->issuer.by[v->lang]);
		maker_text(k, o, "status", ladder_status_words[ladder->status]);
		maker_bool(k, o, "cumulative", ladder->cumulative);
		maker_text(k, o, "note", ladder->note.by[v->lang]);
		json_t *levels = maker_array_in(k, o, "levels");
		for (size_t i = 0; i < ladder->n_levels; i++) {
			const struct ladder_level *level = &ladder->levels[i];
			json_t *one = maker_object_at_end(k, levels);
			maker_text(k, one, "id", level->id);
			maker_text(k, one, "name", level->name.by[v->lang]);
			maker_text(k, one, "requires", level->requires.by[v->lang]);
			maker_text(k, one, "when", level->when);
			maker_text(k, one, "unseen", level->unseen.by[v->lang]);
			json_t *sources = maker_array_in(k, one, "sources");
			for (size_t s = 0; s < level->n_sources; s++)
				view_json_source(k, sources, level->sources[s]);
		}
	}
}

static void
put_place(struct maker *k, json_t *list, const struct view *v, const struct place_on *p)
{
	const struct ladder *l = p->ladder;
	json_t *o = maker_object_at_end(k, list);
	maker_text(k, o, "id", l->id);
	maker_text(k, o, "reached", p->reached == SIZE_MAX ? NULL : l->levels[p->reached].id);
	json_t *levels = maker_array_in(k, o, "levels");
	for (size_t i = 0; i < l->n_levels; i++) {
		const struct level_outcome *out = &p->outcomes[i];
		json_t *one = maker_object_at_end(k, levels);
		maker_text(k, one, "id", l->levels[i].id);
		maker_text(k, one, "outcome", ladder_words[out->outcome]);
		maker_text(k, one, "decided_by", l->levels[out->decided_by].id);
		const char *text = out->because ? condition_text(out->because, k->arena) : NULL;
		k->failed |= out->because && !text;
		maker_text(k, one, "because", text);
		bool is_unseen = out->outcome == GATE_OPEN && !out->because;
		maker_text(k, one, "unseen",
			is_unseen ? l->levels[out->decided_by].unseen.by[v->lang] : NULL);
	}
}

enum status
view_ladders_json(const struct result *r, const size_t *alternatives, size_t n,
	const struct view_options *o, struct arena *arena, const char **out)
{
	struct view v = view_of(r, o, arena);
	struct board b;
	if (!fill(&v, alternatives, n, &b))
		return ST_NOMEM;
	struct maker k = { .arena = arena };
	json_t *root = view_json_head(&k, &v, "ladders/1");
	put_ladders(&k, root, &v);
	json_t *providers = maker_array_in(&k, root, "providers");
	for (size_t i = 0; i < b.n; i++) {
		const struct alternative *alt = view_alternative(&v, b.alternatives[i]);
		json_t *p = maker_object_at_end(&k, providers);
		maker_text(&k, p, "id", alt->id);
		maker_text(&k, p, "name", alt->profile->name);
		maker_text(&k, p, "offer", alt->offer ? alt->offer->name : NULL);
		json_t *ladders = maker_array_in(&k, p, "ladders");
		for (size_t l = 0; l < b.lib->n_ladders; l++)
			put_place(&k, ladders, &v, &b.places[l * b.n + i]);
	}
	return maker_finish(&k, root, out);
}
