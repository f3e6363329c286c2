/*
 * What the rungs and the ladders rest on: each source opened and copied by its own address, each
 * cell of the ladders as the engine decides it.
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

#include "report/view_framework.h"
#include "scoring/ladder_outcome.h"
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

/* ---- sources ---- */

static void
expect_source(struct player *p, const char *key, enum effect_kind kind, const char *url)
{
	player_press(p, key);
	assert_int_equal(p->effect.kind, kind);
	assert_string_equal(p->effect.value, url);
}

/* Tab goes round n sources; o and y take the address of the one that is marked. */
static void
go_round(struct player *p, const struct source *const *sources, size_t n)
{
	for (size_t i = 0; i <= n; i++) {
		const struct source *s = sources[i % n];
		expect_source(p, "o", EFFECT_LINK, s->url);
		expect_source(p, "y", EFFECT_COPY, s->url);
		const char *line = arena_printf(p->arena, "▸ %-2zu %.12s", i % n + 1, s->title);
		if (!player_sees(p, line))
			fail_msg("no '%s' in:\n%s", line, p->text);
		player_press(p, "<Tab>");
	}
}

static void
every_source_of_every_mark_can_be_opened_and_copied(void **state)
{
	struct player *p = *state;
	const struct framework *f = marks_framework(&p->ui);
	size_t several = 0, none = 0;
	player_press(p, "5<Enter><Enter>g");
	for (size_t i = 0; i < f->n_criteria; i++, player_press(p, "j")) {
		struct assessment a = player_assess(p, p->ui.vendor);
		const struct mark *m = a.answers[i].mark;
		several += m->n_sources > 1;
		if (m->n_sources) {
			go_round(p, m->sources, m->n_sources);
			continue;
		}
		none++;
		player_press(p, "<Tab>o");
		assert_int_equal(p->effect.kind, EFFECT_NONE);
		assert_true(player_sees(p, "there is no address here"));
		player_press(p, "y");
		assert_int_equal(p->effect.kind, EFFECT_NONE);
	}
	assert_true(several > 0 && none > 0);
}

/* Those of what the deciding level reads of the vendor, then the level's own. */
static void
go_round_level(struct player *p, const struct ladder *l, size_t level)
{
	struct level_outcome outcomes[16];
	size_t a = ui_alternative(&p->ui, p->ui.vendor), n = 0;
	ladder_evaluate(l, p->ui.evaluation, p->ui.problem->alternatives[a], outcomes);
	const struct ladder_level *by = &l->levels[outcomes[level].decided_by];
	const struct ladder_level *own = &l->levels[level];
	struct ladder_evidence e;
	assert_int_equal(view_ladder_evidence(p->ui.result, by, a, LANG_EN, p->arena, &e), ST_OK);
	const struct source *all[64];
	for (size_t i = 0; i < e.n_sources; i++)
		all[n++] = e.sources[i];
	for (size_t i = 0; i < own->n_sources; i++)
		all[n++] = own->sources[i];
	if (n)
		go_round(p, all, n);
}

static void
levels_have_sources_and_headings_have_none(void **state)
{
	struct player *p = *state;
	const struct library *lib = p->ui.evaluation->library;
	player_press(p, "6");
	for (size_t i = 0; i < lib->n_ladders; i++) {
		player_press(p, "o");
		assert_int_equal(p->effect.kind, EFFECT_NONE);
		assert_true(player_sees(p, "there is no address here"));
		for (size_t k = 0; k < lib->ladders[i]->n_levels; k++) {
			player_press(p, "j");
			go_round_level(p, lib->ladders[i], k);
		}
		player_press(p, "j");
	}
}

/* ---- ladders ---- */

static void
every_cell_of_the_ladders_is_the_outcome_of_the_engine(void **state)
{
	static const char *const words[] = { "not", "open", "reached" };
	struct player *p = *state;
	const struct library *lib = p->ui.evaluation->library;
	player_size(p, 100, 200);
	player_press(p, "6");
	for (size_t i = 0; i < lib->n_ladders; i++, player_press(p, "j"))
		for (size_t k = 0; k < lib->ladders[i]->n_levels; k++) {
			struct level_outcome outcomes[16];
			const char *at;
			player_press(p, "j");
			at = player_line(p, "▸");
			assert_non_null(strstr(at, lib->ladders[i]->levels[k].name.by[LANG_EN]));
			at += strlen("▸") + strlen(lib->ladders[i]->levels[k].name.by[LANG_EN]);
			for (size_t c = 0; c < p->ui.result->n; c++) {
				ladder_evaluate(lib->ladders[i], p->ui.evaluation,
					player_vendor(p, c), outcomes);
				at = strstr(at, words[outcomes[k].outcome]);
				assert_non_null(at);
				at += strlen(words[outcomes[k].outcome]);
			}
		}
}

int
main(void)
{
	(void)setlocale(LC_CTYPE, "C.UTF-8");
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(every_source_of_every_mark_can_be_opened_and_copied),
		TEST(levels_have_sources_and_headings_have_none),
		TEST(every_cell_of_the_ladders_is_the_outcome_of_the_engine),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
