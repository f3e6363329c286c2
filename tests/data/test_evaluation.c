/*
 * The evaluation: events applied, refused, undone and redone; shares of weights.
 *
 * The model is built by hand: root = sov(50) + cost(25) + feat(25); sov = a(2) + b(1) + c(1).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "data/evaluation.h"
#include "data/text.h"

#define LABEL(s) \
	{ \
		{ \
			s, s \
		} \
	}

static const struct fact_def defs[] = {
	{ .id = "env.pue", .type = FACT_NUMBER, .min = 1, .max = 3, .group = "SOV-8" },
	{ .id = "sec.iso27001", .type = FACT_BOOLEAN, .group = "SOV-7" },
};
static const char *const ids[] = { "env.pue", "sec.iso27001" };

static const size_t root_kids[] = { 1, 5, 6 }, root_by_id[] = { 5, 6, 1 };
static const size_t sov_kids[] = { 2, 3, 4 };
static const struct criterion nodes[] = {
	{ .id = "root", .children = root_kids, .by_id = root_by_id, .n_children = 3 },
	{ .id = "sov",
		.index = 1,
		.depth = 1,
		.children = sov_kids,
		.by_id = sov_kids,
		.n_children = 3,
		.weight = 50,
		.weight_text = "50" },
	{ .id = "a", .index = 2, .parent = 1, .depth = 2, .weight = 2, .weight_text = "2" },
	{ .id = "b", .index = 3, .parent = 1, .depth = 2, .weight = 1, .weight_text = "1" },
	{ .id = "c", .index = 4, .parent = 1, .depth = 2, .weight = 1, .weight_text = "1" },
	{ .id = "cost", .index = 5, .depth = 1, .weight = 25, .weight_text = "25" },
	{ .id = "feat", .index = 6, .depth = 1, .weight = 25, .weight_text = "25" },
};
static const struct model model = {
	.id = "small", .name = LABEL("Small"), .nodes = nodes, .n_nodes = 7, .n_leaves = 5
};

static const struct offer offers[] = {
	{ .id = "snc", .name = "Qualified", .inherits_company = true }
};
static const struct profile p1 = {
	.id = "alpha", .name = "Alpha", .surveyed = "2026-11-24", .offers = offers, .n_offers = 1
};
static const struct profile p2 = { .id = "beta", .name = "Beta", .surveyed = "2026-11-20" };
static const struct profile *const profiles[] = { &p1, &p2 };

static const struct library library = {
	.dictionary = { .defs = defs, .n = 2, .ids = ids },
	.profiles = profiles,
	.n_profiles = 2,
	.model = &model,
};

struct setup {
	struct evaluation *ev;
	struct arena *arena;
	int64_t seq;
};

static int
set_up(void **state)
{
	struct setup *s = calloc(1, sizeof *s);
	if (!s)
		return -1;
	s->arena = arena_new();
	*state = s;
	return evaluation_new(&library, (struct strings){ NULL, 0 }, &s->ev, NULL) == ST_OK ? 0
											    : -1;
}

static int
tear_down(void **state)
{
	struct setup *s = *state;
	evaluation_free(s->ev);
	arena_free(s->arena);
	free(s);
	return 0;
}

/* An event as a session would make it; gesture 0 begins one of its own. */
static enum status
apply_as(struct setup *s, const char *actor, enum event_kind kind, const char *target,
	const char *value, int64_t gesture, struct err *e)
{
	struct event v = { .origin = "00000000000000aa",
		.seq = s->seq + 1,
		.time = "2026-11-24T10:00:00Z",
		.actor = actor,
		.scope = "",
		.kind = kind,
		.target = target,
		.new_value = value,
		.old_value = "",
		.reason = "checked the contract",
		.sources = "https://example.org/a https://example.org/b" };
	v.gesture = gesture ? gesture : v.seq;
	if (evaluation_get(s->ev, kind, target, s->arena, &v.old_value, NULL) != ST_OK)
		v.old_value = "";
	enum status st = evaluation_apply(s->ev, &v, e);
	s->seq += st == ST_OK;
	return st;
}

static enum status
apply(struct setup *s, enum event_kind kind, const char *target, const char *value)
{
	return apply_as(s, "ann", kind, target, value, 0, NULL);
}

static enum status
take_back(struct setup *s, const char *actor, bool undo, struct err *e)
{
	struct event v = { .origin = "00000000000000aa",
		.seq = s->seq + 1,
		.gesture = s->seq + 1,
		.time = "",
		.actor = actor,
		.scope = "",
		.reason = "",
		.sources = "" };
	enum status st = undo ? evaluation_undo(s->ev, actor, s->arena, &v, e)
			      : evaluation_redo(s->ev, actor, s->arena, &v, e);
	if (st == ST_OK)
		st = evaluation_apply(s->ev, &v, e);
	s->seq += st == ST_OK;
	return st;
}

