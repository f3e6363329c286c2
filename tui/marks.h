/*
 * marks: what the screens of the sovereignty framework share: which framework and edition, the
 * assessment of a vendor, the keys that work on all of them.
 */
#ifndef TUI_MARKS_H
#define TUI_MARKS_H

#include "scoring/assessment.h"
#include "tui/ui.h"

/* The framework that the model weighs, else the default one; NULL: the data hold none. */
const struct framework *marks_framework(const struct ui *);
/* The edition chosen here, else the one whose weights the model has now, else the default. */
const struct edition *marks_edition(const struct ui *, const struct framework *);
enum blank_rule marks_rule(const struct ui *);
/* Index in the problem; into ui->scratch. False without memory. */
bool marks_assess(const struct ui *, const struct framework *, size_t alternative,
	struct assessment *out);

/* What a key does on all of these screens. */
struct effect marks_command(struct ui *, enum command);
/* "Cloud Sovereignty Framework · 2026-06 weights · unknown marks pessimistic". */
void marks_title(const struct ui *, const struct framework *, struct surface *, int row);
/* "2", "2 (0–2)", "–". */
const char *marks_seals(const struct ui *, const struct seals *, bool ascii);
/* Goes to the next criterion or level whose words hold the text. */
bool marks_search(struct ui *, const char *text, size_t skip);
/* The rungs from the lowest to the highest on one line: `·  ○━●━○  ·`. */
void marks_ladder(struct surface *, int row, int col, const struct framework_criterion *,
	const struct answer *);

#endif
