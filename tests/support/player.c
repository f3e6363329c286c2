/* player: what tui/app.c does around the screens, with a session in memory and no terminal. */
#include "tests/support/player.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "data/library_read.h"
#include "tui/input.h"
#include "tui/marks.h"

static const struct session_context now = { "ann", "2026-11-24T10:00:00Z", "00000000000000aa" };

/* ---- beginning ---- */

/* The words of a text; at most `most`. */
static size_t
words(struct arena *arena, const char *text, const char **out, size_t most)
{
	size_t n = 0;
	while (*(text += strspn(text, " ")) && n < most) {
		size_t len = strcspn(text, " ");
		out[n] = arena_printf(arena, "%.*s", (int)len, text);
		assert_non_null(out[n++]);
		text += len;
	}
	return n;
}

static struct library *
load(struct arena *arena, const char *folders, const char *model)
{
	struct data_path path = { .n = 0 };
	struct library *library = NULL;
	struct diag diag;
	diag_init(&diag);
	path.n = words(arena, folders, path.dirs, sizeof path.dirs / sizeof *path.dirs);
	const struct library_request request = { .path = &path, .model = model, .threads = 1 };
	if (library_load(&request, &library, &diag) != ST_OK)
		fail_msg("%s cannot be read with model %s", folders, model);
	diag_clear(&diag);
	return library;
}

static void
compute(struct player *p)
{
	struct problem *problem;
	struct result *result;
	struct err e;
	arena_reset(p->figures);
	p->ui.evaluation = session_evaluation(p->session);
	assert_int_equal(problem_build(p->ui.evaluation, p->figures, &problem, &e), ST_OK);
	assert_int_equal(result_compute(problem, p->figures, &result), ST_OK);
	p->ui.problem = problem;
	p->ui.result = result;
	p->ui.session_name = session_name(p->session);
	p->ui.n_events = session_changes(p->session);
	ui_settle(&p->ui);
}

static void
draw(struct player *p)
{
	surface_clear(&p->frame.surface);
	ui_view(&p->ui, &p->frame);
	free(p->text);
	p->text = surface_dump(&p->frame.surface);
	assert_non_null(p->text);
}

struct player *
player_new(const char *folders, const char *model, const char *offers)
{
	struct player *p = calloc(1, sizeof *p);
	const char *names[16];
	struct err e = { .text = "" };
	assert_non_null(p);
	p->arena = arena_new();
	p->figures = arena_new();
	p->ui.scratch = arena_new();
	assert_true(p->arena && p->figures && p->ui.scratch);
	p->library = load(p->arena, folders, model);
	struct strings which = { names, words(p->arena, offers, names, 16) };
	if (session_scratch(p->library, NULL, which, &now, &p->session, &e) != ST_OK)
		fail_msg("%s", e.text);
	const struct evaluation *ev = session_evaluation(p->session);
	p->ui.folded = calloc(ev->model->n_nodes, sizeof *p->ui.folded);
	p->ui.before = calloc(ev->n_alternatives + 1, sizeof *p->ui.before);
	p->ui.held = calloc(ev->n_alternatives + 1, sizeof *p->ui.held);
	assert_true(p->ui.folded && p->ui.before && p->ui.held);
	for (size_t i = 0; i < ev->n_alternatives; i++)
		p->ui.before[i] = NAN;
	p->ui.edition = SIZE_MAX;
	compute(p);
	p->ui.vendor = p->ui.result->n ? ui_vendor_of(&p->ui, p->ui.result->order[0]) : 0;
	const struct framework *f = marks_framework(&p->ui);
	p->ui.objective = f ? f->n_objectives : 0;
	player_size(p, 24, 80);
	return p;
}

void
player_free(struct player *p)
{
	struct err e;
	assert_int_equal(session_close(p->session, &e), ST_OK);
	library_free(p->library);
	arena_free(p->arena);
	arena_free(p->figures);
	arena_free(p->ui.scratch);
	free(p->ui.folded);
	free(p->ui.before);
	free(p->ui.held);
	surface_free(&p->frame.surface);
	free(p->text);
	free(p);
}

/* ---- acting ---- */

static void
carry_out(struct player *p)
{
	const struct effect *f = &p->effect;
	const struct change change = { .kind = f->event,
		.target = f->target,
		.value = f->value,
		.reason = f->reason,
		.sources = f->sources,
		.settles = true };
	struct err e = { .text = "" };
	enum status st = ST_OK;
	/* The texts of an effect live in the scratch of a frame; tests look at them later. */
	p->effect.target = f->target ? arena_strdup(p->arena, f->target) : NULL;
	p->effect.value = f->value ? arena_strdup(p->arena, f->value) : NULL;
	if (f->kind == EFFECT_CHANGE)
		st = session_apply(p->session, &change, &now, &e);
	else if (f->kind == EFFECT_UNDO)
		st = session_undo(p->session, &now, &e);
	else if (f->kind == EFFECT_REDO)
		st = session_redo(p->session, &now, &e);
	else
		return;
	if (st != ST_OK)
		ui_say(&p->ui, STYLE_WEAK, "%s", e.text);
	compute(p);
}

static void
take(struct player *p, const struct input_event *event)
{
	p->effect = ui_input(&p->ui, &p->frame, event);
	carry_out(p);
	draw(p);
}

void
player_size(struct player *p, int rows, int cols)
{
	assert_true(surface_resize(&p->frame.surface, rows, cols));
	p->frame.surface.ascii = p->ui.ascii;
	draw(p);
}

void
player_press(struct player *p, const char *keys)
{
	while (*keys) {
		size_t len;
		const struct input_event event = { .kind = INPUT_KEY,
			.key = key_parse(keys, &len) };
		assert_int_not_equal(event.key, KEY_NONE);
		take(p, &event);
		keys += len;
	}
}

void
player_click(struct player *p, int row, int col)
{
	const struct input_event event = { .kind = INPUT_CLICK, .row = row, .col = col };
	take(p, &event);
}

void
player_click_on(struct player *p, const char *text)
{
	const char *at = strstr(p->text, text), *line = p->text;
	int row = 0;
	if (!at)
		fail_msg("nothing shows \"%s\":\n%s", text, p->text);
	for (const char *c = p->text; c < at; c++)
		if (*c == '\n') {
			row++;
			line = c + 1;
		}
	char before[2048];
	size_t len = (size_t)(at - line);
	assert_true(len < sizeof before);
	memcpy(before, line, len);
	before[len] = '\0';
	player_click(p, row, surface_width(before));
}

const char *
player_frame(struct player *p, const char *keys)
{
	player_press(p, keys);
	return p->text;
}

bool
player_sees(const struct player *p, const char *text)
{
	return strstr(p->text, text) != NULL;
}

/* ---- looking ---- */

size_t
player_vendor(const struct player *p, size_t i)
{
	return ui_vendor_of(&p->ui, p->ui.result->order[i]);
}

struct assessment
player_assess(struct player *p, size_t vendor)
{
	struct assessment a;
	assert_true(
		marks_assess(&p->ui, marks_framework(&p->ui), ui_alternative(&p->ui, vendor), &a));
	return a;
}

const char *
player_line(struct player *p, const char *text)
{
	const char *at = strstr(p->text, text);
	if (!at)
		fail_msg("nothing shows \"%s\":\n%s", text, p->text);
	while (at > p->text && at[-1] != '\n')
		at--;
	const char *line = arena_printf(p->arena, "%.*s", (int)strcspn(at, "\n"), at);
	assert_non_null(line);
	return line;
}
