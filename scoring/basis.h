/*
 * basis: what a branch of the tree rests on, so that a result can name it: facts, marks of a
 * framework with the weights of one of its editions, …
 */
#ifndef SCORING_BASIS_H
#define SCORING_BASIS_H

#include <stddef.h>

#include "scoring/problem.h"

/*
 * What the leaves below a node read: "facts", "marks", "costs", "evaluators' marks"; NULL when they
 * mix.
 */
const char *basis_of(const struct model *, size_t node);

/* The framework that a model weighs somewhere, and at which node; NULL: none. */
const struct framework *basis_weighed(const struct model *, const struct dictionary *,
	size_t *node);
/* The framework whose objectives and criteria are what stands below a node; NULL: there is none. */
const struct framework *basis_framework(const struct problem *, size_t node);
/* Which edition's weights the objectives below the node have now; NULL: those of none. */
const struct edition *basis_edition(const struct problem *, size_t node,
	const struct framework *);

#endif
