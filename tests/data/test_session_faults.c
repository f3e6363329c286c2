/* session: other writers, read-only places, left-over journals, full disks, no memory. */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "data/session.h"
#include "data/text.h"
#include "tests/support/sessions.h"

static const struct change neutral = {
	.kind = EVENT_UNKNOWN, .target = "", .value = "neutral", .settles = true
};
static const struct change optimistic = {
	.kind = EVENT_UNKNOWN, .target = "", .value = "optimistic", .settles = true
};

static int
run_child(int (*fn)(struct sessions *), struct sessions *t)
{
	int status = 0;
	fflush(NULL);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0)
		_exit(fn(t));
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 98;
}

/* ---- two programs ---------------------------------------------------------------------------- */

static int
read_while_another_writes(struct sessions *t)
{
	struct session *s = NULL;
	if (session_open(sessions_path(t, "a.bascule"), SESSION_WRITE, &t->context, &s, &t->diag,
		    &t->err) != ST_OK)
		return 1;
	if (!session_is_read_only(s) || !session_notice(s) ||
		!strstr(session_notice(s), "another program"))
		return 2;
	if (session_evaluation(s)->unknown != UNKNOWN_NEUTRAL)
		return 3;
	if (session_apply(s, &optimistic, &t->context, &t->err) != ST_READONLY)
		return 4;
	if (session_undo(s, &t->context, &t->err) != ST_READONLY || session_can_undo(s, "ana"))
		return 5;
	if (session_evaluation(s)->unknown != UNKNOWN_NEUTRAL || session_unsaved(s))
		return 6;
	if (session_save_as(s, sessions_path(t, "b.bascule"), &t->context, &t->err) != ST_OK)
		return 7;
	return session_close(s, &t->err) == ST_OK ? 0 : 8;
}

static void
a_second_program_reads_and_is_told(void **state)
{
	struct sessions *t = *state;
	struct other other = sessions_other(read_while_another_writes, t);
	struct session *s = sessions_create(t, sessions_path(t, "a.bascule"));
	sessions_apply(t, s, &neutral);
	assert_int_equal(sessions_other_end(&other), 0);
	sessions_apply(t, s, &optimistic);
	sessions_close(t, s);
	s = sessions_open(t, sessions_path(t, "a.bascule"), SESSION_WRITE);
	assert_int_equal(session_changes(s), 2);
	assert_false(session_is_read_only(s));
	sessions_close(t, s);
}

static int
read_for_a_while(struct sessions *t)
{
	struct session *s = sessions_open(t, sessions_path(t, "a.bascule"), SESSION_READ);
	sessions_pause(t);
	return session_close(s, &t->err) == ST_OK ? 0 : 1;
}

static void
a_reader_is_not_in_the_way_of_the_writer(void **state)
{
	struct sessions *t = *state;
	struct other other = sessions_other(read_for_a_while, t);
	struct session *s = sessions_create(t, sessions_path(t, "a.bascule"));
	sessions_apply(t, s, &neutral);
	assert_true(sessions_other_go(&other));
	sessions_apply(t, s, &optimistic);
	sessions_close(t, s);
	assert_false(sessions_exists(sessions_path(t, "a.bascule-wal")));
	assert_int_equal(sessions_other_end(&other), 0);
}

static void
what_another_program_added_is_never_overwritten(void **state)
{
	struct sessions *t = *state;
	const char *path = sessions_path(t, "a.bascule");
	struct session *s = sessions_create(t, path);
	sessions_sql(path,
		"INSERT INTO event SELECT 2, origin, 2, time, 'eve', scope, 2, kind, "
		"target, old, new, reason, sources, prev, hash FROM event");
	assert_int_equal(session_apply(s, &neutral, &t->context, &t->err), ST_INVALID);
	assert_non_null(strstr(t->err.text, "another program"));
	assert_int_equal(session_unsaved(s), 1);
	assert_int_equal(
		session_save_as(s, sessions_path(t, "b.bascule"), &t->context, &t->err), ST_OK);
	assert_int_equal(session_close(s, &t->err), ST_INVALID);
	assert_non_null(strstr(t->err.text, "1 change is lost"));
	assert_string_equal(sessions_ask(t, path, "SELECT actor FROM event WHERE n = 2"), "eve");
	s = sessions_open(t, sessions_path(t, "b.bascule"), SESSION_READ);
	assert_int_equal(session_evaluation(s)->unknown, UNKNOWN_NEUTRAL);
	sessions_close(t, s);
}

