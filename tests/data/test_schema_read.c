/* schema_read: a table of the test's own with every kind of field. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "data/schema_read.h"
#include "tests/support/reading.h"

enum size { SIZE_SMALL, SIZE_LARGE };
static const char *const sizes[] = { "small", "large", NULL };
static const char *const switches[] = { "off", "on", NULL };
static const char *const tints[] = { "red", "green", NULL };

struct part {
	const char *id;
	struct place at;
	int count;
};

static const struct field part_fields[] = {
	{ .key = "count",
		.kind = FIELD_INTEGER,
		.required = true,
		.min = 0,
		.max = 9,
		.offset = offsetof(struct part, count) },
};
static const struct schema part_schema = {
	.name = "part", SCHEMA_FIELDS(part_fields), .size = sizeof(struct part)
};

struct point {
	double x, y;
};

static const struct field point_fields[] = {
	{ .key = "x", .kind = FIELD_NUMBER, .offset = offsetof(struct point, x) },
	{ .key = "y", .kind = FIELD_NUMBER, .offset = offsetof(struct point, y), .absent = -1 },
};
static const struct schema point_schema = {
	.name = "point", SCHEMA_FIELDS(point_fields), .size = sizeof(struct point)
};

struct thing {
	const char *text, *tint, *day, *number_text;
	struct strings texts;
	struct label label;
	double number;
	int integer;
	enum size size;
	bool on;
	const struct source *sources, *source, **list;
	size_t n_sources, n_list;
	struct point point;
	const struct part *parts;
	size_t n_parts;
	size_t own_line;
};

static void
read_own(struct reader *r, const struct field *f, const struct node *node, void *record)
{
	(void)r;
	(void)f;
	((struct thing *)record)->own_line = node->line;
}

#define AT(member) .offset = offsetof(struct thing, member)
#define BESIDE(member) .also = offsetof(struct thing, member)
static const struct field thing_fields[] = {
	{ .key = "text", .kind = FIELD_TEXT, .required = true, AT(text) },
	{ .key = "tint", .kind = FIELD_TEXT, .words = tints, AT(tint) },
	{ .key = "day", .kind = FIELD_TEXT, .form = &form_day, AT(day) },
	{ .key = "texts", .kind = FIELD_TEXTS, .form = &form_id, AT(texts) },
	{ .key = "label", .kind = FIELD_LABEL, AT(label) },
	{ .key = "number",
		.kind = FIELD_NUMBER,
		.min = -1,
		.max = INFINITY,
		AT(number),
		BESIDE(number_text),
		.absent = 7 },
	{ .key = "integer", .kind = FIELD_INTEGER, AT(integer) },
	{ .key = "size", .kind = FIELD_WORD, .words = sizes, AT(size) },
	{ .key = "on", .kind = FIELD_SWITCH, .words = switches, .absent = 1, AT(on) },
	{ .key = "sources",
		.kind = FIELD_OWN,
		.read = schema_read_sources,
		AT(sources),
		BESIDE(n_sources) },
	{ .key = "source", .kind = FIELD_SOURCE, AT(source) },
	{ .key = "list", .kind = FIELD_SOURCES, AT(list), BESIDE(n_list) },
	{ .key = "point", .kind = FIELD_RECORD, .sub = &point_schema, AT(point) },
	{ .key = "parts", .kind = FIELD_MAP, .sub = &part_schema, AT(parts), BESIDE(n_parts) },
	{ .key = "own", .kind = FIELD_OWN, .read = read_own, AT(own_line) },
};
static const struct schema thing_schema = {
	.name = "thing", SCHEMA_FIELDS(thing_fields), .size = sizeof(struct thing)
};

static enum status
read_thing(struct reading *r, const char *rest, struct thing *thing)
{
	reading_begin(r);
	memset(thing, 0, sizeof *thing);
	const char *text = arena_printf(r->arena, "bascule: thing/1\n%s", rest);
	assert_non_null(text);
	struct file_bytes in = file_of(text);
	struct reader reader = { .arena = r->arena, .diag = &r->diag };
	return schema_read_file(&reader, &thing_schema, &in, r->scratch, thing);
}

static void
every_kind_of_field_fills_its_member(void **state)
{
	(void)state;
	struct reading r;
	struct thing t;
	enum status st = read_thing(&r,
		"parts: {b: {count: 2}, a: {count: 1}}\n"
		"list: [two, one]\nsource: one\n"
		"sources:\n"
		"  two: {title: T, publisher: P, url: \"https://example.org/2\"}\n"
		"  one: {title: T, publisher: P, url: \"https://example.org/1\", date: 2026}\n"
		"text: 0012\ntint: green\nday: 2026-11-24\ntexts: [a, b.c]\n"
		"label: {fr: Oui, en: \"Yes\"}\nnumber: 1.50\ninteger: -3\nsize: large\non: off\n"
		"point: {x: 2}\nown: [anything]\n",
		&t);
	if (st != ST_OK)
		fail_msg("%s", reading_report(&r));
	assert_string_equal(t.text, "0012");
	assert_string_equal(t.tint, "green");
	assert_string_equal(t.day, "2026-11-24");
	assert_int_equal(t.texts.n, 2);
	assert_string_equal(t.texts.items[1], "b.c");
	assert_string_equal(t.label.by[LANG_EN], "Yes");
	assert_string_equal(t.label.by[LANG_FR], "Oui");
	assert_true(t.number == 1.5);
	assert_string_equal(t.number_text, "1.50");
	assert_int_equal(t.integer, -3);
	assert_int_equal(t.size, SIZE_LARGE);
	assert_false(t.on);
	assert_string_equal(t.source->id, "one");
	assert_int_equal(t.n_list, 2);
	assert_string_equal(t.list[0]->id, "two");
	assert_true(t.point.x == 2 && t.point.y == -1);
	assert_int_equal(t.n_parts, 2);
	assert_string_equal(t.parts[0].id, "a");
	assert_int_equal(t.parts[0].count, 1);
	assert_int_equal(t.parts[0].at.line, 2);
	assert_int_equal(t.parts[0].at.col, 24);
	assert_int_equal(t.own_line, 18);
	reading_end(&r);
}

static void
what_is_absent_has_its_default(void **state)
{
	(void)state;
	struct reading r;
	struct thing t;
	assert_int_equal(read_thing(&r, "text: x\nlabel: one for both\n", &t), ST_OK);
	assert_null(t.tint);
	assert_true(t.number == 7);
	assert_null(t.number_text);
	assert_true(t.on);
	assert_int_equal(t.size, SIZE_SMALL);
	assert_int_equal(t.n_parts, 0);
	assert_string_equal(t.label.by[LANG_FR], "one for both");
	reading_end(&r);
}

static void
all_errors_are_reported_in_the_order_of_the_file(void **state)
{
	(void)state;
	struct reading r;
	struct thing t;
	enum status st = read_thing(&r,
		"parts: {a: {count: 10}, b: {cuont: 1}}\n"
		"list: [x]\n"
		"nubmer: 3\n"
		"tint: geen\n"
		"texts: [a, [b], \"c d\"]\n"
		"number: -2\n"
		"integer: 1.5\n"
		"size: 1\n"
		"label: {fr: seul}\n"
		"point: [1, 2]\n"
		"day: 2026-11\n",
		&t);
	assert_int_equal(st, ST_INVALID);
	assert_string_equal(reading_report(&r),
		"t.yaml:1:1: error: the key \"text\" is missing\n"
		"t.yaml:2:20: error: parts.a.count: expected a whole number from 0 to 9, "
		"found \"10\"\n"
		"t.yaml:2:25: error: parts.b: the key \"count\" is missing\n"
		"t.yaml:2:29: error: parts.b: unknown key \"cuont\"; did you mean \"count\"?\n"
		"t.yaml:3:8: error: list: unknown source \"x\"\n"
		"t.yaml:4:1: error: unknown key \"nubmer\"; did you mean \"number\"?\n"
		"t.yaml:5:7: error: tint: expected one of red, green (did you mean green?), found "
		"\"geen\"\n"
		"t.yaml:6:12: error: texts[2]: expected an id (letters, digits, . _ -, "
		"at most 64), found a list\n"
		"t.yaml:6:17: error: texts[3]: expected an id (letters, digits, . _ -, "
		"at most 64), found \"c d\"\n"
		"t.yaml:7:9: error: number: expected a number of at least -1, found \"-2\"\n"
		"t.yaml:8:10: error: integer: expected a whole number, found \"1.5\"\n"
		"t.yaml:9:7: error: size: expected one of small, large, found \"1\"\n"
		"t.yaml:10:1: error: label: the key \"en\" is missing\n"
		"t.yaml:11:8: error: point: expected a map with the keys of a point, found a list\n"
		"t.yaml:12:6: error: day: expected a day (YYYY-MM-DD), found \"2026-11\"\n");
	reading_end(&r);
}

static void
long_texts_are_cut_between_characters_in_messages(void **state)
{
	(void)state;
	struct reading r;
	struct thing t;
	(void)read_thing(&r, "text: x\nsize: xéééééééééééééééééééééééééééééééééééééééééé\n", &t);
	assert_string_equal(reading_report(&r),
		"t.yaml:3:7: error: size: expected one of small, large, found "
		"\"xééééééééééééééééééééé…\"\n");
	reading_end(&r);
}

static void
the_kind_comes_first_and_no_other_version_is_read(void **state)
{
	(void)state;
	static const char *const heads[] = { "text: x\n", "bascule: thing/2\ntext: x\n",
		"text: x\nbascule: thing/1\n", "bascule: [thing/1]\n", "bascule: thing/11\n",
		"bascule: thing\n" };
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
		struct reading r;
		struct thing t = { 0 };
		struct file_bytes in = file_of(heads[i]);
		reading_begin(&r);
		struct reader reader = { .arena = r.arena, .diag = &r.diag };
		assert_int_equal(
			schema_read_file(&reader, &thing_schema, &in, r.scratch, &t), ST_INVALID);
		assert_int_equal(r.diag.n_errors, 1);
		assert_non_null(strstr(reading_report(&r), "thing/1"));
		assert_null(t.text);
		reading_end(&r);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_of_field_fills_its_member),
		cmocka_unit_test(what_is_absent_has_its_default),
		cmocka_unit_test(all_errors_are_reported_in_the_order_of_the_file),
		cmocka_unit_test(long_texts_are_cut_between_characters_in_messages),
		cmocka_unit_test(the_kind_comes_first_and_no_other_version_is_read),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
