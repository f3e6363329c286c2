/*
 * profile_read: a provider's profile from its YAML file (the struct itself is profile.h, plain).
 *
 * Facts are typed by the dictionary as they are read. Everything lives in the arena; the path of
 * the file is borrowed. `scratch` is used meanwhile and may be reset afterwards. Problems go to the
 * diag; on any error the status says so and *out is not set.
 */
#ifndef DATA_PROFILE_READ_H
#define DATA_PROFILE_READ_H

#include "data/arena.h"
#include "data/diag.h"
#include "data/file.h"
#include "data/profile.h"
#include "data/schema.h"

extern const struct schema profile_schema;

enum status profile_parse(const struct file_bytes *, const struct dictionary *, struct arena *,
	struct arena *scratch, const struct profile **out, struct diag *) MUST_CHECK;
/* Same, from a file. */
enum status profile_load(const char *path, const struct dictionary *, struct arena *,
	struct arena *scratch, const struct profile **out, struct diag *) MUST_CHECK;

#endif
