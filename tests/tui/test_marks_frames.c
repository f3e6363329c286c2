/*
 * The screens of the framework and of the ladders as frames: at any size, from ASCII alone, with
 * other models, and with data that lack what they show or try to break out of it.
 */
#include <ftw.h>
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "tests/support/player.h"
#include "tests/support/random.h"
#include "tui/marks.h"

static const char *const screens[] = { "5", "5gv", "5<Enter>", "5/SOV-7.3<Enter><Enter>",
	"5<Enter><Enter>", "6", "6jjj", "5t", "6?" };
enum { SCREENS = sizeof screens / sizeof *screens };

/* As many rows and at most as many columns as there are. */
static void
expect_whole(const struct player *p)
{
	int rows = 0;
	for (const char *line = p->text; *line; rows++) {
		char text[8192];
		size_t len = strcspn(line, "\n");
		assert_true(len < sizeof text);
		memcpy(text, line, len);
		text[len] = '\0';
		assert_true(surface_width(text) <= p->frame.surface.cols);
		line += len + 1;
	}
	assert_int_equal(rows, p->frame.surface.rows);
}

/* ---- sizes ---- */

static void
every_screen_is_whole_at_every_size(void **state)
{
	(void)state;
	static const int sizes[][2] = { { 24, 80 }, { 40, 120 }, { 50, 200 }, { 12, 40 },
		{ 11, 39 }, { 100, 300 }, { 1, 1 }, { 5, 20 }, { 12, 300 }, { 100, 40 }, { 15, 71 },
		{ 16, 60 }, { 30, 99 } };
	for (int ascii = 0; ascii < 2; ascii++) {
		struct player *p = player_new("data", "balanced", "");
		p->ui.ascii = ascii;
		for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
			for (size_t k = 0; k < SCREENS; k++) {
				player_size(p, sizes[i][0], sizes[i][1]);
				player_press(p, screens[k]);
				expect_whole(p);
				player_press(p, "<Esc>");
				expect_whole(p);
				player_press(p, "<Esc>");
			}
		player_free(p);
	}
}

/* From 40x12 on the row at the cursor is on the screen, and so is the vendor's name. */
static void
the_cursor_is_on_the_screen_wherever_the_frame_fits(void **state)
{
	(void)state;
	static const char *const ways[] = { "5G", "5g", "5gjjjj", "5G<Enter>", "5g<Enter>g",
		"5<Enter>G", "6g", "6G", "6gjjjjjjjjjj" };
	struct player *p = player_new("data", "balanced", "");
	for (int rows = 12; rows <= 40; rows += 4)
		for (int cols = 40; cols <= 160; cols += 15)
			for (size_t k = 0; k < sizeof ways / sizeof *ways; k++) {
				player_size(p, rows, cols);
				player_press(p, ways[k]);
				if (!player_sees(p, "\n▸") || !player_sees(p, "OVHcloud"))
					fail_msg("%s at %dx%d:\n%s", ways[k], cols, rows, p->text);
			}
	player_free(p);
}

/* What must be read of a row stands apart, however little room there is. */
static void
columns_never_run_into_each_other(void **state)
{
	(void)state;
	struct player *p = player_new("data", "balanced", "");
	for (int cols = 40; cols <= 130; cols++) {
		player_size(p, 24, cols);
		player_press(p, "5<Enter>");
		struct assessment a = player_assess(p, p->ui.vendor);
		const struct answer *answer = &a.answers[p->ui.criterion];
		const char *place = arena_printf(p->arena, " %d/%zu ", answer->best,
			a.framework->criteria[p->ui.criterion]->n_rungs);
		const char *seals = arena_printf(p->arena, "  %d (%d–%d)", answer->seals.best,
			answer->seals.low, answer->seals.high);
		const char *line = player_line(p, "▸ SOV-");
		if (!strstr(line, place) || !strstr(line, seals))
			fail_msg("at %d columns: %s", cols, line);
		player_press(p, "q");
		line = player_line(p, "▸Whole");
		if (!strstr(line, arena_printf(p->arena, " %.1f", a.whole.score.best)))
			fail_msg("at %d columns: %s", cols, line);
		player_press(p, "<Enter><Enter>");
		line = player_line(p, "  rung ");
		if (!strstr(line, " SEAL  OVHcloud"))
			fail_msg("at %d columns: %s", cols, line);
	}
	player_free(p);
}

static void
any_keys_at_any_size_leave_a_whole_frame(void **state)
{
	(void)state;
	static const char *const keys[] = { "j", "k", "h", "l", "g", "G", "<PgUp>", "<PgDn>",
		"<Enter>", "<Enter>", "q", "5", "6", "5", "6", "p", "b", "v", "t", "2", "<Esc>",
		"/a<Enter>", "n", "o", "y", "<Tab>", "u", "^R", "?", ":", "1", "é" };
	struct random r = random_of(random_seed(), 3);
	for (int round = 0; round < 20; round++) {
		struct player *p = player_new("data", "balanced", "");
		p->ui.ascii = round % 2;
		for (int i = 0; i < 100; i++) {
			if (random_chance(&r, 0.1))
				player_size(p, 1 + (int)random_below(&r, 60),
					1 + (int)random_below(&r, 200));
			/* From the top q leaves; here it stays. */
			player_press(p, keys[random_below(&r, sizeof keys / sizeof *keys)]);
			expect_whole(p);
			if (random_chance(&r, 0.1))
				player_click(
					p, (int)random_below(&r, 60), (int)random_below(&r, 200));
		}
		player_free(p);
	}
}

