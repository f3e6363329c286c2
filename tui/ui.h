/*
 * ui: what the screens look at and change: the result as it is now, and where the person stands.
 *
 * A screen is two functions over this struct: update(ui, command) -> effect, and view(ui, frame).
 * Neither touches a terminal, a file or a clock. What must happen outside is an effect; only app.c
 * carries effects out.
 */
#ifndef TUI_UI_H
#define TUI_UI_H

#include <stdbool.h>
#include <stddef.h>

#include "data/evaluation.h"
#include "scoring/result.h"
#include "tui/command.h"
#include "tui/surface.h"

/* The first ones are tabs; below the framework lie the criteria of a vendor and one's rungs. */
enum tab {
	SCREEN_RANKING, SCREEN_MATRIX, SCREEN_WEIGHTS, SCREEN_EVIDENCE, SCREEN_FRAMEWORK,
	SCREEN_LADDERS, SCREEN_CRITERIA, SCREEN_RUNGS, SCREEN_COUNT
};

/* What a line of typed text is for. */
enum prompt_kind {
	PROMPT_NONE, PROMPT_SEARCH, PROMPT_WEIGHT, PROMPT_EXPORT, PROMPT_SAVE_AS, PROMPT_MODEL,
	PROMPT_COMMENT, PROMPT_VALUE, PROMPT_REASON, PROMPT_SOURCE, PROMPT_OFFER, PROMPT_GATE,
	PROMPT_SEAL
};

enum { PROMPT_BYTES = 1024, MOST_BACK = 16 };

struct prompt {
	enum prompt_kind kind;
	char text[PROMPT_BYTES];        /* UTF-8 */
	size_t len, cursor;             /* in bytes */
	char value[PROMPT_BYTES];       /* of an override, while its reason is asked for */
	char reason[PROMPT_BYTES];      /* the same, while its source is asked for */
};

enum overlay { OVERLAY_NONE, OVERLAY_HELP, OVERLAY_PALETTE };
enum matrix_filter { FILTER_ALL, FILTER_UNKNOWN, FILTER_WEAK, FILTER_COUNT };
enum matrix_sort { SORT_RANK, SORT_NAME, SORT_ROW, SORT_COUNT };

/* Where to come back to. */
struct stand {
	enum tab screen;
	size_t vendor, node, objective, criterion;
};

struct ui {
	/* What is known; borrowed, replaced whole after every change. */
	const struct evaluation *evaluation;
	const struct problem *problem;
	const struct result *result;
	struct arena *scratch;          /* for one frame */

	/* What the title says. */
	const char *session_name;
	size_t n_events, n_unsaved;
	bool read_only;
	enum lang lang;
	bool ascii;

	/* Where the person stands. */
	enum tab screen;
	size_t vendor;                  /* in the evaluation, no row: it stays on its vendor */
	size_t node;                    /* criterion, in matrix, weights and evidence */
	size_t source;                  /* in evidence, rungs and ladders */
	size_t objective;               /* in the framework; beyond the last: the whole */
	size_t criterion;               /* in criteria and rungs */
	size_t level;                   /* in ladders: the row */
	size_t edition;                 /* of the framework; SIZE_MAX: the model's, else its own */
	bool skips_unknown;             /* as the official calculator does */
	bool shows_official;            /* below the board, where there is no room for both */
	bool shows_below[SCREEN_COUNT]; /* in rungs and ladders: the texts take all the room */
	bool *folded;                   /* by node; owned by app.c */
	enum matrix_filter filter;
	enum matrix_sort sort;
	struct stand back[MOST_BACK];
	size_t n_back;

	/* A gesture on a slider: the scores when it began, for the changes beside the ranking. */
	bool gesture;
	size_t gesture_node;
	double *before;                 /* by vendor; owned by app.c; NAN: not ranked then */
	size_t *held;                   /* vendors in the order of then; owned by app.c */
	size_t n_held;

	/* What lies on top. */
	enum overlay overlay;
	int overlay_top;
	size_t palette_at;
	struct prompt prompt;
	char found[PROMPT_BYTES];       /* what was searched for last */
	char message[1024];
	enum style message_style;

	int rows, cols;                 /* of the last frame: for paging */
};

/* Something on the screen that can be clicked. */
struct hit {
	int row, col, width;
	enum command command;           /* run, after moving to vendor and node */
	size_t vendor;                  /* SIZE_MAX: stay */
	size_t node;                    /* the same; where there is no tree the row of the screen */
};

/* Every cell of a matrix on a large screen is one. */
enum { MOST_HITS = 2048 };

struct frame {
	struct surface surface;
	struct hit hits[MOST_HITS];
	size_t n_hits;
	int cursor_row, cursor_col;     /* of a prompt; -1: none */
	int first[SCREEN_COUNT];        /* first row shown: kept, so that nothing jumps */
	int first_vendor[SCREEN_COUNT]; /* the same of the columns */
};

/* What must be done outside. */
enum effect_kind {
	EFFECT_NONE,
	EFFECT_SHARE,                   /* node gets `percent` of its parent */
	EFFECT_CHANGE,                  /* an event: kind, target, value, reason, sources */
	EFFECT_UNDO,
	EFFECT_REDO,
	EFFECT_EXPORT,                  /* to the file named by `value` */
	EFFECT_SAVE_AS,
	EFFECT_WRITE_MODEL,
	EFFECT_LINK,                    /* open the address in `value` */
	EFFECT_COPY,                    /* copy it */
	EFFECT_REDRAW,
	EFFECT_QUIT
};

