/* Results: published and hand-computed scores, ranges, rules, ranks and what could change them. */
#include "scoring/result.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "data/text.h"
#include "tests/support/fixture.h"

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

static void
expect_near(double found, double expected)
{
	if (!(fabs(found - expected) <= 1e-9))
		fail_msg("expected %.12g, found %.12g", expected, found);
}

/* A number from 0 to 100 that earns itself, and a leaf that reads it. */
static void
add_leaf(struct fixture *f, const char *parent, const char *id, double weight)
{
	struct fact_def *def = fixture_def(f, id, FACT_NUMBER);
	def->min = 0;
	def->max = 100;
	fixture_leaf(f, parent, id, weight, id, fixture_linear(f, 0, 100));
}

/* "a=50 b=50": leaves under a parent, each with its weight. */
static void
add_leaves(struct fixture *f, const char *parent, const char *text)
{
	char id[16];
	double weight;
	int used;
	for (const char *s = text; sscanf(s, " %15[^=]=%lf%n", id, &weight, &used) == 2; s += used)
		add_leaf(f, parent, id, weight);
}

/* "a=80 b=? c=50-70": what is known of an offer; "?" is unknown, a range is an unknown with bounds. */
static void
add_offer(struct fixture *f, const char *profile, const char *text)
{
	char id[16], value[24];
	double low, high;
	int used;
	fixture_profile(f, profile);
	for (const char *s = text; sscanf(s, " %15[^=]=%23s%n", id, value, &used) == 2; s += used) {
		if (sscanf(value, "%lf-%lf", &low, &high) == 2)
			fixture_fact_between(f, id, "unknown", low, high);
		else
			fixture_fact(f, id, str_eq(value, "?") ? "unknown" : value);
	}
}

static const struct score *
score_of(struct fixture *f, const struct result *r, const char *id)
{
	return &r->scores[fixture_alternative(f, id)];
}

static const struct node_score *
node_of(struct fixture *f, const struct result *r, const char *id, const char *node)
{
	return &score_of(f, r, id)->nodes[fixture_node(f, node)];
}

static void
expect_points(const struct points *p, double low, double best, double high)
{
	expect_near(p->low, low);
	expect_near(p->best, best);
	expect_near(p->high, high);
}

static void
expect_order(struct fixture *f, const struct result *r, const char *ids)
{
	char found[256] = "";
	size_t used = 0;
	for (size_t i = 0; i < r->n; i++) {
		const struct score *s = &r->scores[r->order[i]];
		size_t a = f->problem->alternatives[s->alternative];
		used += (size_t)snprintf(found + used, sizeof found - used, "%s%s:%zu",
			i ? " " : "", f->evaluation->alternatives[a].id, s->rank);
	}
	assert_string_equal(found, ids);
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
	add_leaves(f, "root", "closeness=32 visibility=26 image=23 size=10 comfort=6 parking=3");
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
		add_offer(f, offices[i].id, offices[i].values);
	fixture_finish(f);
	const struct result *r = fixture_score(f);
	for (size_t i = 0; i < 7; i++) {
		double b = offices[i].benefit;
		expect_points(&score_of(f, r, offices[i].id)->points, b, b, b);
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
	add_leaves(f, "top", "number=1 flag=3");
	add_leaves(f, "root", "side=1");
	add_offer(f, "acme", "number=40 flag=20-60 side=80");
	add_offer(f, "bolt", "number=100 flag=50 side=?");
	fixture_finish(f);
}

static void
sums_ranges_up_the_tree(void **state)
{
	struct fixture *f = *state;
	build_tree(f);
	const struct result *r = fixture_score(f);
	expect_points(&node_of(f, r, "acme", "top")->points, 25, 25, 55);
	expect_points(&score_of(f, r, "acme")->points, 38.75, 38.75, 61.25);
	expect_points(&score_of(f, r, "bolt")->points, 46.875, 46.875, 71.875);
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
		expect_points(&score_of(f, r, "acme")->points, 38.75, acme[rule], 61.25);
		expect_points(&score_of(f, r, "bolt")->points, 46.875, bolt[rule], 71.875);
		expect_near(score_of(f, r, "acme")->score_neutral, 50);
		expect_near(score_of(f, r, "acme")->score_optimistic, 61.25);
		expect_near(score_of(f, r, "acme")->lost_to_unknowns, 61.25 - acme[rule]);
		assert_int_equal(r->recordable, rule != UNKNOWN_EXCLUDE);
	}
}

