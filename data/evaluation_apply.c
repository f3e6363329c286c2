/*
 * evaluation_apply: the one function that changes an evaluation.
 *
 * Each kind of event has a setter that gives its target a value as text. Undo and redo look up the
 * gesture they name and use the same setters. A setter checks and allocates first, changes last.
 */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/evaluation.h"
#include "data/evaluation_int.h"
#include "data/text.h"

/* What a setter gets: the value, and the event that the value came with (its reason, its time). */
struct setting {
	const char *target, *value;
	const struct event *by;
};

static enum status
no_memory(struct err *e)
{
	return err_set(e, ST_NOMEM, "%s", status_text(ST_NOMEM));
}

static enum status
find_criterion(
	const struct evaluation *ev, const char *id, const struct criterion **out, struct err *e)
{
	*out = model_find(ev->model, id);
	if (*out)
		return ST_OK;
	char shown[128];
	text_visible(id, shown, sizeof shown);
	return err_set(e, ST_INVALID, "the model '%s' has no criterion '%s'", ev->model->id, shown);
}

/* Reads "id=number" at *s for the child `want`; moves *s behind it and one blank. */
static enum status
read_weight(const char **s, const char *want, double *out, const char **text, size_t *len,
	struct err *e)
{
	size_t n = strlen(want);
	if (strncmp(*s, want, n) != 0 || (*s)[n] != '=')
		return err_set(
			e, ST_INVALID, "expected '%s=' in the weights, found '%.40s'", want, *s);
	*text = *s + n + 1;
	*len = strcspn(*text, " ");
	if (!text_number(*text, *len, out) || *out < 0)
		return err_set(e, ST_INVALID,
			"the weight of '%s' must be a number >= 0, found '%.*s'", want,
			(int)(*len < 40 ? *len : 40), *text);
	*s = *text + *len;
	if (**s == ' ')
		(*s)++;
	return ST_OK;
}

static enum status
set_weights(struct evaluation *ev, const struct setting *set, struct err *e)
{
	const struct criterion *parent;
	enum status st = find_criterion(ev, set->target, &parent, e);
	if (st != ST_OK)
		return st;
	if (!parent->n_children)
		return err_set(e, ST_INVALID, "'%s' has no criteria below it to weigh", parent->id);
	double *weights = arena_array(ev->arena, parent->n_children, sizeof *weights);
	const char **texts = arena_array(ev->arena, parent->n_children, sizeof *texts);
	if (!weights || !texts)
		return no_memory(e);
	const char *s = set->value, *text = NULL;
	size_t len = 0;
	for (size_t i = 0; i < parent->n_children; i++) {
		const char *want = ev->model->nodes[parent->by_id[i]].id;
		st = read_weight(&s, want, &weights[i], &text, &len, e);
		if (st != ST_OK)
			return st;
		texts[i] = arena_strndup(ev->arena, text, len);
		if (!texts[i])
			return no_memory(e);
	}
	if (*s)
		return err_set(e, ST_INVALID, "'%.40s' is no criterion below '%s'", s, parent->id);
	for (size_t i = 0; i < parent->n_children; i++) {
		ev->weights[parent->by_id[i]] = weights[i];
		ev->weight_texts[parent->by_id[i]] = texts[i];
	}
	return ST_OK;
}

static enum status
set_lock(struct evaluation *ev, const struct setting *set, struct err *e)
{
	const struct criterion *c;
	enum status st = find_criterion(ev, set->target, &c, e);
	if (st != ST_OK)
		return st;
	bool lock = str_eq(set->value, "true");
	if (!lock && !str_eq(set->value, "false"))
		return err_set(e, ST_INVALID, "a lock is true or false, found '%.40s'", set->value);
	ev->locked[c->index] = lock;
	return ST_OK;
}

static enum status
set_provider(struct evaluation *ev, const struct setting *set, struct err *e)
{
	size_t a = evaluation_find(ev, set->target);
	if (a == SIZE_MAX)
		return err_set(e, ST_INVALID, "there is no offer '%.80s'", set->target);
	bool in = str_eq(set->value, "in");
	if (!in && !str_eq(set->value, "out"))
		return err_set(e, ST_INVALID, "an offer is in or out, found '%.40s'", set->value);
	ev->alternatives[a].in = in;
	return ST_OK;
}

static struct evaluation_gate *
find_gate(const struct evaluation *ev, const char *id)
{
	for (size_t i = 0; i < ev->n_gates; i++)
		if (str_eq(ev->gates[i].id, id))
			return &ev->gates[i];
	return NULL;
}

