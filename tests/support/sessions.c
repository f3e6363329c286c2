/* sessions: a folder, a library and a clock for the tests of the store and of sessions. */
#include "tests/support/sessions.h"

#include <ftw.h>
#include <setjmp.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "data/library_read.h"
#include "tests/support/reading.h"

struct library *
sessions_library(void)
{
	struct data_path path = small_path();
	struct library_request request = { .path = &path, .model = "base", .threads = 1 };
	struct library *library = NULL;
	struct diag diag;
	diag_init(&diag);
	enum status st = library_load(&request, &library, &diag);
	diag_clear(&diag);
	assert_int_equal(st, ST_OK);
	return library;
}

int
sessions_begin(void **state)
{
	struct sessions *t = calloc(1, sizeof *t);
	assert_non_null(t);
	t->arena = arena_new();
	assert_non_null(t->arena);
	(void)snprintf(t->folder, sizeof t->folder, "/tmp/bascule-XXXXXX");
	assert_non_null(mkdtemp(t->folder));
	t->library = sessions_library();
	t->context = (struct session_context){ "ana", "2026-11-24T10:31:07Z", "00000000000000aa" };
	diag_init(&t->diag);
	*state = t;
	return 0;
}

static int
remove_one(const char *path, const struct stat *s, int kind, struct FTW *ftw)
{
	(void)s;
	(void)kind;
	(void)ftw;
	return remove(path);
}

int
sessions_end(void **state)
{
	struct sessions *t = *state;
	(void)chmod(t->folder, 0700);
	(void)nftw(t->folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	library_free(t->library);
	diag_clear(&t->diag);
	arena_free(t->arena);
	free(t);
	return 0;
}

const char *
sessions_path(struct sessions *t, const char *name)
{
	const char *path = arena_printf(t->arena, "%s/%s", t->folder, name);
	assert_non_null(path);
	return path;
}

struct change
sessions_change(enum event_kind kind, const char *target, const char *value)
{
	return (struct change){ .kind = kind, .target = target, .value = value, .settles = true };
}

static void
expect_ok(struct sessions *t, enum status st)
{
	if (st != ST_OK)
		fail_msg("%s: %s", status_text(st), t->err.text);
}

struct session *
sessions_create(struct sessions *t, const char *path)
{
	struct session *s = NULL;
	expect_ok(t,
		session_create(
			path, t->library, (struct strings){ NULL, 0 }, &t->context, &s, &t->err));
	return s;
}

struct session *
sessions_open(struct sessions *t, const char *path, enum session_mode mode)
{
	struct session *s = NULL;
	expect_ok(t, session_open(path, mode, &t->context, &s, &t->diag, &t->err));
	return s;
}

struct session *
sessions_scratch(struct sessions *t)
{
	struct session *s = NULL;
	const char *folder = sessions_path(t, "state");
	expect_ok(t,
		session_scratch(
			t->library, folder, (struct strings){ NULL, 0 }, &t->context, &s, &t->err));
	return s;
}

void
sessions_apply(struct sessions *t, struct session *s, const struct change *c)
{
	expect_ok(t, session_apply(s, c, &t->context, &t->err));
}

void
sessions_close(struct sessions *t, struct session *s)
{
	expect_ok(t, session_close(s, &t->err));
}

/* ---- the state of an evaluation -------------------------------------------------------------- */

static void
print_model(FILE *f, const struct evaluation *ev)
{
	for (size_t i = 0; i < ev->model->n_nodes; i++)
		fprintf(f, "%s=%s%s\n", ev->model->nodes[i].id, ev->weight_texts[i],
			ev->locked[i] ? " locked" : "");
	for (size_t i = 0; i < ev->n_gates; i++)
		if (ev->gates[i].condition)
			fprintf(f, "gate %s: %s\n", ev->gates[i].id, ev->gates[i].when);
	fprintf(f, "unknown: %s\n", unknown_rule_words[ev->unknown]);
}

static void
print_offers(FILE *f, const struct evaluation *ev)
{
	for (size_t i = 0; i < ev->n_alternatives; i++) {
		if (ev->alternatives[i].in)
			fprintf(f, "offer %s\n", ev->alternatives[i].id);
		for (size_t k = 0; k < ev->library->dictionary.n; k++) {
			const struct fact_def *def = &ev->library->dictionary.defs[k];
			const struct fact *fact = evaluation_fact(ev, i, def);
			if (fact && fact->overridden)
				fprintf(f, "%s:%s=%s %s\n", ev->alternatives[i].id, def->id,
					fact->value.text, fact->note);
		}
	}
}

static void
print_comments(FILE *f, const struct evaluation *ev)
{
	for (size_t i = 0; i < ev->n_comments; i++)
		if (*ev->comments[i].text)
			fprintf(f, "%s: %s\n", ev->comments[i].target, ev->comments[i].text);
}

const char *
sessions_state(struct sessions *t, const struct evaluation *ev)
{
	char *text = NULL;
	size_t size = 0;
	FILE *f = open_memstream(&text, &size);
	assert_non_null(f);
	print_model(f, ev);
	print_offers(f, ev);
	print_comments(f, ev);
	fclose(f);
	const char *copy = arena_strdup(t->arena, text);
	free(text);
	assert_non_null(copy);
	return copy;
}

/* ---- behind the program's back --------------------------------------------------------------- */

static sqlite3 *
open_raw(const char *path)
{
	sqlite3 *db = NULL;
	assert_int_equal(
		sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL),
		SQLITE_OK);
	(void)sqlite3_busy_timeout(db, 1000);
	(void)sqlite3_exec(db, "PRAGMA synchronous=OFF", NULL, NULL, NULL);
	return db;
}

