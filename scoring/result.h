/*
 * result: everything computed from a problem: scores with ranges, contributions, gates, ranks.
 *
 * The weighted sum over the tree (additive value model). Sums run in byte order of ids. Ranks and
 * ties compare scores rounded to nine decimals; ties share the better rank. In the caller's arena.
 */
#ifndef SCORING_RESULT_H
#define SCORING_RESULT_H

#include <stdbool.h>
#include <stddef.h>

#include "scoring/problem.h"

/* A node of the tree for one alternative. */
struct node_score {
	struct points points;           /* 0..100, of this node alone */
	double contribution;            /* share of the root's best: the leaves below sum to it up
	                                   to rounding; under UNKNOWN_EXCLUDE with the weights
	                                   that count for this alternative */
	double coverage;                /* 0..1: weight of the known leaves, over the node's */
	double weak;                    /* 0..1: weight that rests on low confidence */
	double old;                     /* 0..1: weight that is too old for the model, or undated */
	size_t n_unknown, n_leaves;     /* leaves below */
};

struct score {
	size_t alternative;             /* index in the problem */
	struct points points;           /* of the root */
	double coverage, weak, old;
	size_t n_unknown;
	enum gate_outcome gate;         /* the least of all gates; GATE_PASS when there are none */
	bool in_pool;                   /* pass, or open (unless open counts as fail) */
	size_t rank;                    /* 1.. among the pool; 0 when not in it */
	size_t rank_best, rank_worst;   /* within the ranges; 0 when not in the pool */
	size_t rank_neutral, rank_optimistic;   /* under the other rules; 0 when not in the pool */
	double score_neutral, score_optimistic;
	double lost_to_unknowns;        /* points: score under the optimistic rule minus this score;
	                                   below 0 where UNKNOWN_EXCLUDE makes more of the known */
	const struct node_score *nodes; /* by node index of the model */
};

/* An unknown whose answer could put another first. */
struct deciding_unknown {
	size_t alternative;             /* index in the problem */
	size_t node;
	double swing;                   /* points of the whole that the answer can move it, > 0
	                                   for a rival (up), < 0 for the leader (down) */
	bool alone;                     /* enough by itself; else only with those before it */
};

/* Where, as the weight of a top-level criterion moves from 0 to 1, another takes the lead. */
struct break_even {
	size_t node;                    /* the criterion */
	double weight;                  /* now, 0..1 */
	double low, high;               /* the leader leads from low to high, 0..1 */
	size_t below, above;            /* in the problem: who leads beyond; SIZE_MAX: nobody */
};

struct result {
	const struct problem *problem;
	struct score *scores;           /* by index in the problem */
	const size_t *order;            /* indices: by rank, then id; those without rank last, by
	                                   score */
	size_t n;
	size_t n_pool;
	size_t winner;                  /* index in the problem; SIZE_MAX when the pool is empty */
	bool winner_tied;
	double margin;                  /* points between the first two of the pool; 0 with one */
	bool ranges_overlap;            /* of the first two */
	size_t winner_without_open;     /* leaving open gates out; SIZE_MAX when none is left */
	bool open_changes_winner;
	bool recordable;                /* false under UNKNOWN_EXCLUDE */
	/* Both stay empty under UNKNOWN_EXCLUDE, where no two are judged on the same weights. */
	const struct deciding_unknown *deciding;        /* greatest swing first, at most 12 */
	size_t n_deciding;
	const struct break_even *break_evens;   /* one for each child of the root, in the model's
	                                           order; none when the pool is empty */
	size_t n_break_evens;
};

enum status result_compute(const struct problem *, struct arena *, struct result **out) MUST_CHECK;

/* What separates two alternatives at one leaf or node. */
struct difference {
	size_t node;
	double points;                  /* contribution to a minus contribution to b */
};
/*
 * The differences of all leaves (depth = 0) or of the nodes of one depth (and of the leaves above
 * it), largest size first, ties in byte order of ids; they sum to score(a) - score(b). n = number
 * of nodes.
 */
enum status result_differences(const struct result *, size_t a, size_t b, size_t depth,
	struct arena *, struct difference **out, size_t *n) MUST_CHECK;

double score_rounded(double);           /* to nine decimals: what ranks and ties compare */

#endif
