"""Reads the label of a term back into its atoms."""

import re
from collections.abc import Callable, Iterator

from polylasso.errors import TermSyntaxError
from polylasso.terms.atoms import Atom
from polylasso.terms.names import FUNCTIONS, QUOTED, quote_level, quote_name, unquote

__all__ = ["parse_atoms"]

_FACTOR = re.compile(rf"(?:[^*`]|{QUOTED})*+")
_NAME = rf"(?P<name>{QUOTED}|[^*^\[\]=`+\\]+?)"
_LEVEL = rf"(?P<level>{QUOTED}|[^*^\[\]=`\\]+)"
_DEGREE = r"(?P<degree>[1-9][0-9]{0,3})"
_OPERAND = rf"(?:(?P<transform>{'|'.join(FUNCTIONS)})\()?{_NAME}(?(transform)\))"
_FORMS = {
    "level": re.compile(rf"\[{_NAME} = {_LEVEL}\]"),
    "missing": re.compile(rf"\[{_NAME} is missing\]"),
    "legendre": re.compile(rf"legendre\({_OPERAND}, {_DEGREE}\)"),
    "hermite": re.compile(rf"hermite\({_OPERAND}, {_DEGREE}\)"),
    "power": re.compile(rf"{_OPERAND}(?:\^{_DEGREE})?"),
}


def parse_atoms(label: str) -> tuple[Atom, ...]:
    """Return the atoms of the term that has this label.

    Parameters
    ----------
    label : str
        Labels of atoms joined by ``*``; spaces around the stars do no harm.

    Returns
    -------
    tuple of Atom

    Raises
    ------
    TermSyntaxError
        If the string is not the label of a term: says where, and what was expected.
    """
    return tuple(_parse_atom(label, start, stop) for start, stop in _factor_spans(label))


def _factor_spans(label: str) -> Iterator[tuple[int, int]]:
    stop = -1
    while stop < len(label):
        start = stop + 1
        stop = _FACTOR.match(label, start).end()
        if label.startswith("`", stop):
            expected = "a name closed by a backtick, with backslashes doubled and backticks too"
            raise _error(label, stop, expected)
        factor = label[start:stop]
        yield start + len(factor) - len(factor.lstrip()), start + len(factor.rstrip())


def _parse_atom(label: str, start: int, stop: int) -> Atom:
    for kind, form in _FORMS.items():
        if found := form.fullmatch(label, start, stop):
            return _atom(kind, found)
    raise _error(label, start, _expected(label[start:stop]))


def _atom(kind: str, found: re.Match) -> Atom:
    parts = found.groupdict()
    return Atom(
        variable=_read(found, "name", quote_name),
        kind=kind,
        degree=int(parts.get("degree") or 1),
        transform=parts.get("transform") or "identity",
        level=_read(found, "level", quote_level) if kind == "level" else "",
    )


def _read(found: re.Match, part: str, quote: Callable[[str], str]) -> str:
    text = found[part]
    if text.startswith("`"):
        return unquote(text)
    if quote(text) != text:
        raise _error(found.string, found.start(part), _expected(text))
    return text


def _expected(factor: str) -> str:
    if factor.startswith("["):
        return "[name = level] or [name is missing]"
    if factor.startswith(("legendre(", "hermite(")):
        return f"{factor.partition('(')[0]}(name, k) with a whole number k from 1 to 9999"
    if "^" in factor:
        return "name^k with a whole number k from 1 to 9999"
    if factor == "":
        return "a factor such as x, x^2, log1p(x), [x = E] or [x is missing]"
    return f"{quote_name(factor)}, in backticks, if that is a name"


def _error(label: str, position: int, expected: str) -> TermSyntaxError:
    return TermSyntaxError(
        f"{label!r} is not a term: at character {position + 1}, expected {expected}"
    )
