/*
 * store_read: inputs and events out of a session file.
 *
 * What stands there may have been written by anybody. A text with a NUL in it, or that is no UTF-8,
 * is refused here: whatever stood behind the NUL would be in the file and not in the hash.
 */
#include <string.h>

#include "data/store_int.h"
#include "data/text.h"

/* Reads the columns of one row from the left; the first failure stays in st. */
struct row {
	struct store *store;
	sqlite3_stmt *stmt;
	struct arena *arena;
	int column;
	enum status st;
	struct err *e;
};

static const char *
take_text(struct row *r)
{
	if (r->st != ST_OK)
		return "";
	const char *text = (const char *)sqlite3_column_text(r->stmt, r->column);
	size_t len = (size_t)sqlite3_column_bytes(r->stmt, r->column);
	r->column++;
	if (text && !text_is_utf8(text, len)) {
		r->st = err_set(r->e, ST_INVALID, "%s is damaged: a text in it is no UTF-8",
			r->store->path);
		return "";
	}
	char *copy = text ? arena_strndup(r->arena, text, len) : NULL;
	if (!copy)
		r->st = store_nomem(r->e);
	return copy ? copy : "";
}

static void
take_hash(struct row *r, char hash[65])
{
	const char *text = take_text(r);
	if (r->st != ST_OK)
		return;
	if (strlen(text) == 64)
		memcpy(hash, text, 65);
	else
		r->st = err_set(r->e, ST_INVALID, "%s is damaged: a hash in it is no SHA-256",
			r->store->path);
}

static int64_t
take_number(struct row *r)
{
	return sqlite3_column_int64(r->stmt, r->column++);
}

/* ---- header ---------------------------------------------------------------------------------- */

static enum status
read_meta(struct store *s, sqlite3_stmt *stmt, const char *key, struct arena *a, const char **out,
	struct err *e)
{
	int code = sqlite3_bind_text(stmt, 1, key, -1, SQLITE_STATIC);
	if (code == SQLITE_OK)
		code = sqlite3_step(stmt);
	struct row r = { s, stmt, a, 0, ST_OK, e };
	if (code == SQLITE_ROW)
		*out = take_text(&r);
	else if (code == SQLITE_DONE)
		r.st = err_set(
			e, ST_INVALID, "%s is not a whole session: it has no '%s'", s->path, key);
	else
		r.st = store_fail(s, code, "read", e);
	(void)sqlite3_reset(stmt);
	return r.st;
}

enum status
store_read_header(struct store *s, struct arena *a, struct store_header *out, struct err *e)
{
	sqlite3_stmt *stmt = NULL;
	enum status st = store_prepare(s, "SELECT value FROM meta WHERE key = ?", &stmt, e);
	if (st == ST_OK)
		st = read_meta(s, stmt, "origin", a, &out->origin, e);
	if (st == ST_OK)
		st = read_meta(s, stmt, "created", a, &out->created, e);
	if (st == ST_OK)
		st = read_meta(s, stmt, "scoring", a, &out->scoring, e);
	(void)sqlite3_finalize(stmt);
	return st;
}

/* ---- inputs ---------------------------------------------------------------------------------- */

static int
input_kind_find(const char *word)
{
	for (int i = 0; input_kind_words[i]; i++)
		if (str_eq(input_kind_words[i], word))
			return i;
	return -1;
}

static enum status
read_input(struct row *r, struct input *in)
{
	take_hash(r, in->sha256);
	const char *kind = take_text(r);
	in->name = take_text(r);
	in->path = take_text(r);
	if (r->st != ST_OK)
		return r->st;
	int found = input_kind_find(kind);
	if (found < 0)
		return err_set(r->e, ST_INVALID, "%s holds a file of a kind that is not known",
			r->store->path);
	in->kind = (enum input_kind)found;
	const void *bytes = sqlite3_column_blob(r->stmt, r->column);
	in->len = (size_t)sqlite3_column_bytes(r->stmt, r->column);
	in->bytes = arena_strndup(r->arena, bytes ? bytes : "", in->len);
	return in->bytes ? ST_OK : store_nomem(r->e);
}

