/* context: what only the system knows: who acts, the time, random digits. */
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

#include "cli/load.h"
#include "data/text.h"

/* The name of the user; the number when the system has no name. */
static const char *
find_actor(struct arena *arena)
{
	const struct passwd *user = getpwuid(getuid());
	if (user && user->pw_name && *user->pw_name)
		return arena_strdup(arena, user->pw_name);
	return arena_printf(arena, "uid %u", (unsigned)getuid());
}

/* Now, or the moment that SOURCE_DATE_EPOCH names, so that a run can be repeated exactly. */
static const char *
find_time(struct arena *arena)
{
	const char *fixed = getenv("SOURCE_DATE_EPOCH");
	double seconds;
	time_t now = time(NULL);
	struct tm tm;
	char text[32];
	if (fixed && text_number(fixed, strlen(fixed), &seconds) && seconds >= 0 && seconds < 1e11)
		now = (time_t)seconds;
	if (!gmtime_r(&now, &tm) || !strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &tm))
		return NULL;
	return arena_strdup(arena, text);
}

static const char *
make_origin(struct arena *arena)
{
	unsigned char bytes[8];
	char text[17];
	if (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes)
		return NULL;
	for (size_t i = 0; i < sizeof bytes; i++)
		(void)snprintf(text + 2 * i, 3, "%02x", bytes[i]);
	return arena_strdup(arena, text);
}

enum status
load_context(struct app *app, struct session_context *out)
{
	out->actor = find_actor(app->arena);
	out->time = find_time(app->arena);
	out->origin = make_origin(app->arena);
	if (!out->actor || !out->time || !out->origin)
		return err_set(&app->err, ST_IO, "cannot tell the user, the time or random digits");
	return ST_OK;
}

const char *
load_state_folder(struct arena *arena)
{
	const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
	if (state && *state == '/')
		return arena_printf(arena, "%s/bascule", state);
	return home && *home == '/' ? arena_printf(arena, "%s/.local/state/bascule", home) : NULL;
}
