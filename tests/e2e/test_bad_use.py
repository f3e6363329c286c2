#!/usr/bin/python3
"""Wrong use, hostile input, failing outputs: exit statuses and messages."""
import csv
import io
import json
import os
import re
import resource
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from cli import DATA, PROGRAM, Run, bad, case, good, main, run  # noqa: E402

BELL = "\x1b]0;owned\x07"


def profile(**changes):
    """A small profile; the texts of `changes` replace its lines by key."""
    lines = {"bascule": "bascule: profile/1", "id": "id: evil", "name": "name: Evil",
             "country": "country: FR", "surveyed": "surveyed: 2026-01-01",
             "sources": "sources:\n  s: {title: T, publisher: P, url: \"https://example.com/\"}",
             "facts": "facts:\n  env.pue: {value: 1.5, as_of: 2026, confidence: high, sources: [s]}"}
    lines.update(changes)
    return "\n".join(line for line in lines.values() if line) + "\n"


def write(name, text):
    with open(name, "w", encoding="utf-8", newline="") as f:
        f.write(text)
    return name


@case
def unknown_words():
    """unknown commands and options name the nearest and show the usage, exit 2"""
    for args, says in ((["ranks"], "did you mean 'rank'"), (["--modle", "x"], "'--model'"),
                       (["rank", "-Z"], "'-Z'"), (["rank", "--quiet=1"], "takes no value"),
                       (["rank", "--model"], "needs a value"), (["rank", "-m"], "needs a value"),
                       (["rank", "-m", ""], "found nothing"), (["rank", "x"], "too many: 'x'"),
                       (["rank", "--depth", "2"], "takes no --depth"), ([""], "unknown command"),
                       (["rank", "--", "--model"], "too many"), (["--", "-x"], "'-x'"),
                       (["rank", "-f", "jsn"], "did you mean 'json'"), (["rank", "-"], "'-'"),
                       (["rank", "--depth=-1"], "whole number"), (["--m\x1b[31m"], "^["),
                       (["\u202erank"], "<U+202E>"), (["rank", "--color", "x"], "auto always")):
        r = bad(2, *args, says=[says, "usage: bascule"])
        assert "\x1b" not in r.err and r.out == ""


@case
def many_arguments():
    """ten thousand arguments, a huge one, bytes that are no UTF-8: exit 2, quickly"""
    start = time.time()
    bad(2, *(["x"] * 10000))
    bad(2, "rank", "--weights", "sovereignty=" + "9" * 100000)
    bad(2, "rank", "--weights", ",".join("a%d=1" % i for i in range(5000)))
    r = subprocess.run([PROGRAM.encode(), b"rank", b"-m", b"\xff\xfe"], capture_output=True)
    assert r.returncode == 2 and b"\\xff" in r.stderr, r
    assert time.time() - start < 10


@case
def words_may_stand_anywhere():
    """options may stand before and after the command, long ones may be shortened"""
    a = good("rank", "-f", "csv").out
    assert a == good("-f", "csv", "rank").out == good("rank", "--form=csv").out
    assert a == good("rank", "-fcsv", env={"POSIXLY_CORRECT": "1"}).out
    assert a == good("-f", "csv", "rank", env={"POSIXLY_CORRECT": "1"}).out
    assert a == good("rank", "-f", "json", "-f", "csv").out


@case
def closed_output():
    """a closed standard output and a full device are exit 4 with a message"""
    for args in (["rank"], ["rank", "-f", "json"], ["help"], ["--version"], ["show", "facts"]):
        shell = "exec \"$0\" \"$@\" >&-"
        r = subprocess.run(["sh", "-c", shell, PROGRAM, *args], capture_output=True, text=True)
        assert r.returncode == 4 and "bascule: " in r.stderr, (args, r)
        with open("/dev/full", "w") as full:
            r = run(*args, stdout=full)
        assert r.code == 4 and "standard output" in r.err, r


