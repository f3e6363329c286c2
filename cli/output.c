/* output: to standard output, or to a file beside its name first. */
#include "cli/output.h"

#include <errno.h>
#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "data/file.h"
#include "data/text.h"
#include "report/table_json.h"
#include "report/text_stream.h"

/* ---- the format ------------------------------------------------------------------------------ */

/* The file of --output, or NULL for standard output. */
static const char *
output_path(const struct app *app)
{
	const char *path = option_text(&app->options, OPT_OUTPUT);
	return path && !str_eq(path, "-") ? path : NULL;
}

enum status
output_format(struct app *app, enum format *out)
{
	const char *name = option_text(&app->options, OPT_FORMAT), *path = output_path(app);
	int f = FORMAT_TABLE;
	if (name)
		f = format_find(name);
	else if (path)
		f = format_of_file(path);
	if (f < 0)
		return err_set(&app->err, ST_USAGE,
			"the ending of '%s' names no format; say --format (table, csv, ...)", path);
	*out = (enum format)f;
	return ST_OK;
}

static bool
wants_colour(const struct app *app, bool on_terminal)
{
	const char *when = option_text(&app->options, OPT_COLOR);
	if (when && !str_eq(when, "auto"))
		return str_eq(when, "always");
	const char *term = getenv("TERM"), *no = getenv("NO_COLOR");
	return on_terminal && !app->is_plain && !(no && *no) && term && *term &&
		!str_eq(term, "dumb");
}

struct layout
output_layout(const struct app *app)
{
	bool on_terminal = !output_path(app) && app->has_stdout && isatty(STDOUT_FILENO);
	struct layout layout = { .raw = option_is_on(&app->options, OPT_RAW_CSV) };
	struct winsize size;
	/* A file is the same wherever it is made; only a terminal may be narrow or lack UTF-8. */
	layout.utf8 = !on_terminal || str_eq(nl_langinfo(CODESET), "UTF-8");
	layout.colour = wants_colour(app, on_terminal);
	if (on_terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20)
		layout.width = size.ws_col;
	return layout;
}

/* ---- standard output ------------------------------------------------------------------------- */

static enum status
write_stdout(struct app *app, const char *bytes, size_t len)
{
	if (!app->has_stdout)
		return err_set(&app->err, ST_IO, "standard output is closed");
	errno = 0;
	if (fwrite(bytes, 1, len, stdout) == len && fflush(stdout) == 0)
		return ST_OK;
	app->reader_left = errno == EPIPE;
	return err_set(&app->err, ST_IO, "cannot write to standard output: %s", strerror(errno));
}

/* ---- a file ---------------------------------------------------------------------------------- */

static bool
is_same_file(const struct stat *a, const char *path)
{
	struct stat b;
	return path && stat(path, &b) == 0 && a->st_dev == b.st_dev && a->st_ino == b.st_ino;
}

static bool
is_input(const struct library *lib, const struct stat *target)
{
	for (size_t i = 0; lib && i < lib->n_inputs; i++)
		if (is_same_file(target, lib->inputs[i].path))
			return true;
	return false;
}

static bool
was_read(const struct app *app, const struct stat *target)
{
	if (is_input(app->library, target) || is_input(app->library_too, target))
		return true;
	for (size_t i = 0; i < app->args.n; i++)
		if (is_same_file(target, app->args.items[i]))
			return true;
	return is_same_file(target, option_text(&app->options, OPT_SESSION));
}

static enum status
check_target(struct app *app, const char *path)
{
	struct stat target;
	if (lstat(path, &target) != 0)
		return ST_OK;
	bool resolves = stat(path, &target) == 0;
	if (resolves && S_ISDIR(target.st_mode))
		return err_set(&app->err, ST_IO, "cannot write '%s': it is a folder", path);
	if (resolves && was_read(app, &target))
		return err_set(&app->err, ST_USAGE, "'%s' was read: it is not overwritten", path);
	if (!option_is_on(&app->options, OPT_FORCE))
		return err_set(&app->err, ST_USAGE, "'%s' exists; --force replaces it", path);
	return ST_OK;
}

static enum status
write_bytes(struct app *app, const char *bytes, size_t len)
{
	const char *path = output_path(app);
	if (!path)
		return write_stdout(app, bytes, len);
	enum status st = check_target(app, path);
	return st == ST_OK ? file_write(path, bytes, len, &app->err) : st;
}

/* ---- products -------------------------------------------------------------------------------- */

enum status
output_text(struct app *app, const char *text)
{
	return write_bytes(app, text, strlen(text));
}

enum status
output_table(struct app *app, const struct table *t, const char *kind)
{
	enum format f;
	enum status st = output_format(app, &f);
	if (st != ST_OK)
		return st;
	if (f == FORMAT_JSON) {
		const char *json;
		st = table_json(t, kind, app->arena, &json);
		return st == ST_OK ? output_text(app, json) : app_no_memory(app);
	}
	struct layout layout = output_layout(app);
	struct text_stream s;
	if (!text_stream_open(&s))
		return app_no_memory(app);
	st = table_write(t, f, &layout, s.out);
	/* A stream in memory fails for want of memory alone. */
	const char *text = text_stream_keep(&s, app->arena);
	return st == ST_OK && text ? output_text(app, text) : app_no_memory(app);
}
