/* model_read: the flat tree, value functions, gates, and models that extend others. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "data/model_read.h"
#include "data/text.h"
#include "tests/support/failing_malloc.h"
#include "tests/support/random.h"
#include "tests/support/reading.h"

/* ---- bases from memory ------------------------------------------------------------------- */

struct shelf {
	const struct file_bytes *files;
	const char *const *ids;
	size_t n;
};

static enum status
find_on_shelf(void *context, const char *id, struct file_bytes *out, struct err *e)
{
	const struct shelf *shelf = context;
	for (size_t i = 0; i < shelf->n; i++) {
		if (!str_eq(shelf->ids[i], id))
			continue;
		*out = shelf->files[i];
		return ST_OK;
	}
	return err_set(e, ST_INVALID, "there is no model \"%s\"", id);
}

static enum status
parse(struct reading *r, const struct file_bytes *in, struct shelf *shelf, const struct model **out)
{
	const struct model_finder finder = { find_on_shelf, shelf };
	*out = NULL;
	arena_reset(r->scratch);
	return model_parse(in, &r->dictionary, &finder, r->arena, r->scratch, out, &r->diag);
}

/* The base and, on it, a model made of the head of an overlay and these lines. */
static enum status
parse_overlay(struct reading *r, const char *lines, const struct model **out)
{
	static const char *const ids[] = { "base" };
	struct file_bytes base = file_at(r, SMALL_DATA "/models/base.yaml");
	struct shelf shelf = { &base, ids, 1 };
	const char *text = arena_printf(
		r->arena, "bascule: model/1\nid: over\nname: Over\nextends: base\n%s", lines);
	assert_non_null(text);
	struct file_bytes in = file_of(text);
	return parse(r, &in, &shelf, out);
}

static const struct model *
read_overlay(struct reading *r, const char *lines)
{
	const struct model *m;
	reading_begin(r);
	reading_dictionary(r);
	if (parse_overlay(r, lines, &m) != ST_OK)
		fail_msg("%s", reading_report(r));
	return m;
}

static const struct model *
read_base(struct reading *r)
{
	struct shelf none = { 0 };
	const struct model *m;
	reading_begin(r);
	reading_dictionary(r);
	struct file_bytes in = file_at(r, SMALL_DATA "/models/base.yaml");
	if (parse(r, &in, &none, &m) != ST_OK)
		fail_msg("%s", reading_report(r));
	return m;
}

static const struct criterion *
at(const struct model *m, const char *id)
{
	const struct criterion *c = model_find(m, id);
	if (!c)
		fail_msg("no criterion %s", id);
	return c;
}

/* ---- the flat tree ----------------------------------------------------------------------- */

static void
expect_sound_tree(const struct model *m)
{
	size_t leaves = 0, links = 0;
	assert_string_equal(m->nodes[0].id, "root");
	assert_int_equal(m->nodes[0].parent, 0);
	for (size_t i = 0; i < m->n_nodes; i++) {
		const struct criterion *c = &m->nodes[i];
		assert_int_equal(c->index, i);
		leaves += c->n_children == 0;
		assert_true((c->n_children == 0) == (c->kind != LEAF_NONE));
		for (size_t k = 0; k < c->n_children; k++) {
			const struct criterion *child = &m->nodes[c->children[k]];
			assert_true(child->index > i);
			assert_int_equal(child->parent, i);
			assert_int_equal(child->depth, c->depth + 1);
			if (k)
				assert_true(strcmp(m->nodes[c->by_id[k - 1]].id,
						    m->nodes[c->by_id[k]].id) < 0);
			links++;
		}
	}
	assert_int_equal(leaves, m->n_leaves);
	assert_int_equal(links, m->n_nodes - 1);
}

static void
the_tree_is_flat_with_parents_before_children(void **state)
{
	(void)state;
	static const char *const order[] = { "root", "sovereignty", "seat", "staff", "iso", "cost",
		"vm", "features", "pue", "cpu" };
	struct reading r;
	const struct model *m = read_base(&r);
	expect_sound_tree(m);
	assert_int_equal(m->n_nodes, 10);
	for (size_t i = 0; i < m->n_nodes; i++)
		assert_string_equal(m->nodes[i].id, order[i]);
	const struct criterion *root = &m->nodes[0];
	assert_string_equal(m->nodes[root->by_id[0]].id, "cost");
	assert_string_equal(m->nodes[root->children[0]].id, "sovereignty");
	reading_end(&r);
}

