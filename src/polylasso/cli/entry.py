"""The command `polylasso`: its subcommands, and how every run of it ends."""

import os
import sys
from typing import Any

import click

from polylasso.cli.commands.app import app
from polylasso.cli.commands.check import check
from polylasso.cli.commands.compare import compare
from polylasso.cli.commands.completion import completion
from polylasso.cli.commands.demo import demo
from polylasso.cli.commands.fit import fit
from polylasso.cli.commands.info import info
from polylasso.cli.commands.lab import lab
from polylasso.cli.commands.plot import plot
from polylasso.cli.commands.predict import predict
from polylasso.cli.commands.show import show
from polylasso.cli.commands.space import space
from polylasso.cli.session import Session
from polylasso.cli.wording import one_line
from polylasso.errors import PolylassoError

__all__ = ["cli", "main"]

_INTERNAL_ERROR = 1
_BAD_INPUT = 2
_INTERRUPTED = 128 + 2  # as shells count: killed by signal 2
_PIPE_CLOSED = 128 + 13


class CommandLine(click.Group):
    """A group whose runs end in one line, not in a traceback."""

    def main(self, args: Any = None, prog_name: Any = None, **extra: Any) -> None:
        """Run, and exit with 0, 1 (internal error), 2 (bad input), 130 (Ctrl-C) or 141 (pipe)."""
        words = list(sys.argv[1:] if args is None else args)
        debug = "--debug" in words
        session = extra.pop("obj", None) or Session.begun_now()
        extra.pop("standalone_mode", None)
        _tolerate_any_text()
        sys.exit(_exit_code(lambda: self._run(words, session, **extra), debug))

    def _run(self, words: list[str], session: Session, **extra: Any) -> Any:
        kept = [word for word in words if word != "--debug"]
        return super().main(
            args=kept, prog_name="polylasso", standalone_mode=False, obj=session, **extra
        )

    def invoke(self, ctx: click.Context) -> Any:
        """Run a subcommand; a reader that has gone away ends it."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            _silence_stdout()
            ctx.exit(_PIPE_CLOSED)
        return result


def _exit_code(run: Any, debug: bool) -> int:
    """Run, and say in one line what went wrong."""
    try:
        result = run()
    except click.exceptions.Abort:
        return _INTERRUPTED
    except click.ClickException as error:
        return _fail(error.format_message())
    except PolylassoError as error:
        return _raise_or_fail(error, str(error), debug)
    except MemoryError as error:
        text = "not enough memory; lower degree or max_interaction, or leave out columns"
        return _raise_or_fail(error, text, debug)
    except Exception as error:
        if debug:
            raise
        _print_error(f"unexpected {type(error).__name__}: {error}")
        click.echo("run again with --debug for the traceback", err=True)
        return _INTERNAL_ERROR
    return result if isinstance(result, int) else 0


def _raise_or_fail(error: Exception, text: str, debug: bool) -> int:
    if debug:
        import traceback

        traceback.print_exception(error)
    return _fail(text)


def _fail(text: str) -> int:
    _print_error(text)
    return _BAD_INPUT


def _print_error(text: str) -> None:
    click.echo(f"polylasso: error: {one_line(text)}", err=True)


def _tolerate_any_text() -> None:
    """Print what the encoding of the terminal lacks as escapes, rather than fail."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _silence_stdout() -> None:
    """Send what is still buffered nowhere: the interpreter flushes at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _print_version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        from polylasso.job.versions import own_version

        click.echo(f"polylasso {own_version()}")
        ctx.exit()


@click.group(
    cls=CommandLine,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Show the version and exit.",
)
@click.pass_context
def cli(ctx: click.Context, debug: bool) -> None:
    """Fit short polynomial formulas to tables, with proof that they are optimal.

    \b
    polylasso fit cars.csv --target co2 -o model.json
    polylasso predict model.json new.csv -o out.csv
    """  # noqa: D301 - the backspace tells click not to wrap
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


for _command in (fit, predict, show, plot, check, compare, lab, space, app, demo, info, completion):
    cli.add_command(_command)


def main() -> None:
    """Run the command line with the arguments of the process."""
    cli.main(obj=Session.begun_with_process())
