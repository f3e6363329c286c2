/* The options: what a command line means, and what each wrong one says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "cli/commands.h"
#include "cli/help.h"
#include "cli/options.h"
#include "data/text.h"
#include "tests/support/random.h"

static struct arena *arena;
static struct options options;
static struct err err;

static int
begin(void **state)
{
	(void)state;
	arena = arena_new();
	err.text[0] = '\0';
	return arena ? 0 : -1;
}

static int
end(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

/* Reads a line of words separated by blanks; "_" stands for an empty word. */
static enum status
parse(const char *line)
{
	struct strings words;
	assert_int_equal(split_words(line, ' ', arena, &words), ST_OK);
	char **argv = arena_array(arena, words.n + 2, sizeof *argv);
	assert_non_null(argv);
	argv[0] = arena_strdup(arena, "bascule");
	for (size_t i = 0; i < words.n; i++)
		argv[i + 1] =
			arena_strdup(arena, str_eq(words.items[i], "_") ? "" : words.items[i]);
	return options_parse((int)words.n + 1, argv, arena, &options, &err);
}

static void
expect_refused(const char *line, const char *says)
{
	assert_int_equal(parse(line), ST_USAGE);
	if (!strstr(err.text, says))
		fail_msg("'%s' said \"%s\", without \"%s\"", line, err.text, says);
}

static void
letters_names_and_values_are_read_in_every_spelling(void **state)
{
	(void)state;
	static const char *const lines[] = { "rank -m x", "rank -mx", "rank --model x",
		"rank --model=x", "-m x rank", "--mod x rank", "-m y rank -m x" };
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		assert_int_equal(parse(lines[i]), ST_OK);
		assert_string_equal(option_text(&options, OPT_MODEL), "x");
		assert_int_equal(options.words.n, 1);
		assert_string_equal(options.words.items[0], "rank");
	}
}

static void
what_follows_two_dashes_is_no_option(void **state)
{
	(void)state;
	assert_int_equal(parse("explain -- -m --quiet"), ST_OK);
	assert_int_equal(options.words.n, 3);
	assert_string_equal(options.words.items[1], "-m");
	assert_false(option_is_on(&options, OPT_QUIET));
}

static void
an_option_given_again_is_kept_in_order(void **state)
{
	(void)state;
	assert_int_equal(parse("rank --set a:b=1 --gate x --set c:d=2"), ST_OK);
	assert_int_equal(options.given[OPT_SET].n, 2);
	assert_string_equal(options.given[OPT_SET].items[0], "a:b=1");
	assert_string_equal(options.given[OPT_SET].items[1], "c:d=2");
	assert_int_equal(options.given[OPT_GATE].n, 1);
}

static void
a_value_may_look_like_an_option(void **state)
{
	(void)state;
	assert_int_equal(parse("rank --gate --model"), ST_OK);
	assert_string_equal(option_text(&options, OPT_GATE), "--model");
	assert_null(option_text(&options, OPT_MODEL));
}

static void
switches_and_numbers(void **state)
{
	(void)state;
	assert_int_equal(parse("compare -qv --depth 2"), ST_OK);
	assert_true(option_is_on(&options, OPT_QUIET) && option_is_on(&options, OPT_VERBOSE));
	assert_int_equal(option_number(&options, OPT_DEPTH, 7), 2);
	assert_int_equal(parse("compare"), ST_OK);
	assert_int_equal(option_number(&options, OPT_DEPTH, 7), 7);
	assert_false(option_is_on(&options, OPT_QUIET));
}

static void
what_is_wrong_is_named_with_the_nearest(void **state)
{
	(void)state;
	expect_refused("rank --modle x", "did you mean '--model'");
	expect_refused("rank --wieghts=a", "did you mean '--weights'");
	expect_refused("rank --zzzzzzzzz", "unknown option '--zzzzzzzzz'");
	expect_refused("rank -Z", "unknown option '-Z'");
	expect_refused("rank -qZ", "unknown option '-Z'");
	expect_refused("rank --model", "--model needs a value (ID)");
	expect_refused("rank -m", "--model needs a value");
	expect_refused("rank --model=", "found nothing");
	expect_refused("rank -m _", "found nothing");
	expect_refused("rank --quiet=yes", "--quiet takes no value");
	expect_refused("rank -f jsom", "did you mean 'json'");
	expect_refused("rank -f JSON", "json");
	expect_refused("rank --lang de", "one of en fr");
	expect_refused("compare --depth x", "whole number from 0 to 99");
	expect_refused("compare --depth -1", "whole number");
	expect_refused("compare --depth 100", "whole number");
	expect_refused("compare --depth 1.5", "whole number");
	expect_refused("compare --s", "unknown option '--s'");
}

