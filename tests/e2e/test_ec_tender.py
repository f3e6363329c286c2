#!/usr/bin/python3
"""The model ec-tender: minimum SEALs, then the framework's own score, as the oracle has them."""
import csv
import io
import json
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from cli import case, good, main  # noqa: E402
from marks import (  # noqa: E402
    FIVE, as_texts, calculator, close, constant, expected_of, framework, same, vendor,
    write_profile)

EDITIONS = ("2025-10", "2026-06")
MINIMUM = ",".join("%s=2" % o for o in calculator.objectives)
READINGS = framework.READINGS


def read(command, *args):
    return json.loads(good(command, *args, "-m", "ec-tender", "-f", "json").out)


def minima_of(ranking):
    """The gates that set a minimum SEAL: {id: condition}, in the spelling of the oracle."""
    found = {}
    for gate in ranking["gates"]:
        match = re.fullmatch(r"(SOV-[1-8])\.seal\s*>=\s*2", gate["when"].strip())
        if match:
            found[gate["id"]] = "%s.seal >= 2" % match.group(1)
    return found


def outcomes_equal(ranking, marks):
    """Every gate of every offer has the oracle's outcome, and what is open counts as failed."""
    minima = minima_of(ranking)
    assert sorted(minima.values()) == ["%s.seal >= 2" % o for o in calculator.objectives]
    assert sorted(p["id"] for p in ranking["providers"]) == sorted(marks)
    for p in ranking["providers"]:
        wanted = {g["when"]: g["outcome"]
                  for g in expected_of(marks[p["id"]], minimum=MINIMUM)["gates"]}
        found = {minima[i["id"]]: i["outcome"] for i in p["gates"]["items"] if i["id"] in minima}
        same(wanted, found, p["id"])
        every = [i["outcome"] for i in p["gates"]["items"]]
        least = next(o for o in ("fail", "open", "pass") if o in every)
        assert p["gates"]["outcome"] == least
        assert p["in_pool"] is (least == "pass"), p["id"]
        assert (p["rank"] is not None) is p["in_pool"]


@case
def gates_of_the_five():
    """each objective's minimum of SEAL-2 has the oracle's outcome for each vendor"""
    ranking = read("rank")
    outcomes_equal(ranking, {name: vendor(name) for name in FIVE})
    assert ranking["winner"] is None and ranking["margin"] in (0, None)
    seen = {i["outcome"] for p in ranking["providers"] for i in p["gates"]["items"]}
    assert seen == {"pass", "open", "fail"}, seen
    assert "FAIL" in good("rank", "-m", "ec-tender").out


@case
def gates_do_not_hang_on_weights():
    """neither the weight profile nor the rule for unknowns moves an outcome"""
    wanted = {p["id"]: p["gates"] for p in read("rank")["providers"]}
    for args in (["--weights-profile", "2025-10"], ["--unknown", "neutral"],
                 ["--unknown", "optimistic"]):
        assert {p["id"]: p["gates"] for p in read("rank", *args)["providers"]} == wanted, args


@case
def gates_of_made_marks():
    """SEAL-2 throughout passes and is ranked, open and failed ones are not"""
    two = constant(lambda c: calculator.grants(c, 2))
    best = constant(calculator.top)
    doubtful, failing = dict(best), dict(best)
    doubtful["SOV-8.2"] = framework.Mark(5, 5, 1, 5)
    failing["SOV-8.2"] = framework.Mark(5, 2, 1, 2)
    marks = {"two": two, "best": best, "doubtful": doubtful, "failing": failing}
    for name, made in marks.items():
        write_profile("d", name, as_texts(made))
    ranking = read("rank", "--data", "d", "-p", ",".join(marks))
    outcomes_equal(ranking, marks)
    found = {p["id"]: p for p in ranking["providers"]}
    assert ranking["winner"] == "best" and found["two"]["rank"] == 2
    assert found["doubtful"]["gates"]["outcome"] == "open"
    assert found["failing"]["gates"]["outcome"] == "fail"
    out = good("rank", "-m", "ec-tender", "--data", "d", "-p", ",".join(marks)).out
    assert "FAIL: not shown" in out
    branch = branches("compare", "--data", "d", "-p", ",".join(marks))
    assert close(branch["best"]["best"], calculator.score_max("2026-06")), branch["best"]
    for name, made in marks.items():
        same(expected_of(made)["score"], branch[name], name)


