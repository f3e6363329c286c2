/* view_common: names, numbers and sentences that several views need. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "data/framework.h"
#include "data/text.h"
#include "report/view_int.h"
#include "scoring/assessment.h"

struct view
view_of(const struct result *r, const struct view_options *o, struct arena *arena)
{
	return (struct view){
		.r = r,
		.p = r->problem,
		.ev = r->problem->evaluation,
		.m = r->problem->model,
		.o = o,
		.lang = o->lang,
		.arena = arena,
	};
}

/* ---- texts ----------------------------------------------------------------------------------- */

const struct alternative *
view_alternative(const struct view *v, size_t a)
{
	return &v->ev->alternatives[v->p->alternatives[a]];
}

const char *
view_name(const struct view *v, size_t a)
{
	const struct alternative *alt = view_alternative(v, a);
	if (!alt->offer || str_starts(alt->name, alt->profile->name))
		return alt->name;
	return arena_printf(v->arena, "%s, %s", alt->profile->name, alt->name);
}

const char *
view_node_name(const struct view *v, size_t node)
{
	return v->m->nodes[node].name.by[v->lang];
}

/* To one decimal, and never "-0.0". */
static double
tenths(double x)
{
	double rounded = round(x * 10) / 10;
	return rounded == 0 ? 0 : rounded;
}

const char *
view_points(struct arena *arena, double x)
{
	return arena_printf(arena, "%.1f", tenths(x));
}

const char *
view_signed(struct arena *arena, double x)
{
	double t = tenths(x);
	return arena_printf(arena, "%s%.1f", t > 0 ? "+" : t < 0 ? "\u2212" : "", fabs(t));
}

const char *
view_count(struct arena *arena, size_t n)
{
	return arena_printf(arena, "%zu", n);
}

const char *
view_percent(struct arena *arena, double share)
{
	return arena_printf(arena, "%.0f %%", round(share * 100));
}

const char *
view_range(struct arena *arena, const struct points *p)
{
	/* Neither rounding noise nor a framework's 100.2 must push a bound to the next point. */
	double low = floor(p->low + 1e-9);
	double high = p->high > 100 ? round(p->high) : ceil(p->high - 1e-9);
	if (p->high - p->low < 1e-9)
		return arena_printf(arena, "%.0f", round(p->best));
	return arena_printf(arena, "%.0f\u2013%.0f", low, high);
}

const char *
view_places(struct arena *arena, size_t best, size_t worst)
{
	if (!best)
		return "\u2013";
	if (best == worst)
		return arena_printf(arena, "%zu", best);
	return arena_printf(arena, "%zu\u2013%zu", best, worst);
}

const char *
view_marks(const struct cell *c)
{
	/* By unknown, weak, old, overridden; unknown and old do not go together. */
	static const char *const marks[] = { NULL, "*", "!", "!*", "~", "~*", "~!", "~!*" };
	if (c->unknown)
		return c->overridden ? "?*" : "?";
	return marks[(c->weak ? 4 : 0) + (c->old ? 2 : 0) + (c->overridden ? 1 : 0)];
}

const char *
view_confidence(const struct view *v, enum confidence c)
{
	static const enum say words[] = { SAY_LOW, SAY_MEDIUM, SAY_HIGH };
	return say_word(v->lang, words[c]);
}

const char *
view_gate_name(const struct view *v, const struct evaluation_gate *gate)
{
	return gate->name.by[v->lang] ? gate->name.by[v->lang] : gate->id;
}

/* "1–3" of a set of levels. */
static const char *
levels_text(struct arena *arena, unsigned set)
{
	int low = -1, high = -1;
	for (int k = 0; k < MOST_SEALS; k++)
		if (set & (1u << k)) {
			low = low < 0 ? k : low;
			high = k;
		}
	if (low == high)
		return arena_printf(arena, "SEAL %d", low);
	return arena_printf(arena, "SEAL %d\u2013%d", low, high);
}

const char *
view_gate_found(const struct view *v, const struct condition *c, size_t a)
{
	size_t at = v->p->alternatives[a];
	if (c->op == COND_AND || c->op == COND_OR || c->op == COND_NOT)
		return "";
	if (c->framework)
		return levels_text(
			v->arena, assessment_open_seals(v->ev, at, c->framework, c->objective));
	if (c->def)
		return view_value(v, evaluation_fact(v->ev, at, c->def));
	const struct alternative *alt = view_alternative(v, a);
	const struct mark *m = profile_mark(alt->profile, alt->offer, c->mark);
	return m && m->rung ? arena_printf(v->arena, "%d", m->rung)
			    : say_word(v->lang, SAY_UNKNOWN);
}

