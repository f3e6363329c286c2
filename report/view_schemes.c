/* view_schemes: the frameworks and ladders that were read, and one of each with its words. */
#include <stdio.h>

#include "data/framework.h"
#include "report/view_data.h"
#include "report/view_int.h"

#define COLUMNS(c) (sizeof(c) / sizeof *(c))

/* ---- lists ----------------------------------------------------------------------------------- */

static const char *
edition_ids(const struct framework *f, struct arena *arena)
{
	const char *all = "";
	for (size_t i = 0; all && i < f->n_editions; i++)
		all = arena_printf(arena, "%s%s%s%s", all, i ? ", " : "", f->editions[i].id,
			i == f->edition ? " (default)" : "");
	return all;
}

struct table *
view_frameworks(const struct dictionary *d, enum lang lang, struct arena *arena)
{
	static const struct table_column columns[] = {
		{ .id = "id", .title = "id" },
		{ .id = "name", .title = "name", .wraps = true, .most = 50 },
		{ .id = "editions", .title = "editions" },
		{ .id = "objectives",
			.title = "objectives",
			.align = ALIGN_RIGHT,
			.is_count = true },
		{ .id = "criteria", .title = "criteria", .align = ALIGN_RIGHT, .is_count = true },
		{ .id = "note", .title = "", .use = USE_MACHINES },
		{ .id = "file", .title = "", .use = USE_MACHINES },
	};
	struct table *t = table_new(arena, columns, COLUMNS(columns));
	for (size_t i = 0; t && i < d->n_frameworks; i++) {
		const struct framework *f = d->frameworks[i];
		struct table_row *row = table_add(t);
		const char *editions = edition_ids(f, arena);
		if (!row || !editions)
			return NULL;
		row->cells[0] = cell_text(f->id);
		row->cells[1] = cell_text(f->name.by[lang]);
		row->cells[2] = cell_text(editions);
		row->cells[3] = cell_number((double)f->n_objectives);
		row->cells[4] = cell_number((double)f->n_criteria);
		row->cells[5] = cell_text(f->note.by[lang]);
		row->cells[6] = cell_text(f->path);
	}
	return t;
}

struct table *
view_ladder_list(const struct library *lib, enum lang lang, struct arena *arena)
{
	static const struct table_column columns[] = {
		{ .id = "id", .title = "id" },
		{ .id = "name", .title = "name" },
		{ .id = "issuer", .title = "issuer", .wraps = true, .most = 40 },
		{ .id = "status", .title = "status" },
		{ .id = "levels", .title = "levels", .align = ALIGN_RIGHT, .is_count = true },
		{ .id = "note", .title = "", .use = USE_MACHINES },
		{ .id = "file", .title = "", .use = USE_MACHINES },
	};
	struct table *t = table_new(arena, columns, COLUMNS(columns));
	for (size_t i = 0; t && i < lib->n_ladders; i++) {
		const struct ladder *l = lib->ladders[i];
		struct table_row *row = table_add(t);
		if (!row)
			return NULL;
		row->cells[0] = cell_text(l->id);
		row->cells[1] = cell_text(l->name.by[lang]);
		row->cells[2] = cell_text(l->issuer.by[lang]);
		row->cells[3] = cell_text(ladder_status_words[l->status]);
		row->cells[4] = cell_number((double)l->n_levels);
		row->cells[5] = cell_text(l->note.by[lang]);
		row->cells[6] = cell_text(l->path);
	}
	return t;
}

/* ---- one of them ----------------------------------------------------------------------------- */

