/*
 * verdict: the sentences below the ranking: what separates the leader from another vendor, and how
 * sure it is that it leads.
 */
#ifndef TUI_VERDICT_H
#define TUI_VERDICT_H

#include "tui/ui.h"

/* Both, side by side where there is room, else one below the other. */
void verdict_view(const struct ui *, struct surface *, int row, int rows);

#endif
