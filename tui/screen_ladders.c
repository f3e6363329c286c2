/*
 * screen_ladders: levels of other schemes against vendors: reached, not, or open; below, what the
 * level at the cursor demands and what decides it for the vendor.
 */
#include <stdint.h>
#include <string.h>

#include "report/say.h"
#include "report/view_framework.h"
#include "scoring/ladder_outcome.h"
#include "tui/draw.h"
#include "tui/lines.h"
#include "tui/marks.h"
#include "tui/vendors.h"

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

static struct level_outcome *
outcomes_of(const struct ui *ui, const struct ladder *l, size_t alternative)
{
	struct level_outcome *o = arena_array(ui->scratch, l->n_levels, sizeof *o);
	if (o)
		ladder_evaluate(l, ui->evaluation, ui->problem->alternatives[alternative], o);
	return o;
}

/* What stands behind the level at the cursor for the vendor at the cursor. */
struct behind {
	const struct level_outcome *outcome;
	const struct ladder_level *by; /* the level that decides */
	const char *evidence;
	const struct source **sources; /* of the evidence, then of the level */
	size_t n_sources;
};

/* False for a heading, and without memory. */
static bool
look_behind(const struct ui *ui, const struct ladder_row *r, size_t a, struct behind *out)
{
	*out = (struct behind){ .outcome = NULL };
	if (!r->ladder || r->level == SIZE_MAX || a == SIZE_MAX)
		return false;
	const struct level_outcome *all = outcomes_of(ui, r->ladder, a);
	struct ladder_evidence e;
	if (!all)
		return false;
	const struct ladder_level *level = &r->ladder->levels[r->level];
	out->outcome = &all[r->level];
	out->by = &r->ladder->levels[out->outcome->decided_by];
	if (view_ladder_evidence(ui->result, out->by, a, ui->lang, ui->scratch, &e) != ST_OK)
		return false;
	out->evidence = e.text;
	out->sources =
		arena_array(ui->scratch, e.n_sources + level->n_sources, sizeof *out->sources);
	for (size_t i = 0; out->sources && i < e.n_sources; i++)
		out->sources[out->n_sources++] = e.sources[i];
	for (size_t i = 0; out->sources && i < level->n_sources; i++)
		out->sources[out->n_sources++] = level->sources[i];
	return out->sources != NULL;
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
	size_t rows = count_rows(lib);
	struct behind behind;
	(void)look_behind(ui, &here, ui_alternative(ui, ui->vendor), &behind);
	size_t n = behind.n_sources;
	switch (cmd) {
	case CMD_LEFT:
	case CMD_RIGHT:
		ui->source = 0;
		return marks_command(ui, cmd);
	case CMD_TEXTS:
		ui->shows_below[SCREEN_LADDERS] = !ui->shows_below[SCREEN_LADDERS];
		break;
	case CMD_NEXT_SOURCE:
		ui->source = n ? (ui->source + 1) % n : 0;
		break;
	case CMD_LINK:
	case CMD_COPY:
		return ui_source(
			ui, cmd == CMD_LINK ? EFFECT_LINK : EFFECT_COPY, behind.sources, n);
	default:
		if (rows)
			ui->level = ui_move(cmd, ui->level, rows, ui->rows / 3);
		ui->source = 0;
	}
	return (struct effect){ .kind = EFFECT_NONE };
}

/* ---- the board ---- */

struct columns {
	int name;
	struct vendors vendors;
};

static struct columns
lay_out(const struct ui *ui, struct frame *f)
{
	int cols = f->surface.cols;
	int names = cols - 16 < 28 ? cols - 16 : 28;
	struct columns c = { .name = cols >= 100 ? 34 : names };
	c.vendors = vendors_lay_out(ui, f, SCREEN_LADDERS,
		(struct vendor_room){ c.name + 2, 13, 26 }, ui->result->order, ui->result->n);
	return c;
}

/* A heading's cell: the level reached, or how many where each stands alone. */
static void
view_reached(const struct ui *ui, struct surface *s, const struct ladder *l, size_t a, int row,
	int col, int width)
{
	const struct level_outcome *o = outcomes_of(ui, l, a);
	if (!o)
		return;
	size_t n = ladder_count(l, o), reached = ladder_reached(l, o);
	if (n && !l->cumulative)
		(void)surface_printf(
			s, row, col, width, STYLE_STRONG, "%zu of %zu", n, l->n_levels);
	else if (reached != SIZE_MAX)
		(void)surface_fit(
			s, row, col, width, STYLE_STRONG, l->levels[reached].name.by[ui->lang]);
	else if (o[0].outcome == GATE_OPEN)
		(void)surface_text(s, row, col, width, STYLE_WEAK, "open");
	else
		(void)surface_text(s, row, col, width, STYLE_DIM, "none");
}

