"""How far a fit is, as a value."""

from dataclasses import dataclass

__all__ = ["Progress", "duration"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a fit is.

    Parameters
    ----------
    n_done : int
        Alphas done, those of a checkpoint included.
    n_total : int
        Alphas of the whole grid, over all degrees: the walk may end before.
    alpha : float
        The last alpha that is done.
    n_terms : int
        Terms of the model there, on all rows.
    n_passes : int
        Passes over all candidate terms so far, on all rows.
    gap : float
        Relative duality gap there, on all rows.
    seconds : float
        Time since the fit began, on a clock that never jumps.
    seconds_left : float or None
        Estimate for the rest of the grid, from the pace and its growth; None until it can be
        told. The walk may end before.
    """

    n_done: int
    n_total: int
    alpha: float
    n_terms: int
    n_passes: int
    gap: float
    seconds: float
    seconds_left: float | None

    @property
    def share(self) -> float:
        """Share of the grid that is done, from 0 to 1."""
        return self.n_done / self.n_total

    def __str__(self):
        parts = [
            f"alpha {self.alpha:.3g} ({self.n_done} of {self.n_total})",
            f"{self.n_terms:,} term{'' if self.n_terms == 1 else 's'}",
            f"{self.n_passes:,} pass{'' if self.n_passes == 1 else 'es'}",
            f"gap {self.gap:.0e}",
            duration(self.seconds),
        ]
        if self.seconds_left is not None:
            parts.append(f"about {duration(self.seconds_left)} left")
        return ", ".join(parts)


def duration(seconds: float) -> str:
    """Return a time in words: 0.4 s, 12 s, 3 min 20 s, 2 h 5 min."""
    if seconds < 9.95:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"
