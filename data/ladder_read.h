/*
 * ladder_read: a ladder from its YAML file (the structs are ladder.h, plain).
 *
 * Everything lives in the arena. `scratch` is used meanwhile and may be reset afterwards. Problems
 * go to the diag; on any error the status says so and *out is not set.
 */
#ifndef DATA_LADDER_READ_H
#define DATA_LADDER_READ_H

#include "data/arena.h"
#include "data/file.h"
#include "data/ladder.h"
#include "data/schema.h"

extern const struct schema ladder_schema;

enum status ladder_parse(const struct file_bytes *, const struct dictionary *, struct arena *,
	struct arena *scratch, const struct ladder **out, struct diag *) MUST_CHECK;

#endif
