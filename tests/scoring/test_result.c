/* Results: published and hand-computed scores, ranges, rules, coverage and differences. */
#include "scoring/basis.h"
#include "scoring/result.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/offers.h"

static int
set_up(void **state)
{
	*state = fixture_new();
	return 0;
}

static int
tear_down(void **state)
{
	fixture_free(*state);
	return 0;
}

/* ---- the weighted sum ---- */

/*
 * The choice of an office in P. Goodwin and G. Wright, Decision Analysis for Management Judgment,
 * chapter on SMART: seven offices, six benefits, the book's weights, values and aggregate benefits.
 */
static void
reproduces_the_office_of_goodwin_and_wright(void **state)
{
	struct fixture *f = *state;
	offers_leaves(f, "root", "closeness=32 visibility=26 image=23 size=10 comfort=6 parking=3");
	static const struct {
		const char *id, *values;
		double benefit;
	} offices[] = {
		{ "A", "closeness=100 visibility=60 image=100 size=75 comfort=0 parking=90", 80.8 },
		{ "B", "closeness=20 visibility=80 image=10 size=30 comfort=100 parking=30", 39.4 },
		{ "C", "closeness=80 visibility=70 image=0 size=0 comfort=10 parking=100", 47.4 },
		{ "D", "closeness=70 visibility=50 image=30 size=55 comfort=30 parking=90", 52.3 },
		{ "E", "closeness=40 visibility=60 image=90 size=100 comfort=60 parking=70", 64.8 },
		{ "F", "closeness=0 visibility=0 image=70 size=0 comfort=80 parking=0", 20.9 },
		{ "G", "closeness=60 visibility=100 image=20 size=50 comfort=50 parking=80", 60.2 },
	};
	for (size_t i = 0; i < 7; i++)
		offers_add(f, offices[i].id, offices[i].values);
	fixture_finish(f);
	const struct result *r = fixture_score(f);
	for (size_t i = 0; i < 7; i++) {
		double b = offices[i].benefit;
		expect_points(&offers_score(f, r, offices[i].id)->points, b, b, b);
	}
	expect_order(f, r, "A:1 E:2 G:3 D:4 C:5 B:6 F:7");
	expect_near(r->margin, 16);
	assert_false(r->winner_tied || r->ranges_overlap);
}

/* Weights 3:1 at the top, 1:3 below it; `flag` is not known of acme. */
static void
build_tree(struct fixture *f)
{
	fixture_branch(f, "root", "top", 3);
	offers_leaves(f, "top", "number=1 flag=3");
	offers_leaves(f, "root", "side=1");
	offers_add(f, "acme", "number=40 flag=20-60 side=80");
	offers_add(f, "bolt", "number=100 flag=50 side=?");
	fixture_finish(f);
}

static void
sums_ranges_up_the_tree(void **state)
{
	struct fixture *f = *state;
	build_tree(f);
	const struct result *r = fixture_score(f);
	expect_points(&offers_node(f, r, "acme", "top")->points, 25, 25, 55);
	expect_points(&offers_score(f, r, "acme")->points, 38.75, 38.75, 61.25);
	expect_points(&offers_score(f, r, "bolt")->points, 46.875, 46.875, 71.875);
}

static void
follows_each_rule_for_what_is_unknown(void **state)
{
	static const double acme[] = { 38.75, 50, 61.25, 50 };
	static const double bolt[] = { 46.875, 59.375, 71.875, 62.5 };
	struct fixture *f = *state;
	build_tree(f);
	for (int rule = UNKNOWN_PESSIMISTIC; rule <= UNKNOWN_EXCLUDE; rule++) {
		f->evaluation->unknown = (enum unknown_rule)rule;
		const struct result *r = fixture_score(f);
		expect_points(&offers_score(f, r, "acme")->points, 38.75, acme[rule], 61.25);
		expect_points(&offers_score(f, r, "bolt")->points, 46.875, bolt[rule], 71.875);
		expect_near(offers_score(f, r, "acme")->score_neutral, 50);
		expect_near(offers_score(f, r, "acme")->score_optimistic, 61.25);
		expect_near(offers_score(f, r, "acme")->lost_to_unknowns, 61.25 - acme[rule]);
		assert_int_equal(r->recordable, rule != UNKNOWN_EXCLUDE);
	}
}

