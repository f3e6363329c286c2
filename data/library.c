/* library: what was read, looked up, hashed and freed. */
#include "data/library.h"

#include <stdlib.h>
#include <string.h>

#include "data/file.h"

const char *const input_kind_words[] = { "dictionary", "groups", "rates", "profile", "model",
	"framework", "ladder", NULL };

static int
compare_id(const void *id, const void *profile)
{
	return strcmp(id, (*(const struct profile *const *)profile)->id);
}

const struct profile *
library_profile(const struct library *l, const char *id)
{
	const struct profile *const *found = l->n_profiles
		? bsearch(id, l->profiles, l->n_profiles, sizeof *l->profiles, compare_id)
		: NULL;
	return found ? *found : NULL;
}

void
library_hash(struct library *l)
{
	for (size_t i = 0; i < l->n_inputs; i++)
		if (!l->inputs[i].sha256[0])
			file_sha256(l->inputs[i].bytes, l->inputs[i].len, l->inputs[i].sha256);
}

void
library_free(struct library *l)
{
	if (!l)
		return;
	for (size_t i = 0; i < l->n_arenas; i++)
		arena_free(l->arenas[i]);
	free(l->arenas);
	free(l);
}
