"""How many candidate terms there are, and what storing their columns would take."""

from polylasso.check.results import Size
from polylasso.terms import Dictionary, Variable

__all__ = ["DEGREES", "candidate_sizes", "count_in_words"]

DEGREES = 5
_BYTES = 8
_IN_DIGITS = 10**9


def candidate_sizes(
    variables: tuple[Variable, ...], n_rows: int, max_interaction: int | None, basis: str
) -> tuple[Size, ...]:
    """Return the sizes of the dictionaries of degree 1 to 5, without listing a term."""
    dictionary = Dictionary(variables, DEGREES, max_interaction, basis)
    return tuple(
        Size(degree, n_terms, _BYTES * n_terms * n_rows)
        for degree, n_terms in dictionary.counts_by_degree().items()
    )


def count_in_words(count: int) -> str:
    """Spell a count: '12,345', or '1.7e11' if it is of a thousand million or more."""
    if count < _IN_DIGITS:
        return f"{count:,}"
    digits, exponent = f"{count:.1e}".split("e")
    return f"{digits}e{int(exponent)}"
