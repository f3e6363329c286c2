/* Who leads, and how firmly: the pool, ranks, deciding unknowns, break-even weights. */
#include "scoring/result.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

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

/* ---- gates, ranks, the pool ---- */

static void
build_gated(struct fixture *f)
{
	fixture_def(f, "cert", FACT_BOOLEAN);
	fixture_gate(f, "cert", "cert == true");
	offers_leaves(f, "root", "n=1");
	offers_add(f, "failed", "n=90 cert=false");
	offers_add(f, "opened", "n=80 cert=?");
	offers_add(f, "passed", "n=70 cert=true");
	offers_add(f, "second", "n=60 cert=true");
	offers_add(f, "worse", "n=95 cert=false");
	fixture_finish(f);
}

static void
who_fails_a_gate_has_no_rank_and_comes_last(void **state)
{
	struct fixture *f = *state;
	build_gated(f);
	const struct result *r = fixture_score(f);
	expect_order(f, r, "opened:1 passed:2 second:3 worse:0 failed:0");
	assert_int_equal(r->n_pool, 3);
	assert_int_equal(offers_score(f, r, "failed")->gate, GATE_FAIL);
	assert_false(offers_score(f, r, "failed")->in_pool);
	assert_int_equal(offers_score(f, r, "failed")->rank_best, 0);
	assert_int_equal(offers_score(f, r, "failed")->rank_worst, 0);
	assert_int_equal(offers_score(f, r, "failed")->rank_neutral, 0);
	assert_int_equal(offers_score(f, r, "failed")->rank_optimistic, 0);
	expect_near(offers_score(f, r, "failed")->points.best, 90);
	expect_near(r->margin, 10);
}

static void
says_when_an_open_gate_decides_who_wins(void **state)
{
	struct fixture *f = *state;
	build_gated(f);
	const struct result *r = fixture_score(f);
	assert_int_equal(r->winner, fixture_alternative(f, "opened"));
	assert_int_equal(r->winner_without_open, fixture_alternative(f, "passed"));
	assert_true(r->open_changes_winner);
	fixture_fact_of(f, "opened", "n")->value.number = 65;
	r = fixture_score(f);
	assert_int_equal(r->winner, fixture_alternative(f, "passed"));
	assert_false(r->open_changes_winner);
}

static void
an_open_gate_may_count_as_failed(void **state)
{
	struct fixture *f = *state;
	build_gated(f);
	f->model.open_counts_as_fail = true;
	const struct result *r = fixture_score(f);
	expect_order(f, r, "passed:1 second:2 worse:0 failed:0 opened:0");
	assert_int_equal(offers_score(f, r, "opened")->gate, GATE_OPEN);
	assert_false(r->open_changes_winner);
}

static void
the_least_of_all_gates_counts(void **state)
{
	struct fixture *f = *state;
	fixture_gate(f, "a", "n >= 50");
	fixture_gate(f, "b", "n >= 80");
	offers_leaves(f, "root", "n=1");
	offers_add(f, "fails", "n=40");
	offers_add(f, "opens", "n=60-90");
	offers_add(f, "passes", "n=80");
	fixture_finish(f);
	const struct result *r = fixture_score(f);
	assert_int_equal(offers_score(f, r, "fails")->gate, GATE_FAIL);
	assert_int_equal(offers_score(f, r, "opens")->gate, GATE_OPEN);
	assert_int_equal(offers_score(f, r, "passes")->gate, GATE_PASS);
}

static void
ties_share_the_better_rank(void **state)
{
	struct fixture *f = *state;
	offers_leaves(f, "root", "n=1");
	offers_add(f, "c", "n=70");
	offers_add(f, "a", "n=70.0000000004");
	offers_add(f, "b", "n=70");
	offers_add(f, "d", "n=60");
	offers_add(f, "e", "n=80");
	fixture_finish(f);
	const struct result *r = fixture_score(f);
	expect_order(f, r, "e:1 a:2 b:2 c:2 d:5");
	assert_false(r->winner_tied);
	fixture_fact_of(f, "e", "n")->value.number = 70;
	r = fixture_score(f);
	expect_order(f, r, "a:1 b:1 c:1 e:1 d:5");
	assert_true(r->winner_tied);
	assert_true(r->margin == 0);
	assert_true(r->ranges_overlap);
}

