#!/usr/bin/env python3
"""Scores of the standard offers, computed without any code of the program.

It reads the survey as it was delivered (not the profiles made from it), the
dictionary, the groups of countries, the exchange rates and a model, and prints
as JSON what the program must print too:

    {provider: {"score", "low", "high", "coverage",
                "nodes": {id: {"low", "best", "high"}}}}

Leaves and branches stand side by side under "nodes", and `root` is the whole.
Scores are 0..100, coverage 0..1. Under the rule `exclude` the "best" of a node
that dropped out is null.

    balanced.py --model balanced --unknown pessimistic
"""

import argparse
import json
import math
import os
import sys

import yaml

HERE = os.path.dirname(os.path.abspath(__file__))
INF = math.inf
RULES = ("pessimistic", "neutral", "optimistic", "exclude")


# Files. Everything is read as text, so that no word is taken for a boolean or
# a null; the dictionary says what a text means.

def read(path):
    with open(path, encoding="utf-8") as file:
        return yaml.load(file, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))


def given(text):
    return text not in (None, "", "null", "~")


def load_model(folder, name):
    """A model with what it extends folded in: head keys and the tree."""
    model = read(os.path.join(folder, name + ".yaml"))
    if "extends" not in model:
        return model
    base = load_model(folder, model["extends"])
    tree = base["criteria"]
    for victim in model.get("remove", []):
        parent_of(tree, victim).pop(victim)
    for leaf, body in model.get("leaves", {}).items():
        parent_of(tree, leaf)[leaf] = body
    for under, children in model.get("add", {}).items():
        home = tree if under == "root" else node_of(tree, under)["criteria"]
        home.update(children)
    for node, weight in model.get("weights", {}).items():
        node_of(tree, node)["weight"] = weight
    flat = dict(base)
    flat.update({key: model[key] for key in model
                 if key not in ("extends", "remove", "add", "leaves", "weights")})
    flat["criteria"] = tree
    return flat


def parent_of(tree, wanted):
    """The map of siblings in which the id stands."""
    if wanted in tree:
        return tree
    for node in tree.values():
        found = parent_of(node["criteria"], wanted) if "criteria" in node else None
        if found is not None:
            return found
    return None


def node_of(tree, wanted):
    home = parent_of(tree, wanted)
    if home is None:
        raise SystemExit("no criterion has the id " + wanted)
    return home[wanted]


# Facts. What is known of a fact becomes a pair (best, possible): best is the
# stated value or None, possible a list of what may be true: words, or closed
# intervals (a, b) of numbers.

class Data:
    def __init__(self, folder):
        self.facts = read(os.path.join(folder, "facts.yaml"))["facts"]
        self.groups = {name: group["countries"] for name, group in
                       read(os.path.join(folder, "groups.yaml"))["groups"].items()}
        self.rates = [(rate["from"], rate["to"], float(rate["rate"])) for rate in
                      read(os.path.join(folder, "rates.yaml"))["rates"].values()]

    def factor(self, stated, wanted):
        """What an amount is multiplied with to come from one unit to the other."""
        if not given(stated) or stated == wanted:
            return 1.0
        for base, foreign, rate in self.rates:
            if stated == foreign + wanted[len(base):] and wanted.startswith(base):
                return 1.0 / rate
            if stated == base + wanted[len(foreign):] and wanted.startswith(foreign):
                return rate
        raise SystemExit("no way from %s to %s" % (stated, wanted))

    def reading(self, fact_id, entry):
        fact = self.facts[fact_id]
        spell = fact.get("spellings", {})
        kind = fact["type"]
        value = "unknown"
        if entry is not None and given(entry["value"]):
            value = spell.get(entry["value"], entry["value"])
        if kind == "number":
            return self.number(fact, spell, value, entry or {})
        if value == "unknown":
            return None, domain(fact)
        if kind == "list":
            size = float(len(items(value)))
            return size, [(size, size)]
        return value, [value]

    def number(self, fact, spell, value, entry):
        least = float(fact["min"]) if "min" in fact else -INF
        most = float(fact["max"]) if "max" in fact else INF
        unit = entry.get("unit")
        unit = spell.get(unit, unit)
        factor = self.factor(unit, fact.get("unit", ""))
        low = float(entry["low"]) * factor if given(entry.get("low")) else None
        high = float(entry["high"]) * factor if given(entry.get("high")) else None
        bounded = low is not None or high is not None
        span = (least if low is None else low, most if high is None else high)
        if value == "unknown":
            return None, [span] if bounded else domain(fact)
        if value == fact.get("or_word"):
            return value, [span, value] if bounded else [value]
        best = float(value) * factor
        if not bounded:
            return best, [(best, best)]
        return best, [(min(span[0], best), max(span[1], best))]


