/*
 * say: every word and sentence of the reports, in the two languages of the program.
 *
 * {0} to {5} stand for the texts that come with a sentence. Files speak for themselves (labels,
 * notes); the words here are ours.
 */
#ifndef REPORT_SAY_H
#define REPORT_SAY_H

#include "data/arena.h"
#include "data/strings.h"

/*  id, English, French */
#define SAYINGS(X) \
	/* titles */ \
	X(RANKING, "Ranking", "Classement") \
	X(COMPARISON, "Comparison", "Comparaison") \
	X(TITLE, "{0}: {1} ({2})", "{0} : {1} ({2})") \
	X(WHY_SCORE, "Why {0} scores {1}", "Pourquoi {0} obtient {1}") \
	X(WHY_AGAINST, "{0} against {1}", "{0} face à {1}") \
	X(WEIGHTS, "Weights", "Poids") \
	X(EVIDENCE, "{0}: {1}", "{0} : {1}") \
	/* columns and words */ \
	X(VENDOR, "vendor", "fournisseur") \
	X(RANK, "rank", "rang") \
	X(SCORE, "score", "score") \
	X(RANGE, "range", "plage") \
	X(KNOWN, "known", "connu") \
	X(PLACES, "places", "rangs") \
	X(LOST, "lost", "perdu") \
	X(GATES, "gates", "seuils") \
	X(CRITERION, "criterion", "critère") \
	X(WEIGHT, "weight", "poids") \
	X(OF_WHOLE, "of whole", "du total") \
	X(VALUE, "value", "valeur") \
	X(POINTS, "points", "points") \
	X(ADDS, "adds", "apport") \
	X(AS_OF, "as of", "au") \
	X(CONFIDENCE, "confidence", "confiance") \
	X(SOURCES, "sources", "sources") \
	X(SOURCE, "source", "source") \
	X(DIFFERENCE, "difference", "écart") \
	X(WHY, "why", "pourquoi") \
	X(QUESTION, "question", "question") \
	X(FACT, "fact", "fait") \
	X(NOTE, "note", "note") \
	X(IN_WORDS, "in words", "en clair") \
	X(SCORES, "scores", "vaut") \
	X(THE_OTHERS, "the others", "les autres") \
	X(FIELD, "field", "champ") \
	X(TOTAL, "total", "total") \
	X(PASS, "pass", "ok") \
	X(OPEN, "open", "ouvert") \
	X(FAIL, "FAIL", "EXCLU") \
	X(LOW, "low", "faible") \
	X(MEDIUM, "medium", "moyenne") \
	X(HIGH, "high", "élevée") \
	X(UNKNOWN, "unknown", "inconnu") \
	X(YES, "yes", "oui") \
	X(NO, "no", "non") \
	X(UNDATED, "undated", "non daté") \
	X(OF_HUNDRED, "{0} of 100 ({1})", "{0} sur 100 ({1})") \
	X(OF_SCORE, "{0} of the {1} points: weight {2} of the whole", \
		"{0} des {1} points : poids {2} du total") \
	X(NOTHING_STATED, "nothing is stated", "rien n'est indiqué") \
	/* the head */ \
	X(APART, "{0} has {1}, {2} has {3}; the ranges {4}.", \
		"{0} a {1}, {2} a {3} ; les plages {4}.") \
	X(LEADS, "{0} leads {1} by {2}; the ranges {3}", \
		"{0} devance {1} de {2} ; les plages {3}") \
	X(OVERLAP, "overlap", "se recouvrent") \
	X(DO_NOT_OVERLAP, "do not overlap", "ne se recouvrent pas") \
	X(TIED, "{0} and {1} share the first place with {2}", \
		"{0} et {1} partagent la première place avec {2}") \
	X(TIED_MANY, "{0} offers share the first place with {1}", \
		"{0} offres partagent la première place avec {1}") \
	X(ALONE, "{0} alone is ranked, with {1}", "{0} est seul classé, avec {1}") \
	X(NOBODY, "Nobody is ranked: no offer passes the gates", \
		"Personne n'est classé : aucune offre ne passe les seuils") \
	X(NO_OFFER, "No offer is weighed", "Aucune offre n'est pesée") \
	X(OPEN_CHANGES, "Without the offers whose gates are open, {0} would be first.", \
		"Sans les offres aux seuils ouverts, {0} serait première.") \
	X(OPEN_NOBODY, "Without the offers whose gates are open, nobody would be left.", \
		"Sans les offres aux seuils ouverts, il ne resterait personne.") \
	X(WHAT_IF, "What if: {0}. Not recorded anywhere.", \
		"Hypothèse : {0}. N'est enregistrée nulle part.") \
	X(NOT_RECORDABLE, \
		"Vendors are judged on different weights here: no decision can rest on it.", \
		"Les fournisseurs sont jugés ici sur des poids différents : aucune décision " \
		"ne peut s'y appuyer.") \
	/* unknowns */ \
	X(OTHER_RULES, "With every unknown at its middle {0} would be first, at its best {1}.", \
		"Chaque inconnue à mi-chemin, {0} serait première ; au mieux, {1}.") \
	X(SAME_RULES, "With every unknown at its middle or at its best, {0} stays first.", \
		"Chaque inconnue à mi-chemin ou au mieux, {0} reste première.") \
	X(NO_DECIDING, "No answer to an open question could change who is first.", \
		"Aucune réponse à une question ouverte ne changerait la première place.") \
	X(DECIDING, "Answers that could change who is first:", \
		"Réponses qui pourraient changer la première place :") \
	X(DECIDING_ALONE, "{0}: {1} ({2}), enough alone", "{0} : {1} ({2}), suffit seule") \
	X(DECIDING_TOGETHER, "{0}: {1} ({2}), together with others", \
		"{0} : {1} ({2}), avec d'autres") \
	/* weights */ \
	X(BREAK_EVENS, "How far the first place depends on the weights:", \
		"Jusqu'où la première place dépend des poids :") \
	X(STAYS_ALWAYS, "{0} ({1} now): {2} stays first whatever its weight.", \
		"{0} (poids actuel {1}) : {2} reste première quel que soit ce poids.") \
	X(STAYS_BELOW, "{0} ({1} now): {2} stays first up to {3}; above it {4}.", \
		"{0} (poids actuel {1}) : {2} reste première jusqu'à {3} ; au-delà {4}.") \
	X(STAYS_ABOVE, "{0} ({1} now): {2} stays first from {3} on; below it {4}.", \
		"{0} (poids actuel {1}) : {2} reste première dès {3} ; en deçà {4}.") \
	X(STAYS_BETWEEN, "{0} ({1} now): {2} stays first from {3} to {4}; below it {5}.", \
		"{0} (poids actuel {1}) : {2} reste première de {3} à {4} ; en deçà {5}.") \
	X(ABOVE_IT, " Above it {0}.", " Au-delà {0}.") \
	/* what it rests on */ \
	X(RESTS, "Based on {1}: {0}.", "Fondé sur {1} : {0}.") \
	X(BASIS_FACTS, "facts", "des faits") \
	X(BASIS_MARKS, "marks of the sovereignty framework", "les notes du cadre de souveraineté") \
	X(BASIS_EDITION, "{0} marks, {1} weights", "les notes {0}, poids de {1}") \
	X(BASIS_OWN, "{0} marks with weights of one's own", \
		"les notes {0} avec une pondération personnalisée") \
	X(BASIS_COSTS, "costs", "des coûts") \
	X(BASIS_EVALUATORS, "evaluators' marks", "les notes des évaluateurs") \
	X(BASIS_MIXED, "several kinds of evidence", "plusieurs sortes de preuves") \
	X(DATA, "Data: surveyed up to {0}, ages counted from {1}; public sources, not bids.", \
		"Données : relevées jusqu'au {0}, âges comptés au {1} ; sources publiques, " \
		"non des offres.") \
	X(RULE_PESSIMISTIC, "Unknowns count as the worst that they can be (pessimistic).", \
		"Une inconnue compte comme le pire possible (pessimiste).") \
	X(RULE_NEUTRAL, "Unknowns count as the middle of what they can be (neutral).", \
		"Une inconnue compte comme le milieu du possible (neutre).") \
	X(RULE_OPTIMISTIC, "Unknowns count as the best that they can be (optimistic).", \
		"Une inconnue compte comme le mieux possible (optimiste).") \
	X(RULE_EXCLUDE, "Unknowns are left out; their siblings share the weight (exclude).", \
		"Une inconnue est écartée ; ses voisines se partagent son poids (exclusion).") \
	X(RANKING_LEGEND, "known: weight of what is known. lost: points that unknowns may be " \
		"worth. places: ranks that the ranges leave open.", \
		"connu : poids de ce qui est connu. perdu : points que vaudraient au mieux " \
		"les inconnues. rangs : ceux que les plages laissent possibles.") \
	X(LEGEND, "?  unknown: the range counts   ~  weak evidence   !  older than the model " \
		"allows   *  changed", \
		"?  inconnu : la plage compte   ~  preuve faible   !  plus ancien que permis   " \
		"*  modifié") \
	X(FOR_INFORMATION, "FAIL: no rank; the score is for information.", \
		"EXCLU : sans rang ; le score est donné pour information.") \
	X(FAIL_NOT_SHOWN, "FAIL: not shown", "EXCLU : non démontré") \
	/* explain */ \
	X(EXPLAIN_LEAD, \
		"Rank {0} of {1}; the evidence leaves {2} open; {3} of the weight is known.", \
		"Rang {0} sur {1} ; les preuves laissent ouvert {2} ; {3} du poids est connu.") \
	X(EXPLAIN_UNRANKED, "Without rank: a gate fails; the evidence leaves {0} open; {1} of " \
		"the weight is known.", \
		"Sans rang : un seuil n'est pas atteint ; les preuves laissent ouvert {0} ; " \
		"{1} du poids est connu.") \
	X(SUM_SCORE, "The contributions add up to {0}.", "Les apports totalisent {0}.") \
	X(SUM_DIFFERENCE, "The differences add up to {0}: {1} has {2}, {3} has {4}.", \
		"Les écarts totalisent {0} : {1} a {2}, {3} a {4}.") \
	X(REST, "{0} more, together", "{0} autres, ensemble") \
	/* frameworks */ \
	X(FRAMEWORK_TITLE, "{0}: {1} weights, {2}", "{0} : poids {1}, {2}") \
	X(OBJECTIVE, "objective", "objectif") \
	X(SEAL, "SEAL", "SEAL") \
	X(RUNG, "rung", "palier") \
	X(REASON, "reason", "motif") \
	X(WHOLE, "whole", "ensemble") \
	X(FRAMEWORK_BASIS, "Based on {0} marks, {1} weights.", \
		"Fondé sur les notes {0}, poids {1}.") \
	X(SEAL_HELD, "{0}: SEAL-{1} ({2}), held down by {3}.", \
		"{0} : SEAL-{1} ({2}), plafonné par {3}.") \
	X(SEAL_TOP, "{0}: SEAL-{1} ({2}), the highest.", "{0} : SEAL-{1} ({2}), le plus haut.") \
	X(SEAL_NONE, "{0}: no SEAL, as every mark is skipped.", \
		"{0} : pas de SEAL, toutes les notes étant ignorées.") \
	X(SEAL_UNMARKED, "{0}: not marked. SEAL-{1} is what the rule for unknowns gives; " \
		"SEAL-{2} to SEAL-{3} are open.", \
		"{0} : non noté. SEAL-{1} est ce que donne la règle des inconnues ; " \
		"de SEAL-{2} à SEAL-{3} tout est possible.") \
	X(SEAL_SKIPPED, "{0}: unknown marks skipped: {1}.", \
		"{0} : notes inconnues ignorées : {1}.") \
	X(SEAL_LIFT, "  SEAL-{0} would take {1} rungs: {2}.", \
		"  SEAL-{0} exigerait de gravir {1} paliers : {2}.") \
	X(SEAL_LIFT_ONE, "  SEAL-{0} would take one rung: {1}.", \
		"  SEAL-{0} exigerait de gravir un palier : {1}.") \
	X(SEAL_STUCK, "  No rung of one of them grants the next level.", \
		"  Aucun palier de l'un d'eux ne confère le niveau suivant.") \
	X(EXPECTED, "  expected at {0}: {1}", "  attendu au {0} : {1}") \
	X(RESTS_ON, " Rests on: {0}.", " S'appuie sur : {0}.") \
	X(SEAL_GATE, "Gate {0}: {1}", "Seuil {0} : {1}") \
	X(FRAMEWORK_LEGEND, "Each offer: SEAL and what the evidence leaves open of it, score in " \
		"percent, its range (of a criterion: the rungs left open, of how many). 4→5?: a " \
		"rung that the evidence leaves open.", \
		"Chaque offre : SEAL et fourchette laissée par les preuves, score en pour cent " \
		"et sa plage (d'un critère : les paliers encore possibles, sur combien). " \
		"4→5? : un palier que les preuves laissent possible.") \
	X(FRAMEWORK_SCORE, \
		"Score: sum of the rungs' values over {0}, times the weight; at most {1} %.", \
		"Score : somme des valeurs des paliers sur {0}, multipliée par le poids ; " \
		"{1} % au plus.") \
	X(FRAMEWORK_SEAL, \
		"SEAL: the least of all criteria. Both are readings of the same marks.", \
		"SEAL : le plus bas de tous les critères. Deux lectures des mêmes notes.") \
	X(BLANK_PESSIMISTIC, \
		"An unknown mark counts as the lowest rung that is left open (pessimistic).", \
		"Une note inconnue compte comme le palier le plus bas possible (pessimiste).") \
	X(BLANK_NEUTRAL, "An unknown mark counts as the middle of what is left open (neutral).", \
		"Une note inconnue compte comme le milieu du possible (neutre).") \
	X(BLANK_OPTIMISTIC, \
		"An unknown mark counts as the highest rung that is left open (optimistic).", \
		"Une note inconnue compte comme le palier le plus haut possible (optimiste).") \
	X(BLANK_SKIP, "Unknown marks are skipped, as the official calculator does: that can only " \
		"raise the SEAL (skip).", \
		"Les notes inconnues sont ignorées, comme dans le calculateur officiel : cela ne " \
		"peut que relever le SEAL (skip).") \
	X(OFFICIAL_HEAD, "Official results stand beside and are never counted:", \
		"Les résultats officiels figurent à côté et ne comptent jamais :") \
	X(OFFICIAL_AWARD, "SEAL-{0} reported for {1} ({2}, confidence {3}): {4}.", \
		"SEAL-{0} annoncé pour {1} ({2}, confiance {3}) : {4}.") \
	X(OFFICIAL_GROUP, "the group of {0} with {1}", "le groupement {0} avec {1}") \
	X(OFFICIAL_FACT, "  {0}: {1}: {2}. {3}", "  {0} : {1} : {2}. {3}") \
	X(MARKS_LEGEND, "▲ holds the SEAL down   ? unknown: the range counts   ~ weak evidence", \
		"▲ plafonne le SEAL   ? inconnu : la plage compte   ~ preuve faible") \
	X(MARK_REASON, "{0}: rung {1} of {2}, open {3}, confidence {4}. {5}", \
		"{0} : palier {1} sur {2}, ouvert {3}, confiance {4}. {5}") \
	X(RUNGS_LEGEND, "● the rung that counts   ○ left open by the evidence", \
		"● le palier qui compte   ○ laissé ouvert par les preuves") \
	X(MARK_NONE, "{0}: not marked; every rung is open.", \
		"{0} : non noté ; tout palier est possible.") \
	X(LADDERS, "Ladders of other schemes", "Échelles d'autres référentiels") \
	X(LADDER, "ladder", "échelle") \
	X(NONE_REACHED, "none", "aucun") \
	X(SOME_OF, "{0} of {1}", "{0} sur {1}") \
	X(LADDER_LEGEND, "✓ reached   × not reached   ? public evidence leaves it open   " \
		"~ rests on weak, old or undated evidence", \
		"✓ atteint   × non atteint   ? laissé ouvert par les preuves publiques   " \
		"~ preuve faible") \
	X(LADDER_NOT, "{0}, {1}: {2} not reached: {3}", "{0}, {1} : {2} non atteint : {3}") \
	X(LADDER_OPEN, "{0}, {1}: {2} open: {3}", "{0}, {1} : {2} ouvert : {3}") \
	X(LADDER_FAILS, "{0} does not hold", "{0} n'est pas rempli") \
	X(LADDER_UNKNOWN, "{0} is not known", "{0} n'est pas connu") \
	X(UNKNOWN_WITHIN, "unknown, {0}", "inconnu, {0}") \
	X(RUNGS_OPEN, "unknown, rungs {0} to {1} open", "inconnu, paliers {0} à {1} possibles") \
	X(LADDER_UNSEEN, "No public fact decides: {0}", "Aucun fait public ne tranche : {0}") \
	X(LADDER_FACT, "{0}: {1} ({2}, confidence {3})", "{0} : {1} ({2}, confiance {3})") \
	X(LADDER_MARK, "{0}: rung {1} (confidence {2})", "{0} : palier {1} (confiance {2})") \
	X(LADDER_MORE, "One offer alone, or -v, says what decides each level, with its evidence.", \
		"Une offre seule, ou -v, dit ce qui décide de chaque niveau, avec ses preuves.") \
	X(DECIDED_BY, "decided by", "ce qui en décide") \
	X(PROPOSAL, "a proposal, not law", "une proposition, non une loi") \
	X(GATE_LINE, "Gate {0}: {1} ({2}; found: {3})", "Seuil {0} : {1} ({2} ; constaté : {3})")

enum say {
#define X(id, en, fr) SAY_##id,
	SAYINGS(X)
#undef X
	SAY_COUNT
};

/* A word without places to fill. */
const char *say_word(enum lang, enum say);
/*
 * A sentence, its places filled with texts; the list ends with NULL. NULL when memory runs out,
 * also when one of the texts is NULL for that reason: then some place stays without its text.
 */
const char *say(struct arena *, enum lang, enum say, ...) __attribute__((sentinel));

#endif
