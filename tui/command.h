/*
 * command: everything that a key can do. Keys, hints, help and the palette all read this one table.
 */
#ifndef TUI_COMMAND_H
#define TUI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

/* Where a command works: the screens, as bits. */
enum context {
	CTX_RANKING = 1, CTX_MATRIX = 2, CTX_WEIGHTS = 4, CTX_EVIDENCE = 8,
	CTX_FRAMEWORK = 16, CTX_LADDERS = 32, CTX_CRITERIA = 64, CTX_RUNGS = 128,
	CTX_LISTS = CTX_RANKING | CTX_MATRIX | CTX_WEIGHTS | CTX_FRAMEWORK | CTX_CRITERIA,
	CTX_BOARDS = CTX_FRAMEWORK | CTX_CRITERIA,
	CTX_TABLE = CTX_MATRIX | CTX_EVIDENCE | CTX_BOARDS | CTX_RUNGS | CTX_LADDERS,
	CTX_SOURCES = CTX_EVIDENCE | CTX_RUNGS | CTX_LADDERS,
	CTX_ALL = 255
};

/*  id, name, keys, context, hint, one sentence */
#define COMMANDS(X) \
	X(UP, "up", "k <Up> ^P", CTX_ALL, "", \
		"Move one row up") \
	X(DOWN, "down", "j <Down> ^N", CTX_ALL, "↑↓|move", \
		"Move one row down") \
	X(PAGE_UP, "page-up", "<PgUp> ^B", CTX_ALL, "", \
		"Move a page up") \
	X(PAGE_DOWN, "page-down", "<PgDn> ^F", CTX_ALL, "", \
		"Move a page down") \
	X(FIRST, "first", "g <Home>", CTX_ALL, "", \
		"Move to the first row") \
	X(LAST, "last", "G <End>", CTX_ALL, "", \
		"Move to the last row") \
	X(LEFT, "left", "h <Left>", CTX_TABLE, "←→|vendor", \
		"Go to the vendor on the left") \
	X(RIGHT, "right", "l <Right>", CTX_TABLE, "", \
		"Go to the vendor on the right") \
	X(OPEN, "open", "<Enter>", CTX_LISTS, "open", \
		"Go one level down: criteria, then evidence") \
	X(EDITION, "weights-profile", "p", CTX_BOARDS, "weights", \
		"Weigh the objectives by the framework's next published edition") \
	X(MINIMUM, "min-seal", "t", CTX_FRAMEWORK, "minimum", \
		"Set the least SEAL that every vendor must reach in this objective") \
	X(PANE, "official", "v", CTX_FRAMEWORK, "official", \
		"Show the official results below the board, or what holds the SEAL down") \
	X(TEXTS, "texts", "v", CTX_RUNGS | CTX_LADDERS, "texts", \
		"Give the texts below all the room, or the board its room again") \
	X(BLANKS, "skip-unknown", "b", CTX_BOARDS, "unknowns", \
		"Skip unknown marks as the official calculator does, or count them again") \
	X(LESS, "less", "h <Left> -", CTX_WEIGHTS, "←→|1 %", \
		"Take 1 % of the parent from this weight") \
	X(MORE, "more", "l <Right> +", CTX_WEIGHTS, "", \
		"Give this weight 1 % of the parent more") \
	X(MUCH_LESS, "much-less", "H <S-Left>", CTX_WEIGHTS, "H L|5 %", \
		"Take 5 %") \
	X(MUCH_MORE, "much-more", "L <S-Right>", CTX_WEIGHTS, "", \
		"Give 5 %") \
	X(TYPE, "type-weight", "=", CTX_WEIGHTS, "type", \
		"Type a weight in percent of the parent") \
	X(LOCK, "lock", "x", CTX_WEIGHTS, "lock", \
		"Lock this weight against moves of its siblings, or free it") \
	X(RESET, "reset", "r", CTX_WEIGHTS, "reset", \
		"Give these siblings the weights of the model again") \
	X(WRITE_MODEL, "write-model", "w", CTX_WEIGHTS, "write", \
		"Write the weights as a model file that extends this model") \
	X(FOLD, "fold", "<Space> o", CTX_MATRIX | CTX_WEIGHTS, "fold", \
		"Open or close a branch of the tree") \
	X(FOLD_ALL, "fold-all", "z", CTX_MATRIX | CTX_WEIGHTS, "", \
		"Open or close all branches") \
	X(FILTER, "filter", "f", CTX_MATRIX, "filter", \
		"Show all rows, those with an unknown, those with weak or old evidence") \
	X(SORT, "sort", "s", CTX_MATRIX, "sort", \
		"Order the vendors by rank, by name, by this row") \
	X(LINK, "open-source", "o", CTX_SOURCES, "open", \
		"Open the address of a source") \
	X(COPY, "copy-source", "y", CTX_SOURCES, "copy", \
		"Copy the address of a source to the clipboard of the terminal") \
	X(NEXT_SOURCE, "next-source", "<Tab>", CTX_SOURCES, "source", \
		"Go to the next source") \
	X(OVERRIDE, "override", "*", CTX_MATRIX | CTX_EVIDENCE, "override", \
		"Put another value in place of this one, with a reason and a source") \
	X(COMMENT, "comment", "c", CTX_MATRIX | CTX_WEIGHTS | CTX_EVIDENCE, "comment", \
		"Write a comment on this criterion") \
	X(LEAVE_OUT, "leave-out", "d", CTX_RANKING, "out", \
		"Take this vendor out of the ranking") \
	X(TAKE_IN, "take-in", "a", CTX_RANKING, "add", \
		"Weigh another offer as well") \
	X(UNKNOWN, "unknown-rule", "U", CTX_RANKING, "unknowns", \
		"Change the rule for unknowns: pessimistic, neutral, optimistic, exclude") \
	X(GATE, "gate", "t", CTX_RANKING, "gate", \
		"Set a condition that every vendor must meet") \
	X(SEARCH, "search", "/", CTX_ALL, "find", \
		"Find a criterion or a vendor by name") \
	X(NEXT, "find-next", "n", CTX_ALL, "", \
		"Go to the next that was found") \
	X(EXPORT, "export", "e", CTX_ALL, "export", \
		"Write what is shown to a file: .md .csv .tsv .json .txt") \
	X(UNDO, "undo", "u", CTX_ALL, "undo", \
		"Take back your last change") \
	X(REDO, "redo", "^R", CTX_ALL, "", \
		"Make the change again that you took back") \
	X(SAVE_AS, "save-session", "S", CTX_ALL, "", \
		"Save everything as a named session: one file, with all inputs") \
	X(TAB_1, "ranking", "1", CTX_ALL, "", \
		"Show the ranking") \
	X(TAB_2, "matrix", "2", CTX_ALL, "", \
		"Show criteria against vendors") \
	X(TAB_3, "weights", "3", CTX_ALL, "", \
		"Show the weights with the ranking beside them") \
	X(TAB_4, "evidence", "4", CTX_ALL, "", \
		"Show the evidence behind one number") \
	X(TAB_5, "framework", "5", CTX_ALL, "", \
		"Show the sovereignty framework: score and SEAL of each objective") \
	X(TAB_6, "ladders", "6", CTX_ALL, "", \
		"Show the levels of other schemes, reached or not") \
	X(REDRAW, "redraw", "^L", CTX_ALL, "", \
		"Draw the screen anew") \
	X(PALETTE, "palette", ": ^K", CTX_ALL, "commands", \
		"Find any command by its name") \
	X(HELP, "help", "? <F1>", CTX_ALL, "help", \
		"Show the keys of this screen") \
	X(QUIT, "quit", "q", CTX_ALL, "quit", \
		"Go back; from the top, leave: every change is kept")

enum command {
	CMD_NONE,
#define X(id, name, keys, context, hint, sentence) CMD_##id,
	COMMANDS(X)
#undef X
	CMD_COUNT
};

struct screen_command {
	enum command id;
	const char *name;               /* in the palette */
	const char *keys;               /* separated by blanks; the first is shown in hints */
	unsigned context;
	const char *hint;               /* for the hints; "KEYS|word" names other keys; "": none */
	const char *sentence;
};

const struct screen_command *command_info(enum command);
/* The command of a key in a context; CMD_NONE when it has none. */
enum command command_of_key(int key, unsigned context);
/* The key shown for a command: "j", "Enter", "^R"; into buf. */
const char *command_key(enum command, char *buf, size_t size);
/* All its keys as people read them: "j  Down  ^N"; into buf. */
const char *command_keys(enum command, char *buf, size_t size);
/* What the hints show for it: a key into buf, and the word. NULL: it has no hint. */
const char *command_hint(enum command, bool ascii, char *buf, size_t size);
/* How well a command's name or sentence fits what was typed; < 0: not at all. */
int command_match(enum command, const char *typed);

#endif
