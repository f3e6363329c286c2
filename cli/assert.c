/* assert: what the user demands of the winner; what is open does not hold. */
#include <stdint.h>

#include "cli/load.h"
#include "cli/message.h"
#include "data/text.h"
#include "scoring/gate.h"

static const char *
offer_id(const struct app *app, size_t a)
{
	return app->evaluation->alternatives[app->problem->alternatives[a]].id;
}

static enum status
parse_condition(struct app *app, const char *text, const struct condition **out)
{
	struct err why = { ST_OK, "" };
	enum status st =
		condition_parse(text, &app->library->dictionary, app->arena, out, NULL, &why);
	if (st == ST_NOMEM)
		return app_no_memory(app);
	if (st != ST_OK)
		return err_set(&app->err, ST_USAGE, "--require '%.100s', %.800s", text, why.text);
	return ST_OK;
}

enum status
assert_check(struct app *app)
{
	const char *winner = option_text(&app->options, OPT_ASSERT_WINNER);
	const struct strings *conditions = &app->options.given[OPT_REQUIRE];
	const struct condition *condition;
	size_t found;
	enum status st = winner ? load_find(app, winner, &found) : ST_OK;
	for (size_t i = 0; st == ST_OK && i < conditions->n; i++)
		st = parse_condition(app, conditions->items[i], &condition);
	return st;
}

static enum status
check_condition(struct app *app, const char *text, bool *holds)
{
	const struct condition *condition;
	enum status st = parse_condition(app, text, &condition);
	if (st != ST_OK)
		return st;
	size_t w = app->result->winner;
	if (w == SIZE_MAX) {
		message("required: %s: nobody is ranked", text);
		*holds = false;
		return ST_OK;
	}
	enum gate_outcome outcome =
		gate_evaluate(condition, app->evaluation, app->problem->alternatives[w]);
	if (outcome == GATE_PASS)
		return ST_OK;
	message("required: %s: %s for %s, which is first", text, gate_words[outcome],
		offer_id(app, w));
	*holds = false;
	return ST_OK;
}

static enum status
check_winner(struct app *app, const char *word, bool *holds)
{
	size_t expected, w = app->result->winner;
	enum status st = load_find(app, word, &expected);
	if (st != ST_OK)
		return st;
	if (w == expected && !app->result->winner_tied)
		return ST_OK;
	*holds = false;
	if (w == SIZE_MAX)
		message("asserted winner %s: nobody is ranked", word);
	else if (app->result->winner_tied && app->result->scores[expected].rank == 1)
		message("asserted winner %s: it shares the first place", word);
	else
		message("asserted winner %s: %s is first", word, offer_id(app, w));
	return ST_OK;
}

enum status
assert_winner(struct app *app)
{
	bool holds = true;
	const char *winner = option_text(&app->options, OPT_ASSERT_WINNER);
	const struct strings *conditions = &app->options.given[OPT_REQUIRE];
	enum status st = winner ? check_winner(app, winner, &holds) : ST_OK;
	for (size_t i = 0; st == ST_OK && i < conditions->n; i++)
		st = check_condition(app, conditions->items[i], &holds);
	if (st != ST_OK || holds)
		return st;
	app->has_told = true;
	return ST_FAILED;
}
