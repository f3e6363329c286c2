/* The views, over evaluations made by hand: sentences, sums, marks, JSON. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "data/text.h"
#include "report/say.h"
#include "report/view.h"
#include "report/view_int.h"
#include "tests/support/fixture.h"

/* Two criteria, two facts each, three providers: a knows all, b lacks one, c knows nothing. */
static int
begin(void **state)
{
	struct fixture *f = fixture_new();
	fixture_def(f, "x", FACT_NUMBER);
	fixture_def(f, "y", FACT_NUMBER);
	fixture_def(f, "z", FACT_BOOLEAN);
	fixture_profile(f, "a");
	fixture_fact(f, "x", "80");
	fixture_fact(f, "y", "60");
	fixture_fact(f, "z", "true");
	fixture_profile(f, "b");
	fixture_fact(f, "x", "50");
	fixture_fact(f, "z", "false")->confidence = CONFIDENCE_LOW;
	fixture_profile(f, "c");
	fixture_branch(f, "root", "first", 3);
	fixture_branch(f, "root", "second", 1);
	fixture_leaf(f, "first", "lx", 1, "x", fixture_linear(f, 0, 100));
	fixture_leaf(f, "first", "ly", 1, "y", fixture_linear(f, 0, 100));
	fixture_leaf(f, "second", "lz", 1, "z", fixture_boolean(f, 100, 0));
	fixture_gate(f, "gz", "z == true");
	*state = f;
	return 0;
}

static int
end(void **state)
{
	fixture_free(*state);
	return 0;
}

static const struct result *
scored(struct fixture *f)
{
	fixture_finish(f);
	return fixture_score(f);
}

static const struct view_options english = { .lang = LANG_EN };

/* The number in a column of a row. */
static double
number(const struct table *t, size_t row, const char *column)
{
	for (size_t c = 0; c < t->n_columns; c++)
		if (str_eq(t->columns[c].id, column)) {
			assert_int_equal(t->rows[row].cells[c].kind, CELL_NUMBER);
			return t->rows[row].cells[c].number;
		}
	fail_msg("no column %s", column);
	return 0;
}

static bool
says(const char *const *lines, size_t n, const char *text)
{
	for (size_t i = 0; i < n; i++)
		if (strstr(lines[i], text))
			return true;
	return false;
}

static void
the_ranking_lists_by_rank_with_the_failed_last(void **state)
{
	struct fixture *f = *state;
	const struct result *r = scored(f);
	struct table *t;
	assert_int_equal(view_rank(r, &english, f->arena, &t), ST_OK);
	assert_int_equal(t->n_rows, 3);
	assert_int_equal((int)number(t, 0, "rank"), 1);
	assert_string_equal(t->rows[0].cells[1].text, "a");
	assert_string_equal(t->rows[2].cells[1].text, "b");
	assert_int_equal(t->rows[2].cells[0].kind, CELL_EMPTY);
	assert_true(says(t->after, t->n_after, "for information"));
	assert_true(says(t->before, t->n_before, "leads"));
}

static void
contributions_of_the_branches_sum_to_the_score(void **state)
{
	struct fixture *f = *state;
	const struct result *r = scored(f);
	struct table *t;
	assert_int_equal(view_rank(r, &english, f->arena, &t), ST_OK);
	for (size_t i = 0; i < t->n_rows; i++) {
		double sum = number(t, i, "first") + number(t, i, "second");
		double off = sum - number(t, i, "score");
		assert_true(off < 1e-9 && off > -1e-9);
	}
}

static void
differences_sum_to_the_difference(void **state)
{
	struct fixture *f = *state;
	const struct result *r = scored(f);
	size_t a = fixture_alternative(f, "a"), b = fixture_alternative(f, "b");
	struct table *t;
	assert_int_equal(view_explain(r, a, b, &english, f->arena, &t), ST_OK);
	double sum = 0, total = number(t, t->n_rows - 1, "difference");
	for (size_t i = 0; i + 1 < t->n_rows; i++)
		if (t->rows[i].use != USE_MACHINES)
			sum += number(t, i, "difference");
	double expected = r->scores[a].points.best - r->scores[b].points.best;
	assert_true(sum - total < 1e-9 && total - sum < 1e-9);
	assert_true(expected - total < 1e-9 && total - expected < 1e-9);
}

static void
marks_say_unknown_weak_and_changed(void **state)
{
	(void)state;
	struct cell c = { .unknown = true };
	assert_string_equal(view_marks(&c), "?");
	c = (struct cell){ .weak = true, .old = true };
	assert_string_equal(view_marks(&c), "~!");
	c = (struct cell){ .overridden = true };
	assert_string_equal(view_marks(&c), "*");
	c = (struct cell){ 0 };
	assert_null(view_marks(&c));
}

static void
the_headline_knows_ties_loners_and_nobody(void **state)
{
	struct fixture *f = *state;
	struct problem p = { .n_alternatives = 2 };
	const struct result *r = scored(f);
	p = *r->problem;
	struct result made = *r;
	made.problem = &p;
	made.n_pool = 0;
	made.winner = SIZE_MAX;
	assert_non_null(strstr(view_headline(&made, LANG_EN, f->arena), "Nobody is ranked"));
	made.n = 0;
	assert_non_null(strstr(view_headline(&made, LANG_EN, f->arena), "No offer is weighed"));
	made = *r;
	made.n_pool = 1;
	assert_non_null(strstr(view_headline(&made, LANG_EN, f->arena), "alone is ranked"));
	made = *r;
	made.winner_tied = true;
	assert_non_null(strstr(view_headline(&made, LANG_EN, f->arena), "share the first place"));
	assert_non_null(strstr(view_headline(&made, LANG_FR, f->arena), "partagent"));
}

