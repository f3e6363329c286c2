/*
 * yaml: writes texts so that our own reader (and any other) reads them back as they were.
 *
 * Texts are double-quoted, ids and numbers plain. Lines are written to a stream in memory.
 */
#ifndef REPORT_YAML_H
#define REPORT_YAML_H

#include <stdio.h>

#include "data/arena.h"
#include "data/model.h"

/* A double-quoted scalar. */
void yaml_text(FILE *, const char *);
/* {en: "...", fr: "..."}, or one text when both are the same. */
void yaml_label(FILE *, const struct label *);

/* The model, flat, as a file that gives the same scores. NULL when memory runs out. */
const char *yaml_model(const struct model *, struct arena *);
/* A comment: `text` wrapped into lines that begin with `indent` blanks and "# ". */
void yaml_comment(FILE *, int indent, const char *text);

#endif