/* Some other tool holds SQLite's own lock for a while. */
static int
hold_a_lock(struct sessions *t)
{
	sqlite3 *db = NULL;
	if (sqlite3_open(sessions_path(t, "a.bascule"), &db) != SQLITE_OK ||
		sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK)
		return 1;
	if (write(t->said, "x", 1) != 1)
		return 2;
	(void)usleep(200000);
	return sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK ? 0 : 3;
}

static void
a_file_in_use_for_a_moment_is_waited_for(void **state)
{
	struct sessions *t = *state;
	struct other other = sessions_other(hold_a_lock, t);
	struct session *s = sessions_create(t, sessions_path(t, "a.bascule"));
	sessions_apply(t, s, &neutral);
	assert_true(sessions_other_go(&other));
	sessions_apply(t, s, &optimistic);
	assert_int_equal(sessions_other_end(&other), 0);
	sessions_close(t, s);
}

static int
hold_a_snapshot(struct sessions *t)
{
	sqlite3 *db = NULL;
	if (sqlite3_open(sessions_path(t, "a.bascule"), &db) != SQLITE_OK ||
		sqlite3_exec(db, "BEGIN; SELECT * FROM event", NULL, NULL, NULL) != SQLITE_OK)
		return 1;
	sessions_pause(t);
	_exit(0); /* and does not tidy up */
}

static void
a_log_that_a_reader_needs_stays_until_the_next_writer(void **state)
{
	struct sessions *t = *state;
	struct other other = sessions_other(hold_a_snapshot, t);
	struct session *s = sessions_create(t, sessions_path(t, "a.bascule"));
	sessions_apply(t, s, &neutral);
	assert_true(sessions_other_go(&other));
	sessions_apply(t, s, &optimistic);
	sessions_close(t, s);
	assert_true(sessions_exists(sessions_path(t, "a.bascule-wal")));
	assert_int_equal(sessions_other_end(&other), 0);
	s = sessions_open(t, sessions_path(t, "a.bascule"), SESSION_WRITE);
	assert_int_equal(session_changes(s), 2);
	sessions_close(t, s);
	assert_false(sessions_exists(sessions_path(t, "a.bascule-wal")));
}

/* ---- read-only places ------------------------------------------------------------------------ */

static int
open_in_a_read_only_place(struct sessions *t)
{
	struct session *s = NULL;
	if (session_open(sessions_path(t, "ro/a.bascule"), SESSION_WRITE, &t->context, &s, &t->diag,
		    &t->err) != ST_OK)
		return 1;
	if (!session_is_read_only(s) || !session_notice(s))
		return 2;
	if (session_evaluation(s)->unknown != UNKNOWN_NEUTRAL || session_changes(s) != 1)
		return 3;
	if (session_apply(s, &optimistic, &t->context, &t->err) != ST_READONLY)
		return 4;
	if (session_close(s, &t->err) != ST_OK)
		return 5;
	size_t n;
	if (session_verify(sessions_path(t, "ro/a.bascule"), &n, &t->diag, &t->err) != ST_OK)
		return 6;
	return n == 2 ? 0 : 7;
}

static void
copy(struct sessions *t, const char *from, const char *to, mode_t mode)
{
	size_t len;
	const char *bytes = sessions_read(t, sessions_path(t, from), &len);
	sessions_write(sessions_path(t, to), bytes, len);
	assert_int_equal(chmod(sessions_path(t, to), mode), 0);
}

