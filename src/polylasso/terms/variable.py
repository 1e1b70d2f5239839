"""A variable: what is known of one input column after encoding. Nothing here sees data."""

import math
from dataclasses import dataclass

__all__ = ["TRANSFORMS", "Variable"]

TRANSFORMS = ("identity", "log1p", "log", "sqrt", "reciprocal")


@dataclass(frozen=True, slots=True)
class Variable:
    """One input column after encoding.

    Parameters
    ----------
    name : str
        Name of the input column.
    kind : {"numeric", "binary", "categorical"}
        A binary variable is numeric with two training values: it has no powers.
    levels : tuple of str
        Levels of a categorical variable. Of two levels the first is the baseline and has no
        indicator; of three or more every level has one (the penalty picks those that matter).
    transforms : tuple of str
        Functions of a numeric variable whose powers are candidates, out of `TRANSFORMS`.
    missing : bool
        Whether an indicator of missing values is a candidate.
    degree : int or None
        Largest degree of this variable in a term; None leaves it to the dictionary.
    lower, upper : float
        Range of the training values, in the units of the column.
    fill : float
        Value that stands for a missing one: the weighted training mean.
    moments : tuple of (float, float)
        Mean and standard deviation of the training values of each transform; empty where no
        Hermite polynomial needs them.
    """

    name: str
    kind: str = "numeric"
    levels: tuple[str, ...] = ()
    transforms: tuple[str, ...] = ("identity",)
    missing: bool = False
    degree: int | None = None
    lower: float = -1.0
    upper: float = 1.0
    fill: float = math.nan
    moments: tuple[tuple[float, float], ...] = ()

    @property
    def indicator_levels(self) -> tuple[str, ...]:
        """Levels that have an indicator column."""
        return self.levels[1:] if len(self.levels) == 2 else self.levels
