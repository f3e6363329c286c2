/* library_int: shared by the parts of the library reader alone. */
#ifndef DATA_LIBRARY_INT_H
#define DATA_LIBRARY_INT_H

#include "data/file.h"
#include "data/library_read.h"
#include "data/model_read.h"

/* ---- library_find ------------------------------------------------------------------------- */

/*
 * The first file of a kind with that id in the folders (the dictionary, groups and rates have one
 * file each and no id). *hidden, if not NULL, is the first other file that it stands before. Each
 * is NULL when there is none. ST_NOMEM is the only failure.
 */
enum status library_find(const struct data_path *, enum input_kind, const char *id,
	struct arena *, const char **out, const char **hidden) MUST_CHECK;

/* True for "x.yaml" and "dir/x": a path and no id. */
bool library_is_path(const char *name);

/* ---- library_jobs ------------------------------------------------------------------------- */

enum { MOST_BASES = 16 };

/* The models that one extends, as they were found on the way. */
struct bases {
	struct file_bytes in[MOST_BASES];
	const char *ids[MOST_BASES];
	size_t n;
};

/* One file to read and parse: a profile, a ladder or the model. */
struct job {
	enum input_kind kind;
	const char *name;               /* the id that its place promises; NULL: a path was given */
	const char *path;
	struct file_bytes in;           /* bytes is NULL until it is read */
	size_t size;
	struct diag diag;               /* its own, joined in the order of the jobs */
	enum status status;
	const char *id;                 /* of what was parsed; NULL before and on failure */
	const struct profile *profile;
	const struct model *model;
	const struct ladder *ladder;
	struct bases bases;
};

struct job_list {
	struct job *jobs;
	size_t n;
	const struct dictionary *dictionary;
	const struct data_path *path;   /* where bases are looked for, or NULL: */
	const struct input *given;      /* among these */
	size_t n_given;
};

/* Runs all jobs on n_threads threads (the caller's included), each with an arena of its own. */
void jobs_run(struct job_list *, struct arena **arenas, size_t n_threads);

/* ---- library_dictionary ------------------------------------------------------------------- */

/* Parses one of the dictionary, groups and rates into *out. */
enum status library_parse_part(enum input_kind, const struct file_bytes *, struct arena *,
	struct arena *scratch, struct dictionary *out, struct diag *) MUST_CHECK;
/* Finds, reads and parses all three; in[3] is what was read, by kind. */
enum status library_read_dictionary(const struct data_path *, struct arena *,
	struct arena *scratch, struct file_bytes in[3], struct dictionary *out, struct diag *)
	MUST_CHECK;

/* ---- library_frameworks ------------------------------------------------------------------- */

/* The frameworks that were read, and what they stand before. */
struct framework_files {
	const struct framework **frameworks;    /* in byte order of ids */
	struct file_bytes *in;
	const char **hidden;            /* the file that each replaces, or NULL */
	size_t n;
};

/*
 * Finds, reads and parses all frameworks and hands them to the dictionary. One that is wrong fails
 * the whole, as a wrong dictionary does: marks mean nothing without it.
 */
enum status library_read_frameworks(const struct data_path *, struct arena *,
	struct arena *scratch, struct dictionary *, struct framework_files *, struct diag *)
	MUST_CHECK;
/* The same from what a session stored. */
enum status library_given_frameworks(const struct input *, size_t n, struct arena *,
	struct arena *scratch, struct dictionary *, struct diag *) MUST_CHECK;
/* A file is found by its name, so the id in it must be the same; any name does for a path. */
enum status library_check_name(const char *name, const char *path, const char *id,
	struct diag *) MUST_CHECK;

#endif
