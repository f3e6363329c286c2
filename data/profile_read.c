/* profile_read: the table of profile files, and what their facts and marks must satisfy. */
#include "data/profile_read.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "data/framework.h"
#include "data/schema_read.h"
#include "data/text.h"

/* ---- facts ------------------------------------------------------------------------------- */

static void
begin_fact(struct reader *r, const struct node *key, void *record)
{
	struct fact *fact = record;
	fact->def = dictionary_find(r->dictionary, fact->id);
	if (!fact->def)
		read_unknown(r, key, "fact", fact->id, r->dictionary->ids, r->dictionary->n);
}

static void
read_unit(struct reader *r, const struct field *f, const struct node *node, void *record)
{
	(void)f;
	struct fact *fact = record;
	const struct fact_def *def = fact->def;
	const char *unit = read_text(r, node, "a unit");
	if (!unit || !def)
		return;
	for (size_t i = 0; i < def->n_spellings; i++)
		if (str_eq(def->spellings[i].from, unit))
			unit = def->spellings[i].to;
	bool is_known = str_eq(unit, def->unit);
	for (size_t i = 0; i < def->units.n; i++)
		is_known |= str_eq(unit, def->units.items[i]);
	if (is_known)
		fact->value.unit = unit;
	else if (!def->unit)
		read_error(r, node, "this fact has no unit, found \"%.40s\"", node->text);
	else
		read_expected(r, node, "the unit %s%s", def->unit,
			def->units.n ? " or another currency that the dictionary names" : "");
}

/* The definition as it reads in the unit that the fact states: bounds are in the dictionary's. */
static struct fact_def
def_in_unit(const struct reader *r, const struct fact *fact)
{
	struct fact_def def = *fact->def;
	double factor;
	if (!fact->value.unit || str_eq(fact->value.unit, def.unit))
		return def;
	def.unit = fact->value.unit;
	if (dictionary_convert(r->dictionary, fact->def->unit, def.unit, &factor)) {
		def.min *= factor;
		def.max *= factor;
	}
	return def;
}

static void
report_value(struct reader *r, const struct node *node, const struct fact_def *def, enum status st,
	const struct err *e)
{
	char expected[512];
	if (st == ST_NOMEM)
		read_nomem(r);
	else if (node->kind == NODE_LIST && def->type == FACT_LIST)
		read_error(r, node, "%s", e->text);
	else
		read_expected(r, node, "%s", value_expected(def, expected, sizeof expected));
}

static void
read_list(
	struct reader *r, const struct node *node, const struct fact_def *def, struct value *value)
{
	const char **entries = arena_array(r->arena, node->n, sizeof(const char *));
	if (!entries) {
		read_nomem(r);
		return;
	}
	size_t n = 0;
	for (const struct node *item = node->first; item; item = item->next) {
		const char *text = read_text(r, item, "a text");
		if (text)
			entries[n++] = text;
	}
	struct err e;
	enum status st = value_parse_list(def, (struct strings){ entries, n }, r->arena, value, &e);
	if (st != ST_OK)
		report_value(r, node, def, st, &e);
}

static void
read_value(struct reader *r, const struct field *f, const struct node *node, void *record)
{
	(void)f;
	struct fact *fact = record;
	if (!fact->def)
		return;
	struct fact_def def = def_in_unit(r, fact);
	bool is_list = def.type == FACT_LIST, is_unknown = str_eq(node->text, "unknown");
	if (node->kind == NODE_LIST && is_list) {
		read_list(r, node, &def, &fact->value);
		return;
	}
	char expected[512];
	value_expected(&def, expected, sizeof expected);
	if (is_list && !is_unknown) {
		read_expected(r, node, "%s", expected);
		return;
	}
	const char *text = read_text(r, node, expected);
	struct err e;
	enum status st = text ? value_parse(&def, text, r->arena, &fact->value, &e) : ST_OK;
	if (st != ST_OK)
		report_value(r, node, &def, st, &e);
}

static void
check_range(struct reader *r, const struct node *entry, const struct fact *fact)
{
	const struct value *v = &fact->value;
	struct fact_def def = def_in_unit(r, fact);
	double low = v->has_low ? v->low : def.min, high = v->has_high ? v->high : def.max;
	if (!v->has_low && !v->has_high)
		return;
	if (def.type != FACT_NUMBER)
		read_error(r, entry->key, "only a number has low and high");
	else if (low < def.min || high > def.max)
		read_error(
			r, entry->key, "low and high must lie within %g and %g", def.min, def.max);
	else if (low > high)
		read_error(r, entry->key, "low %g is greater than high %g", low, high);
	else if (v->kind == VALUE_NUMBER && (v->number < low || v->number > high))
		read_error(r, entry->key, "the value %s lies outside of low and high", v->text);
}

