/* Gates: Kleene's tables, ranges that pass only as a whole, and why a gate did not pass. */
#include "scoring/gate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "data/text.h"
#include "tests/support/fixture.h"
#include "tests/support/random.h"

static int
set_up(void **state)
{
	struct fixture *f = fixture_new();
	fixture_def(f, "pass", FACT_BOOLEAN);
	fixture_def(f, "open", FACT_BOOLEAN);
	fixture_def(f, "fail", FACT_BOOLEAN);
	struct fact_def *share = fixture_def(f, "share", FACT_NUMBER);
	share->min = 0;
	share->max = 100;
	fixture_def(f, "exact", FACT_NUMBER);
	fixture_def(f, "from", FACT_NUMBER);
	fixture_def(f, "nothing", FACT_NUMBER);
	fixture_def(f, "bounded", FACT_NUMBER);
	fixture_def(f, "price", FACT_NUMBER)->unit = "EUR/h";
	fixture_def(f, "foreign", FACT_NUMBER)->unit = "GBP/h";
	fixture_def(f, "egress", FACT_NUMBER)->or_word = "unlimited";
	fixture_def(f, "traffic", FACT_NUMBER)->or_word = "unlimited";
	fixture_def(f, "zero", FACT_NUMBER)->or_word = "unlimited";
	fixture_def_words(f, "c5", "type2 type1 none");
	fixture_def(f, "seat", FACT_COUNTRY);
	fixture_def(f, "since", FACT_DATE);
	fixture_def(f, "law", FACT_TEXT);
	fixture_group(f, "EU", "DE FR");
	fixture_rate(f, "EUR", "USD", 1.25);
	fixture_profile(f, "p");
	fixture_fact(f, "pass", "true");
	fixture_fact(f, "fail", "false");
	fixture_fact_between(f, "share", "60", 50, 70);
	fixture_fact(f, "exact", "60");
	struct fact *from = fixture_fact(f, "from", "60");
	from->value.has_low = true;
	from->value.low = 50;
	fixture_fact_between(f, "bounded", "unknown", 50, 70);
	fixture_fact(f, "price", "1")->value.unit = "USD/h";
	fixture_fact(f, "foreign", "1")->value.unit = "USD/h";
	fixture_fact(f, "egress", "unlimited");
	fixture_fact(f, "zero", "0");
	struct fact *traffic = fixture_fact(f, "traffic", "unlimited");
	traffic->value.has_low = true;
	traffic->value.low = 500;
	fixture_fact(f, "c5", "type1");
	fixture_fact(f, "seat", "FR");
	fixture_fact(f, "since", "2025-06");
	fixture_fact(f, "law", "in force");
	fixture_mark(f, "SOV-1.1", 3, 3, 3);
	fixture_mark(f, "SOV-1.2", 2, 3, 4);
	fixture_finish(f);
	*state = f;
	return 0;
}

static int
tear_down(void **state)
{
	fixture_free(*state);
	return 0;
}

static const struct condition *
parsed(struct fixture *f, const char *text)
{
	const struct condition *c = NULL;
	struct err e;
	if (condition_parse(text, &f->library.dictionary, f->arena, &c, NULL, &e) != ST_OK)
		fail_msg("%s: %s", text, e.text);
	return c;
}

static void
expect(void **state, const char *text, enum gate_outcome expected)
{
	struct fixture *f = *state;
	enum gate_outcome o = gate_evaluate(parsed(f, text), f->evaluation, 0);
	if (o != expected)
		fail_msg("%s: expected %s, found %s", text, gate_words[expected], gate_words[o]);
}

/* The strong tables of S. C. Kleene, Introduction to Metamathematics (1952), section 64. */
static void
joins_by_the_tables_of_kleene(void **state)
{
	static const char *const facts[] = { "fail == true", "open == true", "pass == true" };
	static const enum gate_outcome all[3][3] = { { GATE_FAIL, GATE_FAIL, GATE_FAIL },
		{ GATE_FAIL, GATE_OPEN, GATE_OPEN }, { GATE_FAIL, GATE_OPEN, GATE_PASS } };
	static const enum gate_outcome any[3][3] = { { GATE_FAIL, GATE_OPEN, GATE_PASS },
		{ GATE_OPEN, GATE_OPEN, GATE_PASS }, { GATE_PASS, GATE_PASS, GATE_PASS } };
	static const enum gate_outcome mirrored[] = { GATE_PASS, GATE_OPEN, GATE_FAIL };
	char text[128];
	for (int a = 0; a < 3; a++) {
		expect(state, facts[a], (enum gate_outcome)a);
		(void)snprintf(text, sizeof text, "not %s", facts[a]);
		expect(state, text, mirrored[a]);
		for (int b = 0; b < 3; b++) {
			(void)snprintf(text, sizeof text, "%s and %s", facts[a], facts[b]);
			expect(state, text, all[a][b]);
			(void)snprintf(text, sizeof text, "%s or %s", facts[a], facts[b]);
			expect(state, text, any[a][b]);
		}
	}
}