static void
contributions_are_shares_of_the_score(void **state)
{
	struct fixture *f = *state;
	build_tree(f);
	const struct result *r = fixture_score(f);
	expect_near(offers_node(f, r, "acme", "number")->contribution, 7.5);
	expect_near(offers_node(f, r, "acme", "flag")->contribution, 11.25);
	expect_near(offers_node(f, r, "acme", "top")->contribution, 18.75);
	expect_near(offers_node(f, r, "acme", "side")->contribution, 20);
	expect_near(offers_node(f, r, "acme", "root")->contribution, 38.75);
}

static void
excluded_siblings_leave_their_weight_to_the_others(void **state)
{
	struct fixture *f = *state;
	build_tree(f);
	f->evaluation->unknown = UNKNOWN_EXCLUDE;
	const struct result *r = fixture_score(f);
	/* acme: number takes the whole branch; bolt: the branch takes the whole. */
	expect_near(offers_node(f, r, "acme", "number")->contribution, 30);
	expect_near(offers_node(f, r, "acme", "flag")->contribution, 0);
	expect_near(offers_node(f, r, "bolt", "number")->contribution, 25);
	expect_near(offers_node(f, r, "bolt", "flag")->contribution, 37.5);
	expect_near(offers_node(f, r, "bolt", "side")->contribution, 0);
	assert_int_equal(r->n_deciding, 0);
	assert_int_equal(r->n_break_evens, 0);
}

static void
a_branch_that_is_wholly_unknown_is_one_unknown(void **state)
{
	struct fixture *f = *state;
	fixture_branch(f, "root", "dark", 3);
	offers_leaves(f, "dark", "a=1 b=1");
	offers_leaves(f, "root", "c=1 d=1");
	offers_add(f, "acme", "a=? b=20-40 c=90 d=30");
	fixture_finish(f);
	f->evaluation->unknown = UNKNOWN_EXCLUDE;
	const struct result *r = fixture_score(f);
	/* At full weights: dark 10 .. 70, the whole 0.6 * dark + 0.2 * 90 + 0.2 * 30. */
	expect_points(&offers_score(f, r, "acme")->points, 30, 60, 66);
	expect_points(&offers_node(f, r, "acme", "dark")->points, 10, 10, 70);
	expect_near(offers_score(f, r, "acme")->coverage, 0.4);
}

static void
the_range_of_an_exclusion_is_widened_to_hold_the_score(void **state)
{
	struct fixture *f = *state;
	offers_leaves(f, "root", "a=1 b=1");
	offers_add(f, "high", "a=90 b=10-30");
	offers_add(f, "low", "a=10 b=70-90");
	fixture_finish(f);
	f->evaluation->unknown = UNKNOWN_EXCLUDE;
	const struct result *r = fixture_score(f);
	expect_points(&offers_score(f, r, "high")->points, 50, 90, 90);
	expect_points(&offers_score(f, r, "low")->points, 10, 10, 50);
	expect_near(offers_score(f, r, "high")->lost_to_unknowns, -30);
}

static void
with_nothing_known_an_exclusion_is_the_low_end(void **state)
{
	struct fixture *f = *state;
	offers_leaves(f, "root", "a=1 b=1");
	offers_add(f, "acme", "a=10-30");
	fixture_finish(f);
	f->evaluation->unknown = UNKNOWN_EXCLUDE;
	const struct result *r = fixture_score(f);
	expect_points(&offers_score(f, r, "acme")->points, 5, 5, 65);
	expect_near(offers_node(f, r, "acme", "a")->contribution, 5);
	expect_near(offers_score(f, r, "acme")->coverage, 0);
}

static void
what_weighs_nothing_never_takes_over_an_exclusion(void **state)
{
	struct fixture *f = *state;
	fixture_branch(f, "root", "top", 1);
	offers_leaves(f, "top", "heavy=1 idle=0");
	offers_leaves(f, "root", "side=1");
	offers_add(f, "acme", "idle=100 side=40");
	fixture_finish(f);
	f->evaluation->unknown = UNKNOWN_EXCLUDE;
	const struct result *r = fixture_score(f);
	expect_near(offers_score(f, r, "acme")->points.best, 40);
}

/* ---- coverage ---- */

