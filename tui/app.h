/*
 * app: the interactive program: session in, exit status out.
 *
 * Reads an event, updates, carries out the effect, computes anew, draws: one frame a turn.
 */
#ifndef TUI_APP_H
#define TUI_APP_H

#include <stdbool.h>

#include "data/session.h"
#include "data/strings.h"

struct tui_start {
	struct session *session;        /* borrowed; its evaluation is what is shown */
	enum lang lang;
	bool colour, mouse;
	const char *notice;             /* one line to begin with, or NULL */
	bool ascii;                     /* ASCII alone; also where the locale is not UTF-8 */
	/* Who acts, when: asked before each change. */
	enum status (*context)(struct session_context *, void *);
	void *context_data;
};

/* Whether the terminal of this process can show the screens; *err says why not and what to do. */
enum status tui_check(struct err *) MUST_CHECK;
/* Runs until the person leaves. *exit_status is the program's: 0, or 128 + a signal's number. */
enum status tui_run(const struct tui_start *, int *exit_status, struct err *) MUST_CHECK;
/*
 * The same loop without a terminal: keys as in "jj<Enter>l^R" (a blank is the space key), the last
 * frame as text, which the caller frees. ST_USAGE names the first key that it does not know.
 */
enum status tui_replay(const struct tui_start *, const char *keys, int rows, int cols, char **text,
	struct err *) MUST_CHECK;

#endif