static void
contributions_are_shares_of_the_score(void **state)
{
	struct fixture *f = *state;
	build_tree(f);
	const struct result *r = fixture_score(f);
	expect_near(node_of(f, r, "acme", "number")->contribution, 7.5);
	expect_near(node_of(f, r, "acme", "flag")->contribution, 11.25);
	expect_near(node_of(f, r, "acme", "top")->contribution, 18.75);
	expect_near(node_of(f, r, "acme", "side")->contribution, 20);
	expect_near(node_of(f, r, "acme", "root")->contribution, 38.75);
}

static void
excluded_siblings_leave_their_weight_to_the_others(void **state)
{
	struct fixture *f = *state;
	build_tree(f);
	f->evaluation->unknown = UNKNOWN_EXCLUDE;
	const struct result *r = fixture_score(f);
	/* acme: number takes the whole branch; bolt: the branch takes the whole. */
	expect_near(node_of(f, r, "acme", "number")->contribution, 30);
	expect_near(node_of(f, r, "acme", "flag")->contribution, 0);
	expect_near(node_of(f, r, "bolt", "number")->contribution, 25);
	expect_near(node_of(f, r, "bolt", "flag")->contribution, 37.5);
	expect_near(node_of(f, r, "bolt", "side")->contribution, 0);
	assert_int_equal(r->n_deciding, 0);
	assert_int_equal(r->n_break_evens, 0);
}

static void
a_branch_that_is_wholly_unknown_is_one_unknown(void **state)
{
	struct fixture *f = *state;
	fixture_branch(f, "root", "dark", 3);
	add_leaves(f, "dark", "a=1 b=1");
	add_leaves(f, "root", "c=1 d=1");
	add_offer(f, "acme", "a=? b=20-40 c=90 d=30");
	fixture_finish(f);
	f->evaluation->unknown = UNKNOWN_EXCLUDE;
	const struct result *r = fixture_score(f);
	/* At full weights: dark 10 .. 70, the whole 0.6 * dark + 0.2 * 90 + 0.2 * 30. */
	expect_points(&score_of(f, r, "acme")->points, 30, 60, 66);
	expect_points(&node_of(f, r, "acme", "dark")->points, 10, 10, 70);
	expect_near(score_of(f, r, "acme")->coverage, 0.4);
}

static void
the_range_of_an_exclusion_is_widened_to_hold_the_score(void **state)
{
	struct fixture *f = *state;
	add_leaves(f, "root", "a=1 b=1");
	add_offer(f, "high", "a=90 b=10-30");
	add_offer(f, "low", "a=10 b=70-90");
	fixture_finish(f);
	f->evaluation->unknown = UNKNOWN_EXCLUDE;
	const struct result *r = fixture_score(f);
	expect_points(&score_of(f, r, "high")->points, 50, 90, 90);
	expect_points(&score_of(f, r, "low")->points, 10, 10, 50);
	expect_near(score_of(f, r, "high")->lost_to_unknowns, -30);
}

static void
with_nothing_known_an_exclusion_is_the_low_end(void **state)
{
	struct fixture *f = *state;
	add_leaves(f, "root", "a=1 b=1");
	add_offer(f, "acme", "a=10-30");
	fixture_finish(f);
	f->evaluation->unknown = UNKNOWN_EXCLUDE;
	const struct result *r = fixture_score(f);
	expect_points(&score_of(f, r, "acme")->points, 5, 5, 65);
	expect_near(node_of(f, r, "acme", "a")->contribution, 5);
	expect_near(score_of(f, r, "acme")->coverage, 0);
}

