/* diag: a growing list of items in an arena of its own. */
#include "data/diag.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/arena.h"
#include "data/text.h"

void
diag_init(struct diag *d)
{
	memset(d, 0, sizeof *d);
	d->worst = ST_OK;
}

void
diag_clear(struct diag *d)
{
	arena_free(d->arena);
	free(d->items);
	diag_init(d);
}

enum status
diag_nomem(struct diag *d)
{
	d->n_errors++;
	d->worst = ST_NOMEM;
	return ST_NOMEM;
}

static bool
grow(struct diag *d)
{
	if (!d->arena)
		d->arena = arena_new();
	if (!d->arena)
		return false;
	if (d->n < d->cap)
		return true;
	size_t cap = d->cap ? d->cap * 2 : 8;
	struct diag_item *items = realloc(d->items, cap * sizeof *items);
	if (!items)
		return false;
	d->items = items;
	d->cap = cap;
	return true;
}

static void
count(struct diag *d, enum severity severity, enum status st)
{
	if (severity == SEVERITY_WARNING)
		d->n_warnings++;
	if (severity != SEVERITY_ERROR)
		return;
	d->n_errors++;
	if (d->worst == ST_OK || status_exit(st) > status_exit(d->worst))
		d->worst = st;
}

static enum status add(struct diag *, enum severity, enum status, struct place, const char *fmt,
	va_list) PRINTF_LIKE(5, 0);

static enum status
add(struct diag *d, enum severity severity, enum status st, struct place at, const char *fmt,
	va_list ap)
{
	if (d->n >= DIAG_MAX) {
		count(d, severity, st);
		return st;
	}
	if (!grow(d))
		return diag_nomem(d);
	struct diag_item item = { .at = at, .severity = severity, .status = st };
	item.text = arena_vprintf(d->arena, fmt, ap);
	item.at.file = at.file ? arena_strdup(d->arena, at.file) : NULL;
	if (!item.text || (at.file && !item.at.file))
		return diag_nomem(d);
	d->items[d->n++] = item;
	count(d, severity, st);
	return st;
}

enum status
diag_error(struct diag *d, enum status st, struct place at, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	st = add(d, SEVERITY_ERROR, st, at, fmt, ap);
	va_end(ap);
	return st;
}

void
diag_warn(struct diag *d, struct place at, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	(void)add(d, SEVERITY_WARNING, ST_OK, at, fmt, ap);
	va_end(ap);
}

static enum status add_text(struct diag *, const struct diag_item *, const char *fmt, ...)
	PRINTF_LIKE(3, 4);

static enum status
add_text(struct diag *d, const struct diag_item *item, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	enum status st = add(d, item->severity, item->status, item->at, fmt, ap);
	va_end(ap);
	return st;
}

enum status
diag_join(struct diag *to, const struct diag *from)
{
	size_t hidden_errors = from->n_errors, hidden_warnings = from->n_warnings;
	for (size_t i = 0; i < from->n; i++) {
		hidden_errors -= from->items[i].severity == SEVERITY_ERROR;
		hidden_warnings -= from->items[i].severity == SEVERITY_WARNING;
		if (add_text(to, &from->items[i], "%s", from->items[i].text) == ST_NOMEM)
			return ST_NOMEM;
	}
	to->n_errors += hidden_errors;
	to->n_warnings += hidden_warnings;
	if (from->worst != ST_OK &&
		(to->worst == ST_OK || status_exit(from->worst) > status_exit(to->worst)))
		to->worst = from->worst;
	return to->worst == ST_NOMEM ? ST_NOMEM : ST_OK;
}

static bool
stands_before(struct place a, struct place b)
{
	return a.line < b.line || (a.line == b.line && a.col < b.col);
}

/* By insertion: stable, and there are at most DIAG_MAX. */
void
diag_sort(struct diag *d, size_t from)
{
	for (size_t i = from + 1; i < d->n; i++) {
		struct diag_item item = d->items[i];
		size_t j = i;
		for (; j > from && stands_before(item.at, d->items[j - 1].at); j--)
			d->items[j] = d->items[j - 1];
		d->items[j] = item;
	}
}

const char *
diag_item_text(const struct diag_item *item, char *buf, size_t size)
{
	static const char *const words[] = { "error", "warning", "note" };
	char file[512], text[1024];
	text_visible(item->at.file ? item->at.file : "bascule", file, sizeof file);
	text_visible(item->text, text, sizeof text);
	if (item->at.line)
		(void)snprintf(buf, size, "%s:%u:%u: %s: %s", file, item->at.line, item->at.col,
			words[item->severity], text);
	else
		(void)snprintf(buf, size, "%s: %s: %s", file, words[item->severity], text);
	return buf;
}
