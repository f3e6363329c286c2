/*
 * break_even: between which weights of a top-level criterion the leader leads.
 *
 * While a criterion's weight w goes from 0 to 1 and the others keep their proportion, every score
 * is a straight line: w times the points of the criterion and 1 - w times those of the rest. The
 * leader's lead over a rival is a line too, and crosses zero at most once.
 */
#include <math.h>
#include <stdint.h>

#include "scoring/result_int.h"

/* A score at weight 0 and at weight 1 of a criterion. */
struct line {
	double at_0, at_1;
};

/* A sum over some of the criteria; `plain` is for when all of them weigh nothing. */
struct partial {
	double weight, weighted, plain;
};

/* The end of the leader's interval that a rival sets. */
struct bound {
	double at, slope;
	size_t rival; /* SIZE_MAX: nobody */
};

/* All arrays by node index; only those of the children of the root are used. */
struct search {
	const struct result *result;
	const struct criterion *root;
	struct partial *before;
	struct line *leader, *rival;
	struct bound *below, *above;
};

static struct partial
plus(struct partial sum, double weight, double points)
{
	return (struct partial){ sum.weight + weight, sum.weighted + weight * points,
		sum.plain + points };
}

static double
mean_of_rest(struct partial a, struct partial b, size_t n)
{
	double weight = a.weight + b.weight;
	return weight > 0 ? (a.weighted + b.weighted) / weight : (a.plain + b.plain) / (double)n;
}

/* The lines of one alternative for every criterion, from the sums before and after each. */
static void
fill_lines(const struct search *s, size_t alternative, struct line *lines)
{
	const double *weight = s->result->problem->weight;
	const struct node_score *nodes = s->result->scores[alternative].nodes;
	size_t n = s->root->n_children;
	struct partial sum = { 0, 0, 0 };
	for (size_t k = 0; k < n; k++) {
		size_t kid = s->root->by_id[k];
		s->before[kid] = sum;
		sum = plus(sum, weight[kid], nodes[kid].points.best);
	}
	sum = (struct partial){ 0, 0, 0 };
	for (size_t k = n; k-- > 0;) {
		size_t kid = s->root->by_id[k];
		double own = nodes[kid].points.best;
		/* An only child has nobody to take what it gives up. */
		double rest = n > 1 ? mean_of_rest(s->before[kid], sum, n - 1) : own;
		lines[kid] = (struct line){ rest, own };
		sum = plus(sum, weight[kid], own);
	}
}

/* Of two that cross the leader at the same weight, the steeper one leads beyond. */
static bool
is_nearer(const struct bound *a, const struct bound *b, bool below)
{
	if (b->rival == SIZE_MAX)
		return true;
	if (a->at != b->at)
		return below ? a->at > b->at : a->at < b->at;
	return fabs(a->slope) > fabs(b->slope);
}

static void
bound_by(const struct search *s, size_t criterion, size_t rival)
{
	const struct line *l = &s->leader[criterion], *r = &s->rival[criterion];
	double lead_0 = l->at_0 - r->at_0, lead_1 = l->at_1 - r->at_1;
	if (lead_0 >= 0 && lead_1 >= 0)
		return;
	double now = s->result->problem->weight[criterion];
	struct bound b = { now, lead_1 - lead_0, rival };
	if (b.slope != 0)
		b.at = lead_0 / (lead_0 - lead_1);
	bool is_below = lead_0 < lead_1;
	/* Now the leader leads; only rounding can say otherwise. */
	b.at = is_below ? fmin(b.at, now) : fmax(b.at, now);
	struct bound *side = is_below ? &s->below[criterion] : &s->above[criterion];
	if (is_nearer(&b, side, is_below))
		*side = b;
}

static void
find_bounds(const struct search *s)
{
	const struct result *r = s->result;
	for (size_t k = 0; k < s->root->n_children; k++) {
		s->below[s->root->children[k]] = (struct bound){ 0, 0, SIZE_MAX };
		s->above[s->root->children[k]] = (struct bound){ 1, 0, SIZE_MAX };
	}
	fill_lines(s, r->winner, s->leader);
	for (size_t i = 1; i < r->n_pool; i++) {
		fill_lines(s, r->order[i], s->rival);
		for (size_t k = 0; k < s->root->n_children; k++)
			bound_by(s, s->root->children[k], r->order[i]);
	}
}

enum status
break_even_find(struct result *r, struct arena *arena)
{
	/* Under UNKNOWN_EXCLUDE each has weights of its own, so no weight is shared to be moved. */
	if (r->winner == SIZE_MAX || r->problem->rule == UNKNOWN_EXCLUDE)
		return ST_OK;
	size_t n = r->problem->n_nodes;
	struct search s = {
		.result = r,
		.root = &r->problem->model->nodes[0],
		.before = arena_array(arena, n, sizeof *s.before),
		.leader = arena_array(arena, n, sizeof *s.leader),
		.rival = arena_array(arena, n, sizeof *s.rival),
		.below = arena_array(arena, n, sizeof *s.below),
		.above = arena_array(arena, n, sizeof *s.above),
	};
	struct break_even *list = arena_array(arena, s.root->n_children, sizeof *list);
	if (!s.before || !s.leader || !s.rival || !s.below || !s.above || !list)
		return ST_NOMEM;
	find_bounds(&s);
	for (size_t k = 0; k < s.root->n_children; k++) {
		size_t c = s.root->children[k];
		list[k] = (struct break_even){ c, r->problem->weight[c], s.below[c].at,
			s.above[c].at, s.below[c].rival, s.above[c].rival };
	}
	r->break_evens = list;
	r->n_break_evens = s.root->n_children;
	return ST_OK;
}
