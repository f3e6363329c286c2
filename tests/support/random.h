/*
 * random: generated cases that can be had again. The seed is BASCULE_SEED or a fixed one, and is
 * printed, so that a failure can be repeated.
 */
#ifndef TESTS_SUPPORT_RANDOM_H
#define TESTS_SUPPORT_RANDOM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct random {
	uint64_t state;
};

/* The seed of the run; prints it the first time under the name of the test program. */
uint64_t random_seed(void);
struct random random_of(uint64_t seed, uint64_t case_number);

uint64_t random_next(struct random *);
size_t random_below(struct random *, size_t n);         /* 0 .. n-1 */
double random_between(struct random *, double low, double high);
bool random_chance(struct random *, double p);
/* Fills order[0..n) with a permutation of 0 .. n-1. */
void random_order(struct random *, size_t *order, size_t n);

#endif
