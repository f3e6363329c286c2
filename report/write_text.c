/*
 * write_text: a table for people: columns aligned on the decimal point, words on the left.
 *
 * When a table is wider than the terminal, columns of text wrap first; then the table is cut into
 * parts, each with the columns of group 0. A terminal without UTF-8 gets the nearest ASCII.
 */
#include <string.h>

#include "report/paper.h"
#include "report/writers.h"

enum {
	GAP = 2,         /* blanks between columns */
	INDENT = 2,      /* blanks a level of the tree */
	LEAST_WRAP = 24, /* a column of text is not made narrower */
};

/* A cell ready to print. */
struct piece {
	const char *body;
	const char *tail;          /* mark and number of a note, in a slot of their own */
	size_t width, after_point; /* of the body; columns from its decimal point on */
};

struct column {
	const struct table_column *def;
	const char *title;    /* safe to print */
	struct piece *pieces; /* one a row */
	size_t width, after_point, tail;
	bool shown; /* in this part */
};

struct page {
	const struct table *t;
	struct paper paper;
	struct arena *arena;
	struct column *columns; /* those for people */
	size_t n;
};

static bool
put_lines(const struct page *p, const char *const *lines, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const char *s = clean_text(p->arena, lines[i]);
		if (!s)
			return false;
		paper_prose(&p->paper, s, 2);
	}
	return true;
}

/* ---- cells ----------------------------------------------------------------------------------- */

static const char *
number_body(const struct page *p, const struct table_column *def, double x)
{
	char buf[400];
	const char *s = people_number(def, x, buf, sizeof buf);
	const char *minus = *s == '-' ? "\u2212" : "";
	return arena_printf(p->arena, "%s%s%s%s", minus, s + (*s == '-'), def->unit ? " " : "",
		def->unit ? def->unit : "");
}

static bool
make_piece(const struct page *p, const struct table_column *def, const struct table_cell *cell,
	int indent, struct piece *out)
{
	const char *body = "";
	if (cell->kind == CELL_TEXT)
		body = clean_text(p->arena, cell->text);
	else if (cell->kind == CELL_NUMBER)
		body = number_body(p, def, cell->number);
	if (body && indent > 0)
		body = arena_printf(p->arena, "%*s%s", indent * INDENT, "", body);
	const char *mark = cell->mark ? clean_text(p->arena, cell->mark) : "";
	if (mark && cell->footnote)
		mark = arena_printf(p->arena, "%s[%d]", mark, cell->footnote);
	if (!body || !mark)
		return false;
	*out = (struct piece){ .body = body, .tail = mark, .width = text_width(body) };
	const char *point = cell->kind == CELL_NUMBER ? body + strcspn(body, ". ") : NULL;
	out->after_point = point ? text_width(point) : 0;
	return true;
}

static bool
make_column(const struct page *p, size_t c, bool is_first, struct column *out)
{
	const struct table *t = p->t;
	const struct table_column *def = &t->columns[c];
	size_t before_point = 0;
	*out = (struct column){ .def = def, .title = clean_text(p->arena, def->title) };
	out->pieces = arena_array(p->arena, t->n_rows, sizeof *out->pieces);
	if (!out->title || !out->pieces)
		return false;
	out->width = def->spans ? 0 : text_width(out->title);
	for (size_t r = 0; r < t->n_rows; r++) {
		struct piece *piece = &out->pieces[r];
		if (!is_for(t->rows[r].use, USE_PEOPLE))
			continue;
		int indent = is_first ? t->rows[r].indent : 0;
		if (!make_piece(p, def, &t->rows[r].cells[c], indent, piece))
			return false;
		if (piece->width > out->width)
			out->width = piece->width;
		if (piece->width - piece->after_point > before_point && piece->after_point)
			before_point = piece->width - piece->after_point;
		if (piece->after_point > out->after_point)
			out->after_point = piece->after_point;
		size_t tail = *piece->tail ? text_width(piece->tail) + 1 : 0;
		if (tail > out->tail)
			out->tail = tail;
	}
	if (def->align == ALIGN_DECIMAL && before_point + out->after_point > out->width)
		out->width = before_point + out->after_point;
	if (def->wraps && def->most && out->width > def->most)
		out->width = def->most;
	return true;
}

/* A title that spans two columns may still be wider than both. */
static void
widen_spans(struct page *p)
{
	for (size_t i = 0; i + 1 < p->n; i++) {
		struct column *c = &p->columns[i];
		size_t title = text_width(c->title);
		size_t both = c->width + c->tail + GAP + p->columns[i + 1].width;
		if (c->def->spans && title > both)
			c->width += title - both;
	}
}

