/*
 * assess: how long it takes to read the shipped offers through the Commission's framework, with
 * what binds and what would lift: microseconds of one round over all of them, a line each.
 *
 * usage: assess ROUNDS
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "data/library_read.h"
#include "scoring/assessment.h"

static double
now(void)
{
	struct timespec t;
	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static enum status
assess_all(const struct evaluation *ev, const struct framework *f, struct arena *arena)
{
	enum status st = ST_OK;
	arena_reset(arena);
	for (size_t a = 0; st == ST_OK && a < ev->n_alternatives; a++) {
		struct assessment assessment;
		struct lift lift;
		st = assessment_compute(
			ev, a, f, &f->editions[f->edition], BLANK_PESSIMISTIC, arena, &assessment);
		if (st == ST_OK)
			st = assessment_lift(&assessment, SIZE_MAX, arena, &lift);
	}
	return st;
}

int
main(int argc, char **argv)
{
	const struct data_path path = { { "data" }, 1 };
	const struct library_request request = { .path = &path, .model = "balanced", .threads = 1 };
	long rounds = argc > 1 ? strtol(argv[1], NULL, 10) : 1000;
	struct library *library = NULL;
	struct evaluation *ev = NULL;
	struct diag diag;
	diag_init(&diag);
	struct arena *arena = arena_new();
	enum status st = arena ? library_load(&request, &library, &diag) : ST_NOMEM;
	if (st == ST_OK)
		st = evaluation_new(library, (struct strings){ NULL, 0 }, &ev, NULL);
	const struct framework *f = st == ST_OK ? framework_default(&library->dictionary) : NULL;
	for (long i = 0; f && st == ST_OK && i < rounds; i++) {
		double began = now();
		st = assess_all(ev, f, arena);
		printf("%.3f\n", now() - began);
	}
	evaluation_free(ev);
	library_free(library);
	arena_free(arena);
	diag_clear(&diag);
	return f && st == ST_OK ? 0 : 1;
}
