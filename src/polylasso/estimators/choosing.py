"""The model that a search chose, finished on all rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from polylasso.estimators.automatic import mean_of_folds
from polylasso.estimators.reading import TrainingData
from polylasso.estimators.search import Candidate
from polylasso.estimators.splits import Splits
from polylasso.path import Path
from polylasso.selection import Choice, CrossValidation, Pool, choose, choose_degree
from polylasso.solvers import Solution
from polylasso.threads import single_thread
from polylasso.training import Final, Problem, blended, build_path, finish, with_final

__all__ = ["Chosen", "Preference", "finish_choice"]


@dataclass(frozen=True, slots=True)
class Preference:
    """What a user prefers among the models of a search.

    Parameters
    ----------
    rule : {"one_se", "min"}
    relax : {"auto", True, False}
    max_terms : int or None
    together : bool
        Whether the models of all dictionaries are compared with one another; else one dictionary
        is chosen, then one of its models.
    average : bool
        Whether the model is the mean of those of the folds.
    """

    rule: str
    relax: str | bool
    max_terms: int | None
    together: bool
    average: bool


@dataclass(frozen=True, slots=True, eq=False)
class Chosen:
    """A candidate, the choice in it, and the model that follows.

    Parameters
    ----------
    candidate : Candidate
    choice : Choice
    problem : Problem
        Of all rows.
    final : Final
    is_plain : bool
        Whether the model is that of the lasso, without a refit or a mean.
    l1_ratio : float
    """

    candidate: Candidate
    choice: Choice
    problem: Problem
    final: Final
    is_plain: bool
    l1_ratio: float

    @property
    def result(self) -> CrossValidation:
        """What cross-validation found for its dictionary."""
        return self.candidate.result

    @property
    def solution(self) -> Solution:
        """The lasso solution of all rows at the chosen alpha."""
        return self.result.solutions[self.choice.index]

    def lasso_path(self) -> Path:
        """Return the path on all rows, of the lasso."""
        result = self.result
        return build_path(self.problem, result.solutions, result.follower, ended=result.ended)

    def blended_path(self, lasso: Path) -> Path:
        """Return the path of the chosen blend, in which the model stands."""
        if self.is_plain:
            return lasso
        result = self.result
        blends = [blended(one, self.choice.blend, self.l1_ratio) for one in result.solutions]
        solutions = with_final(blends, self.choice.index, self.final.support, self.final.coef)
        return build_path(self.problem, solutions, result.follower, ended=result.ended)


def finish_choice(
    candidates: Sequence[Candidate],
    data: TrainingData,
    splits: Splits,
    preference: Preference,
    l1_ratio: float,
) -> Chosen:
    """Choose among what cross-validation found, and finish the model on all rows."""
    best, choice = _choose(candidates, preference)
    problem = best.build()
    solution = best.result.solutions[choice.index]
    with single_thread():
        final = finish(problem, data.target, solution, l1_ratio, choice.blend)
        if preference.average:
            final = mean_of_folds(
                problem, best, choice, data.target, splits.trains, l1_ratio, final.gap
            )
    is_plain = choice.blend == 1.0 and not preference.average
    return Chosen(best, choice, problem, final, is_plain, l1_ratio)


def _choose(candidates: Sequence[Candidate], preference: Preference) -> tuple[Candidate, Choice]:
    results = [candidate.result for candidate in candidates]
    rule, relax = preference.rule, preference.relax
    if not preference.together:
        best = choose_degree(results, rule, relax)
        return candidates[best], choose(results[best], rule, relax)
    pool = Pool.of(results, relax, preference.max_terms)
    model = pool.chosen(rule)
    return candidates[pool.search[model]], pool.choice(model)
