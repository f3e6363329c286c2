/* fuzz_framework: any bytes give a sound framework, or an error. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "data/framework_read.h"
#include "tests/fuzz/small.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
expect_criterion(const struct framework *f, const struct framework_criterion *c)
{
	if (c->n_rungs < 1 || c->n_rungs > MOST_RUNGS || c->objective >= f->n_objectives)
		abort();
	for (size_t i = 0; i < c->n_rungs; i++)
		if (c->rungs[i].seal < 0 || c->rungs[i].seal >= (int)f->n_seals ||
			!(c->rungs[i].value >= (i ? c->rungs[i - 1].value : 0)))
			abort();
}

static void
expect_sound(const struct framework *f)
{
	if (!f->id || !(f->full >= 1) || !f->n_criteria || f->edition >= f->n_editions)
		abort();
	for (size_t i = 0; i < f->n_criteria; i++)
		expect_criterion(f, f->criteria[i]);
	for (size_t i = 0; i < f->n_editions; i++) {
		double sum = 0;
		for (size_t k = 0; k < f->n_objectives; k++)
			sum += f->editions[i].weights[k];
		if (!(fabs(sum - 100) <= 1e-9))
			abort();
		for (size_t k = 0; k < f->n_seals; k++)
			if (!f->editions[i].seal_names[k].by[LANG_EN])
				abort();
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct diag diag;
	const struct framework *framework = NULL;
	struct arena *arena = arena_new(), *scratch = arena_new();
	char *bytes = arena_strndup(arena, (const char *)data, size);
	struct file_bytes in = { "fuzz.yaml", bytes, size };
	diag_init(&diag);
	enum status st =
		framework_parse(&in, small_dictionary(), arena, scratch, &framework, &diag);
	if ((st == ST_OK) != (diag.n_errors == 0))
		abort();
	if (st == ST_OK)
		expect_sound(framework);
	diag_clear(&diag);
	arena_free(arena);
	arena_free(scratch);
	return 0;
}
