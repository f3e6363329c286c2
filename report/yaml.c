/* yaml: quoting, and a model written flat. */
#include "report/yaml.h"

#include <string.h>

#include "data/text.h"
#include "report/text_stream.h"
#include "report/writers.h"

enum { COMMENT_WIDTH = 96 };

/* Anything that could hide, break a line or act on a terminal is escaped by its number. */
static size_t
put_one(FILE *out, const char *s, size_t len)
{
	unsigned c = 0;
	size_t n = text_decode(s, len, &c);
	char one[8] = { 0 };
	memcpy(one, s, n ? n : 1);
	if (*s == '"' || *s == '\\')
		fprintf(out, "\\%c", *s);
	else if (*s == '\n')
		fputs("\\n", out);
	else if (*s == '\t')
		fputs("\\t", out);
	else if (n && text_is_plain(one))
		fputs(one, out);
	else if (c < 0x100)
		fprintf(out, "\\x%02x", n ? c : (unsigned)(unsigned char)*s);
	else
		fprintf(out, c < 0x10000 ? "\\u%04x" : "\\U%08x", c);
	return n ? n : 1;
}

void
yaml_text(FILE *out, const char *s)
{
	size_t len = strlen(s);
	putc('"', out);
	for (size_t i = 0; i < len;)
		i += put_one(out, s + i, len - i);
	putc('"', out);
}

void
yaml_label(FILE *out, const struct label *label)
{
	if (str_eq(label->by[LANG_EN], label->by[LANG_FR])) {
		yaml_text(out, label->by[LANG_EN]);
		return;
	}
	fputs("{en: ", out);
	yaml_text(out, label->by[LANG_EN]);
	fputs(", fr: ", out);
	yaml_text(out, label->by[LANG_FR]);
	putc('}', out);
}

void
yaml_comment(FILE *out, int indent, const char *text)
{
	size_t room = COMMENT_WIDTH - (size_t)indent - 2;
	while (*text) {
		size_t n = text_cut(text, room);
		size_t cut = n;
		while (text[n] && cut > 0 && text[cut] != ' ')
			cut--;
		n = cut ? cut : n ? n : 1;
		fprintf(out, "%*s# %.*s\n", indent, "", (int)n, text);
		text += n;
		text += strspn(text, " ");
	}
}

/* ---- a model --------------------------------------------------------------------------------- */

static void
put_text_key(FILE *out, int indent, const char *key, const char *text)
{
	if (!text)
		return;
	fprintf(out, "%*s%s: ", indent, "", key);
	yaml_text(out, text);
	putc('\n', out);
}

static void
put_label_key(FILE *out, int indent, const char *key, const struct label *label)
{
	if (!label->by[LANG_EN])
		return;
	fprintf(out, "%*s%s: ", indent, "", key);
	yaml_label(out, label);
	putc('\n', out);
}

static void
put_number(FILE *out, double x)
{
	char buf[32];
	fputs(number_text(x, buf, sizeof buf), out);
}

/* linear and log have two anchors with names, the others a list of pairs. */
static void
put_anchors(FILE *out, const struct value_function *f)
{
	if (f->kind == FUNCTION_LINEAR || f->kind == FUNCTION_LOG) {
		fputs("{zero: ", out);
		put_number(out, f->anchors[0].x);
		fputs(", full: ", out);
		put_number(out, f->anchors[1].x);
		putc('}', out);
		return;
	}
	putc('[', out);
	for (size_t i = 0; i < f->n_anchors; i++) {
		fputs(i ? ", [" : "[", out);
		put_number(out, f->anchors[i].x);
		fputs(", ", out);
		put_number(out, f->anchors[i].points);
		putc(']', out);
	}
	putc(']', out);
}

static void
put_words(FILE *out, const struct value_function *f)
{
	putc('{', out);
	for (size_t i = 0; i < f->n_words; i++) {
		fputs(i ? ", " : "", out);
		if (id_valid(f->words[i].word, strlen(f->words[i].word)))
			fputs(f->words[i].word, out);
		else
			yaml_text(out, f->words[i].word);
		fputs(": ", out);
		put_number(out, f->words[i].points);
	}
	if (f->has_other) {
		fputs(f->n_words ? ", other: " : "other: ", out);
		put_number(out, f->other);
	}
	putc('}', out);
}

