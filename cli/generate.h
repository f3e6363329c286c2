/* generate: --gen: what is made from the program's own tables for other programs. */
#ifndef CLI_GENERATE_H
#define CLI_GENERATE_H

#include "cli/app.h"

/* Prints the man page, the completion for bash, or the JSON Schema of the kind that is named. */
enum status generate(struct app *) MUST_CHECK;

#endif
