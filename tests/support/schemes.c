/* schemes: written out once; everything lives in the arena of the fixture. */
#include "tests/support/schemes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "data/framework.h"

enum { LEVELS = 3, OBJECTIVES = 2, CRITERIA = 2, RUNGS = 3 };

struct kitchen {
	struct fixture *f;
	const char *spice;
	const struct source **sources; /* the same two for everything */
};

static void *
take(struct kitchen *k, size_t n, size_t size)
{
	void *p = arena_array(k->f->arena, n, size);
	assert_non_null(p);
	return p;
}

static const char *
spiced(struct kitchen *k, const char *text)
{
	const char *all = arena_printf(k->f->arena, "%s%s", text, k->spice);
	assert_non_null(all);
	return all;
}

static struct label
label(struct kitchen *k, const char *text)
{
	const char *en = arena_printf(k->f->arena, "en %s%s", text, k->spice);
	const char *fr = arena_printf(k->f->arena, "fr %s%s", text, k->spice);
	assert_non_null(en);
	assert_non_null(fr);
	return (struct label){ { en, fr } };
}

static struct strings
two(struct kitchen *k, const char *a, const char *b)
{
	const char **items = take(k, 2, sizeof *items);
	items[0] = spiced(k, a);
	items[1] = spiced(k, b);
	return (struct strings){ items, 2 };
}

static void
make_sources(struct kitchen *k)
{
	static const char *const ids[] = { "first", "second" };
	struct source *sources = take(k, 2, sizeof *sources);
	k->sources = take(k, 2, sizeof *k->sources);
	for (size_t i = 0; i < 2; i++) {
		sources[i] = (struct source){ .id = ids[i],
			.title = spiced(k, "title"),
			.publisher = spiced(k, "publisher"),
			.url = spiced(k, "https://example.org/"),
			.date = i ? "2026-06" : NULL };
		k->sources[i] = &sources[i];
	}
}

/* ---- the framework ---- */

static void
make_criterion(struct kitchen *k, struct framework_criterion *c, const char *id)
{
	static const double values[RUNGS] = { 0, 100, 501 };
	static const int seals[RUNGS] = { 0, 1, 2 };
	static const char *const ids[RUNGS] = { "1", "2", "3" };
	struct rung *rungs = take(k, RUNGS, sizeof *rungs);
	for (size_t i = 0; i < RUNGS; i++)
		rungs[i] = (struct rung){ .id = ids[i],
			.label = label(k, "rung"),
			.value = values[i],
			.seal = seals[i] };
	*c = (struct framework_criterion){ .id = id,
		.asks = label(k, "asks"),
		.note = label(k, "oddity"),
		.rungs = rungs,
		.n_rungs = RUNGS };
}

static void
make_objectives(struct kitchen *k, struct framework *f)
{
	static const char *const ids[] = { "TST-1", "TST-2" };
	static const char *const criteria[] = { "TST-1.1", "TST-1.2", "TST-2.1", "TST-2.2" };
	struct objective *objectives = take(k, OBJECTIVES, sizeof *objectives);
	const struct framework_criterion **all = take(k, OBJECTIVES * CRITERIA, sizeof(void *));
	for (size_t i = 0; i < OBJECTIVES; i++) {
		struct framework_criterion *own = take(k, CRITERIA, sizeof *own);
		for (size_t n = 0; n < CRITERIA; n++) {
			make_criterion(k, &own[n], criteria[i * CRITERIA + n]);
			own[n].objective = i;
			all[i * CRITERIA + n] = &own[n];
		}
		objectives[i] = (struct objective){ .id = ids[i],
			.name = label(k, "objective"),
			.looks_at = label(k, "looks"),
			.criteria = own,
			.n_criteria = CRITERIA,
			.first = i * CRITERIA,
			.sources = k->sources,
			.n_sources = 2 };
	}
	f->objectives = objectives;
	f->n_objectives = OBJECTIVES;
	f->criteria = all;
	f->n_criteria = OBJECTIVES * CRITERIA;
}

