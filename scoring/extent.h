/*
 * extent: which numbers the evidence leaves open for a fact that is a number, in the dictionary's
 * unit. Value functions and gates both read facts through it, so they mean the same by a bound.
 *
 * No bound: the value is exact. One bound alone: open on the other side, to the dictionary's bound.
 */
#ifndef SCORING_EXTENT_H
#define SCORING_EXTENT_H

#include <stdbool.h>

#include "data/profile.h"

struct extent {
	bool has_numbers;               /* may be any number from low to high */
	double low, high;
	bool has_word;                  /* may be the dictionary's word ("unlimited") */
};

/* False when nothing is known: neither a value nor a bound. */
bool extent_of(const struct fact_def *, const struct value *, double factor, struct extent *);

/* The factor from the value's unit to the dictionary's; false when there is no rate. */
bool extent_factor(const struct dictionary *, const struct fact_def *, const struct value *,
	double *factor);

#endif
