/* schema_json: one object a schema, those that others name under $defs. */
#include "data/schema_json.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "data/dictionary_read.h"
#include "data/framework_read.h"
#include "data/ladder_read.h"
#include "data/model_read.h"
#include "data/profile_read.h"
#include "data/schema_int.h"
#include "data/text.h"

const char *const schema_kinds[] = { "facts", "groups", "rates", "profile", "model", "framework",
	"ladder", NULL };

static const struct schema *const schemas[] = { &facts_schema, &groups_schema, &rates_schema,
	&profile_schema, &model_schema, &framework_schema, &ladder_schema };

/* The schemas that one names, directly or through others. */
struct defs {
	const struct schema *list[16];
	size_t n;
};

static const struct schema *
named_by(const struct field *f)
{
	return f->kind == FIELD_LABEL ? &label_schema : f->sub;
}

static void
collect(struct defs *defs, const struct schema *s)
{
	for (size_t i = 0; i < s->n; i++) {
		const struct schema *sub = named_by(&s->fields[i]);
		size_t k = 0;
		while (k < defs->n && defs->list[k] != sub)
			k++;
		if (!sub || k < defs->n)
			continue;
		assert(defs->n < sizeof defs->list / sizeof *defs->list);
		defs->list[defs->n++] = sub;
		collect(defs, sub);
	}
}

/* Texts of the tables: plain, but for quotes and backslashes. */
static void
put_text(FILE *out, const char *s)
{
	putc('"', out);
	for (; *s; s++) {
		if (*s == '"' || *s == '\\')
			putc('\\', out);
		putc(*s, out);
	}
	putc('"', out);
}

static void
put_words(FILE *out, const char *const *words)
{
	fputs("\"enum\": [", out);
	for (size_t i = 0; words[i]; i++) {
		fputs(i ? ", " : "", out);
		put_text(out, words[i]);
	}
	putc(']', out);
}

/* Any scalar is a text to the reader: 2026, 1.10 and true need no quotes. */
static void
put_scalar(FILE *out, const struct field *f)
{
	if (f->words) {
		put_words(out, f->words);
		return;
	}
	fputs("\"type\": [\"string\", \"number\", \"boolean\"]", out);
	if (f->form && f->form->pattern) {
		fputs(", \"pattern\": ", out);
		put_text(out, f->form->pattern);
	}
}

static void
put_number(FILE *out, const struct field *f, const char *type)
{
	char buf[32];
	fprintf(out, "\"type\": \"%s\"", type);
	if (f->min == f->max)
		return;
	if (isfinite(f->min))
		fprintf(out, ", \"minimum\": %s", number_text(f->min, buf, sizeof buf));
	if (isfinite(f->max))
		fprintf(out, ", \"maximum\": %s", number_text(f->max, buf, sizeof buf));
}

/* Names of schemas may hold a blank, references may not. */
static void
put_name(FILE *out, const struct schema *s)
{
	for (const char *c = s->name; *c; c++)
		putc(*c == ' ' ? '_' : *c, out);
}

static void
put_reference(FILE *out, const struct schema *s)
{
	fputs("\"$ref\": \"#/$defs/", out);
	put_name(out, s);
	putc('"', out);
}

static void
put_map(FILE *out, const struct schema *s)
{
	fputs("\"type\": \"object\", \"propertyNames\": {\"pattern\": ", out);
	put_text(out, form_id.pattern);
	fputs("}, \"additionalProperties\": {", out);
	put_reference(out, s);
	putc('}', out);
}

/* A field that is read in its own way brings its own JSON, or is a map or record of `sub`. */
static void
put_own(FILE *out, const struct field *f)
{
	if (f->json)
		fwrite(f->json + 1, 1, strlen(f->json) - 2, out);
	else if (f->also)
		put_map(out, f->sub);
	else
		put_reference(out, f->sub);
}

