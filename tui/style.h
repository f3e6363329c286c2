/*
 * style: the few ways in which something can look, named by what they mean.
 *
 * A colour never says anything alone: a sign, a letter or a word says the same. The colours are of
 * middle brightness, to be read on a dark and on a light background, and of the blue and orange
 * families that colour-blind readers tell apart. Of eight colours, blue and yellow are for bars
 * alone: as letters one cannot be read on black, the other on white.
 */
#ifndef TUI_STYLE_H
#define TUI_STYLE_H

enum style_attribute { STYLE_BOLD = 1, STYLE_FAINT = 2, STYLE_UNDER = 4 };

/*  id         256   8  attributes                what it means; -1: the terminal's own colour */
#define STYLES(X) \
	X(TEXT,     -1, -1, 0,                        "text") \
	X(DIM,      -1, -1, STYLE_FAINT,              "secondary") \
	X(STRONG,   -1, -1, STYLE_BOLD,               "a heading, a total, a name") \
	X(TAB,      -1, -1, STYLE_BOLD | STYLE_UNDER, "the tab that is open") \
	X(RULE,    244, -1, STYLE_FAINT,              "thin lines (faint where there is no grey)") \
	X(ACCENT,   32,  6, STYLE_BOLD,               "the cursor's mark, a key") \
	X(FIRST,    68,  4, 0,                        "the first top criterion") \
	X(SECOND,  172,  3, 0,                        "the second") \
	X(THIRD,    72,  2, 0,                        "the third") \
	X(FOURTH,  139,  5, 0,                        "any further") \
	X(WEAK,    166,  5, 0,                        "unknown, weak or old evidence") \
	X(FAIL,    161,  1, STYLE_BOLD,               "a gate that fails") \
	X(UP,       32,  6, STYLE_BOLD,               "better than before") \
	X(DOWN,    166,  5, STYLE_BOLD,               "worse than before")

enum style {
#define X(id, wide, few, attributes, meaning) STYLE_##id,
	STYLES(X)
#undef X
	STYLE_COUNT
};

/* The style of the i-th top criterion. */
enum style style_branch(unsigned i);

#endif
