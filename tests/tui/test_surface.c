/* The surface: clipping, widths, what is made visible, wrapping. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/random.h"
#include "tui/draw.h"
#include "tui/surface.h"

static void
expect(const struct surface *s, const char *text)
{
	char *dump = surface_dump(s);
	assert_non_null(dump);
	assert_string_equal(dump, text);
	free(dump);
}

static void
text_is_clipped_at_every_edge(void **state)
{
	(void)state;
	struct surface s = { 0 };
	assert_true(surface_resize(&s, 2, 5));
	assert_int_equal(surface_text(&s, 0, 3, -1, STYLE_TEXT, "abcdef"), 2);
	(void)surface_text(&s, 1, -2, -1, STYLE_TEXT, "abcdef");
	(void)surface_text(&s, 7, 0, -1, STYLE_TEXT, "out");
	(void)surface_text(&s, -1, 0, -1, STYLE_TEXT, "out");
	expect(&s, "   ab\ncdef\n");
	assert_true(surface_resize(&s, 1, 1));
	(void)surface_text(&s, 0, 0, -1, STYLE_TEXT, "abc");
	expect(&s, "a\n");
	surface_free(&s);
}

static void
wide_and_combining_characters_keep_their_columns(void **state)
{
	(void)state;
	struct surface s = { 0 };
	assert_true(surface_resize(&s, 1, 6));
	assert_int_equal(surface_width("日本e\xcc\x81"), 5);
	assert_int_equal(surface_text(&s, 0, 0, -1, STYLE_TEXT, "日本e\xcc\x81x"), 6);
	expect(&s, "日本e\xcc\x81x\n");
	/* Half of a wide character cannot stay. */
	(void)surface_text(&s, 0, 1, -1, STYLE_TEXT, "|");
	expect(&s, " |本e\xcc\x81x\n");
	/* One that would stick out is left out. */
	surface_clear(&s);
	assert_int_equal(surface_text(&s, 0, 0, 3, STYLE_TEXT, "日本"), 2);
	surface_free(&s);
}

static void
what_could_act_on_a_terminal_is_shown(void **state)
{
	(void)state;
	struct surface s = { 0 };
	assert_true(surface_resize(&s, 1, 40));
	(void)surface_text(&s, 0, 0, -1, STYLE_TEXT,
		"a\033[31mb\xc2\x9bz\xe2\x80\xae"
		"c\xff!");
	expect(&s, "a^[[31mb\\x9bz<U+202E>c\\xff!\n");
	surface_free(&s);
}

static void
words_wrap_and_what_is_cut_says_so(void **state)
{
	(void)state;
	struct surface s = { 0 };
	assert_true(surface_resize(&s, 3, 10));
	assert_int_equal(surface_rows("one two three four", 9), 3);
	assert_int_equal(surface_wrap(&s, 0, 0, 9, 3, STYLE_TEXT, "one two three four"), 3);
	expect(&s, "one two\nthree\nfour\n");
	surface_clear(&s);
	assert_int_equal(surface_wrap(&s, 0, 0, 9, 2, STYLE_TEXT, "one two three four"), 2);
	expect(&s, "one two\nthree…\n\n");
	surface_clear(&s);
	assert_int_equal(surface_fit(&s, 0, 0, 7, STYLE_TEXT, "one two three"), 7);
	expect(&s, "one tw…\n\n\n");
	surface_clear(&s);
	(void)surface_wrap(&s, 0, 0, 10, 3, STYLE_TEXT, "at most 74 % now");
	expect(&s, "at most\n74 % now\n\n");
	surface_free(&s);
}

static void
a_bar_is_as_long_as_its_value(void **state)
{
	(void)state;
	struct surface s = { 0 };
	assert_true(surface_resize(&s, 3, 10));
	draw_bar(&s, 0, 0, 10, 55, STYLE_TEXT);
	draw_whisker(&s, 1, 0, 10, (struct points){ 20, 50, 90 }, STYLE_TEXT);
	draw_slider(&s, 2, 0, 10, 100, STYLE_TEXT);
	expect(&s, "█████▌\n  ├──┼───┤\n━━━━━━━━━●\n");
	s.ascii = true;
	surface_clear(&s);
	draw_bar(&s, 0, 0, 10, 55, STYLE_TEXT);
	draw_whisker(&s, 1, 0, 10, (struct points){ 20, 50, 90 }, STYLE_TEXT);
	draw_slider(&s, 2, 0, 10, 100, STYLE_TEXT);
	expect(&s, "#####=\n  |--+---|\n=========O\n");
	surface_free(&s);
}

