/* table_json: any table as JSON: {"bascule": kind, "rows": [{column: value}]}. */
#ifndef REPORT_TABLE_JSON_H
#define REPORT_TABLE_JSON_H

#include "report/table.h"

/*
 * One object a row, keyed by the ids of the columns that are for programs; numbers rounded to six
 * decimals, texts as they are, empty cells null. The text lives in the arena. ST_NOMEM or ST_OK.
 */
enum status table_json(const struct table *, const char *kind, struct arena *, const char **out)
	MUST_CHECK;

#endif
