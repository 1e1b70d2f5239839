"""What is put on the web: a model, and what is known of the table that it was fitted to."""

from dataclasses import dataclass

from polylasso.explorer import Payload
from polylasso.inspection import Summary
from polylasso.job.columns import Selected
from polylasso.modelfile import SavedModel

__all__ = ["Exhibit"]


@dataclass(frozen=True, slots=True, eq=False)
class Exhibit:
    """A model to be shown.

    Parameters
    ----------
    saved : SavedModel
    train : Selected or None, default=None
        Rows that it was fitted to; a model file has none.
    test : Selected or None, default=None
        Rows held out, from which examples are taken.
    summary : Summary or None, default=None
    explorer : Payload or None, default=None
        The path, which a model file does not hold.
    """

    saved: SavedModel
    train: Selected | None = None
    test: Selected | None = None
    summary: Summary | None = None
    explorer: Payload | None = None
