"""Agreement with scikit-learn on real data: `python -m benchmarks.agreement`.

At 20 alphas, for the lasso and the elastic net, with equal and with random weights, the objective
of `polynomial_lasso_path` must equal that of scikit-learn's coordinate descent on the same columns
to 1e-8 relative, or be lower; and its duality gap, recomputed over all columns, must be at most
1e-9. Both are scored by `benchmarks.objective` on columns that are formed here.
"""

import argparse
import sys
import time
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.columns import Columns, standardised
from benchmarks.objective import Scores, score
from benchmarks.reference import Gram, solve
from benchmarks.tables import Table, index, on_each
from polylasso import polynomial_lasso_path
from polylasso.sources.frames import to_table
from polylasso.training import Specification, build_problem

__all__ = ["Comparison", "compare"]

MOST_COLUMNS = 60
N_ALPHAS, EPS = 20, 1e-3
DEGREE = 2
SAME, LARGEST_GAP = 1e-8, 1e-9
REFERENCE_TOL = 1e-12


@dataclass(frozen=True, slots=True)
class Comparison:
    """One data set, mix and weighting; counts are of alphas.

    Parameters
    ----------
    name : str
    l1_ratio : float
    weighted : bool
    n_candidates, n_columns : int
        Terms of the dictionary, and those that vary.
    equal, lower, higher, undecided : int
        Objective against that of scikit-learn; undecided where that was stopped by the clock
        above ours.
    excess : float
        Largest relative excess of our objective over that of scikit-learn; negative if lower.
    gap, reported_gap : float
        Largest recomputed and largest reported relative duality gap.
    seconds, reference_seconds : float
    warnings : tuple of str
        Warnings of the path, without those that only say which columns are left out.
    """

    name: str
    l1_ratio: float
    weighted: bool
    n_candidates: int
    n_columns: int
    equal: int
    lower: int
    higher: int
    undecided: int
    excess: float
    gap: float
    reported_gap: float
    seconds: float
    reference_seconds: float
    warnings: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        """Whether nothing is wrong."""
        return self.higher == 0 and self.gap <= LARGEST_GAP

    def row(self) -> str:
        """Return a row of the Markdown table."""
        cells = (
            self.name,
            f"{self.l1_ratio:g}",
            "yes" if self.weighted else "no",
            self.n_candidates,
            self.n_columns,
            self.equal,
            self.lower,
            self.undecided,
            self.higher,
            f"{self.excess:.1e}",
            f"{self.gap:.1e}",
            f"{self.reported_gap:.1e}",
            f"{self.seconds:.2f}",
            f"{self.reference_seconds:.1f}",
            "; ".join(self.warnings),
        )
        return "| " + " | ".join(map(str, cells)) + " |"


HEADER = (
    "| set | l1_ratio | weighted | terms | varying | equal | lower | undecided | higher "
    "| excess | gap | reported | s | scikit-learn s | warnings |\n" + "|---" * 15 + "|"
)


def compare(table: Table, limit: float) -> Iterator[Comparison]:
    """Compare on one data set: both mixes, without and with weights.

    Parameters
    ----------
    table : Table
    limit : float
        Seconds for scikit-learn, over all four.
    """
    n_rows = len(table.target)
    drawn = np.random.default_rng(0).uniform(0.5, 2.0, n_rows)
    for sample_weight in (None, drawn):
        omega = np.ones(n_rows) if sample_weight is None else sample_weight
        omega = omega[table.complete] / omega[table.complete].sum()
        terms = _candidates(table, omega)
        columns = standardised(table.raw(), terms, omega)
        reference = Gram.of(columns.Z, table.target[table.complete], omega)
        for l1_ratio in (1.0, 0.5):
            yield _compare(table, columns, reference, sample_weight, omega, l1_ratio, limit / 4)


def _candidates(table: Table, omega: np.ndarray) -> list:
    rows = to_table(table.inputs[table.complete])
    target = table.target[table.complete]
    dictionary = build_problem(rows, target, omega, Specification(degree=DEGREE)).dictionary
    return [dictionary.term(place) for place in range(dictionary.n_terms)]


