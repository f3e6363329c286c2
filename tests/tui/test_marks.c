/*
 * The board of the framework, its criteria, their rungs, the ladders: keys and clicks in, places,
 * frames and effects out, on the shipped data.
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

#include "tests/support/player.h"
#include "tui/marks.h"

static int
begin(void **state)
{
	*state = player_new("data", "balanced", "");
	return 0;
}

static int
end(void **state)
{
	player_free(*state);
	return 0;
}

static size_t
count(const char *line, char sign)
{
	size_t n = 0;
	for (; *line; line++)
		n += *line == sign;
	return n;
}

/* ---- moving ---- */

static void
the_cursor_of_the_board_moves_in_all_directions_and_stays_on_it(void **state)
{
	struct player *p = *state;
	size_t n = marks_framework(&p->ui)->n_objectives;
	player_press(p, "5");
	assert_int_equal(p->ui.objective, n);
	player_press(p, "k");
	assert_int_equal(p->ui.objective, n - 1);
	player_press(p, "g");
	assert_int_equal(p->ui.objective, 0);
	player_press(p, "k<Up><PgUp>");
	assert_int_equal(p->ui.objective, 0);
	player_press(p, "<Down>j");
	assert_int_equal(p->ui.objective, 2);
	player_press(p, "<PgDn>");
	assert_int_equal(p->ui.objective, 6);
	player_press(p, "G<Down><PgDn>");
	assert_int_equal(p->ui.objective, n);
	assert_int_equal(p->ui.vendor, player_vendor(p, 0));
	player_press(p, "h");
	assert_int_equal(p->ui.vendor, player_vendor(p, 0));
	player_press(p, "l<Right>");
	assert_int_equal(p->ui.vendor, player_vendor(p, 2));
	player_press(p, "llllllll");
	assert_int_equal(p->ui.vendor, player_vendor(p, p->ui.result->n - 1));
	player_press(p, "<Left>");
	assert_int_equal(p->ui.vendor, player_vendor(p, p->ui.result->n - 2));
}

static void
the_cursors_of_criteria_and_rungs_stay_within_the_framework(void **state)
{
	static const char *const ways[] = { "5<Enter>", "5<Enter><Enter>" };
	struct player *p = *state;
	size_t n = marks_framework(&p->ui)->n_criteria;
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		player_press(p, ways[i]);
		player_press(p, "Gj<PgDn>");
		assert_int_equal(p->ui.criterion, n - 1);
		player_press(p, "k");
		assert_int_equal(p->ui.criterion, n - 2);
		player_press(p, "gk<PgUp>");
		assert_int_equal(p->ui.criterion, 0);
		player_press(p, "<PgDn>");
		assert_int_equal(p->ui.criterion, 8);
	}
}

static void
the_cursor_of_the_ladders_stays_on_them(void **state)
{
	struct player *p = *state;
	const struct library *lib = p->ui.evaluation->library;
	size_t n = 0;
	for (size_t i = 0; i < lib->n_ladders; i++)
		n += 1 + lib->ladders[i]->n_levels;
	player_press(p, "6Gj<PgDn>");
	assert_int_equal(p->ui.level, n - 1);
	assert_true(player_sees(p, "\n▸"));
	player_press(p, "k");
	assert_int_equal(p->ui.level, n - 2);
	player_press(p, "gk<PgUp>");
	assert_int_equal(p->ui.level, 0);
	player_press(p, "jjl");
	assert_int_equal(p->ui.level, 2);
	assert_int_equal(p->ui.vendor, player_vendor(p, 1));
}

