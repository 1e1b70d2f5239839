"""Compares a picture with the one that is stored, or stores it."""

import os
import shutil
import tempfile
from pathlib import Path

BASELINE = Path(__file__).parent / "baseline"
# Root mean square over the pixels, of 0 to 255. Letters differ a little between versions of
# matplotlib and FreeType, and move what stands beside them by a pixel: half of the letters gone is
# about 8, a curve gone or in another colour more than 5. See the test of this file.
TOLERANCE = 5.0
DPI = 60


def check_image(figure, name):
    """Fail unless a figure looks like baseline/name.png; POLYLASSO_BASELINE=1 stores it.

    On failure the picture and its difference are left in a temporary folder, which is named.
    """
    import matplotlib.pyplot as plt
    from matplotlib.testing.compare import compare_images

    expected = BASELINE / f"{name}.png"
    if os.environ.get("POLYLASSO_BASELINE") == "1":
        figure.savefig(expected, dpi=DPI)
        plt.close(figure)
        return
    folder = Path(tempfile.mkdtemp(prefix="polylasso-"))
    actual = folder / f"{name}.png"
    figure.savefig(actual, dpi=DPI)
    plt.close(figure)
    assert expected.exists(), f"there is no {expected}; store it with POLYLASSO_BASELINE=1"
    difference = compare_images(str(expected), str(actual), TOLERANCE)
    assert difference is None, difference
    shutil.rmtree(folder)