static void
an_exact_number_passes_or_fails(void **state)
{
	expect(state, "exact == 60", GATE_PASS);
	expect(state, "exact != 60", GATE_FAIL);
	expect(state, "exact < 60", GATE_FAIL);
	expect(state, "exact <= 60", GATE_PASS);
	expect(state, "exact > 60", GATE_FAIL);
	expect(state, "exact >= 60", GATE_PASS);
	expect(state, "exact in [50, 60]", GATE_PASS);
	expect(state, "exact in [50, 70]", GATE_FAIL);
}

static void
a_range_passes_only_as_a_whole(void **state)
{
	expect(state, "share >= 50", GATE_PASS);
	expect(state, "share > 50", GATE_OPEN);
	expect(state, "share >= 60", GATE_OPEN);
	expect(state, "share >= 70", GATE_OPEN);
	expect(state, "share > 70", GATE_FAIL);
	expect(state, "share <= 70", GATE_PASS);
	expect(state, "share < 70", GATE_OPEN);
	expect(state, "share <= 50", GATE_OPEN);
	expect(state, "share < 50", GATE_FAIL);
	expect(state, "share == 60", GATE_OPEN);
	expect(state, "share != 60", GATE_OPEN);
	expect(state, "share == 71", GATE_FAIL);
	expect(state, "share != 71", GATE_PASS);
	expect(state, "share in [10, 50]", GATE_OPEN);
	expect(state, "share in [10, 90]", GATE_FAIL);
}

static void
a_bound_alone_is_open_on_the_other_side(void **state)
{
	expect(state, "from >= 50", GATE_PASS);
	expect(state, "from < 50", GATE_FAIL);
	expect(state, "from <= 1000000", GATE_OPEN);
}

static void
what_is_not_known_is_open(void **state)
{
	expect(state, "nothing >= 0", GATE_OPEN);
	expect(state, "open != true", GATE_OPEN);
	expect(state, "SOV-8.8 >= 1", GATE_OPEN);
	expect(state, "bounded >= 50", GATE_PASS);
	expect(state, "bounded > 70", GATE_FAIL);
	expect(state, "bounded > 60", GATE_OPEN);
}

static void
amounts_compare_in_the_unit_of_the_dictionary(void **state)
{
	expect(state, "price <= 0.8", GATE_PASS);
	expect(state, "price < 0.8", GATE_FAIL);
	expect(state, "foreign <= 100", GATE_OPEN);
}

static void
the_word_beside_a_number_stands_above_all_of_them(void **state)
{
	expect(state, "egress == unlimited", GATE_PASS);
	expect(state, "egress != unlimited", GATE_FAIL);
	expect(state, "egress in [100, unlimited]", GATE_PASS);
	expect(state, "egress >= 1000000", GATE_PASS);
	expect(state, "egress < 1000000", GATE_FAIL);
	expect(state, "egress == 5", GATE_FAIL);
	expect(state, "egress != 5", GATE_PASS);
	expect(state, "zero == unlimited", GATE_FAIL);
	expect(state, "zero in [unlimited, 0]", GATE_PASS);
}

static void
a_bound_beside_the_word_leaves_numbers_open(void **state)
{
	expect(state, "traffic >= 500", GATE_PASS);
	expect(state, "traffic >= 501", GATE_OPEN);
	expect(state, "traffic < 500", GATE_FAIL);
	expect(state, "traffic == unlimited", GATE_OPEN);
	expect(state, "traffic == 100", GATE_FAIL);
}

