/* basis: read off the tree and its weights as they are now, never remembered. */
#include "scoring/basis.h"

#include <math.h>

#include "data/framework.h"
#include "data/text.h"

static bool
is_below(const struct model *m, size_t node, size_t ancestor)
{
	while (node != ancestor && node != 0)
		node = m->nodes[node].parent;
	return node == ancestor;
}

const char *
basis_of(const struct model *m, size_t node)
{
	static const char *const words[] = {
		[LEAF_FACT] = "facts",
		[LEAF_MARK] = "marks",
		[LEAF_COST] = "costs",
		[LEAF_EVALUATOR] = "evaluators' marks",
	};
	enum leaf_kind kind = LEAF_NONE;
	for (size_t i = 0; i < m->n_nodes; i++) {
		enum leaf_kind k = m->nodes[i].kind;
		if (k == LEAF_NONE || !is_below(m, i, node))
			continue;
		if (kind != LEAF_NONE && kind != k)
			return NULL;
		kind = k;
	}
	return kind == LEAF_NONE ? NULL : words[kind];
}

/* ---- frameworks ---- */

/* Whether the children of a node are the objectives of f, and theirs the criteria of each. */
static bool
is_framework(const struct model *m, size_t node, const struct framework *f)
{
	const struct criterion *branch = &m->nodes[node];
	if (branch->n_children != f->n_objectives)
		return false;
	for (size_t i = 0; i < f->n_objectives; i++) {
		const struct criterion *c = &m->nodes[branch->children[i]];
		const struct objective *o = &f->objectives[i];
		if (!str_eq(c->id, o->id) || c->n_children != o->n_criteria)
			return false;
		for (size_t k = 0; k < o->n_criteria; k++)
			if (m->nodes[c->children[k]].kind != LEAF_MARK ||
				!str_eq(m->nodes[c->children[k]].reads, o->criteria[k].id))
				return false;
	}
	return true;
}

const struct framework *
basis_weighed(const struct model *m, const struct dictionary *d, size_t *node)
{
	for (size_t i = 0; i < d->n_frameworks; i++) {
		const struct framework *f = d->frameworks[i];
		const struct criterion *first = model_find(m, f->objectives[0].id);
		if (!first || !is_framework(m, first->parent, f))
			continue;
		*node = first->parent;
		return f;
	}
	return NULL;
}

const struct framework *
basis_framework(const struct problem *p, size_t node)
{
	const struct dictionary *d = &p->evaluation->library->dictionary;
	for (size_t i = 0; i < d->n_frameworks; i++)
		if (is_framework(p->model, node, d->frameworks[i]))
			return d->frameworks[i];
	return NULL;
}

/* Siblings share equally below an objective, and objectives weigh what the edition says. */
static bool
has_weights(
	const struct problem *p, size_t node, const struct framework *f, const struct edition *e)
{
	const struct criterion *branch = &p->model->nodes[node];
	for (size_t i = 0; i < f->n_objectives; i++) {
		const struct criterion *c = &p->model->nodes[branch->children[i]];
		if (fabs(p->weight[c->index] * 100 - e->weights[i]) > 1e-9)
			return false;
		for (size_t k = 0; k < c->n_children; k++)
			if (fabs(p->weight[c->children[k]] * (double)c->n_children - 1) > 1e-9)
				return false;
	}
	return true;
}

const struct edition *
basis_edition(const struct problem *p, size_t node, const struct framework *f)
{
	/* Where editions weigh alike it is the default one. */
	if (has_weights(p, node, f, &f->editions[f->edition]))
		return &f->editions[f->edition];
	for (size_t i = 0; i < f->n_editions; i++)
		if (has_weights(p, node, f, &f->editions[i]))
			return &f->editions[i];
	return NULL;
}
