"""Words and numbers as a terminal may show them. It imports nothing heavy."""

import unicodedata

__all__ = ["count_of", "number", "visible"]

_UNPRINTABLE = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


def visible(text: str) -> str:
    """Escape control characters: a name from a file must not steer the terminal."""
    return "".join(
        char.encode("unicode_escape").decode()
        if char != "\n" and unicodedata.category(char) in _UNPRINTABLE
        else char
        for char in text
    )


def number(value: float | None, digits: int = 4) -> str:
    """Spell a number with some significant digits; a dash if there is none."""
    return "-" if value is None else f"{value:.{digits}g}"


def count_of(count: int, one: str, many: str | None = None) -> str:
    """Spell a count with its noun: '1 row', '2,171 rows'."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
