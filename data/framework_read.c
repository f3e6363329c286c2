/* framework_read: the table of framework files; framework_settle.c does what it cannot say. */
#include "data/framework_read.h"

#include <stdio.h>

#include "data/framework_int.h"
#include "data/schema_read.h"
#include "data/text.h"

/* ---- criteria and their rungs ------------------------------------------------------------ */

#define AT(member) .offset = offsetof(struct rung, member)
/* clang-format off */
static const struct field rung_fields[] = {
	{ .key = "label", .kind = FIELD_LABEL, .required = true, AT(label),
		.doc = "What is true at this rung." },
	{ .key = "value", .kind = FIELD_NUMBER, .required = true, .min = 0, .max = 1e6, AT(value),
		.doc = "The points that it is worth; never less than the rung below." },
	{ .key = "seal", .kind = FIELD_INTEGER, .required = true, .min = 0, .max = MOST_SEALS - 1,
		AT(seal), .doc = "The level that it grants; never less than the rung below." },
};
/* clang-format on */
#undef AT

static const struct schema rung_schema = {
	.name = "rung",
	.doc = "One answer to a criterion.",
	SCHEMA_FIELDS(rung_fields),
	.size = sizeof(struct rung),
	.in_order = true,
};

/* Rungs are named 1, 2, 3 … from the lowest, and neither value nor level ever falls. */
static void
check_rungs(struct reader *r, const struct framework_criterion *c)
{
	for (size_t i = 0; i < c->n_rungs; i++) {
		const struct rung *rung = &c->rungs[i], *below = i ? rung - 1 : rung;
		char name[24], least[32], found[32];
		(void)snprintf(name, sizeof name, "%zu", i + 1);
		if (!str_eq(rung->id, name))
			read_error_at(r, rung->at, "%s: expected rung %s, found \"%s\"", c->id,
				name, rung->id);
		if (rung->value < below->value)
			read_error_at(r, rung->at,
				"%s: expected a value of at least %s, that of the rung below, "
				"found %s",
				c->id, number_text(below->value, least, sizeof least),
				number_text(rung->value, found, sizeof found));
		if (rung->seal < below->seal)
			read_error_at(r, rung->at,
				"%s: expected a SEAL of at least %d, that of the rung below, "
				"found %d",
				c->id, below->seal, rung->seal);
	}
}

static void
end_criterion(struct reader *r, const struct node *entry, void *record)
{
	const struct framework_criterion *c = record;
	const struct node *rungs = node_entry(entry, "rungs");
	if (rungs && rungs->kind == NODE_MAP && (c->n_rungs == 0 || c->n_rungs > MOST_RUNGS))
		read_error(
			r, entry->key, "expected 1 to %d rungs, found %zu", MOST_RUNGS, c->n_rungs);
	check_rungs(r, c);
}

#define AT(member) .offset = offsetof(struct framework_criterion, member)
/* clang-format off */
static const struct field criterion_fields[] = {
	{ .key = "asks", .kind = FIELD_LABEL, .required = true, AT(asks),
		.doc = "What it asks." },
	{ .key = "note", .kind = FIELD_LABEL, AT(note),
		.doc = "A remark, as on an oddity of the source." },
	{ .key = "rungs", .kind = FIELD_MAP, .required = true, .sub = &rung_schema, AT(rungs),
		.also = offsetof(struct framework_criterion, n_rungs),
		.doc = "The answers, numbered from 1, the lowest first." },
};
/* clang-format on */
#undef AT

static const struct schema framework_criterion_schema = {
	.name = "question",
	.doc = "One question of the framework.",
	SCHEMA_FIELDS(criterion_fields),
	.size = sizeof(struct framework_criterion),
	.in_order = true,
	.end = end_criterion,
};

/* ---- levels ------------------------------------------------------------------------------ */

