/* framework_int: a framework as its file says it, before weights and names find their places. */
#ifndef DATA_FRAMEWORK_INT_H
#define DATA_FRAMEWORK_INT_H

#include "data/framework.h"
#include "data/schema_read.h"

struct raw_edition {
	struct edition edition;         /* first, as of a record */
	struct number_entry *weights;
	const struct seal_text *seals;
	size_t n_weights, n_seals;
};

struct raw_framework {
	struct framework framework;
	struct raw_edition *editions;
	const char *edition;            /* the default one */
};

/*
 * Fills framework.editions, framework.criteria and what the criteria know of their objective, and
 * checks what concerns more than one part of the file. Only for what was read without an error.
 */
void framework_settle(struct reader *, struct raw_framework *);

#endif
