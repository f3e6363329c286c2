/*
 * The Commission's framework as it is shipped: what is known of it in public, computed anew by
 * search over its rungs; and what an unknown mark is under each rule.
 */
#include "scoring/assessment.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "data/text.h"
#include "scoring/basis.h"
#include "scoring/result.h"
#include "tests/support/frameworks.h"

enum { MOST_CRITERIA = 64 };

/* A framework, an edition of it, and a rung for each criterion. */
struct trial {
	struct library *library;
	struct arena *arena;
	const struct framework *f;
	const struct edition *e;
	int rungs[MOST_CRITERIA];
};

static void
at_the_top(struct trial *t)
{
	assert_in_range(t->f->n_criteria, 1, MOST_CRITERIA);
	for (size_t i = 0; i < t->f->n_criteria; i++)
		t->rungs[i] = (int)t->f->criteria[i]->n_rungs;
}

static void
take_edition(struct trial *t, const char *id)
{
	t->e = framework_edition(t->f, id);
	assert_non_null(t->e);
}

static int
begin(void **state)
{
	struct trial *t = calloc(1, sizeof *t);
	assert_non_null(t);
	t->library = shipped_library(NULL);
	t->arena = arena_new();
	assert_non_null(t->arena);
	t->f = framework_find(&t->library->dictionary, "ec-csf");
	assert_non_null(t->f);
	take_edition(t, "2026-06");
	at_the_top(t);
	*state = t;
	return 0;
}

static int
end(void **state)
{
	struct trial *t = *state;
	arena_free(t->arena);
	library_free(t->library);
	free(t);
	return 0;
}

static struct assessment
assessed(struct trial *t)
{
	return frameworks_assess(t->f, t->e, frameworks_rungs(t->f, t->rungs, t->arena),
		BLANK_PESSIMISTIC, t->arena);
}

static void
expect_near(double found, double expected, double most)
{
	if (!(fabs(found - expected) <= most))
		fail_msg("expected %.9g, found %.9g", expected, found);
}

static size_t
criterion(const struct trial *t, const char *id)
{
	for (size_t i = 0; i < t->f->n_criteria; i++)
		if (str_eq(t->f->criteria[i]->id, id))
			return i;
	fail_msg("no criterion %s", id);
	return 0;
}

/* ---- the shipped framework ---- */

static void
a_perfect_set_of_marks_scores_100_0756_and_seal_4(void **state)
{
	struct trial *t = *state;
	static const double most[] = { 1000.03, 1002, 1000, 1002, 1001, 1000, 1001, 1000 };
	struct assessment a = assessed(t);
	assert_int_equal(t->f->n_criteria, 48);
	expect_near(a.whole.score.best, 100.0756, 1e-9);
	expect_near(assessment_most(t->f, t->e), 100.0756, 1e-9);
	assert_int_equal(a.whole.seals.best, 4);
	for (size_t i = 0; i < 8; i++) {
		expect_near(a.objectives[i].points.best, most[i], 1e-9);
		assert_int_equal(a.objectives[i].seals.best, 4);
	}
}

/*
 * A score is a sum and a SEAL a minimum over criteria, so whatever one rung does to either it does
 * whatever the others are: the search below may go criterion by criterion. The test after next
 * proves that on frameworks small enough to try every set of rungs.
 */
static double
greatest_score(struct trial *t)
{
	at_the_top(t);
	for (size_t i = 0; i < t->f->n_criteria; i++) {
		int best = t->rungs[i];
		double most = -1;
		for (int rung = 1; rung <= (int)t->f->criteria[i]->n_rungs; rung++) {
			t->rungs[i] = rung;
			double score = assessed(t).whole.score.best;
			if (score > most) {
				most = score;
				best = rung;
			}
		}
		t->rungs[i] = best;
	}
	return assessed(t).whole.score.best;
}

