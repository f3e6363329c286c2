/* profile_read: what is in the structs afterwards; every prefix; memory that runs out. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "data/profile_read.h"
#include "data/text.h"
#include "tests/support/failing_malloc.h"
#include "tests/support/reading.h"

static enum status
parse(struct reading *r, const struct file_bytes *in, const struct profile **out)
{
	*out = NULL;
	arena_reset(r->scratch);
	return profile_parse(in, &r->dictionary, r->arena, r->scratch, out, &r->diag);
}

static const struct profile *
read_alpha(struct reading *r)
{
	const struct profile *p;
	reading_begin(r);
	reading_dictionary(r);
	struct file_bytes in = file_at(r, SMALL_DATA "/profiles/alpha.yaml");
	if (parse(r, &in, &p) != ST_OK)
		fail_msg("%s", reading_report(r));
	return p;
}

static const struct fact *
fact_of(const struct reading *r, const struct profile *p, const char *offer, const char *id)
{
	const struct offer *o = offer ? profile_offer(p, offer) : NULL;
	const struct fact_def *def = dictionary_find(&r->dictionary, id);
	assert_non_null(def);
	assert_true(!offer || o);
	return profile_fact(p, o, def);
}

static void
the_head_of_a_profile_is_read(void **state)
{
	(void)state;
	struct reading r;
	const struct profile *p = read_alpha(&r);
	assert_string_equal(p->id, "alpha");
	assert_string_equal(p->name, "Alpha & Cie");
	assert_string_equal(p->country, "FR");
	assert_string_equal(p->surveyed, "2026-11-24");
	assert_string_equal(p->path, SMALL_DATA "/profiles/alpha.yaml");
	assert_int_equal(p->n_sources, 2);
	assert_string_equal(p->sources[0].id, "page");
	assert_null(p->sources[0].date);
	assert_string_equal(p->sources[1].date, "2025-10");
	reading_end(&r);
}

static void
a_number_keeps_its_text_and_its_range(void **state)
{
	(void)state;
	struct reading r;
	const struct fact *f = fact_of(&r, read_alpha(&r), NULL, "env.pue");
	assert_int_equal(f->value.kind, VALUE_NUMBER);
	assert_string_equal(f->value.text, "1.30");
	assert_true(f->value.number == 1.3);
	assert_true(f->value.has_low && f->value.low == 1.2);
	assert_true(f->value.has_high && f->value.high == 1.35);
	assert_string_equal(f->value.low_text, "1.2");
	assert_string_equal(f->value.unit, "ratio");
	assert_int_equal(f->confidence, CONFIDENCE_MEDIUM);
	assert_string_equal(f->as_of, "2025-08");
	assert_int_equal(f->at.line, 12);
	assert_int_equal(f->at.col, 3);
	/* in the order of the file, not of the keys */
	assert_int_equal(f->n_sources, 2);
	assert_string_equal(f->sources[0]->id, "report");
	assert_string_equal(f->sources[1]->id, "page");
	reading_end(&r);
}

static void
types_come_from_the_dictionary_and_not_from_a_guess(void **state)
{
	(void)state;
	struct reading r;
	const struct profile *p = read_alpha(&r);
	const struct value *note = &fact_of(&r, p, NULL, "own.note")->value;
	assert_int_equal(note->kind, VALUE_TEXT);
	assert_string_equal(note->text, "1.10");
	const struct value *staff = &fact_of(&r, p, NULL, "ops.staff")->value;
	assert_int_equal(staff->kind, VALUE_WORD);
	assert_string_equal(staff->text, "yes");
	const struct value *iso = &fact_of(&r, p, NULL, "sec.iso")->value;
	assert_int_equal(iso->kind, VALUE_BOOLEAN);
	assert_true(iso->boolean);
	const struct value *cpu = &fact_of(&r, p, NULL, "feat.cpu")->value;
	assert_int_equal(cpu->kind, VALUE_LIST);
	assert_int_equal(cpu->list.n, 2);
	assert_string_equal(cpu->list.items[1], "Intel");
	assert_string_equal(cpu->text, "AMD, Intel");
	reading_end(&r);
}

