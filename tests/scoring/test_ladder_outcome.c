/* Ladders: one level by its own conditions, levels that stand on others, and what is in the way. */
#include "scoring/ladder_outcome.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/fixture.h"
#include "tests/support/random.h"

enum { MOST_LEVELS = 6 };

/* A condition by what comes of it: none, or one that fails, is open or passes. */
enum wish { WISH_NONE, WISH_FAIL, WISH_OPEN, WISH_PASS };

struct trial {
	struct fixture *fixture;
	const struct condition *by_wish[4];
	struct ladder_level levels[MOST_LEVELS];
	struct ladder ladder;
	struct level_outcome outcomes[MOST_LEVELS];
};

static int
begin(void **state)
{
	static const char *const texts[] = { NULL, "bad == true", "open == true", "good == true" };
	struct trial *t = calloc(1, sizeof *t);
	assert_non_null(t);
	struct fixture *f = t->fixture = fixture_new();
	fixture_def(f, "good", FACT_BOOLEAN);
	fixture_def(f, "open", FACT_BOOLEAN);
	fixture_def(f, "bad", FACT_BOOLEAN);
	fixture_profile(f, "p");
	fixture_fact(f, "good", "true");
	fixture_fact(f, "open", "unknown");
	fixture_fact(f, "bad", "false");
	fixture_profile(f, "q");
	fixture_fact(f, "good", "false");
	fixture_finish(f);
	for (int i = WISH_FAIL; i <= WISH_PASS; i++) {
		struct err e;
		if (condition_parse(texts[i], &f->library.dictionary, f->arena, &t->by_wish[i],
			    NULL, &e) != ST_OK)
			fail_msg("%s", e.text);
	}
	t->ladder = (struct ladder){ .id = "ladder", .levels = t->levels };
	*state = t;
	return 0;
}

static int
end(void **state)
{
	struct trial *t = *state;
	fixture_free(t->fixture);
	free(t);
	return 0;
}

static void
add_level(struct trial *t, enum wish when, enum wish enough, bool has_unseen)
{
	const char *unseen = has_unseen ? "what nobody publishes" : NULL;
	assert_true(t->ladder.n_levels < MOST_LEVELS);
	t->levels[t->ladder.n_levels++] = (struct ladder_level){
		.id = "level",
		.when_condition = t->by_wish[when],
		.enough_condition = t->by_wish[enough],
		.unseen = { { unseen, unseen } },
	};
}

static void
evaluate(struct trial *t)
{
	memset(t->outcomes, 0x55, sizeof t->outcomes);
	ladder_evaluate(&t->ladder, t->fixture->evaluation, 0, t->outcomes);
}

static void
expect(const struct trial *t, size_t level, enum gate_outcome o, size_t decided_by,
	const struct condition *because)
{
	const struct level_outcome *found = &t->outcomes[level];
	if (found->outcome != o)
		fail_msg("level %zu: expected %s, found %s", level, ladder_words[o],
			ladder_words[found->outcome]);
	assert_int_equal(found->decided_by, decided_by);
	assert_ptr_equal(found->because, because);
}

/* ---- one level ---- */

/* By when (none, fail, open, pass); what is unseen and not made up for turns reached to open. */
static enum gate_outcome
alone(enum wish when, enum wish enough, bool has_unseen)
{
	if (when == WISH_FAIL)
		return GATE_FAIL;
	if (when == WISH_OPEN)
		return GATE_OPEN;
	return has_unseen && enough != WISH_PASS ? GATE_OPEN : GATE_PASS;
}

static void
a_level_alone_by_all_its_when_enough_and_unseen(void **state)
{
	struct trial *t = *state;
	size_t seen[3] = { 0 };
	for (int when = WISH_NONE; when <= WISH_PASS; when++)
		for (int enough = WISH_NONE; enough <= WISH_PASS; enough++)
			for (int unseen = 0; unseen < 2; unseen++) {
				t->ladder.n_levels = 0;
				add_level(t, (enum wish)when, (enum wish)enough, unseen);
				evaluate(t);
				enum gate_outcome o =
					alone((enum wish)when, (enum wish)enough, unseen);
				bool is_why = when == WISH_FAIL || when == WISH_OPEN;
				expect(t, 0, o, 0, is_why ? t->by_wish[when] : NULL);
				seen[o]++;
			}
	assert_true(seen[GATE_FAIL] == 8 && seen[GATE_OPEN] == 14 && seen[GATE_PASS] == 10);
}

static void
each_offer_is_judged_by_its_own_facts(void **state)
{
	struct trial *t = *state;
	add_level(t, WISH_PASS, WISH_NONE, false);
	evaluate(t);
	expect(t, 0, GATE_PASS, 0, NULL);
	ladder_evaluate(&t->ladder, t->fixture->evaluation, 1, t->outcomes);
	expect(t, 0, GATE_FAIL, 0, t->by_wish[WISH_PASS]);
}

/* ---- levels above levels ---- */

static void
a_failed_level_fails_all_above_it_on_a_cumulative_ladder(void **state)
{
	struct trial *t = *state;
	t->ladder.cumulative = true;
	add_level(t, WISH_PASS, WISH_NONE, false);
	add_level(t, WISH_FAIL, WISH_NONE, false);
	add_level(t, WISH_PASS, WISH_NONE, false);
	add_level(t, WISH_OPEN, WISH_NONE, false);
	evaluate(t);
	expect(t, 0, GATE_PASS, 0, NULL);
	expect(t, 1, GATE_FAIL, 1, t->by_wish[WISH_FAIL]);
	expect(t, 2, GATE_FAIL, 1, t->by_wish[WISH_FAIL]);
	expect(t, 3, GATE_FAIL, 1, t->by_wish[WISH_FAIL]);
	assert_int_equal(ladder_reached(&t->ladder, t->outcomes), 0);
}

