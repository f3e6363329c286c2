/*
 * maker: steps over jansson that remember a failure instead of returning it.
 *
 * jansson escapes C0 controls. What else could act on a terminal (C1, bidi, zero-width) is written
 * as \uXXXX here, which reads back as the same text.
 */
#include "report/maker.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/text.h"

enum { DIGITS = 15 }; /* shows six decimals of anything below a thousand millions, and no noise */

static json_t *
check(struct maker *m, json_t *value)
{
	if (!value)
		m->failed = true;
	return value;
}

json_t *
maker_object(struct maker *m)
{
	return check(m, json_object());
}

json_t *
maker_array(struct maker *m)
{
	return check(m, json_array());
}

void
maker_set(struct maker *m, json_t *object, const char *key, json_t *value)
{
	/* json_object_set_new refuses a NULL object or value and frees the value. */
	if (json_object_set_new(object, key, value) != 0)
		m->failed = true;
}

static void
push(struct maker *m, json_t *array, json_t *value)
{
	if (json_array_append_new(array, value) != 0)
		m->failed = true;
}

json_t *
maker_object_in(struct maker *m, json_t *owner, const char *key)
{
	json_t *value = json_object();
	maker_set(m, owner, key, value);
	return m->failed ? NULL : value;
}

json_t *
maker_array_in(struct maker *m, json_t *owner, const char *key)
{
	json_t *value = json_array();
	maker_set(m, owner, key, value);
	return m->failed ? NULL : value;
}

json_t *
maker_object_at_end(struct maker *m, json_t *array)
{
	json_t *value = json_object();
	push(m, array, value);
	return m->failed ? NULL : value;
}

/* Text of files is UTF-8; what came from a command line may be anything. */
static json_t *
text_value(struct maker *m, const char *s)
{
	if (!s)
		return json_null();
	size_t len = strlen(s);
	if (text_is_utf8(s, len))
		return json_string(s);
	char *clean = arena_array(m->arena, len + 1, 4);
	if (!clean)
		return NULL;
	(void)text_visible(s, clean, len * 4 + 4);
	return json_string(clean);
}

void
maker_text(struct maker *m, json_t *object, const char *key, const char *s)
{
	maker_set(m, object, key, text_value(m, s));
}

void
maker_push_text(struct maker *m, json_t *array, const char *s)
{
	push(m, array, text_value(m, s));
}

void
maker_number(struct maker *m, json_t *object, const char *key, double x)
{
	if (!isfinite(x)) {
		maker_set(m, object, key, json_null());
		return;
	}
	double rounded = fabs(x) < 1e9 ? round(x * 1e6) / 1e6 : x;
	maker_set(m, object, key, json_real(rounded == 0 ? 0 : rounded));
}

void
maker_count(struct maker *m, json_t *object, const char *key, size_t n)
{
	maker_set(m, object, key, json_integer((json_int_t)n));
}

void
maker_rank(struct maker *m, json_t *object, const char *key, size_t rank)
{
	maker_set(m, object, key, rank ? json_integer((json_int_t)rank) : json_null());
}

void
maker_bool(struct maker *m, json_t *object, const char *key, bool is)
{
	maker_set(m, object, key, json_boolean(is));
}

/* Bytes from s on that need no look: ASCII, of which jansson has escaped all but DEL. */
static size_t
ascii_run(const char *s)
{
	size_t n = 0;
	while (s[n] > 0 && s[n] < 0x7f)
		n++;
	return n;
}

/* The character at s as JSON text is written: as it is, or escaped. Returns its bytes in s. */
static size_t
escape_one(const char *s, size_t len, char out[16])
{
	unsigned c = 0;
	size_t n = text_decode(s, len, &c);
	char one[8] = { 0 };
	memcpy(one, s, n ? n : 1);
	if (text_is_plain(one))
		(void)snprintf(out, 16, "%s", one);
	else if (c < 0x10000)
		(void)snprintf(out, 16, "\\u%04X", c);
	else
		(void)snprintf(out, 16, "\\u%04X\\u%04X", 0xd800 + ((c - 0x10000) >> 10),
			0xdc00 + ((c - 0x10000) & 0x3ff));
	return n ? n : 1;
}

/* A byte beyond ASCII becomes at most six: the four of a character twelve, a DEL six. */
static size_t
escaped_size(const char *s)
{
	size_t size = 2;
	for (; *s; s++)
		size += *s > 0 && *s < 0x7f ? 1 : 6;
	return size;
}

static const char *
escape(struct arena *arena, const char *s)
{
	size_t len = strlen(s), used = 0;
	char *out = arena_alloc(arena, escaped_size(s));
	for (size_t i = 0; out && i < len;) {
		size_t run = ascii_run(s + i);
		memcpy(out + used, s + i, run);
		used += run;
		i += run;
		if (i == len)
			break;
		char one[16];
		i += escape_one(s + i, len - i, one);
		memcpy(out + used, one, strlen(one));
		used += strlen(one);
	}
	if (out)
		memcpy(out + used, "\n", 2);
	return out;
}

enum status
maker_finish(struct maker *m, json_t *root, const char **out)
{
	char *text =
		m->failed ? NULL : json_dumps(root, JSON_INDENT(2) | JSON_REAL_PRECISION(DIGITS));
	json_decref(root);
	const char *escaped = text ? escape(m->arena, text) : NULL;
	free(text);
	if (!escaped)
		return ST_NOMEM;
	*out = escaped;
	return ST_OK;
}
