"""The page Predict: one row in a form, or a file of rows."""

from dataclasses import replace

import streamlit as st

from polylasso.app import state
from polylasso.app.answer import answer
from polylasso.app.opening import opening_model
from polylasso.app.parts.batch import draw_batch
from polylasso.app.parts.choice import choose_part
from polylasso.app.parts.contributions import draw_contributions
from polylasso.app.parts.form import draw_form, fill_form
from polylasso.app.parts.numbers import shown
from polylasso.app.parts.prediction import Beside, draw_answer
from polylasso.app.parts.saved_model import choose_saved_model
from polylasso.app.parts.text import plain
from polylasso.app.source import Source, source_of_file, source_of_study
from polylasso.job.form import Example, Field, Point, fields_of
from polylasso.model import PolynomialModel

__all__ = ["page"]

_FIT, _FILE = "The last fit", "A saved model"
_ONE, _MANY = "One row", "A file of rows"
_CARD = "polylasso-prediction"
# On a phone the number stays in sight while the values below it are changed.
_STYLE = f"""<style>
@media (max-width: 640px) {{
  .st-key-{_CARD} {{position: sticky; top: 3.75rem; z-index: 9; background: Canvas;}}
}}
</style>"""
# What to do outside the training range, in the words of the page.
_POLICIES = {
    "extend": "go on with the polynomial",
    "clip": "use the nearest value in range",
    "hold": "nearest value, within what the target was",
    "linear": "go on in a straight line",
    "nan": "do not predict",
}


def page() -> None:
    """Draw the page."""
    st.title("Predict")
    with st.container(horizontal=True, gap="medium"):
        kinds = (_FIT, _FILE) if opening_model() is None else (_FILE, _FIT)
        kind = choose_part("Model", kinds, "polylasso.predict.source")
        rows = choose_part("Predict", (_ONE, _MANY), "polylasso.predict.rows")
    source = _chosen_source(kind)
    if source is None:
        return
    if rows == _ONE:
        _draw_one(source)
    else:
        draw_batch(_with_policy(source), source.key)


def _chosen_source(kind: str) -> Source | None:
    """Return the model that was chosen; None, and what is missing in words, if there is none."""
    if kind == _FILE:
        saved = choose_saved_model()
        return None if saved is None else source_of_file(saved)
    done = state.study()
    if done is None:
        st.info("There is no model yet: fit one on the page Fit, or choose a saved model.")
        return None
    return source_of_study(done)


def _with_policy(source: Source) -> PolynomialModel:
    """Draw the choice of what happens outside the training range; return the model with it."""
    own = source.model.extrapolation
    chosen = st.selectbox(
        "Outside the training range",
        _POLICIES,
        index=list(_POLICIES).index("nan" if own == "error" else own),
        format_func=_POLICIES.__getitem__,
        key=f"polylasso.predict.policy.{source.key}",
        persist_state="session",
        width=320,
    )
    return replace(source.model, extrapolation=chosen)


@st.fragment
def _draw_one(source: Source) -> None:
    """Draw the form with its prediction, which follows every change."""
    fields = fields_of(source.model, source.train)
    examples = source.examples()
    st.html(_STYLE)
    card = st.container(border=True, key=_CARD)
    left, right = st.columns([1, 1.15], gap="large")
    with left:
        st.header("Values")
        _draw_examples(examples, fields, source.key)
        point = draw_form(fields, source.key)
        if not fields:
            st.caption("The model has no term: it predicts the same for all rows.")
        model = _with_policy(source)
    found = answer(model, point, source.baseline(model))
    with card:
        beside = Beside(model.target_name, _actual(examples, point), source.error)
        draw_answer(found, beside)
    with right:
        st.header("Why this number")
        if found.parts is None:
            st.caption("There is no prediction to take apart.")
        else:
            draw_contributions(found.parts)


def _draw_examples(examples: tuple[Example, ...], fields: tuple[Field, ...], key: str) -> None:
    if not examples:
        return
    st.caption("Rows held out, with their true values:")
    with st.container(horizontal=True, gap="small"):
        for place, example in enumerate(examples):
            st.button(
                plain(f"Example {place + 1}: {shown(example.actual)}"),
                key=f"polylasso.predict.example.{place}",
                on_click=fill_form,
                args=(fields, key, example.point),
            )


def _actual(examples: tuple[Example, ...], point: Point) -> float | None:
    """Return the true value of the example that is in the form, if one is."""
    return next((one.actual for one in examples if dict(one.point) == dict(point)), None)
