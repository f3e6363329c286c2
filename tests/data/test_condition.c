/* The language of gates: what it accepts, what it says of mistakes, and where. */
#include "data/condition.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/fixture.h"
#include "tests/support/random.h"

static int
set_up(void **state)
{
	struct fixture *f = fixture_new();
	fixture_def(f, "sec.iso27001", FACT_BOOLEAN);
	struct fact_def *share = fixture_def(f, "own.eu_ownership_pct", FACT_NUMBER);
	share->unit = "%";
	share->min = 0;
	share->max = 100;
	fixture_def(f, "price.egress_free", FACT_NUMBER)->or_word = "unlimited";
	fixture_def(f, "own.hq_country", FACT_COUNTRY);
	fixture_def_words(f, "sec.c5", "type2 type1 none");
	fixture_def(f, "law.statement", FACT_TEXT);
	fixture_def(f, "sec.since", FACT_DATE);
	fixture_def(f, "hw.cpus", FACT_LIST);
	fixture_group(f, "EU", "DE FR IT");
	fixture_finish(f);
	*state = f;
	return 0;
}

static int
tear_down(void **state)
{
	fixture_free(*state);
	return 0;
}

static const struct condition *
parsed(void **state, const char *text)
{
	struct fixture *f = *state;
	const struct condition *c = NULL;
	struct err e;
	if (condition_parse(text, &f->library.dictionary, f->arena, &c, NULL, &e) != ST_OK)
		fail_msg("%s: %s", text, e.text);
	return c;
}

/* The condition as a fully bracketed text: shows what binds to what. */
static void
show(const struct condition *c, char *buf, size_t size)
{
	static const char *const ops[] = { "and", "or", "not", "==", "!=", "<", "<=", ">",
		">=", "in" };
	char left[512] = "", right[512] = "";
	if (c->op == COND_NOT) {
		show(c->kids[0], left, sizeof left);
		(void)snprintf(buf, size, "not %s", left);
	} else if (c->op == COND_AND || c->op == COND_OR) {
		show(c->kids[0], left, sizeof left);
		show(c->kids[1], right, sizeof right);
		(void)snprintf(buf, size, "(%s %s %s)", left, ops[c->op], right);
	} else {
		size_t used = (size_t)snprintf(
			buf, size, "%s %s", c->def ? c->def->id : c->mark, ops[c->op]);
		if (c->group)
			used += (size_t)snprintf(buf + used, size - used, " %s", c->group->id);
		for (size_t i = 0; i < c->n_literals; i++)
			used += (size_t)snprintf(
				buf + used, size - used, " %s", c->literals[i].text);
	}
}

static void
expect_shown(void **state, const char *text, const char *expected)
{
	char buf[2048];
	show(parsed(state, text), buf, sizeof buf);
	assert_string_equal(buf, expected);
}

static void
expect_error(void **state, const char *text, enum status st, unsigned column, const char *part)
{
	struct fixture *f = *state;
	const struct condition *c = NULL;
	struct err e = { .text = "" };
	unsigned found = 0;
	enum status got = condition_parse(text, &f->library.dictionary, f->arena, &c, &found, &e);
	if (got != st || found != column || !strstr(e.text, part))
		fail_msg("%s\nexpected %s at column %u: %s\nfound %s at column %u: %s", text,
			status_text(st), column, part, status_text(got), found, e.text);
	assert_null(c);
	char prefix[32];
	(void)snprintf(prefix, sizeof prefix, "column %u: ", column);
	assert_int_equal(strncmp(e.text, prefix, strlen(prefix)), 0);
}

static void
reads_every_kind_of_comparison(void **state)
{
	expect_shown(state, "sec.iso27001 == true", "sec.iso27001 == true");
	expect_shown(state, "own.eu_ownership_pct>=61", "own.eu_ownership_pct >= 61");
	expect_shown(state, "own.eu_ownership_pct < 6.1e1", "own.eu_ownership_pct < 6.1e1");
	expect_shown(state, "price.egress_free == unlimited", "price.egress_free == unlimited");
	expect_shown(state, "own.hq_country in EU", "own.hq_country in EU");
	expect_shown(state, "own.hq_country in [FR, DE]", "own.hq_country in FR DE");
	expect_shown(state, "sec.c5 != none", "sec.c5 != none");
	expect_shown(state, "sec.c5 in [\"type1\",type2]", "sec.c5 in type1 type2");
	expect_shown(state, "law.statement == \"in force\"", "law.statement == in force");
	expect_shown(state, "sec.since <= 2025-06", "sec.since <= 2025-06");
	expect_shown(state, "SOV-1.1 > 2", "SOV-1.1 > 2");
	expect_shown(state, " \t\n SOV-1.1 in [ 3 ,4 ] ", "SOV-1.1 in 3 4");
}

