/*
 * The views of frameworks and ladders, asked for every way: none of them fails, says a word in the
 * other language, lets through what could act on a terminal, or has a field that nobody documented.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "data/framework.h"
#include "data/text.h"
#include "report/json_fields.h"
#include "report/table_json.h"
#include "report/view_data.h"
#include "report/view_framework.h"
#include "tests/support/schemes.h"

/* An escape sequence, a bell, a delete, a C1 control, a character that turns the line round. */
#define SPICE "\x1b[31m\x07\x7f\xc2\x9b\xe2\x80\xae."

enum { MOST_OFFERS = 3 };

/* One way to ask. */
struct asking {
	struct fixture *f;
	const struct result *r;
	struct framework_question q;
	struct view_options o;
	size_t offers[MOST_OFFERS];
	struct arena *arena;
};

/* What is to be said of a text that came out; `what` says of which view. */
typedef void check_text(const struct asking *, const char *what, const char *text);

/* ---- asking every way ---- */

static void
check_table(const struct asking *k, const char *what, const struct table *t, check_text *check)
{
	static const struct layout layouts[] = { { .utf8 = true },
		{ .utf8 = true, .width = 60, .colour = false }, { .width = 100 }, { .raw = true } };
	static const enum format formats[] = { FORMAT_TABLE, FORMAT_CSV, FORMAT_TSV, FORMAT_MD };
	const char *json;
	for (size_t i = 0; i < 4; i++) {
		char *text = NULL;
		size_t len = 0;
		FILE *out = open_memstream(&text, &len);
		assert_non_null(out);
		for (size_t n = 0; n < 4; n++)
			assert_int_equal(table_write(t, formats[i], &layouts[n], out), ST_OK);
		assert_int_equal(fclose(out), 0);
		assert_int_equal(strlen(text), len);
		check(k, what, text);
		free(text);
	}
	assert_int_equal(table_json(t, "test/1", k->arena, &json), ST_OK);
	check(k, what, json);
}

static void
check_views(const struct asking *k, check_text *check)
{
	const struct ladder_question ladders = { .alternatives = k->offers, .n = k->q.n };
	struct table *t;
	const char *json;
	assert_int_equal(view_framework(k->r, &k->q, &k->o, k->arena, &t), ST_OK);
	check_table(k, "board", t, check);
	assert_int_equal(view_framework_json(k->r, &k->q, &k->o, k->arena, &json), ST_OK);
	check(k, "framework", json);
	assert_int_equal(view_ladders(k->r, &ladders, &k->o, k->arena, &t), ST_OK);
	check_table(k, "ladder board", t, check);
	assert_int_equal(view_ladders_json(k->r, &ladders, &k->o, k->arena, &json), ST_OK);
	check(k, "ladders", json);
	arena_reset(k->arena);
}

/* The frameworks and ladders themselves. */
static void
check_texts(const struct asking *k, check_text *check)
{
	const struct library *lib = &k->f->library;
	enum lang lang = k->o.lang;
	const struct table *tables[] = {
		view_frameworks(&lib->dictionary, lang, k->arena),
		view_framework_text(lib->dictionary.frameworks[0], lang, k->arena),
		view_ladder_list(lib, lang, k->arena),
		view_ladder(lib->ladders[0], lang, k->arena),
	};
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
		assert_non_null(tables[i]);
		check_table(k, "texts", tables[i], check);
	}
	arena_reset(k->arena);
}

/* All, one objective, one criterion of it. */
static void
ask_of_all(struct asking *k, check_text *check)
{
	k->q.objective = k->q.criterion = SIZE_MAX;
	check_views(k, check);
	k->q.objective = 1;
	check_views(k, check);
	k->q.criterion = 2;
	check_views(k, check);
}

/* Of the offers from `first` on, n of them. */
static void
ask_of_offers(struct asking *k, size_t first, size_t n, check_text *check)
{
	for (size_t i = 0; i < n; i++)
		k->offers[i] = first + i;
	k->q.n = n;
	for (int rule = BLANK_PESSIMISTIC; rule <= BLANK_SKIP; rule++) {
		k->q.rule = (enum blank_rule)rule;
		k->q.edition = &k->q.framework->editions[rule % 2];
		k->o.verbose = k->o.sources = rule % 2;
		ask_of_all(k, check);
	}
}

