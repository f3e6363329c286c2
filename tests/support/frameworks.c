/* frameworks: made piece by piece in an arena; whatever cannot work fails the test. */
#include "tests/support/frameworks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "data/library_read.h"

enum { LEVELS = 5 };

static void *
take(struct arena *arena, size_t n, size_t size)
{
	void *p = arena_array(arena, n, size);
	assert_non_null(p);
	return p;
}

/* ---- the shipped one ---- */

static struct library *
load(const struct library_request *request)
{
	struct library *library = NULL;
	struct diag diag;
	char text[512];
	diag_init(&diag);
	if (library_load(request, &library, &diag) != ST_OK || diag.n_errors > 0)
		fail_msg("%s",
			diag.n ? diag_item_text(&diag.items[0], text, sizeof text)
			       : "the data cannot be read");
	diag_clear(&diag);
	return library;
}

struct library *
shipped_library(const char *model)
{
	const struct data_path path = { { "data" }, 1 };
	const struct library_request request = { .path = &path, .model = model, .threads = 1 };
	return load(&request);
}

struct library *
shipped_library_with(const char *folder, const char *profile, const char *model)
{
	const struct data_path path = { { folder, "data" }, 2 };
	const struct library_request request = {
		.path = &path, .model = model, .profiles = { &profile, 1 }, .threads = 1
	};
	return load(&request);
}

/* ---- random ones ---- */

/* Both texts the same. */
static struct label
label(const char *text)
{
	assert_non_null(text);
	return (struct label){ { text, text } };
}

static void
fill_criterion(struct framework_criterion *c, size_t most, struct arena *arena, struct random *r)
{
	c->n_rungs = 1 + random_below(r, most);
	struct rung *rungs = take(arena, c->n_rungs, sizeof *rungs);
	double value = random_chance(r, 0.7) ? 0 : random_between(r, 0, 50);
	int seal = (int)random_below(r, LEVELS);
	for (size_t i = 0; i < c->n_rungs; i++) {
		const char *id = arena_printf(arena, "%zu", i + 1);
		rungs[i] =
			(struct rung){ .id = id, .label = label(id), .value = value, .seal = seal };
		value += random_chance(r, 0.9) ? random_between(r, 1, 400) : 0;
		seal += (int)random_below(r, (size_t)(LEVELS - seal));
	}
	c->rungs = rungs;
}

static void
fill_objective(struct objective *o, size_t number, struct framework_size most, struct arena *arena,
	struct random *r)
{
	o->id = arena_printf(arena, "TST-%zu", number);
	o->name = label(o->id);
	o->n_criteria = 1 + random_below(r, most.criteria);
	struct framework_criterion *criteria = take(arena, o->n_criteria, sizeof *criteria);
	for (size_t i = 0; i < o->n_criteria; i++) {
		criteria[i].id = arena_printf(arena, "%s.%zu", o->id, i + 1);
		criteria[i].asks = label(criteria[i].id);
		fill_criterion(&criteria[i], most.rungs, arena, r);
	}
	o->criteria = criteria;
}

/* What the parts of a framework know of their places in it. */
static void
settle(struct framework *f, struct objective *objectives, struct arena *arena)
{
	f->n_criteria = 0;
	for (size_t i = 0; i < f->n_objectives; i++) {
		objectives[i].first = f->n_criteria;
		f->n_criteria += objectives[i].n_criteria;
	}
	const struct framework_criterion **all = take(arena, f->n_criteria, sizeof(void *));
	for (size_t i = 0; i < f->n_objectives; i++)
		for (size_t k = 0; k < objectives[i].n_criteria; k++) {
			struct framework_criterion *c =
				(struct framework_criterion *)(uintptr_t)&objectives[i].criteria[k];
			c->objective = i;
			all[objectives[i].first + k] = c;
		}
	f->objectives = objectives;
	f->criteria = all;
}

/* Weights that are no nice numbers, and sum to 100. */
static const double *
random_weights(size_t n, struct arena *arena, struct random *r)
{
	double *weights = take(arena, n, sizeof *weights), left = 100;
	for (size_t i = 0; i + 1 < n; i++) {
		weights[i] = random_chance(r, 0.1) ? 0 : random_between(r, 0, left);
		left -= weights[i];
	}
	weights[n - 1] = left;
	return weights;
}

