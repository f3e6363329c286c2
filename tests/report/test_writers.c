/* The writers: what each makes of numbers, nasty text, wide text, marks, notes and little room. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "data/text.h"
#include "report/format.h"
#include "report/table_json.h"
#include "report/text_stream.h"
#include "report/writers.h"
#include "tests/support/failing_malloc.h"
#include "tests/support/random.h"

static struct arena *arena;

static int
make_arena(void **state)
{
	(void)state;
	arena = arena_new();
	return arena ? 0 : -1;
}

static int
free_arena(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

/* The bytes that a writer gives; in the arena. */
static const char *
written(const struct table *t, enum format f, struct layout layout)
{
	char *bytes = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&bytes, &len);
	assert_non_null(out);
	assert_int_equal(table_write(t, f, &layout, out), ST_OK);
	assert_int_equal(fclose(out), 0);
	const char *copy = arena_strndup(arena, bytes, len);
	free(bytes);
	assert_non_null(copy);
	return copy;
}

static const struct layout plain = { .utf8 = true };

/* A table of one column and one cell of text. */
static const struct table *
one_text(const char *text)
{
	static const struct table_column columns[] = { { .id = "c", .title = "c" } };
	struct table *t = table_new(arena, columns, 1);
	struct table_row *row = table_add(t);
	row->cells[0] = cell_text(text);
	return t;
}

static void
expect_cell(enum format f, const char *text, const char *expected)
{
	const char *all = written(one_text(text), f, plain);
	assert_string_equal(all, expected);
}

/* ---- csv and tsv ----------------------------------------------------------------------------- */

static void
csv_ends_lines_as_rfc_4180_says_and_quotes_what_needs_it(void **state)
{
	(void)state;
	expect_cell(FORMAT_CSV, "plain", "c\r\nplain\r\n");
	expect_cell(FORMAT_CSV, "", "c\r\n\r\n");
	expect_cell(FORMAT_CSV, "a,b", "c\r\n\"a,b\"\r\n");
	expect_cell(FORMAT_CSV, "a;b", "c\r\n\"a;b\"\r\n");
	expect_cell(FORMAT_CSV, "say \"x\"", "c\r\n\"say \"\"x\"\"\"\r\n");
	expect_cell(FORMAT_CSV, "two\nlines", "c\r\n\"two\nlines\"\r\n");
	expect_cell(FORMAT_CSV, "d\xc3\xa9j\xc3\xa0", "c\r\n\"d\xc3\xa9j\xc3\xa0\"\r\n");
}

static void
text_that_a_spreadsheet_would_run_is_guarded(void **state)
{
	(void)state;
	static const char *const formulas[] = { "=1", "+1", "-1", "@x", "|x", "\tx", "\rx", "\nx",
		" =1",
		"\xef\xbc\x9d"
		"1",
		"\xef\xbc\x8b"
		"1",
		"\xef\xbc\x8d"
		"1",
		"\xef\xbc\xa0x" };
	for (size_t i = 0; i < sizeof formulas / sizeof *formulas; i++) {
		assert_true(is_formula(formulas[i]));
		assert_non_null(
			strstr(written(one_text(formulas[i]), FORMAT_CSV, plain), "\r\n\"'"));
		assert_non_null(strstr(written(one_text(formulas[i]), FORMAT_TSV, plain), "\n'"));
		struct layout raw = { .utf8 = true, .raw = true };
		assert_null(strchr(written(one_text(formulas[i]), FORMAT_CSV, raw), '\''));
	}
	static const char *const harmless[] = { "", "a=1", "1-2", "x@y", "'=1", "5 %" };
	for (size_t i = 0; i < sizeof harmless / sizeof *harmless; i++)
		assert_false(is_formula(harmless[i]));
}

static void
numbers_for_programs_have_six_decimals_and_no_guard(void **state)
{
	(void)state;
	static const struct table_column columns[] = { { .id = "a", .title = "" },
		{ .id = "n", .title = "", .is_count = true } };
	struct table *t = table_new(arena, columns, 2);
	static const double values[] = { -1.5, -0.0, -0.0000001, 1e9, 2.0 / 3 };
	for (size_t i = 0; i < 5; i++) {
		struct table_row *row = table_add(t);
		row->cells[0] = cell_number(values[i]);
		row->cells[1] = cell_number((double)i);
	}
	assert_string_equal(written(t, FORMAT_CSV, plain),
		"a,n\r\n-1.500000,0\r\n0.000000,1\r\n0.000000,2\r\n1000000000.000000,3\r\n"
		"0.666667,4\r\n");
}

