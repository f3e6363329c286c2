/*
 * evaluation_share: from percentages of a parent to the weights of all its children.
 *
 * The named children get their percentages, locked ones keep their share, the others divide what is
 * left in their present proportion, equally when they weigh nothing.
 */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "data/evaluation.h"
#include "data/text.h"

/* What is asked of the children of one parent; percent[i] < 0: not named. */
struct shares {
	const struct criterion *parent;
	double *percent; /* by position in by_id */
};

static enum status
no_memory(struct err *e)
{
	return err_set(e, ST_NOMEM, "%s", status_text(ST_NOMEM));
}

static enum status
find(const struct evaluation *ev, const char *id, const struct criterion **out, struct err *e)
{
	*out = model_find(ev->model, id);
	if (*out && (*out)->index != 0)
		return ST_OK;
	const char *ids[512];
	size_t n = 0;
	for (size_t i = 1; i < ev->model->n_nodes && n < 512; i++)
		ids[n++] = ev->model->nodes[i].id;
	const char *near = text_nearest(id, ids, n);
	char shown[96];
	text_visible(id, shown, sizeof shown);
	return err_set(e, ST_USAGE, "the model '%s' has no criterion '%s'%s%s%s", ev->model->id,
		shown, near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
}

/* What the children that are neither named nor locked may share, and what they weigh now. */
struct rest {
	double percent; /* left of 100 */
	double weight;  /* sum of their present shares */
	size_t n;
};

static struct rest
find_rest(const struct evaluation *ev, const struct shares *s)
{
	struct rest rest = { .percent = 100 };
	for (size_t i = 0; i < s->parent->n_children; i++) {
		size_t node = s->parent->by_id[i];
		double now = evaluation_weight(ev, node);
		if (s->percent[i] >= 0) {
			rest.percent -= s->percent[i];
		} else if (ev->locked[node]) {
			rest.percent -= 100 * now;
		} else {
			rest.weight += now;
			rest.n++;
		}
	}
	return rest;
}

static enum status
check_rest(const struct shares *s, struct rest *rest, struct err *e)
{
	if (rest->percent < 1e-9 && rest->percent > -1e-9)
		rest->percent = 0;
	const char *where = s->parent->index ? s->parent->id : "the whole";
	if (rest->percent < 0)
		return err_set(e, ST_USAGE, "the weights below %s come to %.6g %%: over 100", where,
			100 - rest->percent);
	if (rest->percent > 0 && rest->n == 0)
		return err_set(e, ST_USAGE,
			"the weights below %s come to %.6g %%, and no free criterion is left to "
			"take the rest",
			where, 100 - rest->percent);
	return ST_OK;
}

static double
new_percent(const struct evaluation *ev, const struct shares *s, const struct rest *rest, size_t i)
{
	size_t node = s->parent->by_id[i];
	double now = evaluation_weight(ev, node);
	if (s->percent[i] >= 0)
		return s->percent[i];
	if (ev->locked[node])
		return 100 * now;
	if (rest->weight > 0)
		return rest->percent * now / rest->weight;
	return rest->percent / (double)rest->n;
}

static enum status
write_shares(const struct evaluation *ev, const struct shares *s, struct arena *arena,
	const char **out, struct err *e)
{
	struct rest rest = find_rest(ev, s);
	enum status st = check_rest(s, &rest, e);
	if (st != ST_OK)
		return st;
	size_t size = 1;
	for (size_t i = 0; i < s->parent->n_children; i++)
		size += strlen(ev->model->nodes[s->parent->by_id[i]].id) + 32;
	char *text = arena_alloc(arena, size);
	if (!text)
		return no_memory(e);
	size_t used = 0;
	for (size_t i = 0; i < s->parent->n_children; i++)
		used += (size_t)snprintf(text + used, size - used, "%s%s=%.12g", i ? " " : "",
			ev->model->nodes[s->parent->by_id[i]].id, new_percent(ev, s, &rest, i));
	*out = text;
	return ST_OK;
}

static enum status
new_shares(const struct evaluation *ev, size_t parent, struct arena *arena, struct shares *s,
	struct err *e)
{
	s->parent = &ev->model->nodes[parent];
	s->percent = arena_array(arena, s->parent->n_children, sizeof *s->percent);
	if (!s->percent)
		return no_memory(e);
	for (size_t i = 0; i < s->parent->n_children; i++)
		s->percent[i] = -1;
	return ST_OK;
}

static double *
place_of(const struct shares *s, size_t node)
{
	size_t i = 0;
	while (s->parent->by_id[i] != node)
		i++;
	return &s->percent[i];
}

enum status
evaluation_share(const struct evaluation *ev, const char *id, double percent, struct arena *arena,
	const char **parent, const char **new_value, struct err *e)
{
	const struct criterion *c;
	struct shares s;
	enum status st = find(ev, id, &c, e);
	if (st == ST_OK && !(percent >= 0 && percent <= 100))
		st = err_set(e, ST_USAGE, "a weight is from 0 to 100 %% of its parent");
	if (st == ST_OK && ev->locked[c->index])
		st = err_set(e, ST_USAGE, "'%s' is locked", c->id);
	if (st == ST_OK)
		st = new_shares(ev, c->parent, arena, &s, e);
	if (st != ST_OK)
		return st;
	*place_of(&s, c->index) = percent;
	*parent = s.parent->id;
	return write_shares(ev, &s, arena, new_value, e);
}

/* Reads one "id=percent" at *s and moves behind it and its comma. */
static enum status
read_one(const struct evaluation *ev, const char **s, const struct criterion **c, double *percent,
	struct err *e)
{
	size_t len = strcspn(*s, ","), name = strcspn(*s, "=,");
	char id[65];
	if (name == 0 || name >= sizeof id || (*s)[name] != '=')
		return err_set(e, ST_USAGE, "expected CRITERION=PERCENT[,...], found '%.*s'",
			(int)(len < 60 ? len : 60), *s);
	memcpy(id, *s, name);
	id[name] = '\0';
	enum status st = find(ev, id, c, e);
	if (st != ST_OK)
		return st;
	const char *number = *s + name + 1;
	if (!text_number(number, len - name - 1, percent) || *percent < 0 || *percent > 100)
		return err_set(e, ST_USAGE,
			"the weight of '%s' must be a number from 0 to 100 (%% of its parent), "
			"found '%.*s'",
			id, (int)(len - name - 1 < 40 ? len - name - 1 : 40), number);
	*s += len;
	if (**s == ',')
		(*s)++;
	return ST_OK;
}

/* The entry of parent in list[0..*n), added in byte order of ids when it is new. */
static enum status
shares_of(const struct evaluation *ev, struct shares *list, size_t *n, size_t parent,
	struct arena *arena, struct shares **out, struct err *e)
{
	size_t i = 0;
	const char *id = ev->model->nodes[parent].id;
	while (i < *n && strcmp(list[i].parent->id, id) < 0)
		i++;
	if (i == *n || list[i].parent->index != parent) {
		memmove(list + i + 1, list + i, (*n - i) * sizeof *list);
		enum status st = new_shares(ev, parent, arena, &list[i], e);
		if (st != ST_OK)
			return st;
		(*n)++;
	}
	*out = &list[i];
	return ST_OK;
}

enum status
evaluation_shares(const struct evaluation *ev, const char *text, struct arena *arena,
	enum status (*emit)(const char *parent, const char *new_value, void *), void *data,
	struct err *e)
{
	struct shares *list = arena_array(arena, ev->model->n_nodes + 1, sizeof *list);
	size_t n = 0;
	if (!list)
		return no_memory(e);
	if (!*text)
		return err_set(e, ST_USAGE, "expected CRITERION=PERCENT[,...], found nothing");
	while (*text) {
		const struct criterion *c;
		struct shares *s;
		double percent = 0;
		enum status st = read_one(ev, &text, &c, &percent, e);
		if (st == ST_OK)
			st = shares_of(ev, list, &n, c->parent, arena, &s, e);
		if (st != ST_OK)
			return st;
		if (*place_of(s, c->index) >= 0)
			return err_set(e, ST_USAGE, "'%s' is named twice", c->id);
		*place_of(s, c->index) = percent;
	}
	for (size_t i = 0; i < n; i++) {
		const char *value;
		enum status st = write_shares(ev, &list[i], arena, &value, e);
		if (st == ST_OK)
			st = emit(list[i].parent->id, value, data);
		if (st != ST_OK)
			return st;
	}
	return ST_OK;
}
