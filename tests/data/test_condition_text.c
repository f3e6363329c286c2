/*
 * Conditions over marks and SEALs of a framework, and comparisons as text: what condition_text()
 * writes reads back as the same comparison.
 */
#include "data/condition.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "data/text.h"
#include "tests/support/reading.h"

static const struct condition *
parsed(void **state, const char *text)
{
	struct reading *r = *state;
	const struct condition *c = NULL;
	struct err e;
	if (condition_parse(text, &r->dictionary, r->arena, &c, NULL, &e) != ST_OK)
		fail_msg("%s: %s", text, e.text);
	return c;
}

static void
expect_error(void **state, const char *text, unsigned column, const char *expected)
{
	struct reading *r = *state;
	const struct condition *c = NULL;
	struct err e = { .text = "" };
	unsigned found = 0;
	enum status st = condition_parse(text, &r->dictionary, r->arena, &c, &found, &e);
	assert_int_equal(st, ST_INVALID);
	assert_null(c);
	assert_int_equal(found, column);
	assert_string_equal(e.text, arena_printf(r->arena, "column %u: %s", column, expected));
}

/* ---- marks and SEALs --------------------------------------------------------------------- */

static void
a_seal_is_that_of_an_objective_or_of_a_framework(void **state)
{
	const struct dictionary *d = &((struct reading *)*state)->dictionary;
	const struct condition *c = parsed(state, "SOV-2.seal >= 2");
	assert_int_equal(c->op, COND_GE);
	assert_null(c->def);
	assert_null(c->mark);
	assert_null(c->criterion);
	assert_ptr_equal(c->framework, d->frameworks[0]);
	assert_ptr_equal(c->objective, &d->frameworks[0]->objectives[1]);
	assert_true(c->literals[0].number == 2);
	c = parsed(state, "tiny.seal == 0");
	assert_ptr_equal(c->framework, d->frameworks[0]);
	assert_null(c->objective);
	c = parsed(state, "SOV-1.seal in [1, 2, 0]");
	assert_int_equal(c->n_literals, 3);
	assert_true(c->literals[1].number == 2);
}

static void
a_mark_knows_its_criterion(void **state)
{
	const struct dictionary *d = &((struct reading *)*state)->dictionary;
	const struct condition *c = parsed(state, "SOV-1.2 in [1, 3]");
	assert_string_equal(c->mark, "SOV-1.2");
	assert_ptr_equal(c->criterion, d->frameworks[0]->criteria[1]);
	assert_null(c->framework);
	assert_true(c->literals[1].number == 3);
}

static void
levels_are_whole_numbers_that_the_framework_has(void **state)
{
	static const char *const wrong[] = { "3", "-1", "1.5", "5", "SEAL-1", "none", "1e9" };
	struct reading *r = *state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		char message[128];
		(void)snprintf(message, sizeof message,
			"expected a level (a whole number from 0 to 2), found '%s'", wrong[i]);
		expect_error(
			state, arena_printf(r->arena, "SOV-1.seal >= %s", wrong[i]), 15, message);
		expect_error(state, arena_printf(r->arena, "tiny.seal in [0, %s]", wrong[i]), 18,
			message);
	}
	expect_error(state, "SOV-1.seal >= \"2\"", 15,
		"expected a level (a whole number from 0 to 2), found \"2\"");
	parsed(state, "SOV-1.seal <= 0");
	parsed(state, "SOV-1.seal <= 2.0");
}

static void
rungs_are_those_of_the_criterion(void **state)
{
	parsed(state, "SOV-1.1 >= 4");
	parsed(state, "SOV-2.1 == 2");
	expect_error(state, "SOV-1.1 >= 5", 12,
		"expected a rung of the mark (a whole number from 1 to 4), found '5'");
	expect_error(state, "SOV-2.1 == 3", 12,
		"expected a rung of the mark (a whole number from 1 to 2), found '3'");
	expect_error(state, "SOV-2.1 in [1, 0]", 16,
		"expected a rung of the mark (a whole number from 1 to 2), found '0'");
}

