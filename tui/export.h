/* export: writes what a screen shows to a file, in the format of its name's ending. */
#ifndef TUI_EXPORT_H
#define TUI_EXPORT_H

#include "tui/ui.h"

/*
 * An existing file is replaced only when the name ends with "!", which is taken off. The files that
 * were read are never replaced. Says in *e what went wrong.
 */
enum status export_write(const struct ui *, const char *name, struct err *) MUST_CHECK;
/* The weights as a model that extends the present one; the same rule for existing files. */
enum status export_model(const struct ui *, const char *name, struct err *) MUST_CHECK;

#endif