static void
nine_decimals_decide_a_tie(void **state)
{
	struct fixture *f = *state;
	offers_leaves(f, "root", "n=1");
	offers_add(f, "a", "n=70");
	offers_add(f, "b", "n=70.000000002");
	fixture_finish(f);
	expect_order(f, fixture_score(f), "b:1 a:2");
}

static void
ranks_have_a_best_and_a_worst_within_the_ranges(void **state)
{
	struct fixture *f = *state;
	offers_leaves(f, "root", "n=1");
	offers_add(f, "a", "n=60-90");
	offers_add(f, "b", "n=70");
	offers_add(f, "c", "n=50-65");
	offers_add(f, "d", "n=20-50");
	fixture_finish(f);
	const struct result *r = fixture_score(f);
	static const struct {
		const char *id;
		size_t rank, best, worst, neutral, optimistic;
	} cases[] = {
		{ "a", 2, 1, 3, 1, 1 },
		{ "b", 1, 1, 2, 2, 2 },
		{ "c", 3, 2, 3, 3, 3 },
		/* 50 at best: level with c's least, so the third place is within reach. */
		{ "d", 4, 3, 4, 4, 4 },
	};
	for (size_t i = 0; i < 4; i++) {
		const struct score *s = offers_score(f, r, cases[i].id);
		assert_int_equal(s->rank, cases[i].rank);
		assert_int_equal(s->rank_best, cases[i].best);
		assert_int_equal(s->rank_worst, cases[i].worst);
		assert_int_equal(s->rank_neutral, cases[i].neutral);
		assert_int_equal(s->rank_optimistic, cases[i].optimistic);
	}
	assert_true(r->ranges_overlap);
}

/* ---- deciding unknowns ---- */

static const struct deciding_unknown *
deciding(struct fixture *f, const struct result *r, size_t i, const char *id, const char *node)
{
	assert_true(i < r->n_deciding);
	assert_int_equal(r->deciding[i].alternative, fixture_alternative(f, id));
	assert_int_equal(r->deciding[i].node, fixture_node(f, node));
	return &r->deciding[i];
}

static void
names_the_unknown_that_puts_a_rival_first_alone(void **state)
{
	struct fixture *f = *state;
	offers_leaves(f, "root", "a=50 b=30 c=20");
	offers_add(f, "leader", "a=80 b=80 c=80");
	offers_add(f, "rival", "a=? b=80 c=?");
	offers_add(f, "weak", "a=? b=0 c=0");
	fixture_finish(f);
	/* rival stands 56 points behind: b and c cannot, a gives 50, all together 70. */
	const struct result *r = fixture_score(f);
	assert_int_equal(r->n_deciding, 2);
	const struct deciding_unknown *u = deciding(f, r, 0, "rival", "a");
	expect_near(u->swing, 50);
	assert_false(u->alone);
	u = deciding(f, r, 1, "rival", "c");
	expect_near(u->swing, 20);
	assert_false(u->alone);
	fixture_fact_of(f, "leader", "b")->value.number = 40;
	/* Now 44 points behind, so a is enough. */
	r = fixture_score(f);
	assert_int_equal(r->n_deciding, 1);
	assert_true(deciding(f, r, 0, "rival", "a")->alone);
}

static void
the_leaders_own_unknowns_can_lose_the_lead(void **state)
{
	struct fixture *f = *state;
	offers_leaves(f, "root", "a=60 b=40");
	offers_add(f, "leader", "a=0-100 b=90");
	offers_add(f, "rival", "a=50 b=50");
	fixture_finish(f);
	f->evaluation->unknown = UNKNOWN_NEUTRAL;
	/* 66 to 50; at worst the leader has 36. */
	const struct result *r = fixture_score(f);
	assert_int_equal(r->n_deciding, 1);
	const struct deciding_unknown *u = deciding(f, r, 0, "leader", "a");
	expect_near(u->swing, -30);
	assert_true(u->alone);
}

