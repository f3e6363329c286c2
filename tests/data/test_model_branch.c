/* model_branch: `framework: ID` as a branch of a model, marks that follow their framework. */
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
#include "report/yaml.h"
#include "tests/support/reading.h"

/* Whatever a model extends is the small tender. */
static enum status
find_tender(void *context, const char *id, struct file_bytes *out, struct err *e)
{
	(void)id;
	return file_read(TINY_DATA "/models/tender.yaml", context, out, e);
}

static enum status
parse(struct reading *r, const char *lines, const struct model **out)
{
	const struct model_finder finder = { find_tender, r->arena };
	const char *text = arena_printf(r->arena, "bascule: model/1\nid: x\nname: X\n%s", lines);
	assert_non_null(text);
	struct file_bytes in = file_of(text);
	*out = NULL;
	arena_reset(r->scratch);
	diag_clear(&r->diag);
	return model_parse(&in, &r->dictionary, &finder, r->arena, r->scratch, out, &r->diag);
}

static const struct model *
read_model(void **state, const char *lines)
{
	const struct model *m;
	if (parse(*state, lines, &m) != ST_OK)
		fail_msg("%s", reading_report(*state));
	return m;
}

static void
expect_report(void **state, const char *lines, const char *report)
{
	const struct model *m;
	assert_int_equal(parse(*state, lines, &m), ST_INVALID);
	assert_null(m);
	assert_string_equal(reading_report(*state), report);
}

static const struct criterion *
at(const struct model *m, const char *id)
{
	const struct criterion *c = model_find(m, id);
	if (!c)
		fail_msg("no criterion %s", id);
	return c;
}

/* ---- the branch -------------------------------------------------------------------------- */

static void
a_branch_holds_objectives_and_below_them_criteria(void **state)
{
	static const char *const order[] = { "root", "s", "SOV-1", "SOV-1.1", "SOV-1.2", "SOV-2",
		"SOV-2.1" };
	static const size_t parents[] = { 0, 0, 1, 2, 2, 1, 5 };
	const struct model *m =
		read_model(state, "criteria: {s: {name: S, weight: 1, framework: tiny}}\n");
	assert_int_equal(m->n_nodes, 7);
	assert_int_equal(m->n_leaves, 3);
	for (size_t i = 0; i < 7; i++) {
		assert_string_equal(m->nodes[i].id, order[i]);
		assert_int_equal(m->nodes[i].parent, parents[i]);
	}
	assert_string_equal(at(m, "SOV-1")->name.by[LANG_EN], "SOV-1 First");
	assert_string_equal(at(m, "SOV-1")->name.by[LANG_FR], "SOV-1 Premier");
	assert_string_equal(at(m, "SOV-1.2")->name.by[LANG_EN], "SOV-1.2 who runs it");
	assert_int_equal(at(m, "SOV-1")->at.line, 4);
	assert_int_equal(at(m, "SOV-1.1")->at.line, 4);
}

static void
objectives_weigh_as_in_the_edition(void **state)
{
	const struct model *m =
		read_model(state, "criteria: {s: {name: S, weight: 1, framework: tiny}}\n");
	assert_true(at(m, "SOV-1")->weight == 50);
	assert_true(at(m, "SOV-2")->weight == 50);
	assert_string_equal(at(m, "SOV-2")->weight_text, "50");
	assert_string_equal(at(m, "SOV-1")->why, "Tiny framework, edition new");
	m = read_model(
		state, "criteria: {s: {name: S, weight: 1, framework: tiny, edition: old}}\n");
	assert_true(at(m, "SOV-1")->weight == 75);
	assert_true(at(m, "SOV-2")->weight == 25);
	assert_string_equal(at(m, "SOV-1")->why, "Tiny framework, edition old");
	assert_true(at(m, "SOV-1.1")->weight == at(m, "SOV-1.2")->weight);
}