static void
what_is_no_number_is_an_empty_cell(void **state)
{
	(void)state;
	assert_int_equal(cell_number(NAN).kind, CELL_EMPTY);
	assert_int_equal(cell_number(INFINITY).kind, CELL_EMPTY);
	assert_int_equal(cell_number(-INFINITY).kind, CELL_EMPTY);
	assert_int_equal(cell_text(NULL).kind, CELL_EMPTY);
}

static void
tsv_never_breaks_a_line_or_a_cell(void **state)
{
	(void)state;
	expect_cell(FORMAT_TSV, "a\tb\nc\rd", "c\na b c^Md\n");
	expect_cell(FORMAT_TSV, "say \"x\"", "c\nsay \"x\"\n");
}

/* ---- markdown -------------------------------------------------------------------------------- */

static void
markdown_escapes_what_would_mean_something(void **state)
{
	(void)state;
	expect_cell(FORMAT_MD, "a|b", "| c |\n| --- |\n| a\\|b |\n\n");
	expect_cell(FORMAT_MD, "<b>&`x`", "| c |\n| --- |\n| &lt;b&gt;&amp;\\`x\\` |\n\n");
	expect_cell(FORMAT_MD, "[l](u) *s* _e_ ~~d~~",
		"| c |\n| --- |\n| \\[l\\](u) \\*s\\* \\_e\\_ \\~\\~d\\~\\~ |\n\n");
	expect_cell(FORMAT_MD, "a\nb", "| c |\n| --- |\n| a b |\n\n");
	expect_cell(FORMAT_MD, "# x", "| c |\n| --- |\n| \\# x |\n\n");
}

/* ---- table ----------------------------------------------------------------------------------- */

static struct table *
two_columns(void)
{
	static const struct table_column columns[] = { { .id = "name", .title = "name" },
		{ .id = "x", .title = "x", .align = ALIGN_DECIMAL, .decimals = 1, .group = 1 } };
	return table_new(arena, columns, 2);
}

static struct table_row *
add(struct table *t, const char *name, double x)
{
	struct table_row *row = table_add(t);
	assert_non_null(row);
	row->cells[0] = cell_text(name);
	row->cells[1] = cell_number(x);
	return row;
}

static void
numbers_stand_below_each_other_on_their_point(void **state)
{
	(void)state;
	struct table *t = two_columns();
	add(t, "a", 5);
	add(t, "bb", -100.25);
	add(t, "c", -0.04)->cells[1].mark = "~";
	assert_string_equal(written(t, FORMAT_TABLE, plain),
		"name       x\n"
		"\u2500\u2500\u2500\u2500\u2500\u2500\u2500"
		"\u2500\u2500\u2500\u2500\u2500\u2500\u2500\n"
		"a        5.0\n"
		"bb    \u2212100.3\n"
		"c        0.0 ~\n");
}

static void
wide_and_combining_text_keeps_the_columns_straight(void **state)
{
	(void)state;
	struct table *t = two_columns();
	add(t, "\u6f22\u5b57\u6f22\u5b57", 1);
	add(t, "e\u0301e\u0301", 2);
	add(t, "plain", 3);
	const char *s = written(t, FORMAT_TABLE, plain);
	size_t expected = 0, n = 0;
	for (const char *line = s; *line; line += strcspn(line, "\n") + 1) {
		const char *copy = arena_strndup(arena, line, strcspn(line, "\n"));
		size_t width = text_width(copy);
		expected = expected ? expected : width;
		assert_int_equal(width, expected);
		n++;
	}
	assert_int_equal(n, 5);
}

static void
text_is_measured_without_the_locale(void **state)
{
	(void)state;
	assert_int_equal(text_width("abc"), 3);
	assert_int_equal(text_width("\u00e9"), 1);
	assert_int_equal(text_width("e\u0301"), 1);
	assert_int_equal(text_width("\u6f22"), 2);
	assert_int_equal(text_cut("\u6f22\u5b57", 3), 3);
	assert_int_equal(text_cut("e\u0301x", 1), 3);
	assert_int_equal(text_cut("abc", 0), 0);
}

