/* condition_read: a condition as the value of a key in a file. */
#ifndef DATA_CONDITION_READ_H
#define DATA_CONDITION_READ_H

#include "data/condition.h"
#include "data/schema_read.h"

/* Sets *text and, when it is right, *condition; what is wrong is reported at its column. */
void condition_read(struct reader *, const struct node *, const char **text,
	const struct condition **condition);

#endif
