"""How to fit: how large terms may be, which rule chooses, and how it is scored."""

from dataclasses import replace
from typing import Any

import streamlit as st

from polylasso.app.kept import held
from polylasso.app.state import Loaded
from polylasso.job import FitSettings, Folds

__all__ = ["draw_options", "draw_rare_options"]

# The degree that is searched beside everything else; it excludes the others.
_AUTO = "auto"
_DEGREES = tuple(range(1, 7))
_RULES = {"one_se": "Fewest terms", "min": "Least error"}
_RELAX = {"auto": "If that predicts better", True: "Always", False: "Never"}
_BASES = {
    "power": "Powers",
    "legendre": "Legendre polynomials",
    "hermite": "Hermite polynomials",
}
_LOSSES = {"squared": "Counts by its square", "huber": "Counts less (Huber's loss)"}
_OUTSIDE = {
    "auto": "As suits the degree",
    "extend": "The polynomial goes on",
    "clip": "As at the edge of the range",
    "hold": "At the edge, within what the target was",
    "linear": "Straight on from the edge",
    "nan": "No prediction",
}


def draw_options(loaded: Loaded, settings: FitSettings) -> FitSettings:
    """Draw the degree and the rule; return the settings with what is chosen."""
    key = _at(loaded, "degrees", list(settings.degrees))
    degrees = st.pills(
        "Degree",
        (_AUTO, *_offered(settings)),
        selection_mode="multi",
        format_func=lambda degree: "Auto" if degree == _AUTO else str(degree),
        key=key,
        on_change=_part,
        args=(key, settings.is_automatic),
        help="At most so many columns, or powers of one, are multiplied in a term. Of several the "
        "best is chosen by cross-validation. Auto tries terms of up to degree 12 from small to "
        "large, for as long as they predict better.",
    )
    rule = st.segmented_control(
        "Prefer",
        list(_RULES),
        format_func=_RULES.__getitem__,
        required=True,
        key=_at(loaded, "rule", settings.search.get("rule", "one_se")),
        help="The fewest terms whose error is within chance of the least, or the least error.",
    )
    return replace(
        settings,
        degrees=(_AUTO,) if _AUTO in degrees else tuple(sorted(degrees)) or settings.degrees,
        search={**settings.search, "rule": rule},
    )


def _offered(settings: FitSettings) -> tuple[int, ...]:
    """Return the degrees to choose among: more where a link asks for more."""
    is_usual = settings.is_automatic or max(settings.degrees) <= _DEGREES[-1]
    return _DEGREES if is_usual else tuple(range(1, 11))


def _part(key: str, was_automatic: bool) -> None:
    """Keep what was chosen last: the automatic degree, or degrees."""
    chosen = st.session_state[key]
    if _AUTO in chosen and len(chosen) > 1:
        others = [degree for degree in chosen if degree != _AUTO]
        st.session_state[key] = others if was_automatic else [_AUTO]


def draw_rare_options(loaded: Loaded, settings: FitSettings) -> FitSettings:
    """Draw all other options; return the settings."""
    left, right = st.columns(2, gap="large")
    with left:
        settings = _draw_terms(loaded, settings)
    with right:
        return _draw_scoring(loaded, settings)


def _draw_terms(loaded: Loaded, settings: FitSettings) -> FitSettings:
    shared, search = dict(settings.shared), dict(settings.search)
    shared["max_interaction"] = st.number_input(
        "Most columns in one term",
        1,
        10,
        value=None,
        placeholder="As many as the degree",
        key=_at(loaded, "interaction", shared.get("max_interaction")),
    )
    search["max_terms"] = st.number_input(
        "Most terms",
        1,
        10_000,
        value=None,
        placeholder="As many as predict better",
        key=_at(loaded, "terms", search.get("max_terms")),
    )
    shared["basis"] = _choose(
        "Made of",
        _BASES,
        loaded,
        "basis",
        shared.get("basis", "power"),
        "The formula is in powers in any case. Auto takes Legendre polynomials unless those of "
        "Hermite are chosen.",
    )
    search["relax"] = _choose(
        "Fit the chosen terms again without the penalty",
        _RELAX,
        loaded,
        "relax",
        search.get("relax", "auto"),
    )
    shared["loss"] = _choose(
        "A target far from the formula",
        _LOSSES,
        loaded,
        "loss",
        shared.get("loss", "squared"),
        "Outliers that count by their square can bend the formula. To count them less takes about "
        "ten times as long.",
    )
    outside = {**_OUTSIDE, "error": "Refuse"}
    shared["extrapolation"] = _choose(
        "Outside the training range",
        outside,
        loaded,
        "outside",
        shared.get("extrapolation", "auto"),
        "As suits the degree: the polynomial goes on; with Auto straight lines do, and curves "
        "stay as at the edge of the range, and within what the target was in training.",
    )
    return replace(settings, shared=shared, search=search)


def _draw_scoring(loaded: Loaded, settings: FitSettings) -> FitSettings:
    share = st.slider(
        "Rows held out for the scores",
        0,
        90,
        format="%d %%",
        key=_at(loaded, "test", round(100 * settings.test_size)),
    )
    count = st.number_input(
        "Folds",
        2,
        50,
        value=None,
        key=_at(loaded, "folds", settings.folds.count),
        placeholder="As suits the rows",
        help=f"If empty {Folds.USUAL}; 10 where Auto searches the degree in 20 to 250 rows.",
    )
    in_time = False
    if settings.columns.groups is None:
        in_time = st.toggle(
            "The rows are in the order of time",
            key=_at(loaded, "time", settings.folds.in_time),
            help="Then the past predicts the future: the last rows are held out.",
        )
    seed = st.number_input(
        "Seed of the shuffles", 0, 2**32 - 1, key=_at(loaded, "seed", settings.seed)
    )
    refit = st.toggle(
        "Once scored, fit again to all rows", key=_at(loaded, "refit", settings.refit)
    )
    held = settings.test_size if share == round(100 * settings.test_size) else share / 100
    return replace(
        settings,
        test_size=held,
        folds=Folds(Folds.USUAL if in_time and count is None else count, in_time),
        seed=int(seed),
        refit=bool(refit and held > 0),
    )


def _choose(
    title: str, words: dict[Any, str], loaded: Loaded, what: str, now: Any, hint: str | None = None
) -> Any:
    return st.selectbox(
        title, list(words), format_func=words.__getitem__, key=_at(loaded, what, now), help=hint
    )


def _at(loaded: Loaded, what: str, value: Any) -> str:
    """Return the key of a widget, which shows a value at first."""
    return held(f"polylasso.options.{loaded.digest}.{what}", value)
