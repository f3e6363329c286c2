/* session_open: named sessions: created, opened, saved under another name. */
#include <string.h>

#include "data/session_int.h"
#include "data/text.h"

enum { WAIT_MS = 2000 };

static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

static enum status
set_path(struct session *s, const char *path, struct err *e)
{
	s->path = arena_strdup(s->arena, path);
	if (!s->path)
		return session_nomem(e);
	s->name = base_name(s->path);
	s->is_named = true;
	return ST_OK;
}

/* ---- creating -------------------------------------------------------------------------------- */

/* Writes the session as it is, with one more event (or NULL), to a new named file. */
static enum status
write_copy(struct session *s, const char *path, const struct event *last,
	const struct session_context *context, struct err *e)
{
	const struct evaluation *ev = s->evaluation;
	size_t n = ev->n_history;
	const struct event **events = arena_array(s->scratch, n + 1, sizeof(const struct event *));
	if (!events)
		return session_nomem(e);
	if (n)
		memcpy(events, ev->history, n * sizeof(const struct event *));
	if (last)
		events[n++] = last;
	const struct store_content content = {
		.header = { context->origin, context->time, SESSION_SCORING },
		.inputs = s->library->inputs,
		.n_inputs = s->library->n_inputs,
		.events = events,
		.n_events = n,
	};
	return store_create(path, &content, e);
}

enum status
session_create(const char *path, struct library *library, struct strings offers,
	const struct session_context *context, struct session **out, struct err *e)
{
	struct session *s = NULL;
	struct event v;
	bool is_new = true;
	enum status st = session_new(library, offers, context, &s, e);
	if (st != ST_OK)
		return st;
	st = set_path(s, path, e);
	if (st == ST_OK)
		st = session_inputs_event(s, &v, &is_new, e);
	if (st == ST_OK)
		st = session_push(s, &v, context, e);
	if (st == ST_OK)
		st = write_copy(s, path, NULL, context, e);
	if (st == ST_OK)
		st = store_open(path, STORE_WRITE, 0, &s->store, e);
	if (st != ST_OK) {
		session_free(s);
		return st;
	}
	s->n_saved = s->evaluation->n_history;
	s->has_inputs = true;
	*out = s;
	return ST_OK;
}

enum status
session_save_as(
	struct session *s, const char *path, const struct session_context *context, struct err *e)
{
	struct event v;
	bool is_new = false;
	arena_reset(s->scratch);
	enum status st = session_inputs_event(s, &v, &is_new, e);
	if (st != ST_OK)
		return st;
	if (is_new) {
		/* Of the copy alone: this session takes its inputs over by itself. */
		const struct evaluation *ev = s->evaluation;
		const struct event *before = ev->n_history ? ev->history[ev->n_history - 1] : NULL;
		bool own = before && str_eq(before->origin, context->origin);
		v.origin = context->origin;
		v.seq = v.gesture = own ? before->seq + 1 : 1;
		v.time = context->time;
		v.actor = context->actor;
		v.scope = "";
		memcpy(v.prev, before ? before->hash : event_no_hash, sizeof v.prev);
		event_seal(&v);
	}
	return write_copy(s, path, is_new ? &v : NULL, context, e);
}

/* ---- opening --------------------------------------------------------------------------------- */

/* Tries to write; *why says why it can only be read, or nothing. */
static enum status
open_store(const char *path, enum session_mode mode, struct store **out, struct err *why,
	struct err *e)
{
	why->text[0] = '\0';
	if (mode == SESSION_WRITE) {
		enum status st = store_open(path, STORE_WRITE, WAIT_MS, out, why);
		if (st == ST_OK)
			return ST_OK;
		if (st != ST_BUSY && st != ST_READONLY)
			return err_set(e, st, "%s", why->text);
	}
	return store_open(path, STORE_READ, 0, out, e);
}

/* Checks what the file holds and makes the session of it. */
static enum status
load(struct store *store, const char *path, const struct session_context *context,
	struct session **out, struct diag *diag, struct err *e)
{
	struct session_content c = { .n_inputs = 0 };
	struct arena *arena = arena_new();
	char problem[200];
	enum status st = arena ? store_check(store, false, e) : session_nomem(e);
	if (st == ST_OK)
		st = session_content_read(store, path, arena, &c, e);
	if (st == ST_OK && c.n_inputs == 0)
		st = err_set(e, ST_USAGE,
			"%s is a scratch session, which does not hold its files; save it under a "
			"name to open it",
			path);
	for (size_t i = 0; st == ST_OK && i < c.n_inputs; i++)
		if (session_input_problem(&c, i, problem, sizeof problem))
			st = err_set(e, ST_INVALID, "%s: %s", path, problem);
	if (st == ST_OK)
		st = session_inputs_match(&c, path, arena, e);
	if (st == ST_OK)
		st = session_from_content(&c, path, context, out, diag, e);
	arena_free(arena);
	return st;
}

enum status
session_open(const char *path, enum session_mode mode, const struct session_context *context,
	struct session **out, struct diag *diag, struct err *e)
{
	struct session *s = NULL;
	struct store *store = NULL;
	struct err why;
	enum status st = open_store(path, mode, &store, &why, e);
	if (st == ST_OK)
		st = load(store, path, context, &s, diag, e);
	if (st == ST_OK)
		st = set_path(s, path, e);
	if (st != ST_OK) {
		(void)store_close(store, NULL);
		session_free(s);
		return st;
	}
	s->is_read_only = mode == SESSION_READ || why.text[0];
	if (why.text[0])
		session_say(s, "%.700s: open for reading only", why.text);
	/* A reader has all that it needs, and would only be in the way of the writer. */
	if (s->is_read_only)
		(void)store_close(store, NULL);
	else
		s->store = store;
	s->has_inputs = true;
	*out = s;
	return ST_OK;
}
