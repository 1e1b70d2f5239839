"""The exact path on the original's rows: how few terms are as accurate, and in what time."""

import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import Any

import numpy as np

from polylasso.errors import DataWarning
from polylasso.estimators import PolynomialLasso, PolynomialLassoCV, polynomial_lasso_path
from polylasso.lab.original_data import OriginalRows
from polylasso.lab.scores import Accuracy
from polylasso.model import PolynomialModel
from polylasso.path import Path

__all__ = ["ExactPath", "PathModel", "walk_exact_path"]

# The path ends where it has about twenty terms.
N_ALPHAS, EPS = 100, 5e-5
# How much larger the test error may be for a model to be told of.
MARGINS = (0.03, 0.01, 0.005, 0.003)
REPEATS = 5


@dataclass(frozen=True, slots=True, eq=False)
class PathModel:
    """A model of the exact solver.

    Parameters
    ----------
    chosen : str
        Why it is told of.
    model : PolynomialModel
    alpha : float
    train, test : Accuracy
    """

    chosen: str
    model: PolynomialModel
    alpha: float
    train: Accuracy
    test: Accuracy

    @property
    def n_terms(self) -> int:
        """Number of terms."""
        return len(self.model.terms)

    def to_dict(self) -> dict[str, Any]:
        """Return the figures by name."""
        return {
            "chosen": self.chosen,
            "n_terms": self.n_terms,
            "alpha": self.alpha,
            "train": asdict(self.train),
            "test": asdict(self.test),
        }


@dataclass(frozen=True, slots=True, eq=False)
class ExactPath:
    """The exact path on some rows.

    Parameters
    ----------
    models : tuple of PathModel
        Chosen by cross-validation on the training rows, and the shortest of the path within some
        margins of a test error, and the one of the least.
    at_alpha : PathModel
        The exact solution at the penalty that the models are compared with.
    n_alphas, n_candidate_terms : int
    worst_gap : float
        Largest relative duality gap.
    path_seconds : float
        From the table of inputs to all solutions: terms, columns and 100 alphas; median of runs.
    choice_seconds : float
        Path, 5-fold cross-validation and final fit together; median of runs.
    """

    models: tuple[PathModel, ...]
    at_alpha: PathModel
    n_alphas: int
    n_candidate_terms: int
    worst_gap: float
    path_seconds: float
    choice_seconds: float

    @property
    def best(self) -> PathModel:
        """The model of the least test error among those told of."""
        return min(self.models, key=lambda one: one.test.mse)

    def to_dict(self) -> dict[str, Any]:
        """Return the figures by name."""
        names = (
            "n_candidate_terms",
            "n_alphas",
            "worst_gap",
            "path_seconds",
            "choice_seconds",
        )
        models = [model.to_dict() for model in self.models]
        return {
            **{name: getattr(self, name) for name in names},
            "models": models,
            "at_alpha": self.at_alpha.to_dict(),
        }


def walk_exact_path(
    rows: OriginalRows, degree: int, alpha: float, test_mse: float, repeats: int = REPEATS
) -> ExactPath:
    """Walk the path, time it, and pick models.

    Picking by the error on the test rows compares sizes at equal accuracy; it is no way to choose
    a model. The models chosen by cross-validation have not seen those rows.

    Parameters
    ----------
    rows : OriginalRows
    degree : int
    alpha, test_mse : float
        Penalty and error that the models are compared with.
    repeats : int, default=5
        Timed runs, after one that is not.
    """
    learn = (rows.train, rows.train_target)
    chooser = PolynomialLassoCV(degree, rule="min", relax=False)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataWarning)  # the columns are those of the original
        path, path_seconds = _timed(
            partial(polynomial_lasso_path, *learn, degree=degree, alphas=N_ALPHAS, eps=EPS),
            repeats,
        )
        least, choice_seconds = _timed(partial(chooser.fit, *learn), repeats)
        shortest = PolynomialLassoCV(degree).fit(*learn)
        same = PolynomialLasso(alpha, degree=degree).fit(*learn)
    models = (
        _scored("cross-validation: one_se", shortest.model_, shortest.alpha_, rows),
        _scored("cross-validation: min", least.model_, least.alpha_, rows),
        *_within(path, least.model_, rows, test_mse),
    )
    return ExactPath(
        models=models,
        at_alpha=_scored("exact, at its penalty", same.model_, alpha, rows),
        n_alphas=len(path.alphas),
        n_candidate_terms=path.n_candidate_terms,
        worst_gap=float(path.gaps.max()),
        path_seconds=path_seconds,
        choice_seconds=choice_seconds,
    )


def _timed(work: Callable[[], Any], repeats: int) -> tuple[Any, float]:
    """Return what is worked out, and the median of the seconds of some runs after a first one."""
    work()
    seconds = []
    for _ in range(repeats):
        begun = time.perf_counter()
        result = work()
        seconds.append(time.perf_counter() - begun)
    return result, float(np.median(seconds))


def _within(
    path: Path, template: PolynomialModel, rows: OriginalRows, test_mse: float
) -> Iterator[PathModel]:
    """Yield the shortest models of a path within margins of an error, and that of the least."""
    models = [_model_at(path, place, template) for place in range(len(path.alphas))]
    errors = [Accuracy.of(rows.test_target, model.predict(rows.test)).mse for model in models]
    told = None
    for margin in MARGINS:
        near = [k for k, error in enumerate(errors) if error <= (1.0 + margin) * test_mse]
        found = min(near, key=lambda k: len(models[k].terms), default=told)
        if found != told:
            chosen = f"path: MSE within {100 * margin:g} %"
            yield _scored(chosen, models[found], float(path.alphas[found]), rows)
            told = found
    least = int(np.argmin(errors))
    if least != told:
        yield _scored("path: least MSE", models[least], float(path.alphas[least]), rows)


def _model_at(path: Path, place: int, template: PolynomialModel) -> PolynomialModel:
    """Return the model at one alpha of a path; all but its terms is that of another model."""
    chosen = slice(*path.raw_coef.indptr[place : place + 2])
    terms = tuple(path.terms[number] for number in path.raw_coef.indices[chosen])
    coef = path.raw_coef.data[chosen]
    return replace(template, terms=terms, coef=coef, intercept=float(path.intercept[place]))


def _scored(chosen: str, model: PolynomialModel, alpha: float, rows: OriginalRows) -> PathModel:
    return PathModel(
        chosen,
        model,
        float(alpha),
        Accuracy.of(rows.train_target, model.predict(rows.train)),
        Accuracy.of(rows.test_target, model.predict(rows.test)),
    )