static void
leaves_read_marks_by_the_values_of_the_rungs(void **state)
{
	const struct dictionary *d = &((struct reading *)*state)->dictionary;
	const struct model *m =
		read_model(state, "criteria: {s: {name: S, weight: 1, framework: tiny}}\n");
	const struct criterion *c = at(m, "SOV-1.1");
	static const double points[] = { 0, 30, 30, 120 };
	assert_int_equal(c->kind, LEAF_MARK);
	assert_string_equal(c->reads, "SOV-1.1");
	assert_ptr_equal(c->asks, d->frameworks[0]->criteria[0]);
	assert_int_equal(c->value.kind, FUNCTION_STEP);
	assert_true(c->value.of_framework);
	assert_int_equal(c->value.n_anchors, 4);
	for (size_t i = 0; i < 4; i++) {
		assert_true(c->value.anchors[i].x == (double)i + 1);
		assert_true(c->value.anchors[i].points == points[i]);
	}
}

static void
a_mark_without_a_value_takes_that_of_its_framework(void **state)
{
	const struct model *m = read_model(state,
		"criteria:\n"
		"  s:\n    name: S\n    weight: 1\n    criteria:\n"
		"      a: {name: A, weight: 1, mark: SOV-2.1}\n"
		"      b: {name: B, weight: 1, mark: SOV-1.1, value: "
		"{step: [[1, 0], [2, 100]]}}\n");
	assert_true(at(m, "a")->value.of_framework);
	assert_int_equal(at(m, "a")->value.n_anchors, 2);
	assert_true(at(m, "a")->value.anchors[1].points == 100);
	assert_false(at(m, "b")->value.of_framework);
	assert_int_equal(at(m, "b")->value.n_anchors, 2);
	assert_non_null(at(m, "b")->asks);
}

static void
the_shipped_framework_makes_a_branch_of_48_leaves(void **state)
{
	struct reading *r = *state;
	struct library *lib = NULL;
	struct data_path path = { .dirs = { "data" }, .n = 1 };
	struct library_request request = { .path = &path, .model = "ec-tender", .threads = 1 };
	if (library_load(&request, &lib, &r->diag) != ST_OK || r->diag.n)
		fail_msg("%s", reading_report(r));
	const struct criterion *s = at(lib->model, "sovereignty");
	static const double weights[] = { 20, 10, 10, 15, 10, 15, 15, 5 };
	size_t leaves = 0;
	assert_int_equal(s->n_children, 8);
	for (size_t i = 0; i < 8; i++) {
		const struct criterion *o = &lib->model->nodes[s->children[i]];
		double mean = 0;
		assert_true(o->weight == weights[i]);
		leaves += o->n_children;
		for (size_t k = 0; k < o->n_children; k++) {
			const struct criterion *c = &lib->model->nodes[o->children[k]];
			mean += c->value.anchors[c->value.n_anchors - 1].points /
				(double)o->n_children;
		}
		assert_true(mean > 99.999 && mean < 100.201);
	}
	assert_int_equal(leaves, 48);
	library_free(lib);
}

/* ---- overlays ---------------------------------------------------------------------------- */

static void
an_overlay_changes_weights_and_leaves_below_a_branch(void **state)
{
	const struct model *m = read_model(state,
		"extends: tender\n"
		"weights: {SOV-2: 7.50, SOV-1.2: 3}\n"
		"leaves: {SOV-2.1: {name: Mine, weight: 2, mark: SOV-2.1}}\n");
	assert_true(at(m, "SOV-1")->weight == 75);
	assert_true(at(m, "SOV-2")->weight == 7.5);
	assert_string_equal(at(m, "SOV-2")->weight_text, "7.50");
	assert_true(at(m, "SOV-1.2")->weight == 3);
	assert_true(at(m, "SOV-1.1")->weight == 1);
	assert_string_equal(at(m, "SOV-2.1")->name.by[LANG_EN], "Mine");
	assert_true(at(m, "SOV-2.1")->value.of_framework);
	assert_int_equal(m->n_gates, 1);
}

