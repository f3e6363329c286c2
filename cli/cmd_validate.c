/* validate: everything that is wrong with files; or what the profiles do not know, by weight. */
#include <stdlib.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/load.h"
#include "cli/message.h"
#include "cli/output.h"
#include "data/text.h"

/* ---- problems -------------------------------------------------------------------------------- */

static enum status
problem_table(struct app *app, const struct diag *d, struct table **out)
{
	static const char *const words[] = { "error", "warning", "note" };
	const struct table_column columns[] = {
		{ .id = "file", .title = "file", .wraps = true, .most = 40 },
		{ .id = "line", .title = "line", .align = ALIGN_RIGHT, .is_count = true },
		{ .id = "column", .title = "column", .align = ALIGN_RIGHT, .is_count = true },
		{ .id = "severity", .title = "severity" },
		{ .id = "text", .title = "text", .wraps = true, .most = 80 },
	};
	struct table *t = table_new(app->arena, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; t && i < d->n; i++) {
		const struct diag_item *item = &d->items[i];
		struct table_row *row = table_add(t);
		if (!row)
			return app_no_memory(app);
		row->cells[0] = cell_text(item->at.file);
		if (item->at.line) {
			row->cells[1] = cell_number(item->at.line);
			row->cells[2] = cell_number(item->at.col);
		}
		row->cells[3] = cell_text(words[item->severity]);
		row->cells[4] = cell_text(item->text);
	}
	*out = t;
	return t ? ST_OK : app_no_memory(app);
}

/* The messages themselves go to standard error; here stands how many there were. */
static enum status
write_summary(struct app *app, const struct diag *d, size_t n_files)
{
	if (option_is_on(&app->options, OPT_QUIET))
		return ST_OK;
	const char *line = arena_printf(app->arena, "%zu %s checked, %zu %s, %zu %s\n", n_files,
		n_files == 1 ? "file" : "files", d->n_errors, d->n_errors == 1 ? "error" : "errors",
		d->n_warnings, d->n_warnings == 1 ? "warning" : "warnings");
	return line ? output_text(app, line) : app_no_memory(app);
}

static enum status
write_problems(struct app *app, const struct diag *d, size_t n_files)
{
	enum format f;
	struct table *t;
	enum status st = output_format(app, &f);
	if (st != ST_OK)
		return st;
	if (f == FORMAT_TABLE) {
		message_diag(app, d);
		return write_summary(app, d, n_files);
	}
	st = problem_table(app, d, &t);
	return st == ST_OK ? output_table(app, t, "problems/1") : st;
}

/* Every file of the data folders: what `validate` without words checks. */
static enum status
all_files(struct app *app, struct strings *out)
{
	enum { KINDS = INPUT_LADDER + 1 };
	const struct found_file *files[KINDS];
	size_t n[KINDS], total = 0;
	for (int kind = 0; kind < KINDS; kind++) {
		enum status st = library_list(&app->path, (enum input_kind)kind, app->arena,
			&files[kind], &n[kind], &app->err);
		if (st != ST_OK)
			return st;
		total += n[kind];
	}
	const char **list = arena_array(app->arena, total, sizeof *list);
	if (!list)
		return app_no_memory(app);
	size_t k = 0;
	for (int kind = 0; kind < KINDS; kind++)
		for (size_t i = 0; i < n[kind]; i++)
			list[k++] = files[kind][i].path;
	*out = (struct strings){ list, total };
	return ST_OK;
}

static enum status
check_files(struct app *app)
{
	struct strings files = app->args;
	enum status st = files.n ? ST_OK : all_files(app, &files);
	if (st != ST_OK)
		return st;
	struct diag d;
	diag_init(&d);
	for (size_t i = 0; i < files.n; i++) {
		enum status one = library_validate(files.items[i], &app->path, &d);
		if (one != ST_OK && d.n_errors == 0)
			(void)diag_error(&d, one, (struct place){ .file = files.items[i] }, "%s",
				status_text(one));
	}
	st = write_problems(app, &d, files.n);
	if (st == ST_OK && d.n_errors)
		app->flaw = d.worst == ST_OK ? ST_INVALID : d.worst;
	diag_clear(&d);
	return st;
}

/* ---- what is missing ------------------------------------------------------------------------- */

struct gap {
	const char *offer;
	const struct criterion *leaf;
	double weight;
};

static int
compare_gaps(const void *a, const void *b)
{
	const struct gap *x = a, *y = b;
	if (x->weight != y->weight)
		return x->weight > y->weight ? -1 : 1;
	int by_offer = strcmp(x->offer, y->offer);
	return by_offer ? by_offer : strcmp(x->leaf->id, y->leaf->id);
}

static enum status
find_gaps(struct app *app, struct gap **out, size_t *n)
{
	const struct problem *p = app->problem;
	struct gap *gaps = arena_array(app->arena, p->n_alternatives * p->n_nodes, sizeof *gaps);
	*n = 0;
	if (!gaps)
		return app_no_memory(app);
	for (size_t a = 0; a < p->n_alternatives; a++) {
		const char *id = app->evaluation->alternatives[p->alternatives[a]].id;
		for (size_t node = 0; node < p->n_nodes; node++) {
			const struct criterion *c = &p->model->nodes[node];
			if (c->kind != LEAF_NONE && problem_cell(p, a, node)->unknown)
				gaps[(*n)++] = (struct gap){ id, c, p->global_weight[node] };
		}
	}
	qsort(gaps, *n, sizeof *gaps, compare_gaps);
	*out = gaps;
	return ST_OK;
}

static enum status
list_missing(struct app *app)
{
	const struct table_column columns[] = {
		{ .id = "weight", .title = "", .use = USE_MACHINES },
		{ .id = "",
			.title = "weight",
			.align = ALIGN_DECIMAL,
			.decimals = 2,
			.unit = "%",
			.use = USE_PEOPLE },
		{ .id = "provider", .title = "offer" },
		{ .id = "fact", .title = "fact" },
		{ .id = "criterion", .title = "criterion" },
		{ .id = "question", .title = "question", .wraps = true, .most = 60 },
	};
	struct gap *gaps;
	size_t n;
	enum lang lang = app_lang(app);
	enum status st = load_result(app, app->args);
	if (st == ST_OK)
		st = find_gaps(app, &gaps, &n);
	if (st != ST_OK)
		return st;
	struct table *t = table_new(app->arena, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; t && i < n; i++) {
		struct table_row *row = table_add(t);
		if (!row)
			return app_no_memory(app);
		row->cells[0] = cell_number(gaps[i].weight);
		row->cells[1] = cell_number(gaps[i].weight * 100);
		row->cells[2] = cell_text(gaps[i].offer);
		row->cells[3] = cell_text(gaps[i].leaf->reads);
		row->cells[4] = cell_text(gaps[i].leaf->id);
		row->cells[5] = cell_text(criterion_question(gaps[i].leaf, lang));
	}
	if (!t ||
		!table_before(t, "%zu leaves are unknown; the weight is that of the model '%s'.", n,
			app->problem->model->id))
		return app_no_memory(app);
	return output_table(app, t, "missing/1");
}

enum status
cmd_validate(struct app *app)
{
	return option_is_on(&app->options, OPT_MISSING) ? list_missing(app) : check_files(app);
}
