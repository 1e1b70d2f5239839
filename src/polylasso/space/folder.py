"""A folder that is written whole or not at all, and never over what somebody else made."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from polylasso.errors import DataError

__all__ = ["MARK", "check_folder", "write_folder"]

# A line of the README by which an export knows a folder that an export made.
MARK = "<!-- made by polylasso space export -->"
# What a clone of a Space has and an export has not: it stays.
_OF_GIT = (".git", ".gitattributes", ".gitignore")


def check_folder(folder: str | os.PathLike, force: bool) -> Path:
    """Refuse, before the work is done, a folder that must not be written; return its full path.

    Raises
    ------
    DataError
        If it is a file, its parent is not there, it holds something and `force` is not set, or
        it holds what no export made.
    """
    target = Path(os.path.realpath(folder))
    where = os.fspath(folder)
    if target.exists() and not target.is_dir():
        raise DataError(f"{where!r} is a file; give the name of a folder")
    if not target.parent.is_dir():
        raise DataError(f"there is no folder {str(target.parent)!r} for {where!r}; create it first")
    content = [entry.name for entry in target.iterdir()] if target.exists() else []
    if not [name for name in content if name not in _OF_GIT]:
        return target
    if not force:
        raise DataError(f"the folder {where!r} is not empty; name another one, or pass --force")
    if not _is_ours(target):
        raise DataError(
            f"the folder {where!r} was not made by polylasso space export, and is left alone even "
            "with --force; name another one"
        )
    return target


def write_folder(
    folder: str | os.PathLike, files: Mapping[str, bytes], *, force: bool = False
) -> None:
    """Write a folder: beside its place under another name, then moved there in one step.

    Parameters
    ----------
    folder : str or path-like
        To be created; empty, or with `force` made by an earlier export, to be replaced.
    files : mapping of str to bytes
        Contents by path in the folder, with / between the names.
    force : bool, default=False

    Raises
    ------
    DataError
        As in `check_folder`, or if it cannot be written; what was there before is untouched.
    """
    target = check_folder(folder, force)
    stem = f".{target.name[:100]}.{os.getpid()}.{os.urandom(4).hex()}"
    new, old = target.with_name(f"{stem}.part"), target.with_name(f"{stem}.old")
    try:
        _fill(new, files)
        if target.exists():
            for name in _OF_GIT:
                _copy(target / name, new / name)
            os.rename(target, old)
        os.rename(new, target)
    except BaseException as error:
        if old.exists() and not target.exists():
            os.rename(old, target)
        shutil.rmtree(new, ignore_errors=True)
        if isinstance(error, OSError):
            reason = error.strerror or error
            raise DataError(f"cannot write the folder {os.fspath(folder)!r}: {reason}") from error
        raise
    shutil.rmtree(old, ignore_errors=True)


def _fill(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir()
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, symlinks=True)
    elif source.exists() and not target.exists():
        shutil.copy2(source, target)


def _is_ours(folder: Path) -> bool:
    try:
        return MARK in (folder / "README.md").read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return False
