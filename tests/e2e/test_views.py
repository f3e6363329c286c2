#!/usr/bin/python3
"""compare, explain, diff, show, new: what they print, read back by readers that are not ours."""
import csv
import io
import json
import os
import re
import sys

import yaml

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from cli import DATA, bad, case, good, main, run  # noqa: E402


def rows(*args):
    return list(csv.DictReader(io.StringIO(good(*args, "-f", "csv").raw.decode(), newline="")))


@case
def compare_values_and_scores():
    """compare gives value and score of each criterion, the same in CSV and JSON"""
    data = json.loads(good("compare", "-f", "json").out)
    table = {r["criterion"]: r for r in rows("compare")}
    assert len(data["criteria"]) == len(table) > 100
    for c in data["criteria"]:
        for offer, cell in c["providers"].items():
            row = table[c["id"]]
            assert float(row[offer + ".score"]) == cell["best"]
            if "state" in cell:
                assert row[offer + ".state"] == cell["state"]
                assert (cell["state"] == "unknown") == (row[offer + ".value"] == ""), (c["id"], offer)
    pue = next(c for c in data["criteria"] if c["reads"] == "env.pue")
    assert pue["providers"]["ovhcloud"]["value"] == 1.24
    assert pue["providers"]["ovhcloud"]["sources"][0]["url"].startswith("https://")


@case
def compare_columns_and_depth():
    """compare shows the named offers in their order, and --depth cuts the tree"""
    out = good("compare", "scaleway", "ovhcloud", "--depth", "1").out
    head = next(line for line in out.splitlines() if "criterion" in line)
    assert head.index("Scaleway") < head.index("OVHcloud") and "IONOS" not in head
    assert len(rows("compare", "--depth", "1")) == 4
    assert {r["depth"] for r in rows("compare", "--depth", "2")} == {"0", "1", "2"}
    assert "ovhcloud/secnumcloud-vmware.score" in rows("compare", "ovhcloud/secnumcloud-vmware")[0]
    bad(2, "compare", "nosuch", says="no offer")
    bad(2, "compare", "azure", "azure", says="twice")
    bad(2, "compare", "--depth", "x", says="whole number")
    # Named columns change no figure.
    assert rows("compare", "azure")[0]["azure.score"] == rows("compare")[0]["azure.score"]


@case
def compare_marks_and_sources():
    """compare marks unknown, weak, old and changed values; --sources adds footnotes"""
    out = good("compare", "--set", "azure:env.pue=1.5").out
    for mark in (" ?", " ~", " !", "*"):
        assert mark in out, mark
    assert "[1]" not in out
    out = good("compare", "ovhcloud", "azure", "--sources").out
    numbers = [int(n) for n in re.findall(r"^\[(\d+)\] ", out, re.M)]
    assert numbers == list(range(1, len(numbers) + 1)) and len(numbers) > 50
    assert "https://" in out
    assert "https://" in rows("compare", "--sources")[3]["ovhcloud.sources"]
    assert "ovhcloud.sources" not in rows("compare")[0]
    assert re.search(r"^\[\^1\]: ", good("compare", "--sources", "-f", "md").out, re.M)


@case
def explain_adds_up():
    """explain: the contributions add up to the score, each leaf with its evidence"""
    data = json.loads(good("explain", "azure", "-f", "json").out)
    leaves = [c for c in data["criteria"] if c["reads"]]
    assert abs(sum(c["contribution"] for c in leaves) - data["provider"]["score"]) < 1e-4
    for c in leaves:
        if c["state"] == "known":
            assert c["sources"] and c["confidence"] in ("low", "medium", "high"), c["id"]
        else:
            assert c["value"] is None
    out = good("explain", "azure").out
    assert "add up to %.1f" % data["provider"]["score"] in out
    table = rows("explain", "azure")
    assert abs(float(table[-1]["contribution"]) - data["provider"]["score"]) < 1e-6


