/*
 * What must hold of every set of marks: of ten thousand random ones on the shipped framework, and
 * of as many on small random frameworks, whose SEALs jump as they like.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "data/text.h"
#include "scoring/assessment.h"
#include "tests/support/frameworks.h"

enum { CASES = 10000 };

/* One set of marks, and what comes of it under one of the rules. */
struct trial {
	struct random random;
	struct arena *arena;
	const struct framework *f;
	const struct edition *e;
	enum blank_rule rule;
	struct mark **marks;
	struct assessment a;
};

static struct assessment
assess(struct trial *t, struct mark *const *marks, enum blank_rule rule)
{
	return frameworks_assess(t->f, t->e, marks, rule, t->arena);
}

static void
try_case(struct trial *t, const struct framework *f, uint64_t i, void (*check)(struct trial *))
{
	t->random = random_of(random_seed(), i);
	arena_reset(t->arena);
	struct framework_size most = { 3, 3, 5 };
	t->f = f ? f : frameworks_random(t->arena, &t->random, most);
	t->e = &t->f->editions[random_below(&t->random, t->f->n_editions)];
	t->rule = (enum blank_rule)(i % 4);
	t->marks = frameworks_marks(t->f, t->arena, &t->random);
	t->a = assess(t, t->marks, t->rule);
	check(t);
}

static void
for_each(void (*check)(struct trial *))
{
	struct library *library = shipped_library(NULL);
	const struct framework *shipped = framework_find(&library->dictionary, "ec-csf");
	struct trial t = { .arena = arena_new() };
	assert_non_null(shipped);
	assert_non_null(t.arena);
	for (uint64_t i = 0; i < CASES; i++) {
		try_case(&t, shipped, i, check);
		try_case(&t, NULL, i, check);
	}
	arena_free(t.arena);
	library_free(library);
}

/* Every standing of an assessment: its objectives, then the whole. */
static size_t
place_of(const struct trial *t, size_t i)
{
	return i < t->f->n_objectives ? i : SIZE_MAX;
}

/* ---- ranges, sums and minima ---- */

static void
check_standing(const struct standing *s)
{
	assert_true(s->score.low <= s->score.best && s->score.best <= s->score.high);
	assert_true(s->points.low <= s->points.best && s->points.best <= s->points.high);
	bool is_empty = s->n_skipped == s->n_criteria;
	assert_true((s->seals.best == NO_SEAL) == is_empty);
	assert_true(s->seals.low <= s->seals.high);
	assert_true(is_empty || (s->seals.low <= s->seals.best && s->seals.best <= s->seals.high));
	assert_true(0 <= s->score.low && s->n_unknown <= s->n_criteria);
}

static void
check_ranges(struct trial *t)
{
	for (size_t i = 0; i <= t->f->n_objectives; i++)
		check_standing(assessment_standing(&t->a, place_of(t, i)));
	assert_true(t->a.whole.score.high <= assessment_most(t->f, t->e) + 1e-9);
	for (size_t i = 0; i < t->f->n_criteria; i++) {
		const struct answer *a = &t->a.answers[i];
		assert_true(a->points.low <= a->points.best && a->points.best <= a->points.high);
		assert_true(a->seals.low <= a->seals.high);
		assert_true(a->skipped || (a->low <= a->best && a->best <= a->high));
		assert_true(a->skipped
				? a->seals.best == NO_SEAL
				: a->seals.low <= a->seals.best && a->seals.best <= a->seals.high);
		assert_true(1 <= a->low && a->high <= (int)t->f->criteria[i]->n_rungs);
	}
}

static void
every_range_holds_its_figure(void **state)
{
	(void)state;
	for_each(check_ranges);
}

/* The least of SEALs that are there; NO_SEAL where none is. */
static int
least(int a, int b)
{
	return a == NO_SEAL ? b : b == NO_SEAL || a < b ? a : b;
}

/* Rung, value and SEAL of a mark, read off the mark itself; false where it is skipped. */
static bool
read_mark(const struct trial *t, size_t i, double *value, int *seal)
{
	const struct framework_criterion *c = t->f->criteria[i];
	const struct mark *m = t->marks[i];
	int low = m ? m->low : 1, high = m ? m->high : (int)c->n_rungs, rung = m ? m->rung : 0;
	if (!rung && t->rule == BLANK_SKIP)
		return false;
	bool is_middle = !rung && t->rule == BLANK_NEUTRAL;
	if (!rung)
		rung = is_middle ? (low + high) / 2 : t->rule == BLANK_PESSIMISTIC ? low : high;
	*seal = c->rungs[rung - 1].seal;
	*value = is_middle ? (c->rungs[low - 1].value + c->rungs[high - 1].value) / 2
			   : c->rungs[rung - 1].value;
	return true;
}

