/* session: what is done in one, kept over restarts, taken back, counted, named. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "data/session.h"
#include "data/text.h"
#include "tests/support/random.h"
#include "tests/support/sessions.h"

static const char *
weight_text(const struct session *s, const char *id)
{
	const struct evaluation *ev = session_evaluation(s);
	return ev->weight_texts[model_find(ev->model, id)->index];
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

static size_t
count(const struct session *s)
{
	size_t n;
	(void)session_events(s, &n);
	return n;
}

static const struct event *
last_event(const struct session *s)
{
	size_t n;
	const struct event *const *events = session_events(s, &n);
	return events[n - 1];
}

/* ---- named sessions -------------------------------------------------------------------------- */

static void
a_new_session_holds_the_files_and_begins_with_their_hashes(void **state)
{
	struct sessions *t = *state;
	const char *path = sessions_path(t, "a.bascule");
	struct session *s = sessions_create(t, path);
	assert_string_equal(session_name(s), "a.bascule");
	assert_string_equal(session_path(s), path);
	assert_true(session_is_named(s));
	assert_false(session_is_read_only(s));
	assert_int_equal(count(s), 1);
	assert_int_equal(session_changes(s), 0);
	assert_int_equal(last_event(s)->kind, EVENT_INPUTS);
	assert_string_equal(last_event(s)->target, "base");
	assert_non_null(strstr(last_event(s)->new_value, "profile:alpha="));
	sessions_close(t, s);
	assert_string_equal(sessions_ask(t, path, "SELECT count(*) FROM input"), "6");
	assert_string_equal(
		sessions_ask(t, path, "SELECT name || path FROM input WHERE kind = 'model'"),
		"basebase.yaml");
}

static void
what_was_changed_is_there_after_opening_again(void **state)
{
	struct sessions *t = *state;
	const char *path = sessions_path(t, "a.bascule");
	struct session *s = sessions_create(t, path);
	struct change changes[] = {
		sessions_change(EVENT_WEIGHTS, "features", "cpu=30 pue=70"),
		sessions_change(EVENT_LOCK, "pue", "true"),
		sessions_change(EVENT_PROVIDER, "ALPHA/Shielded", "in"),
		sessions_change(EVENT_GATE, "seat", "own.country in EU"),
		sessions_change(EVENT_GATE, "iso27001", ""),
		sessions_change(EVENT_UNKNOWN, "", "neutral"),
		sessions_change(EVENT_OVERRIDE, "beta:env.pue", "1.4"),
		sessions_change(EVENT_COMMENT, "pue", "'); DROP TABLE event; --"),
	};
	changes[6].reason = "measured";
	changes[6].sources = "https://example.org/m";
	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++)
		sessions_apply(t, s, &changes[i]);
	const char *before = sessions_state(t, session_evaluation(s));
	assert_non_null(strstr(before, "offer alpha/shielded"));
	assert_non_null(strstr(before, "beta:env.pue=1.4 measured"));
	assert_int_equal(session_changes(s), 8);
	sessions_close(t, s);

	s = sessions_open(t, path, SESSION_WRITE);
	assert_string_equal(sessions_state(t, session_evaluation(s)), before);
	assert_int_equal(session_changes(s), 8);
	assert_null(session_notice(s));
	sessions_close(t, s);
}

static void
a_closed_session_is_one_file(void **state)
{
	struct sessions *t = *state;
	const char *path = sessions_path(t, "a.bascule");
	struct session *s = sessions_create(t, path);
	struct change c = sessions_change(EVENT_UNKNOWN, "", "neutral");
	sessions_apply(t, s, &c);
	assert_true(sessions_exists(sessions_path(t, "a.bascule-wal")));
	sessions_close(t, s);
	assert_false(sessions_exists(sessions_path(t, "a.bascule-wal")));
	assert_false(sessions_exists(sessions_path(t, "a.bascule-shm")));
	assert_string_equal(sessions_ask(t, path, "PRAGMA journal_mode"), "delete");
}

