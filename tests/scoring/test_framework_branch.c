/*
 * A framework as a branch of a model: the tender model scores by the general tree what the
 * assessment of the same marks computes by itself, figure for figure, under both editions.
 */
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

static const enum unknown_rule rules[] = { UNKNOWN_PESSIMISTIC, UNKNOWN_NEUTRAL,
	UNKNOWN_OPTIMISTIC };

struct trial {
	struct library *library;
	struct evaluation *ev;
	const struct framework *f;
	const struct edition *e;
	size_t branch; /* the node that is the framework */
	struct arena *arena;
};

static int
begin(void **state)
{
	struct trial *t = calloc(1, sizeof *t);
	struct err e;
	assert_non_null(t);
	t->library = shipped_library("ec-tender");
	t->arena = arena_new();
	assert_non_null(t->arena);
	assert_int_equal(
		evaluation_new(t->library, (struct strings){ NULL, 0 }, &t->ev, &e), ST_OK);
	t->f = framework_find(&t->library->dictionary, "ec-csf");
	const struct criterion *branch = model_find(t->library->model, "sovereignty");
	assert_non_null(t->f);
	assert_non_null(branch);
	t->branch = branch->index;
	*state = t;
	return 0;
}

static int
end(void **state)
{
	struct trial *t = *state;
	evaluation_free(t->ev);
	arena_free(t->arena);
	library_free(t->library);
	free(t);
	return 0;
}

static void
take_edition(struct trial *t, size_t edition)
{
	const struct criterion *branch = &t->ev->model->nodes[t->branch];
	t->e = &t->f->editions[edition];
	for (size_t i = 0; i < t->f->n_objectives; i++)
		t->ev->weights[branch->children[i]] = t->e->weights[i];
}

static const struct result *
scored(struct trial *t, enum unknown_rule rule)
{
	struct problem *p = NULL;
	struct result *r = NULL;
	struct err e;
	t->ev->unknown = rule;
	assert_int_equal(problem_build(t->ev, t->arena, &p, &e), ST_OK);
	assert_int_equal(result_compute(p, t->arena, &r), ST_OK);
	return r;
}

static void
expect_near(double found, double expected, const char *what)
{
	if (!(fabs(found - expected) <= 1e-9))
		fail_msg("%s: the assessment has %.12g, the branch %.12g", what, expected, found);
}

static void
expect_same(const struct points *branch, const struct points *p, double factor, const char *what)
{
	expect_near(branch->low, p->low * factor, what);
	expect_near(branch->best, p->best * factor, what);
	expect_near(branch->high, p->high * factor, what);
	assert_true(branch->low <= branch->best && branch->best <= branch->high);
}

/* The branch, its objectives and its criteria, of one offer. */
static void
compare_offer(struct trial *t, const struct result *r, size_t a)
{
	size_t at = r->problem->alternatives[a];
	const struct criterion *branch = &t->ev->model->nodes[t->branch];
	const struct node_score *nodes = r->scores[a].nodes;
	struct assessment of;
	assert_int_equal(assessment_compute(t->ev, at, t->f, t->e, blank_rule_of(t->ev->unknown),
				 t->arena, &of),
		ST_OK);
	expect_same(&nodes[t->branch].points, &of.whole.score, 1, t->ev->alternatives[at].id);
	assert_true(nodes[t->branch].points.high <= assessment_most(t->f, t->e) + 1e-9);
	assert_int_equal(nodes[t->branch].n_unknown, of.whole.n_unknown);
	for (size_t i = 0; i < t->f->n_objectives; i++) {
		const struct objective *o = &t->f->objectives[i];
		const struct criterion *node = &t->ev->model->nodes[branch->children[i]];
		expect_same(&nodes[node->index].points, &of.objectives[i].points, 100 / t->f->full,
			o->id);
		for (size_t k = 0; k < o->n_criteria; k++) {
			const struct answer *answer = &of.answers[o->first + k];
			const struct node_score *leaf = &nodes[node->children[k]];
			double scale = 100 / t->f->full * (double)o->n_criteria;
			expect_same(&leaf->points, &answer->points, scale, o->criteria[k].id);
			assert_true(leaf->points.high <= framework_points(t->f, &o->criteria[k],
								 (int)o->criteria[k].n_rungs) +
					1e-9);
		}
	}
}

