/* model_read: the table of model files; bases, settings and the way to a flat model. */
#include "data/model_read.h"

#include <math.h>
#include <string.h>

#include "data/condition_read.h"
#include "data/model_int.h"
#include "data/text.h"

/* ---- criteria ---------------------------------------------------------------------------- */

static void
keep_value(struct reader *r, const struct field *f, const struct node *node, void *record)
{
	(void)r;
	(void)f;
	((struct raw_criterion *)record)->value_node = node;
}

static void
find_fact(struct reader *r, const struct node *entry, struct raw_criterion *c)
{
	c->def = dictionary_find(r->dictionary, c->fact);
	if (!c->def) {
		read_unknown(r, entry->key, "fact", c->fact, r->dictionary->ids, r->dictionary->n);
		return;
	}
	if (c->def->type == FACT_TEXT || c->def->type == FACT_DATE)
		read_error(r, entry->key,
			"a fact of type %s is evidence only: it cannot be scored (fact \"%s\")",
			c->def->type == FACT_TEXT ? "text" : "date", c->fact);
}

/* Sets kind and reads; returns how many of the six things that a criterion can be it is. */
static size_t
settle_kind(struct raw_criterion *c)
{
	const struct {
		enum leaf_kind kind;
		const char *reads;
	} given[] = {
		{ LEAF_FACT, c->fact },
		{ LEAF_MARK, c->mark },
		{ LEAF_COST, c->cost },
		{ LEAF_EVALUATOR, c->evaluator },
	};
	size_t n = (size_t)(c->kids != NULL) + (size_t)(c->framework != NULL);
	for (size_t i = 0; i < sizeof given / sizeof *given; i++) {
		if (!given[i].reads)
			continue;
		n++;
		c->kind = given[i].kind;
		c->reads = given[i].reads;
	}
	return n;
}

static void
end_group(struct reader *r, const struct node *entry, const struct raw_criterion *c)
{
	if (c->value_node)
		read_error(r, c->value_node->key, "only a leaf has a value function");
	if (c->overlaps.items)
		read_error(r, entry->key, "only a leaf has overlaps");
	if (c->n_kids == 0)
		read_error(r, entry->key, "criteria is empty");
}

/* The criterion whose mark a leaf reads; NULL, and reported, when no framework has it. */
static const struct framework_criterion *
find_mark(struct reader *r, const struct node *entry, const struct raw_criterion *c,
	const struct framework **of)
{
	const struct dictionary *d = r->dictionary;
	const struct framework_criterion *found = framework_criterion_find(d, c->mark, of);
	if (!found && d->n_frameworks)
		read_unknown(r, entry->key, "mark", c->mark, d->mark_ids, d->n_mark_ids);
	return found;
}

static void
end_criterion(struct reader *r, const struct node *entry, void *record)
{
	struct raw_criterion *c = record;
	if (settle_kind(c) != 1) {
		read_error(r, entry->key,
			"expected exactly one of criteria, framework, fact, mark, cost, evaluator");
		return;
	}
	if (c->edition && !c->framework)
		read_error(r, entry->key, "edition is for a criterion with framework");
	if (c->framework)
		branch_fill(r, entry, c);
	if (c->framework && !c->kids)
		return;
	if (c->kids) {
		end_group(r, entry, c);
		return;
	}
	if (c->fact)
		find_fact(r, entry, c);
	if (c->fact && (!c->def || c->def->type == FACT_TEXT || c->def->type == FACT_DATE))
		return;
	const struct framework *of = NULL;
	if (c->mark)
		c->asks = find_mark(r, entry, c, &of);
	if (c->value_node)
		function_read(r, c->value_node, c->def, &c->value);
	else if (c->asks)
		branch_value(r, of, c->asks, &c->value);
	else if (c->fact || (c->mark && !r->dictionary->n_frameworks))
		read_error(r, entry->key, "the key \"value\" is missing");
}

