/* input: ground, escape, control sequence, string; the usual shape of terminal input. */
#include "tui/input.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/text.h"

static bool
give_key(struct input_event *out, int key)
{
	*out = (struct input_event){ .kind = INPUT_KEY, .key = key };
	return key != KEY_NONE;
}

/* ---- control sequences ---- */

static const struct {
	const char *sequence;
	int key;
} sequences[] = {
	{ "A", KEY_UP },
	{ "B", KEY_DOWN },
	{ "C", KEY_RIGHT },
	{ "D", KEY_LEFT },
	{ "1;2C", KEY_SHIFT_RIGHT },
	{ "1;2D", KEY_SHIFT_LEFT },
	{ "c", KEY_SHIFT_RIGHT },
	{ "d", KEY_SHIFT_LEFT },
	{ "H", KEY_HOME },
	{ "F", KEY_END },
	{ "1~", KEY_HOME },
	{ "7~", KEY_HOME },
	{ "4~", KEY_END },
	{ "8~", KEY_END },
	{ "3~", KEY_DELETE },
	{ "5~", KEY_PAGE_UP },
	{ "6~", KEY_PAGE_DOWN },
	{ "Z", KEY_BACK_TAB },
	{ "11~", KEY_F1 },
};

static int
sequence_key(const char *sequence)
{
	for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++)
		if (str_eq(sequences[i].sequence, sequence))
			return sequences[i].key;
	return KEY_NONE;
}

/* "<B;X;YM" or "...m": only the first button's press and the wheel mean something. */
static bool
give_mouse(const char *sequence, struct input_event *out)
{
	int button, x, y, used = 0;
	if (sscanf(sequence, "<%4d;%5d;%5d%n", &button, &x, &y, &used) != 3 ||
		sequence[used] != 'M' || x < 1 || y < 1)
		return false;
	*out = (struct input_event){ .row = y - 1, .col = x - 1 };
	switch (button) {
	case 0:
		out->kind = INPUT_CLICK;
		return true;
	case 64:
		out->kind = INPUT_WHEEL_UP;
		return true;
	case 65:
		out->kind = INPUT_WHEEL_DOWN;
		return true;
	default:
		return false;
	}
}

static bool
end_sequence(struct keyboard *in, struct input_event *out)
{
	in->state = STATE_GROUND;
	in->sequence[in->n] = '\0';
	if (in->too_long)
		return false;
	if (str_eq(in->sequence, "200~") || str_eq(in->sequence, "201~")) {
		in->pasting = in->sequence[2] == '0';
		return false;
	}
	if (in->pasting)
		return false;
	if (in->sequence[0] == '<')
		return give_mouse(in->sequence, out);
	return give_key(out, sequence_key(in->sequence));
}

static bool
csi_byte(struct keyboard *in, unsigned char b, struct input_event *out)
{
	if (b == '[' && in->n == 0) {
		in->state = STATE_LINUX;
		return false;
	}
	if (b < 0x20 || b > 0x7e) {
		in->state = STATE_GROUND;
		return b == 0x1b ? input_byte(in, b, out) : false;
	}
	if (in->n + 1 < sizeof in->sequence)
		in->sequence[in->n++] = (char)b;
	else
		in->too_long = true;
	return b >= 0x40 ? end_sequence(in, out) : false;
}

static bool
ss3_byte(struct keyboard *in, unsigned char b, struct input_event *out)
{
	in->state = STATE_GROUND;
	if (in->pasting)
		return false;
	if (b == 'P')
		return give_key(out, KEY_F1);
	if (b == 'M')
		return give_key(out, KEY_ENTER);
	return give_key(out, sequence_key((char[]){ (char)b, '\0' }));
}

static bool
escape_byte(struct keyboard *in, unsigned char b, struct input_event *out)
{
	in->n = 0;
	in->too_long = false;
	switch (b) {
	case '[':
		in->state = STATE_CSI;
		return false;
	case 'O':
		in->state = STATE_SS3;
		return false;
	case ']':
	case 'P':
	case '_':
	case '^':
		in->state = STATE_STRING;
		return false;
	case 0x1b:
		return !in->pasting && give_key(out, KEY_ESCAPE);
	default:
		/* A key with Alt: not bound to anything. */
		in->state = STATE_GROUND;
		return false;
	}
}

