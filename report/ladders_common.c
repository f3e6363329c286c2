/* ladders_common: places of all offers on all ladders, and what the conditions read. */
#include <stdint.h>
#include <string.h>

#include "data/text.h"
#include "report/ladders_int.h"

static bool
place_of(const struct view *v, const struct ladder *l, size_t a, struct place_on *out)
{
	struct level_outcome *outcomes = arena_array(v->arena, l->n_levels, sizeof *outcomes);
	if (!outcomes)
		return false;
	ladder_evaluate(l, v->ev, v->p->alternatives[a], outcomes);
	*out = (struct place_on){ l, outcomes, ladder_reached(l, outcomes) };
	return true;
}

enum status
ladder_board_of(const struct result *r, const struct ladder_question *q,
	const struct view_options *o, struct arena *arena, struct ladder_board *out)
{
	const struct library *lib = r->problem->evaluation->library;
	*out = (struct ladder_board){
		.v = view_of(r, o, arena),
		.ladders = q->n_ladders ? q->ladders : lib->ladders,
		.n_ladders = q->n_ladders ? q->n_ladders : lib->n_ladders,
		.alternatives = q->n ? q->alternatives : r->order,
		.n = q->n ? q->n : r->n,
	};
	struct place_on *places = arena_array(arena, out->n_ladders * out->n, sizeof *places);
	if (!places)
		return ST_NOMEM;
	for (size_t l = 0; l < out->n_ladders; l++)
		for (size_t i = 0; i < out->n; i++)
			if (!place_of(&out->v, out->ladders[l], out->alternatives[i],
				    &places[l * out->n + i]))
				return ST_NOMEM;
	out->places = places;
	return ST_OK;
}

/* ---- what is read ---------------------------------------------------------------------------- */

static bool
reads_same(const struct condition *a, const struct condition *b)
{
	return a->def == b->def && str_eq(a->mark, b->mark);
}

static size_t
count_comparisons(const struct condition *c)
{
	if (!c)
		return 0;
	if (c->op != COND_AND && c->op != COND_OR && c->op != COND_NOT)
		return 1;
	return count_comparisons(c->kids[0]) + count_comparisons(c->kids[1]);
}

static void
collect(const struct condition *c, struct reads *out)
{
	if (!c)
		return;
	if (c->op == COND_AND || c->op == COND_OR || c->op == COND_NOT) {
		collect(c->kids[0], out);
		collect(c->kids[1], out);
		return;
	}
	for (size_t i = 0; i < out->n; i++)
		if (reads_same(out->of[i], c))
			return;
	if (c->def || c->mark)
		out->of[out->n++] = c;
}

bool
ladder_reads(const struct view *v, const struct ladder_level *l, struct reads *out)
{
	size_t n = count_comparisons(l->when_condition) + count_comparisons(l->enough_condition);
	*out = (struct reads){ arena_array(v->arena, n, sizeof *out->of), 0 };
	if (!out->of)
		return false;
	collect(l->when_condition, out);
	collect(l->enough_condition, out);
	return true;
}

const struct fact *
ladder_fact(const struct view *v, const struct condition *c, size_t a)
{
	return c->def ? evaluation_fact(v->ev, v->p->alternatives[a], c->def) : NULL;
}

const struct mark *
ladder_mark(const struct view *v, const struct condition *c, size_t a)
{
	const struct alternative *alt = view_alternative(v, a);
	return c->mark ? profile_mark(alt->profile, alt->offer, c->mark) : NULL;
}

/* ---- what is read, told ---------------------------------------------------------------------- */

static const char *
bounds(const struct fact *f, char *buf, size_t size)
{
	return value_show_range(&f->value, buf, size);
}

/* "SecNumCloud qualification: none (2026-10, confidence high)". */
static const char *
read_text(const struct view *v, const struct condition *c, size_t a)
{
	const struct fact *f = ladder_fact(v, c, a);
	const struct mark *m = ladder_mark(v, c, a);
	char range[128] = "";
	if (c->def && (!f || (f->value.kind == VALUE_UNKNOWN && !*bounds(f, range, sizeof range))))
		return say(v->arena, v->lang, SAY_EVIDENCE, c->def->label.by[v->lang],
			say_word(v->lang, SAY_UNKNOWN), NULL);
	if (c->def) {
		const char *value = view_value(v, f);
		if (value && *bounds(f, range, sizeof range))
			value = arena_printf(v->arena, "%s, %s", value, range);
		return say(v->arena, v->lang, SAY_LADDER_FACT, c->def->label.by[v->lang], value,
			f->as_of ? f->as_of : say_word(v->lang, SAY_UNDATED),
			view_confidence(v, f->confidence), NULL);
	}
	if (!c->mark)
		return "";
	if (m && m->rung)
		return say(v->arena, v->lang, SAY_LADDER_MARK, c->mark,
			arena_printf(v->arena, "%d", m->rung), view_confidence(v, m->confidence),
			NULL);
	const char *open = m
		? say(v->arena, v->lang, SAY_RUNGS_OPEN, arena_printf(v->arena, "%d", m->low),
			  arena_printf(v->arena, "%d", m->high), NULL)
		: say_word(v->lang, SAY_UNKNOWN);
	return say(v->arena, v->lang, SAY_EVIDENCE, c->mark, open, NULL);
}

/* Several facts rest on one source: it is named once. */
static void
add_sources(struct ladder_evidence *out, const struct source **room,
	const struct source *const *sources, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		bool is_new = true;
		for (size_t k = 0; k < out->n_sources && is_new; k++)
			is_new = room[k] != sources[i];
		if (is_new)
			room[out->n_sources++] = sources[i];
	}
}

enum status
ladder_evidence_of(const struct view *v, const struct ladder_level *level, size_t a,
	struct ladder_evidence *out)
{
	struct reads reads;
	size_t most = 0;
	if (!ladder_reads(v, level, &reads))
		return ST_NOMEM;
	for (size_t i = 0; i < reads.n; i++) {
		const struct fact *f = ladder_fact(v, reads.of[i], a);
		const struct mark *m = ladder_mark(v, reads.of[i], a);
		most += (f ? f->n_sources : 0) + (m ? m->n_sources : 0);
	}
	const struct source **room = arena_array(v->arena, most, sizeof *room);
	*out = (struct ladder_evidence){ .text = "", .sources = room };
	for (size_t i = 0; room && out->text && i < reads.n; i++) {
		const struct fact *f = ladder_fact(v, reads.of[i], a);
		const struct mark *m = ladder_mark(v, reads.of[i], a);
		const char *one = read_text(v, reads.of[i], a), *all = out->text;
		out->text =
			one ? arena_printf(v->arena, "%s%s%s", all, *all ? "; " : "", one) : NULL;
		add_sources(out, room, f ? f->sources : NULL, f ? f->n_sources : 0);
		add_sources(out, room, m ? m->sources : NULL, m ? m->n_sources : 0);
	}
	return room && out->text ? ST_OK : ST_NOMEM;
}

enum status
view_ladder_evidence(const struct result *r, const struct ladder_level *level, size_t a,
	enum lang lang, struct arena *arena, struct ladder_evidence *out)
{
	const struct view_options o = { .lang = lang };
	const struct view v = view_of(r, &o, arena);
	return ladder_evidence_of(&v, level, a, out);
}