static void
what_weighs_nothing_never_takes_over_an_exclusion(void **state)
{
	struct fixture *f = *state;
	fixture_branch(f, "root", "top", 1);
	add_leaves(f, "top", "heavy=1 idle=0");
	add_leaves(f, "root", "side=1");
	add_offer(f, "acme", "idle=100 side=40");
	fixture_finish(f);
	f->evaluation->unknown = UNKNOWN_EXCLUDE;
	const struct result *r = fixture_score(f);
	expect_near(score_of(f, r, "acme")->points.best, 40);
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
	const struct score *s = score_of(f, r, "acme");
	expect_near(s->coverage, 0.4375);
	expect_near(s->weak, 0.25);
	expect_near(s->old, 0.1875);
	assert_int_equal(s->n_unknown, 1);
	const struct node_score *top = node_of(f, r, "acme", "top");
	expect_near(top->coverage, 0.25);
	expect_near(top->old, 0.25);
	assert_int_equal(top->n_leaves, 2);
	assert_int_equal(top->n_unknown, 1);
	expect_near(score_of(f, r, "bolt")->coverage, 0.75);
}

static void
low_confidence_as_unknown_opens_the_whole_range(void **state)
{
	struct fixture *f = *state;
	build_tree(f);
	f->model.low_confidence_as_unknown = true;
	fixture_fact_of(f, "acme", "side")->confidence = CONFIDENCE_LOW;
	const struct result *r = fixture_score(f);
	expect_points(&score_of(f, r, "acme")->points, 18.75, 18.75, 66.25);
	expect_near(score_of(f, r, "acme")->coverage, 0.1875);
	expect_near(score_of(f, r, "acme")->weak, 0);
}

/* ---- gates, ranks, the pool ---- */

static void
build_gated(struct fixture *f)
{
	fixture_def(f, "cert", FACT_BOOLEAN);
	fixture_gate(f, "cert", "cert == true");
	add_leaves(f, "root", "n=1");
	add_offer(f, "failed", "n=90 cert=false");
	add_offer(f, "opened", "n=80 cert=?");
	add_offer(f, "passed", "n=70 cert=true");
	add_offer(f, "second", "n=60 cert=true");
	add_offer(f, "worse", "n=95 cert=false");
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
	assert_int_equal(score_of(f, r, "failed")->gate, GATE_FAIL);
	assert_false(score_of(f, r, "failed")->in_pool);
	assert_int_equal(score_of(f, r, "failed")->rank_best, 0);
	assert_int_equal(score_of(f, r, "failed")->rank_worst, 0);
	assert_int_equal(score_of(f, r, "failed")->rank_neutral, 0);
	assert_int_equal(score_of(f, r, "failed")->rank_optimistic, 0);
	expect_near(score_of(f, r, "failed")->points.best, 90);
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
	assert_int_equal(score_of(f, r, "opened")->gate, GATE_OPEN);
	assert_false(r->open_changes_winner);
}

static void
the_least_of_all_gates_counts(void **state)
{
	struct fixture *f = *state;
	fixture_gate(f, "a", "n >= 50");
	fixture_gate(f, "b", "n >= 80");
	add_leaves(f, "root", "n=1");
	add_offer(f, "fails", "n=40");
	add_offer(f, "opens", "n=60-90");
	add_offer(f, "passes", "n=80");
	fixture_finish(f);
	const struct result *r = fixture_score(f);
	assert_int_equal(score_of(f, r, "fails")->gate, GATE_FAIL);
	assert_int_equal(score_of(f, r, "opens")->gate, GATE_OPEN);
	assert_int_equal(score_of(f, r, "passes")->gate, GATE_PASS);
}

static void
ties_share_the_better_rank(void **state)
{
	struct fixture *f = *state;
	add_leaves(f, "root", "n=1");
	add_offer(f, "c", "n=70");
	add_offer(f, "a", "n=70.0000000004");
	add_offer(f, "b", "n=70");
	add_offer(f, "d", "n=60");
	add_offer(f, "e", "n=80");
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
	add_leaves(f, "root", "n=1");
	add_offer(f, "a", "n=70");
	add_offer(f, "b", "n=70.000000002");
	fixture_finish(f);
	expect_order(f, fixture_score(f), "b:1 a:2");
}

