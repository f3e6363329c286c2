/*
 * failing_malloc: memory that runs out when a test wants it to, for the program's own allocations
 * and those of the libraries. Under the address sanitizer, which has its own allocator, only the
 * program's own can fail, and the sanitizer looks for leaks itself.
 *
 *   for (size_t n = 1; ; n++) {
 *           allocations_fail_at(n);
 *           st = what_is_tested();
 *           if (!allocations_stop())
 *                   break;          // it needs fewer than n: it must have succeeded
 *           assert_int_equal(st, ST_NOMEM);
 *   }
 */
#ifndef TESTS_SUPPORT_FAILING_MALLOC_H
#define TESTS_SUPPORT_FAILING_MALLOC_H

#include <stdbool.h>
#include <stddef.h>

/* From now on the n-th allocation fails, counted from 1; all others succeed. */
void allocations_fail_at(size_t n);
/* No more failures; returns whether there was one. */
bool allocations_stop(void);
/* How many pieces are allocated and not freed. Always 0 under the address sanitizer. */
long allocations_live(void);

#endif
