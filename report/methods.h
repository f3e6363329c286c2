/* methods: how scores come about, as a table: what `bascule show methods` prints. */
#ifndef REPORT_METHODS_H
#define REPORT_METHODS_H

#include "data/strings.h"
#include "report/table.h"

struct table *view_methods(enum lang, struct arena *);  /* NULL when memory runs out */

#endif
