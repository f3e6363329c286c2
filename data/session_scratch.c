/*
 * session_scratch: the session that is there without asking: one file a model in the state folder.
 *
 * Opening reads and never writes; the file is made with the first event. Whatever goes wrong here
 * must not keep anybody from working: then the session lives in memory, and says so.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "data/session_int.h"
#include "data/text.h"

enum { MOST_COPIES = 99 };

/* The i-th name for a scratch session of the model, from 1. */
static enum status
set_path(struct session *s, int i, struct err *e)
{
	char number[16] = "";
	if (i > 1)
		(void)snprintf(number, sizeof number, "-%d", i);
	const char *slash = *s->folder && s->folder[strlen(s->folder) - 1] == '/' ? "" : "/";
	s->path = arena_printf(s->arena, "%s%sscratch-%s%s.bascule", s->folder, slash,
		s->library->model->id, number);
	s->name = i > 1 ? arena_printf(s->arena, "scratch%s", number) : "scratch";
	return s->path && s->name ? ST_OK : session_nomem(e);
}

static void
stay_in_memory(struct session *s, const struct err *why)
{
	s->in_memory = true;
	session_say(s, "%.700s: changes stay in memory and end with the program", why->text);
}

/* ---- creating the file ----------------------------------------------------------------------- */

/* The folder and those above it, for the user alone. */
static enum status
make_folder(const char *folder, struct err *e)
{
	char *path = strdup(folder);
	if (!path)
		return session_nomem(e);
	bool made = true;
	for (char *slash = path; made && slash;) {
		slash = strchr(slash + 1, '/');
		if (slash)
			*slash = '\0';
		made = mkdir(path, 0700) == 0 || errno == EEXIST;
		if (slash)
			*slash = '/';
	}
	free(path);
	if (made)
		return ST_OK;
	return err_set(e, ST_IO, "cannot create the folder %s: %s", folder, strerror(errno));
}

/* Creates the file under the first name from that of s->path on which nobody has. */
static enum status
create(struct session *s, struct err *e)
{
	const struct evaluation *ev = s->evaluation;
	const struct store_content content = {
		.header = { s->origin, ev->history[0]->time, SESSION_SCORING },
		.events = ev->history,
		.n_events = ev->n_history,
		.is_private = true,
	};
	enum status st = make_folder(s->folder, e);
	if (st != ST_OK)
		return st;
	st = store_create(s->path, &content, e);
	for (int i = 2; st == ST_IO && access(s->path, F_OK) == 0 && i <= MOST_COPIES; i++) {
		st = set_path(s, i, e);
		if (st == ST_OK)
			st = store_create(s->path, &content, e);
	}
	return st == ST_OK ? store_open(s->path, STORE_WRITE, 0, &s->store, e) : st;
}

enum status
session_scratch_create(struct session *s, struct err *e)
{
	struct err why = { .status = ST_OK };
	enum status st = create(s, &why);
	if (st == ST_NOMEM)
		return session_nomem(e);
	if (st == ST_OK)
		s->n_saved = s->evaluation->n_history;
	else
		stay_in_memory(s, &why);
	return ST_OK;
}

/* ---- what is there already ------------------------------------------------------------------- */

/* Replays the file's events over the fresh evaluation; reads nothing else. */
static enum status
take_over(struct session *s, struct store *store, struct err *e)
{
	struct session_content c = { .n_inputs = 0 };
	struct arena *arena = arena_new();
	enum status st = arena ? store_check(store, false, e) : session_nomem(e);
	if (st == ST_OK)
		st = session_content_read(store, s->path, arena, &c, e);
	if (st == ST_OK)
		st = session_replay(s, s->path, &c, e);
	arena_free(arena);
	return st;
}

/* Back to before take_over(). */
static enum status
start_anew(struct session *s, const struct session_context *context, struct err *e)
{
	evaluation_free(s->evaluation);
	s->evaluation = NULL;
	s->seq = 0;
	s->n_saved = 0;
	s->origin = arena_strdup(s->arena, context->origin);
	if (!s->origin)
		return session_nomem(e);
	return evaluation_new(s->library, s->offers, &s->evaluation, e);
}

