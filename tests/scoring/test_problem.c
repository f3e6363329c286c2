/* The problem: weights, cells, age, confidence, gates, as arrays. */
#include "scoring/problem.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "data/text.h"
#include "tests/support/fixture.h"

static int
set_up(void **state)
{
	struct fixture *f = fixture_new();
	struct fact_def *n = fixture_def(f, "n", FACT_NUMBER);
	n->min = 0;
	n->max = 100;
	n->unit = "EUR/h";
	fixture_def(f, "b", FACT_BOOLEAN);
	fixture_rate(f, "EUR", "USD", 1.25);
	fixture_branch(f, "root", "top", 3);
	fixture_leaf(f, "top", "number", 1, "n", fixture_linear(f, 0, 100));
	fixture_leaf(f, "top", "flag", 3, "b", fixture_boolean(f, 100, 0));
	fixture_mark_leaf(f, "root", "mark", 1, "SOV-1.1",
		fixture_anchors(f, FUNCTION_STEP, "1:0 2:30 3:60 4:100"));
	fixture_gate(f, "flag", "b == true");
	fixture_gate(f, "cheap", "n <= 40");
	fixture_profile(f, "acme");
	fixture_fact(f, "n", "50");
	fixture_fact(f, "b", "true");
	fixture_mark(f, "SOV-1.1", 2, 3, 4);
	fixture_profile(f, "bolt");
	fixture_fact(f, "b", "unknown");
	*state = f;
	return 0;
}

static int
tear_down(void **state)
{
	fixture_free(*state);
	return 0;
}

static const struct cell *
cell_of(struct fixture *f, const char *alternative, const char *node)
{
	(void)fixture_score(f);
	return problem_cell(f->problem, fixture_alternative(f, alternative), fixture_node(f, node));
}

static void
normalises_weights_among_siblings(void **state)
{
	struct fixture *f = *state;
	fixture_finish(f);
	(void)fixture_score(f);
	const struct problem *p = f->problem;
	assert_true(p->weight[0] == 1 && p->global_weight[0] == 1);
	assert_true(p->weight[fixture_node(f, "top")] == 0.75);
	assert_true(p->weight[fixture_node(f, "flag")] == 0.75);
	assert_true(p->global_weight[fixture_node(f, "flag")] == 0.5625);
	assert_true(p->global_weight[fixture_node(f, "mark")] == 0.25);
}

static void
weighs_as_the_evaluation_does(void **state)
{
	struct fixture *f = *state;
	fixture_finish(f);
	f->evaluation->weights[fixture_node(f, "number")] = 0.1;
	f->evaluation->weights[fixture_node(f, "flag")] = 0.7;
	(void)fixture_score(f);
	for (size_t i = 0; i < f->problem->n_nodes; i++) {
		assert_true(f->problem->weight[i] == evaluation_weight(f->evaluation, i));
		assert_true(
			f->problem->global_weight[i] == evaluation_global_weight(f->evaluation, i));
	}
}

static void
siblings_that_weigh_nothing_share_equally(void **state)
{
	struct fixture *f = *state;
	fixture_finish(f);
	f->evaluation->weights[fixture_node(f, "top")] = 0;
	f->evaluation->weights[fixture_node(f, "mark")] = 0;
	(void)fixture_score(f);
	assert_true(f->problem->weight[fixture_node(f, "top")] == 0.5);
	assert_true(f->problem->weight[fixture_node(f, "mark")] == 0.5);
}

static void
reweighs_without_reading_the_facts_again(void **state)
{
	struct fixture *f = *state;
	fixture_finish(f);
	(void)fixture_score(f);
	const struct problem *before = f->problem;
	struct problem *after = NULL;
	f->evaluation->weights[fixture_node(f, "mark")] = 9;
	assert_int_equal(problem_reweigh(before, f->arena, &after), ST_OK);
	assert_ptr_equal(after->cells, before->cells);
	assert_true(after->weight[fixture_node(f, "mark")] == 0.75);
	assert_true(before->weight[fixture_node(f, "mark")] == 0.25);
}

static void
weighs_only_what_is_in(void **state)
{
	struct fixture *f = *state;
	fixture_finish(f);
	f->evaluation->alternatives[0].in = false;
	const struct result *r = fixture_score(f);
	assert_int_equal(r->n, 1);
	assert_int_equal(f->problem->alternatives[0], 1);
}