/* The least score of a set of rungs that has this SEAL or a higher one; NAN: no set has. */
static double
least_score(struct trial *t, int seal)
{
	int least[MOST_CRITERIA];
	for (size_t i = 0; i < t->f->n_criteria; i++) {
		double score = INFINITY;
		at_the_top(t);
		for (int rung = (int)t->f->criteria[i]->n_rungs; rung > 0; rung--) {
			t->rungs[i] = rung;
			struct assessment a = assessed(t);
			if (a.whole.seals.best < seal || a.whole.score.best > score)
				continue;
			score = a.whole.score.best;
			least[i] = rung;
		}
		if (isinf(score))
			return NAN;
	}
	memcpy(t->rungs, least, sizeof least);
	struct assessment a = assessed(t);
	assert_true(a.whole.seals.best >= seal);
	return a.whole.score.best;
}

static void
no_set_of_marks_scores_above_the_perfect_one(void **state)
{
	struct trial *t = *state;
	for (size_t e = 0; e < t->f->n_editions; e++) {
		t->e = &t->f->editions[e];
		double most = greatest_score(t);
		at_the_top(t);
		expect_near(most, assessed(t).whole.score.best, 0);
	}
}

static void
one_mark_below_the_top_can_cost_every_level(void **state)
{
	struct trial *t = *state;
	t->rungs[criterion(t, "SOV-8.2")] = 2;
	struct assessment a = assessed(t);
	expect_near(a.whole.score.best, 99.14, 0.005);
	assert_int_equal(a.whole.seals.best, 0);
	assert_int_equal(a.objectives[7].seals.best, 0);
	assert_int_equal(a.objectives[6].seals.best, 4);
}

static void
the_least_scores_of_each_seal_are_those_known(void **state)
{
	static const struct {
		const char *edition;
		double least[4];
	} known[] = {
		{ "2026-06", { 10.5, 37.6, 52.7, 75.4 } },
		{ "2025-10", { 10.2, 38.0, 53.0, 78.2 } },
	};
	struct trial *t = *state;
	for (size_t i = 0; i < 2; i++) {
		take_edition(t, known[i].edition);
		for (int seal = 1; seal <= 4; seal++)
			expect_near(least_score(t, seal), known[i].least[seal - 1], 0.05);
	}
}

/* ---- that the search may go criterion by criterion ---- */

static bool
next_set(struct trial *t)
{
	for (size_t i = 0; i < t->f->n_criteria; i++) {
		if (t->rungs[i]++ < (int)t->f->criteria[i]->n_rungs)
			return true;
		t->rungs[i] = 1;
	}
	return false;
}

static void
expect_search_right(struct trial *t)
{
	double least[MOST_SEALS], most = 0;
	for (size_t k = 0; k < t->f->n_seals; k++)
		least[k] = INFINITY;
	for (size_t i = 0; i < t->f->n_criteria; i++)
		t->rungs[i] = 1;
	do {
		struct assessment a = assessed(t);
		most = fmax(most, a.whole.score.best);
		for (int k = 0; k <= a.whole.seals.best; k++)
			least[k] = fmin(least[k], a.whole.score.best);
	} while (next_set(t));
	expect_near(greatest_score(t), most, 1e-9);
	expect_near(assessment_most(t->f, t->e), most, 1e-9);
	for (size_t k = 0; k < t->f->n_seals; k++) {
		double found = least_score(t, (int)k);
		if (isinf(least[k]))
			assert_true(isnan(found));
		else
			expect_near(found, least[k], 1e-9);
	}
}

static void
searching_by_criterion_finds_what_trying_all_sets_does(void **state)
{
	(void)state;
	uint64_t seed = random_seed();
	struct trial *t = calloc(1, sizeof *t);
	assert_non_null(t);
	t->arena = arena_new();
	assert_non_null(t->arena);
	for (uint64_t i = 0; i < 200; i++) {
		struct random r = random_of(seed, i);
		arena_reset(t->arena);
		t->f = frameworks_random(t->arena, &r, (struct framework_size){ 3, 2, 4 });
		t->e = &t->f->editions[random_below(&r, 2)];
		expect_search_right(t);
	}
	arena_free(t->arena);
	free(t);
}

