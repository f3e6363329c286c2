/* library: frameworks and ladders found in folders, replaced, refused, and kept in sessions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "data/library_read.h"
#include "data/text.h"
#include "tests/support/failing_malloc.h"
#include "tests/support/reading.h"
#include "tests/support/sessions.h"

/* ---- a data folder of the test's own, before the tiny framework and the small data -------- */

static int
set_up(void **state)
{
	int failed = sessions_begin(state);
	struct sessions *t = *state;
	return failed || mkdir(sessions_path(t, "frameworks"), 0700) != 0 ||
		mkdir(sessions_path(t, "ladders"), 0700) != 0;
}

static void
put(struct sessions *t, const char *name, const char *text)
{
	sessions_write(sessions_path(t, name), text, strlen(text));
}

/* The tiny framework with other ids: each pair of words is replaced wherever it stands. */
static const char *
tiny_with(struct sessions *t, const char *const *words)
{
	size_t len;
	const char *text = sessions_read(t, TINY_DATA "/frameworks/tiny.yaml", &len);
	for (; *words; words += 2) {
		const char *rest = text, *out = "";
		for (const char *at; (at = strstr(rest, words[0])); rest = at + strlen(words[0]))
			out = arena_printf(
				t->arena, "%s%.*s%s", out, (int)(at - rest), rest, words[1]);
		text = arena_printf(t->arena, "%s%s", out, rest);
	}
	return text;
}

static enum status
load(struct sessions *t, const char *model, struct library **out)
{
	struct data_path path = { .dirs = { t->folder, TINY_DATA, SMALL_DATA }, .n = 3 };
	struct library_request request = { .path = &path, .model = model, .threads = 1 };
	*out = NULL;
	diag_clear(&t->diag);
	return library_load(&request, out, &t->diag);
}

static struct library *
loaded(struct sessions *t, const char *model)
{
	struct library *lib;
	if (load(t, model, &lib) != ST_OK)
		fail_msg("%s", t->diag.n ? t->diag.items[0].text : "no report");
	return lib;
}

static void
expect_only_report(struct sessions *t, const char *expected)
{
	char line[2048];
	assert_int_equal(t->diag.n, 1);
	assert_string_equal(diag_item_text(&t->diag.items[0], line, sizeof line), expected);
}

/* ---- folders ----------------------------------------------------------------------------- */

static void
frameworks_and_ladders_are_loaded_with_the_rest(void **state)
{
	struct sessions *t = *state;
	struct library *lib = loaded(t, "tender");
	const struct dictionary *d = &lib->dictionary;
	assert_int_equal(t->diag.n, 0);
	assert_int_equal(d->n_frameworks, 1);
	assert_string_equal(d->frameworks[0]->id, "tiny");
	assert_int_equal(d->n_mark_ids, 3);
	assert_string_equal(d->mark_ids[2], "SOV-2.1");
	assert_int_equal(lib->n_ladders, 1);
	assert_string_equal(lib->ladders[0]->id, "steps");
	assert_int_equal(lib->n_profiles, 2);
	/* dictionary, groups, rates, framework, model, two profiles, ladder */
	assert_int_equal(lib->n_inputs, 8);
	assert_int_equal(lib->inputs[3].kind, INPUT_FRAMEWORK);
	assert_string_equal(lib->inputs[3].name, "tiny");
	assert_int_equal(lib->inputs[7].kind, INPUT_LADDER);
	assert_string_equal(lib->inputs[7].name, "steps");
	assert_int_equal(lib->notices.n, 0);
	library_free(lib);
}

static void
frameworks_come_in_the_order_of_their_ids(void **state)
{
	struct sessions *t = *state;
	static const char *const words[] = { "id: tiny", "id: aaa", "SOV-", "AAA-", NULL };
	put(t, "frameworks/aaa.yaml", tiny_with(t, words));
	struct library *lib = loaded(t, NULL);
	const struct dictionary *d = &lib->dictionary;
	assert_int_equal(d->n_frameworks, 2);
	assert_string_equal(d->frameworks[0]->id, "aaa");
	assert_string_equal(d->frameworks[1]->id, "tiny");
	assert_int_equal(d->n_mark_ids, 6);
	assert_non_null(framework_criterion_find(d, "AAA-1.1", NULL));
	assert_non_null(framework_criterion_find(d, "SOV-1.1", NULL));
	library_free(lib);
}