static void
a_cell_knows_its_fact(void **state)
{
	struct fixture *f = *state;
	fixture_finish(f);
	const struct cell *known = cell_of(f, "acme", "number");
	assert_ptr_equal(known->fact, fixture_fact_of(f, "acme", "n"));
	assert_false(known->unknown);
	assert_true(known->points.best == 50);
	const struct cell *silent = cell_of(f, "bolt", "number");
	assert_null(silent->fact);
	assert_true(silent->unknown);
	const struct cell *stated = cell_of(f, "bolt", "flag");
	assert_non_null(stated->fact);
	assert_true(stated->unknown);
}

static void
a_cell_has_its_points_under_every_rule(void **state)
{
	struct fixture *f = *state;
	fixture_finish(f);
	static const double best[] = { 0, 50, 100, 0 };
	for (int rule = UNKNOWN_PESSIMISTIC; rule <= UNKNOWN_EXCLUDE; rule++) {
		f->evaluation->unknown = (enum unknown_rule)rule;
		const struct cell *c = cell_of(f, "bolt", "flag");
		assert_true(c->points.best == best[rule]);
		assert_true(c->as_neutral.best == 50 && c->as_optimistic.best == 100);
		assert_true(c->points.low == 0 && c->points.high == 100);
		c = cell_of(f, "acme", "flag");
		assert_true(c->as_neutral.best == 100 && c->as_optimistic.best == 100);
	}
}

static void
a_mark_is_read_by_its_rungs(void **state)
{
	struct fixture *f = *state;
	fixture_finish(f);
	const struct cell *c = cell_of(f, "acme", "mark");
	assert_non_null(c->mark);
	assert_true(c->points.low == 30 && c->points.best == 60 && c->points.high == 100);
	assert_false(c->old || c->undated || c->unknown);
	c = cell_of(f, "bolt", "mark");
	assert_true(c->unknown);
	assert_true(c->points.low == 0 && c->points.high == 100);
}

/* The reference date of the fixture's model is 2026-11-24. */
static void
a_fact_is_old_when_its_months_are_over(void **state)
{
	static const struct {
		const char *as_of;
		int months;
		bool old;
	} cases[] = {
		{ "2023-11-24", 36, false },
		{ "2023-11-23", 36, true },
		/* A date counts from its first day. */
		{ "2023-11", 36, true },
		{ "2023-12", 36, false },
		{ "2023", 36, true },
		{ "2024", 36, false },
		{ "2024", 34, true },
		{ "2026-10-31", 0, false },
		{ "1990", 0, false },
		{ "2026-10-24", 1, false },
		{ "2026-10-23", 1, true },
	};
	struct fixture *f = *state;
	fixture_finish(f);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		f->model.max_age_months = cases[i].months;
		fixture_fact_of(f, "acme", "n")->as_of = cases[i].as_of;
		const struct cell *c = cell_of(f, "acme", "number");
		assert_false(c->undated);
		if (c->old != cases[i].old)
			fail_msg("%s after %d months", cases[i].as_of, cases[i].months);
	}
}

static void
months_end_with_their_last_day(void **state)
{
	(void)state;
	assert_int_equal(date_months_later("2026-01-31", 1), date_first_day("2026-02-28"));
	assert_int_equal(date_months_later("2027-11-30", 3), date_first_day("2028-02-29"));
	assert_int_equal(date_months_later("2026-12", 1), date_first_day("2027-01-01"));
	assert_int_equal(date_months_later("2025", 25), date_first_day("2027-02"));
}

static void
an_undated_fact_counts_as_old(void **state)
{
	struct fixture *f = *state;
	fixture_finish(f);
	fixture_fact_of(f, "acme", "n")->as_of = NULL;
	const struct cell *c = cell_of(f, "acme", "number");
	assert_true(c->old && c->undated);
	fixture_fact_of(f, "bolt", "b")->as_of = NULL;
	c = cell_of(f, "bolt", "flag");
	assert_false(c->old || c->undated);
}

static void
the_reference_date_is_the_newest_survey_where_the_model_has_none(void **state)
{
	struct fixture *f = *state;
	fixture_finish(f);
	f->model.reference_date = NULL;
	f->model.max_age_months = 1;
	fixture_fact_of(f, "acme", "n")->as_of = "2026-10-23";
	assert_true(cell_of(f, "acme", "number")->old);
	for (size_t i = 0; i < f->library.n_profiles; i++)
		((struct profile *)(uintptr_t)f->library.profiles[i])->surveyed = "2026-11-01";
	assert_false(cell_of(f, "acme", "number")->old);
}

