/*
 * value_function: points of numbers, words and lists, and what they can be at least and at most.
 *
 * Between two anchors a line is clamped to its ends, so that rounding never takes a value out of
 * them: the least and greatest values over an interval then lie at its ends and at the anchors
 * inside it, exactly.
 */
#include "scoring/value_function.h"

#include <math.h>

#include "data/text.h"
#include "scoring/extent.h"

static double
clamp(double x, double least, double most)
{
	return fmin(fmax(x, least), most);
}

/* ---- one number ---- */

/* 0 at `zero`, 1 at `full`, flat beyond; either may be the larger. */
static double
share_of_way(double x, double zero, double full)
{
	if (zero == full)
		return x >= full;
	return clamp((x - zero) / (full - zero), 0, 1);
}

static double
logarithm(double x)
{
	return x > 0 ? log(x) : -INFINITY;
}

static double
between(const struct anchor *a, const struct anchor *b, double x)
{
	double y = a->points + (b->points - a->points) * ((x - a->x) / (b->x - a->x));
	return clamp(y, fmin(a->points, b->points), fmax(a->points, b->points));
}

/* The last anchor whose x is not beyond x, or NULL before the first. */
static const struct anchor *
anchor_at(const struct value_function *f, double x)
{
	const struct anchor *at = NULL;
	for (size_t i = 0; i < f->n_anchors && f->anchors[i].x <= x; i++)
		at = &f->anchors[i];
	return at;
}

static double
on_anchors(const struct value_function *f, double x)
{
	const struct anchor *at = anchor_at(f, x);
	if (!at)
		return f->anchors[0].points;
	bool is_last = at + 1 == f->anchors + f->n_anchors;
	return is_last || f->kind == FUNCTION_STEP ? at->points : between(at, at + 1, x);
}

double
value_at(const struct value_function *f, double x)
{
	const struct anchor *a = f->anchors;
	switch (f->kind) {
	case FUNCTION_LINEAR:
		return 100 * share_of_way(x, a[0].x, a[1].x);
	case FUNCTION_LOG:
		return 100 * share_of_way(logarithm(x), logarithm(a[0].x), logarithm(a[1].x));
	case FUNCTION_PIECEWISE:
	case FUNCTION_STEP:
	case FUNCTION_COUNT:
		return on_anchors(f, x);
	case FUNCTION_WORDS:
	case FUNCTION_BOOLEAN:
		break; /* no function of a number */
	}
	return f->other;
}

/* ---- an interval ---- */

static void
widen(double points, double *least, double *greatest)
{
	*least = fmin(*least, points);
	*greatest = fmax(*greatest, points);
}

void
value_over(const struct value_function *f, double low, double high, double *least, double *greatest)
{
	*least = *greatest = value_at(f, low);
	widen(value_at(f, high), least, greatest);
	if (f->kind == FUNCTION_LINEAR || f->kind == FUNCTION_LOG)
		return;
	/* A step holds from its own x on, so what comes just before it is an earlier anchor's. */
	for (size_t i = 0; i < f->n_anchors; i++)
		if (f->anchors[i].x > low && f->anchors[i].x < high)
			widen(f->anchors[i].points, least, greatest);
}

/* ---- words ---- */

static bool
entry_covers(const struct word_points *entry, const char *word)
{
	return str_eq(entry->word, word) || (entry->group && group_has(entry->group, word));
}

/* The entry that counts for a word: the first that covers it; NULL when only `other` does. */
static const struct word_points *
entry_of(const struct value_function *f, const char *word)
{
	for (size_t i = 0; i < f->n_words; i++)
		if (entry_covers(&f->words[i], word))
			return &f->words[i];
	return NULL;
}

static double
points_of_word(const struct value_function *f, const char *word)
{
	const struct word_points *entry = entry_of(f, word);
	return entry ? entry->points : f->other;
}

static void
over_words(const struct value_function *f, struct strings words, double *least, double *greatest)
{
	*least = INFINITY;
	*greatest = -INFINITY;
	for (size_t i = 0; i < words.n; i++)
		widen(points_of_word(f, words.items[i]), least, greatest);
}

