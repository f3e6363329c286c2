/* store: files that are foreign, damaged, locked; and what may not be changed in our own. */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "data/store.h"
#include "data/text.h"
#include "tests/support/random.h"
#include "tests/support/sessions.h"

/* A chain of n events, "e1", "e2" …; they live in the arena. */
static const struct event *const *
make_events(struct sessions *t, size_t n)
{
	const struct event **list = arena_array(t->arena, n, sizeof(const struct event *));
	assert_non_null(list);
	for (size_t i = 0; i < n; i++) {
		struct event *v = arena_alloc(t->arena, sizeof *v);
		assert_non_null(v);
		*v = (struct event){ .origin = "00000000000000aa",
			.seq = (int64_t)i + 1,
			.time = "2026-11-24T10:31:07Z",
			.actor = "ana",
			.scope = "",
			.gesture = (int64_t)i + 1,
			.kind = i ? EVENT_COMMENT : EVENT_INPUTS,
			.target = i ? "" : "base",
			.old_value = "",
			.new_value = arena_printf(t->arena, "e%zu", i + 1),
			.reason = "",
			.sources = "" };
		memcpy(v->prev, i ? list[i - 1]->hash : event_no_hash, sizeof v->prev);
		event_seal(v);
		list[i] = v;
	}
	return list;
}

/* A file with three events and one stored text. */
static const char *
make_file(struct sessions *t)
{
	struct input input = { INPUT_RATES, "rates", "/x/rates.yaml", "text\0more", 9, "" };
	memset(input.sha256, 'a', 64);
	const struct store_content content = {
		.header = { "00000000000000aa", "2026-11-24T10:31:07Z", "1" },
		.inputs = &input,
		.n_inputs = 1,
		.events = make_events(t, 3),
		.n_events = 3,
	};
	const char *path = sessions_path(t, "a.bascule");
	assert_int_equal(store_create(path, &content, &t->err), ST_OK);
	return path;
}

static void
expect_refusal(struct sessions *t, const char *path, enum status st, const char *why)
{
	static const enum store_access ways[] = { STORE_READ, STORE_WRITE };
	for (size_t i = 0; i < 2; i++) {
		struct store *s = NULL;
		size_t before, after;
		const char *old = sessions_read(t, path, &before);
		assert_int_equal(store_open(path, ways[i], 0, &s, &t->err), st);
		if (!strstr(t->err.text, why))
			fail_msg("'%s' does not say '%s'", t->err.text, why);
		const char *new = sessions_read(t, path, &after);
		assert_int_equal(before, after);
		assert_memory_equal(old, new, before);
	}
}

static enum status
read_all(struct sessions *t, const char *path, size_t *n_events)
{
	struct store *s = NULL;
	struct input *inputs;
	const struct event *const *events;
	size_t n;
	enum status st = store_open(path, STORE_READ, 0, &s, &t->err);
	if (st == ST_OK)
		st = store_check(s, false, &t->err);
	if (st == ST_OK)
		st = store_read_inputs(s, t->arena, &inputs, &n, &t->err);
	if (st == ST_OK)
		st = store_read_events(s, t->arena, &events, n_events, &t->err);
	assert_int_equal(store_close(s, NULL), ST_OK);
	return st;
}

/* ---- what is written comes back -------------------------------------------------------------- */

static void
a_file_gives_back_what_was_put_in(void **state)
{
	struct sessions *t = *state;
	const char *path = make_file(t);
	struct store *s = NULL;
	struct store_header header;
	struct input *inputs;
	const struct event *const *events, *first, *last;
	size_t n;
	int64_t count;
	bool has;
	assert_int_equal(store_open(path, STORE_READ, 0, &s, &t->err), ST_OK);
	assert_int_equal(store_check(s, true, &t->err), ST_OK);
	assert_int_equal(store_read_header(s, t->arena, &header, &t->err), ST_OK);
	assert_string_equal(header.origin, "00000000000000aa");
	assert_string_equal(header.created, "2026-11-24T10:31:07Z");
	assert_string_equal(header.scoring, "1");
	assert_int_equal(store_read_inputs(s, t->arena, &inputs, &n, &t->err), ST_OK);
	assert_int_equal(n, 1);
	assert_int_equal(inputs[0].kind, INPUT_RATES);
	assert_string_equal(inputs[0].path, "rates.yaml");
	assert_int_equal(inputs[0].len, 9);
	assert_memory_equal(inputs[0].bytes, "text\0more\0", 10);
	assert_int_equal(store_read_events(s, t->arena, &events, &n, &t->err), ST_OK);
	assert_int_equal(n, 3);
	for (size_t i = 0; i < n; i++)
		assert_true(event_is_sealed(events[i]));
	assert_int_equal(store_read_ends(s, t->arena, &first, &last, &count, &t->err), ST_OK);
	assert_int_equal(count, 3);
	assert_string_equal(first->new_value, "e1");
	assert_string_equal(last->new_value, "e3");
	assert_int_equal(store_has_inputs(s, &has, &t->err), ST_OK);
	assert_true(has);
	assert_int_equal(store_count_changes(s, &count, &t->err), ST_OK);
	assert_int_equal(count, 2);
	assert_int_equal(store_close(s, &t->err), ST_OK);
}

