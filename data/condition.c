/* condition: a recursive-descent parser; every check that needs no profile is made here. */
#include "data/condition.h"

#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "data/text.h"
#include "data/value.h"

enum { LONGEST_TEXT = 4096, DEEPEST_NESTING = 32 };

enum token_kind {
	TOKEN_END,
	TOKEN_WORD,   /* an id, a number, a word, a keyword */
	TOKEN_QUOTED, /* start and len without the quotes */
	TOKEN_OPERATOR,
	TOKEN_MARK, /* ( ) [ ] , */
	TOKEN_BAD
};

struct token {
	enum token_kind kind;
	const char *start;
	size_t len;
	enum condition_op op; /* TOKEN_OPERATOR */
};

struct parser {
	const char *text;
	const struct dictionary *dictionary;
	struct arena *arena;
	struct token token; /* the one to be read next */
	unsigned depth;
	unsigned *column;
	struct err *err;
};

/* What the left side of a comparison names. */
struct subject {
	const struct fact_def *def; /* a fact, or */
	const char *mark;           /* a mark, or */
	const struct framework_criterion *criterion;
	const struct framework *framework; /* a SEAL of this */
	const struct objective *objective;
};

/* ---- tokens ---- */

static bool
is_word_char(char c)
{
	return c == '+' || c == '%' || (unsigned char)c >= 0x80 || id_valid(&c, 1);
}

static const struct {
	const char *sign;
	enum condition_op op;
} operators[] = {
	/* The longer ones first, so that "<=" is not read as "<". */
	{ "==", COND_EQ },
	{ "!=", COND_NE },
	{ "<=", COND_LE },
	{ ">=", COND_GE },
	{ "<", COND_LT },
	{ ">", COND_GT },
};

static struct token
read_operator(const char *s)
{
	for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
		if (str_starts(s, operators[i].sign))
			return (struct token){ TOKEN_OPERATOR, s, strlen(operators[i].sign),
				operators[i].op };
	return (struct token){ .kind = TOKEN_BAD, .start = s, .len = 1 };
}

static struct token
read_token(const char *s)
{
	s += strspn(s, " \t\r\n");
	if (*s == '\0')
		return (struct token){ .kind = TOKEN_END, .start = s };
	if (strchr("()[],", *s))
		return (struct token){ .kind = TOKEN_MARK, .start = s, .len = 1 };
	if (*s == '"') {
		size_t len = strcspn(s + 1, "\"");
		if (!s[1 + len])
			return (struct token){ .kind = TOKEN_BAD, .start = s, .len = 1 + len };
		return (struct token){ .kind = TOKEN_QUOTED, .start = s + 1, .len = len };
	}
	size_t len = 0;
	while (s[len] && is_word_char(s[len]))
		len++;
	return len ? (struct token){ .kind = TOKEN_WORD, .start = s, .len = len }
		   : read_operator(s);
}

static void
advance(struct parser *p)
{
	const struct token *t = &p->token;
	p->token = read_token(t->start + t->len + (t->kind == TOKEN_QUOTED));
}

static bool
token_is(const struct token *t, const char *word)
{
	return (t->kind == TOKEN_WORD || t->kind == TOKEN_MARK) && t->len == strlen(word) &&
		memcmp(t->start, word, t->len) == 0;
}

static bool
accept(struct parser *p, const char *word)
{
	if (!token_is(&p->token, word))
		return false;
	advance(p);
	return true;
}

static bool
is_keyword(const struct token *t)
{
	return token_is(t, "and") || token_is(t, "or") || token_is(t, "not") || token_is(t, "in");
}

/* ---- errors ---- */

/* Columns count characters, as an editor does. */
static unsigned
column_of(const struct parser *p, const struct token *t)
{
	const char *from = t->kind == TOKEN_QUOTED ? t->start - 1 : t->start;
	unsigned column = 1;
	for (const char *s = p->text; s < from; s++)
		column += ((unsigned char)*s & 0xc0) != 0x80;
	return column;
}

