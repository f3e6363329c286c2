/*
 * value: what a fact says, typed by the dictionary; unknown is a value of every type.
 */
#ifndef DATA_VALUE_H
#define DATA_VALUE_H

#include <stdbool.h>
#include <stddef.h>

#include "data/arena.h"
#include "data/dictionary.h"

enum value_kind {
	VALUE_UNKNOWN,
	VALUE_NUMBER,
	VALUE_BOOLEAN,
	VALUE_WORD,                     /* a word of the dictionary, or the or_word of a number */
	VALUE_COUNTRY,
	VALUE_TEXT,
	VALUE_DATE,
	VALUE_LIST
};

struct value {
	enum value_kind kind;
	const char *text;               /* as written, spellings resolved; "unknown" when unknown */
	double number;                  /* VALUE_NUMBER, in `unit` */
	bool boolean;                   /* VALUE_BOOLEAN */
	struct strings list;            /* VALUE_LIST */
	const char *unit;               /* the fact's own or the dictionary's; NULL when none */
	bool has_low, has_high;         /* bounds stated by the evidence (FACT_NUMBER only) */
	double low, high;               /* in `unit`; valid when has_low, has_high */
	const char *low_text, *high_text;
};

/*
 * Reads `text` as a value of the type of `def` (spellings are resolved, bounds are checked). Lists
 * are comma separated here. The result's strings live in the arena. On failure says in *e what was
 * expected, and returns ST_INVALID or ST_NOMEM. Bounds (low, high) are not set here.
 */
enum status value_parse(const struct fact_def *def, const char *text, struct arena *,
	struct value *out, struct err *e) MUST_CHECK;

/* The same for the entries of a list, each by itself; `def` is of type FACT_LIST. */
enum status value_parse_list(const struct fact_def *def, struct strings entries, struct arena *,
	struct value *out, struct err *e) MUST_CHECK;

/* What a value of that type looks like: "a number from 0 to 100 in %", "one of yes, no". */
const char *value_expected(const struct fact_def *def, char *buf, size_t size);

/* The value as a person reads it: "1.24", "79 %", "FR", "Intel, AMD", "unknown". With its unit. */
const char *value_show(const struct value *, char *buf, size_t size);
/* The same whole, however long it is; NULL without memory. */
const char *value_text(const struct value *, struct arena *);
/* "from 1.2 to 1.3", "at least 79", or "" when the evidence states no bound. */
const char *value_show_range(const struct value *, char *buf, size_t size);

#endif