#define AT(member) .offset = offsetof(struct raw_criterion, member)
/* clang-format off */
static const struct field criterion_fields[] = {
	{ .key = "name", .kind = FIELD_LABEL, .required = true, AT(name),
		.doc = "What it is called." },
	{ .key = "weight", .kind = FIELD_NUMBER, .required = true, .min = 0, .max = GREATEST_WEIGHT,
		AT(weight), .also = offsetof(struct raw_criterion, weight_text),
		.doc = "Its weight among its siblings; their sum need not be 100." },
	{ .key = "why", .kind = FIELD_TEXT, AT(why), .doc = "Why this weight." },
	{ .key = "fact", .kind = FIELD_TEXT, .form = &form_id, AT(fact),
		.doc = "The fact that it reads." },
	{ .key = "mark", .kind = FIELD_TEXT, .form = &form_id, AT(mark),
		.doc = "The framework mark that it reads; without value: by the framework." },
	{ .key = "cost", .kind = FIELD_TEXT, .form = &form_id, AT(cost),
		.doc = "The cost of the workload that it reads." },
	{ .key = "evaluator", .kind = FIELD_TEXT, .form = &form_id, AT(evaluator),
		.doc = "The mark of the evaluators that it reads." },
	{ .key = "value", .kind = FIELD_OWN, .read = keep_value, .sub = &function_schema,
		.doc = "How what it reads becomes points." },
	{ .key = "overlaps", .kind = FIELD_TEXTS, .form = &form_id, AT(overlaps),
		.doc = "Leaves that read the same thing." },
	{ .key = "framework", .kind = FIELD_TEXT, .form = &form_id, AT(framework),
		.doc = "The framework whose objectives and criteria stand below it." },
	{ .key = "edition", .kind = FIELD_TEXT, .form = &form_id, AT(edition),
		.doc = "With framework: the edition whose weights count (default: its own)." },
	{ .key = "criteria", .kind = FIELD_MAP, .sub = &criterion_schema, AT(kids),
		.also = offsetof(struct raw_criterion, n_kids), .doc = "The criteria below it." },
};
/* clang-format on */
#undef AT

const struct schema criterion_schema = {
	.name = "criterion",
	.doc = "A group of criteria, or a leaf that reads exactly one thing.",
	SCHEMA_FIELDS(criterion_fields),
	.size = sizeof(struct raw_criterion),
	.in_order = true,
	.end = end_criterion,
};

/* ---- gates ------------------------------------------------------------------------------- */

static void
read_when(struct reader *r, const struct field *f, const struct node *node, void *record)
{
	(void)f;
	struct gate *gate = record;
	condition_read(r, node, &gate->when, &gate->condition);
}

#define AT(member) .offset = offsetof(struct gate, member)
/* clang-format off */
static const struct field gate_fields[] = {
	{ .key = "when", .kind = FIELD_OWN, .read = read_when, .required = true,
		.json = "{\"type\": \"string\"}", .doc = "The condition that an offer must meet." },
	{ .key = "name", .kind = FIELD_LABEL, .required = true, AT(name),
		.doc = "What it is called." },
	{ .key = "why", .kind = FIELD_TEXT, AT(why), .doc = "Why it must be met." },
};
/* clang-format on */
#undef AT

static const struct schema gate_schema = {
	.name = "gate",
	.doc = "A minimum, checked before anything is scored.",
	SCHEMA_FIELDS(gate_fields),
	.size = sizeof(struct gate),
};

/* ---- what an overlay says ---------------------------------------------------------------- */

static void
read_weights(struct reader *r, const struct field *f, const struct node *node, void *record)
{
	struct raw_model *raw = record;
	schema_read_numbers(r, f, node, &raw->weights, &raw->n_weights);
}

