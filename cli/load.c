/* load: library, evaluation, problem, result, in that order. */
#include "cli/load.h"

#include <stdint.h>
#include <string.h>

#include "cli/message.h"
#include "data/framework.h"
#include "data/text.h"
#include "scoring/basis.h"

static const char default_model[] = "balanced";

/* ---- names ----------------------------------------------------------------------------------- */

static bool
is_path(const char *word)
{
	size_t len = strlen(word);
	return len > 5 && str_eq(word + len - 5, ".yaml");
}

enum status
load_check_name(struct app *app, enum input_kind kind, const char *id)
{
	const struct found_file *files;
	size_t n;
	enum status st = library_list(&app->path, kind, app->arena, &files, &n, &app->err);
	if (st != ST_OK)
		return st;
	const char **ids = arena_array(app->arena, n, sizeof *ids);
	if (!ids)
		return app_no_memory(app);
	for (size_t i = 0; i < n; i++) {
		ids[i] = files[i].id;
		if (id_casecmp(ids[i], id) == 0)
			return ST_OK;
	}
	const char *near = text_nearest(id, ids, n), *what = input_kind_words[kind];
	if (near)
		return err_set(&app->err, ST_USAGE, "there is no %s '%s'; did you mean '%s'?", what,
			id, near);
	return err_set(&app->err, ST_USAGE,
		"there is no %s '%s' (bascule show %s lists what there is)", what, id,
		kind == INPUT_MODEL ? "models" : "providers");
}

/* The profile that an offer belongs to: the path itself, or the id before the slash. */
static const char *
profile_of(struct arena *arena, const char *word)
{
	return is_path(word) ? word : arena_strndup(arena, word, strcspn(word, "/"));
}

/* Adds what is not there yet. */
static enum status
add_profiles(struct app *app, struct strings words, const char **list, size_t *n)
{
	for (size_t i = 0; i < words.n; i++) {
		const char *name = profile_of(app->arena, words.items[i]);
		if (!name)
			return app_no_memory(app);
		bool is_new = true;
		for (size_t k = 0; k < *n; k++)
			is_new = is_new && id_casecmp(list[k], name) != 0;
		if (!is_new)
			continue;
		enum status st = is_path(name) ? ST_OK : load_check_name(app, INPUT_PROFILE, name);
		if (st != ST_OK)
			return st;
		list[(*n)++] = name;
	}
	return ST_OK;
}

static enum status
chosen_offers(struct app *app, struct strings *out)
{
	const char *text = option_text(&app->options, OPT_PROVIDERS);
	*out = (struct strings){ NULL, 0 };
	if (!text)
		return ST_OK;
	if (split_words(text, ',', app->arena, out) != ST_OK)
		return app_no_memory(app);
	return out->n ? ST_OK
		      : err_set(&app->err, ST_USAGE, "--providers names no offer: '%s'", text);
}

const char *
load_offer_id(const struct app *app, const char *word)
{
	const struct library *lib = app->library;
	for (size_t i = 0; is_path(word) && i < lib->n_profiles; i++)
		if (str_eq(lib->profiles[i]->path, word))
			return lib->profiles[i]->id;
	return word;
}

static enum status
offer_ids(struct app *app, struct strings *words)
{
	const char **ids = arena_array(app->arena, words->n, sizeof *ids);
	if (!ids)
		return app_no_memory(app);
	for (size_t i = 0; i < words->n; i++)
		ids[i] = load_offer_id(app, words->items[i]);
	words->items = ids;
	return ST_OK;
}

enum status
load_wanted_offers(struct app *app, struct strings *out)
{
	enum status st = chosen_offers(app, out);
	return st == ST_OK ? offer_ids(app, out) : st;
}

/* ---- the library ----------------------------------------------------------------------------- */

/* Which profiles to read: those of --providers and, beside them, of `ids`; none named: all. */
static enum status
wanted_profiles(struct app *app, struct strings ids, struct strings *out)
{
	struct strings chosen;
	enum status st = chosen_offers(app, &chosen);
	if (st != ST_OK)
		return st;
	const char **list = arena_array(app->arena, chosen.n + ids.n, sizeof *list);
	size_t n = 0;
	if (!list)
		return app_no_memory(app);
	st = add_profiles(app, chosen, list, &n);
	if (st == ST_OK && chosen.n)
		st = add_profiles(app, ids, list, &n);
	*out = (struct strings){ list, n };
	return st;
}

