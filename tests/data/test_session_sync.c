/*
 * session: what is on the disk when. This program stands between SQLite and the system's calls that
 * sync, counts them, and lets them fail.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cmocka.h>

#include "data/session.h"
#include "tests/support/sessions.h"

static size_t syncs;
static bool disk_is_broken;

static int
sync_by(long call, int fd)
{
	syncs++;
	if (!disk_is_broken)
		return (int)syscall(call, fd);
	errno = EIO;
	return -1;
}

int
fsync(int fd)
{
	return sync_by(SYS_fsync, fd);
}

int
fdatasync(int fd)
{
	return sync_by(SYS_fdatasync, fd);
}

static struct change
step(const char *value, bool continues, bool settles)
{
	return (struct change){ .kind = EVENT_WEIGHTS,
		.target = "features",
		.value = value,
		.continues = continues,
		.settles = settles };
}

/* A session that has its log, so that what follows is the everyday case. */
static struct session *
begin(struct sessions *t)
{
	struct session *s = sessions_create(t, sessions_path(t, "a.bascule"));
	const struct change c = sessions_change(EVENT_UNKNOWN, "", "neutral");
	sessions_apply(t, s, &c);
	syncs = 0;
	return s;
}

static void
steps_of_a_slider_cost_no_sync_and_its_end_one(void **state)
{
	struct sessions *t = *state;
	struct session *s = begin(t);
	const struct change steps[] = { step("cpu=1 pue=2", false, false),
		step("cpu=1 pue=3", true, false), step("cpu=1 pue=4", true, false) };
	for (size_t i = 0; i < 3; i++)
		sessions_apply(t, s, &steps[i]);
	assert_int_equal(syncs, 0);
	const struct change end = step("cpu=1 pue=5", true, true);
	sessions_apply(t, s, &end);
	assert_int_equal(syncs, 1);
	sessions_close(t, s);
}

static void
settling_syncs_what_is_not_and_nothing_else(void **state)
{
	struct sessions *t = *state;
	struct session *s = begin(t);
	assert_int_equal(session_settle(s, &t->context, &t->err), ST_OK);
	assert_int_equal(syncs, 0);
	const struct change one = step("cpu=1 pue=2", false, false);
	sessions_apply(t, s, &one);
	assert_int_equal(session_settle(s, &t->context, &t->err), ST_OK);
	assert_int_equal(syncs, 1);
	assert_int_equal(session_settle(s, &t->context, &t->err), ST_OK);
	assert_int_equal(syncs, 1);
	sessions_close(t, s);
}

static void
a_change_that_brings_nothing_new_still_ends_the_gesture(void **state)
{
	struct sessions *t = *state;
	struct session *s = begin(t);
	const struct change one = step("cpu=1 pue=2", false, false);
	const struct change same = step("cpu=1 pue=2", true, true);
	sessions_apply(t, s, &one);
	sessions_apply(t, s, &same);
	assert_int_equal(syncs, 1);
	assert_int_equal(session_changes(s), 2);
	sessions_close(t, s);
}

static void
every_other_change_is_synced_at_once(void **state)
{
	struct sessions *t = *state;
	struct session *s = begin(t);
	struct change changes[] = {
		sessions_change(EVENT_LOCK, "pue", "true"),
		sessions_change(EVENT_COMMENT, "", "x"),
		sessions_change(EVENT_PROVIDER, "beta", "out"),
	};
	for (size_t i = 0; i < 3; i++) {
		changes[i].settles = false; /* forgotten by the caller */
		syncs = 0;
		sessions_apply(t, s, &changes[i]);
		assert_int_equal(syncs, 1);
	}
	syncs = 0;
	assert_int_equal(session_undo(s, &t->context, &t->err), ST_OK);
	assert_int_equal(syncs, 1);
	assert_int_equal(session_redo(s, &t->context, &t->err), ST_OK);
	assert_int_equal(syncs, 2);
	sessions_close(t, s);
}

static void
closing_syncs_an_open_gesture(void **state)
{
	struct sessions *t = *state;
	struct session *s = begin(t);
	const struct change one = step("cpu=1 pue=2", false, false);
	sessions_apply(t, s, &one);
	sessions_close(t, s);
	assert_true(syncs > 0);
}

static void
a_disk_that_cannot_sync_is_told_and_tried_again(void **state)
{
	struct sessions *t = *state;
	struct session *s = begin(t);
	const struct change c = sessions_change(EVENT_UNKNOWN, "", "optimistic");
	disk_is_broken = true;
	enum status st = session_apply(s, &c, &t->context, &t->err);
	disk_is_broken = false;
	assert_int_equal(st, ST_IO);
	assert_non_null(strstr(t->err.text, "1 change is kept in memory"));
	assert_int_equal(session_unsaved(s), 1);
	assert_int_equal(session_settle(s, &t->context, &t->err), ST_OK);
	assert_int_equal(session_unsaved(s), 0);
	sessions_close(t, s);
	size_t n;
	assert_int_equal(
		session_verify(sessions_path(t, "a.bascule"), &n, &t->diag, &t->err), ST_OK);
	assert_int_equal(n, 3);
}

static void
a_gesture_that_cannot_be_settled_stays_unsettled(void **state)
{
	struct sessions *t = *state;
	struct session *s = begin(t);
	const struct change one = step("cpu=1 pue=2", false, false);
	sessions_apply(t, s, &one);
	disk_is_broken = true;
	enum status st = session_settle(s, &t->context, &t->err);
	disk_is_broken = false;
	assert_int_equal(st, ST_IO);
	syncs = 0;
	assert_int_equal(session_settle(s, &t->context, &t->err), ST_OK);
	assert_int_equal(syncs, 1);
	sessions_close(t, s);
}

static void
a_new_file_is_synced_before_it_has_its_name(void **state)
{
	struct sessions *t = *state;
	struct session *s = NULL;
	const char *path = sessions_path(t, "new.bascule");
	disk_is_broken = true;
	enum status st = session_create(
		path, t->library, (struct strings){ NULL, 0 }, &t->context, &s, &t->err);
	disk_is_broken = false;
	assert_int_equal(st, ST_IO);
	assert_false(sessions_exists(path));
	assert_int_equal(rmdir(t->folder), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, sessions_begin, sessions_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(steps_of_a_slider_cost_no_sync_and_its_end_one),
		TEST(settling_syncs_what_is_not_and_nothing_else),
		TEST(a_change_that_brings_nothing_new_still_ends_the_gesture),
		TEST(every_other_change_is_synced_at_once),
		TEST(closing_syncs_an_open_gesture),
		TEST(a_disk_that_cannot_sync_is_told_and_tried_again),
		TEST(a_gesture_that_cannot_be_settled_stays_unsettled),
		TEST(a_new_file_is_synced_before_it_has_its_name),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
