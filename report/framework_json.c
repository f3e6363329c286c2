/* framework_json: the same as the tables, for programs. The fields: json_fields.c. */
#include <stdint.h>

#include "report/framework_int.h"

static void
put_seal(struct maker *k, json_t *o, const char *key, int seal)
{
	if (seal == NO_SEAL)
		maker_text(k, o, key, NULL);
	else
		maker_count(k, o, key, (size_t)seal);
}

static void
put_seals(struct maker *k, json_t *owner, const struct seals *s)
{
	json_t *o = maker_object_in(k, owner, "seal");
	put_seal(k, o, "low", s->low);
	put_seal(k, o, "best", s->best);
	put_seal(k, o, "high", s->high);
}

static void
put_points(struct maker *k, json_t *owner, const char *key, const struct points *p)
{
	view_json_points(k, maker_object_in(k, owner, key), p);
}

/* What holds the SEAL down, and the least that would lift it. */
static void
put_binding(struct maker *k, json_t *owner, const struct assessment *a, size_t objective)
{
	json_t *list = maker_array_in(k, owner, "binding");
	for (size_t i = 0; i < a->framework->n_criteria; i++)
		if (assessment_binds(a, i, objective))
			maker_push_text(k, list, a->framework->criteria[i]->id);
	struct lift lift = { .to = NO_SEAL };
	if (assessment_lift(a, objective, k->arena, &lift) != ST_OK)
		k->failed = true;
	if (lift.to == NO_SEAL) {
		maker_text(k, owner, "lift", NULL);
		return;
	}
	json_t *o = maker_object_in(k, owner, "lift");
	maker_count(k, o, "to", (size_t)lift.to);
	maker_count(k, o, "steps", lift.climbs);
	json_t *rungs = maker_array_in(k, o, "rungs");
	for (size_t i = 0; i < lift.n_steps; i++) {
		json_t *step = maker_object_at_end(k, rungs);
		maker_text(
			k, step, "criterion", a->framework->criteria[lift.steps[i].criterion]->id);
		maker_count(k, step, "from", (size_t)lift.steps[i].from);
		maker_count(k, step, "to", (size_t)lift.steps[i].to);
		maker_bool(k, step, "open", lift.steps[i].open);
	}
}

static void
put_texts(struct maker *k, json_t *owner, const char *key, const struct strings *texts)
{
	json_t *list = maker_array_in(k, owner, key);
	for (size_t i = 0; i < texts->n; i++)
		maker_push_text(k, list, texts->items[i]);
}

/* ---- one offer ------------------------------------------------------------------------------- */

static void
put_criterion(
	struct maker *k, json_t *list, const struct framework_criterion *c, const struct answer *a)
{
	static const struct strings none = { NULL, 0 };
	json_t *o = maker_object_at_end(k, list);
	const struct mark *m = a->mark;
	maker_text(k, o, "id", c->id);
	maker_rank(k, o, "rung", a->unknown ? 0 : (size_t)a->best);
	maker_count(k, o, "low", (size_t)a->low);
	maker_count(k, o, "high", (size_t)a->high);
	maker_bool(k, o, "skipped", a->skipped);
	put_points(k, o, "points", &a->points);
	put_seals(k, o, &a->seals);
	maker_text(k, o, "confidence", m ? confidence_words[m->confidence] : NULL);
	maker_text(k, o, "reason", m ? m->reason : NULL);
	put_texts(k, o, "facts", m ? &m->facts : &none);
	view_json_sources(k, o, m ? m->sources : NULL, m ? m->n_sources : 0);
}

static void
put_objective(struct maker *k, json_t *list, const struct assessment *a, size_t objective)
{
	json_t *o = maker_object_at_end(k, list);
	const struct standing *s = &a->objectives[objective];
	maker_text(k, o, "id", a->framework->objectives[objective].id);
	put_points(k, o, "points", &s->points);
	put_points(k, o, "contribution", &s->score);
	put_seals(k, o, &s->seals);
	put_binding(k, o, a, objective);
}

static void
put_gates(struct maker *k, json_t *owner, const struct view *v, size_t a)
{
	json_t *list = maker_array_in(k, owner, "gates");
	for (size_t g = 0; g < v->p->n_gates; g++) {
		json_t *o = maker_object_at_end(k, list);
		maker_text(k, o, "id", v->p->gate[g]->id);
		maker_text(k, o, "when", v->p->gate[g]->when);
		enum gate_outcome outcome = v->p->gates[a * v->p->n_gates + g];
		bool is_fail = outcome == GATE_OPEN && v->m->open_counts_as_fail;
		maker_text(k, o, "outcome", gate_words[outcome]);
		maker_text(k, o, "counts_as", gate_words[is_fail ? GATE_FAIL : outcome]);
	}
}

static void
put_official(struct maker *k, json_t *owner, const struct framework_view *fv, size_t a)
{
	json_t *list = maker_array_in(k, owner, "official");
	const struct dictionary *d = &fv->v.ev->library->dictionary;
	for (size_t i = 0; i < fv->f->official.n; i++) {
		const struct fact_def *def = dictionary_find(d, fv->f->official.items[i]);
		const struct fact *f =
			def ? evaluation_fact(fv->v.ev, fv->v.p->alternatives[a], def) : NULL;
		if (!f)
			continue;
		json_t *o = maker_object_at_end(k, list);
		const char *value = view_value_text(&fv->v, f);
		k->failed |= !value;
		maker_text(k, o, "fact", def->id);
		maker_text(k, o, "value", value && *value ? value : NULL);
		maker_text(k, o, "as_of", f->as_of);
		maker_text(k, o, "confidence", confidence_words[f->confidence]);
		maker_text(k, o, "note", f->note);
		view_json_sources(k, o, f->sources, f->n_sources);
	}
	json_t *awards = maker_array_in(k, owner, "awards");
	const char *profile = view_alternative(&fv->v, a)->profile->id;
	for (size_t i = 0; i < fv->f->n_awards; i++)
		if (award_concerns(&fv->f->awards[i], profile))
			maker_push_text(k, awards, fv->f->awards[i].id);
}

