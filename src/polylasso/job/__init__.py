"""One fit from a table to a scored model, for whoever asks: the command line or the web page."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from polylasso.job.columns import Selected, select, with_labels
    from polylasso.job.exploring import explored
    from polylasso.job.fitting import Fitted, fit_table
    from polylasso.job.holdout import last_rows
    from polylasso.job.outcome import fit_outcome
    from polylasso.job.scores import Scores, score_model
    from polylasso.job.settings import ColumnChoice, FitSettings, Folds

__all__ = [
    "ColumnChoice",
    "FitSettings",
    "Fitted",
    "Folds",
    "Scores",
    "Selected",
    "explored",
    "fit_outcome",
    "fit_table",
    "last_rows",
    "score_model",
    "select",
    "with_labels",
]

_HOMES = {
    "ColumnChoice": "polylasso.job.settings",
    "FitSettings": "polylasso.job.settings",
    "Fitted": "polylasso.job.fitting",
    "Folds": "polylasso.job.settings",
    "Scores": "polylasso.job.scores",
    "Selected": "polylasso.job.columns",
    "explored": "polylasso.job.exploring",
    "fit_outcome": "polylasso.job.outcome",
    "fit_table": "polylasso.job.fitting",
    "last_rows": "polylasso.job.holdout",
    "score_model": "polylasso.job.scores",
    "select": "polylasso.job.columns",
    "with_labels": "polylasso.job.columns",
}


def __getattr__(name: str) -> Any:
    """Import a name when it is first used: the options of the command line need settings only."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'polylasso.job' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
