/* framework_int: what the views of frameworks share; nobody else includes it. */
#ifndef REPORT_FRAMEWORK_INT_H
#define REPORT_FRAMEWORK_INT_H

#include "report/view_framework.h"
#include "report/view_int.h"

struct framework_view {
	struct view v;
	const struct framework_question *q;
	const struct framework *f;
	const struct assessment *of;    /* by position in q->alternatives */
};

/* Assesses every offer asked for. */
enum status framework_view_of(const struct result *, const struct framework_question *,
	const struct view_options *, struct arena *, struct framework_view *) MUST_CHECK;

/* Every function that returns a text gives NULL without memory. */
const char *seals_text(struct arena *, const struct seals *);          /* "1", "1 (0–2)" */
const char *rungs_text(struct arena *, const struct answer *);         /* "3–4"; "3" alone */
const char *answer_mark(const struct framework_view *, size_t i, size_t criterion); /* "▲?" */
/* "SEAL-1, Jurisdictional": a level with its name in the edition. */
const char *seal_name(const struct framework_view *, int seal);

/* The rungs of one criterion, and who stands where. */
enum status framework_rungs(const struct framework_view *, struct table **) MUST_CHECK;

/* ---- framework_notes.c: the lines around the tables ---- */

bool framework_head(const struct framework_view *, struct table *);
/* What binds, what would lift, gates, official results, rules. */
bool framework_foot(const struct framework_view *, struct table *);

#endif
