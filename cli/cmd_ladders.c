/* ladders: which levels of other schemes the offers reach. */
#include <string.h>

#include "cli/commands.h"
#include "cli/load.h"
#include "cli/output.h"
#include "data/text.h"
#include "report/view_framework.h"

/* ---- words: ladders and offers --------------------------------------------------------------- */

static const struct ladder *
find_ladder(const struct library *lib, const char *id)
{
	for (size_t i = 0; i < lib->n_ladders; i++)
		if (str_eq(lib->ladders[i]->id, id))
			return lib->ladders[i];
	return NULL;
}

static enum status
take_words(struct app *app, struct strings *offers, struct ladder_question *q)
{
	const char **words = arena_array(app->arena, app->args.n, sizeof *words);
	const struct ladder **ladders = arena_array(app->arena, app->args.n, sizeof *ladders);
	if (!words || !ladders)
		return app_no_memory(app);
	for (size_t i = 0; i < app->args.n; i++) {
		const struct ladder *l = find_ladder(app->library, app->args.items[i]);
		for (size_t k = 0; l && k < q->n_ladders; k++)
			if (ladders[k] == l)
				return err_set(&app->err, ST_USAGE, "'%s' is named twice", l->id);
		if (l)
			ladders[q->n_ladders++] = l;
		else
			words[offers->n++] = app->args.items[i];
	}
	offers->items = words;
	q->ladders = ladders;
	return ST_OK;
}

/* A word that names no provider may have meant a ladder. */
static enum status
check_offers(struct app *app, const struct strings *offers)
{
	const struct library *lib = app->library;
	const char **ids = arena_array(app->arena, lib->n_ladders, sizeof *ids);
	if (!ids)
		return app_no_memory(app);
	for (size_t i = 0; i < lib->n_ladders; i++)
		ids[i] = lib->ladders[i]->id;
	for (size_t i = 0; i < offers->n; i++) {
		enum status st =
			load_check_offer(app, offers->items[i], "ladder", ids, lib->n_ladders);
		if (st != ST_OK)
			return st;
	}
	return ST_OK;
}

/* ---- the command ----------------------------------------------------------------------------- */

static enum status
write_ladders(struct app *app, enum format f, const struct ladder_question *q)
{
	struct view_options o = app_view_options(app);
	struct table *t;
	const char *json;
	enum status st;
	if (f == FORMAT_JSON) {
		load_hash(app);
		st = view_ladders_json(app->result, q, &o, app->arena, &json);
		return st == ST_OK ? output_text(app, json) : app_no_memory(app);
	}
	st = view_ladders(app->result, q, &o, app->arena, &t);
	return st == ST_OK ? output_table(app, t, "ladders/1") : app_no_memory(app);
}

static enum status
load_ladders(struct app *app)
{
	enum status st = load_data(app);
	if (st != ST_OK || app->library->n_ladders)
		return st;
	return err_set(&app->err, ST_INVALID, "%s hold no ladders%s", load_whence(app),
		load_remedy(app, "ladders/*.yaml"));
}

enum status
cmd_ladders(struct app *app)
{
	struct strings offers = { NULL, 0 };
	struct ladder_question q = { .n = 0 };
	enum format f;
	enum status st = output_format(app, &f);
	if (st == ST_OK)
		st = load_ladders(app);
	if (st == ST_OK)
		st = take_words(app, &offers, &q);
	if (st == ST_OK)
		st = check_offers(app, &offers);
	if (st == ST_OK)
		st = load_weighed(app, offers);
	if (st == ST_OK)
		st = load_columns(app, offers.items, offers.n, &q.alternatives, &q.n);
	return st == ST_OK ? write_ladders(app, f, &q) : st;
}
