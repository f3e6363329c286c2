/*
 * tree_read: a YAML file, as a tree of nodes, read from libyaml's events within bounds.
 *
 * Refused, each with its place: aliases, anchors, tags, merge keys, a second document, keys that
 * appear twice (also when they differ only in case), NUL, bytes that are not UTF-8, raw control
 * characters, and whatever passes the bounds below.
 */
#ifndef DATA_TREE_READ_H
#define DATA_TREE_READ_H

#include "data/arena.h"
#include "data/diag.h"
#include "data/file.h"
#include "data/tree.h"

enum {
	TREE_MAX_DEPTH = 32,
	TREE_MAX_NODES = 200000,
	TREE_MAX_SCALAR = 64 << 10
};

/*
 * Nodes and texts live in the arena. `what` names the content ("profile") for the message about an
 * empty file. *out is set only on ST_OK; problems go to the diag.
 */
enum status tree_parse(const struct file_bytes *, const char *what, struct arena *,
	const struct node **out, struct diag *) MUST_CHECK;

#endif
