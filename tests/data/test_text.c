/* text: ids, UTF-8, what is safe to print, numbers, dates. */
#include <locale.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "data/text.h"
#include "tests/support/random.h"

static void
strings_compare_with_null_and_prefixes(void **state)
{
	(void)state;
	assert_true(str_eq(NULL, NULL));
	assert_false(str_eq(NULL, ""));
	assert_false(str_eq("a", NULL));
	assert_true(str_eq("a", "a"));
	assert_true(str_starts("abc", "ab"));
	assert_true(str_starts("abc", ""));
	assert_false(str_starts("a", "ab"));
	assert_int_equal(id_casecmp("Ab-1", "aB-1"), 0);
	assert_true(id_casecmp("a", "ab") < 0);
	assert_true(id_casecmp("b", "A") > 0);
}

static void
ids_are_short_and_of_few_characters(void **state)
{
	(void)state;
	char longest[66];
	memset(longest, 'x', sizeof longest);
	assert_true(id_valid("SOV-1.1_x", 9));
	assert_true(id_valid(longest, 64));
	assert_false(id_valid(longest, 65));
	assert_false(id_valid("", 0));
	for (int c = 0; c < 256; c++) {
		char s = (char)c;
		bool ok = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			(c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
		assert_int_equal(id_valid(&s, 1), ok);
	}
}

/* ---- UTF-8 ------------------------------------------------------------------------------- */

static size_t
encode(unsigned c, char out[5])
{
	if (c < 0x80)
		return (size_t)sprintf(out, "%c", (char)c);
	if (c < 0x800)
		return (size_t)sprintf(out, "%c%c", (char)(0xc0 | c >> 6), (char)(0x80 | (c & 63)));
	if (c < 0x10000)
		return (size_t)sprintf(out, "%c%c%c", (char)(0xe0 | c >> 12),
			(char)(0x80 | (c >> 6 & 63)), (char)(0x80 | (c & 63)));
	return (size_t)sprintf(out, "%c%c%c%c", (char)(0xf0 | c >> 18),
		(char)(0x80 | (c >> 12 & 63)), (char)(0x80 | (c >> 6 & 63)),
		(char)(0x80 | (c & 63)));
}

static void
every_character_decodes_to_itself_and_surrogates_do_not(void **state)
{
	(void)state;
	for (unsigned c = 1; c < 0x110000; c++) {
		char s[5];
		unsigned out = 0;
		size_t n = encode(c, s), got = text_decode(s, n, &out);
		bool is_surrogate = c >= 0xd800 && c < 0xe000;
		if (is_surrogate ? got != 0 : (got != n || out != c))
			fail_msg("U+%04X decoded to U+%04X in %zu bytes", c, out, got);
		if (!is_surrogate && text_decode(s, n - 1, &out) != 0)
			fail_msg("U+%04X decoded though it is cut", c);
	}
}

static void
what_is_no_utf8_is_refused(void **state)
{
	(void)state;
	static const char *const bad[] = { "\x80", "\xc0\xaf", "\xc1\x81", "\xe0\x80\x80",
		"\xed\xa0\x80", "\xf0\x80\x80\x80", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff",
		"\xc3(", "a\xe2\x82" };
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(text_is_utf8(bad[i], strlen(bad[i])));
	assert_false(text_is_utf8("a\0b", 3));
	assert_true(text_is_utf8("", 0));
	assert_true(text_is_utf8("\xc3\xa9\xf0\x9f\x98\x80", 6));
}

/* ---- what is printed --------------------------------------------------------------------- */

static void
what_could_act_on_a_terminal_is_made_visible(void **state)
{
	(void)state;
	static const char *const cases[][2] = {
		{ "plain \xc3\xa9 \xe6\xbc\xa2", "plain \xc3\xa9 \xe6\xbc\xa2" },
		{ "\x1b[31m", "^[[31m" },
		{ "a\nb\tc", "a b c" },
		{ "\r\x7f\x01", "^M^?^A" },
		{ "\xc2\x9b"
		  "31m",
			"\\x9b31m" },
		{ "\xe2\x80\xae"
		  "x",
			"<U+202E>x" },
		{ "\xe2\x80\x8b", "<U+200B>" },
		{ "\xef\xbb\xbf", "<U+FEFF>" },
		{ "\xff\xc3(", "\\xff\\xc3(" },
		{ "\xf3\xa0\x81\x81", "<U+E0041>" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char buf[64];
		size_t n = text_visible(cases[i][0], buf, sizeof buf);
		assert_string_equal(buf, cases[i][1]);
		assert_int_equal(n, strlen(buf));
		assert_int_equal(text_is_plain(cases[i][0]), i == 0);
		assert_true(text_is_plain(buf));
	}
}

static void
what_was_made_visible_stays_as_it_is_at_any_size(void **state)
{
	(void)state;
	for (uint64_t k = 0; k < 20000; k++) {
		struct random random = random_of(random_seed(), k);
		char s[24], once[256], twice[256], cut[256];
		size_t n = random_below(&random, sizeof s);
		for (size_t i = 0; i < n; i++)
			s[i] = (char)(1 + random_below(&random, 255));
		s[n] = '\0';
		text_visible(s, once, sizeof once);
		text_visible(once, twice, sizeof twice);
		assert_string_equal(once, twice);
		size_t size = 1 + random_below(&random, sizeof cut - 1);
		size_t len = text_visible(s, cut, size);
		assert_true(len < size);
		assert_int_equal(strncmp(once, cut, len), 0);
		assert_true(text_is_utf8(cut, len));
	}
}

/* ---- suggestions ------------------------------------------------------------------------- */

static void
the_nearest_word_is_found_and_a_far_one_is_not(void **state)
{
	(void)state;
	static const char *const words[] = { "value", "unit", "confidence", "sources", "as_of" };
	size_t n = sizeof words / sizeof *words;
	assert_string_equal(text_nearest("vlaue", words, n), "value");
	assert_string_equal(text_nearest("Sources", words, n), "sources");
	assert_string_equal(text_nearest("confidance", words, n), "confidence");
	assert_null(text_nearest("xyzzy", words, n));
	assert_null(text_nearest("", words, n));
	assert_null(text_nearest("value", words, 0));
	char huge[1000];
	memset(huge, 'v', sizeof huge - 1);
	huge[sizeof huge - 1] = '\0';
	assert_null(text_nearest(huge, words, n));
}

/* ---- numbers ----------------------------------------------------------------------------- */

static void
numbers_follow_the_grammar_of_json(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		double x;
	} good[] = { { "0", 0 }, { "-0", 0 }, { "1", 1 }, { "-1.5", -1.5 }, { "0.1", 0.1 },
		{ "1e3", 1000 }, { "1E-2", 0.01 }, { "1.10", 1.1 },
		{ "123456789012", 123456789012.0 }, { "1e-999", 0 }, { "4.9e-324", 4.9e-324 } };
	static const char *const bad[] = { "", "-", "+1", ".5", "1.", "01", "-01", "0x10", "1_000",
		"1,5", "1e", "1e+", "nan", "inf", "Infinity", "1e999", "-1e999", " 1", "1 ", "1 2",
		"--1", "1e1.5" };
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		double x = NAN;
		assert_true(text_number(good[i].text, strlen(good[i].text), &x));
		assert_true(x == good[i].x);
		assert_false(signbit(x) && x == 0);
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		double x;
		if (text_number(bad[i], strlen(bad[i]), &x))
			fail_msg("\"%s\" was taken for %g", bad[i], x);
	}
}

