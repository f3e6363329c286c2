#!/usr/bin/python3
"""kill -9 at random moments of a stream of key presses: what a frame had shown is in the session.

The real program runs on a pseudo-terminal; a terminal emulator reads the count of events that its
title shows. After each kill the session file must verify and hold at least as many events.
BASCULE_KILLS sets how often (100), BASCULE_SEED the moments.
"""
import glob
import os
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from terminal import PROGRAM, Terminal  # noqa: E402

KILLS = int(os.environ.get("BASCULE_KILLS", "100"))
SEED = int(os.environ.get("BASCULE_SEED", str(int(time.time()))))


def shown_events(t):
    found = re.search(r"(\d+) events?", t.screen.display[0])
    return int(found.group(1)) if found else 0


def stored(state):
    """Events in the newest scratch session of a state folder."""
    files = glob.glob(state + "/bascule/*.bascule")
    if not files:
        return None, 0
    path = max(files, key=os.path.getmtime)
    db = sqlite3.connect("file:%s?mode=ro" % path, uri=True)
    count = db.execute("SELECT count(*) FROM event WHERE kind <> 'inputs'").fetchone()[0]
    db.close()
    return path, count


def one(rng, state):
    t = Terminal([PROGRAM], env={"XDG_STATE_HOME": state})
    if not t.wait_for("Azure"):
        t.end()
        return "the ranking did not appear"
    t.send(b"3")
    if not t.wait_for("Swing", 3):
        t.end()
        return "the weights screen did not appear"
    stop = time.monotonic() + rng.uniform(0.01, 0.25)
    while time.monotonic() < stop:
        t.send(rng.choice([b"l", b"h", b"L", b"H", b"j", b"k", b"u"]))
        t.read(rng.uniform(0, 0.006))
    t.end()
    shown = shown_events(t)
    path, count = stored(state)
    if shown and not path:
        return "%d events were shown, no session file" % shown
    if count < shown:
        return "%d events were shown, %d are stored" % (shown, count)
    if path:
        verify = subprocess.run([PROGRAM, "session", "verify", path], capture_output=True, text=True,
                                check=False)
        if verify.returncode:
            return "verify ended with %d: %s%s" % (verify.returncode, verify.stdout, verify.stderr)
    return None


def main():
    rng = random.Random(SEED)
    print("# seed %d, %d kills" % (SEED, KILLS))
    problems, most = [], 0
    with tempfile.TemporaryDirectory() as state:
        for i in range(KILLS):
            problem = one(rng, state)
            most = max(most, stored(state)[1])
            if problem:
                problems.append("kill %d: %s" % (i + 1, problem))
    for problem in problems[:10]:
        print("# " + problem)
    if most == 0:
        problems.append("no event was ever stored: the stream did not reach the sliders")
        print("# " + problems[-1])
    print("%s - what a frame had shown survives kill -9 (%d events in the end)" % (
        "not ok" if problems else "ok", most))
    sys.exit(1 if problems else 0)


main()
