/* model_write: an overlay of weights, as text. */
#include "data/model_write.h"

#include <stdio.h>
#include <stdlib.h>
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

/* Ids and numbers need no quotes, but an id may look like something else: null, ~, 1.0. */
static void
write_head(FILE *out, const struct evaluation *ev, const char *id)
{
	fprintf(out, "bascule: model/1\nid: \"%s\"\nname: \"%s\"\nextends: \"%s\"\n", id, id,
		ev->model->id);
}

static void
write_weights(FILE *out, const struct evaluation *ev)
{
	const char *head = "weights:\n";
	for (size_t i = 0; i < ev->model->n_nodes; i++) {
		const struct criterion *parent = &ev->model->nodes[i];
		if (!has_changed_child(ev, parent))
			continue;
		fputs(head, out);
		head = "";
		for (size_t k = 0; k < parent->n_children; k++) {
			size_t child = parent->children[k];
			fprintf(out, "  \"%s\": %s\n", ev->model->nodes[child].id,
				ev->weight_texts[child]);
		}
	}
}

enum status
model_write_weights(const struct evaluation *ev, const char *id, struct arena *a, const char **text,
	struct err *e)
{
	char shown[96], *buf = NULL;
	size_t len = 0;
	text_visible(id, shown, sizeof shown);
	if (!id_valid(id, strlen(id)))
		return err_set(e, ST_USAGE,
			"an id has letters, digits, '.', '_', '-', at most 64; found '%s'", shown);
	if (id_casecmp(id, ev->model->id) == 0)
		return err_set(e, ST_USAGE, "'%s' is the model itself: choose another id", shown);
	FILE *out = open_memstream(&buf, &len);
	if (!out)
		return err_set(e, ST_NOMEM, "%s", status_text(ST_NOMEM));
	write_head(out, ev, id);
	write_weights(out, ev);
	bool failed = ferror(out) != 0;
	failed |= fclose(out) != 0;
	*text = failed ? NULL : arena_strndup(a, buf, len);
	free(buf);
	return *text ? ST_OK : err_set(e, ST_NOMEM, "%s", status_text(ST_NOMEM));
}