/* ---- a published self-assessment, through a model that says what it is ---- */

static double
score_of_branch(struct evaluation *ev, struct arena *arena, const struct edition **edition)
{
	struct problem *p = NULL;
	struct result *r = NULL;
	struct err e;
	assert_int_equal(problem_build(ev, arena, &p, &e), ST_OK);
	assert_int_equal(result_compute(p, arena, &r), ST_OK);
	size_t node = ev->model->nodes[0].children[0];
	const struct framework *f = basis_framework(p, node);
	assert_non_null(f);
	assert_string_equal(f->id, "seal-quarters");
	*edition = basis_edition(p, node, f);
	assert_int_equal(r->n, 1);
	return r->scores[0].nodes[node].points.best;
}

static void
a_self_assessment_in_quarters_gives_the_published_score(void **state)
{
	static const struct {
		const char *edition;
		double score;
	} published[] = { { "2025-10", 86.25 }, { "2026-06", 91.25 } };
	struct trial *t = *state;
	struct library *library =
		shipped_library_with("tests/fixtures/safespring", "safespring", "seal-quarters");
	const struct framework *f = framework_find(&library->dictionary, "seal-quarters");
	struct evaluation *ev = NULL;
	struct err e;
	assert_non_null(f);
	assert_int_equal(evaluation_new(library, (struct strings){ NULL, 0 }, &ev, &e), ST_OK);
	const struct model *m = library->model;
	const struct criterion *branch = &m->nodes[m->nodes[0].children[0]];
	for (size_t i = 0; i < 2; i++) {
		const struct edition *edition = framework_edition(f, published[i].edition), *named;
		struct assessment a;
		assert_int_equal(
			assessment_compute(ev, 0, f, edition, BLANK_PESSIMISTIC, t->arena, &a),
			ST_OK);
		expect_near(a.whole.score.best, published[i].score, 1e-9);
		assert_int_equal(a.whole.seals.best, 2);
		for (size_t k = 0; k < f->n_objectives; k++)
			ev->weights[branch->children[k]] = edition->weights[k];
		expect_near(score_of_branch(ev, t->arena, &named), published[i].score, 1e-9);
		assert_ptr_equal(named, edition);
	}
	evaluation_free(ev);
	library_free(library);
}

/* ---- unknown marks ---- */

/* An answer of SOV-8.2 (SEAL 0 0 3 4 4) whose mark is this. */
static struct answer
answer_to(struct trial *t, struct mark *m, enum blank_rule rule)
{
	size_t at = criterion(t, "SOV-8.2");
	struct mark **marks = frameworks_rungs(t->f, t->rungs, t->arena);
	marks[at] = m;
	return frameworks_assess(t->f, t->e, marks, rule, t->arena).answers[at];
}

static void
expect_seals(const struct seals *s, int low, int best, int high)
{
	assert_int_equal(s->low, low);
	assert_int_equal(s->best, best);
	assert_int_equal(s->high, high);
}

