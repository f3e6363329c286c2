/*
 * session: kill -9 at any moment. A child changes things and reports each change when the session
 * has it; whatever was reported must be in the file. BASCULE_KILLS sets how often (100).
 */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "data/session.h"
#include "tests/support/random.h"
#include "tests/support/sessions.h"

/* What the child says after each step: how many events there are, and which hash is the last. */
struct report {
	size_t n;
	char hash[65];
};

static void
tell(const struct session *s, int to)
{
	struct report r = { .n = 0 };
	const struct event *const *events = session_events(s, &r.n);
	memcpy(r.hash, events[r.n - 1]->hash, sizeof r.hash);
	if (write(to, &r, sizeof r) != sizeof r)
		_exit(3);
}

static enum status
one_step(struct sessions *t, struct session *s, struct random *r)
{
	char value[40];
	(void)snprintf(value, sizeof value, "cpu=%d pue=%d", (int)random_below(r, 1000),
		(int)random_below(r, 1000));
	struct change c = { .kind = EVENT_WEIGHTS,
		.target = "features",
		.value = value,
		.continues = random_chance(r, 0.8),
		.settles = random_chance(r, 0.1) };
	if (random_chance(r, 0.05))
		return session_settle(s, &t->context, &t->err);
	if (random_chance(r, 0.1)) {
		enum status st = session_undo(s, &t->context, &t->err);
		return st == ST_FAILED ? ST_OK : st;
	}
	return session_apply(s, &c, &t->context, &t->err);
}

/* Works until it is killed; now and then closes and opens, which moves the log into the file. */
static void
work(struct sessions *t, const char *path, uint64_t seed, int to)
{
	struct random r = random_of(seed, 0);
	for (;;) {
		struct session *s = NULL;
		if (session_open(path, SESSION_WRITE, &t->context, &s, &t->diag, &t->err) != ST_OK)
			_exit(1);
		for (size_t i = random_below(&r, 40); i > 0; i--) {
			if (one_step(t, s, &r) != ST_OK)
				_exit(2);
			tell(s, to);
		}
		if (session_close(s, &t->err) != ST_OK)
			_exit(4);
	}
}

static struct report
run_and_kill(struct sessions *t, const char *path, uint64_t seed)
{
	struct random r = random_of(seed, 1);
	struct report last = { .n = 0 }, next;
	int ends[2], status;
	assert_int_equal(pipe(ends), 0);
	fflush(NULL);
	pid_t child = fork();
	if (child == 0)
		work(t, path, seed, ends[1]);
	close(ends[1]);
	(void)usleep((useconds_t)random_below(&r, 40000));
	assert_int_equal(kill(child, SIGKILL), 0);
	assert_int_equal(waitpid(child, &status, 0), child);
	if (!WIFSIGNALED(status))
		fail_msg("the child ended by itself: %d", WEXITSTATUS(status));
	while (read(ends[0], &next, sizeof next) == sizeof next)
		last = next;
	close(ends[0]);
	return last;
}

/* What was reported last is in the file, and all of the file is right. */
static void
check(struct sessions *t, const char *path, const struct report *last)
{
	size_t n;
	if (session_verify(path, &n, &t->diag, &t->err) != ST_OK)
		fail_msg("%s", t->err.text);
	assert_true(n >= last->n);
	if (last->n == 0)
		return;
	char ask[80];
	(void)snprintf(ask, sizeof ask, "SELECT hash FROM event WHERE n = %zu", last->n);
	assert_string_equal(sessions_ask(t, path, ask), last->hash);
}

static void
kill_9_loses_nothing_that_was_reported(void **state)
{
	struct sessions *t = *state;
	const char *wanted = getenv("BASCULE_KILLS"), *path = sessions_path(t, "a.bascule");
	size_t kills = wanted ? (size_t)strtoul(wanted, NULL, 10) : 100, reported = 0;
	for (size_t i = 0; i < kills; i++) {
		if (i % 50 == 0) {
			(void)remove(path);
			sessions_close(t, sessions_create(t, path));
		}
		struct report last = run_and_kill(t, path, random_seed() + i);
		check(t, path, &last);
		reported += last.n > 0;
		if (i % 50 == 49)
			sessions_close(t, sessions_open(t, path, SESSION_WRITE));
	}
	assert_true(reported > kills / 3);
	assert_false(sessions_exists(sessions_path(t, "a.bascule-wal")));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, sessions_begin, sessions_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(kill_9_loses_nothing_that_was_reported),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
