"""Versions of this package and of those that it stands on, without importing them."""

from importlib import metadata

__all__ = ["own_version", "version_of"]


def own_version() -> str:
    """Return the version of polylasso."""
    return version_of("polylasso") or "unknown (not installed)"


def version_of(package: str) -> str | None:
    """Return the version of an installed package, or None."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None
