/*
 * options: the one table of command-line options, and how a command line is read by it.
 *
 * Parsing, --help, the man page and the shell completion all walk this table.
 */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "data/arena.h"
#include "data/status.h"
#include "data/strings.h"

/* What the value of an option is: checked where it can be, completed by the shell. */
enum option_takes {
	TAKES_NOTHING,                     /* a switch */
	TAKES_TEXT,
	TAKES_CHOICE,                   /* one of `choices` */
	TAKES_COUNT,                    /* a whole number from 0 to 99 */
	TAKES_FILE, TAKES_DIR,
	TAKES_MODEL, TAKES_OFFERS
};

/* Which subcommands take an option. */
enum option_scope {
	FOR_RANK = 1, FOR_COMPARE = 2, FOR_EXPLAIN = 4, FOR_DIFF = 8, FOR_SHOW = 16,
	FOR_VALIDATE = 32, FOR_NEW = 64, FOR_SESSION = 128, FOR_TUI = 256, FOR_HELP = 512,
	FOR_FRAMEWORK = 1024, FOR_LADDERS = 2048,
	FOR_JUDGING = FOR_RANK | FOR_COMPARE | FOR_EXPLAIN,
	FOR_SCORING = FOR_JUDGING | FOR_FRAMEWORK | FOR_LADDERS,
	FOR_WEIGHING = FOR_JUDGING | FOR_DIFF,
	FOR_DATA = FOR_SCORING | FOR_DIFF | FOR_TUI | FOR_SHOW | FOR_VALIDATE | FOR_NEW |
		FOR_SESSION,
	FOR_OUTPUT = FOR_SCORING | FOR_DIFF | FOR_SHOW | FOR_VALIDATE | FOR_NEW | FOR_SESSION |
		FOR_HELP,
	FOR_ALL = FOR_DATA | FOR_HELP
};

