"""Settings of a fit as parameters of an address, and back. It knows no page and no session."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from polylasso.job import FitSettings, Folds
from polylasso.sources.table import Table

__all__ = ["Parameters", "read_address", "write_address"]

Parameters = Mapping[str, Sequence[str]]

FUNCTIONS = ("log1p", "log", "sqrt", "reciprocal")
_RELAX = {"auto": "auto", "yes": True, "no": False}
_MOST_DEGREE, _MOST_FOLDS, _MOST_SEED = 10, 50, 2**32 - 1


class _UnusableError(ValueError):
    """A parameter holds what it cannot hold."""


@dataclass(frozen=True, slots=True)
class _Parameter:
    """One parameter: how settings are written as texts, and texts read into settings."""

    write: Callable[[FitSettings], list[str]]
    read: Callable[[FitSettings, Sequence[str]], FitSettings]
    columns: bool = False


def write_address(
    settings: FitSettings, usual: FitSettings, with_columns: bool
) -> dict[str, list[str]]:
    """Return the parameters of what is not as usual.

    Parameters
    ----------
    settings, usual : FitSettings
    with_columns : bool
        Whether names of columns may be in the address.
    """
    written = {}
    for name, parameter in _PARAMETERS.items():
        if parameter.columns and not with_columns:
            continue
        texts = parameter.write(settings)
        if texts != parameter.write(usual):
            written[name] = texts or [""]
    return written


def read_address(
    given: Parameters, usual: FitSettings, table: Table
) -> tuple[FitSettings, list[str]]:
    """Return the usual settings with what an address says, and what of it cannot be used."""
    settings, notes = usual, []
    for name, parameter in _PARAMETERS.items():
        if name not in given:
            continue
        texts = [text for text in given[name] if text]
        try:
            if parameter.columns:
                _check_columns(name, texts, table)
            settings = parameter.read(settings, texts)
        except ValueError as error:
            shown = ", ".join(given[name])[:60]
            reason = f": {error}" if isinstance(error, _UnusableError) else ""
            notes.append(f"the link says {name}={shown}, which cannot be used{reason}")
    return settings, notes


def _check_columns(name: str, texts: Sequence[str], table: Table) -> None:
    for text in texts:
        if text not in table.names:
            raise _UnusableError(f"there is no column {text!r}")
        needs_numbers = name in ("target", "weights", "labels", *FUNCTIONS)
        if needs_numbers and not table.column(text).is_numeric:
            raise _UnusableError(f"column {text!r} holds no numbers")


def _one(texts: Sequence[str]) -> str:
    if len(texts) != 1:
        raise _UnusableError("one value is needed")
    return texts[0]


def _whole(text: str, least: int, most: int) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 12):
        raise _UnusableError(f"{text[:20]!r} is no whole number")
    if not least <= int(text) <= most:
        raise _UnusableError(f"it must be from {least} to {most}")
    return int(text)


def _among(text: str, choices: Sequence[str]) -> str:
    if text not in choices:
        raise _UnusableError(f"it must be one of {', '.join(choices)}")
    return text


def _degrees() -> _Parameter:
    def read(settings: FitSettings, texts: Sequence[str]) -> FitSettings:
        if _one(texts) == "auto":
            return replace(settings, degrees=("auto",))
        found = {_whole(part, 1, _MOST_DEGREE) for part in _one(texts).split(",")}
        return replace(settings, degrees=tuple(sorted(found)))

    return _Parameter(lambda s: [",".join(map(str, s.degrees))], read)


def _folds() -> _Parameter:
    def read(settings: FitSettings, texts: Sequence[str]) -> FitSettings:
        if _one(texts) == "auto":
            return replace(settings, folds=Folds())
        kind, _, count = _one(texts).rpartition(":")
        in_time = _among(kind or "shuffled", ("shuffled", "time")) == "time"
        return replace(settings, folds=Folds(_whole(count, 2, _MOST_FOLDS), in_time))

    return _Parameter(lambda s: [str(s.folds)], read)


def _test_size() -> _Parameter:
    def read(settings: FitSettings, texts: Sequence[str]) -> FitSettings:
        share = float(_one(texts))
        if not (math.isfinite(share) and 0.0 <= share <= 0.9):
            raise _UnusableError("it must be from 0 to 0.9")
        return replace(settings, test_size=share)

    return _Parameter(lambda s: [repr(float(s.test_size))], read)


def _seed() -> _Parameter:
    def read(settings: FitSettings, texts: Sequence[str]) -> FitSettings:
        return replace(settings, seed=_whole(_one(texts), 0, _MOST_SEED))

    return _Parameter(lambda s: [str(s.seed)], read)


def _refit() -> _Parameter:
    def read(settings: FitSettings, texts: Sequence[str]) -> FitSettings:
        return replace(settings, refit=_among(_one(texts), ("yes", "no")) == "yes")

    return _Parameter(lambda s: ["yes" if s.refit else "no"], read)


def _shared(name: str, usual: str, choices: Sequence[str]) -> _Parameter:
    """Return a parameter of all estimators that is one of some words."""

    def read(settings: FitSettings, texts: Sequence[str]) -> FitSettings:
        value = _among(_one(texts), choices)
        return replace(settings, shared={**settings.shared, name: value})

    return _Parameter(lambda s: [s.shared.get(name, usual)], read)


def _count(where: str, name: str, most: int) -> _Parameter:
    """Return a parameter that is a whole number, or nothing."""

    def write(settings: FitSettings) -> list[str]:
        value = getattr(settings, where).get(name)
        return [] if value is None else [str(value)]

    def read(settings: FitSettings, texts: Sequence[str]) -> FitSettings:
        value = _whole(_one(texts), 1, most) if texts else None
        return replace(settings, **{where: {**getattr(settings, where), name: value}})

    return _Parameter(write, read)


def _rule() -> _Parameter:
    def read(settings: FitSettings, texts: Sequence[str]) -> FitSettings:
        value = _among(_one(texts), ("one_se", "min"))
        return replace(settings, search={**settings.search, "rule": value})

    return _Parameter(lambda s: [s.search.get("rule", "one_se")], read)


def _relax() -> _Parameter:
    spelt = {value: word for word, value in _RELAX.items()}

    def read(settings: FitSettings, texts: Sequence[str]) -> FitSettings:
        value = _RELAX[_among(_one(texts), tuple(_RELAX))]
        return replace(settings, search={**settings.search, "relax": value})

    return _Parameter(lambda s: [spelt[s.search.get("relax", "auto")]], read)


def _column(name: str) -> _Parameter:
    def write(settings: FitSettings) -> list[str]:
        value = getattr(settings.columns, name)
        return [] if value is None else [value]

    def read(settings: FitSettings, texts: Sequence[str]) -> FitSettings:
        value = _one(texts) if texts else None
        if name == "target" and value is None:
            raise _UnusableError("a column is needed")
        return replace(settings, columns=replace(settings.columns, **{name: value}))

    return _Parameter(write, read, columns=True)


def _exclude() -> _Parameter:
    def read(settings: FitSettings, texts: Sequence[str]) -> FitSettings:
        return replace(settings, columns=replace(settings.columns, exclude=tuple(texts)))

    return _Parameter(lambda s: list(s.columns.exclude), read, columns=True)


def _labels() -> _Parameter:
    def read(settings: FitSettings, texts: Sequence[str]) -> FitSettings:
        return replace(settings, shared={**settings.shared, "categorical": tuple(texts)})

    return _Parameter(lambda s: list(s.shared.get("categorical", ())), read, columns=True)


def _function(function: str) -> _Parameter:
    def given(settings: FitSettings) -> dict[str, Any]:
        return dict(settings.shared.get("transform") or {})

    def write(settings: FitSettings) -> list[str]:
        return [name for name, functions in given(settings).items() if function in functions]

    def read(settings: FitSettings, texts: Sequence[str]) -> FitSettings:
        gathered = {
            name: tuple(f for f in functions if f != function)
            for name, functions in given(settings).items()
        }
        for name in texts:
            gathered[name] = (*gathered.get(name, ()), function)
        kept = {name: functions for name, functions in gathered.items() if functions}
        return replace(settings, shared={**settings.shared, "transform": kept or None})

    return _Parameter(write, read, columns=True)


_PARAMETERS = {
    "target": _column("target"),
    "exclude": _exclude(),
    "labels": _labels(),
    "weights": _column("weights"),
    "groups": _column("groups"),
    **{function: _function(function) for function in FUNCTIONS},
    "missing": _shared("missing", "error", ("error", "indicator", "drop")),
    "degree": _degrees(),
    "interaction": _count("shared", "max_interaction", _MOST_DEGREE),
    "loss": _shared("loss", "squared", ("squared", "huber")),
    "basis": _shared("basis", "power", ("power", "legendre", "hermite")),
    "extrapolation": _shared(
        "extrapolation", "auto", ("auto", "extend", "clip", "hold", "linear", "error", "nan")
    ),
    "unknown": _shared("unknown", "error", ("error", "baseline")),
    "rule": _rule(),
    "relax": _relax(),
    "max_terms": _count("search", "max_terms", 10_000),
    "cv": _folds(),
    "test_size": _test_size(),
    "seed": _seed(),
    "refit": _refit(),
}