static void
check_sums(struct trial *t)
{
	double score = 0, points = 0;
	int seal = NO_SEAL, all = NO_SEAL;
	for (size_t i = 0; i < t->f->n_objectives; i++) {
		const struct standing *s = &t->a.objectives[i];
		score += s->score.best;
		all = least(all, s->seals.best);
	}
	assert_true(fabs(t->a.whole.score.best - score) <= 1e-9);
	assert_int_equal(t->a.whole.seals.best, all);
	for (size_t i = 0; i < t->f->n_criteria; i++) {
		double value;
		int own;
		if (!read_mark(t, i, &value, &own))
			continue;
		points += value / t->f->full * t->e->weights[t->f->criteria[i]->objective];
		seal = least(seal, own);
	}
	assert_true(fabs(t->a.whole.score.best - points) <= 1e-9);
	assert_int_equal(t->a.whole.seals.best, seal);
}

static void
the_whole_is_the_sum_and_the_least_of_what_it_is_made_of(void **state)
{
	(void)state;
	for_each(check_sums);
}

/* ---- better marks ---- */

/* One rung more somewhere in a mark; false where it is as good as it can be. */
static bool
raise_mark(struct random *r, struct mark *m, int top)
{
	switch (random_below(r, 3)) {
	case 0:
		if (m->low >= m->high || (m->rung && m->low >= m->rung))
			return false;
		m->low++;
		return true;
	case 1:
		if (!m->rung || m->rung >= m->high)
			return false;
		m->rung++;
		return true;
	default:
		if (m->high >= top)
			return false;
		m->high++;
		return true;
	}
}

static void
expect_no_lower(const struct standing *before, const struct standing *after)
{
	assert_true(before->score.low <= after->score.low);
	assert_true(before->score.best <= after->score.best);
	assert_true(before->score.high <= after->score.high);
	assert_true(before->seals.low <= after->seals.low);
	assert_true(before->seals.best <= after->seals.best);
	assert_true(before->seals.high <= after->seals.high);
}

static void
check_raise(struct trial *t)
{
	for (int tries = 0; tries < 4; tries++) {
		size_t i = random_below(&t->random, t->f->n_criteria);
		if (!t->marks[i] ||
			!raise_mark(&t->random, t->marks[i], (int)t->f->criteria[i]->n_rungs))
			continue;
		struct assessment after = assess(t, t->marks, t->rule);
		for (size_t k = 0; k <= t->f->n_objectives; k++)
			expect_no_lower(assessment_standing(&t->a, place_of(t, k)),
				assessment_standing(&after, place_of(t, k)));
		t->a = after;
	}
}

static void
a_better_rung_or_bound_never_lowers_score_or_seal(void **state)
{
	(void)state;
	for_each(check_raise);
}

/* ---- rules ---- */

static void
check_rules(struct trial *t)
{
	struct assessment by[4];
	for (int rule = BLANK_PESSIMISTIC; rule <= BLANK_SKIP; rule++)
		by[rule] = assess(t, t->marks, (enum blank_rule)rule);
	for (size_t i = 0; i <= t->f->n_objectives; i++) {
		const struct standing *s[4];
		for (int rule = BLANK_PESSIMISTIC; rule <= BLANK_SKIP; rule++)
			s[rule] = assessment_standing(&by[rule], place_of(t, i));
		for (int rule = BLANK_PESSIMISTIC; rule < BLANK_OPTIMISTIC; rule++) {
			assert_true(s[rule]->score.best <= s[rule + 1]->score.best);
			assert_true(s[rule]->seals.best <= s[rule + 1]->seals.best);
			assert_true(s[rule]->score.low == s[rule + 1]->score.low);
			assert_int_equal(s[rule]->seals.high, s[rule + 1]->seals.high);
		}
		const struct standing *skip = s[BLANK_SKIP], *worst = s[BLANK_PESSIMISTIC];
		assert_int_equal(skip->n_unknown, worst->n_unknown);
		assert_true(skip->score.best <= worst->score.best);
		bool nothing = skip->n_unknown == skip->n_criteria;
		assert_int_equal(skip->seals.best == NO_SEAL, nothing);
		if (nothing)
			continue;
		assert_true(skip->seals.low >= worst->seals.low);
		assert_true(skip->seals.best >= worst->seals.best);
		assert_true(skip->seals.high >= worst->seals.high);
	}
}

