/* rank: the ranking. */
#include "cli/commands.h"
#include "cli/load.h"
#include "cli/output.h"

enum status
cmd_rank(struct app *app)
{
	enum format f;
	enum status st = output_format(app, &f);
	if (st == ST_OK)
		st = load_result(app, (struct strings){ NULL, 0 });
	if (st != ST_OK)
		return st;
	struct view_options o = app_view_options(app);
	struct table *t;
	const char *json;
	if (f == FORMAT_JSON) {
		load_hash(app);
		st = view_rank_json(app->result, &o, app->arena, &json);
		st = st == ST_OK ? output_text(app, json) : app_no_memory(app);
	} else {
		st = view_rank(app->result, &o, app->arena, &t);
		st = st == ST_OK ? output_table(app, t, "rank/1") : app_no_memory(app);
	}
	return st == ST_OK ? assert_winner(app) : st;
}