static void
enter_goes_two_levels_down_and_q_comes_back_to_the_very_place(void **state)
{
	struct player *p = *state;
	const struct framework *f = marks_framework(&p->ui);
	const char *board = arena_strdup(p->arena, player_frame(p, "5ggjjjjl"));
	size_t vendor = p->ui.vendor;
	player_press(p, "<Enter>");
	assert_int_equal(p->ui.screen, SCREEN_CRITERIA);
	assert_int_equal(f->criteria[p->ui.criterion]->objective, 4);
	assert_true(player_sees(p, "5 Framework"));
	const char *criteria = arena_strdup(p->arena, player_frame(p, "jj"));
	size_t criterion = p->ui.criterion;
	player_press(p, "<Enter>");
	assert_int_equal(p->ui.screen, SCREEN_RUNGS);
	assert_int_equal(p->ui.criterion, criterion);
	player_press(p, "jjlq");
	assert_int_equal(p->ui.criterion, criterion);
	assert_int_equal(p->ui.vendor, vendor);
	assert_string_equal(p->text, criteria);
	player_press(p, "q");
	assert_int_equal(p->ui.screen, SCREEN_FRAMEWORK);
	assert_int_equal(p->ui.objective, 4);
	assert_int_equal(p->ui.vendor, vendor);
	assert_string_equal(p->text, board);
	player_press(p, "q");
	assert_int_equal(p->effect.kind, EFFECT_QUIT);
}

static void
enter_opens_at_what_holds_the_seal_down(void **state)
{
	struct player *p = *state;
	player_press(p, "5<Enter>");
	struct assessment a = player_assess(p, p->ui.vendor);
	assert_true(assessment_binds(&a, p->ui.criterion, SIZE_MAX));
	for (size_t i = 0; i < p->ui.criterion; i++)
		assert_false(assessment_binds(&a, i, SIZE_MAX));
	player_press(p, "qg<Enter>");
	a = player_assess(p, p->ui.vendor);
	assert_true(assessment_binds(&a, p->ui.criterion, 0));
}

static void
tabs_open_by_key_and_by_click_at_every_width(void **state)
{
	struct player *p = *state;
	player_press(p, "6");
	assert_int_equal(p->ui.screen, SCREEN_LADDERS);
	player_click_on(p, "5 Framework");
	assert_int_equal(p->ui.screen, SCREEN_FRAMEWORK);
	player_press(p, "<Enter><Enter>");
	player_click_on(p, "6 Ladders");
	assert_int_equal(p->ui.screen, SCREEN_LADDERS);
	player_press(p, "q");
	assert_int_equal(p->effect.kind, EFFECT_QUIT);
	/* Only the open one is whole where there is no room for all. */
	player_size(p, 12, 40);
	assert_true(player_sees(p, " 1   2   3   4   5   6 Ladders\n"));
	player_click_on(p, "5   6 Ladders");
	assert_int_equal(p->ui.screen, SCREEN_FRAMEWORK);
	assert_true(player_sees(p, " 1   2   3   4   5 Framework   6\n"));
}

/* ---- editions and unknown marks ---- */

static void
p_goes_round_the_editions_and_the_figures_follow(void **state)
{
	struct player *p = *state;
	const struct framework *f = marks_framework(&p->ui);
	const char *first = arena_strdup(p->arena, player_frame(p, "5g"));
	size_t edition = (size_t)(marks_edition(&p->ui, f) - f->editions);
	for (size_t i = 1; i <= f->n_editions; i++) {
		const struct edition *e = &f->editions[(edition + i) % f->n_editions];
		player_press(p, "p");
		assert_ptr_equal(marks_edition(&p->ui, f), e);
		assert_int_equal(p->effect.kind, EFFECT_NONE);
		assert_true(player_sees(p, arena_printf(p->arena, "%s weights", e->id)));
		assert_true(player_sees(p, arena_printf(p->arena, "weights of %s", e->id)));
		const char *weight = arena_printf(p->arena, " %.0f %%", e->weights[0]);
		assert_non_null(strstr(player_line(p, "SOV-1 "), weight));
		struct assessment a = player_assess(p, p->ui.vendor);
		const char *score = arena_printf(p->arena, " %.1f", a.whole.score.best);
		assert_non_null(strstr(player_line(p, " Whole"), score));
	}
	player_press(p, "j");
	player_press(p, "k");
	assert_string_equal(p->text, first);
}

static void
the_editions_give_other_figures(void **state)
{
	struct player *p = *state;
	player_press(p, "5");
	const char *before = player_line(p, "▸Whole");
	player_press(p, "p");
	assert_string_not_equal(before, player_line(p, "▸Whole"));
	player_press(p, "<Enter>");
	assert_true(player_sees(p, "2025-10 weights"));
}

