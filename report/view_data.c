/* view_data: tables over the library. */
#include "report/view_data.h"

#include <math.h>
#include <string.h>

#include "data/text.h"
#include "report/view_int.h"

#define COLUMNS(c) (sizeof(c) / sizeof *(c))

static const char *const fact_types[] = { "number", "boolean", "word", "country", "text", "date",
	"list" };

/* ---- providers ------------------------------------------------------------------------------- */

/* Facts of an offer that have a value. */
static size_t
count_known(const struct dictionary *d, const struct profile *p, const struct offer *o)
{
	size_t n = 0;
	for (size_t i = 0; i < d->n; i++) {
		const struct fact *f = profile_fact(p, o, &d->defs[i]);
		n += f && f->value.kind != VALUE_UNKNOWN;
	}
	return n;
}

static bool
add_offer(
	struct table *t, const struct dictionary *d, const struct profile *p, const struct offer *o)
{
	struct table_row *row = table_add(t);
	const char *id = o ? arena_printf(t->arena, "%s/%s", p->id, o->id) : p->id;
	if (!row || !id)
		return false;
	row->cells[0] = cell_text(id);
	row->cells[1] = cell_text(o ? o->name : p->name);
	row->cells[2] = cell_text(p->country);
	row->cells[3] = cell_text(p->surveyed);
	row->cells[4] = cell_number((double)count_known(d, p, o));
	row->cells[5] = cell_number((double)(o ? o->n_facts : p->n_facts));
	row->cells[6] = cell_number((double)p->n_sources);
	row->cells[7] = cell_text(p->path);
	return true;
}

struct table *
view_providers(const struct library *lib, struct arena *arena)
{
	static const struct table_column columns[] = {
		{ .id = "id", .title = "id" },
		{ .id = "name", .title = "name", .wraps = true, .most = 44 },
		{ .id = "country", .title = "" },
		{ .id = "surveyed", .title = "surveyed" },
		{ .id = "known", .title = "known", .align = ALIGN_RIGHT, .is_count = true },
		{ .id = "stated", .title = "stated", .align = ALIGN_RIGHT, .is_count = true },
		{ .id = "sources", .title = "sources", .align = ALIGN_RIGHT, .is_count = true },
		{ .id = "file", .title = "", .use = USE_MACHINES },
	};
	const struct dictionary *d = &lib->dictionary;
	struct table *t = table_new(arena, columns, COLUMNS(columns));
	if (!t ||
		!table_after(t,
			"known: facts with a value, of %zu in the dictionary. stated: facts "
			"that the profile or the offer speaks of.",
			d->n))
		return NULL;
	for (size_t i = 0; i < lib->n_profiles; i++) {
		const struct profile *p = lib->profiles[i];
		if (!add_offer(t, d, p, NULL))
			return NULL;
		for (size_t k = 0; k < p->n_offers; k++)
			if (!add_offer(t, d, p, &p->offers[k]))
				return NULL;
	}
	return t;
}

/* ---- models ---------------------------------------------------------------------------------- */

struct table *
view_models(struct arena *arena)
{
	static const struct table_column columns[] = {
		{ .id = "id", .title = "id" },
		{ .id = "name", .title = "name" },
		{ .id = "extends", .title = "extends" },
		{ .id = "leaves", .title = "leaves", .align = ALIGN_RIGHT, .is_count = true },
		{ .id = "gates", .title = "gates", .align = ALIGN_RIGHT, .is_count = true },
		{ .id = "unknown", .title = "unknown" },
		{ .id = "note", .title = "", .use = USE_MACHINES },
		{ .id = "file", .title = "", .use = USE_MACHINES },
	};
	return table_new(arena, columns, COLUMNS(columns));
}

bool
view_models_add(struct table *t, const struct model *m, enum lang lang)
{
	struct table_row *row = table_add(t);
	if (!row)
		return false;
	/* The model does not outlive this call: the table gets copies. */
	const char *texts[] = { m->id, m->name.by[lang], m->extends, unknown_rule_words[m->unknown],
		m->note.by[lang], m->path };
	for (size_t i = 0; i < COLUMNS(texts); i++)
		if (texts[i] && !(texts[i] = arena_strdup(t->arena, texts[i])))
			return false;
	row->cells[0] = cell_text(texts[0]);
	row->cells[1] = cell_text(texts[1]);
	row->cells[2] = cell_text(texts[2]);
	row->cells[3] = cell_number((double)m->n_leaves);
	row->cells[4] = cell_number((double)m->n_gates);
	row->cells[5] = cell_text(texts[3]);
	row->cells[6] = cell_text(texts[4]);
	row->cells[7] = cell_text(texts[5]);
	return true;
}

/* ---- the dictionary -------------------------------------------------------------------------- */

static const char *
join(struct arena *arena, struct strings words)
{
	const char *all = "";
	for (size_t i = 0; all && i < words.n; i++)
		all = arena_printf(arena, "%s%s%s", all, i ? ", " : "", words.items[i]);
	return all;
}

