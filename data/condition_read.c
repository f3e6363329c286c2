/* condition_read: parses in place, so that an error points into the text. */
#include "data/condition_read.h"

void
condition_read(struct reader *r, const struct node *node, const char **text,
	const struct condition **condition)
{
	*text = read_text(r, node, "a condition, as in sec.iso27001 == true");
	if (!*text)
		return;
	struct err e;
	unsigned column = 1;
	enum status st = condition_parse(*text, r->dictionary, r->arena, condition, &column, &e);
	if (st == ST_NOMEM)
		read_nomem(r);
	if (st == ST_OK || st == ST_NOMEM)
		return;
	struct node at = *node;
	at.col += column - (node->plain ? 1 : 0);
	read_error(r, &at, "%s", e.text);
}
