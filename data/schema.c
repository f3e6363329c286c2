/* schema: the forms that texts in files take. */
#include "data/schema.h"

#include <string.h>

#include "data/country.h"
#include "data/text.h"

static bool
is_text(const char *s, size_t len)
{
	(void)s;
	return len > 0;
}

static bool
is_day(const char *s, size_t len)
{
	return len == strlen("YYYY-MM-DD") && date_valid(s, len);
}

/* An address that can be opened and printed: no blanks, no controls, nothing that ends a link. */
static bool
is_url(const char *s, size_t len)
{
	size_t scheme = str_starts(s, "https://") ? 8 : str_starts(s, "http://") ? 7 : 0;
	if (!scheme || len == scheme || s[scheme] == '/')
		return false;
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)s[i];
		if (c <= 0x20 || c == 0x7f || strchr("<>\"\\`", c))
			return false;
	}
	return text_is_plain(s);
}

static bool
is_currency(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (s[i] < 'A' || s[i] > 'Z')
			return false;
	return len == 3;
}

const struct form form_text = { "a text", is_text, NULL };
const struct form form_id = { "an id (letters, digits, . _ -, at most 64)", id_valid,
	"^[A-Za-z0-9._-]{1,64}$" };
const struct form form_date = { "a date (YYYY, YYYY-MM or YYYY-MM-DD)", date_valid,
	"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$" };
const struct form form_day = { "a day (YYYY-MM-DD)", is_day, "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" };
const struct form form_url = { "an address that begins with https:// or http://", is_url,
	"^https?://[^ /][^ ]*$" };
const struct form form_country = { "a country code of two letters (ISO 3166-1)", country_valid,
	"^[A-Z]{2}$" };
const struct form form_currency = { "a currency code of three letters (ISO 4217)", is_currency,
	"^[A-Z]{3}$" };
