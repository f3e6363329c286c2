/*
 * ladder_read: the shipped ladders and a small one as they stand in the structs; every prefix;
 * memory that runs out. What is wrong with bad files is in tests/corpus.
 */
#include "data/ladder_read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/failing_malloc.h"
#include "tests/support/reading.h"

#define STEPS TINY_DATA "/ladders/steps.yaml"

static enum status
parse(struct reading *r, const struct file_bytes *in, const struct ladder **out)
{
	*out = NULL;
	arena_reset(r->scratch);
	return ladder_parse(in, &r->dictionary, r->arena, r->scratch, out, &r->diag);
}

static const struct ladder *
read_steps(struct reading *r)
{
	const struct ladder *l;
	reading_begin(r);
	reading_framework(r);
	struct file_bytes in = file_at(r, STEPS);
	if (parse(r, &in, &l) != ST_OK)
		fail_msg("%s", reading_report(r));
	return l;
}

/* A ladder of one level "a" with these keys; ladders need nothing else. */
static enum status
parse_level(struct reading *r, const char *keys, const struct ladder **out)
{
	struct file_bytes in = file_of(arena_printf(r->arena,
		"bascule: ladder/1\nid: x\nname: X\nissuer: I\nstatus: in_force\n"
		"levels:\n  a: {name: A, requires: r, %s}\n",
		keys));
	return parse(r, &in, out);
}

static void
expect_sound(const struct ladder *l)
{
	assert_non_null(l->id);
	assert_non_null(l->issuer.by[LANG_FR]);
	assert_true(l->n_levels > 0);
	for (size_t i = 0; i < l->n_levels; i++) {
		const struct ladder_level *level = &l->levels[i];
		assert_true((level->when != NULL) == (level->when_condition != NULL));
		assert_true((level->enough != NULL) == (level->enough_condition != NULL));
		assert_true(level->when || level->unseen.by[LANG_EN]);
		assert_true(!level->enough || level->unseen.by[LANG_EN]);
		assert_non_null(level->name.by[LANG_FR]);
		assert_non_null(level->requires.by[LANG_FR]);
	}
}

/* ---- what is read ------------------------------------------------------------------------ */

static void
levels_keep_the_order_of_the_file(void **state)
{
	(void)state;
	struct reading r;
	const struct ladder *l = read_steps(&r);
	expect_sound(l);
	assert_string_equal(l->id, "steps");
	assert_string_equal(l->path, STEPS);
	assert_string_equal(l->name.by[LANG_FR], "Marches");
	assert_int_equal(l->status, LADDER_PROPOSAL);
	assert_string_equal(ladder_status_words[l->status], "proposal");
	assert_false(l->cumulative);
	assert_int_equal(l->n_levels, 3);
	assert_string_equal(l->levels[0].id, "low");
	assert_string_equal(l->levels[1].id, "middle");
	assert_string_equal(l->levels[2].id, "high");
	assert_int_equal(l->levels[0].at.line, 11);
	assert_string_equal(l->levels[0].sources[0]->title, "A page");
	reading_end(&r);
}

static void
conditions_are_parsed_and_keep_their_text(void **state)
{
	(void)state;
	struct reading r;
	const struct ladder *l = read_steps(&r);
	assert_string_equal(l->levels[0].when, "sec.iso == true");
	assert_int_equal(l->levels[0].when_condition->op, COND_EQ);
	assert_null(l->levels[0].enough);
	assert_null(l->levels[0].unseen.by[LANG_EN]);
	const struct condition *enough = l->levels[1].enough_condition;
	assert_int_equal(enough->op, COND_OR);
	assert_string_equal(enough->kids[0]->mark, "SOV-1.2");
	assert_string_equal(enough->kids[1]->framework->id, "tiny");
	assert_string_equal(l->levels[1].unseen.by[LANG_FR], "le contrat");
	assert_null(l->levels[2].when_condition);
	reading_end(&r);
}

static void
a_ladder_is_cumulative_unless_it_says_no(void **state)
{
	(void)state;
	struct reading r;
	const struct ladder *l;
	reading_begin(&r);
	reading_dictionary(&r);
	assert_int_equal(parse_level(&r, "unseen: u", &l), ST_OK);
	assert_true(l->cumulative);
	assert_int_equal(l->n_sources, 0);
	assert_null(l->note.by[LANG_EN]);
	reading_end(&r);
}

static size_t
characters(const char *s)
{
	size_t n = 0;
	for (; *s; s++)
		n += ((unsigned char)*s & 0xc0) != 0x80;
	return n;
}

