/* board_below: the texts below the board, of the vendor and the objective at the cursor. */
#include <stdint.h>

#include "report/say.h"
#include "report/view_framework.h"
#include "tui/board.h"
#include "tui/draw.h"

/* Where texts go: one below the other, as long as there is room. */
struct column {
	struct surface *s;
	int row, end, col, width;
};

static void
put(struct column *at, enum style style, const char *text)
{
	if (!text)
		return;
	if (at->row < at->end)
		at->row += surface_wrap(
			at->s, at->row, at->col, at->width, at->end - at->row, style, text);
	else
		(void)surface_text(at->s, at->end - 1, at->col + at->width - 3, 3, STYLE_DIM,
			at->s->ascii ? "..." : "  …");
}

/* ---- what binds, what would lift ---- */

static size_t
objective_here(const struct ui *ui, const struct board *b)
{
	return ui->objective < b->f->n_objectives ? ui->objective : SIZE_MAX;
}

/* "OVHcloud, SOV-5". */
static const char *
whose(const struct ui *ui, const struct board *b, size_t column)
{
	size_t objective = objective_here(ui, b);
	return arena_printf(ui->scratch, "%s, %s", ui_vendor_name(ui, b->vendors[column]),
		objective == SIZE_MAX ? "whole" : b->f->objectives[objective].id);
}

/* "OVHcloud, SOV-5: SEAL-1, Jurisdictional; 42.9 % (40–78)"; what the level means, with room. */
static void
put_standing(const struct ui *ui, struct column *at, const struct board *b, size_t column)
{
	size_t objective = objective_here(ui, b);
	const struct standing *st = assessment_standing(&b->of[column], objective);
	struct points p = board_percent(b, column, objective);
	int seal = st->seals.best;
	char range[32];
	const char *open = "";
	if (p.high - p.low > 0.05)
		open = arena_printf(
			ui->scratch, " (%s)", draw_range_text(at->s, p, range, sizeof range));
	put(at, STYLE_STRONG,
		arena_printf(ui->scratch, "%s: SEAL-%d, %s; %.1f %%%s", whose(ui, b, column), seal,
			b->edition->seal_names[seal].by[ui->lang], p.best, open ? open : ""));
	if (at->end - at->row >= 10)
		put(at, STYLE_DIM, b->f->seals[seal].meaning.by[ui->lang]);
	if (st->n_skipped)
		put(at, STYLE_WEAK,
			arena_printf(ui->scratch, "%zu unknown mark%s skipped.", st->n_skipped,
				st->n_skipped == 1 ? " is" : "s are"));
}

static void
put_step(
	const struct ui *ui, struct column *at, const struct board *b, const struct lift_step *step)
{
	const struct framework_criterion *c = b->f->criteria[step->criterion];
	struct surface *s = at->s;
	int room = at->width > 64 ? at->width / 2 : at->width - 8;
	(void)surface_fit(s, at->row, at->col, room - 2, STYLE_TEXT,
		arena_printf(ui->scratch, "%s %s", c->id, c->asks.by[ui->lang]));
	(void)surface_printf(s, at->row, at->col + room, 5, STYLE_ACCENT,
		s->ascii ? "%d>%d%s" : "%d→%d%s", step->from, step->to, step->open ? "?" : "");
	if (room < at->width - 8)
		(void)surface_fit(s, at->row, at->col + room + 5, at->width - room - 5, STYLE_DIM,
			c->rungs[step->to - 1].label.by[ui->lang]);
	at->row++;
}

static bool
has_open_step(const struct lift *lift)
{
	bool has = false;
	for (size_t i = 0; i < lift->n_steps; i++)
		has |= lift->steps[i].open;
	return has;
}

