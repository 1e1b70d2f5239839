import json

import pytest

from benchmarks.srbench.runs import Book, MixedError

ABOUT = {"settings": {"degree": "3"}, "versions": {"polylasso": "1"}, "machine": {"cores": 2}}


@pytest.fixture
def book(tmp_path):
    book = Book(tmp_path / "new", "polylasso")
    book.open(ABOUT)
    book.append({"set": "a", "seed": 1, "r2": 0.5})
    return book


def other(kind, name, value):
    return {**ABOUT, kind: {**ABOUT[kind], name: value}}


def test_runs_are_kept_by_set_and_seed(book):
    book.append({"set": "a", "seed": 2, "r2": 0.25})
    assert {place: run["r2"] for place, run in book.runs().items()} == {
        ("a", 1): 0.5,
        ("a", 2): 0.25,
    }


def test_the_last_run_counts(book):
    book.append({"set": "a", "seed": 1, "r2": 0.75})
    assert book.runs()["a", 1]["r2"] == 0.75


def test_a_line_that_was_cut_off_is_dropped(book):
    whole = book.path.read_bytes()
    book.path.write_bytes(whole + b'{"set":"b","se')
    assert set(book.runs()) == {("a", 1)}
    book.open(ABOUT)
    book.append({"set": "b", "seed": 1, "r2": 0.1})
    assert book.path.read_bytes().startswith(whole)
    assert set(book.runs()) == {("a", 1), ("b", 1)}


def test_opening_again_adds_nothing(book):
    book.open(other("machine", "cores", 4))
    assert book.abouts() == [ABOUT]


def test_other_settings_are_refused(book):
    with pytest.raises(MixedError, match="differ in degree; begin anew with --fresh"):
        book.open(other("settings", "degree", "4"), mixed=True)


def test_other_versions_are_refused_unless_they_may_be_mixed(book):
    newer = other("versions", "polylasso", "2")
    with pytest.raises(MixedError, match="differ in polylasso"):
        book.open(newer)
    book.open(newer, mixed=True)
    assert book.abouts() == [ABOUT, newer]
    book.open(newer)
    assert len(book.runs()) == 1


def test_a_setting_that_is_new_counts_as_a_difference(book):
    with pytest.raises(MixedError, match="differ in huber"):
        book.open(other("settings", "huber", "True"))


def test_forgotten_runs_are_gone(book):
    book.forget()
    assert (book.runs(), book.abouts()) == ({}, [])
    book.forget()


def test_lines_are_json(book):
    lines = book.path.read_text().splitlines()
    assert [json.loads(line) for line in lines][1]["set"] == "a"
