/* age: whether evidence is older than the model allows, counted from the reference date. */
#ifndef SCORING_AGE_H
#define SCORING_AGE_H

#include "data/evaluation.h"

struct age {
	bool has_limit;
	long reference;                 /* a day */
	int months;
};

struct age age_of(const struct evaluation *);
/* as_of: a date, a month or a year, which counts by its last day; not NULL. */
bool age_is_old(const struct age *, const char *as_of);

#endif
