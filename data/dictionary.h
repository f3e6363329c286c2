/*
 * dictionary: what can be known of a provider. Every fact id, with its type, unit, allowed words,
 * bounds, label and question. Also the groups of countries, the exchange rates, and the sovereignty
 * frameworks (framework.h) whose criteria profiles carry marks of.
 *
 * Plain structs, filled by dictionary_read.h; all strings are borrowed from the library's arena.
 */
#ifndef DATA_DICTIONARY_H
#define DATA_DICTIONARY_H

#include <stdbool.h>
#include <stddef.h>

#include "data/diag.h"
#include "data/strings.h"

enum fact_type {
	FACT_NUMBER, FACT_BOOLEAN, FACT_WORD, FACT_COUNTRY, FACT_TEXT, FACT_DATE, FACT_LIST
};

enum fact_scope {
	SCOPE_OFFER,                    /* must be shown for each offer */
	SCOPE_COMPANY                   /* true of the whole company: every offer inherits it */
};

struct spelling {
	const char *from, *to;
};

struct fact_def {
	const char *id;
	struct place at;
	enum fact_type type;
	enum fact_scope scope;
	const char *unit;               /* canonical, or NULL */
	struct strings units;           /* others that a profile may state (another currency) */
	struct strings words;           /* FACT_WORD: the allowed ones, as the file orders them */
	const char *or_word;            /* FACT_NUMBER: the word allowed beside a number, or NULL */
	const struct spelling *spellings;
	size_t n_spellings;
	double min, max;                /* -INFINITY, INFINITY where the dictionary sets no bound */
	const char *group;              /* "SOV-1" .. "SOV-8", "cost", "features" */
	struct label label, question;
};

struct source {
	const char *id;                 /* its key in the file */
	struct place at;
	const char *title, *publisher, *url;
	const char *date;               /* or NULL */
};

/* A named set of countries (EU, EEA). */
struct country_group {
	const char *id;
	struct place at;
	struct label name;
	struct strings countries;       /* ISO 3166-1 alpha-2 */
	const char *as_of;
	const struct source **sources;
	size_t n_sources;
};

struct rate {
	const char *id;
	struct place at;
	const char *from, *to;          /* ISO 4217 */
	double rate;                    /* units of `to` for one unit of `from` */
	const char *as_of, *note;
	const struct source *source;
};

struct framework;

struct dictionary {
	const struct fact_def *defs;    /* in byte order of ids */
	size_t n;
	const char *const *ids;         /* the ids alone, for suggestions */
	const struct country_group *groups;
	size_t n_groups;
	const struct rate *rates;
	size_t n_rates;
	const struct framework *const *frameworks;      /* in byte order of ids */
	size_t n_frameworks;
	const char *const *mark_ids;    /* of all their criteria, for suggestions */
	size_t n_mark_ids;
};

/* NULL when there is none. */
const struct fact_def *dictionary_find(const struct dictionary *, const char *id);
const struct country_group *dictionary_group(const struct dictionary *, const char *id);
bool group_has(const struct country_group *, const char *country);

/*
 * The factor that turns an amount in unit `from` into unit `to`. Equal units give 1; units that
 * differ only in the currency that they start with ("USD/h", "EUR/h") give the exchange rate,
 * taken directly or inverted. Returns false when there is no such factor.
 */
bool dictionary_convert(const struct dictionary *, const char *from, const char *to,
	double *factor);

#endif
