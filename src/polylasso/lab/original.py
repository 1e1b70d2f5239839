"""The project that this library began with, run again: its recipe, its data, its figures.

It fitted the emissions of vehicles with the original's own NumPy code (Adam, a smoothed sign for
the L1 penalty, all monomials). Here its recipe runs with our optimiser, beside the exact path.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

from polylasso.datasets import Dataset, load_co2
from polylasso.lab.exact_path import ExactPath, walk_exact_path
from polylasso.lab.original_data import OriginalColumns, OriginalRows, split_rows
from polylasso.lab.recipe import PUBLISHED, Published, Recipe
from polylasso.lab.scaling import original_alpha
from polylasso.lab.scores import Accuracy
from polylasso.lab.task import lasso_task
from polylasso.optimisers import ColumnLoss, PenalisedProblem, Slope, Trace
from polylasso.solvers import Penalty

__all__ = ["Original", "Recipe", "RecipeRun", "original", "original_problem", "run_recipe"]


@dataclass(frozen=True, slots=True, eq=False)
class CostApart:
    """The loss as the original computed it: the cost apart from the derivative.

    Three products with the columns a step, where two would do: so that a step takes what it took.

    Parameters
    ----------
    loss : ColumnLoss
    """

    loss: ColumnLoss

    @property
    def n_terms(self) -> int:
        """Number of coefficients."""
        return self.loss.n_terms

    @property
    def null_loss(self) -> float:
        """Loss of the best constant."""
        return self.loss.null_loss

    def at(self, coef: np.ndarray) -> Slope:
        """Return value and gradient at coefficients of shape (n_terms,)."""
        error = self.loss.columns @ coef - self.loss.target
        cost = 0.5 * float(self.loss.weights @ error**2)
        return Slope(cost, self.loss.at(coef).gradient)


@dataclass(frozen=True, slots=True, eq=False)
class RecipeRun:
    """What the recipe leads to.

    Parameters
    ----------
    trace : Trace
        Its loss is the cost that the original watched, its objective that with the penalty, whose
        derivative it descended; its gap is the excess over the certified least objective. Its last
        coefficient is the bias.
    n_columns, n_constant, n_distinct : int
        Columns; those that are constant on the training rows, and so zero; different ones among
        the others.
    n_nonzero : int
        Weights other than zero at the end, the bias not counted.
    train, test : Accuracy
    seconds : float
        Of the steps alone, three products with the columns each, as the original made them: the
        columns were formed before, records are not counted.
    """

    trace: Trace
    n_columns: int
    n_constant: int
    n_distinct: int
    n_nonzero: int
    train: Accuracy
    test: Accuracy
    seconds: float

    def to_dict(self) -> dict[str, Any]:
        """Return the figures by name, without the trace."""
        names = ("n_columns", "n_constant", "n_distinct", "n_nonzero", "seconds")
        return {
            **{name: getattr(self, name) for name in names},
            "n_iter": self.trace.n_iter,
            "gap": float(self.trace.gap[-1]),
            "ended": self.trace.ended,
            "train": asdict(self.train),
            "test": asdict(self.test),
        }


@dataclass(frozen=True, slots=True, eq=False)
class Original:
    """The original run again, and the exact path on its rows.

    Parameters
    ----------
    recipe : Recipe
    run : RecipeRun
    exact : ExactPath
    n_train, n_test : int
        Rows.
    published : Published
    """

    recipe: Recipe
    run: RecipeRun
    exact: ExactPath
    n_train: int
    n_test: int
    published: Published = field(default=PUBLISHED)

    @property
    def is_whole(self) -> bool:
        """Whether the recipe came to its own end."""
        return self.run.trace.ended == "threshold"

    @property
    def times_faster(self) -> float:
        """Seconds of the recipe's steps, at one penalty, over those of the exact path, at all."""
        return self.run.seconds / self.exact.path_seconds

    @property
    def times_faster_with_choice(self) -> float:
        """The same over path, cross-validation and final fit together."""
        return self.run.seconds / self.exact.choice_seconds

    def to_dict(self) -> dict[str, Any]:
        """Return all figures by name, without the trace."""
        return {
            "n_train": self.n_train,
            "n_test": self.n_test,
            "recipe": asdict(self.recipe),
            "published": asdict(self.published),
            "run": self.run.to_dict(),
            "exact": self.exact.to_dict(),
            "times_faster": self.times_faster,
            "times_faster_with_choice": self.times_faster_with_choice,
        }


def original(
    recipe: Recipe | None = None,
    dataset: Dataset | None = None,
    callback: Callable[[int, float], object] | None = None,
) -> Original:
    """Run the original's recipe on its data, then the exact path on the same rows.

    Parameters
    ----------
    recipe : Recipe or None, default=None
        None is the original's own.
    dataset : Dataset or None, default=None
        Columns of numbers; None is the original's, `load_co2(fuel="X", prepared=True)`.
    callback : callable or None, default=None
        Called with iteration and cost now and then.

    Returns
    -------
    Original

    Raises
    ------
    DataError
        If the table is not on this computer and cannot be fetched.
    DivergenceError
        If the learning rate is too large.
    """
    recipe = recipe or Recipe()
    dataset = dataset or load_co2(fuel="X", prepared=True)
    rows = split_rows(dataset, recipe.shuffle_seed, recipe.train_share)
    run = run_recipe(rows, recipe, callback)
    alpha = original_alpha(recipe.penalty, rows.n_train)
    exact = walk_exact_path(rows, recipe.degree, alpha, run.test.mse)
    return Original(recipe, run, exact, rows.n_train, rows.test.n_rows)


def run_recipe(
    rows: OriginalRows, recipe: Recipe, callback: Callable[[int, float], object] | None = None
) -> RecipeRun:
    """Run the recipe alone.

    Parameters
    ----------
    rows : OriginalRows
    recipe : Recipe
    callback : callable or None, default=None
    """
    columns = OriginalColumns.of(rows, recipe.degree)
    problem = original_problem(columns, rows, recipe)
    first = recipe.first_weights(rows.n_train + rows.test.n_rows, columns.n_columns)
    trace = recipe.optimiser(first, problem.loss.null_loss).minimise(problem, callback)
    return RecipeRun(
        trace=trace,
        n_columns=columns.n_columns,
        n_constant=columns.n_constant,
        n_distinct=columns.n_distinct,
        n_nonzero=int(np.count_nonzero(trace.final[:-1])),
        train=Accuracy.of(rows.train_target, columns.train @ trace.final),
        test=Accuracy.of(rows.test_target, columns.test @ trace.final),
        seconds=float(trace.seconds[-1]),
    )


def original_problem(
    columns: OriginalColumns, rows: OriginalRows, recipe: Recipe
) -> PenalisedProblem:
    """Return what the original descends: all weights are penalised, the bias is not.

    Its least value is that over the legal terms: the original's other columns are zero, or are
    the same as one of these (powers of 0/1 columns and their products).
    """
    factor = np.append(np.ones(columns.n_columns), 0.0)
    exact = lasso_task(
        rows.train,
        rows.train_target,
        degree=recipe.degree,
        alpha=recipe.penalty,
        scaling="original",
    )
    weights = np.full(rows.n_train, 1.0 / rows.n_train)
    return PenalisedProblem(
        CostApart(ColumnLoss(columns.train, rows.train_target, weights)),
        Penalty(original_alpha(recipe.penalty, rows.n_train), 1.0, factor),
        optimum=exact.problem.optimum,
        test_r2=lambda coef: Accuracy.of(rows.test_target, columns.test @ coef).r2,
    )