static void
with_ascii_nothing_else_is_drawn(void **state)
{
	(void)state;
	struct player *p = player_new("data", "balanced", "");
	p->ui.ascii = true;
	player_size(p, 40, 120);
	for (size_t k = 0; k < SCREENS; k++) {
		player_press(p, screens[k]);
		for (const char *c = p->text; *c; c++)
			if ((unsigned char)*c >= 0x80)
				fail_msg("%s draws \"%.4s\":\n%s", screens[k], c, p->text);
		player_press(p, "<Esc><Esc>");
	}
	player_press(p, "5gt2<Enter>");
	assert_true(player_sees(p, ">=2"));
	player_free(p);
}

static void
french_labels_are_shown_where_they_are_asked_for(void **state)
{
	(void)state;
	struct player *p = player_new("data", "balanced", "");
	p->ui.lang = LANG_FR;
	player_press(p, "5");
	assert_true(player_sees(p, "SOV-1 Stratégique"));
	player_press(p, "/extraterritorial<Enter>");
	assert_true(player_sees(p, "exposition au droit extraterritorial"));
	player_press(p, "6");
	assert_true(player_sees(p, "Qualification ACN (Italie)"));
	player_free(p);
}

/* ---- models and offers ---- */

static void
the_tender_model_brings_its_minimums(void **state)
{
	(void)state;
	struct player *p = player_new("data", "ec-tender", "");
	size_t n = 0;
	player_press(p, "5");
	for (const char *at = p->text; (at = strstr(at, "≥2")); at += strlen("≥2"))
		n++;
	assert_int_equal(n, marks_framework(&p->ui)->n_objectives);
	assert_true(player_sees(p, "1!"));
	/* What the model demands cannot be asked for less, and can be for more. */
	player_press(p, "5gt1<Enter>");
	assert_int_equal(p->effect.kind, EFFECT_NONE);
	assert_true(player_sees(p, "gate seal-sov-1 demands SEAL-2: it stays"));
	player_press(p, "t<Enter>");
	assert_int_equal(p->effect.kind, EFFECT_NONE);
	player_press(p, "t3<Enter>");
	assert_int_equal(p->effect.kind, EFFECT_CHANGE);
	assert_true(player_sees(p, "≥3"));
	player_free(p);
}

static void
a_model_over_another_framework_shows_that_one(void **state)
{
	(void)state;
	struct player *p =
		player_new("tests/fixtures/safespring data", "seal-quarters", "safespring");
	player_size(p, 24, 120);
	player_press(p, "5");
	assert_true(player_sees(p, "Self-assessed SEAL as quarters"));
	assert_true(player_sees(p, " 91.3"));
	player_press(p, "p");
	assert_true(player_sees(p, " 86.3"));
	player_press(p, "<Enter><Enter>");
	assert_true(player_sees(p, "SELF-5.1"));
	player_free(p);
}

static void
an_offer_without_marks_is_open_in_everything(void **state)
{
	(void)state;
	struct player *p = player_new("data", "balanced", "ovhcloud/secnumcloud-vmware");
	player_press(p, "5");
	assert_true(player_sees(p, "0 (0–4)"));
	assert_true(player_sees(p, "whole: not marked."));
	player_press(p, "<Enter>");
	assert_true(player_sees(p, "Not marked: every rung is open."));
	player_press(p, "<Enter>");
	assert_true(player_sees(p, "this offer is not marked"));
	player_press(p, "<Tab>o");
	assert_true(player_sees(p, "there is no address here"));
	player_press(p, "5b");
	assert_true(player_sees(p, "whole: no SEAL,"));
	assert_true(player_sees(p, "Whole                  100 %     –"));
	player_free(p);
}

/* ---- data that lack something ---- */

static void
without_framework_and_ladders_the_screens_say_so(void **state)
{
	(void)state;
	struct player *p = player_new("tests/fixtures/small", "base", "");
	static const char *const keys[] = { "<Enter>", "t", "v", "b", "p", "j", "k", "h", "l", "g",
		"G", "<PgDn>", "/a<Enter>", "n", "o", "y", "<Tab>", "u" };
	player_press(p, "5");
	assert_true(player_sees(p, "The data hold no sovereignty framework"));
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		player_press(p, keys[i]);
		assert_int_equal(p->ui.screen, SCREEN_FRAMEWORK);
		assert_int_equal(p->ui.prompt.kind, PROMPT_NONE);
		expect_whole(p);
	}
	player_press(p, "6");
	assert_true(player_sees(p, "The data hold no ladders"));
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		player_press(p, keys[i]);
		assert_int_equal(p->ui.screen, SCREEN_LADDERS);
		expect_whole(p);
	}
	player_free(p);
}