static void
an_overlay_removes_and_adds_below_a_branch_and_leaves_the_framework_alone(void **state)
{
	const struct dictionary *d = &((struct reading *)*state)->dictionary;
	const struct model *m = read_model(state,
		"extends: tender\nremove: [SOV-1.1]\n"
		"add: {SOV-2: {more: {name: M, weight: 1, evaluator: m}}}\n");
	assert_null(model_find(m, "SOV-1.1"));
	assert_int_equal(at(m, "SOV-1")->n_children, 1);
	assert_int_equal(at(m, "SOV-2")->n_children, 2);
	assert_int_equal(d->frameworks[0]->objectives[0].n_criteria, 2);
	assert_string_equal(d->frameworks[0]->criteria[0]->id, "SOV-1.1");
}

static void
an_overlay_may_put_a_framework_where_another_branch_was(void **state)
{
	const struct model *m = read_model(state,
		"extends: tender\nremove: [sovereignty]\n"
		"add: {root: {csf: {name: C, weight: 1, framework: tiny}}}\n");
	assert_int_equal(at(m, "SOV-1")->parent, at(m, "csf")->index);
	assert_true(at(m, "SOV-1")->weight == 50);
}

/* ---- what is refused --------------------------------------------------------------------- */

#define HEAD "criteria:\n  s: {name: S, weight: 1, "

static void
an_unknown_framework_edition_or_mark_is_named_with_the_nearest(void **state)
{
	expect_report(state, HEAD "framework: tinny}\n",
		"t.yaml:5:3: error: criteria.s: unknown framework \"tinny\"; did you mean "
		"\"tiny\"?\n");
	expect_report(state, HEAD "framework: csf}\n",
		"t.yaml:5:3: error: criteria.s: unknown framework \"csf\"\n");
	expect_report(state, HEAD "framework: tiny, edition: odl}\n",
		"t.yaml:5:3: error: criteria.s: unknown edition \"odl\"; did you mean \"old\"?\n");
	expect_report(state, HEAD "mark: SOV-1.7}\n",
		"t.yaml:5:3: error: criteria.s: unknown mark \"SOV-1.7\"; did you mean "
		"\"SOV-1.1\"?\n");
}

static void
a_branch_is_nothing_else_beside_a_framework(void **state)
{
	static const char one_of[] = "t.yaml:5:3: error: criteria.s: expected exactly one of "
				     "criteria, framework, fact, mark, cost, evaluator\n";
	expect_report(state,
		HEAD "framework: tiny, criteria: {a: {name: A, weight: 1, evaluator: a}}}\n",
		one_of);
	expect_report(state, HEAD "framework: tiny, mark: SOV-1.1}\n", one_of);
	expect_report(state, HEAD "edition: old}\n", one_of);
	expect_report(state, HEAD "edition: old, evaluator: e}\n",
		"t.yaml:5:3: error: criteria.s: edition is for a criterion with framework\n");
	expect_report(state, HEAD "framework: tiny, value: {linear: {zero: 0, full: 1}}}\n",
		"t.yaml:5:44: error: criteria.s: only a leaf has a value function\n");
	expect_report(state, HEAD "framework: tiny, overlaps: [SOV-1.1]}\n",
		"t.yaml:5:3: error: criteria.s: only a leaf has overlaps\n");
	expect_report(state, HEAD "framework: [tiny]}\n",
		"t.yaml:5:3: error: criteria.s: expected exactly one of criteria, framework, "
		"fact, mark, cost, evaluator\n"
		"t.yaml:5:38: error: criteria.s.framework: expected an id (letters, digits, . _ "
		"-, at most 64), found a list\n");
}

static void
a_framework_fits_into_a_model_once(void **state)
{
	struct reading *r = *state;
	const struct model *m;
	assert_int_equal(parse(r,
				 "criteria:\n  s: {name: S, weight: 1, framework: tiny}\n"
				 "  t: {name: T, weight: 1, framework: tiny, edition: old}\n",
				 &m),
		ST_INVALID);
	assert_int_equal(r->diag.n_errors, 5);
	assert_non_null(strstr(reading_report(r),
		"t.yaml:6:3: error: the criterion \"SOV-1\" is already in line 5"));
}

