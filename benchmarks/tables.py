"""The real data sets of a folder with an index.csv, as frames without missing targets' rows."""

import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

__all__ = ["Table", "index", "on_each", "read"]


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """One data set: inputs with their missing values, and the target."""

    name: str
    inputs: pd.DataFrame
    target: np.ndarray

    @property
    def complete(self) -> np.ndarray:
        """Mask of the rows without missing values."""
        return (self.inputs.notna().all(axis=1) & ~np.isnan(self.target)).to_numpy()

    def raw(self) -> dict[str, np.ndarray]:
        """Columns at the complete rows."""
        kept = self.inputs[self.complete]
        return {str(name): kept[name].to_numpy() for name in kept.columns}


def index() -> pd.DataFrame:
    """Return the index of the folder that POLYLASSO_DATA names."""
    return pd.read_csv(_root() / "index.csv").set_index("name")


def read(name: str, n_rows: int | None = None) -> Table:
    """Read a data set, or its first rows.

    Where the index names several targets, separated by a bar, the first is taken and none of
    them is an input.
    """
    entry = index().loc[name]
    path = _root() / entry["file"]
    frame = pd.read_parquet(path) if path.suffix == ".parquet" else pd.read_csv(path)
    frame = frame.iloc[:n_rows]
    targets = entry["target"].split("|")
    return Table(name, frame.drop(columns=targets), frame[targets[0]].to_numpy(float))


def on_each(names: Iterable[str], work: Callable[[Table], None]) -> list[str]:
    """Do some work on data sets; tell of each on which it failed, and return these lines."""
    broken = []
    for name in names:
        try:
            work(read(name))
        except Exception as error:  # the other sets are still to be worked on
            broken.append(f"{name}: {type(error).__name__}: {error}")
            print(broken[-1], file=sys.stderr, flush=True)
    return broken


def _root() -> Path:
    folder = os.environ.get("POLYLASSO_DATA")
    if not folder:
        raise SystemExit("error: set POLYLASSO_DATA to the folder of the real data sets")
    return Path(folder)
