"""Names of variables and levels inside labels: bare where unambiguous, else in backticks."""

import re

from polylasso.terms.variable import TRANSFORMS

__all__ = ["FUNCTIONS", "QUOTED", "quote_level", "quote_name", "unquote"]

FUNCTIONS = tuple(transform for transform in TRANSFORMS if transform != "identity")

_ESCAPE = r"\\(?:[\\ntr]|x[0-9a-f]{2}|u[0-9a-f]{4}|U000[0-9a-f]{5}|U0010[0-9a-f]{4})"
_ESCAPED = re.compile(rf"``|{_ESCAPE}")
# Possessive: a doubled backtick is never reread as the end of one name and the start of another.
QUOTED = rf"`(?:[^`\\]|``|{_ESCAPE})*+`"

# What a formula such as "3.1 + 2*x" would read as a number, a sign or a function.
_READS_OTHERWISE = re.compile(
    rf"[-+]|\.?\d|(?i:nan|inf|infinity)\Z|(?:legendre|hermite|{'|'.join(FUNCTIONS)})\s*\("
)


def quote_name(name: str) -> str:
    """Write the name of a variable as it stands in a label.

    Parameters
    ----------
    name : str
        Any string.

    Returns
    -------
    str
        `name` itself, or `name` in backticks where it could be read as anything else.
    """
    bare = (
        _is_plain(name, "*^[]=`+\\")
        and " - " not in f"{name} "
        and not _READS_OTHERWISE.match(name)
    )
    return name if bare else _quote(name)


def quote_level(level: str) -> str:
    """Write a level of a categorical variable as it stands in a label, as `quote_name` does."""
    return level if _is_plain(level, "*^[]=`\\") else _quote(level)


def unquote(quoted: str) -> str:
    """Read what stands in backticks, a string that matches `QUOTED`."""
    return _ESCAPED.sub(lambda found: _unescape(found[0]), quoted[1:-1])


def _is_plain(text: str, special: str) -> bool:
    return (
        text.isprintable()
        and text.strip() == text != ""
        and not text.endswith(" is missing")
        and set(special).isdisjoint(text)
    )


def _quote(text: str) -> str:
    return f"`{''.join(map(_escape, text))}`"


def _escape(character: str) -> str:
    if character == "`":
        return "``"
    if character.isprintable() and character != "\\":
        return character
    return character.encode("unicode_escape").decode("ascii")


def _unescape(escaped: str) -> str:
    return "`" if escaped == "``" else escaped.encode("ascii").decode("unicode_escape")