static void
end_fact(struct reader *r, const struct node *entry, void *record)
{
	struct fact *fact = record;
	struct value *v = &fact->value;
	v->has_low = !isnan(v->low);
	v->has_high = !isnan(v->high);
	if (!fact->def || !v->text)
		return;
	check_range(r, entry, fact);
	if (v->kind == VALUE_UNKNOWN)
		return;
	if (fact->n_sources == 0)
		read_warn(r, entry->key, "a known value without a source");
	if (!node_entry(entry, "confidence"))
		read_warn(r, entry->key, "a known value without a confidence counts as low");
}

#define AT(member) .offset = offsetof(struct fact, member)
/* clang-format off */
static const struct field fact_fields[] = {
	{ .key = "unit", .kind = FIELD_OWN, .read = read_unit, .json = "{\"type\": \"string\"}",
		.doc = "Its unit, where it is not the dictionary's." },
	{ .key = "value", .kind = FIELD_OWN, .read = read_value, .required = true,
		.json = "{\"type\": [\"string\", \"number\", \"boolean\", \"array\"]}",
		.doc = "The value, of the type that the dictionary says, or unknown." },
	{ .key = "low", .kind = FIELD_NUMBER, AT(value.low), .absent = NAN,
		.also = offsetof(struct fact, value.low_text),
		.doc = "The least that the evidence allows." },
	{ .key = "high", .kind = FIELD_NUMBER, AT(value.high), .absent = NAN,
		.also = offsetof(struct fact, value.high_text),
		.doc = "The greatest that the evidence allows." },
	{ .key = "as_of", .kind = FIELD_TEXT, .form = &form_date, AT(as_of),
		.doc = "The date as of which it is true." },
	{ .key = "confidence", .kind = FIELD_WORD, .words = confidence_words, AT(confidence),
		.doc = "How far the evidence carries." },
	{ .key = "note", .kind = FIELD_TEXT, AT(note), .doc = "A remark." },
	{ .key = "sources", .kind = FIELD_SOURCES, AT(sources),
		.also = offsetof(struct fact, n_sources), .doc = "What it rests on." },
};
/* clang-format on */
#undef AT

static const struct schema fact_schema = {
	.name = "fact",
	.doc = "A fact, with its evidence.",
	SCHEMA_FIELDS(fact_fields),
	.size = sizeof(struct fact),
	.begin = begin_fact,
	.end = end_fact,
};

/* ---- marks ------------------------------------------------------------------------------- */

static const char rung_json[] =
	"{\"anyOf\": [{\"type\": \"integer\", \"minimum\": 1, \"maximum\": 9}, "
	"{\"const\": \"unknown\"}]}";

static void
read_rung(struct reader *r, const struct field *f, const struct node *node, void *record)
{
	double rung;
	struct mark *mark = record;
	if (node->kind == NODE_SCALAR && str_eq(node->text, "unknown"))
		mark->rung = 0;
	else if (node->kind == NODE_SCALAR && text_number(node->text, node->len, &rung) &&
		rung == floor(rung) && rung >= f->min && rung <= f->max)
		mark->rung = (int)rung;
	else
		read_expected(r, node, "a whole number from 1 to %d, or unknown", MOST_RUNGS);
}

/* An unknown rung with no bound may be any; the bounds of a known one are itself. */
static void
settle_bounds(struct reader *r, const struct node *entry, struct mark *mark, int top)
{
	int low = mark->low, rung = mark->rung, high = mark->high;
	int highest = low > rung ? low : rung;
	highest = high > highest ? high : highest;
	mark->low = low ? low : rung ? rung : 1;
	mark->high = high ? high : rung ? rung : top;
	if (highest > top)
		read_error(r, entry->key, "expected rungs up to %d, found %d", top, highest);
	else if (!rung && mark->low > mark->high)
		read_error(r, entry->key, "expected low <= high, found %d and %d", mark->low,
			mark->high);
	else if (rung && (rung < mark->low || rung > mark->high))
		read_error(r, entry->key, "expected low <= rung <= high, found %d, %d, %d",
			mark->low, rung, mark->high);
}

