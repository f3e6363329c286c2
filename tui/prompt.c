/* prompt: the line at the bottom in which something is typed, and what it is asked for. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/text.h"
#include "tui/input.h"
#include "tui/ui.h"

static const struct {
	const char *question;
	const char *hint; /* dim, at the right */
} prompts[] = {
	[PROMPT_SEARCH] = { "find", "part of a name; n finds the next" },
	[PROMPT_WEIGHT] = { "weight in % of the parent", "0 to 100" },
	[PROMPT_EXPORT] = { "export to", ".md .csv .tsv .json .txt" },
	[PROMPT_SAVE_AS] = { "save session as", "one file with all its inputs" },
	[PROMPT_MODEL] = { "write weights to", "a model file, NAME.yaml" },
	[PROMPT_COMMENT] = { "comment", "" },
	[PROMPT_VALUE] = { "value instead", "or unknown; empty: the profile's own again" },
	[PROMPT_REASON] = { "reason", "needed: it is recorded" },
	[PROMPT_SOURCE] = { "source", "needed: an address or where it is written" },
	[PROMPT_OFFER] = { "weigh also", "an offer: PROVIDER or PROVIDER/OFFER" },
	[PROMPT_SEAL] = { "least SEAL for every vendor", "0 to 4; empty: none" },
	[PROMPT_GATE] = { "every vendor must meet", "sec.iso27001 == true; empty: none" },
};

void
prompt_open(struct ui *ui, enum prompt_kind kind, const char *text)
{
	struct prompt *p = &ui->prompt;
	p->kind = kind;
	(void)snprintf(p->text, sizeof p->text, "%s", text);
	p->len = p->cursor = strlen(p->text);
	ui->message[0] = '\0';
}

/* ---- editing ---- */

static bool
is_middle(char c)
{
	return ((unsigned char)c & 0xc0u) == 0x80u;
}

static size_t
before(const struct prompt *p, size_t at)
{
	if (at)
		at--;
	while (at && is_middle(p->text[at]))
		at--;
	return at;
}

static size_t
after(const struct prompt *p, size_t at)
{
	if (at < p->len)
		at++;
	while (at < p->len && is_middle(p->text[at]))
		at++;
	return at;
}

static void
delete_between(struct prompt *p, size_t from, size_t to)
{
	memmove(p->text + from, p->text + to, p->len - to + 1);
	p->len -= to - from;
	p->cursor = from;
}

static size_t
encode(unsigned c, char out[4])
{
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	static const unsigned lead[] = { 0, 0, 0xc0, 0xe0, 0xf0 };
	for (size_t i = n; i-- > 1; c >>= 6)
		out[i] = (char)(0x80u | (c & 0x3fu));
	out[0] = (char)(lead[n] | c);
	return n;
}

void
prompt_insert(struct ui *ui, unsigned character)
{
	struct prompt *p = &ui->prompt;
	char bytes[4];
	if (character == '\r' || character == '\n' || character == '\t')
		character = ' ';
	if (character < ' ' || character == 0x7f || character >= KEY_SPECIAL)
		return;
	size_t n = encode(character, bytes);
	if (p->len + n + 1 > sizeof p->text)
		return;
	memmove(p->text + p->cursor + n, p->text + p->cursor, p->len - p->cursor + 1);
	memcpy(p->text + p->cursor, bytes, n);
	p->len += n;
	p->cursor += n;
}

static void
edit(struct ui *ui, int key)
{
	struct prompt *p = &ui->prompt;
	switch (key) {
	case KEY_LEFT:
		p->cursor = before(p, p->cursor);
		break;
	case KEY_RIGHT:
		p->cursor = after(p, p->cursor);
		break;
	case KEY_HOME:
	case 'A' & 0x1f:
		p->cursor = 0;
		break;
	case KEY_END:
	case 'E' & 0x1f:
		p->cursor = p->len;
		break;
	case KEY_BACKSPACE:
		delete_between(p, before(p, p->cursor), p->cursor);
		break;
	case KEY_DELETE:
		delete_between(p, p->cursor, after(p, p->cursor));
		break;
	case 'U' & 0x1f:
		delete_between(p, 0, p->cursor);
		break;
	case 'W' & 0x1f: {
		size_t at = p->cursor;
		while (at && p->text[at - 1] == ' ')
			at--;
		while (at && p->text[at - 1] != ' ')
			at--;
		delete_between(p, at, p->cursor);
		break;
	}
	default:
		prompt_insert(ui, (unsigned)key);
	}
}

/* ---- what was typed ---- */

static struct effect
change(enum event_kind kind, const char *target, const char *value)
{
	return (struct effect){ .kind = EFFECT_CHANGE,
		.event = kind,
		.target = target,
		.value = value,
		.reason = "",
		.sources = "" };
}

static const struct criterion *
here(const struct ui *ui)
{
	return &ui->problem->model->nodes[ui->node];
}

