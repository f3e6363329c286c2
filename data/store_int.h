/* store_int: what the files of the store share, and the only place that knows SQLite. */
#ifndef DATA_STORE_INT_H
#define DATA_STORE_INT_H

#include <sqlite3.h>

#include "data/store.h"

enum {
	STORE_APPLICATION = 0x62736375,         /* "bscu" */
	STORE_TIMEOUT_MS = 2000
};

struct store {
	sqlite3 *db;
	char *path;                     /* with links resolved */
	int lock;                       /* descriptor that holds the writer's lock, or -1 */
	bool is_logging;                /* the journal mode for writing is set */
	bool is_full;                   /* synchronous is FULL, else NORMAL */
	sqlite3_stmt *begin, *insert, *commit, *rollback;       /* kept between appends */
};

/* Turns SQLite's code into a status and a message that begins with the file. */
enum status store_fail(const struct store *, int code, const char *doing, struct err *);
enum status store_nomem(struct err *);

enum status store_exec(struct store *, const char *sql, struct err *) MUST_CHECK;
enum status store_prepare(struct store *, const char *sql, sqlite3_stmt **, struct err *)
	MUST_CHECK;
/* The one integer that a statement gives. */
enum status store_number(struct store *, const char *sql, int64_t *out, struct err *) MUST_CHECK;
/* Opens the database, configures it defensively. uri: path is a file: URI. */
enum status store_connect(struct store *, const char *name, int flags, struct err *) MUST_CHECK;

/* Makes our tables and triggers in an empty database. */
enum status store_schema_create(struct store *, struct err *) MUST_CHECK;
/* Whether the database is ours, of a version that we know, with exactly our schema. */
enum status store_schema_check(struct store *, struct err *) MUST_CHECK;

/* INSERT of one event as row n, with a prepared store_insert_event statement. */
extern const char store_insert_event[];
int store_bind_event(sqlite3_stmt *, int64_t n, const struct event *);

#endif
