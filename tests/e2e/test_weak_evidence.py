#!/usr/bin/python3
"""ladders on evidence of our making: when a level rests on weak evidence, and how it is told."""
import json
import os
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from cli import bad, case, good, main, run  # noqa: E402

LONG = "a statement that goes on and on " * 20 + "to its very last word"
PROFILE = """bascule: profile/1
id: made
name: Made
country: FR
surveyed: 2026-11
sources: {s: {title: "Title of it", publisher: "Publisher", url: "https://example.org/"}}
facts:
  own.hq_country: {value: US, as_of: 2026-10, confidence: low, sources: [s]}
  own.parent_country: {value: US, as_of: 2026-10, confidence: high, sources: [s]}
  own.eu_ownership_pct: {value: unknown, low: 61, confidence: low, sources: [s], note: n}
  sec.c5: {value: type2, as_of: 2020-01, confidence: high, sources: [s]}
  sec.ens: {value: high, confidence: high, sources: [s]}
  sec.iso27001: {value: true, as_of: 2026-10, confidence: high, sources: [s]}
  law.extraterritorial_statement: {value: "%s", as_of: 2026-10, confidence: high, sources: [s]}
marks:
  SOV-1.1: {rung: unknown, low: 2, high: 3, confidence: low, reason: r, sources: [s]}
""" % LONG
# condition, outcome, whether that rests on weak evidence, what is said of the evidence
LEVELS = (
    ("own.hq_country == FR and own.parent_country == FR", "not", False, "Head office: US"),
    ("own.parent_country == FR and own.hq_country == FR", "not", False, "Head office: US"),
    ("own.hq_country == FR and own.parent_country == US", "not", True, "Head office: US"),
    ("own.parent_country == FR or own.hq_country == FR", "not", True, "Head office: US"),
    ("own.hq_country == FR or own.parent_country == FR", "not", True, "Head office: US"),
    ("own.hq_country == US or own.parent_country == US", "reached", False, "Head office: US"),
    ("own.hq_country == US and own.parent_country == US", "reached", True, "Head office: US"),
    ("not (own.hq_country == FR and own.parent_country == FR)", "reached", False, ""),
    ("not (own.hq_country == FR or own.parent_country == FR)", "reached", True, ""),
    ("own.eu_ownership_pct >= 50", "reached", True, "unknown, at least 61"),
    ("own.eu_ownership_pct >= 80", "open", False, "unknown, at least 61"),
    ("SOV-1.1 >= 2", "reached", True, "unknown, rungs 2 to 3 open"),
    ("SOV-1.1 >= 3", "open", False, "unknown, rungs 2 to 3 open"),
    ("sec.c5 == type2", "reached", True, "2020-01"),
    ("sec.ens == high", "reached", True, "undated"),
    ("sec.iso27001 == true", "reached", False, "2026-10"),
)


def folder_of(d):
    """Data of ours before the shipped ones: one profile, one ladder with all the levels."""
    os.makedirs(os.path.join(d, "ladders"))
    path = os.path.join(d, "made.yaml")
    with open(path, "w", encoding="utf-8") as file:
        file.write(PROFILE)
    with open(os.path.join(d, "ladders", "steps.yaml"), "w", encoding="utf-8") as file:
        file.write("bascule: ladder/1\nid: steps\nname: Steps\nissuer: Us\nstatus: voluntary\n"
                   "cumulative: no\n"
                   "sources: {s: {title: T, publisher: P, url: \"https://example.org/\"}}\n"
                   "levels:\n")
        for i, (when, *_) in enumerate(LEVELS):
            file.write("  l%d: {name: \"L%d\", requires: r, when: \"%s\", sources: [s]}\n"
                       % (i, i, when))
    with open(os.path.join(d, "ladders", "words.yaml"), "w", encoding="utf-8") as file:
        file.write("bascule: ladder/1\nid: words\nname: Words\nissuer: Us\nstatus: voluntary\n"
                   "cumulative: no\n"
                   "sources: {s: {title: T, publisher: P, url: \"https://example.org/\"}}\n"
                   "levels: {l: {name: L, requires: r, sources: [s],\n"
                   "  when: \"law.extraterritorial_statement == none\"}}\n")
    return path


