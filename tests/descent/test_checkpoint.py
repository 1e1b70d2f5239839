"""The file: what it refuses, and that it holds plain arrays."""

import io
import json
import os
import pickle
import zipfile

import numpy as np
import pytest

from polylasso.descent import Checkpoint
from polylasso.descent import checkpoint as module
from polylasso.errors import CheckpointError
from tests.descent.walkers import followers, interrupt_at, walk

OWN = {"data": "1", "settings": "2"}


@pytest.fixture
def path(tmp_path):
    """Path of the checkpoint of a walk that was interrupted."""
    path = tmp_path / "kept.npz"
    walk(followers(), Checkpoint(path, OWN), interrupt_at(5))
    return path


def test_it_is_plain_arrays(path):
    with np.load(path, allow_pickle=False) as archive:
        about = json.loads(archive["about"].item())
        assert about["fingerprint"] == OWN
        assert len(archive["0/1/alpha"]) == 5
        assert archive["0/0/support"].dtype == np.intp


def test_no_other_file_is_left(path):
    assert os.listdir(path.parent) == ["kept.npz"]


@pytest.mark.parametrize("name", ["data", "settings"])
def test_another_fit_is_refused_and_the_file_stays(path, name):
    before = path.read_bytes()
    with pytest.raises(CheckpointError, match=f"kept.npz' is of a fit with other {name};"):
        Checkpoint(path, {**OWN, name: "3"})
    assert path.read_bytes() == before


def test_what_is_known_later_is_compared_too(path):
    checkpoint = Checkpoint(path, OWN)
    checkpoint.pin("penalty factors", "a")
    walk(followers(), checkpoint, interrupt_at(6))
    Checkpoint(path, OWN).pin("penalty factors", "a")
    with pytest.raises(CheckpointError, match="other penalty factors"):
        Checkpoint(path, OWN).pin("penalty factors", "b")


def compressed(path):
    with np.load(path) as archive:
        np.savez_compressed(path, **dict(archive))


def without_a_part(path):
    with np.load(path) as archive:
        np.savez(path, **{name: archive[name] for name in archive if name != "0/1/coef"})


def with_part(name, value):
    def change(path):
        with np.load(path) as archive:
            np.savez(path, **{**dict(archive), name: value})

    return change


def pickled(path):
    array = io.BytesIO()
    np.save(array, np.array([{}], dtype=object))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("about.npy", array.getvalue())


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_bytes(path.read_bytes()[:-100]),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_text("a,b\n1,2\n"),
        lambda path: path.write_bytes(pickle.dumps({})),
        pickled,
        compressed,
        without_a_part,
        with_part("about", np.array('{"format": "another"}')),
        with_part("about", np.array("[]")),
        with_part("0/1/size", np.array([1, 2])),
        with_part("0/1/members", np.array([0])),
        with_part("0/errors", np.zeros((0, 4, 0))),
        with_part("0/grid", np.zeros(2)),
    ],
)
def test_what_is_no_checkpoint_is_refused_and_stays(path, damage):
    damage(path)
    before = path.read_bytes()
    with pytest.raises(CheckpointError, match=r"kept.npz' is no checkpoint, or damaged .* delete"):
        Checkpoint(path, OWN)
    assert path.read_bytes() == before


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(CheckpointError, match="cannot be read: Is a directory"):
        Checkpoint(tmp_path)
    with pytest.raises(CheckpointError, match=r"there is no folder .* create it first"):
        Checkpoint(tmp_path / "nowhere" / "kept.npz")


def test_it_is_not_written_at_every_alpha(tmp_path, monkeypatch):
    written = []
    monkeypatch.setattr(module, "write_archive", lambda *parts: written.append(parts))
    walk(followers(), Checkpoint(tmp_path / "kept.npz"))
    assert len(written) == 1
    monkeypatch.setattr(module, "INTERVAL", 0.0)
    monkeypatch.setattr(module, "SHARE", 0.0)
    walk(followers(), Checkpoint(tmp_path / "kept.npz"))
    assert len(written) == 21


def test_removing(path):
    checkpoint = Checkpoint(path, OWN)
    checkpoint.remove()
    assert not path.exists()
    checkpoint.remove()
