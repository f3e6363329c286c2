/* surface: cells, and text cut and measured by columns. */
#include "tui/surface.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "data/text.h"

enum { LARGEST_SIDE = 1000 };

bool
surface_resize(struct surface *s, int rows, int cols)
{
	rows = rows < 1 ? 1 : rows > LARGEST_SIDE ? LARGEST_SIDE : rows;
	cols = cols < 1 ? 1 : cols > LARGEST_SIDE ? LARGEST_SIDE : cols;
	if (!s->cells || rows != s->rows || cols != s->cols) {
		void *cells = realloc(s->cells, (size_t)rows * (size_t)cols * sizeof *s->cells);
		if (!cells)
			return false;
		s->cells = cells;
		s->rows = rows;
		s->cols = cols;
	}
	surface_clear(s);
	return true;
}

void
surface_clear(struct surface *s)
{
	static const struct glyph blank = { " ", 1, STYLE_TEXT, false };
	for (int i = 0; i < s->rows * s->cols; i++)
		s->cells[i] = blank;
}

void
surface_free(struct surface *s)
{
	free(s->cells);
	s->cells = NULL;
	s->rows = s->cols = 0;
}

static struct glyph *
cell_at(const struct surface *s, int row, int col)
{
	if (row < 0 || row >= s->rows || col < 0 || col >= s->cols)
		return NULL;
	return &s->cells[row * s->cols + col];
}

/* ---- one character at a time ---- */

/* What stands for the next character of a text. */
struct piece {
	char text[16];
	int width;    /* columns; 0: it combines with the one before */
	bool spelt;   /* a control shown as several ASCII characters */
	size_t bytes; /* of the source that it covers */
};

static struct piece
next_piece(const char *s, size_t len)
{
	struct piece p = { .bytes = 1 };
	if (*s >= ' ' && *s < 0x7f) {
		p.text[0] = *s;
		p.width = 1;
		return p;
	}
	unsigned c = 0;
	size_t n = text_decode(s, len, &c);
	if (n)
		p.bytes = n;
	char one[8] = "";
	memcpy(one, s, p.bytes);
	(void)text_visible(one, p.text, sizeof p.text);
	p.spelt = strcmp(one, p.text) != 0;
	p.width = p.spelt ? (int)strlen(p.text) : wcwidth((wchar_t)c);
	if (p.width < 0) {
		/* A character that this locale cannot show. */
		memcpy(p.text, "?", 2);
		p.width = 1;
	}
	return p;
}

int
surface_width(const char *text)
{
	int width = 0;
	size_t len = strlen(text);
	for (size_t i = 0; i < len;) {
		struct piece p = next_piece(text + i, len - i);
		width += p.width;
		i += p.bytes;
	}
	return width;
}

/* Puts one glyph; the other half of a wide one that it breaks becomes blank. */
static void
put_cell(struct surface *s, int row, int col, const char *text, int width, enum style style)
{
	struct glyph *c = cell_at(s, row, col);
	if (!c)
		return;
	struct glyph *left = cell_at(s, row, col - 1), *right = cell_at(s, row, col + 1);
	if (c->width == 0 && left)
		*left = (struct glyph){ " ", 1, left->style, left->reverse };
	if (c->width == 2 && width == 1 && right)
		*right = (struct glyph){ " ", 1, right->style, right->reverse };
	*c = (struct glyph){ .width = (unsigned char)width, .style = (unsigned char)style };
	memcpy(c->text, text, strlen(text) + 1);
	if (width == 2 && right)
		*right = (struct glyph){ "", 0, (unsigned char)style, false };
}

static void
combine(struct surface *s, int row, int col, const char *text)
{
	struct glyph *c = cell_at(s, row, col);
	if (c && c->width == 0)
		c = cell_at(s, row, col - 1);
	if (!c || strlen(c->text) + strlen(text) >= sizeof c->text)
		return;
	memcpy(c->text + strlen(c->text), text, strlen(text) + 1);
}

/* A control shown as "^[" takes a cell for each of its characters. */
static int
put_spelt(struct surface *s, int row, int col, int room, const char *text, enum style style)
{
	int used = 0;
	for (; text[used] && used < room; used++)
		put_cell(s, row, col + used, (char[]){ text[used], '\0' }, 1, style);
	return used;
}

