/* view_framework: objectives, and where it is asked their criteria, as rows; offers as columns. */
#include "report/view_framework.h"

#include <stdint.h>

#include "report/framework_int.h"

/* ---- what the views share -------------------------------------------------------------------- */

enum status
framework_view_of(const struct result *r, const struct framework_question *q,
	const struct view_options *o, struct arena *arena, struct framework_view *out)
{
	struct assessment *of = arena_array(arena, q->n, sizeof *of);
	*out = (struct framework_view){
		.v = view_of(r, o, arena), .q = q, .f = q->framework, .of = of
	};
	if (!of)
		return ST_NOMEM;
	for (size_t i = 0; i < q->n; i++) {
		size_t a = r->problem->alternatives[q->alternatives[i]];
		enum status st = assessment_compute(
			out->v.ev, a, q->framework, q->edition, q->rule, arena, &of[i]);
		if (st != ST_OK)
			return st;
	}
	return ST_OK;
}

const char *
seals_text(struct arena *arena, const struct seals *s)
{
	if (s->best == NO_SEAL)
		return "\u2013";
	if (s->low == s->high)
		return arena_printf(arena, "%d", s->best);
	return arena_printf(arena, "%d (%d\u2013%d)", s->best, s->low, s->high);
}

const char *
rungs_text(struct arena *arena, const struct answer *a)
{
	if (a->low == a->high)
		return arena_printf(arena, "%d", a->low);
	return arena_printf(arena, "%d\u2013%d", a->low, a->high);
}

const char *
answer_mark(const struct framework_view *fv, size_t i, size_t criterion)
{
	const struct assessment *a = &fv->of[i];
	const struct answer *answer = &a->answers[criterion];
	bool is_weak =
		!answer->unknown && answer->mark && answer->mark->confidence == CONFIDENCE_LOW;
	bool binds = assessment_binds(a, criterion, fv->q->objective);
	if (answer->unknown)
		return binds ? "?\u25b2" : "?";
	if (is_weak)
		return binds ? "~\u25b2" : "~";
	return binds ? "\u25b2" : NULL;
}

/* ---- columns --------------------------------------------------------------------------------- */

enum { COL_FRAMEWORK, COL_EDITION, COL_ID, COL_NAME, COL_WEIGHT, COL_PERCENT, COL_OWN };
enum {
	PART_SEAL,
	PART_SCORE,
	PART_RANGE,
	PART_RUNG, /* for programs from here on */
	PART_RUNG_LOW,
	PART_RUNG_HIGH,
	PART_POINTS,
	PART_POINTS_LOW,
	PART_POINTS_HIGH,
	PART_ADDS,
	PART_ADDS_LOW,
	PART_ADDS_HIGH,
	PART_BEST,
	PART_LOW,
	PART_HIGH,
	PART_STATE,
	PART_UNKNOWN,
	PARTS
};
/* With one offer alone there is room for what it reached. */
enum { LAST_LABEL, LAST_CONFIDENCE, LAST_REASON, LASTS };

