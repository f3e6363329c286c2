/*
 * framework_read: the shipped frameworks and a small one as they stand in the structs; every
 * prefix; memory that runs out. What is wrong with bad files is in tests/corpus.
 */
#include "data/framework_read.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "data/dictionary_read.h"
#include "data/text.h"
#include "tests/support/failing_malloc.h"
#include "tests/support/reading.h"

#define TINY "tests/fixtures/tiny/frameworks/tiny.yaml"

static enum status
parse(struct reading *r, const struct file_bytes *in, const struct framework **out)
{
	*out = NULL;
	arena_reset(r->scratch);
	return framework_parse(in, &r->dictionary, r->arena, r->scratch, out, &r->diag);
}

static const struct framework *
read_at(struct reading *r, const char *path)
{
	const struct framework *f;
	struct file_bytes in = file_at(r, path);
	if (parse(r, &in, &f) != ST_OK)
		fail_msg("%s", reading_report(r));
	assert_int_equal(r->diag.n, 0);
	return f;
}

/* A framework of data/, by the facts of data/. */
static const struct framework *
read_shipped(struct reading *r, const char *path)
{
	reading_begin(r);
	struct file_bytes facts = file_at(r, "data/facts.yaml");
	if (facts_parse(&facts, r->arena, r->scratch, &r->dictionary, &r->diag) != ST_OK)
		fail_msg("%s", reading_report(r));
	return read_at(r, path);
}

static const struct framework *
read_csf(struct reading *r)
{
	return read_shipped(r, "data/frameworks/ec-csf.yaml");
}

static const struct framework *
read_tiny(struct reading *r)
{
	reading_begin(r);
	reading_dictionary(r);
	return read_at(r, TINY);
}

/* ---- what any framework must be ---------------------------------------------------------- */

static void
expect_sound_criterion(const struct framework *f, const struct framework_criterion *c)
{
	assert_true(c->n_rungs >= 1 && c->n_rungs <= MOST_RUNGS);
	assert_non_null(c->asks.by[LANG_EN]);
	assert_non_null(c->asks.by[LANG_FR]);
	for (size_t i = 0; i < c->n_rungs; i++) {
		const struct rung *rung = &c->rungs[i];
		assert_int_equal(strtoul(rung->id, NULL, 10), i + 1);
		assert_true(rung->seal >= 0 && rung->seal < (int)f->n_seals);
		assert_non_null(rung->label.by[LANG_FR]);
		if (i) {
			assert_true(rung->value >= rung[-1].value);
			assert_true(rung->seal >= rung[-1].seal);
		}
	}
}

static void
expect_sound_editions(const struct framework *f)
{
	assert_true(f->edition < f->n_editions);
	for (size_t i = 0; i < f->n_editions; i++) {
		double sum = 0;
		for (size_t k = 0; k < f->n_objectives; k++)
			sum += f->editions[i].weights[k];
		assert_true(fabs(sum - 100) <= 1e-9);
		for (size_t k = 0; k < f->n_seals; k++)
			assert_non_null(f->editions[i].seal_names[k].by[LANG_FR]);
	}
}

/* What the rest of the program relies on. */
static void
expect_sound(const struct framework *f)
{
	size_t n = 0;
	assert_non_null(f->id);
	assert_true(f->full >= 1);
	assert_true(f->n_seals >= 1 && f->n_seals <= MOST_SEALS);
	assert_true(f->n_objectives > 0);
	for (size_t i = 0; i < f->n_objectives; i++) {
		const struct objective *o = &f->objectives[i];
		assert_int_equal(o->first, n);
		assert_true(o->n_criteria > 0);
		for (size_t k = 0; k < o->n_criteria; k++, n++) {
			assert_ptr_equal(f->criteria[n], &o->criteria[k]);
			assert_int_equal(o->criteria[k].objective, i);
			expect_sound_criterion(f, &o->criteria[k]);
		}
	}
	assert_int_equal(n, f->n_criteria);
	expect_sound_editions(f);
	for (size_t i = 0; i < f->n_awards; i++)
		assert_true(f->awards[i].seal < (int)f->n_seals);
}

