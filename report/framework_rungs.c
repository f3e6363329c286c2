/* framework_rungs: one criterion: its rungs from the highest down, and who stands on which. */
#include "data/text.h"
#include "report/framework_int.h"

enum { COL_FRAMEWORK, COL_EDITION, COL_ID, COL_RUNG, COL_LABEL, COL_POINTS, COL_SEAL, COL_OWN };
/* Of each offer: a sign for people, a word for programs. */
enum { PART_SIGN, PART_WORD, PARTS };

static struct table *
make_table(const struct framework_view *fv)
{
	const struct view *v = &fv->v;
	size_t n = COL_OWN + fv->q->n * PARTS;
	const struct table_column own[COL_OWN] = {
		[COL_FRAMEWORK] = { .id = "framework", .title = "", .use = USE_MACHINES },
		[COL_EDITION] = { .id = "weights_profile", .title = "", .use = USE_MACHINES },
		[COL_ID] = { .id = "criterion", .title = "", .use = USE_MACHINES },
		[COL_RUNG] = { .id = "rung",
			.title = say_word(v->lang, SAY_RUNG),
			.align = ALIGN_RIGHT,
			.is_count = true },
		[COL_LABEL] = { .id = "label", .title = "", .wraps = true, .most = 44 },
		[COL_POINTS] = { .id = "points",
			.title = say_word(v->lang, SAY_POINTS),
			.align = ALIGN_DECIMAL,
			.decimals = 2 },
		[COL_SEAL] = { .id = "seal",
			.title = say_word(v->lang, SAY_SEAL),
			.align = ALIGN_RIGHT,
			.is_count = true },
	};
	struct table_column *columns = arena_array(v->arena, n, sizeof *columns);
	if (!columns)
		return NULL;
	for (size_t c = 0; c < COL_OWN; c++)
		columns[c] = own[c];
	for (size_t i = 0; i < fv->q->n; i++) {
		size_t a = fv->q->alternatives[i];
		struct table_column *offer = &columns[COL_OWN + i * PARTS];
		offer[PART_SIGN] = (struct table_column){
			.id = "", .title = view_name(v, a), .use = USE_PEOPLE, .group = (int)i + 1
		};
		offer[PART_WORD] = (struct table_column){ .id = view_alternative(v, a)->id,
			.title = "",
			.use = USE_MACHINES,
			.group = (int)i + 1 };
		if (!offer[PART_SIGN].title)
			return NULL;
	}
	return table_new(v->arena, columns, n);
}

/* The rung that counts, one that the evidence would allow, or neither. */
static void
put_stand(const struct answer *a, int rung, struct table_cell *cells)
{
	bool is_best = rung == a->best && !a->unknown;
	if (!is_best && (rung < a->low || rung > a->high))
		return;
	cells[PART_SIGN] = cell_text(is_best ? "\u25cf" : "\u25cb");
	cells[PART_WORD] = cell_text(is_best ? "best" : "open");
}

static bool
add_rung(const struct framework_view *fv, struct table *t, int number)
{
	const struct framework_criterion *c = fv->f->criteria[fv->q->criterion];
	const struct rung *rung = &c->rungs[number - 1];
	struct table_row *row = table_add(t);
	if (!row)
		return false;
	row->cells[COL_FRAMEWORK] = cell_text(fv->f->id);
	row->cells[COL_EDITION] = cell_text(fv->q->edition->id);
	row->cells[COL_ID] = cell_text(c->id);
	row->cells[COL_RUNG] = cell_number(number);
	row->cells[COL_LABEL] = cell_text(rung->label.by[fv->v.lang]);
	row->cells[COL_POINTS] = cell_number(rung->value);
	row->cells[COL_SEAL] = cell_number(rung->seal);
	for (size_t i = 0; i < fv->q->n; i++)
		put_stand(&fv->of[i].answers[fv->q->criterion], number,
			&row->cells[COL_OWN + i * PARTS]);
	return true;
}

/* " Rests on: Head office FR; …": the facts of a mark as they are known. */
static const char *
facts_text(const struct framework_view *fv, const struct mark *m, size_t a)
{
	const struct view *v = &fv->v;
	const char *all = "";
	for (size_t i = 0; all && i < m->facts.n; i++) {
		const struct fact_def *def =
			dictionary_find(&v->ev->library->dictionary, m->facts.items[i]);
		const struct fact *f =
			def ? evaluation_fact(v->ev, v->p->alternatives[a], def) : NULL;
		const char *value = view_value(v, f);
		if (!def)
			continue;
		all = value ? arena_printf(v->arena, "%s%s%s %s", all, *all ? "; " : "",
				      def->label.by[v->lang], value)
			    : NULL;
	}
	return all && *all ? say(v->arena, v->lang, SAY_RESTS_ON, all, NULL) : all;
}

/* "OVHcloud: rung 3 of 5, open 2–4, confidence medium. Because …" with its sources as a note. */
static bool
add_reason(const struct framework_view *fv, struct table *t, size_t i)
{
	const struct view *v = &fv->v;
	const struct framework_criterion *c = fv->f->criteria[fv->q->criterion];
	const struct answer *a = &fv->of[i].answers[fv->q->criterion];
	const char *name = view_name(v, fv->q->alternatives[i]);
	if (!a->mark)
		return view_after_line(t, say(v->arena, v->lang, SAY_MARK_NONE, name, NULL));
	const char *rung =
		a->unknown ? say_word(v->lang, SAY_UNKNOWN) : arena_printf(v->arena, "%d", a->best);
	const char *open = rungs_text(v->arena, a), *of = view_count(v->arena, c->n_rungs);
	struct table_cell note = { .kind = CELL_EMPTY };
	if (!view_note_sources(t, a->mark->sources, a->mark->n_sources, &note))
		return false;
	const char *line = say(v->arena, v->lang, SAY_MARK_REASON, name, rung, of, open,
		view_confidence(v, a->mark->confidence), a->mark->reason, NULL);
	const char *facts = facts_text(fv, a->mark, fv->q->alternatives[i]);
	return line && facts &&
		(note.footnote ? table_after(t, "%s%s [%d]", line, facts, note.footnote)
			       : table_after(t, "%s%s", line, facts));
}

enum status
framework_rungs(const struct framework_view *fv, struct table **out)
{
	const struct framework_criterion *c = fv->f->criteria[fv->q->criterion];
	const struct view *v = &fv->v;
	struct table *t = make_table(fv);
	if (!t)
		return ST_NOMEM;
	bool ok = framework_head(fv, t) && table_before(t, "%s %s", c->id, c->asks.by[v->lang]) &&
		(!c->note.by[v->lang] || table_before(t, "%s", c->note.by[v->lang]));
	for (int rung = (int)c->n_rungs; ok && rung > 0; rung--)
		ok = add_rung(fv, t, rung);
	ok = ok && view_after_line(t, say_word(v->lang, SAY_RUNGS_LEGEND));
	for (size_t i = 0; ok && i < fv->q->n; i++)
		ok = add_reason(fv, t, i);
	if (!ok)
		return ST_NOMEM;
	*out = t;
	return ST_OK;
}