static const struct {
	const char *id;
	enum table_use use;
	enum column_align align;
} parts[PARTS] = {
	[PART_SCORE] = { "", USE_PEOPLE, ALIGN_DECIMAL },
	[PART_RANGE] = { "", USE_PEOPLE, ALIGN_RIGHT },
	[PART_SEAL] = { "", USE_PEOPLE, ALIGN_LEFT },
	[PART_RUNG] = { "rung", USE_MACHINES, ALIGN_RIGHT },
	[PART_RUNG_LOW] = { "rung_low", USE_MACHINES, ALIGN_RIGHT },
	[PART_RUNG_HIGH] = { "rung_high", USE_MACHINES, ALIGN_RIGHT },
	[PART_POINTS] = { "points", USE_MACHINES, ALIGN_DECIMAL },
	[PART_POINTS_LOW] = { "points_low", USE_MACHINES, ALIGN_DECIMAL },
	[PART_POINTS_HIGH] = { "points_high", USE_MACHINES, ALIGN_DECIMAL },
	[PART_ADDS] = { "contribution", USE_MACHINES, ALIGN_DECIMAL },
	[PART_ADDS_LOW] = { "contribution_low", USE_MACHINES, ALIGN_DECIMAL },
	[PART_ADDS_HIGH] = { "contribution_high", USE_MACHINES, ALIGN_DECIMAL },
	[PART_BEST] = { "seal", USE_MACHINES, ALIGN_RIGHT },
	[PART_LOW] = { "seal_low", USE_MACHINES, ALIGN_RIGHT },
	[PART_HIGH] = { "seal_high", USE_MACHINES, ALIGN_RIGHT },
	[PART_STATE] = { "state", USE_MACHINES, ALIGN_LEFT },
	[PART_UNKNOWN] = { "unknown", USE_MACHINES, ALIGN_RIGHT },
};

static bool
offer_columns(const struct framework_view *fv, size_t i, struct table_column *out)
{
	const struct view *v = &fv->v;
	const char *id = view_alternative(v, fv->q->alternatives[i])->id;
	const char *name = view_name(v, fv->q->alternatives[i]);
	for (size_t c = 0; c < PARTS; c++) {
		out[c] = (struct table_column){
			.id = *parts[c].id ? arena_printf(v->arena, "%s.%s", id, parts[c].id) : "",
			.title = "",
			.align = parts[c].align,
			.decimals = 1,
			.use = parts[c].use,
			.is_count = parts[c].align == ALIGN_RIGHT,
			.group = (int)i + 1
		};
		if (!out[c].id || !name)
			return false;
	}
	out[PART_SEAL].title = name;
	out[PART_SEAL].spans = true;
	return true;
}

static void
last_columns(const struct framework_view *fv, struct table_column *out)
{
	enum lang lang = fv->v.lang;
	enum table_use use = fv->q->n == 1 ? USE_ALL : USE_NOBODY;
	bool has_reasons = fv->q->objective != SIZE_MAX || fv->v.o->verbose;
	out[LAST_LABEL] = (struct table_column){
		.id = "label", .title = "", .use = use, .wraps = true, .most = 36
	};
	out[LAST_CONFIDENCE] = (struct table_column){
		.id = "confidence", .title = say_word(lang, SAY_CONFIDENCE), .use = use
	};
	out[LAST_REASON] = (struct table_column){ .id = "reason",
		.title = say_word(lang, SAY_REASON),
		.use = use == USE_ALL && !has_reasons ? USE_MACHINES : use,
		.wraps = true,
		.most = 60 };
}

static struct table *
make_table(const struct framework_view *fv)
{
	const struct view *v = &fv->v;
	size_t n = COL_OWN + fv->q->n * PARTS + LASTS;
	struct table_column *columns = arena_array(v->arena, n, sizeof *columns);
	if (!columns)
		return NULL;
	columns[COL_FRAMEWORK] =
		(struct table_column){ .id = "framework", .title = "", .use = USE_MACHINES };
	columns[COL_EDITION] =
		(struct table_column){ .id = "weights_profile", .title = "", .use = USE_MACHINES };
	columns[COL_ID] = (struct table_column){ .id = "id", .title = "", .use = USE_MACHINES };
	columns[COL_NAME] = (struct table_column){
		.id = "name", .title = say_word(v->lang, SAY_OBJECTIVE), .wraps = true, .most = 44
	};
	columns[COL_WEIGHT] =
		(struct table_column){ .id = "weight", .title = "", .use = USE_MACHINES };
	columns[COL_PERCENT] = (struct table_column){ .id = "",
		.title = say_word(v->lang, SAY_WEIGHT),
		.align = ALIGN_DECIMAL,
		.decimals = 0,
		.unit = "%",
		.use = USE_PEOPLE };
	for (size_t i = 0; i < fv->q->n; i++)
		if (!offer_columns(fv, i, &columns[COL_OWN + i * PARTS]))
			return NULL;
	last_columns(fv, &columns[n - LASTS]);
	return table_new(v->arena, columns, n);
}

