/*
 * reading: what every test of a reader needs: arenas, a diag, the small dictionary of
 * tests/fixtures/small, the tiny framework of tests/fixtures/tiny, and texts as files. Tests run in
 * the top folder of the source.
 */
#ifndef TESTS_SUPPORT_READING_H
#define TESTS_SUPPORT_READING_H

#include <stdint.h>

#include "data/arena.h"
#include "data/diag.h"
#include "data/dictionary.h"
#include "data/file.h"
#include "data/library_read.h"

#define SMALL_DATA "tests/fixtures/small"
#define TINY_DATA "tests/fixtures/tiny"

struct reading {
	struct arena *arena, *scratch;
	struct diag diag;
	struct dictionary dictionary;
	char *report;
};

/* Fails the test when something cannot be had. The dictionary is read when asked for. */
void reading_begin(struct reading *);
void reading_dictionary(struct reading *);
/* The dictionary and the tiny framework. */
void reading_framework(struct reading *);
void reading_end(struct reading *);
/* All that the diag holds, a line each ("FILE:LINE:COL: error: …"); lives until the next call. */
const char *reading_report(struct reading *);

/* For cmocka: a struct reading with the tiny framework as the state of a test or a group. */
int reading_set_up(void **state);
int reading_tear_down(void **state);

/* Reads bytes, which are in an allocation of their own: an error or something sound must come. */
typedef void read_file_bytes(struct reading *, const struct file_bytes *);
/* Every prefix of the file; n copies of it with one to three bytes damaged (BASCULE_SEED). */
void reading_prefixes(struct reading *, const char *path, read_file_bytes *);
void reading_damage(struct reading *, const char *path, uint64_t n, read_file_bytes *);

/* A text as the file t.yaml. */
struct file_bytes file_of(const char *text);
/* A file of the fixtures. */
struct file_bytes file_at(struct reading *, const char *path);
/* The folders of the small data alone; those of the tiny framework and the small data. */
struct data_path small_path(void);
struct data_path tiny_path(void);

#endif
