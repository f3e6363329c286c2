/* methods: the list itself. */
#include "report/methods.h"

/*  part, name, English, French */
#define METHODS(X) \
	X("score", "weighted-sum", \
		"Weighted sum over the tree of criteria; siblings' weights are normalised to 1", \
		"Somme pondérée sur l'arbre des critères ; poids des voisins normalisés à 1") \
	X("score", "range", \
		"Least and greatest score over everything that the evidence leaves open", \
		"Score minimal et maximal sur tout ce que les preuves laissent ouvert") \
	X("value", "linear", \
		"Straight between the value that scores 0 and the one that scores 100", \
		"Droite entre la valeur qui vaut 0 et celle qui vaut 100") \
	X("value", "piecewise", "Straight between published anchors, flat beyond them", \
		"Droites entre des ancres publiées, constante au-delà") \
	X("value", "step", "From each anchor on, its points", \
		"À partir de chaque ancre, ses points") \
	X("value", "log", "Straight in the logarithm of the value", \
		"Droite selon le logarithme de la valeur") \
	X("value", "words", "Points for each word, country or group of countries", \
		"Des points par mot, pays ou groupe de pays") \
	X("value", "boolean", "Points for true and for false", \
		"Des points pour vrai et pour faux") \
	X("value", "count", "Piecewise over the number of entries of a list", \
		"Par morceaux selon le nombre d'éléments d'une liste") \
	X("unknown", "pessimistic", "An unknown counts as the worst that it can be", \
		"Une inconnue compte comme le pire possible") \
	X("unknown", "neutral", "An unknown counts as the middle of what it can be", \
		"Une inconnue compte comme le milieu du possible") \
	X("unknown", "optimistic", "An unknown counts as the best that it can be", \
		"Une inconnue compte comme le mieux possible") \
	X("unknown", "exclude", \
		"An unknown is left out and its siblings share its weight; not for decisions", \
		"Une inconnue est écartée et ses voisines se partagent son poids ; aucune " \
		"décision ne peut s'y appuyer") \
	X("gate", "condition", \
		"A minimum in three values: pass, fail (no rank), open (not shown either way)", \
		"Un minimum à trois valeurs : ok, exclu (sans rang), ouvert (rien de démontré)") \
	X("robustness", "deciding-unknowns", "Unknowns whose answer could put another first", \
		"Inconnues dont la réponse pourrait changer la première place") \
	X("robustness", "break-even", \
		"From which to which weight of a top-level criterion the first stays first", \
		"De quel à quel poids d'un critère principal le premier reste premier")

static const struct {
	const char *part, *name, *by[LANG_COUNT];
} methods[] = {
#define X(part, name, en, fr) { part, name, { en, fr } },
	METHODS(X)
#undef X
};

struct table *
view_methods(enum lang lang, struct arena *arena)
{
	static const struct table_column columns[] = {
		{ .id = "part", .title = "part" },
		{ .id = "name", .title = "name" },
		{ .id = "sentence", .title = "", .wraps = true, .most = 90 },
	};
	struct table *t = table_new(arena, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; t && i < sizeof methods / sizeof *methods; i++) {
		struct table_row *row = table_add(t);
		if (!row)
			return NULL;
		row->cells[0] = cell_text(methods[i].part);
		row->cells[1] = cell_text(methods[i].name);
		row->cells[2] = cell_text(methods[i].by[lang]);
	}
	return t;
}