static void
a_users_framework_or_ladder_replaces_the_shipped_one_and_that_is_said(void **state)
{
	struct sessions *t = *state;
	static const char *const words[] = { "The new one", "Mine", NULL };
	put(t, "frameworks/tiny.yaml", tiny_with(t, words));
	put(t, "ladders/steps.yaml",
		"bascule: ladder/1\nid: steps\nname: Mine\nissuer: I\nstatus: voluntary\n"
		"levels: {only: {name: O, requires: r, unseen: u}}\n");
	struct library *lib = loaded(t, NULL);
	const struct framework *f = lib->dictionary.frameworks[0];
	assert_int_equal(t->diag.n, 0);
	assert_int_equal(lib->dictionary.n_frameworks, 1);
	assert_string_equal(f->editions[1].name.by[LANG_EN], "Mine");
	assert_int_equal(lib->n_ladders, 1);
	assert_string_equal(lib->ladders[0]->name.by[LANG_EN], "Mine");
	assert_int_equal(lib->notices.n, 2);
	assert_string_equal(lib->notices.items[0],
		arena_printf(t->arena, "framework tiny: %s/frameworks/tiny.yaml replaces %s",
			t->folder, TINY_DATA "/frameworks/tiny.yaml"));
	assert_string_equal(lib->notices.items[1],
		arena_printf(t->arena, "ladder steps: %s/ladders/steps.yaml replaces %s", t->folder,
			TINY_DATA "/ladders/steps.yaml"));
	library_free(lib);
}

static void
marks_are_held_against_the_framework_that_counts(void **state)
{
	struct sessions *t = *state;
	static const char *const words[] = { "SOV-1.2", "SOV-1.9", NULL };
	put(t, "frameworks/tiny.yaml", tiny_with(t, words));
	put(t, "ladders/steps.yaml",
		"bascule: ladder/1\nid: steps\nname: Mine\nissuer: I\nstatus: voluntary\n"
		"levels: {only: {name: O, requires: r, unseen: u}}\n");
	struct library *lib = loaded(t, NULL);
	assert_int_equal(lib->n_profiles, 1);
	assert_null(library_profile(lib, "alpha"));
	expect_only_report(t,
		SMALL_DATA "/profiles/alpha.yaml:19:3: error: marks.SOV-1.2: unknown criterion of "
			   "a framework \"SOV-1.2\"; did you mean \"SOV-1.1\"?");
	library_free(lib);
}

static void
a_broken_framework_fails_the_whole_with_its_place(void **state)
{
	struct sessions *t = *state;
	struct library *lib;
	static const char *const words[] = { "SOV-2: 50.0", "SOV-2: 49", NULL };
	put(t, "frameworks/tiny.yaml", tiny_with(t, words));
	assert_int_equal(load(t, NULL, &lib), ST_INVALID);
	assert_null(lib);
	expect_only_report(t,
		arena_printf(t->arena,
			"%s/frameworks/tiny.yaml:17:3: error: editions.new: expected weights that "
			"sum to 100, found 99",
			t->folder));
	put(t, "frameworks/tiny.yaml", "bascule: [\n");
	assert_int_equal(load(t, NULL, &lib), ST_SYNTAX);
	assert_null(lib);
}

static void
a_framework_is_found_by_the_name_of_its_file(void **state)
{
	struct sessions *t = *state;
	struct library *lib;
	static const char *const words[] = { "SOV-", "NEW-", NULL };
	put(t, "frameworks/mine.yaml", tiny_with(t, words));
	assert_int_equal(load(t, NULL, &lib), ST_INVALID);
	assert_null(lib);
	expect_only_report(t,
		arena_printf(t->arena,
			"%s/frameworks/mine.yaml: error: id: the file is named mine.yaml, so its "
			"id must be \"mine\", found \"tiny\"",
			t->folder));
}

/* A framework of one objective with one criterion. */
static const char *
one_criterion(struct sessions *t, const char *id, const char *objective, const char *criterion)
{
	return arena_printf(t->arena,
		"bascule: framework/1\nid: %s\nname: X\nshort: X\nfull: 10\nedition: e\n"
		"editions: {e: {name: E, weights: {%s: 100}, seals: {L: {en: L, fr: L}}}}\n"
		"seals: {L: {meaning: M}}\n"
		"objectives: {%s: {name: A, criteria: {%s: {asks: q, rungs: {1: {value: 1, "
		"seal: 0, label: l}}}}}}\n",
		id, objective, objective, criterion);
}

