/* command: looking commands up by key, by name and by what somebody types of it. */
#include "tui/command.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "tui/input.h"

static const struct screen_command commands[] = { { CMD_NONE, "", "", 0, "", "" },
#define X(id, name, keys, context, hint, sentence) \
	{ CMD_##id, name, keys, context, hint, sentence },
	COMMANDS(X)
#undef X
};

const struct screen_command *
command_info(enum command id)
{
	return &commands[id];
}

static bool
has_key(const char *keys, int key)
{
	while (*keys) {
		size_t len;
		if (key_parse(keys, &len) == key)
			return true;
		keys += len ? len : 1;
		keys += *keys == ' ';
	}
	return false;
}

enum command
command_of_key(int key, unsigned context)
{
	for (size_t i = 1; i < CMD_COUNT; i++)
		if ((commands[i].context & context) && has_key(commands[i].keys, key))
			return commands[i].id;
	return CMD_NONE;
}

const char *
command_key(enum command id, char *buf, size_t size)
{
	const char *keys = commands[id].keys;
	int len = (int)strcspn(keys, " ");
	bool is_named = keys[0] == '<' && len > 1;
	(void)snprintf(buf, size, "%.*s", is_named ? len - 2 : len, keys + is_named);
	return buf;
}

const char *
command_keys(enum command id, char *buf, size_t size)
{
	size_t n = 0;
	for (const char *k = commands[id].keys; *k && n + 3 < size; k++) {
		bool is_bracket =
			(*k == '<' && k[1] && k[1] != ' ') || (*k == '>' && n && buf[n - 1] != ' ');
		if (is_bracket)
			continue;
		buf[n++] = *k;
		if (*k == ' ')
			buf[n++] = ' ';
	}
	buf[n] = '\0';
	return buf;
}

const char *
command_hint(enum command id, bool ascii, char *buf, size_t size)
{
	const char *hint = commands[id].hint, *bar = strchr(hint, '|');
	if (!*hint)
		return NULL;
	if (bar && !ascii)
		(void)snprintf(buf, size, "%.*s", (int)(bar - hint), hint);
	else
		(void)command_key(id, buf, size);
	return bar ? bar + 1 : hint;
}

/* How far apart the letters of `typed` lie in `text`, in order; < 0: they are not all there. */
static int
spread(const char *text, const char *typed)
{
	int gaps = 0, last = -1;
	for (; *typed; typed++) {
		int at = last + 1;
		while (text[at] &&
			tolower((unsigned char)text[at]) != tolower((unsigned char)*typed))
			at++;
		if (!text[at])
			return -1;
		gaps += at - last - 1;
		last = at;
	}
	return gaps;
}

int
command_match(enum command id, const char *typed)
{
	int by_name = spread(commands[id].name, typed);
	if (by_name >= 0)
		return by_name;
	/* In the sentence only whole pieces count: letters alone are found anywhere. */
	return strlen(typed) > 2 && strcasestr(commands[id].sentence, typed) ? 1000 : -1;
}