/* Nobody is weighed: the result of a problem without alternatives. */
static void
without_vendors_the_screens_say_so(void **state)
{
	(void)state;
	struct player *p = player_new("data", "balanced", "");
	struct problem none = *p->ui.problem;
	struct result nothing = *p->ui.result;
	none.n_alternatives = nothing.n = 0;
	nothing.problem = &none;
	p->ui.problem = &none;
	p->ui.result = &nothing;
	for (size_t k = 0; k < SCREENS; k++) {
		player_press(p, screens[k]);
		expect_whole(p);
		player_press(p, "<Esc><Esc>");
	}
	static const char *const keys[] = { "5", "5<Enter>jkhlgG<PgDn>pbvvo<Tab>y",
		"6jkhlgGo<Tab>y" };
	for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
		player_press(p, keys[k]);
		assert_true(player_sees(p, "No vendor is weighed."));
	}
	player_press(p, "6");
	assert_true(player_sees(p, "No vendor is weighed."));
	player_free(p);
}

/* ---- data that try to break out ---- */

/* A copy of a file of tests/fixtures/tiny with every `from` replaced. */
static void
copy_with(const char *folder, const char *name, const char *from, const char *to)
{
	char path[256], text[16384];
	(void)snprintf(path, sizeof path, "tests/fixtures/tiny/%s", name);
	FILE *f = fopen(path, "r");
	assert_non_null(f);
	size_t n = fread(text, 1, sizeof text - 1, f);
	(void)fclose(f);
	text[n] = '\0';
	(void)snprintf(path, sizeof path, "%s/%s", folder, name);
	f = fopen(path, "w");
	assert_non_null(f);
	const char *at = text, *next;
	for (; (next = strstr(at, from)); at = next + strlen(from))
		(void)fprintf(f, "%.*s%s", (int)(next - at), at, to);
	(void)fputs(at, f);
	assert_int_equal(fclose(f), 0);
}

static int
remove_one(const char *path, const struct stat *s, int kind, struct FTW *ftw)
{
	(void)s;
	(void)kind;
	(void)ftw;
	return remove(path);
}

static void
expect_no_control(const char *text)
{
	for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
		assert_true(*c >= ' ' || *c == '\n');
		assert_int_not_equal(*c, 0x7f);
		/* C1 controls are C2 80 to C2 9F; U+202E turns the direction of writing. */
		assert_false(c[0] == 0xc2 && c[1] < 0xa0);
		assert_false(c[0] == 0xe2 && c[1] == 0x80 && c[2] == 0xae);
	}
}

static void
control_characters_in_labels_are_never_raw(void **state)
{
	(void)state;
	char folder[] = "/tmp/bascule-marks-XXXXXX", path[64], folders[128];
	assert_non_null(mkdtemp(folder));
	static const char *const below[] = { "frameworks", "ladders", "models" };
	for (size_t i = 0; i < 3; i++) {
		(void)snprintf(path, sizeof path, "%s/%s", folder, below[i]);
		assert_int_equal(mkdir(path, 0700), 0);
	}
	copy_with(folder, "frameworks/tiny.yaml", "who owns it",
		"\"who \\e[2J\\x07\\x9b2J\\u202Eowns it\"");
	copy_with(folder, "ladders/steps.yaml", "name: Middle",
		"name: \"Mid\\e]0;x\\x07\\u202Edle\"");
	copy_with(folder, "models/tender.yaml", "\n", "\n");
	(void)snprintf(folders, sizeof folders, "%s tests/fixtures/small", folder);
	struct player *p = player_new(folders, "tender", "");
	static const char *const keys[] = { "5", "5g<Enter>", "5g<Enter><Enter>", "6jj", "6jjj" };
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		player_size(p, 40, 120);
		player_press(p, keys[i]);
		expect_no_control(p->text);
		expect_whole(p);
	}
	player_press(p, "5g<Enter>");
	assert_true(player_sees(p, "owns it"));
	player_press(p, "6");
	assert_true(player_sees(p, "Mid"));
	player_free(p);
	(void)nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

int
main(void)
{
	(void)setlocale(LC_CTYPE, "C.UTF-8");
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_screen_is_whole_at_every_size),
		cmocka_unit_test(the_cursor_is_on_the_screen_wherever_the_frame_fits),
		cmocka_unit_test(columns_never_run_into_each_other),
		cmocka_unit_test(any_keys_at_any_size_leave_a_whole_frame),
		cmocka_unit_test(with_ascii_nothing_else_is_drawn),
		cmocka_unit_test(french_labels_are_shown_where_they_are_asked_for),
		cmocka_unit_test(the_tender_model_brings_its_minimums),
		cmocka_unit_test(a_model_over_another_framework_shows_that_one),
		cmocka_unit_test(an_offer_without_marks_is_open_in_everything),
		cmocka_unit_test(without_framework_and_ladders_the_screens_say_so),
		cmocka_unit_test(without_vendors_the_screens_say_so),
		cmocka_unit_test(control_characters_in_labels_are_never_raw),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
