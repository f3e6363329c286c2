/* condition_text: a comparison as it could have been written. */
#include "data/condition.h"

static const char *
subject_text(const struct condition *c, struct arena *arena)
{
	if (c->def)
		return c->def->id;
	if (c->mark)
		return c->mark;
	return arena_printf(arena, "%s.seal", c->objective ? c->objective->id : c->framework->id);
}

static const char *
list_text(const struct condition *c, struct arena *arena)
{
	const char *all = "[";
	for (size_t i = 0; all && i < c->n_literals; i++)
		all = arena_printf(arena, "%s%s%s", all, i ? ", " : "", c->literals[i].text);
	return all ? arena_printf(arena, "%s]", all) : NULL;
}

const char *
condition_text(const struct condition *c, struct arena *arena)
{
	static const char *const signs[] = {
		[COND_EQ] = "==",
		[COND_NE] = "!=",
		[COND_LT] = "<",
		[COND_LE] = "<=",
		[COND_GT] = ">",
		[COND_GE] = ">=",
		[COND_IN] = "in",
	};
	if (c->op == COND_AND || c->op == COND_OR || c->op == COND_NOT)
		return "";
	const char *subject = subject_text(c, arena);
	const char *object = c->op != COND_IN ? c->literals[0].text
		: c->group                    ? c->group->id
					      : list_text(c, arena);
	return subject && object ? arena_printf(arena, "%s %s %s", subject, signs[c->op], object)
				 : NULL;
}
