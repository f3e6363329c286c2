/*
 * event: one change of an evaluation, and the only way in which one changes.
 *
 * (origin, seq) names an event. hash is the SHA-256 over the canonical form of all other fields,
 * prev is the hash of the event before it: a chain that can be verified.
 *
 * The canonical form, for whoever wants to compute it again, is the line "bascule-event/1" and
 * then the fields origin, seq, time, actor, scope, gesture, kind, target, old, new, reason,
 * sources, prev in this order. Each is its length in bytes as a decimal number, a colon, its bytes
 * and a newline; seq and gesture are decimal numbers, kind is its word, texts are UTF-8:
 *
 *   bascule-event/1\n16:00000000000000aa\n1:1\n20:2026-11-24T10:31:07Z\n3:ana\n0:\n1:1\n4:lock\n...
 *
 * Targets, old and new by kind:
 *   weights   target: id of the parent ("root" at the top); old, new: "a=50 b=25 c=25", the raw
 *             weights of all its children in byte order of ids, as decimal text
 *   lock      target: id of the criterion; "true" or "false"
 *   provider  target: the offer, "ovhcloud" or "ovhcloud/secnumcloud-vmware"; "in" or "out"
 *   gate      target: id of the gate; the condition, "" for none
 *   unknown   target "": the rule
 *   override  target: "offer:fact"; the value as text, "" for none (the profile's own)
 *   comment   target: id of a criterion or an offer, or ""; the text
 *   inputs    target: id of the model, then the offers that were asked for, separated by blanks;
 *             "kind:name=sha256" of each file, in byte order, separated by blanks. The first
 *             event of a session file is one, so that the chain binds the files too
 *   undo      target: "origin:gesture" of what is taken back; old, new: as of that gesture,
 *   redo      swapped for undo
 */
#ifndef DATA_EVENT_H
#define DATA_EVENT_H

#include <stddef.h>
#include <stdint.h>

#include "data/arena.h"
#include "data/status.h"

/*  id         word */
#define EVENT_KINDS(X) \
	X(WEIGHTS,  "weights") \
	X(LOCK,     "lock") \
	X(PROVIDER, "provider") \
	X(GATE,     "gate") \
	X(UNKNOWN,  "unknown") \
	X(OVERRIDE, "override") \
	X(COMMENT,  "comment") \
	X(INPUTS,   "inputs") \
	X(UNDO,     "undo") \
	X(REDO,     "redo")

enum event_kind {
#define X(id, word) EVENT_##id,
	EVENT_KINDS(X)
#undef X
	EVENT_KIND_COUNT
};

struct event {
	const char *origin;             /* 16 hex digits: the copy of the session that wrote it */
	int64_t seq;                    /* from 1, per origin */
	const char *time;               /* UTC, "2026-11-24T10:31:07Z" */
	const char *actor;
	const char *scope;              /* "" or "what-if"; the committee's scopes come later */
	int64_t gesture;                /* seq of the first event of the gesture */
	enum event_kind kind;
	const char *target, *old_value, *new_value;
	const char *reason;             /* "" where none is needed */
	const char *sources;            /* "" or addresses separated by blanks */
	char prev[65], hash[65];        /* lower-case hex; prev is 64 zeros for the first */
};

const char *event_kind_word(enum event_kind);
/* Returns false when no kind has that word. */
int event_kind_find(const char *word);                  /* -1: none */

/* The `prev` of a session's first event: 64 zeros. */
extern const char event_no_hash[65];
/* Sets e->hash from all other fields. */
void event_seal(struct event *e);
/* Whether e->hash is right. */
int event_is_sealed(const struct event *e);
/* A copy whose strings live in the arena; NULL when memory runs out. */
struct event *event_dup(struct arena *, const struct event *);

#endif
