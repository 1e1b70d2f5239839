"""What the user holds of a long fit: progress, interruption, a checkpoint and its fingerprint."""

import hashlib
import os
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib.metadata import version
from numbers import Integral
from typing import Any

import numpy as np

from polylasso.descent import Checkpoint
from polylasso.errors import SolverWarning
from polylasso.estimators.reading import TrainingData
from polylasso.solvers import Settings
from polylasso.training import Problem, Specification

__all__ = [
    "UNSAVED",
    "check_control",
    "ended_in_words",
    "open_checkpoint",
    "pin_factors",
    "warn_interrupted",
]

# Parameters that say nothing of the model.
UNSAVED = ("callback", "verbose", "checkpoint")

_ENDS = {
    "max_terms": "the next model has more terms than max_terms",
    "saturated": "nothing is left to explain",
    "flat": "the error of cross-validation no longer fell",
    "rising": "the error of cross-validation clearly rose",
    "time_limit": "the time allowed was spent",
    "interrupted": "the fit was interrupted",
}


def check_control(callback: Any, checkpoint: Any, max_terms: Any = None) -> None:
    """Raise ValueError unless these parameters are what they should be."""
    if callback is not None and not callable(callback):
        raise ValueError(f"callback must be None or callable, got {callback!r}")
    if checkpoint is not None and not isinstance(checkpoint, str | os.PathLike):
        raise ValueError(f"checkpoint must be None or the name of a file, got {checkpoint!r}")
    is_count = isinstance(max_terms, Integral) and not isinstance(max_terms, bool)
    if max_terms is not None and not (is_count and max_terms >= 1):
        raise ValueError(f"max_terms must be None or a positive int, got {max_terms!r}")


def open_checkpoint(
    path: str | os.PathLike | None,
    data: TrainingData,
    specifications: Sequence[Specification],
    settings: Settings,
    trains: np.ndarray | None = None,
    **more: Any,
) -> Checkpoint:
    """Return the checkpoint of a fit; without a path it is none.

    Parameters
    ----------
    path : str, path-like or None
    data : TrainingData
    specifications : sequence of Specification
        One per degree.
    settings : Settings
    trains : ndarray of bool or None
        The folds.
    **more
        Other settings that the walk depends on.
    """
    if path is None:
        return Checkpoint()
    plain = [_plain(one) for one in specifications]
    arrays = {name: np.asarray(value).tolist() for name, value in more.items()}
    fingerprint = {
        "version of polylasso": version("polylasso"),
        "data": _digest_of(data),
        "settings": _digest(repr((plain, settings, sorted(arrays.items()))).encode()),
    }
    if trains is not None:
        fingerprint["folds"] = _digest(repr(trains.shape).encode(), np.packbits(trains).tobytes())
    return Checkpoint(path, fingerprint)


def _plain(specification: Specification) -> Specification:
    """Leave out what does not matter, and what can only be told by its effect: see pin_factors."""
    factor = specification.penalty_factor
    factors = tuple(factor.items()) if isinstance(factor, Mapping) else None
    return replace(specification, memory_limit=None, penalty_factor=factors)


def pin_factors(checkpoint: Checkpoint, problem: Problem, name: str) -> None:
    """Make the penalty factors a part of the fingerprint."""
    checkpoint.pin(f"penalty factors at {name}", _digest(problem.factor.tobytes()))


def _digest_of(data: TrainingData) -> str:
    columns = (
        part
        for column in data.table.columns
        for part in (
            repr((column.name, column.categories)).encode(),
            np.ascontiguousarray(column.values).tobytes(),
        )
    )
    return _digest(*columns, data.target.tobytes(), data.weights.tobytes())


def _digest(*parts: bytes) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest()


def warn_interrupted(n_done: int, n_total: int, checkpoint: Any, stacklevel: int) -> None:
    """Warn that a result is of a part of the alphas, and say how to go on."""
    if checkpoint is None:
        advice = "with checkpoint='file' it could have gone on from there"
    else:
        name = os.fspath(checkpoint)
        advice = f"fit again with the same checkpoint={name!r} to go on from there"
    warnings.warn(
        f"interrupted after {n_done} of {n_total} alphas: the result is of these alone; {advice}",
        SolverWarning,
        stacklevel=stacklevel,
    )


def ended_in_words(ended: str, alpha: float) -> str:
    """Return a note on the end of a path; empty if the whole grid was walked."""
    return f"the path ends at alpha {alpha:.4g}: {_ENDS[ended]}" if ended in _ENDS else ""
