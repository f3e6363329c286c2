/*
 * screen_criteria: all criteria of the framework for one vendor: the rungs as a ladder with the
 * vendor's place and range on it, the SEAL that it grants, what holds the SEAL down.
 */
#include <stdint.h>

#include "tui/draw.h"
#include "tui/marks.h"
#include "tui/ui.h"

/* ---- update ---- */

struct effect
criteria_update(struct ui *ui, enum command cmd)
{
	const struct framework *f = marks_framework(ui);
	if (!f)
		return (struct effect){ .kind = EFFECT_NONE };
	switch (cmd) {
	case CMD_OPEN:
		ui_go(ui, SCREEN_RUNGS);
		break;
	case CMD_LEFT:
	case CMD_RIGHT:
	case CMD_EDITION:
	case CMD_BLANKS:
		return marks_command(ui, cmd);
	default:
		ui->criterion = ui_move(cmd, ui->criterion, f->n_criteria, ui->rows - 16);
	}
	return (struct effect){ .kind = EFFECT_NONE };
}

/* ---- view ---- */

struct columns {
	int name, ladder, place, label, label_width, seal, mark;
	bool has_ladder;
};

static struct columns
lay_out(int width, const struct framework *f)
{
	struct columns c = { .mark = width - 4, .seal = width - 12 };
	int rungs = 0;
	for (size_t i = 0; i < f->n_criteria; i++)
		if ((int)f->criteria[i]->n_rungs > rungs)
			rungs = (int)f->criteria[i]->n_rungs;
	/* Where it is narrow the rung's label goes first, then the ladder. */
	c.has_ladder = width >= 44 + 2 * rungs;
	int ladder = c.has_ladder ? 2 * rungs + 1 : 0, room = c.seal - ladder - 8;
	c.name = width >= 120 ? 50 : width >= 100 ? 44 : room < 29 ? room : 29;
	c.ladder = c.name + 2;
	c.place = c.ladder + ladder;
	c.label = c.place + 4;
	c.label_width = c.seal - c.label - 2;
	return c;
}

static void
view_objective(const struct ui *ui, struct surface *s, const struct assessment *a,
	const struct columns *c, int row, size_t objective)
{
	const struct objective *o = &a->framework->objectives[objective];
	const struct standing *st = &a->objectives[objective];
	(void)surface_fit(s, row, 1, c->name, STYLE_STRONG,
		arena_printf(ui->scratch, "%s %s", o->id, o->name.by[ui->lang]));
	double percent = st->points.best * 100 / a->framework->full;
	const char *score = c->has_ladder ? arena_printf(ui->scratch, "%.1f %% of weight %.4g",
						    percent, a->edition->weights[objective])
					  : arena_printf(ui->scratch, "%.0f %%", percent);
	(void)surface_fit(s, row, c->ladder, c->seal - c->ladder - 1, STYLE_DIM, score);
	(void)surface_text(s, row, c->seal, 7, STYLE_STRONG, marks_seals(ui, &st->seals, s->ascii));
}

static void
view_criterion(const struct ui *ui, struct frame *fr, const struct assessment *a,
	const struct columns *c, int row, size_t i)
{
	struct surface *s = &fr->surface;
	const struct framework_criterion *criterion = a->framework->criteria[i];
	const struct answer *answer = &a->answers[i];
	bool is_here = i == ui->criterion;
	bool is_weak = answer->mark && answer->mark->confidence == CONFIDENCE_LOW;
	if (is_here)
		(void)surface_text(s, row, 0, 1, STYLE_ACCENT, s->ascii ? ">" : "▸");
	(void)surface_fit(s, row, 2, c->name - 1, is_here ? STYLE_STRONG : STYLE_TEXT,
		arena_printf(ui->scratch, "%s %s", criterion->id, criterion->asks.by[ui->lang]));
	if (c->has_ladder)
		marks_ladder(s, row, c->ladder, criterion, answer);
	if (answer->unknown)
		(void)surface_printf(s, row, c->place, 4, STYLE_WEAK, "?/%zu", criterion->n_rungs);
	else
		(void)surface_printf(s, row, c->place, 4, STYLE_TEXT, "%d/%zu", answer->best,
			criterion->n_rungs);
	(void)surface_fit(s, row, c->label, c->label_width,
		answer->unknown ? STYLE_WEAK : STYLE_DIM,
		answer->skipped           ? "skipped"
			: answer->unknown ? "unknown"
					  : criterion->rungs[answer->best - 1].label.by[ui->lang]);
	(void)surface_text(
		s, row, c->seal, 7, STYLE_TEXT, marks_seals(ui, &answer->seals, s->ascii));
	if (assessment_binds(a, i, SIZE_MAX))
		(void)surface_text(s, row, c->mark, 1, STYLE_FAIL, s->ascii ? "^" : "▲");
	else if (assessment_binds(a, i, criterion->objective))
		(void)surface_text(s, row, c->mark, 1, STYLE_WEAK, s->ascii ? "'" : "△");
	if (answer->unknown || is_weak)
		(void)surface_text(s, row, c->mark + 2, 1, STYLE_WEAK, answer->unknown ? "?" : "~");
	frame_hit(fr, row, 0, c->mark + 3, is_here ? CMD_OPEN : CMD_NONE, SIZE_MAX, i);
}

