/* tree_check: what a file must not hold: bytes that are no text, and keys that appear twice. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "data/text.h"
#include "data/tree_int.h"

/* True when each of the 8 bytes is printable ASCII: files are nearly nothing else. */
static bool
is_plain_word(const char *s)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), high = ones * 0x80;
	uint64_t w;
	memcpy(&w, s, sizeof w);
	uint64_t below_blank = (w - ones * 0x20) & ~w, is_delete = w ^ ones * 0x7f;
	is_delete = (is_delete - ones) & ~is_delete;
	return ((w | below_blank | is_delete) & high) == 0;
}

/* The characters that YAML allows unescaped. */
static bool
is_allowed(unsigned c)
{
	if (c < 0x20)
		return c == '\t' || c == '\n' || c == '\r';
	if (c < 0xa0)
		return c < 0x7f || c == 0x85;
	return c != 0xfeff && c != 0xfffe && c != 0xffff;
}

static struct place
place_at(const struct file_bytes *in, size_t offset)
{
	struct place at = { in->path, 1, 1 };
	for (size_t i = 0; i < offset; i++) {
		unsigned char byte = (unsigned char)in->bytes[i];
		if (byte == '\n') {
			at.line++;
			at.col = 1;
		} else if ((byte & 0xc0) != 0x80) {
			at.col++;
		}
	}
	return at;
}

static enum status
report_byte(const struct file_bytes *in, size_t i, struct diag *diag)
{
	unsigned char byte = (unsigned char)in->bytes[i];
	unsigned c;
	if (i == 0 && in->len > 1 && (byte == 0xfe || byte == 0xff))
		return diag_error(
			diag, ST_INVALID, place_at(in, i), "the file is UTF-16: save it as UTF-8");
	if (!text_decode(in->bytes + i, in->len - i, &c))
		return diag_error(diag, ST_INVALID, place_at(in, i),
			"byte 0x%02x (at offset %zu) is not UTF-8: save the file as UTF-8", byte,
			i);
	return diag_error(diag, ST_INVALID, place_at(in, i),
		"the character U+%04X is not allowed in a file: write it as an escape, in quotes",
		c);
}

size_t
tree_mark_length(const struct file_bytes *in)
{
	static const char mark[] = "\xef\xbb\xbf";
	size_t n = strlen(mark);
	return in->len >= n && memcmp(in->bytes, mark, n) == 0 ? n : 0;
}

enum status
tree_check_bytes(const struct file_bytes *in, struct diag *diag)
{
	size_t i = tree_mark_length(in);
	while (i < in->len) {
		if (in->len - i >= 8 && is_plain_word(in->bytes + i)) {
			i += 8;
			continue;
		}
		unsigned c;
		size_t n = text_decode(in->bytes + i, in->len - i, &c);
		if (n == 0 || !is_allowed(c))
			return report_byte(in, i, diag);
		i += n;
	}
	return ST_OK;
}

static enum status
report_twin(
	const struct node *first, const struct node *second, const char *file, struct diag *diag)
{
	struct place at = { file, second->line, second->col };
	if (str_eq(first->text, second->text))
		return diag_error(diag, ST_INVALID, at,
			"\"%s\" is here a second time: first in line %u", second->text,
			first->line);
	return diag_error(diag, ST_INVALID, at,
		"\"%s\" differs only in case from \"%s\" in line %u", second->text, first->text,
		first->line);
}

/* Few keys: each against all before it. */
static enum status
check_few(const struct node *map, const char *file, struct diag *diag)
{
	enum status st = ST_OK;
	for (const struct node *a = map->first; a; a = a->next)
		for (const struct node *b = a->next; b; b = b->next)
			if (id_casecmp(a->key->text, b->key->text) == 0) {
				st = report_twin(a->key, b->key, file, diag);
				break;
			}
	return st;
}

static int
compare_keys(const void *a, const void *b)
{
	const struct node *x = *(const struct node *const *)a, *y = *(const struct node *const *)b;
	int order = id_casecmp(x->text, y->text);
	if (order == 0)
		order = x->line < y->line ? -1 : x->line > y->line;
	if (order == 0)
		order = x->col < y->col ? -1 : x->col > y->col;
	return order;
}

/* Many keys: sorted, so that a hostile file cannot make this quadratic. */
static enum status
check_many(const struct node *map, const char *file, struct diag *diag)
{
	const struct node **keys = malloc(map->n * sizeof(const struct node *));
	if (!keys)
		return diag_nomem(diag);
	size_t n = 0;
	for (const struct node *entry = map->first; entry; entry = entry->next)
		keys[n++] = entry->key;
	qsort(keys, n, sizeof *keys, compare_keys);
	enum status st = ST_OK;
	size_t first = 0;
	for (size_t i = 1; i < n; i++) {
		if (id_casecmp(keys[first]->text, keys[i]->text) == 0)
			st = report_twin(keys[first], keys[i], file, diag);
		else
			first = i;
	}
	free(keys);
	return st;
}

enum status
tree_check_keys(const struct node *map, const char *file, struct diag *diag)
{
	enum { FEW = 12 };
	return map->n <= FEW ? check_few(map, file, diag) : check_many(map, file, diag);
}
