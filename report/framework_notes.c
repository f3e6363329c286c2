/* framework_notes: what stands around the tables of a framework: title, what binds, what counts. */
#include <stdint.h>

#include "report/framework_int.h"

const char *
seal_name(const struct framework_view *fv, int seal)
{
	return fv->q->edition->seal_names[seal].by[fv->v.lang];
}

bool
framework_head(const struct framework_view *fv, struct table *t)
{
	const struct view *v = &fv->v;
	const struct edition *e = fv->q->edition;
	t->title = say(v->arena, v->lang, SAY_FRAMEWORK_TITLE, fv->f->name.by[v->lang], e->id,
		e->name.by[v->lang], NULL);
	return t->title && view_what_if(v, t);
}

/* ---- what binds, what would lift ------------------------------------------------------------- */

/* "SOV-2.2, SOV-2.3" of the criteria that hold a SEAL down. */
static const char *
binding_text(const struct framework_view *fv, size_t i, size_t objective)
{
	const char *all = "";
	for (size_t k = 0; all && k < fv->f->n_criteria; k++)
		if (assessment_binds(&fv->of[i], k, objective))
			all = arena_printf(fv->v.arena, "%s%s%s", all, *all ? ", " : "",
				fv->f->criteria[k]->id);
	return all;
}

/* "SOV-2.2 2→4, SOV-2.3 4→5". */
static const char *
lift_text(const struct framework_view *fv, const struct lift *lift)
{
	const char *all = "";
	for (size_t k = 0; all && k < lift->n_steps; k++)
		all = arena_printf(fv->v.arena, "%s%s%s %d\u2192%d%s", all, *all ? ", " : "",
			fv->f->criteria[lift->steps[k].criterion]->id, lift->steps[k].from,
			lift->steps[k].to, lift->steps[k].open ? "?" : "");
	return all;
}

static const char *
number(const struct framework_view *fv, int n)
{
	return arena_printf(fv->v.arena, "%d", n);
}

static bool
put_lift(const struct framework_view *fv, struct table *t, size_t i, size_t objective)
{
	const struct view *v = &fv->v;
	struct lift lift;
	if (assessment_lift(&fv->of[i], objective, v->arena, &lift) != ST_OK)
		return false;
	if (lift.to == NO_SEAL)
		return view_after_line(t, say_word(v->lang, SAY_SEAL_STUCK));
	const char *to = number(fv, lift.to), *steps = lift_text(fv, &lift);
	if (lift.climbs == 1)
		return view_after_line(
			t, say(v->arena, v->lang, SAY_SEAL_LIFT_ONE, to, steps, NULL));
	const char *climbs = view_count(v->arena, lift.climbs);
	return view_after_line(t, say(v->arena, v->lang, SAY_SEAL_LIFT, to, climbs, steps, NULL));
}

static bool
put_binding(const struct framework_view *fv, struct table *t, size_t i)
{
	const struct view *v = &fv->v;
	size_t objective = fv->q->objective;
	const struct standing *s = assessment_standing(&fv->of[i], objective);
	const char *name = view_name(v, fv->q->alternatives[i]);
	if (s->seals.best == NO_SEAL)
		return view_after_line(t, say(v->arena, v->lang, SAY_SEAL_NONE, name, NULL));
	const char *seal = number(fv, s->seals.best), *words = seal_name(fv, s->seals.best);
	if (s->n_unmarked == s->n_criteria)
		return view_after_line(t,
			say(v->arena, v->lang, SAY_SEAL_UNMARKED, name, seal,
				number(fv, s->seals.low), number(fv, s->seals.high), NULL));
	if (s->n_skipped &&
		!view_after_line(t,
			say(v->arena, v->lang, SAY_SEAL_SKIPPED, name,
				view_count(v->arena, s->n_skipped), NULL)))
		return false;
	bool is_top = s->seals.best + 1 >= (int)fv->f->n_seals;
	if (is_top)
		return view_after_line(
			t, say(v->arena, v->lang, SAY_SEAL_TOP, name, seal, words, NULL));
	return view_after_line(t,
		       say(v->arena, v->lang, SAY_SEAL_HELD, name, seal, words,
			       binding_text(fv, i, objective), NULL)) &&
		put_lift(fv, t, i, objective);
}

