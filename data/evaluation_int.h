/* evaluation_int: what the files of the evaluation share; nobody else includes it. */
#ifndef DATA_EVALUATION_INT_H
#define DATA_EVALUATION_INT_H

#include "data/evaluation.h"

/*
 * Makes room for one more element of a list in the evaluation's arena; `list` is the address of
 * the pointer to it. False when memory ran out: the list is as it was.
 */
bool evaluation_room(struct evaluation *, void *list, size_t n, size_t *cap, size_t size)
	MUST_CHECK;

/*
 * Splits "offer:fact"; *fact is NULL when there is no such fact. ST_INVALID with the nearest name.
 */
enum status evaluation_override_target(const struct evaluation *, const char *target,
	size_t *alternative, const struct fact_def **def, struct err *) MUST_CHECK;
/* The override in force, or NULL. */
const struct override *evaluation_override(const struct evaluation *, size_t alternative,
	const struct fact_def *);
/* First and last event of the gesture that an undo or redo names. ST_INVALID when there is none. */
enum status evaluation_named_gesture(const struct evaluation *, const char *target,
	const struct event **first, const struct event **last, struct err *) MUST_CHECK;

#endif