static void
a_named_session_needs_none_of_the_files_it_was_made_from(void **state)
{
	struct sessions *t = *state;
	const char *path = sessions_path(t, "a.bascule");
	sessions_close(t, sessions_create(t, path));
	struct session *s = sessions_open(t, path, SESSION_READ);
	const struct library *l = session_library(s);
	assert_ptr_not_equal(l, t->library);
	assert_string_equal(l->model->id, "base");
	assert_int_equal(l->n_profiles, t->library->n_profiles);
	assert_true(session_is_read_only(s));
	assert_null(session_notice(s));
	sessions_close(t, s);
}

static void
the_offers_that_were_asked_for_are_part_of_the_session(void **state)
{
	struct sessions *t = *state;
	const char *path = sessions_path(t, "a.bascule");
	const char *const ids[] = { "beta", "alpha/shielded" };
	struct session *s = NULL;
	assert_int_equal(session_create(path, t->library, (struct strings){ ids, 2 }, &t->context,
				 &s, &t->err),
		ST_OK);
	sessions_close(t, s);
	s = sessions_open(t, path, SESSION_READ);
	const struct evaluation *ev = session_evaluation(s);
	for (size_t i = 0; i < ev->n_alternatives; i++)
		assert_int_equal(ev->alternatives[i].in,
			str_eq(ev->alternatives[i].id, ids[0]) ||
				str_eq(ev->alternatives[i].id, ids[1]));
	sessions_close(t, s);
}

static void
nothing_is_created_over_an_existing_file(void **state)
{
	struct sessions *t = *state;
	const char *path = sessions_path(t, "a.bascule");
	struct session *s = NULL;
	sessions_write(path, "mine", 4);
	assert_int_equal(session_create(path, t->library, (struct strings){ NULL, 0 }, &t->context,
				 &s, &t->err),
		ST_IO);
	assert_non_null(strstr(t->err.text, "exists already"));
	size_t len;
	assert_memory_equal(sessions_read(t, path, &len), "mine", 4);
	assert_int_equal(len, 4);
}

static void
offers_that_do_not_exist_leave_no_file(void **state)
{
	struct sessions *t = *state;
	const char *path = sessions_path(t, "a.bascule");
	const char *const ids[] = { "alpa" };
	struct session *s = NULL;
	assert_int_equal(session_create(path, t->library, (struct strings){ ids, 1 }, &t->context,
				 &s, &t->err),
		ST_USAGE);
	assert_non_null(strstr(t->err.text, "alpha"));
	assert_false(sessions_exists(path));
}

/* ---- changes --------------------------------------------------------------------------------- */

static void
a_change_that_does_not_fit_changes_nothing(void **state)
{
	struct sessions *t = *state;
	struct session *s = sessions_create(t, sessions_path(t, "a.bascule"));
	const char *before = sessions_state(t, session_evaluation(s));
	static const char latin[] = "caf\xe9";
	char *large = malloc(70000);
	assert_non_null(large);
	memset(large, 'x', 69999);
	large[69999] = '\0';
	const struct {
		struct change change;
		enum status st;
	} cases[] = {
		{ sessions_change(EVENT_WEIGHTS, "nothing", "a=1"), ST_INVALID },
		{ sessions_change(EVENT_WEIGHTS, "features", "cpu=-1 pue=2"), ST_INVALID },
		{ sessions_change(EVENT_WEIGHTS, "features", "cpu=nan pue=2"), ST_INVALID },
		{ sessions_change(EVENT_PROVIDER, "gamma", "in"), ST_INVALID },
		{ sessions_change(EVENT_UNKNOWN, "", "maybe"), ST_INVALID },
		{ sessions_change(EVENT_GATE, "x", "own.country >"), ST_SYNTAX },
		{ sessions_change(EVENT_OVERRIDE, "beta:env.pue", "1.4"), ST_INVALID },
		{ sessions_change(EVENT_COMMENT, "", latin), ST_INVALID },
		{ sessions_change(EVENT_COMMENT, "", large), ST_LIMIT },
		{ sessions_change(EVENT_UNDO, "00000000000000aa:1", ""), ST_USAGE },
		{ sessions_change(EVENT_INPUTS, "base", ""), ST_USAGE },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		enum status st = session_apply(s, &cases[i].change, &t->context, &t->err);
		if (cases[i].st == ST_SYNTAX)
			assert_int_not_equal(st, ST_OK);
		else
			assert_int_equal(st, cases[i].st);
		assert_int_equal(count(s), 1);
		assert_int_equal(session_unsaved(s), 0);
	}
	assert_string_equal(sessions_state(t, session_evaluation(s)), before);
	free(large);
	sessions_close(t, s);
}

