/*
 * diag: everything that is wrong with the files that were read, each with its place.
 *
 * A reader goes on after an error, so that one run reports all of them. A diag owns its texts;
 * they live until diag_clear(). When memory runs out the diag still knows that it did.
 */
#ifndef DATA_DIAG_H
#define DATA_DIAG_H

#include <stdbool.h>
#include <stddef.h>

#include "data/status.h"

/* Where something stands; line and col count from 1, 0 means the file as a whole. */
struct place {
	const char *file;
	unsigned line, col;
};

enum severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_NOTE };

struct diag_item {
	struct place at;                /* at.file is borrowed from the diag */
	enum severity severity;
	enum status status;
	const char *text;               /* "facts.env.pue: expected a number, found \"low\"" */
};

enum { DIAG_MAX = 200 };                /* further items are only counted */

struct diag {
	struct arena *arena;
	struct diag_item *items;
	size_t n, cap;
	size_t n_errors, n_warnings;    /* counted also beyond DIAG_MAX */
	enum status worst;              /* of the errors; ST_NOMEM and ST_IO outrank content */
};

void diag_init(struct diag *);
void diag_clear(struct diag *);

/* Adds an item; returns st, so that a reader can return what it reports. */
enum status diag_error(struct diag *, enum status st, struct place at, const char *fmt, ...)
	PRINTF_LIKE(4, 5);
void diag_warn(struct diag *, struct place at, const char *fmt, ...) PRINTF_LIKE(3, 4);
/* Memory ran out: recorded without allocating. Returns ST_NOMEM. */
enum status diag_nomem(struct diag *);
/* Appends a copy of all items of `from` (one thread's) to `to`. */
enum status diag_join(struct diag *to, const struct diag *from);

/* Puts the items from index `from` on in the order of their places (of one file). */
void diag_sort(struct diag *, size_t from);

/* "FILE:LINE:COL: error: text" into buf, control characters made visible; returns buf. */
const char *diag_item_text(const struct diag_item *, char *buf, size_t size);

#endif
