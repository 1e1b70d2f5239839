"""Files to take home: safe names, and contents that are made when they are asked for."""

import re
import unicodedata
from collections.abc import Callable
from pathlib import PurePath

import streamlit as st

__all__ = ["download", "file_name", "stem_of"]

_KINDS = {
    ".json": "application/json",
    ".html": "text/html",
    ".txt": "text/plain",
    ".tex": "application/x-tex",
    ".py": "text/x-python",
    ".csv": "text/csv",
    ".parquet": "application/vnd.apache.parquet",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_MOST_LETTERS = 60
# Names that Windows keeps for devices, whatever their ending.
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
_TABLES = re.compile(r"(\.(csv|tsv|txt|parquet|xlsx|xls))?(\.gz)?$", re.IGNORECASE)


def stem_of(name: str) -> str:
    """Return what a file is called after: letters, digits, points and dashes of a table's name.

    Parameters
    ----------
    name : str
        Such as "My cars (2020).csv"; anything at all.
    """
    base = _TABLES.sub("", PurePath(name.replace("\\", "/")).name)
    letters = unicodedata.normalize("NFKD", base).encode("ascii", "ignore").decode()
    safe = re.sub(r"[^A-Za-z0-9.]+", "-", letters).strip("-.")[:_MOST_LETTERS].strip("-.")
    return "table" if not safe or _DEVICES.fullmatch(safe.partition(".")[0]) else safe


def file_name(table: str, what: str, ending: str) -> str:
    """Return the name of a file made from a table: its stem, what it is, and an ending."""
    return f"{stem_of(table)}{'-' if what else ''}{what}{ending}"


def download(
    label: str,
    make: Callable[[], str | bytes] | str | bytes,
    name: str,
    *,
    help: str | None = None,
    primary: bool = False,
) -> None:
    """Draw a button that hands out a file.

    Parameters
    ----------
    label : str
        Never the text of a user.
    make : callable, str or bytes
        The content, or what makes it once the button is pressed.
    name : str
        Of the file, as `file_name` makes it; its ending says what kind it is.
    help : str or None, default=None
    primary : bool, default=False
        Whether it stands out.
    """
    st.download_button(
        label,
        make,
        file_name=name,
        mime=_KINDS[name[name.rindex(".") :]],
        key=f"download_{label}",
        help=help,
        on_click="ignore",  # nothing on the page changes
        type="primary" if primary else "secondary",
        icon=":material/download:",
        width="stretch",
    )
