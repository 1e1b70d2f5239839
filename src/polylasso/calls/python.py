"""A fit as a script of Python: it reads, holds out, fits and scores what the settings say."""

from collections.abc import Iterable, Mapping
from typing import Any

from polylasso.calls.parameters import chosen_parameters, default_of, literal
from polylasso.calls.source import Source
from polylasso.job import ColumnChoice, FitSettings

__all__ = ["python_call"]

_WIDTH = 88


def python_call(settings: FitSettings, source: Source) -> str:
    """Return a script that fits and scores the same model.

    Parameters
    ----------
    settings : FitSettings
    source : Source

    Returns
    -------
    str
        Its variable ``model`` is the estimator, as `job.fit_table` returns it. Of the parameters
        those are written that differ from their defaults.

    Raises
    ------
    DataError
        If a parameter cannot be written down.
    """
    parts = [
        _imports(settings, source),
        _reading(settings, source),
        _holding_out(settings),
        _fitting(settings),
        _telling(settings),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _imports(settings: FitSettings, source: Source) -> list[str]:
    estimator = "PolynomialLasso" if settings.alpha is not None else "PolynomialLassoCV"
    own = [estimator] if source.loader is None else [estimator, source.loader]
    jobs = ["ColumnChoice", "select"]
    if source.loader is not None and settings.shared.get("categorical"):
        jobs.append("with_labels")
    lines = [f"from polylasso import {', '.join(own)}"]
    if settings.test_size:
        if settings.folds.in_time:
            jobs.append("last_rows")
        elif settings.columns.groups is not None:
            lines.append("from polylasso.folds import held_out")
        else:
            lines.append("from polylasso.folds import held_out, row_identity")
        jobs.append("score_model")
    lines.append(f"from polylasso.job import {', '.join(sorted(jobs))}")
    if source.loader is None:
        lines.append("from polylasso.sources.files import read_table")
    if settings.folds.in_time and settings.alpha is None:
        lines.append("from sklearn.model_selection import TimeSeriesSplit")
    return lines


def _reading(settings: FitSettings, source: Source) -> list[str]:
    categorical = tuple(settings.shared.get("categorical", ()))
    if source.loader is not None:
        table = f"{source.loader}().table"
        if categorical:
            table = f"with_labels({table}, {literal(categorical)})"
    elif categorical:
        table = _call("read_table", [literal(source.file)], {"categorical": categorical})
    else:
        table = f"read_table({literal(source.file)})"
    columns = _call("ColumnChoice", [], _named(settings.columns))
    return [
        f"table = {table}",
        f"columns = {columns}",
        f"rows = select(table, columns, missing={literal(settings.missing)})",
    ]


def _named(columns: ColumnChoice) -> dict[str, Any]:
    given = {
        "target": columns.target,
        "features": tuple(columns.features),
        "exclude": tuple(columns.exclude),
        "groups": columns.groups,
        "weights": columns.weights,
    }
    return {name: value for name, value in given.items() if value}


def _holding_out(settings: FitSettings) -> list[str]:
    if not settings.test_size:
        return ["train = rows"]
    share, seed = literal(settings.test_size), literal(settings.seed)
    if settings.folds.in_time:
        mask = f"last_rows(rows.n_rows, {share})"
    elif settings.columns.groups is not None:
        mask = f'held_out(rows.groups, {share}, {seed}, "groups")'
    else:
        identity = "row_identity(rows.features, rows.target.values)"
        mask = f'held_out({identity}, {share}, {seed}, "distinct rows")'
    return [f"held = {mask}", "train, test = rows.take(~held), rows.take(held)"]


def _fitting(settings: FitSettings) -> list[str]:
    parameters = {name: literal(v, name) for name, v in chosen_parameters(settings).items()}
    if settings.alpha is not None:
        named = {"alpha": literal(settings.alpha), **parameters}
        model = _written("PolynomialLasso", _assigned(named))
    else:
        if settings.folds.in_time:
            parameters["cv"] = f"TimeSeriesSplit({settings.folds.count})"
        elif settings.folds.count != default_of("cv"):
            parameters["cv"] = literal(settings.folds.count)
        model = _written("PolynomialLassoCV", _assigned(parameters))
    return [f"model = {model}", _fit_to("train", settings)]


def _fit_to(rows: str, settings: FitSettings) -> str:
    arguments = [f"{rows}.features", f"{rows}.target"]
    if settings.columns.weights is not None:
        arguments.append(f"sample_weight={rows}.weights")
    if settings.columns.groups is not None and settings.alpha is None:
        arguments.append(f"groups={rows}.groups")
    return f"model.fit({', '.join(arguments)})"


def _telling(settings: FitSettings) -> list[str]:
    lines = ["print(model.formula())"]
    if settings.test_size:
        lines.append('print("on the rows held out:", score_model(model.model_, test))')
        if settings.refit:
            lines += ["", "# Once scored, again to all rows.", _fit_to("rows", settings)]
            lines.append("print(model.formula())")
    return lines


def _call(function: str, arguments: list[str], named: Mapping[str, Any]) -> str:
    return _written(
        function, [*arguments, *_assigned({k: literal(v, k) for k, v in named.items()})]
    )


def _assigned(named: Mapping[str, str]) -> list[str]:
    return [f"{name}={value}" for name, value in named.items()]


def _written(function: str, arguments: Iterable[str]) -> str:
    """Write a call on one line, or with an argument on each."""
    arguments = list(arguments)
    line = f"{function}({', '.join(arguments)})"
    if len(line) <= _WIDTH - len("columns = "):
        return line
    return f"{function}(\n" + "".join(f"    {argument},\n" for argument in arguments) + ")"
