"""What a check finds, as values that go to JSON as they are. Nothing here computes."""

from dataclasses import asdict, dataclass
from typing import Any

__all__ = [
    "Outlier",
    "ColumnCheck",
    "Collinear",
    "Explained",
    "Leak",
    "Size",
    "Notice",
    "DataCheck",
]


@dataclass(frozen=True, slots=True)
class Outlier:
    """A value far from all others; rows count from 1, the header not included."""

    row: int
    value: float


@dataclass(frozen=True, slots=True)
class ColumnCheck:
    """One column.

    Parameters
    ----------
    name : str
    kind : {"numeric", "binary", "categorical", "identifier", "constant", "empty"}
    n_missing, n_infinite : int
    n_distinct : int
        Distinct values, or levels, among those present.
    lower, mean, upper : float or None
        Of the finite values; None for labels.
    skewness : float or None
        Third standardised moment.
    transform : str or None
        Function that makes the values clearly less skewed.
    n_outliers : int
    outliers : tuple of Outlier
        The first ones.
    """

    name: str
    kind: str
    n_missing: int
    n_distinct: int
    n_infinite: int = 0
    lower: float | None = None
    mean: float | None = None
    upper: float | None = None
    skewness: float | None = None
    transform: str | None = None
    n_outliers: int = 0
    outliers: tuple[Outlier, ...] = ()


@dataclass(frozen=True, slots=True)
class Collinear:
    """Two numeric columns and their correlation."""

    first: str
    second: str
    correlation: float


@dataclass(frozen=True, slots=True)
class Explained:
    """A numeric column that is a linear function of others, of which the foremost are named."""

    name: str
    r2: float
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Leak:
    """A column that alone gives the target.

    Parameters
    ----------
    name : str
    r2 : float
    how : {"linear", "quadratic", "rank", "groups"}
        As a straight line, as a parabola, in rank order, or by the means of its groups.
    """

    name: str
    r2: float
    how: str


@dataclass(frozen=True, slots=True)
class Size:
    """Candidate terms up to a degree, and the bytes of their columns if all were stored."""

    degree: int
    n_terms: int
    n_bytes: int


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to know or to mend.

    Parameters
    ----------
    severity : {"error", "warning", "info"}
        A fit will fail; a fit may mislead; worth knowing.
    column : str or None
        None if it is about the whole table.
    message : str
        What is the case and what to do.
    """

    severity: str
    column: str | None
    message: str

    def __str__(self):
        return self.message if self.column is None else f"{self.column}: {self.message}"


@dataclass(frozen=True, slots=True)
class DataCheck:
    """All that a check finds.

    Parameters
    ----------
    n_rows : int
    columns : tuple of ColumnCheck
        The features.
    target : ColumnCheck or None
    duplicate_columns : tuple of pairs of str
        A column, and the earlier one of equal content.
    n_duplicate_rows : int
        Rows that repeat an earlier one in all columns and the target.
    collinear : tuple of Collinear
        Pairs of highest correlation.
    n_collinear : int
        Number of all such pairs.
    explained : tuple of Explained
    leaks : tuple of Leak
    sizes : tuple of Size
        By degree.
    notices : tuple of Notice
        The gravest first.
    skipped : tuple of str
        What was not looked at, or only at a part of the rows, and why.
    """

    n_rows: int
    columns: tuple[ColumnCheck, ...]
    target: ColumnCheck | None
    duplicate_columns: tuple[tuple[str, str], ...]
    n_duplicate_rows: int
    collinear: tuple[Collinear, ...]
    n_collinear: int
    explained: tuple[Explained, ...]
    leaks: tuple[Leak, ...]
    sizes: tuple[Size, ...]
    notices: tuple[Notice, ...]
    skipped: tuple[str, ...]

    @property
    def errors(self) -> tuple[Notice, ...]:
        """Notices of what makes a fit fail."""
        return tuple(notice for notice in self.notices if notice.severity == "error")

    @property
    def warnings(self) -> tuple[Notice, ...]:
        """Notices of what may make a fit mislead."""
        return tuple(notice for notice in self.notices if notice.severity == "warning")

    def to_dict(self) -> dict[str, Any]:
        """Return numbers, strings, lists and dicts only; counts are exact integers."""
        return asdict(self)
