/* ladders_json: the same as the table, for programs. The fields: json_fields.c. */
#include <stdint.h>

#include "report/ladders_int.h"

static void
put_level(struct maker *k, json_t *list, const struct ladder_level *level, enum lang lang)
{
	json_t *o = maker_object_at_end(k, list);
	maker_text(k, o, "id", level->id);
	maker_text(k, o, "name", level->name.by[lang]);
	maker_text(k, o, "requires", level->requires.by[lang]);
	maker_text(k, o, "when", level->when);
	maker_text(k, o, "enough", level->enough);
	maker_text(k, o, "unseen", level->unseen.by[lang]);
	view_json_sources(k, o, level->sources, level->n_sources);
}

static void
put_ladder(struct maker *k, json_t *list, const struct ladder *l, enum lang lang)
{
	json_t *o = maker_object_at_end(k, list);
	maker_text(k, o, "id", l->id);
	maker_text(k, o, "name", l->name.by[lang]);
	maker_text(k, o, "issuer", l->issuer.by[lang]);
	maker_text(k, o, "status", ladder_status_words[l->status]);
	maker_bool(k, o, "cumulative", l->cumulative);
	maker_text(k, o, "note", l->note.by[lang]);
	json_t *levels = maker_array_in(k, o, "levels");
	for (size_t i = 0; i < l->n_levels; i++)
		put_level(k, levels, &l->levels[i], lang);
}

/* What the conditions of the level that decides read of the offer. */
static void
put_evidence(struct maker *k, json_t *owner, const struct view *v, const struct ladder_level *level,
	size_t a)
{
	struct reads reads = { NULL, 0 };
	k->failed |= !ladder_reads(v, level, &reads);
	json_t *list = maker_array_in(k, owner, "evidence");
	for (size_t i = 0; i < reads.n; i++) {
		const struct condition *c = reads.of[i];
		const struct fact *f = ladder_fact(v, c, a);
		const struct mark *m = ladder_mark(v, c, a);
		json_t *o = maker_object_at_end(k, list);
		const char *rung = m && m->rung ? arena_printf(k->arena, "%d", m->rung) : NULL;
		const char *value = f ? view_value_text(v, f) : rung;
		enum confidence sure = f ? f->confidence : m ? m->confidence : CONFIDENCE_LOW;
		maker_text(k, o, "reads", c->def ? c->def->id : c->mark);
		k->failed |= (f || (m && m->rung)) && !value;
		maker_text(k, o, "value", value && *value ? value : NULL);
		maker_text(k, o, "as_of", f ? f->as_of : NULL);
		maker_text(k, o, "confidence", f || m ? confidence_words[sure] : NULL);
		view_json_sources(k, o,
			f           ? f->sources
				: m ? m->sources
				    : NULL,
			f           ? f->n_sources
				: m ? m->n_sources
				    : 0);
	}
}

static void
put_outcome(struct maker *k, json_t *list, const struct view *v, const struct place_on *p,
	size_t level, size_t a)
{
	const struct ladder *l = p->ladder;
	const struct level_outcome *out = &p->outcomes[level];
	const char *text = out->because ? condition_text(out->because, k->arena) : NULL;
	bool is_unseen = out->outcome == GATE_OPEN && !out->because;
	k->failed |= out->because && !text;
	json_t *o = maker_object_at_end(k, list);
	maker_text(k, o, "id", l->levels[level].id);
	maker_text(k, o, "outcome", ladder_words[out->outcome]);
	maker_bool(k, o, "weak", out->weak);
	maker_text(k, o, "decided_by", l->levels[out->decided_by].id);
	maker_text(k, o, "because", text);
	maker_text(
		k, o, "unseen", is_unseen ? l->levels[out->decided_by].unseen.by[v->lang] : NULL);
	put_evidence(k, o, v, &l->levels[out->decided_by], a);
}

static void
put_place(struct maker *k, json_t *list, const struct view *v, const struct place_on *p, size_t a)
{
	const struct ladder *l = p->ladder;
	bool is_degree = l->cumulative && p->reached != SIZE_MAX;
	json_t *o = maker_object_at_end(k, list);
	maker_text(k, o, "id", l->id);
	maker_text(k, o, "reached", is_degree ? l->levels[p->reached].id : NULL);
	json_t *levels = maker_array_in(k, o, "levels");
	for (size_t i = 0; i < l->n_levels; i++)
		put_outcome(k, levels, v, p, i, a);
}

enum status
view_ladders_json(const struct result *r, const struct ladder_question *q,
	const struct view_options *o, struct arena *arena, const char **out)
{
	struct ladder_board b;
	enum status st = ladder_board_of(r, q, o, arena, &b);
	if (st != ST_OK)
		return st;
	struct maker k = { .arena = arena };
	json_t *root = view_json_data(&k, &b.v, "ladders/1");
	json_t *ladders = maker_array_in(&k, root, "ladders");
	for (size_t l = 0; l < b.n_ladders; l++)
		put_ladder(&k, ladders, b.ladders[l], o->lang);
	json_t *providers = maker_array_in(&k, root, "providers");
	for (size_t i = 0; i < b.n; i++) {
		const struct alternative *alt = view_alternative(&b.v, b.alternatives[i]);
		json_t *p = maker_object_at_end(&k, providers);
		maker_text(&k, p, "id", alt->id);
		maker_text(&k, p, "name", alt->profile->name);
		maker_text(&k, p, "offer", alt->offer ? alt->offer->name : NULL);
		json_t *list = maker_array_in(&k, p, "ladders");
		for (size_t l = 0; l < b.n_ladders; l++)
			put_place(&k, list, &b.v, &b.places[l * b.n + i], b.alternatives[i]);
	}
	return maker_finish(&k, root, out);
}
