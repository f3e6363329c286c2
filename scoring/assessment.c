/* assessment: sums and minima over the answers; ranges are those of the marks. */
#include "scoring/assessment.h"

#include <stdint.h>

#include "data/text.h"

const char *const blank_rule_words[5] = { "pessimistic", "neutral", "optimistic", "skip", NULL };

enum blank_rule
blank_rule_of(enum unknown_rule rule)
{
	switch (rule) {
	case UNKNOWN_NEUTRAL:
		return BLANK_NEUTRAL;
	case UNKNOWN_OPTIMISTIC:
		return BLANK_OPTIMISTIC;
	case UNKNOWN_PESSIMISTIC:
	case UNKNOWN_EXCLUDE:
		break;
	}
	return BLANK_PESSIMISTIC;
}

/* ---- one criterion ---- */

/* The rungs that a mark leaves open; without a mark all of them. */
static void
open_rungs(const struct framework_criterion *c, const struct mark *m, int *low, int *high)
{
	int top = (int)c->n_rungs;
	*low = m && m->low ? m->low : 1;
	*high = m && m->high && m->high <= top ? m->high : top;
	if (*low > *high)
		*low = *high;
}

/* The rung that counts for the SEAL. */
static int
best_rung(const struct mark *m, int low, int high, enum blank_rule rule)
{
	if (m && m->rung)
		return m->rung < low ? low : m->rung > high ? high : m->rung;
	return rule == BLANK_OPTIMISTIC ? high : rule == BLANK_NEUTRAL ? (low + high) / 2 : low;
}

static struct answer
answer_of(const struct framework_criterion *c, const struct mark *m, enum blank_rule rule)
{
	struct answer a = { .mark = m, .unknown = !m || !m->rung };
	open_rungs(c, m, &a.low, &a.high);
	a.skipped = a.unknown && rule == BLANK_SKIP;
	const struct rung *low = &c->rungs[a.low - 1], *high = &c->rungs[a.high - 1];
	if (a.skipped) {
		a.points = (struct points){ 0, 0, high->value };
		a.seals = (struct seals){ low->seal, NO_SEAL, high->seal };
		return a;
	}
	a.best = best_rung(m, a.low, a.high, rule);
	const struct rung *best = &c->rungs[a.best - 1];
	bool middle = a.unknown && rule == BLANK_NEUTRAL;
	a.points = (struct points){ low->value,
		middle ? low->value + (high->value - low->value) / 2 : best->value, high->value };
	a.seals = (struct seals){ low->seal, best->seal, high->seal };
	return a;
}

/* ---- minima and sums ---- */

static int
lesser(int a, int b)
{
	if (a == NO_SEAL || b == NO_SEAL)
		return a == NO_SEAL ? b : a;
	return a < b ? a : b;
}

static void
take_seals(struct seals *s, const struct seals *more)
{
	s->low = lesser(s->low, more->low);
	s->best = lesser(s->best, more->best);
	s->high = lesser(s->high, more->high);
}

/* What is skipped can lift the best above what the evidence allows: the range holds it. */
static void
hold_best(struct seals *s)
{
	if (s->best > s->high)
		s->high = s->best;
}

static void
add_points(struct points *sum, const struct points *p, double factor)
{
	sum->low += p->low * factor;
	sum->best += p->best * factor;
	sum->high += p->high * factor;
}

static struct standing
stand(const struct framework *f, size_t objective, double weight, const struct answer *answers)
{
	const struct objective *o = &f->objectives[objective];
	struct standing s = { .seals = { NO_SEAL, NO_SEAL, NO_SEAL }, .n_criteria = o->n_criteria };
	for (size_t i = 0; i < o->n_criteria; i++) {
		const struct answer *a = &answers[o->first + i];
		add_points(&s.points, &a->points, 1);
		take_seals(&s.seals, &a->seals);
		s.n_unknown += a->unknown;
		s.n_skipped += a->skipped;
		s.n_unmarked += !a->mark;
	}
	add_points(&s.score, &s.points, weight / f->full);
	return s;
}

enum status
assessment_of(const struct framework *f, const struct edition *e, const struct mark *const *marks,
	enum blank_rule rule, struct arena *arena, struct assessment *out)
{
	struct answer *answers = arena_array(arena, f->n_criteria, sizeof *answers);
	struct standing *objectives = arena_array(arena, f->n_objectives, sizeof *objectives);
	if (!answers || !objectives)
		return ST_NOMEM;
	for (size_t i = 0; i < f->n_criteria; i++)
		answers[i] = answer_of(f->criteria[i], marks[i], rule);
	*out = (struct assessment){
		.framework = f,
		.edition = e,
		.rule = rule,
		.answers = answers,
		.objectives = objectives,
		.whole = { .seals = { NO_SEAL, NO_SEAL, NO_SEAL }, .n_criteria = f->n_criteria },
	};
	for (size_t i = 0; i < f->n_objectives; i++) {
		objectives[i] = stand(f, i, e->weights[i], answers);
		add_points(&out->whole.score, &objectives[i].score, 1);
		take_seals(&out->whole.seals, &objectives[i].seals);
		out->whole.n_unknown += objectives[i].n_unknown;
		out->whole.n_skipped += objectives[i].n_skipped;
		out->whole.n_unmarked += objectives[i].n_unmarked;
		hold_best(&objectives[i].seals);
	}
	hold_best(&out->whole.seals);
	return ST_OK;
}

