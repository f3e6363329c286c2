/* library_read: from a request, or from the bytes of a session, to a library. */
#include "data/library_read.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "data/framework.h"
#include "data/library_int.h"
#include "data/text.h"

/* Everything that making a library needs; the library itself when all went well. */
struct loading {
	struct library *lib;
	struct arena *arena; /* the first of the library's */
	struct arena *scratch;
	struct job_list list;
	struct file_bytes parts[3]; /* dictionary, groups, rates */
	struct framework_files frameworks;
	const char **notices;
	struct diag *diag;
};

/* ---- begin and end ----------------------------------------------------------------------- */

static struct library *
library_new(size_t n_threads)
{
	struct library *lib = calloc(1, sizeof *lib);
	if (!lib)
		return NULL;
	lib->arenas = calloc(n_threads, sizeof(struct arena *));
	while (lib->arenas && lib->n_arenas < n_threads) {
		lib->arenas[lib->n_arenas] = arena_new();
		if (!lib->arenas[lib->n_arenas])
			break;
		lib->n_arenas++;
	}
	if (lib->n_arenas == n_threads)
		return lib;
	library_free(lib);
	return NULL;
}

static enum status
begin(struct loading *l, size_t n_threads, struct diag *diag)
{
	*l = (struct loading){ .diag = diag };
	l->lib = library_new(n_threads);
	l->scratch = arena_new();
	if (!l->lib || !l->scratch)
		return diag_nomem(diag);
	l->arena = l->lib->arenas[0];
	l->list.dictionary = &l->lib->dictionary;
	return ST_OK;
}

static enum status
end(struct loading *l, enum status st, struct library **out)
{
	for (size_t i = 0; i < l->list.n; i++)
		diag_clear(&l->list.jobs[i].diag);
	arena_free(l->scratch);
	if (st == ST_OK)
		*out = l->lib;
	else
		library_free(l->lib);
	return st;
}

/* ---- which files ------------------------------------------------------------------------- */

static void
add_job(struct loading *l, enum input_kind kind, const char *name, const char *path)
{
	struct stat s;
	struct job *job = &l->list.jobs[l->list.n++];
	*job = (struct job){ .kind = kind, .name = name, .path = path };
	diag_init(&job->diag);
	if (stat(path, &s) == 0 && s.st_size > 0)
		job->size = (size_t)s.st_size;
}

static enum status
report_unknown(struct loading *l, enum input_kind kind, const char *id)
{
	const struct found_file *files;
	size_t n;
	struct err e;
	enum status st = library_list(l->list.path, kind, l->scratch, &files, &n, &e);
	const char **ids = st == ST_OK ? arena_array(l->scratch, n, sizeof(const char *)) : NULL;
	for (size_t i = 0; ids && i < n; i++)
		ids[i] = files[i].id;
	const char *near = ids ? text_nearest(id, ids, n) : NULL, *what = input_kind_words[kind];
	const struct place nowhere = { NULL, 0, 0 };
	if (near)
		return diag_error(l->diag, ST_USAGE, nowhere,
			"there is no %s \"%s\"; did you mean \"%s\"?", what, id, near);
	return diag_error(l->diag, ST_USAGE, nowhere, "there is no %s \"%s\"", what, id);
}

static enum status
tell_replaced(struct loading *l, enum input_kind kind, const char *id, const char *path,
	const char *hidden)
{
	const char *notice = arena_printf(
		l->arena, "%s %s: %s replaces %s", input_kind_words[kind], id, path, hidden);
	if (!notice)
		return diag_nomem(l->diag);
	l->notices[l->lib->notices.n++] = notice;
	return ST_OK;
}

/* A file of the folders; *path is NULL when the id is in none of them. */
static enum status
add_found(struct loading *l, enum input_kind kind, const char *id, const char **path)
{
	const char *hidden, *first, *copy = arena_strdup(l->arena, id);
	if (!copy || library_find(l->list.path, kind, id, l->arena, &first, &hidden) != ST_OK)
		return diag_nomem(l->diag);
	if (!*path)
		*path = first;
	if (!*path)
		return ST_OK;
	add_job(l, kind, copy, *path);
	return hidden ? tell_replaced(l, kind, id, *path, hidden) : ST_OK;
}

