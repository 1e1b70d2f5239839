"""Where the table of a call comes from."""

from dataclasses import dataclass

__all__ = ["Source"]


@dataclass(frozen=True, slots=True)
class Source:
    """A file, or a table that the library brings.

    Parameters
    ----------
    file : str
        Name of a file that `read_table` reads.
    loader : str or None, default=None
        Function of polylasso that returns the same table, such as "load_co2"; a script calls it
        in place of reading the file.
    """

    file: str
    loader: str | None = None
