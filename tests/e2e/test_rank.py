#!/usr/bin/python3
"""rank: every format read back by a reader that is not ours; what-ifs, assertions, determinism."""
import csv
import itertools
import json
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from cli import bad, case, good, main, run  # noqa: E402
from fields import documented, is_documented, paths  # noqa: E402

FIVE = ["aruba", "azure", "ionos", "ovhcloud", "scaleway"]


def ranking(*args, **options):
    return json.loads(good("rank", "-f", "json", *args, **options).out)


@case
def five_providers():
    """rank in JSON lists the five standard offers with score, range, rank, gates and coverage"""
    r = ranking()
    assert sorted(p["id"] for p in r["providers"]) == FIVE
    assert [p["rank"] for p in r["providers"]] == [1, 2, 3, 4, 5]
    for p in r["providers"]:
        assert 0 <= p["low"] <= p["score"] <= p["high"] <= 100
        assert 0 <= p["coverage"] <= 1
        assert p["rank_best"] <= p["rank"] <= p["rank_worst"]
        assert p["gates"] == {"outcome": "pass", "items": []}
        assert p["in_pool"] is True
    assert r["winner"] == r["providers"][0]["id"]
    first, second = r["providers"][:2]
    assert abs(r["margin"] - (first["score"] - second["score"])) < 2e-6
    assert r["note"] == "public sources, not bids"
    assert all(len(i["sha256"]) == 64 for i in r["inputs"])


@case
def hashes_are_true():
    """the hashes of the inputs are those of the files"""
    import hashlib
    from cli import DATA
    r = ranking()
    for i in r["inputs"]:
        name = {"dictionary": "facts.yaml", "groups": "groups.yaml", "rates": "rates.yaml",
                "model": "models/%s.yaml" % i["name"],
                "profile": "profiles/%s.yaml" % i["name"],
                "framework": "frameworks/%s.yaml" % i["name"],
                "ladder": "ladders/%s.yaml" % i["name"]}[i["kind"]]
        with open(os.path.join(DATA, name), "rb") as f:
            assert hashlib.sha256(f.read()).hexdigest() == i["sha256"], i


@case
def contributions_add_up():
    """contributions of the leaves sum to the score, those of the branches to their parent"""
    r = ranking()
    children = {}
    for c in r["criteria"]:
        children.setdefault(c["parent"], []).append(c["id"])
    for p in r["providers"]:
        nodes = p["nodes"]
        leaves = sum(n["contribution"] for i, n in nodes.items() if i not in children)
        assert abs(leaves - p["score"]) < 1e-4, (p["id"], leaves)
        for parent, ids in children.items():
            if parent is not None:
                below = sum(nodes[i]["contribution"] for i in ids)
                assert abs(below - nodes[parent]["contribution"]) < 1e-4


@case
def weights_sum_to_one():
    """the weights of siblings sum to 1, and so do those of all leaves"""
    r = ranking()
    sums, parents = {}, {c["parent"] for c in r["criteria"]}
    for c in r["criteria"]:
        if c["parent"]:
            sums[c["parent"]] = sums.get(c["parent"], 0) + c["weight"]
    assert all(abs(s - 1) < 1e-4 for s in sums.values())
    leaves = sum(c["global_weight"] for c in r["criteria"] if c["id"] not in parents)
    assert abs(leaves - 1) < 1e-3


@case
def every_field_is_documented():
    """every field of the JSON of rank, compare and explain stands in `help json`, and the reverse"""
    known = documented()
    outputs = {
        "rank": [ranking("--gate", "sec.iso27001 == true")],
        "compare": [json.loads(good("compare", "-f", "json").out)],
        "explain": [json.loads(good("explain", "azure", "-f", "json").out),
                    json.loads(good("explain", "azure", "--against", "aruba", "-f", "json").out)],
    }
    for view, values in outputs.items():
        seen = {p for value in values for p in paths(value)}
        for path in seen:
            assert is_documented(view, path, known), "%s: %s" % (view, path)
        for v, pattern in known:
            if v != view:
                continue
            expression = re.escape(pattern).replace(r"\*", r"[A-Za-z0-9._/-]+")
            assert any(re.fullmatch(expression, p) or p == pattern for p in seen), \
                "%s: nothing has %s" % (view, pattern)


@case
def csv_equals_json():
    """the CSV holds the same figures as the JSON, in one line a provider"""
    r = ranking()
    out = good("rank", "-f", "csv").raw.decode()
    assert out.endswith("\r\n") and out.count("\r\n") == 6 and "\n" not in out.replace("\r\n", "")
    rows = list(csv.DictReader(out.splitlines()))
    for row, p in zip(rows, r["providers"]):
        assert row["id"] == p["id"] and int(row["rank"]) == p["rank"]
        for key in ("score", "low", "high", "coverage", "lost_to_unknowns"):
            assert float(row[key]) == p[key], (key, row, p[key])
        assert re.fullmatch(r"\d+\.\d{6}", row["score"])
        assert float(row["cost"]) == p["nodes"]["cost"]["contribution"]


