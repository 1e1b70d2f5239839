"""Tables that visitors bring in tests."""

import gzip
from pathlib import Path

import numpy as np


def curve(mark: str = "") -> bytes:
    """Return a CSV of 120 rows whose target is a product and a square, with noise.

    Parameters
    ----------
    mark : str
        Stands in the name of every column.
    """
    rng = np.random.default_rng(3)
    width, height = rng.uniform(1, 6, 120).round(2), rng.uniform(1, 6, 120).round(2)
    area = (width * height + width**2 / 2 + rng.normal(0, 0.05, 120)).round(3)
    names = [f"{name} {mark}".strip() for name in ("width", "height", "area")]
    rows = np.column_stack([width, height, area]).tolist()
    return "\n".join([",".join(names), *(",".join(map(str, row)) for row in rows)]).encode()


def real_table(root: Path) -> tuple[str, bytes]:
    """Return the name and the content of a table of prices of cars, 159 rows."""
    path = root / "pmlb" / "195_auto_price.csv.gz"
    with gzip.open(path) as file:
        file.read(1)  # it is what its name says
    return path.name, path.read_bytes()