@case
def closed_input_and_errors():
    """closed standard input or error disturb nothing"""
    expected = good("rank").out
    for redirect in ("<&-", "2>&-", "<&- 2>&-"):
        r = subprocess.run(["sh", "-c", "exec \"$0\" rank " + redirect, PROGRAM],
                           capture_output=True, text=True)
        assert r.returncode == 0 and r.stdout == expected, (redirect, r)


@case
def reader_leaves():
    """a reader that leaves early is met with silence"""
    for args in ("rank -f json", "show facts", "compare --sources"):
        r = subprocess.run(["bash", "-c", "\"$0\" %s | head -1" % args, PROGRAM],
                           capture_output=True, text=True)
        assert r.stderr == "" and r.stdout.count("\n") == 1, r
        # Python ignores SIGPIPE, and so does what it starts: then the write fails instead.
        r = subprocess.run(["bash", "-c", "trap '' PIPE; \"$0\" %s | head -1" % args, PROGRAM],
                           capture_output=True, text=True)
        assert r.stderr == "", r


@case
def output_files():
    """-o writes a whole file, by its ending, and refuses what it must not replace"""
    good("rank", "-o", "r.csv")
    assert next(csv.reader(open("r.csv", newline="")))[0] == "rank"
    good("rank", "-o", "r.json")
    assert json.load(open("r.json"))["bascule"] == "rank/1"
    good("rank", "-o", "r.txt", "--force")
    good("rank", "-o", "r.dat", "-f", "md")
    assert good("rank", "-o", "-").out == good("rank").out
    assert open("r.txt", encoding="utf-8").read() == good("rank").out
    bad(2, "rank", "-o", "r.xyz", says="--format")
    bad(2, "rank", "-o", "r.csv", says="--force")
    before = open("r.csv").read()
    good("rank", "-p", "azure,ionos", "-o", "r.csv", "--force")
    assert open("r.csv").read() != before
    bad(4, "rank", "-o", "nosuch/r.csv", says="nosuch")
    os.mkdir("folder.csv")
    bad(4, "rank", "-o", "folder.csv", "--force", says="folder")
    assert not [n for n in os.listdir(".") if n.startswith(".")]
    os.umask(0o027)
    good("rank", "-o", "mode.csv")
    assert os.stat("mode.csv").st_mode & 0o777 == 0o640
    os.umask(0o022)


@case
def inputs_are_never_replaced():
    """-o never replaces a file that was read, not even with --force or through a link"""
    good("new", "model", "mine", "-o", "mine.yaml", "-f", "table")
    before = open("mine.yaml").read()
    os.symlink("mine.yaml", "link.csv")
    os.link("mine.yaml", "hard.csv")
    for name in ("mine.yaml", "link.csv", "hard.csv", "./mine.yaml"):
        bad(2, "rank", "-m", "mine.yaml", "-f", "csv", "-o", name, "--force", says="was read")
    bad(2, "validate", "mine.yaml", "-f", "csv", "-o", "mine.yaml", "--force", says="was read")
    assert open("mine.yaml").read() == before


@case
def full_disk():
    """a write that fails leaves the old file and no temporary one, exit 4"""
    good("rank", "-o", "r.json")
    before = open("r.json").read()
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))  # noqa: E731
    r = subprocess.run(["sh", "-c", "trap '' XFSZ; exec \"$0\" compare -f json -o r.json --force",
                        PROGRAM], capture_output=True, text=True, preexec_fn=limit)
    assert r.returncode == 4 and "r.json" in r.stderr, r
    assert open("r.json").read() == before and os.listdir(".") == ["r.json"]


@case
def broken_profile():
    """a broken profile is told with its place; the others are ranked, exit 3"""
    os.makedirs("d/profiles")
    write("d/profiles/broken.yaml", profile(id="id: broken", country="country: 5\ncolour: red"))
    r = run("rank", "--data", "d", "-f", "json")
    assert r.code == 3, r
    assert re.search(r"^bascule: d/profiles/broken\.yaml:\d+:\d+: error: ", r.err, re.M), r.err
    ids = {p["id"] for p in json.loads(r.out)["providers"]}
    assert "azure" in ids and "broken" not in ids
    r = run("validate", "d/profiles/broken.yaml")
    assert r.code == 3 and "country" in r.err and "colour" in r.err, r
    table = json.loads(run("validate", "d/profiles/broken.yaml", "-f", "json").out)["rows"]
    assert len(table) >= 2 and all(row["line"] >= 1 for row in table)
    # Not asked for, not read.
    good("rank", "--data", "d", "-p", "azure")


