/*
 * store: opening a session file with care, appending to it, closing it again.
 *
 * The lock of the writer is flock() on the database file itself: it dies with the program, so a
 * crash leaves nothing that would stop the next start, and it is no lock that SQLite knows of, so
 * readers go on reading.
 */
#include "data/store.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/magic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

#include "data/store_int.h"
#include "data/text.h"

/* ---- what can be said about a file before SQLite sees it ------------------------------------- */

static enum status
check_file(const char *path, enum store_access access, struct err *e)
{
	struct stat st;
	if (stat(path, &st) != 0)
		return err_set(e, errno == ENOMEM ? ST_NOMEM : ST_IO, "cannot open %s: %s", path,
			strerror(errno));
	if (S_ISDIR(st.st_mode))
		return err_set(e, ST_IO, "%s is a folder, not a session", path);
	if (!S_ISREG(st.st_mode))
		return err_set(e, ST_IO, "%s is not a regular file", path);
	if (st.st_size == 0)
		return err_set(e, ST_INVALID,
			"%s is empty, not a session; remove it or choose another name", path);
	if (access == STORE_WRITE && st.st_nlink > 1)
		return err_set(e, ST_READONLY,
			"%s has another name (a hard link): its journal would have two names too",
			path);
	return ST_OK;
}

/* The journals are made in the folder. `path` comes from realpath(). */
static bool
folder_is_writable(const char *path)
{
	char folder[PATH_MAX];
	size_t len = (size_t)(strrchr(path, '/') - path);
	if (len >= sizeof folder)
		return false;
	memcpy(folder, path, len);
	folder[len] = '\0';
	return access(len ? folder : "/", W_OK | X_OK) == 0;
}

/* WAL needs memory that all programs share: not to be had when the file is on another machine. */
static bool
is_on_network(int fd)
{
	static const unsigned long magics[] = { NFS_SUPER_MAGIC, SMB_SUPER_MAGIC, CIFS_SUPER_MAGIC,
		SMB2_SUPER_MAGIC, AFS_SUPER_MAGIC, CODA_SUPER_MAGIC, CEPH_SUPER_MAGIC, V9FS_MAGIC,
		FUSE_SUPER_MAGIC };
	struct statfs fs;
	if (fstatfs(fd, &fs) != 0)
		return false;
	for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
		if (((unsigned long)fs.f_type & 0xffffffffUL) == magics[i])
			return true;
	return false;
}

/* ---- the writer's lock ----------------------------------------------------------------------- */

/* Whether the descriptor is still the file of that name: it may have been renamed meanwhile. */
static bool
is_same_file(int fd, const char *path)
{
	struct stat a, b;
	return fstat(fd, &a) == 0 && stat(path, &b) == 0 && a.st_dev == b.st_dev &&
		a.st_ino == b.st_ino;
}

static bool
wait_for_lock(int fd, unsigned wait_ms)
{
	const unsigned step_ms = 20;
	const struct timespec step = { .tv_nsec = step_ms * 1000000L };
	while (flock(fd, LOCK_EX | LOCK_NB) != 0) {
		if ((errno != EWOULDBLOCK && errno != EINTR) || wait_ms == 0)
			return false;
		(void)nanosleep(&step, NULL);
		wait_ms -= wait_ms < step_ms ? wait_ms : step_ms;
	}
	return true;
}

