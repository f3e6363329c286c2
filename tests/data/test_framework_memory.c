/*
 * Memory that runs out while frameworks, ladders, models, profiles and conditions are read: each
 * single allocation of an arena fails in its turn, all others succeed, and every time the caller
 * is told.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "data/framework_read.h"
#include "data/ladder_read.h"
#include "data/model_read.h"
#include "data/profile_read.h"
#include "data/text.h"
#include "tests/support/failing_arena.h"
#include "tests/support/reading.h"

/* Reads one file with the arenas given, of which one fails. */
struct reader_of {
	enum status (*read)(const struct file_bytes *, const struct dictionary *, struct arena *,
		struct arena *scratch, struct diag *);
};

static enum status
read_framework(const struct file_bytes *in, const struct dictionary *d, struct arena *arena,
	struct arena *scratch, struct diag *diag)
{
	const struct framework *f = NULL;
	enum status st = framework_parse(in, d, arena, scratch, &f, diag);
	assert_true((st == ST_OK) == (f != NULL));
	return st;
}

static enum status
read_ladder(const struct file_bytes *in, const struct dictionary *d, struct arena *arena,
	struct arena *scratch, struct diag *diag)
{
	const struct ladder *l = NULL;
	enum status st = ladder_parse(in, d, arena, scratch, &l, diag);
	assert_true((st == ST_OK) == (l != NULL));
	return st;
}

static enum status
find_tender(void *context, const char *id, struct file_bytes *out, struct err *e)
{
	(void)id;
	return file_read(TINY_DATA "/models/tender.yaml", context, out, e);
}

static enum status
read_model(const struct file_bytes *in, const struct dictionary *d, struct arena *arena,
	struct arena *scratch, struct diag *diag)
{
	const struct model *m = NULL;
	const struct model_finder finder = { find_tender, arena };
	enum status st = model_parse(in, d, &finder, arena, scratch, &m, diag);
	assert_true((st == ST_OK) == (m != NULL));
	return st;
}

static enum status
read_profile(const struct file_bytes *in, const struct dictionary *d, struct arena *arena,
	struct arena *scratch, struct diag *diag)
{
	const struct profile *p = NULL;
	enum status st = profile_parse(in, d, arena, scratch, &p, diag);
	assert_true((st == ST_OK) == (p != NULL));
	return st;
}

static const struct reader_of frameworks = { read_framework }, ladders = { read_ladder },
			      models = { read_model }, profiles = { read_profile };

static enum status
read_with(const struct reader_of *of, const struct reading *r, const struct file_bytes *in,
	size_t n, bool of_scratch, bool *failed)
{
	struct diag diag;
	struct arena *arena = arena_new(), *scratch = arena_new();
	struct arena *limited = of_scratch ? scratch : arena;
	assert_true(arena && scratch);
	limited->is_limited = true;
	limited->left = n;
	diag_init(&diag);
	enum status st = of->read(in, &r->dictionary, arena, scratch, &diag);
	*failed = limited->n > n;
	diag_clear(&diag);
	arena_free(arena);
	arena_free(scratch);
	return st;
}

static void
fail_each_allocation(const struct reader_of *of, const struct reading *r,
	const struct file_bytes *in, enum status otherwise)
{
	for (int of_scratch = 0; of_scratch < 2; of_scratch++) {
		size_t n = 0;
		for (bool failed = true; failed; n++) {
			enum status st = read_with(of, r, in, n, of_scratch, &failed);
			if (st != (failed ? ST_NOMEM : otherwise))
				fail_msg("%s: allocation %zu of %s, status %d", in->path, n,
					of_scratch ? "scratch" : "the arena", st);
		}
		assert_true(n > 1);
	}
}

static void
fail_file(const struct reader_of *of, struct reading *r, const char *path, enum status otherwise)
{
	struct file_bytes in = file_at(r, path);
	fail_each_allocation(of, r, &in, otherwise);
}

static void
fail_bad_files(
	const struct reader_of *of, struct reading *r, const char *kind, const char *const *names)
{
	for (; *names; names++)
		fail_file(of, r, arena_printf(r->arena, "tests/corpus/%s-%s.yaml", kind, *names),
			ST_INVALID);
}

static void
reading_frameworks_says_when_memory_runs_out(void **state)
{
	(void)state;
	static const char *const bad[] = { "kinds", "weights", "levels", "rungs", "top", "twins",
		"missing", "no-objectives", "many-levels", "unknown-keys", NULL };
	struct reading r;
	reading_begin(&r);
	reading_dictionary(&r);
	fail_file(&frameworks, &r, TINY_DATA "/frameworks/tiny.yaml", ST_OK);
	fail_bad_files(&frameworks, &r, "framework", bad);
	reading_end(&r);
}

