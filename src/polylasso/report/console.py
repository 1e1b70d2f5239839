"""The terminal as rich sees it: plain text stays as it is, colours obey NO_COLOR."""

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from polylasso.report.text import visible

__all__ = ["Indented", "heading", "indented", "make_console", "paragraph"]

_INDENT = "  "


def make_console(stderr: bool = False) -> Console:
    """Return a console that takes brackets and colons in names for what they are."""
    return Console(stderr=stderr, markup=False, highlight=False, emoji=False)


def heading(words: str) -> Text:
    """Return a line in bold, after an empty one."""
    return Text(f"\n{visible(words)}", style="bold")


def paragraph(words: str, style: str = "") -> Text:
    """Return text that wraps at the width of the terminal."""
    return Text(visible(words), style=style)


def indented(words: str, style: str = "") -> "Indented":
    """Return a paragraph of a list."""
    return Indented(Text(visible(words), style=style))


class Indented:
    """Text that wraps within an indentation, without blanks at the ends of its lines."""

    def __init__(self, text: Text):
        self._text = text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines."""
        for line in self._text.wrap(console, max(options.max_width - len(_INDENT), 1)):
            line.rstrip()
            yield Text(_INDENT).append_text(line)