void
sessions_sql(const char *path, const char *sql)
{
	char *why = NULL;
	sqlite3 *db = open_raw(path);
	(void)sqlite3_exec(db, sql, NULL, NULL, &why);
	if (why)
		fail_msg("%s: %s", sql, why);
	sqlite3_close(db);
}

const char *
sessions_ask(struct sessions *t, const char *path, const char *sql)
{
	sqlite3_stmt *stmt = NULL;
	sqlite3 *db = open_raw(path);
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
	const char *text = (const char *)sqlite3_column_text(stmt, 0);
	const char *copy = arena_strdup(t->arena, text ? text : "");
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	assert_non_null(copy);
	return copy;
}

const char *
sessions_read(struct sessions *t, const char *path, size_t *len)
{
	struct stat s;
	FILE *f = fopen(path, "rb");
	assert_non_null(f);
	assert_int_equal(fstat(fileno(f), &s), 0);
	char *bytes = arena_alloc(t->arena, (size_t)s.st_size + 1);
	assert_non_null(bytes);
	*len = fread(bytes, 1, (size_t)s.st_size, f);
	fclose(f);
	return bytes;
}

void
sessions_write(const char *path, const char *bytes, size_t len)
{
	FILE *f = fopen(path, "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, len, f), len);
	assert_int_equal(fclose(f), 0);
}

bool
sessions_exists(const char *path)
{
	struct stat s;
	return lstat(path, &s) == 0;
}

/* ---- other programs -------------------------------------------------------------------------- */

static int
wait_for(pid_t child)
{
	int status = 0;
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 98;
}

struct other
sessions_other(int (*fn)(struct sessions *), struct sessions *t)
{
	int go[2], said[2];
	char c;
	assert_int_equal(pipe(go), 0);
	assert_int_equal(pipe(said), 0);
	fflush(NULL);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		close(go[1]);
		close(said[0]);
		t->go = go[0];
		t->said = said[1];
		_exit(read(t->go, &c, 1) == 1 ? fn(t) : 97);
	}
	close(go[0]);
	close(said[1]);
	return (struct other){ child, go[1], said[0] };
}

bool
sessions_other_go(const struct other *o)
{
	char c;
	assert_int_equal(write(o->go, "x", 1), 1);
	return read(o->said, &c, 1) == 1;
}

void
sessions_pause(struct sessions *t)
{
	char c;
	if (write(t->said, "x", 1) != 1 || read(t->go, &c, 1) != 1)
		_exit(96);
}

int
sessions_other_end(const struct other *o)
{
	/* It may have ended already. */
	void (*before)(int) = signal(SIGPIPE, SIG_IGN);
	(void)!write(o->go, "x", 1);
	(void)signal(SIGPIPE, before);
	close(o->go);
	int code = wait_for(o->pid);
	close(o->said);
	return code;
}

int
sessions_as_nobody(int (*fn)(struct sessions *), struct sessions *t)
{
	fflush(NULL);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
			_exit(99);
		_exit(fn(t));
	}
	return wait_for(child);
}