static enum status
add_named(struct loading *l, enum input_kind kind, const char *id)
{
	const char *path = NULL;
	if (library_is_path(id)) {
		path = arena_strdup(l->arena, id);
		if (!path)
			return diag_nomem(l->diag);
		add_job(l, kind, NULL, path);
		return ST_OK;
	}
	enum status st = ST_OK;
	if (id_valid(id, strlen(id)))
		st = add_found(l, kind, id, &path);
	return st == ST_OK && !path ? report_unknown(l, kind, id) : st;
}

/* All files of a kind that the folders hold. */
struct listed {
	const struct found_file *files;
	size_t n;
};

static enum status
list_all(struct loading *l, enum input_kind kind, struct listed *out)
{
	struct err e;
	enum status st = library_list(l->list.path, kind, l->arena, &out->files, &out->n, &e);
	if (st == ST_NOMEM)
		return diag_nomem(l->diag);
	if (st != ST_OK)
		return diag_error(l->diag, st, (struct place){ NULL, 0, 0 }, "%s", e.text);
	return ST_OK;
}

static enum status
add_all(struct loading *l, enum input_kind kind, const struct listed *all)
{
	enum status st = ST_OK;
	for (size_t i = 0; i < all->n && st == ST_OK; i++) {
		const char *path = all->files[i].path;
		st = add_found(l, kind, all->files[i].id, &path);
	}
	return st;
}

/* Room for n jobs and the model's, and for a notice of each and of each framework. */
static enum status
make_room(struct loading *l, size_t n)
{
	size_t n_notices = n + 1 + l->frameworks.n;
	l->list.jobs = arena_array(l->arena, n + 1, sizeof *l->list.jobs);
	l->notices = arena_array(l->arena, n_notices, sizeof(const char *));
	if (!l->list.jobs || !l->notices)
		return diag_nomem(l->diag);
	l->lib->notices.items = l->notices;
	return ST_OK;
}

static enum status
tell_frameworks(struct loading *l)
{
	const struct framework_files *f = &l->frameworks;
	enum status st = ST_OK;
	for (size_t i = 0; i < f->n && st == ST_OK; i++)
		if (f->hidden[i])
			st = tell_replaced(l, INPUT_FRAMEWORK, f->frameworks[i]->id, f->in[i].path,
				f->hidden[i]);
	return st;
}

/*
 * A job for the model, if any, one for each profile (those asked for, or all that there are) and
 * one for each ladder.
 */
static enum status
plan(struct loading *l, const struct library_request *request)
{
	const struct strings *ids = &request->profiles;
	struct listed profiles = { NULL, 0 }, ladders = { NULL, 0 };
	enum status st = list_all(l, INPUT_LADDER, &ladders);
	if (st == ST_OK && !ids->n)
		st = list_all(l, INPUT_PROFILE, &profiles);
	if (st == ST_OK)
		st = make_room(l, ids->n + profiles.n + ladders.n);
	if (st == ST_OK)
		st = tell_frameworks(l);
	if (st == ST_OK && request->model)
		st = add_named(l, INPUT_MODEL, request->model);
	for (size_t i = 0; i < ids->n && st == ST_OK; i++)
		st = add_named(l, INPUT_PROFILE, ids->items[i]);
	if (st == ST_OK)
		st = add_all(l, INPUT_PROFILE, &profiles);
	return st == ST_OK ? add_all(l, INPUT_LADDER, &ladders) : st;
}

/* ---- what came of it --------------------------------------------------------------------- */

static int
compare_ids(const void *a, const void *b)
{
	const struct profile *x = *(const struct profile *const *)a;
	const struct profile *y = *(const struct profile *const *)b;
	return strcmp(x->id, y->id);
}

static int
compare_ids_by_case(const void *a, const void *b)
{
	const struct profile *x = *(const struct profile *const *)a;
	const struct profile *y = *(const struct profile *const *)b;
	int order = id_casecmp(x->id, y->id);
	return order ? order : strcmp(x->path, y->path);
}