static void
norway_stays_a_country_and_a_word_may_stand_for_a_number(void **state)
{
	(void)state;
	struct reading r;
	const struct profile *p;
	reading_begin(&r);
	reading_dictionary(&r);
	struct file_bytes in = file_at(&r, SMALL_DATA "/profiles/beta.yaml");
	assert_int_equal(parse(&r, &in, &p), ST_OK);
	const struct value *country = &fact_of(&r, p, NULL, "own.country")->value;
	assert_int_equal(country->kind, VALUE_COUNTRY);
	assert_string_equal(country->text, "NO");
	const struct value *vm = &fact_of(&r, p, NULL, "cost.vm")->value;
	assert_int_equal(vm->kind, VALUE_WORD);
	assert_string_equal(vm->text, "free");
	const struct fact *pue = fact_of(&r, p, NULL, "env.pue");
	assert_int_equal(pue->value.kind, VALUE_UNKNOWN);
	assert_true(pue->value.has_low && pue->value.low == 1.5);
	assert_false(pue->value.has_high);
	reading_end(&r);
}

static void
an_amount_keeps_its_foreign_unit(void **state)
{
	(void)state;
	struct reading r;
	const struct value *vm = &fact_of(&r, read_alpha(&r), NULL, "cost.vm")->value;
	assert_string_equal(vm->unit, "USD/h");
	assert_true(vm->number == 0.5);
	assert_string_equal(vm->text, "0.50");
	reading_end(&r);
}

static void
an_offer_has_its_own_facts_and_inherits_those_of_the_company(void **state)
{
	(void)state;
	struct reading r;
	const struct profile *p = read_alpha(&r);
	assert_false(fact_of(&r, p, "shielded", "sec.iso")->value.boolean);
	assert_ptr_equal(
		fact_of(&r, p, "shielded", "own.country"), fact_of(&r, p, NULL, "own.country"));
	assert_null(fact_of(&r, p, "shielded", "ops.staff"));
	assert_null(fact_of(&r, p, "franchise", "own.country"));
	assert_int_equal(fact_of(&r, p, "franchise", "env.pue")->value.kind, VALUE_UNKNOWN);
	assert_null(profile_offer(p, "nobody"));
	assert_null(fact_of(&r, p, NULL, "sec.since"));
	reading_end(&r);
}

static void
marks_and_prices_are_read(void **state)
{
	(void)state;
	struct reading r;
	const struct profile *p = read_alpha(&r);
	const struct mark *m = profile_mark(p, NULL, "SOV-1.1");
	assert_int_equal(m->rung, 3);
	assert_int_equal(m->low, 2);
	assert_int_equal(m->high, 4);
	assert_string_equal(m->facts.items[0], "own.country");
	assert_int_equal(profile_mark(p, NULL, "SOV-1.2")->rung, 0);
	assert_int_equal(profile_mark(p, NULL, "SOV-1.2")->high, 3);
	assert_null(profile_mark(p, profile_offer(p, "shielded"), "SOV-1.1"));

	const struct price *price = &p->prices[0];
	assert_string_equal(price->price_text, "0.0100");
	assert_true(price->price == 0.01 && price->ram_gb == 2);
	assert_true(isnan(price->disk_gb));
	assert_null(price->region);
	assert_string_equal(price->source->id, "page");
	reading_end(&r);
}

static void
records_are_found_whatever_their_order_in_the_file(void **state)
{
	(void)state;
	struct reading r;
	const struct profile *p = read_alpha(&r);
	for (size_t i = 1; i < p->n_facts; i++)
		assert_true(strcmp(p->facts[i - 1].id, p->facts[i].id) < 0);
	assert_string_equal(p->offers[0].id, "franchise");
	reading_end(&r);
}

static void
a_value_may_lie_on_its_own_bounds_and_on_the_dictionarys(void **state)
{
	(void)state;
	static const char *const values[] = { "value: 1.5, low: 1.5, high: 1.5",
		"value: 1, low: 1, high: 3", "value: 3, low: 1, high: 3",
		"value: unknown, low: 3" };
	struct reading r;
	const struct profile *p;
	reading_begin(&r);
	reading_dictionary(&r);
	for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
		struct file_bytes in = file_of(arena_printf(r.arena,
			"bascule: profile/1\nid: x\nname: X\ncountry: FR\nsurveyed: 2026\n"
			"facts: {env.pue: {%s}}\n",
			values[i]));
		if (parse(&r, &in, &p) != ST_OK)
			fail_msg("%s", reading_report(&r));
	}
	reading_end(&r);
}

