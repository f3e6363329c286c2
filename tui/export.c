/* export: a screen as a table through report/, written whole. */
#include "tui/export.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "data/file.h"
#include "data/model_write.h"
#include "data/text.h"
#include "report/table_json.h"
#include "report/view.h"
#include "report/view_framework.h"
#include "tui/marks.h"

/* ---- where to ---- */

static bool
is_same_file(const struct stat *a, const char *path)
{
	struct stat b;
	return path && stat(path, &b) == 0 && a->st_dev == b.st_dev && a->st_ino == b.st_ino;
}

/* Takes a trailing "!" off and checks that nothing is lost. */
static enum status
check_target(const struct ui *ui, const char *name, char path[PROMPT_BYTES], struct err *e)
{
	struct stat st;
	size_t len = strlen(name);
	bool force = len && name[len - 1] == '!';
	if (len == force)
		return err_set(e, ST_USAGE, "a file needs a name");
	(void)snprintf(path, PROMPT_BYTES, "%.*s", (int)(len - force), name);
	if (stat(path, &st) != 0)
		return ST_OK;
	const struct library *lib = ui->evaluation->library;
	for (size_t i = 0; i < lib->n_inputs; i++)
		if (is_same_file(&st, lib->inputs[i].path))
			return err_set(e, ST_USAGE, "%s was read: it is not written over", path);
	if (!S_ISREG(st.st_mode))
		return err_set(e, ST_IO, "%s is no regular file", path);
	if (!force)
		return err_set(e, ST_USAGE, "%s exists; %s! replaces it", path, path);
	return ST_OK;
}

/* ---- what ---- */

/* The board, the criteria of the vendor, or one criterion: whichever is shown. */
static enum status
make_framework(const struct ui *ui, const struct view_options *options, struct table **table,
	const char **json)
{
	const struct result *r = ui->result;
	const struct framework *f = marks_framework(ui);
	size_t a = ui_alternative(ui, ui->vendor);
	bool is_one = ui->screen == SCREEN_CRITERIA;
	const struct framework_question q = {
		.framework = f,
		.edition = marks_edition(ui, f),
		.rule = marks_rule(ui),
		.alternatives = is_one ? &a : r->order,
		.n = is_one ? 1 : r->n,
		.objective = SIZE_MAX,
		.criterion = ui->screen == SCREEN_RUNGS ? ui->criterion : SIZE_MAX,
	};
	return json ? view_framework_json(r, &q, options, ui->scratch, json)
		    : view_framework(r, &q, options, ui->scratch, table);
}

/* Whether a screen of frameworks or ladders has nothing to show: nobody is weighed, or no data. */
static bool
is_empty(const struct ui *ui)
{
	bool has_data = ui->screen == SCREEN_LADDERS ? ui->evaluation->library->n_ladders > 0
						     : marks_framework(ui) != NULL;
	return !has_data || ui_alternative(ui, ui->vendor) == SIZE_MAX;
}

static const struct ladder_question all_ladders = { .n = 0 };

static enum status
make_table(const struct ui *ui, struct table **out)
{
	const struct view_options options = { .lang = ui->lang, .sources = true };
	const struct result *r = ui->result;
	size_t a = ui_alternative(ui, ui->vendor);
	switch (ui->screen) {
	case SCREEN_MATRIX:
		return view_compare(r, NULL, 0, &options, ui->scratch, out);
	case SCREEN_WEIGHTS:
		return view_weights(r, &options, ui->scratch, out);
	case SCREEN_FRAMEWORK:
	case SCREEN_CRITERIA:
	case SCREEN_RUNGS:
		return make_framework(ui, &options, out, NULL);
	case SCREEN_LADDERS:
		return view_ladders(r, &all_ladders, &options, ui->scratch, out);
	case SCREEN_EVIDENCE:
		if (a != SIZE_MAX)
			return view_evidence(r, a, ui->node, &options, ui->scratch, out);
		/* FALLTHROUGH */
	default:
		return view_rank(r, &options, ui->scratch, out);
	}
}

static enum status
make_json(const struct ui *ui, const char **out)
{
	const struct view_options options = { .lang = ui->lang, .sources = true };
	struct table *t;
	if (ui->screen == SCREEN_RANKING)
		return view_rank_json(ui->result, &options, ui->scratch, out);
	bool is_marks = ui->screen == SCREEN_FRAMEWORK || ui->screen == SCREEN_CRITERIA ||
		ui->screen == SCREEN_RUNGS;
	if (is_marks)
		return make_framework(ui, &options, NULL, out);
	if (ui->screen == SCREEN_LADDERS)
		return view_ladders_json(ui->result, &all_ladders, &options, ui->scratch, out);
	if (ui->screen == SCREEN_MATRIX)
		return view_compare_json(ui->result, NULL, 0, &options, ui->scratch, out);
	enum status st = make_table(ui, &t);
	if (st != ST_OK)
		return st;
	return table_json(
		t, ui->screen == SCREEN_WEIGHTS ? "weights/1" : "evidence/1", ui->scratch, out);
}

static enum status
write_table(const struct ui *ui, enum format format, const char *path, struct err *e)
{
	const struct layout layout = { .utf8 = true };
	struct table *t;
	char *text = NULL;
	size_t len = 0;
	FILE *f = open_memstream(&text, &len);
	enum status st = f ? make_table(ui, &t) : ST_NOMEM;
	if (st == ST_OK)
		st = table_write(t, format, &layout, f);
	if (f && fclose(f) != 0 && st == ST_OK)
		st = ST_NOMEM;
	if (st == ST_OK)
		st = file_write(path, text, len, e);
	else
		(void)err_set(e, st, "%s", status_text(st));
	free(text);
	return st;
}

enum status
export_write(const struct ui *ui, const char *name, struct err *e)
{
	char path[PROMPT_BYTES];
	enum status st = check_target(ui, name, path, e);
	if (st != ST_OK)
		return st;
	if (ui->screen >= SCREEN_FRAMEWORK && is_empty(ui))
		return err_set(e, ST_USAGE, "nothing is shown here that could be written");
	int format = format_of_file(path);
	if (format < 0)
		return err_set(e, ST_USAGE,
			"the name's ending gives the format: .md .csv .tsv .json .txt");
	if (format != FORMAT_JSON)
		return write_table(ui, (enum format)format, path, e);
	const char *text;
	st = make_json(ui, &text);
	if (st != ST_OK)
		return err_set(e, st, "%s", status_text(st));
	return file_write(path, text, strlen(text), e);
}

enum status
export_model(const struct ui *ui, const char *name, struct err *e)
{
	char path[PROMPT_BYTES], id[65];
	enum status st = check_target(ui, name, path, e);
	if (st != ST_OK)
		return st;
	/* The id is the file's name without folder and ending: that is how it is found again. */
	const char *base = strrchr(path, '/');
	base = base ? base + 1 : path;
	size_t len = strlen(base);
	if (len > 5 && str_eq(base + len - 5, ".yaml"))
		len -= 5;
	else
		return err_set(e, ST_USAGE, "a model file is named NAME.yaml");
	(void)snprintf(id, sizeof id, "%.*s", (int)(len < 64 ? len : 64), base);
	const char *text;
	st = model_write_weights(ui->evaluation, id, ui->scratch, &text, e);
	return st == ST_OK ? file_write(path, text, strlen(text), e) : st;
}