#define SEAL_TEXT offsetof(struct seal_text, text)
/* clang-format off */
static const struct field seal_text_fields[] = {
	{ .key = "en", .kind = FIELD_TEXT, .required = true,
		.offset = SEAL_TEXT + offsetof(struct label, by[LANG_EN]), .doc = "In English." },
	{ .key = "fr", .kind = FIELD_TEXT, .required = true,
		.offset = SEAL_TEXT + offsetof(struct label, by[LANG_FR]), .doc = "In French." },
};
/* clang-format on */
static const struct schema seal_text_schema = {
	.name = "level text",
	.doc = "A text for one level, in English and French.",
	SCHEMA_FIELDS(seal_text_fields),
	.size = sizeof(struct seal_text),
	.in_order = true,
};

#define AT(member) .offset = offsetof(struct seal_level, member)
/* clang-format off */
static const struct field seal_level_fields[] = {
	{ .key = "meaning", .kind = FIELD_LABEL, .required = true, AT(meaning),
		.doc = "What the level means." },
	{ .key = "sources", .kind = FIELD_SOURCES, AT(sources),
		.also = offsetof(struct seal_level, n_sources), .doc = "What this rests on." },
};
/* clang-format on */
#undef AT
static const struct schema seal_level_schema = {
	.name = "level",
	.doc = "A level of assurance; the first of the file is level 0.",
	SCHEMA_FIELDS(seal_level_fields),
	.size = sizeof(struct seal_level),
	.in_order = true,
};

/* ---- objectives -------------------------------------------------------------------------- */

static void
end_objective(struct reader *r, const struct node *entry, void *record)
{
	const struct node *criteria = node_entry(entry, "criteria");
	(void)record;
	if (criteria && criteria->kind == NODE_MAP && criteria->n == 0)
		read_error(r, entry->key, "expected criteria, found none");
}

#define AT(member) .offset = offsetof(struct objective, member)
#define BESIDE(member) .also = offsetof(struct objective, member)
/* clang-format off */
static const struct field objective_fields[] = {
	{ .key = "name", .kind = FIELD_LABEL, .required = true, AT(name),
		.doc = "What it is called." },
	{ .key = "looks_at", .kind = FIELD_LABEL, AT(looks_at), .doc = "What it looks at." },
	{ .key = "expects", .kind = FIELD_MAP, .sub = &seal_text_schema, AT(expects),
		BESIDE(n_expects), .doc = "What is expected at a level, by level." },
	{ .key = "sources", .kind = FIELD_SOURCES, AT(sources), BESIDE(n_sources),
		.doc = "What this rests on." },
	{ .key = "criteria", .kind = FIELD_MAP, .required = true,
		.sub = &framework_criterion_schema, AT(criteria), BESIDE(n_criteria),
		.doc = "Its criteria, in the order of the framework." },
};
/* clang-format on */
#undef BESIDE
#undef AT

static const struct schema objective_schema = {
	.name = "objective",
	.doc = "A group of criteria that has a weight and a level.",
	SCHEMA_FIELDS(objective_fields),
	.size = sizeof(struct objective),
	.in_order = true,
	.end = end_objective,
};

/* ---- editions ---------------------------------------------------------------------------- */

static void
read_weights(struct reader *r, const struct field *f, const struct node *node, void *record)
{
	struct raw_edition *raw = record;
	schema_read_numbers(r, f, node, &raw->weights, &raw->n_weights);
}

#define AT(member) .offset = offsetof(struct raw_edition, member)
#define BESIDE(member) .also = offsetof(struct raw_edition, member)
/* clang-format off */
static const struct field edition_fields[] = {
	{ .key = "name", .kind = FIELD_LABEL, .required = true, AT(edition.name),
		.doc = "What it is called." },
	{ .key = "note", .kind = FIELD_LABEL, AT(edition.note), .doc = "A remark." },
	{ .key = "weights", .kind = FIELD_OWN, .read = read_weights, .required = true, .min = 0,
		.max = 100, AT(weights),
		.json = "{\"type\": \"object\", \"additionalProperties\": {\"type\": \"number\"}}",
		.doc = "The weight of every objective in percent; they sum to 100." },
	{ .key = "seals", .kind = FIELD_MAP, .required = true, .sub = &seal_text_schema, AT(seals),
		BESIDE(n_seals), .doc = "The name of every level in this edition." },
	{ .key = "sources", .kind = FIELD_SOURCES, AT(edition.sources),
		BESIDE(edition.n_sources), .doc = "What this rests on." },
};
/* clang-format on */
#undef BESIDE
#undef AT

