"""What the page opens with in place of a sample: chosen by whoever started the server.

It is the same for all visitors, who may then load tables of their own.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from polylasso.job import FitSettings, select
from polylasso.job.fitting import check_rows
from polylasso.modelfile import SavedModel, load_model
from polylasso.sources.files import read_table
from polylasso.sources.table import Table

__all__ = ["OpeningModel", "OpeningTable", "open_with", "opening_model", "opening_table"]


@dataclass(frozen=True, slots=True, eq=False)
class OpeningTable:
    """A table and how it is fitted.

    Parameters
    ----------
    name : str
    table : Table
    settings : FitSettings
    """

    name: str
    table: Table
    settings: FitSettings


@dataclass(frozen=True, slots=True, eq=False)
class OpeningModel:
    """A model to predict with."""

    name: str
    saved: SavedModel


# Set once, before the server answers anybody.
_TABLES: list[OpeningTable] = []
_MODELS: list[OpeningModel] = []


def open_with(file: str | os.PathLike, settings: FitSettings | None) -> None:
    """Choose what the page opens with; read it now, so that a fault ends the start.

    Parameters
    ----------
    file : str or path-like
        A table or, without settings, a model.
    settings : FitSettings or None

    Raises
    ------
    PolylassoError
        If the file or a column cannot be used.
    """
    name = Path(file).name
    _TABLES.clear()
    _MODELS.clear()
    if settings is None:
        _MODELS.append(OpeningModel(name, load_model(file)))
        return
    table = read_table(file, categorical=settings.shared.get("categorical", ()))
    check_rows(select(table, settings.columns, settings.missing), settings)
    _TABLES.append(OpeningTable(name, table, settings))


def opening_table() -> OpeningTable | None:
    """Return the table that the page opens with; None is a sample."""
    return _TABLES[0] if _TABLES else None


def opening_model() -> OpeningModel | None:
    """Return the model that the page opens with, if one was chosen."""
    return _MODELS[0] if _MODELS else None
