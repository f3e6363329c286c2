/* fuzz_ladder: any bytes give a whole ladder, or an error; every comparison reads back. */
#include <stdint.h>
#include <stdlib.h>

#include "data/ladder_read.h"
#include "data/text.h"
#include "tests/fuzz/small.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The text of a comparison is a condition, and its text is the same again. */
static void
expect_text(const struct condition *c, struct arena *arena)
{
	const struct condition *again = NULL;
	struct err e;
	if (!c)
		return;
	if (c->op == COND_AND || c->op == COND_OR || c->op == COND_NOT) {
		expect_text(c->kids[0], arena);
		expect_text(c->kids[1], arena);
		return;
	}
	const char *text = condition_text(c, arena);
	if (condition_parse(text, small_dictionary(), arena, &again, NULL, &e) != ST_OK ||
		!str_eq(condition_text(again, arena), text))
		abort();
}

static void
expect_whole(const struct ladder *l, struct arena *arena)
{
	if (!l->id || !l->name.by[LANG_EN] || !l->issuer.by[LANG_EN] || !l->n_levels)
		abort();
	for (size_t i = 0; i < l->n_levels; i++) {
		const struct ladder_level *level = &l->levels[i];
		if (!level->when_condition && !level->unseen.by[LANG_EN])
			abort();
		if (level->enough_condition && !level->unseen.by[LANG_EN])
			abort();
		expect_text(level->when_condition, arena);
		expect_text(level->enough_condition, arena);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct diag diag;
	const struct ladder *ladder = NULL;
	struct arena *arena = arena_new(), *scratch = arena_new();
	char *bytes = arena_strndup(arena, (const char *)data, size);
	struct file_bytes in = { "fuzz.yaml", bytes, size };
	diag_init(&diag);
	enum status st = ladder_parse(&in, small_dictionary(), arena, scratch, &ladder, &diag);
	if ((st == ST_OK) != (diag.n_errors == 0))
		abort();
	if (st == ST_OK)
		expect_whole(ladder, arena);
	diag_clear(&diag);
	arena_free(arena);
	arena_free(scratch);
	return 0;
}
