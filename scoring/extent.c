/* extent: bounds of the evidence and of the dictionary, put together. */
#include "scoring/extent.h"

#include <math.h>

#include "data/text.h"

bool
extent_factor(const struct dictionary *d, const struct fact_def *def, const struct value *v,
	double *factor)
{
	*factor = 1;
	if (!v->unit || !def->unit || str_eq(v->unit, def->unit))
		return true;
	return dictionary_convert(d, v->unit, def->unit, factor);
}

bool
extent_of(const struct fact_def *def, const struct value *v, double factor, struct extent *out)
{
	bool bounded = v->has_low || v->has_high;
	*out = (struct extent){ .has_numbers = bounded, .has_word = v->kind == VALUE_WORD };
	out->low = v->has_low ? v->low * factor : def->min;
	out->high = v->has_high ? v->high * factor : def->max;
	if (out->low > out->high)
		out->high = out->low;
	if (v->kind != VALUE_NUMBER)
		return bounded || out->has_word;
	double x = v->number * factor;
	out->has_numbers = true;
	out->low = bounded ? fmin(out->low, x) : x;
	out->high = bounded ? fmax(out->high, x) : x;
	return true;
}
