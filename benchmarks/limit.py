"""The machine's rate of matrix products, our passes as a share of it, and rows predicted a second.

A full pass correlates the residual with every candidate term: 2 n_rows n_terms useful operations,
if a product of columns cost nothing. The library does it in `design.gradient`.
"""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.machine import describe, versions
from benchmarks.problems.catalogue import load
from benchmarks.problems.problem import Problem
from benchmarks.tabular import table

__all__ = ["PASSES", "measure_limit", "pass_row", "product_rate", "rows_per_second"]

PASSES = ("quadratic-100", "quadratic-300", "quadratic-1000", "cubic-100", "cubic-200")
# Sizes of a product that is far larger than the caches and whose operands are not.
ROWS, COLUMNS = 10_000, 1_000
SUPPORT = 20
# Of the model that predicts: its target has no noise, and all its terms are found.
ALPHA = 0.05
REPEATS = 3
PASS_HEADER = (
    "problem",
    "design",
    "rows",
    "terms",
    "seconds a pass",
    "GFlop/s",
    "share of float64",
    "passes",
    "seconds of the path",
)


def measure_limit(folder: Path) -> None:
    """Measure all and write limit.md into a folder."""
    rates = {kind.__name__: product_rate(kind) for kind in (np.float64, np.float32)}
    rows = [pass_row(name, load(name), rates["float64"]) for name in PASSES]
    about = describe()
    parts = [
        f"Products of {COLUMNS:,} x {ROWS:,} and {ROWS:,} x {COLUMNS:,}: "
        + ", ".join(f"{rate / 1e9:.1f} GFlop/s in {kind}" for kind, rate in rates.items())
        + f" ({about['processor']}, {about['cores']} cores, BLAS: {versions(())['BLAS']}).",
        table(PASS_HEADER, rows, left=2),
        "A pass counts as 2 x rows x terms operations; forming the products is not counted.",
        f"A model of 30 terms on 20 columns predicts {rows_per_second():,.0f} rows a second.",
    ]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "limit.md").write_text("\n\n".join(parts) + "\n")


def product_rate(kind: type) -> float:
    """Return operations a second of the best of some matrix products."""
    rng = np.random.default_rng(0)
    left = rng.standard_normal((COLUMNS, ROWS)).astype(kind)
    right = rng.standard_normal((ROWS, COLUMNS)).astype(kind)
    return 2.0 * ROWS * COLUMNS * COLUMNS / _best(lambda: left @ right)


def pass_row(name: str, problem: Problem, rate: float) -> list[str]:
    """Return a row of the table: how long one full pass takes, and how many a path needs.

    Parameters
    ----------
    name : str
    problem : Problem
    rate : float
        Operations a second of the machine's products in double precision.
    """
    from polylasso.errors import MemoryLimitError

    try:
        built = _build(problem)
    except MemoryLimitError as error:
        return [name, f"memory: {str(error).split(', more')[0]}", *["-"] * 7]
    design = built.design
    rng = np.random.default_rng(0)
    support = np.sort(rng.choice(design.n_terms, SUPPORT, replace=False))
    coef = rng.standard_normal(SUPPORT)
    seconds = _best(lambda: design.gradient(support, coef))
    operations = 2.0 * len(problem.y) * design.n_terms / seconds
    return [
        name,
        type(design).__name__,
        f"{len(problem.y):,}",
        f"{design.n_terms:,}",
        f"{seconds:.3f}",
        f"{operations / 1e9:.1f}",
        f"{operations / rate:.0%}",
        *_path_cells(problem),
    ]


def _build(problem: Problem) -> Any:
    from polylasso.sources.frames import to_table
    from polylasso.training import Specification, build_problem

    X, weights = np.asfortranarray(problem.X), np.ones(len(problem.y))
    return build_problem(to_table(X), problem.y, weights, Specification(degree=problem.degree))


def _path_cells(problem: Problem) -> list[str]:
    from polylasso import polynomial_lasso_path

    X, started = np.asfortranarray(problem.X), time.perf_counter()
    path = polynomial_lasso_path(X, problem.y, degree=problem.degree, eps=problem.eps)
    return [str(path.n_passes), f"{time.perf_counter() - started:.2f}"]


def rows_per_second(n_rows: int = 1_000_000, n_columns: int = 20, n_terms: int = 30) -> float:
    """Return the rate of `predict` for a model of so many terms."""
    from polylasso import PolynomialLasso

    rng = np.random.default_rng(0)
    pairs = [(a, b) for a in range(n_columns) for b in range(a, n_columns)]
    chosen = np.array(pairs)[rng.choice(len(pairs), n_terms, replace=False)]
    X = rng.standard_normal((2_000, n_columns))
    y = (X[:, chosen[:, 0]] * X[:, chosen[:, 1]]).sum(axis=1)
    model = PolynomialLasso(alpha=ALPHA, degree=2).fit(X, y)
    if len(model.terms_) != n_terms:
        raise RuntimeError(f"the model has {len(model.terms_)} terms instead of {n_terms}")
    rows = rng.standard_normal((n_rows, n_columns))
    return n_rows / _best(lambda: model.predict(rows))


def _best(run: Callable[[], object]) -> float:
    """Return the least time of some runs after one that does not count."""
    return min(_seconds(run) for _ in range(REPEATS + 1))


def _seconds(run: Callable[[], object]) -> float:
    started = time.perf_counter()
    run()
    return time.perf_counter() - started