def asked(*args):
    with tempfile.TemporaryDirectory() as d:
        path = folder_of(d)
        return good("ladders", "steps", "--data", d, "-p", path, *args).out


@case
def weak_where_sound_evidence_would_not_do():
    """a level is weak when sound evidence alone would not decide it, in any order of operands"""
    levels = json.loads(asked("-f", "json"))["providers"][0]["ladders"][0]["levels"]
    assert len(levels) == len(LEVELS)
    for level, (when, outcome, weak, _) in zip(levels, LEVELS):
        assert (level["outcome"], level["weak"]) == (outcome, weak), (when, level)


@case
def bounds_and_dates_are_told():
    """what is unknown within bounds, old or undated stands beside the level"""
    rows = {}
    for line in asked("-f", "tsv").splitlines():
        rows[line.split("\t")[1]] = line
    text = asked("-f", "md")
    for i, (when, outcome, weak, said) in enumerate(LEVELS):
        line = next(x for x in text.splitlines() if x.startswith("| ") and "L%d |" % i in x)
        assert said in line, (when, line)
        assert ("~" in line) == weak, (when, line)
        assert "\t%s\t%s" % (outcome, "true" if weak else "false") in rows["l%d" % i], rows


@case
def one_source_is_named_once():
    """facts that rest on one source share its note"""
    text = asked()
    assert text.count("Title of it") == 1, text


@case
def texts_are_whole():
    """a long text of the evidence is quoted to its last word"""
    with tempfile.TemporaryDirectory() as d:
        path = folder_of(d)
        for command in (("show", "provider", path), ("ladders", "words", "--data", d, "-p", path)):
            text = " ".join(good(*command).out.split())
            assert "to its very last word" in text, text


@case
def evidence_is_of_the_level_that_decides():
    """in JSON because and evidence are of one level"""
    data = json.loads(good("ladders", "-f", "json").out)
    whens = {(l["id"], v["id"]): v["when"] or "" for l in data["ladders"] for v in l["levels"]}
    seen = 0
    for provider in data["providers"]:
        for ladder in provider["ladders"]:
            for level in ladder["levels"]:
                reads = [e["reads"] for e in level["evidence"]]
                when = whens[ladder["id"], level["decided_by"]]
                assert not reads or any(r in when for r in reads), level
                if level["because"] and not level["because"].count(".seal"):
                    seen += 1
                    assert any(level["because"].startswith(r) for r in reads), level
    assert seen > 20


@case
def failed_gates_are_named():
    """rank says which gates keep an offer without rank, and which are only not shown"""
    text = " ".join(good("rank", "-m", "ec-tender").out.split())
    assert ("Aruba: FAIL: SOV-7.seal >= 2; FAIL: not shown: SOV-1.seal >= 2, SOV-2.seal >= 2, "
            "SOV-3.seal >= 2, SOV-4.seal >= 2, SOV-5.seal >= 2, SOV-6.seal >= 2, "
            "SOV-8.seal >= 2") in text, text
    text = good("rank", "--gate", "own.parent_country in EU").out
    assert "Microsoft Azure: FAIL: own.parent_country in EU\n" in text, text


@case
def many_share_the_first_place():
    """of five that know nothing none is said to stay first"""
    text = good("rank", "-m", "seal-quarters").out
    assert "5 offers share the first place with 0.0" in text, text
    assert "stays first" not in text, text


@case
def nothing_to_weigh():
    """where no profile can be read, no empty board is printed, and the status is the file's"""
    with tempfile.TemporaryDirectory() as d:
        empty = os.path.join(d, "empty.yaml")
        open(empty, "w", encoding="utf-8").close()
        for command in ("framework", "ladders"):
            for path, code in ((empty, 3), (os.path.join(d, "none.yaml"), 4)):
                for form in ("table", "json", "csv"):
                    r = bad(code, command, "-p", path, "-f", form,
                            says=[path, "no offer is left to weigh"])
                    assert r.out == "", r


@case
def names_that_do_not_fit_are_ids():
    """where the head of a column would be cut, the id tells the offers apart"""
    out = run("ladders", "c5", "ovhcloud", "ovhcloud/secnumcloud-vmware").out
    assert "ovhcloud/secnumcloud-vmware" in out, out


main()
