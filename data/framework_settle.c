/*
 * framework_settle: from ids to places: weights by objective, names by level, all criteria in one
 * list; then the checks that concern more than one part of a framework.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "data/framework_int.h"
#include "data/text.h"

/* ---- from ids to places ------------------------------------------------------------------ */

/* The level that map.id names; n_seals, and reported, when there is none. */
static size_t
find_level(struct reader *r, const struct framework *f, const struct seal_text *t, const char *map,
	const char *id)
{
	size_t i = 0;
	while (i < f->n_seals && !str_eq(f->seals[i].id, t->id))
		i++;
	if (i == f->n_seals)
		read_error_at(r, t->at, "%s.%s: expected a level from %s to %s, found \"%s\"", map,
			id, f->seals[0].id, f->seals[f->n_seals - 1].id, t->id);
	return i;
}

static size_t
find_objective(
	struct reader *r, const struct framework *f, const struct number_entry *w, const char *of)
{
	size_t i = 0;
	while (i < f->n_objectives && !str_eq(f->objectives[i].id, w->id))
		i++;
	if (i == f->n_objectives)
		read_error_at(r, w->at,
			"editions.%s: expected an objective from %s to %s, found \"%.64s\"", of,
			f->objectives[0].id, f->objectives[f->n_objectives - 1].id, w->id);
	return i;
}

static void
place_weights(struct reader *r, const struct framework *f, struct raw_edition *raw)
{
	double *weights = arena_array(r->arena, f->n_objectives, sizeof *weights), sum = 0;
	if (!weights) {
		read_nomem(r);
		return;
	}
	for (size_t i = 0; i < f->n_objectives; i++)
		weights[i] = NAN;
	for (size_t i = 0; i < raw->n_weights; i++) {
		size_t at = find_objective(r, f, &raw->weights[i], raw->edition.id);
		if (at < f->n_objectives)
			weights[at] = raw->weights[i].number;
	}
	for (size_t i = 0; i < f->n_objectives; i++) {
		sum += weights[i];
		if (isnan(weights[i]))
			read_error_at(r, raw->edition.at,
				"editions.%s: the weight of %s is missing", raw->edition.id,
				f->objectives[i].id);
	}
	if (fabs(sum - 100) > 1e-9)
		read_error_at(r, raw->edition.at,
			"editions.%s: expected weights that sum to 100, found %.12g",
			raw->edition.id, sum);
	raw->edition.weights = weights;
}

static void
place_names(struct reader *r, const struct framework *f, struct raw_edition *raw)
{
	struct label *names = arena_array(r->arena, f->n_seals, sizeof *names);
	if (!names) {
		read_nomem(r);
		return;
	}
	for (size_t i = 0; i < raw->n_seals; i++) {
		size_t at = find_level(r, f, &raw->seals[i], "editions", raw->edition.id);
		if (at < f->n_seals)
			names[at] = raw->seals[i].text;
	}
	for (size_t i = 0; i < f->n_seals; i++)
		if (!names[i].by[LANG_EN])
			read_error_at(r, raw->edition.at, "editions.%s: the name of %s is missing",
				raw->edition.id, f->seals[i].id);
	raw->edition.seal_names = names;
}

static void
place_editions(struct reader *r, struct raw_framework *raw)
{
	struct framework *f = &raw->framework;
	struct edition *editions = arena_array(r->arena, f->n_editions, sizeof *editions);
	if (!editions) {
		read_nomem(r);
		return;
	}
	for (size_t i = 0; i < f->n_editions && r->status != ST_NOMEM; i++) {
		place_weights(r, f, &raw->editions[i]);
		place_names(r, f, &raw->editions[i]);
		editions[i] = raw->editions[i].edition;
		if (str_eq(editions[i].id, raw->edition))
			f->edition = i;
	}
	f->editions = editions;
}