def _compare(
    table: Table,
    columns: Columns,
    reference: Gram,
    sample_weight: np.ndarray | None,
    omega: np.ndarray,
    l1_ratio: float,
    limit: float,
) -> Comparison:
    target = table.target[table.complete]
    largest = np.abs(reference.product).max() / len(target)
    alphas = largest / l1_ratio * np.geomspace(1.0, EPS, N_ALPHAS)
    started = time.perf_counter()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        path = polynomial_lasso_path(
            table.inputs,
            table.target,
            degree=DEGREE,
            alphas=alphas,
            l1_ratio=l1_ratio,
            sample_weight=sample_weight,
            missing="drop",
        )
    seconds = time.perf_counter() - started
    coef = columns.dense(path.terms, path.coef.toarray())
    ours = score(columns.Z, target, alphas, coef, l1_ratio, omega)
    started = time.perf_counter()
    theirs = solve(reference, alphas, l1_ratio, REFERENCE_TOL, limit)
    reference_seconds = time.perf_counter() - started
    peer = score(columns.Z, target, alphas, theirs.coef, l1_ratio, omega)
    return Comparison(
        table.name,
        l1_ratio,
        sample_weight is not None,
        path.n_candidate_terms,
        len(columns.terms),
        *_counts(ours, peer, theirs.converged),
        excess=float(((ours.primal - peer.primal) / peer.primal).max()),
        gap=float(ours.gap.max()),
        reported_gap=float(path.gaps.max()),
        seconds=seconds,
        reference_seconds=reference_seconds,
        warnings=tuple(f"{w.category.__name__}: {w.message}" for w in caught),
    )


def _counts(ours: Scores, peer: Scores, converged: np.ndarray) -> tuple[int, int, int, int]:
    """Return how often our objective is equal, lower, higher, and how often nobody can say."""
    difference = (ours.primal - peer.primal) / peer.primal
    below = difference < -SAME
    counts = (
        np.abs(difference) <= SAME,
        below & converged,
        difference > SAME,
        below & ~converged,
    )
    return tuple(int(np.count_nonzero(count)) for count in counts)


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare on all sets, print and write the table; return 1 on any disagreement."""
    options = _parser().parse_args(arguments)
    entries = index()
    names = options.sets or list(entries.index[entries["p"] <= MOST_COLUMNS])
    lines, found = [HEADER], []
    print(HEADER, flush=True)

    def work(table: Table) -> None:
        for comparison in compare(table, options.limit):
            found.append(comparison)
            lines.append(comparison.row())
            print(comparison.row(), flush=True)

    broken = on_each(names, work)
    summary = _summary(found) + "".join(f"; FAILED {reason}" for reason in broken)
    print(f"\n{summary}")
    options.out.mkdir(parents=True, exist_ok=True)
    text = "\n".join(["# Agreement with scikit-learn", "", summary, "", *lines, ""])
    (options.out / "agreement.md").write_text(text)
    return 1 if broken or not all(comparison.agrees for comparison in found) else 0


def _summary(found: Sequence[Comparison]) -> str:
    if not found:
        return "nothing compared"
    return (
        f"{len({c.name for c in found})} sets, {len(found)} comparisons at {N_ALPHAS} alphas: "
        f"{sum(c.equal for c in found)} equal, {sum(c.lower for c in found)} lower, "
        f"{sum(c.undecided for c in found)} lower where scikit-learn ran out of time, "
        f"{sum(c.higher for c in found)} higher; "
        f"largest gap {max(c.gap for c in found):.1e}, "
        f"{sum(c.gap > LARGEST_GAP for c in found)} comparisons above {LARGEST_GAP:g}; "
        f"{sum(bool(c.warnings) for c in found)} with warnings; "
        f"slowest path {max(c.seconds for c in found):.1f} s"
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.agreement", description=__doc__)
    parser.add_argument("--sets", nargs="+", metavar="NAME", help="only these data sets")
    parser.add_argument(
        "--limit", type=float, default=20.0, help="seconds for scikit-learn per set"
    )
    parser.add_argument("--out", type=Path, default=Path("benchmarks/results"))
    return parser


if __name__ == "__main__":
    sys.exit(main())
