/* term: curses for what goes out, a pipe for signals, plain reads for what comes in. */
#include "tui/term.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

/* What signal handlers may touch. */
static struct {
	bool is_open;
	bool mouse;
	int pipe[2];
	struct termios before; /* the terminal as it was found */
	SCREEN *screen;
	bool colour;
	char last_words[512];
} term = { .pipe = { -1, -1 } };

static const char modes_on[] = "\033[?2004h"; /* bracketed paste */
static const char modes_off[] = "\033[?2004l";
static const char mouse_on[] = "\033[?1000h\033[?1006h"; /* buttons and wheel, SGR reports */
static const char mouse_off[] = "\033[?1006l\033[?1000l";

/* ---- signals ---- */

static void
note_signal(int number)
{
	int saved = errno;
	unsigned char byte = (unsigned char)number;
	/* A full pipe already says all that matters. */
	(void)!write(term.pipe[1], &byte, 1);
	errno = saved;
}

static void
write_all(const char *text)
{
	(void)!write(STDOUT_FILENO, text, strlen(text));
}

/* We crashed: give the terminal back with calls that are safe here, then die of the same signal. */
static void
crash(int number)
{
	if (term.is_open) {
		write_all(mouse_off);
		write_all(modes_off);
		write_all("\033[0m\033[?25h\033[?1049l\r\n");
		(void)tcsetattr(STDIN_FILENO, TCSANOW, &term.before);
		write_all(term.last_words);
	}
	(void)signal(number, SIG_DFL);
	(void)raise(number);
}

static void
handle(int number, void (*handler)(int))
{
	struct sigaction action = { .sa_handler = handler, .sa_flags = SA_RESTART };
	(void)sigemptyset(&action.sa_mask);
	(void)sigaction(number, &action, NULL);
}

static const int noted[] = { SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT };

static void
handle_signals(void)
{
	for (size_t i = 0; i < sizeof noted / sizeof *noted; i++)
		handle(noted[i], note_signal);
	handle(SIGPIPE, SIG_IGN);
#ifndef __SANITIZE_ADDRESS__
	static const int crashes[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT };
	for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++)
		handle(crashes[i], crash);
#else
	(void)crash;
#endif
}

static void
ignore_signals(void)
{
	for (size_t i = 0; i < sizeof noted / sizeof *noted; i++)
		handle(noted[i], SIG_DFL);
}

static bool
make_pipe(void)
{
	if (pipe(term.pipe) != 0)
		return false;
	for (int i = 0; i < 2; i++) {
		(void)fcntl(term.pipe[i], F_SETFD, FD_CLOEXEC);
		(void)fcntl(term.pipe[i], F_SETFL, O_NONBLOCK);
	}
	return true;
}

/* ---- opening and closing ---- */

enum status
term_check(struct err *e)
{
	const char *name = getenv("TERM");
	int found;
	if (!name || !*name)
		return err_set(e, ST_IO,
			"TERM is not set, so nothing is known of this terminal; "
			"try TERM=xterm bascule");
	if (setupterm(NULL, STDOUT_FILENO, &found) == ERR)
		return err_set(e, ST_IO,
			"this system knows no terminal \"%.40s\" (TERM); "
			"try TERM=xterm bascule",
			name);
	bool can_move = cursor_address && clear_screen;
	(void)del_curterm(cur_term);
	if (!can_move)
		return err_set(
			e, ST_IO, "the terminal \"%.40s\" (TERM) cannot move its cursor", name);
	return ST_OK;
}

static void
init_styles(void)
{
	static const short wide[] = {
#define X(id, wide, few, attributes, meaning) wide,
		STYLES(X)
#undef X
	};
	static const short few[] = {
#define X(id, wide, few, attributes, meaning) few,
		STYLES(X)
#undef X
	};
	term.colour =
		term.colour && has_colors() && start_color() != ERR && use_default_colors() != ERR;
	if (!term.colour)
		return;
	for (short i = 0; i < STYLE_COUNT; i++)
		(void)init_pair((short)(i + 1), COLORS >= 256 ? wide[i] : few[i], -1);
}

