/*
 * gate: comparisons over intervals, joined by Kleene's tables.
 *
 * With fail < open < pass, "and" is the least, "or" the greatest, and "not" mirrors.
 */
#include "scoring/gate.h"

#include "data/text.h"
#include "scoring/age.h"
#include "scoring/assessment.h"
#include "scoring/extent.h"

const char *const gate_words[] = { "fail", "open", "pass" };

static enum gate_outcome
inverse(enum gate_outcome o)
{
	return (enum gate_outcome)(GATE_PASS - o);
}

static enum gate_outcome
decided(bool holds)
{
	return holds ? GATE_PASS : GATE_FAIL;
}

/* ---- intervals of numbers ---- */

static enum gate_outcome
less(double low, double high, double x)
{
	if (high < x)
		return GATE_PASS;
	return low >= x ? GATE_FAIL : GATE_OPEN;
}

static enum gate_outcome
at_most(double low, double high, double x)
{
	if (high <= x)
		return GATE_PASS;
	return low > x ? GATE_FAIL : GATE_OPEN;
}

/* Whether a number from low to high is one of the literals. */
static enum gate_outcome
is_listed(const struct condition *c, double low, double high)
{
	bool some = false;
	for (size_t i = 0; i < c->n_literals; i++) {
		double x = c->literals[i].number;
		some |= !c->literals[i].is_word && low <= x && x <= high;
	}
	if (!some)
		return GATE_FAIL;
	return low == high ? GATE_PASS : GATE_OPEN;
}

static enum gate_outcome
compare_numbers(const struct condition *c, double low, double high)
{
	double x = c->literals[0].number;
	switch (c->op) {
	case COND_LT:
		return less(low, high, x);
	case COND_LE:
		return at_most(low, high, x);
	case COND_GT:
		return inverse(at_most(low, high, x));
	case COND_GE:
		return inverse(less(low, high, x));
	case COND_NE:
		return inverse(is_listed(c, low, high));
	default:
		return is_listed(c, low, high);
	}
}

/* ---- one comparison ---- */

static bool
names_word(const struct condition *c, const char *word)
{
	if (c->group)
		return group_has(c->group, word);
	for (size_t i = 0; i < c->n_literals; i++)
		if (str_eq(c->literals[i].text, word))
			return true;
	return false;
}

static enum gate_outcome
compare_word(const struct condition *c, const char *word)
{
	return decided(names_word(c, word) == (c->op != COND_NE));
}

/* The word beside a number ("unlimited") equals no number and stands above all of them. */
static enum gate_outcome
compare_or_word(const struct condition *c, const char *word)
{
	if (c->op == COND_LT || c->op == COND_LE)
		return GATE_FAIL;
	if (c->op == COND_GT || c->op == COND_GE)
		return GATE_PASS;
	return compare_word(c, word);
}

static enum gate_outcome
compare_extent(const struct condition *c, const struct extent *x)
{
	if (!x->has_numbers)
		return compare_or_word(c, c->def->or_word);
	enum gate_outcome o = compare_numbers(c, x->low, x->high);
	if (x->has_word && compare_or_word(c, c->def->or_word) != o)
		return GATE_OPEN;
	return o;
}

static enum gate_outcome
compare_boolean(const struct condition *c, bool b)
{
	for (size_t i = 0; i < c->n_literals; i++)
		if ((c->literals[i].boolean != 0) == b)
			return decided(c->op != COND_NE);
	return decided(c->op == COND_NE);
}

static enum gate_outcome
compare_fact(const struct condition *c, const struct evaluation *ev, size_t alternative)
{
	const struct fact *fact = evaluation_fact(ev, alternative, c->def);
	if (!fact)
		return GATE_OPEN;
	const struct value *v = &fact->value;
	if (c->def->type == FACT_NUMBER) {
		double factor;
		struct extent x;
		if (!extent_factor(&ev->library->dictionary, c->def, v, &factor) ||
			!extent_of(c->def, v, factor, &x))
			return GATE_OPEN;
		return compare_extent(c, &x);
	}
	if (v->kind == VALUE_UNKNOWN)
		return GATE_OPEN;
	if (v->kind == VALUE_BOOLEAN)
		return compare_boolean(c, v->boolean);
	if (v->kind == VALUE_DATE) {
		double day = (double)date_first_day(v->text);
		return compare_numbers(c, day, day);
	}
	return compare_word(c, v->text);
}

/* Rungs and levels are whole and few, so each one in the set of the open ones can be asked. */
static enum gate_outcome
compare_each(const struct condition *c, unsigned open)
{
	bool holds = false, fails = false;
	for (int x = 0; open >> x; x++) {
		if (!(open >> x & 1))
			continue;
		bool is_pass = compare_numbers(c, x, x) == GATE_PASS;
		holds |= is_pass;
		fails |= !is_pass;
	}
	return holds == fails ? GATE_OPEN : decided(holds);
}