static void
b_skips_unknown_marks_with_a_warning_and_counts_them_again(void **state)
{
	struct player *p = *state;
	const char *before = arena_strdup(p->arena, player_frame(p, "5"));
	player_press(p, "lllll");
	struct assessment counted = player_assess(p, p->ui.vendor);
	assert_true(counted.whole.n_unknown > 0);
	player_press(p, "b");
	assert_true(player_sees(p, "can only raise the SEAL"));
	assert_true(player_sees(p, "unknown marks skipped"));
	struct assessment skipped = player_assess(p, p->ui.vendor);
	assert_true(skipped.whole.seals.best > counted.whole.seals.best);
	player_press(p, "<Enter>");
	player_press(p, "/SOV-3.3<Enter>");
	assert_non_null(strstr(player_line(p, "▸ SOV-3.3"), "skipped"));
	player_press(p, "b");
	assert_true(player_sees(p, "count by the rule pessimistic"));
	assert_non_null(strstr(player_line(p, "▸ SOV-3.3"), "unknown"));
	player_press(p, "5hhhhhh");
	assert_string_equal(p->text, before);
}

/* ---- minimums ---- */

static void
expect_gate(struct player *p, const char *keys, const char *id, const char *when)
{
	player_press(p, keys);
	assert_int_equal(p->effect.kind, EFFECT_CHANGE);
	assert_int_equal(p->effect.event, EVENT_GATE);
	assert_string_equal(p->effect.target, id);
	assert_string_equal(p->effect.value, when);
}

static void
t_asks_for_a_minimum_and_makes_a_gate_of_it(void **state)
{
	struct player *p = *state;
	assert_true(strstr(player_frame(p, "5gjjjjt"), "least SEAL for every vendor:") != NULL);
	expect_gate(p, "2<Enter>", "min-seal-SOV-5", "SOV-5.seal >= 2");
	assert_non_null(strstr(player_line(p, "▸SOV-5"), "≥2"));
	assert_true(player_sees(p, "1 event"));
	expect_gate(p, "Gt3<Enter>", "min-seal", "ec-csf.seal >= 3");
	assert_non_null(strstr(player_line(p, "▸Whole"), "≥3"));
	/* The same again, lower: the one gate of that objective changes. */
	expect_gate(p, "gjjjjt1<Enter>", "min-seal-SOV-5", "SOV-5.seal >= 1");
	assert_null(strstr(p->text, "≥2"));
	assert_non_null(strstr(player_line(p, "▸SOV-5"), "≥1"));
	expect_gate(p, "t<Enter>", "min-seal-SOV-5", "");
	expect_gate(p, "Gt<Enter>", "min-seal", "");
	assert_null(strstr(player_line(p, "▸Whole"), "≥"));
	player_press(p, "u");
	assert_non_null(strstr(player_line(p, "▸Whole"), "≥3"));
}

static void
cells_carry_the_signs_of_their_gates(void **state)
{
	struct player *p = *state;
	const struct framework *f = marks_framework(&p->ui);
	static const char signs[] = { [GATE_FAIL] = '!', [GATE_OPEN] = '?' };
	player_size(p, 50, 200);
	player_press(p, "5");
	for (size_t o = 0; o <= f->n_objectives; o++) {
		size_t n[3] = { 0 }, unknown = 0;
		player_press(p, "g");
		for (size_t i = 0; i < o; i++)
			player_press(p, "j");
		player_press(p, "t2<Enter>");
		assert_int_equal(p->ui.problem->n_gates, 1);
		for (size_t a = 0; a < p->ui.problem->n_alternatives; a++) {
			struct assessment of = player_assess(p, ui_vendor_of(&p->ui, a));
			size_t objective = o < f->n_objectives ? o : SIZE_MAX;
			n[p->ui.problem->gates[a]]++;
			unknown += assessment_standing(&of, objective)->n_unknown > 0;
		}
		const char *line = player_line(p, "≥2");
		assert_int_equal(count(line, signs[GATE_FAIL]), n[GATE_FAIL]);
		assert_int_equal(count(line, signs[GATE_OPEN]), n[GATE_OPEN] + unknown);
		player_press(p, "t<Enter>");
		/* That of the legend. */
		assert_int_equal(count(p->text, '!'), 1);
	}
}

