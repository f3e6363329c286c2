/*
 * screen_rungs: one criterion of the framework: its rungs from the highest down with every vendor's
 * place and range on them; why the vendor at the cursor stands there, on which facts and sources.
 */
#include <stdint.h>
#include <stdio.h>

#include "tui/draw.h"
#include "tui/lines.h"
#include "tui/marks.h"
#include "tui/vendors.h"

/* ---- update ---- */

static const struct mark *
mark_here(const struct ui *ui, const struct framework *f)
{
	const struct alternative *a = &ui->evaluation->alternatives[ui->vendor];
	return profile_mark(a->profile, a->offer, f->criteria[ui->criterion]->id);
}

struct effect
rungs_update(struct ui *ui, enum command cmd)
{
	const struct framework *f = marks_framework(ui);
	if (!f)
		return (struct effect){ .kind = EFFECT_NONE };
	const struct mark *m = mark_here(ui, f);
	switch (cmd) {
	case CMD_LEFT:
	case CMD_RIGHT:
		return marks_command(ui, cmd);
	case CMD_TEXTS:
		ui->shows_below[SCREEN_RUNGS] = !ui->shows_below[SCREEN_RUNGS];
		break;
	case CMD_NEXT_SOURCE:
		ui->source = m && m->n_sources ? (ui->source + 1) % m->n_sources : 0;
		break;
	case CMD_LINK:
	case CMD_COPY:
		return ui_source(ui, cmd == CMD_LINK ? EFFECT_LINK : EFFECT_COPY,
			m ? m->sources : NULL, m ? m->n_sources : 0);
	default:
		ui->criterion = ui_move(cmd, ui->criterion, f->n_criteria, 8);
		ui->source = 0;
	}
	return (struct effect){ .kind = EFFECT_NONE };
}

/* ---- the ladder ---- */

struct columns {
	int label, label_width, points, seal;
	bool has_points;
	struct vendors vendors;
};

static struct columns
lay_out(const struct ui *ui, struct frame *f)
{
	int cols = f->surface.cols;
	struct columns c = { .label = 9 };
	/* Where it is narrow the points go, so that a vendor stands beside the rungs. */
	c.has_points = cols >= 72;
	int labels = cols - 36 > 28 ? 28 : cols - 36 < 12 ? 12 : cols - 36;
	c.label_width = cols >= 160 ? 60 : cols >= 100 ? 36 : labels;
	c.points = c.label + c.label_width + (c.has_points ? 8 : 0);
	c.seal = c.points + 6;
	c.vendors = vendors_lay_out(ui, f, SCREEN_RUNGS, (struct vendor_room){ c.seal + 2, 10, 18 },
		ui->result->order, ui->result->n);
	return c;
}

static void
view_place(struct surface *s, int row, int col, const struct answer *a, int rung)
{
	bool is_open = rung >= a->low && rung <= a->high;
	if (!is_open)
		return;
	bool is_best = !a->unknown && rung == a->best;
	const char *sign = is_best ? s->ascii ? "*" : "●" : s->ascii ? "o" : "○";
	(void)surface_text(s, row, col, 1, a->unknown ? STYLE_WEAK : STYLE_FIRST, sign);
}

/* Returns the rows used. Where not all rungs fit, those about the vendor's own. */
static int
view_ladder(const struct ui *ui, struct frame *f, const struct assessment *of, int top, int end,
	size_t here)
{
	struct surface *s = &f->surface;
	const struct framework_criterion *c = of[here].framework->criteria[ui->criterion];
	struct columns at = lay_out(ui, f);
	(void)surface_text(s, top, 3, 5, STYLE_DIM, "rung");
	if (at.has_points)
		(void)surface_right(s, top, at.points, 8, STYLE_DIM, "points");
	(void)surface_right(s, top, at.seal, 5, STYLE_DIM, "SEAL");
	vendors_head(ui, f, &at.vendors, top);
	int n = (int)c->n_rungs, shown = n < end - top - 1 ? n : end - top - 1;
	const struct answer *own = &of[here].answers[ui->criterion];
	int first = ui_scroll(0, n - (own->unknown ? own->high : own->best), shown, n);
	for (int i = 0; i < shown; i++) {
		int row = top + 1 + i, rung = n - first - i;
		const struct rung *one = &c->rungs[rung - 1];
		(void)surface_printf(s, row, 4, 2, STYLE_TEXT, "%d", rung);
		(void)surface_text(s, row, 6, 1, STYLE_RULE, s->ascii ? "|" : "├");
		(void)surface_fit(
			s, row, at.label, at.label_width, STYLE_TEXT, one->label.by[ui->lang]);
		char number[32];
		(void)snprintf(number, sizeof number, "%.2f", one->value);
		if (at.has_points)
			(void)surface_right(s, row, at.points, 8, STYLE_DIM, number);
		(void)snprintf(number, sizeof number, "%d", one->seal);
		(void)surface_right(s, row, at.seal, 3, STYLE_TEXT, number);
		for (size_t k = 0; k < at.vendors.n; k++)
			view_place(s, row, vendors_col(&at.vendors, k) + 2,
				&of[at.vendors.from + k].answers[ui->criterion], rung);
	}
	return shown + 1;
}

/* ---- why ---- */

/* "Parent's country FR, EU ownership 79 %": the facts that a mark rests on. */
static const char *
facts_text(const struct ui *ui, const struct mark *m, size_t alternative)
{
	const char *all = NULL;
	for (size_t i = 0; i < m->facts.n; i++) {
		const struct fact_def *def =
			dictionary_find(&ui->evaluation->library->dictionary, m->facts.items[i]);
		if (!def)
			continue;
		const struct fact *fact = evaluation_fact(ui->evaluation, alternative, def);
		const char *one = arena_printf(
			ui->scratch, "%s: %s", def->label.by[ui->lang], ui_value(ui, fact));
		all = all && one ? arena_printf(ui->scratch, "%s; %s", all, one) : one;
	}
	return all;
}