def branches(command, *args):
    """The sovereignty branch of `compare`: {offer: low, best, high}."""
    criteria = {c["id"]: c for c in read(command, *args)["criteria"]}
    return {offer: {key: cell[key] for key in READINGS}
            for offer, cell in criteria["sovereignty"]["providers"].items()}


@case
def branch_is_the_framework():
    """the sovereignty branch shows the framework's own score, in both weight profiles"""
    seen = []
    for edition in EDITIONS:
        how = ("--weights-profile", edition)
        found = branches("compare", *how)
        assert sorted(found) == FIVE
        for name in FIVE:
            same(expected_of(vendor(name), edition)["score"], found[name], name)
            branch, = [c for c in read("explain", name, *how)["criteria"]
                       if c["id"] == "sovereignty"]
            assert {key: branch[key] for key in READINGS} == found[name]
        command = json.loads(good("framework", "-f", "json", *how).out)
        assert {p["id"]: p["score"] for p in command["providers"]} == found
        seen.append(found)
    assert seen[0] != seen[1]
    assert branches("compare") == seen[1]


@case
def branch_under_each_rule():
    """the branch follows the rule for unknowns as the framework does"""
    for rule in ("neutral", "optimistic"):
        found = branches("compare", "--unknown", rule)
        for name in FIVE:
            same(expected_of(vendor(name), rule=rule)["score"], found[name], name)


@case
def contributions_add_up():
    """under ec-tender too the contributions of the leaves add up to the score"""
    ranking = read("rank")
    parents = {c["parent"] for c in ranking["criteria"]}
    for p in ranking["providers"]:
        leaves = sum(n["contribution"] for i, n in p["nodes"].items() if i not in parents)
        assert abs(leaves - p["score"]) < 1e-4, (p["id"], leaves, p["score"])
        top = sum(p["nodes"][c["id"]]["contribution"] for c in ranking["criteria"]
                  if c["parent"] == "root")
        assert abs(top - p["score"]) < 1e-4


@case
def basis_is_named():
    """what the branch rests on is said in words: CSF marks, and the weight profile"""
    for edition in EDITIONS:
        words = "CSF marks, %s weights" % edition
        other = "CSF marks, %s weights" % next(e for e in EDITIONS if e != edition)
        for args in (["rank"], ["compare"], ["explain", "azure"]):
            for fmt in ("table", "md"):
                out = good(*args, "-m", "ec-tender", "-f", fmt, "--weights-profile", edition).out
                assert words in re.sub(r"\s+", " ", out), (args, fmt)
                assert other not in re.sub(r"\s+", " ", out), (args, fmt)
            data = read(*args, "--weights-profile", edition)
            said = [str(data["basis"]["sovereignty"]), str(data.get("weights_profile"))]
            assert any(edition in text for text in said), (args, said)
    assert "CSF marks" in re.sub(r"\s+", " ", good("rank", "-m", "ec-tender").out)
    assert "CSF marks" not in good("rank").out


@case
def formats():
    """ec-tender comes in every format, the same twice, and its CSV has the JSON's figures"""
    for fmt in ("table", "csv", "tsv", "json", "md"):
        assert good("rank", "-m", "ec-tender", "-f", fmt).raw == \
            good("rank", "-m", "ec-tender", "-f", fmt).raw
    out = good("rank", "-m", "ec-tender", "-f", "csv").raw.decode()
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(out, newline=""))}
    for p in read("rank")["providers"]:
        for key in ("score", "low", "high"):
            assert float(rows[p["id"]][key]) == p[key]


main()