static void
make_editions(struct kitchen *k, struct framework *f)
{
	static const double weights[2][OBJECTIVES] = { { 75, 25 }, { 60, 40 } };
	static const char *const ids[] = { "old", "new" };
	static const char *const levels[LEVELS] = { "SEAL-0", "SEAL-1", "SEAL-2" };
	struct edition *editions = take(k, 2, sizeof *editions);
	struct seal_level *seals = take(k, LEVELS, sizeof *seals);
	struct label *names = take(k, LEVELS, sizeof *names);
	for (size_t i = 0; i < LEVELS; i++) {
		names[i] = label(k, "level");
		seals[i] = (struct seal_level){ .id = levels[i],
			.meaning = label(k, "meaning"),
			.sources = k->sources,
			.n_sources = 1 };
	}
	/* The older one names no source. */
	for (size_t i = 0; i < 2; i++)
		editions[i] = (struct edition){ .id = ids[i],
			.name = label(k, "edition"),
			.note = label(k, "edition note"),
			.weights = weights[i],
			.seal_names = names,
			.sources = k->sources,
			.n_sources = i };
	f->editions = editions;
	f->n_editions = 2;
	f->edition = 1;
	f->seals = seals;
	f->n_seals = LEVELS;
}

/* One to a group of which "a" is, one to the bid of "a" itself, one to nobody here. */
static void
make_awards(struct kitchen *k, struct framework *f)
{
	static const char *const a[] = { "a" };
	struct award *awards = take(k, 3, sizeof *awards);
	for (size_t i = 0; i < 3; i++)
		awards[i] = (struct award){ .id = i == 0 ? "group"
				: i == 1                 ? "own"
							 : "else",
			.holder = spiced(k, "holder"),
			.partners = i ? (struct strings){ NULL, 0 } : two(k, "ally", "friend"),
			.providers = { a, i < 2 },
			.scope = i ? AWARD_OWN_BID : AWARD_GROUP,
			.offer = label(k, "offer"),
			.note = label(k, "award"),
			.seal = 2,
			.date = "2026-04-17",
			.confidence = CONFIDENCE_MEDIUM,
			.sources = k->sources,
			.n_sources = i < 2 ? 2 : 0 };
	f->awards = awards;
	f->n_awards = 3;
}

static const struct framework *
make_framework(struct kitchen *k)
{
	static const char *const official[] = { "result" };
	struct framework *f = take(k, 1, sizeof *f);
	*f = (struct framework){ .id = "tst",
		.path = "frameworks/tst.yaml",
		.name = label(k, "framework"),
		.short_name = label(k, "short"),
		.note = label(k, "framework note"),
		.full = 1000,
		.official = { official, 1 },
		.differ = label(k, "differ") };
	make_objectives(k, f);
	make_editions(k, f);
	make_awards(k, f);
	return f;
}

/* ---- ladders ---- */

static const struct condition *
condition(struct kitchen *k, const char *text)
{
	const struct condition *c = NULL;
	struct err e;
	if (condition_parse(text, &k->f->library.dictionary, k->f->arena, &c, NULL, &e) != ST_OK)
		fail_msg("%s: %s", text, e.text);
	return c;
}

/* Reached, open by a range, open as nothing is public, failed; by marks, facts and SEALs. */
static struct ladder *
make_ladder(struct kitchen *k, const char *id, bool cumulative)
{
	static const char *const whens[] = { "TST-1.1 >= 2", "TST-2.seal >= 1", NULL,
		"result in [one, \"two\"]" };
	static const char *const ids[] = { "l0", "l1", "l2", "l3" };
	struct ladder *l = take(k, 1, sizeof *l);
	struct ladder_level *levels = take(k, 4, sizeof *levels);
	for (size_t i = 0; i < 4; i++) {
		levels[i] = (struct ladder_level){ .id = ids[i],
			.name = label(k, "step"),
			.requires = label(k, "requires"),
			.when = whens[i] ? spiced(k, whens[i]) : NULL,
			.when_condition = whens[i] ? condition(k, whens[i]) : NULL,
			.sources = k->sources,
			.n_sources = i % 2 };
		if (i == 1 || i == 2)
			levels[i].unseen = label(k, "unseen");
	}
	levels[1].enough = spiced(k, "z == true");
	levels[1].enough_condition = condition(k, "z == true");
	*l = (struct ladder){ .id = id,
		.path = "ladders/ladder.yaml",
		.name = label(k, "ladder"),
		.issuer = label(k, "issuer"),
		.note = label(k, "ladder note"),
		.status = cumulative ? LADDER_PROPOSAL : LADDER_IN_FORCE,
		.cumulative = cumulative,
		.levels = levels,
		.n_levels = 4 };
	return l;
}

