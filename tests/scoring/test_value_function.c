/* Value functions: points of every kind of fact, of intervals, and of what is unknown. */
#include "scoring/value_function.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/support/fixture.h"
#include "tests/support/random.h"

/* A fixture, one fact and its function: what most cases need. */
struct setting {
	struct fixture *f;
	struct fact_def *def;
	struct value_function v;
};

static int
set_up(void **state)
{
	*state = fixture_new();
	return 0;
}

static int
tear_down(void **state)
{
	fixture_free(*state);
	return 0;
}

static void
expect_near(double found, double expected)
{
	if (!(fabs(found - expected) <= 1e-12))
		fail_msg("expected %.17g, found %.17g", expected, found);
}

static void
expect_at(const struct value_function *v, double x, double points)
{
	expect_near(value_at(v, x), points);
}

static void
expect_over(const struct value_function *v, double low, double high, double least, double greatest)
{
	double a, b;
	value_over(v, low, high, &a, &b);
	expect_near(a, least);
	expect_near(b, greatest);
}

/* ---- numbers ---- */

static void
a_line_runs_between_its_anchors_and_is_flat_beyond(void **state)
{
	struct value_function v = fixture_linear(*state, 0, 200);
	expect_at(&v, 0, 0);
	expect_at(&v, 50, 25);
	expect_at(&v, 200, 100);
	expect_at(&v, -1, 0);
	expect_at(&v, 1e300, 100);
	expect_at(&v, -INFINITY, 0);
	expect_at(&v, INFINITY, 100);
}

static void
a_line_may_fall(void **state)
{
	/* A PUE of 2.0 earns nothing, 1.1 everything: 1.55 is half of the way. */
	struct value_function v = fixture_linear(*state, 2.0, 1.1);
	expect_at(&v, 1.55, 50);
	expect_at(&v, 1.1, 100);
	expect_at(&v, 2.0, 0);
	expect_at(&v, 1.0, 100);
	expect_at(&v, INFINITY, 0);
	expect_over(&v, 1.37, 1.73, 30, 70);
	expect_over(&v, -INFINITY, INFINITY, 0, 100);
}

static void
a_piecewise_line_bends_at_its_anchors(void **state)
{
	struct value_function v =
		fixture_anchors(*state, FUNCTION_PIECEWISE, "1.1:100 1.3:60 2.0:0");
	expect_at(&v, 1.1, 100);
	expect_at(&v, 1.2, 80);
	expect_at(&v, 1.3, 60);
	expect_at(&v, 1.65, 30);
	expect_at(&v, 2, 0);
	expect_at(&v, 0, 100);
	expect_at(&v, 9, 0);
}

static void
an_interval_finds_peaks_inside_it(void **state)
{
	/* Neither end of 2 .. 8 is the greatest: the knot at 5 is. */
	struct value_function v = fixture_anchors(*state, FUNCTION_PIECEWISE, "0:0 5:100 10:0");
	expect_over(&v, 2, 8, 40, 100);
	expect_over(&v, 2, 4, 40, 80);
	expect_over(&v, 5, 5, 100, 100);
	expect_over(&v, -INFINITY, INFINITY, 0, 100);
	v = fixture_anchors(*state, FUNCTION_PIECEWISE, "0:90 5:10 10:90");
	expect_over(&v, 2, 8, 10, 58);
}

static void
a_step_holds_from_its_x_on(void **state)
{
	struct value_function v = fixture_anchors(*state, FUNCTION_STEP, "0:5 99.5:30 99.9:70");
	expect_at(&v, -3, 5);
	expect_at(&v, 99.4, 5);
	expect_at(&v, 99.5, 30);
	expect_at(&v, nextafter(99.9, 0), 30);
	expect_at(&v, 99.9, 70);
	expect_at(&v, INFINITY, 70);
	expect_over(&v, 99.5, 99.8, 30, 30);
	expect_over(&v, 99.5, 99.9, 30, 70);
	expect_over(&v, 99, 99.5, 5, 30);
}

static void
an_interval_finds_steps_inside_it(void **state)
{
	struct value_function v = fixture_anchors(*state, FUNCTION_STEP, "0:50 1:100 2:0 3:50");
	expect_over(&v, 0.5, 3.5, 0, 100);
	expect_over(&v, 0.5, 1.5, 50, 100);
	expect_over(&v, 1.5, 3, 0, 100);
}

