/*
 * player: somebody at the screens without a terminal: keys and clicks in, frames and effects out.
 *
 * A change that a key asks for is applied to a session in memory, so that the next frame shows it;
 * what else should happen outside is only told. Whatever cannot work fails the test.
 */
#ifndef TESTS_SUPPORT_PLAYER_H
#define TESTS_SUPPORT_PLAYER_H

#include "data/session.h"
#include "scoring/assessment.h"
#include "tui/ui.h"

struct player {
	struct arena *arena;            /* whatever lives as long as the player */
	struct arena *figures;          /* problem and result as they are now */
	struct library *library;
	struct session *session;
	struct ui ui;
	struct frame frame;
	struct effect effect;           /* of the last key or click */
	char *text;                     /* of the last frame */
};

/* Folders and offers are separated by blanks; "" for the offers: all of them. 80x24. */
struct player *player_new(const char *folders, const char *model, const char *offers);
void player_free(struct player *);

void player_size(struct player *, int rows, int cols);
/* Keys as in "jj<Enter>l^R"; the frame is drawn after each. */
void player_press(struct player *, const char *keys);
void player_click(struct player *, int row, int col);
/* Clicks on the first place that shows the text. */
void player_click_on(struct player *, const char *text);
/* The frame after the keys; good until the next key. */
const char *player_frame(struct player *, const char *keys);
bool player_sees(const struct player *, const char *text);
/* The line of the frame that holds a text. */
const char *player_line(struct player *, const char *text);

/* The vendor in the i-th column. */
size_t player_vendor(const struct player *, size_t i);
/* Its marks, by the framework, the edition and the rule of the screens. */
struct assessment player_assess(struct player *, size_t vendor);

#endif
