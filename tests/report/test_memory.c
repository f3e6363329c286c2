/*
 * Memory that runs out: each allocation of a view or a writer fails in its turn, and every time the
 * caller is told.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "report/format.h"
#include "report/methods.h"
#include "report/table_json.h"
#include "report/view.h"
#include "report/view_data.h"
#include "report/view_framework.h"
#include "report/yaml.h"
#include "tests/support/failing_arena.h"
#include "tests/support/fixture.h"
#include "tests/support/schemes.h"

static const struct view_options options = {
	.lang = LANG_EN, .sources = true, .verbose = true, .what_if = "--weights a=1"
};
static const struct result *result;
static struct fixture *fixture;
/* The same of a model that is a framework, with ladders beside. */
static const struct result *schemes_result;
static struct fixture *schemes;

static int
begin(void **state)
{
	(void)state;
	static const struct source source = {
		.id = "s", .title = "T", .publisher = "P", .url = "u"
	};
	static const struct source *sources[] = { &source };
	struct fixture *f = fixture_new();
	fixture_def(f, "x", FACT_NUMBER);
	fixture_def(f, "z", FACT_BOOLEAN);
	for (int i = 0; i < 3; i++) {
		static const char *const ids[] = { "a", "b", "c" };
		static const char *const values[] = { "80", "50.5", "unknown" };
		fixture_profile(f, ids[i]);
		struct fact *fact = fixture_fact(f, "x", values[i]);
		fact->sources = sources;
		fact->n_sources = 1;
		fixture_fact(f, "z", i ? "true" : "unknown");
	}
	fixture_branch(f, "root", "one", 1);
	fixture_leaf(f, "one", "lx", 1, "x", fixture_linear(f, 0, 100));
	fixture_leaf(f, "root", "lz", 1, "z", fixture_boolean(f, 100, 0));
	fixture_gate(f, "g", "z == true");
	fixture_finish(f);
	result = fixture_score(f);
	fixture = f;
	schemes = schemes_fixture("");
	schemes_result = fixture_score(schemes);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	fixture_free(fixture);
	fixture_free(schemes);
	return 0;
}

/* Runs `work` as often as it allocates, each time with another allocation failing. */
static void expect_told(enum status (*work)(struct arena *))
{
	struct arena *arena = arena_new();
	assert_non_null(arena);
	assert_int_equal(work(arena), ST_OK);
	size_t total = arena->n;
	assert_true(total > 5);
	arena_free(arena);
	for (size_t n = 0; n < total; n++) {
		arena = arena_new();
		assert_non_null(arena);
		arena->is_limited = true;
		arena->left = n;
		if (work(arena) != ST_NOMEM)
			fail_msg("allocation %zu of %zu failed and nobody was told", n, total);
		arena_free(arena);
	}
}

/* Writes a table in every format. */
static enum status
write_all(const struct table *t, struct arena *arena)
{
	static const struct layout layout = { .utf8 = true, .width = 60 };
	static const enum format formats[] = { FORMAT_TABLE, FORMAT_CSV, FORMAT_TSV, FORMAT_MD };
	const char *json;
	enum status st = table_json(t, "test/1", arena, &json);
	for (size_t i = 0; st == ST_OK && i < sizeof formats / sizeof *formats; i++) {
		FILE *out = fopen("/dev/null", "w");
		assert_non_null(out);
		st = table_write(t, formats[i], &layout, out);
		fclose(out);
	}
	return st;
}

static enum status
rank(struct arena *arena)
{
	struct table *t;
	enum status st = view_rank(result, &options, arena, &t);
	return st == ST_OK ? write_all(t, arena) : st;
}

static enum status
compare(struct arena *arena)
{
	struct table *t;
	enum status st = view_compare(result, NULL, 0, &options, arena, &t);
	return st == ST_OK ? write_all(t, arena) : st;
}

static enum status
explain(struct arena *arena)
{
	struct table *t;
	enum status st = view_explain(result, 0, SIZE_MAX, &options, arena, &t);
	if (st == ST_OK)
		st = write_all(t, arena);
	if (st == ST_OK)
		st = view_explain(result, 0, 1, &options, arena, &t);
	return st == ST_OK ? write_all(t, arena) : st;
}

static enum status
evidence_and_weights(struct arena *arena)
{
	struct table *t;
	enum status st = view_evidence(result, 0, fixture_node(fixture, "lx"), &options, arena, &t);
	if (st == ST_OK)
		st = write_all(t, arena);
	if (st == ST_OK)
		st = view_weights(result, &options, arena, &t);
	return st == ST_OK ? write_all(t, arena) : st;
}

static enum status
all_json(struct arena *arena)
{
	const char *text;
	enum status st = view_rank_json(result, &options, arena, &text);
	if (st == ST_OK)
		st = view_compare_json(result, NULL, 0, &options, arena, &text);
	if (st == ST_OK)
		st = view_explain_json(result, 0, SIZE_MAX, &options, arena, &text);
	if (st == ST_OK)
		st = view_explain_json(result, 0, 1, &options, arena, &text);
	return st;
}

static enum status
data(struct arena *arena)
{
	const struct library *lib = &fixture->library;
	const struct table *tables[] = {
		view_facts(&lib->dictionary, LANG_EN, arena),
		view_provider(&lib->dictionary, lib->profiles[0], NULL, LANG_EN, arena),
		view_providers(lib, arena),
		view_methods(LANG_EN, arena),
	};
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		if (!tables[i] || write_all(tables[i], arena) != ST_OK)
			return ST_NOMEM;
	return yaml_model(&fixture->model, arena) ? ST_OK : ST_NOMEM;
}

