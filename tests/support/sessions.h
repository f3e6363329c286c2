/*
 * sessions: what every test of the store and of sessions needs: a folder of its own, the small
 * library of tests/fixtures/small, a clock that ticks, and a way into a file behind the program's
 * back. Tests run in the top folder of the source.
 */
#ifndef TESTS_SUPPORT_SESSIONS_H
#define TESTS_SUPPORT_SESSIONS_H

#include <sys/types.h>

#include "data/session.h"

struct sessions {
	struct arena *arena;
	char folder[32];
	struct library *library;
	struct session_context context; /* "ana", in 2026, origin 00000000000000aa */
	struct diag diag;
	struct err err;
	int go, said;                   /* in another program: pipes from and to the first */
};

/* For cmocka's setup and teardown: *state is a struct sessions. */
int sessions_begin(void **state);
int sessions_end(void **state);

struct library *sessions_library(void);
/* A path in the folder; lives as long as the test. */
const char *sessions_path(struct sessions *, const char *name);
/* A change that ends its gesture. */
struct change sessions_change(enum event_kind, const char *target, const char *value);

/* Each fails the test when it does not succeed. */
struct session *sessions_create(struct sessions *, const char *path);
struct session *sessions_open(struct sessions *, const char *path, enum session_mode);
struct session *sessions_scratch(struct sessions *);
void sessions_apply(struct sessions *, struct session *, const struct change *);
void sessions_close(struct sessions *, struct session *);

/* The state of an evaluation as one text: weights, locks, offers, gates, rule, overrides, notes. */
const char *sessions_state(struct sessions *, const struct evaluation *);

/* Runs SQL on a file with every defence down. */
void sessions_sql(const char *path, const char *sql);
/* The first column of the first row, as text; lives as long as the test. */
const char *sessions_ask(struct sessions *, const char *path, const char *sql);

/* Whole files: bytes live as long as the test. */
const char *sessions_read(struct sessions *, const char *path, size_t *len);
void sessions_write(const char *path, const char *bytes, size_t len);
bool sessions_exists(const char *path);

/*
 * Another program. It must begin before this one opens any file, because SQLite's knowledge of its
 * own locks would be inherited. It does nothing until the first sessions_other_go(), which returns
 * when the other pauses (true) or has ended (false).
 */
struct other {
	pid_t pid;
	int go, said;
};
struct other sessions_other(int (*fn)(struct sessions *), struct sessions *);
bool sessions_other_go(const struct other *);
/* In the other program: until the next sessions_other_go(). */
void sessions_pause(struct sessions *);
/* Lets it run to its end; its exit status. */
int sessions_other_end(const struct other *);

/* Runs fn in a child as a user without rights, where the test is run as root; its exit status. */
int sessions_as_nobody(int (*fn)(struct sessions *), struct sessions *);

#endif
