/* ui: the frame around every screen, and what a key does on all of them. */
#include "tui/ui.h"

#include <math.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "tui/input.h"

static const struct {
	const char *title;
	unsigned context;
	enum command command;
	struct effect (*update)(struct ui *, enum command);
	void (*view)(const struct ui *, struct frame *, int top, int rows);
} screens[SCREEN_COUNT] = {
	[SCREEN_RANKING] = { "1 Ranking", CTX_RANKING, CMD_TAB_1, ranking_update, ranking_view },
	[SCREEN_MATRIX] = { "2 Matrix", CTX_MATRIX, CMD_TAB_2, matrix_update, matrix_view },
	[SCREEN_WEIGHTS] = { "3 Weights", CTX_WEIGHTS, CMD_TAB_3, weights_update, weights_view },
	[SCREEN_EVIDENCE] = { "4 Evidence", CTX_EVIDENCE, CMD_TAB_4, evidence_update,
		evidence_view },
	[SCREEN_FRAMEWORK] = { "5 Framework", CTX_FRAMEWORK, CMD_TAB_5, framework_update,
		framework_view },
	[SCREEN_LADDERS] = { "6 Ladders", CTX_LADDERS, CMD_TAB_6, ladders_update, ladders_view },
	/* Below a tab, which stays the open one: */
	[SCREEN_CRITERIA] = { NULL, CTX_CRITERIA, CMD_TAB_5, criteria_update, criteria_view },
	[SCREEN_RUNGS] = { NULL, CTX_RUNGS, CMD_TAB_5, rungs_update, rungs_view },
};

void
ui_say(struct ui *ui, enum style style, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	(void)vsnprintf(ui->message, sizeof ui->message, fmt, ap);
	va_end(ap);
	ui->message_style = style;
}

/* ---- going about ---- */

void
ui_go(struct ui *ui, enum tab screen)
{
	if (ui->n_back == MOST_BACK) {
		memmove(ui->back, ui->back + 1, (MOST_BACK - 1) * sizeof *ui->back);
		ui->n_back--;
	}
	ui->back[ui->n_back++] =
		(struct stand){ ui->screen, ui->vendor, ui->node, ui->objective, ui->criterion };
	ui->screen = screen;
	ui->source = 0;
}

static struct effect
go_back(struct ui *ui)
{
	if (ui->n_back == 0)
		return (struct effect){ .kind = EFFECT_QUIT };
	const struct stand *s = &ui->back[--ui->n_back];
	ui->screen = s->screen;
	ui->vendor = s->vendor;
	ui->node = s->node;
	ui->objective = s->objective;
	ui->criterion = s->criterion;
	ui_settle(ui);
	return (struct effect){ .kind = EFFECT_NONE };
}

/* A tab is another place, not a level down: q leaves from there as from the first. */
static void
go_to_tab(struct ui *ui, enum tab screen)
{
	ui->n_back = 0;
	ui->screen = screen;
	ui->source = 0;
	if (screen == SCREEN_EVIDENCE && ui->problem->model->nodes[ui->node].kind == LEAF_NONE) {
		for (size_t i = ui->node; i < ui->problem->n_nodes; i++) {
			if (ui->problem->model->nodes[i].kind != LEAF_NONE) {
				ui->node = i;
				return;
			}
		}
	}
	ui_settle(ui);
}

void
ui_settle(struct ui *ui)
{
	const struct result *r = ui->result;
	if (ui_alternative(ui, ui->vendor) == SIZE_MAX && r->n)
		ui->vendor = ui_vendor_of(ui, r->order[0]);
	if (ui->node == 0 && ui->problem->n_nodes > 1)
		ui->node = 1;
	/* The evidence goes through closed branches; in the trees the cursor must be seen. */
	if (ui->screen != SCREEN_EVIDENCE)
		ui_unfold(ui, ui->node);
}

/* ---- commands ---- */

static struct effect
ask(struct ui *ui, enum prompt_kind kind, const char *text)
{
	prompt_open(ui, kind, text);
	return (struct effect){ .kind = EFFECT_NONE };
}