static void
tell(struct app *app, const struct diag *d)
{
	message_diag(app, d);
	char first[512];
	if (d->n_errors && app->flaw == ST_OK) {
		app->flaw = d->worst == ST_OK ? ST_INVALID : d->worst;
		if (d->n)
			app->flaw_text = arena_strdup(
				app->arena, diag_item_text(&d->items[0], first, sizeof first));
	}
	const struct library *lib = app->library;
	for (size_t i = 0; lib && i < lib->notices.n; i++)
		message_notice(app, "%s", lib->notices.items[i]);
	for (size_t i = 0; lib && option_is_on(&app->options, OPT_VERBOSE) && i < lib->n_inputs;
		i++)
		message("read %s %s: %s", input_kind_words[lib->inputs[i].kind],
			lib->inputs[i].name, lib->inputs[i].path ? lib->inputs[i].path : "stored");
}

/* The model to judge by, checked to be there when it is an id. */
static enum status
wanted_model(struct app *app, const char **out)
{
	const char *name = option_text(&app->options, OPT_MODEL);
	*out = name ? name : default_model;
	return is_path(*out) ? ST_OK : load_check_name(app, INPUT_MODEL, *out);
}

/* Reads what is asked for; app->library is set on success only. */
static enum status
load(struct app *app, const char *model, struct strings profiles)
{
	struct library_request request = {
		.path = &app->path, .model = model, .profiles = profiles, .threads = 2
	};
	struct diag d;
	diag_init(&d);
	enum status st = library_load(&request, &app->owned, &d);
	app->library = st == ST_OK ? app->owned : NULL;
	tell(app, &d);
	bool has_told = d.n_errors > 0;
	diag_clear(&d);
	if (st != ST_OK)
		return err_set(&app->err, st, "%s",
			has_told ? "the data cannot be used" : status_text(st));
	return ST_OK;
}

enum status
load_profiles(struct app *app, bool with_model, struct strings profiles)
{
	const char *model = NULL;
	enum status st = with_model ? wanted_model(app, &model) : ST_OK;
	return st == ST_OK ? load(app, model, profiles) : st;
}

/* A model needs no profile, but the reader of everything wants one: the first that there is. */
enum status
load_model(struct app *app, const char *model)
{
	const struct found_file *files;
	size_t n;
	enum status st = is_path(model) ? ST_OK : load_check_name(app, INPUT_MODEL, model);
	if (st == ST_OK)
		st = library_list(&app->path, INPUT_PROFILE, app->arena, &files, &n, &app->err);
	if (st != ST_OK)
		return st;
	return load(app, model, (struct strings){ n ? &files[0].id : NULL, n ? 1 : 0 });
}

enum status
load_offers(struct app *app, bool with_model, struct strings offers)
{
	const char **list = arena_array(app->arena, offers.n, sizeof *list);
	size_t n = 0;
	if (!list)
		return app_no_memory(app);
	enum status st = add_profiles(app, offers, list, &n);
	return st == ST_OK ? load_profiles(app, with_model, (struct strings){ list, n }) : st;
}

enum status
load_library(struct app *app, bool with_model, struct strings ids)
{
	struct strings profiles;
	enum status st = wanted_profiles(app, ids, &profiles);
	return st == ST_OK ? load_profiles(app, with_model, profiles) : st;
}

enum status
load_session(struct app *app, const char *path, enum session_mode mode)
{
	struct session_context context;
	struct diag d;
	enum status st = load_context(app, &context);
	if (st != ST_OK)
		return st;
	diag_init(&d);
	st = session_open(path, mode, &context, &app->session, &d, &app->err);
	if (st == ST_OK)
		app->library = session_library(app->session);
	tell(app, &d);
	diag_clear(&d);
	return st;
}

/* The session of --session, which leaves nothing to choose. */
static enum status
open_session(struct app *app)
{
	if (option_is_on(&app->options, OPT_MODEL) || option_is_on(&app->options, OPT_DATA))
		return err_set(&app->err, ST_USAGE,
			"a session has its own model and data: leave out --model and --data");
	return load_session(app, option_text(&app->options, OPT_SESSION), SESSION_READ);
}

/* ---- the evaluation -------------------------------------------------------------------------- */

/* Puts an offer in or out, as a what-if; nothing happens when it is so already. */
static enum status
put_offer(struct app *app, size_t a, bool in)
{
	struct alternative *alt = &app->evaluation->alternatives[a];
	struct event event = {
		.origin = "",
		.time = "",
		.actor = "",
		.scope = "what-if",
		.reason = "",
		.sources = "",
		.kind = EVENT_PROVIDER,
		.target = alt->id,
		.old_value = alt->in ? "in" : "out",
		.new_value = in ? "in" : "out",
	};
	return alt->in == in ? ST_OK : evaluation_apply(app->evaluation, &event, &app->err);
}

