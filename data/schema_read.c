/* schema_read: the one reader of all kinds of files. */
#include "data/schema_read.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/schema_int.h"
#include "data/text.h"
#include "data/tree_read.h"

/* ---- single values ----------------------------------------------------------------------- */

const char *
read_text(struct reader *r, const struct node *node, const char *expected)
{
	bool is_null = node->plain &&
		(node->len == 0 || str_eq(node->text, "~") || id_casecmp(node->text, "null") == 0);
	if (node->kind != NODE_SCALAR || is_null) {
		read_expected(r, node, "%s", expected);
		return NULL;
	}
	const char *copy = arena_strndup(r->arena, node->text, node->len);
	if (!copy)
		read_nomem(r);
	return copy;
}

/* "a number from 1 to 3" */
static const char *
expected_number(char *buf, size_t size, const char *what, double min, double max)
{
	char low[32], high[32];
	number_text(min, low, sizeof low);
	number_text(max, high, sizeof high);
	if (min == max || (isinf(min) && isinf(max)))
		(void)snprintf(buf, size, "%s", what);
	else if (isinf(max))
		(void)snprintf(buf, size, "%s of at least %s", what, low);
	else if (isinf(min))
		(void)snprintf(buf, size, "%s of at most %s", what, high);
	else
		(void)snprintf(buf, size, "%s from %s to %s", what, low, high);
	return buf;
}

bool
read_number(struct reader *r, const struct node *node, double min, double max, double *out)
{
	double x;
	if (node->kind == NODE_SCALAR && text_number(node->text, node->len, &x) &&
		(min == max || (x >= min && x <= max))) {
		*out = x;
		return true;
	}
	char expected[128];
	read_expected(
		r, node, "%s", expected_number(expected, sizeof expected, "a number", min, max));
	return false;
}

static void
read_integer(struct reader *r, const struct field *f, const struct node *node, void *member)
{
	double x;
	if (node->kind == NODE_SCALAR && text_number(node->text, node->len, &x) && x == floor(x) &&
		fabs(x) <= 1e9 && (f->min == f->max || (x >= f->min && x <= f->max))) {
		*(int *)member = (int)x;
		return;
	}
	char expected[128];
	read_expected(r, node, "%s",
		expected_number(expected, sizeof expected, "a whole number", f->min, f->max));
}

static size_t
count_words(const char *const *words)
{
	size_t n = 0;
	while (words[n])
		n++;
	return n;
}

/* "one of yes, no, optional" */
static const char *
one_of(const char *const *words, size_t n, char *buf, size_t size)
{
	size_t used = (size_t)snprintf(buf, size, "one of ");
	for (size_t i = 0; i < n && used < size; i++)
		used += (size_t)snprintf(buf + used, size - used, "%s%s", i ? ", " : "", words[i]);
	return buf;
}

/* The index of a scalar among words; n, and reported, when it is none of them. */
static size_t
read_word(struct reader *r, const struct node *node, const char *const *words)
{
	size_t n = count_words(words);
	for (size_t i = 0; i < n && node->kind == NODE_SCALAR; i++)
		if (str_eq(node->text, words[i]))
			return i;
	char expected[512];
	one_of(words, n, expected, sizeof expected);
	const char *near = node->kind == NODE_SCALAR ? text_nearest(node->text, words, n) : NULL;
	if (near)
		read_expected(r, node, "%s (did you mean %s?)", expected, near);
	else
		read_expected(r, node, "%s", expected);
	return n;
}

/* A text of the field's form, or one of its words. */
static const char *
read_formed(struct reader *r, const struct field *f, const struct node *node)
{
	if (f->words) {
		size_t i = read_word(r, node, f->words);
		return f->words[i];
	}
	const struct form *form = f->form ? f->form : &form_text;
	const char *text = read_text(r, node, form->expected);
	if (text && !form->valid(text, node->len)) {
		read_expected(r, node, "%s", form->expected);
		return NULL;
	}
	return text;
}

static void
read_texts(struct reader *r, const struct field *f, const struct node *node, struct strings *out)
{
	if (node->kind != NODE_LIST) {
		read_expected(r, node, "a list, as in [%s]", f->key);
		return;
	}
	const char **items = arena_array(r->arena, node->n, sizeof(const char *));
	if (!items) {
		read_nomem(r);
		return;
	}
	size_t n = 0;
	struct key_path here = { r->path, NULL, 0 };
	r->path = &here;
	for (const struct node *item = node->first; item; item = item->next) {
		here.index++;
		const char *text = read_formed(r, f, item);
		if (text)
			items[n++] = text;
	}
	r->path = here.up;
	*out = (struct strings){ items, n };
}

