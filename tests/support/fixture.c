/* fixture: lists of what was declared, sorted and tied together at the end. */
#include "tests/support/fixture.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "data/text.h"

/* What a profile is while it is being declared. */
struct draft {
	struct profile profile;
	struct fixture_list facts, marks;
};

/* ---- lists ---- */

static void *
take(struct fixture *f, size_t n, size_t size)
{
	void *p = arena_array(f->arena, n, size);
	assert_non_null(p);
	return p;
}

static char *
copy_text(struct fixture *f, const char *s)
{
	char *copy = arena_strdup(f->arena, s);
	assert_non_null(copy);
	return copy;
}

static void *
append(struct fixture *f, struct fixture_list *list, size_t size)
{
	if (list->n == list->cap) {
		size_t cap = list->cap ? list->cap * 2 : 8;
		void **items = take(f, cap, sizeof *items);
		if (list->n)
			memcpy(items, list->items, list->n * sizeof *items);
		list->items = items;
		list->cap = cap;
	}
	return list->items[list->n++] = take(f, 1, size);
}

/* Every declared struct begins with its id. */
static int
compare_ids(const void *a, const void *b)
{
	const char *const *const *x = a, *const *const *y = b;
	return strcmp(**x, **y);
}

/* The elements of a list in one array. */
static void *
flatten(struct fixture *f, struct fixture_list *list, size_t size, bool sorted)
{
	if (sorted && list->n)
		qsort(list->items, list->n, sizeof *list->items, compare_ids);
	unsigned char *flat = take(f, list->n, size);
	for (size_t i = 0; i < list->n; i++)
		memcpy(flat + i * size, list->items[i], size);
	return flat;
}

/* "a b c" */
static struct strings
split(struct fixture *f, const char *text)
{
	size_t n = 0, most = strlen(text) / 2 + 1;
	const char **items = take(f, most, sizeof *items);
	for (const char *s = text + strspn(text, " "); *s; s += strspn(s, " ")) {
		size_t len = strcspn(s, " ");
		items[n] = arena_strndup(f->arena, s, len);
		assert_non_null(items[n++]);
		s += len;
	}
	return (struct strings){ items, n };
}

static double
number(const char *text)
{
	char *end;
	double x = strtod(text, &end);
	assert_true(end != text && *end == '\0');
	return x;
}

/* ---- the dictionary ---- */

struct fixture *
fixture_new(void)
{
	struct arena *arena = arena_new();
	assert_non_null(arena);
	struct fixture *f = arena_alloc(arena, sizeof *f);
	assert_non_null(f);
	f->arena = arena;
	f->model.id = "model";
	f->model.reference_date = "2026-11-24";
	struct criterion *root = append(f, &f->nodes, sizeof *root);
	root->id = "root";
	return f;
}

void
fixture_free(struct fixture *f)
{
	evaluation_free(f->evaluation);
	arena_free(f->arena);
}

struct fact_def *
fixture_def(struct fixture *f, const char *id, enum fact_type type)
{
	struct fact_def *def = append(f, &f->defs, sizeof *def);
	def->id = copy_text(f, id);
	def->type = type;
	def->min = -INFINITY;
	def->max = INFINITY;
	def->group = "features";
	return def;
}

struct fact_def *
fixture_def_words(struct fixture *f, const char *id, const char *words)
{
	struct fact_def *def = fixture_def(f, id, FACT_WORD);
	def->words = split(f, words);
	return def;
}

void
fixture_group(struct fixture *f, const char *id, const char *countries)
{
	struct country_group *g = append(f, &f->groups, sizeof *g);
	g->id = copy_text(f, id);
	g->countries = split(f, countries);
}

void
fixture_rate(struct fixture *f, const char *from, const char *to, double rate)
{
	struct rate *r = append(f, &f->rates, sizeof *r);
	r->id = arena_printf(f->arena, "%s-%s", from, to);
	assert_non_null(r->id);
	r->from = copy_text(f, from);
	r->to = copy_text(f, to);
	r->rate = rate;
}

/* ---- profiles ---- */

struct profile *
fixture_profile(struct fixture *f, const char *id)
{
	struct draft *d = append(f, &f->profiles, sizeof *d);
	d->profile.id = d->profile.name = copy_text(f, id);
	d->profile.country = "FR";
	d->profile.surveyed = "2026-11-24";
	return &d->profile;
}

