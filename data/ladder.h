/*
 * ladder: the levels of another scheme (SecNumCloud, C5, …), each with the conditions by which
 * public evidence says that an offer reached it or cannot have.
 *
 * Plain structs, filled by ladder_read.h; scoring/ladder_outcome.h evaluates.
 */
#ifndef DATA_LADDER_H
#define DATA_LADDER_H

#include <stdbool.h>
#include <stddef.h>

#include "data/condition.h"
#include "data/dictionary.h"

struct ladder_level {
	const char *id;
	struct place at;
	struct label name, requires;
	const char *when;               /* what must hold, or NULL */
	const struct condition *when_condition;
	const char *enough;             /* what suffices in spite of `unseen`, or NULL */
	const struct condition *enough_condition;
	struct label unseen;            /* what no public fact decides; by[] NULL: nothing */
	const struct source **sources;
	size_t n_sources;
};

enum ladder_status { LADDER_IN_FORCE, LADDER_VOLUNTARY, LADDER_PROPOSAL };
extern const char *const ladder_status_words[];         /* "in_force" .. "proposal", NULL */

struct ladder {
	const char *id, *path;
	struct label name, issuer, note;        /* note.by[] may be NULL */
	enum ladder_status status;
	bool cumulative;                /* a level needs all lower ones too */
	const struct ladder_level *levels;      /* lowest first */
	size_t n_levels;
	const struct source *sources;
	size_t n_sources;
};

#endif
