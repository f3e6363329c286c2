/* The table of commands: every one can be found, none shares a key with another. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tui/command.h"
#include "tui/input.h"

static void
every_command_has_a_sentence_a_name_and_a_key(void **state)
{
	(void)state;
	for (int i = 1; i < CMD_COUNT; i++) {
		const struct screen_command *c = command_info((enum command)i);
		assert_int_equal(c->id, i);
		assert_true(strlen(c->sentence) >= 8 && c->sentence[0] >= 'A');
		assert_true(*c->name && *c->keys && c->context);
		assert_null(strchr(c->name, ' '));
	}
}

/* Calls check with every key of a command. */
static void
each_key(const struct screen_command *c, void (*check)(const struct screen_command *, int key))
{
	for (const char *keys = c->keys; *keys;) {
		size_t len;
		int key = key_parse(keys, &len);
		assert_int_not_equal(key, KEY_NONE);
		check(c, key);
		keys += len;
		assert_true(*keys == ' ' || !*keys);
		keys += *keys == ' ';
	}
}

static void
is_alone(const struct screen_command *c, int key)
{
	for (unsigned context = 1; context <= CTX_ALL; context <<= 1)
		if (c->context & context)
			assert_int_equal(command_of_key(key, context), c->id);
}

static void
no_key_is_taken_twice_on_a_screen(void **state)
{
	(void)state;
	for (int i = 1; i < CMD_COUNT; i++)
		each_key(command_info((enum command)i), is_alone);
}

static void
names_are_unique(void **state)
{
	(void)state;
	for (int i = 1; i < CMD_COUNT; i++)
		for (int k = i + 1; k < CMD_COUNT; k++)
			assert_string_not_equal(command_info((enum command)i)->name,
				command_info((enum command)k)->name);
}

static void
every_screen_can_be_left_helped_and_searched(void **state)
{
	(void)state;
	for (unsigned context = 1; context <= CTX_ALL; context <<= 1) {
		assert_int_equal(command_of_key('q', context), CMD_QUIT);
		assert_int_equal(command_of_key('?', context), CMD_HELP);
		assert_int_equal(command_of_key(':', context), CMD_PALETTE);
		assert_int_equal(command_of_key('/', context), CMD_SEARCH);
		assert_int_equal(command_of_key('u', context), CMD_UNDO);
		assert_int_equal(command_of_key('R' & 0x1f, context), CMD_REDO);
		assert_int_equal(command_of_key('e', context), CMD_EXPORT);
	}
}

static void
typed_letters_find_commands_by_name_then_by_sentence(void **state)
{
	(void)state;
	assert_int_equal(command_match(CMD_UNDO, "undo"), 0);
	assert_true(command_match(CMD_REDO, "rd") >= 0);
	assert_true(command_match(CMD_UNDO, "zzz") < 0);
	assert_true(command_match(CMD_UNDO, "take back") > command_match(CMD_UNDO, "un"));
	assert_int_equal(command_match(CMD_QUIT, ""), 0);
}

static void
hints_name_the_keys_to_press(void **state)
{
	(void)state;
	char key[16];
	assert_string_equal(command_key(CMD_OPEN, key, sizeof key), "Enter");
	assert_string_equal(command_key(CMD_REDO, key, sizeof key), "^R");
	assert_string_equal(command_hint(CMD_DOWN, false, key, sizeof key), "move");
	assert_string_equal(key, "↑↓");
	assert_string_equal(command_hint(CMD_DOWN, true, key, sizeof key), "move");
	assert_string_equal(key, "j");
	assert_null(command_hint(CMD_UP, false, key, sizeof key));
	char keys[64];
	assert_string_equal(command_keys(CMD_DOWN, keys, sizeof keys), "j  Down  ^N");
	assert_string_equal(command_keys(CMD_FOLD, keys, sizeof keys), "Space  o");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_command_has_a_sentence_a_name_and_a_key),
		cmocka_unit_test(no_key_is_taken_twice_on_a_screen),
		cmocka_unit_test(names_are_unique),
		cmocka_unit_test(every_screen_can_be_left_helped_and_searched),
		cmocka_unit_test(typed_letters_find_commands_by_name_then_by_sentence),
		cmocka_unit_test(hints_name_the_keys_to_press),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
