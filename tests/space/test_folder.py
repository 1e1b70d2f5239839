"""Folders are written whole or not at all, and nobody's work is overwritten."""

import os

import pytest

from polylasso.errors import DataError
from polylasso.space.folder import MARK, write_folder

FILES = {"README.md": f"# a\n{MARK}\n".encode(), "data/a.csv": b"1\n", "index.html": b"<p>"}
OTHERS = {"README.md": f"# b\n{MARK}\n".encode(), "data/b.csv": b"2\n"}


def content(folder):
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.mark.parametrize("exists", [False, True])
def test_a_new_or_empty_folder_is_filled(tmp_path, exists):
    folder = tmp_path / "new"
    if exists:
        folder.mkdir()
    write_folder(folder, FILES)
    assert content(folder) == FILES
    assert os.listdir(tmp_path) == ["new"]


def test_a_folder_with_content_is_refused(tmp_path):
    (tmp_path / "mine").write_text("x", encoding="utf-8")
    with pytest.raises(DataError, match="is not empty; name another one, or pass --force"):
        write_folder(tmp_path, FILES)
    assert content(tmp_path) == {"mine": b"x"}


def test_force_replaces_what_an_export_made(tmp_path):
    write_folder(tmp_path / "a", FILES)
    write_folder(tmp_path / "a", OTHERS, force=True)
    assert content(tmp_path / "a") == OTHERS
    assert os.listdir(tmp_path) == ["a"]


@pytest.mark.parametrize("readme", [None, b"# mine", b"\xff"])
def test_force_leaves_what_others_made(tmp_path, readme):
    (tmp_path / "thesis.tex").write_text("x", encoding="utf-8")
    if readme:
        (tmp_path / "README.md").write_bytes(readme)
    before = content(tmp_path)
    with pytest.raises(DataError, match="was not made by polylasso space export"):
        write_folder(tmp_path, FILES, force=True)
    assert content(tmp_path) == before


def test_a_clone_keeps_what_is_of_git(tmp_path):
    folder = tmp_path / "clone"
    (folder / ".git").mkdir(parents=True)
    (folder / ".git" / "HEAD").write_text("ref", encoding="utf-8")
    write_folder(folder, FILES)
    write_folder(folder, OTHERS, force=True)
    assert content(folder) == {**OTHERS, ".git/HEAD": b"ref"}


def test_a_failure_leaves_what_was_there(tmp_path):
    folder = tmp_path / "a"
    write_folder(folder, FILES)
    # A name cannot be a folder and a file: the second of them fails.
    with pytest.raises(DataError, match="cannot write the folder"):
        write_folder(folder, {**OTHERS, "data": b""}, force=True)
    assert content(folder) == FILES
    assert os.listdir(tmp_path) == ["a"]


def test_a_failure_of_the_move_puts_the_old_one_back(tmp_path, monkeypatch):
    folder = tmp_path / "a"
    write_folder(folder, FILES)
    moved = os.rename

    def rename(source, target):
        if str(source).endswith(".part"):
            raise PermissionError(13, "Permission denied")
        moved(source, target)

    monkeypatch.setattr(os, "rename", rename)
    with pytest.raises(DataError, match="Permission denied"):
        write_folder(folder, OTHERS, force=True)
    assert content(folder) == FILES
    assert os.listdir(tmp_path) == ["a"]


def test_a_file_and_a_missing_parent(tmp_path):
    (tmp_path / "f").write_text("x", encoding="utf-8")
    with pytest.raises(DataError, match="is a file; give the name of a folder"):
        write_folder(tmp_path / "f", FILES)
    with pytest.raises(DataError, match="there is no folder"):
        write_folder(tmp_path / "none" / "a", FILES)


def test_a_link_is_followed(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_folder(tmp_path / "link", FILES)
    assert content(tmp_path / "real") == FILES
