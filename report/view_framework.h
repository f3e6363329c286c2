/*
 * view_framework: offers read through a sovereignty framework, as tables and as JSON. The figures
 * are those of scoring/assessment.h.
 */
#ifndef REPORT_VIEW_FRAMEWORK_H
#define REPORT_VIEW_FRAMEWORK_H

#include "report/view.h"
#include "scoring/assessment.h"

/* What is asked. */
struct framework_question {
	const struct framework *framework;
	const struct edition *edition;
	enum blank_rule rule;
	const size_t *alternatives;     /* indices in the problem, in the order of the columns */
	size_t n;
	size_t objective;               /* index in the framework, or SIZE_MAX: all */
	size_t criterion;               /* the same of one criterion */
};

/*
 * The board: objectives as rows, offers as columns, with the score, its range and the SEAL. With an
 * objective: its criteria. With a criterion: its rungs, and who stands where. With one offer and no
 * criterion: all that was marked, with what binds.
 */
enum status view_framework(const struct result *, const struct framework_question *,
	const struct view_options *, struct arena *, struct table **) MUST_CHECK;
enum status view_framework_json(const struct result *, const struct framework_question *,
	const struct view_options *, struct arena *, const char **) MUST_CHECK;

/* "SEAL-3 reported for the group of Post Telecom with … (2026-04-17, …): which offer. Note". */
const char *view_award(const struct award *, enum lang, struct arena *);

/* Which offers and ladders are asked of; n = 0: all, offers by rank. */
struct ladder_question {
	const size_t *alternatives;     /* indices in the problem, in the order of the columns */
	size_t n;
	const struct ladder *const *ladders;
	size_t n_ladders;
};

/*
 * Ladders x offers: every level as reached, not reached or open. With one offer what decides stands
 * beside, with the evidence; with `verbose` it does below.
 */
enum status view_ladders(const struct result *, const struct ladder_question *,
	const struct view_options *, struct arena *, struct table **) MUST_CHECK;
enum status view_ladders_json(const struct result *, const struct ladder_question *,
	const struct view_options *, struct arena *, const char **) MUST_CHECK;

/* What the conditions of a level read of an offer. */
struct ladder_evidence {
	const char *text;               /* "SecNumCloud: none (2026-10, confidence high); …" */
	const struct source *const *sources;    /* of all that is read, in its order */
	size_t n_sources;
};
enum status view_ladder_evidence(const struct result *, const struct ladder_level *,
	size_t alternative, enum lang, struct arena *, struct ladder_evidence *) MUST_CHECK;

#endif
