/* model: finding a criterion. */
#include "data/model.h"

#include "data/framework.h"
#include "data/text.h"

const char *const unknown_rule_words[] = { "pessimistic", "neutral", "optimistic", "exclude",
	NULL };

const char *
criterion_question(const struct criterion *c, enum lang lang)
{
	if (c->def)
		return c->def->question.by[lang];
	return c->asks ? c->asks->asks.by[lang] : NULL;
}

const struct criterion *
model_find(const struct model *m, const char *id)
{
	for (size_t i = 0; i < m->n_nodes; i++)
		if (str_eq(m->nodes[i].id, id))
			return &m->nodes[i];
	return NULL;
}