static void
reading_ladders_says_when_memory_runs_out(void **state)
{
	(void)state;
	static const char *const bad[] = { "conditions", "levels", "kinds", "missing", NULL };
	struct reading r;
	reading_begin(&r);
	reading_framework(&r);
	fail_file(&ladders, &r, TINY_DATA "/ladders/steps.yaml", ST_OK);
	fail_bad_files(&ladders, &r, "ladder", bad);
	reading_end(&r);
}

static void
branches_of_models_say_when_memory_runs_out(void **state)
{
	(void)state;
	static const char *const overlay =
		"bascule: model/1\nid: x\nname: X\nextends: tender\nweights: {SOV-2: 7}\n";
	static const char *const bad[] = { "framework: tinny", "framework: tiny, edition: odl",
		"mark: SOV-1.7", "framework: tiny, edition: [old]" };
	struct reading r;
	reading_begin(&r);
	reading_framework(&r);
	fail_file(&models, &r, TINY_DATA "/models/tender.yaml", ST_OK);
	struct file_bytes in = file_of(overlay);
	fail_each_allocation(&models, &r, &in, ST_OK);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		in = file_of(arena_printf(r.arena,
			"bascule: model/1\nid: x\nname: X\ncriteria: {s: {name: S, weight: 1, "
			"%s}}\n",
			bad[i]));
		fail_each_allocation(&models, &r, &in, ST_INVALID);
	}
	reading_end(&r);
}

static void
marks_of_profiles_say_when_memory_runs_out(void **state)
{
	(void)state;
	struct reading r;
	reading_begin(&r);
	reading_framework(&r);
	fail_file(&profiles, &r, SMALL_DATA "/profiles/alpha.yaml", ST_OK);
	struct file_bytes bad = file_of(
		"bascule: profile/1\nid: x\nname: X\ncountry: FR\nsurveyed: 2026\nfacts: {}\n"
		"marks: {SOV-1.9: {rung: 9, reason: r, facts: [env.peu]}}\n");
	fail_each_allocation(&profiles, &r, &bad, ST_INVALID);
	reading_end(&r);
}

/* ---- conditions -------------------------------------------------------------------------- */

static enum status
parse_and_write(const char *text, const struct dictionary *d, struct arena *arena)
{
	const struct condition *c = NULL;
	struct err e = { .text = "" };
	enum status st = condition_parse(text, d, arena, &c, NULL, &e);
	assert_true((st == ST_OK) == (c != NULL));
	assert_true(st == ST_OK || e.text[0]);
	if (st == ST_OK && !condition_text(c, arena))
		st = ST_NOMEM;
	return st;
}

static void
conditions_and_their_texts_say_when_memory_runs_out(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		enum status otherwise;
	} cases[] = {
		{ "SOV-1.1 in [1, 2, 3]", ST_OK },
		{ "tiny.seal in [0, 2]", ST_OK },
		{ "SOV-1.seal >= 2", ST_OK },
		{ "own.note in [\"a b\", c, \"or\"]", ST_OK },
		{ "own.country in EU", ST_OK },
		{ "SOV-9.seal >= 2", ST_INVALID },
		{ "nothing.of.the.kind.seal >= 2", ST_INVALID },
		{ "SOV-1.9 >= 2", ST_INVALID },
	};
	struct reading r;
	reading_begin(&r);
	reading_framework(&r);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		bool failed = true;
		for (size_t n = 0; failed; n++) {
			struct arena *arena = arena_new();
			assert_non_null(arena);
			arena->is_limited = true;
			arena->left = n;
			enum status st = parse_and_write(cases[i].text, &r.dictionary, arena);
			failed = arena->n > n;
			if (st != (failed ? ST_NOMEM : cases[i].otherwise))
				fail_msg("%s: allocation %zu, status %d", cases[i].text, n, st);
			arena_free(arena);
		}
	}
	reading_end(&r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reading_frameworks_says_when_memory_runs_out),
		cmocka_unit_test(reading_ladders_says_when_memory_runs_out),
		cmocka_unit_test(branches_of_models_say_when_memory_runs_out),
		cmocka_unit_test(marks_of_profiles_say_when_memory_runs_out),
		cmocka_unit_test(conditions_and_their_texts_say_when_memory_runs_out),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