static enum status fail(struct parser *, const struct token *, enum status, const char *, ...)
	PRINTF_LIKE(4, 5);

static enum status
fail(struct parser *p, const struct token *at, enum status st, const char *fmt, ...)
{
	char text[768];
	va_list ap;
	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	unsigned column = column_of(p, at);
	if (p->column)
		*p->column = column;
	return err_set(p->err, st, "column %u: %s", column, text);
}

static enum status
no_memory(struct parser *p)
{
	return err_set(p->err, ST_NOMEM, "%s", status_text(ST_NOMEM));
}

/* The token as a person may see it: cut, and harmless on a terminal. */
static const char *
show_token(const struct token *t, char *buf, size_t size)
{
	char raw[80];
	if (t->kind == TOKEN_END)
		return "the end";
	(void)snprintf(raw, sizeof raw, "%.*s", (int)t->len, t->start);
	char visible[160];
	text_visible(raw, visible, sizeof visible);
	(void)snprintf(buf, size, t->kind == TOKEN_QUOTED ? "\"%s\"" : "'%s'", visible);
	return buf;
}

static enum status
unexpected(struct parser *p, const struct token *at, enum status st, const char *expected)
{
	char found[200];
	if (at->kind == TOKEN_BAD && *at->start == '"')
		return fail(p, at, ST_SYNTAX, "a quote is not closed");
	return fail(
		p, at, st, "expected %s, found %s", expected, show_token(at, found, sizeof found));
}

/* ---- literals ---- */

/* A rung of a mark or a level of a SEAL: a whole number within bounds. */
static enum status
whole_literal(
	struct parser *p, const struct subject *of, const struct token *t, struct literal *out)
{
	char expected[96];
	double least = of->mark ? 1 : 0;
	double most = of->criterion ? (double)of->criterion->n_rungs
		: of->framework     ? (double)of->framework->n_seals - 1
				    : MOST_RUNGS;
	if (t->kind == TOKEN_WORD && text_number(t->start, t->len, &out->number) &&
		out->number >= least && out->number <= most && out->number == floor(out->number))
		return ST_OK;
	(void)snprintf(expected, sizeof expected, "%s (a whole number from %.0f to %.0f)",
		of->mark ? "a rung of the mark" : "a level", least, most);
	return unexpected(p, t, ST_INVALID, expected);
}

static enum status
wrong_literal(struct parser *p, const struct fact_def *def, const struct token *t, const char *text)
{
	char expected[400], found[200];
	value_expected(def, expected, sizeof expected);
	show_token(t, found, sizeof found);
	if (def->type == FACT_COUNTRY && dictionary_group(p->dictionary, text))
		return fail(p, t, ST_INVALID,
			"expected %s, found %s; a group of countries is asked with 'in'", expected,
			found);
	const char *near = text_nearest(text, def->words.items, def->words.n);
	if (near)
		return fail(p, t, ST_INVALID, "expected %s, found %s; did you mean '%s'?", expected,
			found, near);
	return fail(p, t, ST_INVALID, "expected %s, found %s", expected, found);
}

/* Text may stand in quotes, or must when it has blanks; numbers and booleans never do. */
static bool
may_be_quoted(const struct fact_def *def)
{
	return def->type == FACT_WORD || def->type == FACT_COUNTRY || def->type == FACT_TEXT;
}

static enum status
fact_literal(
	struct parser *p, const struct fact_def *def, const struct token *t, struct literal *out)
{
	char *text = arena_strndup(p->arena, t->start, t->len);
	if (!text)
		return no_memory(p);
	struct value v;
	enum status st = ST_INVALID;
	bool is_group = def->type == FACT_COUNTRY && dictionary_group(p->dictionary, text);
	if (!is_group && (t->kind == TOKEN_WORD || may_be_quoted(def)))
		st = value_parse(def, text, p->arena, &v, NULL);
	if (st == ST_NOMEM)
		return no_memory(p);
	if (st != ST_OK || v.kind == VALUE_UNKNOWN)
		return wrong_literal(p, def, t, text);
	out->text = v.text;
	out->is_word = v.kind == VALUE_WORD;
	out->boolean = v.kind == VALUE_BOOLEAN && v.boolean;
	if (v.kind == VALUE_NUMBER)
		out->number = v.number;
	if (v.kind == VALUE_DATE)
		out->number = (double)date_first_day(v.text);
	return ST_OK;
}

