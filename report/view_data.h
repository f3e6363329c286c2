/*
 * view_data: what was read, before anything is scored: providers, models, the dictionary, one
 * profile with its sources. Tables in the arena; NULL when memory runs out.
 */
#ifndef REPORT_VIEW_DATA_H
#define REPORT_VIEW_DATA_H

#include "data/library.h"
#include "report/table.h"

struct table *view_providers(const struct library *, struct arena *);
struct table *view_facts(const struct dictionary *, enum lang, struct arena *);
/* Every fact of one offer (NULL: the standard one) with its sources as footnotes. */
struct table *view_provider(const struct dictionary *, const struct profile *, const struct offer *,
	enum lang, struct arena *);

struct table *view_frameworks(const struct dictionary *, enum lang, struct arena *);
struct table *view_ladder_list(const struct library *, enum lang, struct arena *);
/* Every rung of every criterion, and the weights of each edition with their sources. */
struct table *view_framework_text(const struct framework *, enum lang, struct arena *);
/* Every level with what it demands, the conditions and the sources. */
struct table *view_ladder(const struct ladder *, enum lang, struct arena *);

/* An empty list of models, and one more row in it. */
struct table *view_models(struct arena *);
bool view_models_add(struct table *, const struct model *, enum lang);

#endif
