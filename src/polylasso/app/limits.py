"""What visitors may ask of the server, as one value, read from the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields

from polylasso.errors import DataError

__all__ = ["Limits", "limits_from"]

_PREFIX = "POLYLASSO_APP_"


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps on what one visitor may load and fit.

    Each is set by an environment variable, its name in capitals after POLYLASSO_APP_.

    Parameters
    ----------
    upload_mb : int
        Size of a file, in units of 1,000,000 bytes.
    unpacked_mb : int
        Size of its content when unpacked, in the same units.
    cells : int
        Rows times columns of a table.
    sheet_cells : int
        The same for an Excel sheet, of which each cell takes more time and memory to read.
    terms : int
        Candidate terms of a fit.
    fit_seconds : int
        How long a fit may take.
    fit_mb : int
        Memory of a fit beyond that of the library, in units of 1,000,000 bytes.
    fits : int
        Fits at a time, of all visitors; others wait for their turn.
    """

    upload_mb: int = 50
    unpacked_mb: int = 400
    cells: int = 20_000_000
    sheet_cells: int = 3_000_000
    terms: int = 200_000
    fit_seconds: int = 120
    fit_mb: int = 1000
    fits: int = min(_cores(), 4)

    @property
    def upload_bytes(self) -> int:
        """Size of a file."""
        return self.upload_mb * 10**6

    @property
    def unpacked_bytes(self) -> int:
        """Size of a file's content when unpacked."""
        return self.unpacked_mb * 10**6

    @property
    def fit_bytes(self) -> int:
        """Memory of a fit."""
        return self.fit_mb * 10**6


def limits_from(environment: Mapping[str, str]) -> Limits:
    """Read the limits.

    Parameters
    ----------
    environment : mapping of str to str

    Returns
    -------
    Limits

    Raises
    ------
    DataError
        If a variable holds something else than a whole number above 0.
    """
    given = {
        field.name: _positive(_PREFIX + field.name.upper(), environment)
        for field in fields(Limits)
        if _PREFIX + field.name.upper() in environment
    }
    return Limits(**given)


def _positive(name: str, environment: Mapping[str, str]) -> int:
    text = environment[name].strip()
    if not text.isascii() or not text.isdecimal() or not int(text):
        raise DataError(f"{name} is {text!r}; set it to a whole number above 0")
    return int(text)
