/* value: texts as values of each type, and what a person reads. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "data/value.h"
#include "tests/support/reading.h"

static const struct fact_def *
def_of(const struct reading *r, const char *id)
{
	const struct fact_def *def = dictionary_find(&r->dictionary, id);
	if (!def)
		fail_msg("no fact %s", id);
	return def;
}

static enum status
parse(struct reading *r, const char *id, const char *text, struct value *v)
{
	struct err e;
	enum status st = value_parse(def_of(r, id), text, r->arena, v, &e);
	if (st != ST_OK && !strstr(e.text, "expected") && !strstr(e.text, "twice"))
		fail_msg("%s = \"%s\": %s", id, text, e.text);
	return st;
}

static void
each_type_takes_its_own_and_nothing_else(void **state)
{
	(void)state;
	static const struct {
		const char *id, *text;
		int kind; /* -1: refused */
	} cases[] = {
		{ "env.pue", "1.2", VALUE_NUMBER },
		{ "env.pue", "1", VALUE_NUMBER },
		{ "env.pue", "3", VALUE_NUMBER },
		{ "env.pue", "3.0001", -1 },
		{ "env.pue", "0.9", -1 },
		{ "env.pue", "1,2", -1 },
		{ "env.pue", "1.2 ", -1 },
		{ "env.pue", "nan", -1 },
		{ "env.pue", "free", -1 },
		{ "env.pue", "", -1 },
		{ "cost.vm", "free", VALUE_WORD },
		{ "cost.vm", "-0", VALUE_NUMBER },
		{ "cost.vm", "1e1", VALUE_NUMBER },
		{ "cost.vm", "gratis", -1 },
		{ "ops.staff", "optional", VALUE_WORD },
		{ "ops.staff", "true", VALUE_WORD },
		{ "ops.staff", "Yes", -1 },
		{ "sec.iso", "true", VALUE_BOOLEAN },
		{ "sec.iso", "false", VALUE_BOOLEAN },
		{ "sec.iso", "yes", -1 },
		{ "sec.iso", "1", -1 },
		{ "own.country", "NO", VALUE_COUNTRY },
		{ "own.country", "no", -1 },
		{ "own.country", "UK", -1 },
		{ "own.country", "EU", -1 },
		{ "own.country", "FRA", -1 },
		{ "own.note", "1.10", VALUE_TEXT },
		{ "own.note", "", -1 },
		{ "sec.since", "2026", VALUE_DATE },
		{ "sec.since", "2024-02-29", VALUE_DATE },
		{ "sec.since", "2026-02-29", -1 },
		{ "sec.since", "2026-2", -1 },
		{ "feat.cpu", "AMD", VALUE_LIST },
		{ "feat.cpu", "", VALUE_LIST },
		{ "feat.cpu", "AMD,,Intel", -1 },
		{ "feat.cpu", "AMD, AMD", -1 },
		{ "feat.cpu", "AMD, unknown", -1 },
	};
	struct reading r;
	reading_begin(&r);
	reading_dictionary(&r);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct value v;
		enum status st = parse(&r, cases[i].id, cases[i].text, &v);
		if ((st == ST_OK ? (int)v.kind : -1) != cases[i].kind)
			fail_msg("%s = \"%s\" gave status %d", cases[i].id, cases[i].text, st);
	}
	reading_end(&r);
}

static void
unknown_is_a_value_of_every_type(void **state)
{
	(void)state;
	struct reading r;
	reading_begin(&r);
	reading_dictionary(&r);
	for (size_t i = 0; i < r.dictionary.n; i++) {
		struct value v;
		assert_int_equal(parse(&r, r.dictionary.defs[i].id, "unknown", &v), ST_OK);
		assert_int_equal(v.kind, VALUE_UNKNOWN);
		assert_string_equal(v.text, "unknown");
	}
	reading_end(&r);
}

