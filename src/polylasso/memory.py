"""How much memory there is, and an error before more is asked for."""

import os
import sys
from pathlib import Path
from typing import NoReturn

from polylasso.errors import MemoryLimitError

__all__ = ["allowed_bytes", "available_bytes", "human_bytes", "refuse"]

_CGROUP_LIMIT = Path("/sys/fs/cgroup/memory.max")
_CGROUP_USED = Path("/sys/fs/cgroup/memory.current")


def available_bytes() -> int:
    """Return the memory that is free for this process, as far as the system tells."""
    free = _from_meminfo() or _from_sysconf()
    try:
        return min(free, int(_CGROUP_LIMIT.read_text()) - int(_CGROUP_USED.read_text()))
    except (OSError, ValueError):
        return free


def allowed_bytes(limit: float | None) -> float:
    """Return the limit; half of the memory that is free where there is none."""
    return 0.5 * available_bytes() if limit is None else limit


def refuse(n_terms: int, n_bytes: float, allowed: float) -> NoReturn:
    """Raise MemoryLimitError: a fit needs more than is allowed.

    Parameters
    ----------
    n_terms : int
        Number of candidate terms.
    n_bytes, allowed : float
        What they need, and what they may have.
    """
    raise MemoryLimitError(
        f"{n_terms:,} candidate terms need {human_bytes(n_bytes)}, more than the "
        f"{human_bytes(allowed)} allowed; lower degree or max_interaction, leave out columns "
        "or rows, or raise memory_limit (bytes)"
    )


def human_bytes(number: float) -> str:
    """Return a number of bytes with a unit, such as '1.5 GB'."""
    for unit in ("bytes", "kB", "MB", "GB", "TB"):
        if number < 1000 or unit == "TB":
            return f"{number:,.0f} {unit}" if unit == "bytes" else f"{number:,.1f} {unit}"
        number /= 1000
    raise AssertionError("unreachable")


def _from_meminfo() -> int:
    try:
        text = Path("/proc/meminfo").read_text()
    except OSError:
        return 0
    fields = dict(line.split(":", 1) for line in text.splitlines() if ":" in line)
    return int(fields.get("MemAvailable", "0 kB").split()[0]) * 1024


def _from_sysconf() -> int:
    """Half of the installed memory, where the system does not say what is free."""
    if sys.platform == "win32":
        return 4 << 30
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2
