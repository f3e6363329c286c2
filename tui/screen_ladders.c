/*
 * screen_ladders: levels of other schemes against vendors: reached, not, or open; below, what the
 * level at the cursor demands and what decides it for the vendor.
 */
#include <stdint.h>
#include <string.h>

#include "scoring/ladder_outcome.h"
#include "tui/draw.h"
#include "tui/lines.h"
#include "tui/marks.h"
#include "tui/ui.h"

/* ---- rows: a ladder's heading, then its levels ---- */

struct ladder_row {
	const struct ladder *ladder;
	size_t level; /* SIZE_MAX: the heading */
};

static size_t
count_rows(const struct library *lib)
{
	size_t n = 0;
	for (size_t i = 0; i < lib->n_ladders; i++)
		n += 1 + lib->ladders[i]->n_levels;
	return n;
}

static struct ladder_row
row_at(const struct library *lib, size_t at)
{
	for (size_t i = 0; i < lib->n_ladders; i++) {
		const struct ladder *l = lib->ladders[i];
		if (at <= l->n_levels)
			return (struct ladder_row){ l, at ? at - 1 : SIZE_MAX };
		at -= l->n_levels + 1;
	}
	return (struct ladder_row){ NULL, SIZE_MAX };
}

static void
sources_of(const struct ladder_row *r, const struct source *const **sources, size_t *n)
{
	bool is_level = r->ladder && r->level != SIZE_MAX;
	*sources = is_level ? r->ladder->levels[r->level].sources : NULL;
	*n = is_level ? r->ladder->levels[r->level].n_sources : 0;
}

/* ---- update ---- */

bool
ladders_search(struct ui *ui, const char *text, size_t skip)
{
	const struct library *lib = ui->evaluation->library;
	size_t n = count_rows(lib);
	for (size_t k = skip; k <= n && n; k++) {
		size_t at = (ui->level + k) % n;
		const struct ladder_row r = row_at(lib, at);
		const struct label *name =
			r.level == SIZE_MAX ? &r.ladder->name : &r.ladder->levels[r.level].name;
		if (!strcasestr(name->by[ui->lang], text) && !strcasestr(r.ladder->id, text))
			continue;
		ui->level = at;
		ui->source = 0;
		return true;
	}
	return false;
}

struct effect
ladders_update(struct ui *ui, enum command cmd)
{
	const struct library *lib = ui->evaluation->library;
	const struct ladder_row here = row_at(lib, ui->level);
	const struct source *const *sources;
	size_t n, rows = count_rows(lib);
	sources_of(&here, &sources, &n);
	switch (cmd) {
	case CMD_LEFT:
	case CMD_RIGHT:
		return marks_command(ui, cmd);
	case CMD_NEXT_SOURCE:
		ui->source = n ? (ui->source + 1) % n : 0;
		break;
	case CMD_LINK:
	case CMD_COPY:
		return ui_source(ui, cmd == CMD_LINK ? EFFECT_LINK : EFFECT_COPY, sources, n);
	default:
		if (rows)
			ui->level = ui_move(cmd, ui->level, rows, ui->rows / 3);
		ui->source = 0;
	}
	return (struct effect){ .kind = EFFECT_NONE };
}

/* ---- the board ---- */

struct columns {
	int name, first, each;
	size_t from, n;
};

static struct columns
lay_out(struct frame *f, size_t n, size_t at)
{
	int cols = f->surface.cols;
	int names = cols - 16 < 28 ? cols - 16 : 28;
	struct columns c = { .name = cols >= 100 ? 34 : names };
	c.first = c.name + 2;
	int room = cols - c.first - 1;
	c.n = (size_t)(room / 13);
	c.n = c.n < 1 ? 1 : c.n > n ? n : c.n;
	c.each = c.n ? room / (int)c.n : room;
	c.each = c.each > 26 ? 26 : c.each;
	f->first_vendor[SCREEN_LADDERS] =
		ui_scroll(f->first_vendor[SCREEN_LADDERS], (int)at, (int)c.n, (int)n);
	c.from = (size_t)f->first_vendor[SCREEN_LADDERS];
	return c;
}

