/* fuzz_tree: any bytes give a tree within its bounds, or an error with a place. */
#include <stdint.h>
#include <stdlib.h>

#include "data/tree_read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t
count_nodes(const struct node *node, size_t depth)
{
	size_t n = 1;
	if (depth > TREE_MAX_DEPTH + 1 ||
		(node->kind == NODE_MAP && node->first && !node->first->key))
		abort();
	for (const struct node *entry = node->first; entry; entry = entry->next)
		n += count_nodes(entry, depth + 1);
	return n;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct diag diag;
	const struct node *root = NULL;
	struct arena *arena = arena_new();
	char *bytes = arena_strndup(arena, (const char *)data, size);
	struct file_bytes in = { "fuzz.yaml", bytes, size };
	diag_init(&diag);
	enum status st = tree_parse(&in, "thing", arena, &root, &diag);
	if ((st == ST_OK && !root) || (st != ST_OK && diag.n_errors == 0))
		abort();
	if (root && count_nodes(root, 0) > TREE_MAX_NODES)
		abort();
	diag_clear(&diag);
	arena_free(arena);
	return 0;
}
