/*
 * view_session: what a session holds: its events one by one, and where they have led. Tables in the
 * arena; NULL when memory runs out.
 */
#ifndef REPORT_VIEW_SESSION_H
#define REPORT_VIEW_SESSION_H

#include "data/evaluation.h"
#include "report/table.h"

struct table *view_log(const struct event *const *events, size_t n, struct arena *);
/* What differs from the model and the profiles, and which offers are weighed. */
struct table *view_state(const struct evaluation *, struct arena *);

#endif
