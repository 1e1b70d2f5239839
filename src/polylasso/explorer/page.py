"""The explorer as one HTML file that asks no network for anything."""

import html
from os import PathLike

from polylasso.explorer.assets import SCRIPT, STYLE
from polylasso.explorer.payload import Payload
from polylasso.sources.atomic import atomic_write

__all__ = ["page", "save_page"]

# Scripts and styles stand in the page itself, and it may load nothing else.
_POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:"

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="generator" content="polylasso">
<title>{title}</title>
<link rel="icon" href="data:,">
<style>
body {{ margin: 0; }}
@media (prefers-color-scheme: dark) {{ body {{ background: #14171c; }} }}
{style}
</style>
</head>
<body>
<main id="explorer"></main>
<noscript>This page needs JavaScript, which stands in the page itself.</noscript>
<script type="application/json" id="payload">{payload}</script>
<script>
{script}
</script>
<script>
polylassoExplorer.mount(
  document.getElementById("explorer"),
  JSON.parse(document.getElementById("payload").textContent),
  {{ title: document.title, level: 1, hash: {hash} }}
);
</script>
</body>
</html>
"""


def page(payload: Payload, title: str | None = None, *, hash: bool = True) -> str:
    """Return a self-contained page.

    Parameters
    ----------
    payload : Payload
    title : str or None, default=None
        None names the target.
    hash : bool, default=True
        Whether the address of the page follows what is shown, so that it can be shared.
    """
    named = f"{payload.header['target']['name']} explored" if title is None else title
    return _PAGE.format(
        policy=_POLICY,
        title=html.escape(" ".join(named.split())),
        style=STYLE,
        payload=payload.to_json(),
        script=SCRIPT,
        hash="true" if hash else "false",
    )


def save_page(payload: Payload, path: str | PathLike, title: str | None = None) -> None:
    """Write the page to a file, completely or not at all.

    Parameters
    ----------
    payload : Payload
    path : str or path-like
    title : str or None, default=None

    Raises
    ------
    DataError
        If the file cannot be written.
    """
    atomic_write(path, page(payload, title).encode("utf-8"))
