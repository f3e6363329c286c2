/* session_verify: looking into a session file without working on it. */
#include <string.h>

#include "data/session_int.h"

/* What a verification carries along. */
struct verification {
	struct place at;
	struct arena *arena;
	struct diag *diag;
};

static void
verify_database(const struct verification *v, struct store *store)
{
	struct err why = { .status = ST_OK };
	enum status st = store_check(store, true, &why);
	if (st != ST_OK)
		(void)diag_error(v->diag, st, v->at, "%s", why.text);
}

static void
verify_chain(const struct verification *v, const struct session_content *c)
{
	for (size_t i = 0; i < c->n_events; i++) {
		const char *problem = session_event_problem(c->events, i);
		if (problem)
			(void)diag_error(
				v->diag, ST_FAILED, v->at, "event %zu: %s", i + 1, problem);
	}
}

static void
verify_inputs(const struct verification *v, const struct session_content *c)
{
	struct err why = { .status = ST_OK };
	for (size_t i = 0; i < c->n_inputs; i++) {
		char problem[200];
		if (session_input_problem(c, i, problem, sizeof problem))
			(void)diag_error(v->diag, ST_FAILED, v->at, "%s", problem);
	}
	enum status st = session_inputs_match(c, v->at.file, v->arena, &why);
	if (st != ST_OK)
		(void)diag_error(v->diag, st, v->at, "%s", why.text);
}

/* Whether the events apply to the stored files; asked only when both are what they were. */
static void
verify_replay(const struct verification *v, const struct session_content *c)
{
	static const struct session_context nobody = { "", "", "" };
	struct session *s = NULL;
	struct err why = { .status = ST_OK };
	enum status st = session_from_content(c, v->at.file, &nobody, &s, v->diag, &why);
	if (st != ST_OK)
		(void)diag_error(v->diag, st, v->at, "%s", why.text);
	session_free(s);
}

static enum status
verify_content(const struct verification *v, struct store *store, size_t *n_events, struct err *e)
{
	struct session_content c = { .n_inputs = 0 };
	verify_database(v, store);
	enum status st = session_content_read(store, v->at.file, v->arena, &c, e);
	if (st == ST_NOMEM)
		return st;
	if (st != ST_OK)
		return diag_error(v->diag, st, v->at, "%s", e->text);
	*n_events = c.n_events;
	verify_chain(v, &c);
	if (c.n_inputs)
		verify_inputs(v, &c);
	if (c.n_inputs && v->diag->n_errors == 0)
		verify_replay(v, &c);
	if (v->diag->worst == ST_NOMEM)
		return session_nomem(e);
	return v->diag->n_errors ? err_set(e, ST_FAILED, "%s is not as it was written", v->at.file)
				 : ST_OK;
}

enum status
session_verify(const char *path, size_t *n_events, struct diag *diag, struct err *e)
{
	struct store *store = NULL;
	struct err why = { .status = ST_OK };
	struct verification v = { { path, 0, 0 }, arena_new(), diag };
	*n_events = 0;
	enum status st =
		v.arena ? store_open(path, STORE_READ, 0, &store, &why) : session_nomem(&why);
	if (st == ST_INVALID)
		(void)diag_error(diag, st, v.at, "%s", why.text);
	if (st == ST_OK)
		st = verify_content(&v, store, n_events, &why);
	if (st != ST_OK)
		(void)err_set(e, st, "%s", why.text);
	(void)store_close(store, NULL);
	arena_free(v.arena);
	return st;
}

enum status
session_peek(const char *path, struct arena *a, struct session_info *out, struct err *e)
{
	struct store *store = NULL;
	struct store_header header;
	const struct event *first = NULL, *last = NULL;
	int64_t n = 0;
	*out = (struct session_info){ .path = path };
	enum status st = store_open(path, STORE_READ, 0, &store, e);
	if (st == ST_OK)
		st = store_read_header(store, a, &header, e);
	if (st == ST_OK)
		st = store_read_ends(store, a, &first, &last, &n, e);
	if (st == ST_OK && n == 0)
		st = err_set(e, ST_INVALID, "%s does not say which files it is about", path);
	if (st == ST_OK)
		st = store_has_inputs(store, &out->named, e);
	if (st == ST_OK)
		st = store_count_changes(store, &out->n_events, e);
	(void)store_close(store, NULL);
	if (st != ST_OK)
		return st;
	out->created = header.created;
	out->changed = last->time;
	out->model = arena_strndup(a, first->target, strcspn(first->target, " "));
	return out->model ? ST_OK : session_nomem(e);
}