static void
names_weights_and_reasons_are_kept_as_written(void **state)
{
	(void)state;
	struct reading r;
	const struct model *m = read_base(&r);
	assert_string_equal(m->id, "base");
	assert_string_equal(m->name.by[LANG_FR], "Socle");
	assert_string_equal(m->note.by[LANG_EN], "A small model.");
	assert_string_equal(m->note.by[LANG_FR], "A small model.");
	assert_null(m->extends);
	assert_int_equal(m->unknown, UNKNOWN_PESSIMISTIC);
	assert_int_equal(m->max_age_months, 24);
	assert_int_equal(m->n_sources, 1);
	const struct criterion *features = at(m, "features");
	assert_true(features->weight == 10.5);
	assert_string_equal(features->weight_text, "10.50");
	assert_string_equal(at(m, "sovereignty")->why, "it is asked first [why]");
	assert_null(features->why);
	reading_end(&r);
}

static void
value_functions_are_read_with_their_anchors(void **state)
{
	(void)state;
	struct reading r;
	const struct model *m = read_base(&r);
	const struct value_function *vm = &at(m, "vm")->value;
	assert_int_equal(vm->kind, FUNCTION_LOG);
	assert_true(vm->anchors[0].x == 10 && vm->anchors[0].points == 0);
	assert_true(vm->anchors[1].x == 0.01 && vm->anchors[1].points == 100);
	assert_true(vm->has_word && vm->word_points == 100);
	const struct value_function *pue = &at(m, "pue")->value;
	assert_int_equal(pue->kind, FUNCTION_PIECEWISE);
	assert_int_equal(pue->n_anchors, 3);
	assert_true(pue->anchors[1].x == 1.3 && pue->anchors[1].points == 60);
	assert_int_equal(at(m, "cpu")->value.kind, FUNCTION_COUNT);
	assert_int_equal(at(m, "cpu")->value.n_anchors, 2);
	assert_string_equal(at(m, "cpu")->reads, "feat.cpu");
	assert_ptr_equal(at(m, "cpu")->def, dictionary_find(&r.dictionary, "feat.cpu"));
	reading_end(&r);
}

static void
countries_are_matched_in_the_order_of_the_file(void **state)
{
	(void)state;
	struct reading r;
	const struct value_function *f = &at(read_base(&r), "seat")->value;
	assert_int_equal(f->kind, FUNCTION_WORDS);
	assert_int_equal(f->n_words, 3);
	assert_string_equal(f->words[0].word, "EU");
	assert_ptr_equal(f->words[0].group, dictionary_group(&r.dictionary, "EU"));
	assert_string_equal(f->words[2].word, "CH");
	assert_null(f->words[2].group);
	assert_true(f->has_other && f->other == 0);
	assert_string_equal(f->why, "law");
	reading_end(&r);
}

static void
gates_hold_their_parsed_condition(void **state)
{
	(void)state;
	struct reading r;
	const struct model *m = read_base(&r);
	assert_int_equal(m->n_gates, 1);
	assert_string_equal(m->gates[0].id, "iso27001");
	assert_string_equal(m->gates[0].when, "sec.iso == true");
	assert_int_equal(m->gates[0].condition->op, COND_EQ);
	reading_end(&r);
}

/* ---- overlays ---------------------------------------------------------------------------- */

static void
an_overlay_inherits_all_that_it_does_not_say(void **state)
{
	(void)state;
	struct reading r;
	const struct model *m = read_overlay(&r, "unknown: exclude\n");
	expect_sound_tree(m);
	assert_string_equal(m->id, "over");
	assert_string_equal(m->extends, "base");
	assert_int_equal(m->unknown, UNKNOWN_EXCLUDE);
	assert_int_equal(m->max_age_months, 24);
	assert_int_equal(m->n_gates, 1);
	assert_int_equal(m->n_nodes, 10);
	assert_int_equal(m->n_sources, 1);
	assert_null(m->note.by[LANG_EN]);
	reading_end(&r);
}

static void
weights_change_and_keep_their_text(void **state)
{
	(void)state;
	struct reading r;
	const struct model *m = read_overlay(&r, "weights: {cost: 7.0, seat: 0}\n");
	assert_true(at(m, "cost")->weight == 7);
	assert_string_equal(at(m, "cost")->weight_text, "7.0");
	assert_true(at(m, "seat")->weight == 0);
	assert_true(at(m, "staff")->weight == 1);
	reading_end(&r);
}

