"""Runs the program and says what went wrong: for the tests of the command line.

A test is a function with a docstring, its name; it raises AssertionError when it fails.
"""
import os
import subprocess
import sys
import tempfile
import traceback

PROGRAM = os.path.abspath(os.environ.get("BASCULE", "build/bascule"))
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DATA = os.path.join(ROOT, "data")
cases = []


class Run:
    """What one run gave."""

    def __init__(self, args, **options):
        self.args = args
        env = {**os.environ, **options.pop("env", {})}
        options.setdefault("stdin", subprocess.DEVNULL)
        options.setdefault("stdout", subprocess.PIPE)
        done = subprocess.run([PROGRAM, *args], stderr=subprocess.PIPE, env=env, timeout=60,
                              **options)
        self.code = done.returncode
        self.out = done.stdout.decode("utf-8") if done.stdout is not None else ""
        self.raw = done.stdout
        self.err = done.stderr.decode("utf-8")

    def __str__(self):
        return "%s: exit %d\n%s%s" % (" ".join(map(str, self.args)), self.code, self.err[:2000],
                                      self.out[:500])


def run(*args, **options):
    return Run(args, **options)


def good(*args, **options):
    """A run that must succeed and say nothing on standard error."""
    r = Run(args, **options)
    assert r.code == 0, r
    assert r.err == "", r
    return r


def bad(code, *args, says=(), **options):
    """A run that must fail with that status and name each of `says` on standard error."""
    r = Run(args, **options)
    assert r.code == code, "expected exit %d: %s" % (code, r)
    for text in [says] if isinstance(says, str) else says:
        assert text in r.err, "expected %r on standard error: %s" % (text, r)
    if code:
        assert all(line.startswith(("bascule: ", "usage: ")) for line in r.err.splitlines()), r
        assert r.err, r
    return r


def case(function):
    cases.append(function)
    return function


def main():
    failures = 0
    for function in cases:
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            try:
                function()
                print("ok - " + function.__doc__)
            except Exception:
                failures += 1
                print("# " + traceback.format_exc().replace("\n", "\n# "))
                print("not ok - " + function.__doc__)
            os.chdir("/")
    sys.exit(1 if failures else 0)
