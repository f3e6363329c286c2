/* link: xdg-open by its arguments, as a grandchild, so that nobody must wait for it. */
#include "tui/link.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "data/text.h"

static void
run_opener(const char *url)
{
	int null = open("/dev/null", O_RDWR);
	if (null < 0)
		_exit(127);
	for (int fd = 0; fd <= STDERR_FILENO; fd++)
		(void)dup2(null, fd);
	(void)setsid();
	pid_t child = fork();
	if (child != 0)
		_exit(child < 0 ? 127 : 0);
	(void)execlp("xdg-open", "xdg-open", url, (char *)NULL);
	_exit(127);
}

static bool
can_open(void)
{
	return (getenv("DISPLAY") || getenv("WAYLAND_DISPLAY") || getenv("BROWSER")) &&
		access("/usr/bin/xdg-open", X_OK) == 0;
}

enum status
link_open(const char *url, struct err *e)
{
	if (!str_starts(url, "https://") && !str_starts(url, "http://"))
		return err_set(e, ST_INVALID, "only http and https addresses are opened");
	if (!can_open())
		return err_set(e, ST_IO, "no desktop here to open an address: y copies it");
	pid_t child = fork();
	if (child < 0)
		return err_set(e, ST_IO, "cannot start xdg-open");
	if (child == 0)
		run_opener(url);
	(void)waitpid(child, NULL, 0);
	return ST_OK;
}
