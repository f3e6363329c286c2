/*
 * schemes: a small framework and two ladders in which every text, list and note is there that a
 * file can have, and three offers: "a" marked, "b" marked in part, "c" not at all. For what is made
 * of them in words.
 *
 * English texts begin with "en ", French ones with "fr ", and all that a file may say end with the
 * spice: "" for plain ones.
 */
#ifndef TESTS_SUPPORT_SCHEMES_H
#define TESTS_SUPPORT_SCHEMES_H

#include "tests/support/fixture.h"

/* Finished; its only framework is "tst", with editions "old" and "new". */
struct fixture *schemes_fixture(const char *spice);

#endif