/* The session's events on a fresh evaluation, and the offers that it weighs. */
static enum status
replay_session(struct app *app)
{
	const struct evaluation *kept = session_evaluation(app->session);
	size_t n;
	const struct event *const *events = session_events(app->session, &n);
	enum status st = ST_OK;
	for (size_t i = 0; st == ST_OK && i < n; i++)
		st = evaluation_apply(app->evaluation, events[i], &app->err);
	for (size_t a = 0; st == ST_OK && a < kept->n_alternatives; a++)
		st = put_offer(app, a, kept->alternatives[a].in);
	const char *notice = session_notice(app->session);
	if (st == ST_OK && notice)
		message_notice(app, "%s", notice);
	return st;
}

static enum status
find_offer(struct app *app, const char *word, size_t *out)
{
	const struct evaluation *ev = app->evaluation;
	const char *id = load_offer_id(app, word);
	*out = evaluation_find(ev, id);
	if (*out != SIZE_MAX)
		return ST_OK;
	/* Its file was left out, which was told: that is no wrong use. */
	if (app->flaw != ST_OK)
		return err_set(
			&app->err, app->flaw, "'%s' is left out: its file cannot be used", id);
	const char **ids = arena_array(app->arena, ev->n_alternatives, sizeof *ids);
	if (!ids)
		return app_no_memory(app);
	for (size_t i = 0; i < ev->n_alternatives; i++)
		ids[i] = ev->alternatives[i].id;
	const char *near = text_nearest(id, ids, ev->n_alternatives);
	return err_set(&app->err, ST_USAGE, "there is no offer '%s'%s%s%s", id,
		near ? "; did you mean '" : " (bascule show providers lists them)",
		near ? near : "", near ? "'?" : "");
}

/* Exactly the offers of --providers when it was given; then those of `ids` beside. */
static enum status
choose_offers(struct app *app, struct strings ids)
{
	struct strings chosen;
	size_t a = 0;
	enum status st = chosen_offers(app, &chosen);
	for (size_t i = 0; st == ST_OK && chosen.n && i < app->evaluation->n_alternatives; i++)
		st = put_offer(app, i, false);
	for (size_t i = 0; st == ST_OK && i < chosen.n; i++) {
		st = find_offer(app, chosen.items[i], &a);
		if (st == ST_OK)
			st = put_offer(app, a, true);
		else if (st == app->flaw)
			st = ST_OK; /* the others are still ranked */
	}
	for (size_t i = 0; st == ST_OK && i < ids.n; i++) {
		st = find_offer(app, ids.items[i], &a);
		if (st == ST_OK)
			st = put_offer(app, a, true);
	}
	return st;
}

enum status
load_score(struct app *app, const struct evaluation *ev, struct problem **problem,
	struct result **result)
{
	enum status st = problem_build(ev, app->arena, problem, &app->err);
	if (st == ST_OK && result_compute(*problem, app->arena, result) != ST_OK)
		st = app_no_memory(app);
	return st;
}

/* Offers chosen and what-ifs applied on the library that is there; then the result. */
enum status
load_weighed(struct app *app, struct strings ids)
{
	bool has_session = option_is_on(&app->options, OPT_SESSION);
	enum status st = evaluation_new(
		app->library, (struct strings){ NULL, 0 }, &app->evaluation, &app->err);
	if (st == ST_OK && has_session)
		st = replay_session(app);
	if (st == ST_OK)
		st = choose_offers(app, ids);
	if (st == ST_OK)
		st = what_if_apply(app);
	if (st == ST_OK)
		st = load_score(app, app->evaluation, &app->problem, &app->result);
	/* Before anything is written. */
	return st == ST_OK ? assert_check(app) : st;
}

static enum status
read_all(struct app *app, struct strings ids)
{
	return option_is_on(&app->options, OPT_SESSION) ? open_session(app)
							: load_library(app, true, ids);
}

/* The words that name a provider whose file there is, or a file. */
static enum status
words_of_profiles(struct app *app, struct strings *out)
{
	const struct found_file *files;
	size_t n, kept = 0;
	enum status st = library_list(&app->path, INPUT_PROFILE, app->arena, &files, &n, &app->err);
	if (st != ST_OK)
		return st;
	const char **words = arena_array(app->arena, app->args.n, sizeof *words);
	if (!words)
		return app_no_memory(app);
	for (size_t i = 0; i < app->args.n; i++) {
		const char *word = app->args.items[i];
		size_t len = strcspn(word, "/");
		bool is_known = is_path(word);
		for (size_t k = 0; k < n && !is_known; k++)
			is_known =
				strlen(files[k].id) == len && strncmp(files[k].id, word, len) == 0;
		if (is_known)
			words[kept++] = word;
	}
	*out = (struct strings){ words, kept };
	return ST_OK;
}

