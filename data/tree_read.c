/* tree_read: libyaml's events into nodes; the only file that sees <yaml.h>. */
#include "data/tree_read.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "data/text.h"
#include "data/tree_int.h"

/* A map or list that has begun and not ended. */
struct level {
	struct node *node, *last;
	const struct node *key; /* of a map: the key whose value comes next, or NULL */
};

struct builder {
	yaml_parser_t parser;
	const char *file, *what;
	struct arena *arena;
	struct diag *diag;
	struct level stack[TREE_MAX_DEPTH];
	size_t depth, n_nodes;
	struct node *root;
	unsigned n_documents;
	bool ended;         /* the end of the file was reached */
	enum status status; /* the first refusal that let the reading go on */
};

static struct place
place_of(const struct builder *b, yaml_mark_t mark)
{
	return (struct place){ b->file, (unsigned)mark.line + 1, (unsigned)mark.column + 1 };
}

/* A refusal after which the rest of the file is still read, so that all are reported. */
static void
refuse(struct builder *b, yaml_mark_t mark, const char *why)
{
	b->status = diag_error(b->diag, ST_INVALID, place_of(b, mark), "%s", why);
}

static void
add_node(struct builder *b, struct node *node)
{
	if (b->depth == 0) {
		if (!b->root)
			b->root = node;
		return;
	}
	struct level *top = &b->stack[b->depth - 1];
	if (top->node->kind == NODE_MAP && !top->key) {
		top->key = node;
		if (node->kind != NODE_SCALAR)
			b->status = diag_error(b->diag, ST_INVALID,
				(struct place){ b->file, node->line, node->col },
				"a key must be a text, not a %s",
				node->kind == NODE_MAP ? "map" : "list");
		return;
	}
	node->key = top->key;
	top->key = NULL;
	if (top->last)
		top->last->next = node;
	else
		top->node->first = node;
	top->last = node;
	top->node->n++;
}

static enum status
new_node(struct builder *b, enum node_kind kind, yaml_mark_t mark, struct node **out)
{
	if (++b->n_nodes > TREE_MAX_NODES)
		return diag_error(b->diag, ST_LIMIT, place_of(b, mark),
			"the file has more than %d values", TREE_MAX_NODES);
	struct node *node = arena_alloc(b->arena, sizeof *node);
	if (!node)
		return diag_nomem(b->diag);
	node->kind = kind;
	node->line = (unsigned)mark.line + 1;
	node->col = (unsigned)mark.column + 1;
	node->text = "";
	*out = node;
	return ST_OK;
}

static void
refuse_decoration(
	struct builder *b, yaml_mark_t mark, const yaml_char_t *anchor, const yaml_char_t *tag)
{
	if (anchor)
		refuse(b, mark, "anchors (&name) are not allowed: write the content out");
	if (tag)
		refuse(b, mark, "tags (!name) are not allowed: remove it");
}

static bool
is_key_next(const struct builder *b)
{
	return b->depth && b->stack[b->depth - 1].node->kind == NODE_MAP &&
		!b->stack[b->depth - 1].key;
}

static enum status
add_scalar(struct builder *b, const yaml_event_t *event)
{
	const char *text = (const char *)event->data.scalar.value;
	size_t len = event->data.scalar.length;
	yaml_mark_t mark = event->start_mark;
	refuse_decoration(b, mark, event->data.scalar.anchor, event->data.scalar.tag);
	if (len > TREE_MAX_SCALAR)
		return diag_error(b->diag, ST_LIMIT, place_of(b, mark),
			"a text of %zu bytes is too long: at most %d are read", len,
			TREE_MAX_SCALAR);
	if (memchr(text, '\0', len))
		refuse(b, mark, "a text must not contain a NUL character (\\0)");

	struct node *node = NULL;
	enum status st = new_node(b, NODE_SCALAR, mark, &node);
	if (st != ST_OK)
		return st;
	node->plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
	node->text = arena_strndup(b->arena, text, len);
	node->len = (unsigned)len;
	if (!node->text)
		return diag_nomem(b->diag);
	if (is_key_next(b) && node->plain && str_eq(node->text, "<<"))
		refuse(b, mark, "merge keys (<<) are not allowed: write the content out");
	add_node(b, node);
	return ST_OK;
}

