/* What a branch rests on: which leaves, which framework, and whose weights they have now. */
#include "scoring/basis.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/frameworks.h"

/*
 * A framework "tst" and a model whose branch "own" is it, beside others; to be changed by a test
 * before it is finished.
 */
struct trial {
	struct fixture *fixture;
	const struct framework *f;
	struct problem *p;
};

static void
add_framework(struct trial *t, const char *branch, const char *prefix)
{
	struct fixture *x = t->fixture;
	char id[48];
	fixture_branch(x, "root", branch, 1);
	for (size_t i = 0; i < t->f->n_objectives; i++) {
		const struct objective *o = &t->f->objectives[i];
		(void)snprintf(id, sizeof id, "%s%s", prefix, o->id);
		fixture_branch(x, branch, id, t->f->editions[1].weights[i]);
		for (size_t k = 0; k < o->n_criteria; k++) {
			char leaf[64];
			(void)snprintf(leaf, sizeof leaf, "%s%s", prefix, o->criteria[k].id);
			fixture_mark_leaf(x, id, leaf, 1, o->criteria[k].id,
				fixture_anchors(x, FUNCTION_STEP, "1:0"));
		}
	}
}

static int
begin(void **state)
{
	struct trial *t = calloc(1, sizeof *t);
	assert_non_null(t);
	struct fixture *x = t->fixture = fixture_new();
	/* The first with several objectives and several criteria in one. */
	for (uint64_t i = 0; !t->f; i++) {
		struct random r = random_of(1, i);
		const struct framework *f =
			frameworks_random(x->arena, &r, (struct framework_size){ 3, 3, 3 });
		if (f->n_objectives == 3 && f->objectives[1].n_criteria > 1 &&
			f->editions[0].weights[0] > 1 && f->editions[1].weights[0] > 1)
			t->f = f;
	}
	frameworks_use(x, t->f);
	fixture_def(x, "fact", FACT_BOOLEAN);
	fixture_profile(x, "p");
	add_framework(t, "own", "");
	*state = t;
	return 0;
}

static int
end(void **state)
{
	struct trial *t = *state;
	fixture_free(t->fixture);
	free(t);
	return 0;
}

static struct problem *
built(struct trial *t)
{
	struct err e;
	if (!t->fixture->evaluation)
		fixture_finish(t->fixture);
	assert_int_equal(
		problem_build(t->fixture->evaluation, t->fixture->arena, &t->p, &e), ST_OK);
	return t->p;
}

static const struct framework *
framework_at(struct trial *t, const char *node)
{
	return basis_framework(built(t), fixture_node(t->fixture, node));
}

/* The edition named for the branch, NULL for none. */
static const char *
edition_now(struct trial *t)
{
	const struct edition *e = basis_edition(built(t), fixture_node(t->fixture, "own"), t->f);
	return e ? e->id : NULL;
}

static void
set_weight(struct trial *t, const char *node, double weight)
{
	t->fixture->evaluation->weights[fixture_node(t->fixture, node)] = weight;
}

static double
weight_of(struct trial *t, const char *node)
{
	return t->fixture->evaluation->weights[fixture_node(t->fixture, node)];
}

/* ---- editions ---- */

static void
the_edition_whose_weights_hold_is_named(void **state)
{
	struct trial *t = *state;
	assert_ptr_equal(framework_at(t, "own"), t->f);
	assert_string_equal(edition_now(t), "new");
	for (size_t i = 0; i < t->f->n_objectives; i++)
		set_weight(t, t->f->objectives[i].id, t->f->editions[0].weights[i]);
	assert_string_equal(edition_now(t), "old");
}

static void
where_editions_weigh_alike_the_default_one_is_named(void **state)
{
	struct trial *t = *state;
	struct framework twin = *t->f;
	struct edition both[] = { t->f->editions[0], t->f->editions[1] };
	both[0].weights = both[1].weights;
	twin.editions = both;
	twin.n_editions = 2;
	for (twin.edition = 0; twin.edition < 2; twin.edition++)
		assert_ptr_equal(basis_edition(built(t), fixture_node(t->fixture, "own"), &twin),
			&both[twin.edition]);
}

static void
only_proportions_of_weights_make_an_edition(void **state)
{
	struct trial *t = *state;
	(void)built(t);
	for (size_t i = 0; i < t->f->n_objectives; i++)
		set_weight(t, t->f->objectives[i].id, t->f->editions[0].weights[i] / 7);
	set_weight(t, "TST-2.1", 3);
	for (size_t k = 1; k < t->f->objectives[1].n_criteria; k++)
		set_weight(t, t->f->objectives[1].criteria[k].id, 3);
	assert_string_equal(edition_now(t), "old");
}

static void
a_slider_moved_makes_the_weights_those_of_none(void **state)
{
	struct trial *t = *state;
	(void)built(t);
	double before = weight_of(t, "TST-1");
	set_weight(t, "TST-1", before + 0.01);
	assert_null(edition_now(t));
	assert_ptr_equal(framework_at(t, "own"), t->f);
	set_weight(t, "TST-1", before);
	assert_string_equal(edition_now(t), "new");
	set_weight(t, "TST-2.1", 1.001);
	assert_null(edition_now(t));
}

