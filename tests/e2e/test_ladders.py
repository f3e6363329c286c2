#!/usr/bin/python3
"""ladders: every level of every ladder for the five providers, worked out apart from the program.

Three things must agree: the table below, made by hand from the evidence; the rules below, applied
in Python to the raw evidence and the raw marks; and what the program says. The rules are written
from what a level demands, not from the conditions of the data files.
"""
import json
import os
import re
import sys

import yaml

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from cli import DATA, ROOT, bad, case, good, main  # noqa: E402

PROVIDERS = ["aruba", "azure", "ionos", "ovhcloud", "scaleway"]
EU = set("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split())
EEA = EU | {"IS", "LI", "NO"}
NOT, OPEN, REACHED = "not", "open", "reached"
WORDS = {NOT: 0, OPEN: 1, REACHED: 2}

# ---- the table, by hand ----

# Per ladder and provider the outcome of each level, lowest first: n not, o open, r reached.
EXPECTED = {
    # Levels: seat in the EU, non-EU share at most 39 %, holder at most 24 %, under way, qualified.
    "secnumcloud": {
        "aruba": "roooo",     # Italian, 100 % by press, votes unseen; nothing found on SecNumCloud
        "azure": "nnnnn",     # US head office and parent; "none" stated, Bleu is another offer
        "ionos": "roooo",     # 63.8 % German, through a listed parent; SecNumCloud unknown
        "ovhcloud": "roonn",  # 79 % with the Klaba family; the standard offer is not qualified
        "scaleway": "roorn",  # 96 % with Xavier Niel; J0 passed in January 2025, not qualified
    },
    # Levels: type 1, type 2.
    "c5": {
        "aruba": "oo",        # no report found, none ruled out
        "azure": "rr",        # type 2 by a German consultancy
        "ionos": "rn",        # type 1 of 28 May 2026, no type 2
        "ovhcloud": "rr",     # type II in the sheets of January 2025
        "scaleway": "oo",     # not named in the readings, none known to be complete
    },
    # Levels: C1 for the EU, C2 for Germany.
    "c3a": {
        "aruba": "on",        # C5 unknown; Italian
        "azure": "nn",        # US head office and parent, staff outside the EU
        "ionos": "oo",        # German throughout, nothing fails; keys outside are a guess
        "ovhcloud": "on",     # nothing fails; French
        "scaleway": "on",     # C5 unknown; French
    },
    # Levels: QC1 to QC4. No level of a service was found for anybody.
    "acn": {
        "aruba": "oooo",      # QI3 is of the data centres, not of the services
        "azure": "oooo",      # policy templates only
        "ionos": "oooo",
        "ovhcloud": "oooo",
        "scaleway": "oooo",
    },
    # Levels: basic, medium, high.
    "ens": {
        "aruba": "ooo",
        "azure": "rrr",       # high under Royal Decree 311/2022; the scheme asks nothing of owners
        "ionos": "ooo",       # conformity of a sister's site, without a category
        "ovhcloud": "ooo",
        "scaleway": "ooo",
    },
    # Levels: standard compliance, labels 1 to 3. No fact states a label.
    "gaia-x": {
        "aruba": "oooo",      # a member, which is no label
        "azure": "ooon",      # label 3 asks for European control
        "ionos": "oooo",      # a member, which is no label
        "ovhcloud": "oooo",   # a member, which is no label
        "scaleway": "oooo",   # left in 2022; services of others than members can be labelled
    },
    # Levels: Union assurance levels 1 to 4. A proposal, so nothing is ever reached.
    "cada": {
        "aruba": "oooo",      # data in Italy; staff unknown
        "azure": "onnn",      # data can stay in the EU; no option of EU staff, then a US parent
        "ionos": "oooo",      # staff unknown
        "ovhcloud": "oooo",   # EU staff as an option, French control
        "scaleway": "oooo",   # EU staff by its own word, French control
    },
    # Levels: resilient, sovereign; each for itself. No fact states a badge.
    "cispe": {
        "aruba": "oo",
        "azure": "on",        # US owner
        "ionos": "oo",
        "ovhcloud": "oo",
        "scaleway": "oo",
    },
}
LETTERS = {"n": NOT, "o": OPEN, "r": REACHED}

# Where a level is first not reached, the comparison that says so.
BECAUSE = {
    ("azure", "secnumcloud"): "own.hq_country in EU",
    ("ovhcloud", "secnumcloud"): "sec.secnumcloud in [in_progress, qualified]",
    ("scaleway", "secnumcloud"): "sec.secnumcloud == qualified",
    ("ionos", "c5"): "sec.c5 == type2",
    ("aruba", "c3a"): "own.hq_country == DE",
    ("azure", "c3a"): "own.hq_country in EU",
    ("ovhcloud", "c3a"): "own.hq_country == DE",
    ("scaleway", "c3a"): "own.hq_country == DE",
    ("azure", "gaia-x"): "own.parent_country in EEA",
    ("azure", "cada"): "ops.eu_staff_only in [yes, optional]",
    ("azure", "cispe"): "own.parent_country in EU",
}

# ---- the rules, over the raw evidence ----


def read(*path):
    with open(os.path.join(ROOT, "tests", "fixtures", *path), encoding="utf-8") as f:
        return yaml.safe_load(f)


class Evidence:
    """What was found about one standard offer: every question is answered True, False or None."""

    def __init__(self, provider, marks):
        raw = read("evidence", provider + ".yaml")
        assert raw["provider"] == provider
        self.facts = {f["id"]: f for f in raw["facts"]}
        self.marks = {m["criterion"]: m for m in marks if m["provider"] == provider}
        assert len(self.facts) == 157 and len(self.marks) == 48

    def value(self, fact):
        value = self.facts[fact]["value"]
        return None if value == "unknown" else value

    def one_of(self, fact, words):
        """Whether a word is among those; the evidence writes the yes and no of YAML as booleans."""
        value = self.value(fact)
        if value is None:
            return None
        return {True: "yes", False: "no"}.get(value, value) in words

    def at_least(self, fact, x):
        """Whether a number is, for every value that the evidence leaves open."""
        f = self.facts[fact]
        if f["value"] == "unknown":
            return None
        low = f["value"] if f["low"] is None else f["low"]
        high = f["value"] if f["high"] is None else f["high"]
        return True if low >= x else False if high < x else None

    def rung(self, criterion, rungs):
        """Whether the mark is one of the rungs, for every rung that it may be."""
        mark = self.marks[criterion]
        answers = {rung in rungs for rung in range(mark["low"], mark["high"] + 1)}
        return answers.pop() if len(answers) == 1 else None


def all_of(*answers):
    return False if False in answers else None if None in answers else True


def stated(answer):
    """A level that the facts decide."""
    return {True: REACHED, False: NOT, None: OPEN}[answer]


def never_shown(answer=True):
    """A level that public facts can rule out and not show."""
    return NOT if answer is False else OPEN


def secnumcloud(e):
    seated = e.one_of("own.hq_country", EU)
    held = all_of(seated, e.one_of("own.parent_country", EU))
    capital = all_of(held, e.at_least("own.eu_ownership_pct", 100 - 39))
    # Votes and indirect holdings are not public; whoever is qualified was judged on them.
    judged = e.one_of("sec.secnumcloud", {"qualified"})
    return [stated(seated), REACHED if capital and judged else never_shown(capital),
            REACHED if held and judged else never_shown(held),
            stated(e.one_of("sec.secnumcloud", {"in_progress", "qualified"})),
            stated(e.one_of("sec.secnumcloud", {"qualified"}))]


def c5(e):
    return [stated(e.one_of("sec.c5", {"type1", "type2"})), stated(e.one_of("sec.c5", {"type2"}))]


def c3a(e):
    def places(countries):
        return all_of(*(e.one_of(fact, countries) for fact in (
            "own.hq_country", "own.parent_country", "law.governing_law")))
    eu = all_of(places(EU), e.one_of("sec.c5", {"type1", "type2"}),
                e.value("data.eu_residency_option"), e.one_of("ops.eu_staff_only", {"yes", "optional"}))
    return [never_shown(eu), never_shown(places({"DE"}))]


def acn(e):
    levels = ["QC1", "QC2", "QC3", "QC4"]
    return [stated(e.one_of("sec.acn_qualification", levels[i:])) for i in range(4)]


def ens(e):
    levels = ["basic", "medium", "high"]
    return [stated(e.one_of("sec.ens", levels[i:])) for i in range(3)]


def gaia_x(e):
    exposure = e.one_of("law.us_jurisdiction_exposure", {"none", "subsidiary"})
    return [never_shown(), never_shown(), never_shown(e.value("data.eu_residency_option")),
            never_shown(all_of(e.one_of("own.parent_country", EEA), exposure))]


def cada(e):
    return [never_shown(all_of(e.value("data.eu_residency_option"), e.rung("SOV-3.4", {3, 4, 5}))),
            never_shown(e.one_of("ops.eu_staff_only", {"yes", "optional"})),
            never_shown(all_of(e.one_of("own.parent_country", EU), e.rung("SOV-1.1", {3, 4}))),
            never_shown(e.rung("SOV-5.5", {2, 4, 5}))]     # 1 and 3: control outside the EU


def cispe(e):
    return [never_shown(), never_shown(all_of(
        e.one_of("own.parent_country", EU), e.one_of("own.hq_country", EU),
        e.one_of("ops.eu_staff_only", {"yes", "optional"})))]


RULES = {"secnumcloud": secnumcloud, "c5": c5, "c3a": c3a, "acn": acn, "ens": ens,
         "gaia-x": gaia_x, "cada": cada, "cispe": cispe}
CUMULATIVE = set(RULES) - {"secnumcloud", "cispe"}


def work_out(ladder, evidence):
    outcomes = RULES[ladder](evidence)
    if ladder in CUMULATIVE:
        outcomes = [min(outcomes[:i + 1], key=WORDS.get) for i in range(len(outcomes))]
    return outcomes


# ---- the tests ----

def ask(*args):
    return json.loads(good("ladders", *args, "-f", "json").out)


def by_id(items):
    return {item["id"]: item for item in items}


def outcomes_of(data, provider):
    """Per ladder the outcomes of a provider's levels."""
    return {ladder["id"]: [level["outcome"] for level in ladder["levels"]]
            for ladder in by_id(data["providers"])[provider]["ladders"]}


def with_facts(*facts):
    """The outcomes of OVHcloud if these facts were so."""
    args = [word for fact in facts for word in ("--set", "ovhcloud:" + fact)]
    return outcomes_of(ask(*args), "ovhcloud")


def ladder_files():
    folder = os.path.join(DATA, "ladders")
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), encoding="utf-8") as f:
            yield name, yaml.load(f, Loader=yaml.BaseLoader)