static void
read_removals(struct reader *r, const struct field *f, const struct node *node, void *record)
{
	(void)f;
	struct raw_model *raw = record;
	if (node->kind != NODE_LIST) {
		read_expected(r, node, "a list of criteria, as in [id, id]");
		return;
	}
	raw->removals = arena_array(r->arena, node->n, sizeof *raw->removals);
	if (!raw->removals) {
		read_nomem(r);
		return;
	}
	for (const struct node *item = node->first; item; item = item->next) {
		const char *id = read_text(r, item, "the id of a criterion");
		if (id)
			raw->removals[raw->n_removals++] =
				(struct record){ id, { r->file, item->line, item->col } };
	}
}

static void
read_additions(struct reader *r, const struct field *f, const struct node *node, void *record)
{
	(void)f;
	struct raw_model *raw = record;
	if (node->kind != NODE_MAP) {
		read_expected(r, node, "a map {UNDER: {ID: criterion}}");
		return;
	}
	raw->additions = arena_array(r->arena, node->n, sizeof *raw->additions);
	if (!raw->additions) {
		read_nomem(r);
		return;
	}
	for (const struct node *e = node->first; e && r->status != ST_NOMEM; e = e->next) {
		struct raw_addition *a = &raw->additions[raw->n_additions];
		struct key_path here;
		void *kids = NULL;
		path_push(r, &here, e->key->text);
		a->id = read_text(r, e->key, "the id of a criterion");
		a->at = (struct place){ r->file, e->key->line, e->key->col };
		schema_read_map(r, &criterion_schema, e, &kids, &a->n_kids);
		a->kids = kids;
		path_pop(r, &here);
		if (a->id && kids)
			raw->n_additions++;
	}
}

static void
read_extends(struct reader *r, const struct field *f, const struct node *node, void *record)
{
	(void)f;
	struct raw_model *raw = record;
	const char *id = read_text(r, node, form_id.expected);
	if (id && !id_valid(id, node->len))
		read_expected(r, node, "%s", form_id.expected);
	raw->model.extends = id;
	raw->extends_at = (struct place){ r->file, node->line, node->col };
}

/* ---- the model --------------------------------------------------------------------------- */

static const char *const confidence_rules[] = { "as_stated", "as_unknown", NULL };
static const char *const open_rules[] = { "open", "fail", NULL };
static const char ids_json[] = "{\"type\": \"array\", \"items\": {\"type\": \"string\"}}";
static const char weights_json[] =
	"{\"type\": \"object\", \"additionalProperties\": {\"type\": \"number\", \"minimum\": 0}}";
static const char additions_json[] =
	"{\"type\": \"object\", \"additionalProperties\": {\"type\": \"object\", "
	"\"additionalProperties\": {\"$ref\": \"#/$defs/criterion\"}}}";

