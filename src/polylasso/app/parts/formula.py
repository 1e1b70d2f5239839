"""A model as a formula one can read, copy and look at as mathematics."""

from dataclasses import replace
from typing import Any

import streamlit as st

from polylasso.inspection import formula
from polylasso.job.outcome import formula_in_lines, sizeable_first
from polylasso.model import PolynomialModel
from polylasso.report.text import count_of

__all__ = ["draw_formula", "draw_formula_text", "in_latex"]

# Terms that are seen at once: more are no formula that one reads.
_MOST = 10
# Letters in a line of the text.
_WIDTH = 88


def draw_formula(estimator: Any, key: str, most: int = _MOST) -> None:
    """Draw the formula of an estimator, the largest terms first.

    Parameters
    ----------
    estimator : PolynomialLasso or PolynomialLassoCV
    key : str
        Of what is drawn.
    most : int, default=10
        Terms that are shown unless one asks for all.
    """
    model = sizeable_first(estimator)
    n_hidden = max(len(model.terms) - most, 0)
    shown = most
    if n_hidden and st.toggle(f"All {len(model.terms):,} terms", key=f"{key}.all"):
        shown, n_hidden = len(model.terms), 0
    st.latex(in_latex(model, shown))
    if n_hidden:
        st.caption(f"… and {count_of(n_hidden, 'smaller term')}.")


def draw_formula_text(estimator: Any) -> None:
    """Draw the formula as text to copy."""
    lines, _ = formula_in_lines(sizeable_first(estimator), _WIDTH, digits=6)
    st.code(lines, language=None, wrap_lines=True)


def in_latex(model: PolynomialModel, most: int) -> str:
    """Return the first terms of a model in LaTeX, a line for each: it fits on a phone."""
    head, *terms = _parts(model, most)
    if not terms:
        return head
    lines = [f"&{head}", *(rf"&\quad {term}" for term in terms)]
    return "\\begin{aligned}\n" + " \\\\\n".join(lines) + "\n\\end{aligned}"


def _parts(model: PolynomialModel, most: int) -> list[str]:
    """Return the first line, and each term with its sign."""
    alone = replace(model, terms=(), coef=model.coef[:0])
    right = _right_side(alone)
    name = formula(alone, style="latex").removesuffix(f" = {right}")
    parts = [f"{name} = {right}"]
    for position in range(min(most, len(model.terms))):
        only = slice(position, position + 1)
        one = replace(model, terms=model.terms[only], coef=abs(model.coef[only]), intercept=0.0)
        parts.append(f"{'-' if model.coef[position] < 0 else '+'}\\, {_right_side(one)}")
    return parts


def _right_side(model: PolynomialModel) -> str:
    return formula(replace(model, target_name="y"), style="latex").removeprefix("\\text{y} = ")
