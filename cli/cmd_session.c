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

/* ---- new ------------------------------------------------------------------------------------- */

static enum status
session_new(struct app *app, const char *path)
{
	struct session_context context;
	struct strings offers = { NULL, 0 };
	const char *chosen = option_text(&app->options, OPT_PROVIDERS);
	enum status st = load_library(app, true, offers);
	if (st == ST_OK && chosen && split_words(chosen, ',', app->arena, &offers) != ST_OK)
		st = app_no_memory(app);
	if (st == ST_OK)
		st = load_offer_ids(app, &offers);
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

/* $XDG_STATE_HOME/bascule, or below the home; NULL when there is neither. */
static const char *
state_folder(struct arena *arena)
{
	const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
	if (state && *state == '/')
		return arena_printf(arena, "%s/bascule", state);
	return home && *home == '/' ? arena_printf(arena, "%s/.local/state/bascule", home) : NULL;
}

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
is_visible(const struct dirent *e)
{
	size_t len = strlen(e->d_name);
	bool is_side_file = len > 4 &&
		(str_eq(e->d_name + len - 4, "-wal") || str_eq(e->d_name + len - 4, "-shm"));
	return e->d_name[0] != '.' && !is_side_file;
}

static enum status
list_folder(struct app *app, struct table *t, const char *folder)
{
	struct dirent **entries = NULL;
	int n = folder ? scandir(folder, &entries, is_visible, alphasort) : 0;
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
	enum status st = list_folder(app, t, state_folder(app->arena));
	return st == ST_OK ? output_table(app, t, "session-list/1") : st;
}

/* ---- log ------------------------------------------------------------------------------------- */

static enum status
open_to_read(struct app *app, const char *path)
{
	enum status st = load_session(app, path, SESSION_READ);
	const char *notice = st == ST_OK ? session_notice(app->session) : NULL;
	if (notice)
		message_notice(app, "%s", notice);
	return st;
}

enum {
	LOG_SEQ,
	LOG_TIME,
	LOG_ACTOR,
	LOG_KIND,
	LOG_TARGET,
	LOG_OLD,
	LOG_NEW,
	LOG_REASON,
	LOG_SOURCES,
	LOG_GESTURE,
	LOG_ORIGIN,
	LOG_PREV,
	LOG_HASH,
	LOG_COUNT
};

static bool
add_event(struct table *t, const struct event *v)
{
	struct table_row *row = table_add(t);
	if (!row)
		return false;
	row->cells[LOG_SEQ] = cell_number((double)v->seq);
	row->cells[LOG_TIME] = cell_text(v->time);
	row->cells[LOG_ACTOR] = cell_text(v->actor);
	row->cells[LOG_KIND] = cell_text(event_kind_word(v->kind));
	row->cells[LOG_TARGET] = cell_text(v->target);
	row->cells[LOG_OLD] = cell_text(v->old_value);
	row->cells[LOG_NEW] = cell_text(v->new_value);
	row->cells[LOG_REASON] = cell_text(v->reason);
	row->cells[LOG_SOURCES] = cell_text(v->sources);
	row->cells[LOG_GESTURE] = cell_number((double)v->gesture);
	row->cells[LOG_ORIGIN] = cell_text(v->origin);
	row->cells[LOG_PREV] = cell_text(v->prev);
	row->cells[LOG_HASH] = cell_text(v->hash);
	return true;
}

static enum status
session_log(struct app *app, const char *path)
{
	static const struct table_column columns[LOG_COUNT] = {
		[LOG_SEQ] = { .id = "seq", .title = "", .align = ALIGN_RIGHT, .is_count = true },
		[LOG_TIME] = { .id = "time", .title = "time" },
		[LOG_ACTOR] = { .id = "actor", .title = "who" },
		[LOG_KIND] = { .id = "kind", .title = "what" },
		[LOG_TARGET] = { .id = "target",
			.title = "of",
			.wraps = true,
			.most = 32,
			.group = 1 },
		[LOG_OLD] = { .id = "old",
			.title = "before",
			.wraps = true,
			.most = 30,
			.group = 1 },
		[LOG_NEW] = { .id = "new",
			.title = "after",
			.wraps = true,
			.most = 30,
			.group = 1 },
		[LOG_REASON] = { .id = "reason",
			.title = "why",
			.wraps = true,
			.most = 40,
			.group = 1 },
		[LOG_SOURCES] = { .id = "sources", .title = "", .use = USE_MACHINES },
		[LOG_GESTURE] = { .id = "gesture",
			.title = "",
			.use = USE_MACHINES,
			.is_count = true },
		[LOG_ORIGIN] = { .id = "origin", .title = "", .use = USE_MACHINES },
		[LOG_PREV] = { .id = "prev", .title = "", .use = USE_MACHINES },
		[LOG_HASH] = { .id = "hash", .title = "", .use = USE_MACHINES },
	};
	enum status st = open_to_read(app, path);
	if (st != ST_OK)
		return st;
	size_t n;
	const struct event *const *events = session_events(app->session, &n);
	struct table *t = table_new(app->arena, columns, LOG_COUNT);
	for (size_t i = 0; t && i < n; i++)
		if (!add_event(t, events[i]))
			return app_no_memory(app);
	return t ? output_table(app, t, "session-log/1") : app_no_memory(app);
}

/* ---- show ------------------------------------------------------------------------------------ */

static bool
add_line(struct table *t, const char *what, const char *of, const char *value)
{
	struct table_row *row = table_add(t);
	if (!row || !value)
		return false;
	row->cells[0] = cell_text(what);
	row->cells[1] = cell_text(of);
	row->cells[2] = cell_text(value);
	return true;
}

/* What differs from the model and the profiles. */
static bool
add_state(struct table *t, const struct evaluation *ev, struct arena *arena)
{
	bool ok = add_line(t, "model", NULL, ev->model->id) &&
		add_line(t, "unknown", NULL, unknown_rule_words[ev->unknown]);
	for (size_t i = 0; ok && i < ev->n_alternatives; i++)
		if (ev->alternatives[i].in)
			ok = add_line(t, "offer", ev->alternatives[i].id, "in");
	for (size_t i = 1; ok && i < ev->model->n_nodes; i++)
		if (evaluation_weight_changed(ev, i))
			ok = add_line(t, "weight", ev->model->nodes[i].id,
				arena_printf(arena, "%.1f %%", evaluation_weight(ev, i) * 100));
	for (size_t i = 0; ok && i < ev->n_gates; i++)
		if (ev->gates[i].condition)
			ok = add_line(t, "gate", ev->gates[i].id, ev->gates[i].when);
	for (size_t i = 0; ok && i < ev->n_overrides; i++) {
		const struct override *o = &ev->overrides[i];
		const char *of = arena_printf(
			arena, "%s:%s", ev->alternatives[o->alternative].id, o->def->id);
		ok = of && (!o->fact || add_line(t, "fact", of, o->fact->value.text));
	}
	for (size_t i = 0; ok && i < ev->n_comments; i++)
		ok = add_line(t, "comment", ev->comments[i].target, ev->comments[i].text);
	return ok;
}

static enum status
session_show(struct app *app, const char *path)
{
	static const struct table_column columns[] = {
		{ .id = "what", .title = "what" },
		{ .id = "of", .title = "of" },
		{ .id = "value", .title = "value", .wraps = true, .most = 80 },
	};
	enum status st = open_to_read(app, path);
	if (st != ST_OK)
		return st;
	const struct evaluation *ev = session_evaluation(app->session);
	size_t n = session_changes(app->session);
	struct table *t = table_new(app->arena, columns, sizeof columns / sizeof *columns);
	if (!t || !add_state(t, ev, app->arena) ||
		!table_before(t, "%s: %zu events on the model '%s'.", session_name(app->session), n,
			ev->model->id))
		return app_no_memory(app);
	st = load_score(app, ev, &app->problem, &app->result);
	const char *headline =
		st == ST_OK ? view_headline(app->result, app_lang(app), app->arena) : NULL;
	if (st == ST_OK && (!headline || !table_before(t, "%s.", headline)))
		st = app_no_memory(app);
	return st == ST_OK ? output_table(app, t, "session-show/1") : st;
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
	/* What was asked for does not hold; the file is there and was read. */
	if (st == ST_INVALID || st == ST_SYNTAX || (st == ST_OK && d.n_errors))
		st = ST_FAILED;
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