/* How many rows a table has; at most `most` are read at all. */
static enum status
count_rows(struct store *s, const char *sql, int64_t most, size_t *n, struct err *e)
{
	int64_t count = 0;
	enum status st = store_number(s, sql, &count, e);
	if (st == ST_OK && (count < 0 || count > most))
		st = err_set(e, ST_LIMIT,
			"%s holds more than can be read (%lld rows, at most %lld)", s->path,
			(long long)count, (long long)most);
	*n = st == ST_OK ? (size_t)count : 0;
	return st;
}

/* The row numbers must be 1, 2, 3 …: what is missing in between was taken away. */
static enum status
check_row(const struct store *s, int64_t found, size_t before, struct err *e)
{
	if (found == (int64_t)before + 1)
		return ST_OK;
	return err_set(e, ST_INVALID, "%s is damaged: row %zu is missing", s->path, before + 1);
}

/* What follows the last row that was read: the end, or a failure half-way. */
static enum status
check_end(const struct store *s, int code, size_t read, size_t n, struct err *e)
{
	if (code == SQLITE_ROW || (code == SQLITE_DONE && read < n))
		return err_set(e, ST_INVALID, "%s is damaged: its rows do not add up", s->path);
	if (code != SQLITE_DONE)
		return store_fail(s, code, "read all of", e);
	return ST_OK;
}

enum status
store_read_inputs(struct store *s, struct arena *a, struct input **out, size_t *n, struct err *e)
{
	sqlite3_stmt *stmt = NULL;
	size_t count = 0, i = 0;
	enum status st = count_rows(s, "SELECT count(*) FROM input", STORE_MAX_INPUTS, &count, e);
	struct input *list = arena_array(a, count, sizeof *list);
	if (st == ST_OK && !list)
		st = store_nomem(e);
	if (st == ST_OK)
		st = store_prepare(s,
			"SELECT n, sha256, kind, name, path, bytes FROM input ORDER BY n", &stmt,
			e);
	int code = SQLITE_DONE;
	while (st == ST_OK && (code = sqlite3_step(stmt)) == SQLITE_ROW && i < count) {
		struct row r = { s, stmt, a, 0, ST_OK, e };
		st = check_row(s, take_number(&r), i, e);
		if (st == ST_OK)
			st = read_input(&r, &list[i++]);
	}
	if (st == ST_OK)
		st = check_end(s, code, i, count, e);
	(void)sqlite3_finalize(stmt);
	*out = list;
	*n = count;
	return st;
}

enum status
store_has_inputs(struct store *s, bool *out, struct err *e)
{
	int64_t has = 0;
	enum status st = store_number(s, "SELECT EXISTS(SELECT 1 FROM input)", &has, e);
	*out = has != 0;
	return st;
}

/* ---- events ---------------------------------------------------------------------------------- */

/* The columns of an event, in the order of its canonical form. */
#define EVENT_COLUMNS \
	"origin, seq, time, actor, scope, gesture, kind, target, old, new, reason, sources, " \
	"prev, hash"

const char store_insert_event[] = "INSERT INTO event(n, " EVENT_COLUMNS
				  ") VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

int
store_bind_event(sqlite3_stmt *stmt, int64_t n, const struct event *v)
{
	const struct {
		int column;
		const char *text;
	} texts[] = {
		{ 2, v->origin },
		{ 4, v->time },
		{ 5, v->actor },
		{ 6, v->scope },
		{ 8, event_kind_word(v->kind) },
		{ 9, v->target },
		{ 10, v->old_value },
		{ 11, v->new_value },
		{ 12, v->reason },
		{ 13, v->sources },
		{ 14, v->prev },
		{ 15, v->hash },
	};
	int code = sqlite3_bind_int64(stmt, 1, n);
	if (code == SQLITE_OK)
		code = sqlite3_bind_int64(stmt, 3, v->seq);
	if (code == SQLITE_OK)
		code = sqlite3_bind_int64(stmt, 7, v->gesture);
	for (size_t i = 0; code == SQLITE_OK && i < sizeof texts / sizeof *texts; i++)
		code = sqlite3_bind_text(stmt, texts[i].column, texts[i].text, -1, SQLITE_STATIC);
	return code;
}

