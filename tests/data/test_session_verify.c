/* session_verify: whatever is changed in a file behind the program's back is found. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "data/file.h"
#include "data/session.h"
#include "data/text.h"
#include "tests/support/random.h"
#include "tests/support/sessions.h"

/* A named session with an event of every kind that a person makes. */
static const char *
make_session(struct sessions *t)
{
	const char *path = sessions_path(t, "a.bascule");
	struct session *s = sessions_create(t, path);
	struct change changes[] = {
		sessions_change(EVENT_WEIGHTS, "features", "cpu=30 pue=70"),
		sessions_change(EVENT_LOCK, "pue", "true"),
		sessions_change(EVENT_PROVIDER, "alpha/shielded", "in"),
		sessions_change(EVENT_GATE, "seat", "own.country in EU"),
		sessions_change(EVENT_UNKNOWN, "", "neutral"),
		sessions_change(EVENT_OVERRIDE, "beta:env.pue", "1.4"),
		sessions_change(EVENT_COMMENT, "pue", "a note"),
	};
	changes[5].reason = "measured";
	changes[5].sources = "https://example.org/m";
	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++)
		sessions_apply(t, s, &changes[i]);
	assert_int_equal(session_undo(s, &t->context, &t->err), ST_OK);
	assert_int_equal(session_redo(s, &t->context, &t->err), ST_OK);
	sessions_close(t, s);
	return path;
}

/* The triggers' own text, to put them back after they were in the way. */
struct triggers {
	const char *drop, *create;
};

static struct triggers
triggers_of(struct sessions *t, const char *path)
{
	return (struct triggers){
		sessions_ask(t, path,
			"SELECT group_concat('DROP TRIGGER ' || name, ';') FROM sqlite_schema "
			"WHERE type = 'trigger'"),
		sessions_ask(t, path,
			"SELECT group_concat(sql, ';') FROM sqlite_schema WHERE type = 'trigger'"),
	};
}

static void
tamper(struct sessions *t, const char *path, const struct triggers *tr, const char *sql)
{
	struct arena *a = arena_new();
	char *all = arena_printf(a, "%s; %s; %s", tr->drop, sql, tr->create);
	assert_non_null(all);
	sessions_sql(path, all);
	arena_free(a);
	(void)t;
}

static enum status
verify(struct sessions *t, const char *path, size_t *n)
{
	diag_clear(&t->diag);
	diag_init(&t->diag);
	return session_verify(path, n, &t->diag, &t->err);
}

static void
an_untouched_session_verifies(void **state)
{
	struct sessions *t = *state;
	size_t n, before, after;
	const char *path = make_session(t), *old = sessions_read(t, path, &before);
	assert_int_equal(verify(t, path, &n), ST_OK);
	assert_int_equal(n, 10);
	assert_int_equal(t->diag.n, 0);
	const char *new = sessions_read(t, path, &after);
	assert_int_equal(before, after);
	assert_memory_equal(old, new, before);
}

/* ---- events ---------------------------------------------------------------------------------- */

static void
expect_found(struct sessions *t, const char *path, const char *what)
{
	struct session *s = NULL;
	size_t n;
	enum status st = verify(t, path, &n);
	if (st != ST_FAILED && st != ST_INVALID && st != ST_LIMIT)
		fail_msg("%s: not found (%s)", what, status_text(st));
	assert_true(t->diag.n_errors > 0);
	st = session_open(path, SESSION_WRITE, &t->context, &s, &t->diag, &t->err);
	if (st == ST_OK)
		fail_msg("%s: opened", what);
}

/* Changes one character of one field, looks, and puts the old value back. */
static void
try_byte(struct sessions *t, const char *path, const struct triggers *tr, const char *column,
	int row, int byte)
{
	struct arena *a = arena_new();
	char *ask = arena_printf(a, "SELECT %s FROM event WHERE n = %d", column, row);
	const char *old = sessions_ask(t, path, ask);
	char *new = arena_strdup(a, old);
	new[byte] = new[byte] == 'X' ? 'Y' : 'X';
	tamper(t, path, tr,
		arena_printf(a, "UPDATE event SET %s = '%s' WHERE n = %d", column, new, row));
	expect_found(t, path, column);
	tamper(t, path, tr,
		arena_printf(a, "UPDATE event SET %s = '%s' WHERE n = %d", column, old, row));
	arena_free(a);
}