/* Inserts in byte order of ids; there is room. */
static struct evaluation_gate *
insert_gate(struct evaluation *ev, const char *id)
{
	size_t i = ev->n_gates++;
	for (; i > 0 && strcmp(ev->gates[i - 1].id, id) > 0; i--)
		ev->gates[i] = ev->gates[i - 1];
	ev->gates[i] = (struct evaluation_gate){ .id = id, .name = { { id, id } } };
	return &ev->gates[i];
}

static enum status
set_gate(struct evaluation *ev, const struct setting *set, struct err *e)
{
	if (!id_valid(set->target, strlen(set->target)))
		return err_set(e, ST_INVALID, "'%.80s' is no id for a gate (A-Z a-z 0-9 . _ -)",
			set->target);
	const struct condition *condition = NULL;
	if (*set->value) {
		enum status st = condition_parse(
			set->value, &ev->library->dictionary, ev->arena, &condition, NULL, e);
		if (st != ST_OK)
			return st;
	}
	const char *when = arena_strdup(ev->arena, set->value);
	const char *id = arena_strdup(ev->arena, set->target);
	bool has_room =
		evaluation_room(ev, &ev->gates, ev->n_gates, &ev->cap_gates, sizeof *ev->gates);
	if (!when || !id || !has_room)
		return no_memory(e);
	struct evaluation_gate *g = find_gate(ev, set->target);
	if (!g)
		g = insert_gate(ev, id);
	g->when = when;
	g->condition = condition;
	return ST_OK;
}

static enum status
set_unknown(struct evaluation *ev, const struct setting *set, struct err *e)
{
	for (int i = 0; i < 4; i++) {
		if (str_eq(unknown_rule_words[i], set->value)) {
			ev->unknown = (enum unknown_rule)i;
			return ST_OK;
		}
	}
	return err_set(e, ST_INVALID,
		"a rule for unknowns is pessimistic, neutral, optimistic or exclude, found '%.40s'",
		set->value);
}

/* The sources named with an override: addresses separated by blanks, or one line of words. */
static enum status
read_sources(struct evaluation *ev, const char *text, struct fact *fact)
{
	bool addresses = str_starts(text, "https://") || str_starts(text, "http://");
	size_t n = 1;
	for (const char *s = text; addresses && *s; s++)
		n += *s == ' ' && s[1] && s[1] != ' ';
	const struct source **list = arena_array(ev->arena, n, sizeof(*list));
	struct source *sources = arena_array(ev->arena, n, sizeof *sources);
	if (!list || !sources)
		return ST_NOMEM;
	for (size_t i = 0; i < n; i++) {
		text += strspn(text, " ");
		size_t len = addresses ? strcspn(text, " ") : strlen(text);
		char *one = arena_strndup(ev->arena, text, len);
		if (!one)
			return ST_NOMEM;
		sources[i] = (struct source){ .id = "override",
			.title = one,
			.publisher = "this evaluation",
			.url = addresses ? one : "" };
		list[i] = &sources[i];
		text += len;
	}
	fact->sources = list;
	fact->n_sources = n;
	return ST_OK;
}

/* A fact as the evaluators state it: its note is their reason, its date that of the event. */
static enum status
make_fact(struct evaluation *ev, const struct fact_def *def, const struct setting *set,
	const struct fact **out, struct err *e)
{
	if (!*set->by->reason || !*set->by->sources)
		return err_set(e, ST_INVALID, "an override of a fact needs a reason and a source");
	struct fact *fact = arena_alloc(ev->arena, sizeof *fact);
	if (!fact)
		return no_memory(e);
	enum status st = value_parse(def, set->value, ev->arena, &fact->value, e);
	if (st != ST_OK)
		return st;
	fact->id = def->id;
	fact->def = def;
	fact->overridden = true;
	fact->confidence = CONFIDENCE_MEDIUM;
	fact->note = arena_strdup(ev->arena, set->by->reason);
	const char *time = set->by->time ? set->by->time : "";
	if (strlen(time) >= 10 && date_valid(time, 10))
		fact->as_of = arena_strndup(ev->arena, time, 10);
	if (!fact->note || read_sources(ev, set->by->sources, fact) != ST_OK)
		return no_memory(e);
	*out = fact;
	return ST_OK;
}

