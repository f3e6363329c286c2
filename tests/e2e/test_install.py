#!/usr/bin/python3
"""make install and uninstall: what is put where, and that nothing of it stays."""
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from cli import ROOT, case, main  # noqa: E402


def make(*args):
    done = subprocess.run(["make", "-s", "-C", ROOT, *args], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def files(folder):
    return sorted(os.path.join(d, f)[len(folder):] for d, _, names in os.walk(folder) for f in names)


@case
def install_and_uninstall():
    """install puts program, data, man page and completion below DESTDIR; uninstall removes them all"""
    here = os.getcwd()
    other = os.path.join(here, "opt/share/bascule/profiles")
    os.makedirs(other)
    open(other + "/mine.yaml", "w").close()
    make("install", "DESTDIR=" + here, "PREFIX=/opt")
    found = files(here)
    assert "/opt/bin/bascule" in found and "/opt/share/man/man1/bascule.1" in found
    assert "/opt/share/bascule/facts.yaml" in found
    assert "/opt/share/bascule/profiles/ovhcloud.yaml" in found
    assert os.stat(here + "/opt/bin/bascule").st_mode & 0o777 == 0o755
    env = {**os.environ, "BASCULE_DATA": here + "/opt/share/bascule"}
    os.remove(other + "/mine.yaml")
    done = subprocess.run([here + "/opt/bin/bascule", "rank"], cwd="/", env=env,
                          capture_output=True, text=True)
    assert done.returncode == 0 and "OVHcloud" in done.stdout, done.stderr
    open(other + "/mine.yaml", "w").close()
    make("uninstall", "DESTDIR=" + here, "PREFIX=/opt")
    assert files(here) == ["/opt/share/bascule/profiles/mine.yaml"], files(here)


main()