/* ---- read back --------------------------------------------------------------------------- */

static void
expect_same_node(const struct criterion *a, const struct criterion *b)
{
	assert_string_equal(a->id, b->id);
	assert_string_equal(a->name.by[LANG_EN], b->name.by[LANG_EN]);
	assert_string_equal(a->name.by[LANG_FR], b->name.by[LANG_FR]);
	assert_int_equal(a->parent, b->parent);
	assert_true(a->weight == b->weight);
	assert_string_equal(a->weight_text, b->weight_text);
	assert_true(str_eq(a->why, b->why));
	assert_int_equal(a->kind, b->kind);
	assert_true(str_eq(a->reads, b->reads));
	assert_true(str_eq(a->asks ? a->asks->id : NULL, b->asks ? b->asks->id : NULL));
	assert_int_equal(a->value.kind, b->value.kind);
	assert_int_equal(a->value.of_framework, b->value.of_framework);
	assert_int_equal(a->value.n_anchors, b->value.n_anchors);
	for (size_t i = 0; i < a->value.n_anchors; i++) {
		assert_true(a->value.anchors[i].x == b->value.anchors[i].x);
		assert_true(a->value.anchors[i].points == b->value.anchors[i].points);
	}
	assert_int_equal(a->value.n_words, b->value.n_words);
	assert_int_equal(a->overlaps.n, b->overlaps.n);
}

static void
what_is_shown_of_a_shipped_model_reads_back_as_the_same_nodes(void **state)
{
	struct reading *r = *state;
	struct library *lib = NULL;
	struct data_path path = { .dirs = { "data" }, .n = 1 };
	struct library_request request = { .path = &path, .model = "ec-tender", .threads = 1 };
	const struct model_finder none = { find_tender, r->arena };
	const struct model *again = NULL;
	if (library_load(&request, &lib, &r->diag) != ST_OK)
		fail_msg("%s", reading_report(r));
	const struct model *m = lib->model;
	const char *text = yaml_model(m, r->arena);
	assert_non_null(text);
	struct file_bytes in = file_of(text);
	if (model_parse(&in, &lib->dictionary, &none, r->arena, r->scratch, &again, &r->diag) !=
		ST_OK)
		fail_msg("%s", reading_report(r));
	if (r->diag.n)
		fail_msg("%s", reading_report(r));
	assert_int_equal(again->n_nodes, m->n_nodes);
	assert_int_equal(again->n_leaves, m->n_leaves);
	for (size_t i = 0; i < m->n_nodes; i++)
		expect_same_node(&m->nodes[i], &again->nodes[i]);
	assert_int_equal(again->n_gates, 8);
	for (size_t i = 0; i < m->n_gates; i++)
		assert_string_equal(again->gates[i].when, m->gates[i].when);
	assert_true(again->open_counts_as_fail);
	library_free(lib);
}

int
main(void)
{
#define READING(test) cmocka_unit_test_setup_teardown(test, reading_set_up, reading_tear_down)
	const struct CMUnitTest tests[] = {
		READING(a_branch_holds_objectives_and_below_them_criteria),
		READING(objectives_weigh_as_in_the_edition),
		READING(leaves_read_marks_by_the_values_of_the_rungs),
		READING(a_mark_without_a_value_takes_that_of_its_framework),
		READING(the_shipped_framework_makes_a_branch_of_48_leaves),
		READING(an_overlay_changes_weights_and_leaves_below_a_branch),
		READING(an_overlay_removes_and_adds_below_a_branch_and_leaves_the_framework_alone),
		READING(an_overlay_may_put_a_framework_where_another_branch_was),
		READING(an_unknown_framework_edition_or_mark_is_named_with_the_nearest),
		READING(a_branch_is_nothing_else_beside_a_framework),
		READING(a_framework_fits_into_a_model_once),
		READING(what_is_shown_of_a_shipped_model_reads_back_as_the_same_nodes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
