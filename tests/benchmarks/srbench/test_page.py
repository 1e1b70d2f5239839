from pathlib import Path

import pytest

from benchmarks.srbench.page import paste, write_page
from benchmarks.srbench.picture import published_levels, published_points
from benchmarks.srbench.runs import Book
from benchmarks.srbench.sets import Set
from benchmarks.tabular import between_markers

ABOUT = {
    "settings": {},
    "versions": {"polylasso": "1"},
    "machine": {"processor": "fast", "system": "Linux", "python": "3.12"},
}
SETS = [Set(f"{number}_fri_c{number % 5}_100_5", 100, 5) for number in range(45)]


@pytest.fixture
def folder(tmp_path):
    pytest.importorskip("matplotlib", reason="the picture is drawn by scripts/bench only")
    for method, r2 in (("polylasso", 0.9), ("polylasso-one-se", 0.901), ("line", 0.4)):
        book = Book(tmp_path, method)
        book.open(ABOUT)
        for each in SETS:
            figures = {"terms": 5, "size": 30, "seconds": 0.5, "cpu_seconds": 0.5}
            book.append({"set": each.name, "seed": 1, "r2": r2, **figures})
    return tmp_path


def test_the_page_has_both_parts_and_the_whole(folder):
    text = write_page(folder, SETS)
    for sets in ("40 x 1", "5 x 1", "45 x 1"):
        assert f"| polylasso | {sets} | 0.900 |" in text
    assert (folder / "accuracy.png").stat().st_size > 1000
    assert "Set by set" not in text
    assert "Set by set" in (folder / "README.md").read_text()


def test_in_hindsight_only_shared_seeds_count(folder):
    Book(folder, "line").append({"set": SETS[0].name, "seed": 2, "r2": 1.0})
    assert "would be 0.901 on all sets" in write_page(folder, SETS)
    assert "at most 1 of a set" in write_page(folder, SETS)


def test_a_part_is_not_shown_again_as_the_whole(folder):
    text = write_page(folder, SETS[:40])
    assert "settings were fixed on" in text
    assert "All sets that are here" not in text


def test_the_documentation_gets_the_page_between_its_markers(folder, tmp_path):
    document = tmp_path / "docs" / "accuracy.md"
    document.parent.mkdir()
    document.write_text(
        "before\n<!-- accuracy results -->\n<!-- end of accuracy results -->\nafter"
    )
    paste(folder, SETS, tmp_path)
    text = document.read_text()
    assert text.startswith("before\n")
    assert text.endswith("\nafter")
    assert "### All sets that are here" in text
    assert f"(../{folder / 'accuracy.png'})" in text


def test_the_documentation_has_the_place():
    text = (Path(__file__).parents[3] / "docs" / "accuracy.md").read_text(encoding="utf-8")
    assert "here it is" in between_markers(text, "accuracy results", "here it is")


def test_published_points_are_those_of_known_size():
    assert published_points("size") == {"Operon (published)": (50, 0.938)}
    assert published_points("seconds") == {"Operon (published)": (636, 0.938)}
    assert published_levels("size") == {"XGBoost (published)": 0.860}
