/* lines: labelled texts one below the other, as the evidence of one number is told. */
#ifndef TUI_LINES_H
#define TUI_LINES_H

#include "tui/ui.h"

struct lines {
	struct surface *s;
	int row, end;                   /* where the next goes; where room ends */
	int col, width;                 /* of the texts; labels stand at column 3 */
};

/* Nothing is drawn without a text. */
void lines_add(struct lines *, const char *label, enum style, const char *text);
/* Rows that the chosen source takes; 0: there is none. */
int lines_source_rows(const struct ui *, const struct lines *, const struct source *const *,
	size_t n);
/* Sources, numbered; the chosen one (ui->source) is marked and always whole to be read. */
void lines_sources(const struct ui *, struct lines *, const struct source *const *, size_t n);

#endif
