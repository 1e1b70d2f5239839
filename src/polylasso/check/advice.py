"""From what was found to sentences that say what to do."""

from collections.abc import Callable, Iterator, Sequence

from polylasso.check.results import Collinear, ColumnCheck, Explained, Leak, Notice
from polylasso.check.shapes import SKEWED

__all__ = ["about_columns", "about_table", "about_target", "arrange"]

_SHOWN = 3
_FEW_VALUES = 10
_FEW_ROWS = 20
_ORDER = ("error", "warning", "info")
_MANY = 5
_ON_MISSING = {
    "error": "fill them, or pass missing='indicator' or missing='drop'",
    "drop": "those rows are left out",
    "indicator": "they are a category of their own",
}
_HOW = {
    "linear": "a straight line in it",
    "quadratic": "a parabola in it",
    "rank": "its rank order",
    "groups": "the means of its groups",
}


def arrange(notices: Sequence[Notice]) -> tuple[Notice, ...]:
    """Sort by severity, otherwise in the given order."""
    return tuple(sorted(notices, key=lambda notice: _ORDER.index(notice.severity)))


def about_target(target: ColumnCheck, n_rows: int, missing: str) -> Iterator[Notice]:
    """Yield what is to be said of the target."""
    name = f"target {target.name!r}"
    if target.kind == "empty":
        text = "has only infinite values" if target.n_infinite else "is missing in every row"
        yield Notice("error", None, f"{name} {text}; choose another target")
        return
    if target.kind == "constant":
        value = "" if target.lower is None else f" ({target.lower:g})"
        yield Notice("error", None, f"{name} is constant{value}: there is nothing to learn")
        return
    if target.n_infinite:
        yield Notice("error", None, f"{name} is infinite in {_rows(target.n_infinite)}; mend them")
    if target.n_missing:
        severity = "info" if missing == "drop" else "error"
        advice = "they are left out" if missing == "drop" else "remove them or pass missing='drop'"
        yield Notice(severity, None, f"{name} is missing in {_rows(target.n_missing)}; {advice}")
    yield from _target_shape(target, name, n_rows)


def _target_shape(target: ColumnCheck, name: str, n_rows: int) -> Iterator[Notice]:
    if target.n_distinct == 2:
        yield Notice("warning", None, f"{name} has two values: predictions are scores, not classes")
    elif target.n_distinct < _FEW_VALUES and target.n_distinct < 0.2 * n_rows:
        yield Notice(
            "info", None, f"{name} has only {target.n_distinct} distinct values; is it a rank?"
        )
    if target.skewness is not None and abs(target.skewness) > 2 * SKEWED:
        better = target.transform
        advice = f"consider its {better} as target" if better else "look at its tail"
        yield Notice("info", None, f"{name} is skewed ({target.skewness:.1f}); {advice}")
    if target.n_outliers:
        yield Notice("info", None, f"{name} has {_outliers(target)}")


def about_columns(columns: Sequence[ColumnCheck], missing: str) -> Iterator[Notice]:
    """Yield what is to be said of features on their own; traits of many columns, once for all."""
    infinite = [column for column in columns if column.n_infinite]
    yield from _each("error", infinite, _infinite, "hold inf or -inf; mend or remove them")
    absent = [c for c in columns if c.n_missing and c.kind in ("numeric", "binary", "categorical")]
    severity = "error" if missing == "error" else "info"
    advice = f"have missing values (NaN); {_ON_MISSING[missing]}"
    yield from _each(severity, absent, lambda column: _missing_values(column, missing), advice)
    empty = [c for c in columns if c.kind == "empty" and not c.n_infinite]
    text = "all values are missing; it is left out"
    yield from _each("warning", empty, lambda _: text, "are empty and left out")
    identifiers = [column for column in columns if column.kind == "identifier"]
    advice = "are like identifiers and left out unless named as categorical"
    yield from _each("warning", identifiers, _identifier, advice)
    constant = [column for column in columns if column.kind == "constant"]
    text = "has one value; it is left out"
    yield from _each("info", constant, lambda _: text, "have one value and are left out")
    skewed = [column for column in columns if column.transform]
    yield from _each("info", skewed, _skewed, "are skewed, and a transform would mend it")
    wild = [column for column in columns if column.n_outliers]
    advice = "have outliers; see that they are no errors: powers amplify them"
    yield from _each("info", wild, lambda column: f"has {_outliers(column)}", advice)


