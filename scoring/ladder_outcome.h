/*
 * ladder_outcome: which levels of a ladder public evidence says that an offer reached.
 *
 * Three-valued, like gates: not reached when a necessary condition fails; reached when it passes
 * and nothing is left that no public fact decides (or what suffices passes); open otherwise. On a
 * cumulative ladder a level is never better than those below it.
 */
#ifndef SCORING_LADDER_OUTCOME_H
#define SCORING_LADDER_OUTCOME_H

#include "data/ladder.h"
#include "scoring/gate.h"

/* GATE_PASS: reached, GATE_FAIL: not, GATE_OPEN. */
extern const char *const ladder_words[];                /* "not", "open", "reached" */

struct level_outcome {
	enum gate_outcome outcome;
	size_t decided_by;              /* index of the level whose own demands decided it */
	bool weak;                      /* reached or not by weak evidence: gate_is_weak() */
	const struct condition *because;        /* what keeps it from being reached; NULL: nothing,
	                                           or what no public fact decides */
};

/* Fills outcomes[n_levels] for an alternative of the evaluation (index there). */
void ladder_evaluate(const struct ladder *, const struct evaluation *, size_t alternative,
	struct level_outcome *outcomes);
/* The highest level reached; SIZE_MAX: none. */
size_t ladder_reached(const struct ladder *, const struct level_outcome *);

/* How many levels are reached. */
size_t ladder_count(const struct ladder *, const struct level_outcome *);

#endif
