/* interactive: finds or makes the session, then hands over to tui/. */
#include "cli/interactive.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/load.h"
#include "cli/message.h"
#include "cli/output.h"
#include "data/text.h"
#include "tui/app.h"

bool
interactive_is_asked(struct app *app)
{
	if (app->options.words.n)
		return false;
	if (option_is_on(&app->options, OPT_REPLAY))
		return true;
	return app->has_stdout && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) &&
		options_check_scope(&app->options, FOR_TUI, "", NULL) == ST_OK;
}

static enum status
open_scratch(struct app *app)
{
	struct session_context context;
	struct strings offers;
	enum status st = load_library(app, true, (struct strings){ NULL, 0 });
	if (st == ST_OK)
		st = load_wanted_offers(app, &offers);
	if (st == ST_OK)
		st = load_context(app, &context);
	if (st != ST_OK)
		return st;
	return session_scratch(app->owned, load_state_folder(app->arena), offers, &context,
		&app->session, &app->err);
}

static enum status
open_session(struct app *app)
{
	const char *path = option_text(&app->options, OPT_SESSION);
	if (!path)
		return open_scratch(app);
	if (option_is_on(&app->options, OPT_MODEL) || option_is_on(&app->options, OPT_DATA) ||
		option_is_on(&app->options, OPT_PROVIDERS))
		return err_set(&app->err, ST_USAGE,
			"a session has its own model, data and offers: leave out --model, --data "
			"and --providers");
	return load_session(app, path, SESSION_WRITE);
}

/* The session keeps actor and origin; each change asks for the time anew. */
static enum status
tell_context(struct session_context *out, void *data)
{
	struct app *app = data;
	return load_context(app, out);
}

static bool
wants_colour(const struct app *app)
{
	const char *when = option_text(&app->options, OPT_COLOR), *no = getenv("NO_COLOR");
	if (when && !str_eq(when, "auto"))
		return str_eq(when, "always");
	return !no || !*no;
}

/* "120x40"; 80x24 when the option was not given. */
static enum status
read_size(struct app *app, int *cols, int *rows)
{
	const char *text = option_text(&app->options, OPT_DUMP_SCREEN);
	int used = 0;
	*cols = 80;
	*rows = 24;
	if (!text)
		return ST_OK;
	if (sscanf(text, "%4dx%4d%n", cols, rows, &used) == 2 && !text[used] && *cols > 0 &&
		*rows > 0 && *cols <= 1000 && *rows <= 1000)
		return ST_OK;
	return err_set(&app->err, ST_USAGE,
		"--dump-screen '%s': expected COLUMNSxROWS, like 120x40", text);
}

static enum status
replay(struct app *app, const struct tui_start *start)
{
	int rows, cols;
	char *text;
	enum status st = read_size(app, &cols, &rows);
	if (st == ST_OK)
		st = tui_replay(start, option_text(&app->options, OPT_REPLAY), rows, cols, &text,
			&app->err);
	if (st != ST_OK)
		return st;
	st = output_text(app, text);
	free(text);
	return st;
}

enum status
interactive_run(struct app *app)
{
	struct err why;
	bool is_replay = option_is_on(&app->options, OPT_REPLAY);
	enum status st = options_check_scope(&app->options, FOR_TUI, "bascule", &app->err);
	if (st != ST_OK)
		return st;
	if (!is_replay && tui_check(&why) != ST_OK) {
		message_notice(app, "%s; the ranking follows", why.text);
		app->is_plain = true;
		app->command = command_find("rank");
		return app->command->run(app);
	}
	st = open_session(app);
	if (st != ST_OK)
		return st;
	const struct tui_start start = { .session = app->session,
		.lang = app_lang(app),
		.colour = wants_colour(app),
		.mouse = !option_is_on(&app->options, OPT_NO_MOUSE),
		.ascii = option_is_on(&app->options, OPT_ASCII),
		.notice = app->flaw_text          ? app->flaw_text
			: app->library->notices.n ? app->library->notices.items[0]
						  : NULL,
		.context = tell_context,
		.context_data = app };
	if (is_replay)
		return replay(app, &start);
	st = tui_run(&start, &app->exit_code, &app->err);
	if (!session_path(app->session) && session_changes(app->session))
		message_notice(app, "%zu change%s could be kept nowhere and end%s here",
			session_changes(app->session),
			session_changes(app->session) == 1 ? "" : "s",
			session_changes(app->session) == 1 ? "s" : "");
	return st;
}