static const char *
now(struct setup *s, enum event_kind kind, const char *target)
{
	const char *text = NULL;
	assert_int_equal(evaluation_get(s->ev, kind, target, s->arena, &text, NULL), ST_OK);
	return text;
}

static void
weighs_the_standard_offers_unless_told(void **state)
{
	struct setup *s = *state;
	assert_int_equal(s->ev->n_alternatives, 3);
	assert_string_equal(s->ev->alternatives[1].id, "alpha/snc");
	assert_true(s->ev->alternatives[0].in);
	assert_false(s->ev->alternatives[1].in);
	assert_true(s->ev->alternatives[2].in);
}

static void
names_the_nearest_offer_when_one_does_not_exist(void **state)
{
	(void)state;
	const char *const wrong[] = { "alpha/sncc" };
	struct evaluation *ev = NULL;
	struct err e;
	assert_int_equal(evaluation_new(&library, (struct strings){ wrong, 1 }, &ev, &e), ST_USAGE);
	assert_non_null(strstr(e.text, "did you mean 'alpha/snc'"));
}

static void
normalises_weights_among_siblings(void **state)
{
	struct setup *s = *state;
	assert_true(evaluation_weight(s->ev, 2) == 0.5);
	assert_true(evaluation_global_weight(s->ev, 2) == 0.25);
	assert_int_equal(apply(s, EVENT_WEIGHTS, "sov", "a=0 b=0 c=0"), ST_OK);
	assert_true(evaluation_weight(s->ev, 3) == 1.0 / 3);
	assert_true(evaluation_weight_changed(s->ev, 2));
	assert_false(evaluation_weight_changed(s->ev, 5));
}

static void
refuses_events_that_do_not_fit_and_stays_as_it_was(void **state)
{
	struct setup *s = *state;
	static const struct {
		enum event_kind kind;
		const char *target, *value;
	} bad[] = {
		{ EVENT_WEIGHTS, "nowhere", "a=1" },
		{ EVENT_WEIGHTS, "a", "" },
		{ EVENT_WEIGHTS, "sov", "a=1 b=1" },
		{ EVENT_WEIGHTS, "sov", "a=1 b=1 c=1 d=1" },
		{ EVENT_WEIGHTS, "sov", "b=1 a=1 c=1" },
		{ EVENT_WEIGHTS, "sov", "a=1 b=-1 c=1" },
		{ EVENT_WEIGHTS, "sov", "a=1 b=nan c=1" },
		{ EVENT_WEIGHTS, "sov", "a=1 b=1e999 c=1" },
		{ EVENT_LOCK, "a", "maybe" },
		{ EVENT_PROVIDER, "gamma", "in" },
		{ EVENT_PROVIDER, "beta", "maybe" },
		{ EVENT_UNKNOWN, "", "hopeful" },
		{ EVENT_GATE, "bad id", "sec.iso27001 == true" },
		{ EVENT_GATE, "g", "sec.iso27001 ==" },
		{ EVENT_OVERRIDE, "alpha:env.pu", "1.2" },
		{ EVENT_OVERRIDE, "alpha:env.pue", "low" },
		{ EVENT_OVERRIDE, "alpha:env.pue", "9" },
		{ EVENT_COMMENT, "nowhere", "hm" },
	};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct err e = { .text = "" };
		enum status st =
			apply_as(s, "ann", bad[i].kind, bad[i].target, bad[i].value, 0, &e);
		assert_int_equal(status_exit(st), 3);
		assert_true(e.text[0] != '\0');
	}
	assert_int_equal(s->ev->n_history, 0);
	assert_string_equal(now(s, EVENT_WEIGHTS, "sov"), "a=2 b=1 c=1");
}

static void
an_override_needs_a_reason_and_a_source(void **state)
{
	struct setup *s = *state;
	struct event v = { .origin = "o",
		.seq = 1,
		.gesture = 1,
		.time = "2026-11-24T10:00:00Z",
		.actor = "ann",
		.scope = "",
		.kind = EVENT_OVERRIDE,
		.target = "alpha:env.pue",
		.old_value = "",
		.new_value = "1.2",
		.reason = "",
		.sources = "https://x.org" };
	assert_int_equal(evaluation_apply(s->ev, &v, NULL), ST_INVALID);
	v.reason = "measured";
	v.sources = "";
	assert_int_equal(evaluation_apply(s->ev, &v, NULL), ST_INVALID);
	v.sources = "https://x.org/1 https://x.org/2";
	assert_int_equal(evaluation_apply(s->ev, &v, NULL), ST_OK);
	const struct fact *f = evaluation_fact(s->ev, 0, &defs[0]);
	assert_non_null(f);
	assert_true(f->overridden && f->value.number == 1.2);
	assert_int_equal(f->n_sources, 2);
	assert_string_equal(f->sources[1]->url, "https://x.org/2");
	assert_string_equal(f->as_of, "2026-11-24");
	assert_string_equal(f->note, "measured");
}

