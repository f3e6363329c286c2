/*
 * framework_read: the table of framework files, then what concerns more than one of their parts:
 * weights by objective, names by level, rungs that ascend.
 */
#include "data/framework_read.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

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
		char name[24];
		(void)snprintf(name, sizeof name, "%zu", i + 1);
		if (!str_eq(rung->id, name))
			read_error_at(r, rung->at, "%s: expected rung %s, found \"%s\"", c->id,
				name, rung->id);
		if (rung->value < below->value || rung->seal < below->seal)
			read_error_at(r, rung->at,
				"%s: rung %s must not have a lower value or SEAL than the rung "
				"below",
				c->id, rung->id);
	}
}

static void
end_criterion(struct reader *r, const struct node *entry, void *record)
{
	const struct framework_criterion *c = record;
	if (c->n_rungs == 0 || c->n_rungs > MOST_RUNGS)
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
	.name = "framework criterion",
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
	.name = "text of a level",
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
	if (((const struct objective *)record)->n_criteria == 0)
		read_error(r, entry->key, "an objective needs criteria");
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

/* An edition as its file says it, before weights and names find their places. */
struct raw_edition {
	struct edition edition; /* first, as of a record */
	struct number_entry *weights;
	const struct seal_text *seals;
	size_t n_weights, n_seals;
};

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

struct raw_framework {
	struct framework framework;
	struct raw_edition *editions;
	const char *edition; /* the default one */
};

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
};

/* ---- from ids to places ------------------------------------------------------------------ */

/* The level of that id; n_seals, and reported, when there is none. */
static size_t
find_level(struct reader *r, const struct framework *f, const struct seal_text *t)
{
	size_t i = 0;
	while (i < f->n_seals && !str_eq(f->seals[i].id, t->id))
		i++;
	if (i == f->n_seals)
		read_error_at(r, t->at, "there is no level \"%s\"", t->id);
	return i;
}

static size_t
find_objective(struct reader *r, const struct framework *f, const struct number_entry *w)
{
	size_t i = 0;
	while (i < f->n_objectives && !str_eq(f->objectives[i].id, w->id))
		i++;
	if (i == f->n_objectives)
		read_error_at(r, w->at, "there is no objective \"%.64s\"", w->id);
	return i;
}

static void
place_weights(struct reader *r, const struct framework *f, struct raw_edition *raw)
{
	double *weights = arena_array(r->arena, f->n_objectives, sizeof *weights), sum = 0;
	if (!weights) {
		read_nomem(r);
		return;
	}
	for (size_t i = 0; i < f->n_objectives; i++)
		weights[i] = NAN;
	for (size_t i = 0; i < raw->n_weights; i++) {
		size_t at = find_objective(r, f, &raw->weights[i]);
		if (at < f->n_objectives)
			weights[at] = raw->weights[i].number;
	}
	for (size_t i = 0; i < f->n_objectives; i++) {
		sum += weights[i];
		if (isnan(weights[i]))
			read_error_at(r, raw->edition.at, "%s: the weight of %s is missing",
				raw->edition.id, f->objectives[i].id);
	}
	if (fabs(sum - 100) > 1e-9)
		read_error_at(r, raw->edition.at, "%s: expected weights that sum to 100, found %g",
			raw->edition.id, sum);
	raw->edition.weights = weights;
}

static void
place_names(struct reader *r, const struct framework *f, struct raw_edition *raw)
{
	struct label *names = arena_array(r->arena, f->n_seals, sizeof *names);
	if (!names) {
		read_nomem(r);
		return;
	}
	for (size_t i = 0; i < raw->n_seals; i++) {
		size_t at = find_level(r, f, &raw->seals[i]);
		if (at < f->n_seals)
			names[at] = raw->seals[i].text;
	}
	for (size_t i = 0; i < f->n_seals; i++)
		if (!names[i].by[LANG_EN])
			read_error_at(r, raw->edition.at, "%s: the name of %s is missing",
				raw->edition.id, f->seals[i].id);
	raw->edition.seal_names = names;
}

