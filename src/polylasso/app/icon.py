"""The icon of the page, drawn here: one by name would be fetched from another site."""

from functools import cache

import numpy as np
from PIL.Image import Image, fromarray

__all__ = ["icon"]

_SIZE = 64
_GROUND, _CURVE = (31, 83, 140), (255, 255, 255)


@cache
def icon() -> Image:
    """Return a cubic on a disc."""
    y, x = np.mgrid[1 : -1 : _SIZE * 1j, -1 : 1 : _SIZE * 1j]
    pixels = np.zeros((_SIZE, _SIZE, 4), dtype=np.uint8)
    pixels[np.hypot(x, y) <= 0.97] = (*_GROUND, 255)
    wide = 1.5 * x
    curve = 0.55 * (wide**3 - wide)
    slope = 0.55 * 1.5 * (3 * wide**2 - 1)
    near = (np.abs(y - curve) / np.hypot(1, slope) < 0.1) & (np.hypot(x, y) < 0.82)
    pixels[near] = (*_CURVE, 255)
    return fromarray(pixels)
