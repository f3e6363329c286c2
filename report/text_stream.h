/*
 * text_stream: a stream that collects what is written to it, and notices when memory runs out:
 * the C library's own memory stream may lose text without a word.
 */
#ifndef REPORT_TEXT_STREAM_H
#define REPORT_TEXT_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "data/arena.h"

struct text_stream {
	FILE *out;                      /* write here */
	char *bytes;
	size_t len, cap;
	bool failed;
};

/* The struct must stay where it is until it is closed. False when memory runs out. */
bool text_stream_open(struct text_stream *);
/* Ends it: the text with its NUL, for the caller to free; NULL when anything was lost. */
char *text_stream_close(struct text_stream *, size_t *len);
/* The same with the text in the arena. */
const char *text_stream_keep(struct text_stream *, struct arena *);

#endif
