/* function_read: `value:` of a leaf, a value function with its anchors. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "data/country.h"
#include "data/model_int.h"
#include "data/text.h"

enum { N_KINDS = FUNCTION_COUNT + 1 };

static const char *const kind_words[N_KINDS] = { "linear", "piecewise", "step", "log", "words",
	"boolean", "count" };

/* `value:` as the file has it: one of the kinds, each still a node. */
struct raw_value {
	const struct node *kinds[N_KINDS];
	const struct node *word;
	const char *why;
};

static void
keep_node(struct reader *r, const struct field *f, const struct node *node, void *record)
{
	(void)r;
	memcpy((char *)record + f->offset, &node, sizeof(const struct node *));
}

#define ENDS_JSON \
	"{\"type\": \"object\", \"required\": [\"zero\", \"full\"], \"additionalProperties\": " \
	"false, \"properties\": {\"zero\": {\"type\": \"number\"}, \"full\": {\"type\": " \
	"\"number\"}}}"
#define ANCHORS_JSON \
	"{\"type\": \"array\", \"minItems\": 1, \"items\": {\"type\": \"array\", " \
	"\"minItems\": 2, \"maxItems\": 2, \"items\": {\"type\": \"number\"}}}"
#define POINTS_JSON \
	"{\"type\": \"object\", \"additionalProperties\": {\"type\": \"number\", \"minimum\": 0, " \
	"\"maximum\": 100}}"
#define KIND(id, json_text) .key = (id), .kind = FIELD_OWN, .read = keep_node, .json = (json_text)
#define AT(member) .offset = offsetof(struct raw_value, member)

/* clang-format off */
static const struct field function_fields[] = {
	{ KIND("linear", ENDS_JSON), AT(kinds[FUNCTION_LINEAR]),
		.doc = "Straight from the number that scores 0 to the one that scores 100." },
	{ KIND("piecewise", ANCHORS_JSON), AT(kinds[FUNCTION_PIECEWISE]),
		.doc = "[number, points] in ascending order, straight between." },
	{ KIND("step", ANCHORS_JSON), AT(kinds[FUNCTION_STEP]),
		.doc = "[number, points] in ascending order; from each number on, its points." },
	{ KIND("log", ENDS_JSON), AT(kinds[FUNCTION_LOG]),
		.doc = "As linear, in the logarithm of the number." },
	{ KIND("words", POINTS_JSON), AT(kinds[FUNCTION_WORDS]),
		.doc = "The points of each word, or of countries and groups; other: the rest." },
	{ KIND("boolean", POINTS_JSON), AT(kinds[FUNCTION_BOOLEAN]),
		.doc = "The points of true and of false." },
	{ KIND("count", ANCHORS_JSON), AT(kinds[FUNCTION_COUNT]),
		.doc = "As piecewise, of the number of entries of a list." },
	{ KIND("word", POINTS_JSON), AT(word),
		.doc = "The points of the word that may stand beside a number." },
	{ .key = "why", .kind = FIELD_TEXT, AT(why), .doc = "Why these anchors." },
};
/* clang-format on */
#undef AT
#undef KIND

const struct schema function_schema = {
	.name = "value function",
	.doc = "Maps what a leaf reads to points from 0 to 100.",
	SCHEMA_FIELDS(function_fields),
	.size = sizeof(struct raw_value),
};

/* ---- numbers ----------------------------------------------------------------------------- */

struct ends {
	double zero, full;
};

/* clang-format off */
static const struct field ends_fields[] = {
	{ .key = "zero", .kind = FIELD_NUMBER, .required = true, .absent = NAN,
		.offset = offsetof(struct ends, zero), .doc = "The number that scores 0." },
	{ .key = "full", .kind = FIELD_NUMBER, .required = true, .absent = NAN,
		.offset = offsetof(struct ends, full), .doc = "The number that scores 100." },
};
/* clang-format on */

static const struct schema ends_schema = {
	.name = "linear function",
	SCHEMA_FIELDS(ends_fields),
	.size = sizeof(struct ends),
};

