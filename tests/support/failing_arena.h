/*
 * failing_arena: an arena whose allocations fail on demand, for the tests of memory that runs out.
 *
 * It defines the functions of data/arena.h itself: included by one file of a test program, it takes
 * the place of the real one. Every piece is a block of its own, so that the sanitizer sees a write
 * beyond any of them.
 */
#ifndef TESTS_SUPPORT_FAILING_ARENA_H
#define TESTS_SUPPORT_FAILING_ARENA_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/arena.h"

struct piece {
	struct piece *next;
	_Alignas(max_align_t) unsigned char bytes[];
};

struct arena {
	struct piece *pieces;
	size_t held;
	size_t n; /* allocations so far */
	bool is_limited;
	size_t left; /* allocations until it fails */
};

struct arena *
arena_new(void)
{
	return calloc(1, sizeof(struct arena));
}

void
arena_reset(struct arena *a)
{
	while (a->pieces) {
		struct piece *next = a->pieces->next;
		free(a->pieces);
		a->pieces = next;
	}
}

void
arena_free(struct arena *a)
{
	if (!a)
		return;
	arena_reset(a);
	free(a);
}

void *
arena_alloc(struct arena *a, size_t size)
{
	a->n++;
	if (a->is_limited && a->left-- == 0)
		return NULL;
	struct piece *p = calloc(1, sizeof *p + size);
	if (!p)
		return NULL;
	p->next = a->pieces;
	a->pieces = p;
	a->held += size;
	return p->bytes;
}

void *
arena_array(struct arena *a, size_t n, size_t size)
{
	return size && n > SIZE_MAX / size ? NULL : arena_alloc(a, n * size);
}

char *
arena_strndup(struct arena *a, const char *s, size_t len)
{
	char *copy = arena_alloc(a, len + 1);
	return copy ? memcpy(copy, s, len) : NULL;
}

char *
arena_strdup(struct arena *a, const char *s)
{
	return arena_strndup(a, s, strlen(s));
}

char *
arena_vprintf(struct arena *a, const char *fmt, va_list ap)
{
	va_list again;
	va_copy(again, ap);
	size_t len = (size_t)vsnprintf(NULL, 0, fmt, ap);
	char *s = arena_alloc(a, len + 1);
	if (s)
		(void)vsnprintf(s, len + 1, fmt, again);
	va_end(again);
	return s;
}

char *
arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	char *s = arena_vprintf(a, fmt, ap);
	va_end(ap);
	return s;
}

size_t
arena_bytes(const struct arena *a)
{
	return a->held;
}

#endif