static void
a_range_is_rounded_outwards(void **state)
{
	struct fixture *f = *state;
	struct points p = { 60.9, 68, 74.1 };
	assert_string_equal(view_range(f->arena, &p), "60\u201375");
	p = (struct points){ 61, 61, 74 };
	assert_string_equal(view_range(f->arena, &p), "61\u201374");
	p = (struct points){ 55.4, 55.4, 55.4 };
	assert_string_equal(view_range(f->arena, &p), "55");
}

static void
numbers_have_a_true_minus_and_no_negative_zero(void **state)
{
	struct fixture *f = *state;
	assert_string_equal(view_signed(f->arena, 1.94), "+1.9");
	assert_string_equal(view_signed(f->arena, -0.66), "\u22120.7");
	assert_string_equal(view_signed(f->arena, -0.04), "0.0");
	assert_string_equal(view_points(f->arena, -0.01), "0.0");
	assert_string_equal(view_percent(f->arena, 0.605), "61 %");
}

static void
every_sentence_has_both_languages_and_the_same_places(void **state)
{
	(void)state;
	for (int i = 0; i < SAY_COUNT; i++) {
		const char *en = say_word(LANG_EN, (enum say)i),
			   *fr = say_word(LANG_FR, (enum say)i);
		assert_true(*en && *fr);
		for (char place = '0'; place < '8'; place++) {
			const char text[] = { '{', place, '}', '\0' };
			assert_true(!strstr(en, text) == !strstr(fr, text));
		}
	}
}

static void
a_sentence_without_its_text_is_nothing(void **state)
{
	struct fixture *f = *state;
	const char *missing = NULL;
	assert_null(say(f->arena, LANG_EN, SAY_LEADS, "a", missing, "c", "d", NULL));
	assert_string_equal(
		say(f->arena, LANG_EN, SAY_ALONE, "{1}", "x", NULL), "{1} alone is ranked, with x");
}

/* ---- JSON ------------------------------------------------------------------------------------ */

static json_t *
read_json(const char *text)
{
	json_error_t e;
	json_t *root = json_loads(text, JSON_REJECT_DUPLICATES, &e);
	if (!root)
		fail_msg("line %d: %s", e.line, e.text);
	assert_int_equal(text[strlen(text) - 1], '\n');
	return root;
}

static void
json_of_every_view_is_well_formed_and_names_itself(void **state)
{
	struct fixture *f = *state;
	const struct result *r = scored(f);
	size_t a = fixture_alternative(f, "a"), b = fixture_alternative(f, "b");
	const char *texts[4], *kinds[] = { "rank/1", "compare/1", "explain/1", "explain/1" };
	assert_int_equal(view_rank_json(r, &english, f->arena, &texts[0]), ST_OK);
	assert_int_equal(view_compare_json(r, NULL, 0, &english, f->arena, &texts[1]), ST_OK);
	assert_int_equal(view_explain_json(r, a, SIZE_MAX, &english, f->arena, &texts[2]), ST_OK);
	assert_int_equal(view_explain_json(r, a, b, &english, f->arena, &texts[3]), ST_OK);
	for (int i = 0; i < 4; i++) {
		json_t *root = read_json(texts[i]);
		assert_string_equal(json_string_value(json_object_get(root, "bascule")), kinds[i]);
		json_decref(root);
	}
}

static void
an_unknown_is_null_with_its_state(void **state)
{
	struct fixture *f = *state;
	const struct result *r = scored(f);
	const char *text;
	size_t c = fixture_alternative(f, "c");
	assert_int_equal(view_explain_json(r, c, SIZE_MAX, &english, f->arena, &text), ST_OK);
	json_t *root = read_json(text), *list = json_object_get(root, "criteria"), *node;
	size_t i, leaves = 0;
	json_array_foreach(list, i, node)
	{
		if (!json_object_get(node, "state"))
			continue;
		leaves++;
		assert_true(json_is_null(json_object_get(node, "value")));
		assert_string_equal(json_string_value(json_object_get(node, "state")), "unknown");
	}
	assert_int_equal(leaves, 3);
	json_decref(root);
}

static void
the_other_views_hold_what_they_are_asked(void **state)
{
	struct fixture *f = *state;
	const struct result *r = scored(f);
	struct table *t;
	assert_int_equal(view_evidence(r, fixture_alternative(f, "b"), fixture_node(f, "lz"),
				 &english, f->arena, &t),
		ST_OK);
	bool weak = false;
	for (size_t i = 0; i < t->n_rows; i++)
		weak = weak || str_eq(t->rows[i].cells[1].text, "no ~") ||
			strstr(t->rows[i].cells[1].text, "low") != NULL;
	assert_true(weak);
	assert_int_equal(view_weights(r, &english, f->arena, &t), ST_OK);
	assert_int_equal(t->n_rows, 5);
	assert_true(number(t, 0, "weight") == 0.75);
}

int
main(void)
{
#define CASE(f) cmocka_unit_test_setup_teardown(f, begin, end)
	const struct CMUnitTest tests[] = {
		CASE(the_ranking_lists_by_rank_with_the_failed_last),
		CASE(contributions_of_the_branches_sum_to_the_score),
		CASE(differences_sum_to_the_difference),
		CASE(marks_say_unknown_weak_and_changed),
		CASE(the_headline_knows_ties_loners_and_nobody),
		CASE(a_range_is_rounded_outwards),
		CASE(numbers_have_a_true_minus_and_no_negative_zero),
		CASE(every_sentence_has_both_languages_and_the_same_places),
		CASE(a_sentence_without_its_text_is_nothing),
		CASE(json_of_every_view_is_well_formed_and_names_itself),
		CASE(an_unknown_is_null_with_its_state),
		CASE(the_other_views_hold_what_they_are_asked),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
