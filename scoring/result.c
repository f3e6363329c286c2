/* result: scores every alternative, ranks them, and says how firm the first place is. */
#include "scoring/result.h"

#include <math.h>
#include <stdint.h>

#include "scoring/result_int.h"

double
score_rounded(double score)
{
	return round(score * 1e9) / 1e9;
}

/* ---- scores ---- */

static enum gate_outcome
least_gate(const struct problem *p, size_t alternative)
{
	enum gate_outcome least = GATE_PASS;
	for (size_t g = 0; g < p->n_gates; g++) {
		enum gate_outcome o = p->gates[alternative * p->n_gates + g];
		if (o < least)
			least = o;
	}
	return least;
}

static void
fill_score(const struct problem *p, size_t alternative, struct node_score *nodes, double *scratch,
	struct score *s)
{
	roll_up(p, alternative, nodes, scratch);
	const struct node_score *root = &nodes[0];
	*s = (struct score){
		.alternative = alternative,
		.points = root->points,
		.coverage = root->coverage,
		.weak = root->weak,
		.old = root->old,
		.n_unknown = root->n_unknown,
		.gate = least_gate(p, alternative),
		.nodes = nodes,
	};
	bool open_counts = !p->model->open_counts_as_fail;
	s->in_pool = s->gate == GATE_PASS || (s->gate == GATE_OPEN && open_counts);
	s->score_neutral = roll_up_under(p, alternative, UNKNOWN_NEUTRAL, scratch);
	s->score_optimistic = roll_up_under(p, alternative, UNKNOWN_OPTIMISTIC, scratch);
	s->lost_to_unknowns = s->score_optimistic - s->points.best;
}

static enum status
fill_scores(struct result *r, struct arena *arena)
{
	const struct problem *p = r->problem;
	if (p->n_nodes && r->n > SIZE_MAX / p->n_nodes)
		return ST_NOMEM;
	r->scores = arena_array(arena, r->n, sizeof *r->scores);
	struct node_score *nodes = arena_array(arena, r->n * p->n_nodes, sizeof *nodes);
	double *scratch = arena_array(arena, p->n_nodes, sizeof *scratch);
	if (!r->scores || !nodes || !scratch)
		return ST_NOMEM;
	for (size_t a = 0; a < r->n; a++)
		fill_score(p, a, nodes + a * p->n_nodes, scratch, &r->scores[a]);
	return ST_OK;
}

/* ---- the first place ---- */

static void
compare_first_two(struct result *r)
{
	if (r->n_pool < 2)
		return;
	const struct points *first = &r->scores[r->order[0]].points;
	const struct points *second = &r->scores[r->order[1]].points;
	r->margin = score_rounded(score_rounded(first->best) - score_rounded(second->best));
	r->winner_tied = r->margin == 0;
	r->ranges_overlap = score_rounded(second->high) >= score_rounded(first->low);
}

/* The first of the pool whose gates all pass. */
static size_t
first_that_passes(const struct result *r)
{
	for (size_t k = 0; k < r->n_pool; k++)
		if (r->scores[r->order[k]].gate == GATE_PASS)
			return r->order[k];
	return SIZE_MAX;
}

static void
find_winner(struct result *r)
{
	r->winner = r->n_pool ? r->order[0] : SIZE_MAX;
	r->winner_without_open = first_that_passes(r);
	r->open_changes_winner = r->winner != r->winner_without_open;
	compare_first_two(r);
}

enum status
result_compute(const struct problem *p, struct arena *arena, struct result **out)
{
	struct result *r = arena_alloc(arena, sizeof *r);
	if (!r)
		return ST_NOMEM;
	*r = (struct result){
		.problem = p, .n = p->n_alternatives, .recordable = p->rule != UNKNOWN_EXCLUDE
	};
	enum status st = fill_scores(r, arena);
	if (st == ST_OK)
		st = ranks_fill(r, arena);
	if (st != ST_OK)
		return st;
	find_winner(r);
	st = unknowns_decide(r, arena);
	if (st == ST_OK)
		st = break_even_find(r, arena);
	if (st == ST_OK)
		*out = r;
	return st;
}
