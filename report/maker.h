/*
 * maker: makes JSON on jansson, with one place where failure is noticed.
 *
 * A failed step marks the maker and the rest goes on with nothing; maker_finish() tells. Numbers
 * are rounded to six decimals, keys stay in the order in which they are set.
 */
#ifndef REPORT_MAKER_H
#define REPORT_MAKER_H

#include <jansson.h>
#include <stdbool.h>

#include "data/arena.h"
#include "data/status.h"

struct maker {
	struct arena *arena;
	bool failed;
};

json_t *maker_object(struct maker *);
json_t *maker_array(struct maker *);
/* The same, set under a key or appended; borrowed from their owner. */
json_t *maker_object_in(struct maker *, json_t *owner, const char *key);
json_t *maker_array_in(struct maker *, json_t *owner, const char *key);
json_t *maker_object_at_end(struct maker *, json_t *array);

void maker_set(struct maker *, json_t *object, const char *key, json_t *value);  /* takes value */
void maker_text(struct maker *, json_t *object, const char *key, const char *); /* NULL: null */
void maker_number(struct maker *, json_t *object, const char *key, double);     /* NaN: null */
void maker_count(struct maker *, json_t *object, const char *key, size_t);
void maker_rank(struct maker *, json_t *object, const char *key, size_t);       /* 0: null */
void maker_bool(struct maker *, json_t *object, const char *key, bool);
void maker_push_text(struct maker *, json_t *array, const char *);

/*
 * Writes root (taken, freed) as text into the arena, ending with a newline. ST_NOMEM on any
 * failure.
 */
enum status maker_finish(struct maker *, json_t *root, const char **out) MUST_CHECK;

#endif
