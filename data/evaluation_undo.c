/*
 * evaluation_undo: which gesture an undo or a redo would take back.
 *
 * Both scan the history from its end. The first undo or redo met of a gesture, seen from there,
 * says whether the gesture is taken back now.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "data/evaluation.h"
#include "data/evaluation_int.h"
#include "data/text.h"

static bool
is_take_back(const struct event *v)
{
	return v->kind == EVENT_UNDO || v->kind == EVENT_REDO;
}

/* A gesture by its name; origin is not terminated. */
struct name {
	const char *origin;
	size_t len;
	int64_t number;
};

/* Splits "origin:gesture". */
static bool
read_name(const char *target, struct name *out)
{
	const char *colon = strrchr(target, ':');
	if (!colon || colon == target)
		return false;
	char *end;
	errno = 0;
	*out = (struct name){ target, (size_t)(colon - target), strtoll(colon + 1, &end, 10) };
	return !errno && end != colon + 1 && !*end;
}

/* The gesture that an event belongs to or takes back. */
static bool
name_of(const struct event *v, struct name *out)
{
	if (is_take_back(v))
		return read_name(v->target, out);
	*out = (struct name){ v->origin, strlen(v->origin), v->gesture };
	return true;
}

static bool
is_same(const struct name *a, const struct name *b)
{
	return a->number == b->number && a->len == b->len &&
		memcmp(a->origin, b->origin, a->len) == 0;
}

static bool
belongs_to(const struct event *v, const struct name *name)
{
	struct name own;
	return v->gesture == name->number && !is_take_back(v) && name_of(v, &own) &&
		is_same(&own, name);
}

/* The first event of a gesture, or NULL; *last is its last event. */
static const struct event *
find(const struct evaluation *ev, const struct name *name, const struct event **last)
{
	const struct event *first = NULL;
	for (size_t i = 0; i < ev->n_history; i++) {
		if (!belongs_to(ev->history[i], name))
			continue;
		if (!first)
			first = ev->history[i];
		*last = ev->history[i];
	}
	return first;
}

enum status
evaluation_named_gesture(const struct evaluation *ev, const char *target,
	const struct event **first, const struct event **last, struct err *e)
{
	struct name name;
	*first = read_name(target, &name) ? find(ev, &name, last) : NULL;
	if (*first)
		return ST_OK;
	return err_set(e, ST_INVALID, "there is no gesture '%.80s' to take back", target);
}

/* Whether a gesture is taken back at the end of the history. Asked often: it looks nothing up. */
static bool
is_taken_back(const struct evaluation *ev, const struct name *name)
{
	for (size_t i = ev->n_history; i-- > 0;) {
		const struct event *h = ev->history[i];
		struct name other;
		if (is_take_back(h) && read_name(h->target, &other) && is_same(&other, name))
			return h->kind == EVENT_UNDO;
	}
	return false;
}

/* Whether event h belongs to, or takes back, another gesture on the same target, now in force. */
static bool
touches(const struct evaluation *ev, const struct event *h, const struct event *first)
{
	struct name own, other;
	const struct event *changed = h, *last;
	if (!name_of(first, &own) || !name_of(h, &other) || is_same(&own, &other))
		return false;
	if (is_take_back(h))
		changed = find(ev, &other, &last);
	return changed && changed->kind == first->kind && str_eq(changed->target, first->target) &&
		!is_taken_back(ev, &other);
}

/*
 * The first event after position i that is in the way; or NULL. The actor's own taking back and
 * making again goes in order and is never in its own way.
 */
static const struct event *
touched_later(const struct evaluation *ev, const struct event *first, size_t i, const char *actor)
{
	for (i++; i < ev->n_history; i++) {
		const struct event *h = ev->history[i];
		if (is_take_back(h) && str_eq(h->actor, actor))
			continue;
		if (touches(ev, h, first))
			return h;
	}
	return NULL;
}

static enum status
fill(const struct event *first, const struct event *last, enum event_kind kind, struct arena *arena,
	struct event *out, struct err *e)
{
	out->kind = kind;
	out->target = arena_printf(arena, "%s:%" PRId64, first->origin, first->gesture);
	out->old_value = kind == EVENT_UNDO ? last->new_value : first->old_value;
	out->new_value = kind == EVENT_UNDO ? first->old_value : last->new_value;
	if (out->target)
		return ST_OK;
	return err_set(e, ST_NOMEM, "%s", status_text(ST_NOMEM));
}

/* The event at position i says which gesture is meant; makes the event that takes it back. */
static enum status
take_back(const struct evaluation *ev, const struct name *name, size_t i, enum event_kind kind,
	const char *actor, struct arena *arena, struct event *out, struct err *e)
{
	const struct event *last, *first = find(ev, name, &last);
	if (!first)
		return err_set(e, ST_FAILED, "nothing to %s", event_kind_word(kind));
	const struct event *later = touched_later(ev, first, i, actor);
	if (later)
		return err_set(e, ST_FAILED, "cannot %s: the %s of '%s' was changed later by %s",
			event_kind_word(kind), event_kind_word(first->kind), first->target,
			later->actor);
	return fill(first, last, kind, arena, out, e);
}

enum status
evaluation_undo(const struct evaluation *ev, const char *actor, struct arena *arena,
	struct event *out, struct err *e)
{
	struct name name, passed = { "", 0, 0 }; /* of a gesture with many steps one is enough */
	for (size_t i = ev->n_history; i-- > 0;) {
		const struct event *h = ev->history[i];
		if (h->kind == EVENT_UNDO || h->kind == EVENT_INPUTS || !str_eq(h->actor, actor))
			continue;
		if (!name_of(h, &name) || is_same(&name, &passed))
			continue;
		if (!is_taken_back(ev, &name))
			return take_back(ev, &name, i, EVENT_UNDO, actor, arena, out, e);
		passed = name;
	}
	return err_set(e, ST_FAILED, "nothing to undo");
}

enum status
evaluation_redo(const struct evaluation *ev, const char *actor, struct arena *arena,
	struct event *out, struct err *e)
{
	for (size_t i = ev->n_history; i-- > 0;) {
		const struct event *h = ev->history[i];
		struct name name;
		if (h->kind == EVENT_REDO || h->kind == EVENT_INPUTS || !str_eq(h->actor, actor))
			continue;
		if (h->kind != EVENT_UNDO)
			break; /* a change of one's own begins a new branch */
		if (name_of(h, &name) && is_taken_back(ev, &name))
			return take_back(ev, &name, i, EVENT_REDO, actor, arena, out, e);
	}
	return err_set(e, ST_FAILED, "nothing to redo");
}
