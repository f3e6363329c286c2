/*
 * The shipped data: every score, range and coverage of every node equals, to 1e-9, what a program
 * in another language computes from the survey itself: tests/oracle/balanced.py.
 */
#include <jansson.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "data/library_read.h"
#include "data/text.h"
#include "scoring/result.h"
#include "tests/support/frameworks.h"

static const struct data_path shipped = { { "data" }, 1 };

static json_t *
ask_oracle(const char *model, const char *rule)
{
	char command[256];
	(void)snprintf(command, sizeof command,
		"/usr/bin/python3 tests/oracle/balanced.py --model %s --unknown %s", model, rule);
	FILE *f = popen(command, "r");
	assert_non_null(f);
	json_error_t e;
	json_t *answer = json_loadf(f, 0, &e);
	int status = pclose(f);
	if (!answer || status != 0)
		fail_msg("%s: exit %d, %s", command, status, e.text);
	return answer;
}

static void
expect_near(const json_t *expected, double found, const char *offer, const char *node)
{
	assert_true(json_is_number(expected));
	double x = json_number_value(expected);
	if (!(fabs(x - found) <= 1e-9))
		fail_msg("%s, %s: the oracle has %.12g, we have %.12g", offer, node, x, found);
}

static void
compare_nodes(const struct model *m, const struct score *s, const json_t *nodes, const char *offer)
{
	assert_int_equal(json_object_size(nodes), m->n_nodes);
	for (size_t i = 0; i < m->n_nodes; i++) {
		const json_t *node = json_object_get(nodes, m->nodes[i].id);
		const struct node_score *n = &s->nodes[i];
		const json_t *best = json_object_get(node, "best");
		assert_non_null(node);
		expect_near(json_object_get(node, "low"), n->points.low, offer, m->nodes[i].id);
		expect_near(json_object_get(node, "high"), n->points.high, offer, m->nodes[i].id);
		/* Null: dropped out, since nothing below it is known. */
		if (json_is_null(best))
			assert_true(n->coverage == 0);
		else
			expect_near(best, n->points.best, offer, m->nodes[i].id);
	}
}

static void
compare_scores(const struct result *r, const json_t *expected)
{
	const struct problem *p = r->problem;
	assert_int_equal(json_object_size(expected), r->n);
	for (size_t a = 0; a < r->n; a++) {
		const struct score *s = &r->scores[a];
		const char *id = p->evaluation->alternatives[p->alternatives[a]].id;
		const json_t *one = json_object_get(expected, id);
		assert_non_null(one);
		/* Null: nothing at all is known. */
		if (json_is_null(json_object_get(one, "score")))
			assert_true(s->coverage == 0);
		else
			expect_near(json_object_get(one, "score"), s->points.best, id, "score");
		expect_near(json_object_get(one, "low"), s->points.low, id, "low");
		expect_near(json_object_get(one, "high"), s->points.high, id, "high");
		expect_near(json_object_get(one, "coverage"), s->coverage, id, "coverage");
		compare_nodes(p->model, s, json_object_get(one, "nodes"), id);
	}
}

static void
compare_rule(struct evaluation *ev, enum unknown_rule rule)
{
	struct arena *arena = arena_new();
	struct problem *p = NULL;
	struct result *r = NULL;
	struct err e;
	assert_non_null(arena);
	ev->unknown = rule;
	if (problem_build(ev, arena, &p, &e) != ST_OK)
		fail_msg("%s", e.text);
	assert_int_equal(result_compute(p, arena, &r), ST_OK);
	json_t *expected = ask_oracle(ev->model->id, unknown_rule_words[rule]);
	compare_scores(r, expected);
	json_decref(expected);
	arena_free(arena);
}

static void
compare_model(const char *model)
{
	struct library *lib = shipped_library(model);
	struct evaluation *ev = NULL;
	struct err e;
	if (evaluation_new(lib, (struct strings){ NULL, 0 }, &ev, &e) != ST_OK)
		fail_msg("%s", e.text);
	for (int rule = UNKNOWN_PESSIMISTIC; rule <= UNKNOWN_EXCLUDE; rule++)
		compare_rule(ev, (enum unknown_rule)rule);
	evaluation_free(ev);
	library_free(lib);
}

static void
every_shipped_model_scores_as_the_oracle_does_under_every_rule(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	const struct found_file *models = NULL;
	size_t n = 0;
	struct err e;
	assert_non_null(arena);
	assert_int_equal(library_list(&shipped, INPUT_MODEL, arena, &models, &n, &e), ST_OK);
	assert_true(n >= 3);
	for (size_t i = 0; i < n; i++)
		compare_model(models[i].id);
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_shipped_model_scores_as_the_oracle_does_under_every_rule),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
