/* arena: what is handed out is zeroed, aligned, apart, and gone after a reset. */
#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "data/arena.h"
#include "tests/support/failing_malloc.h"
#include "tests/support/random.h"

static void
pieces_are_zeroed_aligned_and_apart(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	unsigned char *pieces[2000];
	size_t sizes[2000];
	assert_non_null(a);
	for (size_t i = 0; i < 2000; i++) {
		struct random random = random_of(random_seed(), i);
		sizes[i] = random_below(&random, i % 100 ? 200 : 300000);
		pieces[i] = arena_alloc(a, sizes[i]);
		assert_non_null(pieces[i]);
		assert_int_equal((uintptr_t)pieces[i] % alignof(max_align_t), 0);
		for (size_t k = 0; k < sizes[i]; k++)
			assert_int_equal(pieces[i][k], 0);
		memset(pieces[i], (int)(i % 255) + 1, sizes[i]);
		if (i % 3 == 0)
			assert_string_equal(arena_strndup(a, "text, cut", 4), "text");
	}
	for (size_t i = 0; i < 2000; i++)
		for (size_t k = 0; k < sizes[i]; k++)
			assert_int_equal(pieces[i][k], i % 255 + 1);
	arena_free(a);
}

static void
a_reset_keeps_the_memory_and_hands_it_out_zeroed(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	assert_non_null(a);
	for (size_t i = 0; i < 100; i++)
		memset(arena_alloc(a, 10000), 'x', 10000);
	size_t held = arena_bytes(a);
	for (int round = 0; round < 10; round++) {
		arena_reset(a);
		for (size_t i = 0; i < 100; i++) {
			char *p = arena_alloc(a, 10000);
			assert_int_equal(p[0] | p[9999], 0);
			memset(p, 'x', 10000);
		}
	}
	assert_int_equal(arena_bytes(a), held);
	arena_free(a);
}

static void
sizes_that_overflow_give_null(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	assert_non_null(a);
	assert_null(arena_alloc(a, SIZE_MAX));
	assert_null(arena_alloc(a, SIZE_MAX - 8));
	assert_null(arena_array(a, SIZE_MAX / 2, 3));
	assert_null(arena_array(a, 3, SIZE_MAX / 2));
	assert_null(arena_strndup(a, "x", SIZE_MAX));
	assert_non_null(arena_array(a, 0, 8));
	assert_non_null(arena_array(a, 8, 0));
	assert_non_null(arena_alloc(a, 0));
	arena_free(a);
	arena_free(NULL);
}

static void
texts_are_formatted_whole(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	assert_non_null(a);
	assert_string_equal(arena_printf(a, "%s-%d", "x", 7), "x-7");
	assert_int_equal(strlen(arena_printf(a, "%5000d", 1)), 5000);
	assert_string_equal(arena_strdup(a, ""), "");
	arena_free(a);
}

static void
memory_that_runs_out_gives_null_and_leaves_the_arena_whole(void **state)
{
	(void)state;
	long before = allocations_live();
	allocations_fail_at(1);
	assert_null(arena_new());
	assert_true(allocations_stop());
	struct arena *a = arena_new();
	char *kept = arena_strdup(a, "kept");
	allocations_fail_at(1);
	char *big = arena_alloc(a, 1 << 20);
	char *text = arena_printf(a, "%1000000d", 1);
	assert_true(allocations_stop());
	assert_null(big);
	assert_non_null(text);
	assert_string_equal(kept, "kept");
	arena_free(a);
	assert_int_equal(allocations_live(), before);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pieces_are_zeroed_aligned_and_apart),
		cmocka_unit_test(a_reset_keeps_the_memory_and_hands_it_out_zeroed),
		cmocka_unit_test(sizes_that_overflow_give_null),
		cmocka_unit_test(texts_are_formatted_whole),
		cmocka_unit_test(memory_that_runs_out_gives_null_and_leaves_the_arena_whole),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