static void
weights_beside_the_branch_do_not_matter(void **state)
{
	struct trial *t = *state;
	fixture_leaf(t->fixture, "root", "other", 5, "fact", fixture_boolean(t->fixture, 100, 0));
	(void)built(t);
	set_weight(t, "own", 0.3);
	set_weight(t, "other", 17);
	assert_string_equal(edition_now(t), "new");
}

/* ---- what is a framework's branch ---- */

static void
nodes_within_and_above_the_branch_are_none(void **state)
{
	struct trial *t = *state;
	assert_null(framework_at(t, "root"));
	assert_null(framework_at(t, "TST-1"));
	assert_null(framework_at(t, "TST-1.1"));
}

static void
a_leaf_more_in_an_objective_makes_it_another_branch(void **state)
{
	struct trial *t = *state;
	fixture_leaf(t->fixture, "TST-1", "more", 1, "fact", fixture_boolean(t->fixture, 100, 0));
	assert_null(framework_at(t, "own"));
}

static void
an_objective_more_makes_it_another_branch(void **state)
{
	struct trial *t = *state;
	fixture_leaf(t->fixture, "own", "more", 1, "fact", fixture_boolean(t->fixture, 100, 0));
	assert_null(framework_at(t, "own"));
}

static void
a_leaf_that_reads_another_mark_makes_it_another_branch(void **state)
{
	struct trial *t = *state;
	(void)built(t);
	struct criterion *leaf = (struct criterion *)(uintptr_t)&t->p->model
					 ->nodes[fixture_node(t->fixture, "TST-2.1")];
	leaf->reads = "TST-2.2";
	assert_null(framework_at(t, "own"));
	leaf->reads = "TST-2.1";
	leaf->kind = LEAF_EVALUATOR;
	assert_null(framework_at(t, "own"));
	leaf->kind = LEAF_MARK;
	assert_ptr_equal(framework_at(t, "own"), t->f);
}

static void
objectives_by_other_ids_make_it_another_branch(void **state)
{
	struct trial *t = *state;
	add_framework(t, "copy", "x");
	assert_null(framework_at(t, "copy"));
	assert_ptr_equal(framework_at(t, "own"), t->f);
}

static void
without_a_framework_no_branch_is_one(void **state)
{
	struct trial *t = *state;
	t->fixture->library.dictionary.n_frameworks = 0;
	assert_null(framework_at(t, "own"));
}

/* ---- kinds of leaves ---- */

static void
a_branch_is_named_by_what_all_its_leaves_read(void **state)
{
	struct trial *t = *state;
	struct fixture *x = t->fixture;
	fixture_branch(x, "root", "plain", 1);
	fixture_branch(x, "plain", "deep", 1);
	fixture_leaf(x, "deep", "leaf", 1, "fact", fixture_boolean(x, 100, 0));
	fixture_branch(x, "root", "mixed", 1);
	fixture_leaf(x, "mixed", "one", 1, "fact", fixture_boolean(x, 100, 0));
	fixture_mark_leaf(
		x, "mixed", "two", 1, "TST-1.1", fixture_anchors(x, FUNCTION_STEP, "1:0"));
	const struct model *m = built(t)->model;
	assert_string_equal(basis_of(m, fixture_node(x, "plain")), "facts");
	assert_string_equal(basis_of(m, fixture_node(x, "deep")), "facts");
	assert_string_equal(basis_of(m, fixture_node(x, "leaf")), "facts");
	assert_string_equal(basis_of(m, fixture_node(x, "own")), "marks");
	assert_null(basis_of(m, fixture_node(x, "mixed")));
	assert_null(basis_of(m, 0));
	struct criterion *leaf = (struct criterion *)(uintptr_t)&m->nodes[fixture_node(x, "leaf")];
	leaf->kind = LEAF_COST;
	assert_string_equal(basis_of(m, fixture_node(x, "plain")), "costs");
	leaf->kind = LEAF_EVALUATOR;
	assert_string_equal(basis_of(m, fixture_node(x, "plain")), "evaluators' marks");
}

int
main(void)
{
#define CASE(f) cmocka_unit_test_setup_teardown(f, begin, end)
	const struct CMUnitTest tests[] = {
		CASE(the_edition_whose_weights_hold_is_named),
		CASE(where_editions_weigh_alike_the_default_one_is_named),
		CASE(only_proportions_of_weights_make_an_edition),
		CASE(a_slider_moved_makes_the_weights_those_of_none),
		CASE(weights_beside_the_branch_do_not_matter),
		CASE(nodes_within_and_above_the_branch_are_none),
		CASE(a_leaf_more_in_an_objective_makes_it_another_branch),
		CASE(an_objective_more_makes_it_another_branch),
		CASE(a_leaf_that_reads_another_mark_makes_it_another_branch),
		CASE(objectives_by_other_ids_make_it_another_branch),
		CASE(without_a_framework_no_branch_is_one),
		CASE(a_branch_is_named_by_what_all_its_leaves_read),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
