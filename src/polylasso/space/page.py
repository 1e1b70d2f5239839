"""The static page of a model: one HTML file that predicts, and asks no network for anything."""

import html
from functools import cache
from importlib.resources import files

from polylasso.explorer import SCRIPT as EXPLORER_SCRIPT
from polylasso.explorer import STYLE as EXPLORER_STYLE
from polylasso.modelfile import to_json
from polylasso.space.content import page_content, readable_name, safe_json
from polylasso.space.exhibit import Exhibit
from polylasso.space.readme import static_readme

__all__ = ["static_files", "static_page"]

# Scripts and styles stand in the page itself, and it may load nothing else.
_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)
_EXPLORER = (
    '<section class="explore" aria-label="How the penalty chooses the terms">'
    '<div id="explorer"></div></section>'
)
_PAYLOAD = """<script type="application/json" id="payload">{payload}</script>
<template id="explorer-style"><style>{style}</style></template>"""
# In a shadow root the styles of the page and of the explorer do not meet.
_MOUNT = """
(() => {
  const root = document.getElementById("explorer").attachShadow({ mode: "open" });
  const place = document.createElement("div");
  root.append(document.getElementById("explorer-style").content.cloneNode(true), place);
  polylassoExplorer.mount(
    place,
    JSON.parse(document.getElementById("payload").textContent),
    { title: "How the penalty chooses the terms", hash: true },
  );
})();
"""


def static_files(exhibit: Exhibit) -> dict[str, bytes]:
    """Return the files of a static Space, by their path."""
    texts = {
        "README.md": static_readme(exhibit),
        "index.html": static_page(exhibit),
        "model.json": to_json(exhibit.saved),
    }
    return {name: text.encode("utf-8") for name, text in texts.items()}


def static_page(exhibit: Exhibit) -> str:
    """Return the page of a model as one HTML file.

    Parameters
    ----------
    exhibit : Exhibit
        With an explorer, that stands in the page too.
    """
    scripts = [_asset("predictor.js"), _asset("page.js")]
    payload = ""
    if exhibit.explorer is not None:
        scripts += [EXPLORER_SCRIPT, _MOUNT]
        payload = _PAYLOAD.format(payload=exhibit.explorer.to_json(), style=EXPLORER_STYLE)
    return _asset("page.html").format(
        policy=_POLICY,
        version=html.escape(exhibit.saved.library_version),
        title=html.escape(readable_name(exhibit.saved.model.target_name)),
        style=_asset("page.css"),
        explorer=_EXPLORER if payload else "",
        content=safe_json(page_content(exhibit)),
        payload=payload,
        script="\n".join(scripts),
    )


@cache
def _asset(name: str) -> str:
    """Return the text of a file that comes with this package."""
    return (files("polylasso.space") / "assets" / name).read_text(encoding="utf-8")
