/*
 * output: where a subcommand's product goes: standard output, or a file that is written whole.
 *
 * The product is made in memory first, so that a failure never leaves half of it.
 */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include "cli/app.h"

/* From --format, the ending of --output, or table. ST_USAGE when an ending names no format. */
enum status output_format(struct app *, enum format *) MUST_CHECK;
/* How a table is laid out for where it goes. */
struct layout output_layout(const struct app *);

/* Writes a table in the chosen format; `kind` ("show-facts/1") names it in JSON. */
enum status output_table(struct app *, const struct table *, const char *kind) MUST_CHECK;
/* Writes text as it is: JSON, YAML, help. */
enum status output_text(struct app *, const char *text) MUST_CHECK;

#endif
