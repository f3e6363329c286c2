/* result_int: what the files of the result share; nobody else includes it. */
#ifndef SCORING_RESULT_INT_H
#define SCORING_RESULT_INT_H

#include "scoring/result.h"

/* ---- roll_up.c: from the leaves to the root ---- */

/*
 * Fills the nodes of one alternative. `share` is scratch, one number a node: afterwards the share
 * of the whole that each node has in this alternative's score.
 */
void roll_up(const struct problem *, size_t alternative, struct node_score *nodes, double *share);
/* The score under the neutral or the optimistic rule, at full weights; `points` is scratch. */
double roll_up_under(const struct problem *, size_t alternative, enum unknown_rule, double *points);

/* ---- ranks.c: who stands before whom ---- */

/* Fills scores[].rank … and result->order, n_pool. */
enum status ranks_fill(struct result *, struct arena *) MUST_CHECK;

/* ---- unknowns.c, break_even.c: what would put another first ---- */

enum status unknowns_decide(struct result *, struct arena *) MUST_CHECK;
enum status break_even_find(struct result *, struct arena *) MUST_CHECK;

#endif
