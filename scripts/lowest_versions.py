"""Print the oldest allowed version of each dependency, as in `numpy==1.26`."""

import re
import tomllib
from pathlib import Path

PYPROJECT = Path(__file__).parents[1] / "pyproject.toml"


def lowest(requirement: str) -> str:
    """Turn `name>=version`, perhaps with `,<version`, into `name==version`."""
    match = re.fullmatch(r"([\w.-]+)>=([\d.]+)(,<[\d.]+)?", requirement)
    if match is None:
        raise SystemExit(f"{requirement!r} in pyproject.toml must read name>=version[,<version]")
    return f"{match[1]}=={match[2]}"


settings = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))
requirements = [
    *settings["project"]["dependencies"],
    *(r for extra in settings["project"]["optional-dependencies"].values() for r in extra),
    *settings["dependency-groups"]["frames"],
]
print(*dict.fromkeys(map(lowest, requirements)), sep="\n")
