/*
 * text: small questions about strings that every folder asks.
 *
 * Text from a file is data: text_visible() is the one border where it is made safe to print.
 */
#ifndef DATA_TEXT_H
#define DATA_TEXT_H

#include <stdbool.h>
#include <stddef.h>

bool str_eq(const char *a, const char *b);              /* NULL equals only NULL */
bool str_starts(const char *s, const char *prefix);
/* As strcmp but without regard to ASCII case: for ids. */
int id_casecmp(const char *a, const char *b);
/* An id is [A-Za-z0-9._-]{1,64}. */
bool id_valid(const char *s, size_t len);

/*
 * Copies UTF-8 text with everything that could act on a terminal or hide content made visible:
 * C0 as ^X, C1 as \x9b, bidi controls, zero-width and format characters as <U+202E>, bytes that
 * are no UTF-8 as \xNN. A newline or tab becomes a blank. Always terminated; cut at a character.
 * Returns the length of the result.
 */
size_t text_visible(const char *s, char *buf, size_t size);
/* True when text_visible() would change nothing. */
bool text_is_plain(const char *s);
/* True when the bytes are well-formed UTF-8 without NUL. */
bool text_is_utf8(const char *s, size_t len);
/* Decodes one character; returns its length, or 0 when the bytes are no UTF-8. */
size_t text_decode(const char *s, size_t len, unsigned *out);

/* The entry of words[0..n) nearest to s by edit distance, or NULL when none is near. */
const char *text_nearest(const char *s, const char *const *words, size_t n);

/*
 * A number by JSON's grammar, whole string, finite. Never by locale. Returns false otherwise.
 * "-0" gives 0; "1e999", "nan", "0x10", "1_000", "012", "1,5" are refused.
 */
bool text_number(const char *s, size_t len, double *out);
/* The shortest decimal text that reads back exactly (at most 25 bytes with its NUL). */
const char *number_text(double x, char *buf, size_t size);

/* YYYY, YYYY-MM or YYYY-MM-DD, a real day of the calendar. */
bool date_valid(const char *s, size_t len);
/* Days since 1970-01-01 of the first day that the date covers. The date must be valid. */
long date_first_day(const char *s);
/* The same day so many months later; where that month is shorter, its last. */
long date_months_later(const char *s, int months);

#endif
