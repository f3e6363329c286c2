/*
 * screen_ranking: who leads, by how much, why, and how sure that is.
 *
 * Above, a row a vendor: bars of the top criteria, the range as a whisker, coverage, gates. Below
 * (verdict.h), what separates the leader from the vendor under the cursor, and how sure that is.
 */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "tui/draw.h"
#include "tui/ui.h"
#include "tui/verdict.h"

/* ---- update ---- */

static size_t
row_of(const struct ui *ui)
{
	for (size_t i = 0; i < ui->result->n; i++)
		if (ui_vendor_of(ui, ui->result->order[i]) == ui->vendor)
			return i;
	return 0;
}

static struct effect
change(enum event_kind kind, const char *target, const char *value)
{
	return (struct effect){ .kind = EFFECT_CHANGE,
		.event = kind,
		.target = target,
		.value = value,
		.reason = "",
		.sources = "" };
}

static struct effect
leave_out(struct ui *ui)
{
	if (ui->result->n < 2) {
		ui_say(ui, STYLE_WEAK, "the last vendor stays");
		return (struct effect){ .kind = EFFECT_NONE };
	}
	return change(EVENT_PROVIDER, ui->evaluation->alternatives[ui->vendor].id, "out");
}

/* The gate that this screen sets; others come from the model. */
static const char *
own_gate(const struct ui *ui)
{
	for (size_t i = 0; i < ui->evaluation->n_gates; i++)
		if (strcmp(ui->evaluation->gates[i].id, "own") == 0)
			return ui->evaluation->gates[i].when;
	return "";
}

struct effect
ranking_update(struct ui *ui, enum command cmd)
{
	const struct result *r = ui->result;
	switch (cmd) {
	case CMD_OPEN:
		ui_go(ui, SCREEN_MATRIX);
		break;
	case CMD_LEAVE_OUT:
		return leave_out(ui);
	case CMD_TAKE_IN:
		prompt_open(ui, PROMPT_OFFER, "");
		break;
	case CMD_GATE:
		prompt_open(ui, PROMPT_GATE, own_gate(ui));
		break;
	case CMD_UNKNOWN:
		return change(
			EVENT_UNKNOWN, "", unknown_rule_words[(ui->evaluation->unknown + 1) % 4]);
	default:
		if (r->n)
			ui->vendor = ui_vendor_of(
				ui, r->order[ui_move(cmd, row_of(ui), r->n, ui->rows / 3)]);
	}
	return (struct effect){ .kind = EFFECT_NONE };
}

/* ---- the rows ---- */

/* Where the columns stand; a column that has no room has end 0. */
struct columns {
	int name, name_width, country;
	int bar, bar_width;
	int score, range, known, gates; /* ends */
	int rows_each;
};

static struct columns
lay_out(const struct ui *ui, int cols, int rows)
{
	struct columns c = { .name = 4, .name_width = 8 };
	for (size_t i = 0; i < ui->result->n; i++) {
		int w = surface_width(ui_vendor_name(ui, i));
		if (w > c.name_width)
			c.name_width = w;
	}
	int most = cols < 60 ? 16 : cols < 100 ? 20 : 34;
	if (c.name_width > most)
		c.name_width = most;
	int end = cols - 1;
	if (cols >= 56) {
		c.gates = end;
		end -= 7;
	}
	if (cols >= 72) {
		c.known = end;
		end -= 8;
	}
	if (cols >= 52) {
		c.range = end;
		end -= 9;
	}
	c.score = end;
	end -= 7;
	int at = c.name + c.name_width + 1;
	if (cols >= 72) {
		c.country = at;
		at += 4;
	}
	if (end - at >= 10) {
		c.bar = at;
		c.bar_width = end - at;
	}
	bool has_room = (int)ui->result->n * 2 + 4 <= rows - 7;
	c.rows_each = has_room && c.bar_width ? 2 : 1;
	return c;
}

static void
view_head(struct surface *s, const struct columns *c, int row)
{
	/* Each figure stands around its place on the scale of the bars. */
	for (int i = 0; c->bar_width && i <= 100; i += c->bar_width >= 40 ? 20 : 50) {
		int at = c->bar + i * c->bar_width / 100;
		(void)surface_printf(s, row,
			i == 100    ? at - 3
				: i ? at - 1
				    : at,
			-1, STYLE_DIM, "%d", i);
	}
	(void)surface_right(s, row, c->score, 8, STYLE_DIM, "score");
	if (c->range)
		(void)surface_right(s, row, c->range, 8, STYLE_DIM, "range");
	if (c->known)
		(void)surface_right(s, row, c->known, 8, STYLE_DIM, "known");
	if (c->gates)
		(void)surface_right(s, row, c->gates, 8, STYLE_DIM, "gates");
}

