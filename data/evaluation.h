/*
 * evaluation: what is being decided: the offers, the model with its current weights, locks, gates,
 * the rule for unknowns, overrides and comments. It changes only by evaluation_apply().
 *
 * Owns what it copies; borrows the library, which must outlive it.
 */
#ifndef DATA_EVALUATION_H
#define DATA_EVALUATION_H

#include <stdbool.h>
#include <stddef.h>

#include "data/event.h"
#include "data/library.h"

/* One offer on the table. */
struct alternative {
	const char *id;                 /* "ovhcloud" or "ovhcloud/secnumcloud-vmware" */
	const char *name;               /* "OVHcloud", or the offer's name */
	const struct profile *profile;
	const struct offer *offer;      /* NULL: the standard offer */
	bool in;                        /* weighed now */
};

struct evaluation_gate {
	const char *id;
	const char *when;               /* "" when taken away */
	const struct condition *condition;      /* NULL when taken away */
	struct label name;
	bool from_model;
};

struct override {
	size_t alternative;             /* index */
	const struct fact_def *def;
	const struct fact *fact;        /* NULL: the profile's own holds again */
};

/* The comment that stands at a target now; a later one replaces it, the log keeps both. */
struct comment {
	const char *target, *text, *actor, *time;
};

struct evaluation {
	const struct library *library;
	const struct model *model;
	struct alternative *alternatives;       /* every offer known, in byte order of ids */
	size_t n_alternatives;
	double *weights;                /* raw, by node index */
	const char **weight_texts;
	bool *locked;                   /* by node index */
	struct evaluation_gate *gates;  /* in byte order of ids */
	size_t n_gates, cap_gates;
	enum unknown_rule unknown;
	const char *inputs;             /* new_value of the last inputs event, or "" */
	struct override *overrides;
	size_t n_overrides, cap_overrides;
	struct comment *comments;
	size_t n_comments, cap_comments;
	const struct event **history;   /* every event applied, in order */
	size_t n_history, cap_history;
	struct arena *arena;            /* owned */
};

/*
 * A fresh evaluation of the library's model and profiles. `offers` names what is weighed (profile
 * or profile/offer ids); n = 0 means the standard offer of every profile. The caller frees *out.
 * ST_USAGE with the nearest name when an offer does not exist.
 */
enum status evaluation_new(const struct library *, struct strings offers, struct evaluation **out,
	struct err *) MUST_CHECK;
void evaluation_free(struct evaluation *);              /* NULL is allowed */

/*
 * Applies one event, all or nothing: on failure the evaluation is as before. ST_INVALID when the
 * event does not fit (no such criterion, weights all negative, an override without reason …).
 * Pure: reads no clock, no file. origin, seq, time and hashes are not checked here.
 */
enum status evaluation_apply(struct evaluation *, const struct event *, struct err *) MUST_CHECK;

/* The text that `old_value` of an event of this kind and target must hold now; in the arena. */
enum status evaluation_get(const struct evaluation *, enum event_kind, const char *target,
	struct arena *, const char **out, struct err *) MUST_CHECK;

/*
 * The event that `undo` (or `redo`) by this actor would be: the actor's latest gesture that is not
 * taken back, or was taken back last; ST_FAILED when there is none, or when something later touched
 * the same target. Fills kind, target, old_value, new_value of *out (strings in the arena).
 */
enum status evaluation_undo(const struct evaluation *, const char *actor, struct arena *,
	struct event *out, struct err *) MUST_CHECK;
enum status evaluation_redo(const struct evaluation *, const char *actor, struct arena *,
	struct event *out, struct err *) MUST_CHECK;

/*
 * The new_value of a weights event that gives child `id` the share `percent` (0..100) of its
 * parent. The unlocked siblings share the rest in their present proportion (equally when all are
 * zero); locked ones keep their share. ST_USAGE when the locked ones leave no room.
 */
enum status evaluation_share(const struct evaluation *, const char *id, double percent,
	struct arena *, const char **parent, const char **new_value, struct err *) MUST_CHECK;
/*
 * The same for several children of one or more parents at once ("sovereignty=50,cost=30"): the
 * named get their percentages, the unnamed siblings share what is left in their old proportion.
 * ST_USAGE when a sum exceeds 100 or a rest has nobody to take it. Calls emit() once a parent, in
 * byte order.
 */
enum status evaluation_shares(const struct evaluation *, const char *text, struct arena *,
	enum status (*emit)(const char *parent, const char *new_value, void *), void *,
	struct err *) MUST_CHECK;

/* Weight of a node among its siblings, 0..1; of the root 1. Zero siblings share equally. */
double evaluation_weight(const struct evaluation *, size_t node);
/* Product of the normalised weights from the root down. */
double evaluation_global_weight(const struct evaluation *, size_t node);

/* The fact that holds for an alternative, overrides included; NULL: nothing is stated. */
const struct fact *evaluation_fact(const struct evaluation *, size_t alternative,
	const struct fact_def *);
size_t evaluation_find(const struct evaluation *, const char *alternative);     /* SIZE_MAX: none */
/* Whether a node's weight differs from the model's share. */
bool evaluation_weight_changed(const struct evaluation *, size_t node);
/* The model's reference date, or the newest survey date of the profiles weighed. */
const char *evaluation_reference_date(const struct evaluation *);

#endif
