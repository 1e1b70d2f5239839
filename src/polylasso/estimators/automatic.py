"""degree="auto": dictionaries from cheap to dear, tried by one cross-validation.

The lower rungs have all columns, and tell which of them matter; the upper ones have products of
high degree of these alone. Everything is learnt anew in each fold, the columns that matter too.
On each rung a lasso is walked, then the adaptive lasso of the terms of its best model.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from numbers import Integral, Real
from typing import Any

import numpy as np

from polylasso.descent import Meter
from polylasso.errors import MemoryLimitError
from polylasso.estimators.search import Candidate, Found, Task, gather, walk
from polylasso.selection import (
    LOWER,
    PATIENCE,
    UPPER,
    Choice,
    CrossValidation,
    Pool,
    Rung,
    bounded,
    choose,
    column_weights,
    gains_little,
    leading,
)
from polylasso.solvers import Solution
from polylasso.terms import Dictionary, Term
from polylasso.training import (
    Final,
    Problem,
    Specification,
    Vocabulary,
    average,
    build_narrowed,
    reweighted,
)

__all__ = ["check_automatic", "mean_of_folds", "search_ladder"]

# A mean of more terms is long.
LONG = 30
# Rows times candidate terms, and candidate terms, of the largest dictionary that is tried.
MOST_ENTRIES, MOST_TERMS = 5e7, 6000


@dataclass(frozen=True, slots=True)
class Effort:
    """What a search took: what is left of its follower once the columns are let go."""

    n_passes: int
    n_steps: int


def check_automatic(alphas: Any, penalty_factor: Any, time_limit: Any) -> None:
    """Raise ValueError unless these parameters go with degree="auto"."""
    if not isinstance(alphas, Integral):
        raise ValueError("degree='auto' needs an int for alphas; give a degree to pass a grid")
    if isinstance(penalty_factor, Mapping):
        raise ValueError(
            "degree='auto' has no terms to name before the fit; pass a function of a Term as "
            "penalty_factor, or give a degree"
        )
    is_number = isinstance(time_limit, Real) and not isinstance(time_limit, bool)
    if not is_number or not time_limit > 0:
        raise ValueError(f"time_limit must be a number of seconds above 0, got {time_limit!r}")


def search_ladder(specification: Specification, task: Task, relax: str | bool) -> Found:
    """Climb until it no longer pays, or costs too much.

    Parameters
    ----------
    specification : Specification
        Its max_interaction and truncation bound those of the rungs; the extrapolation may be
        "auto".
    task : Task
        The deadline of its search ends the climb.
    relax : {"auto", True, False}

    Raises
    ------
    KeyboardInterrupt
        If nothing is done yet; else what is done is returned.
    """
    climb = _Climb(specification, task, relax)
    found = gather(climb.candidates(), climb.n_attempts)
    return replace(found, skipped=tuple(map(str, climb.skipped)))


def mean_of_folds(
    problem: Problem,
    best: Candidate,
    choice: Choice,
    target: np.ndarray,
    trains: np.ndarray,
    l1_ratio: float,
    gap: float,
) -> Final:
    """Return the mean of the models of the folds at a choice; the gap is that of all rows.

    Of a long formula the terms of one fold alone are left out. Of a short one they stay: on small
    tables the folds disagree, and what is left would not fit without them.
    """
    solutions = [walk[choice.index] for walk in best.result.walked.solutions[1:]]
    parts = list(zip(best.vocabularies[1:], solutions, strict=True))
    found = {term for vocabulary, own in parts for term in vocabulary.terms(own.support)}
    fewest = 2 if len(parts) > 2 and len(found) > LONG else 1
    return average(problem, target, trains, parts, l1_ratio, choice.blend, gap, fewest)


class _Climb:
    """The state of a climb: which columns matter, what is best so far, what things cost."""

    def __init__(self, specification: Specification, task: Task, relax: str | bool):
        bounds = specification.max_interaction, specification.truncation
        self.lower, self.upper = bounded(LOWER, *bounds), bounded(UPPER, *bounds)
        self.n_attempts = 2 * (len(self.lower) + len(self.upper))
        self._meter = Meter(task.tell, self.n_attempts)
        self._specification = specification
        self._task = task
        self._relax = relax
        everything = frozenset(task.data.table.names)
        self._columns = [everything] * (len(task.splits.trains) + 1)
        self._variables = ()
        self._best: CrossValidation | None = None
        self._weights: dict[Rung, tuple[float, list[Counter[str]]]] = {}
        self.skipped: list[Rung] = []
        self._dearest = (0.0, 0.0)  # entries of the largest dictionary so far, and its seconds

    def candidates(self) -> Iterator[Candidate]:
        """Yield what is found on each rung."""
        for rung in self.lower:
            yield from self._on(rung)
        if not self._keep_leading():
            return
        below: list[CrossValidation] = []
        idle = 0
        for rung in self.upper:
            before, found = self._best, []
            for candidate in self._on(rung):
                found.append(candidate.result)
                yield candidate
            if found:
                gains = not below or not gains_little(below, found)
                idle = 0 if gains or not gains_little([before], found) else idle + 1
                below = found
            if idle == PATIENCE:
                return

    def _on(self, rung: Rung) -> Iterator[Candidate]:
        """Yield the lasso and the adaptive lasso of a rung, where it can be afforded."""
        if self._is_known(rung):
            return
        if not self._is_affordable(rung):
            self.skipped.append(rung)
            return
        begun = time.monotonic()
        try:
            problems = self._build(rung, self._columns, self._task.splits.trains)
        except MemoryLimitError:
            if self._best is None:
                raise
            self.skipped.append(rung)
            return
        self._variables = self._variables or problems[0].variables
        result = walk(problems, self._task, self._meter, str(rung))
        yield self._candidate(rung, problems, result, time.monotonic() - begun)
        if not rung.on_leading:
            self._weights[rung] = self._weigh(problems, result)
        begun, solutions = time.monotonic(), _best_solutions(result, self._relax)
        if any(solution.support.size == 0 for solution in solutions):
            return
        problems = [reweighted(*pair) for pair in zip(problems, solutions, strict=True)]
        result = walk(problems, self._task, self._meter, f"{rung}, adaptive")
        yield self._candidate(rung, problems, result, time.monotonic() - begun, solutions[0])

    def _build(
        self,
        rung: Rung,
        columns: Sequence[frozenset[str]],
        trains: np.ndarray,
        storage: str | None = None,
    ) -> list[Problem]:
        data, asked = self._task.data, self._specification
        specification = replace(
            asked,
            degree=rung.degree,
            max_interaction=rung.max_interaction,
            truncation=rung.truncation,
            extrapolation=_beyond_range(rung, asked.extrapolation),
            storage=storage or asked.storage,
        )
        return build_narrowed(data.table, data.target, data.weights, trains, specification, columns)

    def _candidate(
        self,
        rung: Rung,
        problems: Sequence[Problem],
        result: CrossValidation,
        seconds: float,
        first: Solution | None = None,
    ) -> Candidate:
        """Describe a result, without the columns that it used; they are built again on demand."""
        entries = float(len(problems[0].index)) * len(problems[0].weights)
        self._dearest = max(self._dearest, (entries, seconds))
        result = replace(result, follower=Effort(result.follower.n_passes, result.follower.n_steps))
        if self._best is None or Pool.of([result]).mean.min() < Pool.of([self._best]).mean.min():
            self._best = result
        return Candidate(
            degree=rung.degree,
            build=self._builder(rung, problems[0].specification.storage, first),
            result=result,
            rung=rung,
            is_adaptive=first is not None,
            n_candidate_terms=problems[0].dictionary.n_terms,
            seconds=seconds,
            vocabularies=tuple(map(Vocabulary.of, problems)),
        )

    def _builder(self, rung: Rung, storage: str, first: Solution | None) -> Callable[[], Problem]:
        """Return what builds the problem of all rows again."""
        columns, nothing = self._columns[:1], self._task.splits.trains[:0]

        def build() -> Problem:
            (problem,) = self._build(rung, columns, nothing, storage)
            return problem if first is None else reweighted(problem, first)

        return build

    def _weigh(
        self, problems: Sequence[Problem], result: CrossValidation
    ) -> tuple[float, list[Counter[str]]]:
        """Return the least error, and how much each column matters in each problem."""
        index = choose(result, "one_se", self._relax).index
        solutions = [solutions[index] for solutions in result.walked.solutions]
        pairs = zip(problems, solutions, strict=True)
        return float(Pool.of([result]).mean.min()), [column_weights(*pair) for pair in pairs]

    def _keep_leading(self) -> bool:
        """Keep the columns that matter on the best lower rung, or alone; return if there are."""
        kept = [rung for rung in self._weights if rung.max_interaction == 1 < rung.degree]
        kept.append(min(self._weights, key=lambda rung: self._weights[rung][0]))
        together = [
            sum((self._weights[rung][1][place] for rung in set(kept)), Counter())
            for place in range(len(self._columns))
        ]
        always = _named_columns(self._specification)
        self._columns = [leading(weights, always) for weights in together]
        return all(self._columns)

    def _is_known(self, rung: Rung) -> bool:
        """Whether a lower rung was the same: where all columns lead."""
        if not rung.on_leading:
            return False
        everything = frozenset(self._task.data.table.names)
        same = replace(rung, on_leading=False) in self._weights
        return same and all(columns == everything for columns in self._columns)

    def _is_affordable(self, rung: Rung) -> bool:
        """Whether a rung is within the limits of size, and promises to end in time."""
        if not self._variables:
            return True
        variables = tuple(v for v in self._variables if v.name in self._columns[0])
        dictionary = Dictionary(
            variables,
            rung.degree,
            rung.max_interaction,
            self._specification.basis,
            truncation=rung.truncation,
        )
        entries = float(dictionary.n_terms) * len(self._task.data.target)
        if dictionary.n_terms > MOST_TERMS or entries > MOST_ENTRIES:
            return False
        deadline = self._task.search.deadline
        if deadline is None:
            return True
        most, seconds = self._dearest
        expected = seconds * entries / most if most else 0.0
        return time.monotonic() + expected < deadline


def _beyond_range(rung: Rung, asked: str) -> str:
    """Return how predictions go on: under "auto" straight lines extend, and curves are held."""
    if asked != "auto":
        return asked
    return "extend" if rung.degree == 1 else "hold"


def _best_solutions(result: CrossValidation, relax: str | bool) -> list[Solution]:
    """Return the solutions of all problems at the alpha of the least error."""
    pool = Pool.of([result], relax)
    index = int(pool.index[pool.least])
    return [solutions[index] for solutions in result.walked.solutions]


def _named_columns(specification: Specification) -> frozenset[str]:
    """Return the columns of terms that are always in the model."""
    kept = (Term.parse(label).variables for label in specification.keep)
    return frozenset().union(*kept, *specification.required_pairs)