static void
end_mark(struct reader *r, const struct node *entry, void *record)
{
	struct mark *mark = record;
	const struct dictionary *d = r->dictionary;
	const struct framework_criterion *c = framework_criterion_find(d, mark->id, NULL);
	if (!c && d->n_frameworks)
		read_unknown(r, entry->key, "criterion of a framework", mark->id, d->mark_ids,
			d->n_mark_ids);
	settle_bounds(r, entry, mark, c ? (int)c->n_rungs : MOST_RUNGS);
	for (size_t i = 0; i < mark->facts.n; i++)
		if (!dictionary_find(d, mark->facts.items[i]))
			read_unknown(r, entry->key, "fact", mark->facts.items[i], d->ids, d->n);
}

#define AT(member) .offset = offsetof(struct mark, member)
/* clang-format off */
static const struct field mark_fields[] = {
	{ .key = "rung", .kind = FIELD_OWN, .read = read_rung, .required = true, .json = rung_json,
		.min = 1, .max = MOST_RUNGS, .doc = "The rung reached, or unknown." },
	{ .key = "low", .kind = FIELD_INTEGER, AT(low), .min = 1, .max = MOST_RUNGS,
		.doc = "The lowest rung that the evidence allows." },
	{ .key = "high", .kind = FIELD_INTEGER, AT(high), .min = 1, .max = MOST_RUNGS,
		.doc = "The highest rung that the evidence allows." },
	{ .key = "confidence", .kind = FIELD_WORD, .words = confidence_words, AT(confidence),
		.doc = "How far the evidence carries." },
	{ .key = "reason", .kind = FIELD_TEXT, .required = true, AT(reason),
		.doc = "Why this rung." },
	{ .key = "facts", .kind = FIELD_TEXTS, .form = &form_id, AT(facts),
		.doc = "The facts that it rests on." },
	{ .key = "sources", .kind = FIELD_SOURCES, AT(sources),
		.also = offsetof(struct mark, n_sources), .doc = "What it rests on besides." },
};
/* clang-format on */
#undef AT

static const struct schema mark_schema = {
	.name = "mark",
	.doc = "A mark of a sovereignty framework.",
	SCHEMA_FIELDS(mark_fields),
	.size = sizeof(struct mark),
	.end = end_mark,
};

/* ---- prices ------------------------------------------------------------------------------ */

static const char *const price_bases[] = { "list", "estimate", "third_party", NULL };
static const char *const price_vats[] = { "excluded", "included", "unknown", NULL };

#define AT(member) .offset = offsetof(struct price, member)
#define AMOUNT .kind = FIELD_NUMBER, .min = 0, .max = INFINITY, .absent = NAN
/* clang-format off */
static const struct field price_fields[] = {
	{ .key = "kind", .kind = FIELD_TEXT, .form = &form_id, .required = true, AT(kind),
		.doc = "What is sold: vm, block_storage, egress …" },
	{ .key = "sku", .kind = FIELD_TEXT, AT(sku), .doc = "The provider's name for it." },
	{ .key = "category", .kind = FIELD_TEXT, AT(category), .doc = "Its class: dedicated …" },
	{ .key = "vcpu", AMOUNT, AT(vcpu), .doc = "Virtual processors." },
	{ .key = "ram_gb", AMOUNT, AT(ram_gb), .doc = "Memory in GB." },
	{ .key = "disk_gb", AMOUNT, AT(disk_gb), .doc = "Disk in GB, included in the price." },
	{ .key = "arch", .kind = FIELD_TEXT, AT(arch), .doc = "Architecture: x86 or arm64." },
	{ .key = "region", .kind = FIELD_TEXT, AT(region), .doc = "Where it is sold." },
	{ .key = "unit", .kind = FIELD_TEXT, .required = true, AT(unit),
		.doc = "What the price is for, as in EUR/hour." },
	{ .key = "price", AMOUNT, .required = true, AT(price),
		.also = offsetof(struct price, price_text), .doc = "The price." },
	{ .key = "currency", .kind = FIELD_TEXT, .form = &form_currency, AT(currency),
		.doc = "Its currency." },
	{ .key = "as_of", .kind = FIELD_TEXT, .form = &form_date, AT(as_of),
		.doc = "The date of the price." },
	{ .key = "basis", .kind = FIELD_TEXT, .words = price_bases, AT(basis),
		.doc = "Where it comes from." },
	{ .key = "vat", .kind = FIELD_TEXT, .words = price_vats, AT(vat),
		.doc = "Whether it includes tax." },
	{ .key = "source", .kind = FIELD_SOURCE, AT(source), .doc = "What it rests on." },
	{ .key = "note", .kind = FIELD_TEXT, AT(note), .doc = "A remark." },
};
/* clang-format on */
#undef AMOUNT
#undef AT

