"""An uploaded table as that of the session, and what a check finds in the table of a fit."""

import hashlib

from polylasso.app.state import Loaded
from polylasso.check import DataCheck, check_table
from polylasso.job import FitSettings
from polylasso.job.columns import select
from polylasso.job.reading import encoding_of
from polylasso.sources.table import Table

__all__ = ["check_of", "uploaded"]


def uploaded(name: str, content: bytes, table: Table, sheet: str | None = None) -> Loaded:
    """Return an uploaded table as that of a session; of a workbook with several sheets, one."""
    digest = hashlib.sha256(content)
    if sheet is None:
        return Loaded(name, table, digest.hexdigest()[:16], None)
    digest.update(b"\x00" + sheet.encode())
    return Loaded(f"{name}, {sheet}", table, digest.hexdigest()[:16], None)


def check_of(loaded: Loaded, settings: FitSettings) -> DataCheck:
    """Look at the columns of a fit before it."""
    rows = select(loaded.table, settings.columns, settings.missing)
    return check_table(rows.with_target, rows.target.name, encoding=encoding_of(settings))
