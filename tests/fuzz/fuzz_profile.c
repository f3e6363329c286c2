/* fuzz_profile: any bytes give a whole profile, or an error. */
#include <stdint.h>
#include <stdlib.h>

#include "data/profile_read.h"
#include "tests/fuzz/small.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
expect_facts(const struct fact *facts, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!facts[i].def || !facts[i].value.text)
			abort();
}

static void
expect_whole(const struct profile *p)
{
	if (!p->id || !p->name || !p->country || !p->surveyed)
		abort();
	expect_facts(p->facts, p->n_facts);
	for (size_t i = 0; i < p->n_offers; i++)
		expect_facts(p->offers[i].facts, p->offers[i].n_facts);
	for (size_t i = 0; i < p->n_prices; i++)
		if (!(p->prices[i].price >= 0) || !p->prices[i].unit)
			abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct diag diag;
	const struct profile *profile = NULL;
	struct arena *arena = arena_new(), *scratch = arena_new();
	char *bytes = arena_strndup(arena, (const char *)data, size);
	struct file_bytes in = { "fuzz.yaml", bytes, size };
	diag_init(&diag);
	enum status st = profile_parse(&in, small_dictionary(), arena, scratch, &profile, &diag);
	if ((st == ST_OK) != (diag.n_errors == 0))
		abort();
	if (st == ST_OK)
		expect_whole(profile);
	diag_clear(&diag);
	arena_free(arena);
	arena_free(scratch);
	return 0;
}
