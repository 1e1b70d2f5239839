"""The command line: reads options, calls the library, prints. No mathematics here."""

from polylasso.cli.entry import main

__all__ = ["main"]
