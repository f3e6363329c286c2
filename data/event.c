/* event: its words, its canonical form and the hash over that. */
#include "data/event.h"

#include <inttypes.h>
#include <sha256.h>
#include <stdio.h>
#include <string.h>

#include "data/text.h"

const char event_no_hash[65] = "0000000000000000000000000000000000000000000000000000000000000000";

static const char *const words[EVENT_KIND_COUNT] = {
#define X(id, word) word,
	EVENT_KINDS(X)
#undef X
};

const char *
event_kind_word(enum event_kind kind)
{
	return words[kind];
}

int
event_kind_find(const char *word)
{
	for (int i = 0; i < EVENT_KIND_COUNT; i++)
		if (str_eq(words[i], word))
			return i;
	return -1;
}

static void
hash_bytes(SHA2_CTX *c, const char *bytes, size_t len)
{
	SHA256Update(c, (const unsigned char *)bytes, len);
}

static void
hash_text(SHA2_CTX *c, const char *text)
{
	char length[24];
	size_t len = strlen(text);
	int n = snprintf(length, sizeof length, "%zu:", len);
	hash_bytes(c, length, (size_t)n);
	hash_bytes(c, text, len);
	hash_bytes(c, "\n", 1);
}

static void
hash_number(SHA2_CTX *c, int64_t number)
{
	char text[24];
	(void)snprintf(text, sizeof text, "%" PRId64, number);
	hash_text(c, text);
}

/* The hash over the canonical form that event.h describes. */
static void
compute(const struct event *e, char hex[65])
{
	static const char form[] = "bascule-event/1\n";
	SHA2_CTX c;
	SHA256Init(&c);
	hash_bytes(&c, form, sizeof form - 1);
	hash_text(&c, e->origin);
	hash_number(&c, e->seq);
	hash_text(&c, e->time);
	hash_text(&c, e->actor);
	hash_text(&c, e->scope);
	hash_number(&c, e->gesture);
	hash_text(&c, words[e->kind]);
	hash_text(&c, e->target);
	hash_text(&c, e->old_value);
	hash_text(&c, e->new_value);
	hash_text(&c, e->reason);
	hash_text(&c, e->sources);
	hash_text(&c, e->prev);
	(void)SHA256End(&c, hex);
}

void
event_seal(struct event *e)
{
	compute(e, e->hash);
}

int
event_is_sealed(const struct event *e)
{
	char hex[65];
	compute(e, hex);
	return strcmp(hex, e->hash) == 0;
}

struct event *
event_dup(struct arena *a, const struct event *e)
{
	struct event *copy = arena_alloc(a, sizeof *copy);
	if (!copy)
		return NULL;
	*copy = *e;
	const char **const texts[] = { &copy->origin, &copy->time, &copy->actor, &copy->scope,
		&copy->target, &copy->old_value, &copy->new_value, &copy->reason, &copy->sources };
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		*texts[i] = arena_strdup(a, *texts[i]);
		if (!*texts[i])
			return NULL;
	}
	return copy;
}