static void
undo_gives_back_what_was_and_redo_what_became(void **state)
{
	struct setup *s = *state;
	assert_int_equal(apply(s, EVENT_WEIGHTS, "sov", "a=50 b=30 c=20"), ST_OK);
	assert_int_equal(apply(s, EVENT_OVERRIDE, "alpha:env.pue", "1.25"), ST_OK);
	assert_int_equal(apply(s, EVENT_OVERRIDE, "alpha:env.pue", "1.5"), ST_OK);
	assert_int_equal(take_back(s, "ann", true, NULL), ST_OK);
	assert_string_equal(now(s, EVENT_OVERRIDE, "alpha:env.pue"), "1.25");
	assert_int_equal(take_back(s, "ann", true, NULL), ST_OK);
	assert_string_equal(now(s, EVENT_OVERRIDE, "alpha:env.pue"), "");
	assert_int_equal(take_back(s, "ann", true, NULL), ST_OK);
	assert_string_equal(now(s, EVENT_WEIGHTS, "sov"), "a=2 b=1 c=1");
	assert_int_equal(take_back(s, "ann", true, NULL), ST_FAILED);
	for (int i = 0; i < 3; i++)
		assert_int_equal(take_back(s, "ann", false, NULL), ST_OK);
	assert_int_equal(take_back(s, "ann", false, NULL), ST_FAILED);
	assert_string_equal(now(s, EVENT_WEIGHTS, "sov"), "a=50 b=30 c=20");
	assert_string_equal(now(s, EVENT_OVERRIDE, "alpha:env.pue"), "1.5");
}

static void
undo_takes_back_a_whole_gesture(void **state)
{
	struct setup *s = *state;
	static const char *const steps[] = { "a=3 b=1 c=1", "a=4 b=1 c=1", "a=5 b=1 c=1" };
	for (int i = 0; i < 3; i++)
		assert_int_equal(
			apply_as(s, "ann", EVENT_WEIGHTS, "sov", steps[i], 1, NULL), ST_OK);
	assert_int_equal(take_back(s, "ann", true, NULL), ST_OK);
	assert_string_equal(now(s, EVENT_WEIGHTS, "sov"), "a=2 b=1 c=1");
	assert_int_equal(take_back(s, "ann", false, NULL), ST_OK);
	assert_string_equal(now(s, EVENT_WEIGHTS, "sov"), "a=5 b=1 c=1");
}

static void
undo_takes_back_only_ones_own_and_only_while_nobody_touched_it(void **state)
{
	struct setup *s = *state;
	struct err e;
	assert_int_equal(apply_as(s, "ann", EVENT_LOCK, "a", "true", 0, NULL), ST_OK);
	assert_int_equal(take_back(s, "bob", true, &e), ST_FAILED);
	assert_int_equal(apply_as(s, "bob", EVENT_LOCK, "a", "false", 0, NULL), ST_OK);
	assert_int_equal(take_back(s, "ann", true, &e), ST_FAILED);
	assert_non_null(strstr(e.text, "bob"));
	assert_int_equal(take_back(s, "bob", true, NULL), ST_OK);
	assert_int_equal(take_back(s, "ann", true, NULL), ST_OK);
	assert_string_equal(now(s, EVENT_LOCK, "a"), "false");
}

static void
a_new_change_ends_what_could_be_redone(void **state)
{
	struct setup *s = *state;
	assert_int_equal(apply(s, EVENT_LOCK, "a", "true"), ST_OK);
	assert_int_equal(take_back(s, "ann", true, NULL), ST_OK);
	assert_int_equal(apply(s, EVENT_LOCK, "b", "true"), ST_OK);
	assert_int_equal(take_back(s, "ann", false, NULL), ST_FAILED);
}

