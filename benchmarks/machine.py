"""What a measurement was made on: processor, cores, versions, BLAS; and the memory of a process."""

import os
import platform
import resource
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

__all__ = ["available_gigabytes", "cores", "describe", "limit_memory", "peak_megabytes", "versions"]


def describe() -> dict[str, Any]:
    """Return what all measurements on this machine share."""
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "processor": _processor(),
        "cores": cores(),
        "load": os.getloadavg()[0],
        "python": platform.python_version(),
    }


def versions(packages: Sequence[str]) -> dict[str, str]:
    """Return versions of packages and of the BLAS libraries that are loaded."""
    from threadpoolctl import threadpool_info

    found = {package: _version(package) for package in packages}
    libraries = {
        f"{info.get('internal_api')} {info.get('version')}, {info.get('num_threads')} threads"
        for info in threadpool_info()
        if info.get("user_api") == "blas"
    }
    return {**found, "BLAS": "; ".join(sorted(libraries))}


def cores() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def peak_megabytes() -> float:
    """Return the largest memory that this process, or one that it waited for, held so far."""
    kilobytes = max(
        resource.getrusage(whose).ru_maxrss
        for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return kilobytes / (1e6 if sys.platform == "darwin" else 1e3)


def limit_memory(gigabytes: float) -> None:
    """Refuse this process, and those it starts, a larger address space."""
    size = int(gigabytes * 2**30)
    resource.setrlimit(resource.RLIMIT_AS, (size, size))


def available_gigabytes() -> float:
    """Return the memory that may be taken without harm to others; infinite if unknown."""
    information = Path("/proc/meminfo")
    if not information.exists():
        return float("inf")
    lines = information.read_text().splitlines()
    kilobytes = [int(line.split()[1]) for line in lines if line.startswith("MemAvailable")]
    return kilobytes[0] / 2**20 if kilobytes else float("inf")


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:  # run from the source tree
        return "not installed"


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    if not information.exists():
        return platform.processor()
    lines = information.read_text().splitlines()
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor()