static void
gains_and_losses_count_together(void **state)
{
	struct fixture *f = *state;
	offers_leaves(f, "root", "a=40 b=40 c=20");
	offers_add(f, "leader", "a=40-80 b=100 c=100");
	offers_add(f, "rival", "a=70 b=70-100 c=96");
	fixture_finish(f);
	f->evaluation->unknown = UNKNOWN_NEUTRAL;
	/* 84 to 81.2, swings of 8 and 6: each alone passes; at c=60 the rival needs both. */
	const struct result *r = fixture_score(f);
	assert_int_equal(r->n_deciding, 2);
	assert_true(deciding(f, r, 0, "leader", "a")->alone);
	assert_true(deciding(f, r, 1, "rival", "b")->alone);
	fixture_fact_of(f, "rival", "c")->value.number = 60;
	r = fixture_score(f);
	assert_int_equal(r->n_deciding, 2);
	assert_false(deciding(f, r, 0, "leader", "a")->alone);
	assert_false(deciding(f, r, 1, "rival", "b")->alone);
	fixture_fact_of(f, "rival", "c")->value.number = 20;
	r = fixture_score(f);
	assert_int_equal(r->n_deciding, 0);
}

static void
a_tie_is_no_change_of_leader(void **state)
{
	struct fixture *f = *state;
	offers_leaves(f, "root", "a=1");
	offers_add(f, "leader", "a=80");
	offers_add(f, "rival", "a=0-80");
	fixture_finish(f);
	assert_int_equal(fixture_score(f)->n_deciding, 0);
}

static void
lists_the_twelve_greatest_unknowns(void **state)
{
	struct fixture *f = *state;
	char id[16];
	for (int i = 0; i < 20; i++) {
		(void)snprintf(id, sizeof id, "u%02d", i);
		offers_leaf(f, "root", id, 1 + i);
	}
	fixture_profile(f, "leader");
	for (int i = 0; i < 20; i++) {
		(void)snprintf(id, sizeof id, "u%02d", i);
		fixture_fact(f, id, "90");
	}
	fixture_profile(f, "rival");
	fixture_finish(f);
	const struct result *r = fixture_score(f);
	assert_int_equal(r->n_deciding, 12);
	for (size_t i = 0; i < 12; i++) {
		(void)snprintf(id, sizeof id, "u%02zu", 19 - i);
		assert_false(deciding(f, r, i, "rival", id)->alone);
	}
}

/* ---- break-even weights ---- */

static const struct break_even *
break_even_of(struct fixture *f, const struct result *r, const char *id)
{
	for (size_t i = 0; i < r->n_break_evens; i++)
		if (r->break_evens[i].node == fixture_node(f, id))
			return &r->break_evens[i];
	fail_msg("no break-even weight of '%s'", id);
	return NULL;
}

static void
finds_the_weight_at_which_another_leads(void **state)
{
	struct fixture *f = *state;
	offers_leaves(f, "root", "cost=50 safety=25 comfort=25");
	offers_add(f, "acme", "cost=80 safety=30 comfort=50");
	offers_add(f, "bolt", "cost=40 safety=40 comfort=80");
	fixture_finish(f);
	/* acme 80 w + 40 (1-w), bolt 40 w + 60 (1-w): level at w = 1/3. */
	const struct result *r = fixture_score(f);
	assert_int_equal(r->n_break_evens, 3);
	const struct break_even *b = break_even_of(f, r, "cost");
	expect_near(b->weight, 0.5);
	expect_near(b->low, 1.0 / 3);
	expect_near(b->high, 1);
	assert_int_equal(b->below, fixture_alternative(f, "bolt"));
	assert_true(b->above == SIZE_MAX);
	/* comfort: acme 50 w + 190/3 (1-w), bolt 80 w + 40 (1-w): level at w = 70/160. */
	b = break_even_of(f, r, "comfort");
	expect_near(b->low, 0);
	expect_near(b->high, 0.4375);
	assert_true(b->below == SIZE_MAX);
	assert_int_equal(b->above, fixture_alternative(f, "bolt"));
}

