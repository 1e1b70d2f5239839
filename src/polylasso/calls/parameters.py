"""The parameters of an estimator that settings ask for, other than its defaults."""

import inspect
import math
from collections.abc import Mapping
from typing import Any

from polylasso.errors import DataError
from polylasso.estimators import PolynomialLasso, PolynomialLassoCV
from polylasso.job import FitSettings

__all__ = ["chosen_parameters", "default_of", "literal"]


def default_of(name: str) -> Any:
    """Return the default of a parameter that both estimators have, or that of the search."""
    for estimator in (PolynomialLassoCV, PolynomialLasso):
        parameters = inspect.signature(estimator).parameters
        if name in parameters:
            return parameters[name].default
    raise DataError(f"{name!r} is no parameter of an estimator")


def chosen_parameters(settings: FitSettings) -> dict[str, Any]:
    """Return the parameters that differ from the defaults, without the penalty and the folds."""
    degree = settings.degrees[0] if len(settings.degrees) == 1 else list(settings.degrees)
    asked = {"degree": degree, **settings.shared}
    if asked.get("extrapolation") == "extend" and degree != "auto":
        asked["extrapolation"] = "auto"  # which means the same at a degree
    if settings.alpha is None:
        asked |= {**settings.search, "random_state": settings.seed}
    return {name: value for name, value in asked.items() if not _same(value, default_of(name))}


def literal(value: Any, name: str = "a parameter") -> str:
    """Spell a value as Python reads it back.

    Raises
    ------
    DataError
        If it is none of the values that can be written down, such as a function.
    """
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, float) and not math.isfinite(value):
        return f'float("{value}")'
    if isinstance(value, str):
        return _quoted(value)
    if value is None or isinstance(value, bool | int | float):
        return repr(value)
    if isinstance(value, Mapping):
        items = (f"{literal(k, name)}: {literal(v, name)}" for k, v in value.items())
        return f"{{{', '.join(items)}}}"
    if isinstance(value, list | tuple):
        items = [literal(item, name) for item in value]
        if isinstance(value, tuple):
            return f"({', '.join(items)}{',' if len(items) == 1 else ''})"
        return f"[{', '.join(items)}]"
    raise DataError(f"{name} is a {type(value).__name__}, which cannot be written into a call")


def _quoted(text: str) -> str:
    """Spell a text in double quotes, unless that takes escapes."""
    spelt = repr(text)
    return spelt if '"' in spelt or "'" in text else f'"{spelt[1:-1]}"'


def _same(value: Any, default: Any) -> bool:
    """Whether a value is the default, whatever stands for nothing."""
    if isinstance(value, list | tuple | Mapping) and not len(value):
        return not default
    if isinstance(value, list):
        value = tuple(value)
    return type(value) in (type(default), int, float) and value == default
