/* strings: a plain list of borrowed strings, and a text in the two languages of the program. */
#ifndef DATA_STRINGS_H
#define DATA_STRINGS_H

#include <stddef.h>

struct strings {
	const char *const *items;
	size_t n;
};

enum lang { LANG_EN, LANG_FR, LANG_COUNT };

/* by[LANG_EN] is always set; by[LANG_FR] equals it where a file gives one text for both. */
struct label {
	const char *by[LANG_COUNT];
};

#endif