#define AT(member) .offset = offsetof(struct raw_model, member)
#define BESIDE(member) .also = offsetof(struct raw_model, member)
/* clang-format off */
static const struct field model_fields[] = {
	{ .key = "id", .kind = FIELD_TEXT, .form = &form_id, .required = true, AT(model.id),
		.doc = "Its id, as named on the command line." },
	{ .key = "name", .kind = FIELD_LABEL, .required = true, AT(model.name),
		.doc = "What it is called." },
	{ .key = "note", .kind = FIELD_LABEL, AT(model.note), .doc = "What it is for." },
	{ .key = "extends", .kind = FIELD_OWN, .read = read_extends,
		.json = "{\"type\": \"string\"}", .doc = "The model that this one changes." },
	{ .key = "unknown", .kind = FIELD_WORD, .words = unknown_rule_words, AT(unknown),
		.doc = "How an unknown counts." },
	{ .key = "low_confidence", .kind = FIELD_WORD, .words = confidence_rules,
		AT(low_confidence), .doc = "How a fact of low confidence counts." },
	{ .key = "open_counts_as", .kind = FIELD_WORD, .words = open_rules, AT(open_counts_as),
		.doc = "How a gate counts that the evidence leaves open." },
	{ .key = "reference_date", .kind = FIELD_TEXT, .form = &form_date, AT(model.reference_date),
		.doc = "The date from which ages are told." },
	{ .key = "max_age_months", .kind = FIELD_INTEGER, .min = 0, .max = 1200, AT(max_age_months),
		.doc = "Facts older than this are marked; 0: none is." },
	{ .key = "sources", .kind = FIELD_OWN, .read = schema_read_sources, .sub = &source_schema,
		AT(model.sources), BESIDE(model.n_sources),
		.doc = "What the reasons rest on, cited as [key]." },
	{ .key = "criteria", .kind = FIELD_MAP, .sub = &criterion_schema, AT(top.kids),
		BESIDE(top.n_kids), .doc = "The tree of criteria." },
	{ .key = "weights", .kind = FIELD_OWN, .read = read_weights, .json = weights_json, .min = 0,
		.max = GREATEST_WEIGHT, .doc = "With extends: other weights, by criterion." },
	{ .key = "leaves", .kind = FIELD_MAP, .sub = &criterion_schema, AT(leaves),
		BESIDE(n_leaves),
		.doc = "With extends: leaves that replace those of the same id." },
	{ .key = "add", .kind = FIELD_OWN, .read = read_additions, .json = additions_json,
		.doc = "With extends: criteria to add, by the criterion that they go under." },
	{ .key = "remove", .kind = FIELD_OWN, .read = read_removals, .json = ids_json,
		.doc = "With extends: criteria to leave out." },
	{ .key = "gates", .kind = FIELD_MAP, .sub = &gate_schema, AT(model.gates),
		BESIDE(model.n_gates), .doc = "The minimums, by id; with extends they replace." },
};
/* clang-format on */
#undef BESIDE
#undef AT

const struct schema model_schema = {
	.name = "model",
	.doc = "How offers are judged: criteria, weights, value functions, gates.",
	SCHEMA_FIELDS(model_fields),
	.size = sizeof(struct raw_model),
};

/* ---- bases ------------------------------------------------------------------------------- */

/* A model that is being read, and the one that asked for it. */
struct chain {
	const struct chain *up;
	const char *id;
	size_t length;
};

enum { LONGEST_CHAIN = 8 };

struct loading {
	struct reader *reader;
	const struct model_finder *finder;
	struct arena *scratch;
};

static void load(
	struct loading *, const struct file_bytes *, const struct chain *, struct raw_model *);

static bool
is_cycle(const struct chain *chain, const char *id)
{
	for (; chain; chain = chain->up)
		if (id_casecmp(chain->id, id) == 0)
			return true;
	return false;
}

static void
load_base(struct loading *l, const struct raw_model *overlay, const struct chain *up,
	struct raw_model *base)
{
	struct reader *r = l->reader;
	const char *id = overlay->model.extends;
	const struct chain chain = { up, overlay->model.id, up ? up->length + 1 : 1 };
	struct file_bytes in;
	struct err e;
	if (is_cycle(&chain, id)) {
		read_error_at(
			r, overlay->extends_at, "extends: \"%s\" in the end extends itself", id);
		return;
	}
	if (chain.length > LONGEST_CHAIN) {
		read_error_at(r, overlay->extends_at,
			"extends: more than %d models one on the other", LONGEST_CHAIN);
		return;
	}
	enum status st = l->finder->find(l->finder->context, id, &in, &e);
	if (st == ST_NOMEM)
		read_nomem(r);
	else if (st != ST_OK)
		read_error_at(r, overlay->extends_at, "extends: %s", e.text);
	else
		load(l, &in, &chain, base);
}

/* Both lists are sorted by key; the overlay's own source hides the base's of the same key. */
static void
merge_sources(struct reader *r, struct model *m, const struct model *base)
{
	size_t n = 0, i = 0, j = 0, most = m->n_sources + base->n_sources;
	struct source *all = arena_array(r->arena, most, sizeof *all);
	if (!all) {
		read_nomem(r);
		return;
	}
	while (i < m->n_sources || j < base->n_sources) {
		int order = i == m->n_sources  ? 1
			: j == base->n_sources ? -1
					       : strcmp(m->sources[i].id, base->sources[j].id);
		j += order == 0;
		all[n++] = order <= 0 ? m->sources[i++] : base->sources[j++];
	}
	m->sources = all;
	m->n_sources = n;
}

