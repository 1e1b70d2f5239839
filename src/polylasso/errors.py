"""Exceptions and warnings of polylasso. Every message says what, where, and what to do."""

__all__ = [
    "PolylassoError",
    "CheckpointError",
    "DataError",
    "DivergenceError",
    "MemoryLimitError",
    "MissingExtraError",
    "ModelFileError",
    "TermSyntaxError",
    "PolylassoWarning",
    "DataWarning",
    "DuplicateRowsWarning",
    "EdgeOfGridWarning",
    "SolverWarning",
]


class PolylassoError(ValueError):
    """Base of the errors that a user can cause and mend."""


class CheckpointError(PolylassoError):
    """A checkpoint is of another fit, damaged, or no checkpoint at all."""


class DataError(PolylassoError):
    """The table cannot be used as it is: a column, a row or a value is at fault."""


class DivergenceError(PolylassoError):
    """An optimiser moves away from the optimum: its learning rate is too large.

    Attributes
    ----------
    trace : Trace or None
        What it did until then, ``ended`` being "diverged"; None if it did nothing.
    """

    trace = None


class MemoryLimitError(PolylassoError, MemoryError):
    """The columns asked for would not fit in the memory allowed."""


class MissingExtraError(PolylassoError, ImportError):
    """A package is needed that is not installed with polylasso itself."""


class ModelFileError(PolylassoError):
    """A model file is truncated, edited, hostile or of an unknown version."""


class TermSyntaxError(PolylassoError):
    """A string is not the name of a term."""


class PolylassoWarning(UserWarning):
    """Base of all warnings of polylasso."""


class DataWarning(PolylassoWarning):
    """A column is left out, or the data have a trait that one should know."""


class DuplicateRowsWarning(DataWarning):
    """Identical rows were kept in one fold."""


class EdgeOfGridWarning(PolylassoWarning):
    """The chosen alpha lies at an end of its grid."""


class SolverWarning(PolylassoWarning):
    """The requested duality gap was not reached, or the fit was interrupted."""
