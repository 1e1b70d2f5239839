"""The wheel is a wheel: pip installs it, and it holds every file of the package."""

import base64
import csv
import hashlib
import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import polylasso
from polylasso.space.wheel import own_wheel

HOME = Path(polylasso.__file__).parent


@pytest.fixture(scope="module")
def wheel():
    return own_wheel()


@pytest.fixture(scope="module")
def archive(wheel):
    return zipfile.ZipFile(io.BytesIO(wheel[1]))


def test_it_holds_every_file_of_the_package(archive):
    own = {
        f"polylasso/{path.relative_to(HOME).as_posix()}"
        for path in HOME.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    assert own == {name for name in archive.namelist() if name.startswith("polylasso/")}
    assert "polylasso/space/assets/predictor.js" in own


def test_the_record_is_right(archive):
    (record,) = (name for name in archive.namelist() if name.endswith("/RECORD"))
    rows = list(csv.reader(io.StringIO(archive.read(record).decode())))
    assert {name for name, *_ in rows} == set(archive.namelist())
    for name, digest, size in rows[:-1]:
        content = archive.read(name)
        expected = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=")
        assert (digest, size) == (f"sha256={expected.decode()}", str(len(content)))


def test_equal_installations_make_equal_wheels(wheel):
    assert own_wheel() == wheel


def test_pip_installs_it(wheel, tmp_path):
    name, content = wheel
    (tmp_path / name).write_bytes(content)
    words = ["install", "--quiet", "--no-deps", "--no-index", "--target", tmp_path / "there", name]
    subprocess.run([sys.executable, "-m", "pip", *words], cwd=tmp_path, check=True, timeout=300)
    assert (tmp_path / "there" / "polylasso" / "cli" / "entry.py").is_file()
    assert list((tmp_path / "there").glob("polylasso-*.dist-info"))
