#!/usr/bin/python3
"""Speed of the real program, as the README quotes it: medians of RUNS runs after one warm-up.

usage: bench.py PROGRAM FLOOR ASSESS [RUNS]

start, bare   from the start of the process to the frame with the ranking on a pseudo-terminal
start, tmux   the same as a new window of a running tmux (polled through its control mode)
key           on the weights screen, from a key written to the last byte of its redrawn frame
batch         `rank` and `framework --format json` with their output to a file
assess        score, SEAL and lift of every shipped offer, within one process
Beside each start the floor: the smallest ncurses program, measured in turn with ours.
"""
import atexit
import fcntl
import os
import pty
import re
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time

PROGRAM, FLOOR, ASSESS = (os.path.abspath(path) for path in sys.argv[1:4])
RUNS = int(sys.argv[4]) if len(sys.argv) > 4 else 21
ROWS, COLS = 40, 120
HOME = tempfile.mkdtemp(prefix="bascule-bench-")
ENV = {**os.environ, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "HOME": HOME,
       "XDG_STATE_HOME": HOME + "/state"}
for name in ("XDG_DATA_HOME", "BASCULE_DATA", "NO_COLOR", "TMUX"):
    ENV.pop(name, None)
ESCAPES = re.compile(rb"\x1b(\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)|[()][0-9A-B]|[=>78M])")


class Pty:
    """A program on a pseudo-terminal of its own."""

    def __init__(self, command):
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLS, 0, 0))
        name = os.ttyname(slave)
        self.began = time.perf_counter()
        self.pid = os.posix_spawn(command[0], command, ENV, setsid=True, file_actions=[
            (os.POSIX_SPAWN_OPEN, 0, name, os.O_RDWR, 0),
            (os.POSIX_SPAWN_DUP2, 0, 1), (os.POSIX_SPAWN_DUP2, 0, 2)])
        os.close(slave)

    def read(self, timeout):
        """Bytes and the moment they came; b"" after the timeout."""
        if not select.select([self.master], [], [], timeout)[0]:
            return b"", time.perf_counter()
        try:
            return os.read(self.master, 65536), time.perf_counter()
        except OSError:
            return b"", time.perf_counter()

    def until(self, marker):
        """Milliseconds from the start until the marker is on the screen, or None."""
        seen = b""
        while time.perf_counter() - self.began < 10:
            data, now = self.read(5)
            if not data:
                return None
            seen += data
            if marker.search(ESCAPES.sub(b"", seen)):
                return (now - self.began) * 1e3
        return None

    def drain(self, quiet):
        """Reads until `quiet` seconds pass; returns the bytes and the moment of the last."""
        total, last = 0, None
        while True:
            data, now = self.read(quiet)
            if not data:
                return total, last
            total, last = total + len(data), now

    def key(self, text):
        began = time.perf_counter()
        os.write(self.master, text)
        data, now = self.read(1)
        more, last = self.drain(0.006)
        return ((last or now) - began) * 1e3, len(data) + more

    def memory(self):
        """Peak resident MiB."""
        with open("/proc/%d/status" % self.pid, encoding="ascii") as f:
            return next(int(l.split()[1]) for l in f if l.startswith("VmHWM")) / 1024

    def end(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.master)


def bare(ours, floors, memory):
    for run in range(RUNS + 1):
        for command, marker, into in (([PROGRAM], rb"Azure", ours), ([FLOOR], rb"floor ready", floors)):
            p = Pty(command)
            took = p.until(re.compile(marker))
            if took is None:
                sys.exit("bench: no frame from " + " ".join(command))
            p.drain(0.05)
            if run:
                into.append(took)
                if into is ours:
                    memory.append(p.memory())
            p.end()


def keys(count):
    p = Pty([PROGRAM])
    p.until(re.compile(rb"Azure"))
    p.drain(0.3)
    p.key(b"3")
    p.drain(0.2)
    times, sizes = [], []
    for i in range(count):
        took, size = p.key(b"l" if i % 20 < 10 else b"h")
        if i >= 10:
            times.append(took)
            sizes.append(size)
        time.sleep(0.01)
    p.end()
    return times, sizes


