/* main: where the program starts. */
#include <stdio.h>

int
main(void)
{
	return puts("bascule") < 0 ? 4 : 0;
}
