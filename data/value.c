/* value: from a text to a typed value, and back to what a person reads. */
#include "data/value.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "data/country.h"
#include "data/text.h"

/* ---- text that grows in a buffer --------------------------------------------------------- */

struct line {
	char *buf;
	size_t size, used;
};

/* Appends what fits, cut between characters. */
static void
add(struct line *l, const char *s)
{
	size_t n = strlen(s), room = l->size - l->used - 1;
	if (n > room) {
		n = room;
		while (n > 0 && ((unsigned char)s[n] & 0xc0) == 0x80)
			n--;
	}
	memcpy(l->buf + l->used, s, n);
	l->used += n;
	l->buf[l->used] = '\0';
}

static struct line
line_on(char *buf, size_t size)
{
	buf[0] = '\0';
	return (struct line){ buf, size, 0 };
}

static void
add_list(struct line *l, struct strings list)
{
	for (size_t i = 0; i < list.n; i++) {
		add(l, i ? ", " : "");
		add(l, list.items[i]);
	}
}

/* ---- what is expected -------------------------------------------------------------------- */

/* Units that say nothing a reader needs after the figure. */
static bool
is_silent(const char *unit)
{
	return !unit || str_eq(unit, "ratio") || str_eq(unit, "count");
}

static void
add_number(struct line *l, const char *before, double x)
{
	char text[32];
	add(l, before);
	add(l, number_text(x, text, sizeof text));
}

static void
expect_number(struct line *l, const struct fact_def *def)
{
	add(l, "a number");
	if (isfinite(def->min) && isfinite(def->max)) {
		add_number(l, " from ", def->min);
		add_number(l, " to ", def->max);
	} else if (isfinite(def->min)) {
		add_number(l, " of at least ", def->min);
	} else if (isfinite(def->max)) {
		add_number(l, " of at most ", def->max);
	}
	if (!is_silent(def->unit)) {
		add(l, " in ");
		add(l, def->unit);
	}
	if (def->or_word) {
		add(l, " or ");
		add(l, def->or_word);
	}
}

static void
expect_words(struct line *l, const char *before, struct strings words)
{
	add(l, before);
	add_list(l, words);
}

const char *
value_expected(const struct fact_def *def, char *buf, size_t size)
{
	struct line l = line_on(buf, size);
	switch (def->type) {
	case FACT_NUMBER:
		expect_number(&l, def);
		break;
	case FACT_BOOLEAN:
		add(&l, "true or false");
		break;
	case FACT_WORD:
		expect_words(&l, "one of ", def->words);
		break;
	case FACT_COUNTRY:
		add(&l, "a country code of two letters (ISO 3166-1)");
		break;
	case FACT_TEXT:
		add(&l, "a text");
		break;
	case FACT_DATE:
		add(&l, "a date (YYYY, YYYY-MM or YYYY-MM-DD)");
		break;
	case FACT_LIST:
		if (def->words.n)
			expect_words(&l, "a list of some of ", def->words);
		else
			add(&l, "a list of texts");
		break;
	}
	add(&l, ", or unknown");
	return buf;
}

static enum status
unexpected(const struct fact_def *def, const char *text, struct err *e)
{
	char expected[512];
	value_expected(def, expected, sizeof expected);
	return err_set(e, ST_INVALID, "expected %s, found \"%.60s\"", expected, text);
}

static enum status
no_memory(struct err *e)
{
	return err_set(e, ST_NOMEM, "%s", status_text(ST_NOMEM));
}

/* ---- reading ----------------------------------------------------------------------------- */

static const char *
respell(const struct fact_def *def, const char *text)
{
	for (size_t i = 0; i < def->n_spellings; i++)
		if (str_eq(def->spellings[i].from, text))
			return def->spellings[i].to;
	return text;
}

static bool
is_word(struct strings words, const char *text)
{
	for (size_t i = 0; i < words.n; i++)
		if (str_eq(words.items[i], text))
			return true;
	return false;
}

static bool
read_number(const struct fact_def *def, struct value *v)
{
	if (str_eq(def->or_word, v->text)) {
		v->kind = VALUE_WORD;
		return true;
	}
	v->kind = VALUE_NUMBER;
	return text_number(v->text, strlen(v->text), &v->number) && v->number >= def->min &&
		v->number <= def->max;
}

