"""The page Export: the model, its formula and its calls, to be taken away."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from polylasso.app import exporting, links, state
from polylasso.app.parts.downloads import download, file_name
from polylasso.app.parts.text import plain
from polylasso.app.state import Study
from polylasso.calls import command_line, python_call, space_command
from polylasso.errors import PolylassoError

__all__ = ["page"]

_STYLES = {"Text": ("text", ".txt"), "Unicode": ("unicode", ".txt"), "LaTeX": ("latex", ".tex")}
_TABLE = "The table as this page reads it, for the calls below."
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
    _link(study)
    _web(study)


def _name(study: Study) -> str:
    """Return what files are called after."""
    return study.loaded.sample or study.loaded.name


def _files(study: Study) -> None:
    st.header("Files")
    name = _name(study)
    model, shown, terms, rows = st.columns(4, gap="medium")
    with model:
        st.markdown("**Model.** Readable, and without any code in it.")
        make_model = partial(exporting.model_json, study)
        download("Model (JSON)", make_model, file_name(name, "model", ".json"), primary=True)
        if exporting.is_written(study):
            make_table, table = partial(exporting.table_file, study), exporting.source_of(study)
            download("Table (Parquet)", make_table, table.file, help=_TABLE)
    with shown:
        st.markdown("**Explorer.** One page that works offline, for anybody.")
        _explorer(study, file_name(name, "explorer", ".html"))
    with terms:
        st.markdown("**Terms.** Coefficients, raw and standardised, and shares.")
        _as_table("Terms", file_name(name, "terms", ""), partial(exporting.terms_file, study))
    with rows:
        st.markdown("**Predictions.** Every row with its residual, held out or not.")
        _as_table("Rows", file_name(name, "predictions", ""), partial(exporting.rows_file, study))


def _explorer(study: Study, name: str) -> None:
    if study.settings.alpha is not None:
        st.caption("A model fitted at one penalty has no path to explore.")
        return
    download("Explorer (HTML)", partial(exporting.explorer_page, study), name)


def _as_table(label: str, stem: str, make: Callable[[str], bytes]) -> None:
    download(f"{label} (CSV)", partial(make, ".csv"), f"{stem}.csv")
    download(f"{label} (Excel)", partial(make, ".xlsx"), f"{stem}.xlsx")


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
    _code(written)
    with st.container(width=280):
        name = file_name(_name(study), "formula", ending)
        download(f"Formula ({ending})", f"{written}\n", name)


def _calls(study: Study) -> None:
    st.header("The same result elsewhere")
    kind = st.segmented_control(
        "As", ["Python", "Command line"], default="Python", required=True, key="export_call"
    )
    source = exporting.source_of(study)
    try:
        if kind == "Python":
            _code(python_call(study.settings, source))
        else:
            _code(command_line(study.settings, source))
    except PolylassoError as error:
        st.info(plain(str(error)))
        return
    if study.outcome["interrupted"]:
        st.warning(
            "This fit was ended before its time: the call runs it to its end, and so may choose "
            "another model."
        )
    reads = "It reads the same table"
    if exporting.is_written(study) and (kind != "Python" or source.loader is None):
        reads = f"It reads the table above ({plain(source.file)})"
    st.caption(f"{reads}, holds out the same rows and finds the same coefficients.")


def _link(study: Study) -> None:
    st.header("A link")
    if study.loaded.sample is None:
        st.markdown(
            "A link never holds data, nor the names of your columns: it shows the same settings on "
            "a sample. To share this model, hand on its file or the explorer."
        )
    else:
        st.markdown("It opens this sample with these settings, and fits it if that is not done.")
    _code(exporting.link_of(st.context.url or "", links.address(study.settings)))


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
    _code(f"{made}\npolylasso space push my-space --repo NAME --yes")


def _code(text: str) -> None:
    """Show a text to be copied; the colours of a language would not stand out from the ground."""
    st.code(text, language=None, wrap_lines=True)
