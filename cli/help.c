/* help: --help, the man page and the completion, from the tables. */
#include "cli/help.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/man_keys.h"
#include "cli/mdoc.h"
#include "data/text.h"
#include "report/text_stream.h"

enum { COLUMN = 30, WIDTH = 96 };

static const char *const exit_statuses[] = {
	"done",
	"done, but what --require or --assert-winner asked, or a verification, does not hold",
	"wrong use of the command",
	"a file's content is wrong",
	"the system failed: disk, memory, database",
};

/* ---- help ------------------------------------------------------------------------------------ */

/* Words of a sentence from column `indent` on; the cursor stands at `column`. */
static void
put_wrapped(FILE *out, const char *s, size_t indent, size_t column)
{
	if (column > indent) {
		putc('\n', out);
		column = 0;
	}
	fprintf(out, "%*s", (int)(indent - column), "");
	column = indent;
	while (*s) {
		size_t len = strcspn(s, " ");
		if (column > indent && column + 1 + len > WIDTH) {
			fprintf(out, "\n%*s", (int)indent, "");
			column = indent;
		}
		column += (size_t)fprintf(out, "%s%.*s", column > indent ? " " : "", (int)len, s);
		s += len;
		s += strspn(s, " ");
	}
	putc('\n', out);
}

static void
put_option(FILE *out, const struct option_info *o)
{
	char letter[8] = "   ";
	if (o->letter)
		(void)snprintf(letter, sizeof letter, "-%c,", o->letter);
	int n = fprintf(out, "  %s --%s%s%s", letter, o->name, o->value ? " " : "",
		o->value ? o->value : "");
	put_wrapped(out, o->sentence, COLUMN, (size_t)n);
}

static void
put_options(FILE *out, unsigned scope)
{
	for (size_t i = 0; i < OPT_COUNT; i++)
		if (option_table[i].scope & scope)
			put_option(out, &option_table[i]);
}

static void
put_exit_statuses(FILE *out)
{
	fputs("\nExit status:\n", out);
	for (size_t i = 0; i < sizeof exit_statuses / sizeof *exit_statuses; i++)
		fprintf(out, "  %zu  %s\n", i, exit_statuses[i]);
}

const char *
help_usage(const struct command_info *c, struct arena *arena)
{
	if (!c)
		return "usage: bascule [COMMAND] [OPTIONS]";
	return arena_printf(arena, "usage: bascule %s%s%s%s", c->name, *c->words ? " " : "",
		c->words, c->scope ? " [OPTIONS]" : "");
}

const char *
help_program(struct arena *arena)
{
	struct text_stream p;
	if (!text_stream_open(&p))
		return NULL;
	fprintf(p.out,
		"bascule weighs cloud vendors by sovereignty, cost and features, with the\n"
		"evidence under every number; what is not known is shown as a range.\n\n%s\n\n"
		"Without a command the screens open; without a terminal the ranking is printed.\n\n"
		"Commands:\n",
		help_usage(NULL, arena));
	for (size_t i = 0; i < CMD_COUNT; i++) {
		int n = fprintf(p.out, "  %s", command_table[i].name);
		put_wrapped(p.out, command_table[i].sentence, 13, (size_t)n);
	}
	fputs("\nOptions (bascule help COMMAND lists those of a command):\n", p.out);
	for (size_t i = 0; i < OPT_COUNT; i++)
		put_option(p.out, &option_table[i]);
	put_exit_statuses(p.out);
	return text_stream_keep(&p, arena);
}

const char *
help_command(const struct command_info *c, struct arena *arena)
{
	struct text_stream p;
	const char *usage = help_usage(c, arena);
	if (!usage || !text_stream_open(&p))
		return NULL;
	fprintf(p.out, "%s\n\n", usage);
	put_wrapped(p.out, c->sentence, 0, 0);
	if (*c->about) {
		putc('\n', p.out);
		put_wrapped(p.out, c->about, 0, 0);
	}
	if (c->scope) {
		fputs("\nOptions:\n", p.out);
		put_options(p.out, c->scope);
	}
	put_exit_statuses(p.out);
	return text_stream_keep(&p, arena);
}

/* ---- man page -------------------------------------------------------------------------------- */

static void
put_mdoc_option(FILE *out, const struct option_info *o)
{
	fputs(".It ", out);
	if (o->letter)
		fprintf(out, "Fl %c , ", o->letter);
	fprintf(out, "Fl \\-%s", o->name);
	if (o->value)
		fprintf(out, " Ar %s", o->value);
	putc('\n', out);
	mdoc_put(out, o->sentence);
	fputs(".\n", out);
}

static void
put_mdoc_command(FILE *out, const struct command_info *c)
{
	fprintf(out, ".It Cm %s", c->name);
	if (*c->words) {
		fputs(" Ar ", out);
		mdoc_put(out, c->words);
	}
	putc('\n', out);
	mdoc_put(out, c->sentence);
	fputs(".\n", out);
	if (*c->about) {
		mdoc_put(out, c->about);
		putc('\n', out);
	}
}

static const char man_head[] =
	".Dd November 24, 2026\n"
	".Dt BASCULE 1\n"
	".Os\n"
	".Sh NAME\n"
	".Nm bascule\n"
	".Nd weigh cloud vendors by sovereignty, cost and features\n"
	".Sh SYNOPSIS\n"
	".Nm\n"
	".Op Ar command\n"
	".Op Ar options\n"
	".Sh DESCRIPTION\n"
	"Scores provider profiles by a weighted model and shows every figure\n"
	"with its evidence; what is not known is a range.\n"
	"Without a command the screens open;\n"
	"without a terminal the ranking is printed.\n"
	".Sh COMMANDS\n"
	".Bl -tag -width Ds\n";

