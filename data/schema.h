/*
 * schema: what a kind of file may hold, as tables. schema_read fills plain structs from them,
 * schema_json writes them as JSON Schema.
 *
 * A record of a map by id is a struct that begins as struct record does.
 */
#ifndef DATA_SCHEMA_H
#define DATA_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>

#include "data/diag.h"

struct node;
struct reader;

struct record {
	const char *id;
	struct place at;
};

/* What a text must look like. */
struct form {
	const char *expected;           /* "a date (YYYY, YYYY-MM or YYYY-MM-DD)" */
	bool (*valid)(const char *s, size_t len);
	const char *pattern;            /* the same for JSON Schema, or NULL */
};
extern const struct form form_text, form_id, form_date, form_day, form_url, form_country,
	form_currency;

enum field_kind {
	FIELD_TEXT,                     /* const char *; `form`, or one of `words` */
	FIELD_TEXTS,                    /* struct strings; a list of such texts */
	FIELD_LABEL,                    /* struct label: a text, or one for each language */
	FIELD_NUMBER,                   /* double; also: const char *, as written */
	FIELD_INTEGER,                  /* int */
	FIELD_WORD,                     /* int or enum: the index in `words` */
	FIELD_SWITCH,                   /* bool: whether it is the second of two `words` */
	FIELD_SOURCE,                   /* const struct source *, by its key in this file */
	FIELD_SOURCES,                  /* const struct source **; also: size_t, their number */
	FIELD_RECORD,                   /* the struct itself, read by `sub` */
	FIELD_MAP,                      /* T *, by id, each read by `sub`; also: size_t */
	FIELD_OWN                       /* whatever read() makes of it */
};

struct field {
	const char *key;
	enum field_kind kind;
	bool required;
	size_t offset;                  /* of the member in the struct */
	size_t also;                    /* of the member beside it; 0: none */
	const struct form *form;        /* NULL: form_text */
	const char *const *words;       /* the allowed ones, NULL-terminated; NULL: all */
	const struct schema *sub;
	double min, max;                /* min = max: no bounds */
	double absent;                  /* of a number or switch that is not there */
	void (*read)(struct reader *, const struct field *, const struct node *, void *record);
	const char *doc;                /* one sentence for whoever edits the file */
	const char *json;               /* FIELD_OWN: its JSON Schema, as text */
};

enum { SCHEMA_MAX_FIELDS = 32 };

struct schema {
	const char *name;               /* "fact": for messages and JSON Schema */
	const char *doc;
	const struct field *fields;
	size_t n;
	size_t size;                    /* of the struct */
	bool in_order;                  /* a map of these keeps the order of the file; else by id */
	/* Called with the id set and no field read, and with every field read; may report. */
	void (*begin)(struct reader *, const struct node *key, void *record);
	void (*end)(struct reader *, const struct node *entry, void *record);
};

#define SCHEMA_FIELDS(table) .fields = (table), .n = sizeof(table) / sizeof *(table)

#endif
