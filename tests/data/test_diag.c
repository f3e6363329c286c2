/* diag: items with their places, counted, joined, sorted and made visible. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "data/diag.h"
#include "tests/support/failing_malloc.h"

static void
items_keep_their_place_and_severity(void **state)
{
	(void)state;
	struct diag d;
	char buf[256];
	diag_init(&d);
	assert_int_equal(
		diag_error(&d, ST_INVALID, (struct place){ "f.yaml", 3, 7 }, "wrong %d", 1),
		ST_INVALID);
	diag_warn(&d, (struct place){ "f.yaml", 0, 0 }, "odd");
	(void)diag_error(&d, ST_USAGE, (struct place){ NULL, 0, 0 }, "no");
	assert_int_equal(d.n, 3);
	assert_int_equal(d.n_errors, 2);
	assert_int_equal(d.n_warnings, 1);
	assert_string_equal(
		diag_item_text(&d.items[0], buf, sizeof buf), "f.yaml:3:7: error: wrong 1");
	assert_string_equal(diag_item_text(&d.items[1], buf, sizeof buf), "f.yaml: warning: odd");
	assert_string_equal(diag_item_text(&d.items[2], buf, sizeof buf), "bascule: error: no");
	diag_clear(&d);
	assert_int_equal(d.n, 0);
}

static void
the_worst_status_is_the_one_of_the_system(void **state)
{
	(void)state;
	struct diag d;
	const struct place at = { "f", 1, 1 };
	diag_init(&d);
	assert_int_equal(d.worst, ST_OK);
	diag_warn(&d, at, "w");
	assert_int_equal(d.worst, ST_OK);
	(void)diag_error(&d, ST_SYNTAX, at, "s");
	(void)diag_error(&d, ST_INVALID, at, "i");
	assert_int_equal(d.worst, ST_SYNTAX);
	(void)diag_error(&d, ST_IO, at, "io");
	(void)diag_error(&d, ST_INVALID, at, "i");
	assert_int_equal(d.worst, ST_IO);
	assert_int_equal(diag_nomem(&d), ST_NOMEM);
	assert_int_equal(d.worst, ST_NOMEM);
	diag_clear(&d);
}

static void
a_flood_is_counted_and_not_kept(void **state)
{
	(void)state;
	struct diag d, all;
	diag_init(&d);
	diag_init(&all);
	for (unsigned i = 0; i < 1000; i++)
		(void)diag_error(&d, ST_INVALID, (struct place){ "f", i, 1 }, "%u", i);
	assert_int_equal(d.n, DIAG_MAX);
	assert_int_equal(d.n_errors, 1000);
	(void)diag_error(&all, ST_INVALID, (struct place){ "g", 1, 1 }, "first");
	assert_int_equal(diag_join(&all, &d), ST_OK);
	assert_int_equal(all.n, DIAG_MAX);
	assert_int_equal(all.n_errors, 1001);
	diag_clear(&d);
	assert_string_equal(all.items[1].text, "0");
	diag_clear(&all);
}

static void
sorting_goes_by_place_and_keeps_the_order_of_equals(void **state)
{
	(void)state;
	static const struct {
		unsigned line, col;
	} places[] = { { 9, 9 }, { 2, 1 }, { 1, 5 }, { 2, 1 }, { 1, 2 } };
	struct diag d;
	char order[8] = "";
	diag_init(&d);
	for (size_t i = 0; i < 5; i++)
		(void)diag_error(&d, ST_INVALID,
			(struct place){ "f", places[i].line, places[i].col }, "%zu", i);
	diag_sort(&d, 1);
	for (size_t i = 0; i < 5; i++)
		strncat(order, d.items[i].text, 1);
	assert_string_equal(order, "04213");
	diag_clear(&d);
}

static void
control_characters_of_a_file_never_reach_the_terminal(void **state)
{
	(void)state;
	struct diag d;
	char buf[256];
	diag_init(&d);
	(void)diag_error(&d, ST_INVALID, (struct place){ "a\x1b.yaml", 1, 2 }, "\x1b]52;c;x\x07");
	assert_string_equal(
		diag_item_text(&d.items[0], buf, sizeof buf), "a^[.yaml:1:2: error: ^[]52;c;x^G");
	diag_clear(&d);
}

static void
memory_that_runs_out_is_remembered(void **state)
{
	(void)state;
	for (size_t n = 1;; n++) {
		struct diag d;
		diag_init(&d);
		allocations_fail_at(n);
		enum status st = ST_OK;
		for (int i = 0; i < 50 && st != ST_NOMEM; i++)
			st = diag_error(&d, ST_INVALID, (struct place){ "f", 1, 1 }, "%200d", i);
		bool failed = allocations_stop();
		assert_int_equal(st, failed ? ST_NOMEM : ST_INVALID);
		assert_int_equal(d.worst, failed ? ST_NOMEM : ST_INVALID);
		diag_clear(&d);
		if (!failed)
			break;
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(items_keep_their_place_and_severity),
		cmocka_unit_test(the_worst_status_is_the_one_of_the_system),
		cmocka_unit_test(a_flood_is_counted_and_not_kept),
		cmocka_unit_test(sorting_goes_by_place_and_keeps_the_order_of_equals),
		cmocka_unit_test(control_characters_of_a_file_never_reach_the_terminal),
		cmocka_unit_test(memory_that_runs_out_is_remembered),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