static void
counts_what_is_known_weak_and_old(void **state)
{
	struct fixture *f = *state;
	build_tree(f);
	f->model.max_age_months = 12;
	fixture_fact_of(f, "acme", "side")->confidence = CONFIDENCE_LOW;
	fixture_fact_of(f, "acme", "number")->as_of = "2020";
	fixture_fact_of(f, "acme", "flag")->as_of = NULL;
	fixture_fact_of(f, "acme", "flag")->confidence = CONFIDENCE_LOW;
	const struct result *r = fixture_score(f);
	const struct score *s = offers_score(f, r, "acme");
	expect_near(s->coverage, 0.4375);
	expect_near(s->weak, 0.25);
	expect_near(s->old, 0.1875);
	assert_int_equal(s->n_unknown, 1);
	const struct node_score *top = offers_node(f, r, "acme", "top");
	expect_near(top->coverage, 0.25);
	expect_near(top->old, 0.25);
	assert_int_equal(top->n_leaves, 2);
	assert_int_equal(top->n_unknown, 1);
	expect_near(offers_score(f, r, "bolt")->coverage, 0.75);
}

static void
low_confidence_as_unknown_opens_the_whole_range(void **state)
{
	struct fixture *f = *state;
	build_tree(f);
	f->model.low_confidence_as_unknown = true;
	fixture_fact_of(f, "acme", "side")->confidence = CONFIDENCE_LOW;
	const struct result *r = fixture_score(f);
	expect_points(&offers_score(f, r, "acme")->points, 18.75, 18.75, 66.25);
	expect_near(offers_score(f, r, "acme")->coverage, 0.1875);
	expect_near(offers_score(f, r, "acme")->weak, 0);
}

/* ---- differences ---- */

static void
differences_add_up_at_every_depth(void **state)
{
	struct fixture *f = *state;
	build_tree(f);
	const struct result *r = fixture_score(f);
	size_t a = fixture_alternative(f, "acme"), b = fixture_alternative(f, "bolt");
	for (size_t depth = 0; depth <= 3; depth++) {
		struct difference *d = NULL;
		size_t n = 0;
		double sum = 0;
		assert_int_equal(result_differences(r, a, b, depth, f->arena, &d, &n), ST_OK);
		assert_int_equal(n, depth == 1 ? 2 : 3);
		for (size_t i = 0; i < n; i++) {
			sum += d[i].points;
			assert_true(i == 0 || fabs(d[i].points) <= fabs(d[i - 1].points));
		}
		expect_near(sum, 38.75 - 46.875);
	}
	struct difference *d = NULL;
	size_t n = 0;
	assert_int_equal(result_differences(r, a, b, 1, f->arena, &d, &n), ST_OK);
	assert_int_equal(d[0].node, fixture_node(f, "top"));
	expect_near(d[0].points, -28.125);
	expect_near(d[1].points, 20);
}

static void
equal_differences_stand_in_order_of_ids(void **state)
{
	struct fixture *f = *state;
	offers_leaves(f, "root", "z=1 a=1 m=1");
	offers_add(f, "acme", "z=50 a=50 m=50");
	offers_add(f, "bolt", "z=40 a=60 m=40");
	fixture_finish(f);
	struct difference *d = NULL;
	size_t n = 0;
	assert_int_equal(result_differences(fixture_score(f), 0, 1, 0, f->arena, &d, &n), ST_OK);
	assert_int_equal(d[0].node, fixture_node(f, "a"));
	assert_int_equal(d[1].node, fixture_node(f, "m"));
	assert_int_equal(d[2].node, fixture_node(f, "z"));
}

/* ---- the edges ---- */

static void
nobody_on_the_table_gives_an_empty_result(void **state)
{
	struct fixture *f = *state;
	offers_leaves(f, "root", "n=1");
	fixture_finish(f);
	const struct result *r = fixture_score(f);
	assert_int_equal(r->n, 0);
	assert_true(r->winner == SIZE_MAX && r->winner_without_open == SIZE_MAX);
	assert_false(r->open_changes_winner || r->winner_tied || r->ranges_overlap);
	assert_int_equal(r->n_deciding + r->n_break_evens, 0);
}

static void
an_empty_pool_has_no_winner(void **state)
{
	struct fixture *f = *state;
	fixture_gate(f, "never", "n > 100");
	offers_leaves(f, "root", "n=1");
	offers_add(f, "acme", "n=50");
	offers_add(f, "bolt", "n=60");
	fixture_finish(f);
	const struct result *r = fixture_score(f);
	assert_int_equal(r->n_pool, 0);
	assert_true(r->winner == SIZE_MAX);
	expect_order(f, r, "bolt:0 acme:0");
}

