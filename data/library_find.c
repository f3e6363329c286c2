/* library_find: which folders hold data, and which files are in them. */
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "data/library_int.h"
#include "data/text.h"

/* ---- the folders ------------------------------------------------------------------------- */

static enum status
add_dir(struct data_path *path, const char *dir)
{
	if (!dir)
		return ST_NOMEM;
	for (size_t i = 0; i < path->n; i++)
		if (str_eq(path->dirs[i], dir))
			return ST_OK;
	if (path->n < sizeof path->dirs / sizeof *path->dirs)
		path->dirs[path->n++] = dir;
	return ST_OK;
}

/* The user's own data, by the XDG Base Directory Specification. */
static enum status
add_user_dir(struct data_path *path, struct arena *a)
{
	const char *xdg = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
	if (xdg && xdg[0] == '/')
		return add_dir(path, arena_printf(a, "%s/bascule", xdg));
	if (home && home[0] == '/')
		return add_dir(path, arena_printf(a, "%s/.local/share/bascule", home));
	return ST_OK;
}

/* A program that runs from ROOT/build/… finds ROOT/data. */
static enum status
add_source_tree(struct data_path *path, struct arena *a)
{
	char program[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", program, sizeof program - 1);
	if (n <= 0)
		return ST_OK;
	program[n] = '\0';
	char *build = NULL;
	for (char *s = strstr(program, "/build/"); s; s = strstr(s + 1, "/build/"))
		build = s;
	if (!build)
		return ST_OK;
	*build = '\0';
	return add_dir(path, arena_printf(a, "%s/data", program));
}

enum status
data_path_find(const char *option, struct arena *a, struct data_path *path)
{
	const char *variable = getenv("BASCULE_DATA");
	enum status st = ST_OK;
	path->n = 0;
	if (option)
		st = add_dir(path, arena_strdup(a, option));
	if (st == ST_OK && variable && variable[0])
		st = add_dir(path, arena_strdup(a, variable));
	if (st == ST_OK)
		st = add_user_dir(path, a);
	if (st == ST_OK)
		st = add_dir(path, BASCULE_DATADIR);
	if (st == ST_OK)
		st = add_source_tree(path, a);
	return st;
}

/* ---- one file ---------------------------------------------------------------------------- */

/* Where each kind stands below a folder; those of one file have no %s. */
static const struct {
	const char *folder, *file;
} places[] = {
	[INPUT_DICTIONARY] = { NULL, "facts.yaml" },
	[INPUT_GROUPS] = { NULL, "groups.yaml" },
	[INPUT_RATES] = { NULL, "rates.yaml" },
	[INPUT_PROFILE] = { "profiles", NULL },
	[INPUT_MODEL] = { "models", NULL },
	[INPUT_FRAMEWORK] = { "frameworks", NULL },
	[INPUT_LADDER] = { "ladders", NULL },
};

bool
library_is_path(const char *name)
{
	static const char ending[] = ".yaml";
	size_t n = strlen(name), m = strlen(ending);
	return strchr(name, '/') || (n > m && str_eq(name + n - m, ending));
}

/* Two names of one file, as when the source tree is also given by --data. */
static bool
is_same_file(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

enum status
library_find(const struct data_path *path, enum input_kind kind, const char *id, struct arena *a,
	const char **out, const char **hidden)
{
	struct stat found, other;
	*out = NULL;
	if (hidden)
		*hidden = NULL;
	for (size_t i = 0; i < path->n; i++) {
		const char *file = places[kind].file
			? arena_printf(a, "%s/%s", path->dirs[i], places[kind].file)
			: arena_printf(a, "%s/%s/%s.yaml", path->dirs[i], places[kind].folder, id);
		if (!file)
			return ST_NOMEM;
		if (stat(file, *out ? &other : &found) != 0)
			continue;
		if (!*out) {
			*out = file;
			if (!hidden)
				return ST_OK;
		} else if (!is_same_file(&found, &other)) {
			*hidden = file;
			return ST_OK;
		}
	}
	return ST_OK;
}

/* ---- all files --------------------------------------------------------------------------- */

struct listing {
	struct found_file *files;
	size_t n, cap;
	struct arena *arena;
};

static enum status
add_file(struct listing *l, const char *dir, const char *folder, const char *name, size_t len)
{
	if (l->n == l->cap) {
		size_t cap = l->cap ? l->cap * 2 : 16;
		struct found_file *grown = arena_array(l->arena, cap, sizeof *grown);
		if (!grown)
			return ST_NOMEM;
		if (l->n)
			memcpy(grown, l->files, l->n * sizeof *grown);
		l->files = grown;
		l->cap = cap;
	}
	struct found_file f = { arena_strndup(l->arena, name, len),
		arena_printf(l->arena, "%s/%s/%s", dir, folder, name) };
	if (!f.id || !f.path)
		return ST_NOMEM;
	l->files[l->n++] = f;
	return ST_OK;
}

/* Adds the files ID.yaml of one folder; a folder that does not exist holds none. */
static enum status
list_folder(struct listing *l, const char *dir, const char *folder, struct err *e)
{
	char *name = arena_printf(l->arena, "%s/%s", dir, folder);
	if (!name)
		return err_set(e, ST_NOMEM, "%s", status_text(ST_NOMEM));
	DIR *d = opendir(name);
	if (!d && (errno == ENOENT || errno == ENOTDIR))
		return ST_OK;
	if (!d && errno == ENOMEM)
		return err_set(e, ST_NOMEM, "%s", status_text(ST_NOMEM));
	if (!d)
		return err_set(e, ST_IO, "cannot open the folder %s: %s", name, strerror(errno));
	enum status st = ST_OK;
	for (struct dirent *entry; st == ST_OK && (entry = readdir(d));) {
		const char *dot = strrchr(entry->d_name, '.');
		size_t len = dot ? (size_t)(dot - entry->d_name) : 0;
		if (len && entry->d_name[0] != '.' && str_eq(dot, ".yaml") &&
			id_valid(entry->d_name, len))
			st = add_file(l, dir, folder, entry->d_name, len);
	}
	(void)closedir(d);
	return st == ST_OK ? st : err_set(e, st, "%s", status_text(st));
}

static int
compare_files(const void *a, const void *b)
{
	const struct found_file *x = a, *y = b;
	return strcmp(x->id, y->id);
}

/* Keeps the first found of each id; files come folder by folder, so sorting must not mix them. */
static size_t
drop_hidden(struct found_file *files, size_t n)
{
	size_t kept = 0;
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || !str_eq(files[kept - 1].id, files[i].id))
			files[kept++] = files[i];
	return kept;
}

/* Merges the sorted files [0, middle) and [middle, n), the first of equals first. */
static enum status
merge(struct listing *l, size_t middle)
{
	struct found_file *all = arena_array(l->arena, l->n, sizeof *all);
	if (!all)
		return ST_NOMEM;
	for (size_t i = 0, j = middle, k = 0; k < l->n; k++) {
		bool first =
			j == l->n || (i < middle && compare_files(&l->files[i], &l->files[j]) <= 0);
		all[k] = l->files[first ? i++ : j++];
	}
	l->files = all;
	l->cap = l->n;
	return ST_OK;
}

enum status
library_list(const struct data_path *path, enum input_kind kind, struct arena *a,
	const struct found_file **out, size_t *n, struct err *e)
{
	struct listing l = { .arena = a };
	*n = 0;
	*out = NULL;
	if (!places[kind].folder)
		return ST_OK;
	for (size_t i = 0; i < path->n; i++) {
		size_t before = l.n;
		enum status st = list_folder(&l, path->dirs[i], places[kind].folder, e);
		if (st != ST_OK)
			return st;
		if (l.n == before)
			continue;
		qsort(l.files + before, l.n - before, sizeof *l.files, compare_files);
		if (merge(&l, before) != ST_OK)
			return err_set(e, ST_NOMEM, "%s", status_text(ST_NOMEM));
	}
	*n = drop_hidden(l.files, l.n);
	*out = l.files;
	return ST_OK;
}
