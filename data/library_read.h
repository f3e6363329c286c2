/*
 * library_read: finds the data files and reads them.
 *
 * A name is looked up in these folders, the first that has it wins: those given with --data,
 * $BASCULE_DATA, $XDG_DATA_HOME/bascule (or $HOME/.local/share/bascule), the installed data, the
 * source tree beside the program. A user's profile replaces the shipped one of the same id.
 */
#ifndef DATA_LIBRARY_READ_H
#define DATA_LIBRARY_READ_H

#include "data/diag.h"
#include "data/library.h"

/* The folders, first wins; resolved once from options and environment by cli. */
struct data_path {
	const char *dirs[16];
	size_t n;
};

/*
 * Fills `path` from the option (or NULL), the environment and the place of the program. Strings
 * live in the arena. Relative XDG paths are ignored, as their specification asks.
 */
enum status data_path_find(const char *option, struct arena *, struct data_path *path) MUST_CHECK;

struct library_request {
	const struct data_path *path;
	const char *model;              /* an id or a path ending in .yaml; NULL: read no model */
	struct strings profiles;        /* ids or paths ending in .yaml; n = 0: all found */
	unsigned threads;               /* 1 or 2 */
};

/*
 * Reads dictionary, groups, rates, model and profiles. A broken profile is reported in the diag and
 * left out, the others still load (ST_OK with errors in the diag). Without a readable dictionary or
 * model nothing can be scored: the status says so and *out stays unset. The caller frees *out.
 */
enum status library_load(const struct library_request *, struct library **out, struct diag *)
	MUST_CHECK;

/* The same from the stored bytes of a named session: inputs in any order, nothing is opened. */
enum status library_from_inputs(const struct input *inputs, size_t n, const char *model,
	struct library **out, struct diag *) MUST_CHECK;

/* Lists the models that can be named, in byte order of ids: id and path pairs. */
struct found_file {
	const char *id, *path;
};
enum status library_list(const struct data_path *, enum input_kind, struct arena *,
	const struct found_file **out, size_t *n, struct err *) MUST_CHECK;

/* Checks one file of any kind (its first key says which); everything found goes to the diag. */
enum status library_validate(const char *path, const struct data_path *, struct diag *) MUST_CHECK;

#endif
