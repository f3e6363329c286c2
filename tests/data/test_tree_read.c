/* tree_read: nodes with their places; what is refused is in the corpus, the bounds are here. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "data/tree_read.h"
#include "tests/support/reading.h"

struct tree {
	struct reading r;
	const struct node *root;
	enum status status;
};

static void
read_bytes(struct tree *t, const char *bytes, size_t len)
{
	struct file_bytes in = { "t.yaml", bytes, len };
	reading_begin(&t->r);
	t->root = NULL;
	t->status = tree_parse(&in, "thing", t->r.arena, &t->root, &t->r.diag);
}

static void
read_tree(struct tree *t, const char *text)
{
	read_bytes(t, text, strlen(text));
}

static const struct node *
child(const struct node *node, size_t i)
{
	const struct node *c = node->first;
	while (c && i--)
		c = c->next;
	assert_non_null(c);
	return c;
}

static void
maps_lists_and_texts_keep_their_order_and_places(void **state)
{
	(void)state;
	struct tree t;
	read_tree(&t, "a: 1.10\nb:\n  - x\n  - {c: 'NO'}\n\"d\": |\n  two\n  lines\n");
	assert_int_equal(t.status, ST_OK);
	assert_int_equal(t.root->kind, NODE_MAP);
	assert_int_equal(t.root->n, 3);

	const struct node *a = child(t.root, 0), *b = child(t.root, 1), *d = child(t.root, 2);
	assert_string_equal(a->key->text, "a");
	assert_string_equal(a->text, "1.10");
	assert_true(a->plain);
	assert_int_equal(b->kind, NODE_LIST);
	assert_int_equal(b->n, 2);
	assert_string_equal(child(b, 0)->text, "x");
	const struct node *c = child(child(b, 1), 0);
	assert_string_equal(c->text, "NO");
	assert_false(c->plain);
	assert_int_equal(c->line, 4);
	assert_int_equal(c->col, 9);
	assert_int_equal(c->key->col, 6);
	assert_string_equal(d->text, "two\nlines\n");
	assert_int_equal(d->len, 10);
	reading_end(&t.r);
}

static void
columns_count_characters_and_not_bytes(void **state)
{
	(void)state;
	struct tree t;
	read_tree(&t, "{\"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\": x}\n");
	assert_int_equal(t.status, ST_OK);
	assert_int_equal(child(t.root, 0)->col, 9);
	reading_end(&t.r);
}

static void
carriage_returns_and_a_byte_order_mark_change_nothing(void **state)
{
	(void)state;
	struct tree t;
	read_tree(&t,
		"\xef\xbb\xbf"
		"a: b\r\nc: d\r\n");
	assert_int_equal(t.status, ST_OK);
	assert_string_equal(child(t.root, 0)->key->text, "a");
	assert_string_equal(child(t.root, 0)->text, "b");
	assert_string_equal(child(t.root, 1)->text, "d");
	assert_int_equal(child(t.root, 1)->line, 2);
	reading_end(&t.r);
}

static char *
repeated(const char *piece, size_t n)
{
	size_t len = strlen(piece);
	char *text = malloc(n * len + 1);
	assert_non_null(text);
	for (size_t i = 0; i < n; i++)
		memcpy(text + i * len, piece, len);
	text[n * len] = '\0';
	return text;
}

static void
expect_limit(const char *text, const char *message)
{
	struct tree t;
	read_tree(&t, text);
	assert_int_equal(t.status, ST_LIMIT);
	assert_non_null(strstr(reading_report(&t.r), message));
	reading_end(&t.r);
}

static double
now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void
a_hundred_thousand_brackets_are_refused_at_once(void **state)
{
	(void)state;
	static const char *const pieces[] = { "[", "{", "- ", "? ", "{a: ", "[[]," };
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		char *text = repeated(pieces[i], 100000);
		double start = now_ms();
		expect_limit(text, "nested deeper than 32");
		double took = now_ms() - start;
		if (took >= 10 * (getenv("ASAN_OPTIONS") ? 10 : 1))
			fail_msg("\"%s\" took %.1f ms", pieces[i], took);
		free(text);
	}
}

static void
the_deepest_nesting_is_read_and_one_more_is_not(void **state)
{
	(void)state;
	struct tree t;
	char text[2 * TREE_MAX_DEPTH + 3];
	memset(text, '[', TREE_MAX_DEPTH);
	memset(text + TREE_MAX_DEPTH, ']', TREE_MAX_DEPTH);
	text[2 * TREE_MAX_DEPTH] = '\0';
	read_tree(&t, text);
	assert_int_equal(t.status, ST_OK);
	reading_end(&t.r);

	memset(text, '[', TREE_MAX_DEPTH + 1);
	memset(text + TREE_MAX_DEPTH + 1, ']', TREE_MAX_DEPTH + 1);
	text[2 * TREE_MAX_DEPTH + 2] = '\0';
	expect_limit(text, "t.yaml:1:33: error: maps and lists are nested deeper than 32");
}

static void
the_longest_text_is_read_and_one_byte_more_is_not(void **state)
{
	(void)state;
	struct tree t;
	char *text = repeated("x", TREE_MAX_SCALAR);
	read_tree(&t, text);
	assert_int_equal(t.status, ST_OK);
	assert_int_equal(t.root->len, TREE_MAX_SCALAR);
	reading_end(&t.r);
	free(text);

	text = repeated("x", TREE_MAX_SCALAR + 1);
	expect_limit(text, "a text of 65537 bytes is too long");
	free(text);
}

static void
too_many_values_are_refused(void **state)
{
	(void)state;
	char *text = repeated("- a\n", TREE_MAX_NODES);
	expect_limit(text, "more than 200000 values");
	free(text);
	text = repeated("- a\n", TREE_MAX_NODES - 1);
	struct tree t;
	read_tree(&t, text);
	assert_int_equal(t.status, ST_OK);
	assert_int_equal(t.root->n, TREE_MAX_NODES - 1);
	reading_end(&t.r);
	free(text);
}

static void
too_large_a_file_is_refused_unread(void **state)
{
	(void)state;
	struct tree t;
	char *text = repeated("# 45678\n", FILE_MAX_BYTES / 8 + 1);
	read_tree(&t, text);
	assert_int_equal(t.status, ST_LIMIT);
	reading_end(&t.r);
	free(text);
}

static void
all_keys_that_appear_twice_are_found_among_very_many(void **state)
{
	(void)state;
	enum { N = 20000 };
	struct tree t;
	char *text = malloc(N * 16), *end = text;
	assert_non_null(text);
	for (size_t i = 0; i < N; i++)
		end += sprintf(end, "%c%zu: x\n", i % 2 ? 'k' : 'K', i == 777 ? 12345 : i);
	double start = now_ms();
	read_bytes(&t, text, (size_t)(end - text));
	double took = now_ms() - start;
	assert_int_equal(t.status, ST_INVALID);
	assert_string_equal(reading_report(&t.r),
		"t.yaml:12346:1: error: \"k12345\" is here a second time: first in line 778\n");
	if (took > 2000)
		fail_msg("took %.0f ms", took);
	reading_end(&t.r);
	free(text);
}

static void
an_empty_file_is_said_to_hold_nothing_of_its_kind(void **state)
{
	(void)state;
	static const char *const texts[] = { "", "\n", "# only\n", "---\n", "\xef\xbb\xbf",
		"--- \n...\n" };
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct tree t;
		read_tree(&t, texts[i]);
		assert_int_equal(t.status, ST_INVALID);
		assert_string_equal(reading_report(&t.r),
			"t.yaml: error: no thing in this file: it is empty\n");
		reading_end(&t.r);
	}
}

static void
every_byte_that_is_no_text_is_found_wherever_it_stands(void **state)
{
	(void)state;
	static const char base[] = "key: some text that is long enough\nother: more of it\n";
	static const char *const bad[] = { "\x01", "\x7f", "\xff", "\xc3", "\xed\xa0\x80",
		"\xc2\x80", "\xef\xbf\xbf", "\x1b", "\xf4\x90\x80\x80" };
	for (size_t k = 0; k < sizeof bad / sizeof *bad; k++)
		for (size_t i = 0; i + 1 < sizeof base; i++) {
			struct tree t;
			char text[128];
			(void)snprintf(
				text, sizeof text, "%.*s%s%s", (int)i, base, bad[k], base + i);
			read_tree(&t, text);
			if (t.status != ST_INVALID || !strstr(reading_report(&t.r), "t.yaml:"))
				fail_msg("bytes %zu at %zu gave status %d", k, i, t.status);
			reading_end(&t.r);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(maps_lists_and_texts_keep_their_order_and_places),
		cmocka_unit_test(columns_count_characters_and_not_bytes),
		cmocka_unit_test(carriage_returns_and_a_byte_order_mark_change_nothing),
		cmocka_unit_test(a_hundred_thousand_brackets_are_refused_at_once),
		cmocka_unit_test(the_deepest_nesting_is_read_and_one_more_is_not),
		cmocka_unit_test(the_longest_text_is_read_and_one_byte_more_is_not),
		cmocka_unit_test(too_many_values_are_refused),
		cmocka_unit_test(too_large_a_file_is_refused_unread),
		cmocka_unit_test(all_keys_that_appear_twice_are_found_among_very_many),
		cmocka_unit_test(an_empty_file_is_said_to_hold_nothing_of_its_kind),
		cmocka_unit_test(every_byte_that_is_no_text_is_found_wherever_it_stands),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
