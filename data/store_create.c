/*
 * store_create: a new session file, made under another name and moved to its own when it is whole.
 *
 * Nobody else sees the file until then, so it needs no journal: it is synced once, at the end.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "data/file.h"
#include "data/store_int.h"

/* ---- the rows -------------------------------------------------------------------------------- */

/* Runs the statement once for a row that is bound; frees nothing. */
static enum status
insert(struct store *s, sqlite3_stmt *stmt, int code, struct err *e)
{
	if (code == SQLITE_OK)
		code = sqlite3_step(stmt);
	(void)sqlite3_reset(stmt);
	return code == SQLITE_DONE ? ST_OK : store_fail(s, code, "write", e);
}

static enum status
insert_header(struct store *s, const struct store_header *h, struct err *e)
{
	const char *const pairs[][2] = { { "origin", h->origin }, { "created", h->created },
		{ "scoring", h->scoring } };
	sqlite3_stmt *stmt = NULL;
	enum status st = store_prepare(s, "INSERT INTO meta VALUES(?, ?)", &stmt, e);
	for (size_t i = 0; st == ST_OK && i < sizeof pairs / sizeof *pairs; i++) {
		int code = sqlite3_bind_text(stmt, 1, pairs[i][0], -1, SQLITE_STATIC);
		if (code == SQLITE_OK)
			code = sqlite3_bind_text(stmt, 2, pairs[i][1], -1, SQLITE_STATIC);
		st = insert(s, stmt, code, e);
	}
	(void)sqlite3_finalize(stmt);
	return st;
}

static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

static int
bind_input(sqlite3_stmt *stmt, int64_t n, const struct input *in)
{
	const char *const texts[] = { in->sha256, input_kind_words[in->kind], in->name,
		base_name(in->path ? in->path : "") };
	int code = sqlite3_bind_int64(stmt, 1, n);
	for (int i = 0; code == SQLITE_OK && i < 4; i++)
		code = sqlite3_bind_text(stmt, i + 2, texts[i], -1, SQLITE_STATIC);
	if (code == SQLITE_OK)
		code = sqlite3_bind_blob64(stmt, 6, in->bytes, in->len, SQLITE_STATIC);
	return code;
}

static enum status
insert_inputs(struct store *s, const struct input *inputs, size_t n, struct err *e)
{
	sqlite3_stmt *stmt = NULL;
	enum status st = store_prepare(s, "INSERT INTO input VALUES(?, ?, ?, ?, ?, ?)", &stmt, e);
	for (size_t i = 0; st == ST_OK && i < n; i++)
		st = insert(s, stmt, bind_input(stmt, (int64_t)i + 1, &inputs[i]), e);
	(void)sqlite3_finalize(stmt);
	return st;
}

static enum status
insert_events(struct store *s, const struct event *const *events, size_t n, struct err *e)
{
	sqlite3_stmt *stmt = NULL;
	enum status st = store_prepare(s, store_insert_event, &stmt, e);
	for (size_t i = 0; st == ST_OK && i < n; i++)
		st = insert(s, stmt, store_bind_event(stmt, (int64_t)i + 1, events[i]), e);
	(void)sqlite3_finalize(stmt);
	return st;
}

/* `path` is what messages say. */
static enum status
fill(const char *name, char *path, const struct store_content *c, struct err *e)
{
	struct store s = { .path = path, .lock = -1 };
	enum status st = store_connect(&s, name, SQLITE_OPEN_READWRITE, e);
	if (st == ST_OK)
		st = store_exec(&s, "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; BEGIN", e);
	if (st == ST_OK)
		st = store_schema_create(&s, e);
	if (st == ST_OK)
		st = insert_header(&s, &c->header, e);
	if (st == ST_OK)
		st = insert_inputs(&s, c->inputs, c->n_inputs, e);
	if (st == ST_OK)
		st = insert_events(&s, c->events, c->n_events, e);
	if (st == ST_OK)
		st = store_exec(&s, "COMMIT", e);
	if (sqlite3_close(s.db) != SQLITE_OK && st == ST_OK)
		st = err_set(e, ST_IO, "cannot close %s", path);
	return st;
}

/* ---- the file -------------------------------------------------------------------------------- */

/* A journal that lies there already is of some other file and would be played into this one. */
static enum status
check_place(const char *path, struct err *e)
{
	static const char *const endings[] = { "", "-wal", "-journal", "-shm" };
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		struct stat st;
		char *name = sqlite3_mprintf("%s%s", path, endings[i]);
		if (!name)
			return store_nomem(e);
		bool is_there = lstat(name, &st) == 0;
		if (is_there && i == 0)
			(void)err_set(e, ST_IO, "%s exists already", path);
		else if (is_there)
			(void)err_set(e, ST_IO,
				"%s is left over from another file; move it away first", name);
		sqlite3_free(name);
		if (is_there)
			return ST_IO;
	}
	return ST_OK;
}

/* An empty file beside `path`, under a name that nobody has; NULL with *e set on failure. */
static char *
make_temporary(const char *path, mode_t mode, struct err *e)
{
	int fd = -1;
	char *name = NULL;
	for (int i = 0; fd < 0 && i < 100; i++) {
		free(name);
		if (asprintf(&name, "%s.new-%ld-%d", path, (long)getpid(), i) < 0) {
			(void)store_nomem(e);
			return NULL;
		}
		fd = open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode);
		if (fd < 0 && errno != EEXIST)
			break;
	}
	if (fd >= 0) {
		(void)close(fd);
		return name;
	}
	(void)err_set(e, ST_IO, "cannot create %s: %s", path, strerror(errno));
	free(name);
	return NULL;
}

static enum status
sync_file(const char *name, const char *path, struct err *e)
{
	int fd = open(name, O_RDWR | O_CLOEXEC);
	if (fd >= 0 && fsync(fd) == 0 && close(fd) == 0)
		return ST_OK;
	enum status st = err_set(e, ST_IO, "cannot write %s: %s", path, strerror(errno));
	if (fd >= 0)
		(void)close(fd);
	return st;
}

/* Gives the file its name unless somebody else has taken it meanwhile. */
static enum status
move(const char *from, const char *to, struct err *e)
{
	if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
		return ST_OK;
	/* Some file systems cannot do that; a second name fails in the same way when it exists. */
	if (errno != EEXIST && link(from, to) == 0) {
		(void)unlink(from);
		return ST_OK;
	}
	if (errno == EEXIST)
		return err_set(e, ST_IO, "%s exists already", to);
	return err_set(e, ST_IO, "cannot create %s: %s", to, strerror(errno));
}

enum status
store_create(const char *path, const struct store_content *c, struct err *e)
{
	enum status st = check_place(path, e);
	if (st != ST_OK)
		return st;
	struct err local = { .status = ST_IO };
	char *name = make_temporary(path, c->is_private ? 0600 : 0644, &local);
	char *said = strdup(path);
	if (!name || !said) {
		st = name ? store_nomem(e) : err_set(e, local.status, "%s", local.text);
		goto out;
	}
	st = fill(name, said, c, e);
	if (st == ST_OK)
		st = sync_file(name, path, e);
	if (st == ST_OK)
		st = move(name, path, e);
	if (st == ST_OK)
		file_sync_folder(path);
out:
	if (name && st != ST_OK)
		(void)unlink(name);
	free(name);
	free(said);
	return st;
}