/* The set of the whole numbers from low to high. */
static unsigned
all_between(int low, int high)
{
	return ((2u << high) - 1) & ~((1u << low) - 1);
}

static enum gate_outcome
compare_mark(const struct condition *c, const struct evaluation *ev, size_t alternative)
{
	const struct alternative *a = &ev->alternatives[alternative];
	const struct mark *mark = profile_mark(a->profile, a->offer, c->mark);
	if (mark)
		return compare_each(c, all_between(mark->low, mark->high));
	return c->criterion ? compare_each(c, all_between(1, (int)c->criterion->n_rungs))
			    : GATE_OPEN;
}

static enum gate_outcome
compare_seal(const struct condition *c, const struct evaluation *ev, size_t alternative)
{
	return compare_each(c, assessment_open_seals(ev, alternative, c->framework, c->objective));
}

static enum gate_outcome
compare(const struct condition *c, const struct evaluation *ev, size_t alternative)
{
	if (c->def)
		return compare_fact(c, ev, alternative);
	return c->mark ? compare_mark(c, ev, alternative) : compare_seal(c, ev, alternative);
}

/* ---- conditions ---- */

enum gate_outcome
gate_evaluate(const struct condition *c, const struct evaluation *ev, size_t alternative)
{
	if (c->op == COND_NOT)
		return inverse(gate_evaluate(c->kids[0], ev, alternative));
	if (c->op != COND_AND && c->op != COND_OR)
		return compare(c, ev, alternative);
	enum gate_outcome a = gate_evaluate(c->kids[0], ev, alternative);
	enum gate_outcome b = gate_evaluate(c->kids[1], ev, alternative);
	return (a < b) == (c->op == COND_AND) ? a : b;
}

/* The first comparison that makes c come out as `o`. */
static const struct condition *
reason_for(const struct condition *c, enum gate_outcome o, const struct evaluation *ev,
	size_t alternative)
{
	if (c->op == COND_NOT)
		return reason_for(c->kids[0], inverse(o), ev, alternative);
	if (c->op != COND_AND && c->op != COND_OR)
		return c;
	size_t first = gate_evaluate(c->kids[0], ev, alternative) == o ? 0 : 1;
	return reason_for(c->kids[first], o, ev, alternative);
}

const struct condition *
gate_reason(const struct condition *c, const struct evaluation *ev, size_t alternative)
{
	enum gate_outcome o = gate_evaluate(c, ev, alternative);
	return o == GATE_PASS ? NULL : reason_for(c, o, ev, alternative);
}

/* Of low confidence, or so old (or undated) that the model counts it as old. */
static bool
is_weak_fact(const struct fact *f, const struct evaluation *ev)
{
	const struct age age = age_of(ev);
	bool is_stale = age.has_limit && f->value.kind != VALUE_UNKNOWN &&
		(!f->as_of || age_is_old(&age, f->as_of));
	return is_stale || f->confidence == CONFIDENCE_LOW;
}

/* Whether what a comparison reads, if only within bounds, is weak evidence. */
static bool
reads_weak(const struct condition *c, const struct evaluation *ev, size_t alternative)
{
	const struct alternative *a = &ev->alternatives[alternative];
	if (c->def) {
		const struct fact *f = evaluation_fact(ev, alternative, c->def);
		return f && is_weak_fact(f, ev);
	}
	if (c->mark) {
		const struct mark *m = profile_mark(a->profile, a->offer, c->mark);
		return m && m->confidence == CONFIDENCE_LOW;
	}
	return false;
}

bool
gate_is_weak(const struct condition *c, const struct evaluation *ev, size_t alternative)
{
	if (c->op == COND_NOT)
		return gate_is_weak(c->kids[0], ev, alternative);
	if (c->op != COND_AND && c->op != COND_OR)
		return reads_weak(c, ev, alternative);
	enum gate_outcome o = gate_evaluate(c, ev, alternative);
	/* One part alone decides a passing "or" and a failing "and": a sound one is enough. */
	bool one_decides = o == (c->op == COND_OR ? GATE_PASS : GATE_FAIL);
	bool weak = one_decides;
	for (size_t k = 0; k < 2; k++) {
		if (gate_evaluate(c->kids[k], ev, alternative) != o)
			continue;
		bool is_weak = gate_is_weak(c->kids[k], ev, alternative);
		weak = one_decides ? weak && is_weak : weak || is_weak;
	}
	return weak;
}
