"""The data sets of the track that are here: their halves, and which of them settings may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np

__all__ = ["PARTS", "QUICK_SETS", "Set", "by_hash", "catalogue", "is_friedman", "load", "part"]

# Settings are fixed on the first ones by hash; a quick run takes the first of these.
DEVELOPMENT_SETS, QUICK_SETS = 40, 20
PARTS = ("development", "confirmation", "all")


@dataclass(frozen=True, slots=True)
class Set:
    """A data set by name, and its size before the split."""

    name: str
    n_rows: int
    n_columns: int


def catalogue() -> list[Set]:
    """Return all sets that are here, in the order of the index."""
    from benchmarks.tables import index

    found = index()
    found = found[found["file"].str.startswith("pmlb/")]
    return [Set(str(row.Index), int(row.n), int(row.p)) for row in found.itertuples()]


def is_friedman(name: str) -> bool:
    """Return whether a set is one of Friedman's synthetic functions."""
    return "fri_c" in name


def by_hash(names: Sequence[str]) -> list[str]:
    """Sort names by their SHA-256, an order that nobody chose."""
    return sorted(names, key=lambda name: sha256(name.encode()).hexdigest())


def part(names: Sequence[str], which: str) -> list[str]:
    """Return the names that settings were fixed on, those that confirm them, or all.

    Parameters
    ----------
    names : sequence of str
        Of all sets.
    which : {"development", "confirmation", "all"}
    """
    ordered = by_hash(names)
    bounds = {
        "development": slice(DEVELOPMENT_SETS),
        "confirmation": slice(DEVELOPMENT_SETS, None),
        "all": slice(None),
    }
    return ordered[bounds[which]]


def load(name: str) -> tuple[np.ndarray, np.ndarray]:
    """Return inputs, shape (n_rows, n_columns), and target of a set."""
    from benchmarks.tables import read

    found = read(name)
    return found.inputs.to_numpy(np.float64), found.target
