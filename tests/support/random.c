/* random: SplitMix64 (Steele, Lea and Flood 2014), good enough and the same everywhere. */
#include "tests/support/random.h"

#include <stdio.h>
#include <stdlib.h>

uint64_t
random_seed(void)
{
	static bool is_printed;
	const char *text = getenv("BASCULE_SEED");
	uint64_t seed = text ? strtoull(text, NULL, 10) : 20261124;
	if (!is_printed)
		printf("# BASCULE_SEED=%llu\n", (unsigned long long)seed);
	is_printed = true;
	return seed;
}

uint64_t
random_next(struct random *r)
{
	uint64_t z = r->state += 0x9e3779b97f4a7c15u;
	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

struct random
random_of(uint64_t seed, uint64_t case_number)
{
	struct random r = { seed };
	r.state = random_next(&r) + case_number;
	r.state = random_next(&r);
	return r;
}

size_t
random_below(struct random *r, size_t n)
{
	return (size_t)(random_next(r) % n);
}

double
random_between(struct random *r, double low, double high)
{
	return low + (high - low) * ((double)(random_next(r) >> 11) * 0x1p-53);
}

bool
random_chance(struct random *r, double p)
{
	return random_between(r, 0, 1) < p;
}

void
random_order(struct random *r, size_t *order, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t k = random_below(r, i + 1);
		order[i] = order[k];
		order[k] = i;
	}
}
