/* Bytes of a terminal as keys: sequences whole, split, unknown, pasted; answers swallowed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/random.h"
#include "tui/input.h"

/* The keys of a text as numbers; returns how many events came. */
static size_t
feed(struct keyboard *k, const char *bytes, size_t len, struct input_event *out, size_t most)
{
	size_t n = 0;
	for (size_t i = 0; i < len; i++)
		if (input_byte(k, (unsigned char)bytes[i], &out[n]) && n + 1 < most)
			n++;
	return n;
}

static void
expect_keys(const char *bytes, const int *keys, size_t n)
{
	struct keyboard k = { 0 };
	struct input_event out[64];
	assert_int_equal(feed(&k, bytes, strlen(bytes), out, 64), n);
	for (size_t i = 0; i < n; i++) {
		assert_int_equal(out[i].kind, INPUT_KEY);
		assert_int_equal(out[i].key, keys[i]);
	}
	assert_false(input_waits(&k));
}

static void
letters_and_utf8_are_characters(void **state)
{
	(void)state;
	expect_keys("aé€😀", (const int[]){ 'a', 0xe9, 0x20ac, 0x1f600 }, 4);
}

static void
arrows_come_in_both_modes(void **state)
{
	(void)state;
	expect_keys("\033[A\033OB\033[C\033OD",
		(const int[]){ KEY_UP, KEY_DOWN, KEY_RIGHT, KEY_LEFT }, 4);
	expect_keys("\033[1;2D\033[1;2C\033[5~\033[6~\033[H\033OF\033[1~\033[4~\033[3~\033[Z",
		(const int[]){ KEY_SHIFT_LEFT, KEY_SHIFT_RIGHT, KEY_PAGE_UP, KEY_PAGE_DOWN,
			KEY_HOME, KEY_END, KEY_HOME, KEY_END, KEY_DELETE, KEY_BACK_TAB },
		10);
	expect_keys("\033OP\033[11~\033[[A", (const int[]){ KEY_F1, KEY_F1, KEY_F1 }, 3);
}

static void
answers_of_a_terminal_are_never_keys(void **state)
{
	(void)state;
	expect_keys("\033[?1;2c\033[>41;330;0c\033]11;rgb:1/2/3\033\\\033]0;q\007\033P1$r0q\033\\j",
		(const int[]){ 'j' }, 1);
}

static void
unknown_sequences_are_swallowed_whole(void **state)
{
	(void)state;
	expect_keys("\033[99;99;99~\033[Xq\033xj", (const int[]){ 'q', 'j' }, 2);
	char longest[200] = "\033[";
	memset(longest + 2, '1', 150);
	memcpy(longest + 152, "~j", 3);
	expect_keys(longest, (const int[]){ 'j' }, 1);
}

static void
a_lone_escape_is_a_key_after_a_pause(void **state)
{
	(void)state;
	struct keyboard k = { 0 };
	struct input_event out;
	assert_false(input_byte(&k, 0x1b, &out));
	assert_true(input_waits(&k));
	assert_true(input_pause(&k, &out));
	assert_int_equal(out.key, KEY_ESCAPE);
	assert_false(input_waits(&k));
	assert_false(input_pause(&k, &out));
}

static void
what_looks_like_an_answer_ends_by_a_pause_or_a_break(void **state)
{
	(void)state;
	struct keyboard k = { 0 };
	struct input_event out[8];
	assert_int_equal(feed(&k, "\033Pq", 3, out, 8), 0);
	assert_false(input_pause(&k, out));
	assert_int_equal(feed(&k, "j", 1, out, 8), 1);
	assert_int_equal(feed(&k, "\033]q\003j", 5, out, 8), 1);
	assert_int_equal(out[0].key, 'j');
}

static void
pasted_text_is_text(void **state)
{
	(void)state;
	struct keyboard k = { 0 };
	struct input_event out[64];
	const char *bytes = "\033[200~q:\n\003\033[A\033[201~j";
	size_t n = feed(&k, bytes, strlen(bytes), out, 64);
	assert_int_equal(n, 5);
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(out[i].kind, INPUT_PASTE);
	assert_int_equal(out[4].kind, INPUT_KEY);
	assert_int_equal(out[4].key, 'j');
}

static void
the_mouse_reports_presses_and_the_wheel_alone(void **state)
{
	(void)state;
	struct keyboard k = { 0 };
	struct input_event out[8];
	const char *bytes = "\033[<0;5;3M\033[<0;5;3m\033[<64;1;1M\033[<65;1;1M"
			    "\033[<2;1;1M\033[<0;0;1M";
	assert_int_equal(feed(&k, bytes, strlen(bytes), out, 8), 3);
	assert_int_equal(out[0].kind, INPUT_CLICK);
	assert_int_equal(out[0].row, 2);
	assert_int_equal(out[0].col, 4);
	assert_int_equal(out[1].kind, INPUT_WHEEL_UP);
	assert_int_equal(out[2].kind, INPUT_WHEEL_DOWN);
}

static void
any_bytes_leave_a_machine_that_still_works(void **state)
{
	(void)state;
	struct random r = random_of(random_seed(), 0);
	for (int round = 0; round < 20000; round++) {
		struct keyboard k = { 0 };
		struct input_event out;
		size_t len = random_below(&r, 40);
		for (size_t i = 0; i < len; i++)
			(void)input_byte(&k, (unsigned char)random_below(&r, 256), &out);
		/* Strings end with ST, a paste with its end; then a key is a key. */
		for (const char *c = "\033\\\033[201~"; *c; c++)
			(void)input_byte(&k, (unsigned char)*c, &out);
		(void)input_pause(&k, &out);
		assert_true(input_byte(&k, 'j', &out));
		assert_int_equal(out.key, 'j');
	}
}

static void
keys_have_names(void **state)
{
	(void)state;
	size_t len;
	assert_int_equal(key_parse("<Enter>x", &len), KEY_ENTER);
	assert_int_equal(len, 7);
	assert_int_equal(key_parse("^R", &len), 0x12);
	assert_int_equal(key_parse("é", &len), 0xe9);
	assert_int_equal(key_parse("<", &len), '<');
	assert_int_equal(key_parse("", &len), KEY_NONE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(letters_and_utf8_are_characters),
		cmocka_unit_test(arrows_come_in_both_modes),
		cmocka_unit_test(answers_of_a_terminal_are_never_keys),
		cmocka_unit_test(unknown_sequences_are_swallowed_whole),
		cmocka_unit_test(a_lone_escape_is_a_key_after_a_pause),
		cmocka_unit_test(what_looks_like_an_answer_ends_by_a_pause_or_a_break),
		cmocka_unit_test(pasted_text_is_text),
		cmocka_unit_test(the_mouse_reports_presses_and_the_wheel_alone),
		cmocka_unit_test(any_bytes_leave_a_machine_that_still_works),
		cmocka_unit_test(keys_have_names),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
