"""Numbers and names as sentences of the lab have them."""

from collections.abc import Sequence

from polylasso.app.parts.text import plain
from polylasso.inspection.numerals import numeral, unicode_numeral

__all__ = ["count", "listed", "number", "one_line", "percent", "sentence", "times"]

_LETTERS = 40


def number(value: float, digits: int = 3) -> str:
    """Spell a number: 1,234 or 0.0123 or 1.2 times 10 to a power."""
    spelt = unicode_numeral(numeral(abs(value), digits))
    if spelt.isdecimal():
        spelt = f"{int(spelt):,}"
    return f"\N{MINUS SIGN}{spelt}" if value < 0 else spelt


def percent(share: float, digits: int = 2) -> str:
    """Spell a share in per cent."""
    return f"{number(100.0 * share, digits)} %"


def times(factor: float) -> str:
    """Spell how many times as large something is."""
    return f"{number(factor, 2)} times"


def count(value: int, noun: str) -> str:
    """Spell a count with its noun."""
    return f"{value:,} {noun}{'' if value == 1 else 's'}"


def sentence(text: str) -> str:
    """Begin with a capital."""
    return text[:1].upper() + text[1:]


def one_line(name: str) -> str:
    """Return a name for an option, which is shown as it is but on one line."""
    return " ".join(name.split()) or "(no name)"


def listed(names: Sequence[str], most: int = 4) -> str:
    """List names, shown as they are in markdown."""
    shown = [plain(_cut(name)) for name in names[:most]]
    if len(names) > most:
        return f"{', '.join(shown)} and {len(names) - most} more"
    return f"{', '.join(shown[:-1])} and {shown[-1]}" if len(shown) > 1 else "".join(shown)


def _cut(name: str) -> str:
    return name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1]}\N{HORIZONTAL ELLIPSIS}"
