/*
 * paper: where a text for people is written: a stream and what the terminal behind it can show.
 * All text must be safe to print (writers.h: clean_text).
 */
#ifndef REPORT_PAPER_H
#define REPORT_PAPER_H

#include <stdio.h>

#include "report/format.h"

struct paper {
	FILE *out;
	const struct layout *layout;
};

enum paper_style { PAPER_BOLD = 1, PAPER_DIM = 2 };

/* Without UTF-8 the nearest ASCII is written. */
void paper_put(const struct paper *, const char *s, size_t len);
void paper_blanks(const struct paper *, size_t n);
void paper_style(const struct paper *, enum paper_style);       /* nothing without colour */
void paper_plain(const struct paper *);
/* A line of text, wrapped; the lines after the first begin `hang` blanks further right. */
void paper_prose(const struct paper *, const char *line, size_t hang);

/* How much of s goes on a line of `width`: whole words if there are any; at least a character. */
size_t text_line(const char *s, size_t width);

#endif
