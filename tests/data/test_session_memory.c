/* session: memory runs out at any allocation of anything a session does. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "data/session.h"
#include "tests/support/failing_malloc.h"
#include "tests/support/sessions.h"

static const struct change weights = {
	.kind = EVENT_WEIGHTS, .target = "features", .value = "cpu=30 pue=70", .settles = true
};

static void
empty(struct sessions *t)
{
	static const char *const names[] = { "new.bascule", "copy.bascule",
		"state/scratch-base.bascule" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		char path[128];
		(void)snprintf(path, sizeof path, "%s/%s", t->folder, names[i]);
		(void)remove(path);
	}
}

/* Each does one thing from begin to end and frees all of it; the status of the first failure. */

static enum status
create(struct sessions *t)
{
	char path[64];
	struct session *s = NULL;
	(void)snprintf(path, sizeof path, "%s/new.bascule", t->folder);
	enum status st = session_create(
		path, t->library, (struct strings){ NULL, 0 }, &t->context, &s, &t->err);
	if (st != ST_OK)
		return st;
	return session_close(s, &t->err);
}

static enum status
open_named(struct sessions *t)
{
	char path[64];
	struct session *s = NULL;
	(void)snprintf(path, sizeof path, "%s/a.bascule", t->folder);
	enum status st = session_open(path, SESSION_WRITE, &t->context, &s, &t->diag, &t->err);
	if (st != ST_OK)
		return st;
	return session_close(s, &t->err);
}

static enum status
scratch(struct sessions *t)
{
	char folder[64];
	struct session *s = NULL;
	(void)snprintf(folder, sizeof folder, "%s/state", t->folder);
	enum status st = session_scratch(
		t->library, folder, (struct strings){ NULL, 0 }, &t->context, &s, &t->err);
	if (st != ST_OK)
		return st;
	st = session_apply(s, &weights, &t->context, &t->err);
	if (st == ST_OK)
		st = session_undo(s, &t->context, &t->err);
	enum status closed = session_close(s, &t->err);
	return st == ST_OK ? closed : st;
}

static enum status
verify(struct sessions *t)
{
	char path[64];
	size_t n;
	(void)snprintf(path, sizeof path, "%s/a.bascule", t->folder);
	return session_verify(path, &n, &t->diag, &t->err);
}

static enum status
peek(struct sessions *t)
{
	char path[64];
	struct session_info info;
	struct arena *a = arena_new();
	(void)snprintf(path, sizeof path, "%s/a.bascule", t->folder);
	enum status st = a ? session_peek(path, a, &info, &t->err) : ST_NOMEM;
	arena_free(a);
	return st;
}

/* Some of SQLite's allocations are caches that it can do without: then all goes well. */
static void
fail_everywhere(struct sessions *t, enum status (*fn)(struct sessions *))
{
	size_t failures = 0;
	empty(t);
	assert_int_equal(fn(t), ST_OK);
	for (size_t n = 1;; n += 1 + n / 150) {
		empty(t);
		diag_clear(&t->diag);
		diag_init(&t->diag);
		long before = allocations_live();
		allocations_fail_at(n);
		enum status st = fn(t);
		bool failed = allocations_stop();
		diag_clear(&t->diag);
		diag_init(&t->diag);
		if (st != ST_OK && st != ST_NOMEM)
			fail_msg("allocation %zu: %s: %s", n, status_text(st), t->err.text);
		if (allocations_live() > before)
			fail_msg("allocation %zu: %ld pieces leak", n, allocations_live() - before);
		if (!failed) {
			assert_int_equal(st, ST_OK);
			break;
		}
		failures += st == ST_NOMEM;
	}
	/* Under the address sanitizer only our own allocations fail. */
	assert_true(failures > 0);
}

static void
creating_survives(void **state)
{
	fail_everywhere(*state, create);
}

static void
opening_survives_and_leaves_the_file_whole(void **state)
{
	struct sessions *t = *state;
	const char *path = sessions_path(t, "a.bascule");
	struct session *s = sessions_create(t, path);
	sessions_apply(t, s, &weights);
	assert_int_equal(session_undo(s, &t->context, &t->err), ST_OK);
	sessions_close(t, s);
	fail_everywhere(t, open_named);
	fail_everywhere(t, verify);
	fail_everywhere(t, peek);
	size_t n;
	assert_int_equal(session_verify(path, &n, &t->diag, &t->err), ST_OK);
	assert_int_equal(n, 3);
}

static void
scratch_work_survives(void **state)
{
	fail_everywhere(*state, scratch);
}

static void
a_change_is_whole_or_not_there_and_both_sides_agree(void **state)
{
	struct sessions *t = *state;
	const char *path = sessions_path(t, "a.bascule");
	for (size_t n = 1;; n++) {
		struct session *s = sessions_create(t, path);
		size_t before, after;
		(void)session_events(s, &before);
		allocations_fail_at(n);
		enum status st = session_apply(s, &weights, &t->context, &t->err);
		bool failed = allocations_stop();
		(void)session_events(s, &after);
		assert_true(st == ST_OK || st == ST_NOMEM);
		/* Applied and not written: it waits, and is written as soon as there is memory. */
		assert_int_equal(after - before, st == ST_OK ? 1 : session_unsaved(s));
		const char *shown = sessions_state(t, session_evaluation(s));
		sessions_close(t, s);
		s = sessions_open(t, path, SESSION_READ);
		assert_string_equal(sessions_state(t, session_evaluation(s)), shown);
		sessions_close(t, s);
		assert_int_equal(remove(path), 0);
		if (!failed)
			break;
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, sessions_begin, sessions_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(creating_survives),
		TEST(opening_survives_and_leaves_the_file_whole),
		TEST(scratch_work_survives),
		TEST(a_change_is_whole_or_not_there_and_both_sides_agree),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