static void
files_are_created_with_the_mode_that_they_are_to_have(void **state)
{
	struct sessions *t = *state;
	struct stat s;
	const struct store_content content = { .header = { "o", "c", "1" }, .is_private = true };
	const char *path = sessions_path(t, "private.bascule");
	mode_t mask = umask(0);
	assert_int_equal(store_create(path, &content, &t->err), ST_OK);
	assert_int_equal(stat(make_file(t), &s), 0);
	assert_int_equal(s.st_mode & 07777, 0644);
	assert_int_equal(stat(path, &s), 0);
	assert_int_equal(s.st_mode & 07777, 0600);
	(void)umask(mask);
}

static void
events_are_appended_in_order_and_only_behind_those_that_are_there(void **state)
{
	struct sessions *t = *state;
	const char *path = make_file(t);
	const struct event *const *more = make_events(t, 6);
	struct store *s = NULL;
	size_t n;
	assert_int_equal(store_open(path, STORE_WRITE, 0, &s, &t->err), ST_OK);
	assert_int_equal(store_append(s, 3, more + 3, 2, false, &t->err), ST_OK);
	assert_int_equal(store_append(s, 4, more + 4, 1, true, &t->err), ST_INVALID);
	assert_int_equal(store_append(s, 6, more + 5, 1, true, &t->err), ST_INVALID);
	assert_non_null(strstr(t->err.text, "another program"));
	assert_int_equal(store_append(s, 5, more + 5, 1, true, &t->err), ST_OK);
	assert_int_equal(store_sync(s, &t->err), ST_OK);
	assert_int_equal(store_close(s, &t->err), ST_OK);
	assert_int_equal(read_all(t, path, &n), ST_OK);
	assert_int_equal(n, 6);
}

static void
update_and_delete_are_refused_by_the_file_itself(void **state)
{
	struct sessions *t = *state;
	const char *path = make_file(t);
	static const char *const attempts[] = {
		"UPDATE event SET actor = 'eve'",
		"UPDATE event SET n = n + 10",
		"DELETE FROM event WHERE n = 3",
		"DELETE FROM event",
		"INSERT OR REPLACE INTO event SELECT * FROM event WHERE n = 2",
		"INSERT INTO event VALUES(9, '', 9, '', '', '', 9, '', '', '', '', '', '', '', '')",
		"UPDATE input SET bytes = x'00'",
		"DELETE FROM input",
		"INSERT OR REPLACE INTO input SELECT * FROM input",
	};
	for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++) {
		sqlite3 *db = NULL;
		assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
		assert_int_equal(
			sqlite3_exec(db, attempts[i], NULL, NULL, NULL), SQLITE_CONSTRAINT);
		sqlite3_close(db);
	}
	size_t n;
	assert_int_equal(read_all(t, path, &n), ST_OK);
	assert_int_equal(n, 3);
}

/* ---- files that are no sessions -------------------------------------------------------------- */

static void
what_is_no_database_is_refused_and_left_alone(void **state)
{
	struct sessions *t = *state;
	const char *path = sessions_path(t, "x");
	static char noise[8192];
	struct random r = random_of(random_seed(), 0);
	for (size_t i = 0; i < sizeof noise; i++)
		noise[i] = (char)random_next(&r);
	sessions_write(path, "bascule: model/1\n", 17);
	expect_refusal(t, path, ST_INVALID, "not a session");
	sessions_write(path, noise, sizeof noise);
	expect_refusal(t, path, ST_INVALID, "not a session");
	sessions_write(path, "", 0);
	expect_refusal(t, path, ST_INVALID, "is empty");
}