static void
put_provider(struct maker *k, json_t *list, const struct framework_view *fv, size_t i)
{
	json_t *o = maker_object_at_end(k, list);
	const struct assessment *a = &fv->of[i];
	size_t at = fv->q->alternatives[i];
	const struct alternative *alt = view_alternative(&fv->v, at);
	maker_text(k, o, "id", alt->id);
	maker_text(k, o, "name", alt->profile->name);
	maker_text(k, o, "offer", alt->offer ? alt->offer->name : NULL);
	put_points(k, o, "score", &a->whole.score);
	put_seals(k, o, &a->whole.seals);
	json_t *unknown = maker_array_in(k, o, "unknown");
	for (size_t c = 0; c < fv->f->n_criteria; c++)
		if (a->answers[c].unknown)
			maker_push_text(k, unknown, fv->f->criteria[c]->id);
	put_binding(k, o, a, SIZE_MAX);
	json_t *objectives = maker_array_in(k, o, "objectives");
	for (size_t n = 0; n < fv->f->n_objectives; n++)
		put_objective(k, objectives, a, n);
	json_t *criteria = maker_array_in(k, o, "criteria");
	for (size_t c = 0; c < fv->f->n_criteria; c++)
		put_criterion(k, criteria, fv->f->criteria[c], &a->answers[c]);
	put_gates(k, o, &fv->v, at);
	put_official(k, o, fv, at);
}

/* ---- the framework --------------------------------------------------------------------------- */

static void
put_awards(struct maker *k, json_t *root, const struct framework_view *fv)
{
	static const char *const scopes[] = { "group", "own_bid" };
	json_t *list = maker_array_in(k, root, "awards");
	for (size_t i = 0; i < fv->f->n_awards; i++) {
		const struct award *a = &fv->f->awards[i];
		json_t *o = maker_object_at_end(k, list);
		maker_text(k, o, "id", a->id);
		maker_text(k, o, "holder", a->holder);
		put_texts(k, o, "partners", &a->partners);
		maker_text(k, o, "scope", scopes[a->scope]);
		maker_text(k, o, "offer", a->offer.by[fv->v.lang]);
		maker_count(k, o, "seal", (size_t)a->seal);
		maker_text(k, o, "date", a->date);
		maker_text(k, o, "confidence", confidence_words[a->confidence]);
		maker_text(k, o, "note", a->note.by[fv->v.lang]);
		view_json_sources(k, o, a->sources, a->n_sources);
	}
	maker_text(k, root, "differ", fv->f->differ.by[fv->v.lang]);
}

static void
put_framework(struct maker *k, json_t *root, const struct framework_view *fv)
{
	const struct edition *e = fv->q->edition;
	enum lang lang = fv->v.lang;
	json_t *f = maker_object_in(k, root, "framework");
	maker_text(k, f, "id", fv->f->id);
	maker_text(k, f, "name", fv->f->name.by[lang]);
	maker_text(k, f, "note", fv->f->note.by[lang]);
	json_t *edition = maker_object_in(k, root, "edition");
	maker_text(k, edition, "name", e->name.by[lang]);
	maker_text(k, edition, "note", e->note.by[lang]);
	view_json_sources(k, edition, e->sources, e->n_sources);
	maker_text(k, root, "weights_profile", e->id);
	maker_text(k, root, "unknown", blank_rule_words[fv->q->rule]);
	maker_bool(k, root, "recordable", fv->q->rule != BLANK_SKIP);
	json_t *basis = maker_object_in(k, root, "basis");
	const char *marks = arena_printf(
		k->arena, "%s marks, %s weights", fv->f->short_name.by[LANG_EN], e->id);
	k->failed |= !marks;
	maker_text(k, basis, fv->f->id, marks);
	maker_number(k, root, "score_max", assessment_most(fv->f, e));
	json_t *seals = maker_array_in(k, root, "seals");
	for (size_t i = 0; i < fv->f->n_seals; i++) {
		json_t *o = maker_object_at_end(k, seals);
		maker_text(k, o, "id", fv->f->seals[i].id);
		maker_text(k, o, "name", e->seal_names[i].by[lang]);
		maker_text(k, o, "meaning", fv->f->seals[i].meaning.by[lang]);
	}
	json_t *objectives = maker_array_in(k, root, "objectives");
	for (size_t i = 0; i < fv->f->n_objectives; i++) {
		json_t *o = maker_object_at_end(k, objectives);
		maker_text(k, o, "id", fv->f->objectives[i].id);
		maker_text(k, o, "name", fv->f->objectives[i].name.by[lang]);
		maker_number(k, o, "weight", e->weights[i] / 100);
		maker_number(k, o, "points_max", objective_most(&fv->f->objectives[i]));
	}
}

enum status
view_framework_json(const struct result *r, const struct framework_question *q,
	const struct view_options *o, struct arena *arena, const char **out)
{
	struct framework_view fv;
	enum status st = framework_view_of(r, q, o, arena, &fv);
	if (st != ST_OK)
		return st;
	struct maker k = { .arena = arena };
	json_t *root = view_json_head(&k, &fv.v, "framework/1");
	put_framework(&k, root, &fv);
	json_t *providers = maker_array_in(&k, root, "providers");
	for (size_t i = 0; i < q->n; i++)
		put_provider(&k, providers, &fv, i);
	put_awards(&k, root, &fv);
	return maker_finish(&k, root, out);
}