def domain(fact):
    """Everything that the fact could be."""
    kind = fact["type"]
    if kind == "number":
        span = (float(fact["min"]) if "min" in fact else -INF,
                float(fact["max"]) if "max" in fact else INF)
        return [span] + ([fact["or_word"]] if "or_word" in fact else [])
    if kind == "boolean":
        return ["true", "false"]
    if kind == "word":
        return list(fact["words"])
    if kind == "list":
        return [(0.0, INF)]
    return None                       # a country: whatever the table holds


def items(text):
    """Entries of a list in prose: commas divide, but not inside parentheses."""
    if isinstance(text, list):
        return text
    found, depth, start = [], 0, 0
    for at, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if char == "," and depth == 0:
            found.append(text[start:at])
            start = at + 1
    return [item for item in found + [text[start:]] if item.strip()]


# Value functions. Each gives points for one value, and the least and greatest
# points over everything that may be true.

class Function:
    def __init__(self, body, groups):
        self.groups = groups
        self.word = {word: float(points) for word, points in body.get("word", {}).items()}
        (self.kind, self.shape), = [(key, body[key]) for key in body if key not in ("why", "word")]
        if self.kind == "linear":
            ends = [(float(self.shape["zero"]), 0.0), (float(self.shape["full"]), 100.0)]
            self.knots = sorted(ends)
        elif self.kind == "log":
            self.zero, self.full = float(self.shape["zero"]), float(self.shape["full"])
            self.knots = sorted([(self.zero, 0.0), (self.full, 100.0)])
        elif self.kind in ("piecewise", "count", "step"):
            self.knots = [(float(x), float(points)) for x, points in self.shape]
        else:
            self.table = {word: float(points) for word, points in self.shape.items()}

    def points(self, value):
        if isinstance(value, str):
            return self.word[value] if value in self.word else self.look_up(value)
        (first, left), (last, right) = self.knots[0], self.knots[-1]
        if value <= first:
            return left
        if value >= last:
            return right
        if self.kind == "log":
            return 100.0 * math.log(value / self.zero) / math.log(self.full / self.zero)
        for (x0, p0), (x1, p1) in zip(self.knots, self.knots[1:]):
            if x0 <= value < x1:
                if self.kind == "step":
                    return p0
                return p0 + (p1 - p0) * (value - x0) / (x1 - x0)
        raise AssertionError

    def look_up(self, value):
        for key, points in self.table.items():
            if key == value or key == "other" or value in self.groups.get(key, ()):
                return points
        raise SystemExit("the table has no place for " + value)

    def range(self, possible):
        if possible is None:
            return min(self.table.values()), max(self.table.values())
        seen = []
        for part in possible:
            if isinstance(part, str):
                seen.append(self.points(part))
            else:
                a, b = part
                inner = [x for x, _ in self.knots if a < x <= b]
                seen += [self.points(x) for x in [a] + inner + [b]]
        return min(seen), max(seen)


# Scores.

def evaluate(node_id, node, weight, facts, data, rule, out):
    """Range (at full weights), best (None: dropped out) and known weight of a node."""
    if "criteria" in node:
        children = node["criteria"]
        order = sorted(children, key=lambda name: name.encode())
        raw = {name: float(children[name]["weight"]) for name in order}
        total = 0.0
        for name in order:
            total += raw[name]
        share = {name: raw[name] / total if total > 0 else 1.0 / len(order) for name in order}
        low = high = coverage = 0.0
        bests = {}
        for name in order:
            child = evaluate(name, children[name], weight * share[name], facts, data, rule, out)
            low += share[name] * child[0]
            high += share[name] * child[2]
            coverage += child[3]
            if child[1] is not None:
                bests[name] = child[1]
        best = mean(bests, share)
    elif "mark" in node:
        low, best, high, known = mark_points(node, facts["marks"].get(node["mark"]), rule)
        coverage = weight if known else 0.0
    else:
        function = Function(node["value"], data.groups)
        value, possible = data.reading(node["fact"], facts.get(node["fact"]))
        low, high = function.range(possible)
        if value is not None:
            best, coverage = function.points(value), weight
            low, high = min(low, best), max(high, best)
        else:
            best = {"pessimistic": low, "neutral": (low + high) / 2.0,
                    "optimistic": high, "exclude": None}[rule]
            coverage = 0.0
    shown = {"low": low, "best": best, "high": high}
    if best is not None:
        shown["low"], shown["high"] = min(low, best), max(high, best)
    out[node_id] = shown
    return low, best, high, coverage


