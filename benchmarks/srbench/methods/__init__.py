"""The methods, by name, each kind in a file of its own."""

from benchmarks.srbench.methods.boosting import BOOSTING
from benchmarks.srbench.methods.forest import EXTRA_TREES, FOREST
from benchmarks.srbench.methods.kernels import KERNEL_RIDGE, SUPPORT_VECTORS
from benchmarks.srbench.methods.line import LINE
from benchmarks.srbench.methods.method import Method
from benchmarks.srbench.methods.polylasso import CUBIC, LEAST_ERROR, ONE_SE

__all__ = ["DEFAULT", "METHODS", "Method"]

METHODS: dict[str, Method] = {
    "polylasso": LEAST_ERROR,
    "polylasso-one-se": ONE_SE,
    "polylasso-cubic": CUBIC,
    "line": LINE,
    "boosting": BOOSTING,
    "forest": FOREST,
    "extra-trees": EXTRA_TREES,
    "kernel-ridge": KERNEL_RIDGE,
    "support-vectors": SUPPORT_VECTORS,
}
# Without the fixed degrees, and without the slowest.
DEFAULT = ("polylasso", "polylasso-one-se", "line", "boosting")
