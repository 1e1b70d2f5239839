"""Tables to learn on: vehicle CO2 and diabetes. Files are checked by their digest, always."""

import hashlib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from polylasso.errors import DataError
from polylasso.sources.files import read_table
from polylasso.sources.labels import BOOLEAN_LABELS
from polylasso.sources.table import Column, Table

__all__ = ["Dataset", "load_co2", "load_diabetes"]

_CO2_SHA256 = "c4ba996770b00acc9d1429fbb72cf5bdd5747d4dd158724b8d07076311dc9151"
_CO2_ADDRESS = (
    "https://raw.githubusercontent.com/FahaDragusss/Machine-Learning-Portfolio/"
    "1701b111671a89c408e70750b61e2e0c54079d2a/"
    "Linear%20Regression%20Models%20from%20Scratch%20Deployment/"
    "Polynomial%20Models/Preprocessing/co2.csv"
)
_CO2_TARGET = "CO2 Emissions(g/km)"
_FUEL = "Fuel Type"
_CYLINDERS = "Cylinders"
_LOGGED = {
    "Engine Size(L)": "Engine_Size_log",
    "Fuel Consumption City (L/100 km)": "Fuel_City_log",
    "Fuel Consumption Hwy (L/100 km)": "Fuel_Hwy_log",
    "Fuel Consumption Comb (L/100 km)": "Fuel_Comb_log",
}
_DIABETES_NAMES = {
    "bp": "blood pressure",
    "s1": "total cholesterol",
    "s2": "LDL",
    "s3": "HDL",
    "s4": "cholesterol ratio",
    "s5": "log triglycerides",
    "s6": "blood sugar",
}


@dataclass(frozen=True, slots=True, eq=False)
class Dataset:
    """A table, which of its columns is the target, and where it comes from.

    Parameters
    ----------
    name, description, source, licence : str
        What it is called and is about, who made it, and on what terms it may be used.
    table : Table
        All columns, the target included.
    target_name : str
        Name of the target.

    Examples
    --------
    >>> from polylasso.datasets import load_diabetes
    >>> diabetes = load_diabetes()
    >>> X, y = diabetes.data, diabetes.target
    """

    name: str
    table: Table
    target_name: str
    description: str
    source: str
    licence: str

    @property
    def feature_names(self) -> tuple[str, ...]:
        """Names of the columns other than the target."""
        return tuple(name for name in self.table.names if name != self.target_name)

    @property
    def target(self) -> np.ndarray:
        """The target, float64 of shape (n_rows,)."""
        return self.table.column(self.target_name).values

    @property
    def data(self) -> Any:
        """The features as a frame: of pandas if it is installed, otherwise of pyarrow."""
        return _as_frame([self.table.column(name) for name in self.feature_names])

    @property
    def frame(self) -> Any:
        """Features and target as a frame: of pandas if it is installed, otherwise of pyarrow."""
        return _as_frame(self.table.columns)


def load_co2(fuel: str | None = None, prepared: bool = False) -> Dataset:
    """Load the fuel consumption and CO2 emissions of 7,385 vehicles sold in Canada.

    The file is looked for in the folder that the environment variable POLYLASSO_DATA names
    (co2/co2.csv), then in the user's cache, and is otherwise downloaded to the cache.

    Parameters
    ----------
    fuel : {"D", "E", "N", "X", "Z"}, default=None
        Keep diesel, ethanol, natural gas, regular or premium petrol only; None keeps all.
    prepared : bool, default=False
        Make the 12 inputs of the original project: log1p of the engine size and of the city,
        highway and combined consumption, and a 0/1 column for each number of cylinders. With it,
        `fuel` is "X" by default.

    Returns
    -------
    Dataset
        The target is "CO2 Emissions(g/km)".

    Raises
    ------
    ValueError
        If there is no such fuel.
    DataError
        If the file is not found and cannot be downloaded, or is not the expected one.

    Notes
    -----
    The table holds 1,103 repeated rows: keep equal rows on one side of a split. The figures of
    the original project's own prepared file agree with these to ten digits; a part of them was
    rounded to ten digits there.
    """
    raw = read_table(_co2_path())
    kept = fuel if fuel is not None or not prepared else "X"
    table = _with_fuel(raw, kept)
    if prepared:
        table = _prepared(table, np.unique(raw.column(_CYLINDERS).values))
    return Dataset(
        name="co2",
        table=table,
        target_name=_CO2_TARGET,
        description="Fuel consumption and CO2 emissions of vehicles sold in Canada",
        source="Natural Resources Canada, fuel consumption ratings, as compiled on Kaggle",
        licence="Open Government Licence - Canada",
    )