const char *
view_gate_word(const struct view *v, const struct score *s)
{
	static const enum say words[] = { SAY_FAIL, SAY_OPEN, SAY_PASS };
	if (s->gate == GATE_OPEN && !s->in_pool)
		return say_word(v->lang, SAY_FAIL_NOT_SHOWN);
	return say_word(v->lang, words[s->gate]);
}

const char *
view_value(const struct view *v, const struct fact *f)
{
	if (!f || f->value.kind == VALUE_UNKNOWN)
		return say_word(v->lang, SAY_UNKNOWN);
	if (f->value.kind == VALUE_BOOLEAN)
		return say_word(v->lang, f->value.boolean ? SAY_YES : SAY_NO);
	return view_value_text(v, f);
}

const char *
view_mark(const struct criterion *leaf, const struct mark *m, enum lang lang, struct arena *arena)
{
	if (!m || !m->rung)
		return say_word(lang, SAY_UNKNOWN);
	if (leaf->asks && m->rung <= (int)leaf->asks->n_rungs)
		return arena_printf(arena, "%d/%zu %s", m->rung, leaf->asks->n_rungs,
			leaf->asks->rungs[m->rung - 1].label.by[lang]);
	return arena_printf(arena, "%d", m->rung);
}

const char *
view_leaf(const struct view *v, size_t node, const struct cell *cell)
{
	const struct criterion *c = &v->m->nodes[node];
	if (c->kind != LEAF_MARK)
		return view_value(v, cell->fact);
	return view_mark(c, cell->mark, v->lang, v->arena);
}

const char *
view_value_text(const struct view *v, const struct fact *f)
{
	if (!f || f->value.kind == VALUE_UNKNOWN)
		return "";
	return value_text(&f->value, v->arena);
}

const char *
view_source(struct arena *arena, const struct source *s)
{
	const char *date = s->date ? s->date : "";
	return arena_printf(arena, "%s, %s%s%s%s%s", s->title, s->publisher, *date ? ", " : "",
		date, *s->url ? ", " : "", s->url);
}

static const char *
join_sources(
	struct arena *arena, const struct source *const *sources, size_t n, const char *separator)
{
	const char *all = "";
	for (size_t i = 0; all && i < n; i++) {
		const char *one = view_source(arena, sources[i]);
		all = one ? arena_printf(arena, "%s%s%s", all, i ? separator : "", one) : NULL;
	}
	return all;
}

const char *
view_sources(struct arena *arena, const struct fact *f, const char *separator)
{
	return f ? join_sources(arena, f->sources, f->n_sources, separator) : "";
}

bool
view_note_sources(
	struct table *t, const struct source *const *sources, size_t n, struct table_cell *cell)
{
	const char *text = join_sources(t->arena, sources, n, "\n");
	if (text && *text)
		cell->footnote = table_footnote(t, text);
	return text && (!*text || cell->footnote);
}

bool
view_footnote(struct table *t, const struct fact *f, struct table_cell *cell)
{
	return !f || view_note_sources(t, f->sources, f->n_sources, cell);
}

/* ---- head and foot --------------------------------------------------------------------------- */

bool
view_before_line(struct table *t, const char *line)
{
	return line && table_before(t, "%s", line);
}

bool
view_after_line(struct table *t, const char *line)
{
	return line && table_after(t, "%s", line);
}

const char *
view_title(const struct view *v, enum say what)
{
	const struct criterion *root = &v->m->nodes[0];
	const char *weights = "";
	for (size_t i = 0; i < root->n_children && weights; i++) {
		size_t node = root->children[i];
		weights = arena_printf(v->arena, "%s%s%s %.4g", weights, i ? ", " : "",
			view_node_name(v, node), round(v->p->weight[node] * 1000) / 10);
	}
	const char *model = v->m->name.by[v->lang] ? v->m->name.by[v->lang] : v->m->id;
	return weights
		? say(v->arena, v->lang, SAY_TITLE, say_word(v->lang, what), model, weights, NULL)
		: NULL;
}

