"""What a method's runs were made with: settings, versions, and a digest of our own source."""

import importlib.util
from hashlib import sha256
from pathlib import Path
from typing import Any

from benchmarks.machine import describe, versions
from benchmarks.srbench.methods import METHODS

__all__ = ["about", "differences"]

OWN = "polylasso"
# Parts of the library that no fit goes through; a part not named here counts.
APART = (
    "app",
    "check",
    "cli",
    "datasets",
    "explorer",
    "export",
    "inspection",
    "job",
    "lab",
    "modelfile",
    "plots",
    "report",
    "space",
)


def about(method: str) -> dict[str, Any]:
    """Return what is recorded with the runs of a method."""
    chosen = METHODS[method]
    known = versions(chosen.packages)
    del known["BLAS"]  # in the process that asks; those that run have one thread
    if OWN in chosen.packages:
        known["source"] = source_digest()
    machine = describe()
    del machine["load"]
    return {"settings": chosen.settings(), "versions": known, "machine": machine}


def source_digest() -> str:
    """Return a digest of the source that fits and predictions go through."""
    found = importlib.util.find_spec(OWN)
    root = Path(found.origin).parent
    digest = sha256()
    for path in sorted(root.rglob("*.py")):
        place = path.relative_to(root)
        if place.parts[0].removesuffix(".py") not in APART:
            digest.update(f"{place}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def differences(left: dict[str, Any], right: dict[str, Any]) -> list[str]:
    """Return the names of settings and versions in which two differ; the machine may."""
    return sorted(
        name
        for kind in ("settings", "versions")
        for name in left[kind].keys() | right[kind].keys()
        if left[kind].get(name) != right[kind].get(name)
    )
