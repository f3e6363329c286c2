/* model_overlay: remove, leaves, add and weights, carried out on the tree of the base. */
#include <string.h>

#include "data/model_int.h"
#include "data/text.h"

/* The criterion with that id at or below c; *parent becomes the one that it is a kid of. */
static struct raw_criterion *
find(struct raw_criterion *c, const char *id, struct raw_criterion **parent)
{
	for (size_t i = 0; i < c->n_kids; i++) {
		*parent = c;
		if (str_eq(c->kids[i].id, id))
			return &c->kids[i];
		struct raw_criterion *found = find(&c->kids[i], id, parent);
		if (found)
			return found;
	}
	return NULL;
}

enum { MOST_NAMES = 1000 };

static size_t
collect_names(const struct raw_criterion *c, const char **names, size_t n)
{
	for (size_t i = 0; i < c->n_kids && n < MOST_NAMES; i++) {
		names[n++] = c->kids[i].id;
		n = collect_names(&c->kids[i], names, n);
	}
	return n;
}

/* As find(), and an id that matches nothing is reported with the nearest that would. */
static struct raw_criterion *
require(struct reader *r, struct raw_criterion *top, const struct record *what, const char *verb,
	struct raw_criterion **parent)
{
	struct raw_criterion *found = find(top, what->id, parent);
	if (found)
		return found;
	const char *names[MOST_NAMES];
	const char *near = text_nearest(what->id, names, collect_names(top, names, 0));
	if (near)
		read_error_at(r, what->at, "%s: unknown criterion \"%.64s\"; did you mean \"%s\"?",
			verb, what->id, near);
	else
		read_error_at(r, what->at, "%s: unknown criterion \"%.64s\"", verb, what->id);
	return NULL;
}

/* What is added again under the same id and parent takes the place of what goes. */
static bool
replace(const struct raw_model *overlay, const struct raw_criterion *top,
	const struct raw_criterion *parent, struct raw_criterion *found)
{
	for (size_t i = 0; i < overlay->n_additions; i++) {
		struct raw_addition *a = &overlay->additions[i];
		if (!str_eq(a->id, parent == top ? "root" : parent->id))
			continue;
		for (size_t k = 0; k < a->n_kids; k++) {
			if (!str_eq(a->kids[k].id, found->id))
				continue;
			*found = a->kids[k];
			a->n_kids--;
			memmove(&a->kids[k], &a->kids[k + 1], (a->n_kids - k) * sizeof *a->kids);
			return true;
		}
	}
	return false;
}

static void
remove_one(struct reader *r, const struct raw_model *overlay, struct raw_criterion *top,
	const struct record *what)
{
	struct raw_criterion *parent, *found = require(r, top, what, "remove", &parent);
	if (!found || replace(overlay, top, parent, found))
		return;
	size_t after = parent->n_kids - (size_t)(found - parent->kids) - 1;
	memmove(found, found + 1, after * sizeof *found);
	parent->n_kids--;
	if (parent->n_kids == 0)
		read_error_at(r, what->at, "remove: nothing is left under \"%s\"",
			parent == top ? "root" : parent->id);
}

static void
replace_leaf(struct reader *r, struct raw_criterion *top, const struct raw_criterion *leaf)
{
	struct raw_criterion *parent;
	const struct record what = { leaf->id, leaf->at };
	struct raw_criterion *found = require(r, top, &what, "leaves", &parent);
	if (!found)
		return;
	if (found->kids || leaf->kids)
		read_error_at(r, leaf->at, "leaves: \"%s\" is no leaf", leaf->id);
	else
		*found = *leaf;
}

static void
add_kids(struct reader *r, struct raw_criterion *top, const struct raw_addition *a)
{
	struct raw_criterion *parent, *under = top;
	const struct record what = { a->id, a->at };
	if (!str_eq(a->id, "root"))
		under = require(r, top, &what, "add", &parent);
	if (!under)
		return;
	if (!under->kids) {
		read_error_at(r, a->at, "add: \"%s\" is a leaf", a->id);
		return;
	}
	size_t n = under->n_kids + a->n_kids;
	struct raw_criterion *kids = arena_array(r->arena, n, sizeof *kids);
	if (!kids) {
		read_nomem(r);
		return;
	}
	memcpy(kids, under->kids, under->n_kids * sizeof *kids);
	memcpy(kids + under->n_kids, a->kids, a->n_kids * sizeof *kids);
	under->kids = kids;
	under->n_kids = n;
}

static void
set_weight(struct reader *r, struct raw_criterion *top, const struct number_entry *w)
{
	struct raw_criterion *parent;
	const struct record what = { w->id, w->at };
	struct raw_criterion *found = require(r, top, &what, "weights", &parent);
	if (!found)
		return;
	found->weight = w->number;
	found->weight_text = w->text;
}

void
model_overlay(struct reader *r, const struct raw_model *overlay, struct raw_criterion *top)
{
	size_t before = r->diag->n;
	for (size_t i = 0; i < overlay->n_removals; i++)
		remove_one(r, overlay, top, &overlay->removals[i]);
	for (size_t i = 0; i < overlay->n_leaves; i++)
		replace_leaf(r, top, &overlay->leaves[i]);
	for (size_t i = 0; i < overlay->n_additions; i++)
		add_kids(r, top, &overlay->additions[i]);
	for (size_t i = 0; i < overlay->n_weights; i++)
		set_weight(r, top, &overlay->weights[i]);
	diag_sort(r->diag, before);
}