/* ---- gates ----------------------------------------------------------------------------------- */

/* "OVHcloud FAIL (SEAL 1), Scaleway open (SEAL 0–3)". */
static const char *
gate_text(const struct framework_view *fv, size_t g)
{
	static const enum say words[] = { SAY_FAIL, SAY_OPEN, SAY_PASS };
	const struct view *v = &fv->v;
	const char *all = "";
	for (size_t i = 0; all && i < fv->q->n; i++) {
		size_t a = fv->q->alternatives[i];
		enum gate_outcome o = v->p->gates[a * v->p->n_gates + g];
		bool is_fail = o == GATE_OPEN && v->m->open_counts_as_fail;
		const char *found = view_gate_found(v, v->p->gate[g]->condition, a);
		all = found ? arena_printf(v->arena, "%s%s%s %s%s%s%s", all, *all ? ", " : "",
				      view_name(v, a),
				      say_word(v->lang, is_fail ? SAY_FAIL_NOT_SHOWN : words[o]),
				      *found ? " (" : "", found, *found ? ")" : "")
			    : NULL;
	}
	return all;
}

/* Each gate that holds now, whatever it asks for. */
static bool
put_gates(const struct framework_view *fv, struct table *t)
{
	const struct view *v = &fv->v;
	for (size_t g = 0; g < v->p->n_gates; g++)
		if (!view_after_line(t,
			    say(v->arena, v->lang, SAY_SEAL_GATE, v->p->gate[g]->when,
				    gate_text(fv, g), NULL)))
			return false;
	return true;
}

/* ---- official results ------------------------------------------------------------------------ */

const char *
view_award(const struct award *a, enum lang lang, struct arena *arena)
{
	static const enum say sure[] = { SAY_LOW, SAY_MEDIUM, SAY_HIGH };
	const char *partners = "", *seal = arena_printf(arena, "%d", a->seal);
	for (size_t i = 0; partners && i < a->partners.n; i++)
		partners = arena_printf(
			arena, "%s%s%s", partners, i ? ", " : "", a->partners.items[i]);
	const char *holder = a->scope == AWARD_GROUP && a->partners.n
		? say(arena, lang, SAY_OFFICIAL_GROUP, a->holder, partners, NULL)
		: a->holder;
	const char *note = a->note.by[lang];
	const char *line = say(arena, lang, SAY_OFFICIAL_AWARD, seal, holder, a->date,
		say_word(lang, sure[a->confidence]), a->offer.by[lang], NULL);
	return line ? arena_printf(arena, "%s%s%s", line, note ? " " : "", note ? note : "") : NULL;
}

static bool
put_award(const struct framework_view *fv, struct table *t, size_t i, const struct award *a)
{
	const struct view *v = &fv->v;
	struct table_cell note = { .kind = CELL_EMPTY };
	const char *text = view_award(a, v->lang, v->arena);
	const char *name = view_name(v, fv->q->alternatives[i]);
	if (!text || !name || !view_note_sources(t, a->sources, a->n_sources, &note))
		return false;
	const char *line = say(v->arena, v->lang, SAY_EVIDENCE, name, text, NULL);
	if (!line)
		return false;
	return note.footnote ? table_after(t, "  %s [%d]", line, note.footnote)
			     : table_after(t, "  %s", line);
}

/* A fact that states an official result, with what its note says. */
static bool
put_official(const struct framework_view *fv, struct table *t, size_t i, const char *id)
{
	const struct view *v = &fv->v;
	const struct fact_def *def = dictionary_find(&v->ev->library->dictionary, id);
	size_t a = fv->q->alternatives[i];
	const struct fact *fact = def ? evaluation_fact(v->ev, v->p->alternatives[a], def) : NULL;
	if (!fact)
		return true;
	struct table_cell note = { .kind = CELL_EMPTY };
	const char *line = say(v->arena, v->lang, SAY_OFFICIAL_FACT, view_name(v, a),
		def->label.by[v->lang], view_value(v, fact), fact->note ? fact->note : "", NULL);
	if (!line || !view_footnote(t, fact, &note))
		return false;
	return note.footnote ? table_after(t, "%s [%d]", line, note.footnote)
			     : table_after(t, "%s", line);
}