static struct level_outcome *
outcomes_of(const struct ui *ui, const struct ladder *l, size_t alternative)
{
	struct level_outcome *o = arena_array(ui->scratch, l->n_levels, sizeof *o);
	if (o)
		ladder_evaluate(l, ui->evaluation, ui->problem->alternatives[alternative], o);
	return o;
}

/* A heading's cell: the level reached, or how many where each stands alone. */
static void
view_reached(const struct ui *ui, struct surface *s, const struct ladder *l, size_t a, int row,
	int col, int width)
{
	const struct level_outcome *o = outcomes_of(ui, l, a);
	size_t n = 0, reached = o ? ladder_reached(l, o) : SIZE_MAX;
	for (size_t i = 0; o && i < l->n_levels; i++)
		n += o[i].outcome == GATE_PASS;
	if (reached == SIZE_MAX)
		(void)surface_text(s, row, col, width, STYLE_DIM, s->ascii ? "-" : "–");
	else if (l->cumulative)
		(void)surface_fit(
			s, row, col, width, STYLE_STRONG, l->levels[reached].name.by[ui->lang]);
	else
		(void)surface_printf(
			s, row, col, width, STYLE_STRONG, "%zu of %zu", n, l->n_levels);
}

static void
view_outcome(struct surface *s, enum gate_outcome o, int row, int col, int width)
{
	static const struct {
		const char *sign, *plain, *word;
		enum style style;
	} looks[] = {
		[GATE_FAIL] = { "×", "x", "not", STYLE_DIM },
		[GATE_OPEN] = { "?", "?", "open", STYLE_WEAK },
		[GATE_PASS] = { "✓", "+", "reached", STYLE_UP },
	};
	(void)surface_text(
		s, row, col, 1, looks[o].style, s->ascii ? looks[o].plain : looks[o].sign);
	(void)surface_text(s, row, col + 2, width - 3,
		looks[o].style == STYLE_UP ? STYLE_TEXT : looks[o].style, looks[o].word);
}

static void
view_row(const struct ui *ui, struct frame *f, const struct columns *c, int row, size_t at)
{
	struct surface *s = &f->surface;
	const struct ladder_row r = row_at(ui->evaluation->library, at);
	bool is_here = at == ui->level, is_head = r.level == SIZE_MAX;
	if (is_here)
		(void)surface_text(s, row, 0, 1, STYLE_ACCENT, s->ascii ? ">" : "▸");
	(void)surface_fit(s, row, is_head ? 1 : 3, c->name - (is_head ? 1 : 3),
		is_head ? STYLE_STRONG : STYLE_TEXT,
		is_head ? r.ladder->name.by[ui->lang]
			: r.ladder->levels[r.level].name.by[ui->lang]);
	for (size_t k = 0; k < c->n; k++) {
		size_t a = ui->result->order[c->from + k], vendor = ui_vendor_of(ui, a);
		int col = c->first + (int)k * c->each;
		if (is_head) {
			view_reached(ui, s, r.ladder, a, row, col, c->each - 1);
		} else {
			const struct level_outcome *o = outcomes_of(ui, r.ladder, a);
			if (o)
				view_outcome(s, o[r.level].outcome, row, col, c->each);
		}
		if (is_here && vendor == ui->vendor)
			surface_reverse(s, row, col, c->each - 1);
		frame_hit(f, row, col, c->each, CMD_NONE, vendor, at);
	}
	frame_hit(f, row, 0, c->first, CMD_NONE, SIZE_MAX, at);
}

/* ---- what decides ---- */

static void
say_decision(const struct ui *ui, struct lines *l, const struct ladder_row *r, size_t a)
{
	const struct level_outcome *all = outcomes_of(ui, r->ladder, a);
	static const char *const words[] = { "not reached", "open", "reached" };
	if (!all)
		return;
	const struct level_outcome *o = &all[r->level];
	const struct ladder_level *by = &r->ladder->levels[o->decided_by];
	const char *why = "";
	if (o->because)
		why = arena_printf(ui->scratch, "%s %s", condition_text(o->because, ui->scratch),
			o->outcome == GATE_FAIL ? "does not hold" : "is not known");
	else if (o->outcome == GATE_OPEN)
		why = arena_printf(
			ui->scratch, "no public fact decides: %s", by->unseen.by[ui->lang]);
	const char *below = o->decided_by == r->level
		? ""
		: arena_printf(ui->scratch, " (at %s, which it includes)", by->name.by[ui->lang]);
	lines_add(l, ui_vendor_name(ui, a), o->outcome == GATE_OPEN ? STYLE_WEAK : STYLE_STRONG,
		arena_printf(ui->scratch, "%s%s%s%s", words[o->outcome], why && *why ? ": " : "",
			why ? why : "", below ? below : ""));
}