@case
def explain_against_adds_up():
    """explain --against: the differences add up, greatest first, facts, dates and sources named"""
    data = json.loads(good("explain", "azure", "--against", "ovhcloud", "-f", "json").out)
    points = [d["points"] for d in data["differences"]]
    assert abs(sum(points) - data["difference"]) < 1e-4
    assert abs(data["difference"] - (data["provider"]["score"] - data["against"]["score"])) < 2e-6
    assert [abs(p) for p in points] == sorted((abs(p) for p in points), reverse=True)
    out = good("explain", "azure", "--against", "ovhcloud").out
    assert "Seat of the ultimate parent" in out and "https://" in out and "2025-09-30" in out
    shown = [float(n.replace("\u2212", "-")) for n in
             re.findall(r"^\S.*?\s([+\u2212]\d+\.\d\d)(?:\s|$)", out, re.M)]
    assert len(shown) > 15 and abs(shown[-1] - data["difference"]) < 0.006
    assert abs(sum(shown[:-1]) - shown[-1]) < 0.005 * len(shown)
    reverse = json.loads(good("explain", "ovhcloud", "--against", "azure", "-f", "json").out)
    assert reverse["difference"] == -data["difference"]
    bad(2, "explain", "azure", "--against", "azure", says="itself")
    bad(2, "explain", "azure", "--against", "nosuch")
    bad(2, "explain", says="explain needs ID")
    bad(2, "explain", "azure", "ionos", says="too many")


@case
def diff_of_profiles():
    """diff of two profiles lists the facts that differ, with their effect on the score"""
    table = rows("diff", "scaleway", "ovhcloud")
    pue = next(r for r in table if r["fact"] == "env.pue")
    assert pue["a"].startswith("1.37") and pue["b"].startswith("1.24") and float(pue["effect"]) > 0
    score = next(r for r in table if r["fact"] == "score")
    effects = sum(float(r["effect"]) for r in table if r["effect"] and r["fact"] != "score")
    assert abs(effects - float(score["effect"])) < 1e-4
    assert len(rows("diff", "ovhcloud", "ovhcloud")) == 1
    bad(2, "diff", "ovhcloud", says="diff needs")
    bad(2, "diff", "ovhcloud", "nosuch", says="no profile")
    bad(2, "diff", "ovhcloud", DATA, says="two folders")


@case
def diff_of_folders():
    """diff of two data folders finds the one fact that was changed, and who is in one alone"""
    import shutil
    for name in ("a", "b"):
        shutil.copytree(os.path.join(DATA, "profiles"), name + "/profiles")
    with open("b/profiles/ionos.yaml", encoding="utf-8") as f:
        text = f.read()
    changed = re.sub(r"(\n  env\.pue: \{value: )[0-9.]+", r"\g<1>1.12", text)
    changed = re.sub(r"(\n  env\.pue: \{[^\n]*?)low: [0-9.]+, ", r"\1", changed)
    changed = re.sub(r"(\n  env\.pue: \{[^\n]*?)high: [0-9.]+, ", r"\1", changed)
    assert changed != text
    with open("b/profiles/ionos.yaml", "w", encoding="utf-8") as f:
        f.write(changed)
    os.remove("b/profiles/aruba.yaml")
    table = rows("diff", "a", "b")
    facts = [r for r in table if r["fact"] != "score"]
    assert [(r["provider"], r["fact"]) for r in facts] == [("ionos", "env.pue")]
    assert facts[0]["b"].startswith("1.12")
    assert "aruba is in A alone" in good("diff", "a", "b").out


@case
def show_lists():
    """show lists providers with offers, models, all facts, methods"""
    providers = [r["id"] for r in rows("show", "providers")]
    assert providers == sorted(providers) and "ovhcloud/secnumcloud-vmware" in providers
    assert [r["id"] for r in rows("show", "models")] == ["balanced", "cost-first", "ec-tender",
                                                         "seal-quarters", "sovereignty-first"]
    with open(os.path.join(DATA, "facts.yaml"), encoding="utf-8") as f:
        facts = yaml.load(f, Loader=yaml.BaseLoader)["facts"]
    assert [r["id"] for r in rows("show", "facts")] == sorted(facts)
    assert len(rows("show", "methods")) > 10
    bad(2, "show", says="show needs")
    bad(2, "show", "provider", says="one id")
    bad(2, "show", "fact", says="did you mean 'facts'")
    bad(2, "show", "model", "balancd", says="did you mean 'balanced'")


@case
def show_model_reads_back():
    """show model prints a file that reads back and gives the same scores"""
    for model in ("balanced", "cost-first", "sovereignty-first"):
        text = good("show", "model", model).out
        with open(model + ".yaml", "w", encoding="utf-8") as f:
            f.write(text)
        assert yaml.load(text, Loader=yaml.BaseLoader)["id"] == model
        good("validate", model + ".yaml")
        assert good("show", "model", model + ".yaml").out == text
        a = json.loads(good("rank", "-f", "json", "-m", model).out)
        b = json.loads(good("rank", "-f", "json", "-m", model + ".yaml").out)
        assert a["providers"] == b["providers"] and a["criteria"] == b["criteria"]


