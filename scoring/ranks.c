/* ranks: 1 + those who are strictly ahead, counted in sorted lists of rounded scores. */
#include <stdint.h>
#include <stdlib.h>

#include "scoring/result_int.h"

struct keyed {
	double key;
	size_t index;
};

/* Greatest key first; ties in the order of the problem, which is byte order of ids. */
static int
compare_keyed(const void *a, const void *b)
{
	const struct keyed *x = a, *y = b;
	if (x->key != y->key)
		return x->key > y->key ? -1 : 1;
	return x->index < y->index ? -1 : x->index > y->index;
}

static void
sort(struct keyed *list, size_t n)
{
	if (n)
		qsort(list, n, sizeof *list, compare_keyed);
}

/* How many keys of a sorted list are greater than `key`. */
static size_t
count_above(const struct keyed *list, size_t n, double key)
{
	size_t low = 0, high = n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (list[middle].key > key)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static double
key_best(const struct score *s)
{
	return score_rounded(s->points.best);
}

static double
key_low(const struct score *s)
{
	return score_rounded(s->points.low);
}

static double
key_high(const struct score *s)
{
	return score_rounded(s->points.high);
}

static double
key_neutral(const struct score *s)
{
	return score_rounded(s->score_neutral);
}

static double
key_optimistic(const struct score *s)
{
	return score_rounded(s->score_optimistic);
}

/* The pool (or all others) sorted by a key; returns how many there are. */
static size_t
sorted_by(
	const struct result *r, double (*key)(const struct score *), bool pool, struct keyed *list)
{
	size_t n = 0;
	for (size_t i = 0; i < r->n; i++)
		if (r->scores[i].in_pool == pool)
			list[n++] = (struct keyed){ key(&r->scores[i]), i };
	sort(list, n);
	return n;
}

static void
fill_order(struct result *r, size_t *order, struct keyed *list)
{
	size_t n = sorted_by(r, key_best, true, list);
	for (size_t i = 0; i < n; i++)
		order[i] = list[i].index;
	r->n_pool = n;
	size_t rest = sorted_by(r, key_best, false, list);
	for (size_t i = 0; i < rest; i++)
		order[n + i] = list[i].index;
	r->order = order;
}

/* A rank under each key: 1 + those who are strictly above. */
static void
fill_ranks(struct result *r, struct keyed *list)
{
	static const struct {
		double (*listed)(const struct score *), (*own)(const struct score *);
		size_t field;
	} ranks[] = {
		{ key_best, key_best, offsetof(struct score, rank) },
		{ key_neutral, key_neutral, offsetof(struct score, rank_neutral) },
		{ key_optimistic, key_optimistic, offsetof(struct score, rank_optimistic) },
		{ key_low, key_high, offsetof(struct score, rank_best) },
		{ key_high, key_low, offsetof(struct score, rank_worst) },
	};
	for (size_t k = 0; k < sizeof ranks / sizeof *ranks; k++) {
		size_t n = sorted_by(r, ranks[k].listed, true, list);
		for (size_t i = 0; i < n; i++) {
			struct score *s = &r->scores[list[i].index];
			double own = ranks[k].own(s);
			size_t above = count_above(list, n, own);
			/* Nobody stands before themselves. */
			above -= ranks[k].listed(s) > own;
			*(size_t *)((char *)s + ranks[k].field) = above + 1;
		}
	}
}

enum status
ranks_fill(struct result *r, struct arena *arena)
{
	size_t *order = arena_array(arena, r->n, sizeof *order);
	struct keyed *list = arena_array(arena, r->n, sizeof *list);
	if (!order || !list)
		return ST_NOMEM;
	fill_order(r, order, list);
	fill_ranks(r, list);
	return ST_OK;
}