/* All criteria in one list; each learns which objective it belongs to. */
static void
place_criteria(struct reader *r, struct framework *f, struct objective *objectives)
{
	for (size_t i = 0; i < f->n_objectives; i++)
		f->n_criteria += objectives[i].n_criteria;
	const struct framework_criterion **all =
		arena_array(r->arena, f->n_criteria, sizeof(const struct framework_criterion *));
	if (!all) {
		read_nomem(r);
		return;
	}
	size_t n = 0;
	for (size_t i = 0; i < f->n_objectives; i++) {
		struct objective *o = &objectives[i];
		struct framework_criterion *own = arena_array(r->arena, o->n_criteria, sizeof *own);
		if (!own) {
			read_nomem(r);
			return;
		}
		memcpy(own, o->criteria, o->n_criteria * sizeof *own);
		o->criteria = own;
		o->first = n;
		for (size_t k = 0; k < o->n_criteria; k++) {
			own[k].objective = i;
			all[n++] = &own[k];
		}
	}
	f->criteria = all;
}

/* ---- checks ------------------------------------------------------------------------------ */

static void
check_levels(struct reader *r, const struct framework *f)
{
	for (size_t i = 0; i < f->n_criteria; i++)
		for (size_t k = 0; k < f->criteria[i]->n_rungs; k++)
			if (f->criteria[i]->rungs[k].seal >= (int)f->n_seals)
				read_error_at(r, f->criteria[i]->rungs[k].at,
					"%s: expected a SEAL up to %zu, found %d",
					f->criteria[i]->id, f->n_seals - 1,
					f->criteria[i]->rungs[k].seal);
	for (size_t i = 0; i < f->n_awards; i++)
		if (f->awards[i].seal >= (int)f->n_seals)
			read_error_at(r, f->awards[i].at,
				"awards.%s: expected a SEAL up to %zu, found %d", f->awards[i].id,
				f->n_seals - 1, f->awards[i].seal);
	for (size_t i = 0; i < f->n_objectives; i++)
		for (size_t k = 0; k < f->objectives[i].n_expects; k++)
			(void)find_level(r, f, &f->objectives[i].expects[k], "objectives",
				f->objectives[i].id);
}

static int
compare_records(const void *a, const void *b)
{
	const struct record *x = a, *y = b;
	int order = id_casecmp(x->id, y->id);
	return order ? order : (x->at.line > y->at.line) - (x->at.line < y->at.line);
}

/* The framework, its objectives and criteria are all named by id alone: in conditions, in trees. */
static void
check_unique(struct reader *r, const struct framework *f)
{
	size_t n = 0, most = 1 + f->n_objectives + f->n_criteria;
	struct record *all = arena_array(r->arena, most, sizeof *all);
	if (!all) {
		read_nomem(r);
		return;
	}
	all[n++] = (struct record){ f->id, { r->file, 0, 0 } };
	for (size_t i = 0; i < f->n_objectives; i++)
		all[n++] = (struct record){ f->objectives[i].id, f->objectives[i].at };
	for (size_t i = 0; i < f->n_criteria; i++)
		all[n++] = (struct record){ f->criteria[i]->id, f->criteria[i]->at };
	qsort(all, n, sizeof *all, compare_records);
	for (size_t i = 1; i < n; i++)
		if (id_casecmp(all[i - 1].id, all[i].id) != 0)
			continue;
		else if (all[i - 1].at.line == 0)
			read_error_at(r, all[i].at, "\"%s\" is the id of the framework itself",
				all[i].id);
		else
			read_error_at(r, all[i].at, "the id \"%s\" is already in line %u",
				all[i].id, all[i - 1].at.line);
}

/* Maps come out as arrays that nobody else holds: those of the objectives may be changed. */
void
framework_settle(struct reader *r, struct raw_framework *raw)
{
	struct framework *f = &raw->framework;
	struct objective *objectives = arena_array(r->arena, f->n_objectives, sizeof *objectives);
	if (!objectives) {
		read_nomem(r);
		return;
	}
	memcpy(objectives, f->objectives, f->n_objectives * sizeof *objectives);
	f->objectives = objectives;
	size_t before = r->diag->n;
	place_criteria(r, f, objectives);
	if (r->status != ST_NOMEM)
		place_editions(r, raw);
	if (r->status == ST_NOMEM)
		return;
	check_levels(r, f);
	check_unique(r, f);
	if (r->status != ST_NOMEM)
		diag_sort(r->diag, before);
}