static void
a_logarithm_is_straight_in_orders_of_magnitude(void **state)
{
	struct value_function v = fixture_log(*state, 1, 10000);
	expect_at(&v, 1, 0);
	expect_at(&v, 10, 25);
	expect_at(&v, 100, 50);
	expect_at(&v, 10000, 100);
	expect_at(&v, 0, 0);
	expect_at(&v, -5, 0);
	expect_at(&v, INFINITY, 100);
	v = fixture_log(*state, 10000, 1);
	expect_at(&v, 10, 75);
	expect_at(&v, 0, 100);
	expect_at(&v, INFINITY, 0);
	expect_over(&v, 10, 1000, 25, 75);
}

/* ---- facts ---- */

static struct setting
number_setting(void **state, double min, double max, struct value_function v)
{
	struct setting s = { .f = *state, .v = v };
	s.def = fixture_def(*state, "n", FACT_NUMBER);
	s.def->min = min;
	s.def->max = max;
	return s;
}

static struct fact
number_fact(double x)
{
	return (struct fact){ .value = { .kind = VALUE_NUMBER, .number = x } };
}

static void
expect_points(const struct setting *s, const struct fact *fact, double factor, double low,
	double best, double high)
{
	bool unknown;
	struct points p = value_points(&s->v, s->def, fact, factor, UNKNOWN_PESSIMISTIC, &unknown);
	assert_false(unknown);
	expect_near(p.low, low);
	expect_near(p.best, best);
	expect_near(p.high, high);
}

static void
expect_unknown(const struct setting *s, const struct fact *fact, double low, double high)
{
	const double best[] = { [UNKNOWN_PESSIMISTIC] = low,
		[UNKNOWN_NEUTRAL] = (low + high) / 2,
		[UNKNOWN_OPTIMISTIC] = high,
		[UNKNOWN_EXCLUDE] = low };
	for (int rule = UNKNOWN_PESSIMISTIC; rule <= UNKNOWN_EXCLUDE; rule++) {
		bool unknown = false;
		struct points p =
			value_points(&s->v, s->def, fact, 1, (enum unknown_rule)rule, &unknown);
		assert_true(unknown);
		expect_near(p.low, low);
		expect_near(p.best, best[rule]);
		expect_near(p.high, high);
	}
}

static void
a_number_without_bounds_is_exact(void **state)
{
	struct setting s = number_setting(state, 0, 100, fixture_linear(*state, 0, 100));
	struct fact fact = number_fact(61);
	expect_points(&s, &fact, 1, 61, 61, 61);
}

static void
a_bound_alone_is_open_to_the_bound_of_the_dictionary(void **state)
{
	struct setting s = number_setting(state, 0, 80, fixture_linear(*state, 0, 100));
	struct fact fact = number_fact(61);
	fact.value.has_low = true;
	fact.value.low = 50;
	expect_points(&s, &fact, 1, 50, 61, 80);
	fact.value.has_low = false;
	fact.value.has_high = true;
	fact.value.high = 70;
	expect_points(&s, &fact, 1, 0, 61, 70);
	s.def->min = -INFINITY;
	expect_points(&s, &fact, 1, 0, 61, 70);
}

static void
bounds_are_widened_to_hold_the_value(void **state)
{
	struct setting s = number_setting(state, 0, 100, fixture_linear(*state, 0, 100));
	struct fact fact = number_fact(61);
	fact.value.has_low = fact.value.has_high = true;
	fact.value.low = 70;
	fact.value.high = 90;
	expect_points(&s, &fact, 1, 61, 61, 90);
	fact.value.low = 20;
	fact.value.high = 50;
	expect_points(&s, &fact, 1, 20, 61, 61);
}

static void
amounts_are_converted_before_they_earn_points(void **state)
{
	struct setting s = number_setting(state, 0, INFINITY, fixture_linear(*state, 1, 0));
	struct fact fact = number_fact(0.5);
	fact.value.has_low = fact.value.has_high = true;
	fact.value.low = 0.25;
	fact.value.high = 1;
	expect_points(&s, &fact, 0.5, 50, 75, 87.5);
}

static void
an_unknown_number_may_be_anything_between_its_bounds(void **state)
{
	struct setting s = number_setting(state, 10, 90, fixture_linear(*state, 0, 100));
	struct fact fact = { .value = { .kind = VALUE_UNKNOWN } };
	expect_unknown(&s, NULL, 10, 90);
	expect_unknown(&s, &fact, 10, 90);
	fact.value.has_low = true;
	fact.value.low = 40;
	expect_unknown(&s, &fact, 40, 90);
	fact.value.has_high = true;
	fact.value.high = 60;
	expect_unknown(&s, &fact, 40, 60);
}