static void
two_frameworks_that_share_an_id_in_any_case_are_refused(void **state)
{
	struct sessions *t = *state;
	static const struct {
		const char *objective, *criterion, *shared;
	} cases[] = {
		{ "SOV-1", "A-1", "SOV-1" },
		{ "A", "SOV-1.2", "SOV-1.2" },
		{ "A", "sov-2.1", "sov-2.1" },
		{ "SOV-2.1", "A-1", "SOV-2.1" }, /* an objective here, a criterion there */
		{ "tiny", "A-1", "tiny" },
		{ "A", "A-1", NULL },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct library *lib;
		put(t, "frameworks/zzz.yaml",
			one_criterion(t, "zzz", cases[i].objective, cases[i].criterion));
		enum status st = load(t, NULL, &lib);
		assert_int_equal(st, cases[i].shared ? ST_INVALID : ST_OK);
		if (cases[i].shared)
			expect_only_report(t,
				arena_printf(t->arena,
					"%s/frameworks/zzz.yaml: error: \"%s\" is already an id "
					"of the framework tiny (%s)",
					t->folder, cases[i].shared,
					TINY_DATA "/frameworks/tiny.yaml"));
		library_free(lib);
	}
}

static void
a_broken_ladder_is_told_and_left_out(void **state)
{
	struct sessions *t = *state;
	put(t, "ladders/bad.yaml",
		"bascule: ladder/1\nid: bad\nname: B\nissuer: I\nstatus: in_force\n"
		"levels: {a: {name: A, requires: r, when: \"SOV-1.seal >= 3\"}}\n");
	put(t, "ladders/zoo.yaml",
		"bascule: ladder/1\nid: other\nname: B\nissuer: I\nstatus: in_force\n"
		"levels: {a: {name: A, requires: r, unseen: u}}\n");
	struct library *lib = loaded(t, "tender");
	assert_int_equal(t->diag.n_errors, 2);
	assert_int_equal(lib->n_ladders, 1);
	assert_string_equal(lib->ladders[0]->id, "steps");
	assert_int_equal(lib->n_profiles, 2);
	assert_non_null(lib->model);
	for (size_t i = 0; i < lib->n_inputs; i++)
		assert_true(lib->inputs[i].kind != INPUT_LADDER ||
			str_eq(lib->inputs[i].name, "steps"));
	char line[2048];
	assert_string_equal(diag_item_text(&t->diag.items[0], line, sizeof line),
		arena_printf(t->arena,
			"%s/ladders/bad.yaml:6:57: error: levels.a.when: column 15: expected a "
			"level (a whole number from 0 to 2), found '3'",
			t->folder));
	assert_non_null(strstr(t->diag.items[1].text, "its id must be \"zoo\""));
	library_free(lib);
}

/* ---- sessions ---------------------------------------------------------------------------- */

static void
expect_same_library(const struct library *a, const struct library *b)
{
	assert_int_equal(b->dictionary.n_frameworks, a->dictionary.n_frameworks);
	for (size_t i = 0; i < a->dictionary.n_frameworks; i++) {
		const struct framework *f = a->dictionary.frameworks[i];
		const struct framework *g = b->dictionary.frameworks[i];
		assert_string_equal(g->id, f->id);
		assert_int_equal(g->n_criteria, f->n_criteria);
	}
	assert_int_equal(b->n_ladders, a->n_ladders);
	for (size_t i = 0; i < a->n_ladders; i++)
		assert_string_equal(b->ladders[i]->id, a->ladders[i]->id);
	assert_int_equal(b->n_profiles, a->n_profiles);
	assert_int_equal(b->n_inputs, a->n_inputs);
	assert_int_equal(b->model->n_nodes, a->model->n_nodes);
	for (size_t i = 0; i < a->model->n_nodes; i++) {
		assert_string_equal(b->model->nodes[i].id, a->model->nodes[i].id);
		assert_true(b->model->nodes[i].weight == a->model->nodes[i].weight);
	}
}

static void
stored_bytes_give_the_same_frameworks_in_any_order(void **state)
{
	struct sessions *t = *state;
	struct library *again = NULL;
	static const char *const words[] = { "id: tiny", "id: aaa", "SOV-", "AAA-", NULL };
	put(t, "frameworks/aaa.yaml", tiny_with(t, words));
	struct library *lib = loaded(t, "tender");
	struct input *inputs = arena_array(t->arena, lib->n_inputs, sizeof *inputs);
	assert_non_null(inputs);
	for (size_t i = 0; i < lib->n_inputs; i++) {
		inputs[i] = lib->inputs[lib->n_inputs - 1 - i];
		inputs[i].path = "/nowhere";
	}
	assert_int_equal(
		library_from_inputs(inputs, lib->n_inputs, "tender", &again, &t->diag), ST_OK);
	expect_same_library(lib, again);
	assert_string_equal(again->dictionary.mark_ids[0], "AAA-1.1");
	library_free(again);
	library_free(lib);
}

