/* What must hold of every problem, tried on thousands of generated ones. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "data/text.h"
#include "tests/support/generated.h"

enum { CASES = 3000 };

/* One generated problem and its result. */
struct trial {
	struct random random;
	struct generated g;
	struct fixture *f;
	const struct result *r;
};

static void
for_each(enum generated_kind kind, void (*check)(struct trial *))
{
	uint64_t seed = random_seed();
	struct trial *t = malloc(sizeof *t);
	assert_non_null(t);
	for (uint64_t i = 0; i < CASES; i++) {
		t->random = random_of(seed, i);
		generated_make(&t->g, &t->random, kind);
		t->f = generated_build(&t->g, NULL);
		t->r = fixture_score(t->f);
		check(t);
		fixture_free(t->f);
	}
	free(t);
}

static bool
same_bits(double a, double b)
{
	return memcmp(&a, &b, sizeof a) == 0;
}

static bool
same_points(const struct points *a, const struct points *b)
{
	return same_bits(a->low, b->low) && same_bits(a->best, b->best) &&
		same_bits(a->high, b->high);
}

static void
expect_same_scores(const struct fixture *f, const struct result *r, const struct fixture *g,
	const struct result *s)
{
	assert_int_equal(r->n, s->n);
	assert_int_equal(r->winner, s->winner);
	for (size_t a = 0; a < r->n; a++) {
		assert_true(same_points(&r->scores[a].points, &s->scores[a].points));
		assert_true(same_bits(r->scores[a].coverage, s->scores[a].coverage));
		assert_true(same_bits(r->scores[a].score_neutral, s->scores[a].score_neutral));
		assert_int_equal(r->scores[a].rank, s->scores[a].rank);
		for (size_t i = 0; i < f->model.n_nodes; i++) {
			size_t k = fixture_node(g, f->model.nodes[i].id);
			const struct node_score *x = &r->scores[a].nodes[i];
			const struct node_score *y = &s->scores[a].nodes[k];
			assert_true(same_points(&x->points, &y->points));
			assert_true(same_bits(x->contribution, y->contribution));
		}
	}
}

/* ---- order and scale ---- */

static void
check_order(struct trial *t)
{
	struct fixture *shuffled = generated_build(&t->g, &t->random);
	expect_same_scores(t->f, t->r, shuffled, fixture_score(shuffled));
	fixture_free(shuffled);
}

static void
no_order_of_offers_or_criteria_changes_a_bit(void **state)
{
	(void)state;
	for_each(GENERATED_ANY, check_order);
}

static const struct result *
scored_with_weights_times(struct trial *t, double factor)
{
	for (size_t i = 0; i < t->f->model.n_nodes; i++)
		t->f->evaluation->weights[i] *= factor;
	return fixture_score(t->f);
}

static void
check_scale(struct trial *t)
{
	const struct result *before = t->r, *after = scored_with_weights_times(t, 0x1p-9);
	expect_same_scores(t->f, before, t->f, after);
	after = scored_with_weights_times(t, random_between(&t->random, 0.01, 300));
	for (size_t a = 0; a < before->n; a++)
		assert_true(fabs(before->scores[a].points.best - after->scores[a].points.best) <=
			100 * 1e-12);
}

static void
only_proportions_of_weights_count(void **state)
{
	(void)state;
	for_each(GENERATED_ANY, check_scale);
}

/* ---- ranges and sums ---- */

static void
check_node(const struct trial *t, const struct node_score *n)
{
	const struct points *p = &n->points;
	assert_true(0 <= p->low && p->low <= p->best && p->best <= p->high && p->high <= 100);
	assert_true(0 <= n->coverage && n->coverage <= 1);
	assert_true(0 <= n->weak && n->weak <= n->coverage + 1e-12);
	assert_true(0 <= n->old && n->old <= n->coverage + 1e-12);
	assert_true(n->n_unknown <= n->n_leaves);
	if (n->n_unknown == 0)
		assert_true(n->coverage == 1);
	if (n->n_unknown == n->n_leaves)
		assert_true(n->coverage == 0);
	(void)t;
}

