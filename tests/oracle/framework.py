#!/usr/bin/env python3
"""The Commission's Cloud Sovereignty Framework, computed without any code of the program.

It reads the calculator as a table (tests/fixtures/csf_calculator.csv: 48 criteria, 235 rungs, both
weight sets) and the marks as they were delivered (tests/fixtures/assessments, not the profiles made
from them), and prints what `bascule framework --format json` must print too: points, score and SEAL
of each objective and overall, the binding criteria, the lift to the next SEAL, gates. Everything is
computed in fractions, so that a figure here has no rounding of its own.

    framework.py --profile 2026-06 --unknown pessimistic --min-seal SOV-5=2,SOV-7=3
"""

import argparse
import csv
import json
import os
import sys
from fractions import Fraction

import yaml

HERE = os.path.dirname(os.path.abspath(__file__))
FIXTURES = os.path.join(HERE, "..", "fixtures")
ID = "ec-csf"
FULL = 1000
EDITIONS = {"2025-10": "weight_2025_10", "2026-06": "weight_2026_06"}
NEWEST = "2026-06"
RULES = ("pessimistic", "neutral", "optimistic", "skip")
READINGS = ("low", "best", "high")
TOP_SEAL = 4


class Rung:
    """A rung of a criterion: what it is worth and the SEAL that it grants."""

    def __init__(self, row):
        self.value, self.seal = Fraction(row["value"]), int(row["seal"])


