"""What is known of the machine and of the packages in use."""

import os
import platform
from typing import Any

from polylasso.job.versions import own_version, version_of
from polylasso.memory import available_bytes, human_bytes

__all__ = ["describe_machine"]

_PACKAGES = (
    "numpy",
    "scipy",
    "scikit-learn",
    "narwhals",
    "pyarrow",
    "threadpoolctl",
    "click",
    "rich",
)


def describe_machine() -> dict[str, Any]:
    """Return versions, linear algebra, cores, memory and settings, by name."""
    return {
        "polylasso": own_version(),
        "python": platform.python_version(),
        **{package: version_of(package) or "not installed" for package in _PACKAGES},
        "linear algebra": _linear_algebra(),
        "cores": _cores(),
        "free memory": human_bytes(available_bytes()),
        "system": platform.platform(),
        "POLYLASSO_DATA": os.environ.get("POLYLASSO_DATA") or "not set",
    }


def _linear_algebra() -> str:
    import numpy as np  # noqa: F401 - it loads the library that is asked for
    from threadpoolctl import threadpool_info

    found = [entry for entry in threadpool_info() if entry["user_api"] == "blas"]
    if not found:
        return "unknown"
    entry = found[0]
    architecture = entry.get("architecture") or "unknown architecture"
    version = entry.get("version") or "unknown version"
    return f"{entry['internal_api']} {version}, {architecture}, {entry['num_threads']} threads"


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