@case
def tsv_is_flat():
    """the TSV has one line a row and the same number of tabs in each"""
    lines = good("rank", "-f", "tsv").out.rstrip("\n").split("\n")
    assert len(lines) == 6 and len({line.count("\t") for line in lines}) == 1


@case
def markdown_is_a_table():
    """the Markdown has a heading, one table whose rows are equally wide, and the notes"""
    out = good("rank", "-f", "md").out
    rows = [line for line in out.splitlines() if line.startswith("|")]
    assert out.startswith("## ") and len(rows) == 7
    assert len({line.count("|") for line in rows}) == 1
    assert "public sources, not bids" in out


@case
def table_for_people():
    """the table says who leads, by how much, how sure that is, and what it rests on"""
    out = good("rank").out
    assert re.search(r"OVHcloud leads Scaleway by \d+\.\d; the ranges (do not )?overlap\.", out)
    for text in ("public sources, not bids", "2026-11-24", "pessimistic", "facts:", "range"):
        assert text in out, text
    assert "\x1b" not in out


@case
def points_are_aligned():
    """scores stand below each other on their decimal point"""
    lines = [line for line in good("rank").out.splitlines() if re.match(r"\d  \S", line)]
    assert len(lines) == 5
    assert len({re.search(r"\d\.\d", line).start() for line in lines}) == 1


@case
def order_of_providers_changes_nothing():
    """the order of -p and its case change nothing, to the byte"""
    outs = {good("rank", "-f", "json", "-p", ",".join(p)).out
            for p in itertools.islice(itertools.permutations(FIVE), 0, 120, 17)}
    assert len(outs) == 1
    assert outs == {good("rank", "-f", "json").out}
    three = {good("rank", "-p", p).out for p in ("aruba,azure,ionos", "ionos,aruba,azure")}
    assert len(three) == 1


@case
def locale_changes_nothing():
    """the locale, the time zone and the terminal change nothing, to the byte"""
    for fmt in ("table", "csv", "json", "md"):
        outs = {good("rank", "-f", fmt, env=env).raw for env in (
            {"LC_ALL": "C"}, {"LC_ALL": "de_DE.UTF-8"}, {"LC_ALL": "xx_YY"}, {"LC_ALL": "tr_TR"},
            {"LC_ALL": "C.UTF-8"}, {"TZ": "Asia/Tokyo"}, {"TERM": "dumb"}, {"COLUMNS": "40"})}
        assert len(outs) == 1, fmt


@case
def same_twice():
    """the same command twice gives the same bytes"""
    for args in (["rank", "-f", "json"], ["compare"], ["explain", "azure"], ["compare", "-f", "csv"]):
        assert good(*args).raw == good(*args).raw


@case
def weights_are_percent_of_parent():
    """--weights takes percent of the parent, and the siblings share the rest in proportion"""
    r = ranking("--weights", "sovereignty=20")
    w = {c["id"]: c["weight"] for c in r["criteria"]}
    assert abs(w["sovereignty"] - .2) < 1e-6
    assert abs(w["cost"] - .4) < 1e-6 and abs(w["features"] - .4) < 1e-6
    assert "--weights sovereignty=20" in r["what_if"]
    assert "What if: --weights sovereignty=20" in good("rank", "--weights", "sovereignty=20").out
    for value, says in (("sovereignty=70,cost=40", "over 100"), ("sovereignty=x", "number"),
                        ("sovereignty=nan", "number"), ("sovereignti=5", "did you mean"),
                        ("sovereignty", "CRITERION=PERCENT"), ("cost=5,cost=6", "twice"),
                        ("sovereignty=10,cost=10,features=10", "30"), ("cost=-1", "number")):
        bad(2, "rank", "--weights", value, says=["--weights", says])


@case
def set_is_a_what_if():
    """--set changes a fact for this run only and says so"""
    before = ranking()
    r = ranking("--set", "azure:own.parent_country=FR")
    old = {p["id"]: p["score"] for p in before["providers"]}
    new = {p["id"]: p["score"] for p in r["providers"]}
    assert new["azure"] > old["azure"]
    assert all(new[i] == old[i] for i in FIVE if i != "azure")
    assert ranking() == before
    for value, says in (("azure:own.parent_country=Mars", "--set"), ("azure:own.parent_countr=FR", "did you"),
                        ("azur:own.parent_country=FR", "did you mean 'azure'"),
                        ("azure", "OFFER:FACT=VALUE"), ("env.pue=1", "OFFER:FACT")):
        bad(2, "rank", "--set", value, says=says)


