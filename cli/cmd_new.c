/* new: a skeleton to fill in, made from the dictionary. */
#include <string.h>

#include "cli/commands.h"
#include "cli/load.h"
#include "cli/output.h"
#include "data/text.h"
#include "report/text_stream.h"
#include "report/yaml.h"

static void
put_fact(FILE *out, const struct fact_def *def, enum lang lang)
{
	char expected[512];
	fputs("\n", out);
	yaml_comment(out, 2, def->question.by[lang]);
	yaml_comment(out, 2, value_expected(def, expected, sizeof expected));
	fprintf(out, "  %s: {value: unknown}\n", def->id);
}

/* By objective and group, as a person would research them. */
static void
put_profile(FILE *out, const char *id, const struct dictionary *d, enum lang lang)
{
	static const char *const groups[] = { "SOV-1", "SOV-2", "SOV-3", "SOV-4", "SOV-5", "SOV-6",
		"SOV-7", "SOV-8", "cost", "features" };
	fprintf(out,
		"# Facts of one provider. Replace what is unknown and name the sources:\n"
		"#   env.pue: {value: 1.24, as_of: 2025-08, confidence: high, sources: [report]}\n"
		"# low and high bound a number, note explains. Check with: bascule validate FILE\n"
		"bascule: profile/1\n"
		"id: %s\n"
		"name: \"%s\"\n"
		"country: FR               # of the head office, ISO 3166-1 alpha-2\n"
		"surveyed: 2026-01-01      # the day on which the facts were gathered\n"
		"sources:\n"
		"  report: {title: \"Annual report\", publisher: \"%s\", url: "
		"\"https://example.com/report\", date: 2025}\n"
		"facts:\n",
		id, id, id);
	for (size_t g = 0; g < sizeof groups / sizeof *groups; g++) {
		fprintf(out, "%s  # ---- %s ----\n", g ? "\n" : "", groups[g]);
		for (size_t i = 0; i < d->n; i++)
			if (str_eq(d->defs[i].group, groups[g]))
				put_fact(out, &d->defs[i], lang);
	}
}

static const char model_text[] =
	"# A scoring model: a tree of criteria. Weights are raw numbers; siblings are normalised.\n"
	"# Check with: bascule validate FILE; try with: bascule rank --model FILE\n"
	"bascule: model/1\n"
	"id: %s\n"
	"name: \"%s\"\n"
	"unknown: pessimistic         # or neutral, optimistic, exclude: how an unknown counts\n"
	"low_confidence: as_stated    # or as_unknown\n"
	"open_counts_as: open         # or fail: a gate that the evidence leaves open\n"
	"max_age_months: 36           # older facts are marked\n"
	"criteria:\n"
	"  sovereignty:\n"
	"    name: \"Sovereignty\"\n"
	"    weight: 60\n"
	"    why: \"Say here why it weighs so much; the screens and reports show it.\"\n"
	"    criteria:\n"
	"      parent:\n"
	"        name: \"Seat of the ultimate parent\"\n"
	"        weight: 2\n"
	"        fact: own.parent_country   # bascule show facts lists them all\n"
	"        # The first country or group that matches counts; other: everybody else.\n"
	"        value: {words: {EU: 100, EEA: 80, other: 0}, why: \"Control in the EU.\"}\n"
	"      certified:\n"
	"        name: \"ISO 27001\"\n"
	"        weight: 1\n"
	"        fact: sec.iso27001\n"
	"        value: {boolean: {true: 100, false: 0}, why: \"Certified or not.\"}\n"
	"  energy:\n"
	"    name: \"Energy\"\n"
	"    weight: 40\n"
	"    criteria:\n"
	"      pue:\n"
	"        name: \"Power usage effectiveness\"\n"
	"        weight: 1\n"
	"        fact: env.pue\n"
	"        # linear: the value that scores 0 and the one that scores 100. Others:\n"
	"        # piecewise and step ([[value, points], ...]), log, words, count.\n"
	"        value: {linear: {zero: 2.0, full: 1.1}, why: \"1.1 is the best in use.\"}\n"
	"# gates:                       # a minimum: who fails has no rank\n"
	"#   iso27001: {when: \"sec.iso27001 == true\", name: \"ISO 27001\", why: \"...\"}\n";

static enum status
write_skeleton(struct app *app, const char *kind, const char *id)
{
	struct text_stream s;
	if (!text_stream_open(&s))
		return app_no_memory(app);
	if (str_eq(kind, "model"))
		fprintf(s.out, model_text, id, id);
	else
		put_profile(s.out, id, &app->library->dictionary, app_lang(app));
	const char *text = text_stream_keep(&s, app->arena);
	return text ? output_text(app, text) : app_no_memory(app);
}

enum status
cmd_new(struct app *app)
{
	static const char *const kinds[] = { "profile", "model" };
	const char *kind = app->args.items[0], *id = app->args.items[1];
	if (!str_eq(kind, kinds[0]) && !str_eq(kind, kinds[1])) {
		const char *near = text_nearest(kind, kinds, 2);
		return err_set(&app->err, ST_USAGE,
			"new writes a profile or a model, not '%s'%s%s%s", kind,
			near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
	}
	if (!id_valid(id, strlen(id)))
		return err_set(
			&app->err, ST_USAGE, "'%s' is no id: at most 64 of A-Z a-z 0-9 . _ -", id);
	enum status st = ST_OK;
	if (str_eq(kind, "profile"))
		st = load_profiles(app, false, (struct strings){ NULL, 0 });
	return st == ST_OK ? write_skeleton(app, kind, id) : st;
}
