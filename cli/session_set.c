/* session_set: which event an assignment is, and its value. */
#include "cli/session_set.h"

#include <string.h>

#include "cli/load.h"
#include "cli/message.h"
#include "data/text.h"

/* "gate:": what an assignment begins with, and the kind of event that it is. */
static const struct {
	const char *prefix;
	enum event_kind kind;
} prefixes[] = {
	{ "gate:", EVENT_GATE },
	{ "provider:", EVENT_PROVIDER },
	{ "lock:", EVENT_LOCK },
	{ "comment:", EVENT_COMMENT },
};

struct assignment {
	enum event_kind kind;
	const char *target, *value;
};

static enum status
read_assignment(struct app *app, const char *text, struct assignment *out)
{
	const char *equals = strchr(text, '=');
	const char *target =
		equals ? arena_strndup(app->arena, text, (size_t)(equals - text)) : NULL;
	if (!equals || (equals == text))
		return err_set(&app->err, ST_USAGE, "expected TARGET=VALUE, found '%s'", text);
	if (!target)
		return app_no_memory(app);
	*out = (struct assignment){ EVENT_WEIGHTS, target, equals + 1 };
	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
		if (!str_starts(target, prefixes[i].prefix))
			continue;
		out->kind = prefixes[i].kind;
		out->target = target + strlen(prefixes[i].prefix);
		return ST_OK;
	}
	if (str_eq(target, "unknown"))
		*out = (struct assignment){ EVENT_UNKNOWN, "", equals + 1 };
	else if (strchr(target, ':'))
		out->kind = EVENT_OVERRIDE;
	return ST_OK;
}

/* Percent of the parent become the weights of all its children. */
static enum status
share(struct app *app, struct assignment *a)
{
	double percent;
	if (!text_number(a->value, strlen(a->value), &percent))
		return err_set(&app->err, ST_USAGE,
			"the weight of '%s' must be a number from 0 to 100, found '%s'", a->target,
			a->value);
	return evaluation_share(session_evaluation(app->session), a->target, percent, app->arena,
		&a->target, &a->value, &app->err);
}

/* What does not fit was written on the command line. */
static enum status
as_usage(struct app *app, enum status st)
{
	if (st == ST_INVALID || st == ST_SYNTAX || st == ST_LIMIT)
		return app->err.status = ST_USAGE;
	return st;
}

static enum status
check_basis(struct app *app, const struct assignment *a)
{
	bool needs = a->kind == EVENT_OVERRIDE && *a->value;
	if (needs &&
		(!option_is_on(&app->options, OPT_REASON) ||
			!option_is_on(&app->options, OPT_SOURCE)))
		return err_set(&app->err, ST_USAGE, "setting a fact needs --reason and --source");
	return ST_OK;
}

static enum status
record(struct app *app, const struct assignment *a, const struct session_context *context)
{
	struct change change = {
		.kind = a->kind,
		.target = a->target,
		.value = a->value,
		.reason = option_text(&app->options, OPT_REASON),
		.sources = option_text(&app->options, OPT_SOURCE),
		.settles = true,
	};
	return as_usage(app, session_apply(app->session, &change, context, &app->err));
}

enum status
session_set(struct app *app, const char *path, const char *text)
{
	struct assignment a;
	struct session_context context;
	enum status st = read_assignment(app, text, &a);
	if (st == ST_OK)
		st = check_basis(app, &a);
	if (st == ST_OK)
		st = load_context(app, &context);
	if (st == ST_OK)
		st = load_session(app, path, SESSION_WRITE);
	if (st != ST_OK)
		return st;
	const char *notice = session_notice(app->session);
	if (session_is_read_only(app->session))
		return err_set(&app->err, ST_READONLY, "%s: %s", path,
			notice ? notice : status_text(ST_READONLY));
	if (a.kind == EVENT_WEIGHTS)
		st = share(app, &a);
	if (st == ST_OK)
		st = record(app, &a, &context);
	if (st == ST_OK && session_unsaved(app->session))
		st = err_set(&app->err, ST_IO, "%s: the change could not be written", path);
	return st;
}