static void
ask_every_way(const char *spice, enum lang lang, check_text *check)
{
	struct asking k = { .f = schemes_fixture(spice), .arena = arena_new() };
	assert_non_null(k.arena);
	k.r = fixture_score(k.f);
	assert_int_equal(k.r->n, MOST_OFFERS);
	k.o = (struct view_options){ .lang = lang, .what_if = "--set x=1" };
	k.q.framework = k.f->library.dictionary.frameworks[0];
	k.q.alternatives = k.offers;
	ask_of_offers(&k, 0, 0, check);
	for (size_t first = 0; first < MOST_OFFERS; first++)
		ask_of_offers(&k, first, 1, check);
	ask_of_offers(&k, 1, 2, check);
	ask_of_offers(&k, 0, 3, check);
	check_texts(&k, check);
	arena_free(k.arena);
	fixture_free(k.f);
}

/* ---- languages ---- */

static void
expect_no(const struct asking *k, const char *what, const char *text, const char *wrong)
{
	const char *at = strstr(text, wrong);
	if (at)
		fail_msg("%s, in %s, of %zu offers: %.60s", what, k->o.lang ? "French" : "English",
			k->q.n, at);
}

static void
check_language(const struct asking *k, const char *what, const char *text)
{
	static const char *const words[] = { "objective", "asks", "rung", "level", "edition",
		"short", "differ", "oddity", "step", "requires", "unseen", "ladder", "issuer",
		"offer", "result" };
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		char wrong[32];
		(void)snprintf(wrong, sizeof wrong, "%s %s", k->o.lang ? "en" : "fr", words[i]);
		/* The basis is in English for programs. */
		if (!str_eq(what, "framework") && !str_eq(what, "ladders"))
			expect_no(k, what, text, wrong);
	}
	assert_true(*text != '\0');
}

static void
every_view_can_be_had_in_both_languages_of_any_number_of_offers(void **state)
{
	(void)state;
	ask_every_way("", LANG_EN, check_language);
	ask_every_way("", LANG_FR, check_language);
}

/* ---- texts from files ---- */

static size_t made_visible;

static void
check_harmless(const struct asking *k, const char *what, const char *text)
{
	expect_no(k, what, text, "\x1b");
	expect_no(k, what, text, "\x07");
	expect_no(k, what, text, "\x7f");
	expect_no(k, what, text, "\xc2\x9b");
	expect_no(k, what, text, "\xe2\x80\xae");
	assert_true(text_is_utf8(text, strlen(text)));
	made_visible += strstr(text, "[31m") != NULL;
}

static void
what_could_act_on_a_terminal_never_comes_out_raw(void **state)
{
	(void)state;
	made_visible = 0;
	ask_every_way(SPICE, LANG_EN, check_harmless);
	ask_every_way(SPICE, LANG_FR, check_harmless);
	assert_true(made_visible > 500);
}

/* ---- fields of the JSON ---- */

/* Which rows of json_fields were seen. */
static bool is_seen[1000];

static bool
names_view(const struct json_field *f, const char *view)
{
	const char *at = strstr(f->view, view);
	size_t n = strlen(view);
	return at && (at[n] == ' ' || at[n] == '\0') && (at == f->view || at[-1] == ' ');
}

static bool
is_documented(const char *view, const char *path)
{
	bool found = false;
	for (size_t i = 0; i < n_json_fields; i++) {
		const char *star = strchr(json_fields[i].path, '*');
		bool same = star ? strncmp(path, json_fields[i].path,
					   (size_t)(star - json_fields[i].path)) == 0
				 : str_eq(path, json_fields[i].path);
		if (!same || !names_view(&json_fields[i], view))
			continue;
		is_seen[i] = found = true;
	}
	return found;
}

/* Whether the list holds objects, which have fields of their own. */
static bool
is_list_of_objects(const json_t *value)
{
	return json_is_object(json_array_get(value, 0));
}

