/* format: the ways in which a result can be written. One row each: name, file endings, sentence. */
#ifndef REPORT_FORMAT_H
#define REPORT_FORMAT_H

#include <stdbool.h>
#include <stdio.h>

#include "report/table.h"

/*  id      name     ending   sentence */
#define FORMATS(X) \
	X(TABLE, "table", ".txt",  "aligned columns for a terminal or a text file") \
	X(CSV,   "csv",   ".csv",  "comma separated (RFC 4180), text guarded against formulas") \
	X(TSV,   "tsv",   ".tsv",  "tab separated, one line a row") \
	X(JSON,  "json",  ".json", "documented field by field, six decimals") \
	X(MD,    "md",    ".md",   "a Markdown table with notes")

enum format {
#define X(id, name, ending, sentence) FORMAT_##id,
	FORMATS(X)
#undef X
	FORMAT_COUNT
};

const char *format_name(enum format);
int format_find(const char *name);                      /* -1: none */
int format_of_file(const char *path);                   /* by its ending; -1: none */

/* How a table is laid out. */
struct layout {
	size_t width;                   /* columns of the terminal; 0: unbounded */
	bool utf8;                      /* rules and marks beyond ASCII */
	bool colour;                    /* ANSI: bold and dim only */
	bool raw;                       /* csv, tsv: text is not guarded against formulas */
};

/*
 * Writes to a stream; FORMAT_JSON is not for tables (see report/json.h). ST_IO when the stream
 * fails.
 */
enum status table_write(const struct table *, enum format, const struct layout *, FILE *)
	MUST_CHECK;

#endif