struct table *
view_ladder(const struct ladder *l, enum lang lang, struct arena *arena)
{
	static const struct table_column columns[] = {
		{ .id = "level", .title = "level" },
		{ .id = "name", .title = "name" },
		{ .id = "requires", .title = "requires", .wraps = true, .most = 50 },
		{ .id = "when", .title = "when", .wraps = true, .most = 36 },
		{ .id = "enough", .title = "", .use = USE_MACHINES },
		{ .id = "unseen", .title = "not public", .wraps = true, .most = 36 },
	};
	struct table *t = table_new(arena, columns, COLUMNS(columns));
	if (!t)
		return NULL;
	t->title = l->name.by[lang];
	if (l->note.by[lang] && !table_before(t, "%s", l->note.by[lang]))
		return NULL;
	for (size_t i = 0; i < l->n_levels; i++) {
		const struct ladder_level *level = &l->levels[i];
		struct table_row *row = table_add(t);
		if (!row)
			return NULL;
		row->cells[0] = cell_text(level->id);
		row->cells[1] = cell_text(level->name.by[lang]);
		row->cells[2] = cell_text(level->requires.by[lang]);
		row->cells[3] = cell_text(level->when);
		row->cells[4] = cell_text(level->enough);
		row->cells[5] = cell_text(level->unseen.by[lang]);
		if (!view_note_sources(t, level->sources, level->n_sources, &row->cells[1]))
			return NULL;
	}
	return t;
}

static bool
add_criterion(struct table *t, const struct framework_criterion *c, enum lang lang)
{
	for (size_t i = 0; i < c->n_rungs; i++) {
		struct table_row *row = table_add(t);
		if (!row)
			return false;
		row->cells[0] = cell_text(c->id);
		row->cells[1] = cell_text(i ? NULL : c->asks.by[lang]);
		row->cells[2] = cell_number((double)i + 1);
		row->cells[3] = cell_text(c->rungs[i].label.by[lang]);
		row->cells[4] = cell_number(c->rungs[i].value);
		row->cells[5] = cell_number(c->rungs[i].seal);
		row->rule_above = i == 0;
	}
	return !c->note.by[lang] || table_after(t, "%s: %s", c->id, c->note.by[lang]);
}

/* "2026-06: SOV-1 20, SOV-2 10, …". */
static bool
put_edition(struct table *t, const struct framework *f, const struct edition *e, enum lang lang)
{
	const char *all = "";
	for (size_t i = 0; all && i < f->n_objectives; i++)
		all = arena_printf(t->arena, "%s%s%s %.6g", all, i ? ", " : "", f->objectives[i].id,
			e->weights[i]);
	struct table_cell note = { .kind = CELL_EMPTY };
	if (!all || !view_note_sources(t, e->sources, e->n_sources, &note))
		return false;
	const char *line = arena_printf(t->arena, "%s, %s: %s", e->id, e->name.by[lang], all);
	if (!line)
		return false;
	return note.footnote ? table_before(t, "%s [%d]", line, note.footnote)
			     : table_before(t, "%s", line);
}

struct table *
view_framework_text(const struct framework *f, enum lang lang, struct arena *arena)
{
	static const struct table_column columns[] = {
		{ .id = "criterion", .title = "criterion" },
		{ .id = "asks", .title = "asks", .wraps = true, .most = 40 },
		{ .id = "rung", .title = "rung", .align = ALIGN_RIGHT, .is_count = true },
		{ .id = "label", .title = "label", .wraps = true, .most = 44 },
		{ .id = "value", .title = "value", .align = ALIGN_DECIMAL, .decimals = 2 },
		{ .id = "seal", .title = "SEAL", .align = ALIGN_RIGHT, .is_count = true },
	};
	struct table *t = table_new(arena, columns, COLUMNS(columns));
	if (!t)
		return NULL;
	t->title = f->name.by[lang];
	if (f->note.by[lang] && !table_before(t, "%s", f->note.by[lang]))
		return NULL;
	for (size_t i = 0; i < f->n_editions; i++)
		if (!put_edition(t, f, &f->editions[i], lang))
			return NULL;
	for (size_t i = 0; i < f->n_criteria; i++)
		if (!add_criterion(t, f->criteria[i], lang))
			return NULL;
	return t;
}
