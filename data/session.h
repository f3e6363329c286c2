/*
 * session: an evaluation that is kept: the events on top of a model, in one SQLite file.
 *
 * Scratch sessions hold the events and the hashes of the files, which are read anew at each start.
 * Named sessions hold the bytes of every file, so that they give the same figures elsewhere, later.
 * An event is committed before session_apply() returns: what a screen shows afterwards is kept.
 *
 * The first event of every session is an `inputs` event, which binds the model, the offers and the
 * hash of every file into the chain. It is no change: session_changes() and undo leave it out.
 *
 * The clock, the actor and random ids come in as parameters. Used from one thread, and not after
 * fork().
 */
#ifndef DATA_SESSION_H
#define DATA_SESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "data/diag.h"
#include "data/evaluation.h"
#include "data/library.h"

struct session;

/* What the caller knows and data may not ask for. */
struct session_context {
	const char *actor;              /* who acts: a user's name */
	const char *time;               /* now, UTC, "2026-11-24T10:31:07Z" */
	const char *origin;             /* 16 random hex digits: used when a new copy begins */
};

/* Written into named sessions: raised whenever the same inputs would give other figures. */
#define SESSION_SCORING "1"

enum session_mode { SESSION_READ, SESSION_WRITE };

/*
 * A scratch session for library->model in the folder `state_dir` (created when missing; NULL:
 * none, changes stay in memory), over the named offers. Takes over the evaluation's events when
 * the file exists. The file is created and the inputs are hashed by the first session_apply() or
 * by session_settle(), not here, so that nothing stands before the first frame. When another
 * program holds it, the next free one is used; when it cannot be written or its events no longer
 * fit, the session works in memory or starts anew, and session_notice() says so. The session takes
 * no ownership of the library.
 */
enum status session_scratch(struct library *, const char *state_dir, struct strings offers,
	const struct session_context *, struct session **out, struct err *) MUST_CHECK;

/*
 * Creates a named session: fails with ST_IO when the path exists. Hashes and stores the inputs.
 * Takes no ownership of the library.
 */
enum status session_create(const char *path, struct library *, struct strings offers,
	const struct session_context *, struct session **out, struct err *) MUST_CHECK;

/*
 * Opens a named session; a scratch session cannot be opened by its path (ST_USAGE): it lacks the
 * files. When another program is writing it, or the file or folder is read-only,
 * SESSION_WRITE falls back to reading and session_notice() says so. The library is rebuilt from the
 * stored bytes and owned by the session. Damage, foreign files and newer schemas are ST_INVALID.
 */
enum status session_open(const char *path, enum session_mode, const struct session_context *,
	struct session **out, struct diag *, struct err *) MUST_CHECK;

/* Writes what must be written, checkpoints, goes back to one file, frees. NULL is allowed. */
enum status session_close(struct session *, struct err *);

const struct evaluation *session_evaluation(const struct session *);
const struct library *session_library(const struct session *);
const char *session_name(const struct session *);       /* "scratch", or the path's base name */
const char *session_path(const struct session *);       /* NULL while only in memory */
bool session_is_named(const struct session *);
bool session_is_read_only(const struct session *);
/* Events on top of the model: all but the takeovers of inputs. */
size_t session_changes(const struct session *);
/* One line for the person ("inputs changed: …"), or NULL; valid until the next call. */
const char *session_notice(const struct session *);

/* What a person does; the session adds origin, seq, gesture, old value, hashes. */
struct change {
	enum event_kind kind;
	const char *target, *value;
	const char *reason, *sources;   /* NULL: none */
	bool continues;                 /* goes on with the gesture of the change before it */
	bool settles;                   /* ends a gesture: written with full durability */
};

/*
 * Applies a change and commits it. When the change does not fit, nothing changed: neither the
 * evaluation nor the file. When the file cannot be written (a full disk, a lock), the evaluation
 * has changed, the event waits in memory (session_unsaved() counts it), and the status and the
 * error say so. A change to what holds already is no event; a comment or an override always is one.
 */
enum status session_apply(struct session *, const struct change *, const struct session_context *,
	struct err *) MUST_CHECK;
enum status session_undo(struct session *, const struct session_context *, struct err *) MUST_CHECK;
enum status session_redo(struct session *, const struct session_context *, struct err *) MUST_CHECK;
/* Ends an open gesture: makes the last slider steps durable. Cheap when there is none. */
enum status session_settle(struct session *, const struct session_context *, struct err *)
	MUST_CHECK;
/* Events applied but not in the file (disk full); session_settle() tries again. */
size_t session_unsaved(const struct session *);
bool session_can_undo(const struct session *, const char *actor);
bool session_can_redo(const struct session *, const char *actor);

/* Copies a session (scratch or named) to a new named one: inputs, events, all. */
enum status session_save_as(struct session *, const char *path, const struct session_context *,
	struct err *) MUST_CHECK;

/* All events in order; borrowed. */
const struct event *const *session_events(const struct session *, size_t *n);

/*
 * Verifies a session file without changing it: the database's own checks, the schema, the hash of
 * every input and event, the chain; of a named session also that its files are those of the chain
 * and that the events apply. Problems go to the diag (file, no line), and then the status is
 * ST_FAILED, or ST_INVALID when the file cannot be read as a session at all. *n_events is the
 * number of events checked.
 */
enum status session_verify(const char *path, size_t *n_events, struct diag *, struct err *)
	MUST_CHECK;

/* What stands in a session file without loading it: for `session list`. */
struct session_info {
	const char *path, *model, *created, *changed;
	int64_t n_events;               /* as session_changes() */
	bool named;
};
enum status session_peek(const char *path, struct arena *, struct session_info *, struct err *)
	MUST_CHECK;

#endif
