/* profile: what holds for an offer. */
#include "data/profile.h"

#include <stdlib.h>
#include <string.h>

const char *const confidence_words[] = { "low", "medium", "high", NULL };

/* Records by id begin with the id. */
static int
compare_id(const void *id, const void *record)
{
	return strcmp(id, *(const char *const *)record);
}

static const void *
find(const char *id, const void *records, size_t n, size_t size)
{
	return n ? bsearch(id, records, n, size, compare_id) : NULL;
}

const struct offer *
profile_offer(const struct profile *p, const char *id)
{
	return find(id, p->offers, p->n_offers, sizeof *p->offers);
}

const struct fact *
profile_fact(const struct profile *p, const struct offer *offer, const struct fact_def *def)
{
	if (offer) {
		const struct fact *own =
			find(def->id, offer->facts, offer->n_facts, sizeof *offer->facts);
		if (own)
			return own;
		if (!offer->inherits_company || def->scope != SCOPE_COMPANY)
			return NULL;
	}
	return find(def->id, p->facts, p->n_facts, sizeof *p->facts);
}

/* A mark judges one offer whole, so none is inherited. */
const struct mark *
profile_mark(const struct profile *p, const struct offer *offer, const char *id)
{
	return offer ? find(id, offer->marks, offer->n_marks, sizeof *offer->marks)
		     : find(id, p->marks, p->n_marks, sizeof *p->marks);
}
