/* difference: what separates two alternatives, leaf by leaf or branch by branch. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scoring/result.h"

struct named {
	struct difference difference;
	const char *id;
};

static int
compare_named(const void *a, const void *b)
{
	const struct named *x = a, *y = b;
	double p = fabs(x->difference.points), q = fabs(y->difference.points);
	if (p != q)
		return p > q ? -1 : 1;
	return strcmp(x->id, y->id);
}

/* Leaves that end above the depth stand for themselves, so that nothing is missing in the sum. */
static bool
is_listed(const struct criterion *c, size_t depth)
{
	bool is_leaf = c->kind != LEAF_NONE;
	return depth == 0 ? is_leaf : c->depth == depth || (is_leaf && c->depth < depth);
}

enum status
result_differences(const struct result *r, size_t a, size_t b, size_t depth, struct arena *arena,
	struct difference **out, size_t *n)
{
	const struct model *m = r->problem->model;
	struct named *named = arena_array(arena, m->n_nodes, sizeof *named);
	if (!named)
		return ST_NOMEM;
	size_t count = 0;
	for (size_t i = 0; i < m->n_nodes; i++) {
		if (!is_listed(&m->nodes[i], depth))
			continue;
		double points =
			r->scores[a].nodes[i].contribution - r->scores[b].nodes[i].contribution;
		named[count++] = (struct named){ { i, points }, m->nodes[i].id };
	}
	if (count)
		qsort(named, count, sizeof *named, compare_named);
	struct difference *list = arena_array(arena, count, sizeof *list);
	if (!list)
		return ST_NOMEM;
	for (size_t i = 0; i < count; i++)
		list[i] = named[i].difference;
	*out = list;
	*n = count;
	return ST_OK;
}
