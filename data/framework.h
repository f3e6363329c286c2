/*
 * framework: a sovereignty framework as its issuer publishes it: objectives, their criteria, the
 * rungs of each with a value and a SEAL, the editions that weigh them, official results.
 *
 * Plain structs, filled by framework_read.h. Criteria and objectives keep the framework's order.
 * What a provider reached on a criterion is a mark (profile.h); scoring/assessment.h computes.
 *
 * SEAL: "Sovereignty Effective Assurance Level" of the European Commission's Cloud Sovereignty
 * Framework; levels count from 0.
 */
#ifndef DATA_FRAMEWORK_H
#define DATA_FRAMEWORK_H

#include <stdbool.h>
#include <stddef.h>

#include "data/dictionary.h"
#include "data/profile.h"

enum { MOST_SEALS = 10, MOST_RUNGS = 9 };

/* One answer to a criterion; in the order of the file the lowest first, numbered from 1. */
struct rung {
	const char *id;                 /* "1" */
	struct place at;
	struct label label;
	double value;                   /* points, ascending from rung to rung */
	int seal;                       /* never less than that of the rung below */
};

struct framework_criterion {
	const char *id;                 /* "SOV-1.1" */
	struct place at;
	struct label asks, note;        /* note.by[] may be NULL */
	const struct rung *rungs;
	size_t n_rungs;
	size_t objective;               /* index in the framework */
};

/* A text for one level: its name in an edition, or what is expected at it. */
struct seal_text {
	const char *id;                 /* "SEAL-2" */
	struct place at;
	struct label text;
};

struct objective {
	const char *id;                 /* "SOV-1" */
	struct place at;
	struct label name, looks_at;
	const struct seal_text *expects;        /* what the guidance expects, for some levels */
	size_t n_expects;
	const struct framework_criterion *criteria;
	size_t n_criteria;
	size_t first;                   /* index of its first criterion in framework.criteria */
	const struct source **sources;
	size_t n_sources;
};

/* A published set of weights and names. */
struct edition {
	const char *id;                 /* "2026-06": as named by --weights-profile */
	struct place at;
	struct label name, note;        /* note.by[] may be NULL */
	const double *weights;          /* by objective, in percent: they sum to 100 */
	const struct label *seal_names; /* by level */
	const struct source **sources;
	size_t n_sources;
};

struct seal_level {
	const char *id;                 /* "SEAL-0" */
	struct place at;
	struct label meaning;
	const struct source **sources;
	size_t n_sources;
};

enum award_scope {
	AWARD_GROUP,                    /* to a group of companies: never to one partner's offer */
	AWARD_OWN_BID                   /* to the provider's own bid */
};

/* An official result as it was published. */
struct award {
	const char *id;
	struct place at;
	const char *holder;
	struct strings partners, providers;     /* names; ids of profiles */
	enum award_scope scope;
	struct label offer, note;       /* which offer; note.by[] may be NULL */
	int seal;
	const char *date;
	enum confidence confidence;
	const struct source **sources;
	size_t n_sources;
};

struct framework {
	const char *id, *path;
	struct label name, short_name, note;    /* note.by[] may be NULL */
	double full;                    /* points of an objective that count as 100 % */
	const struct edition *editions; /* oldest first */
	size_t n_editions;
	size_t edition;                 /* the default one */
	const struct seal_level *seals; /* by level */
	size_t n_seals;
	const struct objective *objectives;
	size_t n_objectives;
	const struct framework_criterion *const *criteria;      /* of all objectives, in order */
	size_t n_criteria;
	struct strings official;        /* facts that state an official result */
	struct label differ;            /* why an official and a computed result can differ */
	const struct award *awards;
	size_t n_awards;
	const struct source *sources;
	size_t n_sources;
};

/* Whether an award concerns the provider of that profile. */
bool award_concerns(const struct award *, const char *profile);

/* What counts where none is named: the Commission's, else the first; NULL: there is none. */
const struct framework *framework_default(const struct dictionary *);
/* Looked up by id in the frameworks of a dictionary; NULL when there is none. */
const struct framework *framework_find(const struct dictionary *, const char *id);
const struct framework_criterion *framework_criterion_find(const struct dictionary *,
	const char *id, const struct framework **of);
const struct objective *framework_objective_find(const struct dictionary *, const char *id,
	const struct framework **of);
const struct edition *framework_edition(const struct framework *, const char *id);

/*
 * Points of a rung (1..n_rungs) on a scale where an objective's mean is its score in percent:
 * value / (full / number of criteria of the objective) * 100. So equal weights below an objective
 * and the edition's weights above give the framework's own score, figure for figure.
 */
double framework_points(const struct framework *, const struct framework_criterion *, int rung);
/* The sum of the best values of an objective: what no offer exceeds. */
double objective_most(const struct objective *);

#endif