static enum status
take_lock(struct store *s, unsigned wait_ms, struct err *e)
{
	s->lock = open(s->path, O_RDWR | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (s->lock < 0 && (errno == EMFILE || errno == ENFILE))
		return err_set(e, ST_IO, "cannot open %s: %s", s->path, strerror(errno));
	if (s->lock < 0)
		return err_set(
			e, ST_READONLY, "%s cannot be written: %s", s->path, strerror(errno));
	if (!folder_is_writable(s->path))
		return err_set(e, ST_READONLY, "the folder of %s cannot be written", s->path);
	if (!wait_for_lock(s->lock, wait_ms) || !is_same_file(s->lock, s->path))
		return err_set(e, ST_BUSY, "another program is writing %s", s->path);
	return ST_OK;
}

/* ---- the journal ----------------------------------------------------------------------------- */

static bool
has_journal(const struct store *s, const char *ending)
{
	char name[PATH_MAX + 16];
	struct stat st;
	(void)snprintf(name, sizeof name, "%s%s", s->path, ending);
	return stat(name, &st) == 0;
}

static enum status
set_durability(struct store *s, bool full, struct err *e)
{
	if (s->is_full == full)
		return ST_OK;
	enum status st =
		store_exec(s, full ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL", e);
	if (st == ST_OK)
		s->is_full = full;
	return st;
}

/* Readers go on while we write, and a step costs no sync, only where WAL works. */
static enum status
start_log(struct store *s, struct err *e)
{
	if (s->is_logging)
		return ST_OK;
	if (!is_on_network(s->lock)) {
		enum status st = store_exec(s, "PRAGMA journal_mode=WAL", e);
		if (st != ST_OK)
			return st;
	}
	s->is_logging = true;
	return set_durability(s, true, e);
}

/* ---- opening --------------------------------------------------------------------------------- */

static enum status
open_with(struct store *s, int flags, struct err *e)
{
	enum status st = store_connect(s, s->path, flags, e);
	return st == ST_OK ? store_schema_check(s, e) : st;
}

static enum status
open_for_writing(struct store *s, unsigned wait_ms, struct err *e)
{
	enum status st = take_lock(s, wait_ms, e);
	if (st == ST_OK)
		st = open_with(s, SQLITE_OPEN_READWRITE, e);
	/* A writer that was killed left its journal: closing makes one file of it again. */
	if (st == ST_OK && (has_journal(s, "-wal") || has_journal(s, "-journal")))
		st = start_log(s, e);
	return st;
}

/* A file: URI for a path, every unusual byte escaped. */
static char *
uri_of(const char *path, const char *query)
{
	size_t len = strlen(path), used = 5;
	char *uri = malloc(len * 3 + strlen(query) + 8);
	if (!uri)
		return NULL;
	memcpy(uri, "file:", 5);
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)path[i];
		if (c == '/' || id_valid((const char *)&path[i], 1))
			uri[used++] = path[i];
		else
			used += (size_t)snprintf(uri + used, 4, "%%%02x", c);
	}
	memcpy(uri + used, query, strlen(query) + 1);
	return uri;
}

/*
 * A file left in WAL mode in a folder that cannot be written: SQLite cannot make its shared memory
 * there. With a log it is read without locks, the log's index in memory (that is what the exclusive
 * mode is for); without one as an immutable file.
 */
static enum status
open_unlocked(struct store *s, struct err *e)
{
	bool log = has_journal(s, "-wal");
	char *uri = uri_of(s->path, log ? "?mode=ro&vfs=unix-none" : "?immutable=1");
	if (!uri)
		return store_nomem(e);
	enum status st = store_connect(s, uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, e);
	if (st == ST_OK && log)
		st = store_exec(s, "PRAGMA locking_mode=EXCLUSIVE", e);
	if (st == ST_OK)
		st = store_schema_check(s, e);
	free(uri);
	return st;
}

static void
disconnect(struct store *s)
{
	(void)sqlite3_close(s->db);
	s->db = NULL;
}

/*
 * A program that was killed may leave a rollback journal, which only a connection that may write
 * can play back: that restores what was there, and is done under SQLite's own locks.
 */
static enum status
open_for_reading(struct store *s, struct err *e)
{
	struct err why = { .status = ST_OK };
	enum status st = open_with(s, SQLITE_OPEN_READONLY, &why);
	bool writable = access(s->path, W_OK) == 0 && folder_is_writable(s->path);
	if (st == ST_READONLY && writable) {
		disconnect(s);
		st = open_with(s, SQLITE_OPEN_READWRITE, &why);
	} else if ((st == ST_READONLY || st == ST_IO) && !writable) {
		disconnect(s);
		st = open_unlocked(s, &why);
	}
	if (st != ST_OK)
		return err_set(e, st, "%s", why.text);
	return store_exec(s, "PRAGMA query_only=ON", e);
}