static const char man_files[] =
	".Sh ENVIRONMENT\n"
	".Bl -tag -width Ds\n"
	".It Ev BASCULE_DATA\n"
	"A folder with data of one's own, after\n"
	".Fl \\-data .\n"
	".It Ev NO_COLOR\n"
	"No bold or dim text when set.\n"
	".It Ev SOURCE_DATE_EPOCH\n"
	"The time that a session records instead of the clock's.\n"
	".El\n"
	".Sh FILES\n"
	"Profiles, models and the dictionary are looked for in the folder of\n"
	".Fl \\-data ,\n"
	"in\n"
	".Ev BASCULE_DATA ,\n"
	"in\n"
	".Pa $XDG_DATA_HOME/bascule ,\n"
	"in the installed data, and beside the program.\n"
	".Sh EXIT STATUS\n"
	".Bl -tag -width Ds\n";

const char *
help_man(struct arena *arena)
{
	struct text_stream p;
	if (!text_stream_open(&p))
		return NULL;
	fputs(man_head, p.out);
	for (size_t i = 0; i < CMD_COUNT; i++)
		put_mdoc_command(p.out, &command_table[i]);
	fputs(".El\n.Sh OPTIONS\n.Bl -tag -width Ds\n", p.out);
	for (size_t i = 0; i < OPT_COUNT; i++)
		put_mdoc_option(p.out, &option_table[i]);
	fputs(".El\n", p.out);
	man_put_keys(p.out);
	fputs(man_files, p.out);
	for (size_t i = 0; i < sizeof exit_statuses / sizeof *exit_statuses; i++) {
		fprintf(p.out, ".It %zu\n", i);
		mdoc_put(p.out, exit_statuses[i]);
		putc('\n', p.out);
	}
	fputs(".El\n", p.out);
	return text_stream_keep(&p, arena);
}

/* ---- completion ------------------------------------------------------------------------------ */

static void
put_bash_value(FILE *out, const struct option_info *o)
{
	if (!o->value)
		return;
	fprintf(out, "\t--%s", o->name);
	if (o->letter)
		fprintf(out, " | -%c", o->letter);
	fputs(") ", out);
	switch (o->takes) {
	case TAKES_CHOICE:
		fprintf(out, "COMPREPLY=($(compgen -W '%s' -- \"$cur\"))", o->choices);
		break;
	case TAKES_FILE:
		fputs("COMPREPLY=($(compgen -f -- \"$cur\"))", out);
		break;
	case TAKES_DIR:
		fputs("COMPREPLY=($(compgen -d -- \"$cur\"))", out);
		break;
	case TAKES_MODEL:
		fputs("COMPREPLY=($(compgen -W \"$(_bascule_ids models)\" -- \"$cur\"))", out);
		break;
	case TAKES_OFFERS:
		fputs("COMPREPLY=($(compgen -W \"$(_bascule_ids providers)\" -- \"$cur\"))", out);
		break;
	default:
		fputs("COMPREPLY=()", out);
	}
	fputs("; return ;;\n", out);
}

static void
put_bash_options(FILE *out, unsigned scope)
{
	for (size_t i = 0; i < OPT_COUNT; i++)
		if (!scope || (option_table[i].scope & scope))
			fprintf(out, " --%s", option_table[i].name);
}

const char *
help_bash(struct arena *arena)
{
	struct text_stream p;
	if (!text_stream_open(&p))
		return NULL;
	fputs("# bash completion for bascule\n"
	      "_bascule_ids() { bascule show \"$1\" -q --format tsv 2>/dev/null | tail -n +2 | "
	      "cut -f 1; }\n"
	      "_bascule() {\n"
	      "\tlocal cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} options\n"
	      "\tcase $prev in\n",
		p.out);
	for (size_t i = 0; i < OPT_COUNT; i++)
		put_bash_value(p.out, &option_table[i]);
	fputs("\tesac\n\tcase ${COMP_WORDS[1]} in\n", p.out);
	for (size_t i = 0; i < CMD_COUNT; i++) {
		fprintf(p.out, "\t%s) options='", command_table[i].name);
		if (command_table[i].scope)
			put_bash_options(p.out, command_table[i].scope);
		fputs("' ;;\n", p.out);
	}
	fputs("\t*) options='", p.out);
	put_bash_options(p.out, 0);
	fputs("' ;;\n\tesac\n\tif [[ $cur == -* ]]; then\n"
	      "\t\tCOMPREPLY=($(compgen -W \"$options\" -- \"$cur\"))\n"
	      "\telif [[ $COMP_CWORD -eq 1 ]]; then\n\t\tCOMPREPLY=($(compgen -W '",
		p.out);
	for (size_t i = 0; i < CMD_COUNT; i++)
		fprintf(p.out, "%s%s", i ? " " : "", command_table[i].name);
	fputs("' -- \"$cur\"))\n"
	      "\telif [[ ${COMP_WORDS[1]} == @(compare|explain|diff|framework) ]]; then\n"
	      "\t\tCOMPREPLY=($(compgen -W \"$(_bascule_ids providers)\" -- \"$cur\"))\n"
	      "\telif [[ ${COMP_WORDS[1]} == ladders ]]; then\n"
	      "\t\tCOMPREPLY=($(compgen -W \"$(_bascule_ids ladders; _bascule_ids providers)\" "
	      "-- \"$cur\"))\n"
	      "\telse\n\t\tCOMPREPLY=($(compgen -f -- \"$cur\"))\n\tfi\n}\n"
	      "complete -F _bascule bascule\n",
		p.out);
	return text_stream_keep(&p, arena);
}
