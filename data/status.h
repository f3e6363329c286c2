/*
 * status: how a function says what went wrong, and the exit status that belongs to it.
 *
 * A fallible function returns an enum status and takes a struct err * last; NULL is allowed there.
 * What is wrong with the content of a file goes to a struct diag (diag.h) instead, with its place.
 */
#ifndef DATA_STATUS_H
#define DATA_STATUS_H

#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF_LIKE(fmt, args) __attribute__((format(printf, fmt, args)))

/*  id         exit  text */
#define STATUSES(X) \
	X(OK,       0, "success") \
	X(FAILED,   1, "an assertion does not hold") \
	X(USAGE,    2, "wrong use") \
	X(SYNTAX,   3, "malformed file") \
	X(INVALID,  3, "invalid content") \
	X(LIMIT,    3, "too large or too deep") \
	X(NOMEM,    4, "out of memory") \
	X(IO,       4, "input/output error") \
	X(BUSY,     4, "in use by another process") \
	X(READONLY, 4, "cannot be written")

enum status {
#define X(id, code, text) ST_##id,
	STATUSES(X)
#undef X
};

/* One failure, in words for the person at the terminal. */
struct err {
	enum status status;
	char text[1024];
};

/* Fills *e (if not NULL) and returns st, so that `return err_set(e, ST_IO, "...")` reads well. */
enum status err_set(struct err *e, enum status st, const char *fmt, ...) PRINTF_LIKE(3, 4);

const char *status_text(enum status st);
int status_exit(enum status st);        /* 0..4, the exit status of the program */

#endif
