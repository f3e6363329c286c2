/* fuzz_model: any bytes give a sound model, or an error; whatever it extends is the small base. */
#include <stdint.h>
#include <stdlib.h>

#include "data/model_read.h"
#include "tests/fuzz/small.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static enum status
find_base(void *context, const char *id, struct file_bytes *out, struct err *e)
{
	(void)id;
	return file_read("tests/fixtures/small/models/base.yaml", context, out, e);
}

static void
expect_sound(const struct model *m)
{
	for (size_t i = 0; i < m->n_nodes; i++) {
		const struct criterion *c = &m->nodes[i];
		if (c->index != i || !c->id || !(c->weight >= 0))
			abort();
		if ((c->n_children == 0) != (c->kind != LEAF_NONE))
			abort();
		for (size_t k = 0; k < c->n_children; k++)
			if (c->children[k] <= i || m->nodes[c->children[k]].parent != i)
				abort();
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct diag diag;
	const struct model *model = NULL;
	struct arena *arena = arena_new(), *scratch = arena_new();
	char *bytes = arena_strndup(arena, (const char *)data, size);
	struct file_bytes in = { "fuzz.yaml", bytes, size };
	const struct model_finder finder = { find_base, arena };
	diag_init(&diag);
	enum status st =
		model_parse(&in, small_dictionary(), &finder, arena, scratch, &model, &diag);
	if ((st == ST_OK) != (diag.n_errors == 0))
		abort();
	if (st == ST_OK)
		expect_sound(model);
	diag_clear(&diag);
	arena_free(arena);
	arena_free(scratch);
	return 0;
}
