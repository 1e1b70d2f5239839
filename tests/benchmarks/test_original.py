from dataclasses import replace

import pytest

from benchmarks.original import main, shortfalls
from polylasso.lab import Recipe, original
from polylasso.lab.recipe import PUBLISHED
from tests.lab.test_original import small_table


@pytest.fixture(scope="module")
def found():
    return original(Recipe(degree=2, max_iter=200), small_table())


def test_what_falls_short_is_said(found):
    short = shortfalls(found)
    assert any("did not come to its end in 200 steps" in text for text in short)
    assert any("published was" in text for text in short)
    assert any("times faster only" in text for text in short)


def test_nothing_falls_short_of_what_was_published(found):
    exact = replace(found.exact.models[-1], test=PUBLISHED.test)
    terms = exact.model.terms[:1] * 12
    exact = replace(exact, model=replace(exact.model, terms=terms))
    ended = replace(found.run.trace, ended="threshold")
    good = replace(
        found,
        run=replace(found.run, trace=ended, test=PUBLISHED.test, seconds=50.0),
        exact=replace(found.exact, models=(exact,), path_seconds=0.1),
    )
    assert shortfalls(good) == []


def test_result_is_written_and_a_shortfall_is_a_failure(found, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr("benchmarks.original.original", lambda recipe: found)
    assert main(["--out", str(tmp_path)]) == 1
    assert (tmp_path / "original-recipe.json").is_file()
    said = capsys.readouterr()
    assert "The original, beside ours" in said.out
    assert said.err.startswith("short: ")
