"""Results to standard output, notes to standard error."""

import json
import math
from collections.abc import Iterable, Mapping
from typing import Any

import click

from polylasso.cli.wording import one_line

__all__ = ["note", "plain", "print_json", "print_report", "report_width"]


def print_json(result: Mapping[str, Any]) -> None:
    """Print one JSON object; what is not a finite number is null."""
    click.echo(json.dumps(plain(result), indent=2, ensure_ascii=False, allow_nan=False))


def plain(value: Any) -> Any:
    """Return a value as JSON has it."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if hasattr(value, "item"):  # a scalar of NumPy
        return plain(value.item())
    return None if isinstance(value, float) and not math.isfinite(value) else value


def print_report(parts: Iterable[Any]) -> None:
    """Print what `polylasso.report` has drawn."""
    from polylasso.report.console import make_console

    console = make_console()
    for part in parts:
        console.print(part)


def report_width() -> int:
    """Return the width that is left for indented text."""
    from polylasso.report.console import make_console

    return max(make_console().width - 2, 20)


def note(message: str) -> None:
    """Say something that is no result."""
    click.echo(f"note: {one_line(message)}", err=True)