static const struct schema price_schema = {
	.name = "price",
	.doc = "A line of a price list.",
	SCHEMA_FIELDS(price_fields),
	.size = sizeof(struct price),
};

/* ---- offers and the profile -------------------------------------------------------------- */

static const char *const inherits_words[] = { "nothing", "company", NULL };

#define AT(member) .offset = offsetof(struct offer, member)
#define MAP(of, array, count) \
	.kind = FIELD_MAP, .sub = (of), AT(array), .also = offsetof(struct offer, count)
/* clang-format off */
static const struct field offer_fields[] = {
	{ .key = "name", .kind = FIELD_TEXT, .required = true, AT(name), .doc = "Its name." },
	{ .key = "note", .kind = FIELD_TEXT, AT(note), .doc = "A remark." },
	{ .key = "inherits", .kind = FIELD_SWITCH, .words = inherits_words, .absent = 1,
		AT(inherits_company),
		.doc = "company: facts of the whole company hold here too (the default)." },
	{ .key = "facts", MAP(&fact_schema, facts, n_facts), .doc = "The facts that differ." },
	{ .key = "marks", MAP(&mark_schema, marks, n_marks), .doc = "The marks that differ." },
	{ .key = "prices", MAP(&price_schema, prices, n_prices), .doc = "Its price list." },
};
/* clang-format on */
#undef MAP
#undef AT

static const struct schema offer_schema = {
	.name = "offer",
	.doc = "An offer that differs from the standard one.",
	SCHEMA_FIELDS(offer_fields),
	.size = sizeof(struct offer),
};

#define AT(member) .offset = offsetof(struct profile, member)
#define MAP(of, array, count) \
	.kind = FIELD_MAP, .sub = (of), AT(array), .also = offsetof(struct profile, count)
/* clang-format off */
static const struct field profile_fields[] = {
	{ .key = "id", .kind = FIELD_TEXT, .form = &form_id, .required = true, AT(id),
		.doc = "Its id, as named on the command line." },
	{ .key = "name", .kind = FIELD_TEXT, .required = true, AT(name), .doc = "Its name." },
	{ .key = "country", .kind = FIELD_TEXT, .form = &form_country, .required = true,
		AT(country), .doc = "The country of its head office." },
	{ .key = "surveyed", .kind = FIELD_TEXT, .form = &form_date, .required = true, AT(surveyed),
		.doc = "The date at which the facts were looked up." },
	{ .key = "sources", .kind = FIELD_OWN, .read = schema_read_sources, .sub = &source_schema,
		AT(sources), .also = offsetof(struct profile, n_sources),
		.doc = "Every source once, by key." },
	{ .key = "facts", MAP(&fact_schema, facts, n_facts), .required = true,
		.doc = "What is known of the standard offer, by fact." },
	{ .key = "marks", MAP(&mark_schema, marks, n_marks), .doc = "Marks of a framework." },
	{ .key = "prices", MAP(&price_schema, prices, n_prices), .doc = "The price list." },
	{ .key = "offers", MAP(&offer_schema, offers, n_offers), .doc = "Other offers, by id." },
};
/* clang-format on */
#undef MAP
#undef AT

const struct schema profile_schema = {
	.name = "profile",
	.doc = "What is known of one provider.",
	SCHEMA_FIELDS(profile_fields),
	.size = sizeof(struct profile),
};

enum status
profile_parse(const struct file_bytes *in, const struct dictionary *dictionary, struct arena *arena,
	struct arena *scratch, const struct profile **out, struct diag *diag)
{
	struct profile *profile = arena_alloc(arena, sizeof *profile);
	if (!profile)
		return diag_nomem(diag);
	profile->path = in->path;
	struct reader r = { .arena = arena, .diag = diag, .dictionary = dictionary };
	enum status st = schema_read_file(&r, &profile_schema, in, scratch, profile);
	if (st == ST_OK)
		*out = profile;
	return st;
}

enum status
profile_load(const char *path, const struct dictionary *dictionary, struct arena *arena,
	struct arena *scratch, const struct profile **out, struct diag *diag)
{
	struct file_bytes in;
	struct err e;
	enum status st = file_read(path, arena, &in, &e);
	if (st != ST_OK)
		return diag_error(diag, st, (struct place){ path, 0, 0 }, "%s", e.text);
	return profile_parse(&in, dictionary, arena, scratch, out, diag);
}
