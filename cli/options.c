/* options: reads a command line by the table, with getopt_long. */
#include "cli/options.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "data/text.h"

const struct option_info option_table[OPT_COUNT] = {
#define X(id, letter, name, value, takes, choices, scope, sentence) \
	{ letter, name, value, takes, choices, scope, sentence },
	OPTIONS(X)
#undef X
};

enum { FIRST_LONG = 256 }; /* getopt's value of option 0; letters are below */

static enum status
no_memory(struct err *e)
{
	return err_set(e, ST_NOMEM, "%s", status_text(ST_NOMEM));
}

enum status
split_words(const char *text, char separator, struct arena *arena, struct strings *out)
{
	const char **items = arena_array(arena, strlen(text) / 2 + 1, sizeof *items);
	size_t n = 0;
	if (!items)
		return ST_NOMEM;
	while (*text) {
		const char *end = strchr(text, separator);
		size_t len = end ? (size_t)(end - text) : strlen(text);
		if (len && !(items[n++] = arena_strndup(arena, text, len)))
			return ST_NOMEM;
		text += len + (end != NULL);
	}
	*out = (struct strings){ items, n };
	return ST_OK;
}

/* ---- one value ------------------------------------------------------------------------------- */

static enum status
check_choice(const struct option_info *o, const char *value, struct arena *arena, struct err *e)
{
	struct strings choices;
	if (split_words(o->choices, ' ', arena, &choices) != ST_OK)
		return no_memory(e);
	for (size_t i = 0; i < choices.n; i++)
		if (str_eq(choices.items[i], value))
			return ST_OK;
	const char *near = text_nearest(value, choices.items, choices.n);
	if (near)
		return err_set(e, ST_USAGE, "--%s '%s': did you mean '%s'? (one of %s)", o->name,
			value, near, o->choices);
	return err_set(e, ST_USAGE, "--%s '%s': expected one of %s", o->name, value, o->choices);
}

static bool
is_count(const char *s)
{
	size_t len = strlen(s);
	return (len == 1 || len == 2) && strspn(s, "0123456789") == len;
}

static enum status
check_value(const struct option_info *o, const char *value, struct arena *arena, struct err *e)
{
	if (o->takes == TAKES_NOTHING)
		return ST_OK;
	if (!*value)
		return err_set(
			e, ST_USAGE, "--%s needs a value (%s), found nothing", o->name, o->value);
	if (o->takes == TAKES_COUNT && !is_count(value))
		return err_set(e, ST_USAGE, "--%s '%s': expected a whole number from 0 to 99",
			o->name, value);
	return o->takes == TAKES_CHOICE ? check_choice(o, value, arena, e) : ST_OK;
}

/* ---- the whole line -------------------------------------------------------------------------- */

/* Tables for getopt: every option by its name; letters in a string. */
static bool
make_tables(struct arena *arena, struct option **names, char **letters)
{
	*names = arena_array(arena, OPT_COUNT + 1, sizeof **names);
	*letters = arena_alloc(arena, OPT_COUNT * 2 + 3);
	if (!*names || !*letters)
		return false;
	/* "-": words in their place, whatever POSIXLY_CORRECT says; ":": we speak, not getopt. */
	size_t k = 0;
	(*letters)[k++] = '-';
	(*letters)[k++] = ':';
	for (int i = 0; i < OPT_COUNT; i++) {
		const struct option_info *o = &option_table[i];
		int has = o->value ? required_argument : no_argument;
		(*names)[i] = (struct option){ o->name, has, NULL, FIRST_LONG + i };
		if (!o->letter)
			continue;
		(*letters)[k++] = o->letter;
		if (o->value)
			(*letters)[k++] = ':';
	}
	return true;
}

/* The option that getopt's value stands for, or -1. */
static int
find_option(int value)
{
	if (value >= FIRST_LONG)
		return value - FIRST_LONG;
	for (int i = 0; i < OPT_COUNT; i++)
		if (value && option_table[i].letter == value)
			return i;
	return -1;
}

