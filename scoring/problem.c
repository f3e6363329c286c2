/* problem: reads the evaluation once, so that what follows is arithmetic over arrays. */
#include "scoring/problem.h"

#include <math.h>
#include <stdint.h>

#include "data/text.h"
#include "scoring/age.h"
#include "scoring/extent.h"

/* ---- alternatives ---- */

static bool
list_alternatives(struct problem *p, struct arena *arena)
{
	const struct evaluation *ev = p->evaluation;
	size_t *list = arena_array(arena, ev->n_alternatives, sizeof *list);
	if (!list)
		return false;
	for (size_t i = 0; i < ev->n_alternatives; i++)
		if (ev->alternatives[i].in)
			list[p->n_alternatives++] = i;
	p->alternatives = list;
	return true;
}

/* ---- weights ---- */

/* The arithmetic of evaluation_weight(), for all nodes in one pass. */
static bool
fill_weights(struct problem *p, struct arena *arena)
{
	double *weight = arena_array(arena, p->n_nodes, sizeof *weight);
	double *global = arena_array(arena, p->n_nodes, sizeof *global);
	if (!weight || !global)
		return false;
	const double *raw = p->evaluation->weights;
	weight[0] = global[0] = 1;
	for (size_t i = 0; i < p->n_nodes; i++) {
		const struct criterion *c = &p->model->nodes[i];
		double sum = 0;
		for (size_t k = 0; k < c->n_children; k++)
			sum += raw[c->by_id[k]];
		for (size_t k = 0; k < c->n_children; k++) {
			size_t kid = c->by_id[k];
			weight[kid] = sum > 0 ? raw[kid] / sum : 1.0 / (double)c->n_children;
			global[kid] = global[i] * weight[kid];
		}
	}
	p->weight = weight;
	p->global_weight = global;
	return true;
}

/* ---- cells ---- */

/*
 * A mark is a number: its rung. It has no date of its own, the facts and sources that it rests on
 * have theirs: so it never counts as old. NULL without memory.
 */
static const struct fact *
mark_as_fact(const struct mark *m, struct arena *arena)
{
	struct fact *fact = arena_alloc(arena, sizeof *fact);
	const char *rung = m->rung ? arena_printf(arena, "%d", m->rung) : "unknown";
	const char *low = arena_printf(arena, "%d", m->low);
	const char *high = arena_printf(arena, "%d", m->high);
	/* Bounds say something where they leave room, and always where there is nothing else. */
	bool has_bounds = !m->rung || m->low < m->high;
	if (!fact || !rung || !low || !high)
		return NULL;
	*fact = (struct fact){
		.id = m->id,
		.at = m->at,
		.value = { .kind = m->rung ? VALUE_NUMBER : VALUE_UNKNOWN,
			.text = rung,
			.number = m->rung,
			.has_low = has_bounds,
			.low = m->low,
			.low_text = low,
			.has_high = has_bounds,
			.high = m->high,
			.high_text = high },
		.confidence = m->confidence,
		.note = m->reason,
		.sources = m->sources,
		.n_sources = m->n_sources,
	};
	return fact;
}

static void
set_points(struct cell *cell, const struct criterion *leaf, const struct fact_def *def,
	const struct fact *fact, double factor, enum unknown_rule rule)
{
	cell->points = value_points(&leaf->value, def, fact, factor, rule, &cell->unknown);
	cell->as_neutral = cell->as_optimistic = cell->points;
	if (!cell->unknown)
		return;
	double low = cell->points.low, high = cell->points.high;
	cell->as_neutral = value_unknown(low, high, UNKNOWN_NEUTRAL);
	cell->as_optimistic = value_unknown(low, high, UNKNOWN_OPTIMISTIC);
}

static enum status
fill_fact(const struct problem *p, size_t alternative, const struct criterion *leaf,
	const struct age *age, struct cell *cell, struct err *e)
{
	const struct evaluation *ev = p->evaluation;
	const struct fact *fact = evaluation_fact(ev, alternative, leaf->def);
	double factor = 1;
	if (fact && !extent_factor(&ev->library->dictionary, leaf->def, &fact->value, &factor))
		return err_set(e, ST_INVALID, "%s: %s is in %s, and no rate leads to %s",
			ev->alternatives[alternative].id, leaf->def->id, fact->value.unit,
			leaf->def->unit);
	bool is_low =
		fact && fact->value.kind != VALUE_UNKNOWN && fact->confidence == CONFIDENCE_LOW;
	bool counts = fact && !(is_low && p->model->low_confidence_as_unknown);
	set_points(cell, leaf, leaf->def, counts ? fact : NULL, factor, p->rule);
	cell->fact = fact;
	cell->overridden = fact && fact->overridden;
	cell->weak = is_low && !cell->unknown;
	cell->undated = !cell->unknown && !fact->as_of;
	cell->old = cell->undated || (!cell->unknown && age_is_old(age, fact->as_of));
	return ST_OK;
}

