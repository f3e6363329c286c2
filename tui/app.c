/* app: the loop, and the one place where effects become deeds. */
#include "tui/app.h"

#include <langinfo.h>
#include <math.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/text.h"
#include "tui/export.h"
#include "tui/link.h"
#include "tui/marks.h"
#include "tui/term.h"
#include "tui/ui.h"

/*
 * Milliseconds: an ESC alone is the key after this; a slider at rest ends its gesture after that.
 */
enum { ESCAPE_MS = 40, REST_MS = 1000 };

struct app {
	const struct tui_start *start;
	struct session *session;
	struct ui ui;
	struct frame frame;
	struct keyboard keyboard;
	struct arena *bases[2]; /* the problem as built, and the one before */
	int base;
	struct arena *turns[2]; /* reweighed problem and result, in turn */
	int turn;
	struct problem *built;
	char noticed[1024]; /* what the session had to say last */
	double *noted;      /* scores by vendor before a change that may not hold */
	bool has_terminal;
	bool must_settle;  /* changes wait to be made durable */
	bool must_stop;    /* ^Z was pressed */
	int signal_number; /* ends the program; ^C counts as one */
	bool is_over;
};

/* ---- computing ---- */

/* Problem and result anew. After weights alone the cells are kept. */
static enum status
compute(struct app *app, bool weights_only, struct err *e)
{
	struct problem *p;
	struct result *r;
	enum status st;
	struct problem *built = app->built;
	struct arena *spare = app->turns[!app->turn];
	if (!weights_only) {
		arena_reset(app->bases[!app->base]);
		st = problem_build(
			session_evaluation(app->session), app->bases[!app->base], &built, e);
		if (st != ST_OK)
			return st;
	}
	arena_reset(spare);
	st = problem_reweigh(built, spare, &p);
	if (st == ST_OK)
		st = result_compute(p, spare, &r);
	if (st != ST_OK)
		return err_set(e, st, "%s", status_text(st));
	/* Only now: what is on the screen lives until something took its place. */
	app->turn = !app->turn;
	if (!weights_only)
		app->base = !app->base;
	app->built = built;
	app->ui.evaluation = session_evaluation(app->session);
	app->ui.problem = p;
	app->ui.result = r;
	return ST_OK;
}

/* Changes that no file holds: waiting for the disk, or of a session that is in memory alone. */
static size_t
unsaved_changes(const struct session *s)
{
	size_t n, waiting = session_unsaved(s), changes = session_changes(s);
	const struct event *const *events = session_events(s, &n);
	if (!session_path(s))
		return changes;
	/* Naming the files that an evaluation rests on is no change of a person. */
	if (waiting && events[n - 1]->kind == EVENT_INPUTS)
		waiting--;
	return waiting < changes ? waiting : changes;
}

static void
refresh_title(struct app *app)
{
	app->ui.session_name = session_name(app->session);
	app->ui.n_events = session_changes(app->session);
	app->ui.n_unsaved = unsaved_changes(app->session);
	app->ui.read_only = session_is_read_only(app->session);
}

static void
recompute(struct app *app, bool weights_only)
{
	struct err e;
	if (compute(app, weights_only, &e) != ST_OK)
		ui_say(&app->ui, STYLE_FAIL, "%s", e.text);
	refresh_title(app);
	ui_settle(&app->ui);
}

/* ---- effects ---- */

static void
note_scores(struct app *app)
{
	struct ui *ui = &app->ui;
	for (size_t i = 0; i < ui->evaluation->n_alternatives; i++) {
		const struct score *s = ui_score(ui, i);
		app->noted[i] = s && s->rank ? s->points.best : NAN;
	}
}

/* The change holds: what was noted is what it is compared with. */
static void
keep_noted(struct app *app)
{
	memcpy(app->ui.before, app->noted, app->ui.evaluation->n_alternatives * sizeof *app->noted);
}

static enum status
apply(struct app *app, const struct change *change, struct err *e)
{
	struct session_context context;
	if (app->start->context(&context, app->start->context_data) != ST_OK)
		return err_set(e, ST_IO, "cannot tell the time");
	return session_apply(app->session, change, &context, e);
}

/* What the session has to say, once. */
static void
say_notice(struct app *app)
{
	const char *notice = session_notice(app->session);
	if (!notice || str_eq(notice, app->noticed))
		return;
	(void)snprintf(app->noticed, sizeof app->noticed, "%s", notice);
	ui_say(&app->ui, STYLE_WEAK, "%s", notice);
}

/*
 * Whether a change is in force: also when it could only be kept in memory (a full disk), which is
 * said and tried again. What the session has to say is said too.
 */