static void
an_open_level_keeps_those_above_open_until_one_fails(void **state)
{
	struct trial *t = *state;
	t->ladder.cumulative = true;
	add_level(t, WISH_PASS, WISH_NONE, true);
	add_level(t, WISH_PASS, WISH_NONE, false);
	add_level(t, WISH_FAIL, WISH_PASS, true);
	add_level(t, WISH_NONE, WISH_NONE, false);
	evaluate(t);
	expect(t, 0, GATE_OPEN, 0, NULL);
	expect(t, 1, GATE_OPEN, 0, NULL);
	expect(t, 2, GATE_FAIL, 2, t->by_wish[WISH_FAIL]);
	expect(t, 3, GATE_FAIL, 2, t->by_wish[WISH_FAIL]);
	assert_int_equal(ladder_reached(&t->ladder, t->outcomes), SIZE_MAX);
}

static void
levels_that_stand_alone_leave_each_other_alone(void **state)
{
	struct trial *t = *state;
	add_level(t, WISH_FAIL, WISH_NONE, false);
	add_level(t, WISH_PASS, WISH_NONE, false);
	add_level(t, WISH_OPEN, WISH_NONE, false);
	add_level(t, WISH_NONE, WISH_NONE, false);
	evaluate(t);
	expect(t, 0, GATE_FAIL, 0, t->by_wish[WISH_FAIL]);
	expect(t, 1, GATE_PASS, 1, NULL);
	expect(t, 2, GATE_OPEN, 2, t->by_wish[WISH_OPEN]);
	expect(t, 3, GATE_PASS, 3, NULL);
	assert_int_equal(ladder_reached(&t->ladder, t->outcomes), 3);
}

static void
a_reason_is_the_comparison_within_the_condition(void **state)
{
	struct trial *t = *state;
	const struct condition both = { .op = COND_AND,
		.kids = { t->by_wish[WISH_PASS], t->by_wish[WISH_FAIL] } };
	add_level(t, WISH_NONE, WISH_NONE, false);
	t->levels[0].when_condition = &both;
	evaluate(t);
	expect(t, 0, GATE_FAIL, 0, t->by_wish[WISH_FAIL]);
}

static void
a_ladder_without_levels_has_none_reached_and_none_next(void **state)
{
	struct trial *t = *state;
	evaluate(t);
	assert_int_equal(ladder_reached(&t->ladder, t->outcomes), SIZE_MAX);
}

/* ---- random ladders ---- */

static void
make_ladder(struct trial *t, struct random *r, enum gate_outcome *own)
{
	t->ladder.n_levels = 0;
	t->ladder.cumulative = random_chance(r, 0.6);
	size_t n = 1 + random_below(r, MOST_LEVELS);
	for (size_t i = 0; i < n; i++) {
		/* Mostly reached, so that something stands above the first steps. */
		enum wish when = random_chance(r, 0.6) ? WISH_PASS : (enum wish)random_below(r, 4);
		enum wish enough = (enum wish)random_below(r, 4);
		bool has_unseen = random_chance(r, 0.2);
		add_level(t, when, enough, has_unseen);
		own[i] = alone(when, enough, has_unseen);
	}
}

/* On a cumulative ladder the first of the lowest outcomes so far; else the level itself. */
static size_t
who_decides(const struct trial *t, const enum gate_outcome *own, size_t level)
{
	size_t first = level;
	for (size_t i = level; t->ladder.cumulative && i-- > 0;)
		if (own[i] <= own[first] && own[i] != GATE_PASS)
			first = i;
	return first;
}

static void
check_ladder(const struct trial *t, const enum gate_outcome *own)
{
	size_t reached = SIZE_MAX;
	for (size_t i = 0; i < t->ladder.n_levels; i++) {
		size_t by = who_decides(t, own, i);
		const struct condition *when = t->levels[by].when_condition;
		expect(t, i, own[by], by, when == t->by_wish[WISH_PASS] ? NULL : when);
		if (t->outcomes[i].outcome == GATE_PASS)
			reached = i;
	}
	assert_int_equal(ladder_reached(&t->ladder, t->outcomes), reached);
}

static void
no_level_of_a_cumulative_ladder_is_better_than_one_below(void **state)
{
	struct trial *t = *state;
	uint64_t seed = random_seed();
	for (uint64_t i = 0; i < 5000; i++) {
		struct random r = random_of(seed, i);
		enum gate_outcome own[MOST_LEVELS];
		make_ladder(t, &r, own);
		evaluate(t);
		check_ladder(t, own);
		for (size_t k = 1; t->ladder.cumulative && k < t->ladder.n_levels; k++)
			assert_true(t->outcomes[k].outcome <= t->outcomes[k - 1].outcome);
	}
}

int
main(void)
{
#define CASE(f) cmocka_unit_test_setup_teardown(f, begin, end)
	const struct CMUnitTest tests[] = {
		CASE(a_level_alone_by_all_its_when_enough_and_unseen),
		CASE(each_offer_is_judged_by_its_own_facts),
		CASE(a_failed_level_fails_all_above_it_on_a_cumulative_ladder),
		CASE(an_open_level_keeps_those_above_open_until_one_fails),
		CASE(levels_that_stand_alone_leave_each_other_alone),
		CASE(a_reason_is_the_comparison_within_the_condition),
		CASE(a_ladder_without_levels_has_none_reached_and_none_next),
		CASE(no_level_of_a_cumulative_ladder_is_better_than_one_below),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