static const char *
export_name(const struct ui *ui)
{
	static const char *const names[] = { "ranking.md", "comparison.md", "weights.md",
		"evidence.md", "framework.md", "ladders.md", "criteria.md", "criterion.md" };
	return names[ui->screen];
}

static void
search_again(struct ui *ui)
{
	if (!*ui->found)
		ui_say(ui, STYLE_DIM, "nothing was searched for yet: / asks");
	else if (!ui_search(ui, ui->found, true))
		ui_say(ui, STYLE_WEAK, "nothing has \"%s\" in its name", ui->found);
}

static struct effect
common_command(struct ui *ui, enum command cmd)
{
	switch (cmd) {
	case CMD_TAB_1:
	case CMD_TAB_2:
	case CMD_TAB_3:
	case CMD_TAB_4:
	case CMD_TAB_5:
	case CMD_TAB_6:
		go_to_tab(ui, (enum tab)(cmd - CMD_TAB_1));
		break;
	case CMD_HELP:
		ui->overlay = OVERLAY_HELP;
		ui->overlay_top = 0;
		break;
	case CMD_PALETTE:
		ui->overlay = OVERLAY_PALETTE;
		ui->palette_at = 0;
		prompt_open(ui, PROMPT_NONE, "");
		break;
	case CMD_SEARCH:
		return ask(ui, PROMPT_SEARCH, "");
	case CMD_NEXT:
		search_again(ui);
		break;
	case CMD_EXPORT:
		return ask(ui, PROMPT_EXPORT, export_name(ui));
	case CMD_SAVE_AS:
		return ask(ui, PROMPT_SAVE_AS, "evaluation.bascule");
	case CMD_UNDO:
		return (struct effect){ .kind = EFFECT_UNDO };
	case CMD_REDO:
		return (struct effect){ .kind = EFFECT_REDO };
	case CMD_REDRAW:
		return (struct effect){ .kind = EFFECT_REDRAW };
	case CMD_QUIT:
		return go_back(ui);
	default:
		return screens[ui->screen].update(ui, cmd);
	}
	return (struct effect){ .kind = EFFECT_NONE };
}

struct effect
ui_command(struct ui *ui, enum command cmd)
{
	ui->message[0] = '\0';
	if (cmd == CMD_NONE || !(command_info(cmd)->context & screens[ui->screen].context))
		return (struct effect){ .kind = EFFECT_NONE };
	return common_command(ui, cmd);
}

/* ---- keys and the mouse ---- */

static struct effect
palette_key(struct ui *ui, int key)
{
	enum command found[CMD_COUNT];
	size_t n = palette_matches(ui, found, CMD_COUNT);
	if (key == KEY_UP || key == KEY_DOWN) {
		ui->palette_at = ui_move(key == KEY_UP ? CMD_UP : CMD_DOWN, ui->palette_at, n, 1);
		return (struct effect){ .kind = EFFECT_NONE };
	}
	if (key != KEY_ENTER && key != KEY_ESCAPE) {
		ui->palette_at = 0;
		return prompt_key(ui, key);
	}
	bool is_chosen = key == KEY_ENTER && ui->palette_at < n;
	enum command chosen = is_chosen ? found[ui->palette_at] : CMD_NONE;
	bool is_nothing = key == KEY_ENTER && !is_chosen;
	ui->overlay = OVERLAY_NONE;
	if (is_nothing)
		ui_say(ui, STYLE_WEAK, "no command is named \"%s\"", ui->prompt.text);
	ui->prompt = (struct prompt){ .kind = PROMPT_NONE };
	if (is_nothing)
		return (struct effect){ .kind = EFFECT_NONE };
	return ui_command(ui, chosen);
}

static struct effect
key_pressed(struct ui *ui, int key)
{
	if (ui->overlay == OVERLAY_PALETTE)
		return palette_key(ui, key);
	if (ui->prompt.kind != PROMPT_NONE)
		return prompt_key(ui, key);
	enum command cmd = command_of_key(key, screens[ui->screen].context);
	if (ui->overlay == OVERLAY_HELP) {
		if (key == KEY_ESCAPE)
			cmd = CMD_QUIT;
		overlay_command(ui, cmd);
		return (struct effect){ .kind = EFFECT_NONE };
	}
	return ui_command(ui, cmd);
}

