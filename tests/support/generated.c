/* generated: numbers between 0 and 100, words of three, trees of at most three levels. */
#include "tests/support/generated.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *const word_list[] = { "w0", "w1", "w2" };
static const char *const boolean_list[] = { "true", "false" };

/* ---- functions ---- */

static double
any_points(struct random *r)
{
	return random_chance(r, 0.3) ? 100 * (double)random_below(r, 2) : random_between(r, 0, 100);
}

static void
make_table(struct generated_node *n, struct random *r)
{
	const char *const *words = n->type == FACT_BOOLEAN ? boolean_list : word_list;
	size_t count = n->type == FACT_BOOLEAN ? 2 : 3;
	for (size_t i = 0; i < count; i++)
		n->words[i] = (struct word_points){ .word = words[i], .points = any_points(r) };
	n->function = (struct value_function){
		.kind = n->type == FACT_BOOLEAN ? FUNCTION_BOOLEAN : FUNCTION_WORDS,
		.words = n->words,
		.n_words = count,
	};
}

static void
make_line(struct generated_node *n, struct random *r, enum generated_kind kind)
{
	static const enum function_kind kinds[] = { FUNCTION_LINEAR, FUNCTION_PIECEWISE,
		FUNCTION_STEP, FUNCTION_LOG };
	enum function_kind k = kinds[kind == GENERATED_INCREASING ? 0 : random_below(r, 4)];
	bool has_two = k == FUNCTION_LINEAR || k == FUNCTION_LOG;
	size_t count = has_two ? 2 : 1 + random_below(r, 6);
	double x = random_between(r, 1, 30);
	for (size_t i = 0; i < count; i++) {
		n->anchors[i] = (struct anchor){ x, any_points(r) };
		x += random_between(r, 1, 30);
	}
	if (has_two && kind == GENERATED_ANY && random_chance(r, 0.5)) {
		struct anchor swap = n->anchors[0];
		n->anchors[0] = n->anchors[1];
		n->anchors[1] = swap;
	}
	n->function =
		(struct value_function){ .kind = k, .anchors = n->anchors, .n_anchors = count };
}

static void
make_leaf(struct generated_node *n, struct random *r, enum generated_kind kind)
{
	static const enum fact_type types[] = { FACT_NUMBER, FACT_NUMBER, FACT_BOOLEAN, FACT_WORD };
	n->is_leaf = true;
	n->type = kind == GENERATED_INCREASING ? FACT_NUMBER : types[random_below(r, 4)];
	if (n->type == FACT_NUMBER)
		make_line(n, r, kind);
	else
		make_table(n, r);
}

/* ---- facts ---- */

static void
make_fact(struct generated_fact *f, struct random *r)
{
	static const char *const dates[] = { "2026-10", "2024", "2020-02-29", NULL };
	f->is_stated = random_chance(r, 0.9);
	f->is_unknown = random_chance(r, 0.25);
	f->x = random_chance(r, 0.3) ? 10 * (double)random_below(r, 11) : random_between(r, 0, 100);
	f->word = random_below(r, 3);
	f->has_low = random_chance(r, 0.3);
	f->has_high = random_chance(r, 0.3);
	f->low = random_between(r, 0, f->x);
	f->high = random_between(r, f->x, 100);
	f->confidence = (enum confidence)random_below(r, 3);
	f->as_of = dates[random_below(r, 4)];
}

static void
answer(const struct generated *g, const struct generated_node *n, struct generated_fact *f,
	struct random *r)
{
	bool is_low = f->confidence == CONFIDENCE_LOW && g->low_confidence_as_unknown;
	bool nothing = !f->is_stated || (is_low && !f->is_unknown);
	bool exact = !f->has_low && !f->has_high;
	if (n->type == FACT_NUMBER && (nothing || f->is_unknown || !exact)) {
		double low = !nothing && f->has_low ? f->low : 0;
		double high = !nothing && f->has_high ? f->high : 100;
		f->x = random_chance(r, 0.3) ? (random_chance(r, 0.5) ? low : high)
					     : random_between(r, low, high);
	} else if (nothing || f->is_unknown) {
		f->word = random_below(r, 3);
	}
	f->is_stated = true;
	f->is_unknown = f->has_low = f->has_high = false;
	f->confidence = CONFIDENCE_HIGH;
}

void
generated_answer(struct generated *g, struct random *r)
{
	for (size_t a = 0; a < g->n_offers; a++)
		for (size_t i = 0; i < g->n_nodes; i++)
			answer(g, &g->nodes[i], &g->facts[a][i], r);
}

/* ---- the whole ---- */

static void
make_node(struct generated *g, size_t i, struct random *r, enum generated_kind kind)
{
	struct generated_node *n = &g->nodes[i];
	*n = (struct generated_node){ .parent = -1 };
	/* Random letters first, so that the order of ids is not that of the file. */
	(void)snprintf(n->id, sizeof n->id, "%c%zu", (char)('a' + random_below(r, 26)), i);
	(void)snprintf(n->fact, sizeof n->fact, "f%s", n->id);
	n->weight = random_chance(r, 0.15) ? 0 : random_between(r, 0, 50);
	size_t branches = g->n_nodes / 4;
	bool is_branch = i < branches;
	if (i > 0 && branches > 0 && random_chance(r, 0.8))
		n->parent = (int)random_below(r, is_branch ? i : branches);
	/* At most three levels. */
	if (is_branch && n->parent >= 0 && g->nodes[n->parent].parent >= 0)
		n->parent = -1;
	if (!is_branch)
		make_leaf(n, r, kind);
}

