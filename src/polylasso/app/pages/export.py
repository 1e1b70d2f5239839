"""The page Export: the model, its formula and its calls, to be taken away."""

import streamlit as st

from polylasso.app import exporting, state
from polylasso.app.parts.downloads import download, file_name
from polylasso.app.parts.text import plain
from polylasso.app.state import Study
from polylasso.calls import command_line, python_call, space_command
from polylasso.errors import PolylassoError

__all__ = ["page"]

_STYLES = {"Text": ("text", ".txt"), "Unicode": ("unicode", ".txt"), "LaTeX": ("latex", ".tex")}
_DIGITS = {"4 digits": 4, "All digits": None}


def page() -> None:
    """Draw the page."""
    st.title("Export")
    study = state.study()
    if study is None:
        st.info("There is no model yet: fit one on the page Fit, then take it away here.")
        return
    st.markdown(
        f"The model of **{plain(study.target)}** from **{plain(study.loaded.name)}**, to take away."
    )
    _files(study)
    _formula(study)
    _calls(study)
    _web(study)


def _files(study: Study) -> None:
    st.header("Files")
    name = study.loaded.sample or study.loaded.name
    model, terms, rows = st.columns(3, gap="large")
    with model:
        download(
            "Model (JSON)",
            lambda: exporting.model_json(study),
            file_name(name, "model", ".json"),
            primary=True,
        )
        st.caption(
            "Readable, without any code in it. The command polylasso predict and this page read it."
        )
    with terms:
        _as_table("Terms", file_name(name, "terms", ""), study, exporting.terms_file)
        st.caption("Each term with its coefficient, its standardised one, and its share.")
    with rows:
        _as_table("Predictions", file_name(name, "predictions", ""), study, exporting.rows_file)
        st.caption("All rows with prediction and residual, those held out marked.")


def _as_table(label: str, stem: str, study: Study, make: "exporting.MakeFile") -> None:
    left, right = st.columns(2)
    with left:
        download(f"{label} (CSV)", lambda: make(study, ".csv"), f"{stem}.csv")
    with right:
        download(f"{label} (Excel)", lambda: make(study, ".xlsx"), f"{stem}.xlsx")


def _formula(study: Study) -> None:
    st.header("Formula")
    left, right = st.columns(2, gap="large")
    kind = left.segmented_control(
        "Written as", list(_STYLES), default="Text", required=True, key="export_style"
    )
    digits = right.segmented_control(
        "Coefficients with",
        list(_DIGITS),
        default="4 digits",
        required=True,
        key="export_digits",
        help="With all digits the formula predicts what the model does.",
    )
    style, ending = _STYLES[kind]
    written = exporting.formula_of(study, _DIGITS[digits], style)
    st.code(written, language="latex" if style == "latex" else None, wrap_lines=True)
    name = study.loaded.sample or study.loaded.name
    with st.container(width=280):
        download(f"Formula ({ending})", f"{written}\n", file_name(name, "formula", ending))


def _calls(study: Study) -> None:
    st.header("The same result elsewhere")
    kind = st.segmented_control(
        "As", ["Python", "Command line"], default="Python", required=True, key="export_call"
    )
    source = exporting.source_of(study)
    try:
        if kind == "Python":
            st.code(python_call(study.settings, source), language="python", wrap_lines=True)
        else:
            st.code(command_line(study.settings, source), language="bash", wrap_lines=True)
    except PolylassoError as error:
        st.info(plain(str(error)))
        return
    if study.outcome["interrupted"]:
        st.warning(
            "This fit was ended before its time: the call runs it to its end, and so may choose "
            "another model."
        )
    st.caption(
        "It reads the same table, holds out the same rows and finds the same coefficients, on any "
        "machine that has polylasso."
    )
    if exporting.is_written(study) and (kind != "Python" or source.loader is None):
        with st.container(width=280):
            download("Table for it (Parquet)", lambda: exporting.table_file(study), source.file)


def _web(study: Study) -> None:
    st.header("On the web")
    st.markdown(
        "A folder for a free static Space of Hugging Face: a page that predicts in the browser, "
        "and the explorer. `--kind docker` makes one with this whole application, `--kind server` "
        "one for your own server."
    )
    try:
        made = space_command(study.settings, exporting.source_of(study), "static", "my-space")
    except PolylassoError as error:
        st.info(plain(str(error)))
        return
    st.code(
        f"{made}\npolylasso space push my-space --repo NAME --yes", language="bash", wrap_lines=True
    )
