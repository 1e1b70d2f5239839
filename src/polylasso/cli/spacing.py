"""Folders for the web: what `polylasso space` does."""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from polylasso.calls import Source, command_line
from polylasso.cli.printing import note
from polylasso.cli.waiting import waiting
from polylasso.cli.wording import in_options, one_line
from polylasso.errors import DataError
from polylasso.job.columns import select
from polylasso.job.exploring import explored
from polylasso.job.fitting import check_rows, fit_table
from polylasso.job.outcome import fit_outcome
from polylasso.job.saving import saved_model
from polylasso.job.settings import FitSettings
from polylasso.modelfile import load_model
from polylasso.report.text import count_of
from polylasso.sources.files import read_table
from polylasso.space.container import Shown, docker_files, server_files
from polylasso.space.exhibit import Exhibit
from polylasso.space.folder import check_folder, write_folder
from polylasso.space.page import static_files
from polylasso.space.push import Push, plan_push, send

__all__ = ["Order", "export_folder", "push_folder"]

_NEXT = {
    "static": "open {folder}/index.html, or polylasso space push {folder} --repo NAME",
    "docker": "polylasso space push {folder} --repo NAME",
    "server": "cd {folder} && docker compose up --build",
}


@dataclass(frozen=True, slots=True)
class Order:
    """What folder is asked for.

    Parameters
    ----------
    kind : {"static", "docker", "server"}
    folder : str
    model, data : str or None
        File of a model or of a table.
    settings : FitSettings or None
        How the table is fitted.
    force : bool
    """

    kind: str
    folder: str
    model: str | None
    data: str | None
    settings: FitSettings | None
    force: bool


def export_folder(order: Order) -> None:
    """Write a folder, and say what may be done with it.

    Raises
    ------
    PolylassoError
        If the folder must not be written, or the model or the table cannot be used.
    """
    check_folder(order.folder, order.force)
    files = _static(order) if order.kind == "static" else _container(order)
    write_folder(order.folder, files, force=order.force)
    size = _size(sum(map(len, files.values())))
    click.echo(f"wrote {count_of(len(files), 'file')} ({size}) to {one_line(order.folder)}")
    click.echo(f"next: {_NEXT[order.kind].format(folder=shlex.quote(order.folder))}")


def _static(order: Order) -> Mapping[str, bytes]:
    if order.model is not None:
        exhibit = Exhibit(load_model(order.model))
        note("a model file holds no path of penalties: the page has no explorer; --data has one")
        return static_files(exhibit)
    return static_files(_fitted(order))


def _fitted(order: Order) -> Exhibit:
    table = read_table(order.data, categorical=order.settings.shared.get("categorical", ()))
    with waiting("fitting") as tell:
        fitted = fit_table(table, order.settings, tell)
    for text in fitted.notes:
        note(in_options(text))
    outcome = fit_outcome(fitted, Path(order.data).name, 0.0)
    has_path = order.settings.alpha is None
    if not has_path:
        note("a fit at one --alpha has no path: the page has no explorer")
    return Exhibit(
        saved_model(fitted, outcome),
        fitted.train,
        fitted.test,
        fitted.estimator.summary(),
        explored(fitted).payload if has_path else None,
    )


def _container(order: Order) -> Mapping[str, bytes]:
    make = docker_files if order.kind == "docker" else server_files
    return make(_shown(order))


def _shown(order: Order) -> Shown | None:
    """Return the file that the page opens with, once it is known to be usable."""
    if order.model is not None:
        load_model(order.model)
        return Shown(Path(order.model).name, Path(order.model).read_bytes())
    if order.data is None:
        return None
    if order.data == "-":
        raise DataError("a container needs a file, not standard input; name one with --data")
    settings = order.settings
    table = read_table(order.data, categorical=settings.shared.get("categorical", ()))
    check_rows(select(table, settings.columns, settings.missing), settings)
    # Words of `polylasso fit FILE`, which the page takes as well.
    words = shlex.split(command_line(settings, Source("FILE")).replace("\\\n", " "))[3:]
    return Shown(Path(order.data).name, Path(order.data).read_bytes(), tuple(words))


def push_folder(folder: str, repo: str, *, private: bool, yes: bool) -> None:
    """Upload a folder, or say what would be uploaded.

    Raises
    ------
    PolylassoError
        If the folder or the name cannot be used, or the upload fails.
    """
    push = plan_push(folder, repo, private)
    if yes:
        address = send(push)
        click.echo(f"uploaded {count_of(len(push.files), 'file')}: {one_line(address)}")
        return
    for line in _told(push):
        click.echo(line)


def _told(push: Push) -> list[str]:
    size = _size(sum(size for _, size in push.files))
    seen = "hidden from others" if push.private else "which anyone can see (--private hides it)"
    return [
        f"would upload {count_of(len(push.files), 'file')} ({size}) to the {push.kind} Space "
        f"{push.repo}, {seen}:",
        *(f"  {_size(size):>8}  {one_line(path)}" for path, size in push.files),
        "calls:",
        f"  create_repo({_arguments(push.space)})",
        f"  upload_folder({_arguments(push.upload)})",
        "nothing was sent; add --yes to do it",
    ]


def _arguments(values: Mapping[str, object]) -> str:
    return one_line(", ".join(f"{name}={value!r}" for name, value in values.items()))


def _size(count: int) -> str:
    for unit, factor in (("MB", 10**6), ("kB", 10**3)):
        if count >= factor:
            return f"{count / factor:.1f} {unit}"
    return f"{count} B"
