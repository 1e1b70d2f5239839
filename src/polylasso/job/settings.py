"""Which columns are what, and all settings of a fit, as values. It imports nothing heavy."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

__all__ = ["ColumnChoice", "FitSettings", "Folds"]


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """Which columns of a table are what.

    Parameters
    ----------
    target : str or None
    features : tuple of str
        Names, or lists of names parted by commas; empty takes all that are nothing else.
    exclude : tuple of str
    groups, weights : str or None
    """

    target: str | None = None
    features: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    groups: str | None = None
    weights: str | None = None


@dataclass(frozen=True, slots=True)
class Folds:
    """How rows are split for cross-validation: shuffled, or in their order in time.

    Parameters
    ----------
    count : int or None
        None lets the number of rows decide; in time it must be given.
    in_time : bool
    """

    USUAL: ClassVar[int] = 5

    count: int | None = None
    in_time: bool = False

    def __post_init__(self):
        if self.in_time and self.count is None:
            raise ValueError("folds in time need their number")

    def __str__(self):
        if self.in_time:
            return f"time:{self.count}"
        return "auto" if self.count is None else str(self.count)


@dataclass(frozen=True, slots=True)
class FitSettings:
    """All options of a fit.

    Parameters
    ----------
    columns : ColumnChoice
    shared : mapping of str to object
        Parameters that all estimators have.
    degrees : tuple of int, or ("auto",)
    alpha : float or None
        None chooses it by cross-validation.
    folds : Folds
    search : mapping of str to object
        Parameters of the search for alpha: rule, relax, eps, max_terms, n_jobs.
    test_size : float
        Share of the rows held out; 0 for none.
    seed : int
    refit : bool
        Whether the model is fitted again to all rows once it was scored.
    checkpoint : str or None
        File from which the fit can go on; that of the second fit has .refit at its end.
    """

    columns: ColumnChoice
    shared: Mapping[str, Any] = field(default_factory=dict)
    degrees: tuple[int | str, ...] = (2,)
    alpha: float | None = None
    folds: Folds = field(default_factory=Folds)
    search: Mapping[str, Any] = field(default_factory=dict)
    test_size: float = 0.2
    seed: int = 42
    refit: bool = False
    checkpoint: str | None = None

    @property
    def is_automatic(self) -> bool:
        """Whether the degree is chosen together with everything else."""
        return self.degrees == ("auto",)

    @property
    def missing(self) -> str:
        """What a missing value means."""
        return self.shared.get("missing", "error")
