/* session: the scratch session, which is there without asking, whatever stands in the way. */
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

#include "data/library_read.h"
#include "data/session.h"
#include "data/text.h"
#include "tests/support/reading.h"
#include "tests/support/sessions.h"

static const struct change neutral = {
	.kind = EVENT_UNKNOWN, .target = "", .value = "neutral", .settles = true
};
static const struct change optimistic = {
	.kind = EVENT_UNKNOWN, .target = "", .value = "optimistic", .settles = true
};

static const char *
scratch_path(struct sessions *t)
{
	return sessions_path(t, "state/scratch-base.bascule");
}

/* The small library with one text of one file replaced by another of any length. */
static struct library *
changed_library(struct sessions *t, enum input_kind kind, const char *from, const char *to)
{
	struct library *l = t->library, *out = NULL;
	struct input *inputs = arena_array(t->arena, l->n_inputs, sizeof *inputs);
	for (size_t i = 0; i < l->n_inputs; i++) {
		inputs[i] = l->inputs[i];
		const char *at = inputs[i].kind == kind ? strstr(inputs[i].bytes, from) : NULL;
		if (!at)
			continue;
		inputs[i].bytes = arena_printf(t->arena, "%.*s%s%s", (int)(at - inputs[i].bytes),
			inputs[i].bytes, to, at + strlen(from));
		inputs[i].len = strlen(inputs[i].bytes);
		inputs[i].sha256[0] = '\0';
	}
	assert_int_equal(library_from_inputs(inputs, l->n_inputs, "base", &out, &t->diag), ST_OK);
	return out;
}

static struct session *
scratch_of(struct sessions *t, struct library *l)
{
	struct session *s = NULL;
	assert_int_equal(session_scratch(l, sessions_path(t, "state"), (struct strings){ NULL, 0 },
				 &t->context, &s, &t->err),
		ST_OK);
	return s;
}

/* ---- beginning ------------------------------------------------------------------------------- */

static void
opening_writes_nothing(void **state)
{
	struct sessions *t = *state;
	struct session *s = sessions_scratch(t);
	assert_string_equal(session_name(s), "scratch");
	assert_false(session_is_named(s));
	assert_int_equal(session_changes(s), 0);
	assert_null(session_notice(s));
	assert_string_equal(t->library->inputs[0].sha256, "");
	sessions_close(t, s);
	assert_false(sessions_exists(sessions_path(t, "state")));
}

static void
settling_makes_the_file_before_the_first_change(void **state)
{
	struct sessions *t = *state;
	struct stat info;
	struct session *s = sessions_scratch(t);
	assert_int_equal(session_settle(s, &t->context, &t->err), ST_OK);
	assert_int_equal(session_changes(s), 0);
	assert_string_equal(session_path(s), scratch_path(t));
	assert_int_equal(stat(scratch_path(t), &info), 0);
	assert_int_equal(info.st_mode & 07777, 0600);
	assert_int_equal(stat(sessions_path(t, "state"), &info), 0);
	assert_int_equal(info.st_mode & 07777, 0700);
	sessions_close(t, s);
	assert_string_equal(sessions_ask(t, scratch_path(t), "SELECT count(*) FROM input"), "0");
}

static void
the_next_start_goes_on_where_the_last_one_ended(void **state)
{
	struct sessions *t = *state;
	struct session *s = sessions_scratch(t);
	sessions_apply(t, s, &neutral);
	sessions_apply(t, s, &optimistic);
	sessions_close(t, s);
	t->context.origin = "00000000000000bb";
	s = sessions_scratch(t);
	assert_int_equal(session_changes(s), 2);
	assert_int_equal(session_evaluation(s)->unknown, UNKNOWN_OPTIMISTIC);
	assert_null(session_notice(s));
	assert_int_equal(session_undo(s, &t->context, &t->err), ST_OK);
	size_t n;
	const struct event *const *events = session_events(s, &n);
	assert_int_equal(n, 4);
	assert_string_equal(events[3]->origin, "00000000000000aa");
	assert_int_equal(events[3]->seq, 4);
	sessions_close(t, s);
	assert_int_equal(session_verify(scratch_path(t), &n, &t->diag, &t->err), ST_OK);
	assert_int_equal(n, 4);
}

static void
a_scratch_session_is_not_opened_by_its_path(void **state)
{
	struct sessions *t = *state;
	struct session *s = sessions_scratch(t);
	struct session_info info;
	sessions_apply(t, s, &neutral);
	sessions_close(t, s);
	assert_int_equal(
		session_open(scratch_path(t), SESSION_READ, &t->context, &s, &t->diag, &t->err),
		ST_USAGE);
	assert_non_null(strstr(t->err.text, "scratch"));
	assert_int_equal(session_peek(scratch_path(t), t->arena, &info, &t->err), ST_OK);
	assert_false(info.named);
}

/* ---- the files changed ----------------------------------------------------------------------- */

