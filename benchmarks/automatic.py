"""The search of the degree on all real data sets: `python -m benchmarks.automatic`.

`PolynomialLassoCV("auto")` must end within a minute on each, and its error by cross-validation
must not be above that of straight lines, on the same folds, by more than the standard error of
that one.
"""

import argparse
import sys
import time
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.tables import Table, index, on_each
from polylasso import PolynomialLassoCV

__all__ = ["Outcome", "search"]

MOST_SECONDS = 60.0
TITLE = "# The search of the degree on real data"
HEADER = (
    "| set | rows | columns | folds | chosen | terms | CV R2 | straight lines | standard error "
    "| s |\n" + "|---" * 10 + "|"
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One data set.

    Parameters
    ----------
    name : str
    n_rows, n_columns, n_folds, n_terms : int
    chosen : str
    cv_r2, line_cv_r2 : float
        Of the model chosen, and of straight lines at the least error.
    standard_error : float
        Of line_cv_r2.
    seconds : float
        Of the search.
    """

    name: str
    n_rows: int
    n_columns: int
    n_folds: int
    n_terms: int
    chosen: str
    cv_r2: float
    line_cv_r2: float
    standard_error: float
    seconds: float

    @property
    def holds(self) -> bool:
        """Whether it ended in time and is not clearly worse than straight lines."""
        return self.seconds <= MOST_SECONDS and self.cv_r2 >= self.line_cv_r2 - self.standard_error

    def row(self) -> str:
        """Return a row of the Markdown table."""
        cells = (
            self.name,
            f"{self.n_rows:,}",
            self.n_columns,
            self.n_folds,
            self.chosen,
            self.n_terms,
            f"{self.cv_r2:.4f}",
            f"{self.line_cv_r2:.4f}",
            f"{self.standard_error:.4f}",
            f"{self.seconds:.1f}" if self.holds else f"**{self.seconds:.1f}**",
        )
        return "| " + " | ".join(map(str, cells)) + " |"


def search(table: Table) -> Outcome:
    """Search the degree on a data set, and fit straight lines on the same folds."""
    known = np.isfinite(table.target)
    X, y = table.inputs[known], table.target[known]
    missing = "indicator" if X.isna().any(axis=None) else "error"
    begun = time.perf_counter()
    model = PolynomialLassoCV("auto", missing=missing).fit(X, y)
    seconds = time.perf_counter() - begun
    n_folds = model.mse_path_.shape[1]
    line = PolynomialLassoCV(1, rule="min", cv=n_folds, missing=missing).fit(X, y)
    errors = line.mse_path_[line.mse_path_.mean(axis=1).argmin()]
    null = line.cv_mse_ / (1.0 - line.cv_r2_)
    trial = model.trial_
    shape = f"{trial.degree}, {trial.max_interaction}, {trial.truncation:g}"
    return Outcome(
        table.name,
        *X.shape,
        n_folds,
        len(model.terms_),
        shape + (", adaptive" if trial.adaptive else ""),
        model.cv_r2_,
        line.cv_r2_,
        float(errors.std(ddof=1) / np.sqrt(n_folds) / null),
        seconds,
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Search on all sets, print and write the table; return 1 if one does not hold."""
    given = _parser().parse_args(arguments)
    entries = index()
    found = []
    print(HEADER, flush=True)

    def work(table: Table) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # columns left out, noise: all this is told a user
            found.append(search(table))
        print(found[-1].row(), flush=True)

    broken = on_each(given.sets or list(entries.index), work)
    summary = _summary(found) + "".join(f"; FAILED {reason}" for reason in broken)
    print(f"\n{summary}")
    given.out.mkdir(parents=True, exist_ok=True)
    rows = [outcome.row() for outcome in found]
    text = "\n".join(
        ["# The search of the degree on real data", "", summary, "", HEADER, *rows, ""]
    )
    (given.out / "automatic.md").write_text(text)
    return 1 if broken or not all(outcome.holds for outcome in found) else 0


def _summary(found: Sequence[Outcome]) -> str:
    if not found:
        return "nothing searched"
    better = sum(o.cv_r2 > o.line_cv_r2 + o.standard_error for o in found)
    return (
        f"{len(found)} sets: better than straight lines by more than one standard error on "
        f"{better}, worse by more on "
        f"{sum(o.cv_r2 < o.line_cv_r2 - o.standard_error for o in found)}; seconds: median "
        f"{np.median([o.seconds for o in found]):.1f}, most {max(o.seconds for o in found):.1f}, "
        f"over {MOST_SECONDS:.0f} on {sum(o.seconds > MOST_SECONDS for o in found)}. "
        "Chosen: degree, columns in a term, truncation"
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.automatic", description=__doc__)
    parser.add_argument("--sets", nargs="+", metavar="NAME", help="only these data sets")
    parser.add_argument("--out", type=Path, default=Path("benchmarks/results"))
    return parser


if __name__ == "__main__":
    sys.exit(main())