enum status
load_data(struct app *app)
{
	struct strings ids = { NULL, 0 };
	enum status st =
		option_is_on(&app->options, OPT_SESSION) ? ST_OK : words_of_profiles(app, &ids);
	return st == ST_OK ? read_all(app, ids) : st;
}

enum status
load_check_offer(
	struct app *app, const char *word, const char *what, const char *const *ids, size_t n)
{
	const char *id = load_offer_id(app, word);
	const char *profile = arena_strndup(app->arena, id, strcspn(id, "/"));
	if (!profile)
		return app_no_memory(app);
	/* A file that was left out was told of. */
	if (library_profile(app->library, profile) || app->flaw != ST_OK)
		return ST_OK;
	const char *near = text_nearest(word, ids, n);
	if (near)
		return err_set(&app->err, ST_USAGE,
			"there is no offer or %s '%s'; did you mean '%s'?", what, word, near);
	return err_set(&app->err, ST_USAGE,
		"there is no offer or %s '%s' (bascule show providers "
		"and bascule show %ss list them)",
		what, word, what);
}

const char *
load_whence(const struct app *app)
{
	const char *session = option_text(&app->options, OPT_SESSION);
	return session ? session : "the data";
}

const char *
load_remedy(const struct app *app, const char *files)
{
	if (option_is_on(&app->options, OPT_SESSION))
		return ": the session was made before they were stored; a new one has them";
	return arena_printf(app->arena, " (%s)", files);
}

enum status
load_result(struct app *app, struct strings ids)
{
	enum status st = read_all(app, ids);
	return st == ST_OK ? load_weighed(app, ids) : st;
}

enum status
load_framework(struct app *app, const struct framework **out)
{
	const struct dictionary *d = &app->library->dictionary;
	size_t node;
	*out = app->library->model ? basis_weighed(app->library->model, d, &node) : NULL;
	if (!*out)
		*out = framework_default(d);
	if (*out)
		return ST_OK;
	return err_set(&app->err, ST_INVALID, "%s hold no sovereignty framework%s",
		load_whence(app), load_remedy(app, "frameworks/*.yaml"));
}

enum status
load_unknown_edition(struct app *app, const struct framework *f, const char *id)
{
	const char *all = "";
	for (size_t i = 0; all && i < f->n_editions; i++)
		all = arena_printf(app->arena, "%s%s%s%s", all, i ? ", " : "", f->editions[i].id,
			i == f->edition ? " (default)" : "");
	return all ? err_set(&app->err, ST_USAGE, "%s has the editions %s, not '%.64s'", f->id, all,
			     id)
		   : app_no_memory(app);
}

void
load_hash(struct app *app)
{
	if (app->owned)
		library_hash(app->owned);
}

enum status
load_find(struct app *app, const char *word, size_t *out)
{
	size_t a;
	enum status st = find_offer(app, word, &a);
	if (st != ST_OK)
		return st;
	for (*out = 0; *out < app->problem->n_alternatives; (*out)++)
		if (app->problem->alternatives[*out] == a)
			return ST_OK;
	return err_set(&app->err, ST_USAGE, "the offer '%s' is not weighed here", word);
}

enum status
load_columns(
	struct app *app, const char *const *names, size_t n_names, const size_t **out, size_t *n)
{
	*n = n_names ? n_names : app->problem->n_alternatives;
	/* What made files unusable was said already, and is why. */
	if (*n == 0)
		return err_set(&app->err, app->flaw != ST_OK ? app->flaw : ST_USAGE,
			"no offer is left to weigh");
	size_t *columns = arena_array(app->arena, *n, sizeof *columns);
	if (!columns)
		return app_no_memory(app);
	for (size_t i = 0; i < *n; i++) {
		columns[i] = i;
		enum status st = n_names ? load_find(app, names[i], &columns[i]) : ST_OK;
		if (st != ST_OK)
			return st;
		for (size_t k = 0; k < i; k++)
			if (columns[k] == columns[i])
				return err_set(
					&app->err, ST_USAGE, "'%s' is named twice", names[i]);
	}
	*out = columns;
	return ST_OK;
}
