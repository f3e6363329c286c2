/* session_events: making events, checking those of a file, and what the inputs event says. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/session_int.h"
#include "data/text.h"

/* ---- making ---------------------------------------------------------------------------------- */

enum status
session_push(
	struct session *s, struct event *v, const struct session_context *context, struct err *e)
{
	const struct evaluation *ev = s->evaluation;
	v->origin = s->origin;
	v->seq = s->seq + 1;
	v->time = context->time;
	v->actor = context->actor;
	v->scope = "";
	if (v->gesture == 0)
		v->gesture = v->seq;
	const char *prev = ev->n_history ? ev->history[ev->n_history - 1]->hash : event_no_hash;
	memcpy(v->prev, prev, sizeof v->prev);
	event_seal(v);
	enum status st = evaluation_apply(s->evaluation, v, e);
	if (st == ST_OK)
		s->seq++;
	return st;
}

/* ---- the inputs ------------------------------------------------------------------------------ */

static int
compare_texts(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

enum status
session_inputs_text(
	const struct input *inputs, size_t n, struct arena *a, const char **out, struct err *e)
{
	const char **parts = arena_array(a, n, sizeof(const char *));
	if (!parts)
		return session_nomem(e);
	size_t size = 1;
	for (size_t i = 0; i < n; i++) {
		const struct input *in = &inputs[i];
		parts[i] = arena_printf(
			a, "%s:%s=%s", input_kind_words[in->kind], in->name, in->sha256);
		if (!parts[i])
			return session_nomem(e);
		size += strlen(parts[i]) + 1;
	}
	if (n)
		qsort(parts, n, sizeof(const char *), compare_texts);
	char *text = arena_alloc(a, size);
	if (!text)
		return session_nomem(e);
	size_t used = 0;
	for (size_t i = 0; i < n; i++)
		used += (size_t)snprintf(text + used, size - used, "%s%s", i ? " " : "", parts[i]);
	*out = text;
	return ST_OK;
}

/* "balanced azure ovhcloud": the model and the offers asked for. */
static char *
target_text(const struct session *s)
{
	size_t size = strlen(s->library->model->id) + 1;
	for (size_t i = 0; i < s->offers.n; i++)
		size += strlen(s->offers.items[i]) + 1;
	char *text = arena_alloc(s->scratch, size);
	if (!text)
		return NULL;
	size_t used = (size_t)snprintf(text, size, "%s", s->library->model->id);
	for (size_t i = 0; i < s->offers.n; i++)
		used += (size_t)snprintf(text + used, size - used, " %s", s->offers.items[i]);
	return text;
}

const struct event *
session_last_inputs(const struct event *const *events, size_t n)
{
	while (n-- > 0)
		if (events[n]->kind == EVENT_INPUTS)
			return events[n];
	return NULL;
}

enum status
session_inputs_event(struct session *s, struct event *out, bool *is_new, struct err *e)
{
	const struct evaluation *ev = s->evaluation;
	const struct event *last = session_last_inputs(ev->history, ev->n_history);
	library_hash(s->library);
	*out = (struct event){ .kind = EVENT_INPUTS, .reason = "", .sources = "" };
	out->old_value = ev->inputs;
	out->target = target_text(s);
	if (!out->target)
		return session_nomem(e);
	enum status st = session_inputs_text(
		s->library->inputs, s->library->n_inputs, s->scratch, &out->new_value, e);
	if (st == ST_OK)
		*is_new = !last || !str_eq(last->target, out->target) ||
			!str_eq(last->new_value, out->new_value);
	return st;
}

/* Whether one of the words of `text` is the word of that length. */
static bool
has_word(const char *text, const char *word, size_t len)
{
	while (*text) {
		size_t n = strcspn(text, " ");
		if (n == len && memcmp(text, word, n) == 0)
			return true;
		text += n + strspn(text + n, " ");
	}
	return false;
}

/* Whether `one` is an entry of a list separated by ", ". */
static bool
is_listed(const char *list, const char *one)
{
	size_t len = strlen(one);
	for (const char *at = list; (at = strstr(at, one)); at++)
		if ((at == list || at[-1] == ' ') && (at[len] == ',' || !at[len]))
			return true;
	return false;
}

/* The words of `a` that are not in `b`, "profile:azure=HASH" as "profile azure". */
static size_t
list_missing(const char *a, const char *b, size_t used, char *buf, size_t size)
{
	while (*a && used < size) {
		size_t n = strcspn(a, " "), kind = strcspn(a, ":"), name = strcspn(a, "=");
		if (kind < name && name < n && !has_word(b, a, n)) {
			char one[96];
			(void)snprintf(one, sizeof one, "%.*s %.*s", (int)kind, a,
				(int)(name - kind - 1), a + kind + 1);
			if (!is_listed(buf, one))
				used += (size_t)snprintf(
					buf + used, size - used, "%s%s", used ? ", " : "", one);
		}
		a += n + strspn(a + n, " ");
	}
	return used;
}

void
session_inputs_diff(const char *before, const char *after, char *buf, size_t size)
{
	buf[0] = '\0';
	size_t used = list_missing(after, before, 0, buf, size);
	(void)list_missing(before, after, used, buf, size);
}

/* ---- events of a file ------------------------------------------------------------------------ */

const char *
session_event_problem(const struct event *const *events, size_t i)
{
	const struct event *v = events[i], *before = i ? events[i - 1] : NULL;
	if (!event_is_sealed(v))
		return "it was changed after it was written (its hash does not fit)";
	if (!str_eq(v->prev, before ? before->hash : event_no_hash))
		return "the chain is broken before it (an event was taken away, added or moved)";
	if (v->seq != (before && str_eq(before->origin, v->origin) ? before->seq + 1 : 1))
		return "its number does not follow";
	if (v->gesture < 1 || v->gesture > v->seq)
		return "it belongs to no gesture";
	if (i == 0 && v->kind != EVENT_INPUTS)
		return "the first event must say which files it is about";
	return NULL;
}
