/* table: growing lists of rows and lines in the caller's arena. */
#include "report/table.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

#include "data/text.h"

struct table *
table_new(struct arena *arena, const struct table_column *columns, size_t n)
{
	struct table *t = arena_alloc(arena, sizeof *t);
	struct table_column *copy = arena_array(arena, n, sizeof *copy);
	if (!t || !copy)
		return NULL;
	if (n)
		memcpy(copy, columns, n * sizeof *copy);
	t->arena = arena;
	t->columns = copy;
	t->n_columns = n;
	return t;
}

/* A list with room for one more element, or NULL; the old one stays in the arena. */
static void *
room(struct arena *arena, void *list, size_t n, size_t *cap, size_t size)
{
	if (n < *cap)
		return list;
	size_t more = *cap ? *cap * 2 : 16;
	void *grown = arena_array(arena, more, size);
	if (!grown)
		return NULL;
	if (n)
		memcpy(grown, list, n * size);
	*cap = more;
	return grown;
}

struct table_row *
table_add(struct table *t)
{
	struct table_row *rows = room(t->arena, t->rows, t->n_rows, &t->cap_rows, sizeof *rows);
	struct table_cell *cells = arena_array(t->arena, t->n_columns, sizeof *cells);
	if (!rows || !cells)
		return NULL;
	t->rows = rows;
	rows[t->n_rows] = (struct table_row){ .cells = cells };
	return &rows[t->n_rows++];
}

static bool
add_line(struct table *t, const char ***lines, size_t *n, size_t *cap, const char *line)
{
	const char **list = room(t->arena, *lines, *n, cap, sizeof *list);
	if (!list || !line)
		return false;
	list[(*n)++] = line;
	*lines = list;
	return true;
}

bool
table_before(struct table *t, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	const char *line = arena_vprintf(t->arena, fmt, ap);
	va_end(ap);
	return add_line(t, &t->before, &t->n_before, &t->cap_before, line);
}

bool
table_after(struct table *t, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	const char *line = arena_vprintf(t->arena, fmt, ap);
	va_end(ap);
	return add_line(t, &t->after, &t->n_after, &t->cap_after, line);
}

int
table_footnote(struct table *t, const char *text)
{
	for (size_t i = 0; i < t->n_footnotes; i++)
		if (str_eq(t->footnotes[i], text))
			return (int)i + 1;
	const char *copy = arena_strdup(t->arena, text);
	if (!add_line(t, &t->footnotes, &t->n_footnotes, &t->cap_footnotes, copy))
		return 0;
	return (int)t->n_footnotes;
}

struct table_cell
cell_text(const char *text)
{
	return (struct table_cell){ .kind = text && *text ? CELL_TEXT : CELL_EMPTY, .text = text };
}

struct table_cell
cell_number(double number)
{
	if (!isfinite(number))
		return (struct table_cell){ .kind = CELL_EMPTY };
	return (struct table_cell){ .kind = CELL_NUMBER, .number = number };
}