static bool
make_columns(struct page *p)
{
	p->columns = arena_array(p->arena, p->t->n_columns, sizeof *p->columns);
	if (!p->columns)
		return false;
	for (size_t c = 0; c < p->t->n_columns; c++) {
		if (!is_for(p->t->columns[c].use, USE_PEOPLE))
			continue;
		if (!make_column(p, c, p->n == 0, &p->columns[p->n]))
			return false;
		p->n++;
	}
	widen_spans(p);
	return true;
}

/* Blanks before a body, by the column's alignment. */
static size_t
lead(const struct column *c, const struct piece *piece)
{
	size_t after = piece->after_point;
	switch (c->def->align) {
	case ALIGN_LEFT:
		return 0;
	case ALIGN_DECIMAL:
		if (after)
			return c->width - c->after_point - (piece->width - after);
		/* FALLTHROUGH */
	case ALIGN_RIGHT:
		break;
	}
	return c->width > piece->width ? c->width - piece->width : 0;
}

/* ---- rows ------------------------------------------------------------------------------------ */

/* Blanks before the lines of a wrapped body but the first. */
static size_t
hanging(const char *body, size_t width)
{
	size_t indent = strspn(body, " ");
	return indent + LEAST_WRAP / 2 <= width ? indent : 0;
}

/* The part of a wrapped body that stands on its n-th line; *len is 0 beyond the last. */
static const char *
nth_line(const char *body, size_t width, size_t n, size_t *len)
{
	const char *s = body;
	size_t indent = hanging(body, width);
	for (;;) {
		*len = *s ? text_line(s, width - (s == body ? 0 : indent)) : 0;
		if (n-- == 0 || !*len)
			return s;
		s += *len;
		s += strspn(s, " ");
	}
}

/*
 * Writes one line of a cell; *pending are blanks not yet written, so that no line ends with them.
 */
static void
put_piece(const struct page *p, const struct column *c, const struct piece *piece, size_t line,
	size_t *pending)
{
	size_t len, used;
	const char *s = nth_line(piece->body, c->width, line, &len);
	used = line ? hanging(piece->body, c->width) : lead(c, piece);
	*pending += len ? used : 0;
	if (len) {
		paper_blanks(&p->paper, *pending);
		paper_put(&p->paper, s, len);
		*pending = 0;
		used += text_width_of(s, len);
	} else {
		used = 0;
	}
	bool has_tail = line == 0 && *piece->tail;
	if (has_tail) {
		paper_blanks(&p->paper, *pending + (c->width > used ? c->width - used : 0) + 1);
		paper_put(&p->paper, piece->tail, strlen(piece->tail));
		*pending = 0;
		used = c->width + 1 + text_width(piece->tail);
	}
	*pending += c->width + c->tail + GAP - used;
}

static size_t
count_lines(const struct page *p, size_t row)
{
	size_t most = 1;
	for (size_t i = 0; i < p->n; i++) {
		const struct column *c = &p->columns[i];
		size_t n = 0, len;
		if (!c->shown || c->pieces[row].width <= c->width)
			continue;
		do
			(void)nth_line(c->pieces[row].body, c->width, n, &len);
		while (len && ++n);
		if (n > most)
			most = n;
	}
	return most;
}

static size_t
part_width(const struct page *p)
{
	size_t width = 0;
	for (size_t i = 0; i < p->n; i++)
		if (p->columns[i].shown)
			width += p->columns[i].width + p->columns[i].tail + GAP;
	return width > GAP ? width - GAP : 0;
}

static void
put_rule(const struct page *p)
{
	size_t n = part_width(p);
	paper_style(&p->paper, PAPER_DIM);
	for (size_t i = 0; i < n; i++)
		paper_put(&p->paper, "\u2500", strlen("\u2500"));
	paper_plain(&p->paper);
	putc('\n', p->paper.out);
}

static void
put_row(const struct page *p, size_t r)
{
	const struct table_row *row = &p->t->rows[r];
	if (row->rule_above)
		put_rule(p);
	for (size_t line = 0, n = count_lines(p, r); line < n; line++) {
		size_t pending = 0;
		if (row->is_strong)
			paper_style(&p->paper, PAPER_BOLD);
		for (size_t i = 0; i < p->n; i++)
			if (p->columns[i].shown)
				put_piece(p, &p->columns[i], &p->columns[i].pieces[r], line,
					&pending);
		if (row->is_strong)
			paper_plain(&p->paper);
		putc('\n', p->paper.out);
	}
}

