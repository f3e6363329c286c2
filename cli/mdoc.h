/* mdoc: text for the man page, in the language that man pages are written in. */
#ifndef CLI_MDOC_H
#define CLI_MDOC_H

#include <stdio.h>

/* Text as mdoc likes it: nothing in it acts, a sentence begins a line, and lines are short. */
void mdoc_put(FILE *, const char *);

#endif