static bool
took_hold(struct app *app, enum status st, const struct err *e)
{
	bool is_kept = st != ST_OK && session_changes(app->session) > app->ui.n_events;
	if (st != ST_OK)
		ui_say(&app->ui, is_kept ? STYLE_FAIL : STYLE_WEAK, "%s", e->text);
	else
		say_notice(app);
	app->must_settle = app->must_settle || session_unsaved(app->session) > 0;
	return st == ST_OK || is_kept;
}

/* A gesture begins: this is the order in which its rows stay. */
static void
hold_order(struct ui *ui)
{
	ui->n_held = ui->result->n;
	for (size_t i = 0; i < ui->n_held; i++)
		ui->held[i] = ui_vendor_of(ui, ui->result->order[i]);
}

/* A step of a slider: the steps on one criterion are one gesture. */
static void
do_share(struct app *app, const struct effect *effect)
{
	struct ui *ui = &app->ui;
	struct err e;
	const char *id = ui->problem->model->nodes[effect->node].id;
	struct change change = { .kind = EVENT_WEIGHTS };
	change.continues = ui->gesture && ui->gesture_node == effect->node;
	if (fabs(100 * ui->problem->weight[effect->node] - effect->percent) < 1e-9)
		return;
	enum status st = evaluation_share(ui->evaluation, id, effect->percent, ui->scratch,
		&change.target, &change.value, &e);
	if (st == ST_OK && !change.continues)
		note_scores(app);
	if (st == ST_OK)
		st = apply(app, &change, &e);
	if (!took_hold(app, st, &e))
		return;
	if (!change.continues) {
		keep_noted(app);
		hold_order(ui);
	}
	ui->gesture = app->must_settle = true;
	ui->gesture_node = effect->node;
	recompute(app, true);
}

static void
do_change(struct app *app, const struct effect *effect)
{
	struct err e;
	const struct change change = { .kind = effect->event,
		.target = effect->target,
		.value = effect->value,
		.reason = effect->reason,
		.sources = effect->sources,
		.settles = true };
	note_scores(app);
	if (!took_hold(app, apply(app, &change, &e), &e))
		return;
	keep_noted(app);
	recompute(app, false);
}

static void
do_undo(struct app *app, bool undo)
{
	struct session_context context;
	struct err e = { .text = "cannot tell the time" };
	enum status st = app->start->context(&context, app->start->context_data);
	note_scores(app);
	if (st == ST_OK)
		st = undo ? session_undo(app->session, &context, &e)
			  : session_redo(app->session, &context, &e);
	if (!took_hold(app, st, &e))
		return;
	keep_noted(app);
	recompute(app, false);
}

static void
do_save_as(struct app *app, const char *path)
{
	struct session_context context;
	struct err e = { .text = "cannot tell the time" };
	enum status st = app->start->context(&context, app->start->context_data);
	size_t len = strlen(path);
	if (len && path[len - 1] == '!')
		st = err_set(&e, ST_USAGE, "a session is never replaced: choose another name");
	if (st == ST_OK)
		st = session_save_as(app->session, path, &context, &e);
	if (st != ST_OK)
		ui_say(&app->ui, STYLE_FAIL, "%s", e.text);
	else
		ui_say(&app->ui, STYLE_ACCENT, "saved: bascule --session %s opens it", path);
}

static void
do_write(struct app *app, const struct effect *effect)
{
	struct err e;
	size_t len = strlen(effect->value), force = len && effect->value[len - 1] == '!';
	enum status st = effect->kind == EFFECT_EXPORT ? export_write(&app->ui, effect->value, &e)
						       : export_model(&app->ui, effect->value, &e);
	if (st != ST_OK)
		ui_say(&app->ui, STYLE_FAIL, "%s", e.text);
	else
		ui_say(&app->ui, STYLE_ACCENT, "wrote %.*s", (int)(len - force), effect->value);
}

static void
do_link(struct app *app, const struct effect *effect)
{
	struct err e;
	if (!app->has_terminal)
		return;
	if (effect->kind == EFFECT_COPY && term_copy(effect->value))
		ui_say(&app->ui, STYLE_ACCENT, "sent to the clipboard: %s", effect->value);
	else if (effect->kind == EFFECT_LINK && link_open(effect->value, &e) == ST_OK)
		ui_say(&app->ui, STYLE_ACCENT, "opening %s", effect->value);
	else if (effect->kind == EFFECT_LINK)
		ui_say(&app->ui, STYLE_WEAK, "%s", e.text);
}