static enum status
begin(struct builder *b, enum node_kind kind, yaml_mark_t mark)
{
	if (b->depth == TREE_MAX_DEPTH)
		return diag_error(b->diag, ST_LIMIT, place_of(b, mark),
			"maps and lists are nested deeper than %d", TREE_MAX_DEPTH);
	struct node *node = NULL;
	enum status st = new_node(b, kind, mark, &node);
	if (st != ST_OK)
		return st;
	add_node(b, node);
	b->stack[b->depth++] = (struct level){ .node = node };
	return ST_OK;
}

static enum status
end(struct builder *b)
{
	const struct node *node = b->stack[--b->depth].node;
	if (node->kind == NODE_LIST)
		return ST_OK;
	enum status st = tree_check_keys(node, b->file, b->diag);
	if (st == ST_INVALID)
		b->status = st;
	return st == ST_NOMEM ? st : ST_OK;
}

/* An alias stands for content elsewhere; an empty text takes its place so that reading goes on. */
static enum status
add_alias(struct builder *b, const yaml_event_t *event)
{
	refuse(b, event->start_mark, "aliases (*name) are not allowed: write the content out");
	struct node *node = NULL;
	enum status st = new_node(b, NODE_SCALAR, event->start_mark, &node);
	if (st == ST_OK)
		add_node(b, node);
	return st;
}

static enum status
begin_document(struct builder *b, const yaml_event_t *event)
{
	if (event->data.document_start.tag_directives.start !=
		event->data.document_start.tag_directives.end)
		refuse(b, event->start_mark, "%TAG is not allowed: remove it");
	if (++b->n_documents > 1)
		return diag_error(b->diag, ST_INVALID, place_of(b, event->start_mark),
			"a second document begins here (---): only one is allowed");
	return ST_OK;
}

static enum status
take_event(struct builder *b, const yaml_event_t *event)
{
	switch (event->type) {
	case YAML_DOCUMENT_START_EVENT:
		return begin_document(b, event);
	case YAML_ALIAS_EVENT:
		return add_alias(b, event);
	case YAML_SCALAR_EVENT:
		return add_scalar(b, event);
	case YAML_SEQUENCE_START_EVENT:
		refuse_decoration(b, event->start_mark, event->data.sequence_start.anchor,
			event->data.sequence_start.tag);
		return begin(b, NODE_LIST, event->start_mark);
	case YAML_MAPPING_START_EVENT:
		refuse_decoration(b, event->start_mark, event->data.mapping_start.anchor,
			event->data.mapping_start.tag);
		return begin(b, NODE_MAP, event->start_mark);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		return end(b);
	case YAML_STREAM_END_EVENT:
		b->ended = true;
		return ST_OK;
	default:
		return ST_OK;
	}
}