/* Modes that curses does not know; only where the terminal has a mouse at all. */
static void
switch_modes(bool on)
{
	const char *mouse = tigetstr("kmous");
	if (!mouse || mouse == (char *)-1)
		return;
	(void)fputs(on ? modes_on : modes_off, stdout);
	if (term.mouse)
		(void)fputs(on ? mouse_on : mouse_off, stdout);
	(void)fflush(stdout);
}

enum status
term_open(const struct term_options *options, struct err *e)
{
	if (tcgetattr(STDIN_FILENO, &term.before) != 0 || !make_pipe())
		return err_set(e, ST_IO, "cannot take the terminal over: %s", strerror(errno));
	if (options->last_words)
		(void)snprintf(
			term.last_words, sizeof term.last_words, "%s\r\n", options->last_words);
	term.colour = options->colour;
	term.mouse = options->mouse;
	/* Before curses, which sets handlers of its own only where there are none. */
	handle_signals();
	term.screen = newterm(NULL, stdout, stdin);
	if (!term.screen)
		return err_set(e, ST_IO, "curses cannot drive this terminal");
	term.is_open = true;
	/* ^C and ^Z come as keys: in pasted text they must not act. */
	(void)raw();
	(void)noecho();
	(void)nonl();
	(void)curs_set(0);
	init_styles();
	switch_modes(true);
	return ST_OK;
}

void
term_close(void)
{
	if (!term.is_open)
		return;
	term.is_open = false;
	switch_modes(false);
	(void)curs_set(1);
	(void)endwin();
	delscreen(term.screen);
	(void)tcsetattr(STDIN_FILENO, TCSANOW, &term.before);
	ignore_signals();
}

/* Takes the terminal over again: whoever had it meanwhile left it in modes of his own. */
static void
take_over_again(void)
{
	(void)reset_prog_mode();
	(void)clearok(curscr, TRUE);
	(void)refresh();
	(void)curs_set(0);
	switch_modes(true);
}

void
term_stop(void)
{
	switch_modes(false);
	(void)curs_set(1);
	(void)endwin();
	handle(SIGTSTP, SIG_DFL);
	handle(SIGCONT, SIG_DFL);
	(void)raise(SIGTSTP);
	/* Continued. */
	handle(SIGTSTP, note_signal);
	handle(SIGCONT, note_signal);
	take_over_again();
}

void
term_size(int *rows, int *cols)
{
	struct winsize w;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) == 0 && w.ws_row && w.ws_col) {
		*rows = w.ws_row;
		*cols = w.ws_col;
	} else {
		*rows = LINES;
		*cols = COLS;
	}
	if (*rows != LINES || *cols != COLS)
		(void)resizeterm(*rows, *cols);
}

/* ---- drawing ---- */

static attr_t
attributes_of(const struct glyph *g)
{
	static const int table[] = {
#define X(id, wide, few, attributes, meaning) attributes,
		STYLES(X)
#undef X
	};
	static const short few[] = {
#define X(id, wide, few, attributes, meaning) few,
		STYLES(X)
#undef X
	};
	int a = table[g->style];
	attr_t out = g->reverse ? A_REVERSE : 0;
	bool has_grey = term.colour && COLORS >= 256 && g->style == STYLE_RULE;
	if (a & STYLE_BOLD)
		out |= A_BOLD;
	if ((a & STYLE_FAINT) && !has_grey && !g->reverse)
		out |= A_DIM;
	if (a & STYLE_UNDER)
		out |= A_UNDERLINE;
	/* Without colours, what weak evidence says by its colour is said in bold. */
	if (!term.colour && few[g->style] >= 0 && g->style >= STYLE_WEAK)
		out |= A_BOLD;
	return out;
}

