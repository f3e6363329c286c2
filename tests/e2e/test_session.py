#!/usr/bin/python3
"""session: new, list, show, log, set, verify; --session in every scoring command."""
import csv
import io
import json
import os
import sqlite3
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from cli import bad, case, good, main, run  # noqa: E402


def log(path):
    return json.loads(good("session", "log", path, "-f", "json").out)["rows"]


def new(path="s.bascule", *args):
    r = run("session", "new", path, "-q", *args)
    assert r.code == 0, r
    return path


def ranking(*args):
    return json.loads(good("rank", "-f", "json", *args).out)


@case
def new_and_rank():
    """a new session ranks as its model does, and names the same hashes"""
    path = new()
    plain, kept = ranking(), ranking("--session", path)
    assert kept["providers"] == plain["providers"]
    key = lambda i: (i["kind"], i["name"])  # noqa: E731
    assert sorted(kept["inputs"], key=key) == sorted(plain["inputs"], key=key)
    bad(4, "session", "new", path)
    assert os.listdir(".") == [path]


@case
def set_is_recorded():
    """set records weights, facts, gates, the rule, offers and comments; log lists them all"""
    path = new()
    good("session", "set", path, "sovereignty=30", "--reason", "Committee, item 3")
    good("session", "set", path, "azure:env.pue=1.5", "--reason", "Visit", "--source",
         "https://example.com/report")
    good("session", "set", path, "gate:iso=sec.iso27001 == true")
    good("session", "set", path, "unknown=neutral")
    good("session", "set", path, "provider:aruba=out")
    good("session", "set", path, "comment:cost=To be checked")
    events = [e for e in log(path) if e["kind"] != "inputs"]
    assert [e["kind"] for e in events] == ["weights", "override", "gate", "unknown", "provider",
                                           "comment"]
    assert events[0]["reason"] == "Committee, item 3"
    assert events[1]["sources"] == "https://example.com/report"
    r = ranking("--session", path)
    weights = {c["id"]: c["weight"] for c in r["criteria"]}
    assert abs(weights["sovereignty"] - .3) < 1e-6
    assert r["unknown"] == "neutral" and "aruba" not in {p["id"] for p in r["providers"]}
    assert r["gates"][0]["id"] == "iso" and r["what_if"] is None
    shown = good("session", "show", path).out
    for text in ("30.0 %", "azure:env.pue", "iso", "neutral", "To be checked"):
        assert text in shown, text
    assert os.listdir(".") == [path]


@case
def set_refuses():
    """set refuses what does not fit, exit 2, and records nothing"""
    path = new()
    before = log(path)
    for what, says in (("sovereignty", "TARGET=VALUE"), ("sovereignti=30", "did you mean"),
                       ("sovereignty=130", "100"), ("sovereignty=x", "number"),
                       ("azure:env.pue=1.5", "--reason and --source"), ("unknown=no", "rule"),
                       ("provider:nosuch=in", "no offer"), ("provider:azure=maybe", "in or out"),
                       ("gate:x=nonsense", "nonsense"), ("comment:nosuch=x", "nosuch")):
        bad(2, "session", "set", path, what, says=says)
    bad(2, "session", "set", path, "azure:env.pu=1", "--reason", "r", "--source", "s")
    assert log(path) == before


@case
def what_ifs_are_not_recorded():
    """what-ifs on a session change the run and not the session"""
    path = new()
    before = open(path, "rb").read()
    r = ranking("--session", path, "--weights", "cost=80", "--set", "azure:env.pue=1.9")
    assert "--weights cost=80" in r["what_if"]
    assert open(path, "rb").read() == before
    for command in (["compare"], ["explain", "azure"], ["explain", "azure", "--against", "ionos"]):
        good(*command, "--session", path)
    bad(2, "rank", "--session", path, "-m", "cost-first", says="its own model")


@case
def verify():
    """verify accepts a good session and finds a changed event, exit 1"""
    path = new()
    good("session", "set", path, "sovereignty=30")
    assert "every hash is right" in good("session", "verify", path).out
    db = sqlite3.connect(path)
    triggers = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        db.execute('DROP TRIGGER "%s"' % name)
    db.execute("UPDATE event SET reason = 'forged' WHERE kind = 'weights'")
    for _, sql in triggers:
        db.execute(sql)
    db.commit()
    db.close()
    r = run("session", "verify", path)
    assert r.code == 1 and path in r.err, r


@case
def offers_of_a_session():
    """-p chooses the offers of a new session"""
    path = new("s.bascule", "-p", "azure,ovhcloud/secnumcloud-vmware")
    ids = {p["id"] for p in ranking("--session", path)["providers"]}
    assert ids == {"azure", "ovhcloud/secnumcloud-vmware"}


@case
def bad_sessions():
    """missing, empty, foreign and cut files are refused with a message"""
    open("empty", "wb").close()
    open("text", "w").write("hello, this is no session\n" * 100)
    db = sqlite3.connect("foreign")
    db.execute("CREATE TABLE t (x)")
    db.commit()
    db.close()
    path = new()
    data = open(path, "rb").read()
    open("cut", "wb").write(data[:len(data) // 2])
    for name in ("missing", "empty", "text", "foreign", "cut", "."):
        for command in (["rank", "--session", name], ["session", "log", name],
                        ["session", "show", name], ["session", "set", name, "sovereignty=30"]):
            r = run(*command)
            assert r.code in (3, 4) and "bascule: " in r.err, (command, r)
        r = run("session", "verify", name)
        assert r.code in (3, 4) and len(r.err.splitlines()) == 1, r
    assert open("text").read().startswith("hello") and os.path.getsize("empty") == 0


@case
def listing():
    """list finds sessions in the state folder"""
    os.mkdir("bascule")
    env = {"XDG_STATE_HOME": os.getcwd()}
    new("bascule/x.bascule")
    rows = json.loads(good("session", "list", "-f", "json", env=env).out)["rows"]
    assert len(rows) == 1 and rows[0]["model"] == "balanced" and rows[0]["kind"] == "named"
    out = list(csv.reader(io.StringIO(good("session", "list", "-f", "csv", env=env).out)))
    assert out[0][0] == "path"


@case
def wrong_words():
    """wrong words after session are exit 2"""
    bad(2, "session", says="session needs")
    bad(2, "session", "news", "x", says="did you mean 'new'")
    bad(2, "session", "new", says="one file")
    bad(2, "session", "set", "x", says="TARGET=VALUE")
    bad(2, "session", "list", "x", says="no file")


main()