/* A country may be any: one that the table names, or another. */
static void
over_table(const struct value_function *f, double *least, double *greatest)
{
	*least = INFINITY;
	*greatest = -INFINITY;
	for (size_t i = 0; i < f->n_words; i++)
		widen(f->words[i].points, least, greatest);
	if (f->has_other)
		widen(f->other, least, greatest);
}

/* ---- the whole domain ---- */

static void
over_numbers(
	const struct value_function *f, const struct fact_def *def, double *least, double *greatest)
{
	double low = def ? def->min : -INFINITY;
	double high = def ? def->max : INFINITY;
	if (f->kind == FUNCTION_COUNT)
		low = fmax(low, 0);
	value_over(f, low, high, least, greatest);
	if (f->has_word)
		widen(f->word_points, least, greatest);
}

void
value_domain(
	const struct value_function *f, const struct fact_def *def, double *least, double *greatest)
{
	static const char *const booleans[] = { "false", "true" };
	if (f->kind == FUNCTION_BOOLEAN)
		over_words(f, (struct strings){ booleans, 2 }, least, greatest);
	else if (f->kind != FUNCTION_WORDS)
		over_numbers(f, def, least, greatest);
	else if (def && def->type == FACT_WORD && def->words.n > 0)
		over_words(f, def->words, least, greatest);
	else
		over_table(f, least, greatest);
}

/* ---- facts ---- */

struct points
value_unknown(double low, double high, enum unknown_rule rule)
{
	double best = low;
	if (rule == UNKNOWN_NEUTRAL)
		best = clamp(low + (high - low) / 2, low, high);
	else if (rule == UNKNOWN_OPTIMISTIC)
		best = high;
	return (struct points){ low, best, high };
}

static void
over_extent(const struct value_function *f, const struct extent *x, double *least, double *greatest)
{
	*least = *greatest = f->word_points;
	if (x->has_numbers)
		value_over(f, x->low, x->high, least, greatest);
	if (x->has_word)
		widen(f->word_points, least, greatest);
}

static struct points
exactly(double points)
{
	return (struct points){ points, points, points };
}

/* A number, or the word beside one. False: the function has no points for that word. */
static bool
points_of_number(const struct value_function *f, const struct fact_def *def, const struct value *v,
	double factor, struct points *out)
{
	struct extent x;
	bool is_word = v->kind == VALUE_WORD;
	if (is_word && !f->has_word)
		return false;
	(void)extent_of(def, v, factor, &x);
	out->best = is_word ? f->word_points : value_at(f, v->number * factor);
	over_extent(f, &x, &out->low, &out->high);
	return true;
}

/* False: the fact gives this function nothing to go by. */
static bool
known_points(const struct value_function *f, const struct fact_def *def, const struct value *v,
	double factor, struct points *out)
{
	switch (v->kind) {
	case VALUE_NUMBER:
		return points_of_number(f, def, v, factor, out);
	case VALUE_WORD:
		if (def->type == FACT_NUMBER)
			return points_of_number(f, def, v, factor, out);
		*out = exactly(points_of_word(f, v->text));
		return true;
	case VALUE_COUNTRY:
		*out = exactly(points_of_word(f, v->text));
		return true;
	case VALUE_BOOLEAN:
		*out = exactly(points_of_word(f, v->boolean ? "true" : "false"));
		return true;
	case VALUE_LIST:
		*out = exactly(value_at(f, (double)v->list.n));
		return true;
	case VALUE_UNKNOWN:
	case VALUE_TEXT:
	case VALUE_DATE:
		break; /* evidence only */
	}
	return false;
}

struct points
value_points(const struct value_function *f, const struct fact_def *def, const struct fact *fact,
	double factor, enum unknown_rule rule, bool *unknown)
{
	const struct value *v = fact ? &fact->value : NULL;
	struct points p;
	*unknown = !v || !known_points(f, def, v, factor, &p);
	if (!*unknown)
		return p;
	struct extent x;
	if (v && v->kind == VALUE_UNKNOWN && extent_of(def, v, factor, &x))
		over_extent(f, &x, &p.low, &p.high);
	else
		value_domain(f, def, &p.low, &p.high);
	return value_unknown(p.low, p.high, rule);
}