/* ---- rows ------------------------------------------------------------------------------------ */

static struct table_cell
seal_cell(int seal)
{
	return seal == NO_SEAL ? cell_text(NULL) : cell_number(seal);
}

/* What objectives, criteria and the whole have in common; `range` is for people. */
static bool
put_figures(const struct framework_view *fv, double percent, const char *range,
	const struct points *points, const struct points *adds, const struct seals *seals,
	struct table_cell *c)
{
	const char *text = seals_text(fv->v.arena, seals);
	if (!range || !text)
		return false;
	c[PART_SCORE] = cell_number(percent);
	c[PART_RANGE] = cell_text(range);
	c[PART_SEAL] = cell_text(text);
	if (points) {
		c[PART_POINTS] = cell_number(points->best);
		c[PART_POINTS_LOW] = cell_number(points->low);
		c[PART_POINTS_HIGH] = cell_number(points->high);
	}
	if (adds) {
		c[PART_ADDS] = cell_number(adds->best);
		c[PART_ADDS_LOW] = cell_number(adds->low);
		c[PART_ADDS_HIGH] = cell_number(adds->high);
	}
	c[PART_BEST] = seal_cell(seals->best);
	c[PART_LOW] = seal_cell(seals->low);
	c[PART_HIGH] = seal_cell(seals->high);
	return true;
}

static struct points
scaled(const struct points *p, double factor)
{
	return (struct points){ p->low * factor, p->best * factor, p->high * factor };
}

static void
put_weight(struct table_row *row, double percent)
{
	row->cells[COL_WEIGHT] = cell_number(percent / 100);
	row->cells[COL_PERCENT] = cell_number(percent);
}

static void
put_unknown(const struct standing *s, struct table_cell *c)
{
	c[PART_SCORE].mark = s->n_unknown ? "?" : NULL;
	c[PART_UNKNOWN] = cell_number((double)s->n_unknown);
}

static struct table_row *
add_row(const struct framework_view *fv, struct table *t, const char *id, const char *name)
{
	struct table_row *row = name ? table_add(t) : NULL;
	if (!row)
		return NULL;
	row->cells[COL_FRAMEWORK] = cell_text(fv->f->id);
	row->cells[COL_EDITION] = cell_text(fv->q->edition->id);
	row->cells[COL_ID] = cell_text(id);
	row->cells[COL_NAME] = cell_text(name);
	return row;
}

static bool
add_objective(const struct framework_view *fv, struct table *t, size_t objective, bool is_head)
{
	const struct objective *o = &fv->f->objectives[objective];
	struct table_row *row = add_row(
		fv, t, o->id, arena_printf(fv->v.arena, "%s %s", o->id, o->name.by[fv->v.lang]));
	if (!row)
		return false;
	row->is_strong = is_head;
	put_weight(row, fv->q->edition->weights[objective]);
	for (size_t i = 0; i < fv->q->n; i++) {
		const struct standing *s = &fv->of[i].objectives[objective];
		struct points percent = scaled(&s->points, 100 / fv->f->full);
		struct table_cell *c = &row->cells[COL_OWN + i * PARTS];
		if (!put_figures(fv, percent.best, view_range(fv->v.arena, &percent), &s->points,
			    &s->score, &s->seals, c))
			return false;
		put_unknown(s, c);
	}
	return true;
}

