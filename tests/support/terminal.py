"""A program on a pseudo-terminal of its own, its screen read by a terminal emulator."""
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time

import pyte

PROGRAM = os.path.abspath(os.environ.get("BASCULE", "build/bascule"))


class Terminal:
    """Runs `command`; `env` entries of None are taken out of the environment."""

    def __init__(self, command, cols=120, rows=40, env=None):
        self.cols, self.rows = cols, rows
        self.master, slave = pty.openpty()
        self.window(cols, rows)
        full = {**os.environ, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
        for name in ("NO_COLOR", "COLORTERM", "TMUX"):
            full.pop(name, None)
        for name, value in (env or {}).items():
            if value is None:
                full.pop(name, None)
            else:
                full[name] = value
        name = os.ttyname(slave)
        self.pid = os.posix_spawnp(command[0], command, full, setsid=True, file_actions=[
            (os.POSIX_SPAWN_OPEN, 0, name, os.O_RDWR, 0),
            (os.POSIX_SPAWN_DUP2, 0, 1), (os.POSIX_SPAWN_DUP2, 0, 2)])
        os.close(slave)
        self.screen = pyte.Screen(cols, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self.status = None

    def window(self, cols, rows):
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))

    def resize(self, cols, rows):
        self.window(cols, rows)
        self.cols, self.rows = cols, rows
        self.screen.resize(max(rows, 1), max(cols, 1))

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
            self.raw += data
            self.stream.feed(data)

    def text(self):
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait_for(self, text, seconds=10):
        end = time.monotonic() + seconds
        while text not in self.text():
            if time.monotonic() > end:
                return False
            if not self.read(0.02):
                return text in self.text()
        return True

    def send(self, data):
        """Writes all of it, reading meanwhile so that neither side blocks."""
        os.set_blocking(self.master, False)
        while data:
            select.select([], [self.master], [], 0.5)
            try:
                data = data[os.write(self.master, data):]
            except BlockingIOError:
                pass
            self.read(0)
        os.set_blocking(self.master, True)

    def is_alive(self):
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = status
        return self.status is None

    def wait(self, seconds=5):
        """Exit status as a shell shows it (128 + signal), or None when it still runs."""
        end = time.monotonic() + seconds
        while self.is_alive():
            self.read(0.02)
            if time.monotonic() > end:
                return None
        self.read(0.05)
        if os.WIFSIGNALED(self.status):
            return 128 + os.WTERMSIG(self.status)
        return os.WEXITSTATUS(self.status)

    def signal(self, number):
        os.kill(self.pid, number)

    def end(self):
        """Kills what is left and closes the terminal."""
        if self.is_alive():
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            self.status = 0
        self.read(0.02)
        os.close(self.master)