static void
rules_order_the_figures_and_skipping_never_lowers_a_seal(void **state)
{
	(void)state;
	for_each(check_rules);
}

/* ---- order ---- */

static size_t
find_criterion(const struct framework *f, const char *id)
{
	for (size_t i = 0; i < f->n_criteria; i++)
		if (str_eq(f->criteria[i]->id, id))
			return i;
	fail_msg("no criterion %s", id);
	return 0;
}

static void
expect_same(const struct standing *a, const struct standing *b)
{
	assert_true(fabs(a->score.low - b->score.low) <= 1e-9);
	assert_true(fabs(a->score.best - b->score.best) <= 1e-9);
	assert_true(fabs(a->score.high - b->score.high) <= 1e-9);
	assert_memory_equal(&a->seals, &b->seals, sizeof a->seals);
	assert_int_equal(a->n_unknown, b->n_unknown);
}

static void
check_order(struct trial *t)
{
	const struct framework *g = frameworks_shuffled(t->f, t->arena, &t->random);
	struct mark **marks = arena_array(t->arena, g->n_criteria, sizeof(struct mark *));
	struct lift lift, moved;
	assert_non_null(marks);
	for (size_t i = 0; i < g->n_criteria; i++)
		marks[i] = t->marks[find_criterion(t->f, g->criteria[i]->id)];
	const struct edition *e = framework_edition(g, t->e->id);
	struct assessment b = frameworks_assess(g, e, marks, t->rule, t->arena);
	expect_same(&t->a.whole, &b.whole);
	for (size_t i = 0; i < g->n_objectives; i++)
		for (size_t k = 0; k < g->n_objectives; k++)
			if (str_eq(t->f->objectives[i].id, g->objectives[k].id))
				expect_same(&t->a.objectives[i], &b.objectives[k]);
	for (size_t i = 0; i < g->n_criteria; i++)
		assert_int_equal(assessment_binds(&b, i, SIZE_MAX),
			assessment_binds(
				&t->a, find_criterion(t->f, g->criteria[i]->id), SIZE_MAX));
	assert_int_equal(assessment_lift(&t->a, SIZE_MAX, t->arena, &lift), ST_OK);
	assert_int_equal(assessment_lift(&b, SIZE_MAX, t->arena, &moved), ST_OK);
	assert_int_equal(lift.to, moved.to);
	assert_int_equal(lift.climbs, moved.climbs);
	assert_int_equal(lift.n_steps, moved.n_steps);
}

static void
no_order_of_objectives_or_criteria_matters(void **state)
{
	(void)state;
	for_each(check_order);
}

/* ---- what would lift ---- */

/* The SEAL after the steps of a set (bit k: step k): the rungs that count, and those climbed. */
static int
seal_after(struct trial *t, const struct lift *lift, size_t place, uint64_t steps)
{
	int rungs[64];
	assert_in_range(t->f->n_criteria, 1, 64);
	for (size_t i = 0; i < t->f->n_criteria; i++)
		rungs[i] = t->a.answers[i].best;
	for (size_t k = 0; k < lift->n_steps; k++)
		if (steps >> k & 1)
			rungs[lift->steps[k].criterion] = lift->steps[k].to;
	/* What was skipped has no rung still, and is skipped again. */
	struct assessment after = assess(t, frameworks_rungs(t->f, rungs, t->arena), BLANK_SKIP);
	return assessment_standing(&after, place)->seals.best;
}

static void
check_steps(struct trial *t, const struct lift *lift, size_t place)
{
	int seal = assessment_standing(&t->a, place)->seals.best;
	size_t climbs = 0, before = 0;
	for (size_t k = 0; k < lift->n_steps; k++) {
		const struct lift_step *s = &lift->steps[k];
		const struct framework_criterion *c = t->f->criteria[s->criterion];
		assert_true(k == 0 || s->criterion > before);
		assert_true(place == SIZE_MAX || c->objective == place);
		assert_int_equal(s->from, t->a.answers[s->criterion].best);
		assert_true(s->to > s->from && s->to <= (int)c->n_rungs);
		assert_true(c->rungs[s->to - 1].seal >= lift->to);
		assert_true(c->rungs[s->to - 2].seal <= seal);
		climbs += (size_t)(s->to - s->from);
		before = s->criterion;
	}
	assert_int_equal(lift->climbs, climbs);
}

