/*
 * model: how offers are judged: the tree of criteria with its weights, the value function of each
 * leaf, the gates, the rule for what is unknown.
 *
 * Plain structs, filled by model_read.h. nodes[] holds the tree in the order of the file, parents
 * before children; nodes[0] is the root (id "root"), which no file names.
 */
#ifndef DATA_MODEL_H
#define DATA_MODEL_H

#include <stdbool.h>
#include <stddef.h>

#include "data/condition.h"
#include "data/dictionary.h"

enum leaf_kind { LEAF_NONE, LEAF_FACT, LEAF_MARK, LEAF_COST, LEAF_EVALUATOR };

enum unknown_rule { UNKNOWN_PESSIMISTIC, UNKNOWN_NEUTRAL, UNKNOWN_OPTIMISTIC, UNKNOWN_EXCLUDE };
extern const char *const unknown_rule_words[5];         /* "pessimistic" .. "exclude", NULL */

enum function_kind {
	FUNCTION_LINEAR,                /* anchors: the x of 0 points, the x of 100 points */
	FUNCTION_PIECEWISE,             /* anchors in ascending x, straight between */
	FUNCTION_STEP,                  /* anchors in ascending x, each holds from its x on */
	FUNCTION_LOG,                   /* as linear, in the logarithm of x */
	FUNCTION_WORDS,
	FUNCTION_BOOLEAN,               /* words "true" and "false" */
	FUNCTION_COUNT                  /* piecewise over the number of entries of a list */
};

struct anchor {
	double x, points;               /* points 0..100 */
};

struct word_points {
	const char *word;               /* of the dictionary, a country, or a group of countries */
	const struct country_group *group;      /* when word names one */
	double points;
};

/* Maps a fact to 0..100 by published anchors; flat beyond them. */
struct value_function {
	enum function_kind kind;
	const struct anchor *anchors;
	size_t n_anchors;
	const struct word_points *words;        /* first match counts */
	size_t n_words;
	bool has_other;
	double other;                   /* the points of every other word */
	bool has_word;                  /* the or_word of a number scores word_points */
	double word_points;
	bool of_framework;              /* the values that a framework gives to its rungs */
	const char *why;                /* why these anchors */
};

struct criterion {
	const char *id;
	struct place at;
	struct label name;
	size_t index;                   /* in nodes[] */
	size_t parent;                  /* index; the root is its own parent */
	size_t depth;                   /* the root has 0 */
	const size_t *children;         /* indices in the order of the file; none for a leaf */
	size_t n_children;
	const size_t *by_id;            /* the same, in byte order of ids: the order of every sum */
	double weight;                  /* raw, >= 0, as the author wrote it */
	const char *weight_text;
	const char *why;                /* why this weight, or NULL */
	enum leaf_kind kind;
	const char *reads;              /* id of the fact, mark, cost or evaluator's mark */
	const struct fact_def *def;     /* LEAF_FACT */
	const struct framework_criterion *asks;         /* LEAF_MARK; NULL: of no known framework */
	struct value_function value;
	struct strings overlaps;        /* ids of leaves that read the same thing */
};

struct gate {
	const char *id;
	struct place at;
	struct label name;
	const char *when;               /* text of the condition */
	const struct condition *condition;
	const char *why;
};

struct model {
	const char *id, *path;
	struct label name, note;        /* note.by[] may be NULL */
	const char *extends;            /* id of the model it was built on, or NULL */
	const struct criterion *nodes;
	size_t n_nodes, n_leaves;
	const struct gate *gates;       /* in byte order of ids */
	size_t n_gates;
	enum unknown_rule unknown;
	bool low_confidence_as_unknown;
	bool open_counts_as_fail;
	const char *reference_date;     /* or NULL: the newest survey date of the profiles */
	int max_age_months;             /* 0: no fact counts as old for its age */
	const struct source *sources;
	size_t n_sources;
};

/* What a leaf asks: the question of its fact or of its framework's criterion; NULL: neither. */
const char *criterion_question(const struct criterion *, enum lang);
/* NULL when there is none. */
const struct criterion *model_find(const struct model *, const char *id);

#endif