static void
put_function(FILE *out, const struct criterion *c)
{
	static const char *const kinds[] = { "linear", "piecewise", "step", "log", "words",
		"boolean", "count" };
	const struct value_function *f = &c->value;
	fprintf(out, "{%s: ", kinds[f->kind]);
	if (f->kind == FUNCTION_WORDS || f->kind == FUNCTION_BOOLEAN)
		put_words(out, f);
	else
		put_anchors(out, f);
	if (f->has_word) {
		fprintf(out, ", word: {%s: ", c->def && c->def->or_word ? c->def->or_word : "word");
		put_number(out, f->word_points);
		putc('}', out);
	}
	if (f->why) {
		fputs(", why: ", out);
		yaml_text(out, f->why);
	}
	fputs("}\n", out);
}

static void
put_overlaps(FILE *out, const struct criterion *c, int indent)
{
	if (!c->overlaps.n)
		return;
	fprintf(out, "%*soverlaps: [", indent, "");
	for (size_t i = 0; i < c->overlaps.n; i++)
		fprintf(out, "%s%s", i ? ", " : "", c->overlaps.items[i]);
	fputs("]\n", out);
}

static void
put_leaf(FILE *out, const struct criterion *c, int indent)
{
	static const char *const kinds[] = { "", "fact", "mark", "cost", "evaluator" };
	if (c->kind == LEAF_NONE)
		return;
	fprintf(out, "%*s%s: %s\n", indent, "", kinds[c->kind], c->reads);
	if (!c->value.of_framework) {
		fprintf(out, "%*svalue: ", indent, "");
		put_function(out, c);
	}
	put_overlaps(out, c, indent);
}

/* The children of a node and all below; the reader bounds the depth of a tree. */
static void
put_children(FILE *out, const struct model *m, size_t node, int indent)
{
	const struct criterion *parent = &m->nodes[node];
	if (!parent->n_children)
		return;
	fprintf(out, "%*scriteria:\n", indent, "");
	for (size_t i = 0; i < parent->n_children; i++) {
		const struct criterion *c = &m->nodes[parent->children[i]];
		fprintf(out, "%*s%s:\n", indent + 2, "", c->id);
		put_label_key(out, indent + 4, "name", &c->name);
		fprintf(out, "%*sweight: %s\n", indent + 4, "",
			c->weight_text ? c->weight_text : "1");
		put_text_key(out, indent + 4, "why", c->why);
		put_leaf(out, c, indent + 4);
		put_children(out, m, c->index, indent + 4);
	}
}

static void
put_sources(FILE *out, const struct model *m)
{
	fputs(m->n_sources ? "sources:\n" : "", out);
	for (size_t i = 0; i < m->n_sources; i++) {
		const struct source *s = &m->sources[i];
		fprintf(out, "  %s: {title: ", s->id);
		yaml_text(out, s->title);
		fputs(", publisher: ", out);
		yaml_text(out, s->publisher);
		fputs(", url: ", out);
		yaml_text(out, s->url);
		if (s->date)
			fprintf(out, ", date: %s", s->date);
		fputs("}\n", out);
	}
}

static void
put_gates(FILE *out, const struct model *m)
{
	fputs(m->n_gates ? "gates:\n" : "", out);
	for (size_t i = 0; i < m->n_gates; i++) {
		const struct gate *g = &m->gates[i];
		fprintf(out, "  %s:\n", g->id);
		put_text_key(out, 4, "when", g->when);
		put_label_key(out, 4, "name", &g->name);
		put_text_key(out, 4, "why", g->why);
	}
}

static void
put_model(FILE *out, const struct model *m)
{
	fprintf(out, "bascule: model/1\nid: %s\n", m->id);
	put_label_key(out, 0, "name", &m->name);
	put_label_key(out, 0, "note", &m->note);
	fprintf(out, "unknown: %s\nlow_confidence: %s\nopen_counts_as: %s\n",
		unknown_rule_words[m->unknown],
		m->low_confidence_as_unknown ? "as_unknown" : "as_stated",
		m->open_counts_as_fail ? "fail" : "open");
	if (m->reference_date)
		fprintf(out, "reference_date: %s\n", m->reference_date);
	if (m->max_age_months)
		fprintf(out, "max_age_months: %d\n", m->max_age_months);
	put_sources(out, m);
	put_children(out, m, 0, 0);
	put_gates(out, m);
}

const char *
yaml_model(const struct model *m, struct arena *arena)
{
	struct text_stream s;
	if (!text_stream_open(&s))
		return NULL;
	put_model(s.out, m);
	return text_stream_keep(&s, arena);
}
