"""The table that describes a fitted model: one row per term, and what is known of the search."""

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from polylasso.terms import Term

__all__ = ["Summary", "TermSummary", "summarise"]

_HEADINGS = ("term", "coefficient", "standardized", "share", "enters at alpha")


@dataclass(frozen=True, slots=True)
class TermSummary:
    """One term of a model.

    Parameters
    ----------
    term : Term
    coef : float
        Coefficient in the units of the table.
    standardized_coef : float
        Coefficient of the term scaled to variance 1: comparable between terms.
    share : float
        Part of the variance of the fitted values, from `variance_shares`.
    entered_alpha : float or None
        Largest alpha of the path with this term; None where it is not known.
    """

    term: Term
    coef: float
    standardized_coef: float
    share: float
    entered_alpha: float | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """What is known of a fitted model; `str` makes a table of it.

    Parameters
    ----------
    rows : tuple of TermSummary
        Largest absolute standardised coefficient first.
    n_candidate_terms : int
        Number of terms searched.
    degree : int
    alpha : float
    dual_gap : float or None
        Relative duality gap over all candidate terms.
    r2 : float or None
        Part of the target's variance explained on the training rows.
    storage : {"stored", "moments", "implicit"}
        Whether the term columns were kept, or their second moments, or never formed.
    size : int or None
        Nodes of the expression in powers, see `expression_size`.
    notes : tuple of str
        Columns left out, constant terms, aliases and the like.
    """

    rows: tuple[TermSummary, ...]
    n_candidate_terms: int
    degree: int
    alpha: float
    dual_gap: float | None = None
    r2: float | None = None
    storage: str = "stored"
    size: int | None = None
    notes: tuple[str, ...] = ()

    @property
    def n_terms(self) -> int:
        """Number of terms in the model."""
        return len(self.rows)

    def to_dict(self) -> dict[str, Any]:
        """Return all of it as JSON values; null for what is not known or not finite."""
        fields = {"n_terms": self.n_terms, **asdict(self)}
        del fields["rows"]
        terms = [_row_fields(row) for row in self.rows]
        return {**_finite(fields), "notes": list(self.notes), "terms": terms}

    def __str__(self):
        notes = [f"Note: {note}" for note in self.notes]
        return "\n".join([*_header(self), *_table(self.rows), *notes])


def summarise(
    terms: Sequence[Term],
    coef: np.ndarray,
    standardized_coef: np.ndarray,
    share: np.ndarray,
    entered_alpha: Sequence[float | None] | None = None,
    **header: Any,
) -> Summary:
    """Gather what is known of a fitted model.

    Parameters
    ----------
    terms : sequence of Term
    coef, standardized_coef, share : ndarray of shape (n_terms,)
    entered_alpha : sequence of float or None, default=None
        None where it is not known, for one term or for all.
    **header
        The other parameters of `Summary`.

    Returns
    -------
    Summary
    """
    entered = [None] * len(terms) if entered_alpha is None else entered_alpha
    columns = zip(terms, coef, standardized_coef, share, entered, strict=True)
    rows = [
        TermSummary(term, *map(float, numbers), None if alpha is None else float(alpha))
        for term, *numbers, alpha in columns
    ]
    rows.sort(key=lambda row: -abs(row.standardized_coef))
    return Summary(tuple(rows), **header)


def _row_fields(row: TermSummary) -> dict[str, Any]:
    numbers = {name: getattr(row, name) for name in TermSummary.__slots__ if name != "term"}
    return {"term": row.term.label, **_finite(numbers)}


def _finite(fields: dict[str, Any]) -> dict[str, Any]:
    plain = {k: v.item() if isinstance(v, np.generic) else v for k, v in fields.items()}
    return {
        name: None if isinstance(value, float) and not math.isfinite(value) else value
        for name, value in plain.items()
    }


def _header(summary: Summary) -> list[str]:
    facts = [f"alpha {summary.alpha:.4g}"]
    if summary.r2 is not None:
        facts.append(f"R2 {summary.r2:.4f} on the training rows")
    if summary.dual_gap is not None:
        facts.append(f"relative duality gap {summary.dual_gap:.1e}")
    if summary.size is not None:
        facts.append(f"size {summary.size:,}")
    return [
        f"{summary.n_terms:,} of {summary.n_candidate_terms:,} candidate terms, "
        f"degree {summary.degree}, {summary.storage}",
        ", ".join(facts),
    ]


def _table(rows: tuple[TermSummary, ...]) -> list[str]:
    if not rows:
        return ["No term: the model is its intercept."]
    cells = [_HEADINGS, *map(_cells, rows)]
    if all(row.entered_alpha is None for row in rows):
        cells = [line[:-1] for line in cells]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return [
        "  ".join([line[0].ljust(widths[0]), *map(str.rjust, line[1:], widths[1:])])
        for line in cells
    ]


def _cells(row: TermSummary) -> tuple[str, ...]:
    return (
        row.term.label,
        f"{row.coef:.4g}",
        f"{row.standardized_coef:.4g}",
        f"{100 * row.share:z.1f} %",
        "" if row.entered_alpha is None else f"{row.entered_alpha:.4g}",
    )