static void
changed_files_are_taken_over_and_one_line_says_so(void **state)
{
	struct sessions *t = *state;
	struct session *s = sessions_scratch(t);
	sessions_apply(t, s, &neutral);
	sessions_close(t, s);
	struct library *l = changed_library(t, INPUT_PROFILE, "value: 1.30", "value: 1.25");
	s = scratch_of(t, l);
	assert_null(session_notice(s));
	assert_int_equal(session_settle(s, &t->context, &t->err), ST_OK);
	assert_string_equal(session_notice(s),
		"inputs changed: profile alpha; 1 change of the session applies");
	assert_int_equal(session_changes(s), 1);
	size_t n;
	const struct event *const *events = session_events(s, &n);
	assert_int_equal(n, 3);
	assert_int_equal(events[2]->kind, EVENT_INPUTS);
	assert_string_equal(events[2]->old_value, events[0]->new_value);
	/* Taken over once. */
	assert_int_equal(session_settle(s, &t->context, &t->err), ST_OK);
	(void)session_events(s, &n);
	assert_int_equal(n, 3);
	assert_int_equal(session_undo(s, &t->context, &t->err), ST_OK);
	sessions_close(t, s);
	library_free(l);
}

static void
events_that_no_longer_fit_are_set_aside(void **state)
{
	struct sessions *t = *state;
	struct session *s = sessions_scratch(t);
	const struct change c = sessions_change(EVENT_LOCK, "cpu", "true");
	sessions_apply(t, s, &c);
	sessions_close(t, s);
	struct library *l = changed_library(t, INPUT_MODEL, "cpu: {", "chips: {");
	s = scratch_of(t, l);
	const char *aside = sessions_path(t, "state/scratch-base.bascule.aside-1");
	assert_int_equal(session_changes(s), 0);
	assert_non_null(session_notice(s));
	assert_non_null(strstr(session_notice(s), aside));
	assert_non_null(strstr(session_notice(s), "cpu"));
	assert_false(sessions_exists(scratch_path(t)));
	size_t n;
	assert_int_equal(session_verify(aside, &n, &t->diag, &t->err), ST_OK);
	assert_int_equal(n, 2);
	sessions_apply(t, s, &neutral);
	sessions_close(t, s);
	assert_true(sessions_exists(scratch_path(t)));
	library_free(l);
}

/* ---- what lies there cannot be used ---------------------------------------------------------- */

static void
a_damaged_file_is_set_aside_and_kept(void **state)
{
	struct sessions *t = *state;
	for (int i = 1; i <= 3; i++) {
		struct session *s = sessions_scratch(t);
		sessions_apply(t, s, &neutral);
		sessions_close(t, s);
		sessions_write(scratch_path(t), "no database at all", 18);
		s = sessions_scratch(t);
		const char *aside = arena_printf(t->arena, "%s.aside-%d", scratch_path(t), i);
		assert_true(sessions_exists(aside));
		assert_non_null(strstr(session_notice(s), aside));
		assert_int_equal(session_changes(s), 0);
		sessions_close(t, s);
	}
}

static void
tampered_events_are_not_taken_over(void **state)
{
	struct sessions *t = *state;
	struct session *s = sessions_scratch(t);
	sessions_apply(t, s, &neutral);
	sessions_close(t, s);
	const char *trigger = sessions_ask(
		t, scratch_path(t), "SELECT sql FROM sqlite_schema WHERE name = 'event_update'");
	sessions_sql(scratch_path(t),
		arena_printf(t->arena,
			"DROP TRIGGER event_update; UPDATE event SET new = 'exclude' WHERE n = 2; "
			"%s",
			trigger));
	s = sessions_scratch(t);
	assert_int_equal(session_evaluation(s)->unknown, UNKNOWN_PESSIMISTIC);
	assert_non_null(strstr(session_notice(s), "event 2"));
	sessions_close(t, s);
}

static int
work_without_a_folder(struct sessions *t)
{
	struct session *s = NULL;
	if (session_scratch(t->library, sessions_path(t, "state/deep"), (struct strings){ NULL, 0 },
		    &t->context, &s, &t->err) != ST_OK ||
		session_notice(s))
		return 1;
	if (session_apply(s, &neutral, &t->context, &t->err) != ST_OK)
		return 2;
	if (session_path(s) || session_changes(s) != 1 || session_unsaved(s) != 0)
		return 3;
	if (!session_notice(s) || !strstr(session_notice(s), "in memory"))
		return 4;
	if (session_undo(s, &t->context, &t->err) != ST_OK)
		return 5;
	if (session_settle(s, &t->context, &t->err) != ST_OK)
		return 6;
	return session_close(s, &t->err) == ST_OK ? 0 : 7;
}

static void
without_a_writable_folder_the_session_lives_in_memory(void **state)
{
	struct sessions *t = *state;
	assert_int_equal(chmod(t->folder, 0755), 0);
	assert_int_equal(mkdir(sessions_path(t, "state"), 0555), 0);
	assert_int_equal(sessions_as_nobody(work_without_a_folder, t), 0);
}