static enum status
read_event(struct row *r, struct event *v)
{
	v->origin = take_text(r);
	v->seq = take_number(r);
	v->time = take_text(r);
	v->actor = take_text(r);
	v->scope = take_text(r);
	v->gesture = take_number(r);
	const char *kind = take_text(r);
	v->target = take_text(r);
	v->old_value = take_text(r);
	v->new_value = take_text(r);
	v->reason = take_text(r);
	v->sources = take_text(r);
	take_hash(r, v->prev);
	take_hash(r, v->hash);
	if (r->st != ST_OK)
		return r->st;
	int found = event_kind_find(kind);
	if (found < 0) {
		char shown[40];
		text_visible(kind, shown, sizeof shown);
		return err_set(r->e, ST_INVALID, "%s holds an event of an unknown kind '%s'",
			r->store->path, shown);
	}
	v->kind = (enum event_kind)found;
	return ST_OK;
}

enum status
store_read_events(
	struct store *s, struct arena *a, const struct event *const **out, size_t *n, struct err *e)
{
	sqlite3_stmt *stmt = NULL;
	size_t count = 0, i = 0;
	enum status st = count_rows(s, "SELECT count(*) FROM event", STORE_MAX_EVENTS, &count, e);
	struct event *events = arena_array(a, count, sizeof *events);
	const struct event **list = arena_array(a, count, sizeof(const struct event *));
	if (st == ST_OK && (!events || !list))
		st = store_nomem(e);
	if (st == ST_OK)
		st = store_prepare(
			s, "SELECT n, " EVENT_COLUMNS " FROM event ORDER BY n", &stmt, e);
	int code = SQLITE_DONE;
	while (st == ST_OK && (code = sqlite3_step(stmt)) == SQLITE_ROW && i < count) {
		struct row r = { s, stmt, a, 0, ST_OK, e };
		st = check_row(s, take_number(&r), i, e);
		if (st == ST_OK)
			st = read_event(&r, &events[i]);
		list[i] = &events[i];
		i++;
	}
	if (st == ST_OK)
		st = check_end(s, code, i, count, e);
	(void)sqlite3_finalize(stmt);
	*out = list;
	*n = count;
	return st;
}

/* The one event that a statement gives. */
static enum status
read_one(struct store *s, const char *sql, struct arena *a, const struct event **out, struct err *e)
{
	sqlite3_stmt *stmt = NULL;
	struct event *v = arena_alloc(a, sizeof *v);
	enum status st = v ? store_prepare(s, sql, &stmt, e) : store_nomem(e);
	if (st != ST_OK)
		return st;
	int code = sqlite3_step(stmt);
	struct row r = { s, stmt, a, 0, ST_OK, e };
	st = code == SQLITE_ROW ? read_event(&r, v) : store_fail(s, code, "read", e);
	(void)sqlite3_finalize(stmt);
	*out = v;
	return st;
}

enum status
store_read_ends(struct store *s, struct arena *a, const struct event **first,
	const struct event **last, int64_t *n, struct err *e)
{
	enum status st = store_number(s, "SELECT coalesce(max(n), 0) FROM event", n, e);
	if (st != ST_OK || *n == 0)
		return st;
	st = read_one(s, "SELECT " EVENT_COLUMNS " FROM event ORDER BY n LIMIT 1", a, first, e);
	if (st != ST_OK)
		return st;
	return read_one(
		s, "SELECT " EVENT_COLUMNS " FROM event ORDER BY n DESC LIMIT 1", a, last, e);
}

enum status
store_count_changes(struct store *s, int64_t *out, struct err *e)
{
	return store_number(s, "SELECT count(*) FROM event WHERE kind <> 'inputs'", out, e);
}