static struct effect
type_weight(struct ui *ui, const char *text)
{
	double percent;
	size_t len = strlen(text);
	while (len && (text[len - 1] == '%' || text[len - 1] == ' '))
		len--;
	if (!text_number(text, len, &percent) || percent < 0 || percent > 100) {
		ui_say(ui, STYLE_WEAK, "a weight is a number from 0 to 100, found \"%s\"", text);
		return (struct effect){ .kind = EFFECT_NONE };
	}
	return (struct effect){ .kind = EFFECT_SHARE, .node = ui->node, .percent = percent };
}

static struct effect
search(struct ui *ui, const char *text)
{
	(void)snprintf(ui->found, sizeof ui->found, "%s", text);
	if (*text && !ui_search(ui, text, false))
		ui_say(ui, STYLE_WEAK, "nothing has \"%s\" in its name", text);
	return (struct effect){ .kind = EFFECT_NONE };
}

static struct effect
override(struct ui *ui, const char *value, const char *reason, const char *source)
{
	const char *target = arena_printf(
		ui->scratch, "%s:%s", ui->evaluation->alternatives[ui->vendor].id, here(ui)->reads);
	struct effect e = change(EVENT_OVERRIDE, target, value);
	e.reason = reason;
	e.sources = source;
	if (!target)
		e.kind = EFFECT_NONE;
	return e;
}

/* An override is asked for in three lines: value, reason, source. */
static struct effect
override_step(struct ui *ui, enum prompt_kind kind, const char *text)
{
	struct prompt *p = &ui->prompt;
	struct value value;
	struct err e;
	switch (kind) {
	case PROMPT_VALUE:
		if (!*text)
			return override(ui, "", "", "");
		if (value_parse(here(ui)->def, text, ui->scratch, &value, &e) != ST_OK) {
			prompt_open(ui, PROMPT_VALUE, text);
			ui_say(ui, STYLE_WEAK, "%s", e.text);
			break;
		}
		memcpy(p->value, text, strlen(text) + 1);
		prompt_open(ui, PROMPT_REASON, "");
		break;
	case PROMPT_REASON:
		if (*text)
			memcpy(p->reason, text, strlen(text) + 1);
		prompt_open(ui, *text ? PROMPT_SOURCE : PROMPT_REASON, "");
		break;
	default:
		if (*text)
			return override(ui, p->value, p->reason, text);
		prompt_open(ui, PROMPT_SOURCE, "");
	}
	return (struct effect){ .kind = EFFECT_NONE };
}

static struct effect
accept(struct ui *ui)
{
	enum prompt_kind kind = ui->prompt.kind;
	const char *text = arena_strdup(ui->scratch, ui->prompt.text);
	ui->prompt.kind = PROMPT_NONE;
	if (!text)
		return (struct effect){ .kind = EFFECT_NONE };
	switch (kind) {
	case PROMPT_SEARCH:
		return search(ui, text);
	case PROMPT_WEIGHT:
		return type_weight(ui, text);
	case PROMPT_EXPORT:
		return (struct effect){ .kind = EFFECT_EXPORT, .value = text };
	case PROMPT_SAVE_AS:
		return (struct effect){ .kind = EFFECT_SAVE_AS, .value = text };
	case PROMPT_MODEL:
		return (struct effect){ .kind = EFFECT_WRITE_MODEL, .value = text };
	case PROMPT_COMMENT:
		return change(EVENT_COMMENT, here(ui)->id, text);
	case PROMPT_OFFER:
		return change(EVENT_PROVIDER, text, "in");
	case PROMPT_GATE:
		return change(EVENT_GATE, "own", text);
	case PROMPT_SEAL:
		return framework_minimum(ui, text);
	case PROMPT_VALUE:
	case PROMPT_REASON:
	case PROMPT_SOURCE:
		return override_step(ui, kind, text);
	default:
		return (struct effect){ .kind = EFFECT_NONE };
	}
}

struct effect
prompt_key(struct ui *ui, int key)
{
	switch (key) {
	case KEY_ENTER:
		return accept(ui);
	case KEY_ESCAPE:
		ui->prompt.kind = PROMPT_NONE;
		break;
	default:
		edit(ui, key);
	}
	return (struct effect){ .kind = EFFECT_NONE };
}

/* ---- drawing ---- */

void
prompt_view(const struct ui *ui, struct frame *f, int row)
{
	struct surface *s = &f->surface;
	const struct prompt *p = &ui->prompt;
	int col = 1 + surface_text(s, row, 1, s->cols / 2, STYLE_ACCENT, prompts[p->kind].question);
	col += 1 + surface_text(s, row, col, -1, STYLE_ACCENT, ":");
	/* The text slides left so that its cursor stays on the screen. */
	size_t from = 0;
	char part[PROMPT_BYTES];
	int room = s->cols - col - 1, at;
	for (;;) {
		(void)snprintf(part, sizeof part, "%.*s", (int)(p->cursor - from), p->text + from);
		at = surface_width(part);
		if (at < room || from >= p->cursor)
			break;
		from = after(p, from);
	}
	int used = surface_text(s, row, col, room, STYLE_TEXT, p->text + from);
	const char *hint = prompts[p->kind].hint;
	if (col + used + 2 + surface_width(hint) < s->cols)
		(void)surface_right(s, row, s->cols - 1, s->cols, STYLE_DIM, hint);
	f->cursor_row = row;
	f->cursor_col = col + at;
}
