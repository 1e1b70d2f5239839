"""Options that several commands share, and the kinds of values that they take."""

import math
from collections.abc import Callable
from typing import Any

import click

from polylasso.job.settings import Folds

__all__ = [
    "ByteCount",
    "DegreeChoice",
    "FiniteRange",
    "FoldCount",
    "TransformOf",
    "chosen_degrees",
    "column_options",
    "degree_options",
    "json_option",
    "memory_option",
    "reading_options",
    "rule_option",
    "transforms",
]

_TRANSFORMS = ("identity", "log1p", "log", "sqrt", "reciprocal")
_UNITS = {"tb": 10**12, "gb": 10**9, "mb": 10**6, "kb": 10**3, "b": 1, "": 1}


class FiniteRange(click.FloatRange):
    """A range of numbers, to which NaN and infinity do not belong."""

    def convert(self, value: Any, param: Any, ctx: Any) -> float:
        """Return the number."""
        number = super().convert(value, param, ctx)
        if not math.isfinite(number):
            self.fail(f"{value!r} is not a finite number", param, ctx)
        return number


class FoldCount(click.ParamType):
    """A number of folds, time: and a number, or auto."""

    name = "N|time:N|auto"

    def convert(self, value: Any, param: Any, ctx: Any) -> Folds:
        """Return the folds."""
        if isinstance(value, Folds):
            return value
        if value == "auto":
            return Folds()
        kind, _, digits = value.rpartition(":")
        if kind not in ("", "time") or not digits.isdecimal():
            self.fail(f"{value!r} is neither a number of folds nor time:N nor auto", param, ctx)
        if int(digits) < 2:
            self.fail(f"{digits} is too few: at least 2 folds", param, ctx)
        return Folds(int(digits), kind == "time")


class DegreeChoice(click.ParamType):
    """A largest degree of a term, or auto."""

    name = "1 to 20|auto"

    def convert(self, value: Any, param: Any, ctx: Any) -> int | str:
        """Return the degree."""
        if value == "auto":
            return value
        if not str(value).isdecimal() or not 1 <= int(value) <= 20:
            self.fail(f"{value!r} is neither a whole number from 1 to 20 nor auto", param, ctx)
        return int(value)


class TransformOf(click.ParamType):
    """A column and a function, as COLUMN=log1p."""

    name = "COLUMN=FUNCTION"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[str, str]:
        """Return column and function."""
        if isinstance(value, tuple):
            return value
        column, equals, function = value.rpartition("=")
        if not equals or function not in _TRANSFORMS:
            choices = ", ".join(_TRANSFORMS)
            self.fail(f"{value!r} is not COLUMN=FUNCTION with one of {choices}", param, ctx)
        return column, function


class ByteCount(click.ParamType):
    """A number of bytes, as 4GB, 500MB or 4e9."""

    name = "SIZE"

    def convert(self, value: Any, param: Any, ctx: Any) -> float:
        """Return the number of bytes."""
        if isinstance(value, float):
            return value
        text = value.strip().lower().replace("i", "")
        digits = text.rstrip("tgmkb ")
        try:
            count = float(digits) * _UNITS[text[len(digits) :].strip()]
        except (KeyError, ValueError):
            count = 0.0
        if not 0.0 < count < float("inf"):
            self.fail(f"{value!r} is no size; write e.g. 4GB or 500MB", param, ctx)
        return count


def column_options(command: Callable) -> Callable:
    """Add the options that pick columns."""
    for option in (
        click.option(
            "--categorical",
            multiple=True,
            metavar="COLUMN",
            help="Treat a column of numbers as labels. Repeatable.",
        ),
        click.option(
            "--exclude", multiple=True, metavar="COLUMN", help="Leave a column out. Repeatable."
        ),
        click.option(
            "--features",
            multiple=True,
            metavar="COLUMNS",
            help="Use these columns only; repeatable, or a list with commas.",
        ),
    ):
        command = option(command)
    return command


def reading_options(command: Callable) -> Callable:
    """Add the options that say how columns are read."""
    for option in (
        click.option(
            "--missing",
            type=click.Choice(("error", "indicator", "drop")),
            default="error",
            show_default=True,
            help="Missing values: refuse, mark by a column of their own, or leave the rows out.",
        ),
        click.option(
            "--transform",
            type=TransformOf(),
            multiple=True,
            help="Take powers of a function of a column: log1p, log, sqrt, reciprocal; also "
            "COLUMN=identity to keep the column itself. Repeatable.",
        ),
    ):
        command = option(command)
    return command


json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")

rule_option = click.option(
    "--rule",
    type=click.Choice(("one_se", "min")),
    default="one_se",
    show_default=True,
    help="Fewest terms within one standard error of the least error, or the least error.",
)

memory_option = click.option(
    "--memory-limit", type=ByteCount(), help="E.g. 4GB; by default half of what is free."
)


def degree_options(command: Callable) -> Callable:
    """Add what says how large terms may be."""
    options = (
        click.option(
            "--degree",
            type=DegreeChoice(),
            multiple=True,
            help="Largest degree of a term [default: 2]; repeat it to choose among several. auto "
            "chooses degree, products and penalty together.",
        ),
        click.option("--max-interaction", type=click.IntRange(1), help="Most columns in one term."),
        click.option(
            "--truncation",
            type=FiniteRange(0, 1, min_open=True),
            default=1.0,
            show_default=True,
            help="Norm of the degrees in a term: 1 is their sum; less keeps single columns but "
            "fewer products of high degree.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def chosen_degrees(given: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """Return the distinct degrees, or auto alone."""
    if "auto" in given and len(set(given)) > 1:
        raise click.UsageError("--degree auto chooses among all degrees; leave out the others")
    return tuple(sorted(set(given))) or (2,)


def transforms(pairs: tuple[tuple[str, str], ...]) -> dict[str, tuple[str, ...]]:
    """Gather the functions of each column."""
    gathered: dict[str, tuple[str, ...]] = {}
    for column, function in pairs:
        gathered[column] = (*gathered.get(column, ()), function)
    return gathered
