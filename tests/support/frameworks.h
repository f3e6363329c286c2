/*
 * frameworks: sovereignty frameworks for tests: the shipped one, random small ones made in memory,
 * and marks on them.
 *
 * A random framework is "tst" with objectives "TST-1" … and criteria "TST-1.1" …; values and SEALs
 * ascend from rung to rung, stand still or jump over levels. It has two editions, "old" and "new".
 */
#ifndef TESTS_SUPPORT_FRAMEWORKS_H
#define TESTS_SUPPORT_FRAMEWORKS_H

#include "data/framework.h"
#include "scoring/assessment.h"
#include "tests/support/fixture.h"
#include "tests/support/random.h"

/* The shipped data with one of its models. It fails the test when a word is wrong with them. */
struct library *shipped_library(const char *model);
/* The same with one more folder, looked up first, and no profile but `profile`. */
struct library *shipped_library_with(const char *folder, const char *profile, const char *model);

/* At most so many of each. */
struct framework_size {
	size_t objectives, criteria, rungs;
};
struct framework *frameworks_random(struct arena *, struct random *, struct framework_size);
/* The same framework in another order of objectives and of the criteria below each. */
struct framework *frameworks_shuffled(const struct framework *, struct arena *, struct random *);
/* Before fixture_finish(): conditions may name it. */
void frameworks_use(struct fixture *, const struct framework *);

/* A mark for each criterion: known or not, exact or with a range; NULL here and there. */
struct mark **frameworks_marks(const struct framework *, struct arena *, struct random *);
/* Known and exact: rungs[] by criterion, from 1; 0 gives none. */
struct mark **frameworks_rungs(const struct framework *, const int *rungs, struct arena *);

/* assessment_of() that cannot fail. */
struct assessment frameworks_assess(const struct framework *, const struct edition *,
	struct mark *const *marks, enum blank_rule, struct arena *);

#endif