static void
check_ranges(struct trial *t)
{
	for (size_t a = 0; a < t->r->n; a++) {
		const struct score *s = &t->r->scores[a];
		for (size_t i = 0; i < t->f->model.n_nodes; i++)
			check_node(t, &s->nodes[i]);
		assert_true(s->points.low <= s->score_neutral + 1e-9);
		assert_true(s->score_neutral <= s->score_optimistic);
		assert_true(s->score_optimistic <= s->points.high);
	}
}

static void
every_range_holds_its_score_and_every_share_is_a_share(void **state)
{
	(void)state;
	for_each(GENERATED_ANY, check_ranges);
}

static void
check_sums(struct trial *t)
{
	const struct model *m = &t->f->model;
	for (size_t a = 0; a < t->r->n; a++) {
		const struct score *s = &t->r->scores[a];
		double leaves = 0;
		for (size_t i = 0; i < m->n_nodes; i++) {
			double below = 0;
			for (size_t k = 0; k < m->nodes[i].n_children; k++)
				below += s->nodes[m->nodes[i].children[k]].contribution;
			if (m->nodes[i].kind != LEAF_NONE)
				leaves += s->nodes[i].contribution;
			else
				assert_true(fabs(below - s->nodes[i].contribution) <= 1e-9);
		}
		assert_true(fabs(leaves - s->points.best) <= 1e-9);
	}
}

static void
contributions_add_up_to_the_score_at_every_level(void **state)
{
	(void)state;
	for_each(GENERATED_ANY, check_sums);
}

static void
check_differences(struct trial *t)
{
	if (t->r->n < 2)
		return;
	size_t a = random_below(&t->random, t->r->n), b = random_below(&t->random, t->r->n);
	double expected = t->r->scores[a].points.best - t->r->scores[b].points.best;
	for (size_t depth = 0; depth < 4; depth++) {
		struct difference *d = NULL;
		size_t n = 0;
		double sum = 0;
		assert_int_equal(result_differences(t->r, a, b, depth, t->f->arena, &d, &n), ST_OK);
		for (size_t i = 0; i < n; i++)
			sum += d[i].points;
		assert_true(fabs(sum - expected) <= 1e-9);
	}
}

static void
differences_add_up_to_the_difference(void **state)
{
	(void)state;
	for_each(GENERATED_ANY, check_differences);
}

/* ---- answers ---- */

/* The ranges of before hold what is true, to the last bit: the same sums over greater terms. */
static void
check_answers(struct trial *t)
{
	generated_answer(&t->g, &t->random);
	struct fixture *known = generated_build(&t->g, NULL);
	const struct result *after = fixture_score(known);
	for (size_t a = 0; a < t->r->n; a++) {
		const struct score *s = &t->r->scores[a], *x = &after->scores[a];
		assert_int_equal(x->n_unknown, 0);
		for (size_t i = 0; i < t->f->model.n_nodes; i++) {
			const struct points *range = &s->nodes[i].points;
			double best = x->nodes[i].points.best;
			assert_true(range->low <= best && best <= range->high);
		}
		if (t->r->n_pool < t->r->n || after->n_pool < after->n)
			continue;
		assert_in_range(x->rank, s->rank_best, s->rank_worst);
	}
	fixture_free(known);
}

static void
whatever_the_answers_the_score_stays_in_its_range(void **state)
{
	(void)state;
	for_each(GENERATED_ANY, check_answers);
}

static void
check_raise(struct trial *t)
{
	if (t->r->n == 0)
		return;
	size_t a = random_below(&t->random, t->r->n);
	const struct profile *p = t->f->library.profiles[a];
	double before = t->r->scores[a].points.best;
	for (size_t i = 0; i < p->n_facts; i++) {
		struct value *v = &fixture_fact_of(t->f, p->id, p->facts[i].id)->value;
		if (v->kind != VALUE_NUMBER || random_chance(&t->random, 0.5))
			continue;
		v->number += random_between(&t->random, 0, 30);
	}
	assert_true(fixture_score(t->f)->scores[a].points.best >= before);
}

