"""What was tried for degree="auto", as values and in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from polylasso.estimators.search import Candidate, Found
from polylasso.selection import Choice, Pool, standard_error

__all__ = ["Trial", "in_words", "list_trials"]


@dataclass(frozen=True, slots=True)
class Trial:
    """One dictionary, and the best that cross-validation found in it.

    Parameters
    ----------
    degree, max_interaction, truncation
        Its shape, as in `PolynomialLassoCV`.
    adaptive : bool
        Whether it is the adaptive lasso of the terms of the trial before.
    n_candidate_terms, n_terms : int
        Searched, and in the model of the least error.
    cv_mse, cv_r2, standard_error : float
        Least error, 1 - its ratio to that of the mean, and its standard error.
    seconds : float
    """

    degree: int
    max_interaction: int
    truncation: float
    adaptive: bool
    n_candidate_terms: int
    n_terms: int
    cv_mse: float
    cv_r2: float
    standard_error: float
    seconds: float


def list_trials(
    candidates: Sequence[Candidate], relax: str | bool, null: float
) -> tuple[Trial, ...]:
    """Describe the candidates of a ladder; `null` is the error of the mean."""
    return tuple(_trial(candidate, relax, null) for candidate in candidates)


def _trial(candidate: Candidate, relax: str | bool, null: float) -> Trial:
    pool = Pool.of([candidate.result], relax)
    error = float(pool.mean[pool.least])
    return Trial(
        degree=candidate.rung.degree,
        max_interaction=candidate.rung.max_interaction,
        truncation=candidate.rung.truncation,
        adaptive=candidate.is_adaptive,
        n_candidate_terms=candidate.n_candidate_terms,
        n_terms=int(pool.n_terms[pool.least]),
        cv_mse=error,
        cv_r2=1.0 - error / null if null > 0 else float("nan"),
        standard_error=standard_error(pool.errors[pool.least]),
        seconds=candidate.seconds,
    )


def in_words(found: Found, best: Candidate, choice: Choice, trials: Sequence[Trial]) -> list[str]:
    """Say what was chosen among what, and how it compares with straight lines."""
    n_shapes = len({candidate.rung for candidate in found.candidates})
    kind = "the adaptive lasso" if best.is_adaptive else "the lasso"
    notes = [f"of {n_shapes} dictionaries cross-validation chose {best.rung}, by {kind}"]
    lines = [trial for trial in trials if trial.degree == 1]
    line = min(lines, key=lambda trial: trial.cv_mse)
    if best.rung.degree > 1:
        notes.append(
            f"its error by cross-validation is {choice.error:.4g}, that of straight lines "
            f"{line.cv_mse:.4g} with a standard error of {line.standard_error:.2g}"
        )
    else:
        notes.append("no dictionary does clearly better than straight lines")
    if found.skipped:
        notes.append(f"not tried, for their size or the time: {'; '.join(found.skipped)}")
    return notes
