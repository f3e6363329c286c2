/* json_fields: the table. Scores are 0..100, weights and coverage 0..1, dates YYYY[-MM[-DD]]. */
#include "report/json_fields.h"

/* Fields that several views share. */
#define ALL "rank compare explain framework ladders"
/* Those in which something is weighed. */
#define WEIGHED "rank compare explain framework"

/* A node of the tree for one offer, at `path`. */
#define NODE(view, path) \
	{ view, path "low", "Least score that the evidence leaves open" }, \
		{ view, path "best", "Score of this criterion, unknowns by the rule" }, \
		{ view, path "high", "Greatest score that the evidence leaves open" }, \
	{ \
		view, path "contribution", "Points of the whole score; the leaves sum to it" \
	}

/* A fact of one offer, at `path`: leaves only. */
#define FACT(view, path) \
	{ view, path "state", "Leaves: known or unknown" }, \
		{ view, path "weak", "Whether its confidence is low" }, \
		{ view, path "old", \
			"Whether it is older than the model allows; undated counts as old" }, \
		{ view, path "overridden", \
			"Whether the evaluation replaced the profile's value" }, \
		{ view, path "value", \
			"Number, true or false, text or list of texts; null when unknown" }, \
		{ view, path "unit", "Unit of the value, or null" }, \
		{ view, path "value_low", "Lower bound that the evidence states, or null" }, \
		{ view, path "value_high", "Upper bound that the evidence states, or null" }, \
		{ view, path "as_of", "Date of the fact, or null" }, \
		{ view, path "confidence", "low, medium or high; null when nothing is stated" }, \
		{ view, path "note", "What the profile says about the fact, or null" }, \
		{ view, path "sources[].id", "Key of the source in the profile" }, \
		{ view, path "sources[].title", "Title" }, \
		{ view, path "sources[].publisher", "Publisher" }, \
		{ view, path "sources[].url", "Address" }, \
	{ \
		view, path "sources[].date", "Date of the source, or null" \
	}

/* A criterion of the model, at `path`. */
#define CRITERION(view, path) \
	{ view, path "id", "Id of the criterion" }, { view, path "name", "Its name, by --lang" }, \
		{ view, path "parent", "Id of the criterion above; null for the root" }, \
		{ view, path "depth", "Level in the tree; the root has 0" }, \
		{ view, path "weight", "Share of the parent" }, \
		{ view, path "global_weight", "Share of the whole" }, \
	{ \
		view, path "reads", "Leaves: id of the fact, mark or cost; else null" \
	}

/* Low, best and high of something, at `path`. */
#define SPAN(view, path, what) \
	{ view, path "low", what ", the least that the evidence leaves open" }, \
		{ view, path "best", what ", unknown marks by the rule" }, \
	{ \
		view, path "high", what ", the greatest that the evidence leaves open" \
	}

/* What holds a SEAL down and what would lift it, at `path`. */
#define BINDING(view, path) \
	{ view, path "binding", "Criteria that hold the SEAL down" }, \
		{ view, path "lift", \
			"The least that lifts the SEAL; null at the top, without a SEAL, or " \
			"where no rung does" }, \
		{ view, path "lift.to", "The level reached: rungs can jump over levels" }, \
		{ view, path "lift.steps", "Rungs to climb in all" }, \
		{ view, path "lift.rungs[].criterion", "A criterion that must rise" }, \
		{ view, path "lift.rungs[].from", "The rung that counts now" }, \
		{ view, path "lift.rungs[].to", "Its lowest rung that grants more" }, \
	{ \
		view, path "lift.rungs[].open", "Whether the evidence leaves that rung open" \
	}

#define SOURCE(view, path) \
	{ view, path "sources[].id", "Key of the source in its file" }, \
		{ view, path "sources[].title", "Title" }, \
		{ view, path "sources[].publisher", "Publisher" }, \
		{ view, path "sources[].url", "Address" }, \
	{ \
		view, path "sources[].date", "Date of the source, or null" \
	}

