/*
 * write_delimited: csv and tsv, two dialects of rows for programs.
 *
 * csv is RFC 4180: UTF-8 without a mark, lines end with CR LF. tsv has one line a row and no
 * quoting, so that cut and awk read it: tabs and line breaks of a text become blanks.
 *
 * A text that a spreadsheet could run as a formula gets a single quote in front (CWE-1236). Numbers
 * are ours and never guarded: the kind of the cell decides, not its look. layout.raw leaves the
 * guard out, for programs that must get the text as it is.
 */
#include <ctype.h>
#include <string.h>

#include "data/text.h"
#include "report/writers.h"

struct dialect {
	char separator;
	const char *end;
	/* Writes a text, behind a single quote when it is guarded. False: no memory. */
	bool (*put_text)(struct arena *, const char *raw, bool guarded, FILE *);
};

/* Anything beyond plain words is quoted: other separators (";") start cells in some countries. */
static bool
is_bare(const char *s)
{
	for (; *s; s++)
		if (!isascii((unsigned char)*s) ||
			(!isalnum((unsigned char)*s) && !strchr("._-/", *s)))
			return false;
	return true;
}

static bool
put_csv(struct arena *arena, const char *raw, bool guarded, FILE *out)
{
	const char *s = clean_lines(arena, raw);
	if (!s)
		return false;
	if (!guarded && is_bare(s)) {
		fputs(s, out);
		return true;
	}
	fputs(guarded ? "\"'" : "\"", out);
	for (; *s; s++) {
		if (*s == '"')
			putc('"', out);
		putc(*s, out);
	}
	putc('"', out);
	return true;
}

static bool
put_tsv(struct arena *arena, const char *raw, bool guarded, FILE *out)
{
	const char *s = clean_text(arena, raw);
	if (!s)
		return false;
	if (guarded)
		putc('\'', out);
	fputs(s, out);
	return true;
}

static const struct dialect csv = { ',', "\r\n", put_csv };
static const struct dialect tsv = { '\t', "\n", put_tsv };

static bool
put_cell(const struct dialect *d, const struct table *t, size_t c, const struct table_cell *cell,
	bool raw, FILE *out)
{
	char buf[400];
	if (cell->kind == CELL_NUMBER)
		fputs(machine_number(&t->columns[c], cell->number, buf, sizeof buf), out);
	if (cell->kind != CELL_TEXT)
		return true;
	return d->put_text(t->arena, cell->text, !raw && is_formula(cell->text), out);
}

/* A row, or the header when row is NULL. */
static bool
put_row(const struct dialect *d, const struct table *t, const struct table_row *row, bool raw,
	FILE *out)
{
	bool is_first = true;
	for (size_t c = 0; c < t->n_columns; c++) {
		if (!is_for(t->columns[c].use, USE_MACHINES))
			continue;
		if (!is_first)
			putc(d->separator, out);
		is_first = false;
		struct table_cell head = cell_text(t->columns[c].id);
		if (!put_cell(d, t, c, row ? &row->cells[c] : &head, raw, out))
			return false;
	}
	fputs(d->end, out);
	return true;
}

static enum status
put_rows(const struct dialect *d, const struct table *t, bool raw, FILE *out)
{
	if (!put_row(d, t, NULL, raw, out))
		return ST_NOMEM;
	for (size_t r = 0; r < t->n_rows; r++)
		if (is_for(t->rows[r].use, USE_MACHINES) && !put_row(d, t, &t->rows[r], raw, out))
			return ST_NOMEM;
	return ST_OK;
}

enum status
write_csv(const struct table *t, const struct layout *layout, FILE *out)
{
	return put_rows(&csv, t, layout->raw, out);
}

enum status
write_tsv(const struct table *t, const struct layout *layout, FILE *out)
{
	return put_rows(&tsv, t, layout->raw, out);
}