/* ---- the shipped frameworks -------------------------------------------------------------- */

static void
the_shipped_framework_has_48_criteria_and_235_rungs(void **state)
{
	(void)state;
	static const size_t criteria[] = { 8, 6, 5, 6, 7, 5, 7, 4 };
	struct reading r;
	const struct framework *f = read_csf(&r);
	size_t rungs = 0;
	expect_sound(f);
	assert_string_equal(f->id, "ec-csf");
	assert_string_equal(f->path, "data/frameworks/ec-csf.yaml");
	assert_string_equal(f->short_name.by[LANG_FR], "CSF");
	assert_true(f->full == 1000);
	assert_int_equal(f->n_objectives, 8);
	assert_int_equal(f->n_criteria, 48);
	for (size_t i = 0; i < 8; i++) {
		char id[8];
		(void)snprintf(id, sizeof id, "SOV-%zu", i + 1);
		assert_string_equal(f->objectives[i].id, id);
		assert_int_equal(f->objectives[i].n_criteria, criteria[i]);
	}
	for (size_t i = 0; i < f->n_criteria; i++)
		rungs += f->criteria[i]->n_rungs;
	assert_int_equal(rungs, 235);
	assert_int_equal(f->n_sources, 18);
	reading_end(&r);
}

static void
every_weight_of_both_editions_is_the_published_one(void **state)
{
	(void)state;
	static const char *const ids[] = { "2025-10", "2026-06" };
	static const double weights[][8] = {
		{ 15, 10, 10, 15, 20, 15, 10, 5 },
		{ 20, 10, 10, 15, 10, 15, 15, 5 },
	};
	struct reading r;
	const struct framework *f = read_csf(&r);
	assert_int_equal(f->n_editions, 2);
	assert_int_equal(f->edition, 1);
	for (size_t i = 0; i < 2; i++) {
		assert_string_equal(f->editions[i].id, ids[i]);
		assert_ptr_equal(framework_edition(f, ids[i]), &f->editions[i]);
		assert_true(f->editions[i].n_sources >= 4);
		for (size_t k = 0; k < 8; k++)
			assert_true(f->editions[i].weights[k] == weights[i][k]);
	}
	assert_null(framework_edition(f, "2026-07"));
	reading_end(&r);
}

static void
no_objective_gives_more_than_its_maximum(void **state)
{
	(void)state;
	static const double most[] = { 1000.03, 1002, 1000, 1002, 1001, 1000, 1001, 1000 };
	struct reading r;
	const struct framework *f = read_csf(&r);
	double whole = 0;
	for (size_t i = 0; i < 8; i++) {
		double points = objective_most(&f->objectives[i]);
		if (fabs(points - most[i]) > 1e-9)
			fail_msg("%s gives %.10g", f->objectives[i].id, points);
		whole += points / f->full * f->editions[f->edition].weights[i];
	}
	assert_true(fabs(whole - 100.0756) <= 1e-9);
	reading_end(&r);
}

static void
levels_have_the_names_of_each_edition(void **state)
{
	(void)state;
	static const char *const names[][5] = {
		{ "No sovereignty", "Jurisdictional", "Data", "Digital resilience",
			"Full digital" },
		{ "No sovereignty", "Jurisdictional", "Data", "Technological", "Full digital" },
	};
	struct reading r;
	const struct framework *f = read_csf(&r);
	assert_int_equal(f->n_seals, 5);
	for (size_t k = 0; k < 5; k++) {
		char id[8];
		(void)snprintf(id, sizeof id, "SEAL-%zu", k);
		assert_string_equal(f->seals[k].id, id);
		assert_true(f->seals[k].n_sources > 0);
		for (size_t i = 0; i < 2; i++)
			assert_string_equal(f->editions[i].seal_names[k].by[LANG_EN], names[i][k]);
	}
	assert_string_equal(f->editions[0].seal_names[3].by[LANG_FR], "Résilience numérique");
	reading_end(&r);
}

