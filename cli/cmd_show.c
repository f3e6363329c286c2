/* show: what there is to weigh and to judge by. */
#include <string.h>

#include "cli/commands.h"
#include "cli/load.h"
#include "cli/output.h"
#include "data/framework.h"
#include "data/text.h"
#include "report/methods.h"
#include "report/view_data.h"
#include "report/yaml.h"

/* ---- lists ----------------------------------------------------------------------------------- */

static enum status
show_table(struct app *app, const struct table *t, const char *kind)
{
	return t ? output_table(app, t, kind) : app_no_memory(app);
}

static enum status
show_providers(struct app *app, const char *unused)
{
	(void)unused;
	enum status st = load_profiles(app, false, (struct strings){ NULL, 0 });
	if (st != ST_OK)
		return st;
	return show_table(app, view_providers(app->library, app->arena), "show-providers/1");
}

static enum status
show_facts(struct app *app, const char *unused)
{
	(void)unused;
	enum status st = load_profiles(app, false, (struct strings){ NULL, 0 });
	if (st != ST_OK)
		return st;
	const struct dictionary *d = &app->library->dictionary;
	return show_table(app, view_facts(d, app_lang(app), app->arena), "show-facts/1");
}

/* Frameworks and ladders come with any profile: one will do. */
static enum status
load_schemes(struct app *app)
{
	const struct found_file *files;
	size_t n;
	enum status st = library_list(&app->path, INPUT_PROFILE, app->arena, &files, &n, &app->err);
	if (st != ST_OK)
		return st;
	return load_profiles(app, false, (struct strings){ n ? &files[0].id : NULL, n ? 1 : 0 });
}

static enum status
show_frameworks(struct app *app, const char *unused)
{
	(void)unused;
	enum status st = load_schemes(app);
	if (st != ST_OK)
		return st;
	const struct dictionary *d = &app->library->dictionary;
	return show_table(app, view_frameworks(d, app_lang(app), app->arena), "show-frameworks/1");
}

static enum status
show_ladders(struct app *app, const char *unused)
{
	(void)unused;
	enum status st = load_schemes(app);
	if (st != ST_OK)
		return st;
	return show_table(
		app, view_ladder_list(app->library, app_lang(app), app->arena), "show-ladders/1");
}

static enum status
show_methods(struct app *app, const char *unused)
{
	(void)unused;
	return show_table(app, view_methods(app_lang(app), app->arena), "show-methods/1");
}

/* One model after the other as a run of its own: a broken one is told and left out. */
static enum status
add_model(struct app *app, struct table *t, const struct found_file *file)
{
	struct app one = *app;
	one.owned = NULL;
	enum status st = load_model(&one, file->path);
	if (st == ST_OK && !view_models_add(t, one.library->model, app_lang(app)))
		st = app_no_memory(app);
	library_free(one.owned);
	if (st == ST_NOMEM || st == ST_OK)
		return st;
	app->flaw = app->flaw == ST_OK ? st : app->flaw;
	return ST_OK;
}

static enum status
show_models(struct app *app, const char *unused)
{
	(void)unused;
	const struct found_file *files;
	size_t n;
	enum status st = library_list(&app->path, INPUT_MODEL, app->arena, &files, &n, &app->err);
	struct table *t = view_models(app->arena);
	if (st == ST_OK && !t)
		st = app_no_memory(app);
	for (size_t i = 0; st == ST_OK && i < n; i++)
		st = add_model(app, t, &files[i]);
	return st == ST_OK ? output_table(app, t, "show-models/1") : st;
}

/* ---- one thing ------------------------------------------------------------------------------- */

static enum status
show_model(struct app *app, const char *id)
{
	enum status st = load_model(app, id);
	const char *text = st == ST_OK ? yaml_model(app->library->model, app->arena) : NULL;
	if (st != ST_OK)
		return st;
	return text ? output_text(app, text) : app_no_memory(app);
}

static enum status
no_such(struct app *app, const char *what, const char *id, const char *const *ids, size_t n)
{
	const char *near = text_nearest(id, ids, n);
	return err_set(&app->err, ST_USAGE, "there is no %s '%s'%s%s%s", what, id,
		near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
}

static enum status
show_framework(struct app *app, const char *id)
{
	enum status st = load_schemes(app);
	if (st != ST_OK)
		return st;
	const struct dictionary *d = &app->library->dictionary;
	const struct framework *f = framework_find(d, id);
	if (f)
		return show_table(
			app, view_framework_text(f, app_lang(app), app->arena), "show-framework/1");
	const char **ids = arena_array(app->arena, d->n_frameworks, sizeof *ids);
	if (!ids)
		return app_no_memory(app);
	for (size_t i = 0; i < d->n_frameworks; i++)
		ids[i] = d->frameworks[i]->id;
	return no_such(app, "framework", id, ids, d->n_frameworks);
}

static enum status
show_ladder(struct app *app, const char *id)
{
	enum status st = load_schemes(app);
	if (st != ST_OK)
		return st;
	const struct library *lib = app->library;
	const char **ids = arena_array(app->arena, lib->n_ladders, sizeof *ids);
	if (!ids)
		return app_no_memory(app);
	for (size_t i = 0; i < lib->n_ladders; i++) {
		ids[i] = lib->ladders[i]->id;
		if (str_eq(ids[i], id))
			return show_table(app,
				view_ladder(lib->ladders[i], app_lang(app), app->arena),
				"show-ladder/1");
	}
	return no_such(app, "ladder", id, ids, lib->n_ladders);
}

static enum status
show_provider(struct app *app, const char *word)
{
	enum status st = load_offers(app, false, (struct strings){ &word, 1 });
	if (st != ST_OK)
		return st;
	const struct profile *p = app->library->profiles[0];
	const char *slash = strchr(word, '/');
	const struct offer *o = NULL;
	if (slash && !str_eq(load_offer_id(app, word), p->id)) {
		o = profile_offer(p, slash + 1);
		if (!o)
			return err_set(&app->err, ST_USAGE,
				"there is no offer '%s' (bascule show providers lists them)", word);
	}
	struct table *t = view_provider(&app->library->dictionary, p, o, app_lang(app), app->arena);
	return show_table(app, t, "show-provider/1");
}

/* ---- which ----------------------------------------------------------------------------------- */

static const struct {
	const char *name;
	size_t words; /* with the name */
	enum status (*run)(struct app *, const char *id);
} things[] = {
	{ "providers", 1, show_providers },
	{ "models", 1, show_models },
	{ "facts", 1, show_facts },
	{ "frameworks", 1, show_frameworks },
	{ "ladders", 1, show_ladders },
	{ "methods", 1, show_methods },
	{ "model", 2, show_model },
	{ "provider", 2, show_provider },
	{ "framework", 2, show_framework },
	{ "ladder", 2, show_ladder },
};

enum { THINGS = sizeof things / sizeof *things };

enum status
cmd_show(struct app *app)
{
	const char *names[THINGS], *name = app->args.items[0];
	for (size_t i = 0; i < THINGS; i++) {
		names[i] = things[i].name;
		if (!str_eq(names[i], name))
			continue;
		if (app->args.n != things[i].words)
			return err_set(&app->err, ST_USAGE, "show %s takes %s", name,
				things[i].words == 1 ? "no more words" : "one id");
		return things[i].run(app, app->args.n > 1 ? app->args.items[1] : NULL);
	}
	const char *near = text_nearest(name, names, THINGS);
	return err_set(&app->err, ST_USAGE, "there is nothing called '%s' to show%s%s%s", name,
		near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
}