static void
ranks_have_a_best_and_a_worst_within_the_ranges(void **state)
{
	struct fixture *f = *state;
	add_leaves(f, "root", "n=1");
	add_offer(f, "a", "n=60-90");
	add_offer(f, "b", "n=70");
	add_offer(f, "c", "n=50-65");
	add_offer(f, "d", "n=20-50");
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
		const struct score *s = score_of(f, r, cases[i].id);
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
	add_leaves(f, "root", "a=50 b=30 c=20");
	add_offer(f, "leader", "a=80 b=80 c=80");
	add_offer(f, "rival", "a=? b=80 c=?");
	add_offer(f, "weak", "a=? b=0 c=0");
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
	add_leaves(f, "root", "a=60 b=40");
	add_offer(f, "leader", "a=0-100 b=90");
	add_offer(f, "rival", "a=50 b=50");
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
	add_leaves(f, "root", "a=40 b=40 c=20");
	add_offer(f, "leader", "a=40-80 b=100 c=100");
	add_offer(f, "rival", "a=70 b=70-100 c=96");
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
	add_leaves(f, "root", "a=1");
	add_offer(f, "leader", "a=80");
	add_offer(f, "rival", "a=0-80");
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
		add_leaf(f, "root", id, 1 + i);
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
	add_leaves(f, "root", "cost=50 safety=25 comfort=25");
	add_offer(f, "acme", "cost=80 safety=30 comfort=50");
	add_offer(f, "bolt", "cost=40 safety=40 comfort=80");
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
	add_leaves(f, "root", "c=50 d=50");
	add_offer(f, "lead", "c=60 d=60");
	add_offer(f, "near", "c=75 d=40");
	add_offer(f, "far", "c=90 d=10");
	add_offer(f, "other", "c=0 d=90");
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
	add_leaves(f, "root", "c=25 d=75");
	add_offer(f, "lead", "c=60 d=60");
	add_offer(f, "near", "c=80 d=40");
	add_offer(f, "steep", "c=100 d=20");
	fixture_finish(f);
	const struct break_even *b = break_even_of(f, fixture_score(f), "c");
	expect_near(b->high, 0.5);
	assert_int_equal(b->above, fixture_alternative(f, "steep"));
}

static void
others_that_weigh_nothing_share_equally(void **state)
{
	struct fixture *f = *state;
	add_leaves(f, "root", "c=1 d=0 e=0");
	add_offer(f, "acme", "c=60 d=10 e=30");
	add_offer(f, "bolt", "c=40 d=50 e=90");
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
	add_leaves(f, "root", "c=1 d=1");
	add_offer(f, "acme", "c=60 d=60");
	add_offer(f, "bolt", "c=60 d=50");
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
	add_leaves(f, "root", "c=1 d=1");
	add_offer(f, "acme", "c=60 d=60");
	add_offer(f, "bolt", "c=90 d=40");
	fixture_finish(f);
	const struct break_even *b = break_even_of(f, fixture_score(f), "c");
	assert_true(b->low == 0 && b->high == 1);
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
	add_leaves(f, "root", "z=1 a=1 m=1");
	add_offer(f, "acme", "z=50 a=50 m=50");
	add_offer(f, "bolt", "z=40 a=60 m=40");
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
	add_leaves(f, "root", "n=1");
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
	add_leaves(f, "root", "n=1");
	add_offer(f, "acme", "n=50");
	add_offer(f, "bolt", "n=60");
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
	add_leaves(f, "root", "n=1");
	add_offer(f, "acme", "n=?");
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
	add_leaves(f, "root", "a=1 b=2");
	add_offer(f, "acme", "");
	add_offer(f, "bolt", "");
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
	add_leaves(f, "root", "a=0.1 b=0.2 c=0.7 d=0.3 e=0.6");
	add_offer(f, "acme", "a=100 b=100 c=100 d=100 e=100");
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
	add_leaves(f, "facts", "a=1 b=1");
	fixture_branch(f, "root", "marks", 1);
	fixture_mark_leaf(f, "marks", "m", 1, "SOV-1.1", fixture_linear(f, 1, 4));
	fixture_finish(f);
	const struct model *m = &f->model;
	assert_string_equal(result_basis(m, fixture_node(f, "facts")), "facts");
	assert_string_equal(result_basis(m, fixture_node(f, "a")), "facts");
	assert_string_equal(result_basis(m, fixture_node(f, "marks")), "marks");
	assert_null(result_basis(m, 0));
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
