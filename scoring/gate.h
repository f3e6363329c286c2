/*
 * gate: evaluates conditions over what is known, in Kleene's three values.
 *
 * A comparison passes when it holds for every value that the evidence leaves open, fails when it
 * holds for none, and is open in between or when nothing is known.
 */
#ifndef SCORING_GATE_H
#define SCORING_GATE_H

#include "data/evaluation.h"

enum gate_outcome { GATE_FAIL, GATE_OPEN, GATE_PASS };
extern const char *const gate_words[];                  /* "fail", "open", "pass" */

enum gate_outcome gate_evaluate(const struct condition *, const struct evaluation *,
	size_t alternative);
/*
 * The comparison that decides an outcome other than pass (the first that is no pass), for "why":
 * NULL when it passes.
 */
const struct condition *gate_reason(const struct condition *, const struct evaluation *,
	size_t alternative);

/*
 * Whether a condition reads something known of this alternative with low confidence: a fact, or a
 * mark.
 */
bool gate_is_weak(const struct condition *, const struct evaluation *, size_t alternative);

#endif