static void
a_balance_goes_both_ways_from_its_middle(void **state)
{
	(void)state;
	struct surface s = { 0 };
	assert_true(surface_resize(&s, 4, 11));
	draw_balance(&s, 0, 0, 11, 100, STYLE_TEXT);
	draw_balance(&s, 1, 0, 11, -100, STYLE_TEXT);
	draw_balance(&s, 2, 0, 11, -50, STYLE_TEXT);
	draw_balance(&s, 3, 0, 11, 0, STYLE_TEXT);
	expect(&s, "     ━━━━━\n━━━━━\n  ╺━━\n\n");
	surface_free(&s);
}

static void
a_line_keeps_its_cells_and_those_of_lines_before(void **state)
{
	(void)state;
	struct surface s = { 0 };
	const double rising[] = { 0, 0, 1, 1 }, falling[] = { 1, 0, 0, 0 }, steep[] = { 1, 0 };
	assert_true(surface_resize(&s, 1, 2));
	draw_line(&s, 0, 0, 2, 1, rising, STYLE_TEXT);
	expect(&s, "▄▀\n");
	draw_line(&s, 0, 0, 2, 1, falling, STYLE_DIM);
	expect(&s, "▙█\n");
	s.ascii = true;
	draw_line(&s, 0, 0, 2, 1, rising, STYLE_TEXT);
	expect(&s, "**\n");
	/* From the top to the bottom in one step: what lies between is filled. */
	s.ascii = false;
	assert_true(surface_resize(&s, 2, 1));
	draw_line(&s, 0, 0, 1, 2, steep, STYLE_TEXT);
	expect(&s, "▚\n▐\n");
	surface_free(&s);
}

static void
what_rounds_to_nothing_has_no_sign(void **state)
{
	(void)state;
	const struct surface s = { .ascii = false }, plain = { .ascii = true };
	char buf[16];
	assert_string_equal(draw_signed(&s, 1.94, buf, sizeof buf), "+1.9");
	assert_string_equal(draw_signed(&s, -0.66, buf, sizeof buf), "−0.7");
	assert_string_equal(draw_signed(&plain, -0.66, buf, sizeof buf), "-0.7");
	assert_string_equal(draw_signed(&s, -0.04, buf, sizeof buf), "0.0");
}

static void
any_bytes_anywhere_stay_inside(void **state)
{
	(void)state;
	struct random r = random_of(random_seed(), 1);
	struct surface s = { 0 };
	for (int round = 0; round < 5000; round++) {
		char text[64];
		size_t len = random_below(&r, sizeof text);
		for (size_t i = 0; i < len; i++)
			text[i] = (char)(1 + random_below(&r, 255));
		text[len ? len - 1 : 0] = '\0';
		int cols = 1 + (int)random_below(&r, 30);
		assert_true(surface_resize(&s, 3, cols));
		int width = (int)random_below(&r, 40) - 1;
		int used =
			surface_text(&s, 1, (int)random_below(&r, 34) - 2, width, STYLE_TEXT, text);
		assert_true(used <= surface_width(text) + 8 && (width < 0 || used <= width));
		(void)surface_wrap(&s, 0, 0, cols, 3, STYLE_TEXT, text);
		(void)surface_fit(&s, 2, 1, width, STYLE_TEXT, text);
	}
	surface_free(&s);
}

int
main(void)
{
	(void)setlocale(LC_CTYPE, "C.UTF-8");
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_clipped_at_every_edge),
		cmocka_unit_test(wide_and_combining_characters_keep_their_columns),
		cmocka_unit_test(what_could_act_on_a_terminal_is_shown),
		cmocka_unit_test(words_wrap_and_what_is_cut_says_so),
		cmocka_unit_test(a_bar_is_as_long_as_its_value),
		cmocka_unit_test(a_balance_goes_both_ways_from_its_middle),
		cmocka_unit_test(a_line_keeps_its_cells_and_those_of_lines_before),
		cmocka_unit_test(what_rounds_to_nothing_has_no_sign),
		cmocka_unit_test(any_bytes_anywhere_stay_inside),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