static void
view_below(const struct ui *ui, struct surface *s, int row, int end, size_t a)
{
	static const char *const words[] = { "in force", "voluntary", "a proposal, not law" };
	const struct ladder_row r = row_at(ui->evaluation->library, ui->level);
	int col = s->cols < 60 ? 13 : 19;
	struct lines l = { s, row, end, col, s->cols - col - 2 };
	if (!r.ladder)
		return;
	const struct source *const *sources;
	size_t n;
	sources_of(&r, &sources, &n);
	if (r.level == SIZE_MAX) {
		lines_add(&l, "issued by", STYLE_TEXT,
			arena_printf(ui->scratch, "%s; %s", r.ladder->issuer.by[ui->lang],
				words[r.ladder->status]));
		lines_add(&l, "note", STYLE_TEXT, r.ladder->note.by[ui->lang]);
		return;
	}
	/* Whatever is cut, the chosen source is on the screen: it is what o and y act on. */
	int kept = lines_source_rows(ui, &l, sources, n);
	l.end -= kept < (end - row) / 3 ? kept : (end - row) / 3;
	say_decision(ui, &l, &r, a);
	lines_add(&l, "requires", STYLE_TEXT, r.ladder->levels[r.level].requires.by[ui->lang]);
	lines_add(&l, "when", STYLE_DIM, r.ladder->levels[r.level].when);
	lines_add(&l, "not public", STYLE_DIM, r.ladder->levels[r.level].unseen.by[ui->lang]);
	if (r.ladder->status == LADDER_PROPOSAL)
		lines_add(&l, "status", STYLE_WEAK, words[LADDER_PROPOSAL]);
	l.end = end;
	lines_sources(ui, &l, sources, n);
}

/* ---- view ---- */

void
ladders_view(const struct ui *ui, struct frame *f, int top, int rows)
{
	struct surface *s = &f->surface;
	const struct result *r = ui->result;
	size_t n = count_rows(ui->evaluation->library), here = 0;
	size_t a = ui_alternative(ui, ui->vendor);
	if (!n || !r->n || a == SIZE_MAX) {
		(void)surface_text(s, top + 1, 1, -1, STYLE_DIM,
			n ? "No vendor is weighed." : "The data hold no ladders (ladders/*.yaml).");
		return;
	}
	for (size_t i = 0; i < r->n; i++)
		here = ui_vendor_of(ui, r->order[i]) == ui->vendor ? i : here;
	struct columns c = lay_out(f, r->n, here);
	(void)surface_text(s, top, 1, c.name, STYLE_DIM, "scheme and level");
	for (size_t k = 0; k < c.n; k++) {
		size_t one = r->order[c.from + k];
		(void)surface_fit(s, top, c.first + (int)k * c.each, c.each - 1,
			ui_vendor_of(ui, one) == ui->vendor ? STYLE_TAB : STYLE_STRONG,
			ui_vendor_name(ui, one));
	}
	marks_more(s, top, c.first, c.from, c.n, r->n);
	int pane = rows >= 40 ? 12 : rows >= 30 ? 11 : rows >= 18 ? 7 : 3;
	int room = rows - pane - 2;
	int first = f->first[SCREEN_LADDERS] =
		ui_scroll(f->first[SCREEN_LADDERS], (int)ui->level, room, (int)n);
	for (int i = 0; i < room && first + i < (int)n; i++)
		view_row(ui, f, &c, top + 1 + i, (size_t)(first + i));
	surface_hline(s, top + rows - pane - 1, 0, s->cols);
	view_below(ui, s, top + rows - pane, top + rows, a);
}
