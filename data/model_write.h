/* model_write: the weights of an evaluation as a model file that extends the evaluation's model. */
#ifndef DATA_MODEL_WRITE_H
#define DATA_MODEL_WRITE_H

#include "data/arena.h"
#include "data/evaluation.h"
#include "data/status.h"

/*
 * The text of a model `id` that gives what was weighed otherwise its present weights: all children
 * of every parent of which one was changed. Written by file_write(), read by model_parse().
 * ST_USAGE when the id is none, or that of the model itself.
 */
enum status model_write_weights(const struct evaluation *, const char *id, struct arena *,
	const char **text, struct err *) MUST_CHECK;

#endif
