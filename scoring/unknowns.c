/*
 * unknowns: which answers that nobody has yet could put another first.
 *
 * An answer lifts a rival by its weight times (high - best) or lowers the leader by its weight
 * times (best - low). For each rival the greatest swings are taken until they pass the margin.
 */
#include <math.h>
#include <stdint.h>

#include "scoring/result_int.h"

enum { MOST = 12 }; /* of a rival, and of the whole list */

/* The greatest swings seen, greatest first, and the sum of all that were offered. */
struct shortlist {
	struct deciding_unknown items[MOST];
	size_t n;
	double total;
};

static bool
is_greater(const struct deciding_unknown *a, const struct deciding_unknown *b)
{
	if (fabs(a->swing) != fabs(b->swing))
		return fabs(a->swing) > fabs(b->swing);
	if (a->alternative != b->alternative)
		return a->alternative < b->alternative;
	return a->node < b->node;
}

static void
offer(struct shortlist *list, struct deciding_unknown u)
{
	size_t i = list->n;
	list->total += fabs(u.swing);
	if (i == MOST && !is_greater(&u, &list->items[MOST - 1]))
		return;
	if (i < MOST)
		list->n++;
	else
		i--;
	for (; i > 0 && is_greater(&u, &list->items[i - 1]); i--)
		list->items[i] = list->items[i - 1];
	list->items[i] = u;
}

/* Adds one that may be there already: the leader's, by a nearer rival, whose claim is stronger. */
static void
offer_once(struct shortlist *list, struct deciding_unknown u)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct deciding_unknown *have = &list->items[i];
		if (have->alternative == u.alternative && have->node == u.node)
			return;
	}
	offer(list, u);
}

/* The swings of one alternative's unknowns: up for a rival, down for the leader. */
static void
gather(const struct problem *p, size_t alternative, bool is_leader, struct shortlist *list)
{
	for (size_t i = 0; i < p->n_nodes; i++) {
		const struct cell *cell = problem_cell(p, alternative, i);
		if (p->model->nodes[i].kind == LEAF_NONE || !cell->unknown)
			continue;
		const struct points *x = &cell->points;
		double swing =
			p->global_weight[i] * (is_leader ? x->low - x->best : x->high - x->best);
		if (swing != 0)
			offer(list, (struct deciding_unknown){ alternative, i, swing, false });
	}
}

/* A rival that must pass the leader. */
struct race {
	double leader, rival; /* scores */
};

static bool
passes(const struct race *race, double gain)
{
	return score_rounded(race->rival + gain) > score_rounded(race->leader);
}

/* Those that put this rival first: each alone if any can, else the fewest that do it together. */
static void
decide_rival(const struct race *race, struct shortlist *swings, struct shortlist *out)
{
	if (!passes(race, swings->total))
		return;
	double sum = 0;
	for (size_t i = 0; i < swings->n; i++) {
		struct deciding_unknown *u = &swings->items[i];
		u->alone = passes(race, fabs(u->swing));
		if (passes(race, sum) && !u->alone)
			return;
		sum += fabs(u->swing);
		offer_once(out, *u);
	}
}

enum status
unknowns_decide(struct result *r, struct arena *arena)
{
	/*
	 * Under UNKNOWN_EXCLUDE an answer also moves the weights of all others: no swing says that.
	 */
	if (r->n_pool < 2 || r->problem->rule == UNKNOWN_EXCLUDE)
		return ST_OK;
	struct shortlist *out = arena_alloc(arena, sizeof *out);
	if (!out)
		return ST_NOMEM;
	struct shortlist leader = { .n = 0 };
	gather(r->problem, r->winner, true, &leader);
	for (size_t k = 1; k < r->n_pool; k++) {
		size_t rival = r->order[k];
		struct shortlist swings = leader;
		gather(r->problem, rival, false, &swings);
		struct race race = { r->scores[r->winner].points.best,
			r->scores[rival].points.best };
		decide_rival(&race, &swings, out);
	}
	r->deciding = out->items;
	r->n_deciding = out->n;
	return ST_OK;
}
