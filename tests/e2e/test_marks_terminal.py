#!/usr/bin/python3
"""The framework and the ladders in a real terminal: down and back, sizes, a minimum kept and undone."""
import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from terminal import PROGRAM, Terminal  # noqa: E402

results = []
# Keys, and what the screen that they open shows at any size of at least 40x12.
PLACES = ((b"5", "objective"), (b"\r", "SOV-2.2"), (b"\r", "of 48"), (b"q", "▸ SOV-2.2"), (b"q", "▸Whole"),
          (b"6", "scheme and level"))


def case(function):
    """Runs one test in a state folder of its own; its docstring is its name."""
    with tempfile.TemporaryDirectory() as state:
        os.environ["XDG_STATE_HOME"] = state
        try:
            problem = function(state)
        except Exception as error:  # a broken test is a failed test
            problem = "%s: %s" % (type(error).__name__, error)
    if problem:
        print("# " + str(problem).replace("\n", "\n# "))
    print("%s - %s" % ("not ok" if problem else "ok", function.__doc__))
    results.append(not problem)


def data_of(arguments):
    """A session has its own data."""
    return () if "--session" in arguments else ("--data", "data")


def bascule(*arguments):
    p = subprocess.run([PROGRAM, *data_of(arguments), *arguments], stdin=subprocess.DEVNULL, capture_output=True,
                       text=True, timeout=60, check=False)
    if p.returncode:
        raise RuntimeError("%s: status %d: %s" % (" ".join(arguments), p.returncode, p.stderr))
    return p.stdout


def started(*arguments, **options):
    t = Terminal([PROGRAM, *data_of(arguments), *arguments], **options)
    if not t.wait_for("OVHcloud"):
        text = t.text()
        t.end()
        raise RuntimeError("no ranking on the screen:\n" + text)
    return t


def press(t, keys, text):
    """Keys, until the screen shows the text."""
    t.send(keys)
    if not t.wait_for(text, 5):
        raise RuntimeError("after %r no %r:\n%s" % (keys, text, t.text()))


def lost(t, text):
    """Whether the text goes from the screen."""
    for _ in range(100):
        if text not in t.text():
            return True
        t.read(0.03)
    return False


def leave(t):
    """q until it ends; the exit status."""
    for _ in range(4):
        t.send(b"q")
        if t.wait(0.7) is not None:
            break
    status = t.wait()
    t.end()
    return status


def down_and_back(_):
    """5, Enter, Enter, q, q, 6 go down, back to the very place, and over"""
    t = started()
    frames = []
    for keys, text in PLACES:
        press(t, keys, text)
        t.read(0.15)
        frames.append(t.text())
    status = leave(t)
    if status != 0:
        return "exit status %s" % status
    if frames[0] != frames[4]:
        return "the board is another:\n%s\n%s" % (frames[0], frames[4])
    return None if frames[1] == frames[3] else "the criteria are others:\n%s\n%s" % (frames[1], frames[3])


def resized_everywhere(_):
    """each screen follows a resize and is the same again at its first size"""
    t = started()
    for keys, text in PLACES:
        press(t, keys, text)
        t.read(0.15)
        before = t.text()
        for size in ((40, 12), (200, 50), (39, 11), (80, 24), (300, 100), (1, 1)):
            t.resize(*size)
            t.read(0.12)
            if not t.is_alive():
                return "it ended at %dx%d on %r" % (*size, text)
            if size[0] >= 40 and not t.wait_for(text, 3):
                return "no %r at %dx%d:\n%s" % (text, *size, t.text())
        t.resize(120, 40)
        t.screen.reset()
        t.send(b"\x0c")
        if not t.wait_for(text, 3):
            return "no %r afterwards:\n%s" % (text, t.text())
        t.read(0.2)
        if t.text() != before:
            return "another frame at the size of before:\n%s\n%s" % (before, t.text())
    return None if leave(t) == 0 else "it did not end well"