static enum status
set_override(struct evaluation *ev, const struct setting *set, struct err *e)
{
	size_t alternative;
	const struct fact_def *def;
	const struct fact *fact = NULL;
	enum status st = evaluation_override_target(ev, set->target, &alternative, &def, e);
	if (st == ST_OK && *set->value)
		st = make_fact(ev, def, set, &fact, e);
	if (st != ST_OK)
		return st;
	for (size_t i = 0; i < ev->n_overrides; i++) {
		struct override *o = &ev->overrides[i];
		if (o->alternative == alternative && o->def == def) {
			o->fact = fact;
			return ST_OK;
		}
	}
	bool has_room = evaluation_room(
		ev, &ev->overrides, ev->n_overrides, &ev->cap_overrides, sizeof *ev->overrides);
	if (!has_room)
		return no_memory(e);
	ev->overrides[ev->n_overrides++] = (struct override){ alternative, def, fact };
	return ST_OK;
}

static enum status
check_comment_target(const struct evaluation *ev, const char *target, struct err *e)
{
	if (!*target || model_find(ev->model, target) || evaluation_find(ev, target) != SIZE_MAX)
		return ST_OK;
	return err_set(e, ST_INVALID, "'%.80s' is neither a criterion nor an offer", target);
}

static enum status
set_comment(struct evaluation *ev, const struct setting *set, struct err *e)
{
	enum status st = check_comment_target(ev, set->target, e);
	if (st != ST_OK)
		return st;
	struct comment c = { arena_strdup(ev->arena, set->target),
		arena_strdup(ev->arena, set->value), arena_strdup(ev->arena, set->by->actor),
		arena_strdup(ev->arena, set->by->time) };
	bool has_room = evaluation_room(
		ev, &ev->comments, ev->n_comments, &ev->cap_comments, sizeof *ev->comments);
	if (!c.target || !c.text || !c.actor || !c.time || !has_room)
		return no_memory(e);
	for (size_t i = 0; i < ev->n_comments; i++) {
		if (str_eq(ev->comments[i].target, c.target)) {
			ev->comments[i] = c;
			return ST_OK;
		}
	}
	ev->comments[ev->n_comments++] = c;
	return ST_OK;
}

static enum status
set_inputs(struct evaluation *ev, const struct setting *set, struct err *e)
{
	const char *inputs = arena_strdup(ev->arena, set->value);
	if (!inputs)
		return no_memory(e);
	ev->inputs = inputs;
	return ST_OK;
}

typedef enum status setter(struct evaluation *, const struct setting *, struct err *);

static setter *const setters[EVENT_KIND_COUNT] = {
	[EVENT_WEIGHTS] = set_weights,
	[EVENT_LOCK] = set_lock,
	[EVENT_PROVIDER] = set_provider,
	[EVENT_GATE] = set_gate,
	[EVENT_UNKNOWN] = set_unknown,
	[EVENT_OVERRIDE] = set_override,
	[EVENT_COMMENT] = set_comment,
	[EVENT_INPUTS] = set_inputs,
};

/*
 * What an event made its target hold: the text of an override is that of the value that was read,
 * which may be spelt otherwise than it was typed.
 */
static const char *
held_text(struct evaluation *ev, const struct event *h)
{
	size_t alternative;
	const struct fact_def *def;
	struct value value;
	if (h->kind != EVENT_OVERRIDE || !*h->new_value ||
		evaluation_override_target(ev, h->target, &alternative, &def, NULL) != ST_OK ||
		value_parse(def, h->new_value, ev->arena, &value, NULL) != ST_OK)
		return h->new_value;
	return value.text;
}

/* The event before `first` that gave its target the value it had then: its reason and sources. */
static const struct event *
set_before(struct evaluation *ev, const struct event *first)
{
	const struct event *found = first;
	for (size_t i = 0; i < ev->n_history && ev->history[i] != first; i++) {
		const struct event *h = ev->history[i];
		if (h->kind == first->kind && str_eq(h->target, first->target) &&
			str_eq(held_text(ev, h), first->old_value))
			found = h;
	}
	return found;
}

/* Undo gives a target what it had before the gesture, redo what the gesture ended with. */
static enum status
take_back(struct evaluation *ev, const struct event *event, struct err *e)
{
	const struct event *first, *last;
	enum status st = evaluation_named_gesture(ev, event->target, &first, &last, e);
	if (st != ST_OK)
		return st;
	bool undo = event->kind == EVENT_UNDO;
	const char *value = undo ? first->old_value : last->new_value;
	if (!str_eq(value, event->new_value))
		return err_set(e, ST_INVALID, "the %s of %s does not give what it says",
			event_kind_word(event->kind), event->target);
	struct setting set = { first->target, value, undo ? set_before(ev, first) : last };
	return setters[first->kind](ev, &set, e);
}

