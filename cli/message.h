/* message: what a person must know, on standard error as "bascule: ...", made safe to print. */
#ifndef CLI_MESSAGE_H
#define CLI_MESSAGE_H

#include "data/diag.h"
#include "data/status.h"

struct app;

void message(const char *fmt, ...) PRINTF_LIKE(1, 2);
/* Not shown with --quiet. */
void message_notice(const struct app *, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* Every item: errors always, warnings unless --quiet, notes with --verbose. */
void message_diag(const struct app *, const struct diag *);

#endif