@case
def show_provider():
    """show provider prints every fact with value, date, confidence and sources"""
    table = {r["fact"]: r for r in rows("show", "provider", "ovhcloud")}
    assert len(table) == 157
    assert table["env.pue"]["value"].startswith("1.24") and "https://" in table["env.pue"]["sources"]
    offer = {r["fact"]: r for r in rows("show", "provider", "ovhcloud/secnumcloud-vmware")}
    assert offer["sec.secnumcloud"]["value"] == "qualified"
    assert table["sec.secnumcloud"]["value"] == "none"
    bad(2, "show", "provider", "ovhcloud/nosuch", says="no offer")
    bad(2, "show", "provider", "nosuch", says="no profile")


@case
def new_profile_and_model():
    """new writes skeletons that validate and can be ranked at once"""
    good("new", "profile", "acme", "-o", "acme.yaml", "-f", "table")
    good("new", "model", "mine", "-o", "mine.yaml", "-f", "table")
    for name in ("acme.yaml", "mine.yaml"):
        assert "0 errors, 0 warnings" in good("validate", name).out
    with open("acme.yaml", encoding="utf-8") as f:
        text = f.read()
    facts = yaml.load(text, Loader=yaml.BaseLoader)["facts"]
    assert len(facts) == 157 and {f["value"] for f in facts.values()} == {"unknown"}
    assert text.count("?") >= 157
    r = json.loads(good("rank", "-m", "mine.yaml", "-p", "acme.yaml,ovhcloud", "-f", "json").out)
    acme = next(p for p in r["providers"] if p["id"] == "acme")
    assert acme["coverage"] == 0 and (acme["low"], acme["high"]) == (0, 100)
    bad(2, "new", "profile", "a/b", says="is no id")
    bad(2, "new", "profil", "acme", says="did you mean 'profile'")
    bad(2, "new", "profile", says="new needs")


@case
def validate_missing():
    """validate --missing lists unknown facts, those with the greatest weight first"""
    table = rows("validate", "--missing")
    weights = [float(r["weight"]) for r in table]
    assert weights == sorted(weights, reverse=True) and len(table) > 20
    r = json.loads(good("rank", "-f", "json").out)
    assert len(table) == sum(p["n_unknown"] for p in r["providers"])
    assert {x["provider"] for x in rows("validate", "--missing", "-p", "azure")} == {"azure"}


@case
def formats_everywhere():
    """every command that prints a table prints it in every format"""
    for args in (["compare"], ["explain", "azure"], ["explain", "azure", "--against", "ionos"],
                 ["diff", "azure", "ionos"], ["show", "facts"], ["show", "providers"],
                 ["validate", "--missing"], ["help", "json"]):
        assert json.loads(good(*args, "-f", "json").out)["bascule"]
        parsed = list(csv.reader(io.StringIO(good(*args, "-f", "csv").raw.decode(), newline="")))
        assert len({len(row) for row in parsed}) == 1 and len(parsed) > 2
        flat = good(*args, "-f", "tsv").out.rstrip("\n").split("\n")
        assert len({line.count("\t") for line in flat}) == 1 and len(flat) == len(parsed)
        assert good(*args, "-f", "md").out.count("\n|") >= 3


@case
def help_everywhere():
    """every command has its help; --help, help and the tables agree"""
    general = good("--help").out
    assert general == good("help").out == good("-h").out
    names = re.findall(r"^  ([a-z]+)\s", general.split("Commands:")[1].split("Options")[0], re.M)
    assert {"rank", "compare", "explain", "diff", "show", "validate", "new", "session"} <= set(names)
    for name in names:
        text = good("help", name).out
        assert text == good(name, "--help").out and text.startswith("usage: bascule " + name)
        assert "Exit status" in text
    for option in re.findall(r"--([a-z-]+)", good("help", "rank").out.split("Options:")[1]):
        assert "--" + option in general
    bad(2, "help", "ranl", says="did you mean 'rank'")
    assert good("--version").out.startswith("bascule ")
    assert ".Sh OPTIONS" in good("--gen", "man").out
    for kind in ("facts", "groups", "rates", "profile", "model"):
        schema = json.loads(good("--gen", "schema", kind).out)
        assert "$schema" in schema and schema["properties"]["bascule"]
    bad(2, "--gen", "schema", says="profile")
    bad(2, "--gen", "schema", "x", says="model")
    import subprocess
    assert subprocess.run(["bash", "-n"], input=good("--gen", "bash").raw).returncode == 0


main()