@case
def rules_agree_with_the_table():
    """the rules, applied to the raw evidence and marks, give the table made by hand"""
    marks = [mark for name in ("sov1-2", "sov3-4", "sov5-6", "sov7-8")
             for mark in read("assessments", name + ".yaml")]
    assert len(marks) == 5 * 48
    for provider in PROVIDERS:
        evidence = Evidence(provider, marks)
        for ladder, table in EXPECTED.items():
            expected = [LETTERS[letter] for letter in table[provider]]
            assert work_out(ladder, evidence) == expected, (provider, ladder)


@case
def program_agrees_with_the_table():
    """ladders gives the table: five providers, eight ladders, every level"""
    data = ask()
    assert sorted(by_id(data["ladders"])) == sorted(EXPECTED)
    for provider in PROVIDERS:
        found = outcomes_of(data, provider)
        assert sorted(found) == sorted(EXPECTED)
        for ladder, table in EXPECTED.items():
            expected = [LETTERS[letter] for letter in table[provider]]
            assert found[ladder] == expected, (provider, ladder, found[ladder], expected)


@case
def program_names_the_reason():
    """ladders: reached is the highest level; what fails is named, what nobody sees is told"""
    data = ask()
    levels = {ladder["id"]: [level["id"] for level in ladder["levels"]]
              for ladder in data["ladders"]}
    named = {}
    for provider in PROVIDERS:
        for ladder in by_id(data["providers"])[provider]["ladders"]:
            assert [level["id"] for level in ladder["levels"]] == levels[ladder["id"]]
            reached = [level["id"] for level in ladder["levels"] if level["outcome"] == REACHED]
            is_degree = reached and ladder["id"] in CUMULATIVE
            assert ladder["reached"] == (reached[-1] if is_degree else None), (provider, ladder)
            for level in ladder["levels"]:
                where = (provider, ladder["id"], level["id"])
                if level["outcome"] == REACHED:
                    assert level["because"] is None, where
                else:
                    assert level["because"] or level["unseen"], where
                if level["outcome"] == NOT:
                    named.setdefault((provider, ladder["id"]), level["because"])
    assert named == BECAUSE


