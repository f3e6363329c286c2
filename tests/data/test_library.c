/* library: finding files in folders, loading them on threads, and from the bytes of a session. */
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "data/library_read.h"
#include "data/text.h"
#include "tests/support/failing_malloc.h"
#include "tests/support/reading.h"

/* ---- a data folder of the test's own ----------------------------------------------------- */

static char folder[64];

static int
remove_one(const char *path, const struct stat *s, int kind, struct FTW *ftw)
{
	(void)s;
	(void)kind;
	(void)ftw;
	return remove(path);
}

static int
make_folder(void **state)
{
	(void)state;
	char path[128];
	(void)snprintf(folder, sizeof folder, "/tmp/bascule-test-XXXXXX");
	if (!mkdtemp(folder))
		return -1;
	(void)snprintf(path, sizeof path, "%s/profiles", folder);
	if (mkdir(path, 0777) != 0)
		return -1;
	(void)snprintf(path, sizeof path, "%s/models", folder);
	return mkdir(path, 0777);
}

static int
remove_folder(void **state)
{
	(void)state;
	return nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static const char *
in_folder(struct reading *r, const char *name)
{
	const char *path = arena_printf(r->arena, "%s/%s", folder, name);
	assert_non_null(path);
	return path;
}

static void
put(struct reading *r, const char *name, const char *text)
{
	struct err e;
	if (file_write(in_folder(r, name), text, strlen(text), &e) != ST_OK)
		fail_msg("%s", e.text);
}

/* A profile of that id without anything known. */
static void
put_profile(struct reading *r, const char *name, const char *id)
{
	put(r, name,
		arena_printf(r->arena,
			"bascule: profile/1\nid: %s\nname: Mine\ncountry: FR\nsurveyed: 2026\n"
			"facts: {}\n",
			id));
}

static struct data_path
both_folders(void)
{
	return (struct data_path){ .dirs = { folder, SMALL_DATA }, .n = 2 };
}

static enum status
load(struct reading *r, const struct data_path *path, const char *model, struct strings profiles,
	unsigned threads, struct library **out)
{
	struct library_request request = {
		.path = path, .model = model, .profiles = profiles, .threads = threads
	};
	*out = NULL;
	return library_load(&request, out, &r->diag);
}

static const struct strings all = { NULL, 0 };

static struct library *
load_small(struct reading *r, unsigned threads)
{
	struct library *lib;
	struct data_path path = small_path();
	reading_begin(r);
	if (load(r, &path, "over", all, threads, &lib) != ST_OK)
		fail_msg("%s", reading_report(r));
	return lib;
}

/* ---- loading ----------------------------------------------------------------------------- */

static void
everything_is_loaded_with_the_model_and_what_it_extends(void **state)
{
	(void)state;
	static const char *const inputs[] = { "dictionary dictionary", "groups groups",
		"rates rates", "model over", "model base", "profile alpha", "profile beta" };
	struct reading r;
	struct library *lib = load_small(&r, 2);
	assert_int_equal(r.diag.n_errors, 0);
	assert_int_equal(lib->n_profiles, 2);
	assert_string_equal(lib->profiles[0]->id, "alpha");
	assert_string_equal(lib->model->id, "over");
	assert_ptr_equal(library_profile(lib, "beta"), lib->profiles[1]);
	assert_null(library_profile(lib, "gamma"));
	assert_int_equal(lib->n_inputs, 7);
	for (size_t i = 0; i < lib->n_inputs; i++) {
		char text[128];
		(void)snprintf(text, sizeof text, "%s %s", input_kind_words[lib->inputs[i].kind],
			lib->inputs[i].name);
		assert_string_equal(text, inputs[i]);
		assert_int_equal(lib->inputs[i].bytes[lib->inputs[i].len], '\0');
	}
	library_free(lib);
	reading_end(&r);
}

static void
one_thread_and_two_give_the_same(void **state)
{
	(void)state;
	struct reading a, b;
	struct library *one = load_small(&a, 1), *two = load_small(&b, 2);
	assert_int_equal(one->n_inputs, two->n_inputs);
	library_hash(one);
	library_hash(two);
	for (size_t i = 0; i < one->n_inputs; i++)
		assert_string_equal(one->inputs[i].sha256, two->inputs[i].sha256);
	assert_int_equal(one->model->n_nodes, two->model->n_nodes);
	library_free(one);
	library_free(two);
	reading_end(&a);
	reading_end(&b);
}

static void
a_broken_profile_is_reported_and_the_others_load(void **state)
{
	(void)state;
	struct reading r;
	struct library *lib;
	struct data_path path = both_folders();
	reading_begin(&r);
	put(&r, "profiles/broken.yaml", "bascule: profile/1\nid: [\n");
	assert_int_equal(load(&r, &path, NULL, all, 2, &lib), ST_OK);
	assert_int_equal(r.diag.n_errors, 1);
	assert_non_null(strstr(reading_report(&r), "profiles/broken.yaml:3:1: error: "));
	assert_int_equal(lib->n_profiles, 2);
	assert_null(lib->model);
	library_free(lib);
	reading_end(&r);
}

static void
reports_come_in_the_order_of_ids_on_any_number_of_threads(void **state)
{
	(void)state;
	struct data_path path = both_folders();
	struct reading r;
	struct library *lib;
	char *first = NULL;
	for (int k = 0; k < 20; k++) {
		reading_begin(&r);
		for (char c = 'a'; c < 'g'; c++)
			put(&r, arena_printf(r.arena, "profiles/%c.yaml", c),
				"bascule: profile/1\n");
		assert_int_equal(load(&r, &path, NULL, all, 1 + (unsigned)k % 2, &lib), ST_OK);
		library_free(lib);
		if (!first)
			first = strdup(reading_report(&r));
		assert_string_equal(reading_report(&r), first);
		reading_end(&r);
	}
	free(first);
}

static void
without_a_model_or_a_dictionary_nothing_is_loaded(void **state)
{
	(void)state;
	struct reading r;
	struct library *lib;
	struct data_path path = both_folders(), own = { .dirs = { folder }, .n = 1 };
	reading_begin(&r);
	put(&r, "models/bad.yaml", "bascule: model/1\nid: bad\nname: B\n");
	assert_int_equal(load(&r, &path, "bad", all, 2, &lib), ST_INVALID);
	assert_null(lib);
	assert_int_equal(load(&r, &own, NULL, all, 2, &lib), ST_IO);
	assert_null(lib);
	assert_non_null(strstr(reading_report(&r), "--data"));
	reading_end(&r);
}

static void
a_name_that_does_not_exist_is_wrong_use_and_the_nearest_is_named(void **state)
{
	(void)state;
	static const char *const names[] = { "alhpa" };
	struct reading r;
	struct library *lib;
	struct data_path path = small_path();
	reading_begin(&r);
	assert_int_equal(load(&r, &path, "bsae", all, 1, &lib), ST_USAGE);
	assert_int_equal(load(&r, &path, NULL, (struct strings){ names, 1 }, 1, &lib), ST_USAGE);
	assert_string_equal(reading_report(&r),
		"bascule: error: there is no model \"bsae\"; did you mean \"base\"?\n"
		"bascule: error: there is no profile \"alhpa\"; did you mean \"alpha\"?\n");
	reading_end(&r);
}

static void
a_name_never_leads_out_of_the_folders(void **state)
{
	(void)state;
	static const char *const names[] = { "..", ".", "a b", "" };
	struct reading r;
	struct library *lib;
	struct data_path path = small_path();
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		reading_begin(&r);
		assert_int_equal(
			load(&r, &path, NULL, (struct strings){ names + i, 1 }, 1, &lib), ST_USAGE);
		reading_end(&r);
	}
}

