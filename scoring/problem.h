/*
 * problem: an evaluation flattened to arrays: alternatives x criteria as points, weights, gates.
 *
 * Built once a change, immutable, in the caller's arena; safe to hand to another thread as long as
 * the arena, the library and the evaluation's facts live.
 */
#ifndef SCORING_PROBLEM_H
#define SCORING_PROBLEM_H

#include <stdbool.h>
#include <stddef.h>

#include "data/evaluation.h"
#include "scoring/gate.h"
#include "scoring/value_function.h"

/* One leaf of one alternative. */
struct cell {
	struct points points;           /* low..high of the evidence, best by the rule */
	struct points as_neutral, as_optimistic;        /* best under the other rules, same range */
	const struct fact *fact;        /* NULL: the profile states nothing; of a mark: the mark as
	                                   a number, without a date, with its reason as note, its
	                                   sources */
	const struct mark *mark;        /* of a leaf that reads a mark; NULL: none */
	bool unknown;                   /* no value counts (also: low confidence read as unknown) */
	bool weak;                      /* low confidence, and known */
	bool old;                       /* older than the model allows; undated counts as old */
	bool undated;
	bool overridden;
};

struct problem {
	const struct evaluation *evaluation;
	const struct model *model;
	size_t n_alternatives;          /* those that are in, in byte order of ids */
	const size_t *alternatives;     /* their index in the evaluation */
	size_t n_nodes;
	const double *weight;           /* by node: normalised among siblings, 0..1 */
	const double *global_weight;    /* by node: share of the whole, 0..1 */
	const struct cell *cells;       /* [alternative * n_nodes + node]; only leaves are filled */
	const enum gate_outcome *gates; /* [alternative * n_gates + gate] */
	size_t n_gates;                 /* gates that hold now */
	const struct evaluation_gate *const *gate;
	enum unknown_rule rule;
};

/* ST_NOMEM, or ST_INVALID when an amount's currency has no rate (*err says which). */
enum status problem_build(const struct evaluation *, struct arena *, struct problem **out,
	struct err *) MUST_CHECK;

/*
 * The same problem under the weights that its evaluation has now: all that a slider needs. Only for
 * when nothing but weights changed. Cells and gates are shared with `before`, which must live on.
 */
enum status problem_reweigh(const struct problem *before, struct arena *, struct problem **out)
	MUST_CHECK;

const struct cell *problem_cell(const struct problem *, size_t alternative, size_t node);

#endif