static struct draft *
last_profile(struct fixture *f)
{
	assert_true(f->profiles.n > 0);
	return f->profiles.items[f->profiles.n - 1];
}

struct fact *
fixture_fact(struct fixture *f, const char *id, const char *value)
{
	struct fact *fact = append(f, &last_profile(f)->facts, sizeof *fact);
	fact->id = copy_text(f, id);
	fact->value.text = copy_text(f, value);
	fact->as_of = "2026-01";
	fact->confidence = CONFIDENCE_HIGH;
	return fact;
}

struct fact *
fixture_fact_between(struct fixture *f, const char *id, const char *value, double low, double high)
{
	struct fact *fact = fixture_fact(f, id, value);
	fact->value.has_low = fact->value.has_high = true;
	fact->value.low = low;
	fact->value.high = high;
	return fact;
}

struct mark *
fixture_mark(struct fixture *f, const char *id, int low, int rung, int high)
{
	struct mark *m = append(f, &last_profile(f)->marks, sizeof *m);
	m->id = copy_text(f, id);
	m->low = low;
	m->rung = rung;
	m->high = high;
	m->confidence = CONFIDENCE_HIGH;
	return m;
}

/* ---- the model ---- */

static size_t
find_node(const struct fixture *f, const char *id)
{
	for (size_t i = 0; i < f->nodes.n; i++)
		if (str_eq(((const struct criterion *)f->nodes.items[i])->id, id))
			return i;
	fail_msg("no criterion '%s'", id);
	return SIZE_MAX;
}

struct criterion *
fixture_branch(struct fixture *f, const char *parent, const char *id, double weight)
{
	size_t under = find_node(f, parent);
	struct criterion *c = append(f, &f->nodes, sizeof *c);
	c->id = copy_text(f, id);
	c->name.by[LANG_EN] = c->name.by[LANG_FR] = c->id;
	c->index = f->nodes.n - 1;
	c->parent = under;
	c->depth = ((const struct criterion *)f->nodes.items[under])->depth + 1;
	c->weight = weight;
	return c;
}

struct criterion *
fixture_leaf(struct fixture *f, const char *parent, const char *id, double weight, const char *fact,
	struct value_function value)
{
	struct criterion *c = fixture_branch(f, parent, id, weight);
	c->kind = LEAF_FACT;
	c->reads = copy_text(f, fact);
	c->value = value;
	return c;
}

struct criterion *
fixture_mark_leaf(struct fixture *f, const char *parent, const char *id, double weight,
	const char *mark, struct value_function value)
{
	struct criterion *c = fixture_leaf(f, parent, id, weight, mark, value);
	c->kind = LEAF_MARK;
	return c;
}

void
fixture_gate(struct fixture *f, const char *id, const char *when)
{
	struct gate *g = append(f, &f->gates, sizeof *g);
	g->id = copy_text(f, id);
	g->when = copy_text(f, when);
}

static struct value_function
two_anchors(struct fixture *f, enum function_kind kind, double zero, double full)
{
	struct anchor *a = take(f, 2, sizeof *a);
	a[0] = (struct anchor){ zero, 0 };
	a[1] = (struct anchor){ full, 100 };
	return (struct value_function){ .kind = kind, .anchors = a, .n_anchors = 2 };
}

struct value_function
fixture_linear(struct fixture *f, double zero, double full)
{
	return two_anchors(f, FUNCTION_LINEAR, zero, full);
}

struct value_function
fixture_log(struct fixture *f, double zero, double full)
{
	return two_anchors(f, FUNCTION_LOG, zero, full);
}

struct value_function
fixture_anchors(struct fixture *f, enum function_kind kind, const char *text)
{
	struct strings pairs = split(f, text);
	struct anchor *a = take(f, pairs.n, sizeof *a);
	for (size_t i = 0; i < pairs.n; i++) {
		char *pair = copy_text(f, pairs.items[i]), *colon = strchr(pair, ':');
		assert_non_null(colon);
		*colon = '\0';
		a[i] = (struct anchor){ number(pair), number(colon + 1) };
	}
	return (struct value_function){ .kind = kind, .anchors = a, .n_anchors = pairs.n };
}

