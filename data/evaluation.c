/* evaluation: making one, and the questions that everybody asks of it. */
#include "data/evaluation.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "data/evaluation_int.h"
#include "data/text.h"

bool
evaluation_room(struct evaluation *ev, void *list, size_t n, size_t *cap, size_t size)
{
	if (n < *cap)
		return true;
	size_t more = *cap ? *cap * 2 : 8;
	void *grown = arena_array(ev->arena, more, size), *old;
	if (!grown)
		return false;
	memcpy(&old, list, sizeof old);
	if (n)
		memcpy(grown, old, n * size);
	memcpy(list, &grown, sizeof grown);
	*cap = more;
	return true;
}

static int
compare_alternatives(const void *a, const void *b)
{
	const struct alternative *x = a, *y = b;
	return strcmp(x->id, y->id);
}

/* Every offer of every profile; those of the standard come first in their profile. */
static bool
list_alternatives(struct evaluation *ev)
{
	const struct library *lib = ev->library;
	size_t n = lib->n_profiles, k = 0;
	for (size_t i = 0; i < lib->n_profiles; i++)
		n += lib->profiles[i]->n_offers;
	ev->alternatives = arena_array(ev->arena, n, sizeof *ev->alternatives);
	if (!ev->alternatives)
		return false;
	for (size_t i = 0; i < lib->n_profiles; i++) {
		const struct profile *p = lib->profiles[i];
		ev->alternatives[k++] = (struct alternative){ p->id, p->name, p, NULL, false };
		for (size_t j = 0; j < p->n_offers; j++) {
			const struct offer *o = &p->offers[j];
			const char *id = arena_printf(ev->arena, "%s/%s", p->id, o->id);
			if (!id)
				return false;
			ev->alternatives[k++] = (struct alternative){ id, o->name, p, o, false };
		}
	}
	ev->n_alternatives = n;
	if (n)
		qsort(ev->alternatives, n, sizeof *ev->alternatives, compare_alternatives);
	return true;
}

static enum status
no_such_offer(const struct evaluation *ev, const char *id, enum status st, struct err *e)
{
	const char *names[64];
	size_t n = 0;
	for (; n < ev->n_alternatives && n < 64; n++)
		names[n] = ev->alternatives[n].id;
	const char *near = text_nearest(id, names, n);
	char shown[128];
	text_visible(id, shown, sizeof shown);
	if (near)
		return err_set(e, st, "there is no offer '%s'; did you mean '%s'?", shown, near);
	return err_set(e, st, "there is no offer '%s' (bascule show providers lists them)", shown);
}

static enum status
choose_offers(struct evaluation *ev, struct strings offers, struct err *e)
{
	for (size_t i = 0; offers.n == 0 && i < ev->n_alternatives; i++)
		ev->alternatives[i].in = !ev->alternatives[i].offer;
	for (size_t i = 0; i < offers.n; i++) {
		size_t a = evaluation_find(ev, offers.items[i]);
		if (a == SIZE_MAX)
			return no_such_offer(ev, offers.items[i], ST_USAGE, e);
		ev->alternatives[a].in = true;
	}
	return ST_OK;
}

static bool
copy_model(struct evaluation *ev)
{
	const struct model *m = ev->model;
	ev->weights = arena_array(ev->arena, m->n_nodes, sizeof *ev->weights);
	ev->weight_texts = arena_array(ev->arena, m->n_nodes, sizeof *ev->weight_texts);
	ev->locked = arena_array(ev->arena, m->n_nodes, sizeof *ev->locked);
	ev->cap_gates = m->n_gates + 4;
	ev->gates = arena_array(ev->arena, ev->cap_gates, sizeof *ev->gates);
	if (!ev->weights || !ev->weight_texts || !ev->locked || !ev->gates)
		return false;
	for (size_t i = 0; i < m->n_nodes; i++) {
		ev->weights[i] = m->nodes[i].weight;
		ev->weight_texts[i] = m->nodes[i].weight_text ? m->nodes[i].weight_text : "1";
	}
	for (size_t i = 0; i < m->n_gates; i++) {
		const struct gate *g = &m->gates[i];
		ev->gates[i] =
			(struct evaluation_gate){ g->id, g->when, g->condition, g->name, true };
	}
	ev->n_gates = m->n_gates;
	ev->unknown = m->unknown;
	ev->inputs = "";
	return true;
}