static void
what_no_framework_has_is_said_with_what_there_is(void **state)
{
	expect_error(state, "not SOV-3.seal >= 1", 5,
		"there is no objective or framework 'SOV-3.seal'; did you mean 'SOV-1.seal'?");
	expect_error(state, "tinny.seal >= 1", 1,
		"there is no objective or framework 'tinny.seal'; did you mean 'tiny.seal'?");
	expect_error(state, "sovereignty.seal >= 1", 1,
		"there is no objective or framework 'sovereignty.seal'; tiny has SOV-1 to SOV-2, "
		"as in SOV-1.seal");
	expect_error(state, "SOV-1.1.seal >= 1", 1,
		"there is no objective or framework 'SOV-1.1.seal'; did you mean 'SOV-1.seal'?");
	expect_error(
		state, "SOV-1.3 >= 1", 1, "there is no mark 'SOV-1.3'; did you mean 'SOV-1.1'?");
	expect_error(state, "sov-1.1 >= 1", 1, "there is no fact 'sov-1.1'");
	expect_error(state, "sov-1.seal >= 1", 1,
		"there is no objective or framework 'sov-1.seal'; did you mean 'SOV-1.seal'?");
}

static void
without_a_framework_any_mark_will_do_and_no_seal(void **state)
{
	struct reading *r = *state;
	size_t n = r->dictionary.n_frameworks;
	r->dictionary.n_frameworks = 0;
	const struct condition *c = parsed(state, "SOV-77.1 >= 9");
	assert_string_equal(c->mark, "SOV-77.1");
	assert_null(c->criterion);
	expect_error(state, "SOV-77.1 >= 10", 13,
		"expected a rung of the mark (a whole number from 1 to 9), found '10'");
	expect_error(
		state, "SOV-1.seal >= 1", 1, "there is no objective or framework 'SOV-1.seal'");
	r->dictionary.n_frameworks = n;
}

static void
criteria_may_be_named_in_any_way(void **state)
{
	struct reading *r = *state;
	struct dictionary d = r->dictionary;
	struct rung rungs[] = { { .id = "1" }, { .id = "2" } };
	const struct framework_criterion one = { .id = "ops_1", .rungs = rungs, .n_rungs = 2 };
	const struct framework_criterion *const all[] = { &one };
	const struct framework own = { .id = "own", .criteria = all, .n_criteria = 1 };
	const struct framework *frameworks[] = { &own };
	const struct condition *c = NULL;
	struct err e;
	d.frameworks = frameworks;
	d.n_frameworks = 1;
	assert_int_equal(condition_parse("ops_1 > 1", &d, r->arena, &c, NULL, &e), ST_OK);
	assert_ptr_equal(c->criterion, &one);
}

/* ---- as text ----------------------------------------------------------------------------- */

static bool
is_same_literal(const struct literal *a, const struct literal *b)
{
	return str_eq(a->text, b->text) && a->number == b->number && a->is_word == b->is_word &&
		a->boolean == b->boolean;
}

static bool
is_same(const struct condition *a, const struct condition *b)
{
	bool same = a->op == b->op && a->def == b->def && str_eq(a->mark, b->mark) &&
		a->criterion == b->criterion && a->framework == b->framework &&
		a->objective == b->objective && a->group == b->group &&
		a->n_literals == b->n_literals;
	for (size_t i = 0; same && i < a->n_literals; i++)
		same = is_same_literal(&a->literals[i], &b->literals[i]);
	return same;
}

static void
expect_text(void **state, const char *text, const char *expected)
{
	struct reading *r = *state;
	const struct condition *c = parsed(state, text);
	const char *written = condition_text(c, r->arena);
	assert_string_equal(written, expected);
	if (!is_same(c, parsed(state, written)))
		fail_msg("%s reads back as something else", written);
}

static void
each_kind_of_comparison_reads_back_as_it_was(void **state)
{
	static const char *const texts[] = { "sec.iso == true", "sec.iso != false",
		"env.pue <= 1.50", "env.pue > 1.2e0", "env.pue in [1, 2.5, 3]", "cost.vm == free",
		"cost.vm < 0.05", "cost.vm in [free, 1]", "own.country == FR", "own.country in EEA",
		"own.country in [FR, NO]", "ops.staff != optional", "sec.since >= 2025-06",
		"own.note == short", "SOV-1.1 >= 3", "SOV-1.2 in [1, 2]", "SOV-2.seal < 2",
		"SOV-1.seal != 0", "tiny.seal >= 1", "tiny.seal in [0, 2]" };
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		expect_text(state, texts[i], texts[i]);
}

