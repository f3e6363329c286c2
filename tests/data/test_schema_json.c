/* schema_json: what is written is JSON, says every key, and refers to nothing that is not there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "data/dictionary_read.h"
#include "data/framework_read.h"
#include "data/ladder_read.h"
#include "data/model_read.h"
#include "data/profile_read.h"
#include "data/schema_json.h"

static json_t *
schema_of(const char *kind)
{
	char *text = NULL;
	size_t len = 0;
	json_error_t error;
	FILE *f = open_memstream(&text, &len);
	assert_non_null(f);
	assert_true(schema_write_json(f, kind));
	fclose(f);
	json_t *schema = json_loadb(text, len, JSON_REJECT_DUPLICATES, &error);
	if (!schema)
		fail_msg("%s, line %d: %s", kind, error.line, error.text);
	free(text);
	return schema;
}

static void
every_kind_is_json_that_names_its_kind(void **state)
{
	(void)state;
	for (size_t i = 0; schema_kinds[i]; i++) {
		char expected[64];
		const char *constant = NULL;
		json_t *schema = schema_of(schema_kinds[i]);
		assert_int_equal(json_unpack(schema, "{s:{s:{s:s}}}", "properties", "bascule",
					 "const", &constant),
			0);
		(void)snprintf(expected, sizeof expected, "%s/1", schema_kinds[i]);
		assert_string_equal(constant, expected);
		json_decref(schema);
	}
	assert_false(schema_write_json(stdout, "nothing"));
}

/* Every object of a schema says what its keys are, and refuses others. */
static void
expect_fields(json_t *object, const struct schema *s)
{
	json_t *properties = json_object_get(object, "properties");
	json_t *required = json_object_get(object, "required");
	assert_true(json_is_false(json_object_get(object, "additionalProperties")));
	for (size_t i = 0; i < s->n; i++) {
		const struct field *f = &s->fields[i];
		json_t *property = json_object_get(properties, f->key);
		if (!property)
			fail_msg("%s: no key %s", s->name, f->key);
		const char *doc = json_string_value(json_object_get(property, "description"));
		if (!doc || doc[0] == '\0' || doc[strlen(doc) - 1] == ' ')
			fail_msg("%s.%s says nothing of itself", s->name, f->key);
		bool found = false;
		for (size_t k = 0; k < json_array_size(required); k++)
			found |=
				strcmp(json_string_value(json_array_get(required, k)), f->key) == 0;
		if (found != f->required)
			fail_msg("%s.%s: required is wrong", s->name, f->key);
	}
}

static void
every_key_of_the_tables_is_there_with_a_sentence(void **state)
{
	(void)state;
	static const struct schema *const schemas[] = { &facts_schema, &groups_schema,
		&rates_schema, &profile_schema, &model_schema, &framework_schema, &ladder_schema };
	for (size_t i = 0; schema_kinds[i]; i++) {
		json_t *schema = schema_of(schema_kinds[i]);
		expect_fields(schema, schemas[i]);
		for (size_t k = 0; k < schemas[i]->n; k++) {
			const struct schema *sub = schemas[i]->fields[k].sub;
			if (sub)
				expect_fields(json_object_get(
						      json_object_get(schema, "$defs"), sub->name),
					sub);
		}
		json_decref(schema);
	}
}

static void
expect_references(json_t *value, json_t *defs)
{
	const char *key;
	json_t *member;
	size_t i;
	static const char prefix[] = "#/$defs/";
	json_object_foreach(value, key, member)
	{
		if (strcmp(key, "$ref") == 0) {
			const char *to = json_string_value(member);
			assert_int_equal(strncmp(to, prefix, strlen(prefix)), 0);
			if (!json_object_get(defs, to + strlen(prefix)))
				fail_msg("%s leads nowhere", to);
		}
		expect_references(member, defs);
	}
	json_array_foreach(value, i, member) expect_references(member, defs);
}

static void
every_reference_leads_somewhere(void **state)
{
	(void)state;
	for (size_t i = 0; schema_kinds[i]; i++) {
		json_t *schema = schema_of(schema_kinds[i]);
		expect_references(schema, json_object_get(schema, "$defs"));
		json_decref(schema);
	}
}

static void
words_and_bounds_are_those_of_the_reader(void **state)
{
	(void)state;
	json_t *schema = schema_of("profile");
	json_t *defs = json_object_get(schema, "$defs");
	json_t *confidence = NULL;
	const char *first = NULL;
	double minimum = -1;
	assert_int_equal(json_unpack(defs, "{s:{s:{s:{s:o}}}}", "fact", "properties", "confidence",
				 "enum", &confidence),
		0);
	assert_int_equal(json_unpack(confidence, "[s]", &first), 0);
	assert_string_equal(first, "low");
	assert_int_equal(json_array_size(confidence), 3);
	assert_int_equal(json_unpack(defs, "{s:{s:{s:{s:F}}}}", "price", "properties", "price",
				 "minimum", &minimum),
		0);
	assert_true(minimum == 0);
	json_decref(schema);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_is_json_that_names_its_kind),
		cmocka_unit_test(every_key_of_the_tables_is_there_with_a_sentence),
		cmocka_unit_test(every_reference_leads_somewhere),
		cmocka_unit_test(words_and_bounds_are_those_of_the_reader),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
