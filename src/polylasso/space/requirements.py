"""The exact versions of all that the web page needs, as they are installed here."""

import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import Any

from polylasso.errors import MissingExtraError

__all__ = ["pinned", "python_version"]

# What is pinned here is installed in a container: its markers are those of Linux.
_CONTAINER = {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"}


def pinned() -> tuple[str, ...]:
    """Return a requirement for every package that the web page needs, but for polylasso itself.

    Raises
    ------
    MissingExtraError
        If the page's own packages are not installed here: there would be no version to pin.
    """
    if _installed("streamlit") is None:
        raise MissingExtraError(
            "the versions to pin are those installed here, but Streamlit is not: "
            "pip install 'polylasso[app]'"
        )
    extras = ["", "app", *(["data"] if _installed("pooch") is not None else [])]
    found: dict[str, str] = {}
    asked, wanted = set(), [("polylasso", extra) for extra in extras]
    while wanted:
        name, extra = wanted.pop()
        if (name, extra) in asked:
            continue
        asked.add((name, extra))
        for need, package in _needs(name, extra):
            # A package of another platform is not here: it stays as it is asked for.
            version = f"=={package.version}" if package else str(need.specifier)
            found[_key(need.name)] = f"{need.name}{version}"
            wanted += [(_key(need.name), one) for one in ("", *need.extras) if package]
    return tuple(found[name] for name in sorted(found))


def python_version() -> str:
    """Return the version of Python with which the pinned versions are known to work."""
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def _needs(name: str, extra: str) -> Iterator[tuple[Any, Distribution | None]]:
    """Yield what a package, or one of its extras, needs in a container, and what is here."""
    from packaging.requirements import Requirement  # Streamlit brings it

    for text in distribution(name).requires or ():
        need = Requirement(text)
        if _applies(need, extra):
            yield need, _installed(need.name)


def _applies(need: Any, extra: str) -> bool:
    if need.marker is None:
        return extra == ""
    return need.marker.evaluate({**_CONTAINER, "extra": extra})


def _key(name: str) -> str:
    from packaging.utils import canonicalize_name

    return canonicalize_name(name)


def _installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None
