/*
 * model_branch: `framework: ID` of a criterion: the branch that a sovereignty framework is, with
 * the weights of one of its editions. Its score is the framework's own, figure for figure.
 */
#include <stdio.h>

#include "data/model_int.h"
#include "data/text.h"

void
branch_value(struct reader *r, const struct framework *f, const struct framework_criterion *c,
	struct value_function *out)
{
	struct anchor *anchors = arena_array(r->arena, c->n_rungs, sizeof *anchors);
	if (!anchors) {
		read_nomem(r);
		return;
	}
	for (size_t i = 0; i < c->n_rungs; i++)
		anchors[i] = (struct anchor){ (double)i + 1, framework_points(f, c, (int)i + 1) };
	*out = (struct value_function){
		.kind = FUNCTION_STEP,
		.anchors = anchors,
		.n_anchors = c->n_rungs,
		.of_framework = true,
		.why = "the values that the framework gives to its rungs",
	};
}

/* "SOV-1 Strategic", in each language. */
static struct label
label_with_id(struct reader *r, const char *id, const struct label *text)
{
	struct label out = { { NULL } };
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		out.by[lang] = arena_printf(r->arena, "%s %s", id, text->by[lang]);
		if (!out.by[lang])
			read_nomem(r);
	}
	return out;
}

static void
fill_leaf(struct reader *r, const struct framework *f, const struct framework_criterion *c,
	struct place at, struct raw_criterion *leaf)
{
	*leaf = (struct raw_criterion){
		.id = c->id,
		.at = at,
		.name = label_with_id(r, c->id, &c->asks),
		.weight = 1,
		.weight_text = "1",
		.why = "the criteria of an objective weigh the same; their rungs differ",
		.kind = LEAF_MARK,
		.reads = c->id,
		.mark = c->id,
		.asks = c,
	};
	branch_value(r, f, c, &leaf->value);
}

static void
fill_objective(struct reader *r, const struct framework *f, size_t i, const struct edition *e,
	struct place at, struct raw_criterion *out)
{
	const struct objective *o = &f->objectives[i];
	char number[32];
	number_text(e->weights[i], number, sizeof number);
	*out = (struct raw_criterion){
		.id = o->id,
		.at = at,
		.name = label_with_id(r, o->id, &o->name),
		.weight = e->weights[i],
		.weight_text = arena_strdup(r->arena, number),
		.why = arena_printf(r->arena, "%s, edition %s", f->name.by[LANG_EN], e->id),
		.kids = arena_array(r->arena, o->n_criteria, sizeof *out->kids),
	};
	if (!out->weight_text || !out->why || !out->kids) {
		read_nomem(r);
		return;
	}
	for (size_t k = 0; k < o->n_criteria && r->status != ST_NOMEM; k++)
		fill_leaf(r, f, &o->criteria[k], at, &out->kids[out->n_kids++]);
}

static void
report_framework(struct reader *r, const struct node *entry, const char *id)
{
	const struct dictionary *d = r->dictionary;
	const char **known = arena_array(r->arena, d->n_frameworks, sizeof *known);
	if (!known) {
		read_nomem(r);
		return;
	}
	for (size_t i = 0; i < d->n_frameworks; i++)
		known[i] = d->frameworks[i]->id;
	read_unknown(r, entry->key, "framework", id, known, d->n_frameworks);
}

static void
report_edition(
	struct reader *r, const struct node *entry, const struct framework *f, const char *id)
{
	const char **known = arena_array(r->arena, f->n_editions, sizeof *known);
	if (!known) {
		read_nomem(r);
		return;
	}
	for (size_t i = 0; i < f->n_editions; i++)
		known[i] = f->editions[i].id;
	read_unknown(r, entry->key, "edition", id, known, f->n_editions);
}

void
branch_fill(struct reader *r, const struct node *entry, struct raw_criterion *branch)
{
	const struct framework *f = framework_find(r->dictionary, branch->framework);
	if (!f) {
		report_framework(r, entry, branch->framework);
		return;
	}
	const struct edition *e =
		branch->edition ? framework_edition(f, branch->edition) : &f->editions[f->edition];
	if (!e) {
		report_edition(r, entry, f, branch->edition);
		return;
	}
	branch->kids = arena_array(r->arena, f->n_objectives, sizeof *branch->kids);
	if (!branch->kids) {
		read_nomem(r);
		return;
	}
	for (size_t i = 0; i < f->n_objectives && r->status != ST_NOMEM; i++)
		fill_objective(r, f, i, e, branch->at, &branch->kids[branch->n_kids++]);
}