static void
an_unknown_mark_counts_by_the_rule_between_its_bounds(void **state)
{
	struct trial *t = *state;
	const struct rung *rungs = t->f->criteria[criterion(t, "SOV-8.2")]->rungs;
	struct mark m = { .id = "SOV-8.2", .low = 2, .high = 4 };
	struct answer a = answer_to(t, &m, BLANK_PESSIMISTIC);
	assert_true(a.unknown && !a.skipped && a.best == 2);
	expect_seals(&a.seals, 0, 0, 4);
	expect_near(a.points.best, rungs[1].value, 0);
	a = answer_to(t, &m, BLANK_OPTIMISTIC);
	assert_int_equal(a.best, 4);
	expect_seals(&a.seals, 0, 4, 4);
	expect_near(a.points.best, rungs[3].value, 0);
	a = answer_to(t, &m, BLANK_NEUTRAL);
	assert_int_equal(a.best, 3);
	expect_seals(&a.seals, 0, 3, 4);
	expect_near(a.points.best, (rungs[1].value + rungs[3].value) / 2, 1e-9);
	expect_near(a.points.low, rungs[1].value, 0);
	expect_near(a.points.high, rungs[3].value, 0);
	m.low = 1;
	assert_int_equal(answer_to(t, &m, BLANK_NEUTRAL).best, 2);
	a = answer_to(t, &m, BLANK_SKIP);
	assert_true(a.unknown && a.skipped && a.best == 0);
	expect_seals(&a.seals, 0, NO_SEAL, 4);
	assert_true(a.points.low == 0 && a.points.best == 0);
	expect_near(a.points.high, rungs[3].value, 0);
}

static void
a_mark_that_is_absent_may_be_any_rung(void **state)
{
	struct trial *t = *state;
	struct mark m = { .id = "SOV-8.2" };
	struct mark *cases[] = { NULL, &m };
	for (size_t i = 0; i < 2; i++) {
		struct answer a = answer_to(t, cases[i], BLANK_PESSIMISTIC);
		assert_true(a.unknown && a.low == 1 && a.high == 5 && a.best == 1);
		expect_seals(&a.seals, 0, 0, 4);
		assert_int_equal(answer_to(t, cases[i], BLANK_NEUTRAL).best, 3);
		assert_true(answer_to(t, cases[i], BLANK_SKIP).skipped);
	}
}

static void
a_known_mark_counts_the_same_under_every_rule(void **state)
{
	struct trial *t = *state;
	struct mark m = { .id = "SOV-8.2", .low = 2, .rung = 3, .high = 5 };
	for (int rule = BLANK_PESSIMISTIC; rule <= BLANK_SKIP; rule++) {
		struct answer a = answer_to(t, &m, (enum blank_rule)rule);
		assert_true(!a.unknown && !a.skipped && a.best == 3);
		expect_seals(&a.seals, 0, 3, 4);
	}
}

/* As the official calculator does it: the worst of all answers vanishes with its question. */
static void
skipping_a_bad_answer_raises_the_seal_and_costs_its_points(void **state)
{
	struct trial *t = *state;
	size_t at = criterion(t, "SOV-8.2");
	t->rungs[at] = 0;
	struct mark **marks = frameworks_rungs(t->f, t->rungs, t->arena);
	struct assessment counted =
		frameworks_assess(t->f, t->e, marks, BLANK_PESSIMISTIC, t->arena);
	struct assessment skipped = frameworks_assess(t->f, t->e, marks, BLANK_SKIP, t->arena);
	expect_seals(&counted.whole.seals, 0, 0, 4);
	expect_seals(&skipped.whole.seals, 0, 4, 4);
	assert_true(skipped.whole.score.best <= counted.whole.score.best);
	assert_int_equal(skipped.whole.n_unknown, 1);
	assert_int_equal(skipped.whole.n_skipped, 1);
	assert_int_equal(counted.whole.n_skipped, 0);
	assert_int_equal(counted.objectives[7].n_unknown, 1);
}

static void
without_any_mark_skipping_leaves_nothing(void **state)
{
	struct trial *t = *state;
	memset(t->rungs, 0, sizeof t->rungs);
	struct mark **marks = frameworks_rungs(t->f, t->rungs, t->arena);
	struct assessment a = frameworks_assess(t->f, t->e, marks, BLANK_SKIP, t->arena);
	struct lift lift;
	expect_seals(&a.whole.seals, 0, NO_SEAL, 4);
	assert_true(a.whole.score.best == 0);
	expect_near(a.whole.score.high, assessment_most(t->f, t->e), 1e-9);
	assert_int_equal(assessment_lift(&a, SIZE_MAX, t->arena, &lift), ST_OK);
	assert_int_equal(lift.to, NO_SEAL);
	for (size_t i = 0; i < t->f->n_criteria; i++)
		assert_false(assessment_binds(&a, i, SIZE_MAX));
	a = frameworks_assess(t->f, t->e, marks, BLANK_NEUTRAL, t->arena);
	assert_int_equal(a.whole.n_unknown, 48);
	expect_near(a.whole.score.best, (a.whole.score.low + a.whole.score.high) / 2, 1e-9);
}