/* What getopt did not understand. `arg` is the word that it stopped at. */
static enum status
refuse(const char *arg, int bad, struct err *e)
{
	const char *names[OPT_COUNT];
	for (int i = 0; i < OPT_COUNT; i++)
		names[i] = option_table[i].name;
	if (find_option(bad) >= 0)
		return err_set(
			e, ST_USAGE, "--%s takes no value", option_table[find_option(bad)].name);
	if (bad)
		return err_set(e, ST_USAGE, "unknown option '-%c'", bad);
	char name[64];
	size_t len = strcspn(arg, "=");
	if (len >= sizeof name)
		len = sizeof name - 1;
	memcpy(name, arg, len);
	name[len] = '\0';
	const char *near = text_nearest(name + strspn(name, "-"), names, OPT_COUNT);
	if (near)
		return err_set(
			e, ST_USAGE, "unknown option '%s'; did you mean '--%s'?", name, near);
	return err_set(e, ST_USAGE, "unknown option '%s'", name);
}

/* A command line while it is read: as many places as there are words, so that none grows. */
struct reading {
	struct arena *arena;
	struct options *out;
	const char **words;
	const char **given[OPT_COUNT];
	size_t most;
};

static enum status
take_value(struct reading *r, int id, const char *value, struct err *e)
{
	enum status st = check_value(&option_table[id], value, r->arena, e);
	if (st != ST_OK)
		return st;
	struct strings *list = &r->out->given[id];
	if (!r->given[id]) {
		r->given[id] = arena_array(r->arena, r->most, sizeof *r->given[id]);
		list->items = r->given[id];
	}
	if (!r->given[id])
		return no_memory(e);
	r->given[id][list->n++] = value;
	return ST_OK;
}

/* What getopt gave; c is its value. */
static enum status
take(struct reading *r, int c, char **argv, struct err *e)
{
	const struct option_info *o;
	switch (c) {
	case 1:
		r->words[r->out->words.n++] = optarg;
		return ST_OK;
	case '?':
		return refuse(argv[optind - 1], optopt, e);
	case ':':
		o = &option_table[find_option(optopt)];
		return err_set(e, ST_USAGE, "--%s needs a value (%s)", o->name, o->value);
	default:
		return take_value(r, find_option(c), optarg ? optarg : "", e);
	}
}

enum status
options_parse(int argc, char **argv, struct arena *arena, struct options *out, struct err *e)
{
	struct reading r = { .arena = arena, .out = out, .most = (size_t)argc + 1 };
	struct option *names;
	char *letters;
	memset(out, 0, sizeof *out);
	r.words = arena_array(arena, r.most, sizeof *r.words);
	out->words.items = r.words;
	if (!r.words || !make_tables(arena, &names, &letters))
		return no_memory(e);
	opterr = 0;
	optind = 0; /* GNU: begin anew, also in a second call */
	for (int c; (c = getopt_long(argc, argv, letters, names, NULL)) != -1;) {
		enum status st = take(&r, c, argv, e);
		if (st != ST_OK)
			return st;
	}
	while (optind < argc)
		r.words[out->words.n++] = argv[optind++];
	return ST_OK;
}

/* ---- asking ---------------------------------------------------------------------------------- */

enum status
options_check_scope(const struct options *o, unsigned scope, const char *command, struct err *e)
{
	for (int i = 0; i < OPT_COUNT; i++) {
		const struct option_info *info = &option_table[i];
		if (o->given[i].n && info->scope && !(info->scope & scope))
			return err_set(e, ST_USAGE, "%s takes no --%s", command, info->name);
	}
	return ST_OK;
}

bool
option_is_on(const struct options *o, enum opt id)
{
	return o->given[id].n > 0;
}

const char *
option_text(const struct options *o, enum opt id)
{
	return o->given[id].n ? o->given[id].items[o->given[id].n - 1] : NULL;
}

size_t
option_number(const struct options *o, enum opt id, size_t otherwise)
{
	const char *text = option_text(o, id);
	return text ? strtoul(text, NULL, 10) : otherwise;
}