static void
awards_are_as_published_with_their_scope(void **state)
{
	(void)state;
	static const struct {
		const char *id, *holder;
		size_t partners, providers;
		enum award_scope scope;
		int seal;
	} awards[] = {
		{ "post-telecom", "Post Telecom", 2, 1, AWARD_GROUP, 3 },
		{ "stackit", "STACKIT", 0, 0, AWARD_OWN_BID, 3 },
		{ "scaleway", "Scaleway", 0, 1, AWARD_OWN_BID, 3 },
		{ "proximus", "Proximus", 3, 0, AWARD_GROUP, 2 },
	};
	struct reading r;
	const struct framework *f = read_csf(&r);
	assert_int_equal(f->n_awards, 4);
	for (size_t i = 0; i < 4; i++) {
		const struct award *a = &f->awards[i];
		assert_string_equal(a->id, awards[i].id);
		assert_string_equal(a->holder, awards[i].holder);
		assert_int_equal(a->partners.n, awards[i].partners);
		assert_int_equal(a->providers.n, awards[i].providers);
		assert_int_equal(a->scope, awards[i].scope);
		assert_int_equal(a->seal, awards[i].seal);
		assert_string_equal(a->date, "2026-04-17");
		assert_int_equal(a->confidence, CONFIDENCE_MEDIUM);
		assert_true(a->n_sources > 0);
	}
	assert_string_equal(f->awards[0].providers.items[0], "ovhcloud");
	assert_string_equal(f->awards[2].providers.items[0], "scaleway");
	assert_int_equal(f->official.n, 2);
	assert_non_null(strstr(f->differ.by[LANG_EN], "another offer"));
	reading_end(&r);
}

static void
quarters_are_a_framework_of_their_own(void **state)
{
	(void)state;
	struct reading r;
	const struct framework *f = read_shipped(&r, "data/frameworks/seal-quarters.yaml");
	expect_sound(f);
	assert_int_equal(f->n_objectives, 8);
	assert_int_equal(f->n_criteria, 8);
	for (size_t i = 0; i < 8; i++) {
		const struct framework_criterion *c = f->criteria[i];
		assert_int_equal(c->n_rungs, 5);
		for (size_t k = 0; k < 5; k++) {
			assert_int_equal(c->rungs[k].seal, k);
			assert_true(c->rungs[k].value == 250 * (double)k);
			assert_true(framework_points(f, c, (int)k + 1) == 25 * (double)k);
		}
	}
	assert_non_null(strstr(f->note.by[LANG_EN], "Not the official rule"));
	reading_end(&r);
}

/* ---- how a file becomes structs ---------------------------------------------------------- */

static void
weights_and_names_find_their_places_in_any_order(void **state)
{
	(void)state;
	struct reading r;
	const struct framework *f = read_tiny(&r);
	expect_sound(f);
	assert_string_equal(f->editions[0].id, "old");
	assert_true(f->editions[0].weights[0] == 75);
	assert_true(f->editions[0].weights[1] == 25);
	assert_string_equal(f->editions[0].seal_names[0].by[LANG_FR], "Aucun");
	assert_string_equal(f->editions[0].seal_names[1].by[LANG_EN], "Some");
	assert_string_equal(f->editions[1].seal_names[1].by[LANG_EN], "Part");
	assert_int_equal(f->edition, 1);
	assert_null(f->editions[0].note.by[LANG_EN]);
	assert_string_equal(f->editions[1].note.by[LANG_FR], "Weighs both alike.");
	assert_string_equal(f->editions[1].sources[1]->title, "A page");
	reading_end(&r);
}

