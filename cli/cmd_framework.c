/* framework: the offers read through a sovereignty framework. */
#include <stdint.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/load.h"
#include "cli/message.h"
#include "cli/output.h"
#include "data/framework.h"
#include "data/text.h"
#include "report/view_framework.h"
#include "scoring/basis.h"

/* What the words of the command line ask for. */
struct asked {
	struct framework_question q;
	const char **offers;
	size_t n_offers;
	const char *part; /* the word that named an objective or a criterion, or NULL */
};

/* ---- words ----------------------------------------------------------------------------------- */

static size_t
index_of(const struct framework *f, const struct framework_criterion *c)
{
	size_t i = 0;
	while (f->criteria[i] != c)
		i++;
	return i;
}

static enum status
take_framework(struct app *app, struct asked *asked, const struct framework *f, const char *word)
{
	if (asked->q.framework && asked->q.framework != f)
		return err_set(&app->err, ST_USAGE, "'%s' is of another framework than %s", word,
			asked->q.framework->id);
	asked->q.framework = f;
	return ST_OK;
}

static enum status
take_part(struct app *app, struct asked *asked, const char *word)
{
	if (asked->part)
		return err_set(&app->err, ST_USAGE,
			"'%s' and '%s': one objective or criterion at a time", asked->part, word);
	asked->part = word;
	return ST_OK;
}

/* All that a word which names no offer may have meant. */
static enum status
list_parts(struct app *app, const char ***out, size_t *n)
{
	const struct dictionary *d = &app->library->dictionary;
	size_t most = d->n_frameworks + d->n_mark_ids;
	for (size_t i = 0; i < d->n_frameworks; i++)
		most += d->frameworks[i]->n_objectives;
	const char **ids = arena_array(app->arena, most, sizeof *ids);
	if (!ids)
		return app_no_memory(app);
	*n = 0;
	for (size_t i = 0; i < d->n_frameworks; i++) {
		ids[(*n)++] = d->frameworks[i]->id;
		for (size_t k = 0; k < d->frameworks[i]->n_objectives; k++)
			ids[(*n)++] = d->frameworks[i]->objectives[k].id;
	}
	for (size_t i = 0; i < d->n_mark_ids; i++)
		ids[(*n)++] = d->mark_ids[i];
	*out = ids;
	return ST_OK;
}

static enum status
take_offer(struct app *app, struct asked *asked, const char *word)
{
	const char **ids = NULL;
	size_t n = 0;
	asked->offers[asked->n_offers++] = word;
	enum status st = list_parts(app, &ids, &n);
	return st == ST_OK ? load_check_offer(app, word, "framework", ids, n) : st;
}

/* A framework, an objective, a criterion; what is none of them must be an offer. */
static enum status
take_word(struct app *app, struct asked *asked, const char *word)
{
	const struct dictionary *d = &app->library->dictionary;
	const struct framework *f = framework_find(d, word);
	if (f)
		return take_framework(app, asked, f, word);
	const struct objective *o = framework_objective_find(d, word, &f);
	const struct framework_criterion *c = o ? NULL : framework_criterion_find(d, word, &f);
	if (!o && !c)
		return take_offer(app, asked, word);
	enum status st = take_part(app, asked, word);
	if (st == ST_OK)
		st = take_framework(app, asked, f, word);
	asked->q.objective = o ? (size_t)(o - f->objectives) : c->objective;
	asked->q.criterion = c ? index_of(f, c) : SIZE_MAX;
	return st;
}

static enum status
take_words(struct app *app, struct asked *asked)
{
	*asked = (struct asked){ .q = { .objective = SIZE_MAX, .criterion = SIZE_MAX } };
	asked->offers = arena_array(app->arena, app->args.n, sizeof *asked->offers);
	if (!asked->offers)
		return app_no_memory(app);
	enum status st = ST_OK;
	for (size_t i = 0; st == ST_OK && i < app->args.n; i++)
		st = take_word(app, asked, app->args.items[i]);
	if (st == ST_OK && !asked->q.framework)
		st = load_framework(app, &asked->q.framework);
	return st;
}

/* ---- options --------------------------------------------------------------------------------- */

/* That of --weights-profile, else the one that the model has now, else the framework's own. */
static enum status
take_edition(struct app *app, struct framework_question *q)
{
	const struct framework *f = q->framework;
	const char *id = option_text(&app->options, OPT_WEIGHTS_PROFILE);
	size_t node;
	if (id) {
		q->edition = framework_edition(f, id);
		if (q->edition)
			return ST_OK;
		enum status st = load_unknown_edition(app, f, id);
		struct err why = app->err;
		return err_set(&app->err, st, "--weights-profile: %.800s", why.text);
	}
	if (basis_weighed(app->evaluation->model, &app->library->dictionary, &node) == f)
		q->edition = basis_edition(app->problem, node, f);
	if (!q->edition)
		q->edition = &f->editions[f->edition];
	return ST_OK;
}

static enum status
take_rule(struct app *app, struct framework_question *q)
{
	const char *rule = option_text(&app->options, OPT_UNKNOWN);
	q->rule = blank_rule_of(app->evaluation->unknown);
	if (!rule)
		return ST_OK;
	if (str_eq(rule, "exclude"))
		return err_set(&app->err, ST_USAGE,
			"--unknown 'exclude': a framework shares no weight among criteria; skip "
			"leaves unknown marks out, as the official calculator does");
	for (int i = 0; blank_rule_words[i]; i++)
		if (str_eq(blank_rule_words[i], rule))
			q->rule = (enum blank_rule)i;
	return ST_OK;
}

/* ---- the command ----------------------------------------------------------------------------- */

static enum status
write_framework(struct app *app, enum format f, const struct framework_question *q)
{
	struct view_options o = app_view_options(app);
	struct table *t;
	const char *json;
	enum status st;
	if (q->rule == BLANK_SKIP)
		message_notice(app,
			"unknown marks are skipped: that can only raise the SEAL; compare "
			"with the rule pessimistic");
	if (f == FORMAT_JSON) {
		load_hash(app);
		st = view_framework_json(app->result, q, &o, app->arena, &json);
		return st == ST_OK ? output_text(app, json) : app_no_memory(app);
	}
	st = view_framework(app->result, q, &o, app->arena, &t);
	return st == ST_OK ? output_table(app, t, "framework/1") : app_no_memory(app);
}

enum status
cmd_framework(struct app *app)
{
	struct asked asked;
	enum format f;
	enum status st = output_format(app, &f);
	if (st == ST_OK)
		st = load_data(app);
	if (st == ST_OK)
		st = take_words(app, &asked);
	if (st == ST_OK)
		st = load_weighed(app, (struct strings){ asked.offers, asked.n_offers });
	if (st == ST_OK)
		st = take_edition(app, &asked.q);
	if (st == ST_OK)
		st = take_rule(app, &asked.q);
	if (st == ST_OK)
		st = load_columns(
			app, asked.offers, asked.n_offers, &asked.q.alternatives, &asked.q.n);
	return st == ST_OK ? write_framework(app, f, &asked.q) : st;
}