/* A terminal's answer (OSC, DCS, …): swallowed up to BEL or ST. */
static bool
string_byte(struct keyboard *in, unsigned char b)
{
	bool is_end = b == 0x07 || (in->state == STATE_STRING_ESCAPE && b == '\\');
	/* ^C and CAN break off what never ends. */
	if (is_end || b == 0x03 || b == 0x18)
		in->state = STATE_GROUND;
	else
		in->state = b == 0x1b ? STATE_STRING_ESCAPE : STATE_STRING;
	return false;
}

/* ---- characters ---- */

static bool
give_character(const struct keyboard *in, unsigned c, struct input_event *out)
{
	if (!in->pasting)
		return give_key(out, c == '\n' ? KEY_ENTER : c == '\b' ? KEY_BACKSPACE : (int)c);
	*out = (struct input_event){ .kind = INPUT_PASTE, .character = c };
	return true;
}

static bool
text_byte(struct keyboard *in, unsigned char b, struct input_event *out)
{
	if (in->utf8_want && (b & 0xc0u) != 0x80u)
		in->utf8_want = 0;
	if (!in->utf8_want) {
		if (b < 0x80)
			return give_character(in, b, out);
		in->utf8_have = 0;
		in->utf8_want = b >= 0xf0 ? 4 : b >= 0xe0 ? 3 : b >= 0xc2 ? 2 : 0;
		if (!in->utf8_want)
			return false;
	}
	in->utf8[in->utf8_have++] = (char)b;
	if (in->utf8_have < in->utf8_want)
		return false;
	unsigned c;
	size_t n = text_decode(in->utf8, in->utf8_have, &c);
	in->utf8_want = 0;
	return n && give_character(in, c, out);
}

bool
input_byte(struct keyboard *in, unsigned char b, struct input_event *out)
{
	switch (in->state) {
	case STATE_ESCAPE:
		return escape_byte(in, b, out);
	case STATE_CSI:
		return csi_byte(in, b, out);
	case STATE_SS3:
		return ss3_byte(in, b, out);
	case STATE_LINUX:
		in->state = STATE_GROUND;
		return !in->pasting && b == 'A' && give_key(out, KEY_F1);
	case STATE_STRING:
	case STATE_STRING_ESCAPE:
		return string_byte(in, b);
	default:
		if (b != 0x1b)
			return text_byte(in, b, out);
		in->state = STATE_ESCAPE;
		in->utf8_want = 0;
		return false;
	}
}

bool
input_waits(const struct keyboard *in)
{
	return in->state != STATE_GROUND;
}

bool
input_pause(struct keyboard *in, struct input_event *out)
{
	bool is_escape = in->state == STATE_ESCAPE && !in->pasting;
	in->state = STATE_GROUND;
	return is_escape && give_key(out, KEY_ESCAPE);
}

/* ---- names of keys ---- */

static const struct {
	const char *name;
	int key;
} names[] = {
	{ "<Up>", KEY_UP },
	{ "<Down>", KEY_DOWN },
	{ "<Left>", KEY_LEFT },
	{ "<Right>", KEY_RIGHT },
	{ "<S-Left>", KEY_SHIFT_LEFT },
	{ "<S-Right>", KEY_SHIFT_RIGHT },
	{ "<PgUp>", KEY_PAGE_UP },
	{ "<PgDn>", KEY_PAGE_DOWN },
	{ "<Home>", KEY_HOME },
	{ "<End>", KEY_END },
	{ "<Del>", KEY_DELETE },
	{ "<S-Tab>", KEY_BACK_TAB },
	{ "<F1>", KEY_F1 },
	{ "<Enter>", KEY_ENTER },
	{ "<Tab>", KEY_TAB },
	{ "<Esc>", KEY_ESCAPE },
	{ "<Space>", ' ' },
	{ "<BS>", KEY_BACKSPACE },
};

int
key_parse(const char *name, size_t *len)
{
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		*len = strlen(names[i].name);
		if (strncmp(name, names[i].name, *len) == 0)
			return names[i].key;
	}
	if (name[0] == '^' && name[1] >= '@' && name[1] <= '_') {
		*len = 2;
		return name[1] & 0x1f;
	}
	unsigned c = 0;
	*len = text_decode(name, strlen(name), &c);
	return *len ? (int)c : KEY_NONE;
}