static void
what_is_no_file_is_refused_at_once(void **state)
{
	struct sessions *t = *state;
	struct store *s = NULL;
	const char *fifo = sessions_path(t, "fifo");
	assert_int_equal(mkfifo(fifo, 0600), 0);
	const char *const paths[] = { sessions_path(t, "none"), t->folder, fifo, "/dev/null" };
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		assert_int_equal(store_open(paths[i], STORE_WRITE, 0, &s, &t->err), ST_IO);
		assert_int_equal(store_open(paths[i], STORE_READ, 0, &s, &t->err), ST_IO);
		assert_non_null(strstr(t->err.text, paths[i]));
	}
}

static void
databases_of_others_are_refused(void **state)
{
	struct sessions *t = *state;
	static const struct {
		const char *sql, *why;
	} cases[] = {
		{ "PRAGMA application_id=7", "another program" },
		{ "PRAGMA user_version=2", "newer bascule" },
		{ "PRAGMA user_version=0", "unknown session format" },
		{ "CREATE TABLE more(x)", "'more' is not ours" },
		{ "CREATE VIEW look AS SELECT 1", "'look' is not ours" },
		{ "CREATE INDEX fast ON event(actor)", "'fast' is not ours" },
		{ "CREATE TRIGGER evil AFTER INSERT ON event BEGIN DELETE FROM meta; END",
			"'evil' is not ours" },
		{ "CREATE VIRTUAL TABLE v USING fts5(x)", "is not ours" },
		{ "DROP TRIGGER event_update", "'event_update' is missing" },
		{ "DROP TABLE meta", "'meta' is missing" },
		{ "ALTER TABLE event ADD COLUMN extra TEXT", "'event' is not ours" },
		{ "DROP TRIGGER event_update; CREATE TRIGGER event_update BEFORE UPDATE ON event "
		  "BEGIN SELECT 1; END",
			"'event_update' is not ours" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *path = make_file(t);
		sessions_sql(path, cases[i].sql);
		expect_refusal(t, path, ST_INVALID, cases[i].why);
		assert_int_equal(remove(path), 0);
	}
}

static void
names_in_a_foreign_schema_cannot_act_on_the_terminal(void **state)
{
	struct sessions *t = *state;
	const char *path = make_file(t);
	sessions_sql(path, "CREATE TABLE \"a\x1b[31m\"(x)");
	expect_refusal(t, path, ST_INVALID, "a^[[31m");
	assert_null(strchr(t->err.text, '\x1b'));
}

/* ---- damage ---------------------------------------------------------------------------------- */

static void
a_cut_file_is_refused_wherever_it_is_cut(void **state)
{
	struct sessions *t = *state;
	size_t len, n;
	const char *whole = sessions_read(t, make_file(t), &len);
	const char *path = sessions_path(t, "cut");
	for (size_t at = 1; at < len; at += at < 200 ? 7 : 500) {
		sessions_write(path, whole, at);
		assert_int_equal(read_all(t, path, &n), ST_INVALID);
		assert_non_null(strstr(t->err.text, path));
	}
}

/* The database's own check finds much of it; the hashes find the rest: test_session_verify. */
static void
damaged_pages_never_crash_and_are_never_silently_less(void **state)
{
	struct sessions *t = *state;
	size_t len, refused = 0;
	const char *whole = sessions_read(t, make_file(t), &len);
	const char *path = sessions_path(t, "damaged");
	char *bytes = arena_alloc(t->arena, len);
	for (uint64_t i = 0; i < 1500; i++) {
		struct random r = random_of(random_seed(), i);
		memcpy(bytes, whole, len);
		for (size_t k = 0; k <= random_below(&r, 4); k++)
			bytes[random_below(&r, len)] = (char)random_next(&r);
		sessions_write(path, bytes, len);
		size_t n = 0;
		enum status st = read_all(t, path, &n);
		if (st == ST_OK)
			assert_int_equal(n, 3);
		else
			assert_true(st == ST_INVALID || st == ST_LIMIT || st == ST_IO);
		refused += st != ST_OK;
	}
	assert_true(refused > 10);
}

static void
rows_that_do_not_follow_each_other_are_refused(void **state)
{
	struct sessions *t = *state;
	static const char *const attacks[] = {
		"DELETE FROM event WHERE n = 2",
		"DELETE FROM event WHERE n = 1",
		"UPDATE event SET n = 9 WHERE n = 3",
		"UPDATE event SET kind = 'vote' WHERE n = 3",
		"UPDATE event SET hash = 'abc' WHERE n = 3",
		"UPDATE event SET actor = CAST(x'616e6100657665' AS TEXT) WHERE n = 3",
		"UPDATE event SET actor = CAST(x'ff' AS TEXT) WHERE n = 3",
		"UPDATE input SET kind = 'secret'",
	};
	for (size_t i = 0; i < sizeof attacks / sizeof *attacks; i++) {
		const char *path = make_file(t);
		/* The triggers are taken away and put back, as somebody with a purpose would. */
		char *sql = arena_printf(t->arena,
			"CREATE TEMP TABLE saved AS SELECT sql FROM sqlite_schema WHERE type = "
			"'trigger'; PRAGMA writable_schema=ON; DELETE FROM sqlite_schema WHERE "
			"type = 'trigger'; PRAGMA writable_schema=RESET; %s; PRAGMA "
			"writable_schema=ON; INSERT INTO sqlite_schema SELECT 'trigger', "
			"substr(sql, 16, 12), substr(sql, 16, instr(substr(sql, 16), '_') - 1), 0, "
			"sql FROM saved",
			attacks[i]);
		sessions_sql(path, sql);
		size_t n;
		assert_int_equal(read_all(t, path, &n), ST_INVALID);
		assert_null(strstr(t->err.text, "not ours"));
		assert_null(strstr(t->err.text, "trigger"));
		assert_int_equal(remove(path), 0);
	}
}

/* ---- journals -------------------------------------------------------------------------------- */

static void
a_journal_of_another_file_is_not_played_into_a_new_one(void **state)
{
	struct sessions *t = *state;
	static const char *const endings[] = { "-wal", "-journal", "-shm" };
	const struct store_content content = { .header = { "o", "c", "1" } };
	const char *path = sessions_path(t, "new.bascule");
	for (size_t i = 0; i < 3; i++) {
		const char *left = arena_printf(t->arena, "%s%s", path, endings[i]);
		sessions_write(left, "left over", 9);
		assert_int_equal(store_create(path, &content, &t->err), ST_IO);
		assert_non_null(strstr(t->err.text, left));
		assert_false(sessions_exists(path));
		assert_true(sessions_exists(left));
		assert_int_equal(remove(left), 0);
	}
	assert_int_equal(store_create(path, &content, &t->err), ST_OK);
}

static void
a_file_with_two_names_is_only_read(void **state)
{
	struct sessions *t = *state;
	struct store *s = NULL;
	size_t n;
	const char *path = make_file(t), *other = sessions_path(t, "b.bascule");
	assert_int_equal(link(path, other), 0);
	assert_int_equal(store_open(path, STORE_WRITE, 0, &s, &t->err), ST_READONLY);
	assert_non_null(strstr(t->err.text, "hard link"));
	assert_int_equal(read_all(t, other, &n), ST_OK);
}

static void
a_symbolic_link_leads_to_the_journal_of_the_real_file(void **state)
{
	struct sessions *t = *state;
	struct store *s = NULL;
	size_t n;
	const char *path = make_file(t), *other = sessions_path(t, "link");
	assert_int_equal(symlink(path, other), 0);
	assert_int_equal(store_open(other, STORE_WRITE, 0, &s, &t->err), ST_OK);
	assert_int_equal(store_append(s, 3, make_events(t, 4) + 3, 1, true, &t->err), ST_OK);
	assert_true(sessions_exists(sessions_path(t, "a.bascule-wal")));
	assert_int_equal(store_close(s, &t->err), ST_OK);
	assert_int_equal(read_all(t, path, &n), ST_OK);
	assert_int_equal(n, 4);
}

static void
no_descriptor_survives_exec(void **state)
{
	struct sessions *t = *state;
	struct store *s = NULL;
	const char *path = make_file(t);
	assert_int_equal(store_open(path, STORE_WRITE, 0, &s, &t->err), ST_OK);
	assert_int_equal(store_append(s, 3, make_events(t, 4) + 3, 1, true, &t->err), ST_OK);
	int open_ones = 0;
	for (int fd = 3; fd < 256; fd++) {
		char link[64], name[256];
		(void)snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
		ssize_t n = readlink(link, name, sizeof name - 1);
		if (n < 0 || !strstr((name[n] = '\0', name), "a.bascule"))
			continue;
		open_ones++;
		assert_true(fcntl(fd, F_GETFD) & FD_CLOEXEC);
	}
	assert_true(open_ones >= 3);
	assert_int_equal(store_close(s, &t->err), ST_OK);
}

/* ---- two programs ---------------------------------------------------------------------------- */

static int
find_it_locked(struct sessions *t)
{
	struct store *s = NULL;
	size_t n = 0;
	const char *path = sessions_path(t, "a.bascule");
	if (store_open(path, STORE_WRITE, 50, &s, &t->err) != ST_BUSY)
		return 1;
	return read_all(t, path, &n) == ST_OK && n == 4 ? 0 : 2;
}

static void
the_lock_of_the_writer_is_seen_by_another_program(void **state)
{
	struct sessions *t = *state;
	struct store *s = NULL;
	struct other other = sessions_other(find_it_locked, t);
	const char *path = make_file(t);
	assert_int_equal(store_open(path, STORE_WRITE, 0, &s, &t->err), ST_OK);
	assert_int_equal(store_append(s, 3, make_events(t, 4) + 3, 1, true, &t->err), ST_OK);
	assert_int_equal(sessions_other_end(&other), 0);
	/* The reader has come and gone: our own writing goes on. */
	assert_int_equal(store_append(s, 4, make_events(t, 5) + 4, 1, true, &t->err), ST_OK);
	assert_int_equal(store_close(s, &t->err), ST_OK);
	assert_int_equal(store_open(path, STORE_WRITE, 0, &s, &t->err), ST_OK);
	assert_int_equal(store_close(s, &t->err), ST_OK);
}

static int
write_for_a_moment(struct sessions *t)
{
	struct store *s = NULL;
	const char *path = sessions_path(t, "a.bascule");
	if (store_open(path, STORE_WRITE, 0, &s, &t->err) != ST_OK)
		return 1;
	if (store_append(s, 3, make_events(t, 4) + 3, 1, true, &t->err) != ST_OK)
		return 2;
	if (write(t->said, "x", 1) != 1)
		return 3;
	(void)usleep(150000);
	return store_close(s, &t->err) == ST_OK ? 0 : 4;
}

static void
a_second_writer_waits_for_the_first(void **state)
{
	struct sessions *t = *state;
	struct store *s = NULL;
	struct other other = sessions_other(write_for_a_moment, t);
	const char *path = make_file(t);
	assert_true(sessions_other_go(&other));
	assert_int_equal(store_open(path, STORE_WRITE, 0, &s, &t->err), ST_BUSY);
	assert_int_equal(store_open(path, STORE_WRITE, 2000, &s, &t->err), ST_OK);
	assert_int_equal(store_append(s, 4, make_events(t, 5) + 4, 1, true, &t->err), ST_OK);
	assert_int_equal(store_close(s, &t->err), ST_OK);
	assert_int_equal(sessions_other_end(&other), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, sessions_begin, sessions_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_file_gives_back_what_was_put_in),
		TEST(files_are_created_with_the_mode_that_they_are_to_have),
		TEST(events_are_appended_in_order_and_only_behind_those_that_are_there),
		TEST(update_and_delete_are_refused_by_the_file_itself),
		TEST(what_is_no_database_is_refused_and_left_alone),
		TEST(what_is_no_file_is_refused_at_once),
		TEST(databases_of_others_are_refused),
		TEST(names_in_a_foreign_schema_cannot_act_on_the_terminal),
		TEST(a_cut_file_is_refused_wherever_it_is_cut),
		TEST(damaged_pages_never_crash_and_are_never_silently_less),
		TEST(rows_that_do_not_follow_each_other_are_refused),
		TEST(a_journal_of_another_file_is_not_played_into_a_new_one),
		TEST(a_file_with_two_names_is_only_read),
		TEST(a_symbolic_link_leads_to_the_journal_of_the_real_file),
		TEST(no_descriptor_survives_exec),
		TEST(the_lock_of_the_writer_is_seen_by_another_program),
		TEST(a_second_writer_waits_for_the_first),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