static void
profiles_and_models_may_be_given_by_path(void **state)
{
	(void)state;
	struct reading r;
	struct library *lib;
	struct data_path path = small_path();
	reading_begin(&r);
	put_profile(&r, "any-name.yaml", "mine");
	const char *names[] = { in_folder(&r, "any-name.yaml"), "beta" };
	assert_int_equal(load(&r, &path, SMALL_DATA "/models/base.yaml",
				 (struct strings){ names, 2 }, 2, &lib),
		ST_OK);
	assert_int_equal(lib->n_profiles, 2);
	assert_non_null(library_profile(lib, "mine"));
	assert_string_equal(lib->model->id, "base");
	library_free(lib);
	reading_end(&r);
}

/* ---- folders ----------------------------------------------------------------------------- */

static void
a_users_profile_replaces_the_shipped_one_and_that_is_said(void **state)
{
	(void)state;
	struct reading r;
	struct library *lib;
	struct data_path path = both_folders();
	reading_begin(&r);
	put_profile(&r, "profiles/alpha.yaml", "alpha");
	assert_int_equal(load(&r, &path, NULL, all, 2, &lib), ST_OK);
	assert_int_equal(lib->n_profiles, 2);
	assert_string_equal(library_profile(lib, "alpha")->name, "Mine");
	assert_int_equal(lib->notices.n, 1);
	assert_string_equal(lib->notices.items[0],
		arena_printf(r.arena, "profile alpha: %s/profiles/alpha.yaml replaces %s", folder,
			SMALL_DATA "/profiles/alpha.yaml"));
	library_free(lib);
	reading_end(&r);
}