/* clang-format off */
static const struct field label_fields[] = {
	{ .key = "en", .kind = FIELD_TEXT, .required = true,
		.offset = offsetof(struct label, by[LANG_EN]), .doc = "In English." },
	{ .key = "fr", .kind = FIELD_TEXT, .offset = offsetof(struct label, by[LANG_FR]),
		.doc = "In French." },
};
/* clang-format on */
const struct schema label_schema = {
	.name = "label",
	.doc = "A text, in English and French.",
	SCHEMA_FIELDS(label_fields),
	.size = sizeof(struct label),
};

static void
read_label(struct reader *r, const struct node *node, struct label *out)
{
	if (node->kind == NODE_MAP)
		schema_read_record(r, &label_schema, node, out);
	else
		out->by[LANG_EN] = read_text(r, node, "a text, or {en: …, fr: …}");
	if (!out->by[LANG_FR])
		out->by[LANG_FR] = out->by[LANG_EN];
}

/* ---- references to sources --------------------------------------------------------------- */

static int
compare_source(const void *key, const void *source)
{
	return strcmp(key, ((const struct source *)source)->id);
}

static const struct source *
read_source(struct reader *r, const struct node *node)
{
	const char *key = read_text(r, node, "the key of a source");
	if (!key)
		return NULL;
	const struct source *found = r->n_sources
		? bsearch(key, r->sources, r->n_sources, sizeof *r->sources, compare_source)
		: NULL;
	if (found)
		return found;
	const char **known = calloc(r->n_sources + 1, sizeof(const char *));
	if (!known) {
		read_nomem(r);
		return NULL;
	}
	for (size_t i = 0; i < r->n_sources; i++)
		known[i] = r->sources[i].id;
	read_unknown(r, node, "source", key, known, r->n_sources);
	free(known);
	return NULL;
}

static void
read_source_list(struct reader *r, const struct node *node, const struct source ***out, size_t *n)
{
	if (node->kind != NODE_LIST) {
		read_expected(r, node, "a list of keys of sources, as in [key, key]");
		return;
	}
	const struct source **list = arena_array(r->arena, node->n, sizeof(const struct source *));
	if (!list) {
		read_nomem(r);
		return;
	}
	for (const struct node *item = node->first; item; item = item->next) {
		const struct source *source = read_source(r, item);
		for (size_t i = 0; i < *n && source; i++)
			if (list[i] == source) {
				read_warn(r, item, "source \"%s\" is named twice", source->id);
				source = NULL;
			}
		if (source)
			list[(*n)++] = source;
	}
	*out = list;
}

/* ---- records and maps -------------------------------------------------------------------- */

static void
read_field(struct reader *r, const struct field *f, const struct node *node, void *record)
{
	char *member = (char *)record + f->offset, *beside = (char *)record + f->also;
	size_t word;
	void *array = NULL;
	switch (f->kind) {
	case FIELD_TEXT:
		*(const char **)member = read_formed(r, f, node);
		break;
	case FIELD_TEXTS:
		read_texts(r, f, node, (struct strings *)member);
		break;
	case FIELD_LABEL:
		read_label(r, node, (struct label *)member);
		break;
	case FIELD_NUMBER:
		if (read_number(r, node, f->min, f->max, (double *)member) && f->also)
			*(const char **)beside = read_text(r, node, "a number");
		break;
	case FIELD_INTEGER:
		read_integer(r, f, node, member);
		break;
	case FIELD_WORD:
		word = read_word(r, node, f->words);
		if (f->words[word])
			*(int *)member = (int)word;
		break;
	case FIELD_SWITCH:
		*(bool *)member = read_word(r, node, f->words) == 1;
		break;
	case FIELD_SOURCE:
		*(const struct source **)member = read_source(r, node);
		break;
	case FIELD_SOURCES:
		read_source_list(r, node, (const struct source ***)member, (size_t *)beside);
		break;
	case FIELD_RECORD:
		schema_read_record(r, f->sub, node, member);
		break;
	case FIELD_MAP:
		schema_read_map(r, f->sub, node, &array, (size_t *)beside);
		memcpy(member, &array, sizeof array);
		break;
	case FIELD_OWN:
		f->read(r, f, node, record);
		break;
	}
}

static void
set_absent(const struct field *f, void *record)
{
	char *member = (char *)record + f->offset;
	if (f->kind == FIELD_NUMBER)
		*(double *)member = f->absent;
	else if (f->kind == FIELD_SWITCH)
		*(bool *)member = f->absent != 0;
}