/* Rows on the screen: each objective's heading, then its criteria. */
static int
row_of(const struct framework *f, size_t criterion)
{
	return (int)(criterion + f->criteria[criterion]->objective + 1);
}

static void
view_list(const struct ui *ui, struct frame *fr, const struct assessment *a, int top, int rows,
	int width)
{
	const struct framework *f = a->framework;
	struct columns c = lay_out(width, f);
	int n = (int)(f->n_criteria + f->n_objectives);
	int here = row_of(f, ui->criterion);
	int first = ui_scroll(fr->first[SCREEN_CRITERIA], here, rows, n);
	/* The heading above an objective's first criterion is read with it. */
	bool is_below_heading =
		here == row_of(f, f->objectives[f->criteria[ui->criterion]->objective].first);
	if (first == here && is_below_heading && rows > 1)
		first--;
	fr->first[SCREEN_CRITERIA] = first;
	for (size_t o = 0; o < f->n_objectives; o++) {
		const struct objective *objective = &f->objectives[o];
		int at = (int)(objective->first + o) - first;
		if (at >= 0 && at < rows)
			view_objective(ui, &fr->surface, a, &c, top + at, o);
		for (size_t k = 0; k < objective->n_criteria; k++) {
			at = row_of(f, objective->first + k) - first;
			if (at >= 0 && at < rows)
				view_criterion(ui, fr, a, &c, top + at, objective->first + k);
		}
	}
}

/* Why this rung. */
static void
view_reason(const struct ui *ui, struct surface *s, const struct assessment *a, int row, int end,
	int col)
{
	const struct framework_criterion *c = a->framework->criteria[ui->criterion];
	const struct mark *m = a->answers[ui->criterion].mark;
	int width = s->cols - col - 1;
	row += surface_wrap(s, row, col, width, end - row, STYLE_STRONG,
		arena_printf(ui->scratch, "%s %s", c->id, c->asks.by[ui->lang]));
	if (row >= end)
		return;
	if (!m) {
		(void)surface_text(
			s, row, col, width, STYLE_WEAK, "Not marked: every rung is open.");
		return;
	}
	(void)surface_wrap(s, row, col, width, end - row, STYLE_TEXT,
		arena_printf(ui->scratch, "Confidence %s. %s", confidence_words[m->confidence],
			m->reason));
}

/* Where there is room for it: the rungs one below the other, as the next screen has them. */
static int
view_rungs(const struct ui *ui, struct surface *s, const struct assessment *a, int row, int end,
	int col)
{
	const struct framework_criterion *c = a->framework->criteria[ui->criterion];
	const struct answer *answer = &a->answers[ui->criterion];
	for (int rung = (int)c->n_rungs; rung > 0 && row < end; rung--, row++) {
		bool is_open = rung >= answer->low && rung <= answer->high;
		bool is_best = !answer->unknown && rung == answer->best;
		const char *sign = is_best ? s->ascii ? "*" : "●" : s->ascii ? "o" : "○";
		if (is_open)
			(void)surface_text(
				s, row, col, 1, answer->unknown ? STYLE_WEAK : STYLE_FIRST, sign);
		(void)surface_printf(
			s, row, col + 2, 8, STYLE_DIM, "%d SEAL-%d", rung, c->rungs[rung - 1].seal);
		(void)surface_fit(s, row, col + 12, s->cols - col - 13,
			is_best ? STYLE_STRONG : STYLE_TEXT, c->rungs[rung - 1].label.by[ui->lang]);
	}
	return row + 1;
}