static void
a_changed_byte_of_any_text_of_an_event_is_found(void **state)
{
	struct sessions *t = *state;
	static const char *const columns[] = { "origin", "time", "actor", "kind", "target", "old",
		"new", "reason", "sources", "prev", "hash" };
	const char *path = make_session(t);
	const struct triggers tr = triggers_of(t, path);
	struct random r = random_of(random_seed(), 0);
	size_t n, tried = 0;
	for (size_t c = 0; c < sizeof columns / sizeof *columns; c++) {
		for (int row = 1; row <= 10; row++) {
			char ask[100];
			(void)snprintf(ask, sizeof ask, "SELECT length(%s) FROM event WHERE n = %d",
				columns[c], row);
			int len = (int)strtol(sessions_ask(t, path, ask), NULL, 10);
			for (int byte = 0; byte < len;
				byte += 1 + (int)random_below(&r, (size_t)len / 2 + 1)) {
				try_byte(t, path, &tr, columns[c], row, byte);
				tried++;
			}
		}
	}
	assert_true(tried > 150);
	assert_int_equal(verify(t, path, &n), ST_OK);
}

static void
events_taken_away_added_moved_or_renumbered_are_found(void **state)
{
	struct sessions *t = *state;
	static const char *const attacks[] = {
		"UPDATE event SET scope = 'what-if' WHERE n = 4",
		"UPDATE event SET seq = seq + 1 WHERE n = 4",
		"UPDATE event SET gesture = 1 WHERE n = 4",
		"UPDATE event SET gesture = 0 WHERE n = 4",
		"DELETE FROM event WHERE n = 1",
		"DELETE FROM event WHERE n = 5",
		"DELETE FROM event WHERE n = 5; UPDATE event SET n = n - 1 WHERE n > 5",
		"UPDATE event SET n = 100 WHERE n = 4; UPDATE event SET n = 4 WHERE n = 5; UPDATE "
		"event SET n = 5 WHERE n = 100",
		"INSERT INTO event SELECT 11, origin, seq + 1, time, actor, scope, gesture + 1, "
		"kind, target, old, new, reason, sources, hash, hash FROM event WHERE n = 10",
		"INSERT INTO event SELECT 11, origin, seq, time, actor, scope, gesture, kind, "
		"target, old, new, reason, sources, prev, hash FROM event WHERE n = 10",
		"DELETE FROM event",
		"UPDATE event SET hash = upper(hash) WHERE n = 10",
	};
	for (size_t i = 0; i < sizeof attacks / sizeof *attacks; i++) {
		const char *path = make_session(t);
		const struct triggers tr = triggers_of(t, path);
		tamper(t, path, &tr, attacks[i]);
		expect_found(t, path, attacks[i]);
		assert_int_equal(remove(path), 0);
	}
}

static void
every_problem_is_told_not_only_the_first(void **state)
{
	struct sessions *t = *state;
	size_t n;
	const char *path = make_session(t);
	const struct triggers tr = triggers_of(t, path);
	tamper(t, path, &tr,
		"UPDATE event SET actor = 'eve' WHERE n IN (3, 7); UPDATE input SET bytes = "
		"x'0a' WHERE name = 'beta'");
	assert_int_equal(verify(t, path, &n), ST_FAILED);
	assert_int_equal(n, 10);
	char all[4096] = "";
	size_t used = 0;
	for (size_t i = 0; i < t->diag.n; i++)
		used += (size_t)snprintf(
			all + used, sizeof all - used, "%s\n", t->diag.items[i].text);
	assert_non_null(strstr(all, "event 3"));
	assert_non_null(strstr(all, "event 7"));
	assert_non_null(strstr(all, "profile 'beta'"));
}