/* A session that was closed, or copied in the midst of things with its journal. */
static void
make_read_only_place(struct sessions *t, bool with_log, bool with_index, mode_t mode, mode_t folder)
{
	struct session *s = sessions_create(t, sessions_path(t, "a.bascule"));
	assert_int_equal(mkdir(sessions_path(t, "ro"), 0700), 0);
	sessions_apply(t, s, &neutral);
	if (!with_log)
		sessions_close(t, s);
	copy(t, "a.bascule", "ro/a.bascule", mode);
	if (with_log)
		copy(t, "a.bascule-wal", "ro/a.bascule-wal", mode);
	if (with_index)
		copy(t, "a.bascule-shm", "ro/a.bascule-shm", mode);
	if (with_log)
		sessions_close(t, s);
	assert_int_equal(chmod(sessions_path(t, "ro"), folder), 0);
	assert_int_equal(chmod(t->folder, 0755), 0);
}

static void
a_read_only_folder_is_read(void **state)
{
	struct sessions *t = *state;
	make_read_only_place(t, false, false, 0666, 0555);
	assert_int_equal(sessions_as_nobody(open_in_a_read_only_place, t), 0);
}

static void
a_read_only_file_is_read(void **state)
{
	struct sessions *t = *state;
	make_read_only_place(t, false, false, 0444, 0777);
	assert_int_equal(sessions_as_nobody(open_in_a_read_only_place, t), 0);
}

static void
a_read_only_folder_with_a_log_is_read_with_the_log(void **state)
{
	struct sessions *t = *state;
	make_read_only_place(t, true, false, 0444, 0555);
	assert_int_equal(sessions_as_nobody(open_in_a_read_only_place, t), 0);
}

static void
a_read_only_folder_with_log_and_index_is_read_with_both(void **state)
{
	struct sessions *t = *state;
	make_read_only_place(t, true, true, 0444, 0555);
	assert_int_equal(sessions_as_nobody(open_in_a_read_only_place, t), 0);
}

static void
a_left_over_log_is_folded_in_by_the_next_writer(void **state)
{
	struct sessions *t = *state;
	make_read_only_place(t, true, true, 0600, 0700);
	struct session *s = sessions_open(t, sessions_path(t, "ro/a.bascule"), SESSION_WRITE);
	assert_int_equal(session_changes(s), 1);
	sessions_apply(t, s, &optimistic);
	sessions_close(t, s);
	assert_false(sessions_exists(sessions_path(t, "ro/a.bascule-wal")));
	s = sessions_open(t, sessions_path(t, "ro/a.bascule"), SESSION_READ);
	assert_int_equal(session_changes(s), 2);
	sessions_close(t, s);
}

static void
a_log_of_another_file_never_gives_a_mixture(void **state)
{
	struct sessions *t = *state;
	make_read_only_place(t, true, false, 0600, 0700);
	struct session *s = sessions_create(t, sessions_path(t, "c.bascule"));
	sessions_apply(t, s, &optimistic);
	copy(t, "c.bascule-wal", "ro/a.bascule-wal", 0600);
	sessions_close(t, s);
	struct session *other = NULL;
	enum status st = session_open(sessions_path(t, "ro/a.bascule"), SESSION_READ, &t->context,
		&other, &t->diag, &t->err);
	/* A whole log of another file may be played by SQLite; then the chain must not fit, or be
	 * that of the other file from end to end: it cannot be a mixture. */
	if (st == ST_OK) {
		size_t n;
		assert_int_equal(session_close(other, &t->err), ST_OK);
		assert_int_equal(
			session_verify(sessions_path(t, "ro/a.bascule"), &n, &t->diag, &t->err),
			ST_OK);
	} else {
		assert_int_equal(st, ST_INVALID);
	}
}

