/* help: everything that is made from the tables of subcommands and options. Texts in the arena. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "cli/commands.h"

#define BASCULE_VERSION "0.2.0"

const char *help_program(struct arena *);               /* bascule --help */
const char *help_command(const struct command_info *, struct arena *);
const char *help_usage(const struct command_info *, struct arena *);    /* one line; NULL: of all */
const char *help_man(struct arena *);                   /* mdoc source */
const char *help_bash(struct arena *);                  /* completion for bash */

#endif
