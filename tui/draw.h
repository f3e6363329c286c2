/*
 * draw: bars in eighths of a cell, whiskers of ranges, sliders, lines, numbers. Where nothing else
 * is said, scales are 0..100.
 */
#ifndef TUI_DRAW_H
#define TUI_DRAW_H

#include "scoring/value_function.h"
#include "tui/surface.h"

/* A bar of `value` percent of `width` columns, its last cell in eighths. */
void draw_bar(struct surface *, int row, int col, int width, double value, enum style);
/* The same as a thin line. */
void draw_meter(struct surface *, int row, int col, int width, double value, enum style);
/* Parts laid end to end, each in its own shade and style; `offset` is where the first begins. */
struct bar_part {
	double value;                   /* in points of the scale */
	enum style style;
	unsigned shade;                 /* 0 full, 1 dense, 2 light, 3 dotted */
};
void draw_stack(struct surface *, int row, int col, int width, const struct bar_part *, size_t n);
/* The shade of the i-th part, for legends. */
const char *draw_shade(const struct surface *, unsigned shade);
/* low |----+---| high on the same scale. */
void draw_whisker(struct surface *, int row, int col, int width, struct points, enum style);
/* A thin line from the middle: to the right for a value > 0, to the left for one < 0. */
void draw_balance(struct surface *, int row, int col, int width, double value, enum style);
/*
 * A line through 2 * width heights (0..1, from the bottom), in quarters of cells, which more fonts
 * have than braille. Lines that share a cell share its quarters; the last one gives its style.
 */
void draw_line(struct surface *, int row, int col, int width, int rows, const double *heights,
	enum style);
/* A slider with its knob at `percent`. */
void draw_slider(struct surface *, int row, int col, int width, double percent, enum style);

/* "68.0" right-aligned before column `end`; decimals 0 or 1. */
void draw_number(struct surface *, int row, int end, double, int decimals, enum style);
/* Up or down: a rank, a score, a place on a scale. */
const char *draw_arrow(const struct surface *, bool up);
/* "+1.9", "−0.7"; what rounds to nothing has no sign. */
const char *draw_signed(const struct surface *, double, char *buf, size_t size);
/* "61–74", rounded outwards as in the tables; ASCII "61-74". */
const char *draw_range_text(const struct surface *, struct points, char *buf, size_t size);

#endif
