/*
 * library: everything that was read: dictionary and frameworks, profiles, model, ladders, and the
 * raw bytes of each file.
 *
 * Plain structs; library_read.h finds and fills them. The library owns every string in it.
 */
#ifndef DATA_LIBRARY_H
#define DATA_LIBRARY_H

#include <stddef.h>

#include "data/arena.h"
#include "data/dictionary.h"
#include "data/ladder.h"
#include "data/model.h"
#include "data/profile.h"

enum input_kind {
	INPUT_DICTIONARY, INPUT_GROUPS, INPUT_RATES, INPUT_PROFILE, INPUT_MODEL, INPUT_FRAMEWORK,
	INPUT_LADDER
};
extern const char *const input_kind_words[];            /* "dictionary" .. "ladder", NULL */

/* A file as it was read. */
struct input {
	enum input_kind kind;
	const char *name;               /* id of the profile, model …, else the kind */
	const char *path;
	const char *bytes;              /* NUL-terminated beyond len */
	size_t len;
	char sha256[65];                /* lower-case hex; "" until library_hash() */
};

struct library {
	struct dictionary dictionary;
	const struct profile *const *profiles;  /* in byte order of ids */
	size_t n_profiles;
	const struct model *model;      /* the chosen one, flat; NULL when none was asked for */
	const struct ladder *const *ladders;    /* in byte order of ids */
	size_t n_ladders;
	struct input *inputs;           /* every file that counts */
	size_t n_inputs;
	struct strings notices;         /* "profile ovhcloud: FILE replaces FILE" */
	struct arena **arenas;          /* owned */
	size_t n_arenas;
};

const struct profile *library_profile(const struct library *, const char *id);  /* NULL: none */
/* Computes the hash of every input that has none yet. */
void library_hash(struct library *);
void library_free(struct library *);                    /* NULL is allowed */

#endif
