"""Results as JSON, one file per problem, and all of them as a Markdown table."""

import json
from pathlib import Path
from typing import Any

__all__ = ["write_problem", "write_table"]

HEADER = (
    "| problem | rows | terms | solver | tolerance | seconds | of which expansion | worst gap "
    "| terms at the end | peak MB | ratio |\n"
    "|---|---:|---:|---|---:|---:|---:|---:|---:|---:|---:|"
)
OWN = "polylasso"


def write_problem(result: dict[str, Any], folder: Path) -> None:
    """Write the results of one problem."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{result['problem']}.json"
    path.write_text(json.dumps(result, indent=1) + "\n")


def write_table(folder: Path, order: list[str]) -> str:
    """Write README.md from the results that lie in a folder, and return its text.

    Parameters
    ----------
    folder : Path
    order : list of str
        Names of the problems in the order of the table.
    """
    paths = [path for name in order if (path := folder / f"{name}.json").is_file()]
    results = [json.loads(path.read_text()) for path in paths]
    rows = [row for result in results for row in _rows(result)]
    failures = [line for result in results for line in _failures(result)]
    text = "\n".join(["# Results", "", HEADER, *rows, "", *failures, "", *_notes(results), ""])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "README.md").write_text(text)
    return text


def _rows(result: dict[str, Any]) -> list[str]:
    solvers = result.get("solvers", {})
    own = solvers[OWN]["settings"][-1] if solvers.get(OWN, {}).get("reached") else None
    return [_row(result, solver, found, own) for solver, found in solvers.items()]


def _row(
    result: dict[str, Any], solver: str, found: dict[str, Any], own: dict[str, Any] | None
) -> str:
    """Return the setting that reached the gap or, marked, the one that came nearest."""
    shown = min(found["settings"], key=lambda setting: setting["gap"], default=None)
    cells = [result["problem"], f"{result['rows']:,}", f"{result['terms']:,}", solver]
    if shown is None:
        return _join([*cells, *["-"] * 7])
    short = not found["reached"]
    # What was stopped took longer than it was given.
    seconds = max(shown["seconds"], found["stopped_after"])
    ratio = f"{seconds / own['seconds']:.1f}" if own else "-"
    cells += [
        f"{shown['tolerance']:.0e}",
        f"{shown['seconds']:.3f}",
        f"{shown['expansion_seconds']:.3f}",
        f"{shown['gap']:.1e}" + (" (too large)" if short else ""),
        str(shown["final_terms"]),
        f"{shown['peak_megabytes']:.0f}",
        f"> {ratio}" if short else ratio,
    ]
    return _join(cells)


def _join(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _failures(result: dict[str, Any]) -> list[str]:
    if "failure" in result:
        return [f"- {result['problem']}: {result['failure']}"]
    lines = []
    for solver, found in result["solvers"].items():
        if found["failure"]:
            gaps = [setting["gap"] for setting in found["settings"]]
            best = f"; smallest gap reached {min(gaps):.1e}" if gaps else ""
            lines.append(f"- {result['problem']}, {solver}: {found['failure']}{best}")
    return lines


def _notes(results: list[dict[str, Any]]) -> list[str]:
    notes = [
        "Seconds are the median over the runs, from raw columns to coefficients at 100 alphas, at "
        "the cheapest tolerance whose worst relative duality gap, recomputed over all columns, is "
        "small enough. Ratio: seconds over those of polylasso."
    ]
    described = [result for result in results if "machine" in result]
    targets = sorted({result["target"] for result in described})
    notes += [f"Gap asked for: {', '.join(f'{target:.0e}' for target in targets)}."]
    machines = {_machine(result["machine"]): None for result in described}
    return [*notes, "", *machines]


def _machine(machine: dict[str, Any]) -> str:
    return (
        f"{machine['processor']}, {machine['cores']} cores, {machine['system']}; "
        f"Python {machine['python']}, numpy {machine['numpy']}, scipy {machine['scipy']}, "
        f"scikit-learn {machine['scikit-learn']}, polylasso {machine['polylasso']}; "
        f"BLAS: {'; '.join(machine['blas'])}."
    )
