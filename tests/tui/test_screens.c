/*
 * The screens on the shipped data: any keys at any size leave a whole frame, and what must hold of
 * moving about does.
 */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "data/library_read.h"
#include "tests/support/random.h"
#include "tui/app.h"
#include "tui/surface.h"

struct stage {
	struct arena *arena;
	struct library *library;
	char folder[64];
};

static enum status
context(struct session_context *out, void *data)
{
	(void)data;
	*out = (struct session_context){ "ann", "2026-11-24T10:00:00Z", "00000000000000aa" };
	return ST_OK;
}

static int
set_up(void **state)
{
	static struct stage stage = { .folder = "/tmp/bascule-screens-XXXXXX" };
	struct data_path path;
	struct diag d;
	diag_init(&d);
	stage.arena = arena_new();
	if (!stage.arena || !mkdtemp(stage.folder) ||
		data_path_find("data", stage.arena, &path) != ST_OK)
		return -1;
	const struct library_request request = { .path = &path, .model = "balanced", .threads = 1 };
	enum status st = library_load(&request, &stage.library, &d);
	diag_clear(&d);
	*state = &stage;
	return st == ST_OK ? 0 : -1;
}

static int
tear_down(void **state)
{
	struct stage *stage = *state;
	char command[128];
	library_free(stage->library);
	arena_free(stage->arena);
	(void)snprintf(command, sizeof command, "rm -rf %s", stage->folder);
	return system(command);
}

/* The frame after these keys on a session of its own; the caller frees it. */
static char *
play(struct stage *stage, const char *keys, int rows, int cols)
{
	struct session_context c;
	struct session *session;
	struct err e = { .text = "" };
	char *text = NULL, folder[96];
	static int count;
	(void)context(&c, NULL);
	(void)snprintf(folder, sizeof folder, "%s/%d", stage->folder, count++);
	assert_int_equal(session_scratch(stage->library, folder, (struct strings){ NULL, 0 }, &c,
				 &session, &e),
		ST_OK);
	const struct tui_start start = { .session = session, .context = context };
	enum status st = tui_replay(&start, keys, rows, cols, &text, &e);
	if (st != ST_OK)
		print_error("%s\n", e.text);
	assert_int_equal(st, ST_OK);
	assert_int_equal(session_close(session, &e), ST_OK);
	return text;
}

static void
expect_frame(const char *text, int rows, int cols)
{
	int lines = 0;
	while (*text) {
		const char *end = strchr(text, '\n');
		char line[8192];
		(void)snprintf(line, sizeof line, "%.*s", (int)(end - text), text);
		assert_true(surface_width(line) <= cols);
		text = end + 1;
		lines++;
	}
	assert_int_equal(lines, rows);
}

static void
any_keys_at_any_size_leave_a_whole_frame(void **state)
{
	static const char *const keys[] = { "j", "k", "h", "l", "H", "L", "<Up>", "<Down>",
		"<Left>", "<Right>", "<PgUp>", "<PgDn>", "<Home>", "<End>", "<Enter>", "<Esc>", " ",
		"1", "2", "3", "4", "6", "p", "b", "v", "o", "x", "r", "z", "f", "s", "u", "^R",
		"U", "?", ":", "/", "n", "=", "5", "c", "*", "a", "t", "d", "<Tab>", "y", "<BS>",
		"é", "g", "G", "^L" };
	struct random r = random_of(random_seed(), 2);
	for (int round = 0; round < 60; round++) {
		char stream[2048] = "";
		size_t n = 20 + random_below(&r, 120);
		for (size_t i = 0; i < n; i++)
			strncat(stream, keys[random_below(&r, sizeof keys / sizeof *keys)], 8);
		int rows = 1 + (int)random_below(&r, 70), cols = 1 + (int)random_below(&r, 220);
		char *text = play(*state, stream, rows, cols);
		expect_frame(text, rows, cols);
		free(text);
	}
}