/* libyaml's words for what it cannot parse, and ours. */
static const struct {
	const char *theirs, *ours;
} translations[] = {
	{ "did not find expected ',' or ']'", "expected \",\" or \"]\" here" },
	{ "did not find expected ',' or '}'", "expected \",\" or \"}\" here" },
	{ "did not find expected key", "expected a key here: check the indentation" },
	{ "did not find expected '-' indicator",
		"expected \"- \" here: check the indentation of the list" },
	{ "could not find expected ':'", "expected \":\" after the key" },
	{ "did not find expected ':'", "expected \":\" after the key" },
	{ "did not find expected node content", "expected a value here" },
	{ "did not find expected <document start>", "nothing may follow the end of the document" },
	{ "mapping values are not allowed in this context",
		"\":\" is not allowed here: quote the text, check the indentation, and keep keys "
		"short" },
	{ "block sequence entries are not allowed in this context", "\"- \" is not allowed here" },
	{ "found character that cannot start any token",
		"this character cannot begin a text (indent with blanks, quote a text that begins "
		"with it)" },
	{ "found a tab character that violates indentation", "indent with blanks, not tabs" },
	{ "found a tab character where an indentation space is expected",
		"indent with blanks, not tabs" },
	{ "found unexpected end of stream", "the quoted text never ends" },
	{ "found unexpected document indicator", "the quoted text never ends" },
	{ "found unknown escape character", "unknown escape after \"\\\" in a quoted text" },
	{ "did not find expected hexdecimal number", "expected hexadecimal digits in the escape" },
	{ "found invalid Unicode character escape code", "the escape names no character" },
	{ "found undefined tag handle", "tags (!name) are not allowed: remove it" },
	{ "did not find expected alphabetic or numeric character",
		"\"&\" and \"*\" cannot begin a text: quote it" },
	{ "found incompatible YAML document", "only YAML 1.1 and 1.2 are read" },
};

static const char *
translate(const char *theirs)
{
	for (size_t i = 0; i < sizeof translations / sizeof *translations; i++)
		if (str_eq(theirs, translations[i].theirs))
			return translations[i].ours;
	return theirs;
}

static enum status
report_syntax(struct builder *b)
{
	const yaml_parser_t *p = &b->parser;
	if (p->error == YAML_MEMORY_ERROR)
		return diag_nomem(b->diag);
	struct place at = place_of(b, p->problem_mark);
	const char *problem = translate(p->problem ? p->problem : "malformed YAML");
	unsigned since = (unsigned)p->context_mark.line + 1;
	if (p->context && since < at.line)
		return diag_error(
			b->diag, ST_SYNTAX, at, "%s (in what begins in line %u)", problem, since);
	return diag_error(b->diag, ST_SYNTAX, at, "%s", problem);
}

static enum status
take_all(struct builder *b)
{
	while (!b->ended) {
		yaml_event_t event;
		if (!yaml_parser_parse(&b->parser, &event))
			return report_syntax(b);
		enum status st = take_event(b, &event);
		yaml_event_delete(&event);
		if (st != ST_OK)
			return st;
	}
	return b->status;
}

static bool
is_nothing(const struct node *root)
{
	return !root || (root->kind == NODE_SCALAR && root->plain && root->len == 0);
}

enum status
tree_parse(const struct file_bytes *in, const char *what, struct arena *arena,
	const struct node **out, struct diag *diag)
{
	struct builder b = {
		.file = in->path, .what = what, .arena = arena, .diag = diag, .status = ST_OK
	};
	if (in->len > FILE_MAX_BYTES)
		return diag_error(diag, ST_LIMIT, (struct place){ in->path, 0, 0 },
			"the file has %zu bytes; at most %d are read", in->len, FILE_MAX_BYTES);
	enum status st = tree_check_bytes(in, diag);
	if (st != ST_OK)
		return st;
	if (!yaml_parser_initialize(&b.parser))
		return diag_nomem(diag);
	/* With the encoding given, libyaml takes a byte order mark for content. */
	size_t skip = tree_mark_length(in);
	yaml_parser_set_encoding(&b.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(
		&b.parser, (const unsigned char *)in->bytes + skip, in->len - skip);
	st = take_all(&b);
	yaml_parser_delete(&b.parser);
	if (!b.ended)
		return st;
	if (is_nothing(b.root))
		return diag_error(diag, ST_INVALID, (struct place){ in->path, 0, 0 },
			"no %s in this file: it is empty", what);
	*out = b.root;
	return st;
}

const struct node *
node_entry(const struct node *map, const char *key)
{
	const struct node *entry = map->kind == NODE_MAP ? map->first : NULL;
	while (entry && !str_eq(entry->key->text, key))
		entry = entry->next;
	return entry;
}
