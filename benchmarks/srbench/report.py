"""The runs as Markdown: medians, halves, sets one by one, where we lose, and what failed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

from benchmarks.srbench.methods import METHODS
from benchmarks.srbench.published import ALL_PUBLISHED, ON_SETS_HERE, Published
from benchmarks.srbench.sets import Set, is_friedman
from benchmarks.srbench.summary import FLOOR, SetScore, overall
from benchmarks.tabular import table

__all__ = [
    "conditions",
    "failures",
    "hindsight",
    "losses_table",
    "overview_table",
    "published_table",
    "sets_table",
]

# The scores of each method, in the order of the sets.
Scores = Mapping[str, Sequence[SetScore]]
OWN = "polylasso"
NONE = "-"
# Differences that are worth a look, and how many are shown.
LOSS, MOST_LOSSES = 0.01, 20
OVERVIEW_HEADER = (
    "method",
    "sets x seeds",
    "R2",
    "R2, Friedman's",
    "R2, others",
    "lowest R2",
    f"sets below {FLOOR}",
    "size",
    "terms",
    "seconds",
    "of one core",
)
PUBLISHED_HEADER = ("method", "R2", "R2, Friedman's", "R2, others", "size", "seconds")
LOSSES_HEADER = (
    "set",
    "rows",
    "columns",
    "best other",
    "its R2",
    "polylasso's",
    "difference",
    "terms",
)


def overview_table(scores: Scores) -> str:
    """Return the medians of all methods that have runs."""
    return table(OVERVIEW_HEADER, [_overview_row(name, scores[name]) for name in scores])


def _overview_row(method: str, scores: Sequence[SetScore]) -> list[str]:
    found = overall(scores)
    few, many = found.seeds
    return [
        METHODS[method].title,
        f"{found.n_sets} x {few}" + (f" to {many}" if few < many else ""),
        _r2(found.r2),
        _r2(found.r2_friedman),
        _r2(found.r2_others),
        f"{_r2(found.lowest.r2)} ({found.lowest.name})",
        str(found.n_below),
        _whole(found.size),
        _whole(found.terms),
        _seconds(found.seconds),
        _seconds(found.cpu_seconds),
    ]


def published_table(whole: bool) -> str:
    """Return the published medians, over all sets or over those of them that are here."""
    return table(PUBLISHED_HEADER, map(_published_row, ALL_PUBLISHED if whole else ON_SETS_HERE))


def _published_row(published: Published) -> list[str]:
    scores = (published.r2, published.r2_friedman, published.r2_others)
    return [
        published.method,
        *map(_r2, scores),
        _whole(published.size),
        _whole(published.seconds),
    ]


def sets_table(scores: Scores, sets: Sequence[Set]) -> str:
    """Return the scores of all methods on each set, and the sizes of our models."""
    header = ["set", "half", "rows", "columns"]
    header += [f"R2, {METHODS[name].title}" for name in scores]
    header += ["terms", "size", "seconds"]
    by_set = {name: {score.name: score for score in scores[name]} for name in scores}
    own = by_set.get(OWN, {})
    rows = [
        [
            *(each.name, "Friedman's" if is_friedman(each.name) else "other"),
            *(f"{each.n_rows:,}", str(each.n_columns)),
            *(
                _r2(found[each.name].r2 if each.name in found else None)
                for found in by_set.values()
            ),
            *_own_cells(own.get(each.name)),
        ]
        for each in sets
        if any(each.name in found for found in by_set.values())
    ]
    return table(header, rows, left=2)


def _own_cells(score: SetScore | None) -> list[str]:
    if score is None:
        return [NONE] * 3
    return [_whole(score.terms), _whole(score.size), _seconds(score.seconds)]


def losses_table(scores: Scores, sets: Sequence[Set]) -> str:
    """Return the sets where another method explains more, the largest loss first.

    Only methods that were run on as many seeds as we are compared.
    """
    rows = sorted(_losses(scores, sets), key=lambda row: row[0])
    return table(LOSSES_HEADER, [cells for _, cells in rows[:MOST_LOSSES]]) if rows else ""


def _losses(scores: Scores, sets: Sequence[Set]) -> list[tuple[float, list[str]]]:
    peers = [name for name in scores if not name.startswith(OWN)]
    rows = []
    for each in sets:
        found = {n: s for n in scores for s in scores[n] if s.name == each.name}
        if OWN not in found:
            continue
        n_seeds = found[OWN].n_seeds
        fair = [n for n in peers if n in found and found[n].n_seeds == n_seeds]
        best = max(fair, key=lambda n: found[n].r2, default=None)
        if best is None or found[best].r2 - found[OWN].r2 < LOSS:
            continue
        own, other = found[OWN], found[best]
        cells = [each.name, f"{each.n_rows:,}", str(each.n_columns), METHODS[best].title]
        cells += [_r2(other.r2), _r2(own.r2), f"{own.r2 - other.r2:.3f}", _whole(own.terms)]
        rows.append((own.r2 - other.r2, cells))
    return rows


def hindsight(scores: Scores) -> str:
    """Say what the best method of each set reaches, chosen when its score is known.

    No method that is chosen before can be expected to: the choice has seen the test rows.

    Parameters
    ----------
    scores : mapping of str to sequence of SetScore
        On the same sets and seeds.
    """
    best: dict[str, float] = {}
    for score in (score for found in scores.values() for score in found):
        best[score.name] = max(score.r2, best.get(score.name, score.r2))
    halves = [
        f"{_r2(median(values))} on the {len(values)} {kind}"
        for kind, values in (
            ("of Friedman", [r2 for name, r2 in best.items() if is_friedman(name)]),
            ("others", [r2 for name, r2 in best.items() if not is_friedman(name)]),
        )
        if values
    ]
    own = [score.r2 for score in scores.get(OWN, ()) if not is_friedman(score.name)]
    ours = f" {METHODS[OWN].title} has {_r2(median(own))} on these others." if own else ""
    names = "; ".join(METHODS[name].title for name in scores)
    most = max(score.n_seeds for found in scores.values() for score in found)
    return (
        f"If on each set the best of all methods that were run ({names}) were known beforehand, "
        f"the median R2 would be {_r2(median(best.values()))} on all sets, {' and '.join(halves)}:"
        f" on the seeds that all have, at most {most} of a set.{ours}"
    )


def failures(scores: Scores) -> str:
    """Return a line for each set on which runs of a method failed."""
    lines = []
    for name in scores:
        for score in scores[name]:
            reasons = Counter(score.failures)
            lines += [
                f"- {score.name}, {METHODS[name].title}: {n} of {score.n_seeds} runs: {reason}"
                for reason, n in reasons.items()
            ]
    return "\n".join(lines)


def conditions(abouts: Mapping[str, Sequence[dict[str, Any]]]) -> str:
    """Return machines and versions, and which runs are of several versions."""
    machines = {
        f"{m['processor']}, {m['system']}, Python {m['python']}; one core and one thread a run."
        for found in abouts.values()
        for m in (about["machine"] for about in found)
    }
    lines = []
    for method, found in abouts.items():
        said = [
            "; ".join(f"{name} {which}" for name, which in a["versions"].items()) for a in found
        ]
        mixed = f" ({len(said)} versions, one after the other)" if len(said) > 1 else ""
        lines.append(f"- {METHODS[method].title}{mixed}: " + " / ".join(said))
    return "\n".join([*sorted(machines), "", *lines])


def _r2(value: float | None) -> str:
    return NONE if value is None else f"{value:.3f}"


def _whole(value: float | None) -> str:
    return NONE if value is None else f"{value:,.0f}"


def _seconds(value: float | None) -> str:
    return NONE if value is None else f"{value:.2f}"