static void
keeps_the_value_of_each_literal(void **state)
{
	assert_true(parsed(state, "own.eu_ownership_pct >= 61.5")->literals[0].number == 61.5);
	assert_true(parsed(state, "SOV-1.1 >= 3")->literals[0].number == 3);
	assert_int_equal(parsed(state, "sec.iso27001 == true")->literals[0].boolean, 1);
	assert_int_equal(parsed(state, "sec.iso27001 == false")->literals[0].boolean, 0);
	assert_true(parsed(state, "price.egress_free == unlimited")->literals[0].is_word);
	assert_false(parsed(state, "price.egress_free == 5")->literals[0].is_word);
	assert_true(parsed(state, "sec.since < 1970-02")->literals[0].number == 31);
}

static void
binds_not_before_and_before_or(void **state)
{
	expect_shown(state, "SOV-1.1 > 1 or SOV-1.2 > 1 and not SOV-1.3 > 1",
		"(SOV-1.1 > 1 or (SOV-1.2 > 1 and not SOV-1.3 > 1))");
	expect_shown(state, "(SOV-1.1 > 1 or SOV-1.2 > 1) and SOV-1.3 > 1",
		"((SOV-1.1 > 1 or SOV-1.2 > 1) and SOV-1.3 > 1)");
	expect_shown(state, "SOV-1.1 > 1 and SOV-1.2 > 1 and SOV-1.3 > 1",
		"((SOV-1.1 > 1 and SOV-1.2 > 1) and SOV-1.3 > 1)");
	expect_shown(state, "not not SOV-1.1 > 1", "not not SOV-1.1 > 1");
	expect_shown(state, "not (SOV-1.1 > 1 or SOV-1.2 > 1)", "not (SOV-1.1 > 1 or SOV-1.2 > 1)");
}

static void
names_the_nearest_fact(void **state)
{
	expect_error(state, "sec.iso2701 == true", ST_INVALID, 1, "did you mean 'sec.iso27001'?");
	expect_error(state, "not  sec.iso2701 == true", ST_INVALID, 6, "'sec.iso2701'");
	expect_error(state, "nothing.like.this == 1", ST_INVALID, 1,
		"there is no fact 'nothing.like.this'");
	expect_error(state, "sov-1.1 > 2", ST_INVALID, 1, "there is no fact 'sov-1.1'");
}

static void
checks_the_type_of_each_literal(void **state)
{
	expect_error(state, "sec.iso27001 == yes", ST_INVALID, 17, "found 'yes'");
	expect_error(state, "sec.iso27001 == \"true\"", ST_INVALID, 17, "found \"true\"");
	expect_error(state, "own.eu_ownership_pct >= high", ST_INVALID, 25, "found 'high'");
	expect_error(state, "own.eu_ownership_pct >= 61%", ST_INVALID, 25, "found '61%'");
	expect_error(state, "own.eu_ownership_pct >= 610", ST_INVALID, 25, "found '610'");
	expect_error(state, "own.eu_ownership_pct in [61, x]", ST_INVALID, 30, "found 'x'");
	expect_error(state, "sec.c5 == typ2", ST_INVALID, 11, "did you mean 'type2'?");
	expect_error(state, "sec.since > 2025-13", ST_INVALID, 13, "found '2025-13'");
	expect_error(state, "SOV-1.1 >= 2.5", ST_INVALID, 12, "a whole number from 1");
	expect_error(state, "SOV-1.1 >= high", ST_INVALID, 12, "a whole number from 1");
	expect_error(state, "own.eu_ownership_pct == unknown", ST_INVALID, 25, "found 'unknown'");
	expect_error(state, "own.hq_country == EU", ST_INVALID, 19, "asked with 'in'");
}

static void
refuses_an_order_where_there_is_none(void **state)
{
	expect_error(state, "sec.c5 >= type1", ST_INVALID, 8, "has no order");
	expect_error(state, "sec.iso27001 < true", ST_INVALID, 14, "has no order");
	expect_error(state, "price.egress_free >= unlimited", ST_INVALID, 22, "a number");
	expect_error(state, "hw.cpus == AMD", ST_INVALID, 1, "is a list");
	expect_error(state, "sec.c5 in EU", ST_SYNTAX, 11, "expected '['");
	expect_error(state, "SOV-1.1 in EU", ST_SYNTAX, 12, "expected '['");
	expect_error(state, "own.hq_country in NATO", ST_INVALID, 19, "a group of countries");
}

static void
points_at_what_is_malformed(void **state)
{
	expect_error(state, "", ST_SYNTAX, 1, "found the end");
	expect_error(state, "sec.iso27001", ST_SYNTAX, 13, "found the end");
	expect_error(state, "sec.iso27001 = true", ST_SYNTAX, 14, "found '='");
	expect_error(state, "sec.iso27001 == ", ST_SYNTAX, 17, "a value to compare with");
	expect_error(state, "sec.iso27001 == true sec.c5", ST_SYNTAX, 22, "'and', 'or' or the end");
	expect_error(state, "sec.iso27001 == true and", ST_SYNTAX, 25, "the id of a fact");
	expect_error(state, "(sec.iso27001 == true", ST_SYNTAX, 22, "'and', 'or' or ')'");
	expect_error(state, "sec.iso27001 == true)", ST_SYNTAX, 21, "found ')'");
	expect_error(state, "own.hq_country in [FR", ST_SYNTAX, 22, "',' or ']'");
	expect_error(state, "own.hq_country in []", ST_SYNTAX, 20, "found ']'");
	expect_error(state, "own.hq_country in [FR,]", ST_SYNTAX, 23, "found ']'");
	expect_error(state, "and == true", ST_SYNTAX, 1, "found 'and'");
	expect_error(state, "sec.c5 == and", ST_SYNTAX, 11, "found 'and'");
	expect_error(state, "law.statement == \"open", ST_SYNTAX, 18, "a quote is not closed");
	expect_error(state, "sec.iso27001 == true & sec.c5 == none", ST_SYNTAX, 22, "found '&'");
}