static void
everything_about_a_criterion_is_kept(void **state)
{
	(void)state;
	struct reading r;
	const struct framework *f = read_tiny(&r);
	const struct objective *o = &f->objectives[0];
	assert_string_equal(o->name.by[LANG_FR], "Premier");
	assert_string_equal(o->looks_at.by[LANG_EN], "the first thing");
	assert_null(f->objectives[1].looks_at.by[LANG_EN]);
	assert_int_equal(o->n_expects, 1);
	assert_string_equal(o->expects[0].id, "SEAL-2");
	assert_string_equal(o->expects[0].text.by[LANG_FR], "beaucoup");
	assert_int_equal(f->objectives[1].first, 2);
	const struct framework_criterion *c = f->criteria[0];
	assert_string_equal(c->id, "SOV-1.1");
	assert_int_equal(c->at.line, 34);
	assert_int_equal(c->at.col, 7);
	assert_null(c->note.by[LANG_EN]);
	assert_string_equal(f->criteria[1]->note.by[LANG_EN], "an odd question");
	assert_int_equal(c->n_rungs, 4);
	assert_true(c->rungs[2].value == 1.5 && c->rungs[3].value == 6);
	assert_int_equal(c->rungs[2].seal, 1);
	assert_string_equal(c->rungs[3].label.by[LANG_FR], "tous");
	reading_end(&r);
}

static void
points_make_the_mean_of_an_objective_its_score(void **state)
{
	(void)state;
	struct reading r;
	const struct framework *f = read_tiny(&r);
	/* 6 of 10 with two criteria: mean of 120 and 0 is 60 % */
	assert_true(framework_points(f, f->criteria[0], 4) == 120);
	assert_true(framework_points(f, f->criteria[0], 1) == 0);
	assert_true(framework_points(f, f->criteria[2], 2) == 100);
	assert_true(objective_most(&f->objectives[0]) == 10.5);
	reading_end(&r);
}

static void
an_award_may_say_little(void **state)
{
	(void)state;
	struct reading r;
	const struct framework *f = read_tiny(&r);
	assert_int_equal(f->n_awards, 2);
	assert_string_equal(f->awards[0].partners.items[1], "Gamma");
	assert_string_equal(f->awards[0].note.by[LANG_EN], "as reported");
	assert_int_equal(f->awards[0].confidence, CONFIDENCE_HIGH);
	assert_int_equal(f->awards[1].partners.n, 0);
	assert_int_equal(f->awards[1].providers.n, 0);
	assert_int_equal(f->awards[1].scope, AWARD_OWN_BID);
	assert_int_equal(f->awards[1].confidence, CONFIDENCE_LOW);
	assert_null(f->awards[1].note.by[LANG_EN]);
	reading_end(&r);
}

static void
things_are_found_by_id_in_all_frameworks(void **state)
{
	(void)state;
	struct reading r;
	const struct framework *f = read_tiny(&r), *of = NULL;
	struct dictionary *d = &r.dictionary;
	assert_null(framework_find(d, "tiny"));
	assert_null(framework_criterion_find(d, "SOV-1.1", &of));
	d->frameworks = &f;
	d->n_frameworks = 1;
	assert_ptr_equal(framework_find(d, "tiny"), f);
	assert_null(framework_find(d, "Tiny"));
	assert_ptr_equal(framework_criterion_find(d, "SOV-2.1", &of), f->criteria[2]);
	assert_ptr_equal(of, f);
	assert_ptr_equal(framework_objective_find(d, "SOV-2", NULL), &f->objectives[1]);
	assert_null(framework_objective_find(d, "SOV-2.1", NULL));
	assert_null(framework_criterion_find(d, "SOV-2", NULL));
	reading_end(&r);
}

/* ---- bad bytes, many criteria, no memory ------------------------------------------------- */

static void
try_bytes(struct reading *r, const struct file_bytes *in)
{
	const struct framework *f;
	enum status st = parse(r, in, &f);
	if (st == ST_OK) {
		assert_int_equal(r->diag.n_errors, 0);
		expect_sound(f);
	} else {
		assert_true(r->diag.n_errors > 0);
		assert_int_equal(status_exit(st), 3);
		assert_null(f);
	}
}

static void
every_prefix_gives_an_error_or_a_sound_framework(void **state)
{
	(void)state;
	struct reading r;
	reading_begin(&r);
	reading_dictionary(&r);
	reading_prefixes(&r, TINY, try_bytes);
	reading_end(&r);
}

