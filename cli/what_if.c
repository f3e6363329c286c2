/*
 * what_if: --unknown, --weights, --set, --gate and their kin as events, applied and not kept.
 *
 * Their order is fixed, so that the order on the command line changes nothing but what is said
 * twice.
 */
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/load.h"
#include "data/framework.h"
#include "data/text.h"
#include "scoring/basis.h"

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
	if (str_eq(value, "skip"))
		return err_set(&app->err, ST_USAGE, "that is a rule of `bascule framework` alone");
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

/* "SOV-1=20,SOV-2=10,…": what --weights would say. */
static const char *
weights_text(const struct framework *f, const struct edition *e, struct arena *arena)
{
	const char *all = "";
	for (size_t i = 0; all && i < f->n_objectives; i++)
		all = arena_printf(arena, "%s%s%s=%.17g", all, i ? "," : "", f->objectives[i].id,
			e->weights[i]);
	return all;
}

/* Sets the objectives of the model's own branch. */
static enum status
apply_edition(struct app *app, const char *value)
{
	const struct model *m = app->evaluation->model;
	size_t node;
	const struct framework *f = basis_weighed(m, &app->library->dictionary, &node);
	if (!f)
		return err_set(&app->err, ST_USAGE, "the model %s weighs no framework", m->id);
	const struct edition *e = framework_edition(f, value);
	if (!e)
		return load_unknown_edition(app, f, value);
	const char *text = weights_text(f, e, app->arena);
	return text ? apply_weights(app, text) : app_no_memory(app);
}

/* A whole number that is a level of the framework. */
static bool
is_level(const struct framework *f, const char *text)
{
	double x;
	return text_number(text, strlen(text), &x) && x >= 0 && x < (double)f->n_seals &&
		x == (double)(int)x;
}

/* "SOV-1 to SOV-8". */
static enum status
unknown_objective(struct app *app, const struct framework *f)
{
	return err_set(&app->err, ST_USAGE, "expected an objective of %s (%s to %s)", f->id,
		f->objectives[0].id, f->objectives[f->n_objectives - 1].id);
}

/* One of "2" and "SOV-5=2", as a gate. */
static enum status
apply_one_seal(struct app *app, const char *value)
{
	const char *equals = strchr(value, '='), *level = equals ? equals + 1 : value;
	const struct framework *f;
	enum status st = load_framework(app, &f);
	if (st != ST_OK)
		return st;
	const char *of =
		equals ? arena_strndup(app->arena, value, (size_t)(equals - value)) : f->id;
	if (!of)
		return app_no_memory(app);
	if (equals && !framework_objective_find(&app->library->dictionary, of, &f))
		return unknown_objective(app, f);
	if (!is_level(f, level))
		return err_set(&app->err, ST_USAGE,
			"expected a level, a whole number from 0 to %zu", f->n_seals - 1);
	const char *id = equals ? arena_printf(app->arena, "min-seal-%s", of) : "min-seal";
	const char *when = arena_printf(app->arena, "%s.seal >= %s", of, level);
	if (!id || !when)
		return app_no_memory(app);
	return apply(app, EVENT_GATE, id, when);
}

/* Whether a part before `at` is of the same objective, or of the whole as this one. */
static bool
is_named_before(const char *value, const char *at)
{
	size_t len = strcspn(at, "=,");
	bool is_whole = at[len] != '=';
	for (const char *s = value; s < at; s += strcspn(s, ",") + 1) {
		size_t n = strcspn(s, "=,");
		if (s[n] == '=' ? !is_whole && n == len && strncmp(s, at, n) == 0 : is_whole)
			return true;
	}
	return false;
}

/* "SOV-5=2,SOV-7=3": no part is empty, and none is named twice. */
static enum status
apply_min_seal(struct app *app, const char *value)
{
	enum status st = ST_OK;
	for (const char *s = value; st == ST_OK; s++) {
		size_t n = strcspn(s, ",");
		const char *word = arena_strndup(app->arena, s, n);
		if (!word)
			return app_no_memory(app);
		if (is_named_before(value, s))
			return err_set(&app->err, ST_USAGE, "\"%s\": named twice", word);
		st = n ? apply_one_seal(app, word)
		       : err_set(&app->err, ST_USAGE, "expected a level, or OBJECTIVE=LEVEL");
		s += n;
		if (!*s)
			break;
	}
	return st;
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
	{ OPT_WEIGHTS_PROFILE, apply_edition },
	{ OPT_WEIGHTS, apply_weights },
	{ OPT_SET, apply_set },
	{ OPT_GATE, apply_gate },
	{ OPT_MIN_SEAL, apply_min_seal },
};

/* What only says how `framework` reads changes nothing of the evaluation. */
static bool
is_reading(const struct app *app, enum opt id, const char *value)
{
	return app->command == &command_table[CMD_framework] &&
		(id == OPT_WEIGHTS_PROFILE || (id == OPT_UNKNOWN && str_eq(value, "skip")));
}

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
			if (is_reading(app, id, given->items[k])) {
				bool is_rule = id == OPT_UNKNOWN;
				if (is_rule && !note(app, id, given->items[k]))
					return app_no_memory(app);
				continue;
			}
			enum status st = what_ifs[i].apply(app, given->items[k]);
			if (st != ST_OK)
				return blame(app, id, given->items[k], st);
			if (!note(app, id, given->items[k]))
				return app_no_memory(app);
		}
	}
	return ST_OK;
}
