/*
 * Memory that runs out: each allocation of the scoring fails in its turn, and every time the caller
 * is told.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/failing_arena.h"
#include "tests/support/generated.h"

/* ---- the cases ---- */

/* Runs `work` with 0, 1, 2 … allocations until it succeeds; returns how often it failed. */
static size_t
fail_until_it_works(enum status (*work)(struct fixture *, struct arena *), struct fixture *f)
{
	for (size_t n = 0;; n++) {
		struct arena *arena = arena_new();
		assert_non_null(arena);
		arena->is_limited = true;
		arena->left = n;
		enum status st = work(f, arena);
		arena_free(arena);
		if (st == ST_OK)
			return n;
		assert_int_equal(st, ST_NOMEM);
		assert_true(n < 1000);
	}
}

static enum status
score(struct fixture *f, struct arena *arena)
{
	struct problem *p = NULL, *again = NULL;
	struct result *r = NULL;
	struct difference *d = NULL;
	size_t n = 0;
	struct err e = { .text = "" };
	enum status st = problem_build(f->evaluation, arena, &p, &e);
	assert_true(st == ST_OK || (p == NULL && e.text[0] != '\0'));
	if (st == ST_OK)
		st = problem_reweigh(p, arena, &again);
	if (st == ST_OK)
		st = result_compute(again, arena, &r);
	assert_true((st == ST_OK) == (r != NULL));
	if (st == ST_OK && r->n > 1)
		st = result_differences(r, 0, 1, 0, arena, &d, &n);
	return st;
}

static void
scoring_says_when_memory_runs_out(void **state)
{
	(void)state;
	uint64_t seed = random_seed();
	struct generated *g = malloc(sizeof *g);
	assert_non_null(g);
	size_t failures = 0;
	for (uint64_t i = 0; i < 300; i++) {
		struct random r = random_of(seed, i);
		generated_make(g, &r, GENERATED_ANY);
		struct fixture *f = generated_build(g, NULL);
		failures += fail_until_it_works(score, f);
		fixture_free(f);
	}
	free(g);
	assert_true(failures > 300 * 10);
}

static enum status
parse(struct fixture *f, struct arena *arena)
{
	const struct condition *c = NULL;
	struct err e = { .text = "" };
	enum status st = condition_parse(
		"not (n >= 10 and seat in EU) or seat in [FR, DE] or SOV-1.1 > 2 and w == \"a\"",
		&f->library.dictionary, arena, &c, NULL, &e);
	assert_true((st == ST_OK) == (c != NULL));
	assert_true(st == ST_OK || e.text[0] != '\0');
	return st;
}

static void
parsing_says_when_memory_runs_out(void **state)
{
	(void)state;
	struct fixture *f = fixture_new();
	fixture_def(f, "n", FACT_NUMBER);
	fixture_def(f, "seat", FACT_COUNTRY);
	fixture_def_words(f, "w", "a b");
	fixture_group(f, "EU", "DE FR");
	fixture_finish(f);
	assert_true(fail_until_it_works(parse, f) > 15);
	fixture_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(scoring_says_when_memory_runs_out),
		cmocka_unit_test(parsing_says_when_memory_runs_out),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
