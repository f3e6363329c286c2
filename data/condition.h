/*
 * condition: the language of gates: `sec.iso27001 == true and own.eu_ownership_pct >= 61`.
 *
 *   condition  = and-list { "or" and-list }
 *   and-list   = term { "and" term }
 *   term       = "not" term | "(" condition ")" | comparison
 *   comparison = ID ("==" | "!=" | "<" | "<=" | ">" | ">=") literal
 *              | ID "in" ( "[" literal { "," literal } "]" | GROUP )
 *   literal    = number | true | false | word | "quoted text"
 *
 * ID is a fact of the dictionary, a framework mark ("SOV-1.1", compared by its rung), or the SEAL
 * that marks give an objective or a whole framework ("SOV-5.seal", "ec-csf.seal"). GROUP is a group
 * of countries. Numbers are in the dictionary's unit; dates compare by their first day; lists
 * cannot be compared, and the order of anything but numbers, dates and marks cannot be asked.
 * Only here parsed and checked; scoring/gate.h evaluates, three-valued.
 */
#ifndef DATA_CONDITION_H
#define DATA_CONDITION_H

#include <stdbool.h>
#include <stddef.h>

#include "data/arena.h"
#include "data/dictionary.h"
#include "data/framework.h"
#include "data/status.h"

enum condition_op {
	COND_AND, COND_OR, COND_NOT,                            /* kids[] */
	COND_EQ, COND_NE, COND_LT, COND_LE, COND_GT, COND_GE,   /* one literal */
	COND_IN                                                 /* literals, or a group */
};

struct literal {
	const char *text;               /* spellings resolved */
	double number;                  /* of a number, mark or SEAL; of a date its first day */
	bool is_word;                   /* of a number fact: its word ("unlimited"), not a number */
	int boolean;                    /* of a boolean fact: 0 or 1 */
};

struct condition {
	enum condition_op op;
	const struct condition *kids[2];        /* NOT uses the first alone */
	/* What a comparison is of: a fact, a mark, or (of the first three all NULL) a SEAL. */
	const struct fact_def *def;
	const char *mark;
	const struct framework_criterion *criterion;    /* of the mark; NULL: not known */
	const struct framework *framework;      /* of the SEAL */
	const struct objective *objective;      /* of the SEAL; NULL: of the whole framework */
	const struct literal *literals;
	size_t n_literals;
	const struct country_group *group;
};

/*
 * Parses and checks against the dictionary. On failure *e says what was expected, what was found
 * and at which column of the text; *column (if not NULL) is that column, from 1.
 * Nesting is bounded (32), the text too (4096 bytes).
 */
enum status condition_parse(const char *text, const struct dictionary *, struct arena *,
	const struct condition **out, unsigned *column, struct err *e) MUST_CHECK;

/* A comparison as text: "sec.c5 == type2"; "" for what joins them. NULL without memory. */
const char *condition_text(const struct condition *, struct arena *);

#endif
