/* interactive: `bascule` without a subcommand on a terminal: the screens on a session. */
#ifndef CLI_INTERACTIVE_H
#define CLI_INTERACTIVE_H

#include "cli/app.h"

/*
 * Whether the command line and the streams ask for the screens: no subcommand, none of the options
 * that only batch output has, and a terminal on both sides (or --replay).
 */
bool interactive_is_asked(struct app *);
/*
 * Runs them. Where the terminal cannot show screens the reason is said and the ranking printed.
 * app->exit_code is set when a signal ended the program.
 */
enum status interactive_run(struct app *) MUST_CHECK;

#endif
