/* small: the small dictionary with the tiny framework, read once for all runs of a target. */
#ifndef TESTS_FUZZ_SMALL_H
#define TESTS_FUZZ_SMALL_H

#include "data/dictionary.h"

/* Aborts when the fixture cannot be read; targets are run in the top folder of the source. */
const struct dictionary *small_dictionary(void);

#endif
