"""A table for each visitor: names, law and rows of their own, so that a mix-up would show."""

from dataclasses import dataclass

import numpy as np

__all__ = ["VisitorTable", "visitor_table"]

INPUTS = ("speed", "angle", "load", "wear")


@dataclass(frozen=True, slots=True)
class VisitorTable:
    """A CSV file and the words that only its visitor may read.

    Parameters
    ----------
    name : str
        Of the file.
    mark : str
        In the name of the file and of every column, and in no other table's.
    content : bytes
    """

    name: str
    mark: str
    content: bytes


def visitor_table(number: int, rows: int = 2000) -> VisitorTable:
    """Make the table of a visitor.

    Parameters
    ----------
    number : int
        Of the visitor, below 100.
    rows : int, default=2000
    """
    rng = np.random.default_rng(number)
    mark = f"v{number:02d}x"
    inputs = rng.uniform(1, 10, (rows, len(INPUTS))).round(3)
    weights = rng.integers(1, 9, 3)
    target = inputs[:, :3] @ weights + inputs[:, 0] * inputs[:, 3] / 2
    target = (target + rng.normal(0, 0.1, rows)).round(3)
    names = [f"{name} {mark}" for name in (*INPUTS, "result")]
    lines = [",".join(names)]
    lines += [",".join(map(str, row)) for row in np.column_stack([inputs, target]).tolist()]
    return VisitorTable(f"table-{mark}.csv", mark, "\n".join(lines).encode())
