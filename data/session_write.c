/*
 * session_write: changes, undo and redo, and how they reach the disk.
 *
 * An event is applied first and then committed. When the file cannot be written the event stays in
 * the history beyond n_saved; every later commit tries to write all that wait, in order.
 */
#include <stdio.h>
#include <string.h>

#include "data/session_int.h"
#include "data/text.h"

/* ---- to the disk ----------------------------------------------------------------------------- */

static enum status
still_waiting(const struct session *s, enum status st, const struct err *why, struct err *e)
{
	size_t n = session_unsaved(s);
	return err_set(e, st, "%.700s; %zu change%s kept in memory until the file can be written",
		why->text, n, n == 1 ? " is" : "s are");
}

enum status
session_commit(struct session *s, bool durable, struct err *e)
{
	const struct evaluation *ev = s->evaluation;
	size_t n = ev->n_history - s->n_saved;
	if (s->in_memory || n == 0)
		return ST_OK;
	if (!s->store)
		return session_scratch_create(s, e);
	struct err why = { .status = ST_OK };
	enum status st =
		store_append(s->store, s->n_saved, ev->history + s->n_saved, n, durable, &why);
	if (st != ST_OK)
		return still_waiting(s, st, &why, e);
	s->n_saved = ev->n_history;
	s->is_unsettled = !durable;
	return ST_OK;
}

/*
 * Before the first change: the files as they are now become part of the chain. A failure to write
 * is left to the commit of the change that follows.
 */
static enum status
take_inputs(struct session *s, const struct session_context *context, struct err *e)
{
	if (s->has_inputs)
		return ST_OK;
	struct event v;
	bool is_new = false, had = s->evaluation->n_history > 0;
	enum status st = session_inputs_event(s, &v, &is_new, e);
	if (st == ST_OK && is_new) {
		char diff[600];
		session_inputs_diff(v.old_value, v.new_value, diff, sizeof diff);
		size_t n = session_changes(s);
		st = session_push(s, &v, context, e);
		if (st == ST_OK && had && diff[0])
			session_say(s, "inputs changed: %s; %zu change%s of the session appl%s",
				diff, n, n == 1 ? "" : "s", n == 1 ? "ies" : "y");
	}
	s->has_inputs = st == ST_OK;
	return st;
}

static enum status
refuse(const struct session *s, struct err *e)
{
	return err_set(e, ST_READONLY, "the session %s is open for reading only", s->name);
}

/* Applies an event that is complete but for what every event has, and commits it. */
static enum status
add(struct session *s, struct event *v, bool durable, const struct session_context *context,
	struct err *e)
{
	enum status st = session_push(s, v, context, e);
	if (st == ST_OK)
		st = session_commit(s, durable, e);
	return st;
}

/* ---- changes --------------------------------------------------------------------------------- */

static enum status
check_texts(const struct change *c, const struct session_context *context, struct err *e)
{
	const struct {
		const char *what, *text;
	} texts[] = { { "target", c->target }, { "value", c->value }, { "reason", c->reason },
		{ "source", c->sources }, { "actor", context->actor } };
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		size_t len = texts[i].text ? strlen(texts[i].text) : 0;
		if (len > STORE_MAX_TEXT)
			return err_set(e, ST_LIMIT, "the %s is longer than %d bytes", texts[i].what,
				STORE_MAX_TEXT);
		if (len && !text_is_utf8(texts[i].text, len))
			return err_set(e, ST_INVALID, "the %s is no UTF-8", texts[i].what);
	}
	return ST_OK;
}

/* An offer is found without regard to case; its event has the id as the profile writes it. */
static enum status
canonical_target(const struct session *s, const struct change *c, const char **out, struct err *e)
{
	const struct evaluation *ev = s->evaluation;
	*out = c->target;
	const char *rest = c->kind == EVENT_OVERRIDE ? strchr(c->target, ':') : NULL;
	if (c->kind != EVENT_PROVIDER && !rest)
		return ST_OK;
	size_t len = rest ? (size_t)(rest - c->target) : strlen(c->target);
	const char *offer = arena_strndup(s->scratch, c->target, len);
	if (!offer)
		return session_nomem(e);
	size_t a = evaluation_find(ev, offer);
	if (a == SIZE_MAX)
		return ST_OK; /* evaluation_get() says it better */
	*out = arena_printf(s->scratch, "%s%s", ev->alternatives[a].id, rest ? rest : "");
	return *out ? ST_OK : session_nomem(e);
}

/* The gesture that a change goes on with, or 0: all its events have one kind and one target. */
static int64_t
gesture_to_join(const struct session *s, const struct change *c, const struct event *v,
	const struct session_context *context)
{
	const struct evaluation *ev = s->evaluation;
	if (!c->continues || !s->gesture)
		return 0;
	const struct event *last = ev->history[ev->n_history - 1];
	bool same = last->gesture == s->gesture && str_eq(last->origin, s->origin) &&
		last->kind == v->kind && str_eq(last->target, v->target) &&
		str_eq(last->actor, context->actor);
	return same ? s->gesture : 0;
}

