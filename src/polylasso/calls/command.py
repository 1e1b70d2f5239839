"""A fit as command lines for a POSIX shell."""

import shlex
from collections.abc import Iterator
from typing import Any

from polylasso.calls.parameters import chosen_parameters, default_of
from polylasso.calls.source import Source
from polylasso.errors import DataError
from polylasso.job import FitSettings

__all__ = ["command_line", "space_command"]

# What `polylasso fit` takes without being told, where it is not what the estimators take.
_OWN_DEFAULTS = {"unknown": "baseline"}
_FLAGS = {
    "max_interaction": "--max-interaction",
    "truncation": "--truncation",
    "basis": "--basis",
    "missing": "--missing",
    "l1_ratio": "--l1-ratio",
    "loss": "--loss",
    "extrapolation": "--extrapolation",
    "unknown": "--unknown",
    "memory_limit": "--memory-limit",
    "rule": "--rule",
    "relax": "--relax",
    "eps": "--eps",
    "max_terms": "--max-terms",
    "average": "--average",
    "time_limit": "--time-limit",
    "n_jobs": "--jobs",
}
# Written in ways of their own.
_APART = ("degree", "categorical", "transform", "random_state")
_RELAX = {True: "yes", False: "no"}
_WIDTH = 88


def command_line(settings: FitSettings, source: Source) -> str:
    r"""Return the command that fits and scores the same model.

    Parameters
    ----------
    settings : FitSettings
    source : Source
        Its file is read.

    Returns
    -------
    str
        Long ones go over several lines that end in a backslash.

    Raises
    ------
    DataError
        If the command line has no option for a setting.
    """
    return _line([f"polylasso fit {_file(source)}", *_words(settings)])


def space_command(settings: FitSettings, source: Source, kind: str, folder: str) -> str:
    """Return the command that makes a folder for the web in which the same model is fitted.

    Parameters
    ----------
    settings : FitSettings
    source : Source
        Its file is read.
    kind : {"static", "docker", "server"}
    folder : str
        To be made.

    Raises
    ------
    DataError
        As in `command_line`.
    """
    head = f"polylasso space export --kind {kind} {shlex.quote(folder)}"
    return _line([head, f"--data {_file(source)}", *_words(settings)])


def _file(source: Source) -> str:
    # With a dash in front it could be taken for an option.
    return shlex.quote(f"./{source.file}" if source.file.startswith("-") else source.file)


def _words(settings: FitSettings) -> list[str]:
    return [_word(flag, value) for flag, value in _options(settings)]


def _line(words: list[str]) -> str:
    """Write words on one line, or on several that end in a backslash."""
    line = " ".join(words)
    return line if len(line) <= _WIDTH else " \\\n    ".join(words)


def _word(flag: str, value: str | None) -> str:
    if value is None:
        return flag
    # A value with a dash in front could be taken for an option.
    together = f"{flag}={value}" if value.startswith("-") else None
    return shlex.quote(together) if together else f"{flag} {shlex.quote(value)}"


def _options(settings: FitSettings) -> Iterator[tuple[str, str | None]]:
    columns = settings.columns
    yield "--target", str(columns.target)
    for flag, names in (("--features", columns.features), ("--exclude", columns.exclude)):
        yield from ((flag, name) for name in names)
    yield from (("--categorical", name) for name in settings.shared.get("categorical", ()))
    yield from _transforms(settings.shared.get("transform") or {})
    if settings.degrees != (2,):
        yield from (("--degree", str(degree)) for degree in settings.degrees)
    if settings.alpha is not None:
        yield "--alpha", repr(float(settings.alpha))
    yield from _parameters(settings)
    for flag, name in (("--groups", columns.groups), ("--weights", columns.weights)):
        if name is not None:
            yield flag, name
    yield from _split(settings)


def _split(settings: FitSettings) -> Iterator[tuple[str, str | None]]:
    usual = FitSettings(settings.columns)
    if settings.folds != usual.folds:
        yield "--cv", str(settings.folds)
    if settings.test_size != usual.test_size:
        yield "--test-size", repr(float(settings.test_size))
    if settings.seed != usual.seed:
        yield "--seed", str(settings.seed)
    if settings.refit and settings.test_size:
        yield "--refit", None


def _transforms(transform: Any) -> Iterator[tuple[str, str]]:
    for name, functions in transform.items():
        for function in (functions,) if isinstance(functions, str) else functions:
            yield "--transform", f"{name}={function}"


def _parameters(settings: FitSettings) -> Iterator[tuple[str, str]]:
    chosen = chosen_parameters(settings)
    unsaid = [name for name in chosen if name not in _FLAGS and name not in _APART]
    if unsaid:
        raise DataError(f"polylasso fit has no option for {unsaid[0]!r}; use the script of Python")
    asked = {**settings.shared, **({} if settings.alpha is not None else settings.search)}
    for name, flag in _FLAGS.items():
        value = asked.get(name, default_of(name))
        if name in _OWN_DEFAULTS:
            if value != _OWN_DEFAULTS[name]:
                yield flag, _spelt(value)
        elif name in chosen:
            yield flag, _spelt(value)


def _spelt(value: Any) -> str:
    if isinstance(value, bool):
        return _RELAX[value]
    return repr(value) if isinstance(value, float) else str(value)