static void
control_characters_are_shown_never_sent(void **state)
{
	(void)state;
	static const enum format formats[] = { FORMAT_TABLE, FORMAT_CSV, FORMAT_TSV, FORMAT_MD };
	static const char nasty[] = "\x1b]0;x\x07\x7f\xc2\x9b"
				    "31m\u202e\u200b\xff";
	struct table_column column = { .id = nasty, .title = nasty };
	struct table *t = table_new(arena, &column, 1);
	table_add(t)->cells[0] = cell_text(nasty);
	t->rows[0].cells[0].mark = nasty;
	t->rows[0].cells[0].footnote = table_footnote(t, nasty);
	t->title = nasty;
	assert_true(table_before(t, "%s", nasty) && table_after(t, "%s", nasty));
	for (size_t i = 0; i < 4; i++) {
		const char *s = written(t, formats[i], plain);
		for (; *s; s++)
			assert_true(*s == '\n' || *s == '\r' ||
				((unsigned char)*s >= 0x20 && *s != 0x7f));
		s = written(t, formats[i], plain);
		assert_null(strstr(s, "\xc2\x9b"));
		assert_null(strstr(s, "\u202e"));
		assert_null(strstr(s, "\u200b"));
		assert_null(strchr(s, '\xff'));
	}
}

static void
a_narrow_terminal_gets_parts_that_repeat_the_first_column(void **state)
{
	(void)state;
	struct table_column columns[5] = { { .id = "k", .title = "name" } };
	for (int i = 1; i < 5; i++)
		columns[i] = (struct table_column){ .id = "x", .title = "column", .group = i };
	struct table *t = table_new(arena, columns, 5);
	struct table_row *row = table_add(t);
	for (int i = 0; i < 5; i++)
		row->cells[i] = cell_text("cell");
	struct layout narrow = { .utf8 = true, .width = 22 };
	const char *s = written(t, FORMAT_TABLE, narrow);
	size_t names = 0;
	for (const char *line = s; *line; line += strcspn(line, "\n") + 1) {
		const char *copy = arena_strndup(arena, line, strcspn(line, "\n"));
		assert_true(text_width(copy) <= 22);
		names += str_starts(line, "name");
	}
	assert_int_equal(names, 2);
}

static void
long_text_wraps_at_words_and_loses_none(void **state)
{
	(void)state;
	static const struct table_column columns[] = {
		{ .id = "a", .title = "a", .wraps = true, .most = 20 }
	};
	struct table *t = table_new(arena, columns, 1);
	table_add(t)->cells[0] = cell_text("one two three four five six seven");
	const char *s = written(t, FORMAT_TABLE, plain);
	assert_non_null(strstr(s, "one two three four\nfive six seven\n"));
}

static void
without_utf_8_only_ascii_is_written(void **state)
{
	(void)state;
	struct table *t = two_columns();
	add(t, "\u00c9quilibr\u00e9 \u6f22 e\u0301 \u2013", -1);
	struct layout ascii = { .utf8 = false };
	const char *s = written(t, FORMAT_TABLE, ascii);
	for (const char *c = s; *c; c++)
		assert_true((unsigned char)*c < 0x80);
	assert_non_null(strstr(s, "Equilibre ? e -"));
	assert_non_null(strstr(s, "-1.0"));
}

static void
rows_and_columns_for_programs_are_not_shown_to_people(void **state)
{
	(void)state;
	static const struct table_column columns[] = {
		{ .id = "m", .title = "M", .use = USE_MACHINES },
		{ .id = "p", .title = "P", .use = USE_PEOPLE },
		{ .id = "n", .title = "N", .use = USE_NOBODY }
	};
	struct table *t = table_new(arena, columns, 3);
	for (int i = 0; i < 3; i++)
		for (int k = 0; k < 2; k++) {
			struct table_row *row = k ? &t->rows[i] : table_add(t);
			row->cells[k] = cell_text(k ? "people" : "machine");
		}
	t->rows[1].use = USE_MACHINES;
	t->rows[2].use = USE_PEOPLE;
	assert_string_equal(written(t, FORMAT_CSV, plain), "m\r\nmachine\r\nmachine\r\n");
	assert_string_equal(
		written(t, FORMAT_MD, plain), "| P |\n| --- |\n| people |\n| people |\n\n");
	assert_null(strstr(written(t, FORMAT_TABLE, plain), "machine"));
}

static void
the_same_footnote_gets_the_same_number(void **state)
{
	(void)state;
	struct table *t = two_columns();
	assert_int_equal(table_footnote(t, "a"), 1);
	assert_int_equal(table_footnote(t, "b"), 2);
	assert_int_equal(table_footnote(t, "a"), 1);
	assert_int_equal(t->n_footnotes, 2);
}