static int
work_over_a_read_only_file(struct sessions *t)
{
	struct session *s = scratch_of(t, t->library);
	if (session_changes(s) != 1 || session_evaluation(s)->unknown != UNKNOWN_NEUTRAL)
		return 1;
	if (!session_notice(s) || !strstr(session_notice(s), "in memory") || session_path(s))
		return 2;
	if (session_apply(s, &optimistic, &t->context, &t->err) != ST_OK)
		return 3;
	return session_close(s, &t->err) == ST_OK ? 0 : 4;
}

static void
a_read_only_file_is_taken_over_and_changes_stay_in_memory(void **state)
{
	struct sessions *t = *state;
	struct session *s = sessions_scratch(t);
	size_t before, after;
	sessions_apply(t, s, &neutral);
	sessions_close(t, s);
	assert_int_equal(chmod(t->folder, 0755), 0);
	assert_int_equal(chmod(scratch_path(t), 0444), 0);
	assert_int_equal(chmod(sessions_path(t, "state"), 0555), 0);
	const char *old = sessions_read(t, scratch_path(t), &before);
	assert_int_equal(sessions_as_nobody(work_over_a_read_only_file, t), 0);
	const char *new = sessions_read(t, scratch_path(t), &after);
	assert_int_equal(before, after);
	assert_memory_equal(old, new, before);
}

static void
a_state_folder_that_is_a_file_keeps_nobody_from_working(void **state)
{
	struct sessions *t = *state;
	sessions_write(sessions_path(t, "state"), "x", 1);
	struct session *s = sessions_scratch(t);
	sessions_apply(t, s, &neutral);
	assert_null(session_path(s));
	assert_non_null(session_notice(s));
	assert_int_equal(session_evaluation(s)->unknown, UNKNOWN_NEUTRAL);
	/* It can still be kept, elsewhere. */
	assert_int_equal(
		session_save_as(s, sessions_path(t, "kept.bascule"), &t->context, &t->err), ST_OK);
	sessions_close(t, s);
	s = sessions_open(t, sessions_path(t, "kept.bascule"), SESSION_READ);
	assert_int_equal(session_changes(s), 1);
	sessions_close(t, s);
}

/* ---- more than one program ------------------------------------------------------------------- */

static int
second_program(struct sessions *t)
{
	struct session *s = NULL;
	if (session_scratch(t->library, sessions_path(t, "state"), (struct strings){ NULL, 0 },
		    &t->context, &s, &t->err) != ST_OK)
		return 1;
	if (session_changes(s) != 0 || session_evaluation(s)->unknown != UNKNOWN_PESSIMISTIC)
		return 2;
	if (session_apply(s, &optimistic, &t->context, &t->err) != ST_OK)
		return 3;
	if (!str_eq(session_path(s), sessions_path(t, "state/scratch-base-2.bascule")))
		return 4;
	if (!str_eq(session_name(s), "scratch-2") || !session_notice(s))
		return 5;
	return session_close(s, &t->err) == ST_OK ? 0 : 6;
}

static void
a_second_program_gets_a_scratch_of_its_own(void **state)
{
	struct sessions *t = *state;
	struct other other = sessions_other(second_program, t);
	struct session *s = sessions_scratch(t);
	sessions_apply(t, s, &neutral);
	assert_int_equal(sessions_other_end(&other), 0);
	sessions_apply(t, s, &optimistic);
	sessions_close(t, s);
	s = sessions_scratch(t);
	assert_int_equal(session_changes(s), 2);
	sessions_close(t, s);
	assert_true(sessions_exists(sessions_path(t, "state/scratch-base-2.bascule")));
}

static void
two_that_begin_at_once_do_not_share_a_file(void **state)
{
	struct sessions *t = *state;
	struct session *a = sessions_scratch(t), *b = sessions_scratch(t);
	sessions_apply(t, a, &neutral);
	sessions_apply(t, b, &optimistic);
	assert_string_equal(session_path(a), scratch_path(t));
	assert_string_equal(session_path(b), sessions_path(t, "state/scratch-base-2.bascule"));
	sessions_close(t, a);
	sessions_close(t, b);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, sessions_begin, sessions_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(opening_writes_nothing),
		TEST(settling_makes_the_file_before_the_first_change),
		TEST(the_next_start_goes_on_where_the_last_one_ended),
		TEST(a_scratch_session_is_not_opened_by_its_path),
		TEST(changed_files_are_taken_over_and_one_line_says_so),
		TEST(events_that_no_longer_fit_are_set_aside),
		TEST(a_damaged_file_is_set_aside_and_kept),
		TEST(tampered_events_are_not_taken_over),
		TEST(without_a_writable_folder_the_session_lives_in_memory),
		TEST(a_read_only_file_is_taken_over_and_changes_stay_in_memory),
		TEST(a_state_folder_that_is_a_file_keeps_nobody_from_working),
		TEST(a_second_program_gets_a_scratch_of_its_own),
		TEST(two_that_begin_at_once_do_not_share_a_file),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