static void
read_ends(struct reader *r, const struct node *node, struct value_function *f)
{
	struct ends ends = { NAN, NAN };
	schema_read_record(r, &ends_schema, node, &ends);
	if (isnan(ends.zero) || isnan(ends.full))
		return;
	if (ends.zero == ends.full)
		read_error(r, node, "zero and full must differ");
	if (f->kind == FUNCTION_LOG && (ends.zero <= 0 || ends.full <= 0))
		read_error(r, node, "zero and full must be greater than 0 in a logarithm");
	struct anchor *anchors = arena_array(r->arena, 2, sizeof *anchors);
	if (!anchors) {
		read_nomem(r);
		return;
	}
	anchors[0] = (struct anchor){ ends.zero, 0 };
	anchors[1] = (struct anchor){ ends.full, 100 };
	f->anchors = anchors;
	f->n_anchors = 2;
}

static bool
read_points(struct reader *r, const struct node *node, double *out)
{
	return read_number(r, node, 0, 100, out);
}

static bool
read_anchor(struct reader *r, const struct node *node, struct anchor *out)
{
	if (node->kind != NODE_LIST || node->n != 2) {
		read_expected(r, node, "[number, points]");
		return false;
	}
	bool has_x = read_number(r, node->first, 0, 0, &out->x);
	return read_points(r, node->first->next, &out->points) && has_x;
}

static void
read_anchors(struct reader *r, const struct node *node, struct value_function *f)
{
	size_t least = f->kind == FUNCTION_STEP ? 1 : 2;
	if (node->kind != NODE_LIST || node->n < least) {
		read_expected(r, node, "a list of at least %zu [number, points]", least);
		return;
	}
	struct anchor *anchors = arena_array(r->arena, node->n, sizeof *anchors);
	if (!anchors) {
		read_nomem(r);
		return;
	}
	size_t n = 0;
	for (const struct node *item = node->first; item; item = item->next) {
		if (!read_anchor(r, item, &anchors[n]))
			continue;
		if (n && anchors[n].x <= anchors[n - 1].x)
			read_error(r, item, "the numbers must ascend: %g follows %g", anchors[n].x,
				anchors[n - 1].x);
		n++;
	}
	f->anchors = anchors;
	f->n_anchors = n;
}

/* ---- words ------------------------------------------------------------------------------- */

static bool
is_word(struct strings words, const char *s)
{
	for (size_t i = 0; i < words.n; i++)
		if (str_eq(words.items[i], s))
			return true;
	return false;
}

/* Checks one key of `words:`, and finds the group that it may name. */
static void
check_word(
	struct reader *r, const struct node *key, const struct fact_def *def, struct word_points *w)
{
	if (def->type == FACT_WORD && !is_word(def->words, w->word))
		read_unknown(r, key, "word", w->word, def->words.items, def->words.n);
	if (def->type != FACT_COUNTRY)
		return;
	w->group = dictionary_group(r->dictionary, w->word);
	if (!w->group && !country_valid(w->word, strlen(w->word)))
		read_error(
			r, key, "\"%.40s\" is neither a country nor a group of countries", w->word);
}

static void
check_coverage(struct reader *r, const struct node *node, const struct fact_def *def,
	const struct value_function *f)
{
	if (f->has_other)
		return;
	if (def->type == FACT_COUNTRY)
		read_error(r, node->key, "other: is missing: the points of every other country");
	for (size_t i = 0; def->type == FACT_WORD && i < def->words.n; i++) {
		bool is_covered = false;
		for (size_t j = 0; j < f->n_words; j++)
			is_covered |= str_eq(f->words[j].word, def->words.items[i]);
		if (!is_covered)
			read_error(r, node->key,
				"the word \"%s\" has no points, and there is no other:",
				def->words.items[i]);
	}
}

static void
read_words(struct reader *r, const struct node *node, const struct fact_def *def,
	struct value_function *f)
{
	if (node->kind != NODE_MAP) {
		read_expected(r, node, "a map from words to points");
		return;
	}
	struct word_points *words = arena_array(r->arena, node->n, sizeof *words);
	if (!words) {
		read_nomem(r);
		return;
	}
	size_t n = 0;
	for (const struct node *entry = node->first; entry; entry = entry->next) {
		struct word_points w = { .word = read_text(r, entry->key, "a word") };
		if (!w.word || !read_points(r, entry, &w.points))
			continue;
		if (str_eq(w.word, "other") && !is_word(def->words, "other")) {
			f->has_other = true;
			f->other = w.points;
			continue;
		}
		check_word(r, entry->key, def, &w);
		words[n++] = w;
	}
	f->words = words;
	f->n_words = n;
	check_coverage(r, node, def, f);
}