@case
def bad_files():
    """missing, empty, cut, huge, hostile files: a message with the name, never a crash or a hang"""
    os.mkfifo("fifo.yaml")
    os.mkdir("dir.yaml")
    files = {"empty.yaml": "", "comment.yaml": "# nothing\n", "cut.yaml": profile()[:60],
             "deep.yaml": "[" * 100000, "alias.yaml": profile(name="name: &a [*a]"),
             "nul.yaml": profile(name="name: \"a\\0b\""), "two.yaml": profile() + "---\nx: 1\n",
             "twice.yaml": profile(name="name: A\nname: B"), "tag.yaml": profile(name="name: !x A"),
             "kind.yaml": profile(bascule="bascule: profile/9"), "big.yaml": "#" * (5 << 20),
             "id.yaml": profile(id="id: ../x")}
    for name, text in files.items():
        write(name, text)
    for name in list(files) + ["fifo.yaml", "dir.yaml", "missing.yaml"]:
        start = time.time()
        r = run("validate", name)
        assert r.code in (3, 4) and name in r.err and time.time() - start < 5, r
        r = run("rank", "-p", name)
        assert r.code in (2, 3, 4) and time.time() - start < 5, r
        assert run("rank", "-m", name).code in (2, 3, 4)


@case
def every_prefix():
    """every prefix of a good profile is an error with a line, or a profile"""
    text = profile()
    for n in range(0, len(text), 3):
        write("p.yaml", text[:n])
        r = run("validate", "p.yaml", "-q")
        assert r.code in (0, 3), (n, r)
        assert r.code == 0 or "p.yaml" in r.err


@case
def escapes_never_reach_the_terminal():
    """control characters, bidi and zero-width text of a file are shown, never sent"""
    nasty = r'"\e]0;owned\a\e[31m\x7f\x9b31m\u202eevil\u200b"'
    write("evil.yaml", profile(name="name: " + nasty, facts="facts:\n  env.pue: {value: 1.5, note: "
          + nasty + ", sources: [s]}\n  own.ultimate_parent: {value: " + nasty + ", sources: [s]}",
          sources="sources:\n  s: {title: " + nasty + ", publisher: P, url: \"https://e.com/\"}"))
    for fmt in ("table", "csv", "tsv", "md", "json"):
        for args in (["rank"], ["compare", "--sources"], ["explain", "evil"], ["rank", "-v"]):
            command = args + ["-p", "evil.yaml,azure", "-f", fmt]
            r = run(*command)
            for c in ("\x1b", "\x07", "\x7f", "\x9b", "\u202e", "\u200b"):
                assert c not in r.out and c not in r.err, (command, repr(c))
    r = json.loads(run("rank", "-p", "evil.yaml", "-f", "json").out)
    assert r["providers"][0]["name"] == "\x1b]0;owned\x07\x1b[31m\x7f\x9b31m\u202eevil\u200b"
    r = run("validate", write("e2.yaml", profile(country='country: "\\e[31m"')))
    assert "\x1b" not in r.err and "^[" in r.err, r