class Calculator:
    """The table: rungs[criterion][0] is the lowest rung, numbered 1."""

    def __init__(self, path=os.path.join(FIXTURES, "csf_calculator.csv")):
        self.rungs, self.of = {}, {}
        self.weights = {edition: {} for edition in EDITIONS}
        with open(path, encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                rungs = self.rungs.setdefault(row["criterion"], [])
                rungs.append(Rung(row))
                if int(row["rung"]) != len(rungs):
                    raise SystemExit("%s: rungs are out of order" % row["criterion"])
                self.of[row["criterion"]] = row["objective"]
                for edition, column in EDITIONS.items():
                    weight = Fraction(row[column]) * 100
                    if self.weights[edition].setdefault(row["objective"], weight) != weight:
                        raise SystemExit("%s: two weights" % row["objective"])
        self.criteria = list(self.rungs)
        self.objectives = list(dict.fromkeys(self.of.values()))

    def top(self, criterion):
        return len(self.rungs[criterion])

    def rung(self, criterion, number):
        return self.rungs[criterion][number - 1]

    def within(self, objective):
        return [c for c in self.criteria if self.of[c] == objective]

    def points_max(self, objective):
        return sum(self.rungs[c][-1].value for c in self.within(objective))

    def score(self, points, edition):
        """The sovereignty score in percent of a map from objective to points."""
        return sum(points[o] / FULL * self.weights[edition][o] for o in self.objectives)

    def score_max(self, edition):
        return self.score({o: self.points_max(o) for o in self.objectives}, edition)

    def grants(self, criterion, seal):
        """The lowest rung of the criterion that grants the SEAL or a higher one."""
        return min(n for n in range(1, self.top(criterion) + 1)
                   if self.rung(criterion, n).seal >= seal)

    def least_score(self, seal, edition):
        """The lowest score with which every criterion grants the SEAL."""
        rungs = {c: self.rung(c, self.grants(c, seal)) for c in self.criteria}
        points = {o: sum(rungs[c].value for c in self.within(o)) for o in self.objectives}
        return self.score(points, edition)


class Mark:
    """A mark: rung is None where it is unknown; what was not said is open to both ends."""

    def __init__(self, top, rung=None, low=None, high=None):
        self.rung = rung
        self.low = low or rung or 1
        self.high = high or rung or top
        if not 1 <= self.low <= self.high <= top:
            raise SystemExit("a mark from %s to %s of %s" % (self.low, self.high, top))
        if rung is not None and not self.low <= rung <= self.high:
            raise SystemExit("rung %s is not within %s to %s" % (rung, self.low, self.high))


def load_marks(calculator, folder=os.path.join(FIXTURES, "assessments")):
    """{provider: {criterion: the mark as it was delivered, as text}}"""
    raw = {}
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            for item in yaml.load(file, Loader=yaml.BaseLoader):
                marks = raw.setdefault(item["provider"], {})
                if item["criterion"] in marks or item["criterion"] not in calculator.rungs:
                    raise SystemExit("%s: twice, or no criterion" % item["criterion"])
                marks[item["criterion"]] = item
    return raw


def number(text):
    return None if text in (None, "", "null", "~", "unknown") else int(text)


def parsed(calculator, raw):
    """Marks from the texts of one provider; a criterion without any is wholly unknown."""
    return {c: Mark(calculator.top(c), *(number(raw.get(c, {}).get(key))
                                         for key in ("rung", "low", "high")))
            for c in calculator.criteria}


class Reading:
    """What one mark says under a rule for unknowns: points and SEAL as low, best, high.

    `at` is the rung from which one climbs; None where the mark is skipped."""

    def __init__(self, calculator, criterion, mark, rule):
        low, high = calculator.rung(criterion, mark.low), calculator.rung(criterion, mark.high)
        self.mark, self.at = mark, mark.rung
        if mark.rung is None:
            self.at = {"pessimistic": mark.low, "neutral": (mark.low + mark.high) // 2,
                       "optimistic": mark.high, "skip": None}[rule]
        if self.at is None:
            # What the evidence leaves open stays open; to the point itself it adds nothing.
            self.points = (Fraction(0), Fraction(0), high.value)
            self.seal = (low.seal, None, high.seal)
            return
        best = calculator.rung(criterion, self.at)
        value = best.value
        if mark.rung is None and rule == "neutral":
            value = (low.value + high.value) / 2
        self.points = (low.value, value, high.value)
        self.seal = (low.seal, best.seal, high.seal)


def triple(values):
    return dict(zip(READINGS, values))


def least(seals):
    """The minimum of those that were answered, None when nobody answered."""
    return min((seal for seal in seals if seal is not None), default=None)


def lift(calculator, readings, seal):
    """What must climb for the next SEAL, and by how many rungs in all; None at the top."""
    if seal is None or seal == TOP_SEAL:
        return None
    rungs, reached = [], []
    for criterion, reading in readings.items():
        if reading.at is not None and reading.seal[1] > seal:
            reached.append(reading.seal[1])
        elif reading.at is not None:
            rungs.append({"criterion": criterion, "from": reading.at,
                          "to": calculator.grants(criterion, seal + 1)})
            rungs[-1]["open"] = rungs[-1]["to"] <= reading.mark.high
            reached.append(calculator.rung(criterion, rungs[-1]["to"]).seal)
    # Rungs jump over levels, so the next one reached may be higher than seal + 1.
    return {"to": min(reached), "steps": sum(rung["to"] - rung["from"] for rung in rungs),
            "rungs": rungs}


def verdict(calculator, readings):
    """SEAL, binding criteria and lift of a set of readings."""
    seal = triple(least(r.seal[i] for r in readings.values()) for i in range(3))
    if seal["best"] is not None:
        # What is skipped may let the point stand above what the evidence allows.
        seal["high"] = max(seal["high"], seal["best"])
    # At the highest level nothing is held down.
    binding = [c for c, r in readings.items()
               if r.seal[1] is not None and r.seal[1] == seal["best"] < TOP_SEAL]
    return {"seal": seal, "binding": binding, "lift": lift(calculator, readings, seal["best"])}


def assess(calculator, marks, edition=NEWEST, rule="pessimistic"):
    """One offer: what the program prints of it under "providers"."""
    readings = {c: Reading(calculator, c, marks[c], rule) for c in calculator.criteria}
    objectives = []
    for objective in calculator.objectives:
        inside = {c: readings[c] for c in calculator.within(objective)}
        points = [sum(r.points[i] for r in inside.values()) for i in range(3)]
        weight = calculator.weights[edition][objective]
        objectives.append({"id": objective, "points": triple(points),
                           "contribution": triple(p / FULL * weight for p in points),
                           **verdict(calculator, inside)})
    whole = verdict(calculator, readings)
    return {
        "score": {key: sum(o["contribution"][key] for o in objectives) for key in READINGS},
        **whole,
        "unknown": [c for c in calculator.criteria if marks[c].rung is None],
        "objectives": objectives,
        "criteria": [{"id": c, "rung": r.mark.rung, "low": r.mark.low, "high": r.mark.high,
                      "points": triple(r.points), "seal": triple(r.seal)}
                     for c, r in readings.items()],
    }


def gate(seal, minimum):
    """Outcome of a minimum: it must hold for the whole range, or for none of it."""
    if seal["low"] is None:
        return "open"
    if seal["low"] >= minimum:
        return "pass"
    return "fail" if seal["high"] < minimum else "open"


def gates(assessment, minima):
    """{condition: outcome} of minimum SEALs by objective, or by the id of the framework."""
    seals = {o["id"]: o["seal"] for o in assessment["objectives"]}
    seals[ID] = assessment["seal"]
    return {"%s.seal >= %d" % (whom, minimum): gate(seals[whom], minimum)
            for whom, minimum in minima.items()}


def minima(text):
    """`2` is a minimum of the whole, `SOV-5=2,SOV-7=3` one of each of these."""
    if not text:
        return {}
    if "=" not in text:
        return {ID: int(text)}
    return {whom: int(seal) for whom, seal in (part.split("=") for part in text.split(","))}


def main():
    parser = argparse.ArgumentParser(description="The framework's figures, computed apart.")
    parser.add_argument("--profile", choices=sorted(EDITIONS), default=NEWEST)
    parser.add_argument("--unknown", choices=RULES, default="pessimistic")
    parser.add_argument("--min-seal", default="", help="2, or SOV-5=2,SOV-7=3")
    options = parser.parse_args()

    calculator = Calculator()
    result = {}
    for provider, raw in sorted(load_marks(calculator).items()):
        result[provider] = assess(calculator, parsed(calculator, raw), options.profile,
                                  options.unknown)
        result[provider]["gates"] = gates(result[provider], minima(options.min_seal))
    json.dump(result, sys.stdout, indent=1, default=float)
    print()


if __name__ == "__main__":
    main()