static void
what_holds_already_is_no_event(void **state)
{
	struct sessions *t = *state;
	struct session *s = sessions_create(t, sessions_path(t, "a.bascule"));
	const struct change same[] = {
		sessions_change(EVENT_WEIGHTS, "features", "cpu=1 pue=1"),
		sessions_change(EVENT_LOCK, "pue", "false"),
		sessions_change(EVENT_PROVIDER, "alpha", "in"),
		sessions_change(EVENT_UNKNOWN, "", "pessimistic"),
	};
	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		sessions_apply(t, s, &same[i]);
	assert_int_equal(session_changes(s), 0);
	sessions_close(t, s);
}

static void
events_carry_who_when_and_the_chain(void **state)
{
	struct sessions *t = *state;
	struct session *s = sessions_create(t, sessions_path(t, "a.bascule"));
	struct change c = sessions_change(EVENT_UNKNOWN, "", "neutral");
	c.reason = "the committee of 24 November";
	t->context.actor = "bea";
	t->context.time = "1999-01-01T00:00:00Z"; /* a clock that jumped back changes no order */
	sessions_apply(t, s, &c);
	size_t n;
	const struct event *const *events = session_events(s, &n);
	assert_int_equal(n, 2);
	assert_string_equal(events[0]->prev, event_no_hash);
	assert_string_equal(events[1]->prev, events[0]->hash);
	assert_string_equal(events[1]->actor, "bea");
	assert_string_equal(events[1]->time, "1999-01-01T00:00:00Z");
	assert_string_equal(events[1]->old_value, "pessimistic");
	assert_string_equal(events[1]->reason, "the committee of 24 November");
	assert_string_equal(events[1]->scope, "");
	assert_string_equal(events[1]->sources, "");
	assert_int_equal(events[1]->seq, 2);
	assert_int_equal(events[1]->gesture, 2);
	assert_true(event_is_sealed(events[1]));
	sessions_close(t, s);
}

/* ---- gestures, undo, redo -------------------------------------------------------------------- */

static void
undo_takes_back_a_whole_gesture(void **state)
{
	struct sessions *t = *state;
	struct session *s = sessions_create(t, sessions_path(t, "a.bascule"));
	const struct change steps[] = {
		step("cpu=1 pue=2", false, false), step("cpu=1 pue=3", true, false),
		step("cpu=1 pue=4", true, true),
		step("cpu=1 pue=5", true, true), /* the gesture was over: a new one */
	};
	for (size_t i = 0; i < 4; i++)
		sessions_apply(t, s, &steps[i]);
	assert_int_equal(last_event(s)->gesture, last_event(s)->seq);
	assert_int_equal(session_undo(s, &t->context, &t->err), ST_OK);
	assert_string_equal(weight_text(s, "pue"), "4");
	assert_int_equal(session_undo(s, &t->context, &t->err), ST_OK);
	assert_string_equal(weight_text(s, "pue"), "1");
	assert_int_equal(session_undo(s, &t->context, &t->err), ST_FAILED);
	assert_false(session_can_undo(s, "ana"));
	assert_int_equal(session_redo(s, &t->context, &t->err), ST_OK);
	assert_string_equal(weight_text(s, "pue"), "4");
	sessions_close(t, s);
}

