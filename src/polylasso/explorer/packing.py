"""Arrays as one buffer of bytes, with a list of what lies where."""

import base64
from collections.abc import Mapping

import numpy as np

__all__ = ["Packer", "unpacked"]

_KINDS = {"f4": "<f4", "f8": "<f8", "i4": "<i4"}
# Typed arrays of JavaScript begin at multiples of the size of a number.
_ALIGNED = 8


class Packer:
    """Collects arrays; what stands in their place says kind, first byte and length."""

    def __init__(self):
        self._parts: list[bytes] = []
        self._size = 0

    def add(self, values: np.ndarray, kind: str) -> dict[str, str | int]:
        """Add an array, flattened, and return what finds it again.

        Parameters
        ----------
        values : ndarray
        kind : {"f4", "f8", "i4"}
            Little-endian numbers of so many bytes.
        """
        content = np.ascontiguousarray(values, dtype=_KINDS[kind]).tobytes()
        place = {"kind": kind, "at": self._size, "length": int(np.size(values))}
        padded = content + b"\0" * (-len(content) % _ALIGNED)
        self._parts.append(padded)
        self._size += len(padded)
        return place

    def buffer(self) -> bytes:
        """Return all that was added."""
        return b"".join(self._parts)


def unpacked(place: Mapping[str, str | int], buffer: bytes | str) -> np.ndarray:
    """Return the array that a `Packer` added.

    Parameters
    ----------
    place : mapping
        What `Packer.add` returned.
    buffer : bytes or str
        In base64 if it is a str.
    """
    content = base64.b64decode(buffer) if isinstance(buffer, str) else buffer
    kind = _KINDS[str(place["kind"])]
    return np.frombuffer(content, kind, int(place["length"]), int(place["at"]))