static void
make_ladders(struct kitchen *k)
{
	const struct ladder **ladders = take(k, 2, sizeof(void *));
	ladders[0] = make_ladder(k, "alone", false);
	ladders[1] = make_ladder(k, "steps", true);
	k->f->library.ladders = ladders;
	k->f->library.n_ladders = 2;
}

/* ---- offers and model ---- */

static void
add_mark(struct kitchen *k, const char *id, int low, int rung, int high)
{
	static const char *const facts[] = { "z", "result" };
	struct mark *m = fixture_mark(k->f, id, low, rung, high);
	m->reason = spiced(k, "reason");
	m->facts = (struct strings){ facts, 2 };
	m->sources = k->sources;
	m->n_sources = 2;
	m->confidence = rung ? CONFIDENCE_LOW : CONFIDENCE_HIGH;
}

static void
add_offers(struct kitchen *k)
{
	static const char *const ids[] = { "a", "b", "c" };
	for (size_t i = 0; i < 3; i++) {
		fixture_profile(k->f, ids[i])->name = spiced(k, "offer");
		fixture_fact(k->f, "z", i ? "unknown" : "true");
		struct fact *result = fixture_fact(k->f, "result", i ? "unknown" : "other");
		result->note = spiced(k, "result note");
		result->sources = k->sources;
		result->n_sources = 2;
		if (i == 2)
			continue;
		add_mark(k, "TST-1.1", 2, 2, 3);
		add_mark(k, "TST-2.1", 1, 0, 3);
		if (i == 0) {
			add_mark(k, "TST-1.2", 1, 3, 3);
			add_mark(k, "TST-2.2", 2, 2, 2);
		}
	}
}

static void
add_model(struct kitchen *k, const struct framework *framework)
{
	struct fixture *f = k->f;
	fixture_branch(f, "root", "own", 3)->name = label(k, "branch");
	for (size_t i = 0; i < OBJECTIVES; i++) {
		const struct objective *o = &framework->objectives[i];
		fixture_branch(f, "own", o->id, framework->editions[1].weights[i]);
		for (size_t n = 0; n < CRITERIA; n++)
			fixture_mark_leaf(f, o->id, o->criteria[n].id, 1, o->criteria[n].id,
				fixture_anchors(f, FUNCTION_STEP, "1:0 2:20 3:100.2"))
				->asks = &o->criteria[n];
	}
	fixture_leaf(f, "root", "plain", 1, "z", fixture_boolean(f, 100, 0));
	fixture_gate(f, "least", "TST-1.seal >= 1");
	f->model.name = label(k, "model");
}

struct fixture *
schemes_fixture(const char *spice)
{
	struct kitchen k = { .f = fixture_new(), .spice = spice };
	struct fixture *f = k.f;
	make_sources(&k);
	fixture_def(f, "z", FACT_BOOLEAN)->label = label(&k, "z");
	fixture_def_words(f, "result", "one two other")->label = label(&k, "result");
	const struct framework *framework = make_framework(&k);
	const struct framework **list = take(&k, 1, sizeof(void *));
	list[0] = framework;
	f->library.dictionary.frameworks = list;
	f->library.dictionary.n_frameworks = 1;
	add_offers(&k);
	add_model(&k, framework);
	fixture_finish(f);
	make_ladders(&k);
	struct input *input = take(&k, 1, sizeof *input);
	*input = (struct input){ .kind = INPUT_FRAMEWORK, .name = spiced(&k, "tst"), .path = "p" };
	f->library.inputs = input;
	f->library.n_inputs = 1;
	return f;
}
