/*
 * Every file of tests/corpus is wrong in some way; beside NAME.yaml, NAME.expected holds all that
 * must be said about it: place, path of the key, what was expected, what was found.
 * BASCULE_GOLDEN=1 writes the expected texts anew: review the difference.
 */
#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/reading.h"

static const char *
report_of(struct reading *r, const char *path, enum status *st)
{
	struct data_path dirs = small_path();
	*st = library_validate(path, &dirs, &r->diag);
	return reading_report(r);
}

static void
expected_path(const char *path, char *buf, size_t size)
{
	int stem = (int)(strlen(path) - strlen(".yaml"));
	int n = snprintf(buf, size, "%.*s.expected", stem, path);
	assert_true(n > 0 && (size_t)n < size);
}

/* Returns false, and prints both, when a file is not reported as expected. */
static bool
is_as_expected(const char *path)
{
	struct reading r;
	struct file_bytes expected;
	struct err e;
	enum status st;
	char golden[256];
	reading_begin(&r);
	expected_path(path, golden, sizeof golden);
	const char *report = report_of(&r, path, &st);
	bool ok = st == ST_OK ? r.diag.n_warnings > 0 : status_exit(st) == 3;
	if (!ok)
		print_error("%s: status %d, %zu warnings\n", path, st, r.diag.n_warnings);
	if (getenv("BASCULE_GOLDEN")) {
		assert_int_equal(file_write(golden, report, strlen(report), &e), ST_OK);
	} else if (file_read(golden, r.arena, &expected, &e) != ST_OK) {
		print_error("%s\n", e.text);
		ok = false;
	} else if (strcmp(expected.bytes, report) != 0) {
		print_error("%s: expected\n%sfound\n%s", path, expected.bytes, report);
		ok = false;
	}
	reading_end(&r);
	return ok;
}

static void
every_bad_file_is_reported_as_expected(void **state)
{
	(void)state;
	glob_t files;
	size_t bad = 0;
	assert_int_equal(glob("tests/corpus/*.yaml", 0, NULL, &files), 0);
	assert_true(files.gl_pathc > 60);
	for (size_t i = 0; i < files.gl_pathc; i++)
		bad += !is_as_expected(files.gl_pathv[i]);
	globfree(&files);
	assert_int_equal(bad, 0);
}

static void
every_expected_text_belongs_to_a_file(void **state)
{
	(void)state;
	glob_t files, texts;
	assert_int_equal(glob("tests/corpus/*.yaml", 0, NULL, &files), 0);
	assert_int_equal(glob("tests/corpus/*.expected", 0, NULL, &texts), 0);
	assert_int_equal(files.gl_pathc, texts.gl_pathc);
	globfree(&files);
	globfree(&texts);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_bad_file_is_reported_as_expected),
		cmocka_unit_test(every_expected_text_belongs_to_a_file),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