static void
numbers_are_written_so_that_they_read_back(void **state)
{
	(void)state;
	char buf[32];
	assert_string_equal(number_text(100, buf, sizeof buf), "100");
	assert_string_equal(number_text(0, buf, sizeof buf), "0");
	assert_string_equal(number_text(0.1, buf, sizeof buf), "0.1");
	assert_string_equal(number_text(-2.5, buf, sizeof buf), "-2.5");
	assert_string_equal(number_text(1000000000, buf, sizeof buf), "1000000000");
	for (uint64_t k = 0; k < 20000; k++) {
		struct random random = random_of(random_seed(), k);
		double x, back;
		uint64_t bits = random_next(&random);
		memcpy(&x, &bits, sizeof x);
		if (k % 2)
			x = floor(random_between(&random, -1e6, 1e6)) / 1000;
		if (!isfinite(x))
			continue;
		number_text(x, buf, sizeof buf);
		assert_true(strlen(buf) < 25);
		if (!text_number(buf, strlen(buf), &back) && strchr(buf, 'e') == NULL)
			fail_msg("%s does not read back", buf);
		if (strtod(buf, NULL) != x)
			fail_msg("%.17g was written as %s", x, buf);
	}
}

/* ---- dates ------------------------------------------------------------------------------- */

static void
dates_are_real_days_months_or_years(void **state)
{
	(void)state;
	static const char *const good[] = { "2026", "2026-01", "2026-12", "2026-11-24",
		"2024-02-29", "2000-02-29", "0001-01-01" };
	static const char *const bad[] = { "", "26", "2026-00", "2026-13", "2026-1", "2026-02-29",
		"1900-02-29", "2026-04-31", "2026-11-00", "2026/11/24", "2026-11-24T00",
		"2026-1-1 ", "0000", "20x6", "2026-11-2x" };
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert_true(date_valid(good[i], strlen(good[i])));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (date_valid(bad[i], strlen(bad[i])))
			fail_msg("\"%s\" was taken for a date", bad[i]);
}

static void
days_are_counted_without_a_gap(void **state)
{
	(void)state;
	assert_int_equal(date_first_day("1970-01-01"), 0);
	assert_int_equal(date_first_day("1970"), 0);
	assert_int_equal(date_first_day("2000-03-01"), 11017);
	assert_int_equal(date_first_day("2026-11"), date_first_day("2026-11-01"));
	long before = date_first_day("1899-12-31");
	for (int year = 1900; year < 2101; year++)
		for (int month = 1; month <= 12; month++)
			for (int day = 1; day <= 31; day++) {
				char s[48];
				(void)snprintf(s, sizeof s, "%04d-%02d-%02d", year, month, day);
				if (!date_valid(s, strlen(s)))
					continue;
				assert_int_equal(date_first_day(s), before + 1);
				before++;
			}
}

int
main(void)
{
	setlocale(LC_CTYPE, "");
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(strings_compare_with_null_and_prefixes),
		cmocka_unit_test(ids_are_short_and_of_few_characters),
		cmocka_unit_test(every_character_decodes_to_itself_and_surrogates_do_not),
		cmocka_unit_test(what_is_no_utf8_is_refused),
		cmocka_unit_test(what_could_act_on_a_terminal_is_made_visible),
		cmocka_unit_test(what_was_made_visible_stays_as_it_is_at_any_size),
		cmocka_unit_test(the_nearest_word_is_found_and_a_far_one_is_not),
		cmocka_unit_test(numbers_follow_the_grammar_of_json),
		cmocka_unit_test(numbers_are_written_so_that_they_read_back),
		cmocka_unit_test(dates_are_real_days_months_or_years),
		cmocka_unit_test(days_are_counted_without_a_gap),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
