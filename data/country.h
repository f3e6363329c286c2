/* country: the codes of ISO 3166-1 alpha-2 that are officially assigned. */
#ifndef DATA_COUNTRY_H
#define DATA_COUNTRY_H

#include <stdbool.h>
#include <stddef.h>

bool country_valid(const char *s, size_t len);

#endif
