/*
 * event: one change of an evaluation, and the only way in which one changes.
 *
 * (origin, seq) names an event. hash is the SHA-256 over the canonical form of all other fields,
 * prev is the hash of the event before it: a chain that can be verified.
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
 *   inputs    target "": "kind:name=sha256" of each file, in byte order, separated by blanks
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

/* Sets e->hash from all other fields. */
void event_seal(struct event *e);
/* Whether e->hash is right. */
int event_is_sealed(const struct event *e);
/* A copy whose strings live in the arena; NULL when memory runs out. */
struct event *event_dup(struct arena *, const struct event *);

#endif
