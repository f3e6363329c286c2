/*
 * profile: what is known of one provider: facts, framework marks, price lines, their sources, and
 * the offers that differ from the standard one.
 *
 * Plain structs, filled by profile_read.h. Arrays by id are sorted in byte order of the id.
 */
#ifndef DATA_PROFILE_H
#define DATA_PROFILE_H

#include <stdbool.h>
#include <stddef.h>

#include "data/dictionary.h"
#include "data/value.h"

enum confidence { CONFIDENCE_LOW, CONFIDENCE_MEDIUM, CONFIDENCE_HIGH };

struct fact {
	const char *id;
	struct place at;
	const struct fact_def *def;
	struct value value;
	const char *as_of;              /* a date, or NULL: undated */
	enum confidence confidence;     /* CONFIDENCE_LOW where an unknown states none */
	const char *note;               /* or NULL */
	const struct source **sources;
	size_t n_sources;
	bool overridden;                /* set by an event of the evaluation, not by a file */
};

/* A mark of a sovereignty framework: the rung reached, counted from 1; 0 where it is unknown. */
struct mark {
	const char *id;                 /* the criterion, "SOV-1.1" */
	struct place at;
	int rung;                       /* 0: unknown */
	int low, high;                  /* from 1; low <= rung <= high where rung is known */
	enum confidence confidence;
	const char *reason;
	struct strings facts;           /* ids of the facts it rests on */
	const struct source **sources;
	size_t n_sources;
};

/*
 * One line of a price list; every text but kind and unit may be NULL, every number but price NAN.
 */
struct price {
	const char *id;
	struct place at;
	const char *kind, *sku, *category;
	double vcpu, ram_gb, disk_gb;
	const char *arch, *region;
	const char *unit;               /* "EUR/hour" */
	double price;
	const char *price_text;         /* as written */
	const char *currency, *as_of;
	const char *basis;              /* list, estimate, third_party */
	const char *vat;                /* excluded, included, unknown */
	const char *note;
	const struct source *source;    /* or NULL */
};

struct offer {
	const char *id;
	struct place at;
	const char *name, *note;
	bool inherits_company;          /* facts of company scope hold here too */
	const struct fact *facts;
	size_t n_facts;
	const struct mark *marks;
	size_t n_marks;
	const struct price *prices;
	size_t n_prices;
};

struct profile {
	const char *id, *name, *country, *surveyed;
	const char *path;               /* the file it came from */
	const struct source *sources;
	size_t n_sources;
	const struct fact *facts;
	size_t n_facts;
	const struct mark *marks;
	size_t n_marks;
	const struct price *prices;
	size_t n_prices;
	const struct offer *offers;
	size_t n_offers;
};

const struct offer *profile_offer(const struct profile *, const char *id);      /* NULL: none */

/*
 * The fact that holds for an offer (NULL: the standard offer): its own, else the company's where
 * the offer inherits it, else NULL: unknown.
 */
const struct fact *profile_fact(const struct profile *, const struct offer *,
	const struct fact_def *);
const struct mark *profile_mark(const struct profile *, const struct offer *, const char *id);

extern const char *const confidence_words[];            /* "low", "medium", "high" */

#endif
