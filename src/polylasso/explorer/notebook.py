"""The explorer in a notebook: a frame of its own, from which nothing outside can be reached."""

import html
from os import PathLike

from polylasso.explorer.page import page, save_page
from polylasso.explorer.payload import Payload

__all__ = ["Explorer"]

_FRAME = (
    '<iframe title="{title}" srcdoc="{page}" sandbox="allow-scripts" '
    'style="width: 100%; height: {height}px; border: 0;"></iframe>'
)


class Explorer:
    """A path that shows itself in a notebook, and can be saved as a page.

    Parameters
    ----------
    payload : Payload
    title : str or None, default=None
        None names the target.
    height : int, default=1040
        Of the frame in a notebook, in pixels.
    """

    def __init__(self, payload: Payload, title: str | None = None, height: int = 1040):
        self.payload = payload
        self.title = title
        self.height = height

    def __repr__(self):
        target = self.payload.header["target"]["name"]
        return f"<Explorer of {target}: .save('page.html') writes it, a notebook shows it>"

    def _repr_html_(self) -> str:
        shown = page(self.payload, self.title, hash=False)
        title = self.title or f"{self.payload.header['target']['name']} explored"
        return _FRAME.format(
            title=html.escape(title), page=html.escape(shown), height=int(self.height)
        )

    def save(self, path: str | PathLike) -> None:
        """Write a page that works from disk, without a network.

        Parameters
        ----------
        path : str or path-like

        Raises
        ------
        DataError
            If the file cannot be written.
        """
        save_page(self.payload, path, self.title)
