#!/usr/bin/python3
"""The real program in a real terminal: sizes, signals, stop and continue, poor terminals, pastes."""
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from terminal import PROGRAM, Terminal  # noqa: E402

LEAVE_SCREEN = b"\x1b[?1049l"
SHOW_CURSOR = re.compile(rb"\x1b\[\?(12l\x1b\[\?)?25h|\x1b\[34h\x1b\[\?25h")
COLOUR = re.compile(rb"\x1b\[(?:[0-9;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[0-9;]*)?m")
FIRST = "Azure"
results = []


def case(function):
    """Runs one test in a state folder of its own; its docstring is its name."""
    with tempfile.TemporaryDirectory() as state:
        os.environ["XDG_STATE_HOME"] = state
        try:
            problem = function()
        except Exception as error:  # a broken test is a failed test
            problem = "%s: %s" % (type(error).__name__, error)
    if problem:
        print("# " + str(problem).replace("\n", "\n# "))
    print("%s - %s" % ("not ok" if problem else "ok", function.__doc__))
    results.append(not problem)


def started(**options):
    t = Terminal([PROGRAM], **options)
    if not t.wait_for(FIRST):
        text = t.text()
        t.end()
        raise RuntimeError("no ranking on the screen:\n" + text)
    return t


def resizes():
    """a resize to 1x1 and back, and odd sizes, are followed"""
    t = started()
    for size in ((1, 1), (120, 40), (3, 200), (200, 3), (40, 12), (39, 11), (500, 500), (80, 24), (120, 40)):
        t.resize(*size)
        t.read(0.15)
        if not t.is_alive():
            return "it ended at %dx%d" % size
    if not t.wait_for(FIRST, 3):
        return "no ranking after the sizes:\n" + t.text()
    t.end()
    return None


def many_resizes():
    """a hundred resizes in a second leave the last size on the screen"""
    t = started()
    rng = random.Random(7)
    for _ in range(100):
        t.resize(rng.randint(1, 160), rng.randint(1, 50))
        t.read(0.01)
    t.resize(100, 30)
    t.screen.reset()
    t.read(0.3)
    t.resize(110, 30)
    ok = t.wait_for(FIRST, 3) and t.is_alive()
    text = t.text()
    t.end()
    return None if ok else "no ranking afterwards:\n" + text


def tiny_start():
    """a start in a terminal of 1x1 or 3x2 draws what fits and stays"""
    for size in ((1, 1), (3, 2), (20, 5)):
        t = Terminal([PROGRAM], cols=size[0], rows=size[1])
        t.read(0.4)
        alive = t.is_alive()
        if alive:
            t.resize(120, 40)
        ok = alive and t.wait_for(FIRST, 3)
        t.end()
        if not ok:
            return "%dx%d: %s" % (*size, "it ended" if not alive else "no ranking when it grew")
    return None


def stop_and_continue():
    """^Z gives the terminal back, fg with another size draws anew"""
    t = Terminal(["bash", "--norc", "--noprofile", "-i"], env={"PS1": "shell> ", "HISTFILE": None})
    t.wait_for("shell>")
    t.send(PROGRAM.encode() + b"\r")
    if not t.wait_for(FIRST):
        return "no ranking:\n" + t.text()
    t.raw = b""
    t.send(b"\x1a")
    if not t.wait_for("Stopped", 5):
        return "not stopped:\n" + t.text()
    if LEAVE_SCREEN not in t.raw:
        return "the alternate screen was not left"
    t.resize(100, 30)
    t.screen.reset()
    t.send(b"fg\r")
    if not t.wait_for(FIRST, 5):
        return "not drawn after fg:\n" + t.text()
    if not t.wait_for("quit", 2):
        return "no hints on the last row of the new size:\n" + t.text()
    t.send(b"q")
    ok = t.wait_for("shell>", 5)
    t.send(b"stty -a | grep -c ' echo '; exit\r")
    t.read(0.5)
    ok = ok and "1" in t.text()
    t.end()
    return None if ok else "the shell did not come back as it was:\n" + t.text()


