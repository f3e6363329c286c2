/* commands: the table itself. */
#include "cli/commands.h"

#include "data/text.h"

const struct command_info command_table[CMD_COUNT] = {
#define X(name, scope, words, least, most, sentence, about) \
	{ #name, words, scope, least, most, sentence, about, cmd_##name },
	SUBCOMMANDS(X)
#undef X
};

const struct command_info *
command_find(const char *name)
{
	for (size_t i = 0; i < CMD_COUNT; i++)
		if (str_eq(command_table[i].name, name))
			return &command_table[i];
	return NULL;
}

const char *
command_nearest(const char *name)
{
	const char *names[CMD_COUNT];
	for (size_t i = 0; i < CMD_COUNT; i++)
		names[i] = command_table[i].name;
	return text_nearest(name, names, CMD_COUNT);
}