static void
a_mark_whose_rung_is_unknown_is_a_mark_still(void **state)
{
	struct trial *t = *state;
	struct mark m = { .id = "SOV-8.2", .low = 2, .high = 4 };
	memset(t->rungs, 0, sizeof t->rungs);
	struct mark **marks = frameworks_rungs(t->f, t->rungs, t->arena);
	for (size_t i = 0; i < t->f->n_criteria; i++)
		marks[i] = NULL;
	marks[criterion(t, "SOV-8.2")] = &m;
	struct assessment a = frameworks_assess(t->f, t->e, marks, BLANK_PESSIMISTIC, t->arena);
	assert_int_equal(a.whole.n_unknown, 48);
	assert_int_equal(a.whole.n_unmarked, 47);
	assert_int_equal(a.objectives[7].n_unmarked, a.objectives[7].n_criteria - 1);
}

/* From rung 2 of SOV-8.2 (SEAL 0 0 3 4 4), all else at the top. */
static void
a_lift_names_the_level_that_it_reaches(void **state)
{
	struct trial *t = *state;
	struct lift lift;
	t->rungs[criterion(t, "SOV-8.2")] = 2;
	struct mark **marks = frameworks_rungs(t->f, t->rungs, t->arena);
	struct assessment a = frameworks_assess(t->f, t->e, marks, BLANK_PESSIMISTIC, t->arena);
	assert_int_equal(assessment_lift(&a, SIZE_MAX, t->arena, &lift), ST_OK);
	assert_int_equal(lift.to, 3);
	assert_int_equal(lift.climbs, 1);
}

static void
the_rules_of_models_read_as_rules_of_frameworks(void **state)
{
	(void)state;
	assert_int_equal(blank_rule_of(UNKNOWN_PESSIMISTIC), BLANK_PESSIMISTIC);
	assert_int_equal(blank_rule_of(UNKNOWN_NEUTRAL), BLANK_NEUTRAL);
	assert_int_equal(blank_rule_of(UNKNOWN_OPTIMISTIC), BLANK_OPTIMISTIC);
	assert_int_equal(blank_rule_of(UNKNOWN_EXCLUDE), BLANK_PESSIMISTIC);
}

int
main(void)
{
#define CASE(f) cmocka_unit_test_setup_teardown(f, begin, end)
	const struct CMUnitTest tests[] = {
		CASE(a_perfect_set_of_marks_scores_100_0756_and_seal_4),
		CASE(no_set_of_marks_scores_above_the_perfect_one),
		CASE(one_mark_below_the_top_can_cost_every_level),
		CASE(the_least_scores_of_each_seal_are_those_known),
		cmocka_unit_test(searching_by_criterion_finds_what_trying_all_sets_does),
		CASE(a_self_assessment_in_quarters_gives_the_published_score),
		CASE(an_unknown_mark_counts_by_the_rule_between_its_bounds),
		CASE(a_mark_that_is_absent_may_be_any_rung),
		CASE(a_known_mark_counts_the_same_under_every_rule),
		CASE(skipping_a_bad_answer_raises_the_seal_and_costs_its_points),
		CASE(without_any_mark_skipping_leaves_nothing),
		CASE(a_mark_whose_rung_is_unknown_is_a_mark_still),
		CASE(a_lift_names_the_level_that_it_reaches),
		CASE(the_rules_of_models_read_as_rules_of_frameworks),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
