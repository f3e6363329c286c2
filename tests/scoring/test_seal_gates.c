/*
 * Conditions over SEALs and rungs against brute force: every choice of rungs that the marks leave
 * open is made, and a gate passes when all of them hold, fails when none does, is open in between.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "scoring/gate.h"
#include "tests/support/frameworks.h"

enum { CASES = 6000, MOST_CRITERIA = 9, CONDITIONS = 6 };

/* A random framework, one offer's marks of it, and what they leave open. */
struct trial {
	struct fixture *fixture;
	const struct framework *f;
	int low[MOST_CRITERIA], high[MOST_CRITERIA];
	int rungs[MOST_CRITERIA]; /* one choice */
};

static void
make(struct trial *t, struct random *r)
{
	struct fixture *x = t->fixture = fixture_new();
	t->f = frameworks_random(x->arena, r, (struct framework_size){ 3, 3, 3 });
	frameworks_use(x, t->f);
	fixture_profile(x, "p");
	struct mark **marks = frameworks_marks(t->f, x->arena, r);
	assert_in_range(t->f->n_criteria, 1, MOST_CRITERIA);
	for (size_t i = 0; i < t->f->n_criteria; i++) {
		const struct mark *m = marks[i];
		t->low[i] = m ? m->low : 1;
		t->high[i] = m ? m->high : (int)t->f->criteria[i]->n_rungs;
		if (m)
			fixture_mark(x, m->id, m->low, m->rung, m->high);
	}
	fixture_finish(x);
}

/* ---- a condition, written and judged ---- */

/* What is asked: an objective's SEAL, the whole's, or one rung; how; of which numbers. */
struct question {
	size_t objective, criterion; /* SIZE_MAX: not of one */
	size_t op;
	int numbers[3];
	size_t n_numbers;
};

static const char *const ops[] = { ">=", "<=", "<", ">", "==", "!=", "in" };
enum { OP_IN = 6 };

static struct question
any_question(const struct trial *t, struct random *r)
{
	struct question q = { SIZE_MAX, SIZE_MAX, random_below(r, 7), { 0 }, 1 };
	if (random_chance(r, 0.25))
		q.criterion = random_below(r, t->f->n_criteria);
	else if (random_chance(r, 0.6))
		q.objective = random_below(r, t->f->n_objectives);
	if (q.op == OP_IN)
		q.n_numbers = 1 + random_below(r, 3);
	for (size_t i = 0; i < q.n_numbers; i++)
		q.numbers[i] = q.criterion == SIZE_MAX
			? (int)random_below(r, t->f->n_seals)
			: 1 + (int)random_below(r, t->f->criteria[q.criterion]->n_rungs);
	return q;
}

static void
write_question(const struct trial *t, const struct question *q, char *out, size_t size)
{
	const char *subject = q->criterion != SIZE_MAX ? t->f->criteria[q->criterion]->id
		: q->objective != SIZE_MAX             ? t->f->objectives[q->objective].id
						       : t->f->id;
	size_t used = (size_t)snprintf(out, size, "%s%s %s %s", subject,
		q->criterion == SIZE_MAX ? ".seal" : "", ops[q->op], q->op == OP_IN ? "[" : "");
	for (size_t i = 0; i < q->n_numbers; i++)
		used += (size_t)snprintf(
			out + used, size - used, "%s%d", i ? ", " : "", q->numbers[i]);
	(void)snprintf(out + used, size - used, "%s", q->op == OP_IN ? "]" : "");
}

/* The number asked for, with the rungs of this choice. */
static int
number_of(const struct trial *t, const struct question *q)
{
	if (q->criterion != SIZE_MAX)
		return t->rungs[q->criterion];
	int least = MOST_SEALS;
	for (size_t i = 0; i < t->f->n_criteria; i++) {
		const struct framework_criterion *c = t->f->criteria[i];
		if (q->objective != SIZE_MAX && c->objective != q->objective)
			continue;
		int seal = c->rungs[t->rungs[i] - 1].seal;
		least = seal < least ? seal : least;
	}
	return least;
}

