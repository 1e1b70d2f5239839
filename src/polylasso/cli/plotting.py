"""Pictures of a model file."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np

from polylasso.cli.jobs import check_output
from polylasso.cli.predicting import read_rows
from polylasso.cli.printing import note
from polylasso.cli.settings import PictureSettings
from polylasso.cli.waiting import waiting
from polylasso.errors import DataError
from polylasso.inspection import Residuals, residuals
from polylasso.job.columns import check_known
from polylasso.job.notes import collected_notes
from polylasso.job.scores import unseen_levels
from polylasso.model import PolynomialModel
from polylasso.modelfile import load_model
from polylasso.plots import (
    ActualPredictedDisplay,
    ContributionsDisplay,
    EffectDisplay,
    RangeMapDisplay,
    ResidualsDisplay,
    SurfaceDisplay,
    TermImportanceDisplay,
)
from polylasso.plots.style import pyplot
from polylasso.report.text import count_of
from polylasso.sources.atomic import atomic_write
from polylasso.sources.table import Table
from polylasso.sources.target import target_vector

__all__ = ["draw_file"]

# Formats by extension, with what keeps the same picture the same file.
_FORMATS = {".png": {}, ".svg": {"Date": None}, ".pdf": {"CreationDate": None}}


def draw_file(model_file: str, settings: PictureSettings) -> None:
    """Write a picture of a model file.

    Raises
    ------
    PolylassoError
        If a file cannot be used, a column is not there, or matplotlib is not installed.
    """
    _check_picture(settings.output, model_file, *([settings.data] if settings.data else []))
    pyplot().switch_backend("agg")  # needs no screen
    model = _lenient(load_model(model_file).model)
    table = None if settings.data is None else read_rows(settings.data, model)
    with collected_notes() as notes, waiting("drawing"):
        display = _DISPLAYS[settings.kind](model, table, settings)
        display.plot(theme=settings.theme)
        content = _rendered(display.figure_, settings)
    atomic_write(settings.output, content)
    _tell(notes)


def _check_picture(output: Path, *inputs: str) -> None:
    """Refuse, before the work is done, a file that cannot be written or be a picture."""
    if str(output) == "-":
        raise DataError("a picture is not written to standard output; name a file")
    if output.suffix.lower() not in _FORMATS:
        raise DataError(f"cannot write {str(output)!r}: unknown extension; use .png, .svg or .pdf")
    check_output(output, *inputs)


def _lenient(model: PolynomialModel) -> PolynomialModel:
    """Return a model that predicts what it can, and NaN for the rest."""
    return replace(
        model,
        missing="drop" if model.missing == "error" else model.missing,
        unknown="baseline",
        extrapolation="nan" if model.extrapolation == "error" else model.extrapolation,
    )


def _importance(model: PolynomialModel, table: Table | None, settings: PictureSettings) -> Any:
    return TermImportanceDisplay.from_model(model, table)


def _effect(model: PolynomialModel, table: Table | None, settings: PictureSettings) -> Any:
    return EffectDisplay.from_model(model, table, _known(model, settings.variables) or None)


def _surface(model: PolynomialModel, table: Table | None, settings: PictureSettings) -> Any:
    return SurfaceDisplay.from_model(model, table, _known(model, settings.variables) or None)


def _actual(model: PolynomialModel, table: Table | None, settings: PictureSettings) -> Any:
    return ActualPredictedDisplay(_compared(model, table, settings))


def _residuals(model: PolynomialModel, table: Table | None, settings: PictureSettings) -> Any:
    return ResidualsDisplay(_compared(model, table, settings))


def _contributions(model: PolynomialModel, table: Table | None, settings: PictureSettings) -> Any:
    if settings.row > table.n_rows:
        raise DataError(f"there is no row {settings.row:,}; the table has {table.n_rows:,}")
    row = table.take(np.array([settings.row - 1]))
    return ContributionsDisplay.from_model(model, row, table)


def _ranges(model: PolynomialModel, table: Table | None, settings: PictureSettings) -> Any:
    return RangeMapDisplay.from_model(model, table)


_DISPLAYS = {
    "importance": _importance,
    "effect": _effect,
    "surface": _surface,
    "actual": _actual,
    "residuals": _residuals,
    "contributions": _contributions,
    "ranges": _ranges,
}


def _known(model: PolynomialModel, names: tuple[str, ...]) -> tuple[str, ...]:
    check_known(names, [variable.name for variable in model.variables])
    return names


def _compared(model: PolynomialModel, table: Table | None, settings: PictureSettings) -> Residuals:
    name = settings.target or model.target_name
    check_known([name], table.names)
    actual, _ = target_vector(table.column(name))
    predicted = model.predict(table)
    if n_unseen := int(np.count_nonzero(unseen_levels(model, table))):
        note(f"{count_of(n_unseen, 'row')} with a label not seen in training")
    return residuals(actual, predicted, name)


def _rendered(figure: Any, settings: PictureSettings) -> bytes:
    suffix, plt, buffer = settings.output.suffix.lower(), pyplot(), BytesIO()
    with plt.rc_context({"svg.hashsalt": "polylasso"}):
        figure.savefig(buffer, format=suffix[1:], dpi=settings.dpi, metadata=_FORMATS[suffix])
    plt.close(figure)
    return buffer.getvalue()


def _tell(notes: Sequence[str]) -> None:
    """Print warnings; those of letters that the font lacks are one."""
    lacking = [text for text in notes if text.startswith("Glyph ")]
    if lacking:
        note(f"{count_of(len(lacking), 'letter')} of a name not in the font: drawn as boxes")
    for text in notes:
        if text not in lacking:
            note(text)
