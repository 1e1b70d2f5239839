"""How good a model is, beside a straight line and the mean; and what is proven of it."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from polylasso.app.parts.numbers import shown
from polylasso.app.parts.text import plain
from polylasso.report.text import count_of

__all__ = ["certificate_in_plain_words", "draw_scores"]

_ROWS = (("This formula", ""), ("A straight line", "linear_"), ("Always the mean", "mean_"))


def draw_scores(outcome: Mapping[str, Any]) -> None:
    """Draw the scores on the rows held out, or that of cross-validation if there are none."""
    held_out = outcome["n_holdout_rows"]
    if not held_out:
        st.metric("R² by cross-validation", _r2(outcome["cv_r2"]))
        st.caption("No rows were held out.")
        return
    target = plain(outcome["target"])
    for place, (title, prefix) in zip(st.columns(3), _ROWS, strict=True):
        error = outcome[f"{prefix}holdout_mae"]
        place.metric(title, f"R² {_r2(outcome[f'{prefix}holdout_r2'])}", border=True)
        place.caption(f"off by {plain(_number(error))} on average")
    st.caption(
        f"On {count_of(held_out, 'row')} that no model has seen. R² is the share of what varies "
        f"in {target} that is explained: 1 is all of it, 0 is no better than the mean."
    )


def _r2(value: float | None) -> str:
    if value is None:
        return "\N{EN DASH}"
    return f"{value:.5f}" if 0.9995 < value < 1.0 else f"{value:.3f}".replace("-", "\N{MINUS SIGN}")


def _number(value: float | None) -> str:
    return "\N{EN DASH}" if value is None else shown(value, 3)


def certificate_in_plain_words(outcome: Mapping[str, Any]) -> str:
    """Say to a reader who is no mathematician what the duality gap proves."""
    among = f"{outcome['n_candidate_terms']:,} candidate terms"
    gap = f"{outcome['dual_gap']:.0e}"
    if not outcome["certified"]:
        return (
            f"Not proven: among the {among} a better choice at this penalty could still be found "
            f"(relative duality gap {gap}, above {outcome['tol']:g})."
        )
    proof = (
        f"Proven: of all {among}, no other choice does better at this penalty. The proof is the "
        f"duality gap, {gap} of the whole; it would be 0 in exact arithmetic."
    )
    if outcome["relax"] < 1.0:
        blend = "without the penalty" if outcome["relax"] == 0.0 else "half without the penalty"
        proof += f" The chosen terms were then fitted again {blend}, as that predicted better."
    if outcome["automatic"] and outcome["automatic"]["averaged"]:
        proof += " The formula is the mean of those of the folds, each found so on rows of its own."
    if outcome["huber"]:
        less, rows = outcome["huber"]["n_counting_less"], outcome["huber"]["n_rows"]
        proof += (
            f" Of {rows:,} rows {less:,} count less, as they are far from the formula; in "
            "cross-validation they do, too."
        )
    return proof