static bool
holds(const struct question *q, int x)
{
	bool listed = false;
	for (size_t i = 0; i < q->n_numbers; i++)
		listed |= q->numbers[i] == x;
	int n = q->numbers[0];
	bool answers[] = { x >= n, x <= n, x<n, x> n, x == n, x != n, listed };
	return answers[q->op];
}

static bool
next_choice(struct trial *t)
{
	for (size_t i = 0; i < t->f->n_criteria; i++) {
		if (t->rungs[i]++ < t->high[i])
			return true;
		t->rungs[i] = t->low[i];
	}
	return false;
}

static enum gate_outcome
by_trying_all(struct trial *t, const struct question *q)
{
	size_t n = 0, good = 0;
	memcpy(t->rungs, t->low, sizeof t->rungs);
	do {
		n++;
		good += holds(q, number_of(t, q));
	} while (next_choice(t));
	return good == n ? GATE_PASS : good ? GATE_OPEN : GATE_FAIL;
}

/* ---- the comparison ---- */

static const struct condition *
parsed(const struct trial *t, const char *text)
{
	const struct condition *c = NULL;
	struct fixture *x = t->fixture;
	struct err e;
	if (condition_parse(text, &x->library.dictionary, x->arena, &c, NULL, &e) != ST_OK)
		fail_msg("%s: %s", text, e.text);
	return c;
}

static enum gate_outcome
check_question(struct trial *t, struct random *r, uint64_t number)
{
	struct question q = any_question(t, r);
	char text[80], denied[96];
	write_question(t, &q, text, sizeof text);
	(void)snprintf(denied, sizeof denied, "not %s", text);
	enum gate_outcome expected = by_trying_all(t, &q);
	const struct condition *c = parsed(t, text);
	enum gate_outcome found = gate_evaluate(c, t->fixture->evaluation, 0);
	if (found != expected)
		fail_msg("case %llu: %s: expected %s, found %s", (unsigned long long)number, text,
			gate_words[expected], gate_words[found]);
	assert_int_equal(
		gate_evaluate(parsed(t, denied), t->fixture->evaluation, 0), GATE_PASS - expected);
	assert_ptr_equal(
		gate_reason(c, t->fixture->evaluation, 0), expected == GATE_PASS ? NULL : c);
	return expected;
}

static void
a_condition_over_seals_says_what_all_open_rungs_say(void **state)
{
	(void)state;
	uint64_t seed = random_seed();
	size_t seen[3] = { 0 };
	for (uint64_t i = 0; i < CASES; i++) {
		struct random r = random_of(seed, i);
		struct trial t;
		make(&t, &r);
		for (int k = 0; k < CONDITIONS; k++)
			seen[check_question(&t, &r, i)]++;
		fixture_free(t.fixture);
	}
	for (int o = GATE_FAIL; o <= GATE_PASS; o++)
		if (seen[o] < CASES / 4)
			fail_msg("only %zu of the outcome %s", seen[o], gate_words[o]);
}

/* Every level that the framework of a fixture leaves open, for each objective and the whole. */
static void
the_open_seals_are_those_of_some_choice_and_no_others(void **state)
{
	(void)state;
	uint64_t seed = random_seed();
	size_t gaps = 0;
	for (uint64_t i = 0; i < CASES / 2; i++) {
		struct random r = random_of(seed, i);
		struct trial t;
		make(&t, &r);
		size_t o = random_below(&r, t.f->n_objectives + 1);
		struct question q = { o < t.f->n_objectives ? o : SIZE_MAX, SIZE_MAX, 0, { 0 }, 1 };
		unsigned open = 0;
		memcpy(t.rungs, t.low, sizeof t.rungs);
		do
			open |= 1u << number_of(&t, &q);
		while (next_choice(&t));
		const struct objective *of = o < t.f->n_objectives ? &t.f->objectives[o] : NULL;
		assert_int_equal(assessment_open_seals(t.fixture->evaluation, 0, t.f, of), open);
		/* Shifted to begin at 1, a set without gaps is one less than a power of two. */
		unsigned low = open / (open & -open);
		gaps += (low & (low + 1)) != 0;
		fixture_free(t.fixture);
	}
	assert_true(gaps > 20);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_condition_over_seals_says_what_all_open_rungs_say),
		cmocka_unit_test(the_open_seals_are_those_of_some_choice_and_no_others),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
