/*
 * floor: the least that a program on ncurses can do: one frame, then a wait. The bench's yardstick.
 */
#include <curses.h>
#include <locale.h>

int
main(void)
{
	(void)setlocale(LC_CTYPE, "");
	if (!initscr())
		return 4;
	(void)cbreak();
	(void)noecho();
	for (int row = 0; row < LINES - 1; row++)
		(void)mvprintw(row, 0, "row %d of the floor", row);
	(void)mvprintw(LINES - 1, 0, "floor ready");
	(void)refresh();
	while (getch() != 'q')
		(void)refresh();
	return endwin() == ERR ? 4 : 0;
}