/* What a click on a row moves: the criterion of the tree, or the row of the screen. */
static size_t *
row_of_screen(struct ui *ui)
{
	switch (ui->screen) {
	case SCREEN_FRAMEWORK:
		return &ui->objective;
	case SCREEN_LADDERS:
		return &ui->level;
	case SCREEN_CRITERIA:
	case SCREEN_RUNGS:
		return &ui->criterion;
	default:
		return &ui->node;
	}
}

static struct effect
clicked(struct ui *ui, const struct frame *f, int row, int col)
{
	if (ui->overlay != OVERLAY_NONE || ui->prompt.kind != PROMPT_NONE)
		return (struct effect){ .kind = EFFECT_NONE };
	/* What was drawn last lies on top. */
	for (size_t i = f->n_hits; i-- > 0;) {
		const struct hit *h = &f->hits[i];
		if (row != h->row || col < h->col || col >= h->col + h->width)
			continue;
		if (h->vendor != SIZE_MAX)
			ui->vendor = h->vendor;
		if (h->node != SIZE_MAX)
			*row_of_screen(ui) = h->node;
		return h->command ? ui_command(ui, h->command)
				  : (struct effect){ .kind = EFFECT_NONE };
	}
	return (struct effect){ .kind = EFFECT_NONE };
}

struct effect
ui_input(struct ui *ui, const struct frame *f, const struct input_event *e)
{
	switch (e->kind) {
	case INPUT_KEY:
		return key_pressed(ui, e->key);
	case INPUT_CLICK:
		return clicked(ui, f, e->row, e->col);
	case INPUT_WHEEL_UP:
	case INPUT_WHEEL_DOWN:
		if (ui->overlay == OVERLAY_PALETTE || ui->prompt.kind != PROMPT_NONE)
			break;
		if (ui->overlay == OVERLAY_HELP)
			overlay_command(ui, e->kind == INPUT_WHEEL_UP ? CMD_UP : CMD_DOWN);
		else
			return ui_command(ui, e->kind == INPUT_WHEEL_UP ? CMD_UP : CMD_DOWN);
		break;
	case INPUT_PASTE:
		/* Pasted text is text: without a line to type in it goes nowhere. */
		ui->palette_at = 0;
		if (ui->prompt.kind != PROMPT_NONE || ui->overlay == OVERLAY_PALETTE)
			prompt_insert(ui, e->character);
		break;
	}
	return (struct effect){ .kind = EFFECT_NONE };
}

/* ---- the frame ---- */

static void
view_title(const struct ui *ui, struct surface *s)
{
	char right[128];
	size_t n = ui->result->n;
	(void)snprintf(right, sizeof right, "%zu vendor%s %s %zu event%s%s%s ", n,
		n == 1 ? "" : "s", s->ascii ? "|" : "·", ui->n_events, ui->n_events == 1 ? "" : "s",
		ui->read_only ? ", read only" : "", ui->n_unsaved ? ", NOT SAVED" : "");
	int room = s->cols - surface_width(right) - 1;
	int col = surface_text(s, 0, 1, room, STYLE_STRONG, "bascule");
	if (room > 24)
		(void)surface_fit(s, 0, col + 3, room - col - 3, STYLE_TEXT,
			arena_printf(ui->scratch, "%s %s model %s %s unknowns %s", ui->session_name,
				s->ascii ? "|" : "·", ui->problem->model->name.by[ui->lang],
				s->ascii ? "|" : "·", unknown_rule_words[ui->problem->rule]));
	if (room > 8)
		(void)surface_right(
			s, 0, s->cols, s->cols, ui->n_unsaved ? STYLE_FAIL : STYLE_DIM, right);
}

/* Where not all titles fit, the open one stays whole and the others are their keys. */
static void
view_tabs(const struct ui *ui, struct frame *f)
{
	int col = 1, needed = 1;
	for (int i = 0; i < SCREEN_COUNT && screens[i].title; i++)
		needed += surface_width(screens[i].title) + 3;
	for (int i = 0; i < SCREEN_COUNT && screens[i].title; i++) {
		bool is_open = screens[i].command == screens[ui->screen].command;
		bool is_whole = is_open || needed - 3 <= f->surface.cols;
		int w = surface_text(&f->surface, 1, col, is_whole ? -1 : 1,
			is_open ? STYLE_TAB : STYLE_DIM, screens[i].title);
		frame_hit(f, 1, col, w, screens[i].command, SIZE_MAX, SIZE_MAX);
		col += w + 3;
	}
}

