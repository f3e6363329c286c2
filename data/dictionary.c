/* dictionary: looking things up, and converting amounts. */
#include "data/dictionary.h"

#include <stdlib.h>
#include <string.h>

#include "data/text.h"

/* Records by id begin with the id. */
static int
compare_id(const void *id, const void *record)
{
	return strcmp(id, *(const char *const *)record);
}

const struct fact_def *
dictionary_find(const struct dictionary *d, const char *id)
{
	return d->n ? bsearch(id, d->defs, d->n, sizeof *d->defs, compare_id) : NULL;
}

const struct country_group *
dictionary_group(const struct dictionary *d, const char *id)
{
	return d->n_groups ? bsearch(id, d->groups, d->n_groups, sizeof *d->groups, compare_id)
			   : NULL;
}

bool
group_has(const struct country_group *g, const char *country)
{
	for (size_t i = 0; i < g->countries.n; i++)
		if (str_eq(g->countries.items[i], country))
			return true;
	return false;
}

enum { CURRENCY_LENGTH = 3 };

/* True when a unit begins with a currency: "EUR", "EUR/h". */
static bool
has_currency(const char *unit)
{
	for (size_t i = 0; i < CURRENCY_LENGTH; i++)
		if (unit[i] < 'A' || unit[i] > 'Z')
			return false;
	char after = unit[CURRENCY_LENGTH];
	return after == '\0' || after == '/' || after == ' ';
}

static bool
is_currency_of(const char *currency, const char *unit)
{
	return strncmp(currency, unit, CURRENCY_LENGTH) == 0;
}

bool
dictionary_convert(const struct dictionary *d, const char *from, const char *to, double *factor)
{
	if (str_eq(from, to)) {
		*factor = 1;
		return true;
	}
	if (!from || !to || !has_currency(from) || !has_currency(to) ||
		!str_eq(from + CURRENCY_LENGTH, to + CURRENCY_LENGTH))
		return false;
	for (size_t i = 0; i < d->n_rates; i++) {
		const struct rate *rate = &d->rates[i];
		if (is_currency_of(rate->from, from) && is_currency_of(rate->to, to)) {
			*factor = rate->rate;
			return true;
		}
		if (is_currency_of(rate->from, to) && is_currency_of(rate->to, from)) {
			*factor = 1 / rate->rate;
			return true;
		}
	}
	return false;
}
