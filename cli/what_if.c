/*
 * what_if: --unknown, --weights, --set and --gate as events that are applied and not kept.
 *
 * Their order is fixed, so that the order on the command line changes nothing but what is said
 * twice.
 */
#include <stdio.h>
#include <string.h>

#include "cli/load.h"
#include "data/text.h"

static enum status
apply(struct app *app, enum event_kind kind, const char *target, const char *value)
{
	const char *day = evaluation_reference_date(app->evaluation), *old;
	const char *time = day && strlen(day) == 10 ? day : "";
	struct event event = {
		.origin = "",
		.time = time,
		.actor = "command line",
		.scope = "what-if",
		.kind = kind,
		.target = target,
		.new_value = value,
		.reason = "what if",
		.sources = "command line",
	};
	enum status st = evaluation_get(app->evaluation, kind, target, app->arena, &old, &app->err);
	event.old_value = old;
	if (st == ST_OK)
		st = evaluation_apply(app->evaluation, &event, &app->err);
	return st;
}

/* An event that does not fit was written on the command line: wrong use, not a wrong file. */
static enum status
blame(struct app *app, enum opt id, const char *value, enum status st)
{
	if (st != ST_INVALID && st != ST_SYNTAX && st != ST_LIMIT && st != ST_USAGE)
		return st;
	struct err why = app->err;
	return err_set(&app->err, ST_USAGE, "--%s '%.100s': %.800s", option_table[id].name, value,
		why.text);
}

static enum status
apply_unknown(struct app *app, const char *value)
{
	return apply(app, EVENT_UNKNOWN, "", value);
}

static enum status
emit_weights(const char *parent, const char *value, void *data)
{
	return apply(data, EVENT_WEIGHTS, parent, value);
}

static enum status
apply_weights(struct app *app, const char *value)
{
	return evaluation_shares(app->evaluation, value, app->arena, emit_weights, app, &app->err);
}

static enum status
apply_set(struct app *app, const char *value)
{
	const char *equals = strchr(value, '=');
	if (!equals)
		return err_set(&app->err, ST_USAGE, "expected OFFER:FACT=VALUE");
	const char *target = arena_strndup(app->arena, value, (size_t)(equals - value));
	if (!target)
		return app_no_memory(app);
	return apply(app, EVENT_OVERRIDE, target, equals + 1);
}

static enum status
apply_gate(struct app *app, const char *value)
{
	for (int i = 1;; i++) {
		const char *id = arena_printf(app->arena, "gate-%d", i);
		if (!id)
			return app_no_memory(app);
		bool is_free = true;
		for (size_t g = 0; g < app->evaluation->n_gates; g++)
			is_free = is_free && !str_eq(app->evaluation->gates[g].id, id);
		if (is_free)
			return apply(app, EVENT_GATE, id, value);
	}
}

static const struct {
	enum opt id;
	enum status (*apply)(struct app *, const char *value);
} what_ifs[] = {
	{ OPT_UNKNOWN, apply_unknown },
	{ OPT_WEIGHTS, apply_weights },
	{ OPT_SET, apply_set },
	{ OPT_GATE, apply_gate },
};

static bool
note(struct app *app, enum opt id, const char *value)
{
	const char *so_far = app->what_if ? app->what_if : "";
	app->what_if = arena_printf(app->arena, "%s%s--%s %s", so_far, *so_far ? ", " : "",
		option_table[id].name, value);
	return app->what_if != NULL;
}

enum status
what_if_apply(struct app *app)
{
	for (size_t i = 0; i < sizeof what_ifs / sizeof *what_ifs; i++) {
		enum opt id = what_ifs[i].id;
		const struct strings *given = &app->options.given[id];
		for (size_t k = 0; k < given->n; k++) {
			enum status st = what_ifs[i].apply(app, given->items[k]);
			if (st != ST_OK)
				return blame(app, id, given->items[k], st);
			if (!note(app, id, given->items[k]))
				return app_no_memory(app);
		}
	}
	return ST_OK;
}