enum status
evaluation_new(
	const struct library *lib, struct strings offers, struct evaluation **out, struct err *e)
{
	assert(lib->model);
	struct arena *arena = arena_new();
	struct evaluation *ev = arena ? arena_alloc(arena, sizeof *ev) : NULL;
	enum status st = ST_NOMEM;
	if (!ev)
		goto out;
	*ev = (struct evaluation){ .library = lib, .model = lib->model, .arena = arena };
	if (!list_alternatives(ev) || !copy_model(ev))
		goto out;
	st = choose_offers(ev, offers, e);
out:
	if (st == ST_NOMEM)
		(void)err_set(e, st, "%s", status_text(st));
	if (st != ST_OK) {
		arena_free(arena);
		return st;
	}
	*out = ev;
	return ST_OK;
}

void
evaluation_free(struct evaluation *ev)
{
	if (ev)
		arena_free(ev->arena);
}

size_t
evaluation_find(const struct evaluation *ev, const char *id)
{
	for (size_t i = 0; i < ev->n_alternatives; i++)
		if (id_casecmp(ev->alternatives[i].id, id) == 0)
			return i;
	return SIZE_MAX;
}

enum status
evaluation_override_target(const struct evaluation *ev, const char *target, size_t *alternative,
	const struct fact_def **def, struct err *e)
{
	const char *colon = strchr(target, ':');
	char offer[160];
	if (!colon || (size_t)(colon - target) >= sizeof offer)
		return err_set(e, ST_INVALID, "expected OFFER:FACT, found '%s'", target);
	memcpy(offer, target, (size_t)(colon - target));
	offer[colon - target] = '\0';
	*alternative = evaluation_find(ev, offer);
	if (*alternative == SIZE_MAX)
		return no_such_offer(ev, offer, ST_INVALID, e);
	const struct dictionary *d = &ev->library->dictionary;
	*def = dictionary_find(d, colon + 1);
	if (*def)
		return ST_OK;
	const char *near = text_nearest(colon + 1, d->ids, d->n);
	return err_set(e, ST_INVALID, "there is no fact '%s'%s%s%s", colon + 1,
		near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
}

const struct override *
evaluation_override(const struct evaluation *ev, size_t alternative, const struct fact_def *def)
{
	for (size_t i = 0; i < ev->n_overrides; i++) {
		const struct override *o = &ev->overrides[i];
		if (o->alternative == alternative && o->def == def)
			return o->fact ? o : NULL;
	}
	return NULL;
}

const struct fact *
evaluation_fact(const struct evaluation *ev, size_t alternative, const struct fact_def *def)
{
	const struct override *o = evaluation_override(ev, alternative, def);
	if (o)
		return o->fact;
	const struct alternative *a = &ev->alternatives[alternative];
	return profile_fact(a->profile, a->offer, def);
}

/* Share of a node among its siblings when each node weighs weights[node]. */
static double
share(const struct model *m, const double *weights, size_t node)
{
	if (node == 0)
		return 1;
	const struct criterion *parent = &m->nodes[m->nodes[node].parent];
	double sum = 0;
	for (size_t i = 0; i < parent->n_children; i++)
		sum += weights[parent->by_id[i]];
	return sum > 0 ? weights[node] / sum : 1.0 / (double)parent->n_children;
}

double
evaluation_weight(const struct evaluation *ev, size_t node)
{
	return share(ev->model, ev->weights, node);
}

double
evaluation_global_weight(const struct evaluation *ev, size_t node)
{
	if (node == 0)
		return 1;
	return evaluation_global_weight(ev, ev->model->nodes[node].parent) *
		evaluation_weight(ev, node);
}

/* The author's share of a node, from the model alone. */
static double
model_share(const struct model *m, size_t node)
{
	if (node == 0)
		return 1;
	const struct criterion *parent = &m->nodes[m->nodes[node].parent];
	double sum = 0;
	for (size_t i = 0; i < parent->n_children; i++)
		sum += m->nodes[parent->by_id[i]].weight;
	return sum > 0 ? m->nodes[node].weight / sum : 1.0 / (double)parent->n_children;
}

bool
evaluation_weight_changed(const struct evaluation *ev, size_t node)
{
	double d = evaluation_weight(ev, node) - model_share(ev->model, node);
	return d > 1e-9 || d < -1e-9;
}

const char *
evaluation_reference_date(const struct evaluation *ev)
{
	if (ev->model->reference_date)
		return ev->model->reference_date;
	const char *newest = NULL;
	for (size_t i = 0; i < ev->n_alternatives; i++) {
		const char *date = ev->alternatives[i].profile->surveyed;
		if (ev->alternatives[i].in && date && (!newest || strcmp(date, newest) > 0))
			newest = date;
	}
	return newest;
}
