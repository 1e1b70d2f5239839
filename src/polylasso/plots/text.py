"""Names as a picture may show them: never read as mathematics, never too long."""

import textwrap
from collections.abc import Sequence
from itertools import product

from polylasso.inspection import Reference
from polylasso.inspection.styles import STYLES
from polylasso.terms import Term

__all__ = [
    "count_of",
    "elided",
    "elided_apart",
    "held_at",
    "legend_label",
    "literal",
    "number",
    "target_label",
    "term_labels",
    "without_mathematics",
    "wrapped",
]

_FEW = 4
_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
# Lengths of labels, and shares of them for the end of a name, tried until all labels differ.
_LENGTHS, _TAILS = (1.0, 1.2, 1.5, 2.0, 3.0), (0.5, 0.75, 0.3)


def literal(text: str) -> str:
    """Return text that matplotlib shows as it is, on one line.

    A dollar sign with a backslash stands for itself; two without would enclose mathematics.
    """
    shown = STYLES["unicode"].name(" ".join(text.split()))
    return without_mathematics(shown)


def without_mathematics(text: str) -> str:
    """Return text whose dollar signs stand for themselves: two would enclose mathematics."""
    return text.replace("$", r"\$")


def legend_label(text: str) -> str:
    """Return text for a legend, which leaves out labels that begin with an underscore."""
    shown = literal(text)
    return f" {shown}" if shown.startswith("_") else shown


def elided(text: str, most: int, tail_share: float = 0.5) -> str:
    """Cut the middle out of a text of more than `most` characters: both ends tell names apart.

    The end begins with a whole word if one begins within a few letters.
    """
    if len(text) <= most:
        return text
    kept = max(most - 1, 2)
    tail = max(round(tail_share * kept), 1)
    begin = len(text) - tail
    space = text.rfind(" ", begin - 1 - _FEW, begin)
    if space < 0 or len(text) - space > kept:
        space = text.find(" ", begin, begin + _FEW)
    if space >= 0:
        tail = len(text) - space - 1
    return f"{text[: kept - tail]}{_ELLIPSIS}{text[-tail:]}"


def target_label(name: str, most: int = 34) -> str:
    """Return the name of a target for the label of an axis."""
    return literal(elided(name, most))


def elided_apart(names: Sequence[str], most: int) -> list[str]:
    """Cut names to about `most` characters, to more where they would be the same."""
    for factor, tail in product(_LENGTHS, _TAILS):
        shown = [elided(name, round(factor * most), tail) for name in names]
        if len(set(shown)) == len(set(names)):
            break
    return shown


def wrapped(text: str, width: int) -> str:
    """Break a text at spaces into lines of about `width` characters."""
    return "\n".join(textwrap.wrap(text, width))


def number(value: float, digits: int = 4) -> str:
    """Spell a number with some significant digits."""
    return f"{value:.{digits}g}".replace("-", "\N{MINUS SIGN}")


def count_of(count: int, noun: str) -> str:
    """Spell a count with its noun: '1 row', '2,171 rows'."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def term_labels(terms: Sequence[Term], most: int) -> list[str]:
    """Return labels of terms, of about `most` characters, longer where they would be the same."""
    for factor, tail in product(_LENGTHS, _TAILS):
        labels = [literal(_term_label(term, round(factor * most), tail)) for term in terms]
        if len(set(labels)) == len(labels):
            break
    return labels


def held_at(reference: Reference, without: Sequence[str] = (), most: int = 6) -> str:
    """Say where the other variables are held; empty if there are none."""
    held = {name: value for name, value in reference.items() if name not in without}
    if not held:
        return ""
    names = elided_apart(list(held), 22)[:most]
    values = (
        number(value) if isinstance(value, float) else elided(value, 16) for value in held.values()
    )
    parts = [f"{name} = {value}" for name, value in zip(names, values, strict=False)]
    more = f", and {len(held) - most} more" if len(held) > most else ""
    return literal(f"others at {', '.join(parts)}{more}")


def _term_label(term: Term, most: int, tail_share: float) -> str:
    style = STYLES["unicode"]
    factors = [style.atom(atom) for atom in term.atoms]
    room = most - (len(factors) - 1) * len(style.times)
    # The shortest first: what they do not need is left to the others.
    allowed = {}
    for place, factor in enumerate(sorted(factors, key=len)):
        allowed[factor] = max(room // (len(factors) - place), 6)
        room -= min(len(factor), allowed[factor])
    return style.times.join(elided(factor, allowed[factor], tail_share) for factor in factors)
