/* compare: criteria as rows, offers as columns. */
#include "cli/commands.h"
#include "cli/load.h"
#include "cli/output.h"

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
	const size_t *columns = NULL;
	size_t n;
	enum status st = output_format(app, &f);
	if (st == ST_OK)
		st = load_result(app, app->args);
	/* None named: all, by rank. */
	if (st == ST_OK && app->args.n)
		st = load_columns(app, app->args.items, app->args.n, &columns, &n);
	if (st == ST_OK)
		st = write_comparison(app, f, columns);
	return st == ST_OK ? assert_winner(app) : st;
}