static void
check_paths(const char *view, const char *path, json_t *value)
{
	char below[256];
	const char *key;
	json_t *item;
	size_t i;
	if (json_is_object(value)) {
		json_object_foreach(value, key, item)
		{
			(void)snprintf(below, sizeof below, "%s%s%s", path, *path ? "." : "", key);
			check_paths(view, below, item);
		}
		return;
	}
	if (is_list_of_objects(value)) {
		(void)snprintf(below, sizeof below, "%s[]", path);
		json_array_foreach(value, i, item) check_paths(view, below, item);
		return;
	}
	bool is_empty = json_is_array(value) && json_array_size(value) == 0;
	if (!is_documented(view, path) && !is_empty)
		fail_msg("%s: %s is not documented", view, path);
}

static void
check_fields(const struct asking *k, const char *what, const char *text)
{
	(void)k;
	if (!str_eq(what, "framework") && !str_eq(what, "ladders"))
		return;
	json_error_t e;
	json_t *root = json_loads(text, JSON_REJECT_DUPLICATES, &e);
	if (!root)
		fail_msg("%s, line %d: %s", what, e.line, e.text);
	assert_int_equal(text[strlen(text) - 1], '\n');
	check_paths(what, "", root);
	json_decref(root);
}

static void
every_field_is_documented_and_every_documented_one_is_there(void **state)
{
	(void)state;
	assert_in_range(n_json_fields, 1, sizeof is_seen / sizeof *is_seen);
	ask_every_way("", LANG_EN, check_fields);
	for (size_t i = 0; i < n_json_fields; i++)
		if (str_eq(json_fields[i].view, "framework") ||
			str_eq(json_fields[i].view, "ladders"))
			if (!is_seen[i])
				fail_msg("%s: %s is documented and never there",
					json_fields[i].view, json_fields[i].path);
}

/* ---- what the tables hold ---- */

static int
begin(void **state)
{
	struct asking *k = calloc(1, sizeof *k);
	assert_non_null(k);
	k->f = schemes_fixture("");
	k->arena = arena_new();
	assert_non_null(k->arena);
	k->r = fixture_score(k->f);
	k->q = (struct framework_question){ .framework = k->f->library.dictionary.frameworks[0],
		.alternatives = k->offers,
		.n = MOST_OFFERS,
		.objective = SIZE_MAX,
		.criterion = SIZE_MAX };
	k->q.edition = &k->q.framework->editions[1];
	for (size_t i = 0; i < MOST_OFFERS; i++)
		k->offers[i] = i;
	*state = k;
	return 0;
}

static int
end(void **state)
{
	struct asking *k = *state;
	arena_free(k->arena);
	fixture_free(k->f);
	free(k);
	return 0;
}

static const struct table_cell *
cell_of(const struct table *t, size_t row, const char *column)
{
	assert_true(row < t->n_rows);
	for (size_t c = 0; c < t->n_columns; c++)
		if (str_eq(t->columns[c].id, column))
			return &t->rows[row].cells[c];
	fail_msg("no column %s", column);
	return NULL;
}

static void
expect_number(const struct table *t, size_t row, const char *column, double x)
{
	const struct table_cell *c = cell_of(t, row, column);
	assert_int_equal(c->kind, CELL_NUMBER);
	if (!(c->number - x < 1e-9 && x - c->number < 1e-9))
		fail_msg("row %zu, %s: expected %g, found %g", row, column, x, c->number);
}

static bool
says(const char *const *lines, size_t n, const char *text)
{
	for (size_t i = 0; i < n; i++)
		if (strstr(lines[i], text))
			return true;
	return false;
}

