/* small: reads tests/fixtures/tiny and tests/fixtures/small. */
#include "tests/fuzz/small.h"

#include <stdlib.h>

#include "data/library_read.h"

const struct dictionary *
small_dictionary(void)
{
	static struct library *library;
	if (library)
		return &library->dictionary;
	struct diag diag;
	const struct data_path path = { .dirs = { "tests/fixtures/tiny", "tests/fixtures/small" },
		.n = 2 };
	struct library_request request = { .path = &path, .threads = 1 };
	diag_init(&diag);
	if (library_load(&request, &library, &diag) != ST_OK)
		abort();
	diag_clear(&diag);
	return &library->dictionary;
}