static const size_t offers[] = { 0, 1, 2 };

/* Of n offers: the board with sources, an objective, a criterion. */
static struct framework_question
question(size_t n, size_t objective, size_t criterion)
{
	const struct framework *f = schemes->library.dictionary.frameworks[0];
	return (struct framework_question){ .framework = f,
		.edition = &f->editions[1],
		.rule = BLANK_NEUTRAL,
		.alternatives = offers,
		.n = n,
		.objective = objective,
		.criterion = criterion };
}

static enum status
framework_of(struct framework_question q, struct arena *arena)
{
	struct table *t;
	enum status st = view_framework(schemes_result, &q, &options, arena, &t);
	return st == ST_OK ? write_all(t, arena) : st;
}

static enum status
framework_board(struct arena *arena)
{
	return framework_of(question(3, SIZE_MAX, SIZE_MAX), arena);
}

static enum status
framework_of_one(struct arena *arena)
{
	return framework_of(question(1, SIZE_MAX, SIZE_MAX), arena);
}

static enum status
framework_objective_and_criterion(struct arena *arena)
{
	enum status st = framework_of(question(3, 0, SIZE_MAX), arena);
	return st == ST_OK ? framework_of(question(3, 0, 1), arena) : st;
}

static enum status
ladders_of(size_t n, struct arena *arena)
{
	const struct ladder_question q = { .alternatives = offers, .n = n };
	struct table *t;
	enum status st = view_ladders(schemes_result, &q, &options, arena, &t);
	return st == ST_OK ? write_all(t, arena) : st;
}

static enum status
ladders(struct arena *arena)
{
	return ladders_of(3, arena);
}

static enum status
ladders_of_one(struct arena *arena)
{
	return ladders_of(1, arena);
}

/* Rank, compare and explain a model that is a framework: each names what its branches rest on. */
static enum status
bases(struct arena *arena)
{
	struct table *t;
	enum status st = view_rank(schemes_result, &options, arena, &t);
	if (st == ST_OK)
		st = write_all(t, arena);
	if (st == ST_OK)
		st = view_compare(schemes_result, NULL, 0, &options, arena, &t);
	if (st == ST_OK)
		st = write_all(t, arena);
	if (st == ST_OK)
		st = view_explain(schemes_result, 0, SIZE_MAX, &options, arena, &t);
	return st == ST_OK ? write_all(t, arena) : st;
}

static enum status
schemes_json(struct arena *arena)
{
	const struct ladder_question ladders_asked = { .alternatives = offers, .n = 3 };
	const char *text;
	struct framework_question q = question(3, SIZE_MAX, SIZE_MAX);
	enum status st = view_framework_json(schemes_result, &q, &options, arena, &text);
	if (st == ST_OK)
		st = view_ladders_json(schemes_result, &ladders_asked, &options, arena, &text);
	return st == ST_OK ? view_rank_json(schemes_result, &options, arena, &text) : st;
}

static enum status
schemes_data(struct arena *arena)
{
	const struct library *lib = &schemes->library;
	const struct table *tables[] = {
		view_frameworks(&lib->dictionary, LANG_EN, arena),
		view_framework_text(lib->dictionary.frameworks[0], LANG_EN, arena),
		view_ladder_list(lib, LANG_EN, arena),
		view_ladder(lib->ladders[0], LANG_EN, arena),
	};
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		if (!tables[i] || write_all(tables[i], arena) != ST_OK)
			return ST_NOMEM;
	return ST_OK;
}

static void
every_view_says_when_memory_runs_out(void **state)
{
	(void)state;
	expect_told(rank);
	expect_told(compare);
	expect_told(explain);
	expect_told(evidence_and_weights);
	expect_told(all_json);
	expect_told(data);
}

static void
every_view_of_schemes_says_when_memory_runs_out(void **state)
{
	(void)state;
	expect_told(framework_board);
	expect_told(framework_of_one);
	expect_told(framework_objective_and_criterion);
	expect_told(ladders);
	expect_told(ladders_of_one);
	expect_told(bases);
	expect_told(schemes_json);
	expect_told(schemes_data);
}

static size_t json_left;

static void *
failing_malloc(size_t size)
{
	return json_left-- ? malloc(size) : NULL;
}

static void
json_says_when_its_library_has_no_memory(void **state)
{
	(void)state;
	json_set_alloc_funcs(failing_malloc, free);
	size_t n = 0;
	for (enum status st = ST_NOMEM; st != ST_OK; n++) {
		struct arena *arena = arena_new();
		json_left = n;
		st = all_json(arena);
		if (st == ST_OK)
			st = schemes_json(arena);
		assert_true(st == ST_OK || st == ST_NOMEM);
		arena_free(arena);
		assert_true(n < 100000);
	}
	json_set_alloc_funcs(malloc, free);
	assert_true(n > 500);
}

int
main(void)
{
#define CASE(f) cmocka_unit_test_setup_teardown(f, begin, end)
	const struct CMUnitTest tests[] = {
		CASE(every_view_says_when_memory_runs_out),
		CASE(every_view_of_schemes_says_when_memory_runs_out),
		CASE(json_says_when_its_library_has_no_memory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