static void
an_unknown_takes_in_peaks_of_the_function(void **state)
{
	struct setting s = number_setting(
		state, 0, 10, fixture_anchors(*state, FUNCTION_PIECEWISE, "0:20 5:100 10:0"));
	expect_unknown(&s, NULL, 0, 100);
	struct fact fact = { .value = { .kind = VALUE_UNKNOWN,
				     .has_low = true,
				     .low = 4,
				     .has_high = true,
				     .high = 6 } };
	expect_unknown(&s, &fact, 80, 100);
}

static void
a_word_beside_a_number_has_its_own_points(void **state)
{
	struct setting s = number_setting(state, 0, INFINITY, fixture_linear(*state, 0, 1000));
	s.def->or_word = "unlimited";
	s.v.has_word = true;
	s.v.word_points = 90;
	struct fact fact = { .value = { .kind = VALUE_WORD, .text = "unlimited" } };
	expect_points(&s, &fact, 1, 90, 90, 90);
	fact.value.has_low = true;
	fact.value.low = 500;
	expect_points(&s, &fact, 1, 50, 90, 100);
	fact.value.has_high = true;
	fact.value.high = 700;
	expect_points(&s, &fact, 1, 50, 90, 90);
}

static void
an_unknown_may_be_the_word_unless_bounds_are_stated(void **state)
{
	struct setting s = number_setting(state, 0, 500, fixture_linear(*state, 0, 1000));
	s.v.has_word = true;
	s.v.word_points = 90;
	expect_unknown(&s, NULL, 0, 90);
	struct fact fact = { .value = { .kind = VALUE_UNKNOWN, .has_low = true, .low = 400 } };
	expect_unknown(&s, &fact, 40, 50);
}

static void
a_word_without_points_tells_nothing(void **state)
{
	struct setting s = number_setting(state, 0, 100, fixture_linear(*state, 0, 100));
	struct fact fact = { .value = { .kind = VALUE_WORD, .text = "unlimited" } };
	expect_unknown(&s, &fact, 0, 100);
}

static void
a_table_gives_points_to_words(void **state)
{
	struct setting s = { .f = *state };
	s.def = fixture_def_words(*state, "w", "type2 type1 none");
	s.v = fixture_words(*state, "type2=100 type1=60 other=5");
	struct fact fact = { .value = { .kind = VALUE_WORD, .text = "type1" } };
	expect_points(&s, &fact, 1, 60, 60, 60);
	fact.value.text = "none";
	expect_points(&s, &fact, 1, 5, 5, 5);
	expect_unknown(&s, NULL, 5, 100);
}

static void
an_unknown_word_is_one_that_the_dictionary_allows(void **state)
{
	struct setting s = { .f = *state };
	s.def = fixture_def_words(*state, "w", "type1 none");
	s.v = fixture_words(*state, "type2=100 type1=60 none=20 other=0");
	expect_unknown(&s, NULL, 20, 60);
}

static void
a_country_takes_the_first_entry_that_holds_it(void **state)
{
	struct fixture *f = *state;
	struct setting s = { .f = f };
	s.def = fixture_def(f, "c", FACT_COUNTRY);
	fixture_group(f, "EU", "DE FR");
	fixture_group(f, "EEA", "DE FR NO");
	fixture_profile(f, "p");
	fixture_leaf(
		f, "root", "leaf", 1, "c", fixture_words(f, "CH=90 EU=100 EEA=80 FR=1 other=0"));
	fixture_finish(f);
	s.v = f->model.nodes[1].value;
	s.def = (struct fact_def *)(uintptr_t)f->model.nodes[1].def;
	static const struct {
		const char *country;
		double points;
	} cases[] = { { "CH", 90 }, { "DE", 100 }, { "FR", 100 }, { "NO", 80 }, { "US", 0 } };
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct fact fact = { .value = { .kind = VALUE_COUNTRY, .text = cases[i].country } };
		double points = cases[i].points;
		expect_points(&s, &fact, 1, points, points, points);
	}
	expect_unknown(&s, NULL, 0, 100);
}

static void
true_and_false_have_their_points(void **state)
{
	struct setting s = { .f = *state };
	s.def = fixture_def(*state, "b", FACT_BOOLEAN);
	s.v = fixture_boolean(*state, 20, 70);
	struct fact fact = { .value = { .kind = VALUE_BOOLEAN, .boolean = true } };
	expect_points(&s, &fact, 1, 20, 20, 20);
	fact.value.boolean = false;
	expect_points(&s, &fact, 1, 70, 70, 70);
	expect_unknown(&s, NULL, 20, 70);
}