static void
leaves_are_replaced_where_they_stand(void **state)
{
	(void)state;
	struct reading r;
	const struct model *m =
		read_overlay(&r, "leaves:\n  staff: {name: Other, weight: 9, evaluator: panel}\n");
	assert_int_equal(at(m, "staff")->kind, LEAF_EVALUATOR);
	assert_string_equal(at(m, "staff")->reads, "panel");
	assert_null(at(m, "staff")->def);
	assert_int_equal(at(m, "staff")->index, 3);
	reading_end(&r);
}

static void
criteria_are_added_below_others_and_at_the_top(void **state)
{
	(void)state;
	struct reading r;
	const struct model *m = read_overlay(&r,
		"add:\n  cost: {egress: {name: E, weight: 1, cost: egress}}\n"
		"  root: {top: {name: T, weight: 1, "
		"criteria: {t: {name: T, weight: 1, evaluator: t}}}}\n"
		"weights: {egress: 3}\n");
	expect_sound_tree(m);
	assert_int_equal(m->n_nodes, 13);
	assert_int_equal(at(m, "egress")->parent, at(m, "cost")->index);
	assert_true(at(m, "egress")->weight == 3);
	assert_int_equal(at(m, "top")->parent, 0);
	reading_end(&r);
}

static void
criteria_are_removed_with_all_below_them(void **state)
{
	(void)state;
	struct reading r;
	const struct model *m = read_overlay(&r, "remove: [features, staff]\n");
	expect_sound_tree(m);
	assert_int_equal(m->n_nodes, 6);
	assert_null(model_find(m, "features"));
	assert_null(model_find(m, "pue"));
	assert_null(model_find(m, "staff"));
	reading_end(&r);
}

static void
an_id_that_was_removed_can_be_added_elsewhere(void **state)
{
	(void)state;
	struct reading r;
	const struct model *m = read_overlay(
		&r, "remove: [cpu]\nadd: {cost: {cpu: {name: C, weight: 1, evaluator: c}}}\n");
	assert_int_equal(at(m, "cpu")->parent, at(m, "cost")->index);
	reading_end(&r);
}

static void
gates_replace_those_of_the_base_even_when_empty(void **state)
{
	(void)state;
	struct reading r;
	const struct model *m = read_overlay(&r, "gates: {}\n");
	assert_int_equal(m->n_gates, 0);
	reading_end(&r);
	m = read_overlay(&r, "gates: {pue: {when: env.pue < 1.5, name: P}}\n");
	assert_int_equal(m->n_gates, 1);
	assert_string_equal(m->gates[0].id, "pue");
	reading_end(&r);
}

static void
sources_of_both_are_kept_and_the_own_one_hides_its_namesake(void **state)
{
	(void)state;
	struct reading r;
	const struct model *m = read_overlay(&r,
		"sources:\n"
		"  a: {title: A, publisher: P, url: \"https://example.org/a\"}\n"
		"  why: {title: Mine, publisher: P, url: \"https://example.org/mine\"}\n"
		"  z: {title: Z, publisher: P, url: \"https://example.org/z\"}\n");
	assert_int_equal(m->n_sources, 3);
	assert_string_equal(m->sources[1].id, "why");
	assert_string_equal(m->sources[1].title, "Mine");
	reading_end(&r);
}

static void
an_id_that_the_base_has_already_cannot_be_added(void **state)
{
	(void)state;
	struct reading r;
	const struct model *m;
	reading_begin(&r);
	reading_dictionary(&r);
	assert_int_equal(
		parse_overlay(&r, "add: {cost: {SEAT: {name: S, weight: 1, evaluator: s}}}\n", &m),
		ST_INVALID);
	assert_null(m);
	assert_non_null(strstr(reading_report(&r), "ids are unique in the tree"));
	reading_end(&r);
}

/* ---- chains ------------------------------------------------------------------------------ */