static void
words_countries_texts_and_dates_compare(void **state)
{
	expect(state, "c5 == type1", GATE_PASS);
	expect(state, "c5 != type1", GATE_FAIL);
	expect(state, "c5 == type2", GATE_FAIL);
	expect(state, "c5 != type2", GATE_PASS);
	expect(state, "c5 in [type1, type2]", GATE_PASS);
	expect(state, "seat == FR", GATE_PASS);
	expect(state, "seat in EU", GATE_PASS);
	expect(state, "not seat in EU", GATE_FAIL);
	expect(state, "seat in [US, CH]", GATE_FAIL);
	expect(state, "pass in [false]", GATE_FAIL);
	expect(state, "pass in [false, true]", GATE_PASS);
	expect(state, "since <= 2025-06", GATE_PASS);
	expect(state, "since < 2025-06-02", GATE_PASS);
	expect(state, "since >= 2025-07", GATE_FAIL);
	expect(state, "since == 2025-06-01", GATE_PASS);
	expect(state, "law == \"in force\"", GATE_PASS);
}

static void
marks_compare_by_their_range_of_rungs(void **state)
{
	expect(state, "SOV-1.1 >= 3", GATE_PASS);
	expect(state, "SOV-1.1 == 3", GATE_PASS);
	expect(state, "SOV-1.1 > 3", GATE_FAIL);
	expect(state, "SOV-1.2 >= 2", GATE_PASS);
	expect(state, "SOV-1.2 >= 3", GATE_OPEN);
	expect(state, "SOV-1.2 > 4", GATE_FAIL);
	expect(state, "SOV-1.2 in [2, 3, 4]", GATE_PASS);
	expect(state, "SOV-1.2 in [2, 4]", GATE_OPEN);
	expect(state, "SOV-1.2 in [1, 5]", GATE_FAIL);
	expect(state, "SOV-1.2 != 3", GATE_OPEN);
}

static void
confidence_does_not_matter(void **state)
{
	struct fixture *f = *state;
	f->model.low_confidence_as_unknown = true;
	fixture_fact_of(f, "p", "pass")->confidence = CONFIDENCE_LOW;
	expect(state, "pass == true", GATE_PASS);
}

static void
expect_reason(void **state, const char *text, const char *fact)
{
	struct fixture *f = *state;
	const struct condition *c = gate_reason(parsed(f, text), f->evaluation, 0);
	if (!c && fact)
		fail_msg("%s: no reason", text);
	if (c && !fact)
		fail_msg("%s: a reason, though it passes", text);
	if (c)
		assert_string_equal(c->def ? c->def->id : c->mark, fact);
}

static void
the_reason_is_the_comparison_that_decides(void **state)
{
	expect_reason(state, "pass == true", NULL);
	expect_reason(state, "fail == true", "fail");
	expect_reason(state, "pass == true and open == true and fail == true", "fail");
	expect_reason(state, "pass == true and open == true", "open");
	expect_reason(state, "fail == true or open == true", "open");
	expect_reason(state, "fail == true or SOV-1.2 > 4", "fail");
	expect_reason(state, "pass == true and not (open == true or pass == true)", "pass");
	expect_reason(state, "not (open == true and pass == true)", "open");
	expect_reason(state, "exact > 3 and SOV-1.2 >= 3", "SOV-1.2");
}

/* ---- generated conditions ---- */

static const struct condition *
any_condition(struct random *r, struct fixture *f, int depth)
{
	static const char *const comparisons[] = { "n0 >= 20", "n0 < 50", "n1 == 30", "n1 != 30",
		"n1 > 40", "n2 <= 60", "n2 in [10, 20, 30]", "b0 == true", "b1 != true", "c0 in EU",
		"c0 == FR", "SOV-1.1 >= 3" };
	if (depth == 0 || random_chance(r, 0.2))
		return parsed(
			f, comparisons[random_below(r, sizeof comparisons / sizeof *comparisons)]);
	struct condition *c = arena_alloc(f->arena, sizeof *c);
	assert_non_null(c);
	c->op = (enum condition_op)random_below(r, 3);
	c->kids[0] = any_condition(r, f, depth - 1);
	if (c->op != COND_NOT)
		c->kids[1] = any_condition(r, f, depth - 1);
	return c;
}