/* a: 100 + 501 and 0..501 + 100 of 1000, at 60 and 40 percent. */
static void
the_board_has_objectives_then_the_whole(void **state)
{
	struct asking *k = *state;
	struct table *t;
	assert_int_equal(view_framework(k->r, &k->q, &k->o, k->arena, &t), ST_OK);
	assert_int_equal(t->n_rows, 3);
	assert_string_equal(cell_of(t, 0, "id")->text, "TST-1");
	assert_string_equal(cell_of(t, 1, "name")->text, "TST-2 en objective");
	assert_int_equal(cell_of(t, 2, "id")->kind, CELL_EMPTY);
	expect_number(t, 0, "a.points", 601);
	expect_number(t, 0, "a.points_low", 100);
	expect_number(t, 0, "a.points_high", 1002);
	expect_number(t, 1, "a.points", 100);
	expect_number(t, 2, "a.contribution", 40.06);
	expect_number(t, 2, "a.contribution_high", 84.16);
	expect_number(t, 2, "a.seal", 0);
	expect_number(t, 0, "a.seal", 1);
	expect_number(t, 2, "c.contribution_high", 100.2);
	expect_number(t, 0, "weight", 0.6);
}

static void
the_awards_are_shown_with_their_scope_and_never_counted(void **state)
{
	struct asking *k = *state;
	struct table *t;
	k->q.n = 1;
	assert_int_equal(view_framework(k->r, &k->q, &k->o, k->arena, &t), ST_OK);
	assert_true(says(t->after, t->n_after, "holder with ally, friend") ||
		says(t->after, t->n_after, "ally, friend"));
	assert_true(says(t->after, t->n_after, "en differ"));
	assert_true(says(t->after, t->n_after, "TST-1.seal >= 1"));
	expect_number(t, t->n_rows - 1, "a.seal", 0);
	k->offers[0] = 2;
	assert_int_equal(view_framework(k->r, &k->q, &k->o, k->arena, &t), ST_OK);
	assert_false(says(t->after, t->n_after, "ally, friend"));
}

static void
skipping_says_that_it_can_only_raise(void **state)
{
	struct asking *k = *state;
	struct table *t;
	k->q.rule = BLANK_SKIP;
	assert_int_equal(view_framework(k->r, &k->q, &k->o, k->arena, &t), ST_OK);
	assert_true(says(t->after, t->n_after, "rais"));
	k->q.rule = BLANK_PESSIMISTIC;
	assert_int_equal(view_framework(k->r, &k->q, &k->o, k->arena, &t), ST_OK);
	assert_false(says(t->after, t->n_after, "rais"));
}

static void
the_rungs_of_a_criterion_stand_from_the_top_down(void **state)
{
	struct asking *k = *state;
	struct table *t;
	k->q.objective = k->q.criterion = 0;
	assert_int_equal(view_framework(k->r, &k->q, &k->o, k->arena, &t), ST_OK);
	assert_int_equal(t->n_rows, 3);
	expect_number(t, 0, "rung", 3);
	expect_number(t, 0, "points", 501);
	expect_number(t, 2, "seal", 0);
	assert_string_equal(cell_of(t, 0, "a")->text, "open");
	assert_string_equal(cell_of(t, 1, "a")->text, "best");
	assert_int_equal(cell_of(t, 2, "a")->kind, CELL_EMPTY);
	assert_string_equal(cell_of(t, 2, "c")->text, "open");
	assert_true(says(t->after, t->n_after, "reason"));
}

/* People get signs, whatever the language; a terminal without UTF-8 signs of its own. */
static void
reached_open_and_not_differ_on_any_terminal(void **state)
{
	struct asking *k = *state;
	static const char *const words[] = { "reached", "open", "not" };
	static const char *const plain[] = { "+", "?", "x" };
	const struct ladder_question ladders = { .alternatives = k->offers, .n = 1 };
	struct table *t;
	assert_int_equal(view_ladders(k->r, &ladders, &k->o, k->arena, &t), ST_OK);
	for (size_t i = 0; i < 3; i++) {
		char *text = NULL, expected[32];
		size_t len = 0, row = 1;
		while (!str_eq(cell_of(t, row, "a.outcome")->text, words[i]))
			row++;
		struct table one = *t;
		one.rows += row;
		one.n_rows = 1;
		one.n_before = one.n_after = 0;
		FILE *out = open_memstream(&text, &len);
		const struct layout ascii = { .utf8 = false };
		assert_int_equal(table_write(&one, FORMAT_TABLE, &ascii, out), ST_OK);
		assert_int_equal(fclose(out), 0);
		(void)snprintf(expected, sizeof expected, "en step  %s ", plain[i]);
		if (!strstr(text, expected))
			fail_msg("%s: no '%s' in:\n%s", words[i], plain[i], text);
		free(text);
	}
}

