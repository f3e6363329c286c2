/* text_stream: a buffer behind a stream of the C library. */
#include "report/text_stream.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Room for `more` bytes and a NUL. */
static bool
make_room(struct text_stream *s, size_t more)
{
	if (more >= SIZE_MAX / 2 - s->len)
		return false;
	size_t need = s->len + more + 1, cap = s->cap ? s->cap : 4096;
	while (cap < need)
		cap *= 2;
	if (cap == s->cap)
		return true;
	char *bytes = realloc(s->bytes, cap);
	if (!bytes)
		return false;
	s->bytes = bytes;
	s->cap = cap;
	return true;
}

static ssize_t
take(void *cookie, const char *bytes, size_t n)
{
	struct text_stream *s = cookie;
	if (s->failed || !make_room(s, n)) {
		s->failed = true;
		return 0;
	}
	memcpy(s->bytes + s->len, bytes, n);
	s->len += n;
	s->bytes[s->len] = '\0';
	return (ssize_t)n;
}

bool
text_stream_open(struct text_stream *s)
{
	memset(s, 0, sizeof *s);
	if (!make_room(s, 0))
		return false;
	s->bytes[0] = '\0';
	s->out = fopencookie(s, "w", (cookie_io_functions_t){ .write = take });
	if (s->out)
		return true;
	free(s->bytes);
	return false;
}

char *
text_stream_close(struct text_stream *s, size_t *len)
{
	bool bad = ferror(s->out) != 0;
	bad = fclose(s->out) != 0 || bad || s->failed;
	if (bad) {
		free(s->bytes);
		return NULL;
	}
	*len = s->len;
	return s->bytes;
}

const char *
text_stream_keep(struct text_stream *s, struct arena *arena)
{
	size_t len;
	char *bytes = text_stream_close(s, &len);
	const char *text = bytes ? arena_strndup(arena, bytes, len) : NULL;
	free(bytes);
	return text;
}
