/*
 * view: what can be asked of a result, as a table for people and as JSON for programs.
 *
 * The command line and the screens' export both come here; nothing here draws on a terminal.
 * JSON texts are in the arena, UTF-8, end with a newline, have six decimals, and are documented in
 * doc comments beside each function in view.c files: their fields only ever grow.
 */
#ifndef REPORT_VIEW_H
#define REPORT_VIEW_H

#include "data/evaluation.h"
#include "report/format.h"
#include "report/table.h"
#include "scoring/result.h"

struct view_options {
	enum lang lang;
	bool sources;                   /* add sources as footnotes */
	size_t depth;                   /* compare: levels of the tree; 0: all */
	bool verbose;
	const char *what_if;            /* the options that were what-ifs, for the head; NULL:
	                                   none */
};

enum status view_rank(const struct result *, const struct view_options *, struct arena *,
	struct table **) MUST_CHECK;
enum status view_rank_json(const struct result *, const struct view_options *, struct arena *,
	const char **) MUST_CHECK;

/* alternatives: indices in the problem, in the order of the columns; n = 0: all, by rank. */
enum status view_compare(const struct result *, const size_t *alternatives, size_t n,
	const struct view_options *, struct arena *, struct table **) MUST_CHECK;
enum status view_compare_json(const struct result *, const size_t *alternatives, size_t n,
	const struct view_options *, struct arena *, const char **) MUST_CHECK;

/* Why this score; against != SIZE_MAX: why this one before (or behind) that one. */
enum status view_explain(const struct result *, size_t alternative, size_t against,
	const struct view_options *, struct arena *, struct table **) MUST_CHECK;
enum status view_explain_json(const struct result *, size_t alternative, size_t against,
	const struct view_options *, struct arena *, const char **) MUST_CHECK;

/* One cell with everything behind it: value, range, date, confidence, note, sources. */
enum status view_evidence(const struct result *, size_t alternative, size_t node,
	const struct view_options *, struct arena *, struct table **) MUST_CHECK;

/* The weights as they stand, normalised, with their whys. */
enum status view_weights(const struct result *, const struct view_options *, struct arena *,
	struct table **) MUST_CHECK;

/* A mark as a person reads it: "4/5 mostly EU", "unknown". NULL without memory. */
const char *view_mark(const struct criterion *leaf, const struct mark *, enum lang,
	struct arena *);

/* "OVHcloud leads Scaleway by 3.0; the ranges overlap": the sentence of the first screen. */
const char *view_headline(const struct result *, enum lang, struct arena *);

#endif
