/* compare: criteria as rows, offers as columns. */
#include "cli/commands.h"
#include "cli/load.h"
#include "cli/output.h"

/* The words as indices in the problem, in their order. */
static enum status
find_columns(struct app *app, size_t **out)
{
	size_t *columns = arena_array(app->arena, app->args.n, sizeof *columns);
	if (!columns)
		return app_no_memory(app);
	for (size_t i = 0; i < app->args.n; i++) {
		enum status st = load_find(app, app->args.items[i], &columns[i]);
		if (st != ST_OK)
			return st;
		for (size_t k = 0; k < i; k++)
			if (columns[k] == columns[i])
				return err_set(&app->err, ST_USAGE, "'%s' is named twice",
					app->args.items[i]);
	}
	*out = columns;
	return ST_OK;
}

static enum status
write_comparison(struct app *app, enum format f, const size_t *columns)
{
	struct view_options o = app_view_options(app);
	struct table *t;
	const char *json;
	enum status st;
	if (f == FORMAT_JSON) {
		load_hash(app);
		st = view_compare_json(app->result, columns, app->args.n, &o, app->arena, &json);
		return st == ST_OK ? output_text(app, json) : app_no_memory(app);
	}
	st = view_compare(app->result, columns, app->args.n, &o, app->arena, &t);
	return st == ST_OK ? output_table(app, t, "compare/1") : app_no_memory(app);
}

enum status
cmd_compare(struct app *app)
{
	enum format f;
	size_t *columns = NULL;
	enum status st = output_format(app, &f);
	if (st == ST_OK)
		st = load_result(app, app->args);
	if (st == ST_OK)
		st = find_columns(app, &columns);
	if (st == ST_OK)
		st = write_comparison(app, f, columns);
	return st == ST_OK ? assert_winner(app) : st;
}