static void
place_editions(struct reader *r, struct raw_framework *raw)
{
	struct framework *f = &raw->framework;
	struct edition *editions = arena_array(r->arena, f->n_editions, sizeof *editions);
	if (!editions) {
		read_nomem(r);
		return;
	}
	bool has_default = false;
	for (size_t i = 0; i < f->n_editions && r->status != ST_NOMEM; i++) {
		place_weights(r, f, &raw->editions[i]);
		place_names(r, f, &raw->editions[i]);
		editions[i] = raw->editions[i].edition;
		if (!str_eq(editions[i].id, raw->edition))
			continue;
		has_default = true;
		f->edition = i;
	}
	if (!has_default)
		read_error_at(r, (struct place){ r->file, 0, 0 },
			"edition: \"%.64s\" is none of the editions", raw->edition);
	f->editions = editions;
}

/* All criteria in one list; each learns which objective it belongs to. */
static void
place_criteria(struct reader *r, struct framework *f, struct objective *objectives)
{
	for (size_t i = 0; i < f->n_objectives; i++)
		f->n_criteria += objectives[i].n_criteria;
	const struct framework_criterion **all =
		arena_array(r->arena, f->n_criteria, sizeof(const struct framework_criterion *));
	if (!all) {
		read_nomem(r);
		return;
	}
	size_t n = 0;
	for (size_t i = 0; i < f->n_objectives; i++) {
		struct objective *o = &objectives[i];
		struct framework_criterion *own = arena_array(r->arena, o->n_criteria, sizeof *own);
		if (!own) {
			read_nomem(r);
			return;
		}
		memcpy(own, o->criteria, o->n_criteria * sizeof *own);
		o->criteria = own;
		o->first = n;
		for (size_t k = 0; k < o->n_criteria; k++) {
			own[k].objective = i;
			all[n++] = &own[k];
		}
	}
	f->criteria = all;
}

/* ---- checks ------------------------------------------------------------------------------ */

static void
check_levels(struct reader *r, const struct framework *f)
{
	if (f->n_seals == 0 || f->n_seals > MOST_SEALS)
		read_error_at(r, (struct place){ r->file, 0, 0 },
			"seals: expected 1 to %d levels, found %zu", MOST_SEALS, f->n_seals);
	for (size_t i = 0; i < f->n_criteria; i++)
		for (size_t k = 0; k < f->criteria[i]->n_rungs; k++)
			if (f->criteria[i]->rungs[k].seal >= (int)f->n_seals)
				read_error_at(r, f->criteria[i]->rungs[k].at,
					"%s: there is no level %d", f->criteria[i]->id,
					f->criteria[i]->rungs[k].seal);
	for (size_t i = 0; i < f->n_awards; i++)
		if (f->awards[i].seal >= (int)f->n_seals)
			read_error_at(
				r, f->awards[i].at, "there is no level %d", f->awards[i].seal);
	for (size_t i = 0; i < f->n_objectives; i++)
		for (size_t k = 0; k < f->objectives[i].n_expects; k++)
			(void)find_level(r, f, &f->objectives[i].expects[k]);
}

static void
check_unique(struct reader *r, const struct framework *f)
{
	for (size_t i = 0; i < f->n_criteria; i++)
		for (size_t k = 0; k < i; k++)
			if (str_eq(f->criteria[i]->id, f->criteria[k]->id))
				read_error_at(r, f->criteria[i]->at,
					"the criterion \"%s\" is already in line %u",
					f->criteria[i]->id, f->criteria[k]->at.line);
}

static void
check_official(struct reader *r, const struct framework *f)
{
	for (size_t i = 0; i < f->official.n; i++)
		if (!dictionary_find(r->dictionary, f->official.items[i]))
			read_error_at(r, (struct place){ r->file, 0, 0 },
				"official: unknown fact \"%s\"", f->official.items[i]);
}

/* Maps come out as arrays that nobody else holds: those of the objectives may be changed. */
static void
settle(struct reader *r, struct raw_framework *raw)
{
	struct framework *f = &raw->framework;
	struct objective *objectives = arena_array(r->arena, f->n_objectives, sizeof *objectives);
	if (!objectives) {
		read_nomem(r);
		return;
	}
	memcpy(objectives, f->objectives, f->n_objectives * sizeof *objectives);
	f->objectives = objectives;
	size_t before = r->diag->n;
	place_criteria(r, f, objectives);
	if (r->status != ST_NOMEM)
		place_editions(r, raw);
	if (r->status == ST_NOMEM)
		return;
	check_levels(r, f);
	check_unique(r, f);
	check_official(r, f);
	diag_sort(r->diag, before);
}

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
		settle(&r, &raw);
	if (r.status != ST_OK)
		return r.status;
	*f = raw.framework;
	f->path = in->path;
	*out = f;
	return ST_OK;
}
