"""The check of a file, printed."""

from collections.abc import Mapping, Sequence

from polylasso.check import check_table
from polylasso.cli.printing import print_json, print_report
from polylasso.cli.waiting import waiting
from polylasso.cli.wording import in_options
from polylasso.encoding import EncodingOptions
from polylasso.job.columns import select_features
from polylasso.job.settings import ColumnChoice
from polylasso.sources.files import read_table
from polylasso.sources.table import Table

__all__ = ["check_file"]


def check_file(
    file: str,
    choice: ColumnChoice,
    categorical: Sequence[str],
    transform: Mapping[str, tuple[str, ...]],
    missing: str,
    *,
    as_json: bool,
) -> None:
    """Check the table in a file and print what was found."""
    table = read_table(file, categorical=categorical)
    features = select_features(table, choice)
    named = {name: functions for name, functions in transform.items() if name in features.names}
    encoding = EncodingOptions(
        categorical=tuple(name for name in categorical if name in features.names),
        transform=named,
        missing=missing,
    )
    columns = features.columns
    if choice.target is not None:
        columns = (*columns, table.column(choice.target))
    with waiting("checking"):
        found = check_table(Table(columns, table.n_rows), choice.target, encoding=encoding)
    if as_json:
        notices = [
            {**one, "message": in_options(one["message"])} for one in found.to_dict()["notices"]
        ]
        print_json({"file": file, **found.to_dict(), "notices": notices})
        return
    from polylasso.report.checks import draw_check

    print_report(draw_check(found, file))
