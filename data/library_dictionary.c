/* library_dictionary: facts, groups and rates: what everything else is read by. */
#include <stdio.h>
#include <string.h>

#include "data/dictionary_read.h"
#include "data/library_int.h"

enum status
library_parse_part(enum input_kind kind, const struct file_bytes *in, struct arena *arena,
	struct arena *scratch, struct dictionary *out, struct diag *diag)
{
	switch (kind) {
	case INPUT_DICTIONARY:
		return facts_parse(in, arena, scratch, out, diag);
	case INPUT_GROUPS:
		return groups_parse(in, arena, scratch, out, diag);
	case INPUT_RATES:
		return rates_parse(in, arena, scratch, out, diag);
	case INPUT_PROFILE:
	case INPUT_MODEL:
	case INPUT_FRAMEWORK:
	case INPUT_LADDER:
		break;
	}
	return ST_INVALID;
}

static enum status
report_missing(const struct data_path *path, enum input_kind kind, struct diag *diag)
{
	char dirs[1024] = "";
	size_t used = 0;
	for (size_t i = 0; i < path->n && used < sizeof dirs; i++)
		used += (size_t)snprintf(
			dirs + used, sizeof dirs - used, "%s%s", i ? ", " : "", path->dirs[i]);
	return diag_error(diag, ST_IO, (struct place){ NULL, 0, 0 },
		"no data: the file of the %s is in none of the folders %s (name one with --data)",
		input_kind_words[kind], dirs);
}

static enum status
read_part(const struct data_path *path, enum input_kind kind, struct arena *arena,
	struct file_bytes *in, struct diag *diag)
{
	const char *file;
	struct err e;
	if (library_find(path, kind, NULL, arena, &file, NULL) != ST_OK)
		return diag_nomem(diag);
	if (!file)
		return report_missing(path, kind, diag);
	enum status st = file_read(file, arena, in, &e);
	if (st == ST_NOMEM)
		return diag_nomem(diag);
	if (st != ST_OK)
		return diag_error(diag, st, (struct place){ file, 0, 0 }, "%s", e.text);
	return ST_OK;
}

enum status
library_read_dictionary(const struct data_path *path, struct arena *arena, struct arena *scratch,
	struct file_bytes in[3], struct dictionary *out, struct diag *diag)
{
	enum status st = ST_OK;
	for (int kind = INPUT_DICTIONARY; kind <= INPUT_RATES && st == ST_OK; kind++) {
		st = read_part(path, (enum input_kind)kind, arena, &in[kind], diag);
		if (st == ST_OK)
			st = library_parse_part(
				(enum input_kind)kind, &in[kind], arena, scratch, out, diag);
		arena_reset(scratch);
	}
	return st;
}
