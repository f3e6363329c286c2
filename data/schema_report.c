/* schema_report: the path of a key, and how errors are worded. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "data/schema_read.h"
#include "data/text.h"

void
path_push(struct reader *r, struct key_path *p, const char *key)
{
	*p = (struct key_path){ r->path, key, 0 };
	r->path = p;
}

void
path_pop(struct reader *r, const struct key_path *p)
{
	r->path = p->up;
}

void
read_nomem(struct reader *r)
{
	if (r->status != ST_NOMEM)
		r->status = diag_nomem(r->diag);
}

/* "facts.env.pue.value" or "facts.own.hq.sources[2]"; returns the length. */
static size_t
path_text(const struct key_path *p, char *buf, size_t size)
{
	if (!p)
		return 0;
	size_t used = path_text(p->up, buf, size);
	if (used >= size)
		return used;
	int n = p->key ? snprintf(buf + used, size - used, "%s%s", used ? "." : "", p->key)
		       : snprintf(buf + used, size - used, "[%zu]", p->index);
	return used + (size_t)n;
}

static void
report(struct reader *r, const struct node *at, bool is_error, const char *text)
{
	char path[512];
	struct place place = { r->file, at->line, at->col };
	size_t n = path_text(r->path, path, sizeof path);
	path[n ? sizeof path - 1 : 0] = '\0';
	const char *colon = n ? ": " : "";
	if (!is_error)
		diag_warn(r->diag, place, "%s%s%s", path, colon, text);
	else if (diag_error(r->diag, ST_INVALID, place, "%s%s%s", path, colon, text) == ST_NOMEM)
		r->status = ST_NOMEM;
	else if (r->status == ST_OK)
		r->status = ST_INVALID;
}

void
read_error(struct reader *r, const struct node *at, const char *fmt, ...)
{
	char text[1024];
	va_list ap;
	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	report(r, at, true, text);
}

void
read_warn(struct reader *r, const struct node *at, const char *fmt, ...)
{
	char text[1024];
	va_list ap;
	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	report(r, at, false, text);
}

void
read_error_at(struct reader *r, struct place at, const char *fmt, ...)
{
	char text[1024];
	va_list ap;
	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	if (diag_error(r->diag, ST_INVALID, at, "%s", text) == ST_NOMEM)
		r->status = ST_NOMEM;
	else if (r->status == ST_OK)
		r->status = ST_INVALID;
}

/* At most about 40 characters of a text, cut between characters. */
static void
clip(const char *s, char *buf, size_t size)
{
	size_t n = strlen(s);
	if (n < size) {
		memcpy(buf, s, n + 1);
		return;
	}
	n = size - sizeof "…";
	while (n > 0 && ((unsigned char)s[n] & 0xc0) == 0x80)
		n--;
	memcpy(buf, s, n);
	memcpy(buf + n, "…", sizeof "…");
}

static const char *
describe(const struct node *node, char *buf, size_t size)
{
	char text[48];
	if (node->kind == NODE_MAP)
		return "a map";
	if (node->kind == NODE_LIST)
		return "a list";
	if (node->len == 0)
		return node->plain ? "nothing" : "an empty text";
	clip(node->text, text, sizeof text);
	(void)snprintf(buf, size, "\"%s\"", text);
	return buf;
}

void
read_expected(struct reader *r, const struct node *found, const char *fmt, ...)
{
	char expected[768], what[64];
	va_list ap;
	va_start(ap, fmt);
	(void)vsnprintf(expected, sizeof expected, fmt, ap);
	va_end(ap);
	read_error(r, found, "expected %s, found %s", expected, describe(found, what, sizeof what));
}

void
read_unknown(struct reader *r, const struct node *at, const char *what, const char *word,
	const char *const *known, size_t n)
{
	char text[48];
	const char *near = text_nearest(word, known, n);
	clip(word, text, sizeof text);
	if (near)
		read_error(r, at, "unknown %s \"%s\"; did you mean \"%s\"?", what, text, near);
	else
		read_error(r, at, "unknown %s \"%s\"", what, text);
}
