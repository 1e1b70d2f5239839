"""Writes a model file: readable JSON, in which floats keep every bit."""

import json
import math
import os
from collections.abc import Mapping
from typing import Any

import numpy as np

from polylasso.model import PolynomialModel
from polylasso.modelfile.reading import from_json
from polylasso.modelfile.saved import SavedModel
from polylasso.modelfile.schema import KEYS, MORE_VARIABLE_KEYS, SCHEMA, VARIABLE_KEYS
from polylasso.sources.atomic import atomic_write
from polylasso.terms import Variable

__all__ = ["save_model", "to_json"]

_WIDTH = 100


def save_model(saved: SavedModel, path: str | os.PathLike) -> None:
    """Write a model to a file, completely or not at all.

    Parameters
    ----------
    saved : SavedModel
    path : str or path-like
        File to create or replace.

    Raises
    ------
    DataError
        If the file cannot be written; what was there before is untouched.
    ModelFileError, TypeError
        As in `to_json`.
    """
    atomic_write(path, to_json(saved).encode("utf-8"))


def to_json(saved: SavedModel) -> str:
    """Write a model as the text of a model file.

    Parameters
    ----------
    saved : SavedModel
        Numbers in its dictionaries that are not finite become null.

    Returns
    -------
    str
        Ends with a newline; `from_json` reads it.

    Raises
    ------
    ModelFileError
        If the model could not be read back, for example because a coefficient is not finite.
    TypeError
        If a dictionary holds what JSON cannot.
    """
    text = _rendered(_plain(_tree(saved), "")) + "\n"
    # A surrogate that stands alone is not text; in JSON its escape is.
    text = text.encode("utf-8", "backslashreplace").decode("utf-8")
    from_json(text, "the model to be saved")
    return text


def _tree(saved: SavedModel) -> dict[str, Any]:
    model = saved.model
    values = (
        f"{SCHEMA[0]}.{SCHEMA[1]}",
        saved.library_version,
        model.target_name,
        model.intercept,
        _terms(model),
        [_variable(variable) for variable in model.variables],
        model.missing,
        model.unknown,
        model.extrapolation,
        saved.settings,
        saved.scores,
        saved.certificate,
        saved.data,
    )
    tree = dict(zip(KEYS, values, strict=True))
    if all(map(math.isfinite, model.target_range)):
        tree["target_range"] = model.target_range
    return tree


def _terms(model: PolynomialModel) -> list[dict[str, Any]]:
    return [
        {"term": term.label, "coefficient": coef}
        for term, coef in zip(model.terms, model.coef, strict=True)
    ]


def _variable(variable: Variable) -> dict[str, Any]:
    more = {name: getattr(variable, name) for name in MORE_VARIABLE_KEYS}
    return {
        **{name: getattr(variable, name) for name in VARIABLE_KEYS},
        **{name: value for name, value in more.items() if value},
    }


def _plain(value: Any, path: str) -> Any:
    """Return JSON values for numbers of NumPy, tuples and arrays."""
    if isinstance(value, (np.generic, np.ndarray)):
        value = value.tolist()
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else None
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, Mapping):
        return {str(key): _plain(item, f"{path}.{key}") for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item, f"{path}[{number}]") for number, item in enumerate(value)]
    raise TypeError(
        f"{path.removeprefix('.')} is a {type(value).__name__}; pass what JSON can hold"
    )


def _rendered(value: Any, indent: str = "") -> str:
    """Return JSON with short objects and arrays on one line, and longer ones on several."""
    line = json.dumps(value, ensure_ascii=False, allow_nan=False)
    if not value or not isinstance(value, (dict, list)):
        return line
    if indent and len(indent) + len(line) < _WIDTH:
        return line
    deeper = indent + " "
    if isinstance(value, dict):
        names = [f"{json.dumps(key, ensure_ascii=False)}: " for key in value]
        items = map(str.__add__, names, (_rendered(item, deeper) for item in value.values()))
    else:
        items = (_rendered(item, deeper) for item in value)
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    return f"{opening}\n" + ",\n".join(deeper + item for item in items) + f"\n{indent}{closing}"
