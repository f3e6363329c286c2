/*
 * function_chart: the value function of the criterion under the cursor, with the vendor's place and
 * range on it and the places of the others.
 */
#ifndef TUI_FUNCTION_CHART_H
#define TUI_FUNCTION_CHART_H

#include "tui/ui.h"

/* `cell` is the vendor's cell of the criterion, a leaf. */
void function_chart_view(const struct ui *, struct surface *, int row, int col, int width, int rows,
	const struct cell *);

#endif
