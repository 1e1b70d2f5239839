"""Writing a file in one step: readers see the old content or the new, never a part."""

import contextlib
import errno
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from polylasso.errors import DataError

__all__ = ["atomic_write"]

_ADVICE = {
    errno.ENOSPC: "no space left on the device; free some, or write elsewhere",
    errno.EDQUOT: "the disk quota is used up; free some space, or write elsewhere",
    errno.EACCES: "no permission to write there; choose another folder",
    errno.EPERM: "no permission to write there; choose another folder",
    errno.EROFS: "the file system is read-only; choose another folder",
    errno.EISDIR: "it is a folder; give the name of a file",
    errno.ENAMETOOLONG: "the name is too long; shorten it",
}


def atomic_write(path: str | os.PathLike, content: bytes | Callable[[BinaryIO], object]) -> None:
    """Write a file completely or not at all.

    The content goes to a temporary file in the same folder, is flushed to the disk, and then
    takes the place of `path`. A symbolic link is followed; a device or pipe is written directly.

    Parameters
    ----------
    path : str or path-like
        File to create or replace.
    content : bytes or callable
        The content, or a function that writes it to the binary file it is given.

    Raises
    ------
    DataError
        If the file cannot be written; what was there before is untouched.
    """
    target = Path(os.path.realpath(path))
    write = (lambda file: file.write(content)) if isinstance(content, bytes) else content
    with _explained(path, target):
        if target.is_dir():
            raise OSError(errno.EISDIR, "is a folder")
        if target.exists() and not stat.S_ISREG(target.stat().st_mode):
            with target.open("wb") as file:
                write(file)
        else:
            _replace(target, write)


def _replace(target: Path, write: Callable[[BinaryIO], object]) -> None:
    temporary = target.with_name(f".{target.name[:100]}.{os.getpid()}.{os.urandom(4).hex()}.part")
    try:
        with temporary.open("xb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, temporary)
        os.replace(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


@contextlib.contextmanager
def _explained(path: str | os.PathLike, target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if not target.parent.is_dir():
            advice = f"there is no folder {str(target.parent)!r}; create it first"
        else:
            advice = _ADVICE.get(error.errno or 0, f"{error.strerror or error}; write elsewhere")
        raise DataError(f"cannot write {os.fspath(path)!r}: {advice}") from error
