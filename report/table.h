/*
 * table: a result as rows and columns, before anybody decides how to write it.
 *
 * Cells are typed, so that a writer knows a number from a text: numbers are formatted by us and
 * never guarded, text is escaped and guarded. In the caller's arena.
 */
#ifndef REPORT_TABLE_H
#define REPORT_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "data/arena.h"
#include "data/status.h"

enum cell_kind { CELL_EMPTY, CELL_TEXT, CELL_NUMBER };
enum column_align { ALIGN_LEFT, ALIGN_RIGHT, ALIGN_DECIMAL };
/* Who gets a column or a row: everybody, people (table, md), or programs (csv, tsv, json). */
enum table_use { USE_ALL, USE_PEOPLE, USE_MACHINES, USE_NOBODY };

struct table_column {
	const char *id;                 /* machine header: "score" (csv, tsv) */
	const char *title;              /* for people: "score" */
	enum column_align align;
	int decimals;                   /* shown to people; machines get six */
	const char *unit;               /* "%" after the number for people, or NULL */
	enum table_use use;
	bool is_count;                  /* whole numbers, without decimals for programs too */
	bool is_signed;                 /* people see "+" before what is above zero */
	bool wraps;                     /* text that may take several lines when there is no room */
	size_t most;                    /* then no wider than this for people; 0: no bound */
	bool spans;                     /* its title may reach over the next column, which has
	                                   none */
	int group;                      /* columns of a group stay together when a table is cut
	                                   to the width; those of 0 are repeated in each part */
};

struct table_cell {
	enum cell_kind kind;
	const char *text;               /* CELL_TEXT */
	double number;                  /* CELL_NUMBER: never NaN */
	const char *mark;               /* "?", "~", "!", "*" beside the value for people, or
	                                   NULL */
	int footnote;                   /* number of a note, 0: none */
};

struct table_row {
	struct table_cell *cells;
	int indent;                     /* depth in a tree: of the first column */
	bool rule_above;                /* a thin rule for people */
	bool is_strong;                 /* a heading or total */
	enum table_use use;
};

struct table {
	struct arena *arena;
	const char *title;              /* or NULL */
	struct table_column *columns;
	size_t n_columns;
	struct table_row *rows;
	size_t n_rows, cap_rows;
	const char **before;            /* lines above the table, for people and Markdown */
	size_t n_before, cap_before;
	const char **after;             /* lines below: legends, notes, what it rests on */
	size_t n_after, cap_after;
	const char **footnotes;         /* numbered from 1; lines end with a line feed */
	size_t n_footnotes, cap_footnotes;
};

/* The columns are copied. NULL when memory runs out; so do all that follow (or return false). */
struct table *table_new(struct arena *, const struct table_column *, size_t n);
struct table_row *table_add(struct table *);            /* a row of empty cells */
bool table_before(struct table *, const char *fmt, ...) PRINTF_LIKE(2, 3);
bool table_after(struct table *, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* The number of a note, the old one when the text is there already; 0: no memory. */
int table_footnote(struct table *, const char *text);
struct table_cell cell_text(const char *);              /* NULL and "" give an empty cell */
struct table_cell cell_number(double);                  /* NaN and infinities give an empty cell */

#endif
