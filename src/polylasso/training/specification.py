"""What a user asks of a fit: the shape of the dictionary, the penalty, how columns are read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from polylasso.encoding import EncodingOptions
from polylasso.terms import Term

__all__ = ["Specification"]


@dataclass(frozen=True, slots=True)
class Specification:
    """What is searched: the shape of the dictionary, the penalty, and how columns are read.

    Parameters
    ----------
    degree, max_interaction, basis, truncation
        As in `Dictionary`.
    fit_intercept : bool
        Without one, terms and target are not centred; terms are scaled to mean square 1.
    encoding : EncodingOptions
    forbidden_pairs, required_pairs : tuple of pairs of str
        Columns that never share a term; columns whose product is always in the model.
    keep : tuple of str
        Names of terms that are always in the model, without penalty.
    heredity : {None, "weak", "strong"}
        Whether a term may enter only once one, or all, of the terms that divide it with one degree
        less have been in the model.
    penalty_factor : mapping of str to float, or callable of Term, or None
        Factors other than 1.
    unknown, extrapolation : str
        As in `PolynomialModel`.
    storage : {"auto", "stored", "implicit"}
        Whether term columns are held, or formed when they are needed; "auto" holds them where
        they are small.
    memory_limit : float or None
        Bytes allowed for the fit; None is half of what is free.
    """

    degree: int = 2
    max_interaction: int | None = None
    basis: str = "power"
    fit_intercept: bool = True
    encoding: EncodingOptions = field(default_factory=EncodingOptions)
    forbidden_pairs: tuple[tuple[str, str], ...] = ()
    required_pairs: tuple[tuple[str, str], ...] = ()
    keep: tuple[str, ...] = ()
    heredity: str | None = None
    penalty_factor: Mapping[str, float] | Callable[[Term], float] | None = None
    unknown: str = "error"
    extrapolation: str = "extend"
    storage: str = "auto"
    memory_limit: float | None = None
    truncation: float = 1.0
