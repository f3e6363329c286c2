/* dictionary_read: the tables of facts.yaml, groups.yaml and rates.yaml. */
#include "data/dictionary_read.h"

#include <math.h>
#include <string.h>

#include "data/schema_read.h"
#include "data/text.h"

/* ---- facts.yaml -------------------------------------------------------------------------- */

static const char *const fact_types[] = { "number", "boolean", "word", "country", "text", "date",
	"list", NULL };
static const char *const fact_scopes[] = { "offer", "company", NULL };
static const char *const fact_groups[] = { "SOV-1", "SOV-2", "SOV-3", "SOV-4", "SOV-5", "SOV-6",
	"SOV-7", "SOV-8", "cost", "features", NULL };

/* `spellings: {people: count}`: any text as a key. */
static void
read_spellings(struct reader *r, const struct field *f, const struct node *node, void *record)
{
	(void)f;
	struct fact_def *def = record;
	if (node->kind != NODE_MAP) {
		read_expected(r, node, "a map from what is written to a word or unit");
		return;
	}
	struct spelling *spellings = arena_array(r->arena, node->n, sizeof *spellings);
	if (!spellings) {
		read_nomem(r);
		return;
	}
	size_t n = 0;
	for (const struct node *entry = node->first; entry; entry = entry->next) {
		const char *from = read_text(r, entry->key, "a text");
		const char *to = read_text(r, entry, "a word or unit of this fact");
		if (from && to)
			spellings[n++] = (struct spelling){ from, to };
	}
	def->spellings = spellings;
	def->n_spellings = n;
}

static void
check_bounds(struct reader *r, const struct node *entry, const struct fact_def *def)
{
	bool has_bounds = isfinite(def->min) || isfinite(def->max);
	if (has_bounds && def->type != FACT_NUMBER)
		read_error(r, entry->key, "only a number has min and max");
	if (def->min > def->max)
		read_error(r, entry->key, "min is greater than max");
	if (def->type != FACT_NUMBER && def->type != FACT_LIST && def->unit)
		read_error(r, entry->key, "only a number has a unit");
	if (def->units.n && !def->unit)
		read_error(r, entry->key, "units without a unit");
}

static void
check_words(struct reader *r, const struct node *entry, const struct fact_def *def)
{
	if (def->type == FACT_WORD && def->words.n == 0)
		read_error(r, entry->key, "a word needs its words, as in words: [yes, no]");
	if (def->type != FACT_WORD && def->type != FACT_LIST && def->words.n)
		read_error(r, entry->key, "only a word or a list has words");
	if (def->or_word && def->type != FACT_NUMBER)
		read_error(r, entry->key, "only a number has an or_word");
	for (size_t i = 0; i < def->words.n; i++) {
		if (str_eq(def->words.items[i], "unknown"))
			read_error(r, entry->key, "unknown is a value of every fact and no word");
		for (size_t j = 0; j < i; j++)
			if (str_eq(def->words.items[i], def->words.items[j]))
				read_error(r, entry->key, "the word \"%s\" appears twice",
					def->words.items[i]);
	}
}

static void
end_fact(struct reader *r, const struct node *entry, void *record)
{
	check_bounds(r, entry, record);
	check_words(r, entry, record);
}

