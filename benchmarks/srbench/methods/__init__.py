"""The methods, by name, each kind in a file of its own."""

from benchmarks.srbench.methods.boosting import BOOSTING
from benchmarks.srbench.methods.forest import FOREST
from benchmarks.srbench.methods.line import LINE
from benchmarks.srbench.methods.method import Method
from benchmarks.srbench.methods.polylasso import AUTO, CUBIC, LEAST_ERROR, ONE_SE

__all__ = ["DEFAULT", "METHODS", "Method"]

METHODS: dict[str, Method] = {
    "polylasso": AUTO,
    "polylasso-one-se": ONE_SE,
    "polylasso-min": LEAST_ERROR,
    "polylasso-cubic": CUBIC,
    "line": LINE,
    "boosting": BOOSTING,
    "forest": FOREST,
}
# Without those that repeat another one's settings, and without the slowest.
DEFAULT = ("polylasso", "polylasso-min", "line", "boosting")
