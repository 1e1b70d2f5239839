"""Studies without a visit, and what a page must not show."""

import re
import time

from polylasso.app.state import Loaded, Study
from polylasso.job import fit_outcome, fit_table

# What would be a picture or a tag, if a name were read as HTML or markdown.
RAW = re.compile(r"(?<!\\)(<img|`id|\$\{)")


def study_of(table, settings, name, sample=None):
    """Return a finished study, as the page keeps it."""
    begun = time.perf_counter()
    fitted = fit_table(table, settings)
    outcome = fit_outcome(fitted, name, time.perf_counter() - begun)
    return Study(Loaded(name, table, "0123", sample), settings, fitted, outcome)


def assert_escaped(app):
    """Assert that nothing that is read as markdown holds a name as it is."""
    shown = [*app.markdown, *app.caption, *app.info, *app.warning, *app.error, *app.header]
    labels = [one.label for one in (*app.selectbox, *app.metric, *app.get("download_button"))]
    for text in [*(one.value for one in shown), *labels]:
        assert not RAW.search(text), text
