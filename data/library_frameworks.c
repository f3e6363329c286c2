/* library_frameworks: the sovereignty frameworks, which profiles, models and ladders speak of. */
#include <string.h>

#include "data/framework_read.h"
#include "data/library_int.h"
#include "data/text.h"

enum status
library_check_name(const char *name, const char *path, const char *id, struct diag *diag)
{
	if (!name || str_eq(name, id))
		return ST_OK;
	return diag_error(diag, ST_INVALID, (struct place){ path, 0, 0 },
		"id: the file is named %s.yaml, so its id must be \"%s\", found \"%s\"", name, name,
		id);
}

/* Whether a framework, or an objective or criterion of it, has that id in any case. */
static bool
has_id(const struct framework *f, const char *id)
{
	bool has = id_casecmp(f->id, id) == 0;
	for (size_t i = 0; i < f->n_objectives && !has; i++)
		has = id_casecmp(f->objectives[i].id, id) == 0;
	for (size_t i = 0; i < f->n_criteria && !has; i++)
		has = id_casecmp(f->criteria[i]->id, id) == 0;
	return has;
}

/* The first id of a framework that another has too; NULL: none. */
static const char *
shared_id(const struct framework *f, const struct framework *other)
{
	if (has_id(other, f->id))
		return f->id;
	for (size_t i = 0; i < f->n_objectives; i++)
		if (has_id(other, f->objectives[i].id))
			return f->objectives[i].id;
	for (size_t i = 0; i < f->n_criteria; i++)
		if (has_id(other, f->criteria[i]->id))
			return f->criteria[i]->id;
	return NULL;
}

/* Marks, objectives and frameworks are named by id alone, so no two may share one. */
static enum status
check_apart(const struct framework_files *files, const struct framework *new, struct diag *diag)
{
	for (size_t i = 0; i < files->n; i++) {
		const struct framework *other = files->frameworks[i];
		const char *id = shared_id(new, other);
		if (id)
			return diag_error(diag, ST_INVALID, (struct place){ new->path, 0, 0 },
				"\"%s\" is already an id of the framework %s (%s)", id, other->id,
				other->path);
	}
	return ST_OK;
}

static enum status
add(struct framework_files *files, const char *name, const struct file_bytes *in,
	const struct dictionary *dictionary, struct arena *arena, struct arena *scratch,
	struct diag *diag)
{
	const struct framework *f = NULL;
	enum status st = framework_parse(in, dictionary, arena, scratch, &f, diag);
	arena_reset(scratch);
	if (st == ST_OK)
		st = library_check_name(name, in->path, f->id, diag);
	if (st == ST_OK)
		st = check_apart(files, f, diag);
	if (st != ST_OK)
		return st;
	files->in[files->n] = *in;
	files->frameworks[files->n++] = f;
	return ST_OK;
}

static enum status
make_room(struct framework_files *files, size_t n, struct arena *arena, struct diag *diag)
{
	*files = (struct framework_files){
		.frameworks = arena_array(arena, n, sizeof(const struct framework *)),
		.in = arena_array(arena, n, sizeof *files->in),
		.hidden = arena_array(arena, n, sizeof(const char *)),
	};
	return files->frameworks && files->in && files->hidden ? ST_OK : diag_nomem(diag);
}

static enum status
read_one(const struct data_path *path, const struct found_file *file, struct framework_files *files,
	const struct dictionary *dictionary, struct arena *arena, struct arena *scratch,
	struct diag *diag)
{
	struct file_bytes in;
	struct err e;
	const char *first;
	enum status st = library_find(
		path, INPUT_FRAMEWORK, file->id, arena, &first, &files->hidden[files->n]);
	if (st == ST_OK)
		st = file_read(file->path, arena, &in, &e);
	if (st == ST_NOMEM)
		return diag_nomem(diag);
	if (st != ST_OK)
		return diag_error(diag, st, (struct place){ file->path, 0, 0 }, "%s", e.text);
	return add(files, file->id, &in, dictionary, arena, scratch, diag);
}

static enum status
hand_over(const struct framework_files *files, struct arena *arena, struct dictionary *d,
	struct diag *diag)
{
	size_t n = 0;
	for (size_t i = 0; i < files->n; i++)
		n += files->frameworks[i]->n_criteria;
	const char **ids = arena_array(arena, n, sizeof *ids);
	if (!ids)
		return diag_nomem(diag);
	n = 0;
	for (size_t i = 0; i < files->n; i++)
		for (size_t k = 0; k < files->frameworks[i]->n_criteria; k++)
			ids[n++] = files->frameworks[i]->criteria[k]->id;
	d->frameworks = files->frameworks;
	d->n_frameworks = files->n;
	d->mark_ids = ids;
	d->n_mark_ids = n;
	return ST_OK;
}

enum status
library_read_frameworks(const struct data_path *path, struct arena *arena, struct arena *scratch,
	struct dictionary *dictionary, struct framework_files *out, struct diag *diag)
{
	const struct found_file *found;
	size_t n;
	struct err e;
	enum status st = library_list(path, INPUT_FRAMEWORK, arena, &found, &n, &e);
	if (st == ST_NOMEM)
		return diag_nomem(diag);
	if (st != ST_OK)
		return diag_error(diag, st, (struct place){ NULL, 0, 0 }, "%s", e.text);
	st = make_room(out, n, arena, diag);
	for (size_t i = 0; i < n && st == ST_OK; i++)
		st = read_one(path, &found[i], out, dictionary, arena, scratch, diag);
	return st == ST_OK ? hand_over(out, arena, dictionary, diag) : st;
}

/* Byte order of ids, as files are listed: a session stores its inputs in any order. */
static void
sort(struct framework_files *files)
{
	for (size_t i = 1; i < files->n; i++) {
		const struct framework *f = files->frameworks[i];
		size_t k = i;
		for (; k && strcmp(files->frameworks[k - 1]->id, f->id) > 0; k--)
			files->frameworks[k] = files->frameworks[k - 1];
		files->frameworks[k] = f;
	}
}

enum status
library_given_frameworks(const struct input *inputs, size_t n, struct arena *arena,
	struct arena *scratch, struct dictionary *dictionary, struct diag *diag)
{
	struct framework_files files;
	enum status st = make_room(&files, n, arena, diag);
	for (size_t i = 0; i < n && st == ST_OK; i++) {
		const struct file_bytes in = { inputs[i].path, inputs[i].bytes, inputs[i].len };
		if (inputs[i].kind == INPUT_FRAMEWORK)
			st = add(&files, inputs[i].name, &in, dictionary, arena, scratch, diag);
	}
	if (st != ST_OK)
		return st;
	sort(&files);
	return hand_over(&files, arena, dictionary, diag);
}
