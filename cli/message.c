/* message: one line, one write, so that lines of several programs do not mix. */
#include "cli/message.h"

#include <stdarg.h>
#include <stdio.h>

#include "cli/app.h"
#include "data/text.h"

enum { LONGEST = 2048 };

static void say_line(const char *fmt, va_list ap) PRINTF_LIKE(1, 0);

static void
say_line(const char *fmt, va_list ap)
{
	char raw[LONGEST], clean[LONGEST];
	(void)vsnprintf(raw, sizeof raw, fmt, ap);
	text_visible(raw, clean, sizeof clean);
	fprintf(stderr, "bascule: %s\n", clean);
}

void
message(const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	say_line(fmt, ap);
	va_end(ap);
}

void
message_notice(const struct app *app, const char *fmt, ...)
{
	if (option_is_on(&app->options, OPT_QUIET))
		return;
	va_list ap;
	va_start(ap, fmt);
	say_line(fmt, ap);
	va_end(ap);
}

static bool
is_wanted(const struct app *app, enum severity severity)
{
	if (severity == SEVERITY_NOTE)
		return option_is_on(&app->options, OPT_VERBOSE);
	return severity == SEVERITY_ERROR || !option_is_on(&app->options, OPT_QUIET);
}

void
message_diag(const struct app *app, const struct diag *d)
{
	char line[LONGEST];
	size_t n_items = d->n_errors + d->n_warnings;
	for (size_t i = 0; i < d->n; i++)
		if (is_wanted(app, d->items[i].severity))
			message("%s", diag_item_text(&d->items[i], line, sizeof line));
	if (d->n >= DIAG_MAX && n_items > d->n)
		message("%zu more like these", n_items - d->n);
	if (d->worst == ST_NOMEM)
		message("%s", status_text(ST_NOMEM));
}
