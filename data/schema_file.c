/*
 * schema_file: a whole file by its schema, its first key, its sources; and how errors are worded.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "data/schema_read.h"
#include "data/text.h"
#include "data/tree_read.h"

/* ---- reports ----------------------------------------------------------------------------- */

void
path_push(struct reader *r, struct key_path *p, const char *key)
{
	*p = (struct key_path){ r->path, key, 0 };
	r->path = p;
}

void
path_pop(struct reader *r, const struct key_path *p)
{
	r->path = p->up;
}

void
read_nomem(struct reader *r)
{
	if (r->status != ST_NOMEM)
		r->status = diag_nomem(r->diag);
}

/* "facts.env.pue.value" or "facts.own.hq.sources[2]"; returns the length. */
static size_t
path_text(const struct key_path *p, char *buf, size_t size)
{
	if (!p)
		return 0;
	size_t used = path_text(p->up, buf, size);
	if (used >= size)
		return used;
	int n = p->key ? snprintf(buf + used, size - used, "%s%s", used ? "." : "", p->key)
		       : snprintf(buf + used, size - used, "[%zu]", p->index);
	return used + (size_t)n;
}

static void
report(struct reader *r, const struct node *at, bool is_error, const char *text)
{
	char path[512];
	struct place place = { r->file, at->line, at->col };
	size_t n = path_text(r->path, path, sizeof path);
	path[n ? sizeof path - 1 : 0] = '\0';
	const char *colon = n ? ": " : "";
	if (!is_error)
		diag_warn(r->diag, place, "%s%s%s", path, colon, text);
	else if (diag_error(r->diag, ST_INVALID, place, "%s%s%s", path, colon, text) == ST_NOMEM)
		r->status = ST_NOMEM;
	else if (r->status == ST_OK)
		r->status = ST_INVALID;
}

void
read_error(struct reader *r, const struct node *at, const char *fmt, ...)
{
	char text[1024];
	va_list ap;
	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	report(r, at, true, text);
}

void
read_warn(struct reader *r, const struct node *at, const char *fmt, ...)
{
	char text[1024];
	va_list ap;
	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	report(r, at, false, text);
}

/* At most about 40 characters of a text, cut between characters. */
static void
clip(const char *s, char *buf, size_t size)
{
	size_t n = strlen(s);
	if (n < size) {
		memcpy(buf, s, n + 1);
		return;
	}
	n = size - sizeof "…";
	while (n > 0 && ((unsigned char)s[n] & 0xc0) == 0x80)
		n--;
	memcpy(buf, s, n);
	memcpy(buf + n, "…", sizeof "…");
}

static const char *
describe(const struct node *node, char *buf, size_t size)
{
	char text[48];
	if (node->kind == NODE_MAP)
		return "a map";
	if (node->kind == NODE_LIST)
		return "a list";
	if (node->len == 0)
		return node->plain ? "nothing" : "an empty text";
	clip(node->text, text, sizeof text);
	(void)snprintf(buf, size, "\"%s\"", text);
	return buf;
}

void
read_expected(struct reader *r, const struct node *found, const char *fmt, ...)
{
	char expected[768], what[64];
	va_list ap;
	va_start(ap, fmt);
	(void)vsnprintf(expected, sizeof expected, fmt, ap);
	va_end(ap);
	read_error(r, found, "expected %s, found %s", expected, describe(found, what, sizeof what));
}

void
read_unknown(struct reader *r, const struct node *at, const char *what, const char *word,
	const char *const *known, size_t n)
{
	char text[48];
	const char *near = text_nearest(word, known, n);
	clip(word, text, sizeof text);
	if (near)
		read_error(r, at, "unknown %s \"%s\"; did you mean \"%s\"?", what, text, near);
	else
		read_error(r, at, "unknown %s \"%s\"", what, text);
}

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