static size_t
find_field(const struct schema *s, const char *key)
{
	size_t i = 0;
	while (i < s->n && (s->fields[i].key[0] != key[0] || !str_eq(s->fields[i].key, key)))
		i++;
	return i;
}

static void
unknown_key(struct reader *r, const struct schema *s, const struct node *key)
{
	const char *known[SCHEMA_MAX_FIELDS];
	for (size_t i = 0; i < s->n; i++)
		known[i] = s->fields[i].key;
	read_unknown(r, key, "key", key->text, known, s->n);
}

/* Fields are read in the order of the table, so that a later one may rely on an earlier one. */
void
schema_read_record(struct reader *r, const struct schema *s, const struct node *node, void *record)
{
	const struct node *found[SCHEMA_MAX_FIELDS] = { NULL };
	assert(s->n <= SCHEMA_MAX_FIELDS);
	if (node->kind != NODE_MAP) {
		read_expected(r, node, "a map with the keys of %s %s",
			strchr("aeiou", s->name[0]) ? "an" : "a", s->name);
		return;
	}
	for (const struct node *entry = node->first; entry; entry = entry->next) {
		size_t i = find_field(s, entry->key->text);
		if (i < s->n)
			found[i] = entry;
		else
			unknown_key(r, s, entry->key);
	}
	for (size_t i = 0; i < s->n && r->status != ST_NOMEM; i++) {
		const struct field *f = &s->fields[i];
		struct key_path here;
		set_absent(f, record);
		path_push(r, &here, f->key);
		if (found[i])
			read_field(r, f, found[i], record);
		path_pop(r, &here);
		if (!found[i] && f->required)
			read_error(r, node->key ? node->key : node, "the key \"%s\" is missing",
				f->key);
	}
}

static int
compare_records(const void *a, const void *b)
{
	return strcmp(((const struct record *)a)->id, ((const struct record *)b)->id);
}

static void
sort_records(void *array, size_t n, size_t size)
{
	for (size_t i = 1; i < n; i++) {
		const char *record = (const char *)array + i * size;
		if (compare_records(record - size, record) > 0) {
			qsort(array, n, size, compare_records);
			return;
		}
	}
}

static bool
read_entry(struct reader *r, const struct schema *s, const struct node *entry, void *record)
{
	const struct node *key = entry->key;
	if (!id_valid(key->text, key->len)) {
		read_expected(r, key, "%s", form_id.expected);
		return false;
	}
	struct record head = { arena_strndup(r->arena, key->text, key->len),
		{ r->file, key->line, key->col } };
	if (!head.id) {
		read_nomem(r);
		return false;
	}
	memcpy(record, &head, sizeof head);
	struct key_path here;
	path_push(r, &here, head.id);
	if (s->begin)
		s->begin(r, key, record);
	schema_read_record(r, s, entry, record);
	if (s->end && r->status != ST_NOMEM)
		s->end(r, entry, record);
	path_pop(r, &here);
	return true;
}

void
schema_read_map(
	struct reader *r, const struct schema *s, const struct node *node, void **array, size_t *n)
{
	*n = 0;
	if (node->kind != NODE_MAP) {
		read_expected(r, node, "a map of %ss by id", s->name);
		return;
	}
	char *records = arena_array(r->arena, node->n, s->size);
	if (!records) {
		read_nomem(r);
		return;
	}
	for (const struct node *e = node->first; e && r->status != ST_NOMEM; e = e->next)
		if (read_entry(r, s, e, records + *n * s->size))
			++*n;
	if (!s->in_order && r->status != ST_NOMEM)
		sort_records(records, *n, s->size);
	*array = records;
}

void
schema_read_numbers(struct reader *r, const struct field *f, const struct node *node,
	struct number_entry **array, size_t *n)
{
	*n = 0;
	if (node->kind != NODE_MAP) {
		read_expected(r, node, "a map from ids to numbers");
		return;
	}
	struct number_entry *entries = arena_array(r->arena, node->n, sizeof *entries);
	if (!entries) {
		read_nomem(r);
		return;
	}
	for (const struct node *e = node->first; e; e = e->next) {
		struct number_entry one = { .at = { r->file, e->key->line, e->key->col } };
		struct key_path here;
		path_push(r, &here, e->key->text);
		one.id = read_text(r, e->key, "an id");
		if (read_number(r, e, f->min, f->max, &one.number))
			one.text = read_text(r, e, "a number");
		path_pop(r, &here);
		if (one.id && one.text)
			entries[(*n)++] = one;
	}
	*array = entries;
}
