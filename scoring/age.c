/* age: the model says how many months a fact may have. */
#include "scoring/age.h"

#include "data/text.h"

struct age
age_of(const struct evaluation *ev)
{
	const char *reference = evaluation_reference_date(ev);
	int months = ev->model->max_age_months;
	if (!reference || months <= 0)
		return (struct age){ .has_limit = false };
	return (struct age){ true, date_first_day(reference), months };
}

bool
age_is_old(const struct age *age, const char *as_of)
{
	return age->has_limit && date_months_later(as_of, age->months) < age->reference;
}
