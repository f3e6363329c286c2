/* lines: each wraps in the column of the texts. */
#include "tui/lines.h"

void
lines_add(struct lines *l, const char *label, enum style style, const char *text)
{
	if (l->row >= l->end || !text || !*text)
		return;
	(void)surface_text(l->s, l->row, 3, l->col - 4, STYLE_DIM, label);
	l->row += surface_wrap(l->s, l->row, l->col, l->width, l->end - l->row, style, text);
}

static const char *
source_text(const struct ui *ui, const struct source *src)
{
	return arena_printf(ui->scratch, "%s, %s%s%s", src->title, src->publisher,
		src->date ? ", " : "", src->date ? src->date : "");
}

static int
source_rows(const struct ui *ui, const struct source *src, int width)
{
	const char *text = source_text(ui, src);
	return text ? surface_rows(text, width) + surface_rows(src->url, width) : 0;
}

/* Numbers stand before the texts of sources, which wrap in their own column. */
static int
number_width(size_t n)
{
	return n < 100 ? 3 : n < 1000 ? 4 : 5;
}

int
lines_source_rows(
	const struct ui *ui, const struct lines *l, const struct source *const *sources, size_t n)
{
	if (n == 0)
		return 0;
	return source_rows(
		ui, sources[ui->source < n ? ui->source : 0], l->width - number_width(n));
}

/* The first source to show, so that the chosen one can be read whole. */
static size_t
first_source(
	const struct ui *ui, const struct source *const *sources, size_t n, int width, int rows)
{
	size_t first = ui->source < n ? ui->source : 0;
	int used = source_rows(ui, sources[first], width);
	while (first > 0) {
		used += source_rows(ui, sources[first - 1], width);
		if (used > rows)
			break;
		first--;
	}
	return first;
}

void
lines_sources(const struct ui *ui, struct lines *l, const struct source *const *sources, size_t n)
{
	if (n == 0) {
		lines_add(l, "sources", STYLE_WEAK, "none");
		return;
	}
	int number = number_width(n);
	if (l->row < l->end)
		(void)surface_text(l->s, l->row, 3, 9, STYLE_DIM, "sources");
	if (l->row + 1 < l->end && n > 1)
		(void)surface_printf(l->s, l->row + 1, 3, 10, STYLE_DIM, "%zu in all", n);
	l->col += number;
	l->width -= number;
	for (size_t i = first_source(ui, sources, n, l->width, l->end - l->row);
		i < n && l->row < l->end; i++) {
		const struct source *src = sources[i];
		(void)surface_printf(
			l->s, l->row, l->col - number, number - 1, STYLE_TEXT, "%zu", i + 1);
		if (i == ui->source)
			(void)surface_text(l->s, l->row, l->col - number - 2, 1, STYLE_ACCENT,
				l->s->ascii ? ">" : "▸");
		lines_add(l, "", STYLE_TEXT, source_text(ui, src));
		lines_add(l, "", STYLE_DIM, src->url);
	}
	l->col -= number;
	l->width += number;
}
