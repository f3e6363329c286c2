#!/usr/bin/python3
"""kill -9 at random moments of a stream of key presses: what a frame had shown is in the session.

The real program runs on a pseudo-terminal; a terminal emulator reads the count of events that its
title shows. After each kill the session file must verify and hold at least as many events.
BASCULE_KILLS sets how often (100), BASCULE_SEED the moments.
"""
import fcntl
import glob
import os
import pty
import random
import re
import select
import signal
import sqlite3
import struct
import subprocess
import sys
import tempfile
import termios
import time

import pyte

PROGRAM = os.environ.get("BASCULE", "build/bascule")
KILLS = int(os.environ.get("BASCULE_KILLS", "100"))
SEED = int(os.environ.get("BASCULE_SEED", str(int(time.time()))))
COLS, ROWS = 120, 40


class Screen:
    def __init__(self, state):
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLS, 0, 0))
        env = {**os.environ, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "XDG_STATE_HOME": state}
        name = os.ttyname(slave)
        self.pid = os.posix_spawn(PROGRAM, [PROGRAM], env, setsid=True, file_actions=[
            (os.POSIX_SPAWN_OPEN, 0, name, os.O_RDWR, 0),
            (os.POSIX_SPAWN_DUP2, 0, 1), (os.POSIX_SPAWN_DUP2, 0, 2)])
        os.close(slave)
        self.screen = pyte.Screen(COLS, ROWS)
        self.stream = pyte.ByteStream(self.screen)

    def read(self, seconds):
        """Feeds what arrives for that long; returns False when the terminal is closed."""
        end = time.monotonic() + seconds
        while True:
            left = end - time.monotonic()
            if not select.select([self.master], [], [], max(0, left))[0]:
                return True
            try:
                data = os.read(self.master, 65536)
            except OSError:
                return False
            if not data:
                return False
            self.stream.feed(data)

    def wait_for(self, text, seconds=10):
        end = time.monotonic() + seconds
        while text not in "\n".join(self.screen.display):
            if time.monotonic() > end or not self.read(0.02):
                return False
        return True

    def events(self):
        found = re.search(r"(\d+) events?", self.screen.display[0])
        return int(found.group(1)) if found else 0

    def kill(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        self.read(0.05)
        os.close(self.master)


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
    s = Screen(state)
    if not s.wait_for("Azure"):
        s.kill()
        return "the ranking did not appear"
    os.write(s.master, b"3")
    if not s.wait_for("Swing", 3) and not s.wait_for("%", 1):
        s.kill()
        return "the weights screen did not appear"
    stop = time.monotonic() + rng.uniform(0.01, 0.25)
    while time.monotonic() < stop:
        os.write(s.master, rng.choice([b"l", b"h", b"L", b"H", b"j", b"k", b"u"]))
        s.read(rng.uniform(0, 0.006))
    shown = s.events()
    s.kill()
    shown = max(shown, s.events())
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