static const struct schema edition_schema = {
	.name = "edition",
	.doc = "A published set of weights, and the names of the levels in it.",
	SCHEMA_FIELDS(edition_fields),
	.size = sizeof(struct raw_edition),
	.in_order = true,
};

/* ---- awards ------------------------------------------------------------------------------ */

static const char *const award_scopes[] = { "group", "own_bid", NULL };

#define AT(member) .offset = offsetof(struct award, member)
/* clang-format off */
static const struct field award_fields[] = {
	{ .key = "holder", .kind = FIELD_TEXT, .required = true, AT(holder),
		.doc = "To whom it went." },
	{ .key = "partners", .kind = FIELD_TEXTS, AT(partners), .doc = "The holder's partners." },
	{ .key = "providers", .kind = FIELD_TEXTS, .form = &form_id, AT(providers),
		.doc = "The profiles concerned, by id." },
	{ .key = "scope", .kind = FIELD_WORD, .required = true, .words = award_scopes, AT(scope),
		.doc = "group: to a group of companies; own_bid: to the provider's own bid." },
	{ .key = "offer", .kind = FIELD_LABEL, .required = true, AT(offer),
		.doc = "Which offer, as far as it is published." },
	{ .key = "seal", .kind = FIELD_INTEGER, .required = true, .min = 0, .max = MOST_SEALS - 1,
		AT(seal), .doc = "The level reported." },
	{ .key = "date", .kind = FIELD_TEXT, .required = true, .form = &form_date, AT(date),
		.doc = "The date of the award." },
	{ .key = "confidence", .kind = FIELD_WORD, .words = confidence_words, AT(confidence),
		.doc = "How far the evidence carries." },
	{ .key = "note", .kind = FIELD_LABEL, AT(note), .doc = "A remark." },
	{ .key = "sources", .kind = FIELD_SOURCES, .required = true, AT(sources),
		.also = offsetof(struct award, n_sources), .doc = "What this rests on." },
};
/* clang-format on */
#undef AT

static const struct schema award_schema = {
	.name = "award",
	.doc = "An official result as it was published.",
	SCHEMA_FIELDS(award_fields),
	.size = sizeof(struct award),
	.in_order = true,
};

/* ---- the framework ----------------------------------------------------------------------- */

static void
check_edition(struct reader *r, const struct node *root, const struct raw_framework *raw)
{
	const struct raw_edition *editions = raw->editions;
	size_t n = raw->framework.n_editions;
	const char **known = arena_array(r->arena, n, sizeof(const char *));
	if (!known) {
		read_nomem(r);
		return;
	}
	for (size_t i = 0; i < n; i++) {
		known[i] = editions[i].edition.id;
		if (str_eq(known[i], raw->edition))
			return;
	}
	struct key_path here;
	path_push(r, &here, "edition");
	read_unknown(r, node_entry(root, "edition"), "edition", raw->edition, known, n);
	path_pop(r, &here);
}

static void
check_official(struct reader *r, const struct node *root, const struct framework *f)
{
	const struct dictionary *d = r->dictionary;
	const struct node *list = node_entry(root, "official"), *item = list ? list->first : NULL;
	struct key_path here;
	path_push(r, &here, "official");
	for (size_t i = 0; i < f->official.n; i++, item = item->next)
		if (!dictionary_find(d, f->official.items[i]))
			read_unknown(r, item, "fact", f->official.items[i], d->ids, d->n);
	path_pop(r, &here);
}