@case
def gates():
    """--gate excludes who fails, marks who is open, and leaves the price pool"""
    r = ranking("--gate", "own.parent_country in EU", "--gate", "sec.iso27001 == true")
    p = {p["id"]: p for p in r["providers"]}
    assert p["azure"]["rank"] is None and p["azure"]["gates"]["outcome"] == "fail"
    assert p["azure"]["in_pool"] is False and r["providers"][-1]["id"] == "azure"
    assert [g["when"] for g in r["gates"]] == ["own.parent_country in EU", "sec.iso27001 == true"]
    out = good("rank", "--gate", "own.parent_country in EU").out
    assert "FAIL" in out and "for information" in out
    nobody = ranking("--gate", "own.founded >= 2500")
    assert nobody["winner"] is None
    assert "Nobody is ranked" in good("rank", "--gate", "own.founded >= 2500").out
    for condition in ("sec.iso27001 = true", "sec.iso2700 == true", "(", "", "sec.iso27001 == 5",
                      "not", "own.parent_country in [FR", "x" * 5000):
        bad(2, "rank", "--gate", condition)


@case
def unknown_rules():
    """--unknown gives the rank that the JSON names beside, and exclude is not for decisions"""
    base = {p["id"]: p for p in ranking()["providers"]}
    for rule in ("neutral", "optimistic"):
        r = ranking("--unknown", rule)
        assert r["unknown"] == rule
        for p in r["providers"]:
            assert p["rank"] == base[p["id"]]["rank_" + rule]
            assert abs(p["score"] - base[p["id"]]["score_" + rule]) < 2e-6
    r = ranking("--unknown", "exclude")
    assert r["recordable"] is False
    assert "different weights" in good("rank", "--unknown", "exclude").out
    bad(2, "rank", "--unknown", "neutra", says="did you mean 'neutral'")


@case
def assertions():
    """--assert-winner and --require give 0 or 1, and print the ranking either way"""
    good("rank", "--assert-winner", "ovhcloud", "-q")
    r = bad(1, "rank", "--assert-winner", "azure", says="ovhcloud is first")
    assert "OVHcloud" in r.out
    good("rank", "--require", "sec.iso27001 == true")
    bad(1, "rank", "--require", "sec.iso27001 == false", says="fail for ovhcloud")
    # What is open does not hold.
    bad(1, "rank", "--require", "data.access_transparency == true", says="open for ovhcloud")
    bad(1, "rank", "--require", "sec.iso27001 == true", "--gate", "own.founded >= 2500",
        says="nobody is ranked")
    bad(2, "rank", "--require", "sec.iso27001 = true", says="column")
    bad(2, "rank", "--assert-winner", "ovhclout", says="did you mean 'ovhcloud'")
    good("compare", "--assert-winner", "ovhcloud")
    bad(1, "explain", "ovhcloud", "--require", "sec.iso27001 == false")


@case
def offers():
    """an offer is weighed beside its provider, by its own facts"""
    r = ranking("-p", "ovhcloud,ovhcloud/secnumcloud-vmware")
    p = {p["id"]: p for p in r["providers"]}
    assert set(p) == {"ovhcloud", "ovhcloud/secnumcloud-vmware"}
    assert p["ovhcloud"]["offer"] is None and p["ovhcloud/secnumcloud-vmware"]["offer"]
    assert p["ovhcloud"]["coverage"] > p["ovhcloud/secnumcloud-vmware"]["coverage"]
    bad(2, "rank", "-p", "ovhcloud/secnumcloud", says="ovhcloud/secnumcloud")
    bad(2, "rank", "-p", "ovhclod", says="did you mean 'ovhcloud'")
    bad(2, "rank", "-p", ",", says="no offer")


@case
def languages():
    """--lang fr speaks French and changes no figure"""
    out = good("rank", "--lang", "fr").out
    assert "devance" in out and "Souveraineté" in out and "sources publiques" in out
    en, fr = ranking(), ranking("--lang", "fr")
    assert [p["score"] for p in en["providers"]] == [p["score"] for p in fr["providers"]]
    assert good("rank", "-f", "csv").out.splitlines()[0] == \
        good("rank", "-f", "csv", "--lang", "fr").out.splitlines()[0]


@case
def without_a_command():
    """without a command and without a terminal the ranking is printed"""
    assert good().out == good("rank").out


@case
def one_provider():
    """one provider alone is first, and nothing divides by zero"""
    out = good("rank", "-p", "aruba").out
    assert "alone is ranked" in out and "nan" not in out.lower().split()


main()
