/*
 * app: one run of the program, passed down everywhere; there are no globals.
 *
 * main() makes it from the command line; a subcommand fills what it needs through load.h, writes
 * its product through output.h, says what a person must know through message.h, and returns a
 * status.
 */
#ifndef CLI_APP_H
#define CLI_APP_H

#include <stdbool.h>

#include "cli/options.h"
#include "data/evaluation.h"
#include "data/library_read.h"
#include "data/session.h"
#include "report/view.h"
#include "scoring/result.h"

struct command_info;

struct app {
	struct options options;
	const struct command_info *command;
	struct strings args;            /* the words after the subcommand */
	struct arena *arena;            /* lives as long as the run */
	bool has_stdout;                /* false when the program was started with it closed */
	bool reader_left;               /* whoever read our output has seen enough */
	int exit_code;                  /* of a signal that ended the screens; 0: none */
	bool is_plain;                  /* the terminal is not to be trusted with escapes */
	const char *flaw_text;          /* the first message about it, or NULL */
	enum status flaw;               /* done, but: a file was left out (ST_INVALID) */

	struct data_path path;
	struct library *owned;          /* freed at the end; NULL when a session owns it */
	const struct library *library;
	const struct library *library_too;      /* another that was read, or NULL */
	struct session *session;
	struct evaluation *evaluation;
	struct problem *problem;
	struct result *result;
	const char *what_if;            /* the options that changed the evaluation, or NULL */

	struct err err;                 /* what went wrong, for main() to print */
	bool has_told;                  /* it stands on standard error already */
};

/* A subcommand: ST_OK, or why not, with app->err filled. */
typedef enum status command_run(struct app *);

/* Frees everything; returns a failure of closing the session when there was one. */
enum status app_clear(struct app *) MUST_CHECK;
enum status app_no_memory(struct app *);
enum lang app_lang(const struct app *);
struct view_options app_view_options(const struct app *);

#endif
