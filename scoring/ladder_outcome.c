/* ladder_outcome: each level by its own conditions, then by those below. */
#include "scoring/ladder_outcome.h"

#include <stdint.h>

const char *const ladder_words[] = { "not", "open", "reached" };

/* What is reached rests on both of its conditions, what is missed on the first. */
static bool
is_weak(const struct ladder_level *l, const struct level_outcome *o, const struct evaluation *ev,
	size_t alternative)
{
	if (o->outcome == GATE_OPEN)
		return false;
	bool is_weak = l->when_condition && gate_is_weak(l->when_condition, ev, alternative);
	if (o->outcome == GATE_PASS && l->enough_condition)
		is_weak |= gate_is_weak(l->enough_condition, ev, alternative);
	return is_weak;
}

static struct level_outcome
evaluate_alone(const struct ladder_level *l, const struct evaluation *ev, size_t alternative)
{
	struct level_outcome o = { .outcome = GATE_PASS };
	if (l->when_condition) {
		o.outcome = gate_evaluate(l->when_condition, ev, alternative);
		o.because = gate_reason(l->when_condition, ev, alternative);
	}
	bool is_settled = !l->unseen.by[LANG_EN] ||
		(l->enough_condition &&
			gate_evaluate(l->enough_condition, ev, alternative) == GATE_PASS);
	if (o.outcome == GATE_PASS && !is_settled)
		o.outcome = GATE_OPEN;
	o.weak = is_weak(l, &o, ev, alternative);
	return o;
}

void
ladder_evaluate(const struct ladder *l, const struct evaluation *ev, size_t alternative,
	struct level_outcome *outcomes)
{
	for (size_t i = 0; i < l->n_levels; i++) {
		outcomes[i] = evaluate_alone(&l->levels[i], ev, alternative);
		outcomes[i].decided_by = i;
		if (l->cumulative && i && outcomes[i - 1].outcome <= outcomes[i].outcome &&
			outcomes[i - 1].outcome != GATE_PASS)
			outcomes[i] = outcomes[i - 1];
		else if (l->cumulative && i && outcomes[i].outcome == GATE_PASS)
			outcomes[i].weak |= outcomes[i - 1].weak;
	}
}

size_t
ladder_reached(const struct ladder *l, const struct level_outcome *outcomes)
{
	for (size_t i = l->n_levels; i > 0; i--)
		if (outcomes[i - 1].outcome == GATE_PASS)
			return i - 1;
	return SIZE_MAX;
}

size_t
ladder_count(const struct ladder *l, const struct level_outcome *outcomes)
{
	size_t n = 0;
	for (size_t i = 0; i < l->n_levels; i++)
		n += outcomes[i].outcome == GATE_PASS;
	return n;
}