@case
def offers_stand_for_themselves():
    """ladders: a qualified offer reaches its level, the standard offer and other vendors do not"""
    data = ask("ovhcloud", "ovhcloud/secnumcloud-vmware", "azure/bleu")
    assert outcomes_of(data, "ovhcloud/secnumcloud-vmware")["secnumcloud"] == [REACHED] * 5
    assert outcomes_of(data, "ovhcloud")["secnumcloud"][3:] == [NOT, NOT]
    # The partner cloud is in the process; of its owners nothing was taken from Azure.
    assert outcomes_of(data, "azure/bleu")["secnumcloud"] == [OPEN, OPEN, OPEN, REACHED, NOT]
    assert outcomes_of(data, "azure/bleu")["cispe"] == [OPEN, OPEN]


@case
def thresholds_hold_to_the_point():
    """ladders: under 61 % of capital held in the EU fails; more shows it only when qualified"""
    for share, capital in (("61", OPEN), ("60.99", NOT), ("100", OPEN), ("unknown", OPEN)):
        found = with_facts("own.eu_ownership_pct=" + share)["secnumcloud"]
        assert found[1:3] == [capital, OPEN], share
    found = with_facts("own.eu_ownership_pct=61", "sec.secnumcloud=qualified")["secnumcloud"]
    assert found == [REACHED] * 5
    found = with_facts("own.eu_ownership_pct=60.99", "sec.secnumcloud=qualified")["secnumcloud"]
    assert found[1] == NOT


