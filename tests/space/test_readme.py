"""READMEs of exported folders: front matter that a Space reads, and names that do no harm."""

import re

import pytest

from polylasso.space.folder import MARK
from polylasso.space.readme import (
    PORT,
    docker_readme,
    read_kind,
    server_readme,
    static_readme,
)
from tests.space.exhibits import HOSTILE, cars_table, exhibit_of

yaml = pytest.importorskip("yaml", reason="PyYAML comes with the extra space")

NAMES = (
    "co2",
    *HOSTILE,
    'a "b" \\ c: #',
    "\N{SNOWMAN}",
    "\x85\u2028\ud800\x00",
    "---\nsdk: x",
    "é" * 99,
)


def front_matter(text):
    assert text.startswith("---\n")
    return yaml.safe_load(text.split("---\n")[1])


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_static_readme(tmp_path, name):
    text = static_readme(exhibit_of(cars_table(target=name), name))
    front = front_matter(text)
    assert front["sdk"] == "static"
    assert set(front) == {
        "title",
        "emoji",
        "colorFrom",
        "colorTo",
        "sdk",
        "pinned",
        "short_description",
    }
    assert len(front["short_description"]) <= 60
    (tmp_path / "README.md").write_bytes(text.encode("utf-8"))
    assert read_kind(tmp_path) == "static"
    assert MARK in text.splitlines()
    body = text.partition(MARK)[2].split("```")[0]
    assert not re.search(r"(?<!\\)<", body)


def test_a_docker_readme(tmp_path):
    text = docker_readme("data/cars.csv")
    assert front_matter(text)["sdk"] == "docker"
    assert front_matter(text)["app_port"] == PORT == 7860
    assert "opens with `data/cars.csv`" in text
    (tmp_path / "README.md").write_text(text, encoding="utf-8")
    assert read_kind(tmp_path) == "docker"


def test_a_readme_for_a_server_is_of_no_space():
    text = server_readme(None, 8501)
    assert not text.startswith("---")
    assert "opens with a sample table" in text
    assert MARK in text.splitlines()