static void
draw_row(const struct surface *s, int row)
{
	for (int col = 0; col < s->cols; col++) {
		const struct glyph *g = &s->cells[row * s->cols + col];
		if (g->width == 0)
			continue;
		/* The last cell of a screen may scroll it. */
		if (row + 1 == s->rows && col + g->width >= s->cols)
			break;
		/* The cursor's cells are one block: there signs alone tell what colours told. */
		bool has_colour = term.colour && !g->reverse;
		(void)attr_set(attributes_of(g), (short)(has_colour ? g->style + 1 : 0), NULL);
		(void)mvaddstr(row, col, g->text);
	}
}

void
term_draw(const struct frame *f)
{
	(void)erase();
	for (int row = 0; row < f->surface.rows; row++)
		draw_row(&f->surface, row);
	bool has_cursor = f->cursor_row >= 0 && f->cursor_row < f->surface.rows;
	(void)attr_set(A_NORMAL, 0, NULL);
	if (has_cursor)
		(void)move(f->cursor_row,
			f->cursor_col < f->surface.cols ? f->cursor_col : f->surface.cols - 1);
	(void)curs_set(has_cursor ? 1 : 0);
	(void)refresh();
}

void
term_redraw(void)
{
	(void)clearok(curscr, TRUE);
}

/* ---- the clipboard ---- */

enum { MOST_COPIED = 74000 };

bool
term_copy(const char *text)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	size_t len = strlen(text);
	if (len > MOST_COPIED)
		return false;
	(void)fputs("\033]52;c;", stdout);
	for (size_t i = 0; i < len; i += 3) {
		unsigned long v = 0;
		for (size_t k = 0; k < 3; k++)
			v = v << 8 | (i + k < len ? (unsigned char)text[i + k] : 0u);
		for (size_t k = 0; k < 4; k++)
			(void)putc(i + k > len ? '=' : digits[v >> (18 - 6 * k) & 63u], stdout);
	}
	(void)fputs("\033\\", stdout);
	(void)fflush(stdout);
	return true;
}

/* ---- waiting ---- */

static enum term_wake
take_signal(size_t *n)
{
	unsigned char number;
	enum term_wake wake = TERM_TIMEOUT;
	while (read(term.pipe[0], &number, 1) == 1) {
		if (number == SIGWINCH) {
			wake = TERM_RESIZED;
		} else if (number == SIGTSTP) {
			return TERM_STOP;
		} else if (number == SIGCONT) {
			/* After a SIGSTOP, which nobody can see coming. */
			take_over_again();
			wake = TERM_RESIZED;
		} else {
			*n = number;
			return TERM_ENDED;
		}
	}
	return wake;
}

bool
term_pending(void)
{
	struct pollfd in = { STDIN_FILENO, POLLIN, 0 };
	return poll(&in, 1, 0) > 0;
}

enum term_wake
term_wait(int timeout_ms, unsigned char *buf, size_t size, size_t *n)
{
	struct pollfd fds[] = { { STDIN_FILENO, POLLIN, 0 }, { term.pipe[0], POLLIN, 0 } };
	int ready = poll(fds, 2, timeout_ms);
	*n = 0;
	if (ready == 0)
		return TERM_TIMEOUT;
	if (ready < 0 && errno != EINTR) {
		*n = SIGHUP;
		return TERM_ENDED;
	}
	enum term_wake wake = take_signal(n);
	if (wake != TERM_TIMEOUT || ready < 0)
		return wake;
	if (!fds[0].revents)
		return TERM_TIMEOUT;
	ssize_t got = read(STDIN_FILENO, buf, size);
	if (got > 0) {
		*n = (size_t)got;
		return TERM_BYTES;
	}
	if (got < 0 && (errno == EINTR || errno == EAGAIN))
		return TERM_TIMEOUT;
	*n = SIGHUP;
	return TERM_ENDED;
}
