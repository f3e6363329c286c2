/* view_basis: what each branch rests on, in words. */
#include <string.h>

#include "data/framework.h"
#include "data/text.h"
#include "report/view_int.h"
#include "scoring/basis.h"

const char *
view_basis(const struct view *v, size_t node)
{
	const struct framework *f = basis_framework(v->p, node);
	const char *basis = f ? NULL : basis_of(v->m, node);
	if (!f)
		return basis ? basis : "";
	const struct edition *e = basis_edition(v->p, node, f);
	return arena_printf(
		v->arena, "%s marks, %s weights", f->short_name.by[LANG_EN], e ? e->id : "own");
}

const char *
view_branch_basis(const struct view *v, size_t node)
{
	while (v->m->nodes[node].depth > 1)
		node = v->m->nodes[node].parent;
	return node ? view_basis(v, node) : "";
}

/* The same for people, in their language. */
static const char *
basis_text(const struct view *v, size_t node)
{
	const struct framework *f = basis_framework(v->p, node);
	const char *basis = f ? NULL : basis_of(v->m, node);
	if (f) {
		const struct edition *e = basis_edition(v->p, node, f);
		const char *name = f->short_name.by[v->lang];
		return e ? say(v->arena, v->lang, SAY_BASIS_EDITION, name, e->id, NULL)
			 : say(v->arena, v->lang, SAY_BASIS_OWN, name, NULL);
	}
	static const struct {
		const char *basis;
		enum say words;
	} known[] = { { "facts", SAY_BASIS_FACTS }, { "marks", SAY_BASIS_MARKS },
		{ "costs", SAY_BASIS_COSTS }, { "evaluators' marks", SAY_BASIS_EVALUATORS } };
	for (size_t i = 0; basis && i < sizeof known / sizeof *known; i++)
		if (str_eq(basis, known[i].basis))
			return say_word(v->lang, known[i].words);
	return say_word(v->lang, SAY_BASIS_MIXED);
}

bool
view_put_basis(const struct view *v, struct table *t)
{
	const struct criterion *root = &v->m->nodes[0];
	const char **bases = arena_array(v->arena, root->n_children, sizeof *bases);
	if (!bases)
		return false;
	for (size_t i = 0; i < root->n_children; i++) {
		bases[i] = basis_text(v, root->children[i]);
		if (!bases[i])
			return false;
	}
	for (size_t i = 0; i < root->n_children; i++) {
		const char *names = NULL;
		for (size_t k = 0; k < root->n_children; k++) {
			if (!str_eq(bases[k], bases[i]))
				continue;
			if (k < i)
				break; /* said already */
			const char *name = view_node_name(v, root->children[k]);
			names = names ? arena_printf(v->arena, "%s, %s", names, name) : name;
			if (!names)
				return false;
		}
		if (names &&
			!view_after_line(
				t, say(v->arena, v->lang, SAY_RESTS, names, bases[i], NULL)))
			return false;
	}
	return true;
}
