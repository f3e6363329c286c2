/*
 * session_stub: stands in until the session store is there, so that the rest can be built and used.
 * session.c's arrival ends it.
 */
#include "data/session.h"
#define NO return err_set(e, ST_IO, "sessions are not built in yet")
enum status
session_scratch(const struct library *l, const char *s, struct strings o,
	const struct session_context *c, struct session **out, struct err *e)
{
	(void)l;
	(void)s;
	(void)o;
	(void)c;
	(void)out;
	NO;
}
enum status
session_create(const char *p, struct library *l, struct strings o, const struct session_context *c,
	struct session **out, struct err *e)
{
	(void)p;
	(void)l;
	(void)o;
	(void)c;
	(void)out;
	NO;
}
enum status
session_open(const char *p, enum session_mode m, const struct session_context *c,
	struct session **out, struct diag *d, struct err *e)
{
	(void)p;
	(void)m;
	(void)c;
	(void)out;
	(void)d;
	NO;
}
enum status
session_close(struct session *s, struct err *e)
{
	(void)s;
	(void)e;
	return ST_OK;
}
const struct evaluation *
session_evaluation(const struct session *s)
{
	(void)s;
	return NULL;
}
const struct library *
session_library(const struct session *s)
{
	(void)s;
	return NULL;
}
const char *
session_name(const struct session *s)
{
	(void)s;
	return NULL;
}
bool
session_is_read_only(const struct session *s)
{
	(void)s;
	return true;
}
const char *
session_notice(const struct session *s)
{
	(void)s;
	return NULL;
}
enum status
session_apply(
	struct session *s, const struct change *c, const struct session_context *x, struct err *e)
{
	(void)s;
	(void)c;
	(void)x;
	NO;
}
size_t
session_unsaved(const struct session *s)
{
	(void)s;
	return 0;
}
const struct event *const *
session_events(const struct session *s, size_t *n)
{
	(void)s;
	*n = 0;
	return NULL;
}
enum status
session_verify(const char *p, size_t *n, struct diag *d, struct err *e)
{
	(void)p;
	(void)n;
	(void)d;
	NO;
}
enum status
session_peek(const char *p, struct arena *a, struct session_info *i, struct err *e)
{
	(void)p;
	(void)a;
	(void)i;
	NO;
}
const char *
event_kind_word(enum event_kind k)
{
	(void)k;
	return "";
}
#include <stdlib.h>
#include <string.h>
struct event *
event_dup(struct arena *a, const struct event *e)
{
	struct event *v = arena_alloc(a, sizeof *v);
	*v = *e;
	return v;
}
