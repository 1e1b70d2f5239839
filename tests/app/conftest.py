"""The web page inside this process, opened with the quickest sample."""

import pytest
from streamlit.testing.v1 import AppTest

from polylasso.app.launch import MAIN


@pytest.fixture(scope="session", autouse=True)
def _quick_sample():
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POLYLASSO_APP_SAMPLE", "ball")
        yield


def go_to(app, path):
    """Open another page of a visit: `switch_page` knows pages that are files only, not ours."""
    pages = app._registered_pages.items()
    app._page_hash = next(key for key, page in pages if page["url_pathname"] == path)
    return app.run()


@pytest.fixture
def visit():
    """Return a function that opens a page and checks that nothing was raised."""

    def open_page(path="data", **query):
        app = AppTest.from_file(str(MAIN), default_timeout=60)
        for name, value in query.items():
            app.query_params[name] = value
        app.run()
        if path != "data":
            go_to(app, path)
        assert not app.exception
        return app

    return open_page


@pytest.fixture(scope="session")
def ball_study():
    """The quickest sample, fitted in this process."""
    from polylasso.app.samples import SAMPLES
    from tests.app.pages.studies import study_of

    sample = SAMPLES["ball"]
    dataset = sample.load()
    return study_of(dataset.table, sample.settings(dataset), sample.title, sample.key)