static void
undo_and_redo_go_on_after_a_restart(void **state)
{
	struct sessions *t = *state;
	const char *path = sessions_path(t, "a.bascule");
	struct session *s = sessions_create(t, path);
	const struct change steps[] = { step("cpu=1 pue=2", false, false),
		step("cpu=1 pue=3", true, true), sessions_change(EVENT_UNKNOWN, "", "neutral") };
	for (size_t i = 0; i < 3; i++)
		sessions_apply(t, s, &steps[i]);
	assert_int_equal(session_undo(s, &t->context, &t->err), ST_OK);
	sessions_close(t, s);
	s = sessions_open(t, path, SESSION_WRITE);
	assert_true(session_can_redo(s, "ana"));
	assert_int_equal(session_undo(s, &t->context, &t->err), ST_OK);
	assert_string_equal(weight_text(s, "pue"), "1");
	sessions_close(t, s);
	s = sessions_open(t, path, SESSION_WRITE);
	assert_int_equal(session_redo(s, &t->context, &t->err), ST_OK);
	assert_string_equal(weight_text(s, "pue"), "3");
	assert_int_equal(session_redo(s, &t->context, &t->err), ST_OK);
	assert_int_equal(session_evaluation(s)->unknown, UNKNOWN_NEUTRAL);
	assert_false(session_can_redo(s, "ana"));
	sessions_close(t, s);
}

static void
a_gesture_has_one_target_one_kind_and_one_actor(void **state)
{
	struct sessions *t = *state;
	struct session *s = sessions_create(t, sessions_path(t, "a.bascule"));
	struct change a = step("cpu=1 pue=2", false, false), b = step("cpu=2 pue=2", true, false);
	struct change other = { .kind = EVENT_WEIGHTS,
		.target = "sovereignty",
		.value = "iso=1 seat=1 staff=1",
		.continues = true };
	sessions_apply(t, s, &a);
	t->context.actor = "bea";
	sessions_apply(t, s, &b);
	assert_int_equal(last_event(s)->gesture, last_event(s)->seq);
	sessions_apply(t, s, &other);
	assert_int_equal(last_event(s)->gesture, last_event(s)->seq);
	sessions_close(t, s);
}

static void
settling_ends_a_gesture(void **state)
{
	struct sessions *t = *state;
	struct session *s = sessions_create(t, sessions_path(t, "a.bascule"));
	struct change a = step("cpu=1 pue=2", false, false), b = step("cpu=1 pue=3", true, false);
	sessions_apply(t, s, &a);
	assert_int_equal(session_settle(s, &t->context, &t->err), ST_OK);
	assert_int_equal(session_settle(s, &t->context, &t->err), ST_OK);
	sessions_apply(t, s, &b);
	assert_int_equal(last_event(s)->gesture, last_event(s)->seq);
	sessions_close(t, s);
}

static void
inputs_cannot_be_undone(void **state)
{
	struct sessions *t = *state;
	struct session *s = sessions_create(t, sessions_path(t, "a.bascule"));
	assert_false(session_can_undo(s, "ana"));
	assert_int_equal(session_undo(s, &t->context, &t->err), ST_FAILED);
	assert_int_equal(count(s), 1);
	sessions_close(t, s);
}

/* ---- copies ---------------------------------------------------------------------------------- */

static void
a_copy_has_all_events_and_goes_on_with_its_own_origin(void **state)
{
	struct sessions *t = *state;
	const char *path = sessions_path(t, "b.bascule");
	struct session *s = sessions_scratch(t);
	struct change c = sessions_change(EVENT_UNKNOWN, "", "neutral");
	sessions_apply(t, s, &c);
	t->context.origin = "00000000000000bb";
	assert_int_equal(session_save_as(s, path, &t->context, &t->err), ST_OK);
	assert_int_equal(session_save_as(s, path, &t->context, &t->err), ST_IO);
	assert_false(session_is_named(s));
	sessions_close(t, s);

	s = sessions_open(t, path, SESSION_WRITE);
	assert_int_equal(session_changes(s), 1);
	assert_int_equal(session_evaluation(s)->unknown, UNKNOWN_NEUTRAL);
	struct change d = sessions_change(EVENT_UNKNOWN, "", "optimistic");
	sessions_apply(t, s, &d);
	assert_string_equal(last_event(s)->origin, "00000000000000bb");
	assert_int_equal(last_event(s)->seq, 1);
	/* One's own change is undone whatever copy it was made in. */
	assert_int_equal(session_undo(s, &t->context, &t->err), ST_OK);
	assert_int_equal(session_undo(s, &t->context, &t->err), ST_OK);
	assert_int_equal(session_evaluation(s)->unknown, UNKNOWN_PESSIMISTIC);
	sessions_close(t, s);
	size_t n;
	assert_int_equal(session_verify(path, &n, &t->diag, &t->err), ST_OK);
	assert_int_equal(n, 5);
}