static void
run_effect(struct app *app, const struct effect *effect)
{
	if (effect->kind != EFFECT_NONE && effect->kind != EFFECT_SHARE)
		app->ui.gesture = false;
	switch (effect->kind) {
	case EFFECT_NONE:
		break;
	case EFFECT_SHARE:
		do_share(app, effect);
		break;
	case EFFECT_CHANGE:
		do_change(app, effect);
		break;
	case EFFECT_UNDO:
	case EFFECT_REDO:
		do_undo(app, effect->kind == EFFECT_UNDO);
		break;
	case EFFECT_SAVE_AS:
		do_save_as(app, effect->value);
		break;
	case EFFECT_EXPORT:
	case EFFECT_WRITE_MODEL:
		do_write(app, effect);
		break;
	case EFFECT_LINK:
	case EFFECT_COPY:
		do_link(app, effect);
		break;
	case EFFECT_REDRAW:
		if (app->has_terminal)
			term_redraw();
		break;
	case EFFECT_QUIT:
		app->is_over = true;
		break;
	}
}

/* ---- events ---- */

/* The keys that a terminal would have made signals of; true: the event was one. */
static bool
take_signal_key(struct app *app, const struct input_event *event)
{
	if (event->kind != INPUT_KEY || !app->has_terminal)
		return false;
	if (event->key == ('C' & 0x1f))
		app->signal_number = SIGINT;
	else if (event->key == ('Z' & 0x1f))
		app->must_stop = true;
	else
		return false;
	return true;
}

static void
take_event(struct app *app, const struct input_event *event)
{
	size_t node = app->ui.node;
	if (take_signal_key(app, event))
		return;
	struct effect effect = ui_input(&app->ui, &app->frame, event);
	run_effect(app, &effect);
	/* Another criterion, another gesture. */
	if (app->ui.node != node)
		app->ui.gesture = false;
}

static void
take_bytes(struct app *app, const unsigned char *bytes, size_t n)
{
	for (size_t i = 0; i < n && !app->is_over && !app->signal_number; i++) {
		struct input_event event;
		if (input_byte(&app->keyboard, bytes[i], &event))
			take_event(app, &event);
	}
}

static void
settle(struct app *app)
{
	struct session_context context;
	struct err e;
	app->must_settle = false;
	app->ui.gesture = false;
	if (app->start->context(&context, app->start->context_data) != ST_OK)
		return;
	if (session_settle(app->session, &context, &e) == ST_OK) {
		say_notice(app);
	} else {
		ui_say(&app->ui, STYLE_FAIL, "%s", e.text);
		app->must_settle = true;
	}
	refresh_title(app);
}

static bool
draw(struct app *app)
{
	int rows, cols;
	term_size(&rows, &cols);
	if (!surface_resize(&app->frame.surface, rows, cols))
		return false;
	ui_view(&app->ui, &app->frame);
	term_draw(&app->frame);
	return true;
}

static int
next_timeout(const struct app *app)
{
	if (input_waits(&app->keyboard))
		return ESCAPE_MS;
	return app->must_settle ? REST_MS : -1;
}

static void
paused(struct app *app)
{
	struct input_event event;
	if (input_waits(&app->keyboard)) {
		if (input_pause(&app->keyboard, &event))
			take_event(app, &event);
		return;
	}
	if (app->must_settle)
		settle(app);
}

static void
stop(struct app *app)
{
	app->must_stop = false;
	settle(app);
	term_stop();
}

/* One turn: waits, and takes what came. */
static void
turn(struct app *app)
{
	unsigned char bytes[4096];
	size_t n;
	switch (term_wait(next_timeout(app), bytes, sizeof bytes, &n)) {
	case TERM_BYTES:
		take_bytes(app, bytes, n);
		break;
	case TERM_RESIZED:
		break;
	case TERM_TIMEOUT:
		paused(app);
		break;
	case TERM_STOP:
		app->must_stop = true;
		break;
	case TERM_ENDED:
		app->signal_number = (int)n;
		break;
	}
	if (app->must_stop)
		stop(app);
}

/* ---- beginning and end ---- */