/* An offer, at `path`. */
#define PROVIDER(view, path) \
	{ view, path "id", "Id of the offer: provider, or provider/offer" }, \
		{ view, path "name", "Name of the provider" }, \
		{ view, path "offer", "Name of the offer; null for the standard one" }, \
		{ view, path "country", "ISO 3166-1 alpha-2" }, \
		{ view, path "score", "Score, unknowns by the rule" }, \
		{ view, path "low", "Least score that the evidence leaves open" }, \
		{ view, path "high", "Greatest score that the evidence leaves open" }, \
	{ \
		view, path "rank", "From 1, ties share the better; null when a gate fails" \
	}

const struct json_field json_fields[] = {
	{ ALL, "bascule", "View and version of its fields: rank/1" },
	{ WEIGHED, "model.id", "Id of the model" },
	{ WEIGHED, "model.name", "Its name" },
	{ WEIGHED, "unknown",
		"Rule for unknowns: pessimistic, neutral, optimistic, exclude (skip)" },
	{ ALL, "reference_date", "Day from which ages are counted, or null" },
	{ WEIGHED, "basis.*",
		"What a top-level criterion rests on: facts, CSF marks with the weights of "
		"an edition; null when mixed" },
	{ WEIGHED, "recordable", "false when vendors are judged on different weights (exclude)" },
	{ ALL, "what_if", "Options that changed the evaluation for this run, or null" },
	{ ALL, "note", "What the figures rest on, in words" },
	{ ALL, "inputs[].kind", "dictionary, groups, rates, profile, model, framework, ladder" },
	{ ALL, "inputs[].name", "Id of the file's content" },
	{ ALL, "inputs[].sha256", "SHA-256 of the file as it was read" },

	{ "rank", "winner", "Id of the first; null when nobody is ranked" },
	{ "rank", "winner_tied", "Whether others share the first place" },
	{ "rank", "margin", "Points between the first two" },
	{ "rank", "ranges_overlap", "Whether the ranges of the first two do" },
	{ "rank", "open_changes_winner", "Whether the winner changes without open gates" },
	{ "rank", "winner_without_open", "Who would be first then, or null" },
	{ "rank", "gates[].id", "Id of a gate that holds now" },
	{ "rank", "gates[].name", "Its name" },
	{ "rank", "gates[].when", "Its condition" },
	CRITERION("rank", "criteria[]."),
	PROVIDER("rank", "providers[]."),
	{ "rank", "providers[].rank_best", "Best rank that the ranges leave open" },
	{ "rank", "providers[].rank_worst", "Worst rank that the ranges leave open" },
	{ "rank", "providers[].rank_neutral", "Rank with every unknown at its middle" },
	{ "rank", "providers[].rank_optimistic", "Rank with every unknown at its best" },
	{ "rank", "providers[].score_neutral", "Score with every unknown at its middle" },
	{ "rank", "providers[].score_optimistic", "Score with every unknown at its best" },
	{ "rank", "providers[].coverage", "Share of the weight that is known" },
	{ "rank", "providers[].weak", "Share of the weight that rests on low confidence" },
	{ "rank", "providers[].old", "Share of the weight that is out of date or undated" },
	{ "rank", "providers[].n_unknown", "Leaves without a value" },
	{ "rank", "providers[].lost_to_unknowns", "Optimistic score minus score" },
	{ "rank", "providers[].in_pool", "Whether the offer is ranked" },
	{ "rank", "providers[].gates.outcome", "pass, open or fail: the least of all gates" },
	{ "rank", "providers[].gates.items[].id", "Id of a gate" },
	{ "rank", "providers[].gates.items[].outcome", "pass, open or fail" },
	NODE("rank", "providers[].nodes.*."),
	{ "rank", "providers[].nodes.*.coverage", "Share of its weight that is known" },
	{ "rank", "providers[].nodes.*.weight", "Share of the whole" },
	{ "rank", "providers[].nodes.*.state", "Leaves: known or unknown" },
	{ "rank", "deciding_unknowns[].provider", "Offer whose answer could change the winner" },
	{ "rank", "deciding_unknowns[].criterion", "Leaf that is unknown" },
	{ "rank", "deciding_unknowns[].swing", "Points that the answer can move it" },
	{ "rank", "deciding_unknowns[].alone", "Enough alone, or with those before it" },
	{ "rank", "break_even[].criterion", "Top-level criterion" },
	{ "rank", "break_even[].weight", "Its weight now" },
	{ "rank", "break_even[].low", "The winner leads from this weight" },
	{ "rank", "break_even[].high", "The winner leads up to this weight" },
	{ "rank", "break_even[].below", "Who leads below, or null" },
	{ "rank", "break_even[].above", "Who leads above, or null" },

	PROVIDER("compare", "providers[]."),
	CRITERION("compare", "criteria[]."),
	NODE("compare", "criteria[].providers.*."),
	{ "compare", "criteria[].providers.*.coverage", "Share of its weight that is known" },
	FACT("compare", "criteria[].providers.*."),

	PROVIDER("explain", "provider."),
	CRITERION("explain", "criteria[]."),
	NODE("explain", "criteria[]."),
	{ "explain", "criteria[].coverage", "Share of its weight that is known" },
	FACT("explain", "criteria[]."),
	PROVIDER("explain", "against."),
	{ "explain", "difference", "Score of the offer minus that of --against" },
	CRITERION("explain", "differences[]."),
	{ "explain", "differences[].points", "What the criterion adds to the difference" },
	NODE("explain", "differences[].a."),
	FACT("explain", "differences[].a."),
	NODE("explain", "differences[].b."),
	FACT("explain", "differences[].b."),

	{ "framework", "framework.id", "Id of the framework" },
	{ "framework", "framework.name", "Its name" },
	{ "framework", "framework.note", "What it is, and where it was taken from" },
	{ "framework", "edition.name", "Name of the edition" },
	{ "framework", "edition.note", "What it is, or null" },
	SOURCE("framework", "edition."),
	{ "framework", "weights_profile", "Edition whose weights count: 2026-06" },
	{ "framework", "score_max", "The greatest score that its weights allow, in percent" },
	{ "framework", "seals[].id", "A level, the lowest first" },
	{ "framework", "seals[].name", "Its name in the edition" },
	{ "framework", "seals[].meaning", "What it means" },
	{ "framework", "objectives[].id", "An objective" },
	{ "framework", "objectives[].name", "Its name" },
	{ "framework", "objectives[].weight", "Its weight, 0..1" },
	{ "framework", "objectives[].points_max", "The sum of its best rungs" },
	{ "framework", "providers[].id", "Id of the offer: provider, or provider/offer" },
	{ "framework", "providers[].name", "Name of the provider" },
	{ "framework", "providers[].offer", "Name of the offer; null for the standard one" },
	SPAN("framework", "providers[].score.", "Score in percent"),
	SPAN("framework", "providers[].seal.", "SEAL of the whole; null: nothing is marked"),
	{ "framework", "providers[].unknown", "Criteria whose rung is not known" },
	BINDING("framework", "providers[]."),
	{ "framework", "providers[].objectives[].id", "An objective" },
	SPAN("framework", "providers[].objectives[].points.", "Sum of the values of its rungs"),
	SPAN("framework", "providers[].objectives[].contribution.",
		"Percent of the whole that it adds"),
	SPAN("framework", "providers[].objectives[].seal.", "Its SEAL"),
	BINDING("framework", "providers[].objectives[]."),
	{ "framework", "providers[].criteria[].id", "A criterion" },
	{ "framework", "providers[].criteria[].rung", "Rung reached, from 1; null when unknown" },
	{ "framework", "providers[].criteria[].low", "Lowest rung left open" },
	{ "framework", "providers[].criteria[].high", "Highest rung left open" },
	{ "framework", "providers[].criteria[].skipped", "Whether it is left out (skip)" },
	SPAN("framework", "providers[].criteria[].points.", "Value of the rung"),
	SPAN("framework", "providers[].criteria[].seal.", "SEAL of the rung"),
	{ "framework", "providers[].criteria[].confidence", "low, medium or high; null: no mark" },
	{ "framework", "providers[].criteria[].reason", "Why this rung" },
	{ "framework", "providers[].criteria[].facts", "Facts that the mark rests on" },
	SOURCE("framework", "providers[].criteria[]."),
	{ "framework", "providers[].gates[].id", "Id of a gate that holds now" },
	{ "framework", "providers[].gates[].when", "Its condition" },
	{ "framework", "providers[].gates[].outcome", "pass, open or fail" },
	{ "framework", "providers[].gates[].counts_as", "The same; fail where open counts so" },
	{ "framework", "providers[].official[].fact", "Fact that states an official result" },
	{ "framework", "providers[].official[].value", "Its value; null when unknown" },
	{ "framework", "providers[].official[].as_of", "Its date, or null" },
	{ "framework", "providers[].official[].confidence", "low, medium or high" },
	{ "framework", "providers[].official[].note", "What the profile says about it, or null" },
	SOURCE("framework", "providers[].official[]."),
	{ "framework", "providers[].awards", "Ids of awards that concern the provider" },
	{ "framework", "awards[].id", "An official result as published; never counted" },
	{ "framework", "awards[].holder", "To whom it went" },
	{ "framework", "awards[].partners", "The holder's partners" },
	{ "framework", "awards[].scope", "group or own_bid" },
	{ "framework", "awards[].offer", "Which offer, as far as it is published" },
	{ "framework", "awards[].seal", "The level reported" },
	{ "framework", "awards[].date", "Its date" },
	{ "framework", "awards[].confidence", "low, medium or high" },
	{ "framework", "awards[].note", "A remark, or null" },
	SOURCE("framework", "awards[]."),
	{ "framework", "differ", "Why an official and a computed result can differ, or null" },

	{ "ladders", "ladders[].id", "Id of a ladder" },
	{ "ladders", "ladders[].name", "Its name" },
	{ "ladders", "ladders[].issuer", "Who issued it" },
	{ "ladders", "ladders[].status", "in_force, voluntary or proposal" },
	{ "ladders", "ladders[].cumulative", "Whether a level needs all lower ones" },
	{ "ladders", "ladders[].note", "What it is, or null" },
	{ "ladders", "ladders[].levels[].id", "A level, the lowest first" },
	{ "ladders", "ladders[].levels[].name", "Its name" },
	{ "ladders", "ladders[].levels[].requires", "What it demands, in words" },
	{ "ladders", "ladders[].levels[].when", "Condition that must hold, or null" },
	{ "ladders", "ladders[].levels[].enough", "Condition that suffices all the same, or null" },
	{ "ladders", "ladders[].levels[].unseen", "What no public fact decides, or null" },
	SOURCE("ladders", "ladders[].levels[]."),
	{ "ladders", "providers[].id", "Id of the offer: provider, or provider/offer" },
	{ "ladders", "providers[].name", "Name of the provider" },
	{ "ladders", "providers[].offer", "Name of the offer; null for the standard one" },
	{ "ladders", "providers[].ladders[].id", "Id of a ladder" },
	{ "ladders", "providers[].ladders[].reached",
		"Highest level reached; null: none, or each stands alone" },
	{ "ladders", "providers[].ladders[].levels[].id", "A level" },
	{ "ladders", "providers[].ladders[].levels[].outcome", "reached, not or open" },
	{ "ladders", "providers[].ladders[].levels[].weak",
		"Whether it rests on evidence that is weak, old or undated" },
	{ "ladders", "providers[].ladders[].levels[].evidence[].reads",
		"Fact or mark that is read" },
	{ "ladders", "providers[].ladders[].levels[].evidence[].value", "As text; null: unknown" },
	{ "ladders", "providers[].ladders[].levels[].evidence[].as_of", "Its date, or null" },
	{ "ladders", "providers[].ladders[].levels[].evidence[].confidence",
		"low, medium or high; null when nothing is stated" },
	SOURCE("ladders", "providers[].ladders[].levels[].evidence[]."),
	{ "ladders", "providers[].ladders[].levels[].decided_by",
		"Level whose demands decided it" },
	{ "ladders", "providers[].ladders[].levels[].because",
		"Condition that fails or is open, or null" },
	{ "ladders", "providers[].ladders[].levels[].unseen",
		"What no public fact decides, where that alone leaves it open; else null" },
};

const size_t n_json_fields = sizeof json_fields / sizeof *json_fields;