def _each(
    severity: str,
    columns: Sequence[ColumnCheck],
    text: Callable[[ColumnCheck], str],
    of_many: str,
) -> Iterator[Notice]:
    """Yield one notice per column, or one for all if they are many."""
    if len(columns) > _MANY:
        shown = ", ".join(repr(column.name) for column in columns[:_SHOWN])
        yield Notice(severity, None, f"{len(columns):,} columns ({shown}, ...) {of_many}")
        return
    for column in columns:
        yield Notice(severity, column.name, text(column))


def _infinite(column: ColumnCheck) -> str:
    return f"holds inf or -inf in {_rows(column.n_infinite)}; mend or remove them"


def _missing_values(column: ColumnCheck, missing: str) -> str:
    return f"has missing values (NaN) in {_rows(column.n_missing)}; {_ON_MISSING[missing]}"


def _identifier(column: ColumnCheck) -> str:
    return (
        f"has {column.n_distinct:,} levels, like an identifier; "
        "it is left out unless named as categorical"
    )


def _skewed(column: ColumnCheck) -> str:
    return f"is skewed ({column.skewness:.1f}); consider transform {column.transform!r}"


def _outliers(column: ColumnCheck) -> str:
    shown = ", ".join(f"{one.value:g} in row {one.row}" for one in column.outliers[:_SHOWN])
    more = ", ..." if column.n_outliers > _SHOWN else ""
    what = "an outlier" if column.n_outliers == 1 else f"{column.n_outliers:,} outliers"
    return f"{what} ({shown}{more}); see that they are no errors: powers amplify them"


def about_table(
    n_rows: int,
    n_duplicate_rows: int,
    duplicate_columns: Sequence[tuple[str, str]],
    collinear: tuple[Sequence[Collinear], int],
    explained: Sequence[Explained],
    leaks: Sequence[Leak],
) -> Iterator[Notice]:
    """Yield what is to be said of columns and rows together."""
    if n_rows < _FEW_ROWS:
        text = f"there are only {_rows(n_rows)}: scores will be rough"
        yield Notice("warning", None, text)
    if n_duplicate_rows:
        yield Notice(
            "warning",
            None,
            f"{n_duplicate_rows:,} of {_rows(n_rows)} repeat an earlier one; equal rows are kept "
            "on one side of every split, and count as often as they stand there",
        )
    for leak in leaks:
        yield Notice(
            "warning",
            leak.name,
            f"gives the target alone, by {_HOW[leak.how]} (R2 {leak.r2:.5f}); "
            "exclude it if it is a copy, or not known when predicting",
        )
    for name, twin in duplicate_columns:
        yield Notice("warning", name, f"is identical to column {twin!r}; it is left out")
    yield from _about_collinear(*collinear)
    yield from _about_explained(explained, {pair.second for pair in collinear[0]})


def _about_collinear(pairs: Sequence[Collinear], count: int) -> Iterator[Notice]:
    for pair in pairs[:_SHOWN]:
        yield Notice(
            "info",
            pair.second,
            f"has correlation {pair.correlation:.5f} with {pair.first!r}; "
            "one of the two may do, and which is kept may be chance",
        )
    if count > _SHOWN:
        text = f"{count:,} pairs of columns are nearly collinear; consider one of each group"
        yield Notice("info", None, text)


def _about_explained(explained: Sequence[Explained], told: set[str]) -> Iterator[Notice]:
    fresh = [one for one in explained if one.name not in told]
    for one in fresh[:_SHOWN]:
        by = f", such as {', '.join(map(repr, one.by))}" if one.by else ""
        text = f"is almost a linear function of other columns{by} (R2 {one.r2:.6f})"
        yield Notice("info", one.name, f"{text}; consider leaving one of them out")
    if len(fresh) > _SHOWN:
        text = f"{len(fresh)} columns are almost linear functions of the others"
        yield Notice("info", None, text)


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"