static void
counts_columns_in_characters(void **state)
{
	expect_error(state, "law.statement == \"é\" = 1", ST_SYNTAX, 22, "found '='");
}

static void
shows_no_control_character(void **state)
{
	struct fixture *f = *state;
	const struct condition *c = NULL;
	struct err e;
	assert_int_equal(condition_parse("law.statement < \"\033[2J\xff\"", &f->library.dictionary,
				 f->arena, &c, NULL, &e),
		ST_INVALID);
	assert_null(strchr(e.text, '\033'));
	assert_int_equal(
		condition_parse("\xc2\x9b == 1", &f->library.dictionary, f->arena, &c, NULL, &e),
		ST_INVALID);
	assert_non_null(strstr(e.text, "\\x9b"));
}

/* `opening` n times, then one comparison, then `closing` n times. */
static const char *
nested(char *buf, size_t size, size_t n, const char *opening, const char *closing)
{
	size_t used = 0;
	for (size_t i = 0; i < n; i++)
		used += (size_t)snprintf(buf + used, size - used, "%s", opening);
	used += (size_t)snprintf(buf + used, size - used, "SOV-1.1 > 1");
	for (size_t i = 0; i < n; i++)
		used += (size_t)snprintf(buf + used, size - used, "%s", closing);
	return buf;
}

static void
bounds_nesting_and_length(void **state)
{
	char buf[8192];
	parsed(state, nested(buf, sizeof buf, 32, "(", ")"));
	parsed(state, nested(buf, sizeof buf, 32, "not ", ""));
	expect_error(state, nested(buf, sizeof buf, 33, "(", ")"), ST_LIMIT, 33, "deeper than 32");
	expect_error(state, nested(buf, sizeof buf, 33, "not ", ""), ST_LIMIT, 129, "deeper");
	/* Brackets side by side are not nested. */
	parsed(state, nested(buf, sizeof buf, 200, "(SOV-1.2 > 1) or ", ""));
	parsed(state, nested(buf, sizeof buf, 240, "SOV-1.2 > 1 and ", ""));
	expect_error(state, nested(buf, sizeof buf, 260, "SOV-1.2 > 1 and ", ""), ST_LIMIT, 1,
		"longer than 4096 bytes");
}

/* Any mix of tokens and bytes is either a condition or an error with a column inside the text. */
static void
survives_any_text(void **state)
{
	static const char *const parts[] = { "sec.iso27001", "own.eu_ownership_pct", "sec.c5",
		"own.hq_country", "SOV-1.1", "==", "!=", "<=", ">", "in", "[", "]", ",", "(", ")",
		"and", "or", "not", "true", "61", "EU", "FR", "type2", "\"x\"", "\"", "=", "\x01",
		"\xc3", "é", "-", "1e999" };
	struct fixture *f = *state;
	uint64_t seed = random_seed();
	size_t accepted = 0;
	for (uint64_t i = 0; i < 20000; i++) {
		struct random r = random_of(seed, i);
		struct arena *arena = arena_new();
		char text[512] = "";
		size_t used = 0;
		for (size_t n = random_below(&r, 12); n > 0; n--)
			used += (size_t)snprintf(text + used, sizeof text - used, "%s%s",
				parts[random_below(&r, sizeof parts / sizeof *parts)],
				random_chance(&r, 0.8) ? " " : "");
		const struct condition *c = NULL;
		unsigned column = 0;
		struct err e = { .text = "" };
		enum status st =
			condition_parse(text, &f->library.dictionary, arena, &c, &column, &e);
		accepted += st == ST_OK;
		assert_true((st == ST_OK) == (c != NULL));
		assert_true(st == ST_OK || (column >= 1 && column <= strlen(text) + 1));
		assert_true(st == ST_OK || e.text[0] != '\0');
		arena_free(arena);
	}
	assert_true(accepted > 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_every_kind_of_comparison),
		cmocka_unit_test(keeps_the_value_of_each_literal),
		cmocka_unit_test(binds_not_before_and_before_or),
		cmocka_unit_test(names_the_nearest_fact),
		cmocka_unit_test(checks_the_type_of_each_literal),
		cmocka_unit_test(refuses_an_order_where_there_is_none),
		cmocka_unit_test(points_at_what_is_malformed),
		cmocka_unit_test(counts_columns_in_characters),
		cmocka_unit_test(shows_no_control_character),
		cmocka_unit_test(bounds_nesting_and_length),
		cmocka_unit_test(survives_any_text),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
