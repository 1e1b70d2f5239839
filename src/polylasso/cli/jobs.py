"""A fit from reading the file to printing the outcome."""

import os
from dataclasses import dataclass
from pathlib import Path

from polylasso.cli.printing import note, plain, print_json, print_report, report_width
from polylasso.cli.session import Session
from polylasso.cli.waiting import waiting
from polylasso.cli.wording import in_options
from polylasso.errors import DataError
from polylasso.job.exploring import check_explorable, explored
from polylasso.job.fitting import fit_table
from polylasso.job.outcome import fit_outcome, formula_in_lines, sizeable_first
from polylasso.job.saving import saved_model
from polylasso.job.settings import ColumnChoice, FitSettings
from polylasso.modelfile import save_model
from polylasso.sources.files import read_table
from polylasso.sources.table import Table

__all__ = [
    "MOST_TERMS",
    "Outputs",
    "check_output",
    "fit_and_print",
    "fit_demo",
    "fit_file",
]

# Of a longer formula the largest terms are printed.
MOST_TERMS = 30


@dataclass(frozen=True, slots=True)
class Outputs:
    """Files that a fit writes, each None if it is not asked for.

    Parameters
    ----------
    model, explorer : Path or None
    """

    model: Path | None = None
    explorer: Path | None = None

    def check(self, file: str, settings: FitSettings) -> None:
        """Refuse, before the work is done, what cannot be written."""
        for output in (self.model, self.explorer):
            if output is not None:
                check_output(output, file)
        if self.explorer is None:
            return
        check_explorable(settings.alpha)
        if self.model is not None and self.model.absolute() == self.explorer.absolute():
            raise DataError(f"{str(self.model)!r} cannot be both model and page; name two files")


def fit_file(
    session: Session, file: str, outputs: Outputs, settings: FitSettings, *, as_json: bool
) -> None:
    """Fit the table in a file, print the outcome, and save what is asked for."""
    outputs.check(file, settings)
    if settings.checkpoint is not None:
        _check_checkpoint(Path(settings.checkpoint), file, outputs)
    table = read_table(file, categorical=settings.shared.get("categorical", ()))
    fit_and_print(session, table, file, outputs, settings, as_json=as_json)


def fit_and_print(
    session: Session,
    table: Table,
    where: str,
    outputs: Outputs,
    settings: FitSettings,
    *,
    as_json: bool,
) -> None:
    """Fit a table, save what is asked for, and print the outcome."""
    with waiting("fitting") as tell:
        fitted = fit_table(table, settings, tell)
    outcome = fit_outcome(fitted, where, session.seconds)
    outcome["warnings"] = [in_options(text) for text in outcome["warnings"]]
    if outcome["interrupted"]:
        note(next(text for text in fitted.notes if text.startswith("interrupted")))
    if outputs.model is not None:
        save_model(saved_model(fitted, outcome), outputs.model)
    if outputs.explorer is not None:
        explored(fitted).save(outputs.explorer)
    outcome["model_file"] = None if outputs.model is None else str(outputs.model)
    outcome["explorer_file"] = None if outputs.explorer is None else str(outputs.explorer)
    if as_json:
        print_json(outcome)
        return
    from polylasso.report.fits import draw_fit

    lines, n_hidden = formula_in_lines(sizeable_first(fitted.estimator), report_width(), MOST_TERMS)
    print_report(draw_fit(plain(outcome), lines, n_hidden))


def check_output(output: Path, *inputs: str) -> None:
    """Refuse, before the work is done, a file that cannot be written or is an input.

    Raises
    ------
    DataError
        If its folder is not there, it is a folder, or it is one of the inputs.
    """
    if str(output) == "-":
        raise DataError("this is not written to standard output; name a file")
    if output.is_dir():
        raise DataError(f"cannot write {str(output)!r}: it is a folder; give the name of a file")
    if not output.absolute().parent.is_dir():
        folder = str(output.parent)
        raise DataError(
            f"cannot write {str(output)!r}: there is no folder {folder!r}; create it first"
        )
    for file in inputs:
        if output.exists() and os.path.exists(file) and os.path.samefile(output, file):
            raise DataError(f"cannot write {str(output)!r}: it is an input; choose another name")


def _check_checkpoint(checkpoint: Path, file: str, outputs: Outputs) -> None:
    """Refuse, before the work is done, a checkpoint that cannot be written or is another file."""
    if str(checkpoint) == "-":
        raise DataError("a checkpoint is not written to standard output; name a file")
    for output, what in ((outputs.model, "model"), (outputs.explorer, "page")):
        if output is not None and checkpoint.absolute() == output.absolute():
            raise DataError(f"{str(output)!r} cannot be both {what} and checkpoint; name two files")
    check_output(checkpoint, file)


def fit_demo(session: Session, *, as_json: bool) -> None:
    """Fit the table of vehicles, or that of diabetes if the other cannot be had."""
    from polylasso.datasets import load_co2, load_diabetes

    try:
        dataset, exclude = load_co2(), ("Model",)
    except DataError as error:
        note(f"{error}; the diabetes study takes its place")
        dataset, exclude = load_diabetes(), ()
    settings = FitSettings(
        columns=ColumnChoice(dataset.target_name, exclude=exclude),
        search={"rule": "one_se", "relax": "auto"},
    )
    fit_and_print(session, dataset.table, dataset.name, Outputs(), settings, as_json=as_json)