/* Models m0 .. m(n-1), each on the next; the last on `last`, or with a criterion of its own. */
static enum status
parse_chain(struct reading *r, size_t n, const char *last)
{
	struct file_bytes files[32];
	const char *ids[32];
	const struct model *m;
	assert_true(n <= 32);
	reading_begin(r);
	reading_dictionary(r);
	for (size_t i = 0; i < n; i++) {
		bool is_last = i + 1 == n;
		const char *rest = is_last && !last
			? "criteria: {a: {name: A, weight: 1, evaluator: a}}"
			: is_last ? arena_printf(r->arena, "extends: %s", last)
				  : arena_printf(r->arena, "extends: m%zu", i + 1);
		ids[i] = arena_printf(r->arena, "m%zu", i);
		files[i] = file_of(arena_printf(
			r->arena, "bascule: model/1\nid: m%zu\nname: M\n%s\n", i, rest));
	}
	struct shelf shelf = { files, ids, n };
	return parse(r, &files[0], &shelf, &m);
}

static void
a_model_may_extend_one_that_extends_another(void **state)
{
	(void)state;
	struct reading r;
	assert_int_equal(parse_chain(&r, 5, NULL), ST_OK);
	reading_end(&r);
}

static void
cycles_of_any_length_are_found(void **state)
{
	(void)state;
	struct reading r;
	for (size_t n = 1; n <= 4; n++) {
		assert_int_equal(parse_chain(&r, n, "m0"), ST_INVALID);
		assert_non_null(strstr(reading_report(&r), "extends itself"));
		reading_end(&r);
	}
	/* also one that does not come back to the first */
	assert_int_equal(parse_chain(&r, 4, "m2"), ST_INVALID);
	reading_end(&r);
}

static void
chains_are_bounded(void **state)
{
	(void)state;
	struct reading r;
	assert_int_equal(parse_chain(&r, 20, NULL), ST_INVALID);
	assert_non_null(strstr(reading_report(&r), "more than 8 models"));
	reading_end(&r);
}

static void
what_is_wrong_in_a_base_is_reported_in_its_file(void **state)
{
	(void)state;
	static const char *const ids[] = { "base" };
	struct reading r;
	const struct model *m;
	struct file_bytes base = { "base.yaml", "bascule: model/1\nid: base\nname: []\n", 0 };
	base.len = strlen(base.bytes);
	struct shelf shelf = { &base, ids, 1 };
	struct file_bytes in = file_of("bascule: model/1\nid: x\nname: X\nextends: base\n");
	reading_begin(&r);
	reading_dictionary(&r);
	assert_int_equal(parse(&r, &in, &shelf, &m), ST_INVALID);
	assert_string_equal(reading_report(&r),
		"base.yaml:3:7: error: name: expected a text, or {en: …, fr: …}, found a list\n"
		"base.yaml: error: the model has neither criteria nor extends\n");
	reading_end(&r);
}

/* ---- many criteria, bad bytes, no memory ------------------------------------------------- */

static void
five_thousand_criteria_are_read_in_time(void **state)
{
	(void)state;
	struct reading r;
	struct shelf none = { 0 };
	const struct model *m;
	char *text = malloc(5000 * 80), *end = text;
	assert_non_null(text);
	end += sprintf(end, "bascule: model/1\nid: x\nname: X\ncriteria:\n");
	for (size_t i = 0; i < 5000; i++)
		end += sprintf(end, "  c%zu: {name: C, weight: 1, evaluator: e%zu}\n", i, i);
	reading_begin(&r);
	reading_dictionary(&r);
	struct file_bytes in = { "t.yaml", text, (size_t)(end - text) };
	assert_int_equal(parse(&r, &in, &none, &m), ST_OK);
	assert_int_equal(m->n_leaves, 5000);
	expect_sound_tree(m);
	free(text);
	reading_end(&r);
}

static void
every_prefix_gives_an_error_or_a_sound_model(void **state)
{
	(void)state;
	struct reading r;
	struct shelf none = { 0 };
	const struct model *m;
	reading_begin(&r);
	reading_dictionary(&r);
	struct file_bytes in = file_at(&r, SMALL_DATA "/models/base.yaml");
	for (size_t len = 0; len <= in.len; len++) {
		struct file_bytes cut = { "t.yaml", arena_strndup(r.arena, in.bytes, len), len };
		diag_clear(&r.diag);
		if (parse(&r, &cut, &none, &m) == ST_OK)
			expect_sound_tree(m);
		else
			assert_true(r.diag.n_errors > 0);
	}
	reading_end(&r);
}