static bool
put_officials(const struct framework_view *fv, struct table *t)
{
	const struct view *v = &fv->v;
	if (!fv->f->official.n && !fv->f->n_awards)
		return true;
	bool ok = view_after_line(t, say_word(v->lang, SAY_OFFICIAL_HEAD));
	for (size_t i = 0; ok && i < fv->q->n; i++) {
		const char *profile = view_alternative(v, fv->q->alternatives[i])->profile->id;
		for (size_t k = 0; ok && k < fv->f->n_awards; k++)
			if (award_concerns(&fv->f->awards[k], profile))
				ok = put_award(fv, t, i, &fv->f->awards[k]);
		for (size_t k = 0; ok && k < fv->f->official.n; k++)
			ok = put_official(fv, t, i, fv->f->official.items[k]);
	}
	return ok &&
		(!fv->f->differ.by[v->lang] || table_after(t, "  %s", fv->f->differ.by[v->lang]));
}

/* ---- the foot -------------------------------------------------------------------------------- */

static bool
put_rules(const struct framework_view *fv, struct table *t)
{
	static const enum say rules[] = { SAY_BLANK_PESSIMISTIC, SAY_BLANK_NEUTRAL,
		SAY_BLANK_OPTIMISTIC, SAY_BLANK_SKIP };
	const struct view *v = &fv->v;
	double most = assessment_most(fv->f, fv->q->edition);
	const char *full = arena_printf(v->arena, "%.0f", fv->f->full);
	return view_after_line(t,
		       say(v->arena, v->lang, SAY_FRAMEWORK_BASIS, fv->f->short_name.by[v->lang],
			       fv->q->edition->id, NULL)) &&
		view_after_line(t,
			say(v->arena, v->lang, SAY_FRAMEWORK_SCORE, full,
				arena_printf(v->arena, "%.4f", most), NULL)) &&
		view_after_line(t, say_word(v->lang, SAY_FRAMEWORK_SEAL)) &&
		view_after_line(t, say_word(v->lang, rules[fv->q->rule])) && view_put_data(v, t);
}

/* With -v: what each level means; an objective: what it looks at and what is expected of it. */
static bool
put_meanings(const struct framework_view *fv, struct table *t)
{
	const struct view *v = &fv->v;
	bool ok = true;
	for (size_t k = 0; ok && v->o->verbose && k < fv->f->n_seals; k++)
		ok = table_after(t, "%s, %s: %s", fv->f->seals[k].id, seal_name(fv, (int)k),
			fv->f->seals[k].meaning.by[v->lang]);
	if (fv->q->objective == SIZE_MAX)
		return ok;
	const struct objective *o = &fv->f->objectives[fv->q->objective];
	ok = ok &&
		(!o->looks_at.by[v->lang] ||
			table_after(t, "%s %s: %s", o->id, o->name.by[v->lang],
				o->looks_at.by[v->lang]));
	for (size_t k = 0; ok && k < o->n_expects; k++)
		ok = view_after_line(t,
			say(v->arena, v->lang, SAY_EXPECTED, o->expects[k].id,
				o->expects[k].text.by[v->lang], NULL));
	return ok;
}

bool
framework_foot(const struct framework_view *fv, struct table *t)
{
	bool with_criteria = fv->q->objective != SIZE_MAX || fv->q->n == 1;
	bool ok = view_after_line(t, say_word(fv->v.lang, SAY_FRAMEWORK_LEGEND));
	for (size_t i = 0; ok && i < fv->q->n; i++)
		ok = put_binding(fv, t, i);
	return ok && put_gates(fv, t) && put_meanings(fv, t) &&
		(fv->q->objective != SIZE_MAX || put_officials(fv, t)) && put_rules(fv, t) &&
		(!with_criteria || view_after_line(t, say_word(fv->v.lang, SAY_MARKS_LEGEND)));
}
