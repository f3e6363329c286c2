/* ladders: which levels of other schemes the offers reach. */
#include "cli/commands.h"
#include "cli/load.h"
#include "cli/output.h"
#include "report/view_framework.h"

static enum status
find_columns(struct app *app, const size_t **out, size_t *n)
{
	*n = app->args.n ? app->args.n : app->problem->n_alternatives;
	size_t *columns = arena_array(app->arena, *n, sizeof *columns);
	if (!columns)
		return app_no_memory(app);
	enum status st = ST_OK;
	for (size_t i = 0; st == ST_OK && i < *n; i++) {
		columns[i] = i;
		if (app->args.n)
			st = load_find(app, app->args.items[i], &columns[i]);
	}
	*out = columns;
	return st;
}

static enum status
write_ladders(struct app *app, enum format f, const size_t *columns, size_t n)
{
	struct view_options o = app_view_options(app);
	struct table *t;
	const char *json;
	enum status st;
	if (f == FORMAT_JSON) {
		load_hash(app);
		st = view_ladders_json(app->result, columns, n, &o, app->arena, &json);
		return st == ST_OK ? output_text(app, json) : app_no_memory(app);
	}
	st = view_ladders(app->result, columns, n, &o, app->arena, &t);
	return st == ST_OK ? output_table(app, t, "ladders/1") : app_no_memory(app);
}

enum status
cmd_ladders(struct app *app)
{
	const size_t *columns = NULL;
	size_t n = 0;
	enum format f;
	enum status st = output_format(app, &f);
	if (st == ST_OK)
		st = load_result(app, app->args);
	if (st == ST_OK)
		st = find_columns(app, &columns, &n);
	if (st == ST_OK)
		st = write_ladders(app, f, columns, n);
	return st == ST_OK ? assert_winner(app) : st;
}
