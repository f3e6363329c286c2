/* model_write: an overlay of weights, as text. */
#include "data/model_write.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "data/text.h"

static bool
has_changed_child(const struct evaluation *ev, const struct criterion *parent)
{
	for (size_t i = 0; i < parent->n_children; i++) {
		size_t child = parent->children[i];
		if (!str_eq(ev->weight_texts[child], ev->model->nodes[child].weight_text))
			return true;
	}
	return false;
}

/* Text in a buffer that is known to be large enough: a memory stream would hide lack of memory. */
struct writer {
	char *buf;
	size_t size, used;
};

static void add(struct writer *, const char *fmt, ...) PRINTF_LIKE(2, 3);

static void
add(struct writer *w, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	int n = vsnprintf(w->buf + w->used, w->size - w->used, fmt, ap);
	va_end(ap);
	assert(n >= 0 && (size_t)n < w->size - w->used);
	w->used += (size_t)n;
}

static size_t
size_needed(const struct evaluation *ev, const char *id)
{
	size_t size = 128 + 2 * strlen(id) + strlen(ev->model->id);
	for (size_t i = 0; i < ev->model->n_nodes; i++)
		size += strlen(ev->model->nodes[i].id) + strlen(ev->weight_texts[i]) + 8;
	return size;
}

/* Ids and numbers need no quotes, but an id may look like something else: null, ~, 1.0. */
static void
write_head(struct writer *w, const struct evaluation *ev, const char *id)
{
	add(w, "bascule: model/1\nid: \"%s\"\nname: \"%s\"\nextends: \"%s\"\n", id, id,
		ev->model->id);
}

static void
write_weights(struct writer *w, const struct evaluation *ev)
{
	bool has_head = false;
	for (size_t i = 0; i < ev->model->n_nodes; i++) {
		const struct criterion *parent = &ev->model->nodes[i];
		if (!has_changed_child(ev, parent))
			continue;
		add(w, "%s", has_head ? "" : "weights:\n");
		has_head = true;
		for (size_t k = 0; k < parent->n_children; k++) {
			size_t child = parent->children[k];
			add(w, "  \"%s\": %s\n", ev->model->nodes[child].id,
				ev->weight_texts[child]);
		}
	}
}

enum status
model_write_weights(const struct evaluation *ev, const char *id, struct arena *a, const char **text,
	struct err *e)
{
	char shown[96];
	text_visible(id, shown, sizeof shown);
	if (!id_valid(id, strlen(id)))
		return err_set(e, ST_USAGE,
			"an id has letters, digits, '.', '_', '-', at most 64; found '%s'", shown);
	if (id_casecmp(id, ev->model->id) == 0)
		return err_set(e, ST_USAGE, "'%s' is the model itself: choose another id", shown);
	struct writer w = { .size = size_needed(ev, id) };
	w.buf = arena_alloc(a, w.size);
	if (!w.buf)
		return err_set(e, ST_NOMEM, "%s", status_text(ST_NOMEM));
	write_head(&w, ev, id);
	write_weights(&w, ev);
	*text = w.buf;
	return ST_OK;
}