static void
one_alone_wins_by_nothing(void **state)
{
	struct fixture *f = *state;
	offers_leaves(f, "root", "n=1");
	offers_add(f, "acme", "n=?");
	fixture_finish(f);
	const struct result *r = fixture_score(f);
	assert_int_equal(r->winner, 0);
	assert_true(r->margin == 0);
	assert_false(r->winner_tied || r->ranges_overlap);
	assert_int_equal(r->n_deciding, 0);
	assert_true(r->break_evens[0].low == 0 && r->break_evens[0].high == 1);
	assert_int_equal(r->scores[0].rank_best, 1);
	assert_int_equal(r->scores[0].rank_worst, 1);
}

static void
nothing_known_of_anybody_is_a_tie_over_the_whole_range(void **state)
{
	struct fixture *f = *state;
	offers_leaves(f, "root", "a=1 b=2");
	offers_add(f, "acme", "");
	offers_add(f, "bolt", "");
	fixture_finish(f);
	const struct result *r = fixture_score(f);
	expect_order(f, r, "acme:1 bolt:1");
	for (size_t i = 0; i < 2; i++) {
		expect_points(&r->scores[i].points, 0, 0, 100);
		assert_true(r->scores[i].coverage == 0);
		assert_int_equal(r->scores[i].rank_worst, 2);
		expect_near(r->scores[i].lost_to_unknowns, 100);
	}
}

static void
full_marks_are_a_hundred_and_no_more(void **state)
{
	struct fixture *f = *state;
	offers_leaves(f, "root", "a=0.1 b=0.2 c=0.7 d=0.3 e=0.6");
	offers_add(f, "acme", "a=100 b=100 c=100 d=100 e=100");
	fixture_finish(f);
	const struct result *r = fixture_score(f);
	assert_true(r->scores[0].points.high <= 100);
	expect_near(r->scores[0].points.best, 100);
	assert_true(r->scores[0].coverage == 1);
}

static void
says_what_a_branch_rests_on(void **state)
{
	struct fixture *f = *state;
	fixture_branch(f, "root", "facts", 1);
	offers_leaves(f, "facts", "a=1 b=1");
	fixture_branch(f, "root", "marks", 1);
	fixture_mark_leaf(f, "marks", "m", 1, "SOV-1.1", fixture_linear(f, 1, 4));
	fixture_finish(f);
	const struct model *m = &f->model;
	assert_string_equal(basis_of(m, fixture_node(f, "facts")), "facts");
	assert_string_equal(basis_of(m, fixture_node(f, "a")), "facts");
	assert_string_equal(basis_of(m, fixture_node(f, "marks")), "marks");
	assert_null(basis_of(m, 0));
}

static void
rounds_to_nine_decimals(void **state)
{
	(void)state;
	assert_true(score_rounded(70.0000000004) == 70);
	assert_true(score_rounded(70.0000000016) == score_rounded(70.000000002));
	assert_true(score_rounded(70.000000001) > 70);
	assert_true(score_rounded(0) == 0 && score_rounded(100) == 100);
}

int
main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		CASE(reproduces_the_office_of_goodwin_and_wright),
		CASE(sums_ranges_up_the_tree),
		CASE(follows_each_rule_for_what_is_unknown),
		CASE(contributions_are_shares_of_the_score),
		CASE(excluded_siblings_leave_their_weight_to_the_others),
		CASE(a_branch_that_is_wholly_unknown_is_one_unknown),
		CASE(the_range_of_an_exclusion_is_widened_to_hold_the_score),
		CASE(with_nothing_known_an_exclusion_is_the_low_end),
		CASE(what_weighs_nothing_never_takes_over_an_exclusion),
		CASE(counts_what_is_known_weak_and_old),
		CASE(low_confidence_as_unknown_opens_the_whole_range),
		CASE(differences_add_up_at_every_depth),
		CASE(equal_differences_stand_in_order_of_ids),
		CASE(nobody_on_the_table_gives_an_empty_result),
		CASE(an_empty_pool_has_no_winner),
		CASE(one_alone_wins_by_nothing),
		CASE(nothing_known_of_anybody_is_a_tie_over_the_whole_range),
		CASE(full_marks_are_a_hundred_and_no_more),
		CASE(says_what_a_branch_rests_on),
		CASE(rounds_to_nine_decimals),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
