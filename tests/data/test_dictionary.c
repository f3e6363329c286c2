/* dictionary: looking up, groups, and the conversion of amounts. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "data/dictionary.h"
#include "tests/support/reading.h"

static void
facts_are_sorted_found_and_complete(void **state)
{
	(void)state;
	struct reading r;
	reading_begin(&r);
	reading_dictionary(&r);
	const struct dictionary *d = &r.dictionary;
	assert_int_equal(d->n, 8);
	for (size_t i = 0; i < d->n; i++) {
		assert_ptr_equal(dictionary_find(d, d->defs[i].id), &d->defs[i]);
		assert_ptr_equal(d->ids[i], d->defs[i].id);
	}
	assert_null(dictionary_find(d, "env.PUE"));
	assert_null(dictionary_find(d, ""));
	const struct fact_def *vm = dictionary_find(d, "cost.vm");
	assert_int_equal(vm->type, FACT_NUMBER);
	assert_int_equal(vm->scope, SCOPE_OFFER);
	assert_string_equal(vm->units.items[0], "USD/h");
	assert_string_equal(vm->or_word, "free");
	assert_string_equal(vm->spellings[0].to, "EUR/h");
	assert_string_equal(vm->group, "cost");
	const struct fact_def *seat = dictionary_find(d, "own.country");
	assert_int_equal(seat->scope, SCOPE_COMPANY);
	assert_true(isinf(seat->min) && seat->min < 0 && isinf(seat->max));
	assert_string_equal(seat->label.by[LANG_FR], "Siège");
	assert_string_equal(vm->label.by[LANG_FR], "A machine");
	reading_end(&r);
}

static void
groups_know_their_countries(void **state)
{
	(void)state;
	struct reading r;
	reading_begin(&r);
	reading_dictionary(&r);
	const struct country_group *eu = dictionary_group(&r.dictionary, "EU");
	const struct country_group *eea = dictionary_group(&r.dictionary, "EEA");
	assert_true(group_has(eu, "FR"));
	assert_false(group_has(eu, "NO"));
	assert_true(group_has(eea, "NO"));
	assert_false(group_has(eea, "US"));
	assert_null(dictionary_group(&r.dictionary, "G7"));
	assert_string_equal(eu->sources[0]->title, "A treaty");
	reading_end(&r);
}

static void
amounts_convert_both_ways_and_only_in_the_currency(void **state)
{
	(void)state;
	static const struct {
		const char *from, *to;
		double factor; /* 0: there is none */
	} cases[] = {
		{ "EUR", "USD", 1.25 },
		{ "USD", "EUR", 0.8 },
		{ "USD/h", "EUR/h", 0.8 },
		{ "EUR/GB/month", "USD/GB/month", 1.25 },
		{ "USD", "USD", 1 },
		{ "ms", "ms", 1 },
		{ "USD/h", "EUR/month", 0 },
		{ "USD/h", "EUR", 0 },
		{ "GBP/h", "EUR/h", 0 },
		{ "ms", "s", 0 },
		{ "USDx", "EURx", 0 },
		{ "US", "EUR", 0 },
		{ "", "EUR", 0 },
	};
	struct reading r;
	reading_begin(&r);
	reading_dictionary(&r);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		double factor = 0;
		bool ok = dictionary_convert(&r.dictionary, cases[i].from, cases[i].to, &factor);
		if (ok != (cases[i].factor != 0) || (ok && factor != cases[i].factor))
			fail_msg("%s to %s gave %g", cases[i].from, cases[i].to, factor);
	}
	double factor;
	assert_true(dictionary_convert(&r.dictionary, NULL, NULL, &factor));
	assert_false(dictionary_convert(&r.dictionary, NULL, "EUR", &factor));
	assert_false(dictionary_convert(&r.dictionary, "EUR", NULL, &factor));
	reading_end(&r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(facts_are_sorted_found_and_complete),
		cmocka_unit_test(groups_know_their_countries),
		cmocka_unit_test(amounts_convert_both_ways_and_only_in_the_currency),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
