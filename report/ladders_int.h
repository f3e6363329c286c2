/* ladders_int: what the views of ladders share; nobody else includes it. */
#ifndef REPORT_LADDERS_INT_H
#define REPORT_LADDERS_INT_H

#include "report/view_framework.h"
#include "report/view_int.h"
#include "scoring/ladder_outcome.h"

/* One offer on one ladder. */
struct place_on {
	const struct ladder *ladder;
	const struct level_outcome *outcomes;
	size_t reached;                 /* SIZE_MAX: none */
};

/* Ladders x offers. */
struct ladder_board {
	struct view v;
	const struct ladder *const *ladders;
	size_t n_ladders;
	const size_t *alternatives;     /* in the problem */
	size_t n;
	const struct place_on *places;  /* [ladder * n + offer] */
};

enum status ladder_board_of(const struct result *, const struct ladder_question *,
	const struct view_options *, struct arena *, struct ladder_board *) MUST_CHECK;

/* The comparisons of facts and marks that a level's conditions are made of, each once. */
struct reads {
	const struct condition **of;
	size_t n;
};
/* False without memory. */
bool ladder_reads(const struct view *, const struct ladder_level *, struct reads *) MUST_CHECK;
/* What a comparison reads of an offer: a fact or a mark; both may be NULL. */
const struct fact *ladder_fact(const struct view *, const struct condition *, size_t a);
const struct mark *ladder_mark(const struct view *, const struct condition *, size_t a);

enum status ladder_evidence_of(const struct view *, const struct ladder_level *, size_t a,
	struct ladder_evidence *) MUST_CHECK;

#endif