int
surface_text(struct surface *s, int row, int col, int width, enum style style, const char *text)
{
	int room = s->cols - col, used = 0;
	if (width >= 0 && width < room)
		room = width;
	size_t len = strlen(text);
	for (size_t i = 0; i < len;) {
		struct piece p = next_piece(text + i, len - i);
		i += p.bytes;
		if (p.width == 0) {
			combine(s, row, col + used - 1, p.text);
			continue;
		}
		if (used + (p.spelt ? 1 : p.width) > room)
			break;
		if (p.spelt)
			used += put_spelt(s, row, col + used, room - used, p.text, style);
		else
			put_cell(s, row, col + used, p.text, p.width, style);
		used += p.spelt ? 0 : p.width;
	}
	return used;
}

int
surface_fit(struct surface *s, int row, int col, int width, enum style style, const char *text)
{
	if (!text || width < 1)
		return 0;
	if (surface_width(text) <= width)
		return surface_text(s, row, col, width, style, text);
	int used = surface_text(s, row, col, width - 1, style, text);
	return used + surface_text(s, row, col + used, 1, style, s->ascii ? "." : "…");
}

int
surface_printf(
	struct surface *s, int row, int col, int width, enum style style, const char *fmt, ...)
{
	char text[1024];
	va_list ap;
	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	return surface_text(s, row, col, width, style, text);
}

int
surface_right(struct surface *s, int row, int end, int width, enum style style, const char *text)
{
	int w = surface_width(text);
	if (w > width)
		w = width;
	return surface_text(s, row, end - w, w, style, text);
}

/* ---- blocks of words ---- */

/* Bytes of the next line of at most `width` columns; *skip is what to pass over behind it. */
static size_t
next_line(const char *text, int width, size_t *skip)
{
	size_t len = strlen(text), last = 0;
	int used = 0;
	*skip = 0;
	for (size_t i = 0; i < len;) {
		if (text[i] == '\n') {
			*skip = 1;
			return i;
		}
		/* A figure and its percent sign stay together. */
		if (text[i] == ' ' && text[i + 1] != '%')
			last = i;
		struct piece p = next_piece(text + i, len - i);
		if (used + p.width > width) {
			if (!last)
				return i ? i : p.bytes;
			*skip = 1;
			return last;
		}
		used += p.width;
		i += p.bytes;
	}
	return len;
}

int
surface_wrap(struct surface *s, int row, int col, int width, int rows, enum style style,
	const char *text)
{
	int line = 0;
	if (!text || width < 1)
		return 0;
	for (; *text && line < rows; line++) {
		size_t skip, n = next_line(text, width, &skip);
		char part[1024];
		size_t take = n < sizeof part ? n : sizeof part - 1;
		memcpy(part, text, take);
		part[take] = '\0';
		int used = surface_text(s, row + line, col, width, style, part);
		if (line + 1 == rows && text[n + skip])
			(void)surface_text(s, row + line, col + (used < width ? used : width - 1),
				1, style, s->ascii ? "." : "…");
		text += n + skip;
	}
	return line;
}

int
surface_rows(const char *text, int width)
{
	int rows = 0;
	if (width < 1)
		return 0;
	for (; *text; rows++) {
		size_t skip, n = next_line(text, width, &skip);
		text += n + skip;
	}
	return rows;
}

/* ---- lines and marks ---- */

void
surface_fill(struct surface *s, int row, int col, int width, enum style style, const char *glyph)
{
	for (int i = 0; i < width; i++)
		(void)surface_text(s, row, col + i, 1, style, glyph);
}

void
surface_hline(struct surface *s, int row, int col, int width)
{
	surface_fill(s, row, col, width, STYLE_RULE, s->ascii ? "-" : "─");
}

void
surface_vline(struct surface *s, int row, int col, int rows)
{
	for (int i = 0; i < rows; i++)
		(void)surface_text(s, row + i, col, 1, STYLE_RULE, s->ascii ? "|" : "│");
}

void
surface_reverse(struct surface *s, int row, int col, int width)
{
	for (int i = 0; i < width; i++) {
		struct glyph *c = cell_at(s, row, col + i);
		if (c)
			c->reverse = true;
	}
}

char *
surface_dump(const struct surface *s)
{
	size_t size = (size_t)s->rows * ((size_t)s->cols * GLYPH_BYTES + 1) + 1, used = 0;
	char *out = malloc(size);
	if (!out)
		return NULL;
	for (int row = 0; row < s->rows; row++) {
		size_t end = used;
		for (int col = 0; col < s->cols; col++) {
			const char *text = s->cells[row * s->cols + col].text;
			size_t n = strlen(text);
			memcpy(out + used, text, n);
			used += n;
			if (n && !(n == 1 && *text == ' '))
				end = used;
		}
		used = end;
		out[used++] = '\n';
	}
	out[used] = '\0';
	return out;
}
