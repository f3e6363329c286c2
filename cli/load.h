/*
 * load: from the options to a library, an evaluation and a result.
 *
 * With --session everything comes from the session; else from the data folders. What-ifs are events
 * with the scope "what-if" on top, and go nowhere.
 */
#ifndef CLI_LOAD_H
#define CLI_LOAD_H

#include "cli/app.h"

/* The library alone: with the model when asked for. `ids` are offers wanted beside --providers. */
enum status load_library(struct app *, bool with_model, struct strings ids) MUST_CHECK;
/* The same with exactly these profiles: ids, or paths ending in .yaml. None: all that are found. */
enum status load_profiles(struct app *, bool with_model, struct strings profiles) MUST_CHECK;
/* The same with only the profiles of these offers. */
enum status load_offers(struct app *, bool with_model, struct strings offers) MUST_CHECK;
/* A model, by id or path, with as little else as can be. */
enum status load_model(struct app *, const char *model) MUST_CHECK;
/* Library, evaluation with what-ifs, problem, result. The offers in `ids` are weighed too. */
enum status load_result(struct app *, struct strings ids) MUST_CHECK;
/*
 * The same in two steps, for commands whose words may be other things than offers: what is read
 * first, the offers in `ids` chosen when it is known what they are.
 */
enum status load_data(struct app *) MUST_CHECK;
enum status load_weighed(struct app *, struct strings ids) MUST_CHECK;
/* Makes sure that every input has its hash: for JSON. */
void load_hash(struct app *);
/* Problem and result of an evaluation. */
enum status load_score(struct app *, const struct evaluation *, struct problem **,
	struct result **) MUST_CHECK;
/* The index of an offer in the problem; ST_USAGE with the nearest name when there is none. */
enum status load_find(struct app *, const char *id, size_t *out) MUST_CHECK;
/* The named offers in their order, each once; none named: all that are weighed, at least one. */
enum status load_columns(struct app *, const char *const *names, size_t n_names,
	const size_t **out, size_t *n) MUST_CHECK;
/* Where a model or profile named on the command line is: ST_USAGE with the nearest when nowhere. */
enum status load_check_name(struct app *, enum input_kind, const char *id) MUST_CHECK;
/* The id of an offer named on the command line: that of the profile for a path. */
const char *load_offer_id(const struct app *, const char *word);
/* The ids of the offers of --providers; none: all standard ones. The library must be there. */
enum status load_wanted_offers(struct app *, struct strings *) MUST_CHECK;
/* Where scratch sessions are kept: $XDG_STATE_HOME/bascule, or below the home; NULL: nowhere. */
const char *load_state_folder(struct arena *);
/* Opens a named session as app->session. */
enum status load_session(struct app *, const char *path, enum session_mode) MUST_CHECK;
/* Who acts, when, and random digits: for sessions. */
enum status load_context(struct app *, struct session_context *) MUST_CHECK;

/* ST_USAGE when a word names no provider; *ids (of `what`) is what else it may have meant. */
enum status load_check_offer(struct app *, const char *word, const char *what,
	const char *const *ids, size_t n) MUST_CHECK;
/* "the data", or "the session FILE"; and what helps where something is missing there. */
const char *load_whence(const struct app *);
const char *load_remedy(const struct app *, const char *files);
/*
 * The framework that counts where none is named: the model's, else the default one; ST_INVALID when
 * there is none. The library must be there.
 */
enum status load_framework(struct app *, const struct framework **) MUST_CHECK;
/* ST_USAGE: the framework has no such edition, but these. */
enum status load_unknown_edition(struct app *, const struct framework *, const char *id) MUST_CHECK;
/* Applies --unknown, --weights, --set, --gate and their kin; app->what_if says which. */
enum status what_if_apply(struct app *) MUST_CHECK;
/* --require and --assert-winner: ST_FAILED, with a message each, when one does not hold. */
enum status assert_winner(struct app *) MUST_CHECK;
/* Whether they can be asked at all: ST_USAGE when not. */
enum status assert_check(struct app *) MUST_CHECK;

#endif