@case
def levels_move_with_the_facts():
    """ladders: a level without public proof never closes; the others follow their fact"""
    everything = ("sec.c5=type2", "data.external_key_hold=true", "ops.eu_staff_only=yes",
                  "sec.ens=medium", "sec.acn_qualification=QC3", "sec.cispe_code=true",
                  "sec.secnumcloud=qualified")
    found = with_facts(*everything)
    assert found["secnumcloud"] == [REACHED] * 5
    assert found["c3a"] == [OPEN, NOT]
    assert found["ens"] == [REACHED, REACHED, NOT]
    assert found["acn"] == [REACHED, REACHED, REACHED, NOT]
    assert found["cada"] == found["gaia-x"] == [OPEN] * 4
    assert found["cispe"] == [OPEN, OPEN]           # the older code is no badge
    found = with_facts("own.parent_country=US")
    assert found["secnumcloud"][:3] == [REACHED, NOT, NOT]
    assert found["cada"] == [OPEN, OPEN, NOT, NOT] and found["cispe"] == [OPEN, NOT]
    assert found["c3a"] == [NOT, NOT] and found["gaia-x"] == [OPEN, OPEN, OPEN, NOT]
    found = with_facts("data.eu_residency_option=false")
    assert found["cada"] == [NOT] * 4 and found["gaia-x"] == [OPEN, OPEN, NOT, NOT]


@case
def files_say_what_they_are():
    """ladders: every file is valid, in both languages, with its sources; a proposal says so"""
    seen = []
    for name, data in ladder_files():
        assert "0 errors, 0 warnings" in good("validate", os.path.join(DATA, "ladders", name)).out
        assert name == data["id"] + ".yaml" and list(data["levels"])
        assert (data["cumulative"] == "yes") == (data["id"] in CUMULATIVE)
        used = set()
        for where, level in data["levels"].items():
            assert level.get("when") or level.get("unseen"), (name, where)
            assert max(len(text) for text in level["name"].values()) <= 24, (name, where)
            for key in ("name", "requires", "unseen"):
                assert key not in level or set(level[key]) == {"en", "fr"}, (name, where, key)
            used |= set(level["sources"])
        assert used == set(data["sources"]), (name, used ^ set(data["sources"]))
        assert set(data["note"]) == {"en", "fr"}
        seen.append(data["id"])
        if data["id"] == "cada":
            assert data["status"] == "proposal" and "not law" in data["note"]["en"]
            assert not any("enough" in level for level in data["levels"].values())
    assert sorted(seen) == sorted(EXPECTED)
    described = by_id(ask()["ladders"])
    for _, data in ladder_files():
        ladder = described[data["id"]]
        assert (ladder["name"], ladder["issuer"], ladder["status"]) == (
            data["name"]["en"], data["issuer"], data["status"])
        assert [(level["id"], level["name"]) for level in ladder["levels"]] == [
            (key, level["name"]["en"]) for key, level in data["levels"].items()]


@case
def wrong_use():
    """ladders: an unknown provider or option is refused"""
    bad(2, "ladders", "nosuch", says="no offer")
    bad(2, "ladders", "--nosuch")
    assert re.search(r"^usage: bascule ladders", good("help", "ladders").out)


main()
