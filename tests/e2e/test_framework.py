#!/usr/bin/python3
"""framework: every figure equals a computation apart; the formats; the rules; wrong use."""
import csv
import io
import json
import os
import random
import re
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from cli import bad, case, good, main, run  # noqa: E402
from fields import documented, is_documented, paths  # noqa: E402
from marks import (  # noqa: E402
    FIVE, as_texts, calculator, close, constant, expected_of, framework, random_marks, raw_marks,
    same, vendor, write_profile)

EDITIONS = ("2025-10", "2026-06")
FORMATS = ("table", "csv", "tsv", "json", "md")


def board(*args):
    return json.loads(good("framework", "-f", "json", *args).out)


def skipping(*args):
    """A run with --unknown skip, which always warns."""
    r = run("framework", "--unknown", "skip", *args)
    assert r.code == 0, r
    return r


def by_id(data):
    return {p["id"]: p for p in data["providers"]}


def five_equal(data, *how):
    """The five vendors of a run against the oracle, with what the head says of the framework."""
    found = by_id(data)
    assert sorted(found) == FIVE
    for name in FIVE:
        same(expected_of(vendor(name), *how), found[name], name)


def head_equals(data, edition, rule):
    same({"weights_profile": edition, "unknown": rule, "framework": {"id": "ec-csf"},
          "score_max": calculator.score_max(edition),
          "objectives": [{"id": o, "weight": calculator.weights[edition][o] / 100,
                          "points_max": calculator.points_max(o)}
                         for o in calculator.objectives]}, data, "head")
    assert data["framework"]["name"] and all(o["name"] for o in data["objectives"])


# The oracle itself, against what was published of the framework.

@case
def oracle_knows_the_maxima():
    """the oracle has 48 criteria, 235 rungs, the published weights, maxima and 100.0756 %"""
    assert len(calculator.criteria) == 48 and len(calculator.objectives) == 8
    assert sum(len(rungs) for rungs in calculator.rungs.values()) == 235
    assert [round(float(calculator.points_max(o)), 2) for o in calculator.objectives] == \
        [1000.03, 1002, 1000, 1002, 1001, 1000, 1001, 1000]
    assert list(calculator.weights["2025-10"].values()) == [15, 10, 10, 15, 20, 15, 10, 5]
    assert list(calculator.weights["2026-06"].values()) == [20, 10, 10, 15, 10, 15, 15, 5]
    assert float(calculator.score_max("2026-06")) == 100.0756
    for rungs in calculator.rungs.values():
        seals, values = [r.seal for r in rungs], [r.value for r in rungs]
        assert seals == sorted(seals) and seals[-1] == 4
        assert values[0] == 0 and values == sorted(set(values))


@case
def oracle_knows_the_extremes():
    """the oracle finds 99.14 % at SEAL-0, and the lowest score of each SEAL"""
    best = expected_of(constant(calculator.top))
    assert best["score"]["best"] == calculator.score_max("2026-06")
    assert best["seal"]["best"] == 4 and best["lift"] is None and best["binding"] == []
    one = expected_of(constant(lambda c: 2 if c == "SOV-8.2" else calculator.top(c)))
    assert round(float(one["score"]["best"]), 2) == 99.14 and one["seal"]["best"] == 0
    assert one["binding"] == ["SOV-8.2"]
    assert one["lift"] == {"to": 3, "steps": 1,
                           "rungs": [{"criterion": "SOV-8.2", "from": 2, "to": 3, "open": False}]}
    for edition, scores in (("2026-06", [10.5, 37.6, 52.7, 75.4]),
                            ("2025-10", [10.2, 38.0, 53.0, 78.2])):
        for seal, score in enumerate(scores, 1):
            assert round(float(calculator.least_score(seal, edition)), 1) == score
            least = constant(lambda c: calculator.grants(c, seal))
            result = expected_of(least, edition)
            assert result["seal"]["best"] == seal
            assert result["score"]["best"] == calculator.least_score(seal, edition)


# The five vendors.

@case
def figures_by_default():
    """points, scores, SEALs, ranges, unknowns, binding criteria and lifts equal the oracle's"""
    data = board()
    head_equals(data, "2026-06", "pessimistic")
    five_equal(data)
    assert board("ec-csf") == data
    assert all(p["gates"] == [] for p in data["providers"])


