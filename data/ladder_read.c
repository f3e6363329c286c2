/* ladder_read: the table of ladder files. */
#include "data/ladder_read.h"

#include "data/condition_read.h"
#include "data/schema_read.h"

const char *const ladder_status_words[] = { "in_force", "voluntary", "proposal", NULL };

/* ---- levels ------------------------------------------------------------------------------ */

static void
read_when(struct reader *r, const struct field *f, const struct node *node, void *record)
{
	(void)f;
	struct ladder_level *level = record;
	condition_read(r, node, &level->when, &level->when_condition);
}

static void
read_enough(struct reader *r, const struct field *f, const struct node *node, void *record)
{
	(void)f;
	struct ladder_level *level = record;
	condition_read(r, node, &level->enough, &level->enough_condition);
}

/* What a level has is asked of its keys: what is wrong below one is reported there. */
static void
end_level(struct reader *r, const struct node *entry, void *record)
{
	(void)record;
	bool has_unseen = node_entry(entry, "unseen") != NULL;
	if (entry->kind == NODE_MAP && !has_unseen && !node_entry(entry, "when"))
		read_error(r, entry->key, "expected when, unseen or both, found neither");
	if (node_entry(entry, "enough") && !has_unseen)
		read_error(r, entry->key, "expected unseen beside enough, found none");
}

#define AT(member) .offset = offsetof(struct ladder_level, member)
/* clang-format off */
static const struct field level_fields[] = {
	{ .key = "name", .kind = FIELD_LABEL, .required = true, AT(name),
		.doc = "What it is called, in a word or two." },
	{ .key = "requires", .kind = FIELD_LABEL, .required = true, AT(requires),
		.doc = "What it demands, in words." },
	{ .key = "when", .kind = FIELD_OWN, .read = read_when, .json = "{\"type\": \"string\"}",
		.doc = "A condition that must hold." },
	{ .key = "enough", .kind = FIELD_OWN, .read = read_enough,
		.json = "{\"type\": \"string\"}",
		.doc = "A condition that suffices in spite of what is unseen." },
	{ .key = "unseen", .kind = FIELD_LABEL, AT(unseen),
		.doc = "What it demands that no public fact decides: it stays open at best." },
	{ .key = "sources", .kind = FIELD_SOURCES, AT(sources),
		.also = offsetof(struct ladder_level, n_sources), .doc = "What this rests on." },
};
/* clang-format on */
#undef AT

static const struct schema level_schema = {
	.name = "level",
	.doc = "A level of a ladder.",
	SCHEMA_FIELDS(level_fields),
	.size = sizeof(struct ladder_level),
	.in_order = true,
	.end = end_level,
};

/* ---- the ladder -------------------------------------------------------------------------- */

static const char *const yes_words[] = { "no", "yes", NULL };

#define AT(member) .offset = offsetof(struct ladder, member)
#define BESIDE(member) .also = offsetof(struct ladder, member)
/* clang-format off */
static const struct field ladder_fields[] = {
	{ .key = "id", .kind = FIELD_TEXT, .form = &form_id, .required = true, AT(id),
		.doc = "Its id, as named on the command line." },
	{ .key = "name", .kind = FIELD_LABEL, .required = true, AT(name),
		.doc = "What it is called." },
	{ .key = "issuer", .kind = FIELD_LABEL, .required = true, AT(issuer),
		.doc = "Who issued it." },
	{ .key = "status", .kind = FIELD_WORD, .required = true, .words = ladder_status_words,
		AT(status), .doc = "Whether it is in force, voluntary or a proposal." },
	{ .key = "note", .kind = FIELD_LABEL, AT(note), .doc = "What it is." },
	{ .key = "cumulative", .kind = FIELD_SWITCH, .words = yes_words, .absent = 1,
		AT(cumulative), .doc = "Whether a level needs all lower ones too (yes)." },
	{ .key = "sources", .kind = FIELD_OWN, .read = schema_read_sources, .sub = &source_schema,
		AT(sources), BESIDE(n_sources), .doc = "Every source once, by key." },
	{ .key = "levels", .kind = FIELD_MAP, .required = true, .sub = &level_schema, AT(levels),
		BESIDE(n_levels), .doc = "The levels, the lowest first." },
};
/* clang-format on */
#undef BESIDE
#undef AT

static void
end_ladder(struct reader *r, const struct node *root, void *record)
{
	(void)record;
	const struct node *levels = node_entry(root, "levels");
	if (levels && levels->kind == NODE_MAP && levels->n == 0)
		read_error(r, levels->key, "levels: expected at least one, found none");
}

const struct schema ladder_schema = {
	.name = "ladder",
	.doc = "The levels of a scheme, and what decides that an offer reached them.",
	SCHEMA_FIELDS(ladder_fields),
	.size = sizeof(struct ladder),
	.end = end_ladder,
};

enum status
ladder_parse(const struct file_bytes *in, const struct dictionary *dictionary, struct arena *arena,
	struct arena *scratch, const struct ladder **out, struct diag *diag)
{
	struct ladder *ladder = arena_alloc(arena, sizeof *ladder);
	if (!ladder)
		return diag_nomem(diag);
	ladder->path = in->path;
	struct reader r = { .arena = arena, .diag = diag, .dictionary = dictionary };
	enum status st = schema_read_file(&r, &ladder_schema, in, scratch, ladder);
	if (st == ST_OK)
		*out = ladder;
	return st;
}
