/*
 * fixture: a dictionary, profiles, a model and an evaluation made in memory, without any file.
 *
 * Declare in any order, then fixture_finish(). Facts and criteria name others by id; that is
 * resolved at the end. Pointers returned before it are good until it; afterwards ask again with
 * fixture_fact_of() and fixture_node(). Whatever cannot work (memory, a wrong id) fails the test.
 */
#ifndef TESTS_SUPPORT_FIXTURE_H
#define TESTS_SUPPORT_FIXTURE_H

#include "data/evaluation.h"
#include "scoring/result.h"

struct fixture_list {
	void **items;
	size_t n, cap;
};

struct fixture {
	struct arena *arena;
	struct library library;
	struct model model;             /* rules may be set before or after finishing */
	struct evaluation *evaluation;
	struct problem *problem;        /* by fixture_score() */
	struct fixture_list defs, groups, rates, profiles, nodes, gates;
	const char **ids;               /* of the dictionary */
};

struct fixture *fixture_new(void);
void fixture_free(struct fixture *);

/* ---- the dictionary ---- */

/* A number without bounds: set min, max, unit, or_word on the result. */
struct fact_def *fixture_def(struct fixture *, const char *id, enum fact_type);
/* Words separated by blanks. */
struct fact_def *fixture_def_words(struct fixture *, const char *id, const char *words);
void fixture_group(struct fixture *, const char *id, const char *countries);
void fixture_rate(struct fixture *, const char *from, const char *to, double rate);

/* ---- profiles ---- */

struct profile *fixture_profile(struct fixture *, const char *id);
/*
 * A fact of the profile declared last, with high confidence and dated 2026-01. Numbers, true and
 * false, words, countries; lists separated by blanks; "unknown".
 */
struct fact *fixture_fact(struct fixture *, const char *id, const char *value);
struct fact *fixture_fact_between(struct fixture *, const char *id, const char *value, double low,
	double high);
struct mark *fixture_mark(struct fixture *, const char *id, int low, int rung, int high);

/* ---- the model ---- */

/* A branch under `parent` ("root" at the top). */
struct criterion *fixture_branch(struct fixture *, const char *parent, const char *id,
	double weight);
struct criterion *fixture_leaf(struct fixture *, const char *parent, const char *id, double weight,
	const char *fact, struct value_function);
struct criterion *fixture_mark_leaf(struct fixture *, const char *parent, const char *id,
	double weight, const char *mark, struct value_function);
void fixture_gate(struct fixture *, const char *id, const char *when);

struct value_function fixture_linear(struct fixture *, double zero, double full);
struct value_function fixture_log(struct fixture *, double zero, double full);
/* PIECEWISE, STEP or COUNT: "0:0 50:80 100:100". */
struct value_function fixture_anchors(struct fixture *, enum function_kind, const char *anchors);
/* "EU=100 EEA=80 other=0"; names of groups stand for them. */
struct value_function fixture_words(struct fixture *, const char *table);
struct value_function fixture_boolean(struct fixture *, double if_true, double if_false);

/* ---- together ---- */

void fixture_finish(struct fixture *);
/* Builds problem and result of the evaluation as it is now, in the fixture's arena. */
const struct result *fixture_score(struct fixture *);

/* After finishing; they fail the test when there is none. */
struct fact *fixture_fact_of(struct fixture *, const char *profile, const char *fact);
size_t fixture_node(const struct fixture *, const char *id);
size_t fixture_alternative(const struct fixture *, const char *id);     /* index in the problem */

#endif
