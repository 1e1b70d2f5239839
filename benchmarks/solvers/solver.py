"""What a solver is to the benchmark: from raw columns to coefficients on a grid."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ClassVar, Protocol

from scipy.sparse import csc_array

from benchmarks.task import Candidates, Task

__all__ = ["Ladder", "Outcome", "Solver"]


@dataclass(frozen=True, slots=True)
class Ladder:
    """Tolerances, the cheapest first, and the place where the search starts.

    The search is shortest if the start is one step short of what is needed: what runs there is
    cheap, and the next one is known to be the cheapest.
    """

    tolerances: tuple[float, ...]
    start: int


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """What one run returns.

    Parameters
    ----------
    coef : callable
        From the candidates to the coefficients of their standardised columns, a sparse array of
        shape (n_terms, n_alphas).
    expansion_seconds : callable
        Returns the time of forming the columns: measured in the run or, where it does not show
        there, now.
    seconds : float or None
        Time of the run, where its own clock is the right one.
    versions : mapping of str to str, or None
        Of what it ran on, where that is not Python.
    notes : mapping of str to float
        What else is to be recorded.
    """

    coef: Callable[[Candidates], csc_array]
    expansion_seconds: Callable[[], float]
    seconds: float | None = None
    versions: dict[str, str] | None = None
    notes: dict[str, float] = field(default_factory=dict)


class Solver(Protocol):
    """A solver on one task; making it is not timed.

    Its packages are imported in its methods: every solver's module can be imported everywhere.

    Attributes
    ----------
    environment : str or None
        Name of its own environment, see scripts/peer; None for that of the project.
    packages : tuple of str
        Whose versions are recorded.
    """

    environment: ClassVar[str | None]
    packages: ClassVar[tuple[str, ...]]

    def __init__(self, task: Task): ...

    @staticmethod
    def ladder(target: float) -> Ladder:
        """Return what to try in order to reach a relative duality gap."""

    def run(self, tolerance: float) -> Outcome:
        """Solve on the grid, from raw columns."""
