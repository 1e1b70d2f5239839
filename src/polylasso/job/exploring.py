"""The explorer of a fit, on the rows that were held out of it."""

from polylasso.errors import DataError
from polylasso.explorer import Explorer, Rows
from polylasso.job.fitting import Fitted

__all__ = ["check_explorable", "explored"]


def check_explorable(alpha: float | None) -> None:
    """Refuse, before the work is done, a fit that has no path.

    Raises
    ------
    DataError
        If alpha was given.
    """
    if alpha is not None:
        raise DataError("at one alpha there is no path to explore; leave alpha to cross-validation")


def explored(fitted: Fitted, title: str | None = None) -> Explorer:
    """Return the explorer of a fit that chose its alpha.

    Parameters
    ----------
    fitted : Fitted
    title : str or None, default=None

    Raises
    ------
    DataError
        If alpha was given, so that there is no path, or the path is too large for a page.
    """
    check_explorable(fitted.settings.alpha)
    explorer = fitted.estimator.explore(_rows(fitted))
    return Explorer(explorer.payload, title)


def _rows(fitted: Fitted) -> Rows | None:
    test = fitted.test
    if test is None:
        return None
    what = "rows held out before the refit" if fitted.refitted else "rows held out"
    return Rows(test.features, test.target.values, test.weights, what)