static enum status
begin(struct app *app, const struct tui_start *start, struct err *e)
{
	struct ui *ui = &app->ui;
	const struct evaluation *ev = session_evaluation(start->session);
	*app = (struct app){ .start = start, .session = start->session };
	app->bases[0] = arena_new();
	app->bases[1] = arena_new();
	app->turns[0] = arena_new();
	app->turns[1] = arena_new();
	ui->scratch = arena_new();
	ui->folded = calloc(ev->model->n_nodes, sizeof *ui->folded);
	ui->before = calloc(ev->n_alternatives + 1, sizeof *ui->before);
	ui->held = calloc(ev->n_alternatives + 1, sizeof *ui->held);
	app->noted = calloc(ev->n_alternatives + 1, sizeof *app->noted);
	if (!app->bases[0] || !app->bases[1] || !app->turns[0] || !app->turns[1] || !ui->scratch ||
		!ui->folded || !ui->before || !ui->held || !app->noted ||
		!surface_resize(&app->frame.surface, 1, 1))
		return err_set(e, ST_NOMEM, "%s", status_text(ST_NOMEM));
	for (size_t i = 0; i < ev->n_alternatives; i++)
		ui->before[i] = NAN;
	/* The second level is closed at first, so that the whole tree shows on one page. */
	for (size_t i = 1; i < ev->model->n_nodes; i++)
		ui->folded[i] = ev->model->nodes[i].depth > 1 && ev->model->nodes[i].n_children;
	ui->lang = start->lang;
	ui->edition = SIZE_MAX;
	ui->ascii = app->frame.surface.ascii =
		start->ascii || !str_eq(nl_langinfo(CODESET), "UTF-8");
	enum status st = compute(app, false, e);
	if (st != ST_OK)
		return st;
	ui->vendor = ui->result->n ? ui_vendor_of(ui, ui->result->order[0]) : 0;
	ui->objective = marks_framework(ui) ? marks_framework(ui)->n_objectives : 0;
	refresh_title(app);
	ui_settle(ui);
	say_notice(app);
	if (start->notice)
		ui_say(ui, STYLE_FAIL, "%s", start->notice);
	return ST_OK;
}

static void
end(struct app *app)
{
	arena_free(app->bases[0]);
	arena_free(app->bases[1]);
	arena_free(app->turns[0]);
	arena_free(app->turns[1]);
	arena_free(app->ui.scratch);
	free(app->ui.folded);
	free(app->ui.before);
	free(app->ui.held);
	free(app->noted);
	surface_free(&app->frame.surface);
}

enum status
tui_check(struct err *e)
{
	return term_check(e);
}

static enum status
loop(struct app *app, int *exit_status, struct err *e)
{
	/* What needs the disk waits until the first frame stands. */
	bool is_first = true;
	while (!app->is_over && !app->signal_number) {
		if (!draw(app))
			return err_set(e, ST_NOMEM, "%s", status_text(ST_NOMEM));
		if (is_first) {
			is_first = false;
			settle(app);
			continue;
		}
		turn(app);
		/* Whatever came meanwhile is taken before the next frame: no queue grows. */
		while (!app->is_over && !app->signal_number && term_pending())
			turn(app);
	}
	settle(app);
	*exit_status = app->signal_number ? 128 + app->signal_number : 0;
	return ST_OK;
}

enum status
tui_run(const struct tui_start *start, int *exit_status, struct err *e)
{
	struct app app;
	char last_words[512];
	const char *path = session_path(start->session);
	(void)snprintf(last_words, sizeof last_words,
		"bascule stopped by an error of its own; every change that was shown is in %s",
		path ? path : "the session");
	const struct term_options options = { start->colour, start->mouse, last_words };
	enum status st = begin(&app, start, e);
	if (st == ST_OK)
		st = term_open(&options, e);
	if (st == ST_OK) {
		app.has_terminal = true;
		st = loop(&app, exit_status, e);
		term_close();
	}
	end(&app);
	return st;
}

enum status
tui_replay(const struct tui_start *start, const char *keys, int rows, int cols, char **text,
	struct err *e)
{
	struct app app;
	enum status st = begin(&app, start, e);
	bool fits = st == ST_OK && surface_resize(&app.frame.surface, rows, cols);
	if (fits)
		ui_view(&app.ui, &app.frame);
	while (fits && *keys && !app.is_over) {
		size_t len;
		struct input_event event = { .kind = INPUT_KEY, .key = key_parse(keys, &len) };
		bool is_name = event.key == '<' && keys[1] >= 'A' && strcspn(keys, ">") < 12;
		if (event.key == KEY_NONE || (is_name && strchr(keys, '>'))) {
			st = err_set(e, ST_USAGE, "no key is named \"%.20s\"", keys);
			break;
		}
		take_event(&app, &event);
		keys += len;
		surface_clear(&app.frame.surface);
		ui_view(&app.ui, &app.frame);
	}
	if (st == ST_OK) {
		*text = fits ? surface_dump(&app.frame.surface) : NULL;
		if (!*text)
			st = err_set(e, ST_NOMEM, "%s", status_text(ST_NOMEM));
	}
	end(&app);
	return st;
}
