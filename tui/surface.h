/*
 * surface: a grid of cells in memory, what a screen draws on. Nothing here knows a terminal.
 *
 * Text is clipped at the edges and at `width`, measured with wcwidth(), and made visible where it
 * could act on a terminal (data/text.h). Rows and columns count from 0; whatever lies outside is
 * ignored, so that a view needs no special case for a small window.
 */
#ifndef TUI_SURFACE_H
#define TUI_SURFACE_H

#include <stdbool.h>
#include <stddef.h>

#include "data/status.h"
#include "tui/style.h"

enum { GLYPH_BYTES = 20 };              /* a base character and a few combining ones */

struct glyph {
	char text[GLYPH_BYTES];         /* UTF-8, NUL-terminated; "" behind a wide character */
	unsigned char width;            /* 1 or 2; 0: the second half of a wide one */
	unsigned char style;            /* enum style */
	bool reverse;                   /* the cursor's row or cell */
};

struct surface {
	int rows, cols;
	bool ascii;                     /* draw bars and lines from ASCII alone */
	struct glyph *cells;
};

/* Fits the surface to a size (at least 1x1) and clears it. False when memory runs out. */
bool surface_resize(struct surface *, int rows, int cols) MUST_CHECK;
void surface_clear(struct surface *);
void surface_free(struct surface *);    /* what it holds, not the struct itself */

/* Draws text in at most `width` columns (< 0: to the edge). Returns the columns used. */
int surface_text(struct surface *, int row, int col, int width, enum style, const char *text);
int surface_printf(struct surface *, int row, int col, int width, enum style, const char *fmt, ...)
	PRINTF_LIKE(6, 7);
/* The same; what does not fit ends in an ellipsis. */
int surface_fit(struct surface *, int row, int col, int width, enum style, const char *text);
/* The same, ending before column `end`. */
int surface_right(struct surface *, int row, int end, int width, enum style, const char *text);
/* Draws words wrapped into a block; returns the rows used, at most `rows`. */
int surface_wrap(struct surface *, int row, int col, int width, int rows, enum style,
	const char *text);
/* How many rows that would take. */
int surface_rows(const char *text, int width);
/* Columns of a text as drawn. */
int surface_width(const char *text);

void surface_fill(struct surface *, int row, int col, int width, enum style, const char *glyph);
void surface_hline(struct surface *, int row, int col, int width);
void surface_vline(struct surface *, int row, int col, int rows);
/* Marks cells as the cursor's: drawn in reverse. */
void surface_reverse(struct surface *, int row, int col, int width);

/*
 * The whole as text, one line a row, trailing blanks taken off. The caller frees it; NULL: no
 * memory.
 */
char *surface_dump(const struct surface *);

#endif