/* A reference that keeps a stack of states, held against thousands of random steps. */
static void
undo_and_redo_agree_with_a_stack_of_states(void **state)
{
	struct setup *s = *state;
	const char *env = getenv("BASCULE_SEED");
	unsigned seed = env ? (unsigned)strtoul(env, NULL, 10) : 20261124u;
	print_message("# seed %u\n", seed);
	srand(seed);
	enum { STEPS = 1200 };
	char(*stack)[64] = calloc(STEPS + 1, sizeof *stack);
	assert_non_null(stack);
	size_t at = 0, top = 0;
	(void)snprintf(stack[0], 64, "%s", now(s, EVENT_WEIGHTS, "sov"));
	for (int i = 0; i < STEPS; i++) {
		int what = rand() % 4;
		if (what < 2) {
			char value[64];
			(void)snprintf(value, sizeof value, "a=%d b=%d c=%d", rand() % 100,
				rand() % 100, i);
			assert_int_equal(apply(s, EVENT_WEIGHTS, "sov", value), ST_OK);
			(void)snprintf(stack[++at], 64, "%s", value);
			top = at;
		} else {
			bool can = what == 2 ? at > 0 : at < top;
			enum status st = take_back(s, "ann", what == 2, NULL);
			assert_int_equal(st, can ? ST_OK : ST_FAILED);
			if (can)
				at += what == 2 ? (size_t)-1 : 1;
		}
		assert_string_equal(now(s, EVENT_WEIGHTS, "sov"), stack[at]);
	}
	free(stack);
}

static void
a_share_leaves_the_rest_in_proportion_and_locked_ones_alone(void **state)
{
	struct setup *s = *state;
	const char *parent, *value;
	assert_int_equal(
		evaluation_share(s->ev, "cost", 40, s->arena, &parent, &value, NULL), ST_OK);
	assert_string_equal(parent, "root");
	assert_string_equal(value, "cost=40 feat=20 sov=40");
	assert_int_equal(apply(s, EVENT_LOCK, "feat", "true"), ST_OK);
	assert_int_equal(
		evaluation_share(s->ev, "cost", 40, s->arena, &parent, &value, NULL), ST_OK);
	assert_string_equal(value, "cost=40 feat=25 sov=35");
	assert_int_equal(
		evaluation_share(s->ev, "cost", 80, s->arena, &parent, &value, NULL), ST_USAGE);
	assert_int_equal(
		evaluation_share(s->ev, "feat", 10, s->arena, &parent, &value, NULL), ST_USAGE);
}

struct seen {
	char text[256];
};

static enum status
collect(const char *parent, const char *value, void *data)
{
	struct seen *seen = data;
	size_t used = strlen(seen->text);
	(void)snprintf(seen->text + used, sizeof seen->text - used, "%s: %s; ", parent, value);
	return ST_OK;
}

static void
shares_of_several_parents_come_in_byte_order(void **state)
{
	struct setup *s = *state;
	struct seen seen = { "" };
	assert_int_equal(evaluation_shares(
				 s->ev, "b=10,sov=50,cost=30,a=60", s->arena, collect, &seen, NULL),
		ST_OK);
	assert_string_equal(seen.text, "root: cost=30 feat=20 sov=50; sov: a=60 b=10 c=30; ");
}

static void
wrong_shares_are_refused_with_a_reason(void **state)
{
	struct setup *s = *state;
	static const char *const bad[] = { "", "sov", "sov=", "=5", "sov=fifty", "sov=-1",
		"sov=101", "sov=60,cost=50", "sov=50,cost=20,feat=20", "sov=50,sov=50", "svo=50",
		"root=100", "sov=nan", "sov=0x10", "sov=50,,cost=50" };
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct seen seen = { "" };
		struct err e = { .text = "" };
		assert_int_equal(
			evaluation_shares(s->ev, bad[i], s->arena, collect, &seen, &e), ST_USAGE);
		assert_true(e.text[0] != '\0');
		assert_string_equal(seen.text, "");
	}
}

static void
the_reference_date_is_the_newest_survey_weighed(void **state)
{
	struct setup *s = *state;
	assert_string_equal(evaluation_reference_date(s->ev), "2026-11-24");
	assert_int_equal(apply(s, EVENT_PROVIDER, "alpha", "out"), ST_OK);
	assert_string_equal(evaluation_reference_date(s->ev), "2026-11-20");
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(weighs_the_standard_offers_unless_told),
		CASE(names_the_nearest_offer_when_one_does_not_exist),
		CASE(normalises_weights_among_siblings),
		CASE(refuses_events_that_do_not_fit_and_stays_as_it_was),
		CASE(an_override_needs_a_reason_and_a_source),
		CASE(undo_gives_back_what_was_and_redo_what_became),
		CASE(undo_takes_back_a_whole_gesture),
		CASE(undo_takes_back_only_ones_own_and_only_while_nobody_touched_it),
		CASE(a_new_change_ends_what_could_be_redone),
		CASE(undo_and_redo_agree_with_a_stack_of_states),
		CASE(a_share_leaves_the_rest_in_proportion_and_locked_ones_alone),
		CASE(shares_of_several_parents_come_in_byte_order),
		CASE(wrong_shares_are_refused_with_a_reason),
		CASE(the_reference_date_is_the_newest_survey_weighed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