static void
the_same_folder_twice_replaces_nothing(void **state)
{
	(void)state;
	struct reading r;
	struct library *lib;
	struct data_path path = { .dirs = { SMALL_DATA, "./" SMALL_DATA }, .n = 2 };
	reading_begin(&r);
	assert_int_equal(load(&r, &path, "base", all, 2, &lib), ST_OK);
	assert_int_equal(lib->notices.n, 0);
	library_free(lib);
	reading_end(&r);
}

static void
the_id_in_a_file_must_be_the_name_of_the_file(void **state)
{
	(void)state;
	struct reading r;
	struct library *lib;
	struct data_path path = both_folders();
	reading_begin(&r);
	put_profile(&r, "profiles/gamma.yaml", "alpha");
	assert_int_equal(load(&r, &path, NULL, all, 2, &lib), ST_OK);
	assert_int_equal(lib->n_profiles, 2);
	assert_non_null(strstr(reading_report(&r), "so its id must be \"gamma\", found \"alpha\""));
	library_free(lib);
	reading_end(&r);
}

static void
ids_that_differ_only_in_case_are_refused(void **state)
{
	(void)state;
	struct reading r;
	struct library *lib;
	struct data_path path = both_folders();
	reading_begin(&r);
	put_profile(&r, "profiles/Alpha.yaml", "Alpha");
	assert_int_equal(load(&r, &path, NULL, all, 2, &lib), ST_OK);
	assert_int_equal(lib->n_profiles, 2);
	assert_int_equal(r.diag.n_errors, 1);
	assert_non_null(strstr(reading_report(&r), "is already the id of"));
	library_free(lib);
	reading_end(&r);
}

static void
files_are_listed_by_id_the_first_folder_first(void **state)
{
	(void)state;
	struct reading r;
	struct err e;
	const struct found_file *files;
	size_t n;
	struct data_path path = both_folders();
	reading_begin(&r);
	put_profile(&r, "profiles/beta.yaml", "beta");
	put_profile(&r, "profiles/aaa.yaml", "aaa");
	put(&r, "profiles/notes.txt", "no profile");
	put(&r, "profiles/.hidden.yaml", "no profile");
	put(&r, "profiles/a b.yaml", "no id");
	assert_int_equal(library_list(&path, INPUT_PROFILE, r.arena, &files, &n, &e), ST_OK);
	assert_int_equal(n, 3);
	assert_string_equal(files[0].id, "aaa");
	assert_string_equal(files[1].id, "alpha");
	assert_string_equal(files[2].id, "beta");
	assert_string_equal(files[2].path, in_folder(&r, "profiles/beta.yaml"));
	reading_end(&r);
}

