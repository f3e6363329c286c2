/* mdoc: escapes what would act, and breaks lines at blanks. */
#include "cli/mdoc.h"

#include <stdbool.h>
#include <string.h>

/* A word of mdoc text: a backslash, and a dot or quote at the beginning of a line, are its own. */
static void
put_word(FILE *out, const char *s, size_t len)
{
	if (*s == '.' || *s == '\'')
		fputs("\\&", out);
	for (size_t i = 0; i < len; i++) {
		if (s[i] == '\\')
			fputs("\\e", out);
		else if (s[i] == '-')
			fputs("\\-", out);
		else if (s[i] == '^')
			fputs("\\(ha", out);
		else
			putc(s[i], out);
	}
}

void
mdoc_put(FILE *out, const char *s)
{
	enum { ROOM = 72 };
	for (size_t column = 0; *s;) {
		size_t len = strcspn(s, " ");
		put_word(out, s, len);
		column += len + 1;
		s += len;
		if (!*s)
			break;
		bool ends = s[-1] == '.' || column > ROOM;
		putc(ends ? '\n' : ' ', out);
		column = ends ? 0 : column;
		s += strspn(s, " ");
	}
}
