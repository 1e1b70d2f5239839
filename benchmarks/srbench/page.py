"""The page of all results, and the part of it that docs/accuracy.md shows."""

from pathlib import Path

from benchmarks.srbench.methods import METHODS
from benchmarks.srbench.picture import draw
from benchmarks.srbench.published import FRIEDMAN_SETS, SETS, SOURCE
from benchmarks.srbench.report import (
    Scores,
    conditions,
    failures,
    hindsight,
    losses_table,
    overview_table,
    published_table,
    sets_table,
)
from benchmarks.srbench.runs import Book
from benchmarks.srbench.sets import PARTS, Set, part
from benchmarks.srbench.summary import overall, score_sets
from benchmarks.tabular import between_markers

__all__ = ["paste", "write_page"]

PICTURE = "accuracy.png"
TITLES = {
    "development": "Sets that settings were fixed on",
    "confirmation": "Sets that they were confirmed on",
    "all": "All sets that are here",
}


def write_page(folder: Path, sets: list[Set]) -> str:
    """Write README.md and the picture from the runs in a folder, and return the text.

    Parameters
    ----------
    folder : Path
    sets : list of Set
        All that are here.
    """
    books = [Book(folder, name) for name in METHODS]
    parts = ["# Results", *_overviews(books, sets)]
    scores = _scores(books, sets, "all")
    if not scores:
        raise SystemExit(f"error: there are no runs in {folder}: measure first, without --paste")
    draw({name: overall(scores[name]) for name in scores}, folder / PICTURE)
    parts += [f"![R2 against size and time]({PICTURE})"]
    losses = losses_table(scores, sets)
    parts += ["## Where it loses", losses] if losses else []
    shared = _shared_scores(books, sets)
    if len(shared) > 1:
        parts += ["## The best in hindsight", hindsight(shared)]
    failed = failures(scores)
    parts += ["## Runs that failed", failed] if failed else []
    abouts = {book.method: book.abouts() for book in books if book.abouts()}
    parts += ["## Conditions", conditions(abouts)]
    summary = "\n\n".join(parts) + "\n"
    text = f"{summary}\n## Set by set\n\n{sets_table(scores, sets)}\n"
    (folder / "README.md").write_text(text, encoding="utf-8")
    return summary


def _overviews(books: list[Book], sets: list[Set]) -> list[str]:
    parts = []
    shown = {}
    for which in PARTS:
        scores = _scores(books, sets, which)
        if scores and scores != shown:  # the whole may be one of its parts
            shown = scores
            parts += [f"## {TITLES[which]}", overview_table(scores)]
    parts += [
        "## Published",
        f"{SOURCE}. On the {len(sets)} of its {SETS} sets that are here, {FRIEDMAN_SETS} of them "
        "Friedman's:",
        published_table(whole=False),
        f"On all {SETS} sets, {FRIEDMAN_SETS} of them Friedman's:",
        published_table(whole=True),
    ]
    return parts


def _scores(books: list[Book], sets: list[Set], which: str) -> Scores:
    names = part([each.name for each in sets], which)
    found = {book.method: score_sets(book.runs().values(), names) for book in books}
    return {method: scores for method, scores in found.items() if scores}


def _shared_scores(books: list[Book], sets: list[Set]) -> Scores:
    """Return the scores on the sets and seeds that all methods have."""
    runs = {book.method: book.runs() for book in books}
    runs = {method: found for method, found in runs.items() if found}
    places = set.intersection(*(set(found) for found in runs.values()))
    names = [each.name for each in sets]
    return {
        method: score_sets([run for place, run in found.items() if place in places], names)
        for method, found in runs.items()
        if places
    }


def paste(folder: Path, sets: list[Set], root: Path) -> None:
    """Write the page but the sets one by one into docs/accuracy.md, between markers."""
    page = write_page(folder, sets).removeprefix("# Results")
    page = page.replace("\n## ", "\n### ").replace(f"({PICTURE})", f"(../{folder / PICTURE})")
    path = root / "docs" / "accuracy.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(between_markers(text, "accuracy results", page), encoding="utf-8")