def stopped_from_outside():
    """after a SIGSTOP and fg it draws anew and takes keys one by one again"""
    t = Terminal(["bash", "--norc", "--noprofile", "-i"], env={"PS1": "shell> ", "HISTFILE": None})
    t.wait_for("shell>")
    t.send(PROGRAM.encode() + b"\r")
    if not t.wait_for(FIRST):
        return "no ranking:\n" + t.text()
    # The only other process of that terminal is the program.
    children = subprocess.run(["ps", "-o", "pid=", "--ppid", str(t.pid)], capture_output=True, text=True)
    os.kill(int(children.stdout.split()[0]), signal.SIGSTOP)
    if not t.wait_for("Stopped", 5):
        return "not stopped:\n" + t.text()
    t.send(b"stty sane; clear; fg\r")
    if not t.wait_for(FIRST, 5):
        return "not drawn after fg:\n" + t.text()
    t.send(b"2")
    ok = t.wait_for("criterion", 3)
    text = t.text()
    t.send(b"q\rq\rexit\r")
    t.read(0.3)
    t.end()
    return None if ok else "the key was not taken:\n" + text


def ends_by_signal(number):
    def run():
        t = started()
        t.send(b"3")
        t.read(0.1)
        t.send(b"l")
        t.read(0.1)
        t.signal(number)
        status = t.wait()
        raw = t.raw
        t.end()
        if status != 128 + number:
            return "exit status %s" % status
        if LEAVE_SCREEN not in raw[-4000:]:
            return "the alternate screen was not left"
        if not SHOW_CURSOR.search(raw[-4000:]):
            return "the cursor was not shown again"
        return None
    run.__doc__ = "%s restores the terminal and ends with %d" % (
        signal.Signals(number).name, 128 + number)
    return run


def closed_terminal():
    """a terminal that goes away ends the program within two seconds"""
    t = started()
    os.close(t.master)
    end = time.monotonic() + 2
    while t.is_alive() and time.monotonic() < end:
        time.sleep(0.02)
    alive = t.is_alive()
    if alive:
        os.kill(t.pid, signal.SIGKILL)
        os.waitpid(t.pid, 0)
    return "it still ran" if alive else None


def run_plain(env=None, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL):
    full = {**os.environ, **(env or {})}
    return subprocess.run([PROGRAM], stdin=stdin, stdout=stdout, stderr=subprocess.PIPE, env=full,
                          timeout=20, check=False)


def no_terminal():
    """without a terminal it prints the ranking, no escape, exit 0"""
    p = run_plain()
    if p.returncode or b"Azure" not in p.stdout or b"\x1b" in p.stdout + p.stderr:
        return "status %d: %r %r" % (p.returncode, p.stdout[:400], p.stderr[:400])
    return None


def poor_terminals():
    """TERM=dumb, unset and unknown give a plain ranking or a clear message, no escape, no hang"""
    for term in ("dumb", None, "no-such-terminal"):
        t = Terminal([PROGRAM], env={"TERM": term})
        t.read(0.4)
        status = t.wait(5)
        raw = t.raw
        t.end()
        if status is None:
            return "TERM=%s: it did not end" % term
        if b"\x1b" in raw:
            return "TERM=%s: escapes %r" % (term, raw[:200])
        if b"Azure" not in raw and b"TERM" not in raw:
            return "TERM=%s: neither ranking nor advice: %r" % (term, raw[:300])
    return None


def many_terminals():
    """vt100, linux, screen, tmux, 8, 16 and 256 colours draw the ranking"""
    for term in ("vt100", "linux", "screen", "tmux-256color", "xterm", "xterm-16color", "xterm-mono"):
        t = Terminal([PROGRAM], env={"TERM": term})
        t.read(0.5)
        ok = re.search(rb"Azure", t.raw) and t.is_alive()
        t.send(b"q")
        status = t.wait()
        t.end()
        if not ok or status != 0:
            return "TERM=%s: %s, status %s" % (term, "drawn" if ok else "not drawn", status)
    return None


def no_colour():
    """NO_COLOR leaves attributes and takes every colour"""
    t = started(env={"NO_COLOR": "1"})
    t.send(b"\x1b[B3")
    t.read(0.3)
    found = COLOUR.search(t.raw)
    t.end()
    return "colour %r" % found.group(0) if found else None


def ascii_locale():
    """in a locale without UTF-8 only ASCII is drawn"""
    t = started(env={"LC_ALL": "C"})
    t.send(b"3")
    t.read(0.3)
    t.send(b"2")
    t.read(0.3)
    wide = [b for b in t.raw if b >= 0x80]
    t.end()
    return "%d bytes beyond ASCII" % len(wide) if wide else None


