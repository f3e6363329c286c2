/*
 * schema_json: the tables by which files are read, as JSON Schema (draft 2020-12), so that editors
 * complete and check the files.
 */
#ifndef DATA_SCHEMA_JSON_H
#define DATA_SCHEMA_JSON_H

#include <stdbool.h>
#include <stdio.h>

/* The kinds of files that there are schemas of, NULL-terminated: "facts", "groups" … */
extern const char *const schema_kinds[];

/* Writes the schema of a kind; false when there is no such kind. The caller checks the stream. */
bool schema_write_json(FILE *, const char *kind);

#endif