static void
a_scratch_session_that_nothing_was_done_in_can_be_saved(void **state)
{
	struct sessions *t = *state;
	const char *path = sessions_path(t, "b.bascule");
	struct session *s = sessions_scratch(t);
	assert_int_equal(session_save_as(s, path, &t->context, &t->err), ST_OK);
	assert_int_equal(count(s), 0);
	sessions_close(t, s);
	s = sessions_open(t, path, SESSION_READ);
	assert_int_equal(count(s), 1);
	sessions_close(t, s);
}

static void
a_glance_tells_model_times_and_changes(void **state)
{
	struct sessions *t = *state;
	const char *path = sessions_path(t, "a.bascule");
	struct session *s = sessions_create(t, path);
	struct change c = sessions_change(EVENT_UNKNOWN, "", "neutral");
	t->context.time = "2026-11-25T08:00:00Z";
	sessions_apply(t, s, &c);
	sessions_close(t, s);
	struct session_info info;
	assert_int_equal(session_peek(path, t->arena, &info, &t->err), ST_OK);
	assert_string_equal(info.model, "base");
	assert_string_equal(info.created, "2026-11-24T10:31:07Z");
	assert_string_equal(info.changed, "2026-11-25T08:00:00Z");
	assert_int_equal(info.n_events, 1);
	assert_true(info.named);
}

/* ---- random streams -------------------------------------------------------------------------- */

static enum status
random_weights(struct sessions *t, struct session *s, struct random *r)
{
	static const char *const parents[] = { "root", "sovereignty", "features" };
	size_t which = random_below(r, 3);
	char value[80];
	int n[3];
	for (size_t i = 0; i < 3; i++)
		n[i] = (int)random_below(r, 100);
	if (which == 0)
		(void)snprintf(value, sizeof value, "cost=%d features=%d.5 sovereignty=%d", n[0],
			n[1], n[2]);
	else if (which == 1)
		(void)snprintf(value, sizeof value, "iso=%d seat=%d staff=%d", n[0], n[1], n[2]);
	else
		(void)snprintf(value, sizeof value, "cpu=%d pue=%d", n[0], n[1]);
	struct change c = { .kind = EVENT_WEIGHTS,
		.target = parents[which],
		.value = value,
		.continues = random_chance(r, 0.7),
		.settles = random_chance(r, 0.2) };
	return session_apply(s, &c, &t->context, &t->err);
}