static void
view_outcome(struct surface *s, const struct level_outcome *outcome, int row, int col, int width)
{
	static const struct {
		const char *sign, *plain, *word;
		enum style style;
	} looks[] = {
		[GATE_FAIL] = { "×", "x", "not", STYLE_DIM },
		[GATE_OPEN] = { "?", "?", "open", STYLE_WEAK },
		[GATE_PASS] = { "✓", "+", "reached", STYLE_UP },
	};
	enum gate_outcome o = outcome->outcome;
	(void)surface_text(
		s, row, col, 1, looks[o].style, s->ascii ? looks[o].plain : looks[o].sign);
	int used = surface_text(s, row, col + 2, width - 3,
		looks[o].style == STYLE_UP ? STYLE_TEXT : looks[o].style, looks[o].word);
	if (outcome->weak)
		(void)surface_text(s, row, col + 3 + used, 1, STYLE_WEAK, "~");
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
	const struct vendors *v = &c->vendors;
	for (size_t k = 0; k < v->n; k++) {
		size_t a = vendors_at(v, k), vendor = ui_vendor_of(ui, a);
		int col = vendors_col(v, k);
		if (is_head) {
			view_reached(ui, s, r.ladder, a, row, col, v->each - 2);
		} else {
			const struct level_outcome *o = outcomes_of(ui, r.ladder, a);
			if (o)
				view_outcome(s, &o[r.level], row, col, v->each);
		}
		if (is_here && vendor == ui->vendor)
			surface_reverse(s, row, col, v->each - 1);
		frame_hit(f, row, col, v->each, CMD_NONE, vendor, at);
	}
	frame_hit(f, row, 0, v->first, CMD_NONE, SIZE_MAX, at);
}

/* ---- what decides ---- */

static void
say_decision(const struct ui *ui, struct lines *l, const struct ladder_row *r,
	const struct behind *b, size_t a)
{
	static const char *const words[] = { "not reached", "open", "reached" };
	const struct level_outcome *o = b->outcome;
	const char *why = "";
	if (o->because)
		why = arena_printf(ui->scratch, ": %s %s", condition_text(o->because, ui->scratch),
			o->outcome == GATE_FAIL ? "does not hold" : "is not known");
	else if (o->outcome == GATE_OPEN)
		why = arena_printf(
			ui->scratch, ": no public fact decides: %s", b->by->unseen.by[ui->lang]);
	const char *below = o->decided_by == r->level
		? ""
		: arena_printf(
			  ui->scratch, " (at %s, which it includes)", b->by->name.by[ui->lang]);
	lines_add(l, ui_vendor_name(ui, a), o->outcome == GATE_OPEN ? STYLE_WEAK : STYLE_STRONG,
		arena_printf(ui->scratch, "%s%s%s%s", words[o->outcome], why ? why : "",
			below ? below : "", o->weak ? "; weak evidence" : ""));
	lines_add(l, "known", STYLE_TEXT, b->evidence);
}

static const char *const status_words[] = { "in force", "voluntary", "a proposal, not law" };

static void
say_ladder(const struct ui *ui, struct lines *l, const struct ladder *ladder)
{
	lines_add(l, "issued by", STYLE_TEXT,
		arena_printf(ui->scratch, "%s; %s", ladder->issuer.by[ui->lang],
			status_words[ladder->status]));
	lines_add(l, "note", STYLE_TEXT, ladder->note.by[ui->lang]);
}

static void
view_below(const struct ui *ui, struct surface *s, int row, int end, size_t a)
{
	const struct ladder_row r = row_at(ui->evaluation->library, ui->level);
	int col = s->cols < 60 ? 13 : 19;
	struct lines l = { s, row, end, col, s->cols - col - 2 };
	struct behind b;
	if (r.ladder && r.level == SIZE_MAX)
		say_ladder(ui, &l, r.ladder);
	if (!look_behind(ui, &r, a, &b))
		return;
	const struct ladder_level *level = &r.ladder->levels[r.level];
	/* Whatever is cut, the chosen source is on the screen: it is what o and y act on. */
	int kept = lines_source_rows(ui, &l, b.sources, b.n_sources);
	l.end -= kept < (end - row) / 3 ? kept : (end - row) / 3;
	say_decision(ui, &l, &r, &b, a);
	lines_add(&l, "requires", STYLE_TEXT, level->requires.by[ui->lang]);
	lines_add(&l, "when", STYLE_DIM, level->when);
	lines_add(&l, "not public", STYLE_DIM, level->unseen.by[ui->lang]);
	lines_add(&l, "enough", STYLE_DIM, level->enough);
	if (r.ladder->status == LADDER_PROPOSAL)
		lines_add(&l, "status", STYLE_WEAK, status_words[LADDER_PROPOSAL]);
	l.end = end;
	lines_sources(ui, &l, b.sources, b.n_sources);
}

/* ---- view ---- */

/* Rows of the texts below: as many as there is room for, all but the row at the cursor on v. */
static int
rows_below(const struct ui *ui, int rows)
{
	if (ui->shows_below[SCREEN_LADDERS])
		return rows - 3;
	return rows >= 40 ? 14 : rows >= 30 ? 12 : rows >= 18 ? 7 : 3;
}

void
ladders_view(const struct ui *ui, struct frame *f, int top, int rows)
{
	struct surface *s = &f->surface;
	size_t n = count_rows(ui->evaluation->library), a = ui_alternative(ui, ui->vendor);
	if (!n || !ui->result->n || a == SIZE_MAX) {
		(void)surface_text(s, top + 1, 1, -1, STYLE_DIM,
			n ? "No vendor is weighed." : "The data hold no ladders (ladders/*.yaml).");
		return;
	}
	struct columns c = lay_out(ui, f);
	(void)surface_text(s, top, 1, c.name, STYLE_DIM, "scheme and level");
	vendors_head(ui, f, &c.vendors, top);
	int pane = rows_below(ui, rows), room = rows - pane - 2;
	int first = f->first[SCREEN_LADDERS] =
		ui_scroll(f->first[SCREEN_LADDERS], (int)ui->level, room, (int)n);
	for (int i = 0; i < room && first + i < (int)n; i++)
		view_row(ui, f, &c, top + 1 + i, (size_t)(first + i));
	surface_hline(s, top + rows - pane - 1, 0, s->cols);
	view_below(ui, s, top + rows - pane, top + rows, a);
}