static void
damaged_bytes_give_an_error_or_a_sound_framework(void **state)
{
	(void)state;
	struct reading r;
	reading_begin(&r);
	reading_dictionary(&r);
	reading_damage(&r, TINY, 3000, try_bytes);
	reading_end(&r);
}

static void
five_thousand_criteria_are_read_in_time(void **state)
{
	(void)state;
	enum { MANY = 5000 };
	struct reading r;
	const struct framework *f;
	char *text = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);
	assert_non_null(out);
	fputs("bascule: framework/1\nid: x\nname: X\nshort: X\nfull: 10\nedition: e\n"
	      "editions: {e: {name: E, weights: {A: 100}, seals: {L: {en: L, fr: L}}}}\n"
	      "seals: {L: {meaning: M}}\n"
	      "objectives:\n  A:\n    name: A\n    criteria:\n",
		out);
	for (size_t i = 0; i < MANY; i++)
		fprintf(out, "      c%zu: {asks: q, rungs: {1: {value: 1, seal: 0, label: l}}}\n",
			i);
	fclose(out);
	reading_begin(&r);
	reading_dictionary(&r);
	struct file_bytes in = { "t.yaml", text, len };
	if (parse(&r, &in, &f) != ST_OK)
		fail_msg("%s", reading_report(&r));
	assert_int_equal(f->n_criteria, MANY);
	free(text);
	reading_end(&r);
}

/* Parses with fresh arenas, so that all that was allocated must be gone afterwards. */
static enum status
parse_once(const struct file_bytes *in, const struct dictionary *dictionary)
{
	struct diag diag;
	const struct framework *f = NULL;
	struct arena *arena = arena_new(), *scratch = arena_new();
	diag_init(&diag);
	enum status st = ST_NOMEM;
	if (arena && scratch)
		st = framework_parse(in, dictionary, arena, scratch, &f, &diag);
	assert_true((st == ST_OK) == (f != NULL));
	arena_free(arena);
	arena_free(scratch);
	diag_clear(&diag);
	return st;
}

static void
fail_each_allocation(struct reading *r, const char *path, enum status otherwise)
{
	struct file_bytes in = file_at(r, path);
	for (size_t n = 1;; n++) {
		long before = allocations_live();
		allocations_fail_at(n);
		enum status st = parse_once(&in, &r->dictionary);
		bool failed = allocations_stop();
		assert_int_equal(allocations_live(), before);
		if (st != (failed ? ST_NOMEM : otherwise))
			fail_msg("%s: allocation %zu, status %d", path, n, st);
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
	static const char *const bad[] = { "kinds", "weights", "levels", "rungs", "top", "twins" };
	struct reading r;
	reading_begin(&r);
	reading_dictionary(&r);
	fail_each_allocation(&r, TINY, ST_OK);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		fail_each_allocation(&r,
			arena_printf(r.arena, "tests/corpus/framework-%s.yaml", bad[i]),
			ST_INVALID);
	reading_end(&r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_shipped_framework_has_48_criteria_and_235_rungs),
		cmocka_unit_test(every_weight_of_both_editions_is_the_published_one),
		cmocka_unit_test(no_objective_gives_more_than_its_maximum),
		cmocka_unit_test(levels_have_the_names_of_each_edition),
		cmocka_unit_test(awards_are_as_published_with_their_scope),
		cmocka_unit_test(quarters_are_a_framework_of_their_own),
		cmocka_unit_test(weights_and_names_find_their_places_in_any_order),
		cmocka_unit_test(everything_about_a_criterion_is_kept),
		cmocka_unit_test(points_make_the_mean_of_an_objective_its_score),
		cmocka_unit_test(an_award_may_say_little),
		cmocka_unit_test(things_are_found_by_id_in_all_frameworks),
		cmocka_unit_test(every_prefix_gives_an_error_or_a_sound_framework),
		cmocka_unit_test(damaged_bytes_give_an_error_or_a_sound_framework),
		cmocka_unit_test(five_thousand_criteria_are_read_in_time),
		cmocka_unit_test(memory_that_runs_out_anywhere_is_reported_and_leaks_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
