"""What `help json` says of the JSON, to hold against what is printed."""
import json
import re

from cli import good


def documented():
    """Pairs of view and path."""
    rows = json.loads(good("help", "json", "-f", "json").out)["rows"]
    return {(view, row["path"]) for row in rows for view in row["view"].split()}


def paths(value, path=""):
    """Every path of a JSON value that ends in a plain value, as the documentation writes them."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from paths(item, path + "." + key if path else key)
    elif isinstance(value, list):
        for item in value:
            # A list of plain values is one value.
            yield from paths(item, path + "[]") if isinstance(item, (dict, list)) else [path]
    else:
        yield path


def is_documented(view, path, known):
    if (view, path) in known:
        return True
    for v, pattern in known:
        expression = re.escape(pattern).replace(r"\*", r"[A-Za-z0-9._/-]+")
        if v == view and re.fullmatch(expression, path):
            return True
    return False