static void
read_boolean(struct reader *r, const struct node *node, struct value_function *f)
{
	static const char *const words[] = { "true", "false" };
	static const struct fact_def both = { .type = FACT_WORD, .words = { words, 2 } };
	read_words(r, node, &both, f);
	if (f->has_other)
		read_error(r, node->key, "give the points of true and of false, not other:");
}

/* `word: {unlimited: 100}` */
static void
read_or_word(struct reader *r, const struct node *value, const struct node *node,
	const struct fact_def *def, struct value_function *f)
{
	const char *or_word = def ? def->or_word : NULL;
	if (!node && or_word)
		read_error(r, value->key, "the word \"%s\" has no points: add word: {%s: POINTS}",
			or_word, or_word);
	if (!node)
		return;
	if (!or_word)
		read_error(r, node->key, "what this leaf reads has no word beside its numbers");
	else if (node->kind != NODE_MAP || node->n != 1 || !str_eq(node->first->key->text, or_word))
		read_expected(r, node, "{%s: POINTS}", or_word);
	else
		f->has_word = read_points(r, node->first, &f->word_points);
}

/* ---- the whole --------------------------------------------------------------------------- */

static bool
fits(enum function_kind kind, const struct fact_def *def)
{
	switch (def ? def->type : FACT_NUMBER) {
	case FACT_NUMBER:
		return kind <= FUNCTION_LOG;
	case FACT_WORD:
	case FACT_COUNTRY:
		return kind == FUNCTION_WORDS;
	case FACT_BOOLEAN:
		return kind == FUNCTION_BOOLEAN;
	case FACT_LIST:
		return kind == FUNCTION_COUNT;
	case FACT_TEXT:
	case FACT_DATE:
		break;
	}
	return false;
}

static const char *
fitting(const struct fact_def *def, char *buf, size_t size)
{
	size_t used = 0;
	buf[0] = '\0';
	for (size_t i = 0; i < N_KINDS && used < size; i++)
		if (fits((enum function_kind)i, def))
			used += (size_t)snprintf(
				buf + used, size - used, "%s%s", used ? ", " : "", kind_words[i]);
	return buf;
}

/* The one kind that is given; N_KINDS, and reported, when it is none, several or does not fit. */
static size_t
choose(struct reader *r, const struct node *value, const struct raw_value *raw,
	const struct fact_def *def)
{
	char allowed[128];
	size_t chosen = N_KINDS, n = 0;
	fitting(def, allowed, sizeof allowed);
	for (size_t i = 0; i < N_KINDS; i++) {
		if (!raw->kinds[i])
			continue;
		n++;
		chosen = i;
	}
	if (n != 1) {
		read_error(r, value->key, "expected exactly one of %s, found %zu", allowed, n);
		return N_KINDS;
	}
	if (fits((enum function_kind)chosen, def))
		return chosen;
	read_error(r, raw->kinds[chosen]->key, "%s does not fit what this leaf reads: expected %s",
		kind_words[chosen], allowed);
	return N_KINDS;
}

static void
read_kind(struct reader *r, const struct node *node, const struct fact_def *def,
	struct value_function *f)
{
	switch (f->kind) {
	case FUNCTION_LINEAR:
	case FUNCTION_LOG:
		read_ends(r, node, f);
		break;
	case FUNCTION_PIECEWISE:
	case FUNCTION_STEP:
	case FUNCTION_COUNT:
		read_anchors(r, node, f);
		break;
	case FUNCTION_WORDS:
		read_words(r, node, def, f);
		break;
	case FUNCTION_BOOLEAN:
		read_boolean(r, node, f);
		break;
	}
}

void
function_read(struct reader *r, const struct node *value, const struct fact_def *def,
	struct value_function *out)
{
	struct raw_value raw = { 0 };
	struct key_path here, kind_here;
	path_push(r, &here, "value");
	schema_read_record(r, &function_schema, value, &raw);
	size_t kind = value->kind == NODE_MAP ? choose(r, value, &raw, def) : N_KINDS;
	if (kind < N_KINDS) {
		out->kind = (enum function_kind)kind;
		path_push(r, &kind_here, kind_words[kind]);
		read_kind(r, raw.kinds[kind], def, out);
		path_pop(r, &kind_here);
		read_or_word(r, value, raw.word, def, out);
	}
	out->why = raw.why;
	path_pop(r, &here);
}