static void
more_of_what_is_good_never_lowers_a_score(void **state)
{
	(void)state;
	for_each(GENERATED_INCREASING, check_raise);
}

/* The second offer is the first with less of some things. */
static void
check_dominated(struct trial *t)
{
	struct generated *g = &t->g;
	if (g->n_offers < 2)
		return;
	for (size_t i = 0; i < g->n_nodes; i++) {
		g->facts[1][i] = g->facts[0][i];
		double less =
			random_chance(&t->random, 0.5) ? random_between(&t->random, 0, 30) : 0;
		g->facts[1][i].x -= less;
		g->facts[1][i].low -= less;
		g->facts[1][i].high -= less;
	}
	g->has_gates = false;
	struct fixture *f = generated_build(g, NULL);
	const struct result *r = fixture_score(f);
	size_t good = fixture_alternative(f, g->offers[0]),
	       bad = fixture_alternative(f, g->offers[1]);
	assert_true(r->scores[bad].points.best <= r->scores[good].points.best);
	assert_true(r->scores[bad].rank >= r->scores[good].rank);
	if (r->winner == bad)
		assert_true(r->winner_tied);
	fixture_free(f);
}

static void
who_is_nowhere_better_never_wins_alone(void **state)
{
	(void)state;
	for_each(GENERATED_INCREASING, check_dominated);
}

/* ---- ranks, counted one by one ---- */

static size_t
count_ahead(const struct result *r, size_t a, double (*theirs)(const struct score *), double own)
{
	size_t n = 1;
	for (size_t b = 0; b < r->n; b++)
		n += b != a && r->scores[b].in_pool &&
			score_rounded(theirs(&r->scores[b])) > score_rounded(own);
	return n;
}

static double
best_of(const struct score *s)
{
	return s->points.best;
}

static double
low_of(const struct score *s)
{
	return s->points.low;
}

static double
high_of(const struct score *s)
{
	return s->points.high;
}

static double
neutral_of(const struct score *s)
{
	return s->score_neutral;
}

static double
optimistic_of(const struct score *s)
{
	return s->score_optimistic;
}

static void
check_ranks(struct trial *t)
{
	const struct result *r = t->r;
	for (size_t a = 0; a < r->n; a++) {
		const struct score *s = &r->scores[a];
		if (!s->in_pool) {
			assert_int_equal(s->rank, 0);
			continue;
		}
		assert_int_equal(s->rank, count_ahead(r, a, best_of, s->points.best));
		assert_int_equal(s->rank_best, count_ahead(r, a, low_of, s->points.high));
		assert_int_equal(s->rank_worst, count_ahead(r, a, high_of, s->points.low));
		assert_int_equal(s->rank_neutral, count_ahead(r, a, neutral_of, s->score_neutral));
		assert_int_equal(
			s->rank_optimistic, count_ahead(r, a, optimistic_of, s->score_optimistic));
		assert_in_range(s->rank, s->rank_best, s->rank_worst);
		assert_in_range(s->rank_neutral, s->rank_best, s->rank_worst);
		assert_in_range(s->rank_optimistic, s->rank_best, s->rank_worst);
	}
	for (size_t k = 0; k + 1 < r->n; k++)
		if (k + 1 < r->n_pool)
			assert_true(r->scores[r->order[k]].rank <= r->scores[r->order[k + 1]].rank);
	if (r->n_pool > 0)
		assert_int_equal(r->scores[r->winner].rank, 1);
}

static void
ranks_are_one_more_than_those_ahead(void **state)
{
	(void)state;
	for_each(GENERATED_ANY, check_ranks);
}