static bool
put_last(const struct framework_view *fv, struct table *t, const struct framework_criterion *c,
	const struct answer *a, struct table_cell *cells)
{
	const struct view *v = &fv->v;
	cells[LAST_LABEL] = cell_text(a->unknown ? say_word(v->lang, SAY_UNKNOWN)
						 : c->rungs[a->best - 1].label.by[v->lang]);
	if (!a->mark)
		return true;
	cells[LAST_CONFIDENCE] = cell_text(view_confidence(v, a->mark->confidence));
	cells[LAST_REASON] = cell_text(a->mark->reason);
	if (!v->o->sources)
		return true;
	return view_note_sources(t, a->mark->sources, a->mark->n_sources, &cells[LAST_LABEL]);
}

static bool
add_criterion(const struct framework_view *fv, struct table *t, size_t criterion)
{
	const struct view *v = &fv->v;
	const struct framework_criterion *c = fv->f->criteria[criterion];
	struct table_row *row =
		add_row(fv, t, c->id, arena_printf(v->arena, "%s %s", c->id, c->asks.by[v->lang]));
	if (!row)
		return false;
	row->indent = 1;
	double scale = (double)fv->f->objectives[c->objective].n_criteria * 100 / fv->f->full;
	for (size_t i = 0; i < fv->q->n; i++) {
		const struct answer *a = &fv->of[i].answers[criterion];
		struct table_cell *cells = &row->cells[COL_OWN + i * PARTS];
		const char *rungs = rungs_text(v->arena, a);
		const char *range =
			rungs ? arena_printf(v->arena, "%s/%zu", rungs, c->n_rungs) : NULL;
		if (!put_figures(
			    fv, a->points.best * scale, range, &a->points, NULL, &a->seals, cells))
			return false;
		cells[PART_SEAL].mark = answer_mark(fv, i, criterion);
		cells[PART_STATE] = cell_text(a->unknown ? "unknown" : "known");
		if (!a->unknown)
			cells[PART_RUNG] = cell_number(a->best);
		cells[PART_RUNG_LOW] = cell_number(a->low);
		cells[PART_RUNG_HIGH] = cell_number(a->high);
	}
	return fv->q->n != 1 ||
		put_last(fv, t, c, &fv->of[0].answers[criterion], &row->cells[COL_OWN + PARTS]);
}

static bool
add_whole(const struct framework_view *fv, struct table *t)
{
	struct table_row *row = add_row(fv, t, "", say_word(fv->v.lang, SAY_WHOLE));
	if (!row)
		return false;
	row->is_strong = row->rule_above = true;
	put_weight(row, 100);
	for (size_t i = 0; i < fv->q->n; i++) {
		const struct standing *s = &fv->of[i].whole;
		struct table_cell *c = &row->cells[COL_OWN + i * PARTS];
		if (!put_figures(fv, s->score.best, view_range(fv->v.arena, &s->score), NULL,
			    &s->score, &s->seals, c))
			return false;
		put_unknown(s, c);
	}
	return true;
}

static bool
add_rows(const struct framework_view *fv, struct table *t)
{
	bool is_one = fv->q->objective != SIZE_MAX, with_criteria = is_one || fv->q->n == 1;
	for (size_t i = 0; i < fv->f->n_objectives; i++) {
		const struct objective *o = &fv->f->objectives[i];
		if (is_one && i != fv->q->objective)
			continue;
		if (!add_objective(fv, t, i, with_criteria))
			return false;
		for (size_t k = 0; with_criteria && k < o->n_criteria; k++)
			if (!add_criterion(fv, t, o->first + k))
				return false;
	}
	return is_one || add_whole(fv, t);
}

enum status
view_framework(const struct result *r, const struct framework_question *q,
	const struct view_options *o, struct arena *arena, struct table **out)
{
	struct framework_view fv;
	enum status st = framework_view_of(r, q, o, arena, &fv);
	if (st != ST_OK)
		return st;
	if (q->criterion != SIZE_MAX)
		return framework_rungs(&fv, out);
	struct table *t = make_table(&fv);
	if (!t || !framework_head(&fv, t) || !add_rows(&fv, t) || !framework_foot(&fv, t))
		return ST_NOMEM;
	*out = t;
	return ST_OK;
}
