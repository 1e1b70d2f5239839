"""The paths' results as Markdown: every solver on every problem, and the fastest peers."""

from collections.abc import Sequence
from typing import Any

from benchmarks.results import OWN, Entry, entries, fastest_peer, median_ratio
from benchmarks.tabular import table

__all__ = ["conditions", "failures", "full_table", "median_line", "short_table"]

FULL_HEADER = (
    "problem",
    "solver",
    "rows",
    "terms",
    "tolerance",
    "seconds",
    "of which expansion",
    "worst gap",
    "terms at the end",
    "peak MB",
    "ratio",
)
SHORT_HEADER = (
    "problem",
    "fastest peer",
    "rows",
    "terms",
    "polylasso s",
    "passes",
    "MB",
    "peer s",
    "peer MB",
    "ratio",
    "ratio without the peer's expansion",
)
NONE = "-"


def full_table(results: Sequence[dict[str, Any]]) -> str:
    """Return the table of all solvers on all problems."""
    rows = [_row(result, entry) for result in results for entry in entries(result)]
    return table(FULL_HEADER, rows, left=2)


def _row(result: dict[str, Any], entry: Entry) -> list[str]:
    cells = [entry.problem, entry.solver, f"{result['rows']:,}", f"{result['terms']:,}"]
    bound, ratio = "" if entry.reached else "> ", _number(entry.ratio)
    setting = entry.setting
    if setting is None:
        seconds = NONE if entry.seconds is None else f"> {entry.seconds:.3f}"
        unknown = [NONE] * 4
        return [*cells, NONE, seconds, *unknown, NONE if ratio == NONE else f"> {ratio}"]
    return [
        *cells,
        f"{setting['tolerance']:.0e}",
        f"{bound}{entry.seconds:.3f}",
        f"{setting['expansion_seconds']:.3f}",
        f"{setting['gap']:.1e}" + ("" if entry.reached else " (too large)"),
        str(setting["final_terms"]),
        f"{setting['peak_megabytes']:.0f}",
        NONE if ratio == NONE else f"{bound}{ratio}",
    ]


def _number(value: float | None) -> str:
    return NONE if value is None else f"{value:.1f}"


def short_table(results: Sequence[dict[str, Any]]) -> str:
    """Return the table of the fastest peer on each problem."""
    return table(SHORT_HEADER, [_short_row(r) for r in results if "solvers" in r], left=2)


def _short_row(result: dict[str, Any]) -> list[str]:
    found = entries(result)
    own = next((e for e in found if e.solver == OWN), None)
    peer = fastest_peer(result)
    cells = [result["problem"], peer.solver if peer else _nobody(found)]
    cells += [f"{result['rows']:,}", f"{result['terms']:,}"]
    if own is None or not own.reached:
        cells += [NONE] * 3
    else:
        passes = own.setting.get("notes", {}).get("passes", NONE)
        cells += [f"{own.seconds:.3f}", str(passes), f"{own.setting['peak_megabytes']:.0f}"]
    if peer is None:
        return [*cells, NONE, NONE, _bound(found), NONE]
    peak = f"{peer.setting['peak_megabytes']:.0f}"
    ratios = [_number(peer.ratio), _number(peer.ratio_without_expansion)]
    return [*cells, f"{peer.seconds:.3f}", peak, *ratios]


def _nobody(found: Sequence[Entry]) -> str:
    peers = [entry for entry in found if entry.solver != OWN]
    memory = peers and all((entry.failure or "").startswith("memory") for entry in peers)
    return "none: memory" if memory else "none"


def _bound(found: Sequence[Entry]) -> str:
    bounds = [e.ratio for e in found if e.solver != OWN and e.ratio is not None]
    return f"> {min(bounds):.1f}" if bounds else NONE


def median_line(results: Sequence[dict[str, Any]]) -> str:
    """Return a sentence on the real sets, or nothing if none was run."""
    found = median_ratio(results)
    if found is None:
        return ""
    n_sets, ratio = found
    return (
        f"Over the {n_sets} real data sets the fastest peer takes {ratio:.1f} times as long at the "
        "median (a lower bound counts where no peer reached the gap in time)."
    )


def failures(results: Sequence[dict[str, Any]]) -> list[str]:
    """Return a line for each solver that did not do all that it was asked."""
    lines = []
    for result in results:
        if "failure" in result:
            lines.append(f"- {result['problem']}: {result['failure']}")
        for entry in entries(result):
            if entry.failure:
                lines.append(_failure(entry))
    return lines


def _failure(entry: Entry) -> str:
    line = f"- {entry.problem}, {entry.solver}: {entry.failure}"
    if entry.reached:
        return f"{line}; the gap is reached, but it is open whether a cheaper tolerance would do"
    gap = f"; smallest gap reached {entry.setting['gap']:.1e}" if entry.setting else ""
    return line + gap


def conditions(results: Sequence[dict[str, Any]]) -> str:
    """Return what the results were measured under: options, machine, versions."""
    run = [result for result in results if "machine" in result]
    options = {
        f"Gap asked for: {r['target']:.0e}; {r['seconds']:.0f} s for a solver on a problem; "
        f"{r['memory']:.1f} GiB of address space; median of {r['repeats']}."
        for r in run
    }
    machines = {
        f"{m['processor']}, {m['cores']} cores, {m['system']}, Python {m['python']}."
        for m in (result["machine"] for result in run)
    }
    return "\n".join([*sorted(options), *sorted(machines), *_versions(run)])


def _versions(results: Sequence[dict[str, Any]]) -> list[str]:
    lines = set()
    for result in results:
        for solver, found in result.get("solvers", {}).items():
            for setting in found["settings"][:1]:
                known = setting["versions"].items()
                lines.add(f"- {solver}: " + ", ".join(f"{name} {which}" for name, which in known))
    return sorted(lines)
