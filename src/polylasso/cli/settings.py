"""What the options of a picture and of the lab say, as values."""

from dataclasses import dataclass
from pathlib import Path

from polylasso.job.settings import ColumnChoice

__all__ = ["LabSettings", "PictureSettings"]


@dataclass(frozen=True, slots=True)
class PictureSettings:
    """All options of a picture.

    Parameters
    ----------
    kind : {"importance", "effect", "surface", "actual", "residuals", "contributions", "ranges"}
    output : Path
    data : str or None
        File of the rows.
    target : str or None
        Column observed; None is the target of the model.
    variables : tuple of str
    theme : {"light", "dark"}
    dpi : int
        Pixels in an inch.
    row : int
        The row to take apart, counted from 1.
    """

    kind: str
    output: Path
    data: str | None
    target: str | None
    variables: tuple[str, ...]
    theme: str
    dpi: int
    row: int = 1


@dataclass(frozen=True, slots=True)
class LabSettings:
    """What is to be minimised, and until when.

    Parameters
    ----------
    file : str
    columns : ColumnChoice
    categorical : tuple of str
    degree : int
    alpha : float or None
    scaling : str
        What alpha counts in.
    gap : float
    max_iter : int
    """

    file: str
    columns: ColumnChoice
    categorical: tuple[str, ...] = ()
    degree: int = 2
    alpha: float | None = None
    scaling: str = "library"
    gap: float = 1e-4
    max_iter: int = 100_000