static void
a_named_session_keeps_its_frameworks_and_ladders(void **state)
{
	struct sessions *t = *state;
	const char *path = sessions_path(t, "a.bascule");
	library_free(t->library);
	t->library = loaded(t, "tender");
	struct session *s = sessions_create(t, path);
	struct change c = sessions_change(EVENT_WEIGHTS, "SOV-1", "SOV-1.1=2 SOV-1.2=1");
	sessions_apply(t, s, &c);
	sessions_close(t, s);
	assert_string_equal(sessions_ask(t, path,
				    "SELECT group_concat(kind || ':' || name, ' ') FROM input "
				    "WHERE kind IN ('framework', 'ladder') ORDER BY n"),
		"framework:tiny ladder:steps");

	s = sessions_open(t, path, SESSION_READ);
	const struct library *again = session_library(s);
	expect_same_library(t->library, again);
	const struct evaluation *ev = session_evaluation(s);
	assert_true(ev->weights[model_find(ev->model, "SOV-1.1")->index] == 2);
	sessions_close(t, s);
	size_t n;
	assert_int_equal(session_verify(path, &n, &t->diag, &t->err), ST_OK);
}

static void
a_session_without_a_framework_still_reads(void **state)
{
	struct sessions *t = *state;
	const char *path = sessions_path(t, "a.bascule");
	/* the small data alone, as sessions were stored before there were frameworks */
	struct session *s = sessions_create(t, path);
	sessions_close(t, s);
	assert_string_equal(sessions_ask(t, path,
				    "SELECT count(*) FROM input WHERE kind IN ('framework', "
				    "'ladder')"),
		"0");
	s = sessions_open(t, path, SESSION_READ);
	const struct library *lib = session_library(s);
	assert_int_equal(lib->dictionary.n_frameworks, 0);
	assert_int_equal(lib->n_ladders, 0);
	const struct profile *alpha = library_profile(lib, "alpha");
	assert_non_null(alpha);
	assert_int_equal(alpha->n_marks, 2);
	sessions_close(t, s);
}

static void
a_session_that_lacks_its_framework_says_so(void **state)
{
	struct sessions *t = *state;
	struct library *lib = loaded(t, "tender"), *again = NULL;
	struct input inputs[16];
	size_t n = 0;
	for (size_t i = 0; i < lib->n_inputs; i++)
		if (lib->inputs[i].kind != INPUT_FRAMEWORK)
			inputs[n++] = lib->inputs[i];
	assert_int_equal(library_from_inputs(inputs, n, "tender", &again, &t->diag), ST_INVALID);
	assert_null(again);
	assert_non_null(
		strstr(t->diag.items[0].text, "criteria.sovereignty: unknown framework \"tiny\""));
	library_free(lib);
}

/* ---- no memory --------------------------------------------------------------------------- */

static enum status
load_once(void)
{
	struct diag diag;
	struct library *lib = NULL;
	struct data_path path = tiny_path();
	struct library_request request = { .path = &path, .model = "tender", .threads = 1 };
	diag_init(&diag);
	enum status st = library_load(&request, &lib, &diag);
	if (st == ST_OK && diag.n_errors)
		fail_msg("a failure left the library without a part");
	library_free(lib);
	diag_clear(&diag);
	return st;
}

static void
memory_that_runs_out_anywhere_is_reported_and_leaks_nothing(void **state)
{
	(void)state;
	bool failed = true;
	for (size_t n = 1; failed; n++) {
		long before = allocations_live();
		allocations_fail_at(n);
		enum status st = load_once();
		failed = allocations_stop();
		assert_int_equal(allocations_live(), before);
		if (st != (failed ? ST_NOMEM : ST_OK))
			fail_msg("allocation %zu failed, and the status is %d", n, st);
	}
}

int
main(void)
{
#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, set_up, sessions_end)
	const struct CMUnitTest tests[] = {
		IN_FOLDER(frameworks_and_ladders_are_loaded_with_the_rest),
		IN_FOLDER(frameworks_come_in_the_order_of_their_ids),
		IN_FOLDER(a_users_framework_or_ladder_replaces_the_shipped_one_and_that_is_said),
		IN_FOLDER(marks_are_held_against_the_framework_that_counts),
		IN_FOLDER(a_broken_framework_fails_the_whole_with_its_place),
		IN_FOLDER(a_framework_is_found_by_the_name_of_its_file),
		IN_FOLDER(two_frameworks_that_share_an_id_in_any_case_are_refused),
		IN_FOLDER(a_broken_ladder_is_told_and_left_out),
		IN_FOLDER(stored_bytes_give_the_same_frameworks_in_any_order),
		IN_FOLDER(a_named_session_keeps_its_frameworks_and_ladders),
		IN_FOLDER(a_session_without_a_framework_still_reads),
		IN_FOLDER(a_session_that_lacks_its_framework_says_so),
		cmocka_unit_test(memory_that_runs_out_anywhere_is_reported_and_leaks_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
