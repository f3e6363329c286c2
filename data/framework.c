/* framework: lookups by id, and the scale of a criterion. Frameworks are few and short. */
#include "data/framework.h"

#include "data/text.h"

const struct framework *
framework_default(const struct dictionary *d)
{
	const struct framework *f = framework_find(d, "ec-csf");
	return f || !d->n_frameworks ? f : d->frameworks[0];
}

const struct framework *
framework_find(const struct dictionary *d, const char *id)
{
	for (size_t i = 0; i < d->n_frameworks; i++)
		if (str_eq(d->frameworks[i]->id, id))
			return d->frameworks[i];
	return NULL;
}

const struct framework_criterion *
framework_criterion_find(const struct dictionary *d, const char *id, const struct framework **of)
{
	for (size_t i = 0; i < d->n_frameworks; i++)
		for (size_t k = 0; k < d->frameworks[i]->n_criteria; k++)
			if (str_eq(d->frameworks[i]->criteria[k]->id, id)) {
				if (of)
					*of = d->frameworks[i];
				return d->frameworks[i]->criteria[k];
			}
	return NULL;
}

const struct objective *
framework_objective_find(const struct dictionary *d, const char *id, const struct framework **of)
{
	for (size_t i = 0; i < d->n_frameworks; i++)
		for (size_t k = 0; k < d->frameworks[i]->n_objectives; k++)
			if (str_eq(d->frameworks[i]->objectives[k].id, id)) {
				if (of)
					*of = d->frameworks[i];
				return &d->frameworks[i]->objectives[k];
			}
	return NULL;
}

const struct edition *
framework_edition(const struct framework *f, const char *id)
{
	for (size_t i = 0; i < f->n_editions; i++)
		if (str_eq(f->editions[i].id, id))
			return &f->editions[i];
	return NULL;
}

double
framework_points(const struct framework *f, const struct framework_criterion *c, int rung)
{
	double criteria = (double)f->objectives[c->objective].n_criteria;
	return c->rungs[rung - 1].value * criteria * 100 / f->full;
}

double
objective_most(const struct objective *o)
{
	double sum = 0;
	for (size_t i = 0; i < o->n_criteria; i++)
		sum += o->criteria[i].rungs[o->criteria[i].n_rungs - 1].value;
	return sum;
}

bool
award_concerns(const struct award *a, const char *profile)
{
	for (size_t i = 0; i < a->providers.n; i++)
		if (str_eq(a->providers.items[i], profile))
			return true;
	return false;
}
