/* generate: which of them. */
#include "cli/generate.h"

#include "cli/help.h"
#include "cli/output.h"
#include "data/schema_json.h"
#include "data/text.h"
#include "report/text_stream.h"

static enum status
print(struct app *app, const char *text)
{
	return text ? output_text(app, text) : app_no_memory(app);
}

/* "facts groups rates profile model" */
static const char *
all_kinds(struct arena *arena)
{
	const char *all = "";
	for (size_t i = 0; all && schema_kinds[i]; i++)
		all = arena_printf(arena, "%s%s%s", all, i ? ", " : "", schema_kinds[i]);
	return all;
}

static enum status
print_schema(struct app *app)
{
	const char *kind = app->options.words.n ? app->options.words.items[0] : "";
	const char *all = all_kinds(app->arena);
	struct text_stream s;
	if (!all || !text_stream_open(&s))
		return app_no_memory(app);
	bool is_kind = schema_write_json(s.out, kind);
	const char *text = text_stream_keep(&s, app->arena);
	if (!is_kind)
		return err_set(&app->err, ST_USAGE, "--gen schema needs a kind: %s", all);
	return print(app, text);
}

enum status
generate(struct app *app)
{
	const char *what = option_text(&app->options, OPT_GEN);
	app->command = NULL;
	if (str_eq(what, "man"))
		return print(app, help_man(app->arena));
	if (str_eq(what, "bash"))
		return print(app, help_bash(app->arena));
	return print_schema(app);
}