struct value_function
fixture_words(struct fixture *f, const char *text)
{
	struct strings pairs = split(f, text);
	struct value_function v = { .kind = FUNCTION_WORDS };
	struct word_points *words = take(f, pairs.n, sizeof *words);
	for (size_t i = 0; i < pairs.n; i++) {
		char *pair = copy_text(f, pairs.items[i]), *equals = strchr(pair, '=');
		assert_non_null(equals);
		*equals = '\0';
		if (str_eq(pair, "other")) {
			v.has_other = true;
			v.other = number(equals + 1);
		} else {
			words[v.n_words++] =
				(struct word_points){ .word = pair, .points = number(equals + 1) };
		}
	}
	v.words = words;
	return v;
}

struct value_function
fixture_boolean(struct fixture *f, double if_true, double if_false)
{
	struct word_points *words = take(f, 2, sizeof *words);
	words[0] = (struct word_points){ .word = "true", .points = if_true };
	words[1] = (struct word_points){ .word = "false", .points = if_false };
	return (struct value_function){ .kind = FUNCTION_BOOLEAN, .words = words, .n_words = 2 };
}

/* ---- tying together ---- */

static void
finish_dictionary(struct fixture *f)
{
	struct dictionary *d = &f->library.dictionary;
	d->n = f->defs.n;
	d->defs = flatten(f, &f->defs, sizeof(struct fact_def), true);
	f->ids = take(f, d->n, sizeof *f->ids);
	for (size_t i = 0; i < d->n; i++)
		f->ids[i] = d->defs[i].id;
	d->ids = f->ids;
	d->n_groups = f->groups.n;
	d->groups = flatten(f, &f->groups, sizeof(struct country_group), true);
	d->n_rates = f->rates.n;
	d->rates = flatten(f, &f->rates, sizeof(struct rate), true);
}

static const struct fact_def *
find_def(const struct fixture *f, const char *id)
{
	const struct fact_def *def = dictionary_find(&f->library.dictionary, id);
	if (!def)
		fail_msg("the dictionary has no '%s'", id);
	return def;
}

static void
finish_value(struct fixture *f, struct value *v, const struct fact_def *def)
{
	static const enum value_kind kinds[] = {
		[FACT_NUMBER] = VALUE_NUMBER,
		[FACT_BOOLEAN] = VALUE_BOOLEAN,
		[FACT_WORD] = VALUE_WORD,
		[FACT_COUNTRY] = VALUE_COUNTRY,
		[FACT_TEXT] = VALUE_TEXT,
		[FACT_DATE] = VALUE_DATE,
		[FACT_LIST] = VALUE_LIST,
	};
	if (!v->unit)
		v->unit = def->unit;
	if (str_eq(v->text, "unknown"))
		return;
	v->kind = kinds[def->type];
	if (def->or_word && str_eq(v->text, def->or_word))
		v->kind = VALUE_WORD;
	if (v->kind == VALUE_NUMBER)
		v->number = number(v->text);
	if (v->kind == VALUE_BOOLEAN)
		v->boolean = str_eq(v->text, "true");
	if (v->kind == VALUE_LIST)
		v->list = split(f, v->text);
}

static void
finish_profiles(struct fixture *f)
{
	const struct profile **profiles = take(f, f->profiles.n, sizeof *profiles);
	if (f->profiles.n)
		qsort(f->profiles.items, f->profiles.n, sizeof *f->profiles.items, compare_ids);
	for (size_t i = 0; i < f->profiles.n; i++) {
		struct draft *d = f->profiles.items[i];
		struct fact *facts = flatten(f, &d->facts, sizeof *facts, true);
		for (size_t k = 0; k < d->facts.n; k++) {
			facts[k].def = find_def(f, facts[k].id);
			finish_value(f, &facts[k].value, facts[k].def);
		}
		d->profile.facts = facts;
		d->profile.n_facts = d->facts.n;
		d->profile.marks = flatten(f, &d->marks, sizeof(struct mark), true);
		d->profile.n_marks = d->marks.n;
		profiles[i] = &d->profile;
	}
	f->library.profiles = profiles;
	f->library.n_profiles = f->profiles.n;
}