static void
put_header(const struct page *p)
{
	size_t pending = 0;
	paper_style(&p->paper, PAPER_BOLD);
	for (size_t i = 0; i < p->n; i++) {
		const struct column *c = &p->columns[i];
		if (!c->shown)
			continue;
		struct column head = *c;
		if (c->def->spans && i + 1 < p->n) {
			const struct column *next = &p->columns[++i];
			head.width += c->tail + GAP + next->width;
			head.tail = next->tail;
		}
		struct piece title = { c->title, "", text_width(c->title), 0 };
		put_piece(p, &head, &title, 0, &pending);
	}
	paper_plain(&p->paper);
	putc('\n', p->paper.out);
	put_rule(p);
}

/* ---- parts ----------------------------------------------------------------------------------- */

static size_t
least_width(const struct column *c)
{
	size_t width = c->def->wraps && c->width > LEAST_WRAP ? LEAST_WRAP : c->width;
	return width + c->tail + GAP;
}

/* Shows group 0 and as many whole groups from column `from` on as fit; returns where to go on. */
static size_t
choose_part(struct page *p, size_t from)
{
	size_t width = 0, i = from;
	bool some = false;
	for (size_t k = 0; k < p->n; k++) {
		p->columns[k].shown = p->columns[k].def->group == 0;
		width += p->columns[k].shown ? least_width(&p->columns[k]) : 0;
	}
	while (i < p->n) {
		size_t end = i, more = 0;
		for (; end < p->n && p->columns[end].def->group == p->columns[i].def->group; end++)
			more += p->columns[end].shown ? 0 : least_width(&p->columns[end]);
		bool fits = !p->paper.layout->width || width + more <= p->paper.layout->width + GAP;
		if (more && some && !fits)
			break;
		some = some || more;
		width += more;
		for (; i < end; i++)
			p->columns[i].shown = true;
	}
	return i;
}

/* Takes from the columns that wrap, widest first, what the terminal has not. */
static void
shrink(const struct page *p)
{
	while (p->paper.layout->width && part_width(p) > p->paper.layout->width) {
		struct column *widest = NULL;
		for (size_t i = 0; i < p->n; i++) {
			struct column *c = &p->columns[i];
			if (c->shown && c->def->wraps && c->width > LEAST_WRAP &&
				(!widest || c->width > widest->width))
				widest = c;
		}
		if (!widest)
			return;
		widest->width--;
	}
}

static void
put_table(struct page *p)
{
	size_t from = 0;
	do {
		if (from)
			putc('\n', p->paper.out);
		from = choose_part(p, from);
		shrink(p);
		put_header(p);
		for (size_t r = 0; r < p->t->n_rows; r++)
			if (is_for(p->t->rows[r].use, USE_PEOPLE))
				put_row(p, r);
	} while (from < p->n);
}

static bool
put_title(const struct page *p)
{
	const char *s = p->t->title ? clean_text(p->arena, p->t->title) : NULL;
	if (!s)
		return !p->t->title;
	paper_style(&p->paper, PAPER_BOLD);
	paper_prose(&p->paper, s, 2);
	paper_plain(&p->paper);
	return true;
}

/* "[12] first source", the others below it. */
static bool
put_footnote(const struct page *p, size_t i)
{
	const char *s = p->t->footnotes[i];
	char number[32];
	int n = snprintf(number, sizeof number, "[%zu] ", i + 1);
	for (bool is_first = true; *s; is_first = false) {
		size_t len = strcspn(s, "\n");
		const char *line =
			arena_printf(p->arena, "%*s%.*s", n, is_first ? number : "", (int)len, s);
		const char *clean = line ? clean_text(p->arena, line) : NULL;
		if (!clean)
			return false;
		paper_prose(&p->paper, clean, is_first ? (size_t)n : 0);
		s += len + (s[len] != '\0');
	}
	return true;
}

enum status
write_text(const struct table *t, const struct layout *layout, FILE *out)
{
	struct page p = { .t = t, .paper = { out, layout }, .arena = t->arena };
	if (!put_title(&p) || !put_lines(&p, t->before, t->n_before))
		return ST_NOMEM;
	if (t->title || t->n_before)
		putc('\n', out);
	if (!make_columns(&p))
		return ST_NOMEM;
	if (t->n_columns)
		put_table(&p);
	if (t->n_after)
		putc('\n', out);
	if (!put_lines(&p, t->after, t->n_after))
		return ST_NOMEM;
	if (t->n_footnotes)
		putc('\n', out);
	for (size_t i = 0; i < t->n_footnotes; i++)
		if (!put_footnote(&p, i))
			return ST_NOMEM;
	return ST_OK;
}
