/* view_ladders: offers by the ladders of other schemes, a level a row. */
#include <stdint.h>
#include <string.h>

#include "report/ladders_int.h"

static const char *
level_name(const struct view *v, const struct ladder *l, size_t level)
{
	return l->levels[level].name.by[v->lang];
}

/* ---- what decides ---------------------------------------------------------------------------- */

/* All that the level's own conditions read, with its sources as a note of the cell. */
static const char *
all_evidence(const struct view *v, struct table *t, const struct ladder_level *level, size_t a,
	struct table_cell *cell)
{
	struct ladder_evidence e;
	bool ok = ladder_evidence_of(v, level, a, &e) == ST_OK &&
		view_note_sources(t, e.sources, e.n_sources, cell);
	return ok ? e.text : NULL;
}

/* The comparison that fails or is open, else what no public fact decides; then the evidence. */
static const char *
decision_text(const struct view *v, struct table *t, const struct ladder *l,
	const struct level_outcome *o, size_t a, struct table_cell *cell)
{
	const struct ladder_level *by = &l->levels[o->decided_by];
	const char *evidence = all_evidence(v, t, by, a, cell), *why = NULL;
	if (o->because) {
		enum say how = o->outcome == GATE_FAIL ? SAY_LADDER_FAILS : SAY_LADDER_UNKNOWN;
		why = say(v->arena, v->lang, how, condition_text(o->because, v->arena), NULL);
	} else if (o->outcome == GATE_OPEN)
		why = say(v->arena, v->lang, SAY_LADDER_UNSEEN, by->unseen.by[v->lang], NULL);
	else
		return evidence;
	return why && evidence
		? arena_printf(v->arena, "%s%s%s", why, *evidence ? ". " : "", evidence)
		: NULL;
}

/* For programs: the same without the evidence. */
static const char *
because(const struct view *v, const struct ladder *l, const struct level_outcome *o)
{
	if (o->because)
		return condition_text(o->because, v->arena);
	return l->levels[o->decided_by].unseen.by[v->lang];
}

/* ---- columns --------------------------------------------------------------------------------- */

enum { COL_ID, COL_LEVEL, COL_NAME, COL_OWN };
enum { PART_OUTCOME, PART_WORD, PART_WEAK, PART_BECAUSE, PARTS };

static bool
offer_columns(const struct ladder_board *b, size_t i, struct table_column *out)
{
	static const char *const ids[PARTS] = { "", "outcome", "weak", "because" };
	const struct view *v = &b->v;
	const char *id = view_alternative(v, b->alternatives[i])->id;
	for (size_t c = 0; c < PARTS; c++) {
		out[c] = (struct table_column){ .id = arena_printf(v->arena, "%s.%s", id, ids[c]),
			.title = "",
			.use = c == PART_OUTCOME ? USE_PEOPLE : USE_MACHINES,
			.group = (int)i + 1 };
		if (!out[c].id)
			return false;
	}
	/* A head does not wrap: where a name would be cut the id tells offers apart. */
	const char *name = view_name(v, b->alternatives[i]);
	out[PART_OUTCOME].title = name && strlen(name) > 22 ? id : name;
	out[PART_OUTCOME].wraps = true;
	out[PART_OUTCOME].most = out[PART_OUTCOME].title == id ? strlen(id) : 22;
	return out[PART_OUTCOME].title != NULL;
}

static struct table *
make_table(const struct ladder_board *b)
{
	const struct view *v = &b->v;
	size_t n = COL_OWN + b->n * PARTS + 1;
	struct table_column *columns = arena_array(v->arena, n, sizeof *columns);
	if (!columns)
		return NULL;
	columns[COL_ID] = (struct table_column){ .id = "ladder", .title = "", .use = USE_MACHINES };
	columns[COL_LEVEL] =
		(struct table_column){ .id = "level", .title = "", .use = USE_MACHINES };
	columns[COL_NAME] = (struct table_column){
		.id = "name", .title = say_word(v->lang, SAY_LADDER), .wraps = true, .most = 30
	};
	for (size_t i = 0; i < b->n; i++)
		if (!offer_columns(b, i, &columns[COL_OWN + i * PARTS]))
			return NULL;
	/* With one offer alone there is room for why. */
	columns[n - 1] = (struct table_column){ .id = "",
		.title = say_word(v->lang, SAY_DECIDED_BY),
		.use = b->n == 1 ? USE_PEOPLE : USE_NOBODY,
		.wraps = true,
		.most = 76,
		.group = 1 };
	return table_new(v->arena, columns, n);
}

/* ---- rows ------------------------------------------------------------------------------------ */

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

/*
 * How far an offer comes: the level reached; where each stands alone how many; where none is,
 * whether the lowest is known to be missed or open.
 */
static const char *
place_text(const struct view *v, const struct place_on *p)
{
	const struct ladder *l = p->ladder;
	size_t n = ladder_count(l, p->outcomes);
	if (!l->cumulative && n)
		return say(v->arena, v->lang, SAY_SOME_OF, view_count(v->arena, n),
			view_count(v->arena, l->n_levels), NULL);
	if (p->reached != SIZE_MAX)
		return level_name(v, l, p->reached);
	return say_word(v->lang, p->outcomes[0].outcome == GATE_OPEN ? SAY_OPEN : SAY_NONE_REACHED);
}

