/* event: words, the canonical form, the chain. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "data/event.h"
#include "data/file.h"
#include "data/text.h"
#include "tests/support/failing_malloc.h"

static struct event
example(void)
{
	struct event v = {
		.origin = "00000000000000aa",
		.seq = 12,
		.time = "2026-11-24T10:31:07Z",
		.actor = "Zoë",
		.scope = "",
		.gesture = 9,
		.kind = EVENT_WEIGHTS,
		.target = "root",
		.old_value = "a=50 b=50",
		.new_value = "a=60 b=40",
		.reason = "agreed\nby all",
		.sources = "https://example.org/x",
	};
	memcpy(v.prev, event_no_hash, sizeof v.prev);
	return v;
}

static void
hashes_are_those_that_the_standard_publishes(void **state)
{
	(void)state;
	/* FIPS 180-4: the examples of NIST; the million letters are from the same place. */
	static const char two_blocks[] = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
	static char million[1000000];
	memset(million, 'a', sizeof million);
	const struct {
		const char *bytes;
		size_t len;
		const char *hex;
	} vectors[] = {
		{ "", 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
		{ "abc", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
		{ two_blocks, sizeof two_blocks - 1,
			"248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
		{ million, sizeof million,
			"cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0" },
	};
	for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
		char hex[65];
		file_sha256(vectors[i].bytes, vectors[i].len, hex);
		assert_string_equal(hex, vectors[i].hex);
	}
}

static void
the_hash_is_over_the_canonical_form(void **state)
{
	(void)state;
	static const char form[] = "bascule-event/1\n"
				   "16:00000000000000aa\n"
				   "2:12\n"
				   "20:2026-11-24T10:31:07Z\n"
				   "4:Zo\xc3\xab\n"
				   "0:\n"
				   "1:9\n"
				   "7:weights\n"
				   "4:root\n"
				   "9:a=50 b=50\n"
				   "9:a=60 b=40\n"
				   "13:agreed\nby all\n"
				   "21:https://example.org/x\n"
				   "64:00000000000000000000000000000000"
				   "00000000000000000000000000000000\n";
	char hex[65];
	struct event v = example();
	event_seal(&v);
	file_sha256(form, sizeof form - 1, hex);
	assert_string_equal(v.hash, hex);
	assert_true(event_is_sealed(&v));
}

static void
the_hash_never_changes_from_one_version_to_the_next(void **state)
{
	(void)state;
	struct event v = example();
	event_seal(&v);
	/* By sha256sum over the bytes of the case above. */
	assert_string_equal(
		v.hash, "8affd0322f8ba25d594bf5e691e6791520122a2058027e95792443cd0f72530f");
}

static void
every_field_is_in_the_hash(void **state)
{
	(void)state;
	struct event whole = example();
	event_seal(&whole);
	struct event v = whole;
	const char **const texts[] = { &v.origin, &v.time, &v.actor, &v.scope, &v.target,
		&v.old_value, &v.new_value, &v.reason, &v.sources };
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		v = whole;
		*texts[i] = "other";
		assert_false(event_is_sealed(&v));
	}
	v = whole;
	v.seq++;
	assert_false(event_is_sealed(&v));
	v = whole;
	v.gesture++;
	assert_false(event_is_sealed(&v));
	v = whole;
	v.kind = EVENT_LOCK;
	assert_false(event_is_sealed(&v));
	v = whole;
	v.prev[63] = '1';
	assert_false(event_is_sealed(&v));
}

static void
text_cannot_move_from_one_field_to_the_next(void **state)
{
	(void)state;
	struct event a = example(), b = example();
	a.reason = "x\n1:y";
	a.sources = "";
	b.reason = "x";
	b.sources = "y\n0:";
	event_seal(&a);
	event_seal(&b);
	assert_string_not_equal(a.hash, b.hash);
}

static void
kinds_have_words_and_are_found_by_them(void **state)
{
	(void)state;
	for (int kind = 0; kind < EVENT_KIND_COUNT; kind++)
		assert_int_equal(event_kind_find(event_kind_word((enum event_kind)kind)), kind);
	assert_int_equal(event_kind_find("weight"), -1);
	assert_int_equal(event_kind_find(""), -1);
}

static void
a_copy_owns_its_texts_and_keeps_its_seal(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	assert_non_null(a);
	char reason[] = "because";
	struct event v = example();
	v.reason = reason;
	event_seal(&v);
	struct event *copy = event_dup(a, &v);
	assert_non_null(copy);
	memset(reason, '?', sizeof reason - 1);
	assert_string_equal(copy->reason, "because");
	assert_true(event_is_sealed(copy));
	arena_free(a);
}

static void
a_copy_fails_whole_when_memory_runs_out(void **state)
{
	(void)state;
	static char reason[10000];
	struct arena *a = arena_new();
	memset(reason, 'r', sizeof reason - 1);
	struct event v = example();
	v.reason = reason;
	allocations_fail_at(2);
	struct event *copy = event_dup(a, &v);
	assert_true(allocations_stop());
	assert_null(copy);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hashes_are_those_that_the_standard_publishes),
		cmocka_unit_test(the_hash_is_over_the_canonical_form),
		cmocka_unit_test(the_hash_never_changes_from_one_version_to_the_next),
		cmocka_unit_test(every_field_is_in_the_hash),
		cmocka_unit_test(text_cannot_move_from_one_field_to_the_next),
		cmocka_unit_test(kinds_have_words_and_are_found_by_them),
		cmocka_unit_test(a_copy_owns_its_texts_and_keeps_its_seal),
		cmocka_unit_test(a_copy_fails_whole_when_memory_runs_out),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