static void
the_rungs_of_a_criterion_have_signs_in_every_language(void **state)
{
	struct asking *k = *state;
	struct table *t;
	k->q.objective = k->q.criterion = 0;
	k->o.lang = LANG_FR;
	assert_int_equal(view_framework(k->r, &k->q, &k->o, k->arena, &t), ST_OK);
	for (size_t row = 0; row < t->n_rows; row++)
		for (size_t c = 0; c < t->n_columns; c++) {
			const struct table_cell *cell = &t->rows[row].cells[c];
			bool for_people = t->columns[c].use != USE_MACHINES;
			assert_false(for_people && cell->kind == CELL_TEXT &&
				(str_eq(cell->text, "open") || str_eq(cell->text, "best")));
		}
	assert_true(says(t->after, t->n_after, "\u25cf le palier qui compte"));
}

/* Of a: l0 reached, l1 open by the SEAL of TST-2, l2 by what is unseen, l3 failed by its fact. */
static void
a_level_is_told_with_what_keeps_it(void **state)
{
	struct asking *k = *state;
	const struct ladder_question ladders = { .alternatives = k->offers, .n = k->q.n };
	struct table *t;
	k->o.verbose = true;
	assert_int_equal(view_ladders(k->r, &ladders, &k->o, k->arena, &t), ST_OK);
	static const char *const words[] = { "reached", "open", "open", "not" };
	static const char *const alone[] = { NULL, "TST-2.seal >= 1", "en unseen",
		"result in [one, two]" };
	static const char *const steps[] = { NULL, "TST-2.seal >= 1", "TST-2.seal >= 1",
		"result in [one, two]" };
	assert_int_equal(t->n_rows, 10);
	for (size_t i = 0; i < 4; i++) {
		assert_string_equal(cell_of(t, 1 + i, "a.outcome")->text, words[i]);
		assert_string_equal(cell_of(t, 6 + i, "a.outcome")->text, words[i]);
		const struct table_cell *why = cell_of(t, 1 + i, "a.because");
		assert_true(str_eq(why->kind == CELL_EMPTY ? NULL : why->text, alone[i]));
		why = cell_of(t, 6 + i, "a.because");
		assert_true(str_eq(why->kind == CELL_EMPTY ? NULL : why->text, steps[i]));
	}
	assert_true(says(t->after, t->n_after, "TST-2.seal >= 1"));
	assert_true(says(t->after, t->n_after, "proposal"));
}

static void
an_edition_without_sources_has_no_number_of_a_note(void **state)
{
	struct asking *k = *state;
	struct table *t = view_framework_text(k->q.framework, LANG_EN, k->arena);
	assert_non_null(t);
	assert_true(says(t->before, t->n_before, "old, en edition: TST-1 75, TST-2 25"));
	assert_true(says(t->before, t->n_before, "TST-1 60, TST-2 40 [1]"));
	assert_false(says(t->before, t->n_before, "[0]"));
}

int
main(void)
{
#define CASE(f) cmocka_unit_test_setup_teardown(f, begin, end)
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_view_can_be_had_in_both_languages_of_any_number_of_offers),
		cmocka_unit_test(what_could_act_on_a_terminal_never_comes_out_raw),
		cmocka_unit_test(every_field_is_documented_and_every_documented_one_is_there),
		CASE(the_board_has_objectives_then_the_whole),
		CASE(the_awards_are_shown_with_their_scope_and_never_counted),
		CASE(skipping_says_that_it_can_only_raise),
		CASE(the_rungs_of_a_criterion_stand_from_the_top_down),
		CASE(the_rungs_of_a_criterion_have_signs_in_every_language),
		CASE(reached_open_and_not_differ_on_any_terminal),
		CASE(a_level_is_told_with_what_keeps_it),
		CASE(an_edition_without_sources_has_no_number_of_a_note),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
