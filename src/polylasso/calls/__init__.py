"""A fit as the calls that give the same result: a script of Python, and a command line."""

from polylasso.calls.command import command_line, space_command
from polylasso.calls.python import python_call
from polylasso.calls.source import Source

__all__ = ["Source", "command_line", "python_call", "space_command"]