/* Facts of which each is open, or a range; later they become known within it. */
static struct fixture *
vague_fixture(struct random *r)
{
	struct fixture *f = fixture_new();
	fixture_group(f, "EU", "DE FR");
	fixture_profile(f, "p");
	for (int i = 0; i < 3; i++) {
		char id[16];
		(void)snprintf(id, sizeof id, "n%d", i);
		fixture_def(f, id, FACT_NUMBER);
		double low = 10 * (double)random_below(r, 8);
		double high = low + 10 * (double)random_below(r, 4);
		struct fact *fact = fixture_fact(f, id, "unknown");
		fact->value.has_low = fact->value.has_high = random_chance(r, 0.7);
		fact->value.low = low;
		fact->value.high = high;
	}
	fixture_def(f, "b0", FACT_BOOLEAN);
	fixture_def(f, "b1", FACT_BOOLEAN);
	fixture_def(f, "c0", FACT_COUNTRY);
	fixture_fact(f, "b0", "unknown");
	fixture_fact(f, "b1", "unknown");
	fixture_fact(f, "c0", "unknown");
	int low = 1 + (int)random_below(r, 3), high = low + (int)random_below(r, 3);
	fixture_mark(f, "SOV-1.1", low, low, high);
	fixture_finish(f);
	return f;
}

/* One answer to everything that is open, inside its range. */
static void
answer_all(struct random *r, struct fixture *f)
{
	static const char *const countries[] = { "FR", "DE", "US" };
	const struct profile *p = f->library.profiles[0];
	for (size_t i = 0; i < p->n_facts; i++) {
		struct value *v = &fixture_fact_of(f, "p", p->facts[i].id)->value;
		double low = v->has_low ? v->low : 0, high = v->has_high ? v->high : 80;
		if (p->facts[i].def->type == FACT_NUMBER)
			*v = (struct value){ .kind = VALUE_NUMBER,
				.number = low +
					10 *
						(double)random_below(
							r, (size_t)((high - low) / 10) + 1) };
		else if (p->facts[i].def->type == FACT_BOOLEAN)
			*v = (struct value){ .kind = VALUE_BOOLEAN,
				.boolean = random_chance(r, 0.5) };
		else
			*v = (struct value){ .kind = VALUE_COUNTRY,
				.text = countries[random_below(r, 3)] };
	}
	struct mark *m = (struct mark *)(uintptr_t)&p->marks[0];
	m->rung = m->low + (int)random_below(r, (size_t)(m->high - m->low) + 1);
	m->low = m->high = m->rung;
}

/* What passes or fails stays so whatever the answers are; only what is open may turn. */
static void
answers_never_turn_a_pass_or_a_fail(void **state)
{
	(void)state;
	uint64_t seed = random_seed();
	size_t seen[3] = { 0 };
	for (uint64_t i = 0; i < 4000; i++) {
		struct random r = random_of(seed, i);
		struct fixture *f = vague_fixture(&r);
		const struct condition *c = any_condition(&r, f, 4);
		enum gate_outcome before = gate_evaluate(c, f->evaluation, 0);
		const struct condition *why = gate_reason(c, f->evaluation, 0);
		assert_true((why == NULL) == (before == GATE_PASS));
		answer_all(&r, f);
		enum gate_outcome after = gate_evaluate(c, f->evaluation, 0);
		assert_int_not_equal(after, GATE_OPEN);
		if (before != GATE_OPEN && before != after)
			fail_msg("case %llu: %s became %s", (unsigned long long)i,
				gate_words[before], gate_words[after]);
		seen[before]++;
		fixture_free(f);
	}
	assert_true(seen[GATE_FAIL] > 100 && seen[GATE_OPEN] > 100 && seen[GATE_PASS] > 100);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(joins_by_the_tables_of_kleene),
		cmocka_unit_test(an_exact_number_passes_or_fails),
		cmocka_unit_test(a_range_passes_only_as_a_whole),
		cmocka_unit_test(a_bound_alone_is_open_on_the_other_side),
		cmocka_unit_test(what_is_not_known_is_open),
		cmocka_unit_test(amounts_compare_in_the_unit_of_the_dictionary),
		cmocka_unit_test(the_word_beside_a_number_stands_above_all_of_them),
		cmocka_unit_test(a_bound_beside_the_word_leaves_numbers_open),
		cmocka_unit_test(words_countries_texts_and_dates_compare),
		cmocka_unit_test(marks_compare_by_their_range_of_rungs),
		cmocka_unit_test(confidence_does_not_matter),
		cmocka_unit_test(the_reason_is_the_comparison_that_decides),
		cmocka_unit_test(answers_never_turn_a_pass_or_a_fail),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