/*  id, letter, name, value's name, what it takes, choices, subcommands, sentence */
#define OPTIONS(X) \
	X(MODEL, 'm', "model", "ID", TAKES_MODEL, "", \
		FOR_SCORING | FOR_DIFF | FOR_TUI | FOR_VALIDATE | FOR_SHOW | FOR_SESSION, \
		"Judge by this model: an id, or a file ending in .yaml (default: balanced)") \
	X(PROVIDERS, 'p', "providers", "ID,...", TAKES_OFFERS, "", \
		FOR_SCORING | FOR_TUI | FOR_VALIDATE | FOR_SESSION, \
		"Weigh these offers: provider, provider/offer or a file ending in .yaml") \
	X(WEIGHTS, 0, "weights", "C=PERCENT,...", TAKES_TEXT, "", FOR_WEIGHING, \
		"What if criterion C weighed PERCENT of its parent (siblings share the rest)") \
	X(SET, 0, "set", "OFFER:FACT=VALUE", TAKES_TEXT, "", FOR_SCORING | FOR_DIFF, \
		"What if the fact of that offer were VALUE; may be given again") \
	X(GATE, 0, "gate", "CONDITION", TAKES_TEXT, "", FOR_WEIGHING | FOR_FRAMEWORK, \
		"What if this minimum held too: \"sec.iso27001 == true\"; may be given again") \
	X(UNKNOWN, 0, "unknown", "RULE", TAKES_CHOICE, \
		"pessimistic neutral optimistic exclude skip", FOR_WEIGHING | FOR_FRAMEWORK, \
		"What if unknowns counted so: pessimistic, neutral, optimistic, exclude (not of " \
		"`framework`, which has skip, the way of the official calculator)") \
	X(WEIGHTS_PROFILE, 0, "weights-profile", "EDITION", TAKES_TEXT, "", \
		FOR_JUDGING | FOR_FRAMEWORK, \
		"Weigh the framework's objectives by this edition: 2025-10 or 2026-06 (default)") \
	X(MIN_SEAL, 0, "min-seal", "LEVEL", TAKES_TEXT, "", FOR_WEIGHING | FOR_FRAMEWORK, \
		"What if this SEAL were the minimum: 2 of all, or SOV-5=2,SOV-7=3 of objectives") \
	X(REQUIRE, 0, "require", "CONDITION", TAKES_TEXT, "", FOR_JUDGING, \
		"Exit 1 unless the condition holds for the winner; may be given again") \
	X(ASSERT_WINNER, 0, "assert-winner", "ID", TAKES_OFFERS, "", FOR_JUDGING, \
		"Exit 1 unless this offer alone is first") \
	X(AGAINST, 0, "against", "ID", TAKES_OFFERS, "", FOR_EXPLAIN, \
		"Explain what separates the offer from this one") \
	X(SOURCES, 0, "sources", NULL, TAKES_NOTHING, "", \
		FOR_COMPARE | FOR_EXPLAIN | FOR_FRAMEWORK, \
		"Add the sources of every value as footnotes (explain always does)") \
	X(DEPTH, 0, "depth", "N", TAKES_COUNT, "", FOR_COMPARE | FOR_EXPLAIN, \
		"Show N levels of the criteria (default: all)") \
	X(MISSING, 0, "missing", NULL, TAKES_NOTHING, "", FOR_VALIDATE, \
		"List the unknown facts, those with the greatest weight first") \
	X(REASON, 0, "reason", "TEXT", TAKES_TEXT, "", FOR_SESSION, \
		"Why a change is made (needed to set a fact)") \
	X(SOURCE, 0, "source", "ADDRESS", TAKES_TEXT, "", FOR_SESSION, \
		"What a change rests on (needed to set a fact)") \
	X(SESSION, 0, "session", "FILE", TAKES_FILE, "", FOR_SCORING | FOR_TUI, \
		"Take model, data and recorded changes from this session") \
	X(FORMAT, 'f', "format", "FORMAT", TAKES_CHOICE, "table csv tsv json md", FOR_OUTPUT, \
		"Write table, csv, tsv, json or md (default: by the ending of -o, else table)") \
	X(OUTPUT, 'o', "output", "FILE", TAKES_FILE, "", FOR_OUTPUT, \
		"Write to this file, whole or not at all (- is standard output)") \
	X(FORCE, 0, "force", NULL, TAKES_NOTHING, "", FOR_OUTPUT, \
		"Replace the file of -o when it exists (never one that was read)") \
	X(RAW_CSV, 0, "raw-csv", NULL, TAKES_NOTHING, "", FOR_OUTPUT, \
		"Leave csv and tsv texts unguarded: a spreadsheet may then run =formulas in them") \
	X(DATA, 0, "data", "DIR", TAKES_DIR, "", FOR_DATA, \
		"Look for data in this folder first") \
	X(LANG, 0, "lang", "LANG", TAKES_CHOICE, "en fr", FOR_ALL, \
		"Language of names and sentences: en or fr (default: en)") \
	X(COLOR, 0, "color", "WHEN", TAKES_CHOICE, "auto always never", FOR_ALL, \
		"Bold and dim text: auto (on a terminal, unless NO_COLOR is set), always, never") \
	X(QUIET, 'q', "quiet", NULL, TAKES_NOTHING, "", FOR_ALL, "Say no more than errors") \
	X(VERBOSE, 'v', "verbose", NULL, TAKES_NOTHING, "", FOR_ALL, \
		"Say more: which files were read, longer lists") \
	X(ASCII, 0, "ascii", NULL, TAKES_NOTHING, "", FOR_TUI, \
		"Draw the screens with ASCII alone (as where the locale is not UTF-8)") \
	X(NO_MOUSE, 0, "no-mouse", NULL, TAKES_NOTHING, "", FOR_TUI, \
		"Leave the mouse to the terminal, for selecting text") \
	X(REPLAY, 0, "replay", "KEYS", TAKES_TEXT, "", FOR_TUI, \
		"Press these keys (\"3ll<Enter>^R\") on the session, print the last screen") \
	X(DUMP_SCREEN, 0, "dump-screen", "COLSxROWS", TAKES_TEXT, "", FOR_TUI, \
		"Size of the screen of --replay (default: 80x24)") \
	X(GEN, 0, "gen", "WHAT", TAKES_CHOICE, "man bash schema", 0, \
		"Print the man page, the bash completion, or a JSON Schema (schema KIND)") \
	X(HELP, 'h', "help", NULL, TAKES_NOTHING, "", FOR_ALL, "Show the help of a command") \
	X(VERSION, 'V', "version", NULL, TAKES_NOTHING, "", FOR_ALL, "Show the version")

enum opt {
#define X(id, letter, name, value, takes, choices, scope, sentence) OPT_##id,
	OPTIONS(X)
#undef X
	OPT_COUNT
};

struct option_info {
	char letter;                    /* 0: none */
	const char *name, *value;       /* value is NULL for a switch */
	enum option_takes takes;
	const char *choices;            /* separated by blanks */
	unsigned scope;                 /* of enum option_scope; 0: stands alone */
	const char *sentence;
};

extern const struct option_info option_table[OPT_COUNT];

/* A command line that was read. Strings are borrowed from argv. */
struct options {
	struct strings given[OPT_COUNT];        /* the values of each option, "" of a switch */
	struct strings words;                   /* what is no option: the subcommand first */
};

/* ST_USAGE when an option is unknown, lacks its value or has a bad one; *e names the nearest. */
enum status options_parse(int argc, char **argv, struct arena *, struct options *, struct err *)
	MUST_CHECK;
/* ST_USAGE when an option was given that none of the subcommands in `scope` takes. */
enum status options_check_scope(const struct options *, unsigned scope, const char *command,
	struct err *) MUST_CHECK;

bool option_is_on(const struct options *, enum opt);
const char *option_text(const struct options *, enum opt);   /* the last one given, or NULL */
size_t option_number(const struct options *, enum opt, size_t otherwise);
/* Splits words separated by `separator` into the arena; empty ones are left out. */
enum status split_words(const char *text, char separator, struct arena *, struct strings *)
	MUST_CHECK;

#endif
