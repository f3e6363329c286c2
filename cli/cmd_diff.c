/*
 * diff: facts that differ between two profiles, or between two data folders, and what they move.
 *
 * Each side is a run of its own (library, evaluation, result); pairs of offers are compared.
 */
#include <math.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/commands.h"
#include "cli/load.h"
#include "cli/output.h"
#include "data/framework.h"
#include "data/text.h"

enum { COL_PROVIDER, COL_FACT, COL_LABEL, COL_A, COL_B, COL_EFFECT, COL_COUNT };

struct side {
	struct app app; /* a copy: its own library and result, the same arena */
};

struct comparison {
	struct app *app;
	struct side *a, *b;
	struct table *table;
	bool same_provider; /* then a new date or confidence is a change too */
	size_t n_facts, n_marks;
};

/* ---- the two sides --------------------------------------------------------------------------- */

static bool
is_folder(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* Every profile of a data folder, by path, so that no other folder fills a gap. */
static enum status
profiles_of(struct app *app, const char *folder, struct strings *out)
{
	struct data_path one = { .dirs = { folder }, .n = 1 };
	const struct found_file *files;
	size_t n;
	enum status st = library_list(&one, INPUT_PROFILE, app->arena, &files, &n, &app->err);
	if (st != ST_OK)
		return st;
	const char **paths = arena_array(app->arena, n, sizeof *paths);
	if (!paths)
		return app_no_memory(app);
	for (size_t i = 0; i < n; i++)
		paths[i] = files[i].path;
	*out = (struct strings){ paths, n };
	return n ? ST_OK : err_set(&app->err, ST_USAGE, "there is no profile in '%s'", folder);
}

/* The folder comes before all others. */
static void
prefer_folder(struct data_path *path, const char *folder)
{
	size_t most = sizeof path->dirs / sizeof *path->dirs;
	size_t n = path->n < most ? path->n : most - 1;
	memmove(path->dirs + 1, path->dirs, n * sizeof *path->dirs);
	path->dirs[0] = folder;
	path->n = n + 1;
}

static enum status
score_side(struct app *app, struct strings offers)
{
	enum status st = evaluation_new(app->library, offers, &app->evaluation, &app->err);
	if (st == ST_OK)
		st = what_if_apply(app);
	if (st == ST_OK)
		st = load_score(app, app->evaluation, &app->problem, &app->result);
	return st;
}

static enum status
load_folder(struct app *app, const char *folder)
{
	struct strings paths;
	enum status st = profiles_of(app, folder, &paths);
	if (st != ST_OK)
		return st;
	prefer_folder(&app->path, folder);
	st = load_profiles(app, true, paths);
	return st == ST_OK ? score_side(app, (struct strings){ NULL, 0 }) : st;
}

static enum status
load_offer(struct app *app, const char *word)
{
	struct strings one = { &word, 1 };
	enum status st = load_offers(app, true, one);
	if (st != ST_OK)
		return st;
	const char *id = load_offer_id(app, word);
	return score_side(app, (struct strings){ &id, 1 });
}

static enum status
load_side(struct app *app, const char *word, struct side *side)
{
	side->app = *app;
	side->app.owned = NULL;
	enum status st =
		is_folder(word) ? load_folder(&side->app, word) : load_offer(&side->app, word);
	app->flaw = app->flaw != ST_OK ? app->flaw : side->app.flaw;
	app->what_if = side->app.what_if;
	if (st != ST_OK)
		app->err = side->app.err;
	return st;
}

static void
clear_side(struct side *side)
{
	evaluation_free(side->app.evaluation);
	library_free(side->app.owned);
}

/* ---- what differs ---------------------------------------------------------------------------- */

static const struct fact *
fact_of(const struct side *s, size_t a, const char *id)
{
	const struct fact_def *def = dictionary_find(&s->app.library->dictionary, id);
	return def ? evaluation_fact(s->app.evaluation, s->app.problem->alternatives[a], def)
		   : NULL;
}

static bool
same_value(const struct fact *a, const struct fact *b)
{
	static const struct value nothing = { .kind = VALUE_UNKNOWN, .text = "unknown" };
	const struct value *x = a ? &a->value : &nothing, *y = b ? &b->value : &nothing;
	if (x->kind != y->kind || !str_eq(x->unit, y->unit) || x->has_low != y->has_low ||
		x->has_high != y->has_high)
		return x->kind == VALUE_UNKNOWN && y->kind == VALUE_UNKNOWN && !x->has_low &&
			!y->has_low && !x->has_high && !y->has_high;
	bool same = x->kind == VALUE_NUMBER ? x->number == y->number : str_eq(x->text, y->text);
	return same && (!x->has_low || x->low == y->low) && (!x->has_high || x->high == y->high);
}

static bool
is_change(const struct comparison *c, const struct fact *a, const struct fact *b)
{
	if (!same_value(a, b))
		return true;
	if (!c->same_provider || !a || !b)
		return false;
	return !str_eq(a->as_of, b->as_of) || a->confidence != b->confidence;
}

/* What an offer gets from the leaves that read a fact or a mark; NAN when none does. */
static double
contribution(const struct side *s, size_t a, const char *id)
{
	const struct model *m = s->app.problem->model;
	bool is_read = false;
	double sum = 0;
	for (size_t node = 0; node < m->n_nodes; node++) {
		if (m->nodes[node].kind == LEAF_NONE || !str_eq(m->nodes[node].reads, id))
			continue;
		is_read = true;
		sum += s->app.result->scores[a].nodes[node].contribution;
	}
	return is_read ? sum : (double)NAN;
}

static const char *
shown(struct arena *arena, const struct fact *f, bool with_evidence)
{
	char range[128];
	if (!f || f->value.kind == VALUE_UNKNOWN)
		return "unknown";
	const char *value = value_text(&f->value, arena);
	if (!value)
		return NULL;
	(void)value_show_range(&f->value, range, sizeof range);
	return arena_printf(arena, "%s%s%s%s%s%s%s%s", value, *range ? ", " : "", range,
		with_evidence ? " (" : "", with_evidence ? (f->as_of ? f->as_of : "undated") : "",
		with_evidence ? ", " : "", with_evidence ? confidence_words[f->confidence] : "",
		with_evidence ? ")" : "");
}

/* One offer on each side, and what one of its facts or marks is there. */
struct pair {
	const char *provider;
	size_t a, b; /* indices in the problem of each side */
};

static enum status
add_change(struct comparison *c, const struct pair *p, const char *id, const struct label *label,
	const char *left, const char *right)
{
	struct table_row *row = table_add(c->table);
	if (!row || !left || !right)
		return app_no_memory(c->app);
	row->cells[COL_PROVIDER] = cell_text(p->provider);
	row->cells[COL_FACT] = cell_text(id);
	row->cells[COL_LABEL] = cell_text(label->by[app_lang(c->app)]);
	row->cells[COL_A] = cell_text(left);
	row->cells[COL_B] = cell_text(right);
	row->cells[COL_EFFECT] =
		cell_number(contribution(c->b, p->b, id) - contribution(c->a, p->a, id));
	return ST_OK;
}

static enum status
add_fact(struct comparison *c, const struct pair *p, const struct fact_def *def)
{
	const struct fact *x = fact_of(c->a, p->a, def->id), *y = fact_of(c->b, p->b, def->id);
	if (!is_change(c, x, y))
		return ST_OK;
	struct arena *arena = c->app->arena;
	bool only_evidence = same_value(x, y);
	c->n_facts++;
	return add_change(c, p, def->id, &def->label, shown(arena, x, only_evidence),
		shown(arena, y, only_evidence));
}

/* ---- marks ----------------------------------------------------------------------------------- */

static const struct mark *
mark_of(const struct side *s, size_t a, const char *id)
{
	const struct alternative *alt =
		&s->app.evaluation->alternatives[s->app.problem->alternatives[a]];
	return profile_mark(alt->profile, alt->offer, id);
}

/* "3 of 5, 2 to 4 open"; with its confidence where the rungs are the same. */
static const char *
shown_mark(struct arena *arena, const struct mark *m, size_t n_rungs, bool with_evidence)
{
	if (!m)
		return "not marked";
	const char *rung = m->rung ? arena_printf(arena, "%d of %zu", m->rung, n_rungs) : "unknown";
	const char *open =
		m->low < m->high ? arena_printf(arena, ", %d to %d open", m->low, m->high) : "";
	return rung && open
		? arena_printf(arena, "%s%s%s%s%s", rung, open, with_evidence ? " (" : "",
			  with_evidence ? confidence_words[m->confidence] : "",
			  with_evidence ? ")" : "")
		: NULL;
}

static enum status
add_mark(struct comparison *c, const struct pair *p, const struct framework_criterion *criterion)
{
	const struct mark *x = mark_of(c->a, p->a, criterion->id);
	const struct mark *y = mark_of(c->b, p->b, criterion->id);
	if (!x && !y)
		return ST_OK;
	bool same = x && y && x->rung == y->rung && x->low == y->low && x->high == y->high;
	if (same && (!c->same_provider || x->confidence == y->confidence))
		return ST_OK;
	c->n_marks++;
	struct arena *arena = c->app->arena;
	return add_change(c, p, criterion->id, &criterion->asks,
		shown_mark(arena, x, criterion->n_rungs, same),
		shown_mark(arena, y, criterion->n_rungs, same));
}

/* ---- scores ---------------------------------------------------------------------------------- */

static enum status
add_score(struct comparison *c, const char *provider, size_t a, size_t b, bool with_rule)
{
	double from = c->a->app.result->scores[a].points.best;
	double to = c->b->app.result->scores[b].points.best;
	struct table_row *row = table_add(c->table);
	const char *left = arena_printf(c->app->arena, "%.1f", from);
	const char *right = arena_printf(c->app->arena, "%.1f", to);
	if (!row || !left || !right)
		return app_no_memory(c->app);
	row->is_strong = true;
	row->rule_above = with_rule;
	row->cells[COL_PROVIDER] = cell_text(provider);
	row->cells[COL_FACT] = cell_text("score");
	row->cells[COL_A] = cell_text(left);
	row->cells[COL_B] = cell_text(right);
	row->cells[COL_EFFECT] = cell_number(to - from);
	return ST_OK;
}

/* One offer on each side. The dictionary of B names the facts and the marks. */
static enum status
add_pair(struct comparison *c, const char *provider, size_t a, size_t b)
{
	const struct dictionary *d = &c->b->app.library->dictionary;
	const struct pair p = { provider, a, b };
	size_t before = c->n_facts + c->n_marks;
	enum status st = ST_OK;
	for (size_t i = 0; st == ST_OK && i < d->n; i++)
		st = add_fact(c, &p, &d->defs[i]);
	for (size_t i = 0; i < d->n_frameworks; i++)
		for (size_t k = 0; st == ST_OK && k < d->frameworks[i]->n_criteria; k++)
			st = add_mark(c, &p, d->frameworks[i]->criteria[k]);
	return st == ST_OK ? add_score(c, provider, a, b, c->n_facts + c->n_marks > before) : st;
}

static const char *
offer_id(const struct side *s, size_t a)
{
	return s->app.evaluation->alternatives[s->app.problem->alternatives[a]].id;
}

static size_t
find_offer(const struct side *s, const char *id)
{
	for (size_t a = 0; a < s->app.problem->n_alternatives; a++)
		if (id_casecmp(offer_id(s, a), id) == 0)
			return a;
	return SIZE_MAX;
}

/* Every offer that both folders have; the others are named below. */
static enum status
add_folders(struct comparison *c)
{
	enum status st = ST_OK;
	for (size_t a = 0; st == ST_OK && a < c->a->app.problem->n_alternatives; a++) {
		const char *id = offer_id(c->a, a);
		size_t b = find_offer(c->b, id);
		if (b != SIZE_MAX)
			st = add_pair(c, id, a, b);
		else if (!table_after(c->table, "%s is in A alone.", id))
			st = app_no_memory(c->app);
	}
	for (size_t b = 0; st == ST_OK && b < c->b->app.problem->n_alternatives; b++)
		if (find_offer(c->a, offer_id(c->b, b)) == SIZE_MAX &&
			!table_after(c->table, "%s is in B alone.", offer_id(c->b, b)))
			st = app_no_memory(c->app);
	return st;
}

static enum status
make_table(struct comparison *c, bool folders)
{
	const struct table_column columns[COL_COUNT] = {
		[COL_PROVIDER] = { .id = "provider",
			.title = "offer",
			.use = folders ? USE_ALL : USE_MACHINES },
		[COL_FACT] = { .id = "fact", .title = "fact" },
		[COL_LABEL] = { .id = "label", .title = "", .wraps = true, .most = 36 },
		[COL_A] = { .id = "a",
			.title = folders ? "A" : offer_id(c->a, 0),
			.wraps = true,
			.most = 32 },
		[COL_B] = { .id = "b",
			.title = folders ? "B" : offer_id(c->b, 0),
			.wraps = true,
			.most = 32 },
		[COL_EFFECT] = { .id = "effect",
			.title = "effect",
			.align = ALIGN_DECIMAL,
			.decimals = 2,
			.is_signed = true },
	};
	c->table = table_new(c->app->arena, columns, COL_COUNT);
	return c->table ? ST_OK : app_no_memory(c->app);
}

static enum status
write_diff(struct comparison *c)
{
	bool ok = true;
	const char *model = c->b->app.problem->model->id;
	if (c->app->what_if)
		ok = table_before(c->table, "What if: %s. Not recorded anywhere.", c->app->what_if);
	ok = ok &&
		table_before(c->table,
			"%zu facts and %zu marks differ; effect: points of the score by the model "
			"'%s', from A to B.",
			c->n_facts, c->n_marks, model);
	return ok ? output_table(c->app, c->table, "diff/1") : app_no_memory(c->app);
}

static enum status
compare_sides(struct app *app, struct side *a, struct side *b, bool folders)
{
	struct comparison c = { .app = app, .a = a, .b = b };
	enum status st = make_table(&c, folders);
	if (st != ST_OK)
		return st;
	c.same_provider = folders || id_casecmp(offer_id(a, 0), offer_id(b, 0)) == 0;
	st = folders ? add_folders(&c) : add_pair(&c, offer_id(b, 0), 0, 0);
	return st == ST_OK ? write_diff(&c) : st;
}

enum status
cmd_diff(struct app *app)
{
	const char *wa = app->args.items[0], *wb = app->args.items[1];
	struct side a = { 0 }, b = { 0 };
	bool folders = is_folder(wa);
	if (folders != is_folder(wb))
		return err_set(&app->err, ST_USAGE,
			"compare two profiles or two folders, not '%s' "
			"with '%s'",
			wa, wb);
	enum status st = load_side(app, wa, &a);
	if (st == ST_OK)
		st = load_side(app, wb, &b);
	/* So that the output replaces no file of either side. */
	app->library = a.app.library;
	app->library_too = b.app.library;
	if (st == ST_OK)
		st = compare_sides(app, &a, &b, folders);
	app->library = app->library_too = NULL;
	clear_side(&a);
	clear_side(&b);
	return st;
}