static void
view_legend(struct surface *s, int row)
{
	int col = 1;
	static const struct {
		const char *sign, *plain, *meaning;
		enum style style;
	} signs[] = {
		{ "●", "*", "here", STYLE_FIRST },
		{ "○", "o", "left open", STYLE_FIRST },
		{ "▲", "^", "holds the whole down", STYLE_FAIL },
		{ "△", "'", "its objective", STYLE_WEAK },
		{ "?", "?", "unknown", STYLE_WEAK },
		{ "~", "~", "weak", STYLE_WEAK },
	};
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		if (col + 2 + surface_width(signs[i].meaning) > s->cols)
			break;
		(void)surface_text(
			s, row, col, 1, signs[i].style, s->ascii ? signs[i].plain : signs[i].sign);
		col += 4 + surface_text(s, row, col + 2, -1, STYLE_DIM, signs[i].meaning);
	}
}

/* "OVHcloud · SEAL 1 (0–1) · 59.4 % (40–78) · 2026-06 weights · unknown marks skipped". */
static void
view_title(const struct ui *ui, struct surface *s, const struct assessment *a, size_t at, int row)
{
	const char *dot = s->ascii ? "|" : "·";
	char range[32] = "";
	int room = s->cols < 60 ? 15 : s->cols - 50;
	int col = 1 + surface_fit(s, row, 1, room, STYLE_STRONG, ui_vendor_name(ui, at));
	if (s->cols >= 60)
		(void)draw_range_text(s, a->whole.score, range, sizeof range);
	const char *bounds = *range ? arena_printf(ui->scratch, " (%s)", range) : "";
	col += surface_printf(s, row, col, s->cols - col - 1, STYLE_TEXT,
		" %s SEAL %s %s %.1f %%%s", dot, marks_seals(ui, &a->whole.seals, s->ascii), dot,
		a->whole.score.best, bounds ? bounds : "");
	if (s->cols >= 60)
		col += surface_printf(s, row, col, s->cols - col - 1, STYLE_TEXT, " %s %s weights",
			dot, a->edition->id);
	if (a->rule == BLANK_SKIP)
		(void)surface_fit(s, row, col + 1, s->cols - col - 2, STYLE_WEAK,
			arena_printf(ui->scratch, "%s unknown marks skipped", dot));
}

void
criteria_view(const struct ui *ui, struct frame *fr, int top, int rows)
{
	struct surface *s = &fr->surface;
	const struct framework *f = marks_framework(ui);
	size_t at = ui_alternative(ui, ui->vendor);
	struct assessment a;
	if (!f || at == SIZE_MAX || !marks_assess(ui, f, at, &a)) {
		(void)surface_text(s, top + 1, 1, -1, STYLE_DIM, "No vendor is weighed.");
		return;
	}
	view_title(ui, s, &a, at, top);
	if (s->cols >= 160) {
		int width = s->cols * 62 / 100;
		view_list(ui, fr, &a, top + 1, rows - 2, width);
		view_legend(s, top + rows - 1);
		surface_vline(s, top + 1, width, rows - 1);
		int row = view_rungs(ui, s, &a, top + 1, top + rows, width + 2);
		view_reason(ui, s, &a, row, top + rows, width + 2);
		return;
	}
	int pane = rows >= 30 ? 7 : rows >= 18 ? 5 : 3;
	bool has_legend = rows >= 12;
	view_list(ui, fr, &a, top + 1, rows - pane - 2 - has_legend, s->cols);
	if (has_legend)
		view_legend(s, top + rows - pane - 2);
	surface_hline(s, top + rows - pane - 1, 0, s->cols);
	view_reason(ui, s, &a, top + rows - pane, top + rows, 1);
}