def mark_points(node, entry, rule):
    """Points of a framework's mark: those of its rung; of an unknown one by the rule."""
    points = node["points"]
    low, best, high = (entry or {}).get("low"), (entry or {}).get("rung"), (entry or {}).get("high")
    known = given(best) and best != "unknown"
    least = points[int(low) - 1] if given(low) else points[0]
    most = points[int(high) - 1] if given(high) else points[-1]
    if known:
        return least, points[int(best) - 1], most, True
    return least, {"pessimistic": least, "neutral": (least + most) / 2.0, "optimistic": most,
                   "exclude": None}[rule], most, False


def expand(criteria, folder):
    """Puts the objectives and criteria of a framework in the place of a branch that names one."""
    for name, node in criteria.items():
        if "criteria" in node:
            expand(node["criteria"], folder)
        if "framework" not in node:
            continue
        framework = read(os.path.join(folder, node["framework"] + ".yaml"))
        edition = framework["editions"][node.get("edition", framework["edition"])]
        node["criteria"] = {
            key: {"weight": edition["weights"][key], "criteria": {
                mark: {"weight": 1, "mark": mark, "points": [
                    float(rung["value"]) * len(objective["criteria"]) * 100
                    / float(framework["full"]) for rung in criterion["rungs"].values()]}
                for mark, criterion in objective["criteria"].items()}}
            for key, objective in framework["objectives"].items()}


def raw_marks(folder):
    """Every researched mark, by provider and criterion."""
    marks = {}
    for name in sorted(os.listdir(folder)):
        for entry in read(os.path.join(folder, name)):
            marks.setdefault(entry["provider"], {})[entry["criterion"]] = entry
    return marks


def mean(bests, share):
    """Weighted mean of those that count; those that dropped out leave their share to the rest.

    Where what counts has no weight at all, it shares equally, as zero siblings do."""
    if not bests:
        return None
    total = 0.0
    for name in bests:
        total += share[name]
    best = 0.0
    for name in bests:
        best += (share[name] / total if total > 0 else 1.0 / len(bests)) * bests[name]
    return best


def main():
    parser = argparse.ArgumentParser(description="Scores of the standard offers, computed apart.")
    parser.add_argument("--model", default="balanced")
    parser.add_argument("--unknown", choices=RULES, help="default: the rule of the model")
    parser.add_argument("--data", default=os.path.join(HERE, "..", "..", "data"))
    parser.add_argument("--evidence", default=os.path.join(HERE, "..", "fixtures", "evidence"))
    parser.add_argument("--assessments",
                        default=os.path.join(HERE, "..", "fixtures", "assessments"))
    options = parser.parse_args()

    data = Data(options.data)
    model = load_model(os.path.join(options.data, "models"), options.model)
    if model.get("low_confidence", "as_stated") != "as_stated":
        raise SystemExit("only low_confidence: as_stated is computed here")
    expand(model["criteria"], os.path.join(options.data, "frameworks"))
    marks = raw_marks(options.assessments)
    rule = options.unknown or model.get("unknown", "pessimistic")

    result = {}
    for name in sorted(os.listdir(options.evidence)):
        if not name.endswith(".yaml"):
            continue
        survey = read(os.path.join(options.evidence, name))
        facts = {entry["id"]: entry for entry in survey["facts"]}
        facts["marks"] = marks[survey["provider"]]
        nodes = {}
        tree = {"criteria": model["criteria"]}
        *_, coverage = evaluate("root", tree, 1.0, facts, data, rule, nodes)
        root = nodes["root"]
        result[survey["provider"]] = {"score": root["best"], "low": root["low"],
                                      "high": root["high"], "coverage": coverage,
                                      "nodes": nodes}
    json.dump(result, sys.stdout, indent=1, sort_keys=True)
    print()


if __name__ == "__main__":
    main()