static void
the_nearest_rival_bounds_the_interval(void **state)
{
	struct fixture *f = *state;
	offers_leaves(f, "root", "c=50 d=50");
	offers_add(f, "lead", "c=60 d=60");
	offers_add(f, "near", "c=75 d=40");
	offers_add(f, "far", "c=90 d=10");
	offers_add(f, "other", "c=0 d=90");
	fixture_finish(f);
	/* c: near 40 + 35w passes 60 at 4/7, far 10 + 80w at 5/8, other 90 - 90w below 1/3. */
	const struct result *r = fixture_score(f);
	const struct break_even *b = break_even_of(f, r, "c");
	expect_near(b->high, 4.0 / 7);
	assert_int_equal(b->above, fixture_alternative(f, "near"));
	expect_near(b->low, 1.0 / 3);
	assert_int_equal(b->below, fixture_alternative(f, "other"));
}

static void
of_two_that_cross_at_one_weight_the_steeper_leads_beyond(void **state)
{
	struct fixture *f = *state;
	offers_leaves(f, "root", "c=25 d=75");
	offers_add(f, "lead", "c=60 d=60");
	offers_add(f, "near", "c=80 d=40");
	offers_add(f, "steep", "c=100 d=20");
	fixture_finish(f);
	const struct break_even *b = break_even_of(f, fixture_score(f), "c");
	expect_near(b->high, 0.5);
	assert_int_equal(b->above, fixture_alternative(f, "steep"));
}

static void
others_that_weigh_nothing_share_equally(void **state)
{
	struct fixture *f = *state;
	offers_leaves(f, "root", "c=1 d=0 e=0");
	offers_add(f, "acme", "c=60 d=10 e=30");
	offers_add(f, "bolt", "c=40 d=50 e=90");
	fixture_finish(f);
	/* acme 60 w + 20 (1-w), bolt 40 w + 70 (1-w): level at w = 5/7. */
	const struct result *r = fixture_score(f);
	expect_near(break_even_of(f, r, "c")->low, 5.0 / 7);
	expect_near(break_even_of(f, r, "c")->weight, 1);
}

static void
a_lead_that_no_weight_ends_is_whole(void **state)
{
	struct fixture *f = *state;
	offers_leaves(f, "root", "c=1 d=1");
	offers_add(f, "acme", "c=60 d=60");
	offers_add(f, "bolt", "c=60 d=50");
	fixture_finish(f);
	const struct break_even *b = break_even_of(f, fixture_score(f), "d");
	assert_true(b->low == 0 && b->high == 1);
	assert_true(b->below == SIZE_MAX && b->above == SIZE_MAX);
}

static void
failed_gates_set_no_break_even(void **state)
{
	struct fixture *f = *state;
	fixture_gate(f, "floor", "d >= 50");
	offers_leaves(f, "root", "c=1 d=1");
	offers_add(f, "acme", "c=60 d=60");
	offers_add(f, "bolt", "c=90 d=40");
	fixture_finish(f);
	const struct break_even *b = break_even_of(f, fixture_score(f), "c");
	assert_true(b->low == 0 && b->high == 1);
}

int
main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		CASE(who_fails_a_gate_has_no_rank_and_comes_last),
		CASE(says_when_an_open_gate_decides_who_wins),
		CASE(an_open_gate_may_count_as_failed),
		CASE(the_least_of_all_gates_counts),
		CASE(ties_share_the_better_rank),
		CASE(nine_decimals_decide_a_tie),
		CASE(ranks_have_a_best_and_a_worst_within_the_ranges),
		CASE(names_the_unknown_that_puts_a_rival_first_alone),
		CASE(the_leaders_own_unknowns_can_lose_the_lead),
		CASE(gains_and_losses_count_together),
		CASE(a_tie_is_no_change_of_leader),
		CASE(lists_the_twelve_greatest_unknowns),
		CASE(finds_the_weight_at_which_another_leads),
		CASE(the_nearest_rival_bounds_the_interval),
		CASE(of_two_that_cross_at_one_weight_the_steeper_leads_beyond),
		CASE(others_that_weigh_nothing_share_equally),
		CASE(a_lead_that_no_weight_ends_is_whole),
		CASE(failed_gates_set_no_break_even),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