/* A profile that is said to be good must be whole. */
static void
try_bytes(struct reading *r, const struct file_bytes *in)
{
	const struct profile *p;
	enum status st = parse(r, in, &p);
	if (st == ST_OK) {
		assert_int_equal(r->diag.n_errors, 0);
		assert_non_null(p->id);
		assert_non_null(p->surveyed);
		for (size_t i = 0; i < p->n_facts; i++)
			assert_true(p->facts[i].def && p->facts[i].value.text);
	} else {
		assert_true(r->diag.n_errors > 0);
		assert_int_equal(status_exit(st), 3);
		assert_null(p);
	}
}

static void
every_prefix_gives_an_error_or_a_whole_profile(void **state)
{
	(void)state;
	struct reading r;
	reading_begin(&r);
	reading_dictionary(&r);
	reading_prefixes(&r, SMALL_DATA "/profiles/alpha.yaml", try_bytes);
	reading_end(&r);
}

static void
damaged_bytes_give_an_error_or_a_whole_profile(void **state)
{
	(void)state;
	struct reading r;
	reading_begin(&r);
	reading_dictionary(&r);
	reading_damage(&r, SMALL_DATA "/profiles/alpha.yaml", 4000, try_bytes);
	reading_end(&r);
}

/* Parses with fresh arenas, so that all that was allocated must be gone afterwards. */
static enum status
parse_once(const struct file_bytes *in, const struct dictionary *dictionary)
{
	struct diag diag;
	const struct profile *p = NULL;
	struct arena *arena = arena_new(), *scratch = arena_new();
	diag_init(&diag);
	enum status st = ST_NOMEM;
	if (arena && scratch)
		st = profile_parse(in, dictionary, arena, scratch, &p, &diag);
	arena_free(arena);
	arena_free(scratch);
	diag_clear(&diag);
	return st;
}

static void
fail_each_allocation(struct reading *r, const struct file_bytes *in, enum status otherwise)
{
	for (size_t n = 1;; n++) {
		long before = allocations_live();
		allocations_fail_at(n);
		enum status st = parse_once(in, &r->dictionary);
		bool failed = allocations_stop();
		assert_int_equal(allocations_live(), before);
		assert_int_equal(st, failed ? ST_NOMEM : otherwise);
		if (!failed) {
			assert_true(n > 5);
			return;
		}
	}
}

static void
memory_that_runs_out_anywhere_is_reported_and_leaks_nothing(void **state)
{
	(void)state;
	struct reading r;
	reading_begin(&r);
	reading_dictionary(&r);
	struct file_bytes in = file_at(&r, SMALL_DATA "/profiles/alpha.yaml");
	fail_each_allocation(&r, &in, ST_OK);
	struct file_bytes bad = file_at(&r, "tests/corpus/types.yaml");
	fail_each_allocation(&r, &bad, ST_INVALID);
	reading_end(&r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_head_of_a_profile_is_read),
		cmocka_unit_test(a_number_keeps_its_text_and_its_range),
		cmocka_unit_test(types_come_from_the_dictionary_and_not_from_a_guess),
		cmocka_unit_test(norway_stays_a_country_and_a_word_may_stand_for_a_number),
		cmocka_unit_test(an_amount_keeps_its_foreign_unit),
		cmocka_unit_test(an_offer_has_its_own_facts_and_inherits_those_of_the_company),
		cmocka_unit_test(marks_and_prices_are_read),
		cmocka_unit_test(records_are_found_whatever_their_order_in_the_file),
		cmocka_unit_test(a_value_may_lie_on_its_own_bounds_and_on_the_dictionarys),
		cmocka_unit_test(every_prefix_gives_an_error_or_a_whole_profile),
		cmocka_unit_test(damaged_bytes_give_an_error_or_a_whole_profile),
		cmocka_unit_test(memory_that_runs_out_anywhere_is_reported_and_leaks_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
