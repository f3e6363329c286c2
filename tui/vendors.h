/* vendors: columns of vendors side by side, as many as there is room for. */
#ifndef TUI_VENDORS_H
#define TUI_VENDORS_H

#include "tui/ui.h"

struct vendors {
	const size_t *list;             /* indices in the problem, from left to right; borrowed */
	size_t n_list;
	size_t from, n;                 /* those shown */
	int first, each;                /* their first column; columns each, a gap among them */
};

/* Where they may stand: from column `first` to the edge, each in `least` to `most` columns. */
struct vendor_room {
	int first, least, most;
};

/*
 * Lays the list out so that the vendor at the cursor is shown. What was shown on that screen
 * stays as far as it can. At least one is shown, however little room there is.
 */
struct vendors vendors_lay_out(const struct ui *, struct frame *, enum tab, struct vendor_room,
	const size_t *list, size_t n);
/* The place of the vendor at the cursor in the list; 0 when it is not in it. */
size_t vendors_here(const struct ui *, const size_t *list, size_t n);
/* Their names; "<" and ">" where others are left and right of those shown. */
void vendors_head(const struct ui *, struct frame *, const struct vendors *, int row);
/* The k-th of those shown: its column on the screen, its index in the problem. */
int vendors_col(const struct vendors *, size_t k);
size_t vendors_at(const struct vendors *, size_t k);

#endif
