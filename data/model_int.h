/* model_int: a model as its file says it, before bases are resolved and the tree is laid flat. */
#ifndef DATA_MODEL_INT_H
#define DATA_MODEL_INT_H

#include "data/model.h"
#include "data/schema_read.h"

/* A weight is at least 0 and at most this, so that sums stay exact and finite. */
#define GREATEST_WEIGHT 1e9

struct raw_criterion {
	const char *id;
	struct place at;
	struct label name;
	double weight;
	const char *weight_text, *why;
	enum leaf_kind kind;
	const char *reads;
	const struct fact_def *def;
	const struct framework_criterion *asks;
	const char *fact, *mark, *cost, *evaluator;     /* as in the file; one becomes `reads` */
	const char *framework, *edition;        /* a branch that a framework fills */
	const struct node *value_node;
	struct value_function value;
	struct strings overlaps;
	struct raw_criterion *kids;     /* NULL for a leaf */
	size_t n_kids;
};

/* `add: {under: {id: criterion}}` */
struct raw_addition {
	const char *id;                 /* of the criterion to add under */
	struct place at;
	struct raw_criterion *kids;
	size_t n_kids;
};

/* The words of a setting: -1 where the file does not set it. */
struct raw_model {
	struct model model;             /* what needs no rework */
	struct place extends_at;
	int unknown, low_confidence, open_counts_as, max_age_months;
	struct raw_criterion top;       /* kids: the top-level criteria; NULL when not given */
	struct number_entry *weights;
	struct raw_criterion *leaves;
	struct raw_addition *additions;
	struct record *removals;
	size_t n_weights, n_leaves, n_additions, n_removals;
};

extern const struct schema criterion_schema, function_schema;

/* Reads `value:` for a fact, or for a number that is none (def is NULL). */
void function_read(struct reader *, const struct node *value, const struct fact_def *def,
	struct value_function *out);

/* The value function of a mark as its framework has it: the rungs as steps. */
void branch_value(struct reader *, const struct framework *, const struct framework_criterion *,
	struct value_function *out);
/* Fills the branch that names a framework: objectives by weight, below them their criteria. */
void branch_fill(struct reader *, const struct node *entry, struct raw_criterion *branch);

/* Carries out what an overlay says on the tree of its base. */
void model_overlay(struct reader *, const struct raw_model *overlay, struct raw_criterion *top);

/* Lays the tree flat into m->nodes and checks what concerns more than one criterion. */
void model_flatten(struct reader *, const struct raw_criterion *top, struct model *m);

#endif
