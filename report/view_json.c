/* view_json: the parts that the JSON of several views has in common. Fields: json_fields.c. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "data/text.h"
#include "report/view_int.h"

static int
compare_inputs(const void *a, const void *b)
{
	const struct input *const *x = a, *const *y = b;
	if ((*x)->kind != (*y)->kind)
		return (*x)->kind < (*y)->kind ? -1 : 1;
	return strcmp((*x)->name, (*y)->name);
}

/* In one order, whatever the order in which they were asked for. */
static void
put_inputs(struct maker *k, const struct view *v, json_t *owner)
{
	const struct library *lib = v->ev->library;
	json_t *list = maker_array_in(k, owner, "inputs");
	const struct input **inputs = arena_array(k->arena, lib->n_inputs, sizeof *inputs);
	if (!inputs) {
		k->failed = true;
		return;
	}
	for (size_t i = 0; i < lib->n_inputs; i++)
		inputs[i] = &lib->inputs[i];
	qsort(inputs, lib->n_inputs, sizeof(*inputs), compare_inputs);
	for (size_t i = 0; i < lib->n_inputs; i++) {
		const struct input *in = inputs[i];
		json_t *o = maker_object_at_end(k, list);
		maker_text(k, o, "kind", input_kind_words[in->kind]);
		maker_text(k, o, "name", in->name);
		maker_text(k, o, "sha256", *in->sha256 ? in->sha256 : NULL);
	}
}

static void
put_data(struct maker *k, json_t *o, const struct view *v)
{
	maker_text(k, o, "what_if", v->o->what_if);
	maker_text(k, o, "note", "public sources, not bids");
	put_inputs(k, v, o);
}

json_t *
view_json_data(struct maker *k, const struct view *v, const char *kind)
{
	json_t *o = maker_object(k);
	maker_text(k, o, "bascule", kind);
	maker_text(k, o, "reference_date", evaluation_reference_date(v->ev));
	put_data(k, o, v);
	return o;
}

json_t *
view_json_head(struct maker *k, const struct view *v, const char *kind)
{
	json_t *o = maker_object(k);
	maker_text(k, o, "bascule", kind);
	json_t *model = maker_object_in(k, o, "model");
	maker_text(k, model, "id", v->m->id);
	maker_text(k, model, "name", v->m->name.by[v->lang]);
	maker_text(k, o, "unknown", unknown_rule_words[v->p->rule]);
	maker_text(k, o, "reference_date", evaluation_reference_date(v->ev));
	json_t *basis = maker_object_in(k, o, "basis");
	const struct criterion *root = &v->m->nodes[0];
	for (size_t i = 0; i < root->n_children; i++) {
		size_t node = root->children[i];
		const char *text = view_basis(v, node);
		k->failed |= !text;
		maker_text(k, basis, v->m->nodes[node].id, text && *text ? text : NULL);
	}
	maker_bool(k, o, "recordable", v->r->recordable);
	put_data(k, o, v);
	return o;
}

void
view_json_provider(struct maker *k, json_t *o, const struct view *v, size_t a)
{
	const struct score *s = &v->r->scores[a];
	const struct alternative *alt = view_alternative(v, a);
	maker_text(k, o, "id", alt->id);
	maker_text(k, o, "name", alt->profile->name);
	maker_text(k, o, "offer", alt->offer ? alt->offer->name : NULL);
	maker_text(k, o, "country", alt->profile->country);
	maker_number(k, o, "score", s->points.best);
	maker_number(k, o, "low", s->points.low);
	maker_number(k, o, "high", s->points.high);
	maker_rank(k, o, "rank", s->rank);
}

void
view_json_criterion(struct maker *k, json_t *o, const struct view *v, size_t node)
{
	const struct criterion *c = &v->m->nodes[node];
	maker_text(k, o, "id", c->id);
	maker_text(k, o, "name", c->name.by[v->lang]);
	maker_text(k, o, "parent", node ? v->m->nodes[c->parent].id : NULL);
	maker_count(k, o, "depth", c->depth);
	maker_number(k, o, "weight", v->p->weight[node]);
	maker_number(k, o, "global_weight", v->p->global_weight[node]);
	maker_text(k, o, "reads", c->kind == LEAF_NONE ? NULL : c->reads);
}

void
view_json_points(struct maker *k, json_t *object, const struct points *p)
{
	maker_number(k, object, "low", p->low);
	maker_number(k, object, "best", p->best);
	maker_number(k, object, "high", p->high);
}

void
view_json_source(struct maker *k, json_t *array, const struct source *s)
{
	json_t *o = maker_object_at_end(k, array);
	maker_text(k, o, "id", s->id);
	maker_text(k, o, "title", s->title);
	maker_text(k, o, "publisher", s->publisher);
	maker_text(k, o, "url", s->url);
	maker_text(k, o, "date", s->date);
}

void
view_json_sources(struct maker *k, json_t *owner, const struct source *const *sources, size_t n)
{
	json_t *list = maker_array_in(k, owner, "sources");
	for (size_t i = 0; i < n; i++)
		view_json_source(k, list, sources[i]);
}

const char *
view_json_state(const struct cell *c)
{
	return c->unknown ? "unknown" : "known";
}

/* A value in its own JSON type: number, true or false, list of texts, text; null when unknown. */
static void
put_value(struct maker *k, json_t *o, const struct value *value)
{
	json_t *list;
	switch (value->kind) {
	case VALUE_UNKNOWN:
		maker_text(k, o, "value", NULL);
		return;
	case VALUE_NUMBER:
		maker_number(k, o, "value", value->number);
		return;
	case VALUE_BOOLEAN:
		maker_bool(k, o, "value", value->boolean);
		return;
	case VALUE_LIST:
		list = maker_array_in(k, o, "value");
		for (size_t i = 0; i < value->list.n; i++)
			maker_push_text(k, list, value->list.items[i]);
		return;
	default:
		maker_text(k, o, "value", value->text);
	}
}

void
view_json_fact(struct maker *k, json_t *o, const struct view *v, size_t a, size_t node)
{
	const struct cell *cell = problem_cell(v->p, a, node);
	const struct fact *f = cell->fact;
	maker_text(k, o, "state", view_json_state(cell));
	maker_bool(k, o, "weak", cell->weak);
	maker_bool(k, o, "old", cell->old);
	maker_bool(k, o, "overridden", cell->overridden);
	if (f)
		put_value(k, o, &f->value);
	else
		maker_text(k, o, "value", NULL);
	maker_text(k, o, "unit", f ? f->value.unit : NULL);
	maker_number(k, o, "value_low", f && f->value.has_low ? f->value.low : NAN);
	maker_number(k, o, "value_high", f && f->value.has_high ? f->value.high : NAN);
	maker_text(k, o, "as_of", f ? f->as_of : NULL);
	maker_text(k, o, "confidence", f ? confidence_words[f->confidence] : NULL);
	maker_text(k, o, "note", f ? f->note : NULL);
	json_t *sources = maker_array_in(k, o, "sources");
	for (size_t i = 0; f && i < f->n_sources; i++)
		view_json_source(k, sources, f->sources[i]);
}
