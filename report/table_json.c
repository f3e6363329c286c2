/* table_json: rows as objects. */
#include "report/table_json.h"

#include "report/maker.h"
#include "report/writers.h"

static void
put_row(struct maker *k, json_t *rows, const struct table *t, const struct table_row *row)
{
	json_t *o = maker_object_at_end(k, rows);
	for (size_t c = 0; c < t->n_columns; c++) {
		const struct table_column *column = &t->columns[c];
		const struct table_cell *cell = &row->cells[c];
		if (!is_for(column->use, USE_MACHINES))
			continue;
		if (cell->kind == CELL_NUMBER && column->is_count)
			maker_count(k, o, column->id, (size_t)cell->number);
		else if (cell->kind == CELL_NUMBER)
			maker_number(k, o, column->id, cell->number);
		else
			maker_text(k, o, column->id, cell->kind == CELL_TEXT ? cell->text : NULL);
	}
}

enum status
table_json(const struct table *t, const char *kind, struct arena *arena, const char **out)
{
	struct maker k = { .arena = arena };
	json_t *root = maker_object(&k);
	maker_text(&k, root, "bascule", kind);
	json_t *rows = maker_array_in(&k, root, "rows");
	for (size_t r = 0; r < t->n_rows; r++)
		if (is_for(t->rows[r].use, USE_MACHINES))
			put_row(&k, rows, t, &t->rows[r]);
	return maker_finish(&k, root, out);
}
