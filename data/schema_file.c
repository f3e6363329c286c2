/* schema_file: a whole file by its schema: its first key, its sources. */
#include <stdio.h>
#include <string.h>

#include "data/schema_read.h"
#include "data/text.h"
#include "data/tree_read.h"

/* ---- sources ----------------------------------------------------------------------------- */

/* clang-format off */
static const struct field source_fields[] = {
	{ .key = "title", .kind = FIELD_TEXT, .required = true,
		.offset = offsetof(struct source, title), .doc = "The title of the document." },
	{ .key = "publisher", .kind = FIELD_TEXT, .required = true,
		.offset = offsetof(struct source, publisher), .doc = "Who published it." },
	{ .key = "url", .kind = FIELD_TEXT, .form = &form_url, .required = true,
		.offset = offsetof(struct source, url), .doc = "Where it can be read." },
	{ .key = "date", .kind = FIELD_TEXT, .form = &form_date,
		.offset = offsetof(struct source, date), .doc = "Its date, where it has one." },
};
/* clang-format on */
const struct schema source_schema = {
	.name = "source",
	.doc = "A document that facts rest on.",
	SCHEMA_FIELDS(source_fields),
	.size = sizeof(struct source),
};

void
schema_read_sources(struct reader *r, const struct field *f, const struct node *node, void *record)
{
	char *base = record;
	void *array = NULL;
	size_t n;
	schema_read_map(r, &source_schema, node, &array, &n);
	memcpy(base + f->offset, &array, sizeof array);
	memcpy(base + f->also, &n, sizeof n);
	r->sources = array;
	r->n_sources = array ? n : 0;
}

/* ---- whole files ------------------------------------------------------------------------- */

/* The first entry must be `bascule: KIND/1`; it is taken off, the rest goes by the schema. */
static bool
read_kind(struct reader *r, const struct schema *s, const struct node *root)
{
	char expected[64];
	(void)snprintf(expected, sizeof expected, "%s/1", s->name);
	const struct node *first = root->kind == NODE_MAP ? root->first : NULL;
	if (!first || !str_eq(first->key->text, "bascule")) {
		read_error(r, first ? first->key : root,
			"expected the first key to be \"bascule: %s\"", expected);
		return false;
	}
	if (first->kind == NODE_SCALAR && str_eq(first->text, expected))
		return true;
	struct key_path here;
	path_push(r, &here, "bascule");
	if (first->kind == NODE_SCALAR && strncmp(first->text, expected, strlen(s->name) + 1) == 0)
		read_expected(r, first, "%s (this program reads no other version)", expected);
	else
		read_expected(r, first, "%s", expected);
	path_pop(r, &here);
	return false;
}

enum status
schema_read_file(struct reader *r, const struct schema *s, const struct file_bytes *in,
	struct arena *scratch, void *record)
{
	size_t before = r->diag->n;
	const struct node *root = NULL;
	r->file = in->path;
	r->status = tree_parse(in, s->name, scratch, &root, r->diag);
	if (!root || r->status == ST_NOMEM)
		return r->status;
	if (read_kind(r, s, root)) {
		struct node rest = *root;
		rest.first = root->first->next;
		rest.n--;
		schema_read_record(r, s, &rest, record);
		if (s->end && r->status != ST_NOMEM)
			s->end(r, &rest, record);
	}
	diag_sort(r->diag, before);
	return r->status;
}
