"""A term: a product of atoms of distinct variables. Nothing here sees data."""

from dataclasses import dataclass

from polylasso.errors import TermSyntaxError
from polylasso.terms.atoms import Atom
from polylasso.terms.parsing import parse_atoms

__all__ = ["Term"]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Term:
    """A product of atoms of distinct variables.

    Terms are equal if they have the same atoms in whatever order; the label keeps the order given.

    Parameters
    ----------
    atoms : tuple of Atom
        At least one.

    Raises
    ------
    TermSyntaxError
        If there is no atom, or two atoms share a variable.
    """

    atoms: tuple[Atom, ...]

    def __post_init__(self):
        if not self.atoms:
            raise TermSyntaxError("a term has at least one factor; the constant is the intercept")
        if len(set(self.variables)) < len(self.atoms):
            raise TermSyntaxError(
                f"{self.label!r} has two factors of one variable; a term has one per variable: "
                "write a product of powers as one power"
            )

    @classmethod
    def parse(cls, label: str) -> "Term":
        """Return the term that has this label.

        Parameters
        ----------
        label : str
            For example ``x^2*[fuel = E]``; names that could be misread stand in backticks.

        Returns
        -------
        Term

        Raises
        ------
        TermSyntaxError
            If the string is not the label of a term: says where, and what was expected.
        """
        return cls(parse_atoms(label))

    @property
    def degree(self) -> int:
        """Sum of the degrees of the factors."""
        return sum(atom.degree for atom in self.atoms)

    @property
    def variables(self) -> tuple[str, ...]:
        """Names of the variables, in the order of the factors."""
        return tuple(atom.variable for atom in self.atoms)

    @property
    def label(self) -> str:
        """Name of the term; `Term.parse` reads it back."""
        return "*".join(atom.label for atom in self.atoms)

    def __eq__(self, other):
        if not isinstance(other, Term):
            return NotImplemented
        return frozenset(self.atoms) == frozenset(other.atoms)

    def __hash__(self):
        return hash(frozenset(self.atoms))

    def __str__(self):
        return self.label

    def __repr__(self):
        return f"Term({self.label!r})"
