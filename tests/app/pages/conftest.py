"""Visits of a session whose table has names and labels as bad as they can be."""

import pytest
from streamlit.testing.v1 import AppTest

from polylasso.app.launch import MAIN
from polylasso.sources.files import read_table
from tests.app.conftest import go_to
from tests.app.pages.studies import study_of
from tests.calls.nasty import FILE, PLAIN, write_nasty


@pytest.fixture(scope="session")
def nasty_file(tmp_path_factory):
    """Path of the nasty table."""
    path = tmp_path_factory.mktemp("nasty") / FILE
    write_nasty(path)
    return path


@pytest.fixture(scope="session")
def nasty_study(nasty_file):
    """The nasty table as an upload, fitted."""
    return study_of(read_table(nasty_file), PLAIN, FILE)


@pytest.fixture
def visit_with():
    """Return a function that opens a page in a session with some study."""

    def open_page(path, study):
        app = AppTest.from_file(str(MAIN), default_timeout=120)
        app.session_state["polylasso.loaded"] = study.loaded
        app.session_state["polylasso.settings"] = study.settings
        app.session_state["polylasso.study"] = study
        app.run()
        go_to(app, path)
        assert not app.exception
        return app

    return open_page


@pytest.fixture
def undrawn(monkeypatch):
    """Draw no pictures: a test of words is quicker without."""
    dot = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
        "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
        "0000000049454e44ae426082"
    )
    monkeypatch.setattr("polylasso.app.parts.figure._drawn", lambda display, theme: dot)
