/*
 * What the screens of the framework and of the ladders write to files: each in every format, read
 * again; never over a file by chance, never from a screen that is empty.
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
#include <unistd.h>

#include <cmocka.h>
#include <jansson.h>

#include "tests/support/player.h"
#include "tui/export.h"
#include "tui/marks.h"

static const struct {
	const char *keys;
	const char *holds; /* in each text */
	size_t providers;  /* in the JSON */
} screens[] = {
	{ "5", "SOV-8", 5 },
	{ "5<Enter>", "SOV-8.2", 1 },
	{ "5<Enter><Enter>", "SOV-2.2", 5 },
	{ "6", "Head office in the EU", 5 },
};
enum { SCREENS = sizeof screens / sizeof *screens };

static char folder[] = "/tmp/bascule-export-XXXXXX";

static int
make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) ? 0 : -1;
}

static int
remove_one(const char *path, const struct stat *s, int kind, struct FTW *ftw)
{
	(void)s;
	(void)kind;
	(void)ftw;
	return remove(path);
}

static int
remove_folder(void **state)
{
	(void)state;
	return nftw(folder, remove_one, 4, FTW_DEPTH | FTW_PHYS);
}

/* Exports what the keys show, by the same keys as a person; the path lives as long as p. */
static const char *export(struct player *p, const char *keys, const char *name)
{
	struct err e = { .text = "" };
	player_press(p, keys);
	const char *path = arena_printf(p->arena, "%s/%s", folder, name);
	assert_non_null(path);
	player_press(p, "e");
	assert_int_equal(p->ui.prompt.kind, PROMPT_EXPORT);
	(void)snprintf(p->ui.prompt.text, sizeof p->ui.prompt.text, "%s", path);
	p->ui.prompt.len = strlen(path);
	player_press(p, "<Enter>");
	assert_int_equal(p->effect.kind, EFFECT_EXPORT);
	assert_string_equal(p->effect.value, path);
	if (export_write(&p->ui, p->effect.value, &e) != ST_OK)
		fail_msg("%s", e.text);
	return path;
}

static const char *
read_whole(struct player *p, const char *path)
{
	enum { MOST = 1 << 20 };
	char *text = arena_array(p->arena, MOST, 1);
	FILE *f = fopen(path, "r");
	assert_true(text && f);
	size_t n = fread(text, 1, MOST - 1, f);
	assert_int_equal(fclose(f), 0);
	text[n] = '\0';
	return text;
}

/* Fields of the header, and that every line has as many. */
static void
expect_table(const char *text, char between)
{
	size_t fields = 0;
	for (const char *line = text; *line;) {
		size_t n = 1, i = 0;
		for (bool quoted = false; line[i] && (quoted || line[i] != '\n'); i++) {
			quoted = line[i] == '"' ? !quoted : quoted;
			n += !quoted && line[i] == between;
		}
		fields = fields ? fields : n;
		assert_int_equal(n, fields);
		line += i + (line[i] != '\0');
	}
	assert_true(fields > 2);
}

static void
every_screen_is_written_in_every_format(void **state)
{
	(void)state;
	static const char *const endings[] = { "md", "csv", "tsv", "txt" };
	struct player *p = player_new("data", "balanced", "");
	for (size_t i = 0; i < SCREENS; i++)
		for (size_t k = 0; k < 4; k++) {
			const char *name = arena_printf(p->arena, "t%zu.%s", i, endings[k]);
			const char *text = read_whole(p, export(p, screens[i].keys, name));
			if (!strstr(text, screens[i].holds) || !strcasestr(text, "ovhcloud"))
				fail_msg("%s lacks %s:\n%.2000s", name, screens[i].holds, text);
			if (k == 0)
				assert_non_null(strstr(text, "|"));
			if (k == 1 || k == 2)
				expect_table(text, k == 1 ? ',' : '\t');
		}
	player_free(p);
}

static void
json_holds_the_providers_of_the_screen(void **state)
{
	(void)state;
	struct player *p = player_new("data", "balanced", "");
	for (size_t i = 0; i < SCREENS; i++) {
		const char *name = arena_printf(p->arena, "j%zu.json", i);
		const char *path = export(p, screens[i].keys, name);
		json_error_t e;
		json_t *json = json_load_file(path, JSON_REJECT_DUPLICATES, &e);
		if (!json)
			fail_msg("%s:%d: %s", path, e.line, e.text);
		const json_t *providers = json_object_get(json, "providers");
		assert_int_equal(json_array_size(providers), screens[i].providers);
		json_decref(json);
	}
	player_free(p);
}

/* The edition and the rule that are chosen on the screen are those of the file. */
static void
json_tells_the_figures_that_are_shown(void **state)
{
	(void)state;
	struct player *p = player_new("data", "balanced", "aruba");
	player_press(p, "5pb");
	json_error_t e;
	json_t *json = json_load_file(export(p, "5", "shown.json"), 0, &e);
	assert_non_null(json);
	struct assessment a;
	assert_true(marks_assess(&p->ui, marks_framework(&p->ui), 0, &a));
	assert_string_equal(
		json_string_value(json_object_get(json, "weights_profile")), a.edition->id);
	assert_string_equal(json_string_value(json_object_get(json, "unknown")), "skip");
	const json_t *one = json_array_get(json_object_get(json, "providers"), 0);
	const json_t *score = json_object_get(json_object_get(one, "score"), "best");
	assert_float_equal(json_number_value(score), a.whole.score.best, 1e-5);
	json_decref(json);
	player_free(p);
}

static void
expect_refused(struct player *p, const char *name, const char *why)
{
	struct err e = { .text = "" };
	assert_int_not_equal(export_write(&p->ui, name, &e), ST_OK);
	if (!strstr(e.text, why))
		fail_msg("expected \"%s\", found \"%s\"", why, e.text);
}

static void
files_are_replaced_only_when_it_is_asked_for(void **state)
{
	(void)state;
	struct player *p = player_new("data", "balanced", "");
	struct err e;
	const char *path = export(p, "5", "twice.md");
	expect_refused(p, path, "exists");
	player_press(p, "6");
	assert_int_equal(export_write(&p->ui, arena_printf(p->arena, "%s!", path), &e), ST_OK);
	assert_non_null(strstr(read_whole(p, path), "SecNumCloud 3.2"));
	expect_refused(p, "data/frameworks/ec-csf.yaml!", "was read");
	expect_refused(p, folder, "no regular file");
	expect_refused(p, "", "a file needs a name");
	expect_refused(p, arena_printf(p->arena, "%s/plain", folder), "ending");
	player_free(p);
}

static void
an_empty_screen_is_not_written(void **state)
{
	(void)state;
	struct player *p = player_new("tests/fixtures/small", "base", "");
	const char *path = arena_printf(p->arena, "%s/empty.json", folder);
	static const char *const keys[] = { "5", "6" };
	for (size_t i = 0; i < 2; i++) {
		player_press(p, keys[i]);
		expect_refused(p, path, "nothing is shown here");
		assert_int_not_equal(access(path, F_OK), 0);
	}
	player_free(p);
}

int
main(void)
{
	(void)setlocale(LC_CTYPE, "C.UTF-8");
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_screen_is_written_in_every_format),
		cmocka_unit_test(json_holds_the_providers_of_the_screen),
		cmocka_unit_test(json_tells_the_figures_that_are_shown),
		cmocka_unit_test(files_are_replaced_only_when_it_is_asked_for),
		cmocka_unit_test(an_empty_screen_is_not_written),
	};
	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
