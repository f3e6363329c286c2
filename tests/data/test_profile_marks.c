/* profile_read: the marks of a profile, held against the criteria of the frameworks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "data/profile_read.h"
#include "tests/support/reading.h"

/* A profile with one mark in line 8: `SOV-1.1: {rung: 3, reason: r}`. */
static enum status
parse(struct reading *r, const char *mark, const struct profile **out)
{
	const char *text = arena_printf(r->arena,
		"bascule: profile/1\nid: x\nname: X\ncountry: FR\nsurveyed: 2026\nfacts: {}\n"
		"marks:\n  %s\n",
		mark);
	assert_non_null(text);
	struct file_bytes in = file_of(text);
	*out = NULL;
	arena_reset(r->scratch);
	diag_clear(&r->diag);
	return profile_parse(&in, &r->dictionary, r->arena, r->scratch, out, &r->diag);
}

static void
expect_mark(void **state, const char *mark, int low, int rung, int high)
{
	const struct profile *p;
	if (parse(*state, mark, &p) != ST_OK)
		fail_msg("%s", reading_report(*state));
	assert_int_equal(p->n_marks, 1);
	assert_int_equal(p->marks[0].low, low);
	assert_int_equal(p->marks[0].rung, rung);
	assert_int_equal(p->marks[0].high, high);
}

static void
expect_report(void **state, const char *mark, const char *report)
{
	const struct profile *p;
	assert_int_equal(parse(*state, mark, &p), ST_INVALID);
	assert_null(p);
	assert_string_equal(reading_report(*state), report);
}

static void
an_unknown_rung_reaches_from_the_first_to_the_top(void **state)
{
	expect_mark(state, "SOV-1.1: {rung: unknown, reason: r}", 1, 0, 4);
	expect_mark(state, "SOV-1.2: {rung: unknown, reason: r}", 1, 0, 3);
	expect_mark(state, "SOV-2.1: {rung: unknown, reason: r}", 1, 0, 2);
}

static void
one_bound_of_an_unknown_rung_leaves_the_other_open(void **state)
{
	expect_mark(state, "SOV-1.1: {rung: unknown, low: 2, reason: r}", 2, 0, 4);
	expect_mark(state, "SOV-1.1: {rung: unknown, high: 3, reason: r}", 1, 0, 3);
	expect_mark(state, "SOV-1.1: {rung: unknown, low: 4, reason: r}", 4, 0, 4);
	expect_mark(state, "SOV-1.1: {rung: unknown, low: 2, high: 2, reason: r}", 2, 0, 2);
}

static void
a_known_rung_is_its_own_bounds(void **state)
{
	expect_mark(state, "SOV-1.1: {rung: 4, reason: r}", 4, 4, 4);
	expect_mark(state, "SOV-1.1: {rung: 3, low: 1, reason: r}", 1, 3, 3);
	expect_mark(state, "SOV-1.1: {rung: 3, high: 4, reason: r}", 3, 3, 4);
	expect_mark(state, "SOV-1.1: {rung: 3, low: 3, high: 3, reason: r}", 3, 3, 3);
}

static void
a_criterion_that_no_framework_has_is_refused_with_the_nearest(void **state)
{
	expect_report(state, "SOV-1.3: {rung: 1, reason: r}",
		"t.yaml:8:3: error: marks.SOV-1.3: unknown criterion of a framework \"SOV-1.3\"; "
		"did you mean \"SOV-1.1\"?\n");
	expect_report(state, "sov-2.1: {rung: 1, reason: r}",
		"t.yaml:8:3: error: marks.sov-2.1: unknown criterion of a framework \"sov-2.1\"; "
		"did you mean \"SOV-2.1\"?\n");
	expect_report(state, "SOV-1: {rung: 1, reason: r}",
		"t.yaml:8:3: error: marks.SOV-1: unknown criterion of a framework \"SOV-1\"; "
		"did you mean \"SOV-1.1\"?\n");
	expect_report(state, "else: {rung: 1, reason: r}",
		"t.yaml:8:3: error: marks.else: unknown criterion of a framework \"else\"\n");
}

