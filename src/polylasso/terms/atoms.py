"""An atom: a function of one variable with a degree. Nothing here sees data."""

from dataclasses import dataclass

from polylasso.terms.names import quote_level, quote_name
from polylasso.terms.variable import TRANSFORMS, Variable

__all__ = ["BASES", "ORTHOGONAL", "Atom", "atoms_of"]

# Polynomials of one variable, which go together by degree; the orthogonal ones depend on what is
# learnt of the variable.
ORTHOGONAL = ("legendre", "hermite")
BASES = ("power", *ORTHOGONAL)


@dataclass(frozen=True, slots=True)
class Atom:
    """A function of one variable, the factor of which terms are made.

    Parameters
    ----------
    variable : str
        Name of the variable.
    kind : {"power", "legendre", "hermite", "level", "missing"}
        A power, a Legendre polynomial on the training range, a Hermite polynomial of the
        standardised variable, the indicator of a level, or the indicator of a missing value.
    degree : int
        Exponent of a power, degree of another polynomial; 1 for indicators.
    transform : str
        Function of the variable that is taken first, out of `TRANSFORMS`; "identity" for
        indicators.
    level : str
        Level of a "level" atom, else empty.

    Raises
    ------
    ValueError
        If the parts do not go together.
    """

    variable: str
    kind: str
    degree: int = 1
    transform: str = "identity"
    level: str = ""

    def __post_init__(self):
        if self.kind in BASES:
            legal = self.degree >= 1 and self.transform in TRANSFORMS and self.level == ""
        else:
            legal = (self.degree, self.transform) == (1, "identity") and (
                self.kind == "level" or (self.kind == "missing" and self.level == "")
            )
        if not legal:
            raise ValueError(
                f"no such atom: kind={self.kind!r}, degree={self.degree!r}, "
                f"transform={self.transform!r}, level={self.level!r}; "
                "pass degree >= 1 and a transform with 'power', 'legendre' or 'hermite', or only a "
                "level with 'level', or nothing more with 'missing'"
            )

    @property
    def label(self) -> str:
        """Name of the atom, such as ``x^2``, ``log1p(x)``, ``[x = E]`` or ``[x is missing]``."""
        name = quote_name(self.variable)
        if self.kind == "level":
            return f"[{name} = {quote_level(self.level)}]"
        if self.kind == "missing":
            return f"[{name} is missing]"
        operand = name if self.transform == "identity" else f"{self.transform}({name})"
        if self.kind != "power":
            return f"{self.kind}({operand}, {self.degree})"
        return operand if self.degree == 1 else f"{operand}^{self.degree}"


def atoms_of(variable: Variable, degree: int, basis: str) -> tuple[Atom, ...]:
    """Return the atoms of one variable, sorted by degree.

    Parameters
    ----------
    variable : Variable
        The variable; its own degree, if given, is a cap.
    degree : int
        Largest degree of the dictionary.
    basis : {"power", "legendre", "hermite"}
        Polynomials of a numeric variable; a binary one always has its first power.

    Returns
    -------
    tuple of Atom
    """
    # The indicator of missing values has degree 1: it follows the other atoms of degree 1.
    atoms = _ATOMS[variable.kind](variable, min(degree, variable.degree or degree), basis)
    if variable.missing:
        atoms = sorted([*atoms, Atom(variable.name, "missing")], key=lambda atom: atom.degree)
    return tuple(atoms)


def _numeric(variable: Variable, degree: int, basis: str) -> list[Atom]:
    return [
        Atom(variable.name, basis, k, transform)
        for k in range(1, degree + 1)
        for transform in variable.transforms
    ]


def _binary(variable: Variable, degree: int, basis: str) -> list[Atom]:
    return _numeric(variable, 1, "power")


def _categorical(variable: Variable, degree: int, basis: str) -> list[Atom]:
    return [Atom(variable.name, "level", level=level) for level in variable.indicator_levels]


_ATOMS = {"numeric": _numeric, "binary": _binary, "categorical": _categorical}
