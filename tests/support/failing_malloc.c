/* failing_malloc: stands before the C library's allocator, or before the program's calls of it. */
#include "tests/support/failing_malloc.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>

static atomic_size_t left; /* allocations until the one that fails; 0: none does */
static atomic_bool failed;
static atomic_long live;

void
allocations_fail_at(size_t n)
{
	failed = false;
	left = n;
}

bool
allocations_stop(void)
{
	left = 0;
	return failed;
}

long
allocations_live(void)
{
	return live;
}

static bool
must_fail(void)
{
	size_t n = left;
	while (n > 0 && !atomic_compare_exchange_weak(&left, &n, n - 1))
		continue;
	if (n != 1)
		return false;
	failed = true;
	errno = ENOMEM;
	return true;
}

#ifdef __SANITIZE_ADDRESS__

void *__real_malloc(size_t);
void *__real_calloc(size_t, size_t);
void *__real_realloc(void *, size_t);
void *__wrap_malloc(size_t);
void *__wrap_calloc(size_t, size_t);
void *__wrap_realloc(void *, size_t);

void *
__wrap_malloc(size_t size)
{
	return must_fail() ? NULL : __real_malloc(size);
}

void *
__wrap_calloc(size_t n, size_t size)
{
	return must_fail() ? NULL : __real_calloc(n, size);
}

void *
__wrap_realloc(void *p, size_t size)
{
	return must_fail() ? NULL : __real_realloc(p, size);
}

#else

/* glibc's allocator under the names by which it can be had when malloc is taken. */
void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);
void __libc_free(void *);

static void *
counted(void *p)
{
	if (p)
		live++;
	return p;
}

void *
malloc(size_t size)
{
	return must_fail() ? NULL : counted(__libc_malloc(size));
}

void *
calloc(size_t n, size_t size)
{
	return must_fail() ? NULL : counted(__libc_calloc(n, size));
}

void *
realloc(void *p, size_t size)
{
	if (must_fail())
		return NULL;
	void *q = __libc_realloc(p, size);
	if (!p)
		return counted(q);
	if (!q && size == 0)
		live--;
	return q;
}

void
free(void *p)
{
	if (p)
		live--;
	__libc_free(p);
}

#endif
