/* vendors: the same columns on every screen that sets vendors against rows. */
#include "tui/vendors.h"

#include <stdint.h>

size_t
vendors_here(const struct ui *ui, const size_t *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (ui_vendor_of(ui, list[i]) == ui->vendor)
			return i;
	return 0;
}

struct vendors
vendors_lay_out(const struct ui *ui, struct frame *f, enum tab screen, struct vendor_room where,
	const size_t *list, size_t n)
{
	int room = f->surface.cols - where.first - 1, shown = room / where.least;
	if (shown > (int)n)
		shown = (int)n;
	if (shown < 1)
		shown = 1;
	int each = room / shown;
	int *first = &f->first_vendor[screen];
	*first = ui_scroll(*first, (int)vendors_here(ui, list, n), shown, (int)n);
	return (struct vendors){ list, n, (size_t)*first, (size_t)shown < n ? (size_t)shown : n,
		where.first, each > where.most ? where.most : each };
}

int
vendors_col(const struct vendors *v, size_t k)
{
	return v->first + (int)k * v->each;
}

size_t
vendors_at(const struct vendors *v, size_t k)
{
	return v->list[v->from + k];
}

void
vendors_head(const struct ui *ui, struct frame *f, const struct vendors *v, int row)
{
	struct surface *s = &f->surface;
	for (size_t k = 0; k < v->n; k++) {
		size_t a = vendors_at(v, k), vendor = ui_vendor_of(ui, a);
		(void)surface_fit(s, row, vendors_col(v, k), v->each - 2,
			vendor == ui->vendor ? STYLE_TAB : STYLE_STRONG, ui_vendor_name(ui, a));
		frame_hit(f, row, vendors_col(v, k), v->each, CMD_NONE, vendor, SIZE_MAX);
	}
	if (v->from)
		(void)surface_text(s, row, v->first - 1, 1, STYLE_ACCENT, "<");
	if (v->from + v->n < v->n_list)
		(void)surface_text(s, row, s->cols - 1, 1, STYLE_ACCENT, ">");
}
