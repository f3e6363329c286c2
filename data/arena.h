/*
 * arena: memory that lives and dies together (a parsed profile, one problem and its result).
 *
 * Everything handed out belongs to the arena and is freed by arena_free() in one call.
 * Every function returns NULL when memory runs out; nothing else can fail.
 */
#ifndef DATA_ARENA_H
#define DATA_ARENA_H

#include <stdarg.h>
#include <stddef.h>

#include "data/status.h"

struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *);                        /* NULL is allowed */
/* Forgets everything handed out, keeps the memory for reuse. */
void arena_reset(struct arena *);

/* Zeroed and aligned for any type; a size of 0 gives a valid pointer. */
void *arena_alloc(struct arena *, size_t size);
/* n elements of `size` bytes, zeroed; NULL also when n * size overflows. */
void *arena_array(struct arena *, size_t n, size_t size);
char *arena_strdup(struct arena *, const char *s);
char *arena_strndup(struct arena *, const char *s, size_t len);
char *arena_printf(struct arena *, const char *fmt, ...) PRINTF_LIKE(2, 3);
char *arena_vprintf(struct arena *, const char *fmt, va_list ap) PRINTF_LIKE(2, 0);
/* Bytes held from the system: for tests and the bench. */
size_t arena_bytes(const struct arena *);

#endif