struct sibling {
	const char *id;
	size_t index;
};

static int
compare_siblings(const void *a, const void *b)
{
	const struct sibling *x = a, *y = b;
	return strcmp(x->id, y->id);
}

static void
finish_children(struct fixture *f, struct criterion *nodes, size_t parent)
{
	size_t n = 0, *children = take(f, f->nodes.n, sizeof *children);
	struct sibling *sorted = take(f, f->nodes.n, sizeof *sorted);
	for (size_t i = 1; i < f->nodes.n; i++) {
		if (nodes[i].parent != parent)
			continue;
		sorted[n] = (struct sibling){ nodes[i].id, i };
		children[n++] = i;
	}
	if (n)
		qsort(sorted, n, sizeof *sorted, compare_siblings);
	size_t *by_id = take(f, n, sizeof *by_id);
	for (size_t i = 0; i < n; i++)
		by_id[i] = sorted[i].index;
	nodes[parent].children = children;
	nodes[parent].by_id = by_id;
	nodes[parent].n_children = n;
}

static void
finish_function(struct fixture *f, struct value_function *v)
{
	struct word_points *words = take(f, v->n_words, sizeof *words);
	for (size_t i = 0; i < v->n_words; i++) {
		words[i] = v->words[i];
		words[i].group = dictionary_group(&f->library.dictionary, words[i].word);
	}
	v->words = words;
}

static void
finish_model(struct fixture *f)
{
	struct criterion *nodes = flatten(f, &f->nodes, sizeof *nodes, false);
	f->model.n_nodes = f->nodes.n;
	f->model.nodes = nodes;
	for (size_t i = 0; i < f->nodes.n; i++) {
		if (nodes[i].kind == LEAF_FACT)
			nodes[i].def = find_def(f, nodes[i].reads);
		if (nodes[i].kind == LEAF_NONE)
			finish_children(f, nodes, i);
		else
			f->model.n_leaves++;
		finish_function(f, &nodes[i].value);
	}
	struct gate *gates = flatten(f, &f->gates, sizeof *gates, true);
	for (size_t i = 0; i < f->gates.n; i++) {
		struct err e;
		if (condition_parse(gates[i].when, &f->library.dictionary, f->arena,
			    &gates[i].condition, NULL, &e) != ST_OK)
			fail_msg("%s", e.text);
	}
	f->model.gates = gates;
	f->model.n_gates = f->gates.n;
	f->library.model = &f->model;
}

void
fixture_finish(struct fixture *f)
{
	finish_dictionary(f);
	finish_profiles(f);
	finish_model(f);
	struct err e;
	if (evaluation_new(&f->library, (struct strings){ NULL, 0 }, &f->evaluation, &e) != ST_OK)
		fail_msg("%s", e.text);
}

const struct result *
fixture_score(struct fixture *f)
{
	struct err e;
	struct result *r = NULL;
	if (problem_build(f->evaluation, f->arena, &f->problem, &e) != ST_OK)
		fail_msg("%s", e.text);
	assert_int_equal(result_compute(f->problem, f->arena, &r), ST_OK);
	return r;
}

/* ---- asking ---- */

struct fact *
fixture_fact_of(struct fixture *f, const char *profile, const char *fact)
{
	for (size_t i = 0; i < f->profiles.n; i++) {
		struct draft *d = f->profiles.items[i];
		for (size_t k = 0; str_eq(d->profile.id, profile) && k < d->profile.n_facts; k++)
			if (str_eq(d->profile.facts[k].id, fact))
				return (struct fact *)(uintptr_t)&d->profile.facts[k];
	}
	fail_msg("no fact '%s' of '%s'", fact, profile);
	return NULL;
}

size_t
fixture_node(const struct fixture *f, const char *id)
{
	return find_node(f, id);
}

size_t
fixture_alternative(const struct fixture *f, const char *id)
{
	for (size_t i = 0; f->problem && i < f->problem->n_alternatives; i++) {
		size_t a = f->problem->alternatives[i];
		if (str_eq(f->evaluation->alternatives[a].id, id))
			return i;
	}
	fail_msg("'%s' is not weighed", id);
	return SIZE_MAX;
}
