"""A look at a table before a fit: numbers and advice. Nothing here draws or prints."""

from polylasso.check.results import (
    Collinear,
    ColumnCheck,
    DataCheck,
    Explained,
    Leak,
    Notice,
    Outlier,
    Size,
)
from polylasso.check.sizes import count_in_words
from polylasso.check.table import check_table

__all__ = [
    "check_table",
    "count_in_words",
    "DataCheck",
    "ColumnCheck",
    "Outlier",
    "Collinear",
    "Explained",
    "Leak",
    "Size",
    "Notice",
]