def clicks(_):
    """clicks open a tab, select a cell, and open it"""
    t = started()

    def click(text):
        row = next(i for i, line in enumerate(t.screen.display) if text in line)
        col = t.screen.display[row].index(text)
        t.send(b"\x1b[<0;%d;%dM\x1b[<0;%d;%dm" % (col + 1, row + 1, col + 1, row + 1))
        t.read(0.2)

    click("5 Framework")
    if not t.wait_for("▸Whole", 3):
        return "the tab did not open:\n" + t.text()
    click("SOV-4 Operational")
    if not t.wait_for("▸SOV-4", 3):
        return "the row was not selected:\n" + t.text()
    click("SOV-4 Operational")
    if not t.wait_for("▸ SOV-4.", 3):
        return "the criteria did not open:\n" + t.text()
    return None if leave(t) == 0 else "it did not end well"


def log(path):
    return json.loads(bascule("session", "log", path, "--format", "json"))["rows"]


def minimum_is_kept(state):
    """a minimum that is set with t is in the log, its undo too, and both hold in the next start"""
    path = os.path.join(state, "tender.bascule")
    bascule("session", "new", path)
    t = started("--session", path)
    press(t, b"5ggjjjj", "▸SOV-5")
    press(t, b"t", "least SEAL for every vendor")
    press(t, b"9\r", "whole number from 0 to 4")
    press(t, b"\x7f2\r", "≥2")
    if leave(t) != 0:
        return "it did not end well"
    events = [e for e in log(path) if e["kind"] != "inputs"]
    found = [(e["kind"], e["target"], e["new"]) for e in events]
    if found != [("gate", "min-seal-SOV-5", "SOV-5.seal >= 2")]:
        return "not the one event: %r" % found
    t = started("--session", path)
    press(t, b"5", "≥2")
    t.send(b"u")
    if not lost(t, "≥2"):
        return "the undo was not shown:\n" + t.text()
    if leave(t) != 0:
        return "it did not end well"
    kinds = [e["kind"] for e in log(path)]
    if kinds[-2:] != ["gate", "undo"]:
        return "no gate and undo at the end of %r" % kinds
    bascule("session", "verify", path)
    frame = bascule("--session", path, "--replay", "5", "--dump-screen", "120x40")
    return "the undone minimum is back:\n" + frame if "≥2" in frame else None


def replayed(_):
    """--replay draws what the terminal shows, key by key"""
    for keys in ("5", "5kl<Enter>", "5<Enter><Enter>", "6jjj", "5pb", "5v", "5gt2<Enter>u"):
        t = started()
        t.send(keys.replace("<Enter>", "\r").encode())
        t.read(0.4)
        shown = t.text()
        if leave(t) != 0:
            return "it did not end well"
        frame = bascule("--replay", keys, "--dump-screen", "120x40")
        if body(shown) != body(frame):
            return "%s: terminal and replay differ:\n%s\n%s" % (keys, shown, frame)
    return None


def body(frame):
    """Without the title, which counts events."""
    return frame.rstrip("\n").split("\n")[1:]


def plain_terminals(_):
    """without colour and without UTF-8 every screen is drawn and readable"""
    for env in ({"TERM": "xterm-mono"}, {"NO_COLOR": "1"}, {"LC_ALL": "C"}, {"TERM": "linux"}, {"TERM": "vt100"}):
        t = started(env=env)
        for keys, text in PLACES:
            text = text.replace("▸", ">") if "LC_ALL" in env else text
            if env.get("TERM") in ("linux", "vt100"):
                text = text.replace("▸", "")
            press(t, keys, text)
        wide = [b for b in t.raw if b >= 0x80] if "LC_ALL" in env else []
        status = leave(t)
        if status != 0 or wide:
            return "%r: status %s, %d bytes beyond ASCII" % (env, status, len(wide))
    return None


for test in (down_and_back, resized_everywhere, clicks, minimum_is_kept, replayed, plain_terminals):
    case(test)
sys.exit(0 if all(results) else 1)