static void
no_rung_lies_above_the_top_of_its_criterion(void **state)
{
	expect_report(state, "SOV-1.2: {rung: 4, reason: r}",
		"t.yaml:8:3: error: marks.SOV-1.2: expected rungs up to 3, found 4\n");
	expect_report(state, "SOV-1.2: {rung: 3, high: 5, reason: r}",
		"t.yaml:8:3: error: marks.SOV-1.2: expected rungs up to 3, found 5\n");
	expect_report(state, "SOV-1.2: {rung: unknown, low: 9, reason: r}",
		"t.yaml:8:3: error: marks.SOV-1.2: expected rungs up to 3, found 9\n");
	expect_report(state, "SOV-1.2: {rung: 10, reason: r}",
		"t.yaml:8:19: error: marks.SOV-1.2.rung: expected a whole number from 1 to 9, or "
		"unknown, found \"10\"\n");
}

static void
bounds_are_in_order_with_the_rung_between(void **state)
{
	expect_report(state, "SOV-1.1: {rung: unknown, low: 3, high: 2, reason: r}",
		"t.yaml:8:3: error: marks.SOV-1.1: expected low <= high, found 3 and 2\n");
	expect_report(state, "SOV-1.1: {rung: 1, low: 2, high: 3, reason: r}",
		"t.yaml:8:3: error: marks.SOV-1.1: expected low <= rung <= high, found 2, 1, 3\n");
	expect_report(state, "SOV-1.1: {rung: 4, high: 3, reason: r}",
		"t.yaml:8:3: error: marks.SOV-1.1: expected low <= rung <= high, found 4, 4, 3\n");
	expect_report(state, "SOV-1.1: {rung: 2, low: 3, high: 1, reason: r}",
		"t.yaml:8:3: error: marks.SOV-1.1: expected low <= rung <= high, found 3, 2, 1\n");
}

static void
without_frameworks_any_mark_will_do_up_to_nine(void **state)
{
	struct reading *r = *state;
	size_t n = r->dictionary.n_frameworks;
	r->dictionary.n_frameworks = 0;
	expect_mark(state, "else: {rung: 9, reason: r}", 9, 9, 9);
	expect_mark(state, "SOV-2.1: {rung: unknown, low: 2, reason: r}", 2, 0, 9);
	expect_report(state, "SOV-2.1: {rung: 2, high: 1, reason: r}",
		"t.yaml:8:3: error: marks.SOV-2.1: expected low <= rung <= high, found 2, 2, 1\n");
	r->dictionary.n_frameworks = n;
}

static void
marks_of_other_offers_are_held_against_the_same_criteria(void **state)
{
	struct reading *r = *state;
	const struct profile *p;
	const char *offer = "SOV-1.1: {rung: 1, reason: r}\n"
			    "offers: {o: {name: O, marks: {SOV-2.1: {rung: 3, reason: r}}}}";
	assert_int_equal(parse(r, offer, &p), ST_INVALID);
	assert_string_equal(reading_report(r),
		"t.yaml:9:31: error: offers.o.marks.SOV-2.1: expected rungs up to 2, found 3\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_unknown_rung_reaches_from_the_first_to_the_top),
		cmocka_unit_test(one_bound_of_an_unknown_rung_leaves_the_other_open),
		cmocka_unit_test(a_known_rung_is_its_own_bounds),
		cmocka_unit_test(a_criterion_that_no_framework_has_is_refused_with_the_nearest),
		cmocka_unit_test(no_rung_lies_above_the_top_of_its_criterion),
		cmocka_unit_test(bounds_are_in_order_with_the_rung_between),
		cmocka_unit_test(without_frameworks_any_mark_will_do_up_to_nine),
		cmocka_unit_test(marks_of_other_offers_are_held_against_the_same_criteria),
	};
	return cmocka_run_group_tests(tests, reading_set_up, reading_tear_down);
}