struct effect {
	enum effect_kind kind;
	size_t node;
	double percent;
	enum event_kind event;
	const char *target, *value, *reason, *sources;  /* borrowed; in ui->scratch or the prompt */
};

/* ---- one screen each: screen_*.c ---- */

struct effect ranking_update(struct ui *, enum command);
void ranking_view(const struct ui *, struct frame *, int top, int rows);
struct effect matrix_update(struct ui *, enum command);
void matrix_view(const struct ui *, struct frame *, int top, int rows);
struct effect weights_update(struct ui *, enum command);
void weights_view(const struct ui *, struct frame *, int top, int rows);
struct effect evidence_update(struct ui *, enum command);
void evidence_view(const struct ui *, struct frame *, int top, int rows);

struct effect framework_update(struct ui *, enum command);
void framework_view(const struct ui *, struct frame *, int top, int rows);
/* The typed minimum of the objective at the cursor, as a gate. */
struct effect framework_minimum(struct ui *, const char *text);
struct effect criteria_update(struct ui *, enum command);
void criteria_view(const struct ui *, struct frame *, int top, int rows);
struct effect rungs_update(struct ui *, enum command);
void rungs_view(const struct ui *, struct frame *, int top, int rows);
struct effect ladders_update(struct ui *, enum command);
/* Goes to the next ladder or level whose name holds the text. */
bool ladders_search(struct ui *, const char *text, size_t skip);
void ladders_view(const struct ui *, struct frame *, int top, int rows);

/* Help and palette: overlay.c. Return whether they took the key. */
void overlay_view(const struct ui *, struct frame *);
void overlay_command(struct ui *, enum command);
size_t palette_matches(const struct ui *, enum command *out, size_t most);

/* The line of typed text: prompt.c. */
void prompt_open(struct ui *, enum prompt_kind, const char *text);
void prompt_insert(struct ui *, unsigned character);
struct effect prompt_key(struct ui *, int key);
void prompt_view(const struct ui *, struct frame *, int row);

/* ---- all screens: ui.c ---- */

/* One key, one click, one turn of the wheel, one pasted character. */
struct input_event;
struct effect ui_input(struct ui *, const struct frame *, const struct input_event *);
struct effect ui_command(struct ui *, enum command);
/* Draws everything into the frame; its surface has the size. */
void ui_view(struct ui *, struct frame *);
/* The evaluation, problem and result changed: keeps the cursor on something that exists. */
void ui_settle(struct ui *);
/* Goes to another screen, remembering this one for `q`. */
void ui_go(struct ui *, enum tab);
void ui_say(struct ui *, enum style, const char *fmt, ...) PRINTF_LIKE(3, 4);
/* Opens every branch above a node. */
void ui_unfold(struct ui *, size_t node);
/* The next criterion or vendor whose name holds what was searched; false: none. */
bool ui_search(struct ui *, const char *text, bool next);

/* ---- helpers that the screens share ---- */

void frame_hit(struct frame *, int row, int col, int width, enum command, size_t vendor,
	size_t node);
const char *ui_name(const struct ui *, const struct criterion *);
/* Index in the problem of a vendor; SIZE_MAX when it is not weighed. */
size_t ui_alternative(const struct ui *, size_t vendor);
const struct score *ui_score(const struct ui *, size_t vendor);          /* NULL: not weighed */
const char *ui_vendor_name(const struct ui *, size_t alternative);       /* of the problem */
size_t ui_vendor_of(const struct ui *, size_t alternative);
/* Moves a cursor by a command in 0..n-1; returns the new one. */
size_t ui_move(enum command, size_t at, size_t n, int page);
/* The first row to show so that `at` is visible in `rows`, moving as little as can be. */
int ui_scroll(int top, int at, int rows, int n);
/* The nodes of the tree that are visible (parents unfolded), in the model's order. */
size_t ui_visible(const struct ui *, size_t *out);
/* The top-level criterion above a node. */
size_t ui_branch(const struct ui *, size_t node);
/* Position of a top-level criterion, for its style. */
unsigned ui_branch_index(const struct ui *, size_t branch);
/* A vendor's score as its top criteria laid end to end. */
void draw_parts(const struct ui *, struct surface *, int row, int col, int width,
	const struct score *);
/* The vendor to the left or right in the order of the ranking. */
void ui_move_vendor(struct ui *, bool right);
/* What is done with the chosen source of a list: its address opened or copied. */
struct effect ui_source(struct ui *, enum effect_kind, const struct source *const *, size_t n);
/* What is known of a leaf: a fact, or the rung of a mark. In ui->scratch, never NULL. */
const char *ui_leaf(const struct ui *, size_t node, const struct cell *);
/* What is known of a fact, as a person reads it: "1.24 %", "yes", "unknown". NULL is unknown. */
const char *ui_value(const struct ui *, const struct fact *);
/* "?" unknown, "~" weak, "!" old, "*" changed, " " none; with its style. */
const char *ui_mark(const struct cell *, enum style *);

#endif
