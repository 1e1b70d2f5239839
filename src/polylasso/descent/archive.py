"""Checkpoints as files: an uncompressed npz archive of plain arrays and one JSON text; no pickle.

The text `about` holds the format, the fingerprint and the names of the walks. Of walk number w,
`w/grid` and `w/errors` are as in `Walked`; of its problem p, `w/p/members` is the working set,
`w/p/alpha`, `w/p/loss`, `w/p/gap` and `w/p/size` have one value per solution, and `w/p/support`,
`w/p/coef` and `w/p/refit` one per term of each solution, one solution after the other.
"""

import json
import os
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO

import numpy as np

from polylasso.descent.walked import Walked
from polylasso.errors import CheckpointError
from polylasso.solvers import Solution
from polylasso.sources.atomic import atomic_write

__all__ = ["read_archive", "write_archive"]

FORMAT = "polylasso checkpoint 1"
# What NumPy, zipfile and json raise on files that are damaged or of another kind.
_BROKEN = (ValueError, KeyError, TypeError, IndexError, EOFError, zipfile.BadZipFile, zlib.error)


def write_archive(
    path: str | os.PathLike, fingerprint: Mapping[str, str], walks: Mapping[str, Walked]
) -> None:
    """Write walks atomically.

    Raises
    ------
    DataError
        If the file cannot be written.
    """
    about = {
        "format": FORMAT,
        "fingerprint": dict(fingerprint),
        "walks": [
            {"name": name, "ended": walked.ended, "n_problems": len(walked.solutions)}
            for name, walked in walks.items()
        ],
    }
    arrays: dict[str, np.ndarray] = {"about": np.array(json.dumps(about))}
    for number, walked in enumerate(walks.values()):
        arrays[f"{number}/grid"], arrays[f"{number}/errors"] = walked.grid, walked.errors
        for place, (solutions, members) in enumerate(
            zip(walked.solutions, walked.members, strict=True)
        ):
            own = {**_columns(solutions), "members": members}
            arrays.update({f"{number}/{place}/{name}": own[name] for name in own})

    def write(file: BinaryIO) -> None:
        np.savez(file, **arrays)

    atomic_write(path, write)


def _columns(solutions: Sequence[Solution]) -> dict[str, np.ndarray]:
    return {
        "alpha": np.array([solution.alpha for solution in solutions]),
        "loss": np.array([solution.loss for solution in solutions]),
        "gap": np.array([solution.gap for solution in solutions]),
        "size": np.array([len(solution.support) for solution in solutions], dtype=np.intp),
        "support": np.concatenate([np.zeros(0, np.intp), *(s.support for s in solutions)]),
        "coef": np.concatenate([np.zeros(0), *(s.coef for s in solutions)]),
        "refit": np.concatenate([np.zeros(0), *(s.refit for s in solutions)]),
    }


def read_archive(path: str | os.PathLike) -> tuple[dict[str, str], dict[str, Walked]]:
    """Return the fingerprint and the walks; their solutions know no penalty factors.

    Raises
    ------
    CheckpointError
        If the file is no checkpoint, or damaged.
    """
    name = os.fspath(path)
    try:
        with open(path, "rb") as file:
            arrays = _arrays(file)
            about = json.loads(arrays["about"].item())
            if about["format"] != FORMAT:
                raise ValueError(f"its format is {about['format']!r}, not {FORMAT!r}")
            walks = {
                walk["name"]: _walked(arrays, number, walk)
                for number, walk in enumerate(about["walks"])
            }
            return dict(about["fingerprint"]), walks
    except OSError as error:
        raise CheckpointError(
            f"checkpoint {name!r} cannot be read: {error.strerror or error}"
        ) from error
    except _BROKEN as error:
        raise CheckpointError(
            f"{name!r} is no checkpoint, or damaged ({error}); nothing was changed: delete it, or "
            "name another file"
        ) from error


def _arrays(file: BinaryIO) -> dict[str, np.ndarray]:
    """Read all arrays; what is compressed was not written here, and may be large beyond measure."""
    with zipfile.ZipFile(file) as archive:
        if any(entry.compress_type != zipfile.ZIP_STORED for entry in archive.infolist()):
            raise ValueError("it is compressed")
    file.seek(0)
    with np.load(file, allow_pickle=False) as archive:
        return dict(archive)


def _walked(arrays: Mapping[str, np.ndarray], number: int, walk: Mapping[str, Any]) -> Walked:
    grid, errors = arrays[f"{number}/grid"], arrays[f"{number}/errors"]
    problems = [f"{number}/{place}/" for place in range(walk["n_problems"])]
    walked = Walked(
        grid=grid,
        solutions=tuple(_solutions(arrays, start) for start in problems),
        members=tuple(arrays[f"{start}members"] for start in problems),
        errors=errors,
        ended=walk["ended"],
    )
    lengths = {len(solutions) for solutions in walked.solutions}
    if lengths != {errors.shape[1]} or not 0 < errors.shape[1] <= len(grid):
        raise ValueError("its parts do not fit together")
    return walked


def _solutions(arrays: Mapping[str, np.ndarray], start: str) -> tuple[Solution, ...]:
    own = {name: arrays[start + name] for name in _columns(())}
    ends = np.cumsum(own["size"])[:-1]
    support, members = own["support"], arrays[f"{start}members"]
    one_each = {len(own[name]) for name in ("alpha", "loss", "gap", "size")}
    one_per_term = {len(own[name]) for name in ("support", "coef", "refit")}
    if len(one_each) > 1 or one_per_term != {own["size"].sum()} or (own["size"] < 0).any():
        raise ValueError("its parts do not fit together")
    if not np.isin(support, members).all() or (members < 0).any():
        raise ValueError("terms are missing in a working set")
    parts = (np.split(own[name], ends) for name in ("support", "coef", "refit"))
    return tuple(
        Solution(float(alpha), *of_terms, float(loss), float(gap), np.zeros(0))
        for alpha, loss, gap, *of_terms in zip(
            own["alpha"], own["loss"], own["gap"], *parts, strict=True
        )
    )
