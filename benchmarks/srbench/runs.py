"""The runs of a method in a file of JSON lines that is only ever appended to.

A line is a run, or says what the runs after it were made with. A line that was cut off by a crash
is dropped, so that a benchmark which was stopped goes on where it was.
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.srbench.about import differences

__all__ = ["Book", "MixedError", "Run"]

Run = dict[str, Any]


class MixedError(RuntimeError):
    """Runs of other settings or versions are in the file already."""


@dataclass(frozen=True, slots=True)
class Book:
    """The file of one method.

    Parameters
    ----------
    folder : Path
    method : str
    """

    folder: Path
    method: str

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.folder / f"{self.method}.jsonl"

    def abouts(self) -> list[dict[str, Any]]:
        """Return what the runs were made with; more than one if they are mixed."""
        return [line["about"] for line in self._lines() if "about" in line]

    def runs(self) -> dict[tuple[str, int], Run]:
        """Return the runs by set and seed; the last one counts."""
        return {(line["set"], line["seed"]): line for line in self._lines() if "about" not in line}

    def open(self, about: dict[str, Any], mixed: bool = False) -> None:
        """Make ready to append runs.

        Parameters
        ----------
        about : dict
            What they will be made with.
        mixed : bool
            Whether other versions may have made those that are there.

        Raises
        ------
        MixedError
            If others did, and may not, or with other settings.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        self._cut_off()
        known = self.abouts()
        changed = differences(known[-1], about) if known else []
        if changed and not (mixed and known[-1]["settings"] == about["settings"]):
            raise MixedError(
                f"the runs in {self.path} differ in {', '.join(changed)}; begin anew with --fresh, "
                "or choose another folder with --out (versions alone may differ with --mixed)"
            )
        if changed or not known:
            self.append({"about": about})

    def append(self, line: dict[str, Any]) -> None:
        """Write a line in one step."""
        with self.path.open("ab", buffering=0) as file:
            file.write(json.dumps(line, separators=(",", ":")).encode() + b"\n")
            os.fsync(file.fileno())

    def forget(self) -> None:
        """Remove all runs."""
        self.path.unlink(missing_ok=True)

    def _cut_off(self) -> None:
        """Remove the part of a line at the end."""
        if self.path.is_file():
            content = self.path.read_bytes()
            os.truncate(self.path, content.rfind(b"\n") + 1)

    def _lines(self) -> list[dict[str, Any]]:
        if not self.path.is_file():
            return []
        whole = self.path.read_bytes().split(b"\n")[:-1]
        return [json.loads(line) for line in whole]
