/*
 * assessment: an offer's marks read through a sovereignty framework: the score and the SEAL of each
 * objective and of the whole, each as low, best and high.
 *
 * As the European Commission's Cloud Sovereignty Framework (v1.2.1, October 2025; implementation
 * guidance and assessment calculator, 1 June 2026) defines them:
 *
 *   score of an objective = sum of the values of the rungs reached, over `full`, times its weight
 *   SEAL of an objective  = the least SEAL of its rungs;  SEAL of the whole = the least of all
 *
 * Score and SEAL are two readings of the same marks; neither follows from the other.
 */
#ifndef SCORING_ASSESSMENT_H
#define SCORING_ASSESSMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "data/evaluation.h"
#include "data/framework.h"
#include "scoring/value_function.h"

/*
 * How a mark whose rung is unknown counts as `best`. low and high are what the evidence leaves open
 * under any rule; only where it is skipped they make room for a best below or above that.
 */
enum blank_rule {
	BLANK_PESSIMISTIC,              /* its lowest rung */
	BLANK_NEUTRAL,                  /* the middle of its values; the SEAL of the lower middle */
	BLANK_OPTIMISTIC,               /* its highest rung */
	BLANK_SKIP                      /* left out of sum and minimum, as the official calculator
	                                   does: this can only raise the SEAL */
};
extern const char *const blank_rule_words[5];           /* "pessimistic" .. "skip", NULL */
/* The rule of a model; its exclude, which is no rule of a framework, reads as pessimistic. */
enum blank_rule blank_rule_of(enum unknown_rule);

enum { NO_SEAL = -1 };

/* low <= best <= high; best is NO_SEAL where everything is skipped. */
struct seals {
	int low, best, high;
};

/* One criterion of one offer. */
struct answer {
	const struct mark *mark;        /* NULL: the profile has none, which is unknown */
	bool unknown;
	bool skipped;                   /* unknown, and left out of best: its range stays */
	int low, high;                  /* rungs that the evidence leaves open, from 1 */
	int best;                       /* the rung that counts; 0 when skipped */
	struct points points;           /* values of the framework: 0..125, 0..250, … */
	struct seals seals;
};

/* An objective, or the whole. */
struct standing {
	struct points points;           /* sum of values, 0..1002; of the whole unused */
	struct points score;            /* percent of the whole: points / full * weight */
	struct seals seals;
	size_t n_unknown, n_skipped;
	size_t n_unmarked;              /* of those unknown: without any mark */
	size_t n_criteria;
};

struct assessment {
	const struct framework *framework;
	const struct edition *edition;
	enum blank_rule rule;
	const struct answer *answers;   /* by index in framework->criteria */
	const struct standing *objectives;      /* by index in framework->objectives */
	struct standing whole;
};

/*
 * Assesses marks, one for each criterion in the framework's order (NULL: none). ST_NOMEM is the
 * only failure.
 */
enum status assessment_of(const struct framework *, const struct edition *,
	const struct mark *const *marks, enum blank_rule, struct arena *, struct assessment *out)
	MUST_CHECK;
/* The marks of an alternative of the evaluation (index there). */
enum status assessment_compute(const struct evaluation *, size_t alternative,
	const struct framework *, const struct edition *, enum blank_rule, struct arena *,
	struct assessment *out) MUST_CHECK;

/*
 * The SEALs that the marks of an alternative leave open for one objective (NULL: for the whole), as
 * a set: 1 << k where some choice of open rungs gives SEAL k. Rungs jump over levels, so the set
 * may have gaps. Nothing is skipped, nothing allocated: what gates ask.
 */
unsigned assessment_open_seals(const struct evaluation *, size_t alternative,
	const struct framework *, const struct objective *);

/* The standing of an objective; SIZE_MAX: of the whole. */
const struct standing *assessment_standing(const struct assessment *, size_t objective);
/*
 * Whether a criterion holds the SEAL of its objective (or of the whole, SIZE_MAX) down to its best:
 * no other answer of the others could lift it. At the top level nothing binds.
 */
bool assessment_binds(const struct assessment *, size_t criterion, size_t objective);

/* One criterion's part in a lift. */
struct lift_step {
	size_t criterion;               /* index in framework->criteria */
	int from, to;                   /* rungs; from is the one that counts as best */
	bool open;                      /* the evidence leaves `to` open: proof would do */
};

/*
 * The cheapest set of better rungs that lifts a SEAL to the next level. Rungs jump over levels, so
 * it can reach a higher one.
 */
struct lift {
	int to;                         /* the level reached; NO_SEAL: there is nothing to lift */
	size_t climbs;                  /* rungs to climb in all */
	const struct lift_step *steps;  /* in the framework's order */
	size_t n_steps;
};

/*
 * The least climb that lifts the best SEAL of an objective (SIZE_MAX: of the whole) by one level.
 * As the SEAL is a minimum, every criterion below that level must rise, each to its lowest rung
 * that grants it: no smaller set will do, and no other of the same size. What is skipped is left.
 */
enum status assessment_lift(const struct assessment *, size_t objective, struct arena *,
	struct lift *out) MUST_CHECK;

/* The greatest score in percent that an edition allows: 100.0756 of the CSF in June 2026. */
double assessment_most(const struct framework *, const struct edition *);

#endif
