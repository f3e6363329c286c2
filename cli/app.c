/* app: what every subcommand asks of the run. */
#include "cli/app.h"

#include "data/text.h"

enum status
app_clear(struct app *app)
{
	evaluation_free(app->evaluation);
	enum status st = session_close(app->session, &app->err);
	library_free(app->owned);
	arena_free(app->arena);
	return st;
}

enum status
app_no_memory(struct app *app)
{
	return err_set(&app->err, ST_NOMEM, "%s", status_text(ST_NOMEM));
}

enum lang
app_lang(const struct app *app)
{
	return str_eq(option_text(&app->options, OPT_LANG), "fr") ? LANG_FR : LANG_EN;
}

struct view_options
app_view_options(const struct app *app)
{
	return (struct view_options){
		.lang = app_lang(app),
		.sources = option_is_on(&app->options, OPT_SOURCES),
		.depth = option_number(&app->options, OPT_DEPTH, 0),
		.verbose = option_is_on(&app->options, OPT_VERBOSE),
		.what_if = app->what_if,
	};
}
