/* link: opens an address in whatever the desktop opens addresses with. */
#ifndef TUI_LINK_H
#define TUI_LINK_H

#include "data/status.h"

/* Only http and https; the opener runs apart, without a shell and without the terminal. */
enum status link_open(const char *url, struct err *) MUST_CHECK;

#endif
