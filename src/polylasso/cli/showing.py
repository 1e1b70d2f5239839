"""The content of a model file, printed."""

from typing import Any

import click

from polylasso.cli.jobs import MOST_TERMS
from polylasso.cli.printing import print_json, print_report, report_width
from polylasso.inspection import in_powers
from polylasso.job.outcome import formula_in_lines
from polylasso.modelfile import SavedModel, load_model

__all__ = ["show_file"]


def show_file(path: str, *, as_json: bool, latex: bool, full: bool) -> None:
    """Print a model file as a report, as JSON, or its formula in LaTeX."""
    saved = load_model(path)
    digits = None if full else 4
    if latex:
        click.echo(saved.formula(digits, "latex"))
    elif as_json:
        print_json(_content(saved, path, digits))
    else:
        from polylasso.report.models import draw_model

        most = None if full else MOST_TERMS
        lines, n_hidden = formula_in_lines(in_powers(saved.model), report_width(), most, digits)
        print_report(draw_model(_content(saved, path, digits), lines, n_hidden))


def _content(saved: SavedModel, path: str, digits: int | None) -> dict[str, Any]:
    model = saved.model
    return {
        "file": path,
        "target": model.target_name,
        "formula": saved.formula(digits),
        "n_terms": len(model.terms),
        "intercept": model.intercept,
        "terms": [
            {"term": term.label, "coef": float(coef)}
            for term, coef in zip(model.terms, model.coef, strict=True)
        ],
        "variables": [_variable(variable) for variable in model.variables],
        "scores": saved.scores,
        "certificate": saved.certificate,
        "data": saved.data,
        "settings": saved.settings,
        "version": saved.library_version,
    }


def _variable(variable: Any) -> dict[str, Any]:
    if variable.kind == "categorical":
        return {"name": variable.name, "kind": "categorical", "levels": list(variable.levels)}
    return {
        "name": variable.name,
        "kind": variable.kind,
        "lower": variable.lower,
        "upper": variable.upper,
    }
