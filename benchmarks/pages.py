"""The page of all results, and the parts of it that the documentation shows."""

import json
from pathlib import Path
from typing import Any

from benchmarks.app.lines import lines_table
from benchmarks.names import CHOICES, CURVES, FFX, NAMES
from benchmarks.picture import draw
from benchmarks.report import conditions, failures, full_table, median_line, short_table
from benchmarks.report_apart import choices_table, ffx_table
from benchmarks.results import OWN, entries, read_results
from benchmarks.tabular import between_markers

__all__ = ["paste", "write_page"]

PICTURE = "gap-against-time.png"
# What the README shows: a job of each kind.
README_NAMES = ("original", "diabetes-4", "quadratic-300", "quadratic-1000", "cubic-200")

RATIO = (
    "Seconds run from the raw columns to coefficients at 100 alphas, at the cheapest tolerance "
    "whose worst relative duality gap, recomputed over all candidate terms, is small enough. "
    "`>`: the gap was not reached, and it takes longer than this. "
    "Ratio: seconds over those of polylasso."
)
CHOICE_NOTE = (
    "No gap is asked for here: everything runs at its default tolerance, on the same five folds "
    "(LassoLarsCV on its own alphas). What is not learnt inside the folds is taken from all rows, "
    "which saves time and lets the rows held out be seen. PolynomialLassoCV and cv.glmnet choose "
    "by one standard error, the others by the least error; PolynomialLassoCV also tries the "
    "refit, and ends the grid where the error no longer falls."
)
FFX_NOTE = (
    "FFX has bases of its own and solves another problem, so that only time, size and accuracy "
    "on a quarter of the rows held out stand beside each other."
)


def write_page(folder: Path) -> str:
    """Write README.md and the picture from the results in a folder, and return the text."""
    results = read_results(folder, NAMES)
    parts = ["# Results", *_path_parts(results, folder), *_apart_parts(results, folder)]
    for title, name in (("Matrix products and predictions", "limit"),):
        page = folder / f"{name}.md"
        if page.is_file():
            parts += [f"## {title}", page.read_text().strip()]
    text = "\n\n".join(parts) + "\n"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "README.md").write_text(text)
    return text


def _path_parts(results: list[dict[str, Any]], folder: Path) -> list[str]:
    parts = ["## Fastest peers", short_table(results), median_line(results)]
    parts += ["## All solvers", full_table(results), RATIO]
    parts += ["\n".join(failures(results))]
    curved = [result for result in results if result["problem"] in CURVES and "solvers" in result]
    if curved:
        draw(curved, folder / PICTURE)
        parts += [f"![Gap against time]({PICTURE})"]
    parts += ["## Conditions", conditions(results)]
    return [part for part in parts if part]


def _apart_parts(results: list[dict[str, Any]], folder: Path) -> list[str]:
    parts = []
    choices = read_results(folder, [f"choice-{name}" for name in CHOICES])
    if choices:
        table = choices_table(choices, _path_seconds(results))
        parts += ["## Cross-validation", table, CHOICE_NOTE]
    ffx = read_results(folder, [f"ffx-{name}" for name in FFX])
    if ffx:
        parts += ["## FFX", ffx_table(ffx), FFX_NOTE]
    return parts


def _path_seconds(results: list[dict[str, Any]]) -> dict[str, float]:
    own = [entry for result in results for entry in entries(result) if entry.solver == OWN]
    return {entry.problem: entry.seconds for entry in own if entry.reached}


def paste(folder: Path, root: Path) -> None:
    """Write the page into docs/benchmarks.md, and its gist into README.md, between markers."""
    page = write_page(folder).removeprefix("# Results").replace(PICTURE, f"../{folder / PICTURE}")
    page = page.replace("\n## ", "\n### ")
    results = read_results(folder, NAMES)
    gist = [result for result in results if result["problem"] in README_NAMES]
    short = [short_table(gist), median_line(results)]
    _replace(root / "docs" / "benchmarks.md", page)
    _replace(root / "README.md", "\n\n".join(part for part in short if part))
    web = folder / "app.json"
    if web.is_file():
        figures = lines_table(json.loads(web.read_text()))
        _replace(root / "docs" / "benchmarks.md", figures, "figures of the web page")


def _replace(path: Path, content: str, place: str = "benchmark results") -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(between_markers(text, place, content), encoding="utf-8")
