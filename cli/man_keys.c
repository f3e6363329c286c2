/* man_keys: apart from help.c, whose commands are those of the command line. */
#include "cli/man_keys.h"

#include "cli/mdoc.h"
#include "tui/command.h"

void
man_put_keys(FILE *out)
{
	static const struct {
		unsigned context;
		const char *name;
	} screens[] = { { CTX_RANKING, "ranking" }, { CTX_MATRIX, "matrix" },
		{ CTX_WEIGHTS, "weights" }, { CTX_EVIDENCE, "evidence" },
		{ CTX_FRAMEWORK, "framework" }, { CTX_CRITERIA, "criteria" },
		{ CTX_RUNGS, "rungs" }, { CTX_LADDERS, "ladders" } };
	fputs(".Sh KEYS\nOn the screens; in brackets those where a key works, if not on all.\n"
	      ".Bl -tag -width Ds\n",
		out);
	for (int i = 1; i < CMD_COUNT; i++) {
		const struct screen_command *c = command_info((enum command)i);
		char keys[64];
		fputs(".It ", out);
		mdoc_put(out, command_keys(c->id, keys, sizeof keys));
		fputs("\n", out);
		mdoc_put(out, c->sentence);
		const char *separator = " (";
		for (size_t k = 0; c->context != CTX_ALL && k < sizeof screens / sizeof *screens;
			k++) {
			if (!(c->context & screens[k].context))
				continue;
			fprintf(out, "%s%s", separator, screens[k].name);
			separator = ", ";
		}
		fputs(c->context == CTX_ALL ? ".\n" : ").\n", out);
	}
	fputs(".El\n", out);
}
