"""The outcome of a fit, drawn. It gets the same object that --json prints."""

from collections.abc import Iterator, Mapping
from typing import Any

from rich.table import Table as Grid

from polylasso.report.console import heading, indented, paragraph
from polylasso.report.text import count_of, number, visible

__all__ = ["certificate_in_words", "draw_fit", "draw_formula"]


def draw_fit(outcome: Mapping[str, Any], lines: str, n_hidden: int) -> Iterator[Any]:
    """Yield the parts of the report on a fit, with its formula in lines."""
    yield paragraph(_rows_in_words(outcome), "bold")
    if outcome["warnings"]:
        yield heading("Notes on the data")
        for text in outcome["warnings"]:
            yield indented(text, "yellow")
    yield heading("Formula")
    yield from draw_formula(lines, n_hidden)
    yield heading("Scores")
    yield _scores(outcome)
    yield from _remarks(outcome)
    yield heading("Model")
    yield indented(_search_in_words(outcome))
    if chosen := outcome["automatic"]:
        yield indented(_choice_in_words(chosen, outcome["cv_r2"]))
    if weighed := outcome["huber"]:
        yield indented(_weights_in_words(weighed))
    yield indented(certificate_in_words(outcome))
    if outcome["model_file"]:
        yield indented(f"saved to {outcome['model_file']}")
    if outcome["explorer_file"]:
        yield indented(f"to be explored in {outcome['explorer_file']}")
    yield indented(f"{outcome['seconds']:.2f} s", "dim")


def draw_formula(lines: str, n_hidden: int = 0) -> Iterator[Any]:
    """Yield a formula that is broken into lines, and how many terms are not in it."""
    for line in lines.splitlines():
        yield indented(line, "green")
    if n_hidden:
        yield indented(f"... and {count_of(n_hidden, 'smaller term')}", "dim")


def _rows_in_words(outcome: Mapping[str, Any]) -> str:
    rows = count_of(outcome["n_rows"], "row")
    columns = count_of(outcome["n_columns"], "column")
    text = f"{outcome['file']}: {rows}, {columns} to predict {outcome['target']!r} from"
    if outcome["n_holdout_rows"]:
        text += f"; {outcome['n_holdout_rows']:,} rows held out"
    return text


def _scores(outcome: Mapping[str, Any]) -> Grid:
    grid = Grid(box=None, pad_edge=False, padding=(0, 2), header_style="dim")
    grid.add_column("", no_wrap=True)
    held_out = bool(outcome["n_holdout_rows"])
    titles = ["CV R2"]
    if held_out:
        titles += ["held-out R2", "MSE", "MAE"]
    for title in titles:
        grid.add_column(title, justify="right")
    cv_r2 = {"": _r2(outcome["cv_r2"])}
    for name, prefix in (
        ("this formula", ""),
        ("least squares, no products", "linear_"),
        ("the mean", "mean_"),
    ):
        if prefix and not held_out:
            break
        cells = [cv_r2.get(prefix, "")]
        if held_out:
            cells.append(_r2(outcome[f"{prefix}holdout_r2"]))
            cells += [number(outcome[f"{prefix}holdout_{kind}"]) for kind in ("mse", "mae")]
        grid.add_row(f"  {name}", *cells)
    return grid


def _r2(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:.6f}" if 0.9999 < value < 1.0 else f"{value:.4f}"


def _remarks(outcome: Mapping[str, Any]) -> Iterator[Any]:
    """Yield what to know of the scores."""
    if unseen := outcome["n_holdout_unseen_levels"]:
        text = f"{count_of(unseen, 'row')} held out with a label not seen in training, as none"
        yield indented(text, "dim")
    if outside := outcome["n_holdout_out_of_range"]:
        yield indented(f"{count_of(outside, 'row')} held out outside the training range", "dim")
    if unscored := outcome["n_holdout_unscored"]:
        yield indented(f"{count_of(unscored, 'row')} held out could not be predicted", "dim")
    if outcome["refitted_on_all_rows"]:
        text = "the formula was fitted again to all rows; the scores are of the fit before that"
        yield indented(text, "dim")


def _search_in_words(outcome: Mapping[str, Any]) -> str:
    text = (
        f"{count_of(outcome['n_terms'], 'term')} of {outcome['n_candidate_terms']:,} candidates, "
        f"degree {outcome['degree']}, alpha {number(outcome['alpha'])}"
    )
    if outcome["cv"]:
        text += f" by cross-validation ({outcome['cv']} folds, rule {outcome['rule']})"
    return visible(f"{text}; size {outcome['size']:,}")


def _choice_in_words(chosen: Mapping[str, Any], cv_r2: float | None) -> str:
    """Say what degree="auto" chose, and how it compares with straight lines."""
    text = (
        f"chosen among {count_of(chosen['n_dictionaries'], 'dictionary', 'dictionaries')}: at most "
    )
    text += f"{count_of(chosen['max_interaction'], 'column')} in a term"
    if chosen["truncation"] < 1.0:
        text += f", truncation {chosen['truncation']:g}"
    text += ", by the adaptive lasso" if chosen["adaptive"] else ", by the lasso"
    text += "; mean of the formulas of the folds" if chosen["averaged"] else ""
    return f"{text}; CV R2 {_r2(cv_r2)}, of straight lines {_r2(chosen['linear_cv_r2'])}"


def _weights_in_words(weighed: Mapping[str, Any]) -> str:
    """Say how many rows count less under Huber's loss."""
    if not weighed["n_counting_less"]:
        return "Huber's loss: no row is so far from the formula that it counts less"
    return (
        f"Huber's loss: {weighed['n_counting_less']:,} of {count_of(weighed['n_rows'], 'row')} "
        f"count less, the least {number(weighed['least_weight'])} of its weight, in CV R2, too"
    )


def certificate_in_words(outcome: Mapping[str, Any]) -> str:
    """Say what the duality gap proves."""
    gap = f"relative duality gap {outcome['dual_gap']:.0e}"
    among = f"{outcome['n_candidate_terms']:,} candidate terms"
    if not outcome["certified"]:
        return f"NOT certified: {gap} over {among}, above {outcome['tol']:g}"
    proof = f"certified optimum over {among}: {gap}"
    if outcome["relax"] == 1.0:
        return proof
    blend = "refitted without the penalty" if outcome["relax"] == 0.0 else "half refitted"
    return f"{proof}; its terms were then {blend}, as cross-validation preferred"
