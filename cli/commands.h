/*
 * commands: the one table of subcommands. Dispatch, help, the man page and completion walk it.
 *
 * A subcommand lives in cmd_NAME.c.
 */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include <stddef.h>

#include "cli/app.h"

enum { MANY = 10000 };                  /* no bound on the words */

/*  name, scope of its options, its words, least, most, sentence, about */
#define SUBCOMMANDS(X) \
	X(rank, FOR_RANK, "", 0, 0, \
		"Rank the offers: score, range, gates, coverage", \
		"Scores every offer by the model and lists them by rank. Below the table " \
		"stand the answers that could change who is first, and how far that depends " \
		"on the weights.") \
	X(compare, FOR_COMPARE, "[ID...]", 0, MANY, \
		"Compare offers criterion by criterion: value and score", \
		"Shows criteria as rows and offers as columns, each with its value and its " \
		"score out of 100. Named offers become the columns, in that order; they are " \
		"weighed beside the others.") \
	X(explain, FOR_EXPLAIN, "ID", 1, 1, \
		"Explain a score, or what separates two offers", \
		"Shows what each criterion adds to the score, with the fact behind it, its " \
		"date, confidence and sources. With --against: what separates the two, " \
		"greatest first; the differences add up to the difference of the scores.") \
	X(framework, FOR_FRAMEWORK, "[ID...]", 0, MANY, \
		"Read the offers through the sovereignty framework: score and SEAL", \
		"Shows the score and the SEAL of each objective and of the whole, each with its " \
		"range, what holds the SEAL down and the least that would lift it, and the " \
		"official results beside. An ID is an offer (one alone: all its criteria), an " \
		"objective (SOV-5: its criteria), a criterion (SOV-5.4: its rungs and who " \
		"stands where), or another framework.") \
	X(ladders, FOR_LADDERS, "[ID...]", 0, MANY, \
		"Show which levels of other schemes the offers reach", \
		"SecNumCloud, C5, C3A, ACN, ENS, Gaia-X, CADA, CISPE: the highest level that " \
		"public evidence shows, and each level as reached, not reached or open. One " \
		"offer alone, or -v: with the condition that fails and what no public fact " \
		"decides. An ID is a ladder or an offer.") \
	X(diff, FOR_DIFF, "A B", 2, 2, \
		"Show facts that differ, and their effect on scores", \
		"A and B are two profiles (ids, or files ending in .yaml), or two data " \
		"folders. Between profiles every fact that differs is listed with the points " \
		"it moves; between folders the facts that changed of every profile in both.") \
	X(show, FOR_SHOW, \
		"providers|models|facts|frameworks|ladders|methods|KIND ID", 1, 2, \
		"Show what there is: providers, models, facts, frameworks, ladders, methods", \
		"`show model ID` prints the flat model as a file that reads back; `show " \
		"provider ID` prints every fact with its sources, `show framework ID` every " \
		"rung, `show ladder ID` every level with its conditions.") \
	X(validate, FOR_VALIDATE, "[FILE...]", 0, MANY, \
		"Check files; --missing lists unknown facts by weight", \
		"Reports everything that is wrong with the files, with line and column. " \
		"--missing lists what the profiles do not know, by its weight in the model.") \
	X(new, FOR_NEW, "profile|model ID", 2, 2, \
		"Write a commented skeleton of a profile or a model", \
		"The profile has every fact of the dictionary, unknown, with its question as " \
		"a comment; the model is small, complete and commented. Fill in and check " \
		"with `bascule validate`.") \
	X(session, FOR_SESSION, \
		"new FILE|list|show FILE|log FILE|set FILE TARGET=VALUE|verify FILE", \
		1, 3, "Keep an evaluation in a file, with everything that was changed", \
		"`new` stores model, profiles and dictionary in FILE; `set` records a change: " \
		"CRITERION=PERCENT, OFFER:FACT=VALUE (needs --reason and --source), " \
		"gate:ID=CONDITION, unknown=RULE, provider:OFFER=in or out, " \
		"comment:TARGET=TEXT; `log` lists all changes; `verify` checks the file and " \
		"its chain of hashes.") \
	X(help, FOR_HELP, "[COMMAND|json]", 0, 1, \
		"Show the help of a command, or the fields of the JSON output", "")

enum subcommand {
#define X(name, scope, words, least, most, sentence, about) CMD_##name,
	SUBCOMMANDS(X)
#undef X
	CMD_COUNT
};

struct command_info {
	const char *name, *words;
	unsigned scope;
	size_t least, most;             /* words after the name */
	const char *sentence, *about;
	command_run *run;
};

extern const struct command_info command_table[CMD_COUNT];

const struct command_info *command_find(const char *name);      /* NULL: none */
const char *command_nearest(const char *name);                  /* NULL: none is near */

#define X(name, scope, words, least, most, sentence, about) command_run cmd_##name;
SUBCOMMANDS(X)
#undef X

#endif
