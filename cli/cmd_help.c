/* help: of the program, of a command, of the JSON output. */
#include "cli/commands.h"
#include "cli/help.h"
#include "cli/output.h"
#include "data/text.h"
#include "report/json_fields.h"

static enum status
help_json(struct app *app)
{
	const struct table_column columns[] = {
		{ .id = "view", .title = "view", .group = 1 },
		{ .id = "path", .title = "field", .group = 1 },
		{ .id = "meaning", .title = "meaning", .wraps = true, .group = 1 },
	};
	struct table *t = table_new(app->arena, columns, 3);
	if (!t)
		return app_no_memory(app);
	for (size_t i = 0; i < n_json_fields; i++) {
		struct table_row *row = table_add(t);
		if (!row)
			return app_no_memory(app);
		row->cells[0] = cell_text(json_fields[i].view);
		row->cells[1] = cell_text(json_fields[i].path);
		row->cells[2] = cell_text(json_fields[i].sentence);
	}
	if (!table_after(t, "%s",
		    "Scores are 0..100, weights and coverage 0..1, six decimals. "
		    "Other commands give {\"bascule\": KIND, \"rows\": [...]}."))
		return app_no_memory(app);
	return output_table(app, t, "fields/1");
}

enum status
cmd_help(struct app *app)
{
	if (!app->args.n) {
		const char *text = help_program(app->arena);
		return text ? output_text(app, text) : app_no_memory(app);
	}
	const char *name = app->args.items[0];
	if (str_eq(name, "json"))
		return help_json(app);
	const struct command_info *c = command_find(name);
	const char *near = command_nearest(name);
	if (!c)
		return err_set(&app->err, ST_USAGE, "there is no command '%s'%s%s%s", name,
			near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
	const char *text = help_command(c, app->arena);
	return text ? output_text(app, text) : app_no_memory(app);
}