static void
colour_is_bold_and_dim_and_always_ends(void **state)
{
	(void)state;
	struct table *t = two_columns();
	add(t, "a", 1)->is_strong = true;
	struct layout colour = { .utf8 = true, .colour = true };
	const char *s = written(t, FORMAT_TABLE, colour);
	assert_non_null(strstr(s, "\033[1m"));
	bool on = false;
	for (const char *c = s; (c = strchr(c, '\033')); c++) {
		on = !str_starts(c, "\033[0m");
		assert_true(str_starts(c, "\033[0m") || str_starts(c, "\033[1m") ||
			str_starts(c, "\033[2m"));
	}
	assert_false(on);
}

/* ---- json ------------------------------------------------------------------------------------ */

static void
json_rows_have_the_columns_for_programs(void **state)
{
	(void)state;
	struct table *t = two_columns();
	add(t, "\x1b[31m\x7f \u202e \U000e0001 \u00e9 \"q\"", 1.0 / 3)->cells[1].mark = "?";
	add(t, "b", NAN);
	const char *s;
	assert_int_equal(table_json(t, "test/1", arena, &s), ST_OK);
	assert_string_equal(s,
		"{\n  \"bascule\": \"test/1\",\n  \"rows\": [\n    {\n"
		"      \"name\": \"\\u001B[31m\\u007F \\u202E \\uDB40\\uDC01 \u00e9 \\\"q\\\"\",\n"
		"      \"x\": 0.333333\n    },\n"
		"    {\n      \"name\": \"b\",\n      \"x\": null\n    }\n  ]\n}\n");
}

/* ---- generated ------------------------------------------------------------------------------- */

/* Any bytes but NUL, with a liking for what breaks tables. */
static const char *
random_text(struct random *r, char *buf, size_t size)
{
	static const char *const parts[] = { "\"", ",", "\n", "\t", "\r", "=", "'", "|", "\\",
		"\u6f22", "e\u0301", "\u202e", "\x1b[", "\xff", " ", "word", "", "-", "\xc2\x9b" };
	size_t used = 0, n = random_below(r, 12);
	for (size_t i = 0; i < n; i++) {
		const char *part = parts[random_below(r, sizeof parts / sizeof *parts)];
		if (used + strlen(part) + 1 < size) {
			memcpy(buf + used, part, strlen(part));
			used += strlen(part);
		}
	}
	buf[used] = '\0';
	return buf;
}

/* Reads one CSV field; returns what follows it, or NULL when it is malformed. */
static const char *
read_field(const char *s, char *out)
{
	if (*s != '"') {
		while (*s && *s != ',' && *s != '\r') {
			if (*s == '"' || *s == '\n')
				return NULL;
			*out++ = *s++;
		}
		*out = '\0';
		return s;
	}
	for (s++; *s; s++) {
		if (*s == '"' && *++s != '"') {
			*out = '\0';
			return s;
		}
		*out++ = *s;
	}
	return NULL;
}

static void
any_text_survives_csv_as_it_is_shown(void **state)
{
	(void)state;
	struct random r = random_of(random_seed(), 0);
	for (int i = 0; i < 3000; i++) {
		char text[128], field[1024], expected[1024];
		struct layout raw = { .utf8 = true, .raw = i % 2 };
		(void)random_text(&r, text, sizeof text);
		const char *s = written(one_text(text), FORMAT_CSV, raw);
		assert_true(str_starts(s, "c\r\n"));
		const char *end = read_field(s + 3, field);
		assert_non_null(end);
		assert_string_equal(end, "\r\n");
		bool guarded = !raw.raw && is_formula(text);
		(void)snprintf(expected, sizeof expected, "%s%s", guarded ? "'" : "",
			clean_lines(arena, text));
		assert_string_equal(field, expected);
		arena_reset(arena);
	}
}

static void
any_text_keeps_the_lines_of_a_table_apart(void **state)
{
	(void)state;
	struct random r = random_of(random_seed(), 0);
	for (int i = 0; i < 2000; i++) {
		char a[128], b[128];
		struct table *t = two_columns();
		add(t, random_text(&r, a, sizeof a), 1);
		add(t, random_text(&r, b, sizeof b), 22);
		const char *s = written(t, FORMAT_TABLE, plain);
		size_t n = 0;
		for (const char *c = s; *c; c++)
			n += *c == '\n';
		assert_int_equal(n, 4);
		n = 0;
		for (const char *c = written(t, FORMAT_TSV, plain); *c; c++)
			n += *c == '\n' || *c == '\t';
		assert_int_equal(n, 6);
		arena_reset(arena);
	}
}