static void
check_subsets(struct trial *t, const struct lift *lift, size_t place)
{
	uint64_t all = lift->n_steps < 64 ? ((uint64_t)1 << lift->n_steps) - 1 : UINT64_MAX;
	int seal = assessment_standing(&t->a, place)->seals.best;
	assert_true(lift->n_steps > 0);
	assert_int_equal(seal_after(t, lift, place, all), lift->to);
	/* A set without a step lies in one that lacks just that step: better never harms. */
	for (size_t k = 0; k < lift->n_steps; k++)
		assert_true(seal_after(t, lift, place, all & ~((uint64_t)1 << k)) <= seal);
	for (uint64_t some = 0; lift->n_steps <= 4 && some < all; some++)
		assert_true(seal_after(t, lift, place, some) <= seal);
}

/* No lift: at the top, without a SEAL, or where some criterion has no rung that would do. */
static void
check_no_lift(struct trial *t, size_t place)
{
	int seal = assessment_standing(&t->a, place)->seals.best;
	bool is_stuck = seal == NO_SEAL || seal + 1 == (int)t->f->n_seals;
	for (size_t i = 0; i < t->f->n_criteria; i++) {
		const struct framework_criterion *c = t->f->criteria[i];
		bool is_in = place == SIZE_MAX || c->objective == place;
		is_stuck |=
			is_in && !t->a.answers[i].skipped && c->rungs[c->n_rungs - 1].seal <= seal;
	}
	assert_true(is_stuck);
}

static void
check_lift(struct trial *t)
{
	size_t i = random_below(&t->random, t->f->n_objectives + 1);
	for (int both = 0; both < 2; both++) {
		size_t place = both ? SIZE_MAX : place_of(t, i);
		struct lift lift;
		assert_int_equal(assessment_lift(&t->a, place, t->arena, &lift), ST_OK);
		if (lift.to == NO_SEAL) {
			check_no_lift(t, place);
			continue;
		}
		assert_true(lift.to > assessment_standing(&t->a, place)->seals.best);
		check_steps(t, &lift, place);
		check_subsets(t, &lift, place);
	}
}

static void
a_lift_is_enough_and_none_of_its_steps_can_be_spared(void **state)
{
	(void)state;
	for_each(check_lift);
}

/* ---- what binds ---- */

/* The SEAL when one criterion stands at its top and all else as it counts. */
static int
seal_with_top(struct trial *t, size_t criterion, size_t place)
{
	int top = (int)t->f->criteria[criterion]->n_rungs;
	struct lift_step step = {
		.criterion = criterion, .from = t->a.answers[criterion].best, .to = top
	};
	struct lift alone = { .steps = &step, .n_steps = 1 };
	return seal_after(t, &alone, place, 1);
}

static void
check_binds(struct trial *t, size_t place)
{
	int seal = assessment_standing(&t->a, place)->seals.best;
	bool is_top = seal + 1 == (int)t->f->n_seals;
	size_t n = 0, last = 0;
	for (size_t i = 0; i < t->f->n_criteria; i++) {
		bool is_in = place == SIZE_MAX || t->f->criteria[i]->objective == place;
		bool binds = assessment_binds(&t->a, i, place);
		assert_int_equal(binds,
			is_in && !is_top && !t->a.answers[i].skipped &&
				t->a.answers[i].seals.best == seal);
		n += binds;
		last = binds ? i : last;
	}
	/* While anything is marked below the top, something holds it there. */
	assert_int_equal(n > 0, seal != NO_SEAL && !is_top);
	for (size_t i = 0; i < t->f->n_criteria; i++)
		if (n > 1 && assessment_binds(&t->a, i, place))
			assert_int_equal(seal_with_top(t, i, place), seal);
	const struct framework_criterion *c = t->f->criteria[last];
	if (n == 1 && c->rungs[c->n_rungs - 1].seal > seal)
		assert_true(seal_with_top(t, last, place) > seal);
}

static void
check_binding(struct trial *t)
{
	check_binds(t, SIZE_MAX);
	check_binds(t, random_below(&t->random, t->f->n_objectives));
}

static void
none_of_two_that_bind_lifts_alone_and_at_the_top_none_binds(void **state)
{
	(void)state;
	for_each(check_binding);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_range_holds_its_figure),
		cmocka_unit_test(the_whole_is_the_sum_and_the_least_of_what_it_is_made_of),
		cmocka_unit_test(a_better_rung_or_bound_never_lowers_score_or_seal),
		cmocka_unit_test(rules_order_the_figures_and_skipping_never_lowers_a_seal),
		cmocka_unit_test(no_order_of_objectives_or_criteria_matters),
		cmocka_unit_test(a_lift_is_enough_and_none_of_its_steps_can_be_spared),
		cmocka_unit_test(none_of_two_that_bind_lifts_alone_and_at_the_top_none_binds),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
