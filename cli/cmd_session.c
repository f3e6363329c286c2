/* session: evaluations that are kept in a file: made, listed, shown, changed, verified. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/load.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/session_set.h"
#include "data/text.h"
#include "report/view_session.h"

/* ---- new ------------------------------------------------------------------------------------- */

static enum status
session_new(struct app *app, const char *path)
{
	struct session_context context;
	struct strings offers;
	enum status st = load_library(app, true, (struct strings){ NULL, 0 });
	if (st == ST_OK)
		st = load_wanted_offers(app, &offers);
	if (st == ST_OK)
		st = load_context(app, &context);
	if (st == ST_OK)
		st = session_create(path, app->owned, offers, &context, &app->session, &app->err);
	if (st == ST_OK)
		message_notice(app, "%s holds the model '%s' and %zu files", path,
			app->library->model->id, app->library->n_inputs);
	return st;
}

/* ---- list ------------------------------------------------------------------------------------ */

static enum status
list_one(struct app *app, struct table *t, const char *path)
{
	struct session_info info = { 0 };
	struct err why = { ST_OK, "" };
	enum status st = session_peek(path, app->arena, &info, &why);
	if (st == ST_NOMEM)
		return app_no_memory(app);
	if (st != ST_OK) {
		message_notice(app, "%s: %s", path, why.text);
		return ST_OK;
	}
	struct table_row *row = table_add(t);
	if (!row)
		return app_no_memory(app);
	row->cells[0] = cell_text(path);
	row->cells[1] = cell_text(info.named ? "named" : "scratch");
	row->cells[2] = cell_text(info.model);
	row->cells[3] = cell_number((double)info.n_events);
	row->cells[4] = cell_text(info.created);
	row->cells[5] = cell_text(info.changed);
	return ST_OK;
}

static int
is_session(const struct dirent *e)
{
	size_t len = strlen(e->d_name);
	return len > 8 && str_eq(e->d_name + len - 8, ".bascule");
}

static enum status
list_folder(struct app *app, struct table *t, const char *folder)
{
	struct dirent **entries = NULL;
	int n = folder ? scandir(folder, &entries, is_session, alphasort) : 0;
	enum status st = ST_OK;
	for (int i = 0; i < n; i++) {
		const char *path = arena_printf(app->arena, "%s/%s", folder, entries[i]->d_name);
		if (st == ST_OK)
			st = path ? list_one(app, t, path) : app_no_memory(app);
		free(entries[i]);
	}
	free(entries);
	return st;
}

static enum status
session_list(struct app *app, const char *unused)
{
	static const struct table_column columns[] = {
		{ .id = "path", .title = "session" },
		{ .id = "kind", .title = "kind" },
		{ .id = "model", .title = "model" },
		{ .id = "events", .title = "events", .align = ALIGN_RIGHT, .is_count = true },
		{ .id = "created", .title = "created" },
		{ .id = "changed", .title = "changed" },
	};
	(void)unused;
	struct table *t = table_new(app->arena, columns, sizeof columns / sizeof *columns);
	if (!t)
		return app_no_memory(app);
	enum status st = list_folder(app, t, load_state_folder(app->arena));
	return st == ST_OK ? output_table(app, t, "session-list/1") : st;
}

/* ---- log and state --------------------------------------------------------------------------- */

static enum status
open_to_read(struct app *app, const char *path)
{
	enum status st = load_session(app, path, SESSION_READ);
	const char *notice = st == ST_OK ? session_notice(app->session) : NULL;
	if (notice)
		message_notice(app, "%s", notice);
	return st;
}

static enum status
session_log(struct app *app, const char *path)
{
	enum status st = open_to_read(app, path);
	if (st != ST_OK)
		return st;
	size_t n;
	const struct event *const *events = session_events(app->session, &n);
	struct table *t = view_log(events, n, app->arena);
	return t ? output_table(app, t, "session-log/1") : app_no_memory(app);
}

static enum status
session_show(struct app *app, const char *path)
{
	enum status st = open_to_read(app, path);
	if (st != ST_OK)
		return st;
	const struct evaluation *ev = session_evaluation(app->session);
	st = load_score(app, ev, &app->problem, &app->result);
	if (st != ST_OK)
		return st;
	size_t n = session_changes(app->session);
	struct table *t = view_state(ev, app->arena);
	const char *headline = view_headline(app->result, app_lang(app), app->arena);
	if (!t || !headline ||
		!table_before(t, "%s: %zu %s on the model '%s'.", session_name(app->session), n,
			n == 1 ? "change" : "changes", ev->model->id) ||
		!table_before(t, "%s.", headline))
		return app_no_memory(app);
	return output_table(app, t, "session-show/1");
}

/* ---- verify ---------------------------------------------------------------------------------- */

static enum status
session_check(struct app *app, const char *path)
{
	struct diag d;
	size_t n = 0;
	diag_init(&d);
	enum status st = session_verify(path, &n, &d, &app->err);
	message_diag(app, &d);
	/* The problems are told; what is no session at all has a status of its own. */
	if (d.n_errors) {
		app->has_told = true;
		st = st == ST_OK ? ST_FAILED : st;
	}
	diag_clear(&d);
	if (st != ST_OK)
		return st;
	const char *line =
		arena_printf(app->arena, "%s: %zu events, every hash is right\n", path, n);
	if (option_is_on(&app->options, OPT_QUIET))
		return ST_OK;
	return line ? output_text(app, line) : app_no_memory(app);
}

/* ---- which ----------------------------------------------------------------------------------- */

static enum status
session_change(struct app *app, const char *path)
{
	return session_set(app, path, app->args.items[2]);
}

static const struct {
	const char *name;
	size_t words; /* with the name */
	enum status (*run)(struct app *, const char *path);
} actions[] = {
	{ "new", 2, session_new },
	{ "list", 1, session_list },
	{ "show", 2, session_show },
	{ "log", 2, session_log },
	{ "set", 3, session_change },
	{ "verify", 2, session_check },
};

enum { ACTIONS = sizeof actions / sizeof *actions };

enum status
cmd_session(struct app *app)
{
	const char *names[ACTIONS], *name = app->args.items[0];
	for (size_t i = 0; i < ACTIONS; i++) {
		names[i] = actions[i].name;
		if (!str_eq(names[i], name))
			continue;
		if (app->args.n != actions[i].words)
			return err_set(&app->err, ST_USAGE, "session %s takes %s", name,
				actions[i].words == 1           ? "no file"
					: actions[i].words == 2 ? "one file"
								: "a file and TARGET=VALUE");
		return actions[i].run(app, app->args.n > 1 ? app->args.items[1] : NULL);
	}
	const char *near = text_nearest(name, names, ACTIONS);
	return err_set(&app->err, ST_USAGE, "there is no 'session %s'%s%s%s", name,
		near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
}