static void
check_without_open(struct trial *t)
{
	t->f->model.open_counts_as_fail = true;
	const struct result *strict = fixture_score(t->f);
	assert_int_equal(t->r->winner_without_open, strict->winner);
	assert_int_equal(t->r->open_changes_winner, t->r->winner != strict->winner);
}

static void
the_winner_without_open_gates_wins_when_they_fail(void **state)
{
	(void)state;
	for_each(GENERATED_ANY, check_without_open);
}

/* ---- break-even weights, by scoring again ---- */

/* The criterion gets the weight, its siblings keep their proportion. */
static const struct result *
scored_with_weight(struct trial *t, size_t criterion, double weight)
{
	const struct criterion *root = &t->f->model.nodes[0];
	const struct problem *now = t->r->problem;
	double others = 0;
	for (size_t k = 0; k < root->n_children; k++)
		if (root->by_id[k] != criterion)
			others += now->weight[root->by_id[k]];
	for (size_t k = 0; k < root->n_children; k++) {
		size_t kid = root->by_id[k];
		double share = others > 0 ? now->weight[kid] / others
					  : 1.0 / (double)(root->n_children - 1);
		t->f->evaluation->weights[kid] = kid == criterion ? weight : (1 - weight) * share;
	}
	return fixture_score(t->f);
}

static double
lead_over_all(const struct result *r, size_t leader)
{
	double lead = INFINITY;
	for (size_t a = 0; a < r->n; a++)
		if (a != leader && r->scores[a].in_pool)
			lead = fmin(lead, r->scores[leader].points.best - r->scores[a].points.best);
	return lead;
}

static void
check_beyond(struct trial *t, const struct break_even *b, double weight, size_t who)
{
	if (weight < 0 || weight > 1)
		return;
	const struct result *r = scored_with_weight(t, b->node, weight);
	double ahead = r->scores[who].points.best - r->scores[t->r->winner].points.best;
	assert_true(who != t->r->winner && r->scores[who].in_pool);
	/* Lines that are all but parallel need not be apart yet. */
	assert_true(ahead > -1e-9);
	assert_true(lead_over_all(r, who) > -1e-4);
}

static void
check_break_even(struct trial *t, const struct break_even *b)
{
	assert_true(0 <= b->low && b->low <= b->weight && b->weight <= b->high && b->high <= 1);
	double inside = random_between(&t->random, b->low, b->high);
	double places[] = { b->low, inside, b->high };
	for (size_t i = 0; i < 3; i++) {
		const struct result *r = scored_with_weight(t, b->node, places[i]);
		assert_true(lead_over_all(r, t->r->winner) >= -1e-8);
	}
	if (b->below != SIZE_MAX)
		check_beyond(t, b, b->low - 1e-6, b->below);
	else
		assert_true(b->low == 0);
	if (b->above != SIZE_MAX)
		check_beyond(t, b, b->high + 1e-6, b->above);
	else
		assert_true(b->high == 1);
}

static void
check_break_evens(struct trial *t)
{
	const struct result *r = t->r;
	bool has_any = r->n_pool > 0 && t->g.rule != UNKNOWN_EXCLUDE;
	assert_int_equal(r->n_break_evens, has_any ? t->f->model.nodes[0].n_children : 0);
	for (size_t i = 0; i < r->n_break_evens && t->f->model.nodes[0].n_children > 1; i++)
		check_break_even(t, &r->break_evens[i]);
}

static void
the_leader_leads_between_its_break_even_weights_and_not_beyond(void **state)
{
	(void)state;
	for_each(GENERATED_ANY, check_break_evens);
}

/* ---- deciding unknowns, by answering them ---- */

