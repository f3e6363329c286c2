/* condition_text: a comparison as it could have been written: it reads back as the same. */
#include <string.h>

#include "data/condition.h"
#include "data/text.h"

static const char *
subject_text(const struct condition *c, struct arena *arena)
{
	if (c->def)
		return c->def->id;
	if (c->mark)
		return c->mark;
	return arena_printf(arena, "%s.seal", c->objective ? c->objective->id : c->framework->id);
}

/* Numbers, dates and booleans are never quoted; a text is when it would read as something else. */
static bool
needs_quotes(const struct fact_def *def, const char *s)
{
	static const char *const keywords[] = { "and", "or", "not", "in" };
	if (!def || (def->type != FACT_WORD && def->type != FACT_COUNTRY && def->type != FACT_TEXT))
		return false;
	for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
		if (str_eq(s, keywords[i]))
			return true;
	return !id_valid(s, strlen(s));
}

static const char *
literal_text(const struct condition *c, size_t i, struct arena *arena)
{
	const char *s = c->literals[i].text;
	return needs_quotes(c->def, s) ? arena_printf(arena, "\"%s\"", s) : s;
}

static const char *
list_text(const struct condition *c, struct arena *arena)
{
	const char *all = "[";
	for (size_t i = 0; all && i < c->n_literals; i++) {
		const char *one = literal_text(c, i, arena);
		all = one ? arena_printf(arena, "%s%s%s", all, i ? ", " : "", one) : NULL;
	}
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
	const char *object = c->op != COND_IN ? literal_text(c, 0, arena)
		: c->group                    ? c->group->id
					      : list_text(c, arena);
	return subject && object ? arena_printf(arena, "%s %s %s", subject, signs[c->op], object)
				 : NULL;
}