/* Leaves that read no fact: a mark, or what nothing states yet (a cost, an evaluator's mark). */
static enum status
fill_mark(const struct problem *p, size_t alternative, const struct criterion *leaf,
	struct arena *arena, struct cell *cell)
{
	static const struct fact_def rung = {
		.type = FACT_NUMBER, .min = -HUGE_VAL, .max = HUGE_VAL
	};
	const struct alternative *a = &p->evaluation->alternatives[alternative];
	if (leaf->kind == LEAF_MARK)
		cell->mark = profile_mark(a->profile, a->offer, leaf->reads);
	if (cell->mark && !(cell->fact = mark_as_fact(cell->mark, arena)))
		return ST_NOMEM;
	bool is_low = cell->mark && cell->mark->rung && cell->mark->confidence == CONFIDENCE_LOW;
	bool counts = cell->mark && !(is_low && p->model->low_confidence_as_unknown);
	set_points(cell, leaf, &rung, counts ? cell->fact : NULL, 1, p->rule);
	cell->weak = is_low && !cell->unknown;
	return ST_OK;
}

static enum status
fill_cells(struct problem *p, struct arena *arena, struct err *e)
{
	size_t row = p->n_nodes;
	if (row && p->n_alternatives > SIZE_MAX / row)
		return ST_NOMEM;
	struct cell *cells = arena_array(arena, p->n_alternatives * row, sizeof *cells);
	if (!cells)
		return ST_NOMEM;
	struct age age = age_of(p->evaluation);
	enum status st = ST_OK;
	for (size_t a = 0; st == ST_OK && a < p->n_alternatives; a++)
		for (size_t i = 0; st == ST_OK && i < row; i++) {
			const struct criterion *c = &p->model->nodes[i];
			struct cell *cell = &cells[a * row + i];
			if (c->kind == LEAF_FACT)
				st = fill_fact(p, p->alternatives[a], c, &age, cell, e);
			else if (c->kind != LEAF_NONE)
				st = fill_mark(p, p->alternatives[a], c, arena, cell);
		}
	p->cells = cells;
	return st;
}

/* ---- gates ---- */

static bool
fill_gates(struct problem *p, struct arena *arena)
{
	const struct evaluation *ev = p->evaluation;
	const struct evaluation_gate **gate = arena_array(arena, ev->n_gates, sizeof *gate);
	if (!gate)
		return false;
	for (size_t g = 0; g < ev->n_gates; g++)
		if (ev->gates[g].condition)
			gate[p->n_gates++] = &ev->gates[g];
	if (p->n_gates && p->n_alternatives > SIZE_MAX / p->n_gates)
		return false;
	enum gate_outcome *outcome =
		arena_array(arena, p->n_alternatives * p->n_gates, sizeof *outcome);
	if (!outcome)
		return false;
	for (size_t a = 0; a < p->n_alternatives; a++)
		for (size_t g = 0; g < p->n_gates; g++)
			outcome[a * p->n_gates + g] =
				gate_evaluate(gate[g]->condition, ev, p->alternatives[a]);
	p->gate = gate;
	p->gates = outcome;
	return true;
}

enum status
problem_build(const struct evaluation *ev, struct arena *arena, struct problem **out, struct err *e)
{
	struct problem *p = arena_alloc(arena, sizeof *p);
	enum status st = ST_NOMEM;
	if (!p)
		goto out;
	*p = (struct problem){ .evaluation = ev,
		.model = ev->model,
		.n_nodes = ev->model->n_nodes,
		.rule = ev->unknown };
	if (!list_alternatives(p, arena) || !fill_weights(p, arena) || !fill_gates(p, arena))
		goto out;
	st = fill_cells(p, arena, e);
	if (st == ST_OK)
		*out = p;
out:
	if (st == ST_NOMEM)
		return err_set(e, st, "%s", status_text(st));
	return st;
}

enum status
problem_reweigh(const struct problem *before, struct arena *arena, struct problem **out)
{
	struct problem *p = arena_alloc(arena, sizeof *p);
	if (!p)
		return ST_NOMEM;
	*p = *before;
	if (!fill_weights(p, arena))
		return ST_NOMEM;
	*out = p;
	return ST_OK;
}

const struct cell *
problem_cell(const struct problem *p, size_t alternative, size_t node)
{
	return &p->cells[alternative * p->n_nodes + node];
}
