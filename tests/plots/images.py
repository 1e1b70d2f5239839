"""Compares a picture with the one that is stored, or stores it."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

BASELINE = Path(__file__).parent / "baseline"
# Other feature releases of matplotlib hint letters otherwise, by which labels and all that stands
# beside them move: measured, 15 to 60 of root mean square, more than what must be found.
DRAWN_WITH = "3.11"
# Root mean square over the pixels, of 0 to 255. In one release only rounding differs, and 256
# colours are at most 1.5 off; a curve gone or in another colour is 10, labels gone are 24.
TOLERANCE = 5.0
DPI = 60


def check_image(figure, name):
    """Fail unless a figure looks like baseline/name.png; POLYLASSO_BASELINE=1 stores it.

    On failure the picture and its difference are left in a temporary folder, which is named.
    """
    import matplotlib as mpl
    import matplotlib.pyplot as plt
    from matplotlib.testing.compare import compare_images

    expected = BASELINE / f"{name}.png"
    stores = os.environ.get("POLYLASSO_BASELINE") == "1"
    folder = Path(tempfile.mkdtemp(prefix="polylasso-"))
    actual = expected if stores else folder / f"{name}.png"
    figure.savefig(actual, dpi=DPI)
    plt.close(figure)
    if stores:
        _pack(expected)
        shutil.rmtree(folder)
    elif not mpl.__version__.startswith(f"{DRAWN_WITH}."):
        shutil.rmtree(folder)
        pytest.skip(f"pictures are stored as matplotlib {DRAWN_WITH} draws them; it was drawn")
    else:
        assert expected.exists(), f"there is no {expected}; store it with POLYLASSO_BASELINE=1"
        difference = compare_images(str(expected), str(actual), TOLERANCE)
        assert difference is None, difference
        shutil.rmtree(folder)


def _pack(path):
    """Store a picture in 256 colours: a third of the bytes, and at most 1.5 off."""
    from PIL import Image

    with Image.open(path) as image:
        packed = image.convert("RGB").quantize(256, kmeans=3, dither=Image.Dither.NONE)
    packed.save(path, optimize=True)