@case
def figures_of_both_editions():
    """both weight profiles under each rule but skip give the oracle's figures"""
    for edition in EDITIONS:
        for rule in ("pessimistic", "neutral", "optimistic"):
            data = board("--weights-profile", edition, "--unknown", rule)
            head_equals(data, edition, rule)
            five_equal(data, edition, rule)
    assert board("--weights-profile", "2026-06") == board()


@case
def figures_when_skipping():
    """--unknown skip leaves unknown marks out of sum and minimum, in both weight profiles"""
    for edition in EDITIONS:
        data = json.loads(skipping("-f", "json", "--weights-profile", edition).out)
        head_equals(data, edition, "skip")
        five_equal(data, edition, "skip")


@case
def weights_move_scores_alone():
    """the weight profile changes scores, and neither points nor SEALs"""
    old, new = by_id(board("--weights-profile", "2025-10")), by_id(board())
    for name in FIVE:
        assert old[name]["score"] != new[name]["score"]
        assert old[name]["criteria"] == new[name]["criteria"]
        for key in ("seal", "binding", "lift"):
            assert old[name][key] == new[name][key]


@case
def skipping_raises():
    """--unknown skip warns that it raises the result; it lowers no SEAL and raises some"""
    r = skipping("-f", "json")
    assert r.err.startswith("bascule: ") and "skip" in r.err and "rais" in r.err, r
    careful, skipped = by_id(board()), by_id(json.loads(r.out))
    raised = 0
    for name in FIVE:
        pairs = [(careful[name]["seal"], skipped[name]["seal"])]
        pairs += [(a["seal"], b["seal"]) for a, b in zip(careful[name]["objectives"],
                                                         skipped[name]["objectives"])]
        for a, b in pairs:
            assert b["best"] is None or b["best"] >= a["best"], (name, a, b)
            raised += b["best"] is not None and b["best"] > a["best"]
    assert raised > 0
    for rule in ("pessimistic", "neutral", "optimistic"):
        good("framework", "--unknown", rule)


@case
def minimum_of_all():
    """--min-seal 2 is a gate on the overall SEAL, open where the range leaves it so"""
    for seal in range(5):
        five_equal(board("--min-seal", str(seal)), "2026-06", "pessimistic", str(seal))
    assert {p["gates"][0]["outcome"] for p in board("--min-seal", "1")["providers"]} == {"open"}


@case
def minimum_over_a_recorded_one():
    """--min-seal stands before the minimum that a session holds; naming one twice is wrong use"""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "tender.bascule")
        assert run("session", "new", path).code == 0
        assert run("--session", path, "--replay", "5Gt1<Enter>", "--dump-screen", "80x24").code == 0
        for asked in ((), ("--min-seal", "2")):
            found = {(g["id"], g["when"]) for p in board("--session", path, *asked)["providers"]
                     for g in p["gates"]}
            assert found == {("min-seal", "ec-csf.seal >= %d" % (2 if asked else 1))}, found
    for twice in ("2,3", "SOV-5=2,SOV-7=1,SOV-5=3"):
        bad(2, "framework", "--min-seal", twice, says=["named twice"])
    good("framework", "--min-seal", "2,SOV-5=2,SOV-7=1")
    bad(2, "ladders", "c5", "c5", says=["named twice"])
    bad(2, "ladders", "azure", "azure", says=["named twice"])


@case
def minimum_of_objectives():
    """--min-seal SOV-5=2,SOV-7=3 is a gate on each of these"""
    text = "SOV-5=2,SOV-7=3"
    data = board("--min-seal", text)
    five_equal(data, "2026-06", "pessimistic", text)
    for p in data["providers"]:
        assert [g["id"] for g in p["gates"]] == ["min-seal-SOV-5", "min-seal-SOV-7"]
    seen = set()
    for objective in calculator.objectives:
        for seal in range(1, 5):
            text = "%s=%d" % (objective, seal)
            data = board("--min-seal", text)
            five_equal(data, "2026-06", "pessimistic", text)
            seen |= {p["gates"][0]["outcome"] for p in data["providers"]}
    assert seen == {"pass", "open", "fail"}


@case
def gates_do_not_hang_on_the_rule():
    """neutral and optimistic move the point, and no outcome of a gate"""
    text = "SOV-1=2,SOV-3=1,SOV-4=3,SOV-6=2,SOV-8=2"
    wanted = {p["id"]: p["gates"] for p in board("--min-seal", text)["providers"]}
    for rule in ("neutral", "optimistic"):
        data = board("--min-seal", text, "--unknown", rule)
        assert {p["id"]: p["gates"] for p in data["providers"]} == wanted