static enum status
random_other(struct sessions *t, struct session *s, struct random *r)
{
	static const struct change others[] = {
		{ .kind = EVENT_LOCK, .target = "pue", .value = "true" },
		{ .kind = EVENT_LOCK, .target = "pue", .value = "false" },
		{ .kind = EVENT_PROVIDER, .target = "alpha/shielded", .value = "in" },
		{ .kind = EVENT_PROVIDER, .target = "alpha/shielded", .value = "out" },
		{ .kind = EVENT_PROVIDER, .target = "beta", .value = "out" },
		{ .kind = EVENT_PROVIDER, .target = "beta", .value = "in" },
		{ .kind = EVENT_GATE, .target = "g", .value = "env.pue < 2" },
		{ .kind = EVENT_GATE, .target = "g", .value = "" },
		{ .kind = EVENT_GATE, .target = "iso27001", .value = "" },
		{ .kind = EVENT_GATE, .target = "iso27001", .value = "sec.iso == true" },
		{ .kind = EVENT_UNKNOWN, .target = "", .value = "neutral" },
		{ .kind = EVENT_UNKNOWN, .target = "", .value = "exclude" },
		{ .kind = EVENT_OVERRIDE,
			.target = "beta:env.pue",
			.value = "1.6",
			.reason = "one",
			.sources = "a letter" },
		{ .kind = EVENT_OVERRIDE,
			.target = "beta:env.pue",
			.value = "1.7",
			.reason = "two",
			.sources = "another letter" },
		{ .kind = EVENT_OVERRIDE, .target = "beta:env.pue", .value = "" },
		{ .kind = EVENT_COMMENT, .target = "pue", .value = "a note" },
		{ .kind = EVENT_COMMENT, .target = "", .value = "" },
		{ .kind = EVENT_UNKNOWN, .target = "", .value = "no such rule" },
	};
	struct change c = others[random_below(r, sizeof others / sizeof *others)];
	c.settles = true;
	return session_apply(s, &c, &t->context, &t->err);
}

/* Whether it fits does not matter: what counts is that nothing waits and both ends agree. */
static void
random_step(struct sessions *t, struct session *s, struct random *r)
{
	static const char *const actors[] = { "ana", "ana", "bea" };
	t->context.actor = actors[random_below(r, 3)];
	size_t what = random_below(r, 10);
	enum status st;
	if (what < 4)
		st = random_weights(t, s, r);
	else if (what < 7)
		st = random_other(t, s, r);
	else if (what < 9)
		st = session_undo(s, &t->context, &t->err);
	else
		st = session_redo(s, &t->context, &t->err);
	assert_true(st == ST_OK || st == ST_FAILED || st == ST_INVALID);
	assert_int_equal(session_unsaved(s), 0);
}

static void
any_stream_of_changes_is_the_same_after_opening_again(void **state)
{
	struct sessions *t = *state;
	for (uint64_t i = 0; i < 40; i++) {
		struct random r = random_of(random_seed(), i);
		char name[32];
		(void)snprintf(name, sizeof name, "%d.bascule", (int)i);
		const char *path = sessions_path(t, name);
		struct session *s = sessions_create(t, path);
		for (size_t k = 0; k < 120; k++) {
			random_step(t, s, &r);
			if (!random_chance(&r, 0.04))
				continue;
			const char *before = sessions_state(t, session_evaluation(s));
			size_t n = count(s);
			sessions_close(t, s);
			s = sessions_open(t, path, SESSION_WRITE);
			assert_string_equal(sessions_state(t, session_evaluation(s)), before);
			assert_int_equal(count(s), n);
		}
		sessions_close(t, s);
		size_t n;
		assert_int_equal(session_verify(path, &n, &t->diag, &t->err), ST_OK);
		assert_int_equal(remove(path), 0);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, sessions_begin, sessions_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_new_session_holds_the_files_and_begins_with_their_hashes),
		TEST(what_was_changed_is_there_after_opening_again),
		TEST(a_closed_session_is_one_file),
		TEST(a_named_session_needs_none_of_the_files_it_was_made_from),
		TEST(the_offers_that_were_asked_for_are_part_of_the_session),
		TEST(nothing_is_created_over_an_existing_file),
		TEST(offers_that_do_not_exist_leave_no_file),
		TEST(a_change_that_does_not_fit_changes_nothing),
		TEST(what_holds_already_is_no_event),
		TEST(events_carry_who_when_and_the_chain),
		TEST(undo_takes_back_a_whole_gesture),
		TEST(undo_and_redo_go_on_after_a_restart),
		TEST(a_gesture_has_one_target_one_kind_and_one_actor),
		TEST(settling_ends_a_gesture),
		TEST(inputs_cannot_be_undone),
		TEST(a_copy_has_all_events_and_goes_on_with_its_own_origin),
		TEST(a_scratch_session_that_nothing_was_done_in_can_be_saved),
		TEST(a_glance_tells_model_times_and_changes),
		TEST(any_stream_of_changes_is_the_same_after_opening_again),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