static void
every_size_from_one_cell_up_is_drawn(void **state)
{
	static const int sizes[][2] = { { 1, 1 }, { 2, 3 }, { 5, 20 }, { 11, 39 }, { 12, 40 },
		{ 16, 60 }, { 24, 80 }, { 40, 120 }, { 60, 200 }, { 500, 500 }, { 3, 200 },
		{ 200, 3 } };
	static const char *const screens[] = { "1", "2zz", "3", "4", "5", "5<Enter><Enter>", "6",
		"?", ":w", "/a" };
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
		for (size_t k = 0; k < sizeof screens / sizeof *screens; k++) {
			char *text = play(*state, screens[k], sizes[i][0], sizes[i][1]);
			expect_frame(text, sizes[i][0], sizes[i][1]);
			free(text);
		}
}

static void
expect_same(struct stage *stage, const char *one, const char *other)
{
	char *a = play(stage, one, 40, 120), *b = play(stage, other, 40, 120);
	/* The title counts events; the screens below must be the same. */
	assert_string_equal(strchr(a, '\n'), strchr(b, '\n'));
	free(a);
	free(b);
}

static void
q_comes_back_to_the_very_place(void **state)
{
	expect_same(*state, "jj", "jj<Enter>jjj<Enter>qq");
	expect_same(*state, "2zjjj", "2zjjj<Enter>q");
	expect_same(*state, "5kkl", "5kkl<Enter>jj<Enter>jjhqq");
}

static void
undo_and_redo_give_the_same_screens_back(void **state)
{
	expect_same(*state, "jU", "jUUuu^R^Ru");
	expect_same(*state, "1", "1Uu");
	expect_same(*state, "5k", "5kt2<Enter>u");
}

/* The row of the cursor, by its mark. */
static bool
has_cursor(struct stage *stage, const char *keys)
{
	char *text = play(stage, keys, 40, 120);
	/* The first column of a row. */
	bool found = strstr(text, "\n▸") != NULL;
	free(text);
	return found;
}

static void
the_cursor_is_always_on_the_screen(void **state)
{
	assert_true(has_cursor(*state, "43"));
	assert_true(has_cursor(*state, "42"));
	assert_true(has_cursor(*state, "2zjjj<Enter>jjjjjq"));
	assert_true(has_cursor(*state, "aovhcloud/secnumcloud-vmware<Enter>G<Enter>uq"));
}

static void
an_undone_override_comes_back_with_its_own_reason(void **state)
{
	char *text = play(*state,
		"2/supply.cpu_vendors<Enter><Enter>*DE,FR<Enter>reason one<Enter>source one<Enter>"
		"*DE<Enter>reason two<Enter>source two<Enter>u",
		40, 120);
	assert_non_null(strstr(text, "reason one"));
	assert_null(strstr(text, "reason two"));
	free(text);
}

static void
a_refused_entry_is_no_unsaved_change(void **state)
{
	char *text = play(*state, "tbad<Enter>3", 24, 100);
	assert_non_null(strstr(text, "0 events"));
	assert_null(strstr(text, "NOT SAVED"));
	free(text);
	text = play(*state, "4*ZZ<Enter>", 24, 100);
	assert_non_null(strstr(text, "expected a country code"));
	assert_non_null(strstr(text, "value instead: ZZ"));
	free(text);
}

static void
a_criterion_is_found_from_the_ranking_too(void **state)
{
	char *text = play(*state, "/pue<Enter>", 40, 120);
	assert_non_null(strstr(text, "\n▸      Power usage"));
	free(text);
}

static void
a_slider_pressed_back_and_forth_comes_back(void **state)
{
	char *a = play(*state, "3", 40, 120), *b = play(*state, "3lllhhh", 40, 120);
	const char *line_a = strstr(a, "Sovereignty"), *line_b = strstr(b, "Sovereignty");
	assert_non_null(line_a);
	assert_non_null(line_b);
	assert_int_equal(strncmp(line_a, line_b, 40), 0);
	free(a);
	free(b);
}