@case
def evidence_of_marks():
    """each mark has its confidence, reason, facts and as many sources as were delivered"""
    for p in board()["providers"]:
        for c in p["criteria"]:
            raw = raw_marks[p["id"]][c["id"]]
            assert (c["confidence"], c["reason"]) == (raw["confidence"], raw["reason"])
            assert c["facts"] == raw["facts"], (p["id"], c["id"])
            assert len(c["sources"]) == len(raw["sources"])


@case
def standard_offers_by_default():
    """the five standard offers are shown by default, and others when they are named"""
    assert sorted(by_id(board())) == FIVE
    assert sorted(by_id(board("-p", "scaleway,aruba"))) == ["aruba", "scaleway"]
    a, b = board("-p", "aruba,ionos"), board("-p", "ionos,aruba")
    assert a == b


@case
def offer_without_marks():
    """an offer without marks is unknown in everything: nothing to the maximum, SEAL-0 to SEAL-4"""
    name = "ovhcloud/secnumcloud-vmware"
    blank = framework.parsed(calculator, {})
    for edition in EDITIONS:
        p, = board("-p", name, "--weights-profile", edition)["providers"]
        assert p["id"] == name
        same(expected_of(blank, edition), p, name)
        assert p["score"]["low"] == p["score"]["best"] == 0
        assert close(p["score"]["high"], calculator.score_max(edition))
        assert p["seal"] == {"low": 0, "best": 0, "high": 4}
        assert p["unknown"] == calculator.criteria
    p, = json.loads(skipping("-f", "json", "-p", name).out)["providers"]
    same(expected_of(blank, "2026-06", "skip"), p, name)
    assert p["seal"] == {"low": 0, "best": None, "high": 4} and p["lift"] is None


@case
def awards_never_lift():
    """official results stand beside the computed ones and change none of them"""
    plain = by_id(board())["ovhcloud"]
    computed = ("score", "seal", "unknown", "binding", "lift", "objectives", "criteria")
    for value in ("sec.csf_seal=SEAL-4", "sec.csf_seal=SEAL-0", "sec.ec_sovereign_tender=awarded"):
        p = by_id(board("--set", "ovhcloud:" + value))["ovhcloud"]
        assert {k: p[k] for k in computed} == {k: plain[k] for k in computed}, value
        fact, word = value.split("=")
        assert word in [o["value"] for o in p["official"] if o["fact"] == fact], p["official"]


@case
def awards_are_shown():
    """the awards of April 2026 stand beside the vendors concerned, with SEAL, scope and date"""
    data = board()
    awards = {a["id"]: a for a in data["awards"]}
    of = {p["id"]: p["awards"] for p in data["providers"]}
    assert of["aruba"] == of["azure"] == of["ionos"] == []
    group, = of["ovhcloud"]
    own, = of["scaleway"]
    assert awards[group]["holder"] == "Post Telecom" and "OVHcloud" in awards[group]["partners"]
    assert awards[own]["holder"] == "Scaleway" and awards[own]["partners"] == []
    assert (awards[group]["scope"], awards[own]["scope"]) == ("group", "own_bid")
    for award in (awards[group], awards[own]):
        assert award["seal"] == 3 and award["date"] == "2026-04-17" and award["sources"]
    official = {o["fact"]: o for o in by_id(data)["scaleway"]["official"]}
    assert official["sec.csf_seal"]["value"] == "SEAL-3"
    assert official["sec.ec_sovereign_tender"]["value"] == "awarded"
    assert all(p["seal"]["best"] < 3 for p in data["providers"])
    out = good("framework").out
    assert "Post Telecom" in out and "SEAL-3" in out


# The formats.

@case
def profile_is_named():
    """every format names the weight profile that was used"""
    for edition in EDITIONS:
        for fmt in FORMATS:
            out = good("framework", "-f", fmt, "--weights-profile", edition).out
            assert re.search(r"(?<![-\d])%s(?![-\d])" % edition, out), (fmt, edition)
        for fmt, dialect in (("csv", "excel"), ("tsv", "excel-tab")):
            out = good("framework", "-f", fmt, "--weights-profile", edition).raw.decode()
            lines = list(csv.reader(io.StringIO(out, newline=""), dialect))
            assert all(edition in line for line in lines[1:]), (fmt, edition)
    for fmt in ("table", "md"):
        assert "CSF marks, 2025-10 weights" in good("framework", "-f", fmt, "--weights-profile",
                                                    "2025-10").out


