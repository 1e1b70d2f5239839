"""What can be taken away from a study, as text and bytes. It draws nothing."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode, urlsplit, urlunsplit

from polylasso import explorer
from polylasso.app.parts.downloads import file_name
from polylasso.app.state import Study
from polylasso.calls import Source
from polylasso.inspection import formula
from polylasso.job import explored
from polylasso.job.outcome import sizeable_first
from polylasso.job.saving import saved_model
from polylasso.job.tables import rows_table, terms_table
from polylasso.modelfile.writing import to_json
from polylasso.sources.writing import table_content

__all__ = [
    "explorer_page",
    "formula_of",
    "is_written",
    "link_of",
    "model_json",
    "rows_file",
    "source_of",
    "table_file",
    "terms_file",
]

# Samples that the library loads itself.
_LOADERS = {"co2": "load_co2", "diabetes": "load_diabetes"}
# Files that `read_table` reads, as the page does.
_READ = (".csv", ".tsv", ".txt", ".gz", ".parquet")


def formula_of(study: Study, digits: int | None, style: str) -> str:
    """Return the formula, its largest terms first, on lines of readable length."""
    return formula(sizeable_first(study.estimator), digits=digits, style=style, width=88)


def model_json(study: Study) -> str:
    """Return the model file, as `polylasso fit -o` writes it."""
    return to_json(saved_model(study.fitted, study.outcome))


def explorer_page(study: Study) -> str:
    """Return the explorer as a page that works from disk.

    Raises
    ------
    DataError
        If the fit has no path, or one too large for a page.
    """
    return explorer.page(explored(study.fitted).payload, f"{study.target} explored")


def link_of(url: str, parameters: Mapping[str, Sequence[str]]) -> str:
    """Return the address of the page Fit with parameters, beside the page at some address."""
    parts = urlsplit(url)
    path = f"{parts.path.rstrip('/').rpartition('/')[0]}/fit"
    pairs = [(name, text) for name, texts in parameters.items() for text in texts]
    return urlunsplit((parts.scheme, parts.netloc, path, urlencode(pairs), ""))


def terms_file(study: Study, ending: str) -> bytes:
    """Return the table of the terms as a file."""
    return table_content(terms_table(study.estimator), ending)


def rows_file(study: Study, ending: str) -> bytes:
    """Return the rows with their predictions as a file."""
    return table_content(rows_table(study.fitted), ending)


def table_file(study: Study) -> bytes:
    """Return the whole table as the page read it, in the file that `source_of` names."""
    return table_content(study.loaded.table, ".parquet")


def source_of(study: Study) -> Source:
    """Return where the calls read the table from: the visitor's own file where that will do.

    A sample, a table from elsewhere and numbers that count as labels come from the table as the
    page read it, so that nothing depends on reading.
    """
    loaded = study.loaded
    written = Source(file_name(loaded.sample or loaded.name, "", ".parquet"))
    labels = study.settings.shared.get("categorical", ())
    if any(loaded.table.column(name).is_numeric for name in labels):
        return written
    if loaded.sample is not None:
        return Source(written.file, _LOADERS.get(loaded.sample))
    return Source(loaded.name) if _is_readable(loaded.name) else written


def is_written(study: Study) -> bool:
    """Whether the file of `source_of` has to be written first, as `table_file` does."""
    return source_of(study).file != study.loaded.name


def _is_readable(name: str) -> bool:
    """Whether the name is one of a file of ours, which a call can be given."""
    return name.lower().endswith(_READ) and name.isprintable() and "/" not in name