static void
say_place(const struct ui *ui, struct lines *l, const struct assessment *a)
{
	const struct framework_criterion *c = a->framework->criteria[ui->criterion];
	const struct answer *answer = &a->answers[ui->criterion];
	const char *holds = assessment_binds(a, ui->criterion, SIZE_MAX) ? "; holds the whole down"
		: assessment_binds(a, ui->criterion, c->objective) ? "; holds its objective down"
								   : "";
	const char *open = answer->low == answer->high
		? ""
		: arena_printf(ui->scratch, " (%d to %d are open)", answer->low, answer->high);
	const char *place = answer->unknown || !open
		? arena_printf(ui->scratch, "unknown, rungs %d to %d are open", answer->low,
			  answer->high)
		: arena_printf(ui->scratch, "rung %d of %zu%s, %s", answer->best, c->n_rungs, open,
			  c->rungs[answer->best - 1].label.by[ui->lang]);
	lines_add(l, "stands", answer->unknown ? STYLE_WEAK : STYLE_STRONG, place);
	lines_add(l, "grants", STYLE_TEXT,
		arena_printf(ui->scratch, "SEAL %s%s", marks_seals(ui, &answer->seals, l->s->ascii),
			holds));
}

/* However long the reason is, the facts begin on the screen. */
static void
say_mark(const struct ui *ui, struct lines *l, const struct mark *m)
{
	const char *facts = facts_text(ui, m, ui->vendor);
	int kept = facts && l->end - l->row > 2;
	l->end -= kept;
	lines_add(l, "reason", m->confidence == CONFIDENCE_LOW ? STYLE_WEAK : STYLE_TEXT,
		arena_printf(ui->scratch, "Confidence %s. %s", confidence_words[m->confidence],
			m->reason));
	l->end += kept;
	lines_add(l, "facts", STYLE_TEXT, facts);
}

static void
view_why(const struct ui *ui, struct surface *s, const struct assessment *a, int row, int end)
{
	const struct framework_criterion *c = a->framework->criteria[ui->criterion];
	const struct mark *m = a->answers[ui->criterion].mark;
	struct lines l = { s, row, end, 15, s->cols - 17 };
	bool is_roomy = end - row >= 18;
	/* Whatever is cut, the chosen source is on the screen: it is what o and y act on. */
	int kept = lines_source_rows(ui, &l, m ? m->sources : NULL, m ? m->n_sources : 0);
	l.end -= kept < (end - row) / 3 ? kept : (end - row) / 3;
	say_place(ui, &l, a);
	l.row += is_roomy;
	if (m)
		say_mark(ui, &l, m);
	else
		lines_add(&l, "reason", STYLE_WEAK, "this offer is not marked");
	lines_add(&l, "note", STYLE_DIM, c->note.by[ui->lang]);
	l.row += is_roomy;
	l.end = end;
	lines_sources(ui, &l, m ? m->sources : NULL, m ? m->n_sources : 0);
}

/* ---- view ---- */

void
rungs_view(const struct ui *ui, struct frame *f, int top, int rows)
{
	struct surface *s = &f->surface;
	const struct framework *fw = marks_framework(ui);
	const struct result *r = ui->result;
	struct assessment *of = arena_array(ui->scratch, r->n, sizeof *of);
	size_t here = 0;
	bool ok = fw && of && r->n && ui_alternative(ui, ui->vendor) != SIZE_MAX;
	for (size_t i = 0; ok && i < r->n; i++) {
		ok = marks_assess(ui, fw, r->order[i], &of[i]);
		here = ui_vendor_of(ui, r->order[i]) == ui->vendor ? i : here;
	}
	if (!ok) {
		(void)surface_text(s, top + 1, 1, -1, STYLE_DIM, "No vendor is weighed.");
		return;
	}
	const struct framework_criterion *c = fw->criteria[ui->criterion];
	const struct objective *o = &fw->objectives[c->objective];
	const char *between = s->ascii ? ">" : "›";
	int col = 1 +
		surface_text(
			s, top, 1, s->cols / 3, STYLE_STRONG, ui_vendor_name(ui, r->order[here]));
	if (s->cols >= 100)
		col += surface_printf(s, top, col, s->cols - col - 20, STYLE_DIM, " %s %s %s",
			between, o->id, o->name.by[ui->lang]);
	col += surface_printf(s, top, col, 4, STYLE_DIM, " %s ", between);
	(void)surface_fit(s, top, col, s->cols - col - 12, STYLE_STRONG,
		arena_printf(ui->scratch, "%s %s", c->id, c->asks.by[ui->lang]));
	char count[32];
	(void)snprintf(count, sizeof count, "%zu of %zu", ui->criterion + 1, fw->n_criteria);
	(void)surface_right(s, top, s->cols - 1, 10, STYLE_DIM, count);
	if (rows >= 20)
		(void)surface_text(s, top + 1, 1, s->cols - 2, STYLE_DIM,
			s->ascii ? "* the rung that counts   o left open by the evidence"
				 : "● the rung that counts   ○ left open by the evidence");
	int row = top + (rows >= 20 ? 2 : 1), end = top + rows;
	row += view_ladder(ui, f, of, row, ui->shows_below[SCREEN_RUNGS] ? row + 2 : end, here);
	if (row + 1 < end) {
		surface_hline(s, row, 0, s->cols);
		view_why(ui, s, &of[here], row + 1, end);
	}
}
