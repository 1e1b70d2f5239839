"""A comparison from reading the file to printing the outcome."""

from operator import attrgetter
from typing import Any

from polylasso.cli.printing import plain, print_json, print_report
from polylasso.cli.session import Session
from polylasso.cli.waiting import waiting
from polylasso.cli.wording import in_options
from polylasso.job.settings import FitSettings
from polylasso.job.versions import own_version
from polylasso.sources.files import read_table

__all__ = ["compare_file"]


def compare_file(
    session: Session, file: str, settings: FitSettings, *, black_box: bool, as_json: bool
) -> None:
    """Compare models of the table in a file, and print the outcome."""
    from polylasso.job.comparing import compare_table

    table = read_table(file, categorical=settings.shared["categorical"])
    with waiting("comparing", attrgetter("name")) as tell:
        found = compare_table(table, settings, tell, black_box=black_box)
    outcome: dict[str, Any] = {
        "file": file,
        "version": own_version(),
        **found.comparison.to_dict(),
        "n_dropped_rows": found.n_dropped,
        "warnings": [in_options(text) for text in found.notes],
        "seconds": round(session.seconds, 3),
    }
    if as_json:
        print_json(outcome)
        return
    from polylasso.report.comparison import draw_comparison

    print_report(draw_comparison(plain(outcome)))
