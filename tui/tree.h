/* tree: what the matrix and the weights share of drawing and folding the tree of criteria. */
#ifndef TUI_TREE_H
#define TUI_TREE_H

#include "tui/ui.h"

/* Folds or unfolds by CMD_FOLD or CMD_FOLD_ALL; false when the command is another. */
bool tree_fold(struct ui *, enum command);
/* The name of a criterion, indented, with its triangle. */
void tree_name(const struct ui *, struct surface *, int row, int col, int width, size_t node);
/* The comment that stands at a criterion, "" for none. */
const char *comment_at(const struct ui *, size_t node);
/* Asks for a value in place of the one under the cursor. */
struct effect override_ask(struct ui *);

#endif
