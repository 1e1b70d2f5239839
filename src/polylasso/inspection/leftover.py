"""What residuals still show along a column: groups of rows whose mean residual is not zero."""

from dataclasses import dataclass

import numpy as np

from polylasso.sources.labels import as_categorical
from polylasso.sources.table import Column, Table

__all__ = ["Leftover", "leftover", "leftovers"]

# Groups of rows with about as many numbers in each.
N_GROUPS = 12
# Rows of which a mean says something.
LEAST_ROWS = 5
# Distinct numbers that are each a group of their own.
FEW_VALUES = 15


@dataclass(frozen=True, slots=True, eq=False)
class Leftover:
    """Residuals along one column.

    Parameters
    ----------
    column : Column
        Of the rows with a residual and a value.
    residual : ndarray of shape (n_rows,)
        Observed less predicted.
    centres : ndarray of shape (n_groups,)
        Means of the numbers in each group, increasing; of labels their positions in `labels`.
    labels : tuple of str
        Levels of a categorical column, those with the most rows first; empty for numbers.
    means : ndarray of shape (n_groups,)
        Mean residual of each group.
    errors : ndarray of shape (n_groups,)
        Its standard error, from the spread within the group; NaN of a single row.
    counts : ndarray of int, shape (n_groups,)
    share : float
        Share of the variance of the residuals that groups of at least five rows account for,
        corrected for their number: about 0 if there is nothing to see, and never below 0.
    target_name : str
    """

    column: Column
    residual: np.ndarray
    centres: np.ndarray
    labels: tuple[str, ...]
    means: np.ndarray
    errors: np.ndarray
    counts: np.ndarray
    share: float
    target_name: str


def leftover(
    column: Column, actual: np.ndarray, predicted: np.ndarray, target_name: str = "y"
) -> Leftover:
    """Group residuals by a column.

    Parameters
    ----------
    column : Column
        Of the rows predicted, whether the model uses it or not.
    actual, predicted : ndarray of shape (n_rows,)
        Rows where one is not finite, or the column has no value, are left out.
    target_name : str, default="y"

    Notes
    -----
    The share is epsilon squared, 1 - (1 - R2) (n - 1) / (n - k) with R2 of the k group means
    (Kelley, An unbiased correlation ratio measure, 1935).
    """
    usable = np.isfinite(actual) & np.isfinite(predicted) & ~column.missing
    kept, residual = column.take(usable), (actual - predicted)[usable]
    group, labels = _groups(kept)
    counts = np.bincount(group)
    means = _sums(group, residual) / counts
    within = _sums(group, (residual - means[group]) ** 2)
    centres = np.arange(len(counts)) if labels else _sums(group, kept.values) / counts
    with np.errstate(invalid="ignore", divide="ignore"):
        errors = np.where(counts > 1, np.sqrt(within / (counts - 1) / counts), np.nan)
    return Leftover(
        column=kept,
        residual=residual,
        centres=np.asarray(centres, dtype=float),
        labels=labels,
        means=means,
        errors=errors,
        counts=counts,
        share=_share(residual, group, counts),
        target_name=target_name,
    )


def leftovers(
    table: Table, actual: np.ndarray, predicted: np.ndarray, target_name: str = "y"
) -> tuple[Leftover, ...]:
    """Return what is left along every column of a table, the largest share first."""
    found = [leftover(column, actual, predicted, target_name) for column in table.columns]
    return tuple(sorted(found, key=lambda one: -one.share))


def _groups(column: Column) -> tuple[np.ndarray, tuple[str, ...]]:
    """Return the number of each row's group, and labels if the groups are levels."""
    if column.is_numeric:
        return _number_groups(column.values), ()
    used, group = np.unique(as_categorical(column).values, return_inverse=True)
    order = np.argsort(-np.bincount(group), kind="stable") if len(used) else used
    place = np.empty(len(used), dtype=int)
    place[order] = np.arange(len(used))
    return place[group], tuple(column.categories[used[position]] for position in order)


def _number_groups(values: np.ndarray) -> np.ndarray:
    distinct, group = np.unique(values, return_inverse=True)
    if len(distinct) <= FEW_VALUES:
        return group
    n_groups = min(N_GROUPS, max(len(values) // LEAST_ROWS, 1))
    ends = np.quantile(values, np.linspace(0.0, 1.0, n_groups + 1)[1:-1])
    # Equal numbers are never parted; groups that are empty for that are closed up.
    return np.unique(np.searchsorted(ends, values, side="right"), return_inverse=True)[1]


def _sums(group: np.ndarray, values: np.ndarray) -> np.ndarray:
    return np.bincount(group, weights=values) if len(group) else np.empty(0)


def _share(residual: np.ndarray, group: np.ndarray, counts: np.ndarray) -> float:
    """Return the share of the groups with enough rows; the others account for nothing."""
    large = counts >= LEAST_ROWS
    rows = large[group] if len(group) else np.zeros(0, dtype=bool)
    n_rows, n_groups = int(np.count_nonzero(rows)), int(np.count_nonzero(large))
    if n_groups < 2:
        return 0.0
    chosen, kept = residual[rows], group[rows]
    means = _sums(kept, chosen) / np.maximum(np.bincount(kept), 1)
    within = float(((chosen - means[kept]) ** 2).sum())
    among = float(((chosen - chosen.mean()) ** 2).sum())
    total = float(((residual - residual.mean()) ** 2).sum())
    if among <= 0.0:
        return 0.0
    explained = 1.0 - within / among * (n_rows - 1) / (n_rows - n_groups)
    return max(explained, 0.0) * among / total
