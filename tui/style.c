/* style: which style stands for which top criterion. */
#include "tui/style.h"

enum style
style_branch(unsigned i)
{
	static const enum style styles[] = { STYLE_FIRST, STYLE_SECOND, STYLE_THIRD, STYLE_FOURTH };
	return styles[i < 3 ? i : 3];
}
