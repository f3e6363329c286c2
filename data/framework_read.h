/*
 * framework_read: a sovereignty framework from its YAML file (the structs are framework.h, plain).
 *
 * Everything lives in the arena. `scratch` is used meanwhile and may be reset afterwards. Problems
 * go to the diag; on any error the status says so and *out is not set.
 */
#ifndef DATA_FRAMEWORK_READ_H
#define DATA_FRAMEWORK_READ_H

#include "data/arena.h"
#include "data/file.h"
#include "data/framework.h"
#include "data/schema.h"

extern const struct schema framework_schema;

/* The dictionary need hold the facts alone: those of `official` are looked up in it. */
enum status framework_parse(const struct file_bytes *, const struct dictionary *, struct arena *,
	struct arena *scratch, const struct framework **out, struct diag *) MUST_CHECK;

#endif
