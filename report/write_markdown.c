/*
 * write_markdown: a GitHub-flavoured Markdown table between its lines of text; footnotes below.
 *
 * What a text could do in Markdown (tables, links, HTML, headings) is escaped character by
 * character.
 */
#include <string.h>

#include "report/writers.h"

static const char *
entity(char c)
{
	return c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '&' ? "&amp;" : NULL;
}

/* At the beginning of a paragraph these would make a heading or a list. */
static bool
starts_block(const char *s)
{
	return *s && strchr("#+-=", *s) != NULL;
}

static bool
put_text(struct arena *arena, const char *raw, FILE *out)
{
	const char *s = clean_text(arena, raw);
	if (!s)
		return false;
	if (starts_block(s))
		putc('\\', out);
	for (; *s; s++) {
		if (entity(*s)) {
			fputs(entity(*s), out);
			continue;
		}
		if (strchr("\\`*_[]|~", *s))
			putc('\\', out);
		putc(*s, out);
	}
	return true;
}

static bool
put_lines(struct arena *arena, const char *const *lines, size_t n, FILE *out)
{
	for (size_t i = 0; i < n; i++) {
		if (!*lines[i])
			continue;
		if (!put_text(arena, lines[i] + strspn(lines[i], " "), out))
			return false;
		fputs("\n\n", out);
	}
	return true;
}

static bool
put_body(const struct table *t, const struct table_column *column, const struct table_cell *cell,
	FILE *out)
{
	char buf[400];
	if (cell->kind == CELL_TEXT)
		return put_text(t->arena, cell->text, out);
	if (cell->kind == CELL_NUMBER) {
		fputs(people_number(column, cell->number, buf, sizeof buf), out);
		if (column->unit)
			fprintf(out, " %s", column->unit);
	}
	return true;
}

static bool
put_cell(const struct table *t, const struct table_row *row, size_t c, bool is_first, FILE *out)
{
	const struct table_cell *cell = &row->cells[c];
	bool bold = row->is_strong && is_first && cell->kind != CELL_EMPTY;
	for (int i = 0; is_first && i < row->indent; i++)
		fputs("&emsp;", out);
	fputs(bold ? "**" : "", out);
	if (!put_body(t, &t->columns[c], cell, out))
		return false;
	fputs(bold ? "**" : "", out);
	if (cell->mark && cell->mark[0]) {
		putc(' ', out);
		if (!put_text(t->arena, cell->mark, out))
			return false;
	}
	if (cell->footnote)
		fprintf(out, "[^%d]", cell->footnote);
	return true;
}

static bool
put_row(const struct table *t, const struct table_row *row, FILE *out)
{
	bool is_first = true;
	putc('|', out);
	for (size_t c = 0; c < t->n_columns; c++) {
		if (!is_for(t->columns[c].use, USE_PEOPLE))
			continue;
		putc(' ', out);
		if (!put_cell(t, row, c, is_first, out))
			return false;
		fputs(" |", out);
		is_first = false;
	}
	putc('\n', out);
	return true;
}

static bool
put_header(const struct table *t, FILE *out)
{
	putc('|', out);
	for (size_t c = 0; c < t->n_columns; c++) {
		if (!is_for(t->columns[c].use, USE_PEOPLE))
			continue;
		putc(' ', out);
		if (!put_text(t->arena, t->columns[c].title, out))
			return false;
		fputs(" |", out);
	}
	fputs("\n|", out);
	for (size_t c = 0; c < t->n_columns; c++)
		if (is_for(t->columns[c].use, USE_PEOPLE))
			fputs(t->columns[c].align == ALIGN_LEFT ? " --- |" : " ---: |", out);
	putc('\n', out);
	return true;
}

static bool
put_footnotes(const struct table *t, FILE *out)
{
	for (size_t i = 0; i < t->n_footnotes; i++) {
		fprintf(out, "[^%zu]: ", i + 1);
		for (const char *s = t->footnotes[i]; *s;) {
			size_t len = strcspn(s, "\n");
			const char *line = arena_strndup(t->arena, s, len);
			if (!line || !put_text(t->arena, line, out))
				return false;
			s += len + (s[len] != '\0');
			fputs(*s ? "  \n    " : "\n", out);
		}
	}
	return true;
}

enum status
write_markdown(const struct table *t, const struct layout *layout, FILE *out)
{
	(void)layout;
	if (t->title) {
		fputs("## ", out);
		if (!put_text(t->arena, t->title, out))
			return ST_NOMEM;
		fputs("\n\n", out);
	}
	if (!put_lines(t->arena, t->before, t->n_before, out) || !put_header(t, out))
		return ST_NOMEM;
	for (size_t r = 0; r < t->n_rows; r++)
		if (is_for(t->rows[r].use, USE_PEOPLE) && !put_row(t, &t->rows[r], out))
			return ST_NOMEM;
	putc('\n', out);
	if (!put_lines(t->arena, t->after, t->n_after, out) || !put_footnotes(t, out))
		return ST_NOMEM;
	return ST_OK;
}