static void
every_shipped_ladder_is_sound_and_fits_its_table(void **state)
{
	(void)state;
	static const char *const ids[] = { "acn", "c3a", "c5", "cada", "cispe", "ens", "gaia-x",
		"secnumcloud" };
	struct reading r;
	struct library *lib = NULL;
	struct data_path path = { .dirs = { "data" }, .n = 1 };
	struct library_request request = { .path = &path, .threads = 2 };
	reading_begin(&r);
	if (library_load(&request, &lib, &r.diag) != ST_OK || r.diag.n)
		fail_msg("%s", reading_report(&r));
	assert_int_equal(lib->n_ladders, sizeof ids / sizeof *ids);
	for (size_t i = 0; i < lib->n_ladders; i++) {
		const struct ladder *l = lib->ladders[i];
		assert_string_equal(l->id, ids[i]);
		expect_sound(l);
		assert_non_null(l->note.by[LANG_EN]);
		assert_true((l->status == LADDER_PROPOSAL) == (strcmp(l->id, "cada") == 0));
		for (size_t k = 0; k < l->n_levels; k++) {
			assert_true(l->levels[k].n_sources > 0);
			for (int lang = 0; lang < LANG_COUNT; lang++)
				if (characters(l->levels[k].name.by[lang]) > 24)
					fail_msg("%s.%s is named too long", l->id, l->levels[k].id);
		}
	}
	library_free(lib);
	reading_end(&r);
}

/* ---- what is refused --------------------------------------------------------------------- */

static void
marks_and_levels_are_those_of_the_frameworks(void **state)
{
	(void)state;
	static const struct {
		const char *keys, *report;
	} cases[] = {
		{ "when: \"SOV-1.1 >= 5\"",
			"t.yaml:7:47: error: levels.a.when: column 12: expected a rung of the mark "
			"(a whole number from 1 to 4), found '5'\n" },
		{ "unseen: u, enough: \"SOV-2.1 in [2, 3]\"",
			"t.yaml:7:64: error: levels.a.enough: column 16: expected a rung of the "
			"mark (a whole number from 1 to 2), found '3'\n" },
		{ "when: SOV-3.1 >= 1",
			"t.yaml:7:35: error: levels.a.when: column 1: there is no mark 'SOV-3.1'; "
			"did you mean 'SOV-1.1'?\n" },
		{ "when: SOV-1.seal >= 3",
			"t.yaml:7:49: error: levels.a.when: column 15: expected a level (a whole "
			"number from 0 to 2), found '3'\n" },
	};
	struct reading r;
	const struct ladder *l;
	reading_begin(&r);
	reading_framework(&r);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		diag_clear(&r.diag);
		assert_int_equal(parse_level(&r, cases[i].keys, &l), ST_INVALID);
		assert_null(l);
		assert_string_equal(reading_report(&r), cases[i].report);
	}
	reading_end(&r);
}

static void
try_bytes(struct reading *r, const struct file_bytes *in)
{
	const struct ladder *l;
	enum status st = parse(r, in, &l);
	if (st == ST_OK) {
		assert_int_equal(r->diag.n_errors, 0);
		expect_sound(l);
	} else {
		assert_true(r->diag.n_errors > 0);
		assert_int_equal(status_exit(st), 3);
		assert_null(l);
	}
}

static void
every_prefix_gives_an_error_or_a_sound_ladder(void **state)
{
	(void)state;
	struct reading r;
	reading_begin(&r);
	reading_framework(&r);
	reading_prefixes(&r, STEPS, try_bytes);
	reading_end(&r);
}

static void
damaged_bytes_give_an_error_or_a_sound_ladder(void **state)
{
	(void)state;
	struct reading r;
	reading_begin(&r);
	reading_framework(&r);
	reading_damage(&r, STEPS, 4000, try_bytes);
	reading_end(&r);
}

/* ---- no memory --------------------------------------------------------------------------- */

static enum status
parse_once(const struct file_bytes *in, const struct dictionary *dictionary)
{
	struct diag diag;
	const struct ladder *l = NULL;
	struct arena *arena = arena_new(), *scratch = arena_new();
	diag_init(&diag);
	enum status st = ST_NOMEM;
	if (arena && scratch)
		st = ladder_parse(in, dictionary, arena, scratch, &l, &diag);
	assert_true((st == ST_OK) == (l != NULL));
	arena_free(arena);
	arena_free(scratch);
	diag_clear(&diag);
	return st;
}

static void
memory_that_runs_out_anywhere_is_reported_and_leaks_nothing(void **state)
{
	(void)state;
	static const char *const paths[] = { STEPS, "tests/corpus/ladder-conditions.yaml",
		"tests/corpus/ladder-levels.yaml", "tests/corpus/ladder-kinds.yaml" };
	struct reading r;
	reading_begin(&r);
	reading_framework(&r);
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		struct file_bytes in = file_at(&r, paths[i]);
		bool failed = true;
		for (size_t n = 1; failed; n++) {
			long before = allocations_live();
			allocations_fail_at(n);
			enum status st = parse_once(&in, &r.dictionary);
			failed = allocations_stop();
			assert_int_equal(allocations_live(), before);
			assert_int_equal(st, failed ? ST_NOMEM : i ? ST_INVALID : ST_OK);
		}
	}
	reading_end(&r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(levels_keep_the_order_of_the_file),
		cmocka_unit_test(conditions_are_parsed_and_keep_their_text),
		cmocka_unit_test(a_ladder_is_cumulative_unless_it_says_no),
		cmocka_unit_test(every_shipped_ladder_is_sound_and_fits_its_table),
		cmocka_unit_test(marks_and_levels_are_those_of_the_frameworks),
		cmocka_unit_test(every_prefix_gives_an_error_or_a_sound_ladder),
		cmocka_unit_test(damaged_bytes_give_an_error_or_a_sound_ladder),
		cmocka_unit_test(memory_that_runs_out_anywhere_is_reported_and_leaks_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
