/* model_write: weights that were changed are written, and read back as they were. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "data/file.h"
#include "data/model_write.h"
#include "tests/support/failing_malloc.h"
#include "tests/support/reading.h"

struct session {
	struct reading r;
	struct library *library;
	struct evaluation *evaluation;
};

static void
begin(struct session *s, const char *model)
{
	struct data_path path = small_path();
	struct library_request request = { .path = &path, .model = model, .threads = 1 };
	struct err e;
	reading_begin(&s->r);
	if (library_load(&request, &s->library, &s->r.diag) != ST_OK)
		fail_msg("%s", reading_report(&s->r));
	struct strings all = { NULL, 0 };
	assert_int_equal(evaluation_new(s->library, all, &s->evaluation, &e), ST_OK);
}

static void
end(struct session *s)
{
	evaluation_free(s->evaluation);
	library_free(s->library);
	reading_end(&s->r);
}

static void
weigh(struct session *s, const char *parent, const char *weights)
{
	const char *before;
	struct err e;
	assert_int_equal(
		evaluation_get(s->evaluation, EVENT_WEIGHTS, parent, s->r.arena, &before, &e),
		ST_OK);
	struct event *event = arena_alloc(s->r.arena, sizeof *event);
	assert_non_null(event);
	*event = (struct event){ .origin = "0123456789abcdef",
		.seq = 1,
		.time = "2026-11-24T10:00:00Z",
		.actor = "test",
		.scope = "",
		.gesture = 1,
		.kind = EVENT_WEIGHTS,
		.target = parent,
		.old_value = before,
		.new_value = weights,
		.reason = "",
		.sources = "" };
	if (evaluation_apply(s->evaluation, event, &e) != ST_OK)
		fail_msg("%s", e.text);
}

static const char *
written(struct session *s, const char *id)
{
	const char *text = NULL;
	struct err e;
	assert_int_equal(model_write_weights(s->evaluation, id, s->r.arena, &text, &e), ST_OK);
	return text;
}

static void
only_the_siblings_of_what_was_changed_are_written(void **state)
{
	(void)state;
	struct session s;
	begin(&s, "base");
	weigh(&s, "sovereignty", "iso=0 seat=12.5 staff=1");
	assert_string_equal(written(&s, "mine"),
		"bascule: model/1\nid: \"mine\"\nname: \"mine\"\nextends: \"base\"\n"
		"weights:\n  \"seat\": 12.5\n  \"staff\": 1\n  \"iso\": 0\n");
	end(&s);
}

static void
nothing_changed_is_a_model_without_weights(void **state)
{
	(void)state;
	struct session s;
	begin(&s, "base");
	assert_string_equal(written(&s, "null"),
		"bascule: model/1\nid: \"null\"\nname: \"null\"\nextends: \"base\"\n");
	end(&s);
}

static void
what_is_written_is_read_back_with_the_same_weights(void **state)
{
	(void)state;
	struct session s;
	struct library *again = NULL;
	struct err e;
	char path[] = "/tmp/bascule-model-XXXXXX.yaml";
	begin(&s, "over");
	weigh(&s, "root", "cost=0.1 features=33.333 opinion=1e-3 sovereignty=7");
	weigh(&s, "features", "extra=2 pue=0");
	const char *text = written(&s, "mine");
	int fd = mkstemps(path, 5);
	assert_true(fd >= 0);
	close(fd);
	assert_int_equal(file_write(path, text, strlen(text), &e), ST_OK);
	struct data_path dirs = small_path();
	struct library_request request = { .path = &dirs, .model = path, .threads = 1 };
	enum status st = library_load(&request, &again, &s.r.diag);
	unlink(path);
	if (st != ST_OK)
		fail_msg("%s", reading_report(&s.r));
	assert_int_equal(again->model->n_nodes, s.library->model->n_nodes);
	for (size_t i = 0; i < again->model->n_nodes; i++) {
		assert_string_equal(again->model->nodes[i].id, s.library->model->nodes[i].id);
		assert_true(again->model->nodes[i].weight == s.evaluation->weights[i]);
		assert_string_equal(
			again->model->nodes[i].weight_text, s.evaluation->weight_texts[i]);
	}
	library_free(again);
	end(&s);
}

static void
the_id_must_be_one_and_not_that_of_the_model(void **state)
{
	(void)state;
	static const char *const ids[] = { "", "a b", "../x", "base", "BASE", "a\nb: c" };
	struct session s;
	begin(&s, "base");
	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
		const char *text = NULL;
		struct err e;
		assert_int_equal(
			model_write_weights(s.evaluation, ids[i], s.r.arena, &text, &e), ST_USAGE);
		assert_null(text);
	}
	end(&s);
}

static void
memory_that_runs_out_gives_no_text(void **state)
{
	(void)state;
	struct session s;
	begin(&s, "base");
	weigh(&s, "root", "cost=1 features=2 sovereignty=3");
	const char *whole = written(&s, "mine");
	for (size_t n = 1;; n++) {
		const char *text = NULL;
		struct err e;
		long before = allocations_live();
		struct arena *a = arena_new();
		assert_non_null(a);
		allocations_fail_at(n);
		enum status st = model_write_weights(s.evaluation, "mine", a, &text, &e);
		bool failed = allocations_stop();
		assert_int_equal(st, failed ? ST_NOMEM : ST_OK);
		if (!failed)
			assert_string_equal(text, whole);
		arena_free(a);
		assert_int_equal(allocations_live(), before);
		if (!failed)
			break;
	}
	end(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_the_siblings_of_what_was_changed_are_written),
		cmocka_unit_test(nothing_changed_is_a_model_without_weights),
		cmocka_unit_test(what_is_written_is_read_back_with_the_same_weights),
		cmocka_unit_test(the_id_must_be_one_and_not_that_of_the_model),
		cmocka_unit_test(memory_that_runs_out_gives_no_text),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
