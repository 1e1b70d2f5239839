"""The models that no smaller one beats, as a table of size against error."""

from collections.abc import Sequence
from dataclasses import dataclass

from polylasso.estimators.search import Candidate
from polylasso.inspection import expression_size
from polylasso.selection import BLENDS, Pool, find_knee, pareto_front, standard_error

__all__ = ["Pareto", "ParetoPoint", "pareto_table"]

_HEADINGS = ("terms", "size", "CV R2", "standard error", "degree", "alpha", "")


@dataclass(frozen=True, slots=True)
class ParetoPoint:
    """A model than which none of as few terms has a lower error by cross-validation.

    Parameters
    ----------
    n_terms, size : int
        Terms, and nodes of the expression in powers.
    cv_mse, cv_r2, standard_error : float
        Of the error over the folds.
    degree : int
        Of its dictionary.
    alpha, relax : float
        As `alpha_` and `relax_`.
    is_knee : bool
        From here on more terms gain little.
    """

    n_terms: int
    size: int
    cv_mse: float
    cv_r2: float
    standard_error: float
    degree: int
    alpha: float
    relax: float
    is_knee: bool


@dataclass(frozen=True, slots=True)
class Pareto:
    """Size against error, the smallest model first; `str` makes a table of it."""

    points: tuple[ParetoPoint, ...]

    @property
    def knee(self) -> ParetoPoint:
        """The point from which on more terms gain little."""
        return next(point for point in self.points if point.is_knee)

    def __str__(self):
        cells = [_HEADINGS, *map(_cells, self.points)]
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        lines = ("  ".join(map(str.rjust, line, widths)) for line in cells)
        return "\n".join(line.rstrip() for line in lines)


def pareto_table(
    candidates: Sequence[Candidate], relax: str | bool, max_terms: int | None, null: float
) -> Pareto:
    """Gather the models that no smaller one beats; `null` is the error of the mean."""
    pool = Pool.of([candidate.result for candidate in candidates], relax, max_terms)
    front = pareto_front(pool)
    knee = find_knee(pool.n_terms[front], pool.mean[front])
    points = [
        _point(pool, int(model), candidates[pool.search[model]], null, place == knee)
        for place, model in enumerate(front)
    ]
    return Pareto(tuple(points))


def _point(pool: Pool, model: int, candidate: Candidate, null: float, is_knee: bool) -> ParetoPoint:
    solution = candidate.result.solutions[pool.index[model]]
    error = float(pool.mean[model])
    return ParetoPoint(
        n_terms=int(pool.n_terms[model]),
        size=expression_size(candidate.vocabularies[0].terms(solution.support)),
        cv_mse=error,
        cv_r2=1.0 - error / null if null > 0 else float("nan"),
        standard_error=standard_error(pool.errors[model]),
        degree=candidate.degree,
        alpha=solution.alpha,
        relax=BLENDS[pool.blend[model]],
        is_knee=is_knee,
    )


def _cells(point: ParetoPoint) -> tuple[str, ...]:
    return (
        f"{point.n_terms:,}",
        f"{point.size:,}",
        f"{point.cv_r2:.4f}",
        f"{point.standard_error:.2g}",
        str(point.degree),
        f"{point.alpha:.4g}",
        "knee" if point.is_knee else "",
    )