static bool
changes_nothing(const struct event *v)
{
	return v->kind != EVENT_COMMENT && v->kind != EVENT_OVERRIDE &&
		str_eq(v->old_value, v->new_value);
}

static enum status
draft(struct session *s, const struct change *c, const struct session_context *context,
	struct event *v, struct err *e)
{
	if (c->kind == EVENT_UNDO || c->kind == EVENT_REDO || c->kind == EVENT_INPUTS)
		return err_set(e, ST_USAGE, "'%s' is not made by hand", event_kind_word(c->kind));
	enum status st = check_texts(c, context, e);
	*v = (struct event){ .kind = c->kind,
		.new_value = c->value,
		.reason = c->reason ? c->reason : "",
		.sources = c->sources ? c->sources : "" };
	if (st == ST_OK)
		st = canonical_target(s, c, &v->target, e);
	if (st == ST_OK)
		st = evaluation_get(
			s->evaluation, v->kind, v->target, s->scratch, &v->old_value, e);
	return st;
}

enum status
session_apply(struct session *s, const struct change *c, const struct session_context *context,
	struct err *e)
{
	struct event v;
	if (s->is_read_only)
		return refuse(s, e);
	arena_reset(s->scratch);
	enum status st = draft(s, c, context, &v, e);
	if (st != ST_OK)
		return st;
	if (changes_nothing(&v))
		return c->settles ? session_settle(s, context, e) : ST_OK;
	st = take_inputs(s, context, e);
	if (st != ST_OK)
		return st;
	v.gesture = gesture_to_join(s, c, &v, context);
	/* Only the steps of a slider may cost less than a sync. */
	st = add(s, &v, c->settles || c->kind != EVENT_WEIGHTS, context, e);
	s->gesture = c->settles ? 0 : v.gesture;
	return st;
}

/* ---- undo and redo --------------------------------------------------------------------------- */

typedef enum status taker(
	const struct evaluation *, const char *actor, struct arena *, struct event *, struct err *);

static enum status
take_back(struct session *s, taker *find, const struct session_context *context, struct err *e)
{
	struct event v = { .reason = "", .sources = "" };
	if (s->is_read_only)
		return refuse(s, e);
	arena_reset(s->scratch);
	enum status st = find(s->evaluation, context->actor, s->scratch, &v, e);
	if (st == ST_OK)
		st = take_inputs(s, context, e);
	if (st != ST_OK)
		return st;
	s->gesture = 0;
	return add(s, &v, true, context, e);
}

enum status
session_undo(struct session *s, const struct session_context *context, struct err *e)
{
	return take_back(s, evaluation_undo, context, e);
}

enum status
session_redo(struct session *s, const struct session_context *context, struct err *e)
{
	return take_back(s, evaluation_redo, context, e);
}

static bool
can(const struct session *s, taker *find, const char *actor)
{
	struct event v;
	if (s->is_read_only)
		return false;
	arena_reset(s->scratch);
	return find(s->evaluation, actor, s->scratch, &v, NULL) == ST_OK;
}

bool
session_can_undo(const struct session *s, const char *actor)
{
	return can(s, evaluation_undo, actor);
}

bool
session_can_redo(const struct session *s, const char *actor)
{
	return can(s, evaluation_redo, actor);
}

/* ---- settling and closing -------------------------------------------------------------------- */

enum status
session_settle(struct session *s, const struct session_context *context, struct err *e)
{
	s->gesture = 0;
	if (s->is_read_only || s->in_memory)
		return ST_OK;
	arena_reset(s->scratch);
	enum status st = take_inputs(s, context, e);
	if (st == ST_OK)
		st = session_commit(s, true, e);
	if (st == ST_OK && s->is_unsettled && s->store)
		st = store_sync(s->store, e);
	if (st == ST_OK)
		s->is_unsettled = false;
	return st;
}

/* The events that still wait are tried once more. */
enum status
session_close(struct session *s, struct err *e)
{
	struct err why = { .status = ST_OK };
	if (!s)
		return ST_OK;
	enum status st = ST_OK;
	size_t n = session_unsaved(s);
	if (n)
		st = session_commit(s, true, &why);
	if (st != ST_OK)
		(void)err_set(
			e, st, "%zu change%s lost: %.800s", n, n == 1 ? " is" : "s are", why.text);
	enum status closed = store_close(s->store, st == ST_OK ? e : NULL);
	s->store = NULL;
	session_free(s);
	return st == ST_OK ? closed : st;
}