static bool
add_fact_def(struct table *t, const struct fact_def *def, enum lang lang)
{
	char expected[512];
	struct table_row *row = table_add(t);
	const char *words = join(t->arena, def->words);
	const char *value = arena_strdup(t->arena, value_expected(def, expected, sizeof expected));
	if (!row || !words || !value)
		return false;
	row->cells[0] = cell_text(def->id);
	row->cells[1] = cell_text(def->group);
	row->cells[2] = cell_text(fact_types[def->type]);
	row->cells[3] = cell_text(def->unit);
	row->cells[4] = cell_text(words);
	row->cells[5] = cell_number(def->min);
	row->cells[6] = cell_number(def->max);
	row->cells[7] = cell_text(def->scope == SCOPE_COMPANY ? "company" : "offer");
	row->cells[8] = cell_text(value);
	row->cells[9] = cell_text(def->label.by[lang]);
	row->cells[10] = cell_text(def->question.by[lang]);
	return true;
}

struct table *
view_facts(const struct dictionary *d, enum lang lang, struct arena *arena)
{
	static const struct table_column columns[] = {
		{ .id = "id", .title = "id" },
		{ .id = "group", .title = "group" },
		{ .id = "type", .title = "", .use = USE_MACHINES },
		{ .id = "unit", .title = "", .use = USE_MACHINES },
		{ .id = "words", .title = "", .use = USE_MACHINES },
		{ .id = "min", .title = "", .use = USE_MACHINES },
		{ .id = "max", .title = "", .use = USE_MACHINES },
		{ .id = "scope", .title = "scope" },
		{ .id = "expected", .title = "value", .wraps = true, .most = 40 },
		{ .id = "label", .title = "", .use = USE_MACHINES },
		{ .id = "question", .title = "question", .wraps = true, .most = 70 },
	};
	struct table *t = table_new(arena, columns, COLUMNS(columns));
	for (size_t i = 0; t && i < d->n; i++)
		if (!add_fact_def(t, &d->defs[i], lang))
			return NULL;
	return t;
}

/* ---- one provider ---------------------------------------------------------------------------- */

static bool
add_fact(struct table *t, const struct fact_def *def, const struct fact *f, enum lang lang)
{
	char range[128] = "";
	struct table_row *row = table_add(t);
	const char *sources = view_sources(t->arena, f, "; ");
	const char *shown = "unknown";
	if (f && f->value.kind != VALUE_UNKNOWN)
		shown = value_text(&f->value, t->arena);
	if (f)
		(void)value_show_range(&f->value, range, sizeof range);
	const char *bounds = arena_strdup(t->arena, range);
	if (!row || !sources || !shown || !bounds)
		return false;
	row->indent = 1;
	row->cells[0] = cell_text(def->id);
	row->cells[1] = cell_text(def->label.by[lang]);
	row->cells[2] = cell_text(shown);
	row->cells[3] = cell_text(bounds);
	row->cells[4] = cell_text(f ? f->as_of : NULL);
	row->cells[5] = cell_text(f ? confidence_words[f->confidence] : NULL);
	row->cells[6] = cell_text(f ? f->note : NULL);
	row->cells[7] = cell_text(sources);
	return view_footnote(t, f, &row->cells[5]);
}

static bool
add_group(struct table *t, const struct dictionary *d, const char *group, const struct profile *p,
	const struct offer *o, enum lang lang)
{
	struct table_row *heading = table_add(t);
	if (!heading)
		return false;
	heading->use = USE_PEOPLE;
	heading->is_strong = true;
	heading->cells[0] = cell_text(group);
	for (size_t i = 0; i < d->n; i++)
		if (str_eq(d->defs[i].group, group) &&
			!add_fact(t, &d->defs[i], profile_fact(p, o, &d->defs[i]), lang))
			return false;
	return true;
}

struct table *
view_provider(const struct dictionary *d, const struct profile *p, const struct offer *o,
	enum lang lang, struct arena *arena)
{
	static const char *const groups[] = { "SOV-1", "SOV-2", "SOV-3", "SOV-4", "SOV-5", "SOV-6",
		"SOV-7", "SOV-8", "cost", "features" };
	static const struct table_column columns[] = {
		{ .id = "fact", .title = "fact" },
		{ .id = "label", .title = "", .wraps = true, .most = 40 },
		{ .id = "value", .title = "value", .wraps = true, .most = 40 },
		{ .id = "range", .title = "range", .wraps = true, .most = 24 },
		{ .id = "as_of", .title = "as of" },
		{ .id = "confidence", .title = "confidence" },
		{ .id = "note", .title = "", .use = USE_MACHINES },
		{ .id = "sources", .title = "", .use = USE_MACHINES },
	};
	struct table *t = table_new(arena, columns, COLUMNS(columns));
	if (!t)
		return NULL;
	t->title = o ? o->name : p->name;
	if (!table_before(
		    t, "%s, surveyed %s; public sources, not bids.", p->country, p->surveyed) ||
		(o && o->note && !table_before(t, "%s", o->note)))
		return NULL;
	for (size_t g = 0; g < COLUMNS(groups); g++)
		if (!add_group(t, d, groups[g], p, o, lang))
			return NULL;
	return t;
}