static void
put_body(FILE *out, const struct field *f)
{
	switch (f->kind) {
	case FIELD_TEXT:
		put_scalar(out, f);
		break;
	case FIELD_TEXTS:
		fputs("\"type\": \"array\", \"items\": {", out);
		put_scalar(out, f);
		putc('}', out);
		break;
	case FIELD_NUMBER:
		put_number(out, f, "number");
		break;
	case FIELD_INTEGER:
		put_number(out, f, "integer");
		break;
	case FIELD_WORD:
	case FIELD_SWITCH:
		put_words(out, f->words);
		break;
	case FIELD_SOURCE:
		fputs("\"type\": [\"string\", \"number\"]", out);
		break;
	case FIELD_SOURCES:
		fputs("\"type\": \"array\", \"items\": {\"type\": [\"string\", \"number\"]}", out);
		break;
	case FIELD_LABEL:
	case FIELD_RECORD:
		put_reference(out, named_by(f));
		break;
	case FIELD_MAP:
		put_map(out, f->sub);
		break;
	case FIELD_OWN:
		put_own(out, f);
		break;
	}
}

static void
put_field(FILE *out, const struct field *f, int indent)
{
	fprintf(out, "%*s", indent, "");
	put_text(out, f->key);
	fputs(": {\"description\": ", out);
	put_text(out, f->doc ? f->doc : "");
	fputs(", ", out);
	put_body(out, f);
	putc('}', out);
}

/* The members of an object from "type" to "required"; a file names its kind as well. */
static void
put_object(FILE *out, const struct schema *s, int indent, bool is_file)
{
	fprintf(out, "%*s\"type\": \"object\",\n%*s\"additionalProperties\": false,\n", indent, "",
		indent, "");
	fprintf(out, "%*s\"properties\": {\n", indent, "");
	if (is_file)
		fprintf(out, "%*s\"bascule\": {\"const\": \"%s/1\"}%s\n", indent + 2, "", s->name,
			s->n ? "," : "");
	for (size_t i = 0; i < s->n; i++) {
		put_field(out, &s->fields[i], indent + 2);
		fputs(i + 1 < s->n ? ",\n" : "\n", out);
	}
	fprintf(out, "%*s},\n%*s\"required\": [", indent, "", indent, "");
	fputs(is_file ? "\"bascule\"" : "", out);
	const char *comma = is_file ? ", " : "";
	for (size_t i = 0; i < s->n; i++) {
		if (!s->fields[i].required)
			continue;
		fputs(comma, out);
		put_text(out, s->fields[i].key);
		comma = ", ";
	}
	fputs("]", out);
}

static void
put_def(FILE *out, const struct schema *s)
{
	fputs("    \"", out);
	put_name(out, s);
	fputs("\": {\n      \"description\": ", out);
	put_text(out, s->doc ? s->doc : "");
	fputs(",\n", out);
	/* A label may be one text for both languages. */
	if (s == &label_schema)
		fputs("      \"anyOf\": [{\"type\": [\"string\", \"number\", \"boolean\"]}, {\n",
			out);
	put_object(out, s, 6, false);
	fputs(s == &label_schema ? "}]\n    }" : "\n    }", out);
}

static void
put_schema(FILE *out, const struct schema *s)
{
	struct defs defs = { .n = 0 };
	collect(&defs, s);
	fputs("{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n  \"title\": ",
		out);
	fprintf(out, "\"bascule %s\",\n  \"description\": ", s->name);
	put_text(out, s->doc);
	fputs(",\n", out);
	put_object(out, s, 2, true);
	fputs(",\n  \"$defs\": {\n", out);
	for (size_t i = 0; i < defs.n; i++) {
		put_def(out, defs.list[i]);
		fputs(i + 1 < defs.n ? ",\n" : "\n", out);
	}
	fputs("  }\n}\n", out);
}

bool
schema_write_json(FILE *out, const char *kind)
{
	for (size_t i = 0; schema_kinds[i]; i++) {
		if (!str_eq(schema_kinds[i], kind))
			continue;
		put_schema(out, schemas[i]);
		return true;
	}
	return false;
}
