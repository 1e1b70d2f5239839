"""The terminal as rich sees it: plain text stays as it is, colours obey NO_COLOR."""

from rich.console import Console
from rich.text import Text

from polylasso.report.text import visible

__all__ = ["heading", "indented", "make_console", "paragraph"]


def make_console(stderr: bool = False) -> Console:
    """Return a console that takes brackets and colons in names for what they are."""
    return Console(stderr=stderr, markup=False, highlight=False, emoji=False)


def heading(words: str) -> Text:
    """Return a line in bold, after an empty one."""
    return Text(f"\n{visible(words)}", style="bold")


def paragraph(words: str, style: str = "") -> Text:
    """Return text that wraps at the width of the terminal."""
    return Text(visible(words), style=style)


def indented(words: str, style: str = "") -> "Text":
    """Return a paragraph of a list."""
    return Text(f"  {visible(words)}", style=style)
