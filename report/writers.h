/*
 * writers: one writer a format, and what they share. Only format.c calls them.
 *
 * Text in a table is raw data: each writer makes it safe for its own format, here and nowhere else.
 */
#ifndef REPORT_WRITERS_H
#define REPORT_WRITERS_H

#include <stdio.h>

#include "report/format.h"

/* Each returns ST_NOMEM or ST_OK; whether the stream failed is for the caller to ask. */
enum status write_text(const struct table *, const struct layout *, FILE *) MUST_CHECK;
enum status write_csv(const struct table *, const struct layout *, FILE *) MUST_CHECK;
enum status write_tsv(const struct table *, const struct layout *, FILE *) MUST_CHECK;
enum status write_markdown(const struct table *, const struct layout *, FILE *) MUST_CHECK;

/* A copy made safe to print by text_visible(); NULL when memory runs out. */
const char *clean_text(struct arena *, const char *);
/* The same, but tabs and line feeds stay. */
const char *clean_lines(struct arena *, const char *);
/* Whether a spreadsheet could run a cell that holds this text as a formula. */
bool is_formula(const char *);
/* A number for programs: six decimals (a count: none), never "-0.000000". */
const char *machine_number(const struct table_column *, double, char *buf, size_t size);
/* A number for people: a column's decimals, and "+" where the column is signed. */
const char *people_number(const struct table_column *, double, char *buf, size_t size);
bool is_for(enum table_use has, enum table_use wanted);

/* Columns that the text takes on a terminal. Never by locale: the same bytes everywhere. */
size_t text_width(const char *);
size_t text_width_of(const char *, size_t len);
/* Bytes of the longest prefix of whole characters that takes at most `columns`. */
size_t text_cut(const char *, size_t columns);

#endif
