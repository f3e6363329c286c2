/* file: what is read, what is refused, and writes that are whole or not at all. */
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "data/file.h"
#include "tests/support/reading.h"

static char folder[64];

static int
make_folder(void **state)
{
	(void)state;
	(void)snprintf(folder, sizeof folder, "/tmp/bascule-test-XXXXXX");
	return mkdtemp(folder) ? 0 : -1;
}

/* Every test removes its files: what is left is a temporary file that should be gone. */
static int
remove_folder(void **state)
{
	(void)state;
	return rmdir(folder);
}

static const char *
path_of(const char *name)
{
	static char path[256];
	(void)snprintf(path, sizeof path, "%s/%s", folder, name);
	return path;
}

static void
expect_content(const char *path, const char *bytes, size_t len)
{
	struct reading r;
	struct file_bytes in;
	struct err e;
	reading_begin(&r);
	assert_int_equal(file_read(path, r.arena, &in, &e), ST_OK);
	assert_int_equal(in.len, len);
	assert_memory_equal(in.bytes, bytes, len);
	assert_int_equal(in.bytes[len], '\0');
	assert_string_equal(in.path, path);
	reading_end(&r);
}

static void
what_is_written_is_read_back(void **state)
{
	(void)state;
	struct err e;
	assert_int_equal(file_write(path_of("a"), "one\0two", 7, &e), ST_OK);
	expect_content(path_of("a"), "one\0two", 7);
	assert_int_equal(file_write(path_of("a"), "", 0, &e), ST_OK);
	expect_content(path_of("a"), "", 0);
	assert_int_equal(unlink(path_of("a")), 0);
}

static enum status
read_status(const char *path, struct err *e)
{
	struct reading r;
	struct file_bytes in;
	reading_begin(&r);
	enum status st = file_read(path, r.arena, &in, e);
	reading_end(&r);
	return st;
}

static void
only_regular_files_of_bounded_size_are_read(void **state)
{
	(void)state;
	struct err e;
	assert_int_equal(read_status(path_of("missing"), &e), ST_IO);
	assert_non_null(strstr(e.text, "No such file"));
	assert_int_equal(read_status(folder, &e), ST_IO);
	assert_non_null(strstr(e.text, "is a folder"));
	assert_int_equal(read_status("/dev/zero", &e), ST_IO);
	assert_non_null(strstr(e.text, "not a regular file"));
	assert_int_equal(mkfifo(path_of("fifo"), 0600), 0);
	assert_int_equal(read_status(path_of("fifo"), &e), ST_IO);
	assert_int_equal(unlink(path_of("fifo")), 0);

	FILE *f = fopen(path_of("big"), "w");
	assert_non_null(f);
	assert_int_equal(ftruncate(fileno(f), FILE_MAX_BYTES), 0);
	assert_int_equal(read_status(path_of("big"), &e), ST_OK);
	assert_int_equal(ftruncate(fileno(f), FILE_MAX_BYTES + 1), 0);
	assert_int_equal(read_status(path_of("big"), &e), ST_LIMIT);
	fclose(f);
	assert_int_equal(unlink(path_of("big")), 0);
}

static mode_t
mode_of(const char *path)
{
	struct stat s;
	assert_int_equal(stat(path, &s), 0);
	return s.st_mode & 07777;
}

static void
the_mode_is_that_of_the_old_file_or_of_the_umask(void **state)
{
	(void)state;
	struct err e;
	mode_t before = umask(027);
	assert_int_equal(file_write(path_of("a"), "x", 1, &e), ST_OK);
	assert_int_equal(mode_of(path_of("a")), 0640);
	assert_int_equal(chmod(path_of("a"), 0604), 0);
	assert_int_equal(file_write(path_of("a"), "y", 1, &e), ST_OK);
	assert_int_equal(mode_of(path_of("a")), 0604);
	assert_int_equal(umask(before), 027);
	assert_int_equal(unlink(path_of("a")), 0);
}

static void
a_write_that_fails_leaves_the_old_file_and_nothing_beside_it(void **state)
{
	(void)state;
	struct err e;
	struct rlimit before, tight = { 10, RLIM_INFINITY };
	char big[4096];
	memset(big, 'x', sizeof big);
	assert_int_equal(file_write(path_of("a"), "old", 3, &e), ST_OK);
	assert_int_equal(file_write(path_of("no/such"), "x", 1, &e), ST_IO);

	/* A limit on file sizes stands in for a full disk. */
	void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	tight.rlim_max = before.rlim_max;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &tight), 0);
	enum status st = file_write(path_of("a"), big, sizeof big, &e);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	signal(SIGXFSZ, handler);
	assert_int_equal(st, ST_IO);
	assert_non_null(strstr(e.text, strerror(EFBIG)));
	expect_content(path_of("a"), "old", 3);
	assert_int_equal(unlink(path_of("a")), 0);
}

static void
hashes_are_right_over_block_boundaries(void **state)
{
	(void)state;
	static const struct {
		size_t n;
		const char *hex;
	} cases[] = {
		{ 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
		{ 64, "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb" },
		{ 1000, "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3" },
	};
	char text[1000], hex[65];
	memset(text, 'a', sizeof text);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		file_sha256(text, cases[i].n, hex);
		assert_string_equal(hex, cases[i].hex);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_written_is_read_back),
		cmocka_unit_test(only_regular_files_of_bounded_size_are_read),
		cmocka_unit_test(the_mode_is_that_of_the_old_file_or_of_the_umask),
		cmocka_unit_test(a_write_that_fails_leaves_the_old_file_and_nothing_beside_it),
		cmocka_unit_test(hashes_are_right_over_block_boundaries),
	};
	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
