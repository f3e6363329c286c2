/*
 * schema_read: checks a tree of nodes against a schema and fills plain structs from it.
 *
 * Everything that is wrong is reported, each with its place, the path of its key
 * ("facts.env.pue.value"), what was expected and what was found. Reading goes on after an error;
 * only lack of memory ends it.
 */
#ifndef DATA_SCHEMA_READ_H
#define DATA_SCHEMA_READ_H

#include "data/arena.h"
#include "data/dictionary.h"
#include "data/file.h"
#include "data/schema.h"
#include "data/tree.h"

/* The way from the root of a file to a key, on the stack of the functions that read it. */
struct key_path {
	const struct key_path *up;
	const char *key;                /* NULL: an entry of a list */
	size_t index;                   /* of a list, from 1 */
};

struct reader {
	const char *file;
	struct arena *arena;            /* owns what is read */
	struct diag *diag;
	const struct dictionary *dictionary;    /* NULL while the dictionary itself is read */
	const struct source *sources;   /* of this file, once they are read */
	size_t n_sources;
	const struct key_path *path;
	enum status status;             /* ST_OK until something is wrong */
};

/*
 * Reads a whole file: bytes to tree to *record, a struct of schema->size. The first key must be
 * `bascule: KIND/1`, KIND being the schema's name. `scratch` holds the tree and may be reset
 * afterwards. Problems are put in the order of their places. r->file, arena, diag are set by the
 * caller.
 */
enum status schema_read_file(struct reader *, const struct schema *, const struct file_bytes *,
	struct arena *scratch, void *record) MUST_CHECK;

/* Reads a map of fields into a struct; a map of records by id into an array. For own read()s. */
void schema_read_record(struct reader *, const struct schema *, const struct node *, void *record);
void schema_read_map(struct reader *, const struct schema *, const struct node *, void **array,
	size_t *n);
/* One entry of a map from ids to numbers. */
struct number_entry {
	const char *id;
	struct place at;
	double number;
	const char *text;               /* as written */
};
/* Reads such a map in the order of the file; each number lies within the bounds of the field. */
void schema_read_numbers(struct reader *, const struct field *, const struct node *,
	struct number_entry **array, size_t *n);
/* Reads `sources:` and makes them known to the fields that refer to them. */
void schema_read_sources(struct reader *, const struct field *, const struct node *, void *record);
extern const struct schema source_schema;

/* A scalar's text in the arena; NULL (and reported) for a list, a map, nothing or null. */
const char *read_text(struct reader *, const struct node *, const char *expected);
/* A scalar's number within bounds (min = max: none); false and reported otherwise. */
bool read_number(struct reader *, const struct node *, double min, double max, double *out);

/* Reports at a node, below the present path. The second says what was expected and found. */
void read_error(struct reader *, const struct node *at, const char *fmt, ...) PRINTF_LIKE(3, 4);
void read_warn(struct reader *, const struct node *at, const char *fmt, ...) PRINTF_LIKE(3, 4);
void read_expected(struct reader *, const struct node *found, const char *fmt, ...)
	PRINTF_LIKE(3, 4);
/* The same at a place that is no node at hand, which may be in another file; it names no path. */
void read_error_at(struct reader *, struct place, const char *fmt, ...) PRINTF_LIKE(3, 4);
/* Reports a word that is not known, with the nearest that is. */
void read_unknown(struct reader *, const struct node *at, const char *what, const char *word,
	const char *const *known, size_t n);
void read_nomem(struct reader *);

/* Reports go below key until path_pop(): path_push(r, &p, key); … path_pop(r, &p). */
void path_push(struct reader *, struct key_path *, const char *key);
void path_pop(struct reader *, const struct key_path *);

#endif