/* Puts a changed copy of event n in its place, well sealed, as somebody who can hash would. */
static void
forge(struct sessions *t, const char *path, int n, void (*change)(struct event *))
{
	struct session *s = sessions_open(t, path, SESSION_READ);
	const struct triggers tr = triggers_of(t, path);
	size_t count;
	struct event v = *session_events(s, &count)[n - 1];
	change(&v);
	event_seal(&v);
	char *sql = arena_printf(t->arena,
		"UPDATE event SET actor = '%s', seq = %d, gesture = %d, hash = '%s' WHERE n = %d",
		v.actor, (int)v.seq, (int)v.gesture, v.hash, n);
	assert_non_null(sql);
	sessions_close(t, s);
	tamper(t, path, &tr, sql);
}

static void
by_eve(struct event *v)
{
	v->actor = "eve";
}

static void
with_a_gap(struct event *v)
{
	v->seq += 5;
}

static void
of_no_gesture(struct event *v)
{
	v->gesture = 0;
}

static void
of_a_gesture_to_come(struct event *v)
{
	v->gesture = v->seq + 1;
}

static void
an_event_that_was_sealed_anew_breaks_the_chain_behind_it(void **state)
{
	struct sessions *t = *state;
	static const struct {
		int n;
		void (*change)(struct event *);
		const char *says;
	} cases[] = {
		{ 4, by_eve, "event 5: the chain is broken" },
		{ 10, with_a_gap, "event 10: its number" },
		{ 10, of_no_gesture, "event 10: it belongs to no gesture" },
		{ 10, of_a_gesture_to_come, "event 10: it belongs to no gesture" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		size_t n;
		const char *path = make_session(t);
		forge(t, path, cases[i].n, cases[i].change);
		assert_int_equal(verify(t, path, &n), ST_FAILED);
		assert_int_equal(t->diag.n_errors, 1);
		assert_non_null(strstr(t->diag.items[0].text, cases[i].says));
		expect_found(t, path, cases[i].says);
		assert_int_equal(remove(path), 0);
	}
}

/* ---- inputs ---------------------------------------------------------------------------------- */

static void
changed_files_are_found(void **state)
{
	struct sessions *t = *state;
	static const char *const attacks[] = {
		"UPDATE input SET bytes = CAST(replace(CAST(bytes AS TEXT), '1.30', '1.10') AS "
		"BLOB) WHERE name = 'alpha'",
		"UPDATE input SET sha256 = replace(sha256, substr(sha256, 1, 1), 'z') WHERE n = 1",
		"UPDATE input SET name = 'gamma' WHERE name = 'beta'",
		"DELETE FROM input WHERE n = (SELECT max(n) FROM input)",
		"DELETE FROM input",
		"INSERT INTO input SELECT n + 6, sha256, kind, name, path, bytes FROM input WHERE "
		"n = 6",
		/* The bytes and their hash together: the chain still names the old one. */
		"UPDATE input SET bytes = x'', sha256 = "
		"'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' WHERE n = 4",
	};
	for (size_t i = 0; i < sizeof attacks / sizeof *attacks; i++) {
		const char *path = make_session(t);
		const struct triggers tr = triggers_of(t, path);
		tamper(t, path, &tr, attacks[i]);
		if (i != 4)
			expect_found(t, path, attacks[i]);
		struct session *s = NULL;
		assert_int_not_equal(
			session_open(path, SESSION_READ, &t->context, &s, &t->diag, &t->err),
			ST_OK);
		assert_int_equal(remove(path), 0);
	}
}

static void
a_file_changed_together_with_its_hash_is_not_that_of_the_chain(void **state)
{
	struct sessions *t = *state;
	const char *path = make_session(t);
	const struct triggers tr = triggers_of(t, path);
	char hex[65];
	char *bytes = arena_strdup(t->arena,
		sessions_ask(
			t, path, "SELECT CAST(bytes AS TEXT) FROM input WHERE name = 'alpha'"));
	char *value = strstr(bytes, "value: 1.30");
	assert_non_null(value);
	value[9] = '1'; /* still a good profile, and a better one */
	file_sha256(bytes, strlen(bytes), hex);
	tamper(t, path, &tr,
		arena_printf(t->arena,
			"UPDATE input SET bytes = CAST(replace(CAST(bytes AS TEXT), 'value: 1.30', "
			"'value: 1.10') AS BLOB), sha256 = '%s' WHERE name = 'alpha'",
			hex));
	size_t n;
	assert_int_equal(verify(t, path, &n), ST_FAILED);
	assert_int_equal(t->diag.n_errors, 1);
	assert_non_null(strstr(t->diag.items[0].text, "not those that its log names"));
	expect_found(t, path, "a file and its hash");
}

static void
events_that_do_not_apply_to_the_files_are_found(void **state)
{
	struct sessions *t = *state;
	const char *path = make_session(t);
	struct session *s = sessions_open(t, path, SESSION_READ);
	size_t n;
	const struct event *const *events = session_events(s, &n);
	/* A whole chain, well sealed, with an event in it that the model cannot take. */
	struct event last = *events[n - 1];
	last.kind = EVENT_LOCK;
	last.target = "no_such_criterion";
	last.old_value = "false";
	last.new_value = "true";
	last.seq++;
	last.gesture = last.seq;
	memcpy(last.prev, events[n - 1]->hash, sizeof last.prev);
	event_seal(&last);
	char *sql = arena_printf(t->arena,
		"INSERT INTO event VALUES(11, '%s', %d, '%s', '%s', '', %d, 'lock', '%s', 'false', "
		"'true', '', '', '%s', '%s')",
		last.origin, (int)last.seq, last.time, last.actor, (int)last.gesture, last.target,
		last.prev, last.hash);
	sessions_close(t, s);
	sessions_sql(path, sql);
	expect_found(t, path, "an event that does not apply");
	assert_non_null(strstr(t->err.text, "no_such_criterion"));
}

/* ---- anything -------------------------------------------------------------------------------- */

static void
a_random_bit_anywhere_never_changes_what_a_session_says(void **state)
{
	struct sessions *t = *state;
	size_t len, n, found = 0;
	const char *path = make_session(t), *whole = sessions_read(t, path, &len);
	const char *other = sessions_path(t, "b.bascule");
	char *bytes = arena_alloc(t->arena, len);
	struct session *s = sessions_open(t, path, SESSION_READ);
	const char *state_text = sessions_state(t, session_evaluation(s));
	sessions_close(t, s);
	for (uint64_t i = 0; i < 400; i++) {
		struct random r = random_of(random_seed(), i);
		memcpy(bytes, whole, len);
		bytes[random_below(&r, len)] ^= (char)(1u << random_below(&r, 8));
		sessions_write(other, bytes, len);
		enum status st = verify(t, other, &n);
		found += st != ST_OK;
		s = NULL;
		if (session_open(other, SESSION_READ, &t->context, &s, &t->diag, &t->err) != ST_OK)
			continue;
		assert_string_equal(sessions_state(t, session_evaluation(s)), state_text);
		sessions_close(t, s);
	}
	assert_true(found > 50);
}

static void
what_is_no_session_cannot_be_verified(void **state)
{
	struct sessions *t = *state;
	size_t n;
	const char *path = sessions_path(t, "x");
	assert_int_equal(verify(t, path, &n), ST_IO);
	sessions_write(path, "hello", 5);
	assert_int_equal(verify(t, path, &n), ST_INVALID);
	assert_int_equal(t->diag.n_errors, 1);
	assert_int_equal(n, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, sessions_begin, sessions_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_untouched_session_verifies),
		TEST(a_changed_byte_of_any_text_of_an_event_is_found),
		TEST(events_taken_away_added_moved_or_renumbered_are_found),
		TEST(an_event_that_was_sealed_anew_breaks_the_chain_behind_it),
		TEST(every_problem_is_told_not_only_the_first),
		TEST(changed_files_are_found),
		TEST(a_file_changed_together_with_its_hash_is_not_that_of_the_chain),
		TEST(events_that_do_not_apply_to_the_files_are_found),
		TEST(a_random_bit_anywhere_never_changes_what_a_session_says),
		TEST(what_is_no_session_cannot_be_verified),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
