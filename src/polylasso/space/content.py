"""All that the static page says, as one JSON value. The page itself only places it."""

import json
import math
from collections.abc import Iterable, Mapping
from typing import Any

from polylasso.inspection.styles import STYLES, polynomials_of
from polylasso.job.form import Example, Field, examples_of, fields_of
from polylasso.modelfile import to_json
from polylasso.space.exhibit import Exhibit
from polylasso.space.wording import certificate_in_words, fact_groups, highlights, lead
from polylasso.terms import Term

__all__ = ["page_content", "readable_name", "safe_json"]


def page_content(exhibit: Exhibit) -> dict[str, Any]:
    """Return what the page shows.

    The model is the content of its file, from which the page predicts; names are for readers.
    """
    saved = exhibit.saved
    rows = None if exhibit.train is None else exhibit.train.features
    return {
        "model": json.loads(to_json(saved)),
        "target": readable_name(saved.model.target_name),
        "names": {one.name: readable_name(one.name) for one in saved.model.active_variables},
        "terms": [readable_term(term) for term in saved.model.terms],
        "symbols": polynomials_of(saved.model.terms),
        "formula": {"text": saved.formula(style="text"), "latex": saved.formula(style="latex")},
        "fields": [_field(field) for field in fields_of(saved.model, rows)],
        "examples": [_example(one) for one in _examples(exhibit)],
        "measures": _measures(exhibit),
        "lead": lead(exhibit),
        "highlights": highlights(saved),
        "certificate": certificate_in_words(saved.certificate),
        "facts": fact_groups(saved),
        "version": saved.library_version,
    }


def readable_name(name: str) -> str:
    """Return a name without what does not print."""
    return STYLES["unicode"].name(name)


def readable_term(term: Term) -> str:
    """Return a term as a reader has it, such as ``x²·[fuel = E]``."""
    style = STYLES["unicode"]
    return f" {style.times} ".join(map(style.atom, term.atoms))


def safe_json(value: Any) -> str:
    """Write JSON that nothing inside a script element, whatever its strings, can end."""
    text = json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    for letter in "<>&":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text


def _field(field: Field) -> dict[str, Any]:
    return {
        "name": field.variable.name,
        "value": field.default,
        "decimals": field.decimals,
        "range": field.range_in_words,
        "options": [
            {"value": value, "label": label}
            for value, label in zip(field.options, field.labels, strict=True)
        ],
    }


def _examples(exhibit: Exhibit) -> Iterable[Example]:
    return () if exhibit.test is None else examples_of(exhibit.saved.model, exhibit.test)


def _example(example: Example) -> dict[str, Any]:
    return {"row": dict(example.point), "actual": example.actual}


def _measures(exhibit: Exhibit) -> list[Mapping[str, float | None]]:
    """Return what is known of the size of each term, in the order of the model; may be empty."""
    if exhibit.summary is None:
        return []
    rows = {row.term: row for row in exhibit.summary.rows}
    found = [rows[term] for term in exhibit.saved.model.terms]
    return [
        {"standardized": _finite(row.standardized_coef), "share": _finite(row.share)}
        for row in found
    ]


def _finite(number: float) -> float | None:
    return number if math.isfinite(number) else None
