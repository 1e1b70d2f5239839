"""The model that the page Predict asks: that of the last fit, or one from a file. Draws nothing."""

from dataclasses import dataclass

from polylasso.app.state import Study
from polylasso.inspection import Baseline, mean_baseline, point_baseline
from polylasso.job import Selected
from polylasso.job.form import Example, examples_of, fingerprint
from polylasso.model import PolynomialModel
from polylasso.modelfile import SavedModel
from polylasso.sources.table import Table

__all__ = ["Source", "source_of_file", "source_of_study"]


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """A model to predict with, and what is known beside it.

    Parameters
    ----------
    model : PolynomialModel
    key : str
        The same for equal models: for keys of widgets.
    train : Table or None
        Rows that it was fitted to; None for a model from a file.
    unseen : Selected or None
        Rows that it was not fitted to; None if there are none.
    error : float or None
        Mean absolute error on the rows held out.
    """

    model: PolynomialModel
    key: str
    train: Table | None = None
    unseen: Selected | None = None
    error: float | None = None

    def examples(self) -> tuple[Example, ...]:
        """Return rows with true values that the model was not fitted to."""
        return () if self.unseen is None else examples_of(self.model, self.unseen)

    def baseline(self, model: PolynomialModel) -> Baseline:
        """Return what predictions are compared with.

        Parameters
        ----------
        model : PolynomialModel
            That of the source, perhaps with another extrapolation.
        """
        return point_baseline(model) if self.train is None else mean_baseline(model, self.train)


def source_of_study(done: Study) -> Source:
    """Return the model of a fit; after a second fit to all rows none of them is unseen."""
    fitted = done.fitted
    rows = fitted.rows if fitted.refitted else done.train
    return Source(
        model=done.model,
        key=fingerprint(done.model),
        train=rows.features,
        unseen=None if fitted.refitted else done.test,
        error=fitted.scores["model"].mae,
    )


def source_of_file(saved: SavedModel) -> Source:
    """Return the model of a file, which brings no rows."""
    return Source(saved.model, fingerprint(saved.model))