static void
view_gate(const struct ui *ui, struct surface *s, int row, int end, const struct score *score)
{
	static const struct {
		const char *word;
		enum style style;
	} shown[] = {
		[GATE_FAIL] = { "FAIL", STYLE_FAIL },
		[GATE_OPEN] = { "open", STYLE_WEAK },
		[GATE_PASS] = { "pass", STYLE_TEXT },
	};
	if (ui->problem->n_gates == 0)
		(void)surface_right(s, row, end, 6, STYLE_DIM, "none");
	else if (score->gate == GATE_OPEN && !score->in_pool)
		(void)surface_right(s, row, end, 6, STYLE_FAIL, "FAIL");
	else
		(void)surface_right(
			s, row, end, 6, shown[score->gate].style, shown[score->gate].word);
}

static void
view_vendor(const struct ui *ui, struct frame *f, const struct columns *c, int row, size_t at)
{
	struct surface *s = &f->surface;
	const struct score *score = &ui->result->scores[ui->result->order[at]];
	size_t vendor = ui_vendor_of(ui, score->alternative);
	const struct alternative *a = &ui->evaluation->alternatives[vendor];
	bool is_here = vendor == ui->vendor;
	char text[64];
	if (is_here)
		(void)surface_text(s, row, 0, 1, STYLE_ACCENT, s->ascii ? ">" : "▸");
	if (score->rank)
		(void)snprintf(text, sizeof text, "%zu", score->rank);
	else
		(void)snprintf(text, sizeof text, s->ascii ? "-" : "–");
	(void)surface_right(s, row, 3, 3, STYLE_DIM, text);
	(void)surface_text(
		s, row, c->name, c->name_width, is_here ? STYLE_STRONG : STYLE_TEXT, a->name);
	if (c->country)
		(void)surface_text(s, row, c->country, 2, STYLE_DIM, a->profile->country);
	if (c->bar_width)
		draw_parts(ui, s, row, c->bar, c->bar_width, score);
	if (c->rows_each == 2)
		draw_whisker(s, row + 1, c->bar, c->bar_width, score->points, STYLE_DIM);
	draw_number(
		s, row, c->score, score->points.best, 1, score->rank ? STYLE_STRONG : STYLE_DIM);
	if (c->range)
		(void)surface_right(s, row, c->range, 8, STYLE_TEXT,
			draw_range_text(s, score->points, text, sizeof text));
	if (c->known) {
		(void)snprintf(text, sizeof text, "%.0f %%", 100 * score->coverage);
		(void)surface_right(s, row, c->known, 8,
			score->coverage < 0.75 ? STYLE_WEAK : STYLE_TEXT, text);
	}
	if (c->gates)
		view_gate(ui, s, row, c->gates, score);
	frame_hit(f, row, 0, s->cols, CMD_NONE, vendor, SIZE_MAX);
	if (c->rows_each == 2)
		frame_hit(f, row + 1, 0, s->cols, CMD_NONE, vendor, SIZE_MAX);
}

/* What the shades are, and what the whisker is. */
static void
view_legend(const struct ui *ui, struct surface *s, const struct columns *c, int row)
{
	const struct criterion *root = &ui->problem->model->nodes[0];
	int col = s->cols < 100 ? 4 : c->bar;
	for (size_t i = 0; i < root->n_children; i++) {
		const struct criterion *kid = &ui->problem->model->nodes[root->children[i]];
		const char *name = ui_name(ui, kid);
		if (col + surface_width(name) + 8 > s->cols)
			return;
		(void)surface_text(
			s, row, col, 1, style_branch((unsigned)i), draw_shade(s, (unsigned)i));
		col += 2 +
			surface_printf(s, row, col + 2, -1, STYLE_DIM, "%s %.3g", name,
				100 * ui->problem->weight[kid->index]);
		col += 3;
	}
	const char *whisker = s->ascii ? "|-+-| what the evidence leaves open"
				       : "├─┼─┤ what the evidence leaves open";
	if (c->rows_each == 2 && col + surface_width(whisker) < s->cols)
		(void)surface_text(s, row, col, -1, STYLE_DIM, whisker);
}

/* ---- view ---- */

void
ranking_view(const struct ui *ui, struct frame *f, int top, int rows)
{
	struct surface *s = &f->surface;
	struct columns c = lay_out(ui, s->cols, rows);
	int n = (int)ui->result->n, room = rows - 2;
	int shown = room / c.rows_each < n ? room / c.rows_each : n;
	int first = f->first[SCREEN_RANKING] =
		ui_scroll(f->first[SCREEN_RANKING], (int)row_of(ui), shown, n);
	view_head(s, &c, top);
	for (int i = 0; i < shown; i++)
		view_vendor(ui, f, &c, top + 1 + i * c.rows_each, (size_t)(first + i));
	int used = 1 + shown * c.rows_each;
	if (n == 0)
		(void)surface_text(
			s, top + 1, 4, -1, STYLE_WEAK, "No vendor is weighed: a adds one.");
	if (used + 1 < rows)
		view_legend(ui, s, &c, top + used + (c.rows_each == 1));
	used += 2;
	if (rows - used >= 5 && n)
		verdict_view(ui, s, top + used, rows - used);
}
