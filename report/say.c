/* say: looks a sentence up and fills its places. */
#include "report/say.h"

#include <stdarg.h>
#include <string.h>

enum { MOST_TEXTS = 8 };

static const char *const sayings[SAY_COUNT][LANG_COUNT] = {
#define X(id, en, fr) { en, fr },
	SAYINGS(X)
#undef X
};

const char *
say_word(enum lang lang, enum say id)
{
	return sayings[id][lang];
}

/* The number in "{2}" at s, or -1. */
static int
place_at(const char *s)
{
	return s[0] == '{' && s[1] >= '0' && s[1] < '0' + MOST_TEXTS && s[2] == '}' ? s[1] - '0'
										    : -1;
}

const char *
say(struct arena *arena, enum lang lang, enum say id, ...)
{
	const char *texts[MOST_TEXTS] = { NULL }, *s = sayings[id][lang];
	size_t size = strlen(s) + 1, used = 0;
	va_list ap;
	va_start(ap, id);
	for (int i = 0; i < MOST_TEXTS; i++) {
		texts[i] = va_arg(ap, const char *);
		if (!texts[i])
			break;
		size += strlen(texts[i]);
	}
	va_end(ap);
	for (const char *p = s; *p; p++)
		if (place_at(p) >= 0 && texts[place_at(p)])
			size += strlen(texts[place_at(p)]);
	char *out = arena_alloc(arena, size);
	while (out && *s) {
		int place = place_at(s);
		if (place < 0) {
			out[used++] = *s++;
			continue;
		}
		if (!texts[place])
			return NULL;
		size_t n = strlen(texts[place]);
		memcpy(out + used, texts[place], n);
		used += n;
		s += 3;
	}
	return out;
}
