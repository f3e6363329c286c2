/* arena: a chain of blocks, each twice the last up to a bound, filled from the front. */
#include "data/arena.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK = 4096, LARGEST_BLOCK = 1 << 18 };

struct block {
	struct block *next;
	size_t size, used;
	_Alignas(max_align_t) unsigned char bytes[];
};

struct arena {
	struct block *head;  /* the block being filled; the full ones follow */
	struct block *spare; /* empty ones that a reset left */
	size_t held;
};

struct arena *
arena_new(void)
{
	return calloc(1, sizeof(struct arena));
}

static void
free_chain(struct block *b)
{
	while (b) {
		struct block *next = b->next;
		free(b);
		b = next;
	}
}

void
arena_free(struct arena *a)
{
	if (!a)
		return;
	free_chain(a->head);
	free_chain(a->spare);
	free(a);
}

void
arena_reset(struct arena *a)
{
	while (a->head) {
		struct block *b = a->head;
		a->head = b->next;
		b->next = a->spare;
		a->spare = b;
	}
}

/* A block of at least that size from the spare ones, or NULL. */
static struct block *
take_spare(struct arena *a, size_t least)
{
	for (struct block **link = &a->spare; *link; link = &(*link)->next) {
		struct block *b = *link;
		if (b->size < least)
			continue;
		*link = b->next;
		return b;
	}
	return NULL;
}

static struct block *
new_block(struct arena *a, size_t least)
{
	size_t size = a->head ? a->head->size * 2 : FIRST_BLOCK;
	if (size > LARGEST_BLOCK)
		size = LARGEST_BLOCK;
	if (size < least)
		size = least;
	if (size > SIZE_MAX - sizeof(struct block))
		return NULL;
	struct block *b = malloc(sizeof *b + size);
	if (!b)
		return NULL;
	b->size = size;
	a->held += size;
	return b;
}

static struct block *
add_block(struct arena *a, size_t least)
{
	struct block *b = take_spare(a, least);
	if (!b)
		b = new_block(a, least);
	if (!b)
		return NULL;
	b->next = a->head;
	a->head = b;
	return b;
}

/* The next `need` bytes of the arena, from a multiple of `align` on; not zeroed. */
static void *
take(struct arena *a, size_t need, size_t align)
{
	struct block *b = a->head;
	size_t start = b ? (b->used + align - 1) / align * align : 0;
	if (!b || start > b->size || b->size - start < need) {
		b = add_block(a, need);
		if (!b)
			return NULL;
		start = 0;
	}
	b->used = start + need;
	return b->bytes + start;
}

void *
arena_alloc(struct arena *a, size_t size)
{
	size_t need = size ? size : 1;
	void *p = take(a, need, _Alignof(max_align_t));
	return p ? memset(p, 0, need) : NULL;
}

void *
arena_array(struct arena *a, size_t n, size_t size)
{
	if (size && n > SIZE_MAX / size)
		return NULL;
	return arena_alloc(a, n * size);
}

/* Texts need no alignment and are the most of what an arena holds: they lie side by side. */
char *
arena_strndup(struct arena *a, const char *s, size_t len)
{
	char *copy = len < SIZE_MAX ? take(a, len + 1, 1) : NULL;
	if (!copy)
		return NULL;
	memcpy(copy, s, len);
	copy[len] = '\0';
	return copy;
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
	int len = vsnprintf(NULL, 0, fmt, ap);
	assert(len >= 0);
	char *s = arena_alloc(a, (size_t)len + 1);
	if (s)
		(void)vsnprintf(s, (size_t)len + 1, fmt, again);
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