@case
def formulas_are_guarded():
    """text that a spreadsheet would run is guarded; numbers never; --raw-csv leaves it"""
    values = ["=1+1", "+1", "-1+2", "@x", "|x", "\uff1d1", " =1", "a,b", "say \"x\"", "plain"]
    for value in values:
        write("evil.yaml", profile(name="name: " + json.dumps(value, ensure_ascii=False)))
        for fmt, delimiter in (("csv", ","), ("tsv", "\t")):
            out = run("rank", "-p", "evil.yaml,azure", "-f", fmt).raw.decode()
            quoting = csv.QUOTE_MINIMAL if fmt == "csv" else csv.QUOTE_NONE
            rows = list(csv.reader(io.StringIO(out, newline=""), delimiter=delimiter,
                                   quoting=quoting))
            names = [row[2] for row in rows[1:]]
            first = value.lstrip(" ")[0]
            expected = "'" + value if first in "=+-@|\uff1d" else value
            assert expected in names, (fmt, value, names)
            raw = run("rank", "-p", "evil.yaml,azure", "-f", fmt, "--raw-csv").raw.decode()
            assert "'" not in raw
    out = good("explain", "azure", "--against", "ovhcloud", "-f", "csv").raw.decode()
    numbers = [r["difference"] for r in csv.DictReader(io.StringIO(out, newline=""))]
    assert any(n.startswith("-") for n in numbers) and not any("'" in n for n in numbers)


@case
def markdown_is_escaped():
    """text of a file cannot make a cell, a link or HTML in Markdown"""
    write("evil.yaml", profile(name='name: "a|b <img src=x> [l](javascript:x) `c` *d*"'))
    out = run("rank", "-p", "evil.yaml,azure", "-f", "md").out
    row = next(line for line in out.splitlines() if "img" in line and line.startswith("|"))
    assert "a\\|b &lt;img src=x&gt; \\[l\\](javascript:x) \\`c\\` \\*d\\*" in row, row


@case
def wide_text_lines_up():
    """columns line up with wide, combining and right-to-left text"""
    import unicodedata
    names = ["\u6f22\u5b57\u30af\u30e9\u30a6\u30c9", "e\u0301e\u0301e\u0301", "plain"]
    files = []
    for i, name in enumerate(names):
        files.append(write("p%d.yaml" % i, profile(id="id: p%d" % i, name="name: " + name)))
    out = run("rank", "-p", ",".join(files)).out
    rows = [line for line in out.splitlines() if re.match(r"\d  \S", line)]
    assert len(rows) == 3

    def column(line):
        start = line.index("FR")
        return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF"
                   else 1 for c in line[:start])
    assert len({column(line) for line in rows}) == 1, out


@case
def colours():
    """bold only on a terminal or when asked; NO_COLOR and TERM=dumb are obeyed"""
    import pty
    assert "\x1b[1m" in good("rank", "--color", "always").out
    assert "\x1b" not in good("rank", "--color", "never").out

    def on_terminal(env):
        pid, fd = pty.fork()
        if pid == 0:
            os.environ.update(env)
            os.execv(PROGRAM, [PROGRAM, "rank"])
        data = b""
        while True:
            try:
                part = os.read(fd, 65536)
            except OSError:
                break
            if not part:
                break
            data += part
        os.close(fd)
        assert os.waitpid(pid, 0)[1] == 0
        return data
    assert b"\x1b[1m" in on_terminal({"TERM": "xterm"})
    assert b"\x1b" not in on_terminal({"TERM": "xterm", "NO_COLOR": "1"})
    assert b"\x1b" not in on_terminal({"TERM": "dumb"})
    ascii_only = on_terminal({"TERM": "dumb", "LC_ALL": "C"})
    assert all(b < 0x80 for b in ascii_only) and b"OVHcloud" in ascii_only


@case
def missing_data():
    """without data the program says what it looked for"""
    r = run("rank", "-m", "nomodel")
    assert r.code == 2, r
    r = run("rank", "--data", "nosuch")
    assert r.code == 4 and "nosuch" in r.err, r
    write("plain", "no folder\n")
    r = run("rank", "--data", "plain")
    assert r.code == 4 and "plain" in r.err, r
    r = run("rank", "-o", "out.csv", "--require", "sec.iso27001 = true")
    assert r.code == 2 and not os.path.exists("out.csv"), r
    write("facts.yaml", "bascule: facts/1\nfacts: [\n")
    r = run("rank", "--data", ".")
    assert r.code == 3 and "facts.yaml" in r.err, r


@case
def what_was_read():
    """-v names the files that were read, -q is silent"""
    r = run("rank", "-v")
    assert r.code == 0 and "read model balanced" in r.err
    assert os.path.join("data", "profiles", "azure.yaml") in r.err


main()
