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
 * Whether the outcome of a condition rests on weak evidence: facts or marks of low confidence,
 * facts older than the model allows or undated. It does not where the others alone would decide it.
 * A SEAL is never weak: it rests on many marks.
 */
bool gate_is_weak(const struct condition *, const struct evaluation *, size_t alternative);

#endif