enum status
store_open(const char *path, enum store_access access, unsigned wait_ms, struct store **out,
	struct err *e)
{
	enum status st = check_file(path, access, e);
	if (st != ST_OK)
		return st;
	struct store *s = calloc(1, sizeof *s);
	if (!s)
		return store_nomem(e);
	s->lock = -1;
	s->path = realpath(path, NULL);
	if (!s->path)
		st = err_set(e, errno == ENOMEM ? ST_NOMEM : ST_IO, "cannot open %s: %s", path,
			strerror(errno));
	else if (access == STORE_WRITE)
		st = open_for_writing(s, wait_ms, e);
	else
		st = open_for_reading(s, e);
	if (st != ST_OK) {
		(void)store_close(s, NULL);
		return st;
	}
	*out = s;
	return ST_OK;
}

/* ---- appending ------------------------------------------------------------------------------- */

static enum status
prepare_append(struct store *s, struct err *e)
{
	const struct {
		sqlite3_stmt **stmt;
		const char *sql;
	} wanted[] = {
		{ &s->begin, "BEGIN IMMEDIATE" },
		{ &s->insert, store_insert_event },
		{ &s->commit, "COMMIT" },
		{ &s->rollback, "ROLLBACK" },
	};
	enum status st = ST_OK;
	for (size_t i = 0; st == ST_OK && i < sizeof wanted / sizeof *wanted; i++)
		if (!*wanted[i].stmt)
			st = store_prepare(s, wanted[i].sql, wanted[i].stmt, e);
	return st;
}

static int
run(sqlite3_stmt *stmt)
{
	int code = sqlite3_step(stmt);
	(void)sqlite3_reset(stmt);
	return code == SQLITE_DONE ? SQLITE_OK : code;
}

enum status
store_append(struct store *s, size_t before, const struct event *const *events, size_t n,
	bool durable, struct err *e)
{
	enum status st = start_log(s, e);
	if (st == ST_OK)
		st = set_durability(s, durable, e);
	if (st == ST_OK)
		st = prepare_append(s, e);
	if (st != ST_OK)
		return st;
	int code = run(s->begin);
	for (size_t i = 0; code == SQLITE_OK && i < n; i++) {
		code = store_bind_event(s->insert, (int64_t)(before + i + 1), events[i]);
		if (code == SQLITE_OK)
			code = run(s->insert);
		(void)sqlite3_clear_bindings(s->insert);
	}
	if (code == SQLITE_OK)
		code = run(s->commit);
	if (code == SQLITE_OK)
		return ST_OK;
	st = store_fail(s, code, "write", e);
	if (!sqlite3_get_autocommit(s->db))
		(void)run(s->rollback);
	return st;
}

/* Syncs what holds the latest commits: the log, or the database where there is none. */
enum status
store_sync(struct store *s, struct err *e)
{
	sqlite3_file *file = NULL;
	if (!s->is_logging)
		return ST_OK;
	int code = sqlite3_file_control(s->db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &file);
	if (code == SQLITE_OK && (!file || !file->pMethods))
		code = sqlite3_file_control(s->db, "main", SQLITE_FCNTL_FILE_POINTER, &file);
	if (code == SQLITE_OK && file && file->pMethods)
		code = file->pMethods->xSync(file, SQLITE_SYNC_NORMAL);
	return code == SQLITE_OK ? ST_OK : store_fail(s, code, "write", e);
}

/* ---- closing --------------------------------------------------------------------------------- */

enum status
store_close(struct store *s, struct err *e)
{
	enum status st = ST_OK;
	if (!s)
		return ST_OK;
	(void)sqlite3_finalize(s->begin);
	(void)sqlite3_finalize(s->insert);
	(void)sqlite3_finalize(s->commit);
	(void)sqlite3_finalize(s->rollback);
	if (s->is_logging) {
		/* A reader in the way keeps the log alive: the next writer folds it in. */
		st = set_durability(s, true, e);
		(void)sqlite3_busy_timeout(s->db, 0);
		if (st == ST_OK && store_exec(s, "PRAGMA journal_mode=DELETE", NULL) != ST_OK)
			st = store_sync(s, e);
	}
	if (sqlite3_close(s->db) != SQLITE_OK && st == ST_OK)
		st = err_set(e, ST_IO, "cannot close %s", s->path);
	/* Only now: the first descriptor closed drops the locks that SQLite holds. */
	if (s->lock >= 0)
		(void)close(s->lock);
	free(s->path);
	free(s);
	return st;
}
