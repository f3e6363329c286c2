#!/usr/bin/python3
"""The README shows what the program prints."""
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from cli import ROOT, case, good, main  # noqa: E402

# What a block begins with after its title, and the command that prints it.
SHOWN = (
    ("objective ", ("framework", "azure", "ovhcloud", "scaleway")),
    ("rung ", ("framework", "SOV-2.2")),
    ("ladder ", ("ladders", "c5", "secnumcloud")),
)


def blocks():
    with open(os.path.join(ROOT, "README.md"), encoding="utf-8") as file:
        return re.findall(r"```text\n(.*?)```", file.read(), re.S)


@case
def tables_are_those_of_the_program():
    """every line of the README's framework and ladder tables is printed by its command"""
    for head, command in SHOWN:
        found = [b for b in blocks() if any(x.startswith(head) for x in b.splitlines())]
        assert len(found) == 1, (head, len(found))
        printed = [line.rstrip() for line in good(*command).out.splitlines()]
        for line in found[0].splitlines():
            assert line.rstrip() in printed + ["…"], "%s: %r" % (" ".join(command), line)


main()