/* Hints as long as there is room: keys and words from the table; quit stands at the right. */
static void
view_hints(const struct ui *ui, struct frame *f, int row)
{
	struct surface *s = &f->surface;
	char key[16];
	int end = s->cols - 9, col = 1;
	unsigned context = screens[ui->screen].context;
	for (int i = 1; i < CMD_COUNT; i++) {
		const struct screen_command *c = command_info((enum command)i);
		const char *hint = command_hint(c->id, s->ascii, key, sizeof key);
		if (!(c->context & context) || !hint || c->id == CMD_QUIT)
			continue;
		int w = surface_width(key) + 1 + surface_width(hint);
		if (col + w > end)
			break;
		int k = surface_text(s, row, col, -1, STYLE_ACCENT, key);
		(void)surface_text(s, row, col + k + 1, -1, STYLE_DIM, hint);
		frame_hit(f, row, col, w, c->id, SIZE_MAX, SIZE_MAX);
		col += w + 2;
	}
	const char *word = ui->n_back ? "back" : "quit";
	(void)surface_text(s, row, s->cols - 7, -1, STYLE_ACCENT, "q");
	(void)surface_text(s, row, s->cols - 5, -1, STYLE_DIM, word);
	frame_hit(f, row, s->cols - 7, 6, CMD_QUIT, SIZE_MAX, SIZE_MAX);
}

static void
view_bottom(const struct ui *ui, struct frame *f)
{
	int row = f->surface.rows - 1;
	if (ui->prompt.kind != PROMPT_NONE && ui->message[0])
		(void)surface_fit(&f->surface, row - 1, 1, f->surface.cols - 2, ui->message_style,
			ui->message);
	if (ui->prompt.kind != PROMPT_NONE)
		prompt_view(ui, f, row);
	else if (ui->message[0])
		(void)surface_fit(
			&f->surface, row, 1, f->surface.cols - 2, ui->message_style, ui->message);
	else
		view_hints(ui, f, row);
}

/* Too small for the frame: what fits, and what would be needed. */
static void
view_small(const struct ui *ui, struct frame *f)
{
	struct surface *s = &f->surface;
	if (s->cols < 20 || s->rows < 5) {
		(void)surface_text(s, 0, 0, -1, STYLE_TEXT, "bascule: 40x12 needed");
		return;
	}
	int rows = surface_wrap(s, 0, 0, s->cols, s->rows, STYLE_DIM,
		"bascule needs 40 columns and 12 rows. The ranking:");
	for (size_t i = 0; i < ui->result->n && rows < s->rows; i++) {
		const struct score *score = &ui->result->scores[ui->result->order[i]];
		(void)surface_printf(s, rows++, 0, -1, STYLE_TEXT, "%.1f %s", score->points.best,
			ui_vendor_name(ui, score->alternative));
	}
}

void
ui_view(struct ui *ui, struct frame *f)
{
	struct surface *s = &f->surface;
	f->n_hits = 0;
	f->cursor_row = f->cursor_col = -1;
	ui->rows = s->rows;
	ui->cols = s->cols;
	arena_reset(ui->scratch);
	if (s->cols < 40 || s->rows < 12) {
		view_small(ui, f);
		return;
	}
	bool is_tight = s->rows < 16;
	view_title(ui, s);
	view_tabs(ui, f);
	if (!is_tight) {
		surface_hline(s, 2, 0, s->cols);
		surface_hline(s, s->rows - 2, 0, s->cols);
	}
	int top = is_tight ? 2 : 3;
	screens[ui->screen].view(ui, f, top, s->rows - top - (is_tight ? 1 : 2));
	view_bottom(ui, f);
	if (ui->overlay != OVERLAY_NONE)
		overlay_view(ui, f);
}
