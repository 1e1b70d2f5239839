"""Whether term columns are held or formed when needed: by their size and the memory allowed."""

from polylasso.memory import allowed_bytes, refuse
from polylasso.terms import Dictionary
from polylasso.training.specification import Specification

__all__ = ["choose_storage", "MOMENT_ENTRIES"]

# Folds are solved from the second moments of all terms, formed once, where these have at most so
# many entries in all (about half a gigabyte).
MOMENT_ENTRIES = 60_000_000
# Columns are held up to this many bytes: beyond, reading them takes longer than forming them.
WORTH_HOLDING = 1 << 28
# Arrays with a value per term that a fit holds: moments, gradients, bounds, factors.
ARRAYS, ARRAYS_PER_FOLD = 14, 8


def choose_storage(
    dictionary: Dictionary,
    n_rows: int,
    n_folds: int,
    shared: bool,
    specification: Specification,
) -> str:
    """Return "stored" or "implicit".

    Parameters
    ----------
    dictionary : Dictionary
    n_rows, n_folds : int
    shared : bool
        Whether the folds share the columns of all rows.
    specification : Specification

    Raises
    ------
    MemoryLimitError
        If what was chosen, or either, needs more memory than is allowed.
    """
    copies = 1 if shared else 1 + n_folds
    n_terms = dictionary.n_terms
    stored = copies * _stored_bytes(n_terms, n_rows, n_folds if shared else 0)
    implicit = _implicit_bytes(dictionary, n_rows, n_folds, copies)
    allowed = allowed_bytes(specification.memory_limit)
    if specification.storage == "auto":
        held = stored <= allowed and (8 * n_terms * n_rows <= WORTH_HOLDING or implicit > allowed)
        choice, need = ("stored", stored) if held else ("implicit", implicit)
        need = min(need, stored)
    else:
        choice = specification.storage
        need = stored if choice == "stored" else implicit
    if need > allowed:
        refuse(n_terms, need, allowed)
    return choice


def _stored_bytes(n_terms: int, n_rows: int, n_folds: int) -> int:
    """Bytes of the term columns, of the moments, and of the largest working set."""
    moments = n_terms * n_terms * (n_folds + 1) if n_folds else 0
    return 8 * (n_terms * n_rows + min(moments, MOMENT_ENTRIES) + 30 * n_terms)


def _implicit_bytes(dictionary: Dictionary, n_rows: int, n_folds: int, copies: int) -> int:
    """Bytes of the atoms, and of what a fit holds per term and fold."""
    arrays = ARRAYS + ARRAYS_PER_FOLD * n_folds
    return 8 * (copies * dictionary.n_regular_atoms * n_rows + arrays * dictionary.n_terms)