/* Ids are unique without regard to case: of two that are not, the second is left out. */
static size_t
drop_twins(struct loading *l, const struct profile **profiles, size_t n)
{
	size_t kept = 0;
	qsort(profiles, n, sizeof(const struct profile *), compare_ids_by_case);
	for (size_t i = 0; i < n; i++) {
		if (kept && id_casecmp(profiles[kept - 1]->id, profiles[i]->id) == 0)
			(void)diag_error(l->diag, ST_INVALID,
				(struct place){ profiles[i]->path, 0, 0 },
				"id: \"%s\" is already the id of %s", profiles[i]->id,
				profiles[kept - 1]->path);
		else
			profiles[kept++] = profiles[i];
	}
	qsort(profiles, kept, sizeof(const struct profile *), compare_ids);
	return kept;
}

static int
compare_ladders(const void *a, const void *b)
{
	const struct ladder *x = *(const struct ladder *const *)a;
	const struct ladder *y = *(const struct ladder *const *)b;
	return strcmp(x->id, y->id);
}

static enum status
collect(struct loading *l)
{
	const struct profile **profiles =
		arena_array(l->arena, l->list.n, sizeof(const struct profile *));
	const struct ladder **ladders =
		arena_array(l->arena, l->list.n, sizeof(const struct ladder *));
	if (!profiles || !ladders)
		return diag_nomem(l->diag);
	size_t n = 0;
	enum status st = ST_OK;
	for (size_t i = 0; i < l->list.n; i++) {
		struct job *job = &l->list.jobs[i];
		if (diag_join(l->diag, &job->diag) == ST_NOMEM || job->status == ST_NOMEM)
			return diag_nomem(l->diag);
		if (job->kind == INPUT_MODEL) {
			l->lib->model = job->model;
			st = job->status;
		} else if (job->status == ST_OK && job->kind == INPUT_PROFILE) {
			profiles[n++] = job->profile;
		} else if (job->status == ST_OK) {
			ladders[l->lib->n_ladders++] = job->ladder;
		}
	}
	qsort(ladders, l->lib->n_ladders, sizeof(const struct ladder *), compare_ladders);
	l->lib->ladders = ladders;
	l->lib->n_profiles = drop_twins(l, profiles, n);
	l->lib->profiles = profiles;
	return st;
}

static void
add_input(struct library *lib, enum input_kind kind, const char *name, const struct file_bytes *in)
{
	lib->inputs[lib->n_inputs++] = (struct input){
		.kind = kind, .name = name, .path = in->path, .bytes = in->bytes, .len = in->len
	};
}

/* The files of everything that is in the library. */
static enum status
collect_inputs(struct loading *l)
{
	struct library *lib = l->lib;
	const struct framework_files *f = &l->frameworks;
	size_t most = 3 + f->n + l->list.n + MOST_BASES;
	lib->inputs = arena_array(l->arena, most, sizeof *lib->inputs);
	if (!lib->inputs)
		return diag_nomem(l->diag);
	for (int kind = INPUT_DICTIONARY; kind <= INPUT_RATES; kind++)
		add_input(lib, (enum input_kind)kind, input_kind_words[kind], &l->parts[kind]);
	for (size_t i = 0; i < f->n; i++)
		add_input(lib, INPUT_FRAMEWORK, f->frameworks[i]->id, &f->in[i]);
	for (size_t i = 0; i < l->list.n; i++) {
		const struct job *job = &l->list.jobs[i];
		if (job->status != ST_OK)
			continue;
		add_input(lib, job->kind, job->id, &job->in);
		for (size_t k = 0; k < job->bases.n; k++)
			add_input(lib, INPUT_MODEL, job->bases.ids[k], &job->bases.in[k]);
	}
	return ST_OK;
}

/* ---- the two ways in --------------------------------------------------------------------- */