def cells_of(lines, name):
    """Cells of a CSV that belong to a provider: by its rows, or by the names of its columns."""
    columns = [i for i, title in enumerate(lines[0]) if title.split(".")[0] == name]
    for line in lines[1:]:
        yield from line if name in line else (line[i] for i in columns)


def figures_of(p):
    """Every score and every number of points of a provider's JSON, as CSV writes them."""
    for part in (p, *p["objectives"], *p["criteria"]):
        for key in ("score", "contribution", "points"):
            for value in part.get(key, {}).values():
                yield "%.6f" % value


@case
def csv_equals_json():
    """csv is read back by Python's reader, and its figures are those of the JSON"""
    for edition in EDITIONS:
        how = ("--weights-profile", edition)
        out = good("framework", "-f", "csv", *how).raw.decode()
        assert out.endswith("\r\n") and "\n" not in out.replace("\r\n", "")
        lines = list(csv.reader(io.StringIO(out, newline="")))
        assert len({len(line) for line in lines}) == 1 and len(lines) > 5
        for p in board(*how)["providers"]:
            cells = list(cells_of(lines, p["id"]))
            decimal = {cell for cell in cells if re.fullmatch(r"-?\d+\.\d{6}", cell)}
            assert decimal <= set(figures_of(p)), (p["id"], decimal - set(figures_of(p)))
            wanted = {"%.6f" % value for part in (p, *p["objectives"])
                      for value in part["score" if part is p else "contribution"].values()}
            assert wanted <= decimal, (p["id"], wanted - decimal)


@case
def tables_are_square():
    """tsv has the same number of tabs in each line, md the same number of bars in its table"""
    lines = good("framework", "-f", "tsv").out.rstrip("\n").split("\n")
    assert len(lines) > 5 and len({line.count("\t") for line in lines}) == 1
    out = good("framework", "-f", "md").out
    assert out.startswith("## ") and out.count("\n|") >= 7
    for block in re.findall(r"(?:^\|.*\n)+", out, re.M):
        assert len({line.count("|") - line.count("\\|") for line in block.splitlines()}) == 1


@case
def table_for_people():
    """the table names vendors, objectives, SEALs, what binds, and how unknowns count"""
    out = good("framework").out
    for text in ("OVHcloud", "Microsoft Azure", "SOV-1", "SOV-8", "SEAL", "SOV-2.2", "59.4",
                 "pessimistic", "public sources, not bids"):
        assert text in out, text
    assert "\x1b" not in out and "nan" not in re.findall(r"[a-z]+", out.lower())


@case
def same_twice():
    """the same command twice gives the same bytes, in any locale"""
    for fmt in FORMATS:
        outs = {good("framework", "-f", fmt, env=env).raw
                for env in ({}, {}, {"LC_ALL": "de_DE.UTF-8"}, {"LC_ALL": "C"}, {"COLUMNS": "40"})}
        assert len(outs) == 1, fmt


@case
def languages():
    """--lang fr changes words and no figure"""
    en, fr = board(), board("--lang", "fr")
    assert en["objectives"] != fr["objectives"]
    for a, b in zip(en["providers"], fr["providers"]):
        for key in ("id", "score", "seal", "unknown", "binding", "lift", "objectives"):
            assert a[key] == b[key]
    assert good("framework").out != good("framework", "--lang", "fr").out


@case
def every_field_is_documented():
    """every field of the JSON stands in `help json`"""
    known = documented()
    for path in set(paths(board("--min-seal", "2"))):
        assert is_documented("framework", path, known), path


# Wrong use.