static void
low_confidence_is_weak_or_unknown(void **state)
{
	struct fixture *f = *state;
	fixture_finish(f);
	fixture_fact_of(f, "acme", "n")->confidence = CONFIDENCE_LOW;
	const struct cell *c = cell_of(f, "acme", "number");
	assert_true(c->weak && !c->unknown);
	f->model.low_confidence_as_unknown = true;
	c = cell_of(f, "acme", "number");
	assert_true(c->unknown && !c->weak && !c->old);
	assert_true(c->points.low == 0 && c->points.best == 0 && c->points.high == 100);
	assert_non_null(c->fact);
	fixture_fact_of(f, "acme", "n")->confidence = CONFIDENCE_MEDIUM;
	assert_false(cell_of(f, "acme", "number")->unknown);
}

static void
foreign_amounts_are_converted(void **state)
{
	struct fixture *f = *state;
	fixture_finish(f);
	fixture_fact_of(f, "acme", "n")->value.unit = "USD/h";
	assert_true(fabs(cell_of(f, "acme", "number")->points.best - 40) < 1e-12);
}

static void
a_missing_rate_is_said(void **state)
{
	struct fixture *f = *state;
	fixture_finish(f);
	fixture_fact_of(f, "acme", "n")->value.unit = "GBP/h";
	struct problem *p = NULL;
	struct err e;
	assert_int_equal(problem_build(f->evaluation, f->arena, &p, &e), ST_INVALID);
	assert_null(p);
	assert_string_equal(e.text, "acme: n is in GBP/h, and no rate leads to EUR/h");
}

static void
gates_are_read_once_for_all(void **state)
{
	struct fixture *f = *state;
	fixture_finish(f);
	(void)fixture_score(f);
	const struct problem *p = f->problem;
	assert_int_equal(p->n_gates, 2);
	assert_string_equal(p->gate[0]->id, "cheap");
	size_t acme = fixture_alternative(f, "acme") * 2, bolt = fixture_alternative(f, "bolt") * 2;
	assert_int_equal(p->gates[acme], GATE_FAIL);
	assert_int_equal(p->gates[acme + 1], GATE_PASS);
	assert_int_equal(p->gates[bolt], GATE_OPEN);
	assert_int_equal(p->gates[bolt + 1], GATE_OPEN);
}

static void
a_gate_taken_away_is_not_asked(void **state)
{
	struct fixture *f = *state;
	fixture_finish(f);
	f->evaluation->gates[0].condition = NULL;
	(void)fixture_score(f);
	assert_int_equal(f->problem->n_gates, 1);
	assert_string_equal(f->problem->gate[0]->id, "flag");
}

static void
an_override_takes_the_place_of_the_fact(void **state)
{
	struct fixture *f = *state;
	fixture_finish(f);
	struct fact measured = *fixture_fact_of(f, "acme", "n");
	measured.value.number = 75;
	measured.overridden = true;
	struct override over = { 0, measured.def, &measured };
	f->evaluation->overrides = &over;
	f->evaluation->n_overrides = 1;
	const struct cell *c = cell_of(f, "acme", "number");
	assert_true(c->overridden);
	assert_true(c->points.best == 75);
	assert_false(cell_of(f, "acme", "flag")->overridden);
}

int
main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		CASE(normalises_weights_among_siblings),
		CASE(weighs_as_the_evaluation_does),
		CASE(siblings_that_weigh_nothing_share_equally),
		CASE(reweighs_without_reading_the_facts_again),
		CASE(weighs_only_what_is_in),
		CASE(a_cell_knows_its_fact),
		CASE(a_cell_has_its_points_under_every_rule),
		CASE(a_mark_is_read_by_its_rungs),
		CASE(a_fact_is_old_when_its_months_are_over),
		CASE(months_end_with_their_last_day),
		CASE(an_undated_fact_counts_as_old),
		CASE(the_reference_date_is_the_newest_survey_where_the_model_has_none),
		CASE(low_confidence_is_weak_or_unknown),
		CASE(foreign_amounts_are_converted),
		CASE(a_missing_rate_is_said),
		CASE(gates_are_read_once_for_all),
		CASE(a_gate_taken_away_is_not_asked),
		CASE(an_override_takes_the_place_of_the_fact),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
