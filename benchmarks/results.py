"""Results as JSON files, one per problem, and what is read out of them. Nothing here is drawn."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.names import REAL_NAMES

__all__ = ["Entry", "fastest_peer", "entries", "median_ratio", "read_results", "write_result"]

OWN = "polylasso"


@dataclass(frozen=True, slots=True)
class Entry:
    """One solver on one problem: its best setting or, if none reached the gap, the nearest.

    Parameters
    ----------
    problem, solver : str
    setting : dict or None
        Answer of the worker; None if nothing ran to an end.
    reached : bool
    seconds : float or None
        Of the setting; where the gap was not reached, a lower bound: what was stopped took longer
        than it was given.
    own_seconds : float or None
        Those of polylasso.
    failure : str or None
    """

    problem: str
    solver: str
    setting: dict[str, Any] | None
    reached: bool
    seconds: float | None
    own_seconds: float | None
    failure: str | None

    @property
    def ratio(self) -> float | None:
        """Seconds over those of polylasso."""
        if self.seconds is None or self.own_seconds is None:
            return None
        return self.seconds / self.own_seconds

    @property
    def ratio_without_expansion(self) -> float | None:
        """Seconds without the expansion over those of polylasso with it."""
        if not self.reached or self.own_seconds is None:
            return None
        return (self.seconds - self.setting["expansion_seconds"]) / self.own_seconds


def write_result(result: dict[str, Any], folder: Path, name: str) -> None:
    """Write one result."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.json").write_text(json.dumps(result, indent=1) + "\n")


def read_results(folder: Path, names: Sequence[str]) -> list[dict[str, Any]]:
    """Read the results that lie in a folder, in the order of the names."""
    paths = [path for name in names if (path := folder / f"{name}.json").is_file()]
    return [json.loads(path.read_text()) for path in paths]


def entries(result: dict[str, Any]) -> list[Entry]:
    """Return the entries of one problem, polylasso first."""
    solvers = result.get("solvers", {})
    own = solvers.get(OWN, {})
    own_seconds = None
    if own.get("best") is not None:
        own_seconds = own["settings"][own["best"]]["seconds"]
    return [_entry(result["problem"], name, found, own_seconds) for name, found in solvers.items()]


def _entry(problem: str, solver: str, found: dict[str, Any], own_seconds: float | None) -> Entry:
    reached, settings = found["best"] is not None, found["settings"]
    if reached:
        setting = settings[found["best"]]
        seconds = setting["seconds"]
    else:
        setting = min(settings, key=lambda each: each["gap"], default=None)
        longest = max((each["seconds"] for each in settings), default=0.0)
        seconds = max(longest, found["stopped_after"]) or None
    return Entry(problem, solver, setting, reached, seconds, own_seconds, found["failure"])


def fastest_peer(result: dict[str, Any]) -> Entry | None:
    """Return the fastest of the other solvers that reached the gap."""
    peers = [entry for entry in entries(result) if entry.reached and entry.solver != OWN]
    return min(peers, key=lambda entry: entry.seconds, default=None)


def median_ratio(results: Sequence[dict[str, Any]]) -> tuple[int, float] | None:
    """Return the number of real sets and the median of the least ratio of any peer on each.

    Where no peer reached the gap, the least lower bound counts; where none ran at all, the set
    does not.
    """
    ratios = []
    for result in results:
        if result["problem"] not in REAL_NAMES:
            continue
        peer = fastest_peer(result)
        bounds = [e.ratio for e in entries(result) if e.solver != OWN and e.ratio is not None]
        ratio = peer.ratio if peer else min(bounds, default=None)
        if ratio is not None:
            ratios.append(ratio)
    return (len(ratios), median(ratios)) if ratios else None
