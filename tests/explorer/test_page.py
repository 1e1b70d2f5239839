"""The page and the notebook: nothing is fetched, and names are never markup."""

import html
from html.parser import HTMLParser

import pytest

from polylasso.errors import DataError
from polylasso.explorer import SCRIPT, STYLE, page, save_page
from tests.explorer.made import HOSTILE, fitted, hostile


class Elements(HTMLParser):
    """Collects elements with their attributes."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))


def test_a_page_holds_all_that_it_needs():
    model, table, actual = fitted()
    text = page(model.explore(table, actual).payload)
    assert SCRIPT in text
    assert STYLE in text
    for tag, attributes in Elements(text).found:
        assert "src" not in attributes, tag
        assert tag != "link" or attributes["href"] == "data:,"
    assert "default-src 'none'" in text
    assert "http" not in text.replace("http-equiv", "").replace("http://www.w3.org/2000/svg", "")


def test_hostile_names_make_no_element():
    model, table, target = hostile()
    tags = [tag for tag, _ in Elements(page(model.explore(table, target).payload)).found]
    plain = [tag for tag, _ in Elements(page(fitted()[0].explore().payload)).found]
    assert tags == plain


def test_a_page_is_written_whole(tmp_path):
    model, *_ = fitted()
    explorer = model.explore()
    explorer.save(tmp_path / "page.html")
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == page(explorer.payload)
    with pytest.raises(DataError, match="there is no folder"):
        save_page(explorer.payload, tmp_path / "nowhere" / "page.html")


def test_a_notebook_shows_a_frame_of_its_own():
    model, table, target = hostile()
    explorer = model.explore(table, target)
    ((tag, frame),) = Elements(explorer._repr_html_()).found
    assert tag == "iframe"
    assert frame["sandbox"] == "allow-scripts"
    assert frame["srcdoc"] == page(explorer.payload, hash=False)
    assert HOSTILE in frame["title"]
    assert html.escape(HOSTILE) in explorer._repr_html_()
    assert "page.html" in repr(explorer)
