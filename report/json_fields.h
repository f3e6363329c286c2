/*
 * json_fields: what every field of the JSON output means. `bascule help json` prints this table,
 * and a test holds the output against it: fields are only ever added.
 */
#ifndef REPORT_JSON_FIELDS_H
#define REPORT_JSON_FIELDS_H

#include <stddef.h>

struct json_field {
	const char *view;               /* "rank compare explain": which views have it */
	const char *path;               /* "providers[].gates.outcome"; * stands for any id */
	const char *sentence;
};

extern const struct json_field json_fields[];
extern const size_t n_json_fields;

#endif