enum status
library_load(const struct library_request *request, struct library **out, struct diag *diag)
{
	struct loading l;
	size_t n_threads = request->threads == 2 ? 2 : 1;
	enum status st = begin(&l, n_threads, diag);
	if (st == ST_OK) {
		l.list.path = request->path;
		st = library_read_dictionary(
			request->path, l.arena, l.scratch, l.parts, &l.lib->dictionary, diag);
	}
	if (st == ST_OK)
		st = library_read_frameworks(
			request->path, l.arena, l.scratch, &l.lib->dictionary, &l.frameworks, diag);
	if (st == ST_OK)
		st = plan(&l, request);
	if (st == ST_OK) {
		jobs_run(&l.list, l.lib->arenas, n_threads);
		st = collect(&l);
	}
	if (st == ST_OK)
		st = collect_inputs(&l);
	return end(&l, st, out);
}

/* Copies the inputs into the library, which owns all that it holds. */
static enum status
take_inputs(struct loading *l, const struct input *inputs, size_t n)
{
	struct library *lib = l->lib;
	lib->inputs = arena_array(l->arena, n, sizeof *lib->inputs);
	if (!lib->inputs)
		return diag_nomem(l->diag);
	for (size_t i = 0; i < n; i++) {
		struct input in = inputs[i];
		in.name = arena_strdup(l->arena, in.name);
		in.path = arena_strdup(l->arena, in.path ? in.path : inputs[i].name);
		in.bytes = arena_strndup(l->arena, in.bytes, in.len);
		if (!in.name || !in.path || !in.bytes)
			return diag_nomem(l->diag);
		lib->inputs[lib->n_inputs++] = in;
	}
	l->list.given = lib->inputs;
	l->list.n_given = n;
	return ST_OK;
}

static enum status
parse_given_parts(struct loading *l)
{
	for (int kind = INPUT_DICTIONARY; kind <= INPUT_RATES; kind++) {
		const struct input *found = NULL;
		for (size_t i = 0; i < l->lib->n_inputs && !found; i++)
			if (l->lib->inputs[i].kind == (enum input_kind)kind)
				found = &l->lib->inputs[i];
		if (!found)
			return diag_error(l->diag, ST_INVALID, (struct place){ NULL, 0, 0 },
				"the session holds no %s", input_kind_words[kind]);
		const struct file_bytes in = { found->path, found->bytes, found->len };
		enum status st = library_parse_part((enum input_kind)kind, &in, l->arena,
			l->scratch, &l->lib->dictionary, l->diag);
		if (st != ST_OK)
			return st;
		arena_reset(l->scratch);
	}
	return ST_OK;
}

static enum status
plan_given(struct loading *l, const char *model)
{
	bool found = !model;
	l->list.jobs = arena_array(l->arena, l->lib->n_inputs, sizeof *l->list.jobs);
	if (!l->list.jobs)
		return diag_nomem(l->diag);
	for (size_t i = 0; i < l->lib->n_inputs; i++) {
		const struct input *in = &l->lib->inputs[i];
		bool is_model = in->kind == INPUT_MODEL && str_eq(in->name, model);
		bool is_part = in->kind == INPUT_PROFILE || in->kind == INPUT_LADDER;
		if (!is_part && (!is_model || found))
			continue;
		found |= is_model;
		struct job *job = &l->list.jobs[l->list.n++];
		*job = (struct job){ .kind = in->kind,
			.name = in->name,
			.path = in->path,
			.in = { in->path, in->bytes, in->len },
			.size = in->len };
		diag_init(&job->diag);
	}
	if (!found)
		return diag_error(l->diag, ST_INVALID, (struct place){ NULL, 0, 0 },
			"the session holds no model \"%s\"", model);
	return ST_OK;
}

enum status
library_from_inputs(const struct input *inputs, size_t n, const char *model, struct library **out,
	struct diag *diag)
{
	struct loading l;
	enum status st = begin(&l, 1, diag);
	if (st == ST_OK)
		st = take_inputs(&l, inputs, n);
	if (st == ST_OK)
		st = parse_given_parts(&l);
	if (st == ST_OK)
		st = library_given_frameworks(l.lib->inputs, l.lib->n_inputs, l.arena, l.scratch,
			&l.lib->dictionary, diag);
	if (st == ST_OK)
		st = plan_given(&l, model);
	if (st == ST_OK) {
		jobs_run(&l.list, l.lib->arenas, 1);
		st = collect(&l);
	}
	return end(&l, st, out);
}
