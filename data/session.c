/* session: its life, and the questions that everybody asks of it. */
#include "data/session.h"

#include <stdio.h>
#include <stdlib.h>

#include "data/library_read.h"
#include "data/session_int.h"
#include "data/text.h"

enum status
session_nomem(struct err *e)
{
	return err_set(e, ST_NOMEM, "%s", status_text(ST_NOMEM));
}

static bool
copy_offers(struct session *s, struct strings offers)
{
	const char **items = arena_array(s->arena, offers.n, sizeof(const char *));
	if (!items)
		return false;
	for (size_t i = 0; i < offers.n; i++) {
		items[i] = arena_strdup(s->arena, offers.items[i]);
		if (!items[i])
			return false;
	}
	s->offers = (struct strings){ items, offers.n };
	return true;
}

enum status
session_new(struct library *library, struct strings offers, const struct session_context *context,
	struct session **out, struct err *e)
{
	struct session *s = calloc(1, sizeof *s);
	if (!s)
		return session_nomem(e);
	s->library = library;
	s->arena = arena_new();
	s->scratch = arena_new();
	enum status st = ST_NOMEM;
	if (s->arena && s->scratch && copy_offers(s, offers))
		s->origin = arena_strdup(s->arena, context->origin);
	if (s->origin)
		st = evaluation_new(library, s->offers, &s->evaluation, e);
	if (st == ST_NOMEM)
		(void)session_nomem(e);
	if (st == ST_OK)
		*out = s;
	else
		session_free(s);
	return st;
}

void
session_free(struct session *s)
{
	if (!s)
		return;
	(void)store_close(s->store, NULL);
	evaluation_free(s->evaluation);
	library_free(s->owned);
	arena_free(s->scratch);
	arena_free(s->arena);
	free(s);
}

void
session_say(struct session *s, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	(void)vsnprintf(s->notice, sizeof s->notice, fmt, ap);
	va_end(ap);
}

/* ---- questions ------------------------------------------------------------------------------- */

const struct evaluation *
session_evaluation(const struct session *s)
{
	return s->evaluation;
}

const struct library *
session_library(const struct session *s)
{
	return s->library;
}

const char *
session_name(const struct session *s)
{
	return s->name;
}

const char *
session_path(const struct session *s)
{
	return s->in_memory ? NULL : s->path;
}

bool
session_is_named(const struct session *s)
{
	return s->is_named;
}

bool
session_is_read_only(const struct session *s)
{
	return s->is_read_only;
}

const char *
session_notice(const struct session *s)
{
	return s->notice[0] ? s->notice : NULL;
}

const struct event *const *
session_events(const struct session *s, size_t *n)
{
	*n = s->evaluation->n_history;
	return s->evaluation->history;
}

size_t
session_changes(const struct session *s)
{
	size_t n = 0;
	for (size_t i = 0; i < s->evaluation->n_history; i++)
		n += s->evaluation->history[i]->kind != EVENT_INPUTS;
	return n;
}

size_t
session_unsaved(const struct session *s)
{
	return s->is_read_only || s->in_memory ? 0 : s->evaluation->n_history - s->n_saved;
}
