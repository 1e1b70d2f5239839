"""Markdown tables."""

from collections.abc import Iterable, Sequence

__all__ = ["between_markers", "table"]


def table(header: Sequence[str], rows: Iterable[Sequence[object]], left: int = 1) -> str:
    """Return a Markdown table.

    Parameters
    ----------
    header : sequence of str
    rows : iterable of sequences
    left : int
        Number of leading columns that are aligned to the left; the others are numbers.
    """
    rule = ["---"] * left + ["---:"] * (len(header) - left)
    return "\n".join(_line(cells) for cells in (header, rule, *rows))


def _line(cells: Sequence[object]) -> str:
    return "| " + " | ".join(map(str, cells)) + " |"


def between_markers(text: str, name: str, content: str) -> str:
    """Replace what stands between the two comments that name a place in a text.

    Raises
    ------
    ValueError
        If the text has no such place.
    """
    opening, closing = f"<!-- {name} -->", f"<!-- end of {name} -->"
    if opening not in text or closing not in text:
        raise ValueError(f"the text has no place {opening} ... {closing}")
    before, rest = text.split(opening, 1)
    after = rest.split(closing, 1)[1]
    return f"{before}{opening}\n\n{content.strip()}\n\n{closing}{after}"
