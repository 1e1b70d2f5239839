"""Full passes that several problems share: one sweep over the rows serves all their residuals."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np

from polylasso.design.base import ALL, Columns

__all__ = ["SharedPasses"]


@dataclass(slots=True, eq=False)
class _Request:
    vectors: np.ndarray
    result: np.ndarray | None = None
    error: BaseException | None = None


@dataclass(eq=False)
class SharedPasses:
    """Columns whose `project` waits for the other threads that attend, and then serves all.

    A thread that attends either works, asks for a pass, or leaves. As soon as all that attend ask,
    one pass is made for all. Threads that do not attend are served at once.

    Parameters
    ----------
    columns : Columns
    """

    columns: Columns
    n_passes: int = 0
    _attending: set[int] = field(default_factory=set)
    _waiting: list[_Request] = field(default_factory=list)
    _change: threading.Condition = field(default_factory=threading.Condition)

    @property
    def n_terms(self) -> int:
        """Number of terms."""
        return self.columns.n_terms

    def means(self, indices: np.ndarray | slice) -> np.ndarray:
        """Return what was taken off some terms."""
        return self.columns.means(indices)

    def scales(self, indices: np.ndarray | slice) -> np.ndarray:
        """Return what some terms were divided by."""
        return self.columns.scales(indices)

    @property
    def constant(self) -> np.ndarray:
        """Mask of terms without variation."""
        return self.columns.constant

    @property
    def centred(self) -> bool:
        """Whether means were taken off."""
        return self.columns.centred

    def rows(self, indices: np.ndarray, part: slice = ALL) -> np.ndarray:
        """Return a copy of some columns on some rows of the sample."""
        return self.columns.rows(indices, part)

    @contextmanager
    def attending(self) -> Iterator[None]:
        """Let the passes of this thread wait for those of the others inside the block."""
        own = threading.get_ident()
        with self._change:
            self._attending.add(own)
        try:
            yield
        finally:
            with self._change:
                self._attending.discard(own)
                self._serve()

    def view(self, indices: np.ndarray, part: slice = ALL) -> np.ndarray:
        """Return the same, not to be changed."""
        return self.columns.view(indices, part)

    def project(self, vectors: np.ndarray) -> np.ndarray:
        """Return the product of every column with every vector."""
        if threading.get_ident() not in self._attending:
            self.n_passes += 1
            return self.columns.project(vectors)
        request = _Request(vectors)
        with self._change:
            self._waiting.append(request)
            self._serve()
            self._change.wait_for(lambda: request.result is not None or request.error is not None)
        if request.error is not None:
            raise request.error
        return request.result

    def _serve(self) -> None:
        """Make one pass for all, if nobody who attends still works."""
        if not self._waiting or len(self._waiting) < len(self._attending):
            return
        waiting, self._waiting = self._waiting, []
        try:
            results = self.columns.project(np.concatenate([r.vectors for r in waiting]))
            self.n_passes += 1
            ends = np.cumsum([len(request.vectors) for request in waiting])
            for request, part in zip(waiting, np.split(results, ends[:-1]), strict=True):
                request.result = part
        except BaseException as error:
            for request in waiting:
                request.error = error
        self._change.notify_all()
