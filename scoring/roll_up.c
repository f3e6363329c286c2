/*
 * roll_up: the weighted sum, node by node from the leaves up, each in byte order of ids.
 *
 * Every sum runs over the same terms in the same order for low, best and high, so that rounding
 * keeps low <= best <= high, and no order of files or of the command line shows in a score.
 */
#include <math.h>

#include "scoring/result_int.h"

/*
 * A mean is never above its greatest term, but may come out so by rounding, when weights add up to
 * one and a bit.
 */
static double
at_most(double x, double most)
{
	return x > most ? most : x;
}

/* Under UNKNOWN_EXCLUDE, whether anything that weighs is known below the node. */
static bool
counts(const struct problem *p, const struct node_score *n)
{
	return p->rule != UNKNOWN_EXCLUDE || n->coverage > 0;
}

/*
 * By what a child's weight is divided: 1, or, when siblings dropped out, what the others weigh.
 * 0 when nothing that weighs is left.
 */
static double
weight_that_counts(
	const struct problem *p, const struct criterion *c, const struct node_score *nodes)
{
	double sum = 0;
	bool all = true;
	for (size_t k = 0; k < c->n_children; k++) {
		size_t kid = c->by_id[k];
		if (counts(p, &nodes[kid]))
			sum += p->weight[kid];
		else
			all = false;
	}
	return all ? 1 : sum;
}

static void
fill_leaf(const struct cell *cell, struct node_score *n)
{
	*n = (struct node_score){
		.points = cell->points,
		.coverage = cell->unknown ? 0 : 1,
		.weak = cell->weak ? 1 : 0,
		.old = cell->old ? 1 : 0,
		.n_unknown = cell->unknown ? 1 : 0,
		.n_leaves = 1,
	};
}

static void
add_child(struct node_score *sum, double weight, const struct node_score *kid)
{
	sum->points.low += weight * kid->points.low;
	sum->points.high += weight * kid->points.high;
	sum->coverage += weight * kid->coverage;
	sum->weak += weight * kid->weak;
	sum->old += weight * kid->old;
	sum->n_unknown += kid->n_unknown;
	sum->n_leaves += kid->n_leaves;
}

static void
fill_branch(const struct problem *p, const struct criterion *c, struct node_score *nodes)
{
	struct node_score sum = { 0 };
	struct points most = { 0 };
	double divisor = weight_that_counts(p, c, nodes), best = 0;
	for (size_t k = 0; k < c->n_children; k++) {
		size_t kid = c->by_id[k];
		add_child(&sum, p->weight[kid], &nodes[kid]);
		most.low = fmax(most.low, nodes[kid].points.low);
		most.best = fmax(most.best, nodes[kid].points.best);
		most.high = fmax(most.high, nodes[kid].points.high);
		if (divisor > 0 && counts(p, &nodes[kid]))
			best += p->weight[kid] / divisor * nodes[kid].points.best;
	}
	sum.points.low = at_most(sum.points.low, most.low);
	sum.points.high = at_most(sum.points.high, most.high);
	bool is_known = p->rule != UNKNOWN_EXCLUDE || sum.coverage > 0;
	sum.points.best = is_known ? at_most(best, most.best) : sum.points.low;
	sum.coverage = sum.n_unknown ? at_most(sum.coverage, 1) : 1;
	sum.weak = at_most(sum.weak, 1);
	sum.old = at_most(sum.old, 1);
	nodes[c->index] = sum;
}

/* From the root down: the share of the whole that counts, and with it the contribution. */
static void
fill_contributions(const struct problem *p, struct node_score *nodes, double *share)
{
	bool any = counts(p, &nodes[0]);
	share[0] = 1;
	for (size_t i = 0; i < p->n_nodes; i++) {
		const struct criterion *c = &p->model->nodes[i];
		double divisor = any ? weight_that_counts(p, c, nodes) : 1;
		for (size_t k = 0; k < c->n_children; k++) {
			size_t kid = c->by_id[k];
			bool in = divisor > 0 && (!any || counts(p, &nodes[kid]));
			share[kid] = in ? share[i] * (p->weight[kid] / divisor) : 0;
		}
		nodes[i].contribution = share[i] * nodes[i].points.best;
	}
}

void
roll_up(const struct problem *p, size_t alternative, struct node_score *nodes, double *share)
{
	for (size_t i = p->n_nodes; i-- > 0;) {
		const struct criterion *c = &p->model->nodes[i];
		if (c->kind == LEAF_NONE)
			fill_branch(p, c, nodes);
		else
			fill_leaf(problem_cell(p, alternative, i), &nodes[i]);
	}
	fill_contributions(p, nodes, share);
	/* Only now: ranges above are made of the ranges at full weights, not of widened ones. */
	for (size_t i = 0; p->rule == UNKNOWN_EXCLUDE && i < p->n_nodes; i++) {
		struct points *x = &nodes[i].points;
		x->low = fmin(x->low, x->best);
		x->high = fmax(x->high, x->best);
	}
}

double
roll_up_under(const struct problem *p, size_t alternative, enum unknown_rule rule, double *points)
{
	for (size_t i = p->n_nodes; i-- > 0;) {
		const struct criterion *c = &p->model->nodes[i];
		const struct cell *cell = problem_cell(p, alternative, i);
		points[i] =
			rule == UNKNOWN_NEUTRAL ? cell->as_neutral.best : cell->as_optimistic.best;
		if (c->kind != LEAF_NONE)
			continue;
		double sum = 0, most = 0;
		for (size_t k = 0; k < c->n_children; k++) {
			sum += p->weight[c->by_id[k]] * points[c->by_id[k]];
			most = fmax(most, points[c->by_id[k]]);
		}
		points[i] = at_most(sum, most);
	}
	return points[0];
}