static void
any_width_is_kept_and_loses_no_cell(void **state)
{
	(void)state;
	struct random r = random_of(random_seed(), 0);
	for (int i = 0; i < 1000; i++) {
		struct table_column columns[6] = { { .id = "k", .title = "k" } };
		size_t n = 2 + random_below(&r, 5);
		for (size_t c = 1; c < n; c++)
			columns[c] = (struct table_column){ .id = "c",
				.title = "t",
				.group = (int)random_below(&r, 4),
				.wraps = random_below(&r, 2) != 0 };
		struct table *t = table_new(arena, columns, n);
		struct table_row *row = table_add(t);
		for (size_t c = 0; c < n; c++)
			row->cells[c] = cell_text(arena_printf(arena, "cell%zu", c));
		struct layout layout = { .utf8 = true, .width = 5 + random_below(&r, 80) };
		const char *s = written(t, FORMAT_TABLE, layout);
		for (size_t c = 0; c < n; c++)
			assert_non_null(strstr(s, row->cells[c].text));
		arena_reset(arena);
	}
}

/* ---- formats --------------------------------------------------------------------------------- */

static void
a_format_is_found_by_name_and_by_ending(void **state)
{
	(void)state;
	assert_int_equal(format_find("csv"), FORMAT_CSV);
	assert_int_equal(format_find("CSV"), -1);
	assert_int_equal(format_of_file("a/b.c/x.JSON"), FORMAT_JSON);
	assert_int_equal(format_of_file("x.md"), FORMAT_MD);
	assert_int_equal(format_of_file("x.csv/y"), -1);
	assert_int_equal(format_of_file("x"), -1);
	for (int f = 0; f < FORMAT_COUNT; f++)
		assert_int_equal(format_find(format_name((enum format)f)), f);
}

static void
a_stream_that_fails_is_told(void **state)
{
	(void)state;
	FILE *full = fopen("/dev/full", "w");
	assert_non_null(full);
	setvbuf(full, NULL, _IONBF, 0);
	assert_int_equal(table_write(one_text("x"), FORMAT_CSV, &plain, full), ST_IO);
	fclose(full);
}

static void
a_text_stream_gives_the_whole_text_or_nothing(void **state)
{
	(void)state;
	for (size_t n = 1;; n++) {
		struct text_stream s;
		size_t len = 0;
		allocations_fail_at(n);
		bool is_open = text_stream_open(&s);
		for (int i = 0; is_open && i < 5000; i++)
			fprintf(s.out, "%04d\n", i);
		char *text = is_open ? text_stream_close(&s, &len) : NULL;
		bool failed = allocations_stop();
		assert_true(!text || len == 25000);
		assert_true(!text || strlen(text) == len);
		assert_true(text || failed);
		free(text);
		if (!failed)
			break;
	}
}

int
main(void)
{
#define CASE(f) cmocka_unit_test_setup_teardown(f, make_arena, free_arena)
	const struct CMUnitTest tests[] = {
		CASE(csv_ends_lines_as_rfc_4180_says_and_quotes_what_needs_it),
		CASE(text_that_a_spreadsheet_would_run_is_guarded),
		CASE(numbers_for_programs_have_six_decimals_and_no_guard),
		CASE(what_is_no_number_is_an_empty_cell),
		CASE(tsv_never_breaks_a_line_or_a_cell),
		CASE(markdown_escapes_what_would_mean_something),
		CASE(numbers_stand_below_each_other_on_their_point),
		CASE(wide_and_combining_text_keeps_the_columns_straight),
		CASE(text_is_measured_without_the_locale),
		CASE(control_characters_are_shown_never_sent),
		CASE(a_narrow_terminal_gets_parts_that_repeat_the_first_column),
		CASE(long_text_wraps_at_words_and_loses_none),
		CASE(without_utf_8_only_ascii_is_written),
		CASE(rows_and_columns_for_programs_are_not_shown_to_people),
		CASE(the_same_footnote_gets_the_same_number),
		CASE(colour_is_bold_and_dim_and_always_ends),
		CASE(json_rows_have_the_columns_for_programs),
		CASE(any_text_survives_csv_as_it_is_shown),
		CASE(any_text_keeps_the_lines_of_a_table_apart),
		CASE(any_width_is_kept_and_loses_no_cell),
		CASE(a_format_is_found_by_name_and_by_ending),
		CASE(a_stream_that_fails_is_told),
		CASE(a_text_stream_gives_the_whole_text_or_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
