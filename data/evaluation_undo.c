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

/* Splits "origin:gesture". */
static bool
read_name(const char *target, char origin[64], int64_t *gesture)
{
	const char *colon = strrchr(target, ':');
	if (!colon || colon == target || (size_t)(colon - target) >= 64)
		return false;
	memcpy(origin, target, (size_t)(colon - target));
	origin[colon - target] = '\0';
	char *end;
	errno = 0;
	*gesture = strtoll(colon + 1, &end, 10);
	return !errno && end != colon + 1 && !*end;
}

const struct event *
evaluation_gesture(
	const struct evaluation *ev, const char *origin, int64_t gesture, const struct event **last)
{
	const struct event *first = NULL;
	for (size_t i = 0; i < ev->n_history; i++) {
		const struct event *h = ev->history[i];
		if (is_take_back(h) || h->gesture != gesture || !str_eq(h->origin, origin))
			continue;
		if (!first)
			first = h;
		*last = h;
	}
	return first;
}

enum status
evaluation_named_gesture(const struct evaluation *ev, const char *target,
	const struct event **first, const struct event **last, struct err *e)
{
	char origin[64];
	int64_t gesture;
	*first = NULL;
	if (read_name(target, origin, &gesture))
		*first = evaluation_gesture(ev, origin, gesture, last);
	if (*first)
		return ST_OK;
	return err_set(e, ST_INVALID, "there is no gesture '%.80s' to take back", target);
}

/* The gesture that an event belongs to or names. */
static const struct event *
gesture_of(const struct evaluation *ev, const struct event *v)
{
	const struct event *first = NULL, *last;
	if (!is_take_back(v))
		return evaluation_gesture(ev, v->origin, v->gesture, &last);
	if (evaluation_named_gesture(ev, v->target, &first, &last, NULL) != ST_OK)
		return NULL;
	return first;
}

/* Whether the gesture that begins with `first` is taken back at the end of the history. */
static bool
is_taken_back(const struct evaluation *ev, const struct event *first)
{
	for (size_t i = ev->n_history; i-- > 0;)
		if (is_take_back(ev->history[i]) && gesture_of(ev, ev->history[i]) == first)
			return ev->history[i]->kind == EVENT_UNDO;
	return false;
}

/*
 * Some other gesture, in force now, that touched the same target after position i; or NULL. The
 * actor's own taking back and making again goes in order and is never in its own way.
 */
static const struct event *
touched_later(const struct evaluation *ev, const struct event *first, size_t i, const char *actor)
{
	for (i++; i < ev->n_history; i++) {
		if (is_take_back(ev->history[i]) && str_eq(ev->history[i]->actor, actor))
			continue;
		const struct event *g = gesture_of(ev, ev->history[i]);
		if (g && g != first && g->kind == first->kind && str_eq(g->target, first->target) &&
			!is_taken_back(ev, g))
			return ev->history[i];
	}
	return NULL;
}

static enum status
fill(const struct evaluation *ev, const struct event *first, enum event_kind kind,
	struct arena *arena, struct event *out, struct err *e)
{
	const struct event *last;
	(void)evaluation_gesture(ev, first->origin, first->gesture, &last);
	out->kind = kind;
	out->target = arena_printf(arena, "%s:%" PRId64, first->origin, first->gesture);
	out->old_value = kind == EVENT_UNDO ? last->new_value : first->old_value;
	out->new_value = kind == EVENT_UNDO ? first->old_value : last->new_value;
	if (out->target)
		return ST_OK;
	return err_set(e, ST_NOMEM, "%s", status_text(ST_NOMEM));
}

static bool
can_be_undone(const struct event *first)
{
	return first && first->kind != EVENT_INPUTS;
}

enum status
evaluation_undo(const struct evaluation *ev, const char *actor, struct arena *arena,
	struct event *out, struct err *e)
{
	for (size_t i = ev->n_history; i-- > 0;) {
		const struct event *h = ev->history[i];
		if (h->kind == EVENT_UNDO || !str_eq(h->actor, actor))
			continue;
		const struct event *first = gesture_of(ev, h);
		if (!can_be_undone(first) || is_taken_back(ev, first))
			continue;
		const struct event *later = touched_later(ev, first, i, actor);
		if (later)
			return err_set(e, ST_FAILED,
				"cannot undo: the %s of '%s' was changed later by %s",
				event_kind_word(first->kind), first->target, later->actor);
		return fill(ev, first, EVENT_UNDO, arena, out, e);
	}
	return err_set(e, ST_FAILED, "nothing to undo");
}

enum status
evaluation_redo(const struct evaluation *ev, const char *actor, struct arena *arena,
	struct event *out, struct err *e)
{
	for (size_t i = ev->n_history; i-- > 0;) {
		const struct event *h = ev->history[i];
		if (h->kind == EVENT_REDO || h->kind == EVENT_INPUTS || !str_eq(h->actor, actor))
			continue;
		if (h->kind != EVENT_UNDO)
			break; /* a change of one's own begins a new branch */
		const struct event *first = gesture_of(ev, h);
		if (!first || !is_taken_back(ev, first))
			continue;
		const struct event *later = touched_later(ev, first, i, actor);
		if (later)
			return err_set(e, ST_FAILED,
				"cannot redo: the %s of '%s' was changed later by %s",
				event_kind_word(first->kind), first->target, later->actor);
		return fill(ev, first, EVENT_REDO, arena, out, e);
	}
	return err_set(e, ST_FAILED, "nothing to redo");
}