#define AT(member) .offset = offsetof(struct fact_def, member)
/* clang-format off */
static const struct field fact_fields[] = {
	{ .key = "type", .kind = FIELD_WORD, .required = true, AT(type), .words = fact_types,
		.doc = "What its value is." },
	{ .key = "group", .kind = FIELD_TEXT, .required = true, AT(group), .words = fact_groups,
		.doc = "The sovereignty objective, or the part of the decision, it belongs to." },
	{ .key = "scope", .kind = FIELD_WORD, .required = true, AT(scope), .words = fact_scopes,
		.doc = "company: true of the whole company, so that every offer inherits it." },
	{ .key = "label", .kind = FIELD_LABEL, .required = true, AT(label),
		.doc = "What it is called." },
	{ .key = "question", .kind = FIELD_LABEL, .required = true, AT(question),
		.doc = "The question that its value answers." },
	{ .key = "unit", .kind = FIELD_TEXT, AT(unit), .doc = "The unit of its numbers." },
	{ .key = "units", .kind = FIELD_TEXTS, AT(units),
		.doc = "Other units that a profile may state, such as a foreign currency." },
	{ .key = "words", .kind = FIELD_TEXTS, AT(words), .doc = "The words allowed." },
	{ .key = "or_word", .kind = FIELD_TEXT, AT(or_word),
		.doc = "The one word allowed beside a number, such as unlimited." },
	{ .key = "min", .kind = FIELD_NUMBER, AT(min), .absent = -INFINITY,
		.doc = "The least value there can be." },
	{ .key = "max", .kind = FIELD_NUMBER, AT(max), .absent = INFINITY,
		.doc = "The greatest value there can be." },
	{ .key = "spellings", .kind = FIELD_OWN, .read = read_spellings,
		.json = "{\"type\": \"object\", \"additionalProperties\": {\"type\": \"string\"}}",
		.doc = "What a profile may write for one of the words or units." },
};
/* clang-format on */
#undef AT

static const struct schema fact_schema = {
	.name = "fact",
	.doc = "A fact that can be known of a provider.",
	SCHEMA_FIELDS(fact_fields),
	.size = sizeof(struct fact_def),
	.end = end_fact,
};

struct facts_file {
	const struct fact_def *defs;
	size_t n;
};

/* clang-format off */
static const struct field facts_fields[] = {
	{ .key = "facts", .kind = FIELD_MAP, .required = true, .sub = &fact_schema,
		.offset = offsetof(struct facts_file, defs), .also = offsetof(struct facts_file, n),
		.doc = "Every fact, by id." },
};
/* clang-format on */
const struct schema facts_schema = {
	.name = "facts",
	.doc = "The dictionary: what can be known of a provider.",
	SCHEMA_FIELDS(facts_fields),
	.size = sizeof(struct facts_file),
};

enum status
facts_parse(const struct file_bytes *in, struct arena *arena, struct arena *scratch,
	struct dictionary *out, struct diag *diag)
{
	struct facts_file file = { 0 };
	struct reader r = { .arena = arena, .diag = diag };
	enum status st = schema_read_file(&r, &facts_schema, in, scratch, &file);
	if (st != ST_OK)
		return st;
	const char **ids = arena_array(arena, file.n, sizeof(const char *));
	if (!ids)
		return diag_nomem(diag);
	for (size_t i = 0; i < file.n; i++)
		ids[i] = file.defs[i].id;
	out->defs = file.defs;
	out->n = file.n;
	out->ids = ids;
	return ST_OK;
}

/* ---- groups.yaml ------------------------------------------------------------------------- */

#define AT(member) .offset = offsetof(struct country_group, member)
/* clang-format off */
static const struct field group_fields[] = {
	{ .key = "name", .kind = FIELD_LABEL, .required = true, AT(name),
		.doc = "What it is called." },
	{ .key = "countries", .kind = FIELD_TEXTS, .required = true, .form = &form_country,
		AT(countries), .doc = "Its countries (ISO 3166-1 alpha-2)." },
	{ .key = "as_of", .kind = FIELD_TEXT, .required = true, .form = &form_date, AT(as_of),
		.doc = "The date as of which they are its countries." },
	{ .key = "sources", .kind = FIELD_SOURCES, .required = true, AT(sources),
		.also = offsetof(struct country_group, n_sources), .doc = "What this rests on." },
};
/* clang-format on */
#undef AT

static const struct schema group_schema = {
	.name = "group",
	.doc = "A named set of countries.",
	SCHEMA_FIELDS(group_fields),
	.size = sizeof(struct country_group),
};

struct groups_file {
	const struct source *sources;
	size_t n_sources;
	const struct country_group *groups;
	size_t n;
};