static bool
add_ladder(const struct ladder_board *b, struct table *t, size_t ladder)
{
	const struct view *v = &b->v;
	const struct ladder *l = b->ladders[ladder];
	struct table_row *row = add_row(t, l, l->name.by[v->lang]);
	if (!row)
		return false;
	row->use = USE_PEOPLE;
	row->is_strong = true;
	for (size_t i = 0; i < b->n; i++) {
		const char *text = place_text(v, &b->places[ladder * b->n + i]);
		if (!text)
			return false;
		row->cells[COL_OWN + i * PARTS + PART_OUTCOME] = cell_text(text);
	}
	return true;
}

static bool
add_level(const struct ladder_board *b, struct table *t, size_t ladder, size_t level)
{
	static const char *const signs[] = { "\u00d7", "?", "\u2713" };
	const struct view *v = &b->v;
	const struct ladder *l = b->ladders[ladder];
	struct table_row *row = add_row(t, l, level_name(v, l, level));
	if (!row)
		return false;
	row->indent = 1;
	row->cells[COL_LEVEL] = cell_text(l->levels[level].id);
	for (size_t i = 0; i < b->n; i++) {
		const struct level_outcome *o = &b->places[ladder * b->n + i].outcomes[level];
		struct table_cell *c = &row->cells[COL_OWN + i * PARTS];
		c[PART_OUTCOME] = cell_text(signs[o->outcome]);
		c[PART_OUTCOME].mark = o->weak ? "~" : NULL;
		c[PART_WORD] = cell_text(ladder_words[o->outcome]);
		c[PART_WEAK] = cell_text(o->weak ? "true" : "false");
		const char *why = o->outcome == GATE_PASS ? "" : because(v, l, o);
		if (!why)
			return false;
		c[PART_BECAUSE] = cell_text(why);
	}
	if (b->n != 1)
		return true;
	struct table_cell *last = &row->cells[COL_OWN + PARTS], note = { .kind = CELL_EMPTY };
	const struct level_outcome *o = &b->places[ladder].outcomes[level];
	const char *text = decision_text(v, t, l, o, b->alternatives[0], &note);
	*last = cell_text(text);
	last->footnote = note.footnote;
	return text != NULL;
}

/* With -v: one line for each offer and level that is not reached. */
static bool
add_whys(const struct ladder_board *b, struct table *t, size_t ladder)
{
	const struct view *v = &b->v;
	const struct ladder *l = b->ladders[ladder];
	for (size_t i = 0; i < b->n; i++)
		for (size_t k = 0; k < l->n_levels; k++) {
			const struct level_outcome *o = &b->places[ladder * b->n + i].outcomes[k];
			struct table_cell note = { .kind = CELL_EMPTY };
			if (o->outcome == GATE_PASS || o->decided_by != k)
				continue;
			size_t a = b->alternatives[i];
			const char *why = decision_text(v, t, l, o, a, &note);
			enum say what = o->outcome == GATE_OPEN ? SAY_LADDER_OPEN : SAY_LADDER_NOT;
			const char *line = say(v->arena, v->lang, what, l->name.by[v->lang],
				view_name(v, a), level_name(v, l, k), why, NULL);
			bool ok = line &&
				(note.footnote ? table_after(t, "%s [%d]", line, note.footnote)
					       : table_after(t, "%s", line));
			if (!ok)
				return false;
		}
	return true;
}

static bool
add_note(const struct ladder_board *b, struct table *t, const struct ladder *l)
{
	const char *note = l->note.by[b->v.lang], *name = l->name.by[b->v.lang];
	if (l->status == LADDER_PROPOSAL &&
		!view_after_line(t,
			say(b->v.arena, b->v.lang, SAY_EVIDENCE, name,
				say_word(b->v.lang, SAY_PROPOSAL), NULL)))
		return false;
	bool is_wanted = b->v.o->verbose || b->n == 1 || b->n_ladders == 1;
	return !note || !is_wanted ||
		view_after_line(t, say(b->v.arena, b->v.lang, SAY_EVIDENCE, name, note, NULL));
}

enum status
view_ladders(const struct result *r, const struct ladder_question *q, const struct view_options *o,
	struct arena *arena, struct table **out)
{
	struct ladder_board b;
	enum status st = ladder_board_of(r, q, o, arena, &b);
	if (st != ST_OK)
		return st;
	struct table *t = make_table(&b);
	if (!t)
		return ST_NOMEM;
	t->title = say_word(o->lang, SAY_LADDERS);
	bool ok = view_what_if(&b.v, t);
	for (size_t l = 0; ok && l < b.n_ladders; l++) {
		ok = add_ladder(&b, t, l);
		for (size_t i = 0; ok && i < b.ladders[l]->n_levels; i++)
			ok = add_level(&b, t, l, i);
	}
	ok = ok && view_after_line(t, say_word(o->lang, SAY_LADDER_LEGEND));
	for (size_t l = 0; ok && o->verbose && b.n > 1 && l < b.n_ladders; l++)
		ok = add_whys(&b, t, l);
	for (size_t l = 0; ok && l < b.n_ladders; l++)
		ok = add_note(&b, t, b.ladders[l]);
	if (ok && b.n > 1 && !o->verbose)
		ok = view_after_line(t, say_word(o->lang, SAY_LADDER_MORE));
	if (!ok || !view_put_data(&b.v, t))
		return ST_NOMEM;
	*out = t;
	return ST_OK;
}
