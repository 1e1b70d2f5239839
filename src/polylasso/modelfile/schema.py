"""The layout of a model file: its version, keys, choices and limits."""

__all__ = [
    "KEYS",
    "KINDS",
    "MAX_DEGREE",
    "MAX_LEVELS",
    "MAX_TERMS",
    "MAX_VARIABLES",
    "MISSING",
    "MORE_KEYS",
    "MORE_VARIABLE_KEYS",
    "SCHEMA",
    "TERM_KEYS",
    "UNKNOWN",
    "VARIABLE_KEYS",
]

# Major and minor. A reader refuses another major version, and ignores what it does not know of a
# newer minor one: whatever changes predictions is a new major version.
SCHEMA = (1, 1)

KEYS = (
    "polylasso_model",
    "library_version",
    "target",
    "intercept",
    "terms",
    "variables",
    "missing",
    "unknown",
    "extrapolation",
    "settings",
    "scores",
    "certificate",
    "data",
)
TERM_KEYS = ("term", "coefficient")
VARIABLE_KEYS = (
    "name",
    "kind",
    "levels",
    "transforms",
    "missing",
    "degree",
    "lower",
    "upper",
    "fill",
)
# Since version 1.1, and only where there are any.
MORE_KEYS = ("target_range",)
MORE_VARIABLE_KEYS = ("moments",)

KINDS = ("numeric", "binary", "categorical")
MISSING = ("error", "indicator", "drop")
UNKNOWN = ("error", "baseline")

MAX_TERMS = 100_000
MAX_VARIABLES = 100_000
MAX_LEVELS = 1_000_000
MAX_DEGREE = 50