class Tmux:
    """A private tmux server in control mode, so that no process is started for a sample."""

    def __init__(self):
        self.socket = "bascule-bench-%d" % os.getpid()
        self.p = subprocess.Popen(
            ["tmux", "-L", self.socket, "-f", "/dev/null", "-C", "new-session", "-x", str(COLS),
             "-y", str(ROWS), "sleep 100000"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0, env=ENV)
        atexit.register(self.end)
        self.buffer = b""
        # The attach itself answers first.
        while not self.line().startswith(b"%end"):
            pass
        self.ask("set -g default-terminal tmux-256color")
        self.ask("refresh-client -C %d,%d" % (COLS, ROWS))

    def line(self):
        while b"\n" not in self.buffer:
            if not select.select([self.p.stdout], [], [], 5)[0]:
                sys.exit("bench: tmux does not answer")
            self.buffer += os.read(self.p.stdout.fileno(), 65536)
        line, self.buffer = self.buffer.split(b"\n", 1)
        return line

    def ask(self, command):
        os.write(self.p.stdin.fileno(), command.encode() + b"\n")
        answer, inside = [], False
        while True:
            line = self.line()
            if line.startswith(b"%begin"):
                inside = True
            elif line.startswith((b"%end", b"%error")):
                return b"\n".join(answer)
            elif inside:
                answer.append(line)

    def until(self, command, marker):
        began = time.perf_counter()
        pane = self.ask("new-window -d -P -F '#{pane_id}' " + " ".join(command)).decode().strip()
        while time.perf_counter() - began < 10:
            if marker.search(self.ask("capture-pane -p -t " + pane)):
                took = (time.perf_counter() - began) * 1e3
                self.ask("kill-pane -t " + pane)
                time.sleep(0.05)
                return took
        sys.exit("bench: no frame in tmux from " + " ".join(command))

    def end(self):
        subprocess.run(["tmux", "-L", self.socket, "kill-server"], capture_output=True, check=False)


def in_tmux(ours, floors):
    t = Tmux()
    for run in range(RUNS + 1):
        a = t.until([PROGRAM], re.compile(rb"Azure"))
        b = t.until([FLOOR], re.compile(rb"floor ready"))
        if run:
            ours.append(a)
            floors.append(b)
    t.end()


def batch(*words):
    times, memory = [], []
    for run in range(RUNS + 1):
        with open(HOME + "/out", "wb") as out:
            began = time.perf_counter()
            pid = os.posix_spawn(PROGRAM, [PROGRAM, *words], ENV, file_actions=[
                (os.POSIX_SPAWN_DUP2, out.fileno(), 1)])
            _, status, usage = os.wait4(pid, 0)
            took = (time.perf_counter() - began) * 1e3
        if status:
            sys.exit("bench: %s ended with status %d" % (words[0], status))
        if run:
            times.append(took)
            memory.append(usage.ru_maxrss / 1024)
    return times, memory


def assess(rounds):
    """Microseconds of each round, without the first ones."""
    p = subprocess.run([ASSESS, str(rounds)], capture_output=True, text=True, check=False, env=ENV)
    if p.returncode:
        sys.exit("bench: assess ended with status %d" % p.returncode)
    return [float(line) for line in p.stdout.split()][rounds // 10:]


def row(name, values, unit, budget=None):
    low, mid, high = min(values), statistics.median(values), max(values)
    p95 = sorted(values)[max(0, -(-len(values) * 95 // 100) - 1)]
    note = "" if budget is None else "   budget %s" % budget
    print("%-30s %8.2f %8.2f %8.2f %8.2f  %-4s n=%d%s" % (name, mid, p95, low, high, unit, len(values), note))


def disk():
    mount = subprocess.run(["stat", "-f", "-c", "%T", HOME], capture_output=True, text=True, check=False)
    return mount.stdout.strip() or "unknown"


def main():
    print("sessions on: %s file system; terminal %dx%d" % (disk(), COLS, ROWS))
    print("%-30s %8s %8s %8s %8s" % ("", "median", "95 %", "least", "most"))
    ours, floors, memory = [], [], []
    bare(ours, floors, memory)
    row("start to ranking, bare", ours, "ms", "30")
    row("  smallest ncurses program", floors, "ms")
    row("peak resident memory", memory, "MiB", "16")
    ours, floors = [], []
    in_tmux(ours, floors)
    row("start to ranking, in tmux", ours, "ms", "50")
    row("  smallest ncurses program", floors, "ms")
    times, sizes = keys(210)
    row("weight key to redrawn frame", times, "ms", "3 (95 %)")
    row("bytes a weight key", sizes, "B")
    times, memory = batch("rank")
    row("rank in batch", times, "ms", "30")
    row("  its peak resident memory", memory, "MiB")
    times, memory = batch("framework", "--format", "json")
    row("framework as JSON in batch", times, "ms")
    row("  its peak resident memory", memory, "MiB")
    row("assess every offer", assess(1000), "us")


main()