static void
special_files_are_refused_without_waiting(void **state)
{
	(void)state;
	struct reading r;
	struct library *lib;
	struct data_path path = both_folders();
	reading_begin(&r);
	assert_int_equal(mkfifo(in_folder(&r, "profiles/fifo.yaml"), 0600), 0);
	assert_int_equal(mkdir(in_folder(&r, "profiles/folder.yaml"), 0700), 0);
	assert_int_equal(symlink("/dev/zero", in_folder(&r, "profiles/zero.yaml")), 0);
	assert_int_equal(symlink("/nowhere", in_folder(&r, "profiles/nowhere.yaml")), 0);
	assert_int_equal(load(&r, &path, NULL, all, 2, &lib), ST_OK);
	assert_int_equal(r.diag.n_errors, 4);
	assert_int_equal(lib->n_profiles, 2);
	library_free(lib);
	reading_end(&r);
}

/* ---- where the folders are --------------------------------------------------------------- */

static void
expect_dirs(const char *option, const char *const *dirs, size_t n)
{
	struct reading r;
	struct data_path path;
	reading_begin(&r);
	assert_int_equal(data_path_find(option, r.arena, &path), ST_OK);
	assert_true(path.n >= n);
	for (size_t i = 0; i < n; i++)
		assert_string_equal(path.dirs[i], dirs[i]);
	reading_end(&r);
}

static void
folders_come_from_the_option_the_environment_and_the_system(void **state)
{
	(void)state;
	setenv("BASCULE_DATA", "/from/variable", 1);
	setenv("XDG_DATA_HOME", "/xdg", 1);
	setenv("HOME", "/home/x", 1);
	const char *const with_all[] = { "opt", "/from/variable", "/xdg/bascule", BASCULE_DATADIR };
	expect_dirs("opt", with_all, 4);
	unsetenv("BASCULE_DATA");
	const char *const without[] = { "/xdg/bascule", BASCULE_DATADIR };
	expect_dirs(NULL, without, 2);
	setenv("XDG_DATA_HOME", "relative", 1);
	const char *const relative[] = { "/home/x/.local/share/bascule", BASCULE_DATADIR };
	expect_dirs(NULL, relative, 2);
	unsetenv("XDG_DATA_HOME");
	unsetenv("HOME");
	const char *const none[] = { BASCULE_DATADIR };
	expect_dirs(NULL, none, 1);
}

static void
a_program_in_build_finds_the_data_of_its_source_tree(void **state)
{
	(void)state;
	struct reading r;
	struct data_path path;
	char tree[4096];
	assert_non_null(getcwd(tree, sizeof tree - 8));
	strncat(tree, "/data", 6);
	reading_begin(&r);
	assert_int_equal(data_path_find(NULL, r.arena, &path), ST_OK);
	assert_string_equal(path.dirs[path.n - 1], tree);
	reading_end(&r);
}

/* ---- sessions ---------------------------------------------------------------------------- */

static void
stored_bytes_give_the_same_library_and_open_nothing(void **state)
{
	(void)state;
	struct reading a, b;
	struct library *lib = load_small(&a, 2), *again = NULL;
	library_hash(lib);
	reading_begin(&b);
	struct input *inputs = arena_array(b.arena, lib->n_inputs, sizeof *inputs);
	assert_non_null(inputs);
	for (size_t i = 0; i < lib->n_inputs; i++) {
		/* in another order, from another place */
		inputs[i] = lib->inputs[lib->n_inputs - 1 - i];
		inputs[i].path = "/nowhere";
	}
	assert_int_equal(
		library_from_inputs(inputs, lib->n_inputs, "over", &again, &b.diag), ST_OK);
	memset(inputs, 0, lib->n_inputs * sizeof *inputs);
	assert_int_equal(again->n_profiles, 2);
	assert_string_equal(again->profiles[0]->id, "alpha");
	assert_string_equal(again->model->id, "over");
	assert_int_equal(again->model->n_nodes, lib->model->n_nodes);
	assert_int_equal(again->n_inputs, lib->n_inputs);
	assert_string_equal(again->inputs[0].sha256, lib->inputs[6].sha256);
	library_free(again);
	library_free(lib);
	reading_end(&a);
	reading_end(&b);
}