/* The column of a piece of text in the row of a frame that holds `row`; -1: it is not there. */
static int
column_of(const char *frame, const char *row, const char *piece, int below)
{
	const char *line = strstr(frame, row);
	if (!line)
		return -1;
	while (line > frame && line[-1] != '\n')
		line--;
	for (; below > 0; below--)
		line = strchr(line, '\n') + 1;
	const char *at = strstr(line, piece);
	if (!at || at > strchr(line, '\n'))
		return -1;
	char before[1024];
	(void)snprintf(before, sizeof before, "%.*s", (int)(at - line), line);
	return surface_width(before);
}

static void
the_scale_above_the_bars_is_theirs(void **state)
{
	static const int widths[] = { 100, 120, 157, 200 };
	for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
		char *text = play(*state, "g", 50, widths[i]);
		/* A figure's last digit stands on its place. */
		double zero = column_of(text, "known  gates", "0 ", 0);
		double eighty = column_of(text, "known  gates", "80 ", 0) + 1;
		double score = 0;
		const char *row = strstr(text, "▸ 1 ");
		assert_non_null(row);
		for (const char *p = row; *p != '\n'; p++)
			if (p[0] == ' ' && p[3] == '.' && p[1] >= '0' && p[1] <= '9')
				score = strtod(p + 1, NULL);
		double best = column_of(text, "▸ 1 ", "┼", 1);
		if (best < 0)
			best = column_of(text, "▸ 1 ", "├", 1);
		double expected = zero + score * (eighty - zero) / 80;
		assert_true(best >= expected - 1.5 && best <= expected + 1.5);
		free(text);
	}
}

static void
rows_keep_their_place_while_a_slider_moves(void **state)
{
	/* Aruba overtakes Azure: marked at once, moved when the gesture is over. */
	char *during = play(*state, "3LLLLLL", 40, 120), *after = play(*state, "3LLLLLLj", 40, 120);
	assert_non_null(strstr(during, "5▼ Microsoft Azure"));
	assert_non_null(strstr(during, "4▲ Aruba"));
	assert_true(strstr(during, "Azure  ") < strstr(during, "Aruba  "));
	assert_non_null(strstr(after, "4  Aruba"));
	assert_true(strstr(after, "Azure  ") > strstr(after, "Aruba  "));
	free(during);
	free(after);
}

static void
every_source_can_be_brought_into_view(void **state)
{
	char *first = play(*state, "2/keys held<Enter><Enter>", 24, 80);
	char *last = play(*state, "2/keys held<Enter><Enter><Tab><Tab>", 24, 80);
	assert_non_null(strstr(first, "▸ 1  "));
	assert_null(strstr(first, " 3  "));
	assert_non_null(strstr(last, "▸ 3  "));
	free(first);
	free(last);
}

int
main(void)
{
	(void)setlocale(LC_CTYPE, "C.UTF-8");
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_keys_at_any_size_leave_a_whole_frame),
		cmocka_unit_test(every_size_from_one_cell_up_is_drawn),
		cmocka_unit_test(q_comes_back_to_the_very_place),
		cmocka_unit_test(undo_and_redo_give_the_same_screens_back),
		cmocka_unit_test(the_cursor_is_always_on_the_screen),
		cmocka_unit_test(an_undone_override_comes_back_with_its_own_reason),
		cmocka_unit_test(a_refused_entry_is_no_unsaved_change),
		cmocka_unit_test(a_criterion_is_found_from_the_ranking_too),
		cmocka_unit_test(a_slider_pressed_back_and_forth_comes_back),
		cmocka_unit_test(the_scale_above_the_bars_is_theirs),
		cmocka_unit_test(rows_keep_their_place_while_a_slider_moves),
		cmocka_unit_test(every_source_can_be_brought_into_view),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