static enum status
literal(struct parser *p, const struct subject *of, struct literal *out)
{
	struct token t = p->token;
	if ((t.kind != TOKEN_WORD && t.kind != TOKEN_QUOTED) || is_keyword(&t))
		return unexpected(p, &t, ST_SYNTAX, "a value to compare with");
	out->text = arena_strndup(p->arena, t.start, t.len);
	if (!out->text)
		return no_memory(p);
	enum status st =
		of->def ? fact_literal(p, of->def, &t, out) : whole_literal(p, of, &t, out);
	if (st == ST_OK)
		advance(p);
	return st;
}

/* ---- comparisons ---- */

/* "SOV-1.1": capitals, a hyphen, digits, a point, digits: meant as a mark, known or not. */
static bool
is_mark_id(const char *s)
{
	static const char capitals[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", digits[] = "0123456789";
	size_t n = strspn(s, capitals);
	if (n == 0 || s[n] != '-')
		return false;
	s += n + 1;
	n = strspn(s, digits);
	if (n == 0 || s[n] != '.')
		return false;
	s += n + 1;
	n = strspn(s, digits);
	return n > 0 && s[n] == '\0';
}

static enum status
no_such(struct parser *p, const struct token *t, const char *what, const char *id,
	const char *const *known, size_t n)
{
	char found[200];
	show_token(t, found, sizeof found);
	const char *near = text_nearest(id, known, n);
	if (near)
		return fail(p, t, ST_INVALID, "there is no %s %s; did you mean '%s'?", what, found,
			near);
	return fail(p, t, ST_INVALID, "there is no %s %s", what, found);
}

/* "SOV-1.1": with no framework at hand any mark will do, and none of its rungs is known. */
static enum status
mark_subject(struct parser *p, const struct token *t, const char *id, struct subject *out)
{
	const struct dictionary *d = p->dictionary;
	out->mark = id;
	out->criterion = framework_criterion_find(d, id, NULL);
	if (out->criterion || !d->n_frameworks)
		return ST_OK;
	return no_such(p, t, "mark", id, d->mark_ids, d->n_mark_ids);
}

/* "ID.seal" of every framework and objective, for suggestions; NULL without memory. */
static const char *const *
seal_ids(const struct parser *p, size_t *n)
{
	const struct dictionary *d = p->dictionary;
	size_t most = d->n_frameworks;
	for (size_t i = 0; i < d->n_frameworks; i++)
		most += d->frameworks[i]->n_objectives;
	const char **ids = arena_array(p->arena, most, sizeof *ids);
	*n = 0;
	for (size_t i = 0; ids && i < d->n_frameworks; i++) {
		const struct framework *f = d->frameworks[i];
		ids[(*n)++] = arena_printf(p->arena, "%s.seal", f->id);
		for (size_t k = 0; k < f->n_objectives; k++)
			ids[(*n)++] = arena_printf(p->arena, "%s.seal", f->objectives[k].id);
	}
	for (size_t i = 0; i < *n; i++)
		if (!ids[i])
			return NULL;
	return ids;
}

/* "SOV-5.seal" or "ec-csf.seal": `id` is what stands before the ending. */
static enum status
seal_subject(struct parser *p, const struct token *t, const char *id, struct subject *out)
{
	const struct dictionary *d = p->dictionary;
	out->framework = framework_find(d, id);
	if (!out->framework)
		out->objective = framework_objective_find(d, id, &out->framework);
	if (out->framework)
		return ST_OK;
	size_t n;
	const char *const *known = seal_ids(p, &n);
	const char *written = arena_printf(p->arena, "%s.seal", id);
	if (!known || !written)
		return no_memory(p);
	if (!n || text_nearest(written, known, n))
		return no_such(p, t, "objective or framework", written, known, n);
	const struct framework *f = d->frameworks[0];
	char found[200];
	return fail(p, t, ST_INVALID,
		"there is no objective or framework %s; %s has %s to %s, as in %s",
		show_token(t, found, sizeof found), f->id, f->objectives[0].id,
		f->objectives[f->n_objectives - 1].id, known[1]);
}

static enum status
fact_subject(struct parser *p, const struct token *t, const char *id, struct subject *out)
{
	out->def = dictionary_find(p->dictionary, id);
	if (!out->def)
		return no_such(p, t, "fact", id, p->dictionary->ids, p->dictionary->n);
	if (out->def->type == FACT_LIST)
		return fail(p, t, ST_INVALID, "'%s' is a list, which no condition can compare", id);
	return ST_OK;
}

static enum status
subject(struct parser *p, struct subject *out)
{
	static const char ending[] = ".seal";
	struct token t = p->token;
	*out = (struct subject){ .def = NULL };
	if (t.kind != TOKEN_WORD || is_keyword(&t))
		return unexpected(p, &t, ST_SYNTAX, "the id of a fact");
	char *id = arena_strndup(p->arena, t.start, t.len);
	if (!id)
		return no_memory(p);
	enum status st;
	size_t n = t.len, m = sizeof ending - 1;
	if (dictionary_find(p->dictionary, id)) {
		st = fact_subject(p, &t, id, out);
	} else if (n > m && str_eq(id + n - m, ending)) {
		id[n - m] = '\0';
		st = seal_subject(p, &t, id, out);
	} else if (is_mark_id(id) || framework_criterion_find(p->dictionary, id, NULL)) {
		st = mark_subject(p, &t, id, out);
	} else {
		st = fact_subject(p, &t, id, out);
	}
	if (st == ST_OK)
		advance(p);
	return st;
}

static bool
is_ordering(enum condition_op op)
{
	return op == COND_LT || op == COND_LE || op == COND_GT || op == COND_GE;
}

static bool
is_ordered(const struct subject *s)
{
	return !s->def || s->def->type == FACT_NUMBER || s->def->type == FACT_DATE;
}

static enum status
compare(struct parser *p, const struct subject *of, struct condition *c)
{
	struct token t = p->token;
	c->op = t.op;
	if (is_ordering(t.op) && !is_ordered(of))
		return unexpected(p, &t, ST_INVALID, "'==', '!=' or 'in': this fact has no order");
	advance(p);
	struct literal *only = arena_alloc(p->arena, sizeof *only);
	if (!only)
		return no_memory(p);
	c->literals = only;
	c->n_literals = 1;
	struct token value = p->token;
	enum status st = literal(p, of, only);
	if (st == ST_OK && is_ordering(t.op) && only->is_word)
		return unexpected(p, &value, ST_INVALID, "a number to compare with");
	return st;
}

static enum status
one_of_list(struct parser *p, const struct subject *of, struct condition *c)
{
	size_t most = 1;
	for (const char *s = p->token.start; *s; s++)
		most += *s == ',';
	struct literal *list = arena_array(p->arena, most, sizeof *list);
	if (!list)
		return no_memory(p);
	c->literals = list;
	do {
		enum status st = literal(p, of, &list[c->n_literals]);
		if (st != ST_OK)
			return st;
		c->n_literals++;
	} while (accept(p, ","));
	if (!accept(p, "]"))
		return unexpected(p, &p->token, ST_SYNTAX, "',' or ']'");
	return ST_OK;
}

static enum status
one_of_group(struct parser *p, const struct subject *of, struct condition *c)
{
	struct token t = p->token;
	if (t.kind != TOKEN_WORD || is_keyword(&t) || !of->def || of->def->type != FACT_COUNTRY)
		return unexpected(p, &t, ST_SYNTAX,
			of->def && of->def->type == FACT_COUNTRY ? "'[' or a group of countries"
								 : "'['");
	char *id = arena_strndup(p->arena, t.start, t.len);
	if (!id)
		return no_memory(p);
	c->group = dictionary_group(p->dictionary, id);
	if (!c->group)
		return unexpected(p, &t, ST_INVALID, "'[' or a group of countries");
	advance(p);
	return ST_OK;
}

static enum status
comparison(struct parser *p, const struct condition **out)
{
	struct subject of;
	enum status st = subject(p, &of);
	if (st != ST_OK)
		return st;
	struct condition *c = arena_alloc(p->arena, sizeof *c);
	if (!c)
		return no_memory(p);
	*c = (struct condition){
		.op = COND_IN,
		.def = of.def,
		.mark = of.mark,
		.criterion = of.criterion,
		.framework = of.framework,
		.objective = of.objective,
	};
	*out = c;
	if (p->token.kind == TOKEN_OPERATOR)
		return compare(p, &of, c);
	if (!accept(p, "in"))
		return unexpected(p, &p->token, ST_SYNTAX, "==, !=, <, <=, >, >= or 'in'");
	return accept(p, "[") ? one_of_list(p, &of, c) : one_of_group(p, &of, c);
}

/* ---- and, or, not ---- */

static enum status
join(struct parser *p, enum condition_op op, const struct condition *a, const struct condition *b,
	const struct condition **out)
{
	struct condition *c = arena_alloc(p->arena, sizeof *c);
	if (!c)
		return no_memory(p);
	*c = (struct condition){ .op = op, .kids = { a, b } };
	*out = c;
	return ST_OK;
}

static enum status any_of(struct parser *, const struct condition **);

static enum status
term(struct parser *p, const struct condition **out)
{
	struct token t = p->token;
	if (!token_is(&t, "not") && !token_is(&t, "("))
		return comparison(p, out);
	if (++p->depth > DEEPEST_NESTING)
		return fail(p, &t, ST_LIMIT, "nested deeper than %d", DEEPEST_NESTING);
	advance(p);
	enum status st;
	if (token_is(&t, "not")) {
		const struct condition *kid = NULL;
		st = term(p, &kid);
		if (st == ST_OK)
			st = join(p, COND_NOT, kid, NULL, out);
	} else {
		st = any_of(p, out);
		if (st == ST_OK && !accept(p, ")"))
			st = unexpected(p, &p->token, ST_SYNTAX, "'and', 'or' or ')'");
	}
	p->depth--;
	return st;
}

static enum status
all_of(struct parser *p, const struct condition **out)
{
	enum status st = term(p, out);
	while (st == ST_OK && accept(p, "and")) {
		const struct condition *right = NULL;
		st = term(p, &right);
		if (st == ST_OK)
			st = join(p, COND_AND, *out, right, out);
	}
	return st;
}

static enum status
any_of(struct parser *p, const struct condition **out)
{
	enum status st = all_of(p, out);
	while (st == ST_OK && accept(p, "or")) {
		const struct condition *right = NULL;
		st = all_of(p, &right);
		if (st == ST_OK)
			st = join(p, COND_OR, *out, right, out);
	}
	return st;
}

enum status
condition_parse(const char *text, const struct dictionary *dictionary, struct arena *arena,
	const struct condition **out, unsigned *column, struct err *e)
{
	struct parser p = {
		.text = text, .dictionary = dictionary, .arena = arena, .column = column, .err = e
	};
	if (strlen(text) > LONGEST_TEXT) {
		p.token = (struct token){ .start = text };
		return fail(&p, &p.token, ST_LIMIT, "longer than %d bytes", LONGEST_TEXT);
	}
	p.token = read_token(text);
	const struct condition *c = NULL;
	enum status st = any_of(&p, &c);
	if (st == ST_OK && p.token.kind != TOKEN_END)
		st = unexpected(&p, &p.token, ST_SYNTAX, "'and', 'or' or the end");
	if (st == ST_OK)
		*out = c;
	return st;
}
