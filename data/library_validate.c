/* library_validate: one file of any kind, checked as it would be when it is read. */
#include <string.h>

#include "data/dictionary_read.h"
#include "data/framework_read.h"
#include "data/ladder_read.h"
#include "data/library_int.h"
#include "data/profile_read.h"
#include "data/schema_read.h"
#include "data/text.h"
#include "data/tree_read.h"

/*  schema of the first key, kind of input */
static const struct {
	const struct schema *schema;
	enum input_kind kind;
} kinds[] = {
	{ &facts_schema, INPUT_DICTIONARY },
	{ &groups_schema, INPUT_GROUPS },
	{ &rates_schema, INPUT_RATES },
	{ &profile_schema, INPUT_PROFILE },
	{ &model_schema, INPUT_MODEL },
	{ &framework_schema, INPUT_FRAMEWORK },
	{ &ladder_schema, INPUT_LADDER },
};
enum { N_KINDS = sizeof kinds / sizeof *kinds };

/* What the first key says: "profile" of "bascule: profile/1"; compared without the version. */
static bool
names_kind(const struct node *root, const char *name)
{
	const struct node *first = root->kind == NODE_MAP ? root->first : NULL;
	size_t n = strlen(name);
	return first && str_eq(first->key->text, "bascule") && first->kind == NODE_SCALAR &&
		strncmp(first->text, name, n) == 0 && first->text[n] == '/';
}

static enum status
report_kind(const struct file_bytes *in, const struct node *root, struct diag *diag)
{
	const struct node *first = root->kind == NODE_MAP && root->first ? root->first : root;
	return diag_error(diag, ST_INVALID, (struct place){ in->path, first->line, first->col },
		"expected the first key to be bascule: profile/1 (or model/1, framework/1, "
		"ladder/1, facts/1, groups/1, rates/1)");
}

/* Which kind of file it is; N_KINDS, and reported, when it is none. */
static enum status
find_kind(const struct file_bytes *in, struct arena *scratch, size_t *kind, struct diag *diag)
{
	struct diag found;
	const struct node *root = NULL;
	diag_init(&found);
	enum status st = tree_parse(in, "content", scratch, &root, &found);
	*kind = 0;
	while (root && *kind < N_KINDS && !names_kind(root, kinds[*kind].schema->name))
		++*kind;
	/* What is wrong with the tree is reported by the reader of that kind, if there is one. */
	if (!root && diag_join(diag, &found) == ST_NOMEM)
		st = ST_NOMEM;
	else if (root && *kind == N_KINDS)
		st = report_kind(in, root, diag);
	else if (root)
		st = ST_OK;
	diag_clear(&found);
	return st;
}

/* A file that is found by its name should have the id that its name says. */
static void
compare_name(const struct file_bytes *in, const char *id, struct diag *diag)
{
	const char *slash = strrchr(in->path, '/'), *name = slash ? slash + 1 : in->path;
	size_t n = strlen(id);
	if (strncmp(name, id, n) != 0 || !str_eq(name + n, ".yaml"))
		diag_warn(diag, (struct place){ in->path, 0, 0 },
			"id: \"%s\" would be looked for in a file named %s.yaml", id, id);
}

/* A profile, ladder or model, as the crew that reads them all would check it. */
static enum status
check_job(const struct file_bytes *in, enum input_kind kind, const struct data_path *path,
	const struct dictionary *dictionary, struct arena *arena, struct diag *diag)
{
	struct job job = { .kind = kind, .path = in->path, .in = *in };
	struct job_list list = { .jobs = &job, .n = 1, .dictionary = dictionary, .path = path };
	diag_init(&job.diag);
	jobs_run(&list, &arena, 1);
	enum status st = diag_join(diag, &job.diag) == ST_NOMEM ? ST_NOMEM : job.status;
	diag_clear(&job.diag);
	if (st == ST_OK)
		compare_name(in, job.id, diag);
	return st == ST_NOMEM ? diag_nomem(diag) : st;
}

static enum status
check(const struct file_bytes *in, enum input_kind kind, const struct data_path *path,
	struct arena *arena, struct arena *scratch, struct diag *diag)
{
	struct dictionary dictionary = { 0 };
	struct file_bytes parts[3];
	struct framework_files files;
	const struct framework *framework = NULL;
	if (kind <= INPUT_RATES)
		return library_parse_part(kind, in, arena, scratch, &dictionary, diag);
	enum status st = library_read_dictionary(path, arena, scratch, parts, &dictionary, diag);
	if (st == ST_OK && kind == INPUT_FRAMEWORK) {
		st = framework_parse(in, &dictionary, arena, scratch, &framework, diag);
		if (st == ST_OK)
			compare_name(in, framework->id, diag);
		return st;
	}
	if (st == ST_OK)
		st = library_read_frameworks(path, arena, scratch, &dictionary, &files, diag);
	return st == ST_OK ? check_job(in, kind, path, &dictionary, arena, diag) : st;
}

enum status
library_validate(const char *path, const struct data_path *dirs, struct diag *diag)
{
	struct file_bytes in;
	struct err e;
	size_t kind = N_KINDS;
	struct arena *arena = arena_new(), *scratch = arena_new();
	enum status st = ST_NOMEM;
	if (arena && scratch)
		st = file_read(path, arena, &in, &e);
	if (st == ST_NOMEM)
		st = diag_nomem(diag);
	else if (st != ST_OK)
		st = diag_error(diag, st, (struct place){ path, 0, 0 }, "%s", e.text);
	else
		st = find_kind(&in, scratch, &kind, diag);
	if (st == ST_OK) {
		arena_reset(scratch);
		st = check(&in, kinds[kind].kind, dirs, arena, scratch, diag);
	}
	arena_free(arena);
	arena_free(scratch);
	return st;
}
