/* session_int: what the files of the session share; nobody else includes it. */
#ifndef DATA_SESSION_INT_H
#define DATA_SESSION_INT_H

#include "data/session.h"
#include "data/store.h"

struct session {
	struct arena *arena;            /* lives as long as the session */
	struct arena *scratch;          /* reset at each change */
	struct library *owned;          /* made from stored bytes; NULL: it is borrowed */
	struct library *library;
	struct strings offers;          /* as they were asked for */
	struct evaluation *evaluation;  /* its history is the list of events */

	struct store *store;            /* NULL: only read, in memory, or not begun */
	const char *path;               /* NULL: none yet */
	const char *name;
	const char *folder;             /* of scratch sessions */
	bool is_named;
	bool is_read_only;
	bool in_memory;                 /* no file can be had, none is tried */

	const char *origin;             /* of the events that are added */
	int64_t seq;                    /* of the last one that was */
	size_t n_saved;                 /* events of the history that are in the file */
	bool has_inputs;                /* the last inputs event is known to be true */
	int64_t gesture;                /* the open one, or 0 */
	bool is_unsettled;              /* something was committed without full durability */

	char notice[1024];
};

enum status session_nomem(struct err *);

/* A session over a library (borrowed; session->owned is the caller's to set), without a file. */
enum status session_new(struct library *, struct strings offers, const struct session_context *,
	struct session **out, struct err *) MUST_CHECK;
/* Frees without writing anything. */
void session_free(struct session *);
void session_say(struct session *, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* ---- session_events: making and checking events ---------------------------------------------- */

/* Completes the event, seals it and applies it to the evaluation; it is not in the file yet. */
enum status session_push(struct session *, struct event *, const struct session_context *,
	struct err *) MUST_CHECK;
/* Hashes the inputs; *out is the event that takes them over. *is_new false: it is not needed. */
enum status session_inputs_event(struct session *, struct event *out, bool *is_new, struct err *)
	MUST_CHECK;
/* "dictionary:dictionary=HASH profile:azure=HASH …" in byte order. */
enum status session_inputs_text(const struct input *, size_t n, struct arena *, const char **out,
	struct err *) MUST_CHECK;
/* Which files differ between two such texts, in words: "profile azure, model balanced". */
void session_inputs_diff(const char *before, const char *after, char *buf, size_t size);
/* What is wrong with event i of a list, seen from those before it; NULL: nothing. */
const char *session_event_problem(const struct event *const *, size_t i);
/* The last inputs event, or NULL. */
const struct event *session_last_inputs(const struct event *const *, size_t n);

/* ---- session_write --------------------------------------------------------------------------- */

/* Makes sure that there is a file, where one can be had, and that it holds all events. */
enum status session_commit(struct session *, bool durable, struct err *) MUST_CHECK;

/* ---- session_content ------------------------------------------------------------------------- */

/* Everything that stands in a session file; all of it in the arena that was given. */
struct session_content {
	struct store_header header;
	struct input *inputs;           /* none in a scratch session */
	size_t n_inputs;
	const struct event *const *events;
	size_t n_events;
	const struct event *taken;      /* the last inputs event */
	const char *model;              /* as it says */
	struct strings offers;
};

/* Reads a file; the chain and the hashes are not checked here. */
enum status session_content_read(struct store *, const char *path, struct arena *,
	struct session_content *, struct err *) MUST_CHECK;
/* What is wrong with stored input i, in words in buf; NULL: nothing. */
const char *session_input_problem(const struct session_content *, size_t i, char *buf, size_t size);
/* Whether the stored inputs are those that the chain names. */
enum status session_inputs_match(const struct session_content *, const char *path, struct arena *,
	struct err *) MUST_CHECK;
/* Takes over origin and events: checks the chain, replays. A failure leaves it half done. */
enum status session_replay(struct session *, const char *path, const struct session_content *,
	struct err *) MUST_CHECK;
/* Library and session of a named file's content; the session owns the library. */
enum status session_from_content(const struct session_content *, const char *path,
	const struct session_context *, struct session **out, struct diag *, struct err *)
	MUST_CHECK;

/* ---- session_scratch ------------------------------------------------------------------------- */

/* Creates the file of a scratch session with all events so far; without one it is in memory. */
enum status session_scratch_create(struct session *, struct err *) MUST_CHECK;

#endif
