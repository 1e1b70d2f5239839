"""Reports for the terminal: they draw numbers that others have computed."""

from polylasso.report.text import count_of, number, visible

__all__ = ["count_of", "number", "visible"]
