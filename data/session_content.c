/*
 * session_content: what stands in a session file, checked and made into a session.
 *
 * session_open() stops at the first problem, session_verify() goes on: both ask the same questions.
 */
#include <stdio.h>
#include <string.h>

#include "data/file.h"
#include "data/library_read.h"
#include "data/session_int.h"
#include "data/text.h"

/* Splits the target of an inputs event into the model and the offers. */
static enum status
read_target(const char *target, struct arena *a, const char **model, struct strings *offers,
	struct err *e)
{
	char *text = arena_strdup(a, target), *rest = NULL;
	const char **items = arena_array(a, strlen(target) / 2 + 1, sizeof(const char *));
	if (!text || !items)
		return session_nomem(e);
	*model = strtok_r(text, " ", &rest);
	*offers = (struct strings){ items, 0 };
	for (char *one = strtok_r(NULL, " ", &rest); one; one = strtok_r(NULL, " ", &rest))
		items[offers->n++] = one;
	if (*model)
		return ST_OK;
	return err_set(e, ST_INVALID, "the session does not say which model it is about");
}

enum status
session_content_read(struct store *store, const char *path, struct arena *a,
	struct session_content *c, struct err *e)
{
	enum status st = store_read_header(store, a, &c->header, e);
	if (st == ST_OK)
		st = store_read_inputs(store, a, &c->inputs, &c->n_inputs, e);
	if (st == ST_OK)
		st = store_read_events(store, a, &c->events, &c->n_events, e);
	if (st != ST_OK)
		return st;
	c->taken = session_last_inputs(c->events, c->n_events);
	if (!c->taken)
		return err_set(e, ST_INVALID, "%s does not say which files it is about", path);
	return read_target(c->taken->target, a, &c->model, &c->offers, e);
}

const char *
session_input_problem(const struct session_content *c, size_t i, char *buf, size_t size)
{
	const struct input *in = &c->inputs[i];
	char hex[65], name[80];
	file_sha256(in->bytes, in->len, hex);
	if (str_eq(hex, in->sha256))
		return NULL;
	text_visible(in->name, name, sizeof name);
	(void)snprintf(buf, size, "the stored %s '%s' was changed (its hash does not fit)",
		input_kind_words[in->kind], name);
	return buf;
}

enum status
session_inputs_match(
	const struct session_content *c, const char *path, struct arena *a, struct err *e)
{
	const char *text;
	enum status st = session_inputs_text(c->inputs, c->n_inputs, a, &text, e);
	if (st == ST_OK && !str_eq(text, c->taken->new_value))
		st = err_set(e, ST_INVALID, "%s: the stored files are not those that its log names",
			path);
	return st;
}

enum status
session_replay(struct session *s, const char *path, const struct session_content *c, struct err *e)
{
	s->origin = arena_strdup(s->arena, c->header.origin);
	if (!s->origin)
		return session_nomem(e);
	for (size_t i = 0; i < c->n_events; i++) {
		const struct event *v = c->events[i];
		const char *problem = session_event_problem(c->events, i);
		if (problem)
			return err_set(e, ST_INVALID, "%s: event %zu: %s", path, i + 1, problem);
		struct err why = { .status = ST_OK };
		enum status st = evaluation_apply(s->evaluation, v, &why);
		if (st == ST_NOMEM)
			return session_nomem(e);
		if (st != ST_OK)
			return err_set(e, ST_INVALID, "%s: event %zu (%s): %s", path, i + 1,
				event_kind_word(v->kind), why.text);
		if (str_eq(v->origin, s->origin))
			s->seq = v->seq;
	}
	s->n_saved = c->n_events;
	return ST_OK;
}

enum status
session_from_content(const struct session_content *c, const char *path,
	const struct session_context *context, struct session **out, struct diag *diag,
	struct err *e)
{
	struct library *library = NULL;
	struct session *s = NULL;
	enum status st = library_from_inputs(c->inputs, c->n_inputs, c->model, &library, diag);
	if (st == ST_NOMEM)
		return session_nomem(e);
	if (st != ST_OK)
		return err_set(e, st, "%s: the files that it holds cannot be read", path);
	st = session_new(library, c->offers, context, &s, e);
	if (st != ST_OK) {
		library_free(library);
		return st == ST_NOMEM ? st : ST_INVALID;
	}
	s->owned = library;
	st = session_replay(s, path, c, e);
	if (st == ST_OK)
		*out = s;
	else
		session_free(s);
	return st;
}