/* Sets kind and content from v->text; false when the text is no value of this type. */
static bool
read_typed(const struct fact_def *def, struct value *v)
{
	switch (def->type) {
	case FACT_NUMBER:
		return read_number(def, v);
	case FACT_BOOLEAN:
		v->kind = VALUE_BOOLEAN;
		v->boolean = str_eq(v->text, "true");
		return v->boolean || str_eq(v->text, "false");
	case FACT_WORD:
		v->kind = VALUE_WORD;
		return is_word(def->words, v->text);
	case FACT_COUNTRY:
		v->kind = VALUE_COUNTRY;
		return country_valid(v->text, strlen(v->text));
	case FACT_DATE:
		v->kind = VALUE_DATE;
		return date_valid(v->text, strlen(v->text));
	case FACT_TEXT:
		v->kind = VALUE_TEXT;
		return v->text[0] != '\0';
	case FACT_LIST:
		break;
	}
	return false;
}

static const char *
join(struct strings list, struct arena *a)
{
	size_t size = 1;
	for (size_t i = 0; i < list.n; i++)
		size += strlen(list.items[i]) + strlen(", ");
	char *text = arena_alloc(a, size);
	if (!text)
		return NULL;
	struct line l = line_on(text, size);
	add_list(&l, list);
	return text;
}

enum status
value_parse_list(const struct fact_def *def, struct strings entries, struct arena *a,
	struct value *out, struct err *e)
{
	struct value v = { .kind = VALUE_LIST, .unit = def->unit };
	const char **items = arena_array(a, entries.n, sizeof(const char *));
	if (!items)
		return no_memory(e);
	for (size_t i = 0; i < entries.n; i++) {
		const char *entry = respell(def, entries.items[i]);
		if (!entry[0] || str_eq(entry, "unknown") ||
			(def->words.n && !is_word(def->words, entry)))
			return unexpected(def, entry, e);
		if (is_word((struct strings){ items, i }, entry))
			return err_set(e, ST_INVALID, "\"%.60s\" appears twice in the list", entry);
		items[i] = arena_strdup(a, entry);
		if (!items[i])
			return no_memory(e);
	}
	v.list = (struct strings){ items, entries.n };
	v.text = join(v.list, a);
	if (!v.text)
		return no_memory(e);
	*out = v;
	return ST_OK;
}

/* The part of a comma separated text from *s on, without blanks around it; *s moves past it. */
static const char *
next_part(const char **s, struct arena *a)
{
	const char *start = *s + strspn(*s, " ");
	size_t len = strcspn(start, ",");
	*s = start + len + (start[len] == ',');
	while (len > 0 && start[len - 1] == ' ')
		len--;
	return arena_strndup(a, start, len);
}

static enum status
parse_parts(const struct fact_def *def, const char *text, struct arena *a, struct value *out,
	struct err *e)
{
	size_t most = 1, n = 0;
	for (const char *s = text; *s; s++)
		most += *s == ',';
	const char **parts = arena_array(a, most, sizeof(const char *));
	if (!parts)
		return no_memory(e);
	for (const char *s = text; *s;) {
		parts[n] = next_part(&s, a);
		if (!parts[n++])
			return no_memory(e);
	}
	return value_parse_list(def, (struct strings){ parts, n }, a, out, e);
}

enum status
value_parse(const struct fact_def *def, const char *text, struct arena *a, struct value *out,
	struct err *e)
{
	struct value v = { .kind = VALUE_UNKNOWN, .unit = def->unit };
	bool is_unknown = str_eq(text, "unknown");
	if (def->type == FACT_LIST && !is_unknown)
		return parse_parts(def, text, a, out, e);
	v.text = is_unknown ? text : respell(def, text);
	if (!is_unknown && !read_typed(def, &v))
		return unexpected(def, text, e);
	v.text = arena_strdup(a, v.text);
	if (!v.text)
		return no_memory(e);
	*out = v;
	return ST_OK;
}

/* ---- showing ----------------------------------------------------------------------------- */

const char *
value_show(const struct value *v, char *buf, size_t size)
{
	struct line l = line_on(buf, size);
	add(&l, v->text);
	if (v->kind == VALUE_NUMBER && !is_silent(v->unit)) {
		add(&l, " ");
		add(&l, v->unit);
	}
	return buf;
}

const char *
value_text(const struct value *v, struct arena *arena)
{
	size_t size = strlen(v->text) + (v->unit ? strlen(v->unit) : 0) + 2;
	char *buf = arena_alloc(arena, size);
	return buf ? value_show(v, buf, size) : NULL;
}

const char *
value_show_range(const struct value *v, char *buf, size_t size)
{
	struct line l = line_on(buf, size);
	if (v->has_low)
		add(&l, v->has_high ? "from " : "at least ");
	if (v->has_low)
		add(&l, v->low_text);
	if (v->has_high)
		add(&l, v->has_low ? " to " : "at most ");
	if (v->has_high)
		add(&l, v->high_text);
	return buf;
}
