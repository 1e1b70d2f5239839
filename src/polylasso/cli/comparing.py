"""A comparison from reading the file to printing the outcome."""

from operator import attrgetter
from typing import Any

from polylasso.cli.printing import plain, print_json, print_report
from polylasso.cli.session import Session
from polylasso.cli.waiting import waiting
from polylasso.cli.wording import in_options
from polylasso.job.columns import select
from polylasso.job.fitting import check_rows
from polylasso.job.notes import collected_notes, notes_on_columns, notes_on_rows
from polylasso.job.settings import FitSettings
from polylasso.job.versions import own_version
from polylasso.sources.files import read_table

__all__ = ["compare_file"]


def compare_file(
    session: Session, file: str, settings: FitSettings, *, black_box: bool, as_json: bool
) -> None:
    """Compare models of the table in a file, and print the outcome."""
    from polylasso.lab import compare

    table = read_table(file, categorical=settings.shared["categorical"])
    with waiting("comparing", attrgetter("name")) as tell:
        rows = select(table, settings.columns, settings.missing)
        check = check_rows(rows, settings)
        with collected_notes() as notes:
            comparison = compare(
                rows.features,
                rows.target,
                degree=settings.degrees,
                test_size=settings.test_size,
                cv=settings.folds.count,
                random_state=settings.seed,
                black_box=black_box,
                callback=tell,
                **settings.shared,
                **settings.search,
            )
    warnings = [*notes_on_rows(rows, settings), *notes_on_columns(check, comparison.excluded)]
    outcome: dict[str, Any] = {
        "file": file,
        "version": own_version(),
        **comparison.to_dict(),
        "n_dropped_rows": rows.n_dropped,
        "warnings": [in_options(text) for text in (*warnings, *notes)],
        "seconds": round(session.seconds, 3),
    }
    if as_json:
        print_json(outcome)
        return
    from polylasso.report.comparison import draw_comparison

    print_report(draw_comparison(plain(outcome)))
