/* store_sql: SQLite's connection, its defensive settings, and its errors in our words. */
#include "data/store_int.h"
#include "data/text.h"

enum status
store_nomem(struct err *e)
{
	return err_set(e, ST_NOMEM, "%s", status_text(ST_NOMEM));
}

enum status
store_fail(const struct store *s, int code, const char *doing, struct err *e)
{
	static const struct {
		int code;
		enum status status;
		const char *why;
	} known[] = {
		{ SQLITE_NOTADB, ST_INVALID, "it is not a session (no SQLite database)" },
		{ SQLITE_CORRUPT, ST_INVALID, "it is damaged" },
		{ SQLITE_FULL, ST_IO, "the disk is full" },
		{ SQLITE_BUSY, ST_BUSY, "another program has locked it" },
		{ SQLITE_LOCKED, ST_BUSY, "another program has locked it" },
		{ SQLITE_READONLY, ST_READONLY, "it cannot be written" },
		{ SQLITE_CANTOPEN, ST_IO, "it or its journal cannot be opened" },
		{ SQLITE_TOOBIG, ST_LIMIT, "a text in it is too large" },
		{ SQLITE_CONSTRAINT, ST_INVALID, "another program has changed it" },
	};
	if ((code & 0xff) == SQLITE_NOMEM)
		return store_nomem(e);
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (known[i].code == (code & 0xff))
			return err_set(e, known[i].status, "cannot %s %s: %s", doing, s->path,
				known[i].why);
	char why[200];
	text_visible(s->db ? sqlite3_errmsg(s->db) : sqlite3_errstr(code), why, sizeof why);
	return err_set(e, (code & 0xff) == SQLITE_IOERR ? ST_IO : ST_INVALID, "cannot %s %s: %s",
		doing, s->path, why);
}

enum status
store_prepare(struct store *s, const char *sql, sqlite3_stmt **out, struct err *e)
{
	int code = sqlite3_prepare_v3(s->db, sql, -1, SQLITE_PREPARE_PERSISTENT, out, NULL);
	return code == SQLITE_OK ? ST_OK : store_fail(s, code, "read", e);
}

enum status
store_exec(struct store *s, const char *sql, struct err *e)
{
	int code = sqlite3_exec(s->db, sql, NULL, NULL, NULL);
	return code == SQLITE_OK ? ST_OK : store_fail(s, code, "use", e);
}

enum status
store_number(struct store *s, const char *sql, int64_t *out, struct err *e)
{
	sqlite3_stmt *stmt = NULL;
	enum status st = store_prepare(s, sql, &stmt, e);
	if (st != ST_OK)
		return st;
	int code = sqlite3_step(stmt);
	if (code == SQLITE_ROW)
		*out = sqlite3_column_int64(stmt, 0);
	else
		st = store_fail(s, code, "read", e);
	(void)sqlite3_finalize(stmt);
	return st;
}

/* A session file may come from anybody: it gets no code to run and no size to hurt with. */
static enum status
defend(struct store *s, struct err *e)
{
	static const struct {
		int option, value;
	} options[] = {
		{ SQLITE_DBCONFIG_DEFENSIVE, 1 },
		{ SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
		{ SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
		{ SQLITE_DBCONFIG_ENABLE_VIEW, 0 },
		{ SQLITE_DBCONFIG_DQS_DDL, 0 },
		{ SQLITE_DBCONFIG_DQS_DML, 0 },
	};
	static const struct {
		int limit, value;
	} limits[] = {
		{ SQLITE_LIMIT_LENGTH, STORE_MAX_ROW },
		{ SQLITE_LIMIT_SQL_LENGTH, 4096 },
		{ SQLITE_LIMIT_COLUMN, 32 },
		{ SQLITE_LIMIT_EXPR_DEPTH, 20 },
		{ SQLITE_LIMIT_COMPOUND_SELECT, 3 },
		{ SQLITE_LIMIT_VDBE_OP, 25000 },
		{ SQLITE_LIMIT_FUNCTION_ARG, 8 },
		{ SQLITE_LIMIT_ATTACHED, 0 },
		{ SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 64 },
		{ SQLITE_LIMIT_VARIABLE_NUMBER, 32 },
		{ SQLITE_LIMIT_TRIGGER_DEPTH, 4 },
		{ SQLITE_LIMIT_WORKER_THREADS, 0 },
	};
	for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
		int code = sqlite3_db_config(s->db, options[i].option, options[i].value, NULL);
		if (code != SQLITE_OK)
			return store_fail(s, code, "open", e);
	}
	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
		(void)sqlite3_limit(s->db, limits[i].limit, limits[i].value);
	(void)sqlite3_busy_timeout(s->db, STORE_TIMEOUT_MS);
	return store_exec(
		s, "PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA temp_store=MEMORY;", e);
}

enum status
store_connect(struct store *s, const char *name, int flags, struct err *e)
{
	flags |= SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
	int code = sqlite3_open_v2(name, &s->db, flags, NULL);
	if (code != SQLITE_OK)
		return store_fail(s, code, "open", e);
	return defend(s, e);
}

enum status
store_check(struct store *s, bool thorough, struct err *e)
{
	sqlite3_stmt *stmt = NULL;
	const char *sql = thorough ? "PRAGMA integrity_check(1)" : "PRAGMA quick_check(1)";
	enum status st = store_prepare(s, sql, &stmt, e);
	if (st != ST_OK)
		return st;
	int code = sqlite3_step(stmt);
	const char *said = code == SQLITE_ROW ? (const char *)sqlite3_column_text(stmt, 0) : NULL;
	if (code != SQLITE_ROW) {
		st = store_fail(s, code, "check", e);
	} else if (!str_eq(said, "ok")) {
		char shown[200];
		text_visible(said ? said : "", shown, sizeof shown);
		st = err_set(e, ST_INVALID, "%s is damaged: %s", s->path, shown);
	}
	(void)sqlite3_finalize(stmt);
	return st;
}