static bool
is_complete(const struct event *v)
{
	return v->origin && v->actor && v->time && v->target && v->old_value && v->new_value &&
		v->reason && v->sources;
}

enum status
evaluation_apply(struct evaluation *ev, const struct event *event, struct err *e)
{
	if (event->kind >= EVENT_KIND_COUNT || !is_complete(event))
		return err_set(e, ST_INVALID, "an event lacks a field or has no kind");
	struct event *copy = event_dup(ev->arena, event);
	bool has_room = evaluation_room(
		ev, &ev->history, ev->n_history, &ev->cap_history, sizeof *ev->history);
	if (!copy || !has_room)
		return no_memory(e);
	enum status st;
	if (event->kind == EVENT_UNDO || event->kind == EVENT_REDO) {
		st = take_back(ev, copy, e);
	} else {
		struct setting set = { copy->target, copy->new_value, copy };
		st = setters[event->kind](ev, &set, e);
	}
	if (st == ST_OK)
		ev->history[ev->n_history++] = copy;
	return st;
}

/* ---- what a target holds now ----------------------------------------------------------------- */

static const char *
weights_text(const struct evaluation *ev, const struct criterion *parent, struct arena *arena)
{
	size_t size = 1;
	for (size_t i = 0; i < parent->n_children; i++) {
		size_t node = parent->by_id[i];
		size += strlen(ev->model->nodes[node].id) + strlen(ev->weight_texts[node]) + 2;
	}
	char *text = arena_alloc(arena, size);
	if (!text)
		return NULL;
	size_t used = 0;
	for (size_t i = 0; i < parent->n_children; i++) {
		size_t node = parent->by_id[i];
		int n = snprintf(text + used, size - used, "%s%s=%s", i ? " " : "",
			ev->model->nodes[node].id, ev->weight_texts[node]);
		used += (size_t)n;
	}
	return text;
}

static enum status
get_by_criterion(const struct evaluation *ev, enum event_kind kind, const char *target,
	struct arena *arena, const char **out, struct err *e)
{
	const struct criterion *c;
	enum status st = find_criterion(ev, target, &c, e);
	if (st != ST_OK)
		return st;
	if (kind == EVENT_LOCK)
		*out = ev->locked[c->index] ? "true" : "false";
	else
		*out = weights_text(ev, c, arena);
	return *out ? ST_OK : no_memory(e);
}

static enum status
get_override(const struct evaluation *ev, const char *target, const char **out, struct err *e)
{
	size_t alternative;
	const struct fact_def *def;
	enum status st = evaluation_override_target(ev, target, &alternative, &def, e);
	if (st != ST_OK)
		return st;
	const struct override *o = evaluation_override(ev, alternative, def);
	*out = o ? o->fact->value.text : "";
	return ST_OK;
}

static const char *
get_comment(const struct evaluation *ev, const char *target)
{
	for (size_t i = 0; i < ev->n_comments; i++)
		if (str_eq(ev->comments[i].target, target))
			return ev->comments[i].text;
	return "";
}

enum status
evaluation_get(const struct evaluation *ev, enum event_kind kind, const char *target,
	struct arena *arena, const char **out, struct err *e)
{
	const struct evaluation_gate *g;
	size_t a;
	switch (kind) {
	case EVENT_WEIGHTS:
	case EVENT_LOCK:
		return get_by_criterion(ev, kind, target, arena, out, e);
	case EVENT_PROVIDER:
		a = evaluation_find(ev, target);
		if (a == SIZE_MAX)
			return err_set(e, ST_INVALID, "there is no offer '%.80s'", target);
		*out = ev->alternatives[a].in ? "in" : "out";
		return ST_OK;
	case EVENT_GATE:
		g = find_gate(ev, target);
		*out = g && g->condition ? g->when : "";
		return ST_OK;
	case EVENT_UNKNOWN:
		*out = unknown_rule_words[ev->unknown];
		return ST_OK;
	case EVENT_OVERRIDE:
		return get_override(ev, target, out, e);
	case EVENT_COMMENT:
		*out = get_comment(ev, target);
		return ST_OK;
	case EVENT_INPUTS:
		*out = ev->inputs;
		return ST_OK;
	default:
		return err_set(e, ST_INVALID, "an undo has no value of its own");
	}
}