static void
an_option_of_another_command_is_refused(void **state)
{
	(void)state;
	assert_int_equal(parse("rank --depth 2"), ST_OK);
	assert_int_equal(options_check_scope(&options, FOR_RANK, "rank", &err), ST_USAGE);
	assert_string_equal(err.text, "rank takes no --depth");
	assert_int_equal(options_check_scope(&options, FOR_COMPARE, "compare", &err), ST_OK);
}

static void
words_are_split_and_empty_ones_left_out(void **state)
{
	(void)state;
	struct strings s;
	assert_int_equal(split_words(",a,,bc,", ',', arena, &s), ST_OK);
	assert_int_equal(s.n, 2);
	assert_string_equal(s.items[1], "bc");
	assert_int_equal(split_words("", ',', arena, &s), ST_OK);
	assert_int_equal(s.n, 0);
}

static void
no_letter_and_no_name_is_taken_twice(void **state)
{
	(void)state;
	for (int i = 0; i < OPT_COUNT; i++) {
		assert_true(strlen(option_table[i].sentence) > 10);
		assert_true(option_table[i].takes == TAKES_NOTHING || option_table[i].value);
		assert_true(
			(option_table[i].takes == TAKES_CHOICE) == (*option_table[i].choices != 0));
		for (int k = 0; k < i; k++) {
			assert_string_not_equal(option_table[i].name, option_table[k].name);
			assert_true(!option_table[i].letter ||
				option_table[i].letter != option_table[k].letter);
		}
	}
}

static void
every_command_has_a_sentence_and_a_help(void **state)
{
	(void)state;
	for (int i = 0; i < CMD_COUNT; i++) {
		const struct command_info *c = &command_table[i];
		assert_true(strlen(c->sentence) > 10 && c->run && c->least <= c->most);
		assert_ptr_equal(command_find(c->name), c);
		const char *help = help_command(c, arena), *list = strstr(help, "\nOptions:");
		assert_non_null(strstr(help, c->name));
		assert_non_null(list);
		help = arena_strndup(arena, list, (size_t)(strstr(list, "\nExit") - list));
		for (int o = 0; o < OPT_COUNT; o++) {
			const char *name = arena_printf(arena, " --%s ", option_table[o].name);
			const char *bare = arena_printf(arena, " --%s\n", option_table[o].name);
			bool is_there = strstr(help, name) || strstr(help, bare);
			if (is_there != ((option_table[o].scope & c->scope) != 0))
				fail_msg("help %s and --%s", c->name, option_table[o].name);
		}
	}
}

static void
help_keeps_to_a_hundred_columns(void **state)
{
	(void)state;
	for (const char *s = help_program(arena); *s; s += strcspn(s, "\n") + 1)
		assert_true(strcspn(s, "\n") <= 100);
}

static void
any_words_are_read_or_refused_with_a_reason(void **state)
{
	(void)state;
	static const char *const parts[] = { "rank", "-m", "--model", "--model=", "--", "-", "_",
		"-qv", "--set=a", "--depth", "7", "-f", "csv", "--q", "--x=y", "-\xff",
		"--m\xc3\xa9" };
	struct random r = random_of(random_seed(), 1);
	for (int i = 0; i < 5000; i++) {
		const char *line = "";
		for (size_t n = random_below(&r, 7); n; n--)
			line = arena_printf(arena, "%s %s", line,
				parts[random_below(&r, sizeof parts / sizeof *parts)]);
		err.text[0] = '\0';
		enum status st = parse(line);
		assert_true(st == ST_OK || (st == ST_USAGE && *err.text));
		arena_reset(arena);
	}
}

int
main(void)
{
#define CASE(f) cmocka_unit_test_setup_teardown(f, begin, end)
	const struct CMUnitTest tests[] = {
		CASE(letters_names_and_values_are_read_in_every_spelling),
		CASE(what_follows_two_dashes_is_no_option),
		CASE(an_option_given_again_is_kept_in_order),
		CASE(a_value_may_look_like_an_option),
		CASE(switches_and_numbers),
		CASE(what_is_wrong_is_named_with_the_nearest),
		CASE(an_option_of_another_command_is_refused),
		CASE(words_are_split_and_empty_ones_left_out),
		CASE(no_letter_and_no_name_is_taken_twice),
		CASE(every_command_has_a_sentence_and_a_help),
		CASE(help_keeps_to_a_hundred_columns),
		CASE(any_words_are_read_or_refused_with_a_reason),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
