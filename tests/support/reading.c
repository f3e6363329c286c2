/* reading: the set-up of tests of readers. */
#include "tests/support/reading.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "data/dictionary_read.h"
#include "data/library_int.h"
#include "tests/support/random.h"

void
reading_begin(struct reading *r)
{
	memset(r, 0, sizeof *r);
	r->arena = arena_new();
	r->scratch = arena_new();
	assert_non_null(r->arena);
	assert_non_null(r->scratch);
	diag_init(&r->diag);
}

void
reading_end(struct reading *r)
{
	arena_free(r->arena);
	arena_free(r->scratch);
	diag_clear(&r->diag);
	free(r->report);
}

struct file_bytes
file_of(const char *text)
{
	return (struct file_bytes){ "t.yaml", text, strlen(text) };
}

struct file_bytes
file_at(struct reading *r, const char *path)
{
	struct file_bytes in;
	struct err e;
	if (file_read(path, r->arena, &in, &e) != ST_OK)
		fail_msg("%s", e.text);
	return in;
}

void
reading_dictionary(struct reading *r)
{
	struct file_bytes facts = file_at(r, SMALL_DATA "/facts.yaml");
	struct file_bytes groups = file_at(r, SMALL_DATA "/groups.yaml");
	struct file_bytes rates = file_at(r, SMALL_DATA "/rates.yaml");
	struct dictionary *d = &r->dictionary;
	enum status st = facts_parse(&facts, r->arena, r->scratch, d, &r->diag);
	if (st == ST_OK)
		st = groups_parse(&groups, r->arena, r->scratch, d, &r->diag);
	if (st == ST_OK)
		st = rates_parse(&rates, r->arena, r->scratch, d, &r->diag);
	if (st != ST_OK)
		fail_msg("%s", reading_report(r));
}

void
reading_framework(struct reading *r)
{
	struct data_path path = tiny_path();
	struct framework_files files;
	reading_dictionary(r);
	if (library_read_frameworks(
		    &path, r->arena, r->scratch, &r->dictionary, &files, &r->diag) != ST_OK)
		fail_msg("%s", reading_report(r));
	assert_int_equal(r->dictionary.n_frameworks, 1);
}

const char *
reading_report(struct reading *r)
{
	size_t size = 0;
	free(r->report);
	r->report = NULL;
	FILE *f = open_memstream(&r->report, &size);
	assert_non_null(f);
	for (size_t i = 0; i < r->diag.n; i++) {
		char line[2048];
		fprintf(f, "%s\n", diag_item_text(&r->diag.items[i], line, sizeof line));
	}
	fclose(f);
	return r->report;
}

int
reading_set_up(void **state)
{
	struct reading *r = malloc(sizeof *r);
	assert_non_null(r);
	reading_begin(r);
	reading_framework(r);
	*state = r;
	return 0;
}

int
reading_tear_down(void **state)
{
	reading_end(*state);
	free(*state);
	return 0;
}

/* Whoever reads beyond the end reads beyond the allocation. */
static void
try_bytes(struct reading *r, const char *bytes, size_t len, read_file_bytes *read)
{
	char *copy = malloc(len + 1);
	assert_non_null(copy);
	memcpy(copy, bytes, len);
	copy[len] = '\0';
	struct file_bytes in = { "t.yaml", copy, len };
	diag_clear(&r->diag);
	read(r, &in);
	free(copy);
}

void
reading_prefixes(struct reading *r, const char *path, read_file_bytes *read)
{
	struct file_bytes in = file_at(r, path);
	for (size_t len = 0; len <= in.len; len++)
		try_bytes(r, in.bytes, len, read);
}

void
reading_damage(struct reading *r, const char *path, uint64_t n, read_file_bytes *read)
{
	static const char nasty[] = "\0\n\t :,[]{}&*!|>'\"%@`#-?~=\x80\xff<u0123459";
	struct file_bytes in = file_at(r, path);
	char *bytes = malloc(in.len);
	assert_non_null(bytes);
	for (uint64_t k = 0; k < n; k++) {
		struct random random = random_of(random_seed(), k);
		memcpy(bytes, in.bytes, in.len);
		for (size_t i = 1 + random_below(&random, 3); i > 0; i--)
			bytes[random_below(&random, in.len)] =
				nasty[random_below(&random, sizeof nasty)];
		try_bytes(r, bytes, in.len, read);
	}
	free(bytes);
}

struct data_path
small_path(void)
{
	return (struct data_path){ .dirs = { SMALL_DATA }, .n = 1 };
}

struct data_path
tiny_path(void)
{
	return (struct data_path){ .dirs = { TINY_DATA, SMALL_DATA }, .n = 2 };
}