/* A branch that got no child becomes a leaf. */
static void
fill_childless(struct generated *g, struct random *r, enum generated_kind kind)
{
	bool has_child[GENERATED_NODES] = { false };
	for (size_t i = g->n_nodes; i-- > 0;) {
		if (!g->nodes[i].is_leaf && !has_child[i])
			make_leaf(&g->nodes[i], r, kind);
		if (g->nodes[i].parent >= 0)
			has_child[g->nodes[i].parent] = true;
	}
}

void
generated_make(struct generated *g, struct random *r, enum generated_kind kind)
{
	*g = (struct generated){ .n_nodes = 1 + random_below(r, GENERATED_NODES) };
	g->n_offers = random_below(r, GENERATED_OFFERS + 1);
	g->rule = (enum unknown_rule)random_below(r, 4);
	g->low_confidence_as_unknown = random_chance(r, 0.3);
	g->open_counts_as_fail = random_chance(r, 0.3);
	g->has_gates = random_chance(r, 0.3);
	g->max_age_months = random_chance(r, 0.5) ? 24 : 0;
	for (size_t i = 0; i < g->n_nodes; i++)
		make_node(g, i, r, kind);
	fill_childless(g, r, kind);
	for (size_t a = 0; a < g->n_offers; a++) {
		(void)snprintf(g->offers[a], sizeof g->offers[a], "%c%zu",
			(char)('a' + random_below(r, 26)), a);
		for (size_t i = 0; i < g->n_nodes; i++)
			make_fact(&g->facts[a][i], r);
	}
}

static void
build_fact(struct fixture *f, const struct generated_node *n, const struct generated_fact *from)
{
	char text[40];
	if (!n->is_leaf || !from->is_stated)
		return;
	if (from->is_unknown)
		(void)snprintf(text, sizeof text, "unknown");
	else if (n->type == FACT_NUMBER)
		(void)snprintf(text, sizeof text, "%.17g", from->x);
	else if (n->type == FACT_BOOLEAN)
		(void)snprintf(text, sizeof text, "%s", boolean_list[from->word % 2]);
	else
		(void)snprintf(text, sizeof text, "%s", word_list[from->word]);
	struct fact *fact = fixture_fact(f, n->fact, text);
	fact->confidence = from->confidence;
	fact->as_of = from->as_of;
	if (n->type != FACT_NUMBER)
		return;
	fact->value.has_low = from->has_low;
	fact->value.low = from->low;
	fact->value.has_high = from->has_high;
	fact->value.high = from->high;
}

static void
build_node(struct fixture *f, const struct generated *g, size_t i)
{
	const struct generated_node *n = &g->nodes[i];
	const char *parent = n->parent < 0 ? "root" : g->nodes[n->parent].id;
	if (!n->is_leaf) {
		fixture_branch(f, parent, n->id, n->weight);
		return;
	}
	struct fact_def *def = n->type == FACT_WORD ? fixture_def_words(f, n->fact, "w0 w1 w2")
						    : fixture_def(f, n->fact, n->type);
	def->min = 0;
	def->max = 100;
	fixture_leaf(f, parent, n->id, n->weight, n->fact, n->function);
}

/* Parents before children, otherwise in the order given. */
static void
build_nodes(struct fixture *f, const struct generated *g, const size_t *order)
{
	bool done[GENERATED_NODES] = { false };
	for (size_t left = g->n_nodes; left > 0;)
		for (size_t k = 0; k < g->n_nodes; k++) {
			size_t i = order[k];
			int parent = g->nodes[i].parent;
			if (done[i] || (parent >= 0 && !done[parent]))
				continue;
			build_node(f, g, i);
			done[i] = true;
			left--;
		}
}

/* Gates on the first leaves that allow one. */
static void
build_gates(struct fixture *f, const struct generated *g)
{
	char text[64], id[8];
	size_t n = 0;
	for (size_t i = 0; i < g->n_nodes && n < 2; i++) {
		if (!g->nodes[i].is_leaf || g->nodes[i].type != FACT_NUMBER)
			continue;
		(void)snprintf(id, sizeof id, "g%zu", n++);
		(void)snprintf(text, sizeof text, "%s >= 20", g->nodes[i].fact);
		fixture_gate(f, id, text);
	}
}

static void
fill_order(struct random *r, size_t *order, size_t n)
{
	for (size_t i = 0; i < n; i++)
		order[i] = i;
	if (r)
		random_order(r, order, n);
}

struct fixture *
generated_build(struct generated *g, struct random *r)
{
	size_t nodes[GENERATED_NODES], offers[GENERATED_OFFERS];
	fill_order(r, nodes, g->n_nodes);
	fill_order(r, offers, g->n_offers);
	struct fixture *f = fixture_new();
	f->model.unknown = g->rule;
	f->model.low_confidence_as_unknown = g->low_confidence_as_unknown;
	f->model.open_counts_as_fail = g->open_counts_as_fail;
	f->model.max_age_months = g->max_age_months;
	build_nodes(f, g, nodes);
	for (size_t k = 0; k < g->n_offers; k++) {
		fixture_profile(f, g->offers[offers[k]]);
		for (size_t i = 0; i < g->n_nodes; i++)
			build_fact(f, &g->nodes[nodes[i]], &g->facts[offers[k]][nodes[i]]);
	}
	if (g->has_gates)
		build_gates(f, g);
	fixture_finish(f);
	return f;
}
