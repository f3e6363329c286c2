/*
 * generated: random problems as plain data, so that a test can build one twice with something
 * changed: another order of files, other weights, an answer to what was unknown.
 *
 * Every leaf reads a fact of its own, so the leaves of a problem are independent.
 */
#ifndef TESTS_SUPPORT_GENERATED_H
#define TESTS_SUPPORT_GENERATED_H

#include "tests/support/fixture.h"
#include "tests/support/random.h"

enum { GENERATED_NODES = 32, GENERATED_OFFERS = 7 };

struct generated_node {
	char id[24], fact[32];
	int parent;                     /* -1: the root */
	bool is_leaf;
	double weight;
	enum fact_type type;            /* number, boolean or word */
	struct value_function function;
	struct anchor anchors[6];
	struct word_points words[3];
};

struct generated_fact {
	bool is_stated, is_unknown, has_low, has_high;
	double x, low, high;            /* of a number */
	size_t word;                    /* of a boolean (0: true) or a word */
	enum confidence confidence;
	const char *as_of;
};

struct generated {
	size_t n_nodes, n_offers;
	struct generated_node nodes[GENERATED_NODES];
	char offers[GENERATED_OFFERS][24];
	struct generated_fact facts[GENERATED_OFFERS][GENERATED_NODES];
	enum unknown_rule rule;
	bool low_confidence_as_unknown, open_counts_as_fail, has_gates;
	int max_age_months;
};

/* All functions increasing lines of numbers: for what only holds of such. */
enum generated_kind { GENERATED_ANY, GENERATED_INCREASING };

void generated_make(struct generated *, struct random *, enum generated_kind);
/* order: of the random numbers that shuffle offers and criteria; NULL: as generated. */
struct fixture *generated_build(struct generated *, struct random *order);
/* One answer that the evidence allows, for every fact of every offer. */
void generated_answer(struct generated *, struct random *);

#endif
