/*
 * value_function: from a fact to points (0..100), and from a range of facts to a range of points.
 *
 * A value function in the sense of multi-attribute value theory (Keeney and Raiffa 1976): published
 * anchors, flat beyond them, so that a value never depends on which other offers are weighed.
 */
#ifndef SCORING_VALUE_FUNCTION_H
#define SCORING_VALUE_FUNCTION_H

#include <stdbool.h>

#include "data/model.h"
#include "data/profile.h"

/*
 * Points, low <= best <= high: 0..100, but of marks of a framework up to what its rungs allow on
 * its nominal scale (100.2 of the Commission's, whose values are rounded up).
 */
struct points {
	double low, best, high;
};

/* f(x) of a number (in the dictionary's unit) or of a count. x may be +-INFINITY. */
double value_at(const struct value_function *, double x);
/* The least and greatest f over [low, high], knots and steps included; low <= high. */
void value_over(const struct value_function *, double low, double high, double *least,
	double *greatest);
/* The least and greatest f over its whole domain (the dictionary's bounds, or the table). */
void value_domain(const struct value_function *, const struct fact_def *, double *least,
	double *greatest);
/* Points of an unknown that may earn from low to high (UNKNOWN_EXCLUDE: best = low). */
struct points value_unknown(double low, double high, enum unknown_rule rule);
/*
 * Points of a fact; NULL means that nothing is known. `factor` turns the fact's unit into the
 * dictionary's. For an unknown best follows `rule` (UNKNOWN_EXCLUDE: best = low). *unknown says
 * whether the fact gave no value.
 */
struct points value_points(const struct value_function *, const struct fact_def *,
	const struct fact *, double factor, enum unknown_rule rule, bool *unknown);

#endif
