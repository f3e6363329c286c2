"""Figures of the framework to hold against the oracle, and profiles with marks of our making."""
import os
import sys
from fractions import Fraction

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "oracle"))
import framework  # noqa: E402

FIVE = ["aruba", "azure", "ionos", "ovhcloud", "scaleway"]
# Six decimals are printed; half of the last is lost in rounding.
CLOSE = Fraction(1, 1000000)

calculator = framework.Calculator()
raw_marks = framework.load_marks(calculator)


def close(found, expected):
    return isinstance(found, (int, float)) and abs(Fraction(found) - expected) <= CLOSE


def differences(expected, found, path=""):
    """Where `found` is not what is expected; it may hold more keys, but no more items."""
    if isinstance(expected, dict):
        for key, value in expected.items():
            if not isinstance(found, dict) or key not in found:
                yield "%s.%s is missing" % (path, key)
            else:
                yield from differences(value, found[key], "%s.%s" % (path, key))
    elif isinstance(expected, list):
        if not isinstance(found, list) or len(found) != len(expected):
            yield "%s: expected %s, found %s" % (path, expected, found)
            return
        for i, (a, b) in enumerate(zip(expected, found)):
            yield from differences(a, b, "%s[%d]" % (path, i))
    elif isinstance(expected, Fraction):
        if not close(found, expected):
            yield "%s: expected %.6f, found %s" % (path, expected, found)
    elif found != expected or type(found) is not type(expected):
        yield "%s: expected %r, found %r" % (path, expected, found)


def same(expected, found, path=""):
    wrong = list(differences(expected, found, path))
    assert not wrong, "%d differ:\n%s" % (len(wrong), "\n".join(wrong[:20]))


def expected_of(marks, edition=framework.NEWEST, rule="pessimistic", minimum=""):
    """The assessment of the marks of one offer, with the gates as the program lists them."""
    result = framework.assess(calculator, marks, edition, rule)
    outcomes = framework.gates(result, framework.minima(minimum))
    result["gates"] = [{"when": when, "outcome": outcome} for when, outcome in outcomes.items()]
    return result


def vendor(name):
    return framework.parsed(calculator, raw_marks[name])


def constant(choose):
    """A mark set in which each criterion has the known rung that `choose` gives it."""
    return {c: framework.Mark(calculator.top(c), choose(c)) for c in calculator.criteria}


def random_marks(random):
    """Marks of every kind: exact, with a range, unknown within bounds, unknown, not given.

    Returns texts as a profile has them, by criterion in any order."""
    # Each set is drawn for a SEAL, or hardly any would ever be above SEAL-0.
    seal, known = random.randint(0, framework.TOP_SEAL), random.random() ** 0.5
    texts = {}
    for criterion in random.sample(calculator.criteria, len(calculator.criteria)):
        least, top = calculator.grants(criterion, seal), calculator.top(criterion)
        low, rung, high = sorted(random.randint(least, top) for _ in range(3))
        if random.random() < known:
            texts[criterion] = {"rung": str(rung)}
        elif random.random() < 0.2:
            continue
        else:
            texts[criterion] = {"rung": "unknown"}
        if random.random() < 0.6:
            texts[criterion].update(low=str(low), high=str(high))
    return texts


def write_profile(folder, name, texts):
    """A profile in a data folder, with these marks and next to nothing else."""
    os.makedirs(os.path.join(folder, "profiles"), exist_ok=True)
    with open(os.path.join(folder, "profiles", name + ".yaml"), "w", encoding="utf-8") as f:
        f.write("bascule: profile/1\nid: %s\nname: %s\ncountry: FR\nsurveyed: 2026-11-24\n"
                "sources: {}\nfacts: {}\nmarks:%s\n" % (name, name.upper(), "" if texts else " {}"))
        for criterion, mark in texts.items():
            fields = ", ".join("%s: %s" % item for item in mark.items())
            f.write("  %s: {%s, confidence: low, reason: made up}\n" % (criterion, fields))


def as_texts(marks):
    """Known marks as a profile has them."""
    return {c: {"rung": str(m.rung), "low": str(m.low), "high": str(m.high)}
            for c, m in marks.items()}