/* What the keys of the file itself must satisfy; all of them were read. */
static void
end_framework(struct reader *r, const struct node *root, void *record)
{
	const struct raw_framework *raw = record;
	size_t n = raw->framework.n_seals;
	if (r->status != ST_OK)
		return;
	if (n == 0 || n > MOST_SEALS)
		read_error(r, node_entry(root, "seals")->key,
			"seals: expected 1 to %d levels, found %zu", MOST_SEALS, n);
	if (raw->framework.n_objectives == 0)
		read_error(r, node_entry(root, "objectives")->key,
			"objectives: expected at least one, found none");
	check_edition(r, root, raw);
	check_official(r, root, &raw->framework);
}

#define AT(member) .offset = offsetof(struct raw_framework, member)
#define BESIDE(member) .also = offsetof(struct raw_framework, member)
/* clang-format off */
static const struct field framework_fields[] = {
	{ .key = "id", .kind = FIELD_TEXT, .form = &form_id, .required = true, AT(framework.id),
		.doc = "Its id, as named on the command line." },
	{ .key = "name", .kind = FIELD_LABEL, .required = true, AT(framework.name),
		.doc = "What it is called." },
	{ .key = "short", .kind = FIELD_LABEL, .required = true, AT(framework.short_name),
		.doc = "The same in a word or two." },
	{ .key = "note", .kind = FIELD_LABEL, AT(framework.note),
		.doc = "What it is, and where this file was taken from." },
	{ .key = "full", .kind = FIELD_NUMBER, .required = true, .min = 1, .max = 1e6,
		AT(framework.full), .doc = "The points of an objective that count as 100 %." },
	{ .key = "sources", .kind = FIELD_OWN, .read = schema_read_sources, .sub = &source_schema,
		AT(framework.sources), BESIDE(framework.n_sources),
		.doc = "Every source once, by key." },
	{ .key = "seals", .kind = FIELD_MAP, .required = true, .sub = &seal_level_schema,
		AT(framework.seals), BESIDE(framework.n_seals),
		.doc = "The levels, the lowest first." },
	{ .key = "objectives", .kind = FIELD_MAP, .required = true, .sub = &objective_schema,
		AT(framework.objectives), BESIDE(framework.n_objectives),
		.doc = "The objectives, in the order of the framework." },
	{ .key = "editions", .kind = FIELD_MAP, .required = true, .sub = &edition_schema,
		AT(editions), BESIDE(framework.n_editions),
		.doc = "The published editions, the oldest first." },
	{ .key = "edition", .kind = FIELD_TEXT, .form = &form_id, .required = true, AT(edition),
		.doc = "The edition that counts where none is named." },
	{ .key = "official", .kind = FIELD_TEXTS, .form = &form_id, AT(framework.official),
		.doc = "Facts that state an official result: shown beside, never counted." },
	{ .key = "awards", .kind = FIELD_MAP, .sub = &award_schema, AT(framework.awards),
		BESIDE(framework.n_awards), .doc = "Official results as published." },
	{ .key = "differ", .kind = FIELD_LABEL, AT(framework.differ),
		.doc = "Why an official and a computed result can differ." },
};
/* clang-format on */
#undef BESIDE
#undef AT

const struct schema framework_schema = {
	.name = "framework",
	.doc = "A sovereignty framework: objectives, criteria, rungs, levels, weights.",
	SCHEMA_FIELDS(framework_fields),
	.size = sizeof(struct raw_framework),
	.end = end_framework,
};

/* ---- a whole file ------------------------------------------------------------------------ */

enum status
framework_parse(const struct file_bytes *in, const struct dictionary *dictionary,
	struct arena *arena, struct arena *scratch, const struct framework **out, struct diag *diag)
{
	struct raw_framework raw = { 0 };
	struct framework *f = arena_alloc(arena, sizeof *f);
	if (!f)
		return diag_nomem(diag);
	struct reader r = { .arena = arena, .diag = diag, .dictionary = dictionary };
	if (schema_read_file(&r, &framework_schema, in, scratch, &raw) == ST_OK)
		framework_settle(&r, &raw);
	if (r.status != ST_OK)
		return r.status;
	*f = raw.framework;
	f->path = in->path;
	*out = f;
	return ST_OK;
}
