/* status: the texts and exit statuses of the one list. */
#include "data/status.h"

#include <stdarg.h>
#include <stdio.h>

static const struct {
	int code;
	const char *text;
} table[] = {
#define X(id, code, text) { code, text },
	STATUSES(X)
#undef X
};

const char *
status_text(enum status st)
{
	return table[st].text;
}

int
status_exit(enum status st)
{
	return table[st].code;
}

enum status
err_set(struct err *e, enum status st, const char *fmt, ...)
{
	if (!e)
		return st;
	va_list ap;
	va_start(ap, fmt);
	(void)vsnprintf(e->text, sizeof e->text, fmt, ap);
	va_end(ap);
	e->status = st;
	return st;
}
