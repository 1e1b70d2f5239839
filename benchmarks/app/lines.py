"""What was measured of the web page, each figure beside its limit."""

from dataclasses import dataclass
from typing import Any

from benchmarks.tabular import table

__all__ = ["Line", "lines_of", "lines_table"]

# From moving the slider to the picture, in milliseconds: median and 95th percentile.
MEDIAN, P95 = 20.0, 50.0
# To the first screen of a new and of a running server, and to a new formula, in seconds.
COLD, WARM, FIT = 6.0, 2.0, 5.0
# Of the server, for all visitors.
MEGABYTES = 3000.0


@dataclass(frozen=True, slots=True)
class Line:
    """A figure beside its limit.

    Parameters
    ----------
    name, unit : str
    value, limit : float
    """

    name: str
    value: float
    limit: float
    unit: str

    @property
    def is_kept(self) -> bool:
        """Whether the value is within the limit."""
        return self.value <= self.limit

    def __str__(self):
        missed = "" if self.is_kept else ": MISSED"
        return f"{self.name}: {self.value:.1f} {self.unit} (at most {self.limit:g}{missed})"


def lines_of(result: dict[str, Any]) -> list[Line]:
    """Return the lines of what was measured."""
    lines = []
    if found := result.get("slider"):
        name = f"slider to picture, {found['terms']} terms, {found['points']:,} points"
        lines += [
            Line(f"{name}, median", found["median_milliseconds"], MEDIAN, "ms"),
            Line(f"{name}, 95th percentile", found["p95_milliseconds"], P95, "ms"),
        ]
    if found := result.get("start"):
        lines += [
            Line("first screen of a new server", found["cold_seconds"], COLD, "s"),
            Line("first screen of a running server", found["warm_seconds"], WARM, "s"),
        ]
    if found := result.get("fit"):
        name = f"fit of {found['rows']:,} rows on the page"
        lines.append(Line(name, found["seconds"], FIT, "s"))
    if found := result.get("sessions"):
        name = f"{found['visitors']} visitors fitting at once"
        lines += [
            Line(f"{name}, memory of the server", found["peak_megabytes"], MEGABYTES, "MB"),
            Line(f"{name}, who saw another's table", len(found["mixed"]), 0, "visitors"),
        ]
    return lines


def lines_table(result: dict[str, Any]) -> str:
    """Return the lines as a Markdown table."""
    rows = (
        (line.name, f"{line.value:,.3g} {line.unit}", f"{line.limit:,g} {line.unit}")
        for line in lines_of(result)
    )
    return table(("", "measured", "at most"), rows)