static void
spellings_become_words_and_the_text_of_numbers_is_kept(void **state)
{
	(void)state;
	struct reading r;
	struct value v;
	reading_begin(&r);
	reading_dictionary(&r);
	assert_int_equal(parse(&r, "ops.staff", "false", &v), ST_OK);
	assert_string_equal(v.text, "no");
	assert_int_equal(parse(&r, "cost.vm", "1.50", &v), ST_OK);
	assert_string_equal(v.text, "1.50");
	assert_string_equal(v.unit, "EUR/h");
	assert_int_equal(parse(&r, "feat.cpu", " AMD ,Intel Xeon", &v), ST_OK);
	assert_int_equal(v.list.n, 2);
	assert_string_equal(v.list.items[0], "AMD");
	assert_string_equal(v.list.items[1], "Intel Xeon");
	assert_string_equal(v.text, "AMD, Intel Xeon");
	reading_end(&r);
}

static void
what_is_expected_is_said_in_words(void **state)
{
	(void)state;
	static const struct {
		const char *id, *text;
	} cases[] = {
		{ "env.pue", "a number from 1 to 3, or unknown" },
		{ "cost.vm", "a number from 0 to 100 in EUR/h or free, or unknown" },
		{ "ops.staff", "one of yes, optional, no, or unknown" },
		{ "sec.iso", "true or false, or unknown" },
		{ "own.country", "a country code of two letters (ISO 3166-1), or unknown" },
		{ "own.note", "a text, or unknown" },
		{ "sec.since", "a date (YYYY, YYYY-MM or YYYY-MM-DD), or unknown" },
		{ "feat.cpu", "a list of texts, or unknown" },
	};
	struct reading r;
	reading_begin(&r);
	reading_dictionary(&r);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char buf[256];
		assert_string_equal(
			value_expected(def_of(&r, cases[i].id), buf, sizeof buf), cases[i].text);
	}
	reading_end(&r);
}

static void
values_are_shown_with_their_unit_and_range(void **state)
{
	(void)state;
	char buf[64];
	struct value v = { .kind = VALUE_NUMBER, .text = "79", .unit = "%" };
	assert_string_equal(value_show(&v, buf, sizeof buf), "79 %");
	v.unit = "ratio";
	assert_string_equal(value_show(&v, buf, sizeof buf), "79");
	v.kind = VALUE_WORD;
	v.unit = "%";
	v.text = "unlimited";
	assert_string_equal(value_show(&v, buf, sizeof buf), "unlimited");
	v.kind = VALUE_UNKNOWN;
	v.text = "unknown";
	assert_string_equal(value_show(&v, buf, sizeof buf), "unknown");

	assert_string_equal(value_show_range(&v, buf, sizeof buf), "");
	v.has_low = true;
	v.low_text = "1.20";
	assert_string_equal(value_show_range(&v, buf, sizeof buf), "at least 1.20");
	v.has_high = true;
	v.high_text = "1.3";
	assert_string_equal(value_show_range(&v, buf, sizeof buf), "from 1.20 to 1.3");
	v.has_low = false;
	assert_string_equal(value_show_range(&v, buf, sizeof buf), "at most 1.3");
}

static void
what_does_not_fit_is_cut_between_characters(void **state)
{
	(void)state;
	char buf[8];
	struct value v = { .kind = VALUE_TEXT, .text = "abcdef\xc3\xa9" };
	for (size_t size = 1; size <= 8; size++) {
		memset(buf, 'x', sizeof buf);
		value_show(&v, buf, size);
		assert_int_equal(strlen(buf), size == 8 ? 6 : size - 1);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_type_takes_its_own_and_nothing_else),
		cmocka_unit_test(unknown_is_a_value_of_every_type),
		cmocka_unit_test(spellings_become_words_and_the_text_of_numbers_is_kept),
		cmocka_unit_test(what_is_expected_is_said_in_words),
		cmocka_unit_test(values_are_shown_with_their_unit_and_range),
		cmocka_unit_test(what_does_not_fit_is_cut_between_characters),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
