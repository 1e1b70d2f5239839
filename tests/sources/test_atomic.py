import errno
import os
import stat

import pytest

from polylasso.errors import DataError
from polylasso.sources.atomic import atomic_write


def test_bytes_are_written(tmp_path):
    atomic_write(tmp_path / "model.json", b"{}")
    assert (tmp_path / "model.json").read_bytes() == b"{}"


def test_a_callable_writes_to_the_file(tmp_path):
    atomic_write(tmp_path / "a", lambda file: file.write(b"abc"))
    assert (tmp_path / "a").read_bytes() == b"abc"


def test_no_temporary_file_stays(tmp_path):
    atomic_write(tmp_path / "a", b"1")
    assert os.listdir(tmp_path) == ["a"]


def test_failure_keeps_the_old_content(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"old")

    def fail(file):
        file.write(b"half")
        raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        atomic_write(path, fail)
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a"]


def test_full_disk_is_explained(tmp_path, monkeypatch):
    def full(descriptor):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DataError, match=r"cannot write .*a': no space left.*free some"):
        atomic_write(tmp_path / "a", b"1")
    assert os.listdir(tmp_path) == []


def test_no_permission_is_explained(tmp_path, monkeypatch):
    def forbidden(source, target):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "replace", forbidden)
    with pytest.raises(DataError, match="no permission to write there; choose another folder"):
        atomic_write(tmp_path / "a", b"1")
    assert os.listdir(tmp_path) == []


def test_missing_folder_is_named(tmp_path):
    with pytest.raises(DataError, match=r"there is no folder '.*nowhere'; create it"):
        atomic_write(tmp_path / "nowhere" / "a", b"1")


def test_folder_is_refused(tmp_path):
    with pytest.raises(DataError, match="it is a folder; give the name of a file"):
        atomic_write(tmp_path, b"1")


def test_symbolic_link_is_followed(tmp_path):
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    atomic_write(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_mode_of_the_old_file_is_kept(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o640)
    atomic_write(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_device_is_not_replaced():
    atomic_write(os.devnull, b"1")
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)
