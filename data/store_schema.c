/*
 * store_schema: the tables and triggers of a session file.
 *
 * The schema found in a file is compared with this table text by text, so that nothing that SQLite
 * would run or read for us (a view, a trigger, a computed column) can come with a foreign file.
 */
#include <string.h>

#include "data/store_int.h"
#include "data/text.h"

static const struct {
	const char *type, *name, *sql;
} schema[] = {
	{ "table", "meta",
		"CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT "
		"ROWID" },
	{ "table", "input",
		"CREATE TABLE input(n INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, kind TEXT NOT "
		"NULL, name TEXT NOT NULL, path TEXT NOT NULL, bytes BLOB NOT NULL) STRICT" },
	{ "table", "event",
		"CREATE TABLE event(n INTEGER PRIMARY KEY, origin TEXT NOT NULL, seq INTEGER NOT "
		"NULL, time TEXT NOT NULL, actor TEXT NOT NULL, scope TEXT NOT NULL, gesture "
		"INTEGER NOT NULL, kind TEXT NOT NULL, target TEXT NOT NULL, old TEXT NOT NULL, "
		"new TEXT NOT NULL, reason TEXT NOT NULL, sources TEXT NOT NULL, prev TEXT NOT "
		"NULL, hash TEXT NOT NULL) STRICT" },
	{ "trigger", "input_insert",
		"CREATE TRIGGER input_insert BEFORE INSERT ON input WHEN NEW.n <> (SELECT "
		"coalesce(max(n), 0) + 1 FROM input) BEGIN SELECT RAISE(ABORT, 'inputs are only "
		"added at the end'); END" },
	{ "trigger", "input_update",
		"CREATE TRIGGER input_update BEFORE UPDATE ON input BEGIN SELECT RAISE(ABORT, "
		"'inputs are never changed'); END" },
	{ "trigger", "input_delete",
		"CREATE TRIGGER input_delete BEFORE DELETE ON input BEGIN SELECT RAISE(ABORT, "
		"'inputs are never deleted'); END" },
	{ "trigger", "event_insert",
		"CREATE TRIGGER event_insert BEFORE INSERT ON event WHEN NEW.n <> (SELECT "
		"coalesce(max(n), 0) + 1 FROM event) BEGIN SELECT RAISE(ABORT, 'events are only "
		"added at the end'); END" },
	{ "trigger", "event_update",
		"CREATE TRIGGER event_update BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, "
		"'events are never changed'); END" },
	{ "trigger", "event_delete",
		"CREATE TRIGGER event_delete BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, "
		"'events are never deleted'); END" },
};

enum { SCHEMA_N = sizeof schema / sizeof *schema };

enum status
store_schema_create(struct store *s, struct err *e)
{
	char *header = sqlite3_mprintf("PRAGMA application_id=%d; PRAGMA user_version=%d",
		STORE_APPLICATION, STORE_SCHEMA);
	if (!header)
		return store_nomem(e);
	enum status st = store_exec(s, header, e);
	sqlite3_free(header);
	for (size_t i = 0; st == ST_OK && i < SCHEMA_N; i++)
		st = store_exec(s, schema[i].sql, e);
	return st;
}

static enum status
check_header(struct store *s, struct err *e)
{
	int64_t application = 0, version = 0;
	enum status st = store_number(s, "PRAGMA application_id", &application, e);
	if (st == ST_OK)
		st = store_number(s, "PRAGMA user_version", &version, e);
	if (st != ST_OK)
		return st;
	if (application != STORE_APPLICATION)
		return err_set(e, ST_INVALID,
			"%s is the database of another program, not a session", s->path);
	if (version > STORE_SCHEMA)
		return err_set(e, ST_INVALID,
			"%s was written by a newer bascule: it has session format %lld, this "
			"program knows up to %d",
			s->path, (long long)version, STORE_SCHEMA);
	if (version < 1)
		return err_set(e, ST_INVALID, "%s has an unknown session format (%lld)", s->path,
			(long long)version);
	return ST_OK;
}

/* The entry of the schema table that a row of sqlite_schema must equal, or SCHEMA_N. */
static size_t
find(const char *type, const char *name, const char *sql)
{
	size_t i = 0;
	while (i < SCHEMA_N &&
		!(str_eq(schema[i].type, type) && str_eq(schema[i].name, name) &&
			str_eq(schema[i].sql, sql)))
		i++;
	return i;
}

static enum status
foreign(const struct store *s, const char *type, const char *name, struct err *e)
{
	char what[32], which[80];
	text_visible(type ? type : "entry", what, sizeof what);
	text_visible(name ? name : "", which, sizeof which);
	return err_set(e, ST_INVALID, "%s is not a session: its %s '%s' is not ours", s->path, what,
		which);
}

enum status
store_schema_check(struct store *s, struct err *e)
{
	sqlite3_stmt *rows = NULL;
	bool found[SCHEMA_N] = { false };
	int code;
	enum status st = check_header(s, e);
	if (st == ST_OK)
		st = store_prepare(s, "SELECT type, name, sql FROM sqlite_schema", &rows, e);
	if (st != ST_OK)
		return st;
	while ((code = sqlite3_step(rows)) == SQLITE_ROW) {
		const char *type = (const char *)sqlite3_column_text(rows, 0);
		const char *name = (const char *)sqlite3_column_text(rows, 1);
		size_t i = find(type, name, (const char *)sqlite3_column_text(rows, 2));
		if (i == SCHEMA_N || found[i]) {
			st = foreign(s, type, name, e);
			goto out;
		}
		found[i] = true;
	}
	if (code != SQLITE_DONE)
		st = store_fail(s, code, "read", e);
	for (size_t i = 0; st == ST_OK && i < SCHEMA_N; i++)
		if (!found[i])
			st = err_set(e, ST_INVALID,
				"%s is not a whole session: the %s '%s' is missing", s->path,
				schema[i].type, schema[i].name);
out:
	(void)sqlite3_finalize(rows);
	return st;
}
