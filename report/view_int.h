/*
 * view_int: what the views share: the question asked, names, numbers as text, head and foot.
 * Nobody outside report/ includes it. Every function that returns a text gives NULL without memory.
 */
#ifndef REPORT_VIEW_INT_H
#define REPORT_VIEW_INT_H

#include "report/maker.h"
#include "report/say.h"
#include "report/view.h"

struct view {
	const struct result *r;
	const struct problem *p;
	const struct evaluation *ev;
	const struct model *m;
	const struct view_options *o;
	enum lang lang;
	struct arena *arena;
};

struct view view_of(const struct result *, const struct view_options *, struct arena *);

/* ---- texts ---- */
const struct alternative *view_alternative(const struct view *, size_t a); /* of the problem */
const char *view_name(const struct view *, size_t a);   /* "OVHcloud", with the offer's name */
const char *view_node_name(const struct view *, size_t node);
const char *view_points(struct arena *, double);        /* "68.0" */
const char *view_signed(struct arena *, double);        /* "+1.9" with a true minus sign */
const char *view_count(struct arena *, size_t);         /* "12" */
const char *view_percent(struct arena *, double share); /* 0..1 as "60 %" */
/* "61–74": rounded outwards, so that no score stands outside its own range. */
const char *view_range(struct arena *, const struct points *);
const char *view_places(struct arena *, size_t best, size_t worst);             /* "1–3" */
const char *view_marks(const struct cell *);            /* "?", "~!", … or NULL */
const char *view_confidence(const struct view *, enum confidence);
/* Its label, or its id when it has none. */
const char *view_gate_name(const struct view *, const struct evaluation_gate *);
/*
 * What a gate found: "SEAL 1 (0–2)" of a SEAL, the value of a fact; "" of a condition that is more
 * than one comparison.
 */
const char *view_gate_found(const struct view *, const struct condition *, size_t a);
const char *view_gate_word(const struct view *, const struct score *);
/*
 * "1.24", "yes", "unknown", with the unit; of a fact that may be NULL. For people and for programs.
 */
const char *view_value(const struct view *, const struct fact *);
/* The same of a leaf, which may read a mark. */
const char *view_leaf(const struct view *, size_t node, const struct cell *);
/* The same for programs: "true", and "" when unknown. */
const char *view_value_text(const struct view *, const struct fact *);
/* The sources of a fact (or of none), with `separator` between them; "" when there is none. */
const char *view_sources(struct arena *, const struct fact *, const char *separator);
/* Gives the cell a note with the sources of the fact, one a line; nothing when there is none. */
bool view_footnote(struct table *, const struct fact *, struct table_cell *);
/* The same of any sources. */
bool view_note_sources(struct table *, const struct source *const *, size_t n,
	struct table_cell *);
/* "title, publisher, date, address". */
const char *view_source(struct arena *, const struct source *);

/* ---- head and foot of a table ---- */
bool view_head(const struct view *, struct table *);    /* headline, what-ifs */
bool view_what_if(const struct view *, struct table *);         /* the what-ifs alone */
/* "OVHcloud has 68.0, Scaleway has 65.0; the ranges overlap." */
const char *view_apart(const struct view *, size_t a, size_t b);
bool view_foot(const struct view *, struct table *, bool with_legend);
/* Up to when the data were surveyed, and that they are no bids. */
bool view_put_data(const struct view *, struct table *);
bool view_before_line(struct table *, const char *line);        /* false when line is NULL */
bool view_after_line(struct table *, const char *line);
/* "Ranking: Balanced (sovereignty 50, cost 25, features 25)". */
const char *view_title(const struct view *, enum say what);

/* What a branch rests on, for programs: "facts", "CSF marks, 2026-06 weights"; "" when it mixes. */
const char *view_basis(const struct view *, size_t node);
/* The same of the top-level criterion that a node lies below; of the root "". */
const char *view_branch_basis(const struct view *, size_t node);
/* One line for each basis, naming the top-level criteria that rest on it. */
bool view_put_basis(const struct view *, struct table *);

/* ---- JSON ---- */
/* kind ("rank/1"), model, rule, dates, basis, inputs with their hashes, what-ifs, note. */
json_t *view_json_head(struct maker *, const struct view *, const char *kind);
/* What is said of the data alone, where nothing is weighed: no model, no rule, no basis. */
json_t *view_json_data(struct maker *, const struct view *, const char *kind);
/* id, name, offer, country, score, low, high, rank. */
void view_json_provider(struct maker *, json_t *object, const struct view *, size_t a);
/* id, name, parent, depth, weight, global_weight, reads. */
void view_json_criterion(struct maker *, json_t *object, const struct view *, size_t node);
void view_json_points(struct maker *, json_t *object, const struct points *);
void view_json_source(struct maker *, json_t *array, const struct source *);
/* The array "sources" of an object. */
void view_json_sources(struct maker *, json_t *owner, const struct source *const *, size_t n);
/* state, value, unit, bounds, date, confidence, note, sources of a leaf of one alternative. */
void view_json_fact(struct maker *, json_t *object, const struct view *, size_t a, size_t node);
const char *view_json_state(const struct cell *);       /* "known" or "unknown" */

#endif
