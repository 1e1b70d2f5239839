"""One run of the command line: when it began."""

import os
import time
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Session"]

# An interpreter older than this was not started for the run.
_LONGEST_START = 30.0


@dataclass(frozen=True, slots=True)
class Session:
    """When a run began, on the clock of `time.perf_counter`."""

    begun: float

    @classmethod
    def begun_now(cls) -> "Session":
        """Return a session that begins now."""
        return cls(time.perf_counter())

    @classmethod
    def begun_with_process(cls) -> "Session":
        """Return a session that began when the process was started, if the system tells."""
        return cls(time.perf_counter() - _age_of_process())

    @property
    def seconds(self) -> float:
        """Seconds since the beginning."""
        return time.perf_counter() - self.begun


def _age_of_process() -> float:
    """Return the seconds since the process was started; 0 where that is not known."""
    try:
        fields = Path("/proc/self/stat").read_text().rpartition(")")[2].split()
        started = int(fields[19]) / os.sysconf("SC_CLK_TCK")
        age = time.clock_gettime(time.CLOCK_BOOTTIME) - started
    except (OSError, ValueError, IndexError, AttributeError):
        return 0.0
    return age if 0.0 <= age <= _LONGEST_START else 0.0
