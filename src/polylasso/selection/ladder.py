"""The ladder of dictionaries that degree="auto" climbs: cheap ones first, and where it ends."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from polylasso.selection.pool import Pool
from polylasso.selection.scoring import standard_error
from polylasso.selection.walk import CrossValidation
from polylasso.solvers import Solution
from polylasso.training import Problem

__all__ = [
    "LOWER",
    "PATIENCE",
    "UPPER",
    "Rung",
    "bounded",
    "column_weights",
    "gains_little",
    "leading",
]


@dataclass(frozen=True, slots=True)
class Rung:
    """One shape of a dictionary.

    Parameters
    ----------
    degree, max_interaction, truncation
        As in `Dictionary`.
    on_leading : bool
        Whether it has only those columns that matter on the lower rungs.
    """

    degree: int
    max_interaction: int
    truncation: float = 1.0
    on_leading: bool = False

    def __str__(self):
        norm = "" if self.truncation == 1.0 else f", truncation {self.truncation:g}"
        kind = "leading column" if self.on_leading else "column"
        most = f"1 {kind}" if self.max_interaction == 1 else f"up to {self.max_interaction} {kind}s"
        return f"degree {self.degree}, {most} in a term{norm}"


# Of all columns: these tell which of them matter.
LOWER = (Rung(1, 1), Rung(2, 2), Rung(3, 2), Rung(8, 1))
# Of those that do.
UPPER = (
    Rung(3, 2, 1.0, True),
    Rung(3, 3, 1.0, True),
    Rung(5, 2, 1.0, True),
    Rung(9, 2, 0.7, True),
    Rung(12, 2, 0.6, True),
)
# So many columns matter at most.
MOST_LEADING = 12
# The climb ends when so many rungs in a row have lowered neither the least error nor that of the
# rung before by more than this share of its standard error.
PATIENCE, TRIFLE = 2, 0.1


def bounded(
    rungs: Sequence[Rung], max_interaction: int | None, truncation: float
) -> tuple[Rung, ...]:
    """Return the distinct rungs within a user's bounds."""
    most = max_interaction or max(rung.max_interaction for rung in rungs)
    within = (
        replace(
            rung,
            max_interaction=min(rung.max_interaction, most),
            truncation=min(rung.truncation, truncation),
        )
        for rung in rungs
    )
    return tuple(dict.fromkeys(within))


def column_weights(problem: Problem, solution: Solution) -> Counter[str]:
    """Return the sum of squared refitted coefficients of the terms in which a column stands."""
    weights: Counter[str] = Counter()
    for term, coef in zip(problem.terms(solution.support), solution.refit, strict=True):
        for name in term.variables:
            weights[name] += float(coef * coef)
    return weights


def leading(weights: Counter[str], always: frozenset[str]) -> frozenset[str]:
    """Return the columns of the largest weights, and those that must be there."""
    return always.union(name for name, _ in weights.most_common(MOST_LEADING))


def gains_little(before: Sequence[CrossValidation], after: Sequence[CrossValidation]) -> bool:
    """Whether results lower the least error of others by less than a trifle."""
    old, new = Pool.of(before), Pool.of(after)
    noise = standard_error(old.errors[old.least])
    return bool(old.mean.min() - new.mean.min() < TRIFLE * noise)