def load_diabetes() -> Dataset:
    """Load the diabetes study of Efron et al. (2004) in its own units.

    Returns
    -------
    Dataset
        442 patients, 9 measurements and the sex (1 or 2); the target is the progression of the
        disease a year later.

    Raises
    ------
    ImportError
        If scikit-learn, which carries the data, is not installed.
    """
    from sklearn import datasets

    bunch = datasets.load_diabetes(scaled=False)
    names = [_DIABETES_NAMES.get(name, name) for name in bunch.feature_names]
    columns = [
        Column(name, values) for name, values in zip(names, bunch.data.T.copy(), strict=True)
    ]
    progression = Column("progression", np.asarray(bunch.target, dtype=np.float64))
    return Dataset(
        name="diabetes",
        table=Table((*columns, progression), len(progression.values)),
        target_name="progression",
        description="Ten baseline measurements and the progression of diabetes after one year",
        source="Efron, Hastie, Johnstone, Tibshirani (2004), Least angle regression",
        licence="distributed with scikit-learn (BSD-3-Clause)",
    )


def _co2_path() -> Path:
    folder = os.environ.get("POLYLASSO_DATA")
    cached = _cache_folder() / "co2.csv"
    candidates = [Path(folder) / "co2" / "co2.csv"] if folder else []
    for path in (*candidates, cached):
        if path.is_file():
            _check_digest(path)
            return path
    return _download(cached)


def _check_digest(path: Path) -> None:
    if hashlib.sha256(path.read_bytes()).hexdigest() != _CO2_SHA256:
        raise DataError(
            f"{path}: not the expected co2.csv (its sha256 differs); delete it to have it "
            f"fetched again, or get it from {_CO2_ADDRESS}"
        )


def _cache_folder() -> Path:
    if sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    elif sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "polylasso"


def _download(path: Path) -> Path:
    try:
        import pooch
    except ImportError:
        raise DataError(_how_to_get("pooch, which downloads it, is not installed")) from None
    try:
        pooch.retrieve(_CO2_ADDRESS, known_hash=_CO2_SHA256, fname=path.name, path=path.parent)
    except (OSError, ValueError) as error:  # requests' errors are OSErrors, a wrong digest is not
        raise DataError(_how_to_get(f"{type(error).__name__} on downloading it")) from error
    return path


def _how_to_get(reason: str) -> str:
    return (
        f"the CO2 table is not on this computer ({reason}); pip install 'polylasso[data]' and "
        "connect to the network, or set POLYLASSO_DATA to a folder that holds co2/co2.csv, from "
        f"{_CO2_ADDRESS}"
    )


def _with_fuel(table: Table, fuel: str | None) -> Table:
    if fuel is None:
        return table
    column = table.column(_FUEL)
    if fuel not in column.categories:
        raise ValueError(f"fuel must be one of {', '.join(column.categories)}; got {fuel!r}")
    return table.take(column.values == column.categories.index(fuel))


def _prepared(table: Table, cylinder_counts: np.ndarray) -> Table:
    logs = [Column(new, np.log1p(table.column(old).values)) for old, new in _LOGGED.items()]
    cylinders = table.column(_CYLINDERS).values
    dummies = [
        Column(f"Cylinders_{count:.0f}", (cylinders == count).astype(np.float64))
        for count in cylinder_counts
    ]
    return Table((*logs, *dummies, table.column(_CO2_TARGET)), table.n_rows)


def _as_frame(columns: Sequence[Column]) -> Any:
    try:
        import pandas as pd
    except ImportError:
        import pyarrow as pa

        return pa.table({column.name: pa.array(_natural(column)) for column in columns})
    return pd.DataFrame({column.name: _natural(column) for column in columns})


def _natural(column: Column) -> np.ndarray:
    """Return the values as a frame would hold them: numbers, booleans or strings."""
    if column.is_numeric:
        whole = not column.missing.any() and np.all(np.trunc(column.values) == column.values)
        return column.values.astype(np.int64) if whole else column.values
    if column.categories == BOOLEAN_LABELS and not column.missing.any():
        return column.values.astype(bool)
    return np.array([*column.categories, None], dtype=object)[column.values]
