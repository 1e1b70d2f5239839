"""Refuses the arguments of a dictionary that make no sense, with a message on what to pass."""

from collections import Counter
from collections.abc import Iterable, Sequence
from numbers import Integral, Real

from polylasso.terms.atoms import BASES, Atom
from polylasso.terms.variable import Variable

__all__ = [
    "MAX_DEGREE",
    "check_atom",
    "check_basis",
    "check_degree",
    "check_max_interaction",
    "check_names",
    "check_pairs",
    "check_truncation",
]

MAX_DEGREE = 20


def check_degree(degree: int) -> None:
    """Raise unless `degree` is a whole number from 1 to `MAX_DEGREE`."""
    if not _is_whole(degree) or not 1 <= degree <= MAX_DEGREE:
        raise ValueError(f"degree is {degree!r}; pass a whole number from 1 to {MAX_DEGREE}")


def check_max_interaction(max_interaction: int | None) -> None:
    """Raise unless `max_interaction` is None or a whole number of at least 1."""
    if max_interaction is not None and not (_is_whole(max_interaction) and max_interaction >= 1):
        raise ValueError(
            f"max_interaction is {max_interaction!r}; pass a whole number of at least 1, "
            "or None for no limit but the degree"
        )


def check_basis(basis: str) -> None:
    """Raise unless `basis` is known."""
    if basis not in BASES:
        raise ValueError(f"basis is {basis!r}; pass one of {', '.join(map(repr, BASES))}")


def check_truncation(truncation: float) -> None:
    """Raise unless `truncation` is a number in (0, 1]."""
    is_number = isinstance(truncation, Real) and not isinstance(truncation, bool)
    if not is_number or not 0.0 < truncation <= 1.0:
        raise ValueError(
            f"truncation is {truncation!r}; pass a number above 0 and at most 1, which is the "
            "total degree"
        )


def check_names(variables: Sequence[Variable]) -> None:
    """Raise if two variables share a name."""
    counts = Counter(variable.name for variable in variables)
    if repeated := [name for name, count in counts.items() if count > 1]:
        raise ValueError(f"variables share a name: {repeated}; rename the columns")


def check_pairs(pairs: Iterable[frozenset[str]]) -> None:
    """Raise unless every pair holds two names."""
    for pair in pairs:
        if not isinstance(pair, frozenset) or len(pair) != 2:
            raise ValueError(
                f"forbidden_pairs holds {pair!r}; pass frozensets of two different names"
            )


def check_atom(atom: Atom, variable: Variable | None) -> None:
    """Raise unless an atom of an extra term is a function of a variable of the dictionary."""
    if variable is None:
        raise ValueError(f"extra term with {atom.label}: there is no variable {atom.variable!r}")
    if atom.kind == "level" and atom.level not in variable.levels:
        raise ValueError(f"extra term with {atom.label}: the levels are {variable.levels}")
    if atom.kind in BASES and variable.kind == "categorical":
        raise ValueError(
            f"extra term with {atom.label}: a categorical variable has levels, no powers; "
            f"pass one of {variable.levels} as a level"
        )


def _is_whole(number: int) -> bool:
    return isinstance(number, Integral) and not isinstance(number, bool)
