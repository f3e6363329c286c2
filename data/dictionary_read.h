/*
 * dictionary_read: the dictionary of facts, the groups of countries and the exchange rates, each
 * from its file, into the one struct dictionary.
 *
 * Everything read lives in the arena. `scratch` is used meanwhile and may be reset afterwards.
 * Problems go to the diag; on any error the status says so and the part is not set.
 */
#ifndef DATA_DICTIONARY_READ_H
#define DATA_DICTIONARY_READ_H

#include "data/arena.h"
#include "data/dictionary.h"
#include "data/file.h"
#include "data/schema.h"

extern const struct schema facts_schema, groups_schema, rates_schema;

enum status facts_parse(const struct file_bytes *, struct arena *, struct arena *scratch,
	struct dictionary *, struct diag *) MUST_CHECK;
enum status groups_parse(const struct file_bytes *, struct arena *, struct arena *scratch,
	struct dictionary *, struct diag *) MUST_CHECK;
enum status rates_parse(const struct file_bytes *, struct arena *, struct arena *scratch,
	struct dictionary *, struct diag *) MUST_CHECK;

#endif
