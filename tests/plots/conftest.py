"""Drawing without a screen, and every figure closed."""

import pytest


@pytest.fixture(autouse=True)
def no_screen():
    plt = pytest.importorskip("matplotlib.pyplot", reason="matplotlib is not installed")
    plt.switch_backend("agg")
    yield
    plt.close("all")
