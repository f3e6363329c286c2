/* main: reads the command line, runs a subcommand, turns its status into the exit status. */
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/generate.h"
#include "cli/help.h"
#include "cli/interactive.h"
#include "cli/message.h"
#include "cli/output.h"
#include "data/text.h"

/* As the shell sees a program that SIGPIPE ended. */
enum { EXIT_SIGPIPE = 141 };

/*
 * A program may be started with standard streams closed. Their numbers are filled, so that no file
 * that we open becomes one of them; returns whether there is a standard output.
 */
static bool
fill_streams(void)
{
	bool has_stdout = fcntl(STDOUT_FILENO, F_GETFD) != -1;
	for (int fd = 0; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) == -1)
			(void)open("/dev/null", fd == STDIN_FILENO ? O_RDONLY : O_WRONLY);
	return has_stdout;
}

static enum status
usage_error(struct app *app, const char *word)
{
	const char *near = command_nearest(word);
	return err_set(&app->err, ST_USAGE, "unknown command '%s'%s%s%s", word,
		near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
}

static enum status
check_words(struct app *app)
{
	const struct command_info *c = app->command;
	if (app->args.n < c->least)
		return err_set(&app->err, ST_USAGE, "%s needs %s", c->name, c->words);
	if (app->args.n > c->most)
		return err_set(&app->err, ST_USAGE, "%s: one word too many: '%s'", c->name,
			app->args.items[c->most]);
	return options_check_scope(&app->options, c->scope, c->name, &app->err);
}

/* A folder that was named must be one: else the shipped data would be taken in silence. */
static enum status
check_data_folder(struct app *app)
{
	const char *dir = option_text(&app->options, OPT_DATA);
	struct stat st;
	if (!dir)
		return ST_OK;
	if (stat(dir, &st) != 0)
		return err_set(&app->err, ST_IO, "--data %s: %s", dir, strerror(errno));
	if (!S_ISDIR(st.st_mode))
		return err_set(&app->err, ST_IO, "--data %s: this is no folder", dir);
	return ST_OK;
}

static enum status
print(struct app *app, const char *text)
{
	return text ? output_text(app, text) : app_no_memory(app);
}

static enum status
run(struct app *app, int argc, char **argv)
{
	enum status st = options_parse(argc, argv, app->arena, &app->options, &app->err);
	/* For the usage line: whatever of the line could be read names the command. */
	if (app->options.words.n)
		app->command = command_find(app->options.words.items[0]);
	if (st != ST_OK)
		return st;
	const struct strings *words = &app->options.words;
	const char *name = words->n ? words->items[0] : "rank";
	app->command = command_find(name);
	app->args = *words;
	if (option_is_on(&app->options, OPT_VERSION))
		return print(app, "bascule " BASCULE_VERSION "\n");
	if (option_is_on(&app->options, OPT_GEN))
		return generate(app);
	if (option_is_on(&app->options, OPT_HELP) && !words->n)
		return print(app, help_program(app->arena));
	if (!app->command)
		return usage_error(app, name);
	if (words->n)
		app->args = (struct strings){ words->items + 1, words->n - 1 };
	if (option_is_on(&app->options, OPT_HELP))
		return print(app, help_command(app->command, app->arena));
	bool is_interactive = interactive_is_asked(app);
	st = is_interactive ? ST_OK : check_words(app);
	if (st == ST_OK)
		st = check_data_folder(app);
	if (st == ST_OK)
		st = data_path_find(option_text(&app->options, OPT_DATA), app->arena, &app->path);
	if (st != ST_OK)
		return st;
	return is_interactive ? interactive_run(app) : app->command->run(app);
}

/* Says what went wrong; wrong use gets the usage line too. */
static void
report(struct app *app, enum status st)
{
	if (!app->has_told)
		message("%s", *app->err.text ? app->err.text : status_text(st));
	const char *usage = st == ST_USAGE ? help_usage(app->command, app->arena) : NULL;
	if (usage)
		fprintf(stderr, "%s\n", usage);
}

int
main(int argc, char **argv)
{
	struct app app = { .has_stdout = fill_streams() };
	/* LC_NUMERIC stays "C": a decimal point is a point everywhere. */
	(void)setlocale(LC_CTYPE, "");
	assert(strcmp(localeconv()->decimal_point, ".") == 0);
	app.arena = arena_new();
	enum status st = app.arena ? run(&app, argc, argv) : app_no_memory(&app);
	if (st != ST_OK && !app.reader_left)
		report(&app, st);
	int code = app.exit_code ? app.exit_code : status_exit(st != ST_OK ? st : app.flaw);
	enum status closed = app_clear(&app);
	if (closed != ST_OK)
		message("%s", app.err.text);
	if (app.reader_left)
		return EXIT_SIGPIPE;
	return code ? code : status_exit(closed);
}