/* clang-format off */
static const struct field groups_fields[] = {
	{ .key = "sources", .kind = FIELD_OWN, .read = schema_read_sources, .required = true,
		.sub = &source_schema, .offset = offsetof(struct groups_file, sources),
		.also = offsetof(struct groups_file, n_sources), .doc = "Every source, by key." },
	{ .key = "groups", .kind = FIELD_MAP, .required = true, .sub = &group_schema,
		.offset = offsetof(struct groups_file, groups),
		.also = offsetof(struct groups_file, n), .doc = "Every group, by id." },
};
/* clang-format on */
const struct schema groups_schema = {
	.name = "groups",
	.doc = "Named sets of countries.",
	SCHEMA_FIELDS(groups_fields),
	.size = sizeof(struct groups_file),
};

enum status
groups_parse(const struct file_bytes *in, struct arena *arena, struct arena *scratch,
	struct dictionary *out, struct diag *diag)
{
	struct groups_file file = { 0 };
	struct reader r = { .arena = arena, .diag = diag };
	enum status st = schema_read_file(&r, &groups_schema, in, scratch, &file);
	if (st == ST_OK) {
		out->groups = file.groups;
		out->n_groups = file.n;
	}
	return st;
}

/* ---- rates.yaml -------------------------------------------------------------------------- */

static void
end_rate(struct reader *r, const struct node *entry, void *record)
{
	const struct rate *rate = record;
	if (rate->from && str_eq(rate->from, rate->to))
		read_error(r, entry->key, "from and to are the same currency");
}

/* No rate of real currencies is outside of these; an amount times a rate stays finite. */
#define LEAST_RATE 1e-9
#define GREATEST_RATE 1e9

#define AT(member) .offset = offsetof(struct rate, member)
/* clang-format off */
static const struct field rate_fields[] = {
	{ .key = "from", .kind = FIELD_TEXT, .required = true, .form = &form_currency, AT(from),
		.doc = "The currency converted from." },
	{ .key = "to", .kind = FIELD_TEXT, .required = true, .form = &form_currency, AT(to),
		.doc = "The currency converted to." },
	{ .key = "rate", .kind = FIELD_NUMBER, .required = true, AT(rate), .min = LEAST_RATE,
		.max = GREATEST_RATE, .doc = "How much of `to` one unit of `from` is." },
	{ .key = "as_of", .kind = FIELD_TEXT, .required = true, .form = &form_date, AT(as_of),
		.doc = "The date of the rate." },
	{ .key = "source", .kind = FIELD_SOURCE, .required = true, AT(source),
		.doc = "What it rests on." },
	{ .key = "note", .kind = FIELD_TEXT, AT(note), .doc = "A remark." },
};
/* clang-format on */
#undef AT

static const struct schema rate_schema = {
	.name = "rate",
	.doc = "An exchange rate.",
	SCHEMA_FIELDS(rate_fields),
	.size = sizeof(struct rate),
	.end = end_rate,
};

struct rates_file {
	const struct source *sources;
	size_t n_sources;
	const struct rate *rates;
	size_t n;
};

/* clang-format off */
static const struct field rates_fields[] = {
	{ .key = "sources", .kind = FIELD_OWN, .read = schema_read_sources, .required = true,
		.sub = &source_schema, .offset = offsetof(struct rates_file, sources),
		.also = offsetof(struct rates_file, n_sources), .doc = "Every source, by key." },
	{ .key = "rates", .kind = FIELD_MAP, .required = true, .sub = &rate_schema,
		.offset = offsetof(struct rates_file, rates),
		.also = offsetof(struct rates_file, n), .doc = "Every rate, by id." },
};
/* clang-format on */
const struct schema rates_schema = {
	.name = "rates",
	.doc = "Exchange rates, dated.",
	SCHEMA_FIELDS(rates_fields),
	.size = sizeof(struct rates_file),
};

enum status
rates_parse(const struct file_bytes *in, struct arena *arena, struct arena *scratch,
	struct dictionary *out, struct diag *diag)
{
	struct rates_file file = { 0 };
	struct reader r = { .arena = arena, .diag = diag };
	enum status st = schema_read_file(&r, &rates_schema, in, scratch, &file);
	if (st == ST_OK) {
		out->rates = file.rates;
		out->n_rates = file.n;
	}
	return st;
}
