/* view_session: the log, and the state. */
#include "report/view_session.h"

enum {
	LOG_SEQ,
	LOG_TIME,
	LOG_ACTOR,
	LOG_KIND,
	LOG_TARGET,
	LOG_OLD,
	LOG_NEW,
	LOG_SHOWN,
	LOG_REASON,
	LOG_SOURCES,
	LOG_GESTURE,
	LOG_ORIGIN,
	LOG_PREV,
	LOG_HASH,
	LOG_COUNT
};

static const struct table_column log_columns[LOG_COUNT] = {
	[LOG_SEQ] = { .id = "seq", .title = "", .align = ALIGN_RIGHT, .is_count = true },
	[LOG_TIME] = { .id = "time", .title = "time" },
	[LOG_ACTOR] = { .id = "actor", .title = "who" },
	[LOG_KIND] = { .id = "kind", .title = "what" },
	[LOG_TARGET] = { "target", "of", .wraps = true, .most = 32, .group = 1 },
	[LOG_OLD] = { "old", "before", .wraps = true, .most = 30, .group = 1 },
	[LOG_NEW] = { "new", "", .use = USE_MACHINES },
	[LOG_SHOWN] = { "", "after", .use = USE_PEOPLE, .wraps = true, .most = 30, .group = 1 },
	[LOG_REASON] = { "reason", "why", .wraps = true, .most = 40, .group = 1 },
	[LOG_SOURCES] = { "sources", "", .use = USE_MACHINES },
	[LOG_GESTURE] = { "gesture", "", .use = USE_MACHINES, .is_count = true },
	[LOG_ORIGIN] = { "origin", "", .use = USE_MACHINES },
	[LOG_PREV] = { "prev", "", .use = USE_MACHINES },
	[LOG_HASH] = { "hash", "", .use = USE_MACHINES },
};

/* The hashes of all files are for programs; people read how many there are. */
static const char *
shown_value(struct arena *arena, const struct event *v)
{
	size_t n = 0;
	if (v->kind != EVENT_INPUTS)
		return v->new_value;
	for (const char *s = v->new_value; *s; s++)
		n += *s == '=';
	return arena_printf(arena, "%zu files", n);
}

static bool
add_event(struct table *t, const struct event *v)
{
	struct table_row *row = table_add(t);
	const char *shown = shown_value(t->arena, v);
	if (!row || !shown)
		return false;
	row->cells[LOG_SEQ] = cell_number((double)v->seq);
	row->cells[LOG_TIME] = cell_text(v->time);
	row->cells[LOG_ACTOR] = cell_text(v->actor);
	row->cells[LOG_KIND] = cell_text(event_kind_word(v->kind));
	row->cells[LOG_TARGET] = cell_text(v->target);
	row->cells[LOG_OLD] = cell_text(v->old_value);
	row->cells[LOG_NEW] = cell_text(v->new_value);
	row->cells[LOG_SHOWN] = cell_text(shown);
	row->cells[LOG_REASON] = cell_text(v->reason);
	row->cells[LOG_SOURCES] = cell_text(v->sources);
	row->cells[LOG_GESTURE] = cell_number((double)v->gesture);
	row->cells[LOG_ORIGIN] = cell_text(v->origin);
	row->cells[LOG_PREV] = cell_text(v->prev);
	row->cells[LOG_HASH] = cell_text(v->hash);
	return true;
}

struct table *
view_log(const struct event *const *events, size_t n, struct arena *arena)
{
	struct table *t = table_new(arena, log_columns, LOG_COUNT);
	for (size_t i = 0; t && i < n; i++)
		if (!add_event(t, events[i]))
			return NULL;
	return t;
}

/* ---- where the events have led --------------------------------------------------------------- */

static bool
add_line(struct table *t, const char *what, const char *of, const char *value)
{
	struct table_row *row = of && value ? table_add(t) : NULL;
	if (!row)
		return false;
	row->cells[0] = cell_text(what);
	row->cells[1] = cell_text(of);
	row->cells[2] = cell_text(value);
	return true;
}

static bool
add_offers(struct table *t, const struct evaluation *ev)
{
	for (size_t i = 0; i < ev->n_alternatives; i++)
		if (ev->alternatives[i].in && !add_line(t, "offer", ev->alternatives[i].id, "in"))
			return false;
	return true;
}

static bool
add_weights(struct table *t, const struct evaluation *ev)
{
	for (size_t i = 1; i < ev->model->n_nodes; i++) {
		const char *id = ev->model->nodes[i].id;
		double percent = evaluation_weight(ev, i) * 100;
		if (evaluation_weight_changed(ev, i) &&
			!add_line(t, "weight", id, arena_printf(t->arena, "%.1f %%", percent)))
			return false;
		if (ev->locked[i] && !add_line(t, "lock", id, "true"))
			return false;
	}
	return true;
}

static bool
add_gates(struct table *t, const struct evaluation *ev)
{
	for (size_t i = 0; i < ev->n_gates; i++)
		if (ev->gates[i].condition &&
			!add_line(t, "gate", ev->gates[i].id, ev->gates[i].when))
			return false;
	return true;
}

static bool
add_overrides(struct table *t, const struct evaluation *ev)
{
	for (size_t i = 0; i < ev->n_overrides; i++) {
		const struct override *o = &ev->overrides[i];
		const char *offer = ev->alternatives[o->alternative].id;
		const char *of = arena_printf(t->arena, "%s:%s", offer, o->def->id);
		if (o->fact && !add_line(t, "fact", of, o->fact->value.text))
			return false;
	}
	return true;
}

static bool
add_comments(struct table *t, const struct evaluation *ev)
{
	for (size_t i = 0; i < ev->n_comments; i++)
		if (*ev->comments[i].text &&
			!add_line(t, "comment", ev->comments[i].target, ev->comments[i].text))
			return false;
	return true;
}

struct table *
view_state(const struct evaluation *ev, struct arena *arena)
{
	static const struct table_column columns[] = {
		{ .id = "what", .title = "what" },
		{ .id = "of", .title = "of" },
		{ .id = "value", .title = "value", .wraps = true, .most = 80 },
	};
	struct table *t = table_new(arena, columns, sizeof columns / sizeof *columns);
	bool ok = t && add_line(t, "model", "", ev->model->id) &&
		add_line(t, "unknown", "", unknown_rule_words[ev->unknown]) && add_offers(t, ev) &&
		add_weights(t, ev) && add_gates(t, ev) && add_overrides(t, ev) &&
		add_comments(t, ev);
	return ok ? t : NULL;
}
