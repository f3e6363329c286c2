/* marks: the framework and the edition follow the model as long as nobody chooses here. */
#include "tui/marks.h"

#include <stdint.h>
#include <string.h>

#include "data/text.h"
#include "scoring/basis.h"
#include "tui/draw.h"

/* ---- which ---- */

const struct framework *
marks_framework(const struct ui *ui)
{
	const struct dictionary *d = &ui->evaluation->library->dictionary;
	size_t node;
	const struct framework *weighed = basis_weighed(ui->problem->model, d, &node);
	return weighed ? weighed : framework_default(d);
}

const struct edition *
marks_edition(const struct ui *ui, const struct framework *f)
{
	if (ui->edition < f->n_editions)
		return &f->editions[ui->edition];
	size_t node;
	const struct dictionary *d = &ui->evaluation->library->dictionary;
	bool is_weighed = basis_weighed(ui->problem->model, d, &node) == f;
	const struct edition *e = is_weighed ? basis_edition(ui->problem, node, f) : NULL;
	return e ? e : &f->editions[f->edition];
}

enum blank_rule
marks_rule(const struct ui *ui)
{
	return ui->skips_unknown ? BLANK_SKIP : blank_rule_of(ui->problem->rule);
}

bool
marks_assess(
	const struct ui *ui, const struct framework *f, size_t alternative, struct assessment *out)
{
	return assessment_compute(ui->evaluation, ui->problem->alternatives[alternative], f,
		       marks_edition(ui, f), marks_rule(ui), ui->scratch, out) == ST_OK;
}

/* ---- keys ---- */

static void
next_edition(struct ui *ui)
{
	const struct framework *f = marks_framework(ui);
	if (!f)
		return;
	size_t now = (size_t)(marks_edition(ui, f) - f->editions);
	ui->edition = (now + 1) % f->n_editions;
	const struct edition *e = &f->editions[ui->edition];
	ui_say(ui, STYLE_DIM, "weights of %s: %s; the model keeps its own", e->id,
		e->name.by[ui->lang]);
}

struct effect
marks_command(struct ui *ui, enum command cmd)
{
	switch (cmd) {
	case CMD_LEFT:
	case CMD_RIGHT:
		ui_move_vendor(ui, cmd == CMD_RIGHT);
		break;
	case CMD_EDITION:
		next_edition(ui);
		break;
	case CMD_BLANKS:
		ui->skips_unknown = !ui->skips_unknown;
		if (ui->skips_unknown)
			ui_say(ui, STYLE_WEAK,
				"unknown marks are skipped: that can only raise the "
				"SEAL; b counts them again");
		else
			ui_say(ui, STYLE_DIM, "unknown marks count by the rule %s",
				unknown_rule_words[ui->problem->rule]);
		break;
	default:
		break;
	}
	return (struct effect){ .kind = EFFECT_NONE };
}

/* ---- searching ---- */

static bool
has_words(const struct ui *ui, const struct framework *f, size_t i, const char *text)
{
	const struct framework_criterion *c = f->criteria[i];
	const struct objective *o = &f->objectives[c->objective];
	return strcasestr(c->id, text) || strcasestr(c->asks.by[ui->lang], text) ||
		strcasestr(o->name.by[ui->lang], text);
}

bool
marks_search(struct ui *ui, const char *text, size_t skip)
{
	const struct framework *f = marks_framework(ui);
	if (ui->screen == SCREEN_LADDERS)
		return ladders_search(ui, text, skip);
	if (!f)
		return false;
	for (size_t k = skip; k <= f->n_criteria; k++) {
		size_t i = (ui->criterion + k) % f->n_criteria;
		if (!has_words(ui, f, i, text))
			continue;
		if (ui->screen == SCREEN_FRAMEWORK)
			ui_go(ui, SCREEN_CRITERIA);
		ui->criterion = i;
		ui->source = 0;
		return true;
	}
	return false;
}

/* ---- drawing ---- */

void
marks_title(const struct ui *ui, const struct framework *f, struct surface *s, int row)
{
	const struct edition *e = marks_edition(ui, f);
	const char *dot = s->ascii ? "|" : "·";
	enum blank_rule rule = marks_rule(ui);
	bool is_skip = rule == BLANK_SKIP;
	const char *name = f->name.by[ui->lang];
	const char *weights = arena_printf(ui->scratch, "%s %s weights %s", dot, e->id, dot);
	const char *unknown = arena_printf(
		ui->scratch, "unknown marks %s", is_skip ? "skipped" : blank_rule_words[rule]);
	if (!weights || !unknown)
		return;
	/* What the figures rest on matters more than a long name. */
	int needed = surface_width(weights) + surface_width(unknown) + 4;
	if (surface_width(name) + needed > s->cols)
		name = f->short_name.by[ui->lang];
	int col = 1 + surface_fit(s, row, 1, s->cols - 2, STYLE_STRONG, name);
	col += 1 + surface_fit(s, row, col + 1, s->cols - col - 2, STYLE_TEXT, weights);
	(void)surface_fit(
		s, row, col + 1, s->cols - col - 2, is_skip ? STYLE_WEAK : STYLE_TEXT, unknown);
}

const char *
marks_seals(const struct ui *ui, const struct seals *seals, bool ascii)
{
	const char *text;
	if (seals->best == NO_SEAL)
		return ascii ? "-" : "–";
	if (seals->low == seals->high)
		text = arena_printf(ui->scratch, "%d", seals->best);
	else
		text = arena_printf(ui->scratch, ascii ? "%d (%d-%d)" : "%d (%d–%d)", seals->best,
			seals->low, seals->high);
	return text ? text : "";
}

void
marks_ladder(struct surface *s, int row, int col, const struct framework_criterion *c,
	const struct answer *a)
{
	for (int rung = 1; rung <= (int)c->n_rungs; rung++) {
		int at = col + 2 * (rung - 1);
		bool is_open = rung >= a->low && rung <= a->high;
		bool is_best = !a->unknown && rung == a->best;
		const char *sign = is_best ? s->ascii ? "*" : "●"
			: is_open          ? s->ascii ? "o" : "○"
			: s->ascii         ? "."
					   : "·";
		enum style style = a->unknown && is_open ? STYLE_WEAK
			: is_open                        ? STYLE_FIRST
							 : STYLE_DIM;
		(void)surface_text(s, row, at, 1, style, sign);
		if (rung < a->high && is_open)
			(void)surface_text(s, row, at + 1, 1, style, s->ascii ? "-" : "━");
	}
}
