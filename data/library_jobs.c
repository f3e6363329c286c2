/* library_jobs: profiles, ladders and the model, read and parsed by several threads. */
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "data/ladder_read.h"
#include "data/library_int.h"
#include "data/profile_read.h"
#include "data/text.h"

/* ---- bases of a model -------------------------------------------------------------------- */

struct base_search {
	const struct job_list *list;
	struct bases *bases;
	struct arena *arena;
};

static enum status
find_given(const struct job_list *list, const char *id, struct file_bytes *out)
{
	for (size_t i = 0; i < list->n_given; i++) {
		const struct input *in = &list->given[i];
		if (in->kind != INPUT_MODEL || !str_eq(in->name, id))
			continue;
		*out = (struct file_bytes){ in->path, in->bytes, in->len };
		return ST_OK;
	}
	return ST_INVALID;
}

static enum status
find_base(void *context, const char *id, struct file_bytes *out, struct err *e)
{
	struct base_search *s = context;
	const char *path;
	enum status st = ST_INVALID;
	if (s->bases->n == MOST_BASES)
		return err_set(e, ST_INVALID, "more than %d models one on the other", MOST_BASES);
	if (!s->list->path) {
		st = find_given(s->list, id, out);
	} else if (id_valid(id, strlen(id))) {
		st = library_find(s->list->path, INPUT_MODEL, id, s->arena, &path, NULL);
		if (st == ST_OK && path)
			st = file_read(path, s->arena, out, e);
		else if (st == ST_OK)
			st = ST_INVALID;
	}
	if (st == ST_INVALID)
		return err_set(e, st, "there is no model \"%s\"", id);
	if (st != ST_OK)
		return st;
	s->bases->ids[s->bases->n] = id;
	s->bases->in[s->bases->n++] = *out;
	return ST_OK;
}

/* ---- one job ----------------------------------------------------------------------------- */

static enum status
parse(const struct job_list *list, struct job *job, struct arena *arena, struct arena *scratch)
{
	struct base_search search = { list, &job->bases, arena };
	const struct model_finder finder = { find_base, &search };
	const struct dictionary *d = list->dictionary;
	enum status st = ST_INVALID;
	if (job->kind == INPUT_MODEL) {
		st = model_parse(&job->in, d, &finder, arena, scratch, &job->model, &job->diag);
		job->id = job->model ? job->model->id : NULL;
	} else if (job->kind == INPUT_LADDER) {
		st = ladder_parse(&job->in, d, arena, scratch, &job->ladder, &job->diag);
		job->id = job->ladder ? job->ladder->id : NULL;
	} else {
		st = profile_parse(&job->in, d, arena, scratch, &job->profile, &job->diag);
		job->id = job->profile ? job->profile->id : NULL;
	}
	return st == ST_OK ? library_check_name(job->name, job->path, job->id, &job->diag) : st;
}

static void
run_one(const struct job_list *list, struct job *job, struct arena *arena, struct arena *scratch)
{
	struct err e;
	job->status = ST_OK;
	if (!job->in.bytes)
		job->status = file_read(job->path, arena, &job->in, &e);
	if (job->status == ST_NOMEM)
		(void)diag_nomem(&job->diag);
	else if (job->status != ST_OK)
		(void)diag_error(
			&job->diag, job->status, (struct place){ job->path, 0, 0 }, "%s", e.text);
	else
		job->status = parse(list, job, arena, scratch);
	arena_reset(scratch);
}

/* ---- threads ----------------------------------------------------------------------------- */

struct crew {
	const struct job_list *list;
	struct job **order; /* the largest first, so that no thread ends long after */
	atomic_size_t next;
};

struct worker {
	struct crew *crew;
	struct arena *arena, *scratch;
};

static void *
work(void *argument)
{
	struct worker *w = argument;
	for (;;) {
		size_t i = atomic_fetch_add(&w->crew->next, 1);
		if (i >= w->crew->list->n)
			return NULL;
		run_one(w->crew->list, w->crew->order[i], w->arena, w->scratch);
	}
}

static int
compare_sizes(const void *a, const void *b)
{
	const struct job *x = *(struct job *const *)a, *y = *(struct job *const *)b;
	if (x->size != y->size)
		return x->size > y->size ? -1 : 1;
	return x < y ? -1 : x > y;
}

/* Signals are for the thread that the program began with. */
static bool
start(pthread_t *thread, struct worker *w)
{
	sigset_t all, before;
	sigfillset(&all);
	if (pthread_sigmask(SIG_SETMASK, &all, &before) != 0)
		return false;
	bool ok = pthread_create(thread, NULL, work, w) == 0;
	(void)pthread_sigmask(SIG_SETMASK, &before, NULL);
	return ok;
}

enum { MOST_THREADS = 2 };

static void
run_crew(struct crew *crew, struct arena **arenas, size_t n_threads)
{
	struct worker workers[MOST_THREADS];
	pthread_t threads[MOST_THREADS];
	size_t n = n_threads < MOST_THREADS ? n_threads : MOST_THREADS, n_scratch = 0, started = 0;
	for (; n_scratch < n; n_scratch++) {
		workers[n_scratch] = (struct worker){ crew, arenas[n_scratch], arena_new() };
		if (!workers[n_scratch].scratch)
			break;
	}
	/* Whoever cannot be started leaves its share to the others. */
	for (size_t i = 1; i < n_scratch && start(&threads[started + 1], &workers[i]); i++)
		started++;
	if (n_scratch)
		(void)work(&workers[0]);
	for (size_t i = 1; i <= started; i++)
		(void)pthread_join(threads[i], NULL);
	for (size_t i = 0; i < n_scratch; i++)
		arena_free(workers[i].scratch);
}

void
jobs_run(struct job_list *list, struct arena **arenas, size_t n_threads)
{
	struct crew crew = { .list = list };
	crew.order = calloc(list->n + 1, sizeof(struct job *));
	for (size_t i = 0; i < list->n; i++) {
		list->jobs[i].status = ST_NOMEM;
		if (crew.order)
			crew.order[i] = &list->jobs[i];
	}
	if (!crew.order)
		return;
	qsort(crew.order, list->n, sizeof(struct job *), compare_sizes);
	run_crew(&crew, arenas, n_threads);
	free(crew.order);
}
