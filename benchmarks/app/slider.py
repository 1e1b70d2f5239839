"""From the hand on the explorer's slider to the picture, in a real browser."""

import math
import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import numpy as np

from polylasso.explorer import Payload, Rows, payload, save_page
from polylasso.inspection import cv_curve
from polylasso.model import PolynomialModel
from polylasso.path import Path as SolutionPath
from polylasso.sources.table import Column, Table
from polylasso.terms import Dictionary, Variable

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["made_payload", "measure"]

MOVES = 400
# Time between two moves of the mouse, milliseconds: a quick hand.
PAUSE = 24
# Notes, for every input event, when the frame that follows it is done: a message posted in an
# animation frame is read after the frame is drawn.
WATCH = """() => {
  window.taken = [];
  document.querySelector(".plx-slider").addEventListener("input", (event) => {
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => window.taken.push(performance.now() - event.timeStamp);
      channel.port2.postMessage(0);
    });
  }, true);
}"""


def measure(browser: "Browser", n_alphas: int = 100, n_points: int = 5000) -> dict[str, Any]:
    """Drag the slider to and fro over a page with many lines and points.

    Parameters
    ----------
    browser : playwright.sync_api.Browser
    n_alphas, n_points : int

    Returns
    -------
    dict
        How many moves were seen, and their median and 95th percentile in milliseconds.
    """
    made = made_payload(n_alphas, n_points)
    with tempfile.TemporaryDirectory() as folder:
        save_page(made, Path(folder) / "page.html")
        page = browser.new_page(viewport={"width": 1400, "height": 1100})
        page.goto((Path(folder) / "page.html").as_uri())
        page.locator(".plx-slider").wait_for()
        page.wait_for_timeout(1000)
        page.evaluate(WATCH)
        _drag(page)
        taken = sorted(page.evaluate("window.taken"))
        page.close()
    return {
        "alphas": n_alphas,
        "terms": len(made.header["terms"]),
        "points": made.header["rows"]["drawn"],
        "moves": len(taken),
        "median_milliseconds": median(taken),
        "p95_milliseconds": taken[math.ceil(0.95 * len(taken)) - 1],
        "longest_milliseconds": taken[-1],
    }


def _drag(page: "Page") -> None:
    box = page.locator(".plx-slider").bounding_box()
    height, left, width = box["y"] + box["height"] / 2, box["x"] + 13, box["width"] - 26
    page.mouse.move(left, height)
    page.mouse.down()
    for move in range(MOVES):
        share = abs((2.0 * move / 200) % 2.0 - 1.0)
        page.mouse.move(left + width * share, height)
        page.wait_for_timeout(PAUSE)
    page.mouse.up()
    page.wait_for_timeout(500)


def made_payload(n_alphas: int, n_points: int, n_columns: int = 13, seed: int = 0) -> Payload:
    """Return a path whose terms enter one after the other, all of them at its end.

    Parameters
    ----------
    n_alphas, n_points : int
    n_columns : int, default=13
        Whose quadratic terms are 104.
    seed : int, default=0
    """
    rng = np.random.default_rng(seed)
    names = [f"column {number}" for number in range(n_columns)]
    variables = tuple(Variable(name, lower=-4.0, upper=4.0) for name in names)
    dictionary = Dictionary(variables, 2)
    terms = dictionary.terms(np.arange(min(dictionary.n_terms, 100)))
    path = _path(terms, n_alphas, rng)
    model = PolynomialModel(variables, terms, np.ones(len(terms)), 0.0, "target")
    columns = tuple(Column(name, rng.normal(size=n_points)) for name in names)
    table = Table(columns, n_points)
    last = path.raw_coef[:, [n_alphas - 1]].toarray().ravel()
    actual = PolynomialModel(variables, terms, last, 1.0).predict(table)
    rows = Rows(table, actual + rng.normal(size=n_points))
    errors = (1.0 + np.linspace(8, 0, n_alphas) ** 2)[:, None] + rng.normal(0, 0.1, (n_alphas, 5))
    curve = cv_curve(path.alphas, errors, path.alphas[n_alphas // 2], path.n_terms)
    return payload(path, model, path.alphas[n_alphas // 2], rows=rows, cv=curve)


def _path(terms: tuple, n_alphas: int, rng: np.random.Generator) -> SolutionPath:
    from scipy.sparse import csc_array

    alphas = np.geomspace(10.0, 0.001, n_alphas)
    enters = np.linspace(0.0, 0.9, len(terms))[:, None]
    grown = np.clip((np.linspace(0, 1, n_alphas) - enters) / 0.3, 0.0, 1.0)
    coef = csc_array(grown * rng.normal(size=(len(terms), 1)))
    return SolutionPath(
        alphas=alphas,
        terms=terms,
        coef=coef,
        raw_coef=coef,
        intercept=np.ones(n_alphas),
        gaps=np.zeros(n_alphas),
        explained=np.linspace(0, 0.99, n_alphas),
        knots=(),
        n_candidate_terms=len(terms),
        n_passes=0,
        n_steps=0,
    )
