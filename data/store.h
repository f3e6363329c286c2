/*
 * store: one session file: an SQLite database with what was read (input) and what was done (event).
 *
 * It knows tables, locks and disks, and nothing of what an event means. A file is created whole,
 * under its final name only when complete; from then on events are appended and nothing is changed:
 * triggers refuse update and delete. While it is written it is in WAL mode (on a network file
 * system it keeps its rollback journal); closed it is a single file again.
 *
 * One program writes: a lock on the file, held until store_close(), says who. A process must not
 * open the same file twice for writing: POSIX drops a process's locks on a file with the first
 * descriptor it closes. No descriptor survives exec; a store is not to be used after fork().
 */
#ifndef DATA_STORE_H
#define DATA_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "data/arena.h"
#include "data/diag.h"
#include "data/event.h"
#include "data/library.h"
#include "data/status.h"

struct store;

enum {
	STORE_SCHEMA = 1,                       /* user_version of the files written */
	STORE_MAX_INPUTS = 20000,
	STORE_MAX_EVENTS = 1000000,
	STORE_MAX_TEXT = 64 << 10,              /* bytes of a text that a person typed */
	STORE_MAX_ROW = 16 << 20                /* bytes of anything in the file */
};

/* The facts about a file that are not events. */
struct store_header {
	const char *origin;             /* of the events that this copy adds */
	const char *created;            /* UTC */
	const char *scoring;            /* version of the scoring it was made with */
};

/* What a new file holds from the start. */
struct store_content {
	struct store_header header;
	const struct input *inputs;     /* hashed; none in a scratch session */
	size_t n_inputs;
	const struct event *const *events;
	size_t n_events;
	bool is_private;                /* mode 0600, else what the umask leaves of 0644 */
};

/*
 * Creates the file, whole and durable or not at all. ST_IO when the path exists, or when a journal
 * of another file lies beside it that would be taken for its own.
 */
enum status store_create(const char *path, const struct store_content *, struct err *) MUST_CHECK;

enum store_access { STORE_READ, STORE_WRITE };

/*
 * Opens a file and checks that it is ours: header, version, exactly our tables and triggers.
 * STORE_WRITE waits up to wait_ms for another writer: then ST_BUSY; ST_READONLY when the file or
 * its folder cannot be written. ST_INVALID: no session file, damaged, or of a newer version.
 */
enum status store_open(const char *path, enum store_access, unsigned wait_ms, struct store **out,
	struct err *) MUST_CHECK;

/* Back to one file, when no other program is in the way. Frees. NULL is allowed. */
enum status store_close(struct store *, struct err *);

/* The database's own check, quick or thorough; the first problem goes to *e as ST_INVALID. */
enum status store_check(struct store *, bool thorough, struct err *) MUST_CHECK;

/* Reading; all strings in the arena. Rows come in the order in which they were written. */
enum status store_read_header(struct store *, struct arena *, struct store_header *, struct err *)
	MUST_CHECK;
enum status store_read_inputs(struct store *, struct arena *, struct input **out, size_t *n,
	struct err *) MUST_CHECK;
enum status store_read_events(struct store *, struct arena *, const struct event *const **out,
	size_t *n, struct err *) MUST_CHECK;

/* The first and the last event and their number, without the others. *n = 0: none, both unset. */
enum status store_read_ends(struct store *, struct arena *, const struct event **first,
	const struct event **last, int64_t *n, struct err *) MUST_CHECK;
/* All events but the takeovers of inputs. */
enum status store_count_changes(struct store *, int64_t *out, struct err *) MUST_CHECK;
enum status store_has_inputs(struct store *, bool *out, struct err *) MUST_CHECK;

/*
 * Appends events after the `before` that are there already, all or none. `durable`: they and all
 * before them survive a power cut; otherwise the next durable append or store_sync() sees to that.
 * ST_INVALID when the file does not hold `before` events: another program wrote to it.
 */
enum status store_append(struct store *, size_t before, const struct event *const *events, size_t n,
	bool durable, struct err *) MUST_CHECK;
enum status store_sync(struct store *, struct err *) MUST_CHECK;

#endif