static const char *
headline_of_two(const struct view *v, size_t a, size_t b)
{
	const struct score *s = &v->r->scores[a];
	size_t n = 0;
	for (size_t i = 0; i < v->r->n_pool; i++)
		n += v->r->scores[v->r->order[i]].rank == 1;
	if (n > 2)
		return say(v->arena, v->lang, SAY_TIED_MANY, view_count(v->arena, n),
			view_points(v->arena, s->points.best), NULL);
	if (v->r->winner_tied)
		return say(v->arena, v->lang, SAY_TIED, view_name(v, a), view_name(v, b),
			view_points(v->arena, s->points.best), NULL);
	enum say ranges = v->r->ranges_overlap ? SAY_OVERLAP : SAY_DO_NOT_OVERLAP;
	return say(v->arena, v->lang, SAY_LEADS, view_name(v, a), view_name(v, b),
		view_points(v->arena, v->r->margin), say_word(v->lang, ranges), NULL);
}

const char *
view_headline(const struct result *r, enum lang lang, struct arena *arena)
{
	const struct view_options o = { .lang = lang };
	struct view v = view_of(r, &o, arena);
	if (r->n == 0)
		return say_word(lang, SAY_NO_OFFER);
	if (r->n_pool == 0 || r->winner == SIZE_MAX)
		return say_word(lang, SAY_NOBODY);
	if (r->n_pool == 1)
		return say(arena, lang, SAY_ALONE, view_name(&v, r->winner),
			view_points(arena, r->scores[r->winner].points.best), NULL);
	return headline_of_two(&v, r->order[0], r->order[1]);
}

const char *
view_apart(const struct view *v, size_t a, size_t b)
{
	const struct points *x = &v->r->scores[a].points, *y = &v->r->scores[b].points;
	bool overlap = x->low <= y->high && y->low <= x->high;
	return say(v->arena, v->lang, SAY_APART, view_name(v, a), view_points(v->arena, x->best),
		view_name(v, b), view_points(v->arena, y->best),
		say_word(v->lang, overlap ? SAY_OVERLAP : SAY_DO_NOT_OVERLAP), NULL);
}

bool
view_what_if(const struct view *v, struct table *t)
{
	if (!v->o->what_if)
		return true;
	return view_before_line(t, say(v->arena, v->lang, SAY_WHAT_IF, v->o->what_if, NULL));
}

/* What would hold if the offers with open gates were left out. */
static const char *
without_open(const struct view *v)
{
	size_t w = v->r->winner_without_open;
	if (w == SIZE_MAX)
		return say_word(v->lang, SAY_OPEN_NOBODY);
	return say(v->arena, v->lang, SAY_OPEN_CHANGES, view_name(v, w), NULL);
}

bool
view_head(const struct view *v, struct table *t)
{
	const char *headline = view_headline(v->r, v->lang, v->arena);
	if (!headline || !table_before(t, "%s.", headline))
		return false;
	if (v->r->open_changes_winner && !view_before_line(t, without_open(v)))
		return false;
	if (!view_what_if(v, t))
		return false;
	return v->r->recordable || view_before_line(t, say_word(v->lang, SAY_NOT_RECORDABLE));
}

/* The newest survey date of the profiles weighed. */
static const char *
surveyed(const struct view *v)
{
	const char *newest = "?";
	for (size_t a = 0; a < v->p->n_alternatives; a++) {
		const char *date = view_alternative(v, a)->profile->surveyed;
		if (date && (*newest == '?' || strcmp(date, newest) > 0))
			newest = date;
	}
	return newest;
}

bool
view_put_data(const struct view *v, struct table *t)
{
	const char *reference = evaluation_reference_date(v->ev);
	return view_after_line(t,
		say(v->arena, v->lang, SAY_DATA, surveyed(v), reference ? reference : "?", NULL));
}

bool
view_foot(const struct view *v, struct table *t, bool with_legend)
{
	static const enum say rules[] = { SAY_RULE_PESSIMISTIC, SAY_RULE_NEUTRAL,
		SAY_RULE_OPTIMISTIC, SAY_RULE_EXCLUDE };
	return view_put_basis(v, t) && view_after_line(t, say_word(v->lang, rules[v->p->rule])) &&
		view_put_data(v, t) &&
		(!with_legend || view_after_line(t, say_word(v->lang, SAY_LEGEND)));
}
