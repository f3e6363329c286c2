/* offers: small problems written in a line each. */
#include "tests/support/offers.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "data/text.h"

void
expect_near(double found, double expected)
{
	if (!(fabs(found - expected) <= 1e-9))
		fail_msg("expected %.12g, found %.12g", expected, found);
}

void
offers_leaf(struct fixture *f, const char *parent, const char *id, double weight)
{
	struct fact_def *def = fixture_def(f, id, FACT_NUMBER);
	def->min = 0;
	def->max = 100;
	fixture_leaf(f, parent, id, weight, id, fixture_linear(f, 0, 100));
}

void
offers_leaves(struct fixture *f, const char *parent, const char *text)
{
	char id[16];
	double weight;
	int used;
	for (const char *s = text; sscanf(s, " %15[^=]=%lf%n", id, &weight, &used) == 2; s += used)
		offers_leaf(f, parent, id, weight);
}

void
offers_add(struct fixture *f, const char *profile, const char *text)
{
	char id[16], value[24];
	double low, high;
	int used;
	fixture_profile(f, profile);
	for (const char *s = text; sscanf(s, " %15[^=]=%23s%n", id, value, &used) == 2; s += used) {
		if (sscanf(value, "%lf-%lf", &low, &high) == 2)
			fixture_fact_between(f, id, "unknown", low, high);
		else
			fixture_fact(f, id, str_eq(value, "?") ? "unknown" : value);
	}
}

const struct score *
offers_score(struct fixture *f, const struct result *r, const char *id)
{
	return &r->scores[fixture_alternative(f, id)];
}

const struct node_score *
offers_node(struct fixture *f, const struct result *r, const char *id, const char *node)
{
	return &offers_score(f, r, id)->nodes[fixture_node(f, node)];
}

void
expect_points(const struct points *p, double low, double best, double high)
{
	expect_near(p->low, low);
	expect_near(p->best, best);
	expect_near(p->high, high);
}

void
expect_order(struct fixture *f, const struct result *r, const char *ids)
{
	char found[256] = "";
	size_t used = 0;
	for (size_t i = 0; i < r->n; i++) {
		const struct score *s = &r->scores[r->order[i]];
		size_t a = f->problem->alternatives[s->alternative];
		used += (size_t)snprintf(found + used, sizeof found - used, "%s%s:%zu",
			i ? " " : "", f->evaluation->alternatives[a].id, s->rank);
	}
	assert_string_equal(found, ids);
}
