"""A fitted path to be moved through by hand: one payload, one script, several hosts."""

from polylasso.explorer.assets import SCRIPT, STYLE
from polylasso.explorer.notebook import Explorer
from polylasso.explorer.page import page, save_page
from polylasso.explorer.payload import Payload, payload
from polylasso.explorer.scoring import Rows

__all__ = [
    "SCRIPT",
    "STYLE",
    "Explorer",
    "Payload",
    "Rows",
    "page",
    "payload",
    "save_page",
]
