/* explain: why this score, or what separates two. */
#include <stdint.h>

#include "cli/commands.h"
#include "cli/load.h"
#include "cli/output.h"

static enum status
write_explanation(struct app *app, enum format f, size_t a, size_t against)
{
	struct view_options o = app_view_options(app);
	struct table *t;
	const char *json;
	enum status st;
	if (f == FORMAT_JSON) {
		load_hash(app);
		st = view_explain_json(app->result, a, against, &o, app->arena, &json);
		return st == ST_OK ? output_text(app, json) : app_no_memory(app);
	}
	st = view_explain(app->result, a, against, &o, app->arena, &t);
	return st == ST_OK ? output_table(app, t, "explain/1") : app_no_memory(app);
}

enum status
cmd_explain(struct app *app)
{
	const char *other = option_text(&app->options, OPT_AGAINST);
	const char *ids[] = { app->args.items[0], other };
	size_t a, against = SIZE_MAX;
	enum format f;
	enum status st = output_format(app, &f);
	if (st == ST_OK)
		st = load_result(app, (struct strings){ ids, other ? 2 : 1 });
	if (st == ST_OK)
		st = load_find(app, ids[0], &a);
	if (st == ST_OK && other)
		st = load_find(app, other, &against);
	if (st == ST_OK && a == against)
		st = err_set(&app->err, ST_USAGE, "'%s' cannot be explained against itself", other);
	if (st == ST_OK)
		st = write_explanation(app, f, a, against);
	return st == ST_OK ? assert_winner(app) : st;
}
