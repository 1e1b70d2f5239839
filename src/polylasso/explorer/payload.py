"""All that the explorer shows, as one value: what the script reads is made here and only here.

The header is plain JSON, its version is 1; an array in it is the place of its numbers in the
buffer, `{"kind": "f4" | "f8" | "i4", "at": first byte, "length": numbers}`, little-endian.
docs/explorer.md lists the fields.
"""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from polylasso.errors import DataError
from polylasso.explorer.packing import Packer
from polylasso.explorer.scoring import Rows
from polylasso.explorer.tracks import Track, path_track, steps_track
from polylasso.inspection import CVCurve
from polylasso.inspection.styles import STYLES, polynomials_of
from polylasso.model import PolynomialModel
from polylasso.path import Path
from polylasso.terms import Term
from polylasso.training import Steps

__all__ = ["MOST_POINTS", "VERSION", "Payload", "payload"]

VERSION = 1
# Rows drawn; scores are of all of them.
MOST_POINTS = 5000


@dataclass(frozen=True, slots=True, eq=False)
class Payload:
    """What the explorer shows.

    Parameters
    ----------
    header : dict
        Plain JSON: names, settings, and where the numbers lie.
    buffer : bytes
        The numbers.
    """

    header: dict[str, Any]
    buffer: bytes

    def to_json(self) -> str:
        """Return one JSON object, the buffer in base64, which is safe inside a script element."""
        content = {**self.header, "buffer": base64.b64encode(self.buffer).decode("ascii")}
        text = json.dumps(content, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
        for letter in "<>&":
            text = text.replace(letter, f"\\u{ord(letter):04x}")
        return text

    def to_bytes(self, host: Mapping[str, Any] | None = None) -> bytes:
        """Return header and buffer in one piece, for hosts that hand bytes over as they are.

        Four bytes say how long the header is, little-endian; blanks at its end let the buffer
        begin at a multiple of eight.

        Parameters
        ----------
        host : mapping or None, default=None
            What a host tells its own part of the script; plain JSON, in the header as "host".
        """
        content = self.header if host is None else {**self.header, "host": dict(host)}
        header = json.dumps(content, allow_nan=False, separators=(",", ":")).encode("utf-8")
        header += b" " * (-(4 + len(header)) % 8)
        return len(header).to_bytes(4, "little") + header + self.buffer


def payload(
    path: Path | None,
    model: PolynomialModel,
    alpha: float | None = None,
    *,
    rows: Rows | None = None,
    cv: CVCurve | None = None,
    lasso: Path | None = None,
    traces: Sequence[Steps] = (),
) -> Payload:
    """Collect what the explorer shows.

    Parameters
    ----------
    path : Path or None
        That at whose `alpha` lies the model; None if there are only traces.
    model : PolynomialModel
        Knows the variables, the target, and what is done out of range.
    alpha : float or None, default=None
        The chosen alpha; None is the last.
    rows : Rows or None, default=None
        To be predicted at every alpha: the rows held out, at best.
    cv : CVCurve or None, default=None
        Of `path`.
    lasso : Path or None, default=None
        The lasso alone, where `path` is blended with a refit.
    traces : sequence of Steps, default=()

    Returns
    -------
    Payload

    Raises
    ------
    DataError
        If there is nothing to show, or more than a page can hold.
    """
    tracks = _tracks(path, alpha, cv, lasso, traces)
    if not tracks:
        raise DataError("there is neither a path nor a trace to explore; fit PolynomialLassoCV")
    terms = _in_order_of_entrance(tracks)
    drawn = None if rows is None else _drawn(len(rows.actual))
    packer = Packer()
    header = {
        "version": VERSION,
        "target": _names_of_target(model),
        "candidates": tracks[0].n_candidates,
        "terms": [{"name": _readable(term), "label": term.label} for term in terms],
        "symbols": polynomials_of(terms),
        "rows": None if rows is None else _described(rows, drawn, packer),
        "tracks": [track.packed(packer, terms, model, rows, drawn) for track in tracks],
    }
    return Payload(header, packer.buffer())


def _tracks(
    path: Path | None,
    alpha: float | None,
    cv: CVCurve | None,
    lasso: Path | None,
    traces: Sequence[Steps],
) -> list[Track]:
    tracks = []
    if path is not None:
        is_blend = lasso is not None and lasso is not path
        tracks.append(path_track("fitted" if is_blend else "path", path, alpha, cv))
        if is_blend:
            tracks.append(path_track("lasso", lasso, alpha, None))
    return tracks + [steps_track(trace) for trace in traces]


def _in_order_of_entrance(tracks: Sequence[Track]) -> tuple[Term, ...]:
    """Return the terms of all tracks, the first to enter first: a formula grows at its end."""
    found: dict[Term, tuple[int, float]] = {}
    for track in tracks:
        for term, key in track.entrances().items():
            found.setdefault(term, key)
    return tuple(sorted(found, key=found.__getitem__))


def _readable(term: Term) -> str:
    style = STYLES["unicode"]
    return style.times.join(map(style.atom, term.atoms))


def _names_of_target(model: PolynomialModel) -> dict[str, str]:
    name = model.target_name
    return {"name": STYLES["unicode"].name(name), "label": STYLES["text"].name(name)}


def _drawn(n_rows: int) -> np.ndarray:
    """Return the rows that are drawn: all, or as many of them, evenly, as a picture can show."""
    if n_rows <= MOST_POINTS:
        return np.arange(n_rows)
    return np.unique(np.linspace(0, n_rows - 1, MOST_POINTS).round().astype(int))


def _described(rows: Rows, drawn: np.ndarray, packer: Packer) -> dict[str, Any]:
    return {
        "what": rows.what,
        "count": len(rows.actual),
        "drawn": len(drawn),
        "actual": packer.add(rows.actual[drawn], "f8"),
    }