static void
the_branch_scores_each_shipped_offer_as_the_assessment_does(void **state)
{
	struct trial *t = *state;
	for (size_t e = 0; e < t->f->n_editions; e++) {
		take_edition(t, e);
		for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
			const struct result *r = scored(t, rules[i]);
			assert_int_equal(r->n, 5);
			assert_ptr_equal(basis_framework(r->problem, t->branch), t->f);
			assert_ptr_equal(basis_edition(r->problem, t->branch, t->f), t->e);
			for (size_t a = 0; a < r->n; a++)
				compare_offer(t, r, a);
		}
	}
}

/* ---- random marks ---- */

static int
compare_marks(const void *a, const void *b)
{
	return strcmp(((const struct mark *)a)->id, ((const struct mark *)b)->id);
}

/* Gives the first offer other marks; the profile is a copy. */
static void
remark(struct trial *t, struct mark *const *marks)
{
	struct profile *p = arena_alloc(t->arena, sizeof *p);
	struct mark *own = arena_array(t->arena, t->f->n_criteria, sizeof *own);
	assert_non_null(p);
	assert_non_null(own);
	*p = *t->library->profiles[0];
	p->marks = own;
	p->n_marks = 0;
	for (size_t i = 0; i < t->f->n_criteria; i++)
		if (marks[i])
			own[p->n_marks++] = *marks[i];
	qsort(own, p->n_marks, sizeof *own, compare_marks);
	t->ev->alternatives[evaluation_find(t->ev, p->id)].profile = p;
}

static void
the_branch_scores_any_marks_as_the_assessment_does(void **state)
{
	struct trial *t = *state;
	uint64_t seed = random_seed();
	for (size_t i = 0; i < t->ev->n_alternatives; i++)
		t->ev->alternatives[i].in =
			str_eq(t->ev->alternatives[i].id, t->library->profiles[0]->id);
	for (uint64_t i = 0; i < 3000; i++) {
		struct random r = random_of(seed, i);
		arena_reset(t->arena);
		take_edition(t, random_below(&r, t->f->n_editions));
		remark(t, frameworks_marks(t->f, t->arena, &r));
		const struct result *result = scored(t, rules[i % 3]);
		assert_int_equal(result->n, 1);
		compare_offer(t, result, 0);
	}
}

static void
a_perfect_set_of_marks_exceeds_100_as_the_framework_allows(void **state)
{
	struct trial *t = *state;
	int rungs[64];
	for (size_t i = 0; i < t->f->n_criteria; i++)
		rungs[i] = (int)t->f->criteria[i]->n_rungs;
	take_edition(t, t->f->edition);
	remark(t, frameworks_rungs(t->f, rungs, t->arena));
	const struct result *r = scored(t, UNKNOWN_PESSIMISTIC);
	size_t a = 0;
	while (!str_eq(
		t->ev->alternatives[r->problem->alternatives[a]].id, t->library->profiles[0]->id))
		a++;
	const struct points *p = &r->scores[a].nodes[t->branch].points;
	expect_near(p->best, 100.0756, "perfect");
	assert_true(p->low == p->best && p->best == p->high);
	/* All minimums hold, so the offer is ranked. */
	assert_int_equal(r->scores[a].gate, GATE_PASS);
	assert_true(r->scores[a].in_pool);
}

int
main(void)
{
#define CASE(f) cmocka_unit_test_setup_teardown(f, begin, end)
	const struct CMUnitTest tests[] = {
		CASE(the_branch_scores_each_shipped_offer_as_the_assessment_does),
		CASE(the_branch_scores_any_marks_as_the_assessment_does),
		CASE(a_perfect_set_of_marks_exceeds_100_as_the_framework_allows),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