static void
what_is_no_level_is_refused_and_can_be_mended(void **state)
{
	static const char *const wrong[] = { "9", "5", "-1", "1.5", "x", "22",
		"1 or sec.iso27001 == true", "2 " };
	struct player *p = *state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		player_press(p, "5t");
		player_press(p, wrong[i]);
		player_press(p, "<Enter>");
		assert_int_equal(p->effect.kind, EFFECT_NONE);
		assert_true(player_sees(p, "whole number from 0 to 4, found"));
		assert_true(player_sees(p, "0 events"));
		assert_int_equal(p->ui.prompt.kind, PROMPT_SEAL);
		assert_string_equal(p->ui.prompt.text, wrong[i]);
		player_press(p, "<Esc>");
		assert_int_equal(p->ui.prompt.kind, PROMPT_NONE);
	}
	player_press(p, "t9<Enter><BS>");
	expect_gate(p, "1<Enter>", "min-seal", "ec-csf.seal >= 1");
}

/* ---- below the board ---- */

static void
v_shows_the_official_results_of_the_vendor(void **state)
{
	struct player *p = *state;
	player_press(p, "5");
	assert_false(player_sees(p, "Official"));
	assert_true(player_sees(p, "whole: SEAL-1"));
	player_press(p, "v");
	assert_true(player_sees(p, "Official, beside and never counted"));
	assert_true(player_sees(p, "the group of Post Telecom"));
	assert_true(player_sees(p, "▸Whole"));
	player_press(p, "l");
	assert_false(player_sees(p, "the group of Post Telecom"));
	assert_true(player_sees(p, "reported for Scaleway"));
	player_press(p, "v");
	assert_false(player_sees(p, "Official"));
}

static void
what_would_lift_is_what_the_engine_says(void **state)
{
	struct player *p = *state;
	player_size(p, 60, 200);
	player_press(p, "5");
	struct assessment a = player_assess(p, p->ui.vendor);
	struct lift lift;
	assert_int_equal(assessment_lift(&a, SIZE_MAX, p->arena, &lift), ST_OK);
	assert_true(player_sees(
		p, arena_printf(p->arena, "SEAL-%d would take %zu rungs", lift.to, lift.climbs)));
	for (size_t i = 0; i < lift.n_steps; i++) {
		const struct lift_step *step = &lift.steps[i];
		const char *line = player_line(p, a.framework->criteria[step->criterion]->id);
		assert_non_null(
			strstr(line, arena_printf(p->arena, "%d→%d", step->from, step->to)));
	}
}

/* ---- searching ---- */

static void
a_search_finds_criteria_from_each_screen(void **state)
{
	struct player *p = *state;
	const struct framework *f = marks_framework(&p->ui);
	player_press(p, "5/audit<Enter>");
	assert_int_equal(p->ui.screen, SCREEN_CRITERIA);
	size_t first = p->ui.criterion, found = 0;
	do {
		assert_non_null(
			strcasestr(f->criteria[p->ui.criterion]->asks.by[LANG_EN], "audit"));
		player_press(p, "n");
		found++;
	} while (p->ui.criterion != first && found < 50);
	size_t expected = 0;
	for (size_t i = 0; i < f->n_criteria; i++)
		expected += strcasestr(f->criteria[i]->asks.by[LANG_EN], "audit") != NULL;
	assert_int_equal(found, expected);
	player_press(p, "<Enter>/SOV-7.3<Enter>");
	assert_int_equal(p->ui.screen, SCREEN_RUNGS);
	assert_string_equal(f->criteria[p->ui.criterion]->id, "SOV-7.3");
	/* The only one: it is the next after itself, and found from itself. */
	static const char *const again[] = { "n", "/SOV-7.3<Enter>" };
	for (size_t i = 0; i < 2; i++) {
		player_press(p, again[i]);
		assert_string_equal(f->criteria[p->ui.criterion]->id, "SOV-7.3");
		assert_false(player_sees(p, "nothing has"));
	}
	player_press(p, "5/nothing of that name<Enter>");
	assert_int_equal(p->ui.screen, SCREEN_FRAMEWORK);
	assert_true(player_sees(p, "nothing has \"nothing of that name\" in its name"));
}

