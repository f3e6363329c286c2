/* session_set: one recorded change, from "TARGET=VALUE" on the command line. */
#ifndef CLI_SESSION_SET_H
#define CLI_SESSION_SET_H

#include "cli/app.h"

/*
 * Opens the session and records the change, with --reason and --source:
 *   CRITERION=PERCENT      its share of the parent; the siblings share the rest
 *   OFFER:FACT=VALUE       a fact overridden; an empty value takes the override away
 *   gate:ID=CONDITION      a gate; an empty condition takes it away
 *   unknown=RULE           the rule for unknowns
 *   provider:OFFER=in      or out
 *   lock:CRITERION=true    or false
 *   comment:TARGET=TEXT    of a criterion, an offer, or of the whole (comment:=TEXT)
 */
enum status session_set(struct app *, const char *path, const char *assignment) MUST_CHECK;

#endif