def by_options():
    """--ascii draws with ASCII alone in any locale, --no-mouse leaves the mouse to the terminal"""
    t = Terminal([PROGRAM, "--ascii", "--no-mouse"])
    if not t.wait_for(FIRST):
        return "no ranking:\n" + t.text()
    t.send(b"3")
    t.read(0.3)
    wide, mouse = [b for b in t.raw if b >= 0x80], b"\x1b[?1000h" in t.raw
    t.end()
    if wide:
        return "%d bytes beyond ASCII" % len(wide)
    return "the mouse was taken" if mouse else None


def paste():
    """a megabyte of pasted commands runs none of them"""
    t = started()
    before = t.screen.display[0]
    text = (b":q\nq3llllll\x03" * 100000)[:1 << 20]
    t.send(b"\x1b[200~" + text + b"\x1b[201~")
    t.read(1.0)
    alive, after = t.is_alive(), t.screen.display[0]
    ok = alive and t.wait_for(FIRST, 2)
    t.end()
    if not ok:
        return "it ended or left the ranking"
    return None if before == after else "the title changed:\n%s\n%s" % (before, after)


def odd_input():
    """a lone ESC, unknown sequences, late answers, split UTF-8 and odd mouse reports change nothing"""
    t = started()
    t.read(0.2)
    before = t.text()
    for data in (b"\x1b", b"\x1b[?1;2c", b"\x1b[>41;330;0c", b"\x1b]11;rgb:1616/1818/1c1c\x1b\\",
                 b"\x1b[99;99;99~", b"\xc3", b"\xa9", b"\xff\xfe", b"\x1b[<0;900;900M",
                 b"\x1b[<0;900;900m", b"\x1b[200~", b"\x1b[201~"):
        t.send(data)
        t.read(0.12)
        if not t.is_alive():
            return "%r ended it" % data
    t.send(b"\x1b")
    t.read(0.3)
    same = t.screen.display[0] == before.split("\n", 1)[0].ljust(t.cols)
    text = t.text()
    t.end()
    return None if same and FIRST in text else "the screen changed:\n" + text


def held_key():
    """a key held for thousands of repeats ends on the last state at once"""
    t = started()
    t.send(b"j" * 20000 + b"?")
    ok = t.wait_for("help", 5) or t.wait_for("Help", 1)
    t.send(b"q")
    ok = ok and t.wait_for(FIRST, 2) and t.is_alive()
    t.end()
    return None if ok else "it fell behind:\n" + t.text()


def wheel_and_click():
    """the wheel moves the cursor and a click on a tab opens it"""
    t = started()
    t.read(0.2)
    row = next((i for i, line in enumerate(t.screen.display[:4]) if "Weights" in line), None)
    if row is None:
        return "no tab 'Weights'"
    col = t.screen.display[row].index("Weights")
    click = "\x1b[<0;%d;%dM\x1b[<0;%d;%dm" % (col + 2, row + 1, col + 2, row + 1)
    t.send(click.encode())
    ok = t.wait_for("Swing", 3) or t.wait_for("●", 1) or t.wait_for("━", 1)
    text = t.text()
    t.end()
    return None if ok else "the tab did not open:\n" + text


def quits():
    """q leaves from the top with status 0 and the terminal as it was"""
    t = started()
    t.send(b"q")
    status = t.wait()
    ok = LEAVE_SCREEN in t.raw
    t.end()
    return None if status == 0 and ok else "status %s" % status


def idle():
    """an idle program writes nothing and uses no time"""
    t = started()
    t.read(1.5)
    t.raw = b""
    with open("/proc/%d/stat" % t.pid, encoding="ascii") as f:
        before = f.read().rsplit(")", 1)[1].split()[11:13]
    t.read(1.5)
    with open("/proc/%d/stat" % t.pid, encoding="ascii") as f:
        after = f.read().rsplit(")", 1)[1].split()[11:13]
    raw = t.raw
    t.end()
    if raw:
        return "it wrote %r" % raw[:100]
    return None if before == after else "it used time: %s, %s" % (before, after)


for test in (resizes, many_resizes, tiny_start, stop_and_continue, stopped_from_outside,
             ends_by_signal(signal.SIGTERM),
             ends_by_signal(signal.SIGHUP), ends_by_signal(signal.SIGINT), closed_terminal,
             no_terminal, poor_terminals, many_terminals, no_colour, ascii_locale, by_options,
             paste, odd_input,
             held_key, wheel_and_click, quits, idle):
    case(test)
sys.exit(0 if all(results) else 1)