/* What a program leaves that was killed while it opened or closed a session. */
static void
make_hot_journal(struct sessions *t)
{
	int status;
	const char *path = sessions_path(t, "a.bascule");
	struct session *s = sessions_create(t, path);
	sessions_apply(t, s, &neutral);
	sessions_close(t, s);
	fflush(NULL);
	pid_t child = fork();
	if (child == 0) {
		sqlite3 *db = NULL;
		/* Too little cache for it: so it reaches the file before it is committed. */
		int code = sqlite3_open(path, &db);
		if (code == SQLITE_OK)
			code = sqlite3_exec(db,
				"PRAGMA cache_size=1; BEGIN; CREATE TABLE junk(x); INSERT INTO "
				"junk VALUES(zeroblob(100000)); UPDATE meta SET value = 'junk'",
				NULL, NULL, NULL);
		(void)raise(code == SQLITE_OK ? SIGKILL : SIGTERM);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(WTERMSIG(status), SIGKILL);
	assert_true(sessions_exists(sessions_path(t, "a.bascule-journal")));
}

static void
a_hot_journal_is_played_back_also_for_a_reader(void **state)
{
	struct sessions *t = *state;
	make_hot_journal(t);
	struct session *s = sessions_open(t, sessions_path(t, "a.bascule"), SESSION_READ);
	assert_int_equal(session_changes(s), 1);
	sessions_close(t, s);
	assert_false(sessions_exists(sessions_path(t, "a.bascule-journal")));
}

/* ---- a full disk ----------------------------------------------------------------------------- */

/* No file can grow beyond this. */
static void
limit_files(rlim_t bytes)
{
	struct rlimit limit;
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	limit.rlim_cur = bytes;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
	(void)signal(SIGXFSZ, SIG_IGN);
}

static int
write_on_a_full_disk(struct sessions *t)
{
	struct stat info;
	const char *path = sessions_path(t, "a.bascule"), *log = sessions_path(t, "a.bascule-wal");
	struct session *s = sessions_create(t, path);
	sessions_apply(t, s, &neutral);
	if (stat(log, &info) != 0)
		return 1;
	limit_files((rlim_t)info.st_size);
	if (session_apply(s, &optimistic, &t->context, &t->err) != ST_IO)
		return 2;
	if (!strstr(t->err.text, "1 change is kept in memory"))
		return 3;
	if (session_evaluation(s)->unknown != UNKNOWN_OPTIMISTIC || session_unsaved(s) != 1)
		return 4;
	if (session_undo(s, &t->context, &t->err) != ST_IO || session_unsaved(s) != 2)
		return 5;
	if (session_settle(s, &t->context, &t->err) != ST_IO || session_unsaved(s) != 2)
		return 6;
	limit_files(RLIM_INFINITY);
	if (session_settle(s, &t->context, &t->err) != ST_OK || session_unsaved(s) != 0)
		return 7;
	if (session_redo(s, &t->context, &t->err) != ST_OK || session_close(s, &t->err) != ST_OK)
		return 8;
	size_t n;
	if (session_verify(path, &n, &t->diag, &t->err) != ST_OK || n != 5)
		return 9;
	s = sessions_open(t, path, SESSION_READ);
	return session_evaluation(s)->unknown == UNKNOWN_OPTIMISTIC &&
			session_close(s, &t->err) == ST_OK
		? 0
		: 10;
}

static void
on_a_full_disk_changes_wait_in_memory(void **state)
{
	assert_int_equal(run_child(write_on_a_full_disk, *state), 0);
}

static int
close_on_a_full_disk(struct sessions *t)
{
	struct stat info;
	struct session *s = sessions_create(t, sessions_path(t, "a.bascule"));
	sessions_apply(t, s, &neutral);
	if (stat(sessions_path(t, "a.bascule-wal"), &info) != 0)
		return 1;
	limit_files((rlim_t)info.st_size);
	if (session_apply(s, &optimistic, &t->context, &t->err) != ST_IO)
		return 2;
	if (session_close(s, &t->err) != ST_IO || !strstr(t->err.text, "1 change is lost"))
		return 3;
	limit_files(RLIM_INFINITY);
	s = sessions_open(t, sessions_path(t, "a.bascule"), SESSION_READ);
	return session_changes(s) == 1 && session_close(s, &t->err) == ST_OK ? 0 : 4;
}

static void
what_could_not_be_written_is_named_when_closing(void **state)
{
	assert_int_equal(run_child(close_on_a_full_disk, *state), 0);
}

static int
create_on_a_full_disk(struct sessions *t)
{
	struct session *s = NULL;
	const char *path = sessions_path(t, "a.bascule");
	limit_files(6000);
	if (session_create(path, t->library, (struct strings){ NULL, 0 }, &t->context, &s,
		    &t->err) != ST_IO)
		return 1;
	if (!strstr(t->err.text, path))
		return 2;
	limit_files(RLIM_INFINITY);
	/* Nothing half-written, under no name. */
	return rmdir(t->folder) == 0 && mkdir(t->folder, 0700) == 0 ? 0 : 3;
}

static void
a_file_that_cannot_be_written_whole_is_not_there_at_all(void **state)
{
	assert_int_equal(run_child(create_on_a_full_disk, *state), 0);
}

enum { NOT_ALLOWED = 77 };

/* A real disk, small enough to fill: where a user may mount one. */
static int
fill_a_disk(struct sessions *t)
{
	const char *disk = sessions_path(t, "disk");
	if (mkdir(disk, 0700) != 0 || unshare(CLONE_NEWNS) != 0 ||
		mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
		mount("none", disk, "tmpfs", 0, "size=400k") != 0)
		return NOT_ALLOWED;
	const char *path = sessions_path(t, "disk/a.bascule");
	const char *ballast = sessions_path(t, "disk/ballast");
	struct session *s = sessions_create(t, path);
	sessions_apply(t, s, &neutral);
	static char block[4096];
	FILE *f = fopen(ballast, "wb");
	while (f && fwrite(block, 1, sizeof block, f) == sizeof block && fflush(f) == 0)
		continue;
	if (!f || (fclose(f), false))
		return 1;
	char note[3000];
	memset(note, 'n', sizeof note - 1);
	note[sizeof note - 1] = '\0';
	const struct change c = sessions_change(EVENT_COMMENT, "", note);
	enum status st = ST_OK;
	for (int i = 0; st == ST_OK && i < 200; i++)
		st = session_apply(s, &c, &t->context, &t->err);
	if (st != ST_IO || !strstr(t->err.text, "the disk is full"))
		return 2;
	size_t waiting = session_unsaved(s), n;
	if (waiting != 1 || remove(ballast) != 0)
		return 3;
	if (session_settle(s, &t->context, &t->err) != ST_OK || session_unsaved(s) != 0)
		return 4;
	size_t changes = session_changes(s);
	if (session_close(s, &t->err) != ST_OK)
		return 5;
	if (session_verify(path, &n, &t->diag, &t->err) != ST_OK)
		return 6;
	return n == changes + 1 ? 0 : 7;
}

static void
a_disk_that_is_really_full_loses_nothing(void **state)
{
	int code = run_child(fill_a_disk, *state);
	if (code == NOT_ALLOWED)
		skip();
	assert_int_equal(code, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, sessions_begin, sessions_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_second_program_reads_and_is_told),
		TEST(a_reader_is_not_in_the_way_of_the_writer),
		TEST(what_another_program_added_is_never_overwritten),
		TEST(a_file_in_use_for_a_moment_is_waited_for),
		TEST(a_log_that_a_reader_needs_stays_until_the_next_writer),
		TEST(a_read_only_folder_is_read),
		TEST(a_read_only_file_is_read),
		TEST(a_read_only_folder_with_a_log_is_read_with_the_log),
		TEST(a_read_only_folder_with_log_and_index_is_read_with_both),
		TEST(a_left_over_log_is_folded_in_by_the_next_writer),
		TEST(a_log_of_another_file_never_gives_a_mixture),
		TEST(a_hot_journal_is_played_back_also_for_a_reader),
		TEST(on_a_full_disk_changes_wait_in_memory),
		TEST(what_could_not_be_written_is_named_when_closing),
		TEST(a_file_that_cannot_be_written_whole_is_not_there_at_all),
		TEST(a_disk_that_is_really_full_loses_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
