/*
 * tree: a YAML file as nodes, each with its place. What the schema reads.
 *
 * Scalars keep their text and nothing is guessed from it: types come from the schema.
 */
#ifndef DATA_TREE_H
#define DATA_TREE_H

#include <stdbool.h>
#include <stddef.h>

enum node_kind { NODE_SCALAR, NODE_MAP, NODE_LIST };

/* A file has tens of thousands of these: the order of the members keeps them small. */
struct node {
	enum node_kind kind;
	unsigned line, col;             /* from 1; columns count characters */
	bool plain;                     /* a scalar without quotes, not a block text */
	const char *text;               /* of a scalar: UTF-8 without NUL; else "" */
	const struct node *key;         /* of an entry of a map: its key, a scalar */
	struct node *first;             /* of a map or a list: its entries, in the file's order */
	struct node *next;
	unsigned len;                   /* bytes of text */
	unsigned n;                     /* number of entries */
};

/* The entry of a map that has that key; NULL when there is none, or no map. */
const struct node *node_entry(const struct node *map, const char *key);

#endif
