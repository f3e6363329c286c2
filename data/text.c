/* text: comparing, reading and cleaning strings; nothing here depends on the locale. */
#include "data/text.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool
str_eq(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

bool
str_starts(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}

static int
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : (unsigned char)c;
}

int
id_casecmp(const char *a, const char *b)
{
	for (; *a && lower(*a) == lower(*b); a++)
		b++;
	return lower(*a) - lower(*b);
}

static bool
is_id_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		c == '.' || c == '_' || c == '-';
}

bool
id_valid(const char *s, size_t len)
{
	if (len < 1 || len > 64)
		return false;
	for (size_t i = 0; i < len; i++)
		if (!is_id_char(s[i]))
			return false;
	return true;
}

static size_t
sequence_length(unsigned char lead)
{
	if (lead < 0x80)
		return 1;
	if (lead >= 0xc2 && lead < 0xe0)
		return 2;
	if (lead >= 0xe0 && lead < 0xf0)
		return 3;
	return lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
}

size_t
text_decode(const char *s, size_t len, unsigned *out)
{
	static const unsigned least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	if (!len)
		return 0;
	unsigned char lead = (unsigned char)s[0];
	size_t n = sequence_length(lead);
	if (n == 0 || n > len)
		return 0;
	unsigned c = n == 1 ? lead : lead & (0x7fu >> n);
	for (size_t i = 1; i < n; i++) {
		unsigned char b = (unsigned char)s[i];
		if ((b & 0xc0u) != 0x80u)
			return 0;
		c = c << 6 | (b & 0x3fu);
	}
	if (c < least[n] || c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
		return 0;
	*out = c;
	return n;
}

bool
text_is_utf8(const char *s, size_t len)
{
	for (size_t i = 0; i < len;) {
		unsigned c;
		size_t n = text_decode(s + i, len - i, &c);
		if (n == 0 || c == 0)
			return false;
		i += n;
	}
	return true;
}

/* Characters that show nothing or reorder what is shown: ranges of code points. */
static const struct {
	unsigned first, last;
} hidden[] = {
	{ 0x00ad, 0x00ad },
	{ 0x034f, 0x034f },
	{ 0x061c, 0x061c },
	{ 0x115f, 0x1160 },
	{ 0x17b4, 0x17b5 },
	{ 0x180b, 0x180f },
	{ 0x200b, 0x200f },
	{ 0x2028, 0x202e },
	{ 0x2060, 0x206f },
	{ 0x3164, 0x3164 },
	{ 0xfe00, 0xfe0f },
	{ 0xfeff, 0xfeff },
	{ 0xffa0, 0xffa0 },
	{ 0xfff9, 0xfffb },
	{ 0xe0000, 0xe0fff },
};

static bool
is_hidden(unsigned c)
{
	for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++)
		if (c >= hidden[i].first && c <= hidden[i].last)
			return true;
	return false;
}

/* What stands for the character at s; returns how many bytes of s it covers. */
static size_t
show_one(const char *s, size_t len, char out[16])
{
	unsigned c;
	if (s[0] >= 0x20 && s[0] < 0x7f) {
		out[0] = s[0];
		out[1] = '\0';
		return 1;
	}
	size_t n = text_decode(s, len, &c);
	if (n == 0) {
		(void)snprintf(out, 16, "\\x%02x", (unsigned char)s[0]);
		return 1;
	}
	if (c == '\n' || c == '\t')
		(void)snprintf(out, 16, " ");
	else if (c < 0x20 || c == 0x7f)
		(void)snprintf(out, 16, "^%c", (char)(c ^ 0x40u));
	else if (c >= 0x80 && c < 0xa0)
		(void)snprintf(out, 16, "\\x%02x", c);
	else if (is_hidden(c))
		(void)snprintf(out, 16, "<U+%04X>", c);
	else
		(void)snprintf(out, 16, "%.*s", (int)n, s);
	return n;
}

size_t
text_visible(const char *s, char *buf, size_t size)
{
	assert(size > 0);
	size_t len = strlen(s), used = 0;
	for (size_t i = 0; i < len;) {
		char one[16];
		size_t n = show_one(s + i, len - i, one), w = strlen(one);
		if (used + w + 1 > size)
			break;
		memcpy(buf + used, one, w);
		used += w;
		i += n;
	}
	buf[used] = '\0';
	return used;
}

bool
text_is_plain(const char *s)
{
	size_t len = strlen(s);
	for (size_t i = 0; i < len;) {
		char one[16];
		size_t n = show_one(s + i, len - i, one);
		if (strlen(one) != n || memcmp(one, s + i, n) != 0)
			return false;
		i += n;
	}
	return true;
}

enum { LONGEST_WORD = 64 };

