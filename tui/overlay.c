/* overlay: help and palette, both made from the table of commands, drawn over a screen. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "tui/ui.h"

static unsigned
context_of(const struct ui *ui)
{
	return 1u << ui->screen;
}

/* A cleared block with a thin rule above and below; returns its first row. */
static void
panel(struct frame *f, int row, int col, int rows, int width, const char *title)
{
	struct surface *s = &f->surface;
	for (int i = 0; i < rows; i++)
		surface_fill(s, row + i, col, width, STYLE_TEXT, " ");
	surface_hline(s, row, col, width);
	surface_hline(s, row + rows - 1, col, width);
	surface_vline(s, row + 1, col, rows - 2);
	surface_vline(s, row + 1, col + width - 1, rows - 2);
	if (!s->ascii) {
		(void)surface_text(s, row, col, 1, STYLE_RULE, "┌");
		(void)surface_text(s, row, col + width - 1, 1, STYLE_RULE, "┐");
		(void)surface_text(s, row + rows - 1, col, 1, STYLE_RULE, "└");
		(void)surface_text(s, row + rows - 1, col + width - 1, 1, STYLE_RULE, "┘");
	}
	(void)surface_printf(s, row, col + 2, width - 4, STYLE_STRONG, " %s ", title);
	f->n_hits = 0;
}

/* ---- help ---- */

static int
help_rows(const struct ui *ui)
{
	int n = 0;
	for (int i = 1; i < CMD_COUNT; i++)
		n += (command_info((enum command)i)->context & context_of(ui)) != 0;
	return n;
}

void
overlay_command(struct ui *ui, enum command cmd)
{
	int n = help_rows(ui), page = ui->rows - 8;
	if (cmd == CMD_HELP || cmd == CMD_QUIT || cmd == CMD_OPEN) {
		ui->overlay = OVERLAY_NONE;
		return;
	}
	int most = n > page ? n - page : 0;
	size_t at = ui_move(cmd, (size_t)ui->overlay_top, (size_t)most + 1, page);
	ui->overlay_top = (int)at;
}

static void
help_view(const struct ui *ui, struct frame *f)
{
	struct surface *s = &f->surface;
	int n = help_rows(ui), width = s->cols < 100 ? s->cols - 2 : 98;
	int rows = n + 4 < s->rows - 2 ? n + 4 : s->rows - 2;
	int row = (s->rows - rows) / 2, col = (s->cols - width) / 2, at = 0;
	panel(f, row, col, rows, width, "Help: the keys of this screen");
	for (int i = 1; i < CMD_COUNT; i++) {
		const struct screen_command *c = command_info((enum command)i);
		char keys[64];
		if (!(c->context & context_of(ui)))
			continue;
		int y = row + 1 + at++ - ui->overlay_top;
		if (y <= row || y >= row + rows - 2)
			continue;
		(void)surface_text(
			s, y, col + 2, 16, STYLE_ACCENT, command_keys(c->id, keys, sizeof keys));
		(void)surface_text(s, y, col + 19, width - 21, STYLE_TEXT, c->sentence);
	}
	(void)surface_text(s, row + rows - 2, col + 2, width - 4, STYLE_DIM,
		"Shift and the mouse select text. q or Esc closes this.");
}

/* ---- palette ---- */

size_t
palette_matches(const struct ui *ui, enum command *out, size_t most)
{
	int fit[CMD_COUNT];
	size_t n = 0;
	for (int i = 1; i < CMD_COUNT && n < most; i++) {
		int m = command_match((enum command)i, ui->prompt.text);
		if (m < 0 || !(command_info((enum command)i)->context & context_of(ui)) ||
			i == CMD_PALETTE)
			continue;
		/* Insertion by fit; equal ones keep the order of the table. */
		size_t k = n++;
		for (; k > 0 && fit[k - 1] > m; k--) {
			fit[k] = fit[k - 1];
			out[k] = out[k - 1];
		}
		fit[k] = m;
		out[k] = (enum command)i;
	}
	return n;
}

static void
palette_view(const struct ui *ui, struct frame *f)
{
	struct surface *s = &f->surface;
	enum command found[CMD_COUNT];
	size_t n = palette_matches(ui, found, CMD_COUNT);
	int width = s->cols < 90 ? s->cols - 2 : 88;
	int rows = s->rows - 4 < 18 ? s->rows - 4 : 18;
	int row = (s->rows - rows) / 3, col = (s->cols - width) / 2;
	panel(f, row, col, rows, width, "Commands");
	(void)surface_text(s, row + 1, col + 2, -1, STYLE_ACCENT, ":");
	f->cursor_row = row + 1;
	f->cursor_col =
		col + 4 + surface_text(s, row + 1, col + 4, width - 6, STYLE_TEXT, ui->prompt.text);
	int room = rows - 4;
	int top = ui_scroll(0, (int)ui->palette_at, room, (int)n);
	for (int i = 0; i < room && top + i < (int)n; i++) {
		const struct screen_command *c = command_info(found[top + i]);
		char key[16];
		int y = row + 3 + i;
		(void)surface_text(s, y, col + 2, 16, STYLE_STRONG, c->name);
		(void)surface_text(
			s, y, col + 19, 7, STYLE_ACCENT, command_key(c->id, key, sizeof key));
		(void)surface_text(s, y, col + 27, width - 29, STYLE_TEXT, c->sentence);
		if (top + i == (int)ui->palette_at)
			surface_reverse(s, y, col + 1, width - 2);
	}
	if (!n)
		(void)surface_text(s, row + 3, col + 2, width - 4, STYLE_DIM,
			"no command has that in its name");
}

void
overlay_view(const struct ui *ui, struct frame *f)
{
	if (ui->overlay == OVERLAY_HELP)
		help_view(ui, f);
	else
		palette_view(ui, f);
}
