/* board: what the parts of the framework's board share: screen_framework.c, board_below.c. */
#ifndef TUI_BOARD_H
#define TUI_BOARD_H

#include "tui/marks.h"

struct board {
	const struct framework *f;
	const struct edition *edition;
	const struct assessment *of;    /* by column */
	const size_t *vendors;          /* in the problem, by column */
	size_t n;
};

/* Percent of the objective, or of the whole (SIZE_MAX). */
struct points board_percent(const struct board *, size_t column, size_t objective);

/* What holds the SEAL of the vendor at the cursor down, what would lift it; official results. */
void board_below(const struct ui *, struct surface *, const struct board *, size_t column, int row,
	int end);

#endif