static void
a_session_that_lacks_something_says_what(void **state)
{
	(void)state;
	struct reading a, b;
	struct library *lib = load_small(&a, 1), *again = NULL;
	reading_begin(&b);
	assert_int_equal(
		library_from_inputs(lib->inputs + 1, lib->n_inputs - 1, "over", &again, &b.diag),
		ST_INVALID);
	assert_int_equal(library_from_inputs(lib->inputs, lib->n_inputs, "nobody", &again, &b.diag),
		ST_INVALID);
	/* the model without the one that it extends */
	assert_int_equal(library_from_inputs(lib->inputs, 4, "over", &again, &b.diag), ST_INVALID);
	assert_null(again);
	assert_non_null(strstr(reading_report(&b), "the session holds no dictionary"));
	assert_non_null(strstr(reading_report(&b), "the session holds no model \"nobody\""));
	assert_non_null(strstr(reading_report(&b), "extends: there is no model \"base\""));
	library_free(lib);
	reading_end(&a);
	reading_end(&b);
}

static void
hashes_are_those_of_the_bytes(void **state)
{
	(void)state;
	struct input in = { .bytes = "abc", .len = 3 };
	struct library lib = { .inputs = &in, .n_inputs = 1 };
	library_hash(&lib);
	assert_string_equal(
		in.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

/* ---- no memory --------------------------------------------------------------------------- */

static enum status
load_once(unsigned threads)
{
	struct diag diag;
	struct library *lib = NULL;
	struct data_path path = small_path();
	struct library_request request = { .path = &path, .model = "over", .threads = threads };
	diag_init(&diag);
	enum status st = library_load(&request, &lib, &diag);
	/* a thread that cannot be had is done without, so not each failure ends in one */
	if (st == ST_OK && diag.n_errors)
		fail_msg("a failure left the library without a part");
	library_free(lib);
	diag_clear(&diag);
	return st;
}

static void
memory_that_runs_out_anywhere_is_reported_and_leaks_nothing(void **state)
{
	(void)state;
	size_t n_failed = 0;
	for (size_t n = 1;; n++) {
		long before = allocations_live();
		allocations_fail_at(n);
		enum status st = load_once(1);
		bool failed = allocations_stop();
		assert_int_equal(allocations_live(), before);
		if (!failed) {
			assert_int_equal(st, ST_OK);
			break;
		}
		if (st != ST_NOMEM)
			fail_msg("allocation %zu failed, and the status is %d", n, st);
		n_failed++;
	}
	assert_true(n_failed > 10);
	for (size_t n = 1; n < n_failed; n++) {
		allocations_fail_at(n);
		enum status st = load_once(2);
		(void)allocations_stop();
		assert_true(st == ST_OK || st == ST_NOMEM);
	}
}

int
main(void)
{
#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(everything_is_loaded_with_the_model_and_what_it_extends),
		cmocka_unit_test(one_thread_and_two_give_the_same),
		IN_FOLDER(a_broken_profile_is_reported_and_the_others_load),
		IN_FOLDER(reports_come_in_the_order_of_ids_on_any_number_of_threads),
		IN_FOLDER(without_a_model_or_a_dictionary_nothing_is_loaded),
		cmocka_unit_test(a_name_that_does_not_exist_is_wrong_use_and_the_nearest_is_named),
		cmocka_unit_test(a_name_never_leads_out_of_the_folders),
		IN_FOLDER(profiles_and_models_may_be_given_by_path),
		IN_FOLDER(a_users_profile_replaces_the_shipped_one_and_that_is_said),
		cmocka_unit_test(the_same_folder_twice_replaces_nothing),
		IN_FOLDER(the_id_in_a_file_must_be_the_name_of_the_file),
		IN_FOLDER(ids_that_differ_only_in_case_are_refused),
		IN_FOLDER(files_are_listed_by_id_the_first_folder_first),
		IN_FOLDER(special_files_are_refused_without_waiting),
		cmocka_unit_test(folders_come_from_the_option_the_environment_and_the_system),
		cmocka_unit_test(a_program_in_build_finds_the_data_of_its_source_tree),
		cmocka_unit_test(stored_bytes_give_the_same_library_and_open_nothing),
		cmocka_unit_test(a_session_that_lacks_something_says_what),
		cmocka_unit_test(hashes_are_those_of_the_bytes),
		cmocka_unit_test(memory_that_runs_out_anywhere_is_reported_and_leaks_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
