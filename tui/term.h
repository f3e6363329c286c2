/*
 * term: the terminal. The only file that knows curses, signals of the terminal, and escape
 * sequences.
 *
 * curses writes; the bytes that come in go through input.h. There is one terminal, and what signal
 * handlers need of it is the program's only global state.
 */
#ifndef TUI_TERM_H
#define TUI_TERM_H

#include <stdbool.h>
#include <stddef.h>

#include "data/status.h"
#include "tui/input.h"
#include "tui/ui.h"

struct term_options {
	bool colour, mouse;
	const char *last_words;         /* printed after a crash, or NULL */
};

/* Whether this terminal can show the screens; *err says why not, and what to do. */
enum status term_check(struct err *) MUST_CHECK;

/* Takes the terminal over. */
enum status term_open(const struct term_options *, struct err *) MUST_CHECK;
/* Gives it back as it was. Safe to call twice. */
void term_close(void);
void term_size(int *rows, int *cols);
/* Shows a frame: one write. */
void term_draw(const struct frame *);
/* Forgets what it believes to be on the screen. */
void term_redraw(void);
/* Sends text to the terminal's clipboard (OSC 52). False when it is too long. */
bool term_copy(const char *text);

enum term_wake {
	TERM_BYTES,                     /* buf holds *n bytes */
	TERM_RESIZED,                   /* draw again: another size, or continued after a stop */
	TERM_TIMEOUT,
	TERM_STOP,                      /* ^Z: call term_stop() */
	TERM_ENDED                      /* a signal, or the terminal is gone: *n is its number */
};
/* Waits for at most `timeout_ms` (< 0: for ever). */
enum term_wake term_wait(int timeout_ms, unsigned char *buf, size_t size, size_t *n);
/* Whether bytes wait to be read. */
bool term_pending(void);
/* Gives the terminal back, stops, and takes it over again when continued. */
void term_stop(void);

#endif