/* The problem with some cells answered as they would hurt the leader most. */
static bool
is_dethroned(struct trial *t, size_t rival, size_t only, bool of_leader)
{
	const struct problem *p = t->r->problem;
	size_t n = p->n_alternatives * p->n_nodes;
	struct cell *cells = arena_array(t->f->arena, n, sizeof *cells);
	assert_non_null(cells);
	memcpy(cells, p->cells, n * sizeof *cells);
	for (size_t i = 0; i < p->n_nodes; i++) {
		struct cell *up = &cells[rival * p->n_nodes + i];
		struct cell *down = &cells[t->r->winner * p->n_nodes + i];
		if (up->unknown && (only == SIZE_MAX || (only == i && !of_leader)))
			up->points.best = up->points.high;
		if (down->unknown && (only == SIZE_MAX || (only == i && of_leader)))
			down->points.best = down->points.low;
	}
	struct problem answered = *p;
	answered.cells = cells;
	struct result *r = NULL;
	assert_int_equal(result_compute(&answered, t->f->arena, &r), ST_OK);
	return r->scores[rival].rank < r->scores[t->r->winner].rank;
}

static bool
is_named(const struct result *r, size_t alternative, size_t node, bool *alone)
{
	for (size_t i = 0; i < r->n_deciding; i++) {
		*alone = r->deciding[i].alone;
		if (r->deciding[i].alternative == alternative && r->deciding[i].node == node)
			return true;
	}
	return false;
}

static void
check_one_unknown(struct trial *t, size_t rival, size_t node, bool of_leader, bool *any_rival)
{
	if (!is_dethroned(t, rival, node, of_leader))
		return;
	*any_rival = true;
	bool alone = false;
	if (is_named(t->r, of_leader ? t->r->winner : rival, node, &alone))
		assert_true(alone);
	else
		assert_int_equal(t->r->n_deciding, 12);
}

static void
check_deciding(struct trial *t)
{
	const struct result *r = t->r;
	if (r->n_pool < 2 || t->g.rule == UNKNOWN_EXCLUDE)
		return;
	bool any_single = false, any_together = false;
	for (size_t k = 1; k < r->n_pool; k++) {
		any_together |= is_dethroned(t, r->order[k], SIZE_MAX, false);
		for (size_t i = 0; i < r->problem->n_nodes; i++) {
			if (t->f->model.nodes[i].kind == LEAF_NONE)
				continue;
			check_one_unknown(t, r->order[k], i, false, &any_single);
			check_one_unknown(t, r->order[k], i, true, &any_single);
		}
	}
	bool has_alone = false;
	for (size_t i = 0; i < r->n_deciding; i++) {
		const struct deciding_unknown *u = &r->deciding[i];
		has_alone |= u->alone;
		assert_true(problem_cell(r->problem, u->alternative, u->node)->unknown);
		assert_true((u->alternative == r->winner) == (u->swing < 0));
		assert_true(i == 0 || fabs(u->swing) <= fabs(r->deciding[i - 1].swing));
	}
	assert_int_equal(has_alone, any_single);
	assert_int_equal(r->n_deciding > 0, any_together);
}

static void
unknowns_are_named_when_their_answers_change_the_leader(void **state)
{
	(void)state;
	for_each(GENERATED_ANY, check_deciding);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_order_of_offers_or_criteria_changes_a_bit),
		cmocka_unit_test(only_proportions_of_weights_count),
		cmocka_unit_test(every_range_holds_its_score_and_every_share_is_a_share),
		cmocka_unit_test(contributions_add_up_to_the_score_at_every_level),
		cmocka_unit_test(differences_add_up_to_the_difference),
		cmocka_unit_test(whatever_the_answers_the_score_stays_in_its_range),
		cmocka_unit_test(more_of_what_is_good_never_lowers_a_score),
		cmocka_unit_test(who_is_nowhere_better_never_wins_alone),
		cmocka_unit_test(ranks_are_one_more_than_those_ahead),
		cmocka_unit_test(the_winner_without_open_gates_wins_when_they_fail),
		cmocka_unit_test(the_leader_leads_between_its_break_even_weights_and_not_beyond),
		cmocka_unit_test(unknowns_are_named_when_their_answers_change_the_leader),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