struct framework *
frameworks_random(struct arena *arena, struct random *r, struct framework_size most)
{
	static const char *const ids[] = { "old", "new" };
	struct framework *f = take(arena, 1, sizeof *f);
	struct edition *editions = take(arena, 2, sizeof *editions);
	struct label *names = take(arena, LEVELS, sizeof *names);
	struct seal_level *seals = take(arena, LEVELS, sizeof *seals);
	*f = (struct framework){ .id = "tst",
		.name = label("Test"),
		.short_name = label("TST"),
		.full = 1000,
		.editions = editions,
		.n_editions = 2,
		.edition = 1,
		.seals = seals,
		.n_seals = LEVELS };
	f->n_objectives = 1 + random_below(r, most.objectives);
	struct objective *objectives = take(arena, f->n_objectives, sizeof *objectives);
	for (size_t i = 0; i < f->n_objectives; i++)
		fill_objective(&objectives[i], i + 1, most, arena, r);
	settle(f, objectives, arena);
	for (size_t i = 0; i < LEVELS; i++) {
		seals[i].id = arena_printf(arena, "SEAL-%zu", i);
		names[i] = seals[i].meaning = label(seals[i].id);
	}
	for (size_t i = 0; i < 2; i++)
		editions[i] = (struct edition){ .id = ids[i],
			.name = label(ids[i]),
			.weights = random_weights(f->n_objectives, arena, r),
			.seal_names = names };
	return f;
}

static struct framework_criterion *
shuffled_criteria(const struct objective *o, struct arena *arena, struct random *r)
{
	size_t *order = take(arena, o->n_criteria, sizeof *order);
	struct framework_criterion *criteria = take(arena, o->n_criteria, sizeof *criteria);
	random_order(r, order, o->n_criteria);
	for (size_t i = 0; i < o->n_criteria; i++)
		criteria[i] = o->criteria[order[i]];
	return criteria;
}

struct framework *
frameworks_shuffled(const struct framework *f, struct arena *arena, struct random *r)
{
	struct framework *g = take(arena, 1, sizeof *g);
	struct edition *editions = take(arena, f->n_editions, sizeof *editions);
	struct objective *objectives = take(arena, f->n_objectives, sizeof *objectives);
	size_t *order = take(arena, f->n_objectives, sizeof *order);
	*g = *f;
	random_order(r, order, f->n_objectives);
	for (size_t i = 0; i < f->n_objectives; i++) {
		objectives[i] = f->objectives[order[i]];
		objectives[i].criteria = shuffled_criteria(&objectives[i], arena, r);
	}
	for (size_t e = 0; e < f->n_editions; e++) {
		double *weights = take(arena, f->n_objectives, sizeof *weights);
		for (size_t i = 0; i < f->n_objectives; i++)
			weights[i] = f->editions[e].weights[order[i]];
		editions[e] = f->editions[e];
		editions[e].weights = weights;
	}
	g->editions = editions;
	settle(g, objectives, arena);
	return g;
}

void
frameworks_use(struct fixture *f, const struct framework *framework)
{
	const struct framework **list = take(f->arena, 1, sizeof(void *));
	list[0] = framework;
	f->library.dictionary.frameworks = list;
	f->library.dictionary.n_frameworks = 1;
}

/* ---- marks ---- */

static struct mark *
random_mark(const struct framework_criterion *c, struct arena *arena, struct random *r)
{
	struct mark *m = take(arena, 1, sizeof *m);
	int top = (int)c->n_rungs;
	m->id = c->id;
	m->reason = "because";
	m->confidence = (enum confidence)random_below(r, 3);
	m->low = 1 + (int)random_below(r, c->n_rungs);
	m->high = m->low + (int)random_below(r, (size_t)(top - m->low) + 1);
	if (random_chance(r, 0.3))
		return m;
	m->rung = m->low + (int)random_below(r, (size_t)(m->high - m->low) + 1);
	if (random_chance(r, 0.4))
		m->low = m->high = m->rung;
	return m;
}

struct mark **
frameworks_marks(const struct framework *f, struct arena *arena, struct random *r)
{
	struct mark **marks = take(arena, f->n_criteria, sizeof *marks);
	for (size_t i = 0; i < f->n_criteria; i++)
		if (!random_chance(r, 0.05))
			marks[i] = random_mark(f->criteria[i], arena, r);
	return marks;
}

struct mark **
frameworks_rungs(const struct framework *f, const int *rungs, struct arena *arena)
{
	struct mark **marks = take(arena, f->n_criteria, sizeof *marks);
	for (size_t i = 0; i < f->n_criteria; i++) {
		if (!rungs[i])
			continue;
		marks[i] = take(arena, 1, sizeof **marks);
		*marks[i] = (struct mark){ .id = f->criteria[i]->id,
			.rung = rungs[i],
			.low = rungs[i],
			.high = rungs[i],
			.confidence = CONFIDENCE_HIGH,
			.reason = "because" };
	}
	return marks;
}

struct assessment
frameworks_assess(const struct framework *f, const struct edition *e, struct mark *const *marks,
	enum blank_rule rule, struct arena *arena)
{
	struct assessment a;
	assert_int_equal(
		assessment_of(f, e, (const struct mark *const *)marks, rule, arena, &a), ST_OK);
	return a;
}