static const struct mark *
mark_of(const struct evaluation *ev, size_t alternative, const struct framework_criterion *c)
{
	const struct alternative *a = &ev->alternatives[alternative];
	return profile_mark(a->profile, a->offer, c->id);
}

enum status
assessment_compute(const struct evaluation *ev, size_t alternative, const struct framework *f,
	const struct edition *e, enum blank_rule rule, struct arena *arena, struct assessment *out)
{
	const struct mark **marks = arena_array(arena, f->n_criteria, sizeof *marks);
	if (!marks)
		return ST_NOMEM;
	for (size_t i = 0; i < f->n_criteria; i++)
		marks[i] = mark_of(ev, alternative, f->criteria[i]);
	return assessment_of(f, e, marks, rule, arena, out);
}

/*
 * A minimum takes a value when one criterion has it and no other must stay below: when it is the
 * SEAL of some open rung, and above none of the highest.
 */
unsigned
assessment_open_seals(const struct evaluation *ev, size_t alternative, const struct framework *f,
	const struct objective *o)
{
	unsigned open = 0;
	int highest = MOST_SEALS;
	size_t first = o ? o->first : 0, n = o ? o->n_criteria : f->n_criteria;
	for (size_t i = first; i < first + n; i++) {
		const struct framework_criterion *c = f->criteria[i];
		int low, high;
		open_rungs(c, mark_of(ev, alternative, c), &low, &high);
		for (int rung = low; rung <= high; rung++)
			open |= 1u << c->rungs[rung - 1].seal;
		highest = lesser(highest, c->rungs[high - 1].seal);
	}
	return open & ((2u << highest) - 1);
}

/* ---- what binds, and what would lift ---- */

const struct standing *
assessment_standing(const struct assessment *a, size_t objective)
{
	return objective == SIZE_MAX ? &a->whole : &a->objectives[objective];
}

static bool
is_in(const struct assessment *a, size_t criterion, size_t objective)
{
	return objective == SIZE_MAX || a->framework->criteria[criterion]->objective == objective;
}

bool
assessment_binds(const struct assessment *a, size_t criterion, size_t objective)
{
	const struct seals *s = &assessment_standing(a, objective)->seals;
	const struct answer *answer = &a->answers[criterion];
	bool is_top = s->best == NO_SEAL || s->best + 1 >= (int)a->framework->n_seals;
	return !is_top && !answer->skipped && is_in(a, criterion, objective) &&
		answer->seals.best == s->best;
}

/* The lowest rung that grants a level; 0 when none does. */
static int
rung_for(const struct framework_criterion *c, int seal)
{
	for (size_t i = 0; i < c->n_rungs; i++)
		if (c->rungs[i].seal >= seal)
			return (int)i + 1;
	return 0;
}

enum status
assessment_lift(const struct assessment *a, size_t objective, struct arena *arena, struct lift *out)
{
	const struct framework *f = a->framework;
	int seal = assessment_standing(a, objective)->seals.best;
	*out = (struct lift){ .to = NO_SEAL };
	if (seal == NO_SEAL || seal + 1 >= (int)f->n_seals)
		return ST_OK;
	struct lift_step *steps = arena_array(arena, f->n_criteria, sizeof *steps);
	if (!steps)
		return ST_NOMEM;
	struct lift lift = { .to = NO_SEAL, .steps = steps };
	for (size_t i = 0; i < f->n_criteria; i++) {
		const struct answer *answer = &a->answers[i];
		if (answer->skipped || !is_in(a, i, objective))
			continue;
		if (answer->seals.best > seal) {
			lift.to = lesser(lift.to, answer->seals.best);
			continue;
		}
		int to = rung_for(f->criteria[i], seal + 1);
		if (!to)
			return ST_OK; /* no rung of this criterion grants it: there is no lift */
		steps[lift.n_steps++] =
			(struct lift_step){ i, answer->best, to, to <= answer->high };
		lift.climbs += (size_t)(to - answer->best);
		/* Rungs jump over levels. */
		lift.to = lesser(lift.to, f->criteria[i]->rungs[to - 1].seal);
	}
	*out = lift;
	return ST_OK;
}

double
assessment_most(const struct framework *f, const struct edition *e)
{
	double most = 0;
	for (size_t i = 0; i < f->n_objectives; i++)
		most += objective_most(&f->objectives[i]) / f->full * e->weights[i];
	return most;
}
