/*
 * offers: small problems written in a line each, and what to expect of their results.
 *
 * Every leaf reads a fact of its own id, a number from 0 to 100 that earns itself: what a test
 * writes down as a fact is what the leaf scores.
 */
#ifndef TESTS_SUPPORT_OFFERS_H
#define TESTS_SUPPORT_OFFERS_H

#include "tests/support/fixture.h"

void offers_leaf(struct fixture *, const char *parent, const char *id, double weight);
/* "a=50 b=50": leaves under a parent, each with its weight. */
void offers_leaves(struct fixture *, const char *parent, const char *text);
/* "a=80 b=? c=50-70": what is known of an offer; "?" is unknown, a range an unknown with bounds. */
void offers_add(struct fixture *, const char *profile, const char *text);

const struct score *offers_score(struct fixture *, const struct result *, const char *id);
const struct node_score *offers_node(struct fixture *, const struct result *, const char *id,
	const char *node);

void expect_near(double found, double expected);
void expect_points(const struct points *, double low, double best, double high);
/* "acme:1 bolt:2": ids and ranks in the order of the result. */
void expect_order(struct fixture *, const struct result *, const char *ids);

#endif