/* Levenshtein distance over bytes, ASCII case ignored; both at most LONGEST_WORD long. */
static size_t
distance(const char *a, size_t na, const char *b, size_t nb)
{
	size_t row[LONGEST_WORD + 1];
	for (size_t j = 0; j <= nb; j++)
		row[j] = j;
	for (size_t i = 1; i <= na; i++) {
		size_t diagonal = row[0];
		row[0] = i;
		for (size_t j = 1; j <= nb; j++) {
			size_t best = diagonal + (lower(a[i - 1]) != lower(b[j - 1]));
			diagonal = row[j];
			if (row[j] + 1 < best)
				best = row[j] + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			row[j] = best;
		}
	}
	return row[nb];
}

const char *
text_nearest(const char *s, const char *const *words, size_t n)
{
	const char *best = NULL;
	size_t len = strlen(s), least = len / 3 + 2;
	if (len > LONGEST_WORD)
		return NULL;
	for (size_t i = 0; i < n; i++) {
		size_t m = strlen(words[i]);
		if (m > LONGEST_WORD)
			continue;
		size_t d = distance(s, len, words[i], m);
		if (d < least && d < m) {
			least = d;
			best = words[i];
		}
	}
	return best;
}

static size_t
skip_digits(const char *s, size_t len, size_t i)
{
	while (i < len && s[i] >= '0' && s[i] <= '9')
		i++;
	return i;
}

/* JSON's number: -? (0 | [1-9][0-9]*) (.[0-9]+)? ([eE][+-]?[0-9]+)? */
static bool
is_json_number(const char *s, size_t len)
{
	size_t i = len && s[0] == '-', start = i;
	i = skip_digits(s, len, i);
	if (i == start || (s[start] == '0' && i > start + 1))
		return false;
	if (i < len && s[i] == '.') {
		start = i + 1;
		i = skip_digits(s, len, start);
		if (i == start)
			return false;
	}
	if (i < len && (s[i] == 'e' || s[i] == 'E')) {
		start = i + 1;
		if (start < len && (s[start] == '+' || s[start] == '-'))
			start++;
		i = skip_digits(s, len, start);
		if (i == start)
			return false;
	}
	return i == len;
}

/*
 * strtod and printf take their decimal sign from LC_NUMERIC. The program sets LC_CTYPE alone, so
 * LC_NUMERIC stays "C" for its whole life; main() asserts it.
 */
bool
text_number(const char *s, size_t len, double *out)
{
	char copy[512];
	if (!is_json_number(s, len) || len >= sizeof copy)
		return false;
	memcpy(copy, s, len);
	copy[len] = '\0';
	double x = strtod(copy, NULL);
	if (!isfinite(x))
		return false;
	*out = x == 0 ? 0 : x;
	return true;
}

const char *
number_text(double x, char *buf, size_t size)
{
	if (x == floor(x) && fabs(x) < 1e15) {
		(void)snprintf(buf, size, "%.0f", x);
		return buf;
	}
	for (int digits = 1; digits <= 17; digits++) {
		(void)snprintf(buf, size, "%.*g", digits, x);
		if (strtod(buf, NULL) == x)
			break;
	}
	return buf;
}

static int
two_digits(const char *s)
{
	if (s[0] < '0' || s[0] > '9' || s[1] < '0' || s[1] > '9')
		return -1;
	return (s[0] - '0') * 10 + (s[1] - '0');
}

static bool
is_leap(long year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
days_in(long year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	return days[month - 1] + (month == 2 && is_leap(year));
}

/* The parts of a date; month and day are 0 where the date has none. */
static bool
date_parts(const char *s, size_t len, int *year, int *month, int *day)
{
	*month = *day = 0;
	if (len != 4 && len != 7 && len != 10)
		return false;
	int century = two_digits(s), rest = two_digits(s + 2);
	if (century < 0 || rest < 0)
		return false;
	*year = century * 100 + rest;
	if (len == 4)
		return *year > 0;
	*month = s[4] == '-' ? two_digits(s + 5) : -1;
	if (*month < 1 || *month > 12)
		return false;
	if (len == 7)
		return *year > 0;
	*day = s[7] == '-' ? two_digits(s + 8) : -1;
	return *year > 0 && *day >= 1 && *day <= days_in(*year, *month);
}

bool
date_valid(const char *s, size_t len)
{
	int y, m, d;
	return date_parts(s, len, &y, &m, &d);
}

/* Days from 1970-01-01 to a day of the Gregorian calendar. */
static long
day_number(long year, int month, int day)
{
	long days = day - 1, before = year - 1;
	for (int m = 1; m < month; m++)
		days += days_in(year, m);
	/* 719162 days lie between 0001-01-01 and 1970-01-01. */
	return days + before * 365 + before / 4 - before / 100 + before / 400 - 719162;
}

long
date_months_later(const char *s, int months)
{
	int y, m, d;
	bool ok = date_parts(s, strlen(s), &y, &m, &d);
	assert(ok && months >= 0);
	(void)ok;
	long count = (long)y * 12 + (m ? m - 1 : 0) + months;
	int month = (int)(count % 12) + 1, last = days_in(count / 12, month);
	int day = d ? d : 1;
	return day_number(count / 12, month, day < last ? day : last);
}

long
date_first_day(const char *s)
{
	return date_months_later(s, 0);
}
