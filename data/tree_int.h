/* tree_int: the checks of a tree that need no parser; for tree_read alone. */
#ifndef DATA_TREE_INT_H
#define DATA_TREE_INT_H

#include "data/diag.h"
#include "data/file.h"
#include "data/status.h"
#include "data/tree.h"

/* The length of the byte order mark that the file begins with, or 0. */
size_t tree_mark_length(const struct file_bytes *);
/* Reports the first byte that no text file may have: not UTF-8, NUL, or a control character. */
enum status tree_check_bytes(const struct file_bytes *, struct diag *);
/* Reports every key of a map that appears twice, also when only the case differs. */
enum status tree_check_keys(const struct node *map, const char *file, struct diag *);

#endif