static void
damaged_bytes_give_an_error_or_a_sound_model(void **state)
{
	(void)state;
	static const char nasty[] = "\0\n\t :,[]{}&*!|>'\"%@`#-?~\x80\xff<u0";
	struct reading r;
	struct shelf none = { 0 };
	const struct model *m;
	reading_begin(&r);
	reading_dictionary(&r);
	struct file_bytes in = file_at(&r, SMALL_DATA "/models/base.yaml");
	char *bytes = arena_strndup(r.arena, in.bytes, in.len);
	assert_non_null(bytes);
	for (uint64_t k = 0; k < 4000; k++) {
		struct random random = random_of(random_seed(), k);
		struct file_bytes bad = { "t.yaml", bytes, in.len };
		memcpy(bytes, in.bytes, in.len);
		for (size_t n = 1 + random_below(&random, 3); n > 0; n--)
			bytes[random_below(&random, in.len)] =
				nasty[random_below(&random, sizeof nasty)];
		diag_clear(&r.diag);
		if (parse(&r, &bad, &none, &m) == ST_OK)
			expect_sound_tree(m);
		else
			assert_true(r.diag.n_errors > 0);
	}
	reading_end(&r);
}

static enum status
parse_once(const struct file_bytes *in, const struct dictionary *dictionary, struct shelf *shelf)
{
	struct diag diag;
	const struct model *m = NULL;
	const struct model_finder finder = { find_on_shelf, shelf };
	struct arena *arena = arena_new(), *scratch = arena_new();
	diag_init(&diag);
	enum status st = ST_NOMEM;
	if (arena && scratch)
		st = model_parse(in, dictionary, &finder, arena, scratch, &m, &diag);
	arena_free(arena);
	arena_free(scratch);
	diag_clear(&diag);
	return st;
}

static void
fail_each_allocation(
	struct reading *r, const struct file_bytes *in, struct shelf *shelf, enum status otherwise)
{
	for (size_t n = 1;; n++) {
		long before = allocations_live();
		allocations_fail_at(n);
		enum status st = parse_once(in, &r->dictionary, shelf);
		bool failed = allocations_stop();
		assert_int_equal(allocations_live(), before);
		assert_int_equal(st, failed ? ST_NOMEM : otherwise);
		if (!failed)
			return;
	}
}

static void
memory_that_runs_out_anywhere_is_reported_and_leaks_nothing(void **state)
{
	(void)state;
	static const char *const ids[] = { "base" };
	struct reading r;
	reading_begin(&r);
	reading_dictionary(&r);
	struct file_bytes base = file_at(&r, SMALL_DATA "/models/base.yaml");
	struct file_bytes over = file_at(&r, SMALL_DATA "/models/over.yaml");
	struct file_bytes bad = file_at(&r, "tests/corpus/model-functions.yaml");
	struct shelf shelf = { &base, ids, 1 };
	fail_each_allocation(&r, &over, &shelf, ST_OK);
	fail_each_allocation(&r, &bad, &shelf, ST_INVALID);
	reading_end(&r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_tree_is_flat_with_parents_before_children),
		cmocka_unit_test(names_weights_and_reasons_are_kept_as_written),
		cmocka_unit_test(value_functions_are_read_with_their_anchors),
		cmocka_unit_test(countries_are_matched_in_the_order_of_the_file),
		cmocka_unit_test(gates_hold_their_parsed_condition),
		cmocka_unit_test(an_overlay_inherits_all_that_it_does_not_say),
		cmocka_unit_test(weights_change_and_keep_their_text),
		cmocka_unit_test(leaves_are_replaced_where_they_stand),
		cmocka_unit_test(criteria_are_added_below_others_and_at_the_top),
		cmocka_unit_test(criteria_are_removed_with_all_below_them),
		cmocka_unit_test(an_id_that_was_removed_can_be_added_elsewhere),
		cmocka_unit_test(gates_replace_those_of_the_base_even_when_empty),
		cmocka_unit_test(sources_of_both_are_kept_and_the_own_one_hides_its_namesake),
		cmocka_unit_test(an_id_that_the_base_has_already_cannot_be_added),
		cmocka_unit_test(a_model_may_extend_one_that_extends_another),
		cmocka_unit_test(cycles_of_any_length_are_found),
		cmocka_unit_test(chains_are_bounded),
		cmocka_unit_test(what_is_wrong_in_a_base_is_reported_in_its_file),
		cmocka_unit_test(five_thousand_criteria_are_read_in_time),
		cmocka_unit_test(every_prefix_gives_an_error_or_a_sound_model),
		cmocka_unit_test(damaged_bytes_give_an_error_or_a_sound_model),
		cmocka_unit_test(memory_that_runs_out_anywhere_is_reported_and_leaks_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
