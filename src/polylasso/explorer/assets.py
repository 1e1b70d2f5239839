"""The script and the style of the explorer, as text for whoever hosts it."""

from importlib.resources import files

__all__ = ["SCRIPT", "STYLE"]

_HERE = files("polylasso.explorer")
SCRIPT = (_HERE / "explorer.js").read_text(encoding="utf-8")
STYLE = (_HERE / "explorer.css").read_text(encoding="utf-8")
