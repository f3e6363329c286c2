/*
 * input: the bytes of a terminal as keys. A pure state machine: bytes in, events out.
 *
 * It knows the sequences of the usual terminals, mouse reports (SGR), bracketed paste, and the
 * answers that a terminal may send late, which are swallowed whole and never taken for keys.
 */
#ifndef TUI_INPUT_H
#define TUI_INPUT_H

#include <stdbool.h>
#include <stddef.h>

/* A key is a Unicode character, a control character, or one of these. */
enum key {
	KEY_NONE = 0,
	KEY_SPECIAL = 0x110000,
	KEY_UP,
	KEY_DOWN,
	KEY_LEFT,
	KEY_RIGHT,
	KEY_SHIFT_LEFT,
	KEY_SHIFT_RIGHT,
	KEY_PAGE_UP,
	KEY_PAGE_DOWN,
	KEY_HOME,
	KEY_END,
	KEY_DELETE,
	KEY_BACK_TAB,
	KEY_F1,
	KEY_ENTER = '\r',
	KEY_TAB = '\t',
	KEY_ESCAPE = 0x1b,
	KEY_BACKSPACE = 0x7f
};

struct input_event {
	enum { INPUT_KEY, INPUT_CLICK, INPUT_WHEEL_UP, INPUT_WHEEL_DOWN, INPUT_PASTE } kind;
	int key;                        /* INPUT_KEY */
	int row, col;                   /* of the mouse, from 0 */
	unsigned character;             /* INPUT_PASTE: one pasted character */
};

struct keyboard {
	enum {
		STATE_GROUND, STATE_ESCAPE, STATE_CSI, STATE_SS3, STATE_STRING, STATE_STRING_ESCAPE,
		STATE_LINUX
	} state;
	char sequence[32];              /* what follows ESC [ */
	size_t n;
	bool too_long;
	bool pasting;
	char utf8[4];
	size_t utf8_have, utf8_want;
};

/* Takes one byte. Returns true when *out is an event. */
bool input_byte(struct keyboard *, unsigned char, struct input_event *out);
/* No byte came for a while: an ESC alone is the key. Returns true when *out is an event. */
bool input_pause(struct keyboard *, struct input_event *out);
/* Whether a lone ESC waits for what follows. */
bool input_waits(const struct keyboard *);

/* The key named "j", "^R", "<Up>", "<Enter>"; KEY_NONE when there is none. *len: bytes it took. */
int key_parse(const char *name, size_t *len);

#endif
