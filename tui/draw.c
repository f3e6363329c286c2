/* draw: what the screens draw besides text. */
#include "tui/draw.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static int
clamp(int x, int low, int high)
{
	return x < low ? low : x > high ? high : x;
}

/* The column of a value on a scale of 0..100 that is `width` columns wide. */
static int
column_of(double value, int width)
{
	return clamp((int)floor(value / 100 * width), 0, width - 1);
}

void
draw_bar(struct surface *s, int row, int col, int width, double value, enum style style)
{
	static const char *const eighths[] = { "", "▏", "▎", "▍", "▌", "▋", "▊", "▉" };
	int n = (int)lround(value / 100 * width * 8);
	n = clamp(n, 0, width * 8);
	surface_fill(s, row, col, n / 8, style, s->ascii ? "#" : "█");
	if (n % 8 && !s->ascii)
		(void)surface_text(s, row, col + n / 8, 1, style, eighths[n % 8]);
	else if (n % 8 >= 4)
		(void)surface_text(s, row, col + n / 8, 1, style, "=");
}

void
draw_meter(struct surface *s, int row, int col, int width, double value, enum style style)
{
	int n = clamp((int)lround(value / 100 * width), 0, width);
	surface_fill(s, row, col, n, style, s->ascii ? "=" : "━");
}

const char *
draw_shade(const struct surface *s, unsigned shade)
{
	static const char *const shades[] = { "█", "▓", "▒", "░" };
	static const char *const plain[] = { "#", "=", "-", "." };
	shade = shade < 3 ? shade : 3;
	return s->ascii ? plain[shade] : shades[shade];
}

void
draw_stack(struct surface *s, int row, int col, int width, const struct bar_part *parts, size_t n)
{
	double sum = 0;
	int at = 0;
	for (size_t i = 0; i < n; i++) {
		sum += parts[i].value;
		int end = clamp((int)lround(sum / 100 * width), at, width);
		surface_fill(
			s, row, col + at, end - at, parts[i].style, draw_shade(s, parts[i].shade));
		at = end;
	}
}

void
draw_whisker(struct surface *s, int row, int col, int width, struct points p, enum style style)
{
	int low = column_of(p.low, width), high = column_of(p.high, width);
	int best = column_of(p.best, width);
	if (low == high) {
		(void)surface_text(s, row, col + best, 1, style, s->ascii ? "|" : "│");
		return;
	}
	surface_fill(s, row, col + low + 1, high - low - 1, style, s->ascii ? "-" : "─");
	(void)surface_text(s, row, col + low, 1, style, s->ascii ? "|" : "├");
	(void)surface_text(s, row, col + high, 1, style, s->ascii ? "|" : "┤");
	if (best != low && best != high)
		(void)surface_text(s, row, col + best, 1, style, s->ascii ? "+" : "┼");
}

void
draw_balance(struct surface *s, int row, int col, int width, double value, enum style style)
{
	int half = width / 2, middle = col + half;
	int n = clamp((int)lround(fabs(value) / 100 * half * 2), 0, half * 2);
	int at = value < 0 ? middle - n / 2 : middle;
	surface_fill(s, row, at, n / 2, style, s->ascii ? "=" : "━");
	if (n % 2 == 0)
		return;
	if (value < 0)
		(void)surface_text(s, row, at - 1, 1, style, s->ascii ? "-" : "╺");
	else
		(void)surface_text(s, row, at + n / 2, 1, style, s->ascii ? "-" : "╸");
}

/* Quarters of a cell: 1 upper left, 2 upper right, 4 lower left, 8 lower right. */
static const char *const quarters[] = { " ", "▘", "▝", "▀", "▖", "▌", "▞", "▛", "▗", "▚", "▐", "▜",
	"▄", "▙", "▟", "█" };

/* Fills quarters of a cell, beside those that it has. */
static void
add_quarters(struct surface *s, int row, int col, unsigned which, enum style style)
{
	if (row < 0 || col < 0 || row >= s->rows || col >= s->cols)
		return;
	for (unsigned i = 1; i < 16; i++)
		if (strcmp(s->cells[row * s->cols + col].text, quarters[i]) == 0)
			which |= i;
	(void)surface_text(s, row, col, 1, style, s->ascii ? "*" : quarters[which]);
}

void
draw_line(struct surface *s, int row, int col, int width, int rows, const double *heights,
	enum style style)
{
	int last = 2 * rows - 1, before = -1;
	for (int i = 0; i < 2 * width; i++) {
		int at = clamp((int)lround((1 - heights[i]) * last), 0, last);
		/* A steep line stays one line: what lies between two heights belongs to it. */
		int from = before < 0 ? at : before < at ? before + 1 : at;
		int to = before > at ? before - 1 : at;
		for (int y = from; y <= to; y++)
			add_quarters(s, row + y / 2, col + i / 2,
				(y % 2 ? 4u : 1u) << (unsigned)(i % 2), style);
		before = at;
	}
}

void
draw_slider(struct surface *s, int row, int col, int width, double percent, enum style style)
{
	int knob = clamp((int)lround(percent / 100 * (width - 1)), 0, width - 1);
	surface_fill(s, row, col, knob, style, s->ascii ? "=" : "━");
	surface_fill(s, row, col + knob + 1, width - knob - 1, STYLE_RULE, s->ascii ? "-" : "─");
	(void)surface_text(s, row, col + knob, 1, style, s->ascii ? "O" : "●");
}

void
draw_number(struct surface *s, int row, int end, double x, int decimals, enum style style)
{
	char text[32];
	/* Halves away from zero, as in the tables; never "-0.0". */
	double unit = decimals ? 10 : 1;
	x = round(x * unit) / unit;
	x = x == 0 ? 0 : x;
	(void)snprintf(text, sizeof text, "%.*f", decimals, x);
	(void)surface_right(s, row, end, 12, style, text);
}

const char *
draw_arrow(const struct surface *s, bool up)
{
	return s->ascii ? (up ? "^" : "v") : (up ? "▲" : "▼");
}

const char *
draw_signed(const struct surface *s, double x, char *buf, size_t size)
{
	x = round(x * 10) / 10;
	if (x == 0)
		(void)snprintf(buf, size, "0.0");
	else
		(void)snprintf(buf, size, "%s%.1f", x > 0 ? "+" : s->ascii ? "-" : "−", fabs(x));
	return buf;
}

const char *
draw_range_text(const struct surface *s, struct points p, char *buf, size_t size)
{
	/* A hair of rounding must not widen a range by a whole point. */
	(void)snprintf(buf, size, "%.0f%s%.0f", floor(p.low + 1e-9), s->ascii ? "-" : "–",
		ceil(p.high - 1e-9));
	return buf;
}
