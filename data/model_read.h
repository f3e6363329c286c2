/*
 * model_read: a scoring model from its YAML file (the struct itself is model.h, plain).
 *
 * A model that extends another is resolved here: the base is asked of a finder, read and checked
 * the same way, then changed by remove, leaves, add, weights and gates, in this order. What is
 * added under the id and the parent of something removed takes its place among the siblings.
 *
 * Everything lives in the arena; paths are borrowed. `scratch` is used meanwhile and may be reset
 * afterwards. Problems go to the diag; on any error the status says so and *out is not set.
 */
#ifndef DATA_MODEL_READ_H
#define DATA_MODEL_READ_H

#include "data/arena.h"
#include "data/diag.h"
#include "data/file.h"
#include "data/model.h"
#include "data/schema.h"

extern const struct schema model_schema;

/* Finds the file of a model by its id; says in *e why it cannot. */
struct model_finder {
	enum status (*find)(void *context, const char *id, struct file_bytes *out, struct err *e);
	void *context;
};

enum status model_parse(const struct file_bytes *, const struct dictionary *,
	const struct model_finder *, struct arena *, struct arena *scratch,
	const struct model **out, struct diag *) MUST_CHECK;

#endif