@case
def wrong_use():
    """wrong use is exit 2; the message says what is wrong and what would be right"""
    for args, says in (
            (["ec-cfs"], ["'ec-cfs'", "ec-csf"]),
            (["nothing-like-it"], ["'nothing-like-it'", "bascule show frameworks"]),
            (["ec-csf", "more"], ["'more'", "bascule show frameworks"]),
            (["ec-csf", "SOV-5", "SOV-5.4"], ["one objective or criterion at a time"]),
            (["SOV-5", "seal-quarters"], ["another framework"]),
            (["--weights-profile", "2025-11"], ["--weights-profile", "'2025-11'", "2025-10"]),
            (["--weights-profile", "x"], ["'x'", "2025-10", "2026-06"]),
            (["--weights-profile", ""], ["--weights-profile", "EDITION"]),
            (["--min-seal", "5"], ["--min-seal", "5", "4"]),
            (["--min-seal", "-1"], ["--min-seal", "-1", "4"]),
            (["--min-seal", "2.5"], ["--min-seal", "2.5", "4"]),
            (["--min-seal", "x"], ["--min-seal", "'x'", "4"]),
            (["--min-seal", ""], ["--min-seal"]),
            (["--min-seal", "SOV-9=2"], ["--min-seal", "SOV-9", "SOV-8"]),
            (["--min-seal", "SOV-5=5"], ["--min-seal", "SOV-5", "4"]),
            (["--min-seal", "SOV-5="], ["--min-seal", "SOV-5"]),
            (["--min-seal", "SOV-5=2,"], ["--min-seal"]),
            (["--min-seal", "SOV-5=2,SOV-5=3"], ["--min-seal", "SOV-5", "twice"]),
            (["--min-seal", "9" * 5000], ["--min-seal"]),
            (["--unknown", "exclude"], ["--unknown", "'exclude'", "skip"]),
            (["--unknown", "skipp"], ["'skipp'", "skip"]),
            (["-p", "ovhclod"], ["did you mean 'ovhcloud'"])):
        r = bad(2, "framework", *args, says=says)
        assert r.out == "", args
    for args in (["--min-seal", "\x1b[31m"], ["--weights-profile", "\x1b[31m"], ["\x1b[31m"]):
        assert "\x1b" not in bad(2, "framework", *args).err


# Marks of our making.

@case
def best_and_nearly_best():
    """all at the best rung: 100.0756 % and SEAL-4; all but SOV-8.2: 99.14 % and SEAL-0"""
    write_profile("d", "best", as_texts(constant(calculator.top)))
    write_profile("d", "nearly", as_texts(constant(
        lambda c: 2 if c == "SOV-8.2" else calculator.top(c))))
    found = by_id(board("--data", "d", "-p", "best,nearly"))
    best, nearly = found["best"], found["nearly"]
    assert best["score"] == {"low": 100.0756, "best": 100.0756, "high": 100.0756}
    assert best["seal"] == {"low": 4, "best": 4, "high": 4} and best["lift"] is None
    assert round(nearly["score"]["best"], 2) == 99.14 and nearly["seal"]["best"] == 0
    assert nearly["binding"] == ["SOV-8.2"] and nearly["lift"]["steps"] == 1


@case
def least_scores():
    """profiles of the lowest score of each SEAL give 10.5, 37.6, 52.7, 75.4 % or 10.2 ... 78.2 %"""
    for seal in range(1, 5):
        write_profile("d", "s%d" % seal, as_texts(constant(lambda c: calculator.grants(c, seal))))
    for edition, scores in (("2026-06", [10.5, 37.6, 52.7, 75.4]),
                            ("2025-10", [10.2, 38.0, 53.0, 78.2])):
        found = by_id(board("--data", "d", "-p", "s1,s2,s3,s4", "--weights-profile", edition))
        for seal, score in enumerate(scores, 1):
            p = found["s%d" % seal]
            assert round(p["score"]["best"], 1) == score and p["seal"]["best"] == seal


@case
def random_mark_sets():
    """forty random mark sets, of every kind of mark, give the oracle's figures under each rule"""
    seed = int(os.environ.get("BASCULE_SEED", random.SystemRandom().randrange(2 ** 32)))
    print("# BASCULE_SEED=%d" % seed)
    source = random.Random(seed)
    sets = {"r%02d" % i: random_marks(source) for i in range(40)}
    for name, texts in sets.items():
        write_profile("d", name, texts)
    marks = {name: framework.parsed(calculator, texts) for name, texts in sets.items()}
    minimum = "SOV-2=1,SOV-4=2,SOV-8=3"
    seals = set()
    for rule in framework.RULES:
        gated = [] if rule == "skip" else ["--min-seal", minimum]
        for edition in EDITIONS:
            r = run("framework", "-f", "json", "--data", "d", "-p", ",".join(sets), "--unknown",
                    rule, "--weights-profile", edition, *gated)
            assert r.code == 0, r
            found = by_id(json.loads(r.out))
            assert sorted(found) == sorted(sets)
            for name in sets:
                wanted = expected_of(marks[name], edition, rule, minimum if gated else "")
                same(wanted, found[name], "seed %d, %s, %s" % (seed, name, rule))
                seals.add(wanted["seal"]["best"])
    assert len(seals - {None}) > 2, seals


main()