static void
a_search_finds_ladders_and_their_levels(void **state)
{
	struct player *p = *state;
	player_press(p, "6/type 2<Enter>");
	assert_non_null(strstr(player_line(p, "▸"), "Type 2"));
	player_press(p, "/level<Enter>");
	assert_true(player_sees(p, "▸  Level 1") || player_sees(p, "▸CADA"));
	size_t first = p->ui.level;
	player_press(p, "n");
	assert_int_not_equal(p->ui.level, first);
	player_press(p, "/no such level<Enter>");
	assert_true(player_sees(p, "nothing has \"no such level\""));
}

/* ---- the mouse ---- */

static void
a_click_selects_a_row_or_cell_and_a_second_one_opens_it(void **state)
{
	struct player *p = *state;
	player_size(p, 40, 120);
	player_press(p, "5");
	player_click_on(p, "SOV-3 Data");
	assert_int_equal(p->ui.objective, 2);
	assert_int_equal(p->ui.vendor, player_vendor(p, 0));
	assert_int_equal(p->ui.screen, SCREEN_FRAMEWORK);
	/* The third column of the fifth row. */
	const struct hit *h = NULL;
	for (size_t i = 0; i < p->frame.n_hits; i++)
		if (p->frame.hits[i].node == 4 && p->frame.hits[i].vendor == player_vendor(p, 2))
			h = &p->frame.hits[i];
	assert_non_null(h);
	int row = h->row, col = h->col;
	player_click(p, row, col);
	assert_int_equal(p->ui.objective, 4);
	assert_int_equal(p->ui.vendor, player_vendor(p, 2));
	assert_int_equal(p->ui.screen, SCREEN_FRAMEWORK);
	player_click(p, row, col);
	assert_int_equal(p->ui.screen, SCREEN_CRITERIA);
	player_click_on(p, "SOV-4.2");
	const struct framework *f = marks_framework(&p->ui);
	assert_string_equal(f->criteria[p->ui.criterion]->id, "SOV-4.2");
	player_click_on(p, "SOV-4.2");
	assert_int_equal(p->ui.screen, SCREEN_RUNGS);
	player_click_on(p, "Aruba");
	assert_string_equal(ui_vendor_name(&p->ui, ui_alternative(&p->ui, p->ui.vendor)), "Aruba");
	assert_string_equal(f->criteria[p->ui.criterion]->id, "SOV-4.2");
	player_press(p, "6");
	player_click_on(p, "Type 1");
	assert_non_null(strstr(player_line(p, "▸"), "Type 1"));
	player_click(p, 39, 119);
	player_click(p, 1000, 1000);
	assert_int_equal(p->ui.screen, SCREEN_LADDERS);
}

int
main(void)
{
	(void)setlocale(LC_CTYPE, "C.UTF-8");
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(the_cursor_of_the_board_moves_in_all_directions_and_stays_on_it),
		TEST(the_cursors_of_criteria_and_rungs_stay_within_the_framework),
		TEST(the_cursor_of_the_ladders_stays_on_them),
		TEST(enter_goes_two_levels_down_and_q_comes_back_to_the_very_place),
		TEST(enter_opens_at_what_holds_the_seal_down),
		TEST(tabs_open_by_key_and_by_click_at_every_width),
		TEST(p_goes_round_the_editions_and_the_figures_follow),
		TEST(the_editions_give_other_figures),
		TEST(b_skips_unknown_marks_with_a_warning_and_counts_them_again),
		TEST(t_asks_for_a_minimum_and_makes_a_gate_of_it),
		TEST(cells_carry_the_signs_of_their_gates),
		TEST(what_is_no_level_is_refused_and_can_be_mended),
		TEST(v_shows_the_official_results_of_the_vendor),
		TEST(what_would_lift_is_what_the_engine_says),
		TEST(a_search_finds_criteria_from_each_screen),
		TEST(a_search_finds_ladders_and_their_levels),
		TEST(a_click_selects_a_row_or_cell_and_a_second_one_opens_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
