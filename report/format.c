/* format: the table of formats, and what its writers share. */
#include "report/format.h"

#include <math.h>
#include <string.h>
#include <utf8proc.h>

#include "data/text.h"
#include "report/writers.h"

static const struct {
	const char *name, *ending;
} formats[] = {
#define X(id, name, ending, sentence) { name, ending },
	FORMATS(X)
#undef X
};

const char *
format_name(enum format f)
{
	return formats[f].name;
}

int
format_find(const char *name)
{
	for (int i = 0; i < FORMAT_COUNT; i++)
		if (str_eq(formats[i].name, name))
			return i;
	return -1;
}

int
format_of_file(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *dot = strrchr(slash ? slash : path, '.');
	for (int i = 0; dot && i < FORMAT_COUNT; i++)
		if (id_casecmp(dot, formats[i].ending) == 0)
			return i;
	return -1;
}

enum status
table_write(const struct table *t, enum format f, const struct layout *layout, FILE *out)
{
	typedef enum status writer(const struct table *, const struct layout *, FILE *);
	static writer *const writers[FORMAT_COUNT] = {
		[FORMAT_TABLE] = write_text,
		[FORMAT_CSV] = write_csv,
		[FORMAT_TSV] = write_tsv,
		[FORMAT_MD] = write_markdown,
	};
	if (!writers[f])
		return ST_USAGE;
	enum status st = writers[f](t, layout, out);
	return st == ST_OK && ferror(out) ? ST_IO : st;
}

/* text_visible() makes at most four bytes of one. */
const char *
clean_text(struct arena *arena, const char *s)
{
	size_t len = strlen(s);
	if (text_is_plain(s))
		return s;
	char *buf = arena_array(arena, len + 1, 4);
	if (buf)
		(void)text_visible(s, buf, len * 4 + 4);
	return buf;
}

const char *
clean_lines(struct arena *arena, const char *s)
{
	size_t len = strlen(s), used = 0;
	if (text_is_plain(s))
		return s;
	char *buf = arena_array(arena, len + 1, 4);
	char *part = arena_strdup(arena, s);
	if (!buf || !part)
		return NULL;
	while (*part) {
		size_t n = strcspn(part, "\t\n");
		char end = part[n];
		part[n] = '\0';
		used += text_visible(part, buf + used, len * 4 + 4 - used);
		if (end)
			buf[used++] = end;
		part += n + (end != '\0');
	}
	buf[used] = '\0';
	return buf;
}

/*
 * What spreadsheets take for the beginning of a formula, also behind blanks, which some of them
 * drop; the full-width forms of the same four characters included.
 */
bool
is_formula(const char *s)
{
	static const char *const full_width[] = { "\uff1d", "\uff0b", "\uff0d", "\uff20" };
	if (*s == '\t' || *s == '\r' || *s == '\n')
		return true;
	s += strspn(s, " ");
	if (*s && strchr("=+-@|", *s))
		return true;
	for (size_t i = 0; i < sizeof full_width / sizeof *full_width; i++)
		if (str_starts(s, full_width[i]))
			return true;
	return false;
}

const char *
machine_number(const struct table_column *c, double x, char *buf, size_t size)
{
	(void)snprintf(buf, size, "%.*f", c->is_count ? 0 : 6, x);
	if (str_eq(buf, "-0.000000"))
		return buf + 1;
	return buf;
}

const char *
people_number(const struct table_column *c, double x, char *buf, size_t size)
{
	/* Halves away from zero everywhere, so that a figure reads the same in every line. */
	double unit = pow(10, c->decimals);
	int n = snprintf(buf, size, "%+.*f", c->decimals, round(x * unit) / unit);
	bool is_zero = n > 0 && strspn(buf + 1, "0.") == (size_t)n - 1;
	if (is_zero || (*buf == '+' && !c->is_signed))
		return buf + 1;
	return buf;
}

bool
is_for(enum table_use has, enum table_use wanted)
{
	return has == USE_ALL || has == wanted;
}

/* One character at s: its bytes, and the columns it takes. */
static size_t
measure(const char *s, size_t len, size_t *columns)
{
	unsigned c;
	size_t n = text_decode(s, len, &c);
	int w = n ? utf8proc_charwidth((utf8proc_int32_t)c) : 1;
	*columns = w > 0 ? (size_t)w : 0;
	return n ? n : 1;
}

size_t
text_width(const char *s)
{
	return text_width_of(s, strlen(s));
}

size_t
text_width_of(const char *s, size_t len)
{
	size_t width = 0, w;
	for (size_t i = 0; i < len;) {
		i += measure(s + i, len - i, &w);
		width += w;
	}
	return width;
}

size_t
text_cut(const char *s, size_t columns)
{
	size_t len = strlen(s), i = 0, width = 0;
	while (i < len) {
		size_t w, n = measure(s + i, len - i, &w);
		if (width + w > columns)
			break;
		width += w;
		i += n;
	}
	return i;
}
