/* model_flatten: the tree as an array, and the checks that concern more than one criterion. */
#include <stdlib.h>
#include <string.h>

#include "data/model_int.h"
#include "data/text.h"

static size_t
count_nodes(const struct raw_criterion *c)
{
	size_t n = 1;
	for (size_t i = 0; i < c->n_kids; i++)
		n += count_nodes(&c->kids[i]);
	return n;
}

struct flattening {
	struct reader *reader;
	struct criterion *nodes;
	size_t *indices; /* room for the children and by_id of every node */
	size_t n, n_indices, n_leaves;
};

static struct criterion
node_of(const struct raw_criterion *c, size_t index, const struct criterion *parent)
{
	return (struct criterion){
		.id = c->id,
		.at = c->at,
		.name = c->name,
		.index = index,
		.parent = parent ? parent->index : index,
		.depth = parent ? parent->depth + 1 : 0,
		.n_children = c->n_kids,
		.weight = c->weight,
		.weight_text = c->weight_text,
		.why = c->why,
		.kind = c->kind,
		.reads = c->reads,
		.def = c->def,
		.asks = c->asks,
		.value = c->value,
		.overlaps = c->overlaps,
	};
}

/* Inserts child i where it belongs among by_id[0..i): siblings are few. */
static void
insert_by_id(const struct flattening *f, size_t *by_id, size_t i, size_t child)
{
	for (; i > 0 && strcmp(f->nodes[by_id[i - 1]].id, f->nodes[child].id) > 0; i--)
		by_id[i] = by_id[i - 1];
	by_id[i] = child;
}

/* Places c and everything below it; depth is bounded by that of the files. */
static void
place_node(struct flattening *f, const struct raw_criterion *c, const struct criterion *parent)
{
	size_t index = f->n++;
	struct criterion *node = &f->nodes[index];
	*node = node_of(c, index, parent);
	size_t *children = f->indices + f->n_indices, *by_id = children + c->n_kids;
	f->n_indices += 2 * c->n_kids;
	node->children = children;
	node->by_id = by_id;
	f->n_leaves += c->n_kids == 0;
	for (size_t i = 0; i < c->n_kids; i++) {
		children[i] = f->n;
		place_node(f, &c->kids[i], node);
		insert_by_id(f, by_id, i, children[i]);
	}
}

/* ---- checks ------------------------------------------------------------------------------ */

static int
compare_ids(const void *a, const void *b)
{
	const struct criterion *x = *(const struct criterion *const *)a;
	const struct criterion *y = *(const struct criterion *const *)b;
	int order = id_casecmp(x->id, y->id);
	return order ? order : x->index < y->index ? -1 : x->index > y->index;
}

static void
check_unique(const struct flattening *f)
{
	const struct criterion **all = calloc(f->n, sizeof(const struct criterion *));
	if (!all) {
		read_nomem(f->reader);
		return;
	}
	for (size_t i = 0; i < f->n; i++)
		all[i] = &f->nodes[i];
	qsort(all, f->n, sizeof(const struct criterion *), compare_ids);
	for (size_t i = 1; i < f->n; i++) {
		if (id_casecmp(all[i - 1]->id, all[i]->id) != 0)
			continue;
		if (all[i - 1]->index == 0)
			read_error_at(f->reader, all[i]->at, "the id \"root\" is reserved");
		else
			read_error_at(f->reader, all[i]->at,
				"the criterion \"%s\" is already in line %u: ids are unique "
				"in the tree",
				all[i]->id, all[i - 1]->at.line);
	}
	free(all);
}

/* An overlay's weights may be what makes them zero: then its file is named as a whole. */
static void
check_weights(const struct flattening *f, const struct criterion *c, const struct model *m)
{
	struct place at = c->index ? c->at : f->nodes[1].at;
	bool is_zero = c->n_children > 0;
	for (size_t i = 0; i < c->n_children; i++)
		is_zero &= f->nodes[c->children[i]].weight == 0;
	if (is_zero)
		read_error_at(f->reader, m->extends ? (struct place){ m->path, 0, 0 } : at,
			"the weights under \"%s\" are all zero", c->id);
}