/* Gives the file and its journals another name. */
static bool
rename_all(const char *from, const char *to, struct arena *a)
{
	static const char *const endings[] = { "-wal", "-journal", "-shm", "" };
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		const char *old = arena_printf(a, "%s%s", from, endings[i]);
		const char *new = arena_printf(a, "%s%s", to, endings[i]);
		if (!old || !new || (rename(old, new) != 0 && errno != ENOENT))
			return false;
	}
	return true;
}

/* The file stays, under a name that says so; the session begins anew. */
static enum status
set_aside(struct session *s, const struct err *why, const struct session_context *context,
	struct err *e)
{
	const char *to = NULL;
	for (int i = 1; i <= MOST_COPIES; i++) {
		to = arena_printf(s->arena, "%s.aside-%d", s->path, i);
		if (!to)
			return session_nomem(e);
		if (access(to, F_OK) != 0)
			break;
		to = NULL;
	}
	if (to && rename_all(s->path, to, s->scratch))
		session_say(s, "a new scratch session begins; the old one is now %.300s (%.500s)",
			to, why->text);
	else
		stay_in_memory(s, why);
	return start_anew(s, context, e);
}

/* A file that cannot be written: its events are taken over, what follows stays in memory. */
static enum status
read_along(struct session *s, const struct err *why, const struct session_context *context,
	struct err *e)
{
	struct store *store = NULL;
	enum status st = store_open(s->path, STORE_READ, 0, &store, e);
	if (st == ST_OK)
		st = take_over(s, store, e);
	(void)store_close(store, NULL);
	if (st != ST_OK && st != ST_NOMEM)
		st = start_anew(s, context, e);
	stay_in_memory(s, why);
	return st;
}

static enum status
open_existing(struct session *s, const struct session_context *context, struct err *e)
{
	struct err why = { .status = ST_OK };
	enum status st = store_open(s->path, STORE_WRITE, 0, &s->store, &why);
	if (st == ST_OK)
		st = take_over(s, s->store, &why);
	if (st == ST_OK)
		return st;
	(void)store_close(s->store, NULL);
	s->store = NULL;
	if (st == ST_BUSY)
		return st;
	if (st == ST_NOMEM)
		return session_nomem(e);
	if (st == ST_INVALID || st == ST_LIMIT)
		return set_aside(s, &why, context, e);
	return read_along(s, &why, context, e);
}

/* Finds the first file that is not in use, or the name for a new one. */
static enum status
find_file(struct session *s, const struct session_context *context, struct err *e)
{
	const struct err all_in_use = { .text = "every scratch session is in use" };
	for (int i = 1; i <= MOST_COPIES; i++) {
		struct stat found;
		enum status st = set_path(s, i, e);
		if (st == ST_OK && stat(s->path, &found) == 0)
			st = open_existing(s, context, e);
		if (st == ST_BUSY)
			continue;
		if (st == ST_OK && i > 1 && !s->notice[0])
			session_say(s,
				"another program works on the scratch session; this one is %s",
				s->name);
		return st;
	}
	stay_in_memory(s, &all_in_use);
	return ST_OK;
}

enum status
session_scratch(struct library *library, const char *state_dir, struct strings offers,
	const struct session_context *context, struct session **out, struct err *e)
{
	struct session *s = NULL;
	enum status st = session_new(library, offers, context, &s, e);
	if (st != ST_OK)
		return st;
	if (state_dir) {
		s->folder = arena_strdup(s->arena, state_dir);
		st = s->folder ? find_file(s, context, e) : session_nomem(e);
	} else {
		const struct err nowhere = { .text = "there is no home folder to keep them in" };
		s->name = "scratch";
		stay_in_memory(s, &nowhere);
	}
	if (st == ST_OK)
		*out = s;
	else
		session_free(s);
	return st;
}