static void
blanks_quotes_and_spellings_are_written_in_one_way(void **state)
{
	expect_text(state, " env.pue>=1.1 ", "env.pue >= 1.1");
	expect_text(state, "own.country in[\"FR\" ,DE]", "own.country in [FR, DE]");
	expect_text(state, "SOV-1.1 in [ 3 ,4 ]", "SOV-1.1 in [3, 4]");
	/* "true" is how this dictionary lets one spell yes */
	expect_text(state, "ops.staff == true", "ops.staff == yes");
	expect_text(state, "ops.staff == \"no\"", "ops.staff == no");
}

static void
a_text_that_would_read_as_something_else_is_quoted(void **state)
{
	static const char *const texts[] = { "own.note == \"in force\"", "own.note == \"and\"",
		"own.note != \"not\"", "own.note in [\"a, b\", \"or\", c, \"x]\"]",
		"own.note == \"(\"", "own.note == \"<=\"", "own.note == \"é è\"" };
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		expect_text(state, texts[i], texts[i]);
}

static void
what_joins_comparisons_has_no_text(void **state)
{
	struct reading *r = *state;
	static const char *const texts[] = { "sec.iso == true and SOV-1.1 > 2",
		"sec.iso == true or SOV-1.1 > 2", "not sec.iso == true" };
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_string_equal(condition_text(parsed(state, texts[i]), r->arena), "");
}

/* Every comparison that a mix of tokens happens to be reads back as it was. */
static void
any_comparison_reads_back_as_it_was(void **state)
{
	static const char *const left[] = { "sec.iso", "env.pue", "cost.vm", "own.country",
		"ops.staff", "sec.since", "own.note", "SOV-1.1", "SOV-1.seal", "tiny.seal" };
	static const char *const ops[] = { "==", "!=", "<", "<=", ">", ">=", "in" };
	static const char *const right[] = { "true", "false", "1", "2", "1.25", "2e0", "free", "FR",
		"NO", "EU", "yes", "optional", "2025", "2025-06-30", "\"a b\"", "\"or\"", "\"\"",
		"é", "[1, 2]", "[FR, \"NO\"]", "[true]", "[\"x y\", z]", "[free, 2]" };
	struct reading *r = *state;
	size_t n = 0;
	for (size_t i = 0; i < sizeof left / sizeof *left; i++)
		for (size_t k = 0; k < sizeof ops / sizeof *ops; k++)
			for (size_t m = 0; m < sizeof right / sizeof *right; m++) {
				const char *text = arena_printf(
					r->arena, "%s %s %s", left[i], ops[k], right[m]);
				const struct condition *c = NULL;
				struct err e;
				if (condition_parse(text, &r->dictionary, r->arena, &c, NULL, &e) !=
					ST_OK)
					continue;
				const char *written = condition_text(c, r->arena);
				if (!is_same(c, parsed(state, written)))
					fail_msg("%s was written %s", text, written);
				n++;
			}
	assert_true(n > 100);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_seal_is_that_of_an_objective_or_of_a_framework),
		cmocka_unit_test(a_mark_knows_its_criterion),
		cmocka_unit_test(levels_are_whole_numbers_that_the_framework_has),
		cmocka_unit_test(rungs_are_those_of_the_criterion),
		cmocka_unit_test(what_no_framework_has_is_said_with_what_there_is),
		cmocka_unit_test(without_a_framework_any_mark_will_do_and_no_seal),
		cmocka_unit_test(criteria_may_be_named_in_any_way),
		cmocka_unit_test(each_kind_of_comparison_reads_back_as_it_was),
		cmocka_unit_test(blanks_quotes_and_spellings_are_written_in_one_way),
		cmocka_unit_test(a_text_that_would_read_as_something_else_is_quoted),
		cmocka_unit_test(what_joins_comparisons_has_no_text),
		cmocka_unit_test(any_comparison_reads_back_as_it_was),
	};
	return cmocka_run_group_tests(tests, reading_set_up, reading_tear_down);
}
