/* paper: characters and lines of text for people, on any terminal. */
#include "report/paper.h"

#include <string.h>
#include <utf8proc.h>

#include "data/text.h"
#include "report/writers.h"

enum { PROSE = 100 }; /* lines of text are no wider, whatever the terminal */

/* ---- characters ------------------------------------------------------------------------------ */

/* What stands for a typographic character where the terminal has ASCII alone. */
static const struct {
	unsigned c;
	const char *ascii;
} plain[] = {
	{ 0x2013, "-" },
	{ 0x2014, "-" },
	{ 0x2212, "-" },
	{ 0x2026, "..." },
	{ 0x2019, "'" },
	{ 0x2018, "'" },
	{ 0x201c, "\"" },
	{ 0x201d, "\"" },
	{ 0x00ab, "\"" },
	{ 0x00bb, "\"" },
	{ 0x00a0, " " },
	{ 0x202f, " " },
	{ 0x2500, "-" },
	{ 0x00b7, "-" },
	{ 0x20ac, "EUR" },
	{ 0x2192, "->" },
	{ 0x00d7, "x" },
	{ 0x2713, "+" },
	{ 0x25b2, "^" },
	{ 0x25cf, "*" },
	{ 0x25cb, "o" },
};

static void
put_ascii(unsigned c, FILE *out)
{
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
		if (plain[i].c == c) {
			fputs(plain[i].ascii, out);
			return;
		}
	}
	utf8proc_int32_t parts[8];
	int last;
	utf8proc_ssize_t n = utf8proc_decompose_char(
		(utf8proc_int32_t)c, parts, 8, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, &last);
	bool is_combining = utf8proc_charwidth((utf8proc_int32_t)c) == 0;
	if (!is_combining)
		putc(n > 0 && parts[0] < 0x80 ? (int)parts[0] : '?', out);
}

void
paper_put(const struct paper *p, const char *s, size_t len)
{
	if (p->layout->utf8) {
		fwrite(s, 1, len, p->out);
		return;
	}
	for (size_t i = 0; i < len;) {
		unsigned c = 0;
		size_t n = text_decode(s + i, len - i, &c);
		if (c < 0x80)
			putc(n ? (int)c : '?', p->out);
		else
			put_ascii(c, p->out);
		i += n ? n : 1;
	}
}

void
paper_blanks(const struct paper *p, size_t n)
{
	fprintf(p->out, "%*s", (int)n, "");
}

void
paper_style(const struct paper *p, enum paper_style w)
{
	if (p->layout->colour)
		fprintf(p->out, "\033[%dm", (int)w);
}

void
paper_plain(const struct paper *p)
{
	if (p->layout->colour)
		fputs("\033[0m", p->out);
}

/* ---- lines of text --------------------------------------------------------------------------- */

/*
 * How much of s goes on a line of `width`: whole words when there are any; at least one character.
 */
size_t
text_line(const char *s, size_t width)
{
	size_t fits = text_cut(s, width);
	if (!s[fits])
		return fits;
	for (size_t i = fits; i > 0; i--)
		if (s[i] == ' ')
			return i;
	return fits ? fits : text_cut(s, 2) ? text_cut(s, 2) : 1;
}

/* The same for prose: a word that is too long (an address) is left whole. */
static size_t
prose_length(const char *s, size_t width)
{
	size_t n = text_line(s, width);
	while (s[n] && s[n] != ' ' && !memchr(s, ' ', n))
		n++;
	return n;
}

/* A line of text, wrapped; the lines after the first begin `hang` blanks further right. */
void
paper_prose(const struct paper *p, const char *line, size_t hang)
{
	size_t room = p->layout->width && p->layout->width < PROSE ? p->layout->width : PROSE;
	size_t indent = strspn(line, " ");
	const char *s = line + indent;
	if (indent + hang + 20 > room)
		indent = hang = 0;
	do {
		size_t n = prose_length(s, room - indent);
		paper_blanks(p, *s ? indent : 0);
		paper_put(p, s, n);
		putc('\n', p->out);
		indent += s == line + strspn(line, " ") ? hang : 0;
		s += n;
		s += strspn(s, " ");
	} while (*s);
}