static void
inherit(struct reader *r, struct raw_model *raw, const struct raw_model *base)
{
	struct model *m = &raw->model;
	raw->unknown = raw->unknown < 0 ? base->unknown : raw->unknown;
	raw->low_confidence = raw->low_confidence < 0 ? base->low_confidence : raw->low_confidence;
	raw->open_counts_as = raw->open_counts_as < 0 ? base->open_counts_as : raw->open_counts_as;
	raw->max_age_months = raw->max_age_months < 0 ? base->max_age_months : raw->max_age_months;
	if (!m->reference_date)
		m->reference_date = base->model.reference_date;
	if (!m->gates) {
		m->gates = base->model.gates;
		m->n_gates = base->model.n_gates;
	}
	merge_sources(r, m, &base->model);
	raw->top = base->top;
}

static void
check_verbs(struct reader *r, const struct raw_model *raw)
{
	struct place whole = { r->file, 0, 0 };
	bool changes = raw->weights || raw->leaves || raw->additions || raw->removals;
	if (raw->model.extends && raw->top.kids)
		read_error_at(
			r, raw->extends_at, "a model has either extends or criteria, not both");
	if (!raw->model.extends && changes)
		read_error_at(r, whole, "weights, leaves, add and remove need extends");
	if (!raw->model.extends && !raw->top.kids)
		read_error_at(r, whole, "the model has neither criteria nor extends");
	if (raw->top.kids && raw->top.n_kids == 0)
		read_error_at(r, whole, "criteria is empty");
}

/* Reads one file of the chain and, below it, its base; *raw is complete only without errors. */
static void
load(struct loading *l, const struct file_bytes *in, const struct chain *up, struct raw_model *raw)
{
	struct reader *r = l->reader;
	enum status before = r->status;
	*raw = (struct raw_model){
		.unknown = -1, .low_confidence = -1, .open_counts_as = -1, .max_age_months = -1
	};
	r->sources = NULL;
	r->n_sources = 0;
	enum status st = schema_read_file(r, &model_schema, in, l->scratch, raw);
	r->status = st == ST_OK ? before : st;
	if (r->status == ST_NOMEM || !raw->model.id)
		return;
	check_verbs(r, raw);
	if (!raw->model.extends || r->status != ST_OK)
		return;
	struct raw_model base = { 0 };
	load_base(l, raw, up, &base);
	if (r->status != ST_OK)
		return;
	inherit(r, raw, &base);
	model_overlay(r, raw, &raw->top);
}

enum status
model_parse(const struct file_bytes *in, const struct dictionary *dictionary,
	const struct model_finder *finder, struct arena *arena, struct arena *scratch,
	const struct model **out, struct diag *diag)
{
	struct reader r = { .arena = arena, .diag = diag, .dictionary = dictionary };
	struct loading l = { &r, finder, scratch };
	struct raw_model raw;
	struct model *m = arena_alloc(arena, sizeof *m);
	if (!m)
		return diag_nomem(diag);
	load(&l, in, NULL, &raw);
	if (r.status != ST_OK)
		return r.status;
	*m = raw.model;
	m->path = in->path;
	m->unknown = raw.unknown < 0 ? UNKNOWN_PESSIMISTIC : (enum unknown_rule)raw.unknown;
	m->low_confidence_as_unknown = raw.low_confidence == 1;
	m->open_counts_as_fail = raw.open_counts_as == 1;
	m->max_age_months = raw.max_age_months < 0 ? 0 : raw.max_age_months;
	model_flatten(&r, &raw.top, m);
	if (r.status == ST_OK)
		*out = m;
	return r.status;
}
