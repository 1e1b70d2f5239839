"""A file from which a fit can go on: written now and then, removed when the fit is complete."""

import contextlib
import os
import time
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from polylasso.descent.archive import read_archive, write_archive
from polylasso.descent.walked import Walked
from polylasso.errors import CheckpointError, DataError, PolylassoWarning
from polylasso.solvers import PathFollower

__all__ = ["Checkpoint"]

# Seconds between two writings: at least these, and so many times what the last one took.
INTERVAL, SHARE = 3.0, 20.0
# Alphas of one grid computed twice: threads may turn its last bits.
SAME_ALPHA = 1e-9


class Checkpoint:
    """What is done of a fit, in memory and, with a path, in a file.

    Parameters
    ----------
    path : str, path-like or None
        None for no file.
    fingerprint : mapping of str to str
        What the fit depends on, by a name that a user understands.

    Raises
    ------
    CheckpointError
        If there is a file that is no checkpoint of the same fit; it is left as it is.
    """

    def __init__(
        self, path: str | os.PathLike | None = None, fingerprint: Mapping[str, str] | None = None
    ):
        self._path = path
        self._fingerprint = dict(fingerprint or {})
        self._walks: dict[str, Walked] = {}
        self._is_dirty = False
        self._written_at, self._took = time.monotonic(), 0.0
        if path is not None:
            self._open()

    def _open(self) -> None:
        folder = Path(os.path.realpath(self._path)).parent
        if not folder.is_dir():
            raise CheckpointError(
                f"checkpoint {self._name!r} cannot be written: there is no folder "
                f"{str(folder)!r}; create it first"
            )
        if not os.path.lexists(self._path):
            return
        fingerprint, self._walks = read_archive(self._path)
        differ = [name for name, own in self._fingerprint.items() if fingerprint.get(name) != own]
        if differ:
            raise self._other(" and ".join(differ))
        self._fingerprint = fingerprint

    @property
    def _name(self) -> str:
        return os.fspath(self._path)

    def _other(self, what: str) -> CheckpointError:
        return CheckpointError(
            f"checkpoint {self._name!r} is of a fit with other {what}; nothing was changed: go on "
            "with what it was made with, delete it to start anew, or name another file"
        )

    def pin(self, what: str, digest: str) -> None:
        """Add to the fingerprint what is known only later; raise if it was something else."""
        if self._fingerprint.setdefault(what, digest) != digest:
            raise self._other(what)

    def resumed(self, name: str, start: Walked, walkers: Sequence[PathFollower]) -> Walked:
        """Return how far a walk was, and bring its followers there; `start` if it is new."""
        stored = self._walks.get(name)
        if stored is None:
            return start
        if len(stored.solutions) != len(walkers):
            raise self._other("folds")
        same = stored.grid.shape == start.grid.shape
        if not (same and np.allclose(stored.grid, start.grid, rtol=SAME_ALPHA, atol=0.0)):
            raise self._other("alphas")
        try:
            solutions = [
                tuple(walker.resume(own, members))
                for walker, own, members in zip(
                    walkers, stored.solutions, stored.members, strict=True
                )
            ]
        except IndexError as error:
            raise CheckpointError(
                f"checkpoint {self._name!r} is damaged: it has terms that are not there; delete it"
            ) from error
        return replace(stored, solutions=tuple(solutions))

    def note(self, name: str, walked: Walked) -> None:
        """Keep how far a walk is; write it if the last writing was long enough ago."""
        self._walks[name] = walked
        self._is_dirty = True
        if time.monotonic() - self._written_at >= max(INTERVAL, SHARE * self._took):
            self.write()

    def write(self) -> None:
        """Write what is not written yet; a failure is a warning, as the fit can go on."""
        if self._path is None or not self._is_dirty:
            return
        begun = time.monotonic()
        try:
            write_archive(self._path, self._fingerprint, self._walks)
        except DataError as error:
            warnings.warn(f"no checkpoint: {error}", PolylassoWarning, stacklevel=6)
            self._path = None
            return
        self._is_dirty = False
        self._written_at = time.monotonic()
        self._took = self._written_at - begun

    def remove(self) -> None:
        """Delete the file: the fit is complete."""
        if self._path is not None:
            with contextlib.suppress(OSError):
                os.unlink(self._path)