static void
a_list_earns_by_its_length(void **state)
{
	static const char *const cpus[] = { "AMD", "Intel" };
	struct setting s = { .f = *state };
	s.def = fixture_def(*state, "l", FACT_LIST);
	s.v = fixture_anchors(*state, FUNCTION_COUNT, "0:0 3:90 5:100");
	struct fact fact = { .value = { .kind = VALUE_LIST, .list = { cpus, 2 } } };
	expect_points(&s, &fact, 1, 60, 60, 60);
	fact.value.list.n = 0;
	expect_points(&s, &fact, 1, 0, 0, 0);
	expect_unknown(&s, NULL, 0, 100);
}

static void
text_is_evidence_only(void **state)
{
	struct setting s = number_setting(state, 0, 100, fixture_linear(*state, 0, 100));
	struct fact fact = { .value = { .kind = VALUE_TEXT, .text = "some" } };
	expect_unknown(&s, &fact, 0, 100);
}

/* ---- any function ---- */

static struct value_function
any_function(struct random *r, struct anchor *a)
{
	static const enum function_kind kinds[] = { FUNCTION_LINEAR, FUNCTION_LOG,
		FUNCTION_PIECEWISE, FUNCTION_STEP, FUNCTION_COUNT };
	struct value_function v = { .kind = kinds[random_below(r, 5)], .anchors = a };
	v.n_anchors =
		v.kind <= FUNCTION_LINEAR || v.kind == FUNCTION_LOG ? 2 : 1 + random_below(r, 6);
	double x = random_between(r, 0.01, 5);
	for (size_t i = 0; i < v.n_anchors; i++) {
		a[i] = (struct anchor){ x, random_between(r, 0, 100) };
		x += random_between(r, 0.001, 4);
	}
	if (v.n_anchors == 2 && random_chance(r, 0.5) && v.kind != FUNCTION_PIECEWISE &&
		v.kind != FUNCTION_STEP && v.kind != FUNCTION_COUNT) {
		double swap = a[0].x;
		a[0].x = a[1].x;
		a[1].x = swap;
	}
	return v;
}

/* What is drawn from an interval never leaves its least and greatest points, which are attained. */
static void
points_stay_within_those_of_the_interval(void **state)
{
	(void)state;
	uint64_t seed = random_seed();
	for (uint64_t i = 0; i < 20000; i++) {
		struct random r = random_of(seed, i);
		struct anchor a[8];
		struct value_function v = any_function(&r, a);
		double x = random_between(&r, -1, 20), y = random_between(&r, -1, 20);
		double low = fmin(x, y), high = fmax(x, y), least, greatest;
		if (random_chance(&r, 0.2))
			low = a[random_below(&r, v.n_anchors)].x;
		high = fmax(low, high);
		value_over(&v, low, high, &least, &greatest);
		assert_true(least >= 0 && least <= greatest && greatest <= 100);
		bool has_least = false, has_greatest = false;
		for (int k = 0; k < 20 + (int)v.n_anchors; k++) {
			double at = k < 2 ? (k ? high : low) : random_between(&r, low, high);
			if (k >= 20)
				at = a[k - 20].x;
			if (at < low || at > high)
				continue;
			double points = value_at(&v, at);
			assert_true(points >= least && points <= greatest);
			has_least |= points == least;
			has_greatest |= points == greatest;
		}
		assert_true(has_least && has_greatest);
	}
}

int
main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		CASE(a_line_runs_between_its_anchors_and_is_flat_beyond),
		CASE(a_line_may_fall),
		CASE(a_piecewise_line_bends_at_its_anchors),
		CASE(an_interval_finds_peaks_inside_it),
		CASE(a_step_holds_from_its_x_on),
		CASE(an_interval_finds_steps_inside_it),
		CASE(a_logarithm_is_straight_in_orders_of_magnitude),
		CASE(a_number_without_bounds_is_exact),
		CASE(a_bound_alone_is_open_to_the_bound_of_the_dictionary),
		CASE(bounds_are_widened_to_hold_the_value),
		CASE(amounts_are_converted_before_they_earn_points),
		CASE(an_unknown_number_may_be_anything_between_its_bounds),
		CASE(an_unknown_takes_in_peaks_of_the_function),
		CASE(a_word_beside_a_number_has_its_own_points),
		CASE(an_unknown_may_be_the_word_unless_bounds_are_stated),
		CASE(a_word_without_points_tells_nothing),
		CASE(a_table_gives_points_to_words),
		CASE(an_unknown_word_is_one_that_the_dictionary_allows),
		CASE(a_country_takes_the_first_entry_that_holds_it),
		CASE(true_and_false_have_their_points),
		CASE(a_list_earns_by_its_length),
		CASE(text_is_evidence_only),
		CASE(points_stay_within_those_of_the_interval),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