static const struct criterion *
find_leaf(const struct flattening *f, const char *id)
{
	for (size_t i = 1; i < f->n; i++)
		if (str_eq(f->nodes[i].id, id))
			return f->nodes[i].kind == LEAF_NONE ? NULL : &f->nodes[i];
	return NULL;
}

static bool
names_overlap(const struct criterion *a, const struct criterion *b)
{
	for (size_t i = 0; i < a->overlaps.n; i++)
		if (str_eq(a->overlaps.items[i], b->id))
			return true;
	return false;
}

static void
check_overlaps(const struct flattening *f, const struct criterion *c)
{
	for (size_t i = 0; i < c->overlaps.n; i++) {
		const struct criterion *other = find_leaf(f, c->overlaps.items[i]);
		if (!other)
			read_error_at(f->reader, c->at, "%s.overlaps: unknown leaf \"%s\"", c->id,
				c->overlaps.items[i]);
		else if (other == c)
			read_error_at(f->reader, c->at, "%s.overlaps: a leaf cannot overlap itself",
				c->id);
	}
}

static void
warn_twins(const struct flattening *f, const struct criterion *c)
{
	for (size_t i = 1; i < c->index; i++) {
		const struct criterion *other = &f->nodes[i];
		if (c->kind == LEAF_NONE || other->kind != c->kind ||
			!str_eq(other->reads, c->reads) || names_overlap(c, other) ||
			names_overlap(other, c))
			continue;
		diag_warn(f->reader->diag, c->at,
			"\"%s\" and \"%s\" both read %s: its weight counts twice, and ranges "
			"come out too wide; say overlaps: [%s] if that is meant",
			other->id, c->id, c->reads, other->id);
	}
}

/* Which of facts and marks are read at or below a node. */
static unsigned
kinds_below(const struct flattening *f, const struct criterion *c)
{
	unsigned kinds = c->kind == LEAF_FACT ? 1u : c->kind == LEAF_MARK ? 2u : 0u;
	for (size_t i = 0; i < c->n_children; i++)
		kinds |= kinds_below(f, &f->nodes[c->children[i]]);
	return kinds;
}

static void
check_basis(const struct flattening *f)
{
	const struct criterion *root = &f->nodes[0];
	for (size_t i = 0; i < root->n_children; i++) {
		const struct criterion *branch = &f->nodes[root->children[i]];
		if (kinds_below(f, branch) == 3)
			read_error_at(f->reader, branch->at,
				"\"%s\" mixes facts and framework marks: a branch rests on one "
				"of them",
				branch->id);
	}
}

static void
check_all(const struct flattening *f, const struct model *m)
{
	check_unique(f);
	check_basis(f);
	for (size_t i = 0; i < f->n && f->reader->status != ST_NOMEM; i++) {
		check_weights(f, &f->nodes[i], m);
		check_overlaps(f, &f->nodes[i]);
		warn_twins(f, &f->nodes[i]);
	}
}

void
model_flatten(struct reader *r, const struct raw_criterion *top, struct model *m)
{
	struct raw_criterion root = *top;
	root.id = "root";
	root.at = (struct place){ m->path, 0, 0 };
	root.name = m->name;
	root.weight = 1;
	root.weight_text = "1";
	struct flattening f = { .reader = r };
	size_t n = count_nodes(&root);
	f.nodes = arena_array(r->arena, n, sizeof *f.nodes);
	f.indices = arena_array(r->arena, 2 * n, sizeof *f.indices);
	if (!f.nodes || !f.indices) {
		read_nomem(r);
		return;
	}
	place_node(&f, &root, NULL);
	m->nodes = f.nodes;
	m->n_nodes = f.n;
	m->n_leaves = f.n_leaves;
	size_t before = r->diag->n;
	check_all(&f, m);
	diag_sort(r->diag, before);
}