static void
put_steps(const struct ui *ui, struct column *at, const struct board *b, const struct lift *lift)
{
	const char *many = arena_printf(ui->scratch, "%zu criteria hold", lift->n_steps);
	put(at, STYLE_TEXT,
		arena_printf(ui->scratch, "%s it down; SEAL-%d would take %zu rung%s%s",
			lift->n_steps == 1 ? "One criterion holds" : many, lift->to, lift->climbs,
			lift->climbs == 1 ? "" : "s",
			has_open_step(lift) ? " (?: proof would do):" : ":"));
	for (size_t i = 0; i < lift->n_steps && at->row < at->end; i++) {
		if (at->row + 1 == at->end && i + 1 < lift->n_steps) {
			(void)surface_printf(at->s, at->row++, at->col + 2, at->width - 2,
				STYLE_DIM, "%s %zu more", at->s->ascii ? "..." : "…",
				lift->n_steps - i);
			return;
		}
		put_step(ui, at, b, &lift->steps[i]);
	}
}

static void
put_lift(const struct ui *ui, struct column *at, const struct board *b, size_t column)
{
	const struct assessment *a = &b->of[column];
	size_t objective = objective_here(ui, b);
	const struct standing *st = assessment_standing(a, objective);
	const struct seals *seals = &st->seals;
	struct lift lift;
	if (seals->best == NO_SEAL) {
		put(at, STYLE_STRONG,
			say(ui->scratch, ui->lang, SAY_SEAL_NONE, whose(ui, b, column), NULL));
		return;
	}
	if (st->n_unmarked == st->n_criteria) {
		put(at, STYLE_STRONG,
			say(ui->scratch, ui->lang, SAY_SEAL_UNMARKED, whose(ui, b, column),
				arena_printf(ui->scratch, "%d", seals->best),
				arena_printf(ui->scratch, "%d", seals->low),
				arena_printf(ui->scratch, "%d", seals->high), NULL));
		return;
	}
	put_standing(ui, at, b, column);
	if (assessment_lift(a, objective, ui->scratch, &lift) != ST_OK)
		return;
	if (lift.to != NO_SEAL)
		put_steps(ui, at, b, &lift);
	else
		put(at, STYLE_DIM,
			seals->best + 1 >= (int)b->f->n_seals
				? "It is the highest level."
				: "No rung of what holds it down grants the next level.");
}

/* ---- official results ---- */

/* A fact that states an official result, with its note. */
static void
put_official_fact(const struct ui *ui, struct column *at, const struct board *b, size_t column,
	const char *id)
{
	const struct fact_def *def = dictionary_find(&ui->evaluation->library->dictionary, id);
	const struct fact *fact = def ? evaluation_fact(ui->evaluation,
						ui->problem->alternatives[b->vendors[column]], def)
				      : NULL;
	if (fact)
		put(at, STYLE_TEXT,
			arena_printf(ui->scratch, "%s: %s. %s", def->label.by[ui->lang],
				ui_value(ui, fact), fact->note ? fact->note : ""));
}

static void
put_official(const struct ui *ui, struct column *at, const struct board *b, size_t column)
{
	const struct alternative *alt = &ui->evaluation->alternatives[ui->vendor];
	if (!b->f->n_awards && !b->f->official.n)
		return;
	put(at, STYLE_STRONG, "Official, beside and never counted");
	for (size_t i = 0; i < b->f->n_awards; i++) {
		if (award_concerns(&b->f->awards[i], alt->profile->id))
			put(at, STYLE_TEXT, view_award(&b->f->awards[i], ui->lang, ui->scratch));
	}
	put(at, STYLE_DIM, b->f->differ.by[ui->lang]);
	for (size_t i = 0; i < b->f->official.n; i++)
		put_official_fact(ui, at, b, column, b->f->official.items[i]);
}

void
board_below(const struct ui *ui, struct surface *s, const struct board *b, size_t column, int row,
	int end)
{
	/* A rule with nothing below it would say nothing. */
	if (end - row < 2)
		return;
	surface_hline(s, row++, 0, s->cols);
	struct column at = { s, row, end, 1, s->cols - 2 };
	if (s->cols < 100 || ui->shows_official) {
		(ui->shows_official ? put_official : put_lift)(ui, &at, b, column);
		return;
	}
	int half = s->cols * 54 / 100;
	surface_vline(s, row, half, end - row);
	at.width = half - 2;
	put_lift(ui, &at, b, column);
	at = (struct column){ s, row, end, half + 2, s->cols - half - 3 };
	put_official(ui, &at, b, column);
}
