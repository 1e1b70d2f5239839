"""`python -m benchmarks`: solvers at equal duality gap; or `app`, or `srbench`. See docs/."""

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.ladder import StoppedError
from benchmarks.machine import available_gigabytes
from benchmarks.names import CHOICES, CURVES, FFX, NAMES, QUICK
from benchmarks.pages import paste, write_page
from benchmarks.processes import WorkerError
from benchmarks.results import OWN, write_result
from benchmarks.runner import Options, run_choice, run_ffx, run_problem
from benchmarks.solvers import SOLVERS

RESULTS = Path("benchmarks/results")
# What is measured by commands of their own.
APART = {"app": "benchmarks.app.run", "srbench": "benchmarks.srbench.__main__"}
PARTS = ("paths", "choices", "ffx")
QUICK_SOLVERS = ("polylasso", "scikit-learn", "celer")
QUICK_SECONDS, FULL_SECONDS = 4.0, 60.0
# The rest of the memory is left to the machine.
MEMORY, SHARE = 24.0, 0.9


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, write the results, print the page; return 1 if polylasso failed anywhere."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words and words[0] in APART:
        return int(import_module(APART[words[0]]).main(words[1:]))
    given = _parser().parse_args(words)
    out = given.out or (RESULTS / "quick" if given.quick else RESULTS)
    if given.paste:
        paste(out, Path())
        return 0
    if given.limit:
        from benchmarks.limit import measure_limit

        measure_limit(out)
        print(write_page(out))
        return 0
    failed = [work() for work in _works(given, _options(given), out)]
    print(write_page(out))
    return int(any(failed))


def _options(given: argparse.Namespace) -> Options:
    return Options(
        target=1e-4 if given.quick else 1e-6,
        repeats=given.repeats or (1 if given.quick else 3),
        seconds=given.seconds or (QUICK_SECONDS if given.quick else FULL_SECONDS),
        memory=given.memory or min(MEMORY, SHARE * available_gigabytes()),
        solvers=tuple(given.solvers or (QUICK_SOLVERS if given.quick else SOLVERS)),
    )


def _works(given: argparse.Namespace, options: Options, out: Path) -> list[Callable[[], bool]]:
    """List what is to be done; each returns whether polylasso failed."""
    parts = given.parts or (("paths",) if given.quick else PARTS)
    names = given.only or (QUICK if given.quick else NAMES)
    works = []
    if "paths" in parts:
        for name in names:
            whole = name in CURVES and not given.quick
            works.append(_work(name, name, lambda n=name, w=whole: run_problem(n, options, w), out))
    if "choices" in parts:
        for name in (name for name in CHOICES if name in names):
            works.append(_work(name, f"choice-{name}", lambda n=name: run_choice(n, options), out))
    if "ffx" in parts:
        for name in (name for name in FFX if name in names):
            works.append(_work(name, f"ffx-{name}", lambda n=name: run_ffx(n, options), out))
    return works


def _work(
    problem: str, title: str, run: Callable[[], dict[str, Any]], out: Path
) -> Callable[[], bool]:
    def work() -> bool:
        print(f"{title} ...", file=sys.stderr, flush=True)
        try:
            result = run()
        except (StoppedError, WorkerError) as error:
            result = {"problem": problem, "failure": str(error)}
        write_result(result, out, title)
        own = result.get("solvers", {}).get(OWN)
        return "failure" in result or (own is not None and own["best"] is None)

    return work


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="gap 1e-4, one run, few problems")
    parser.add_argument("--only", nargs="+", choices=NAMES, metavar="NAME", help="only these")
    parser.add_argument("--solvers", nargs="+", choices=SOLVERS, metavar="NAME", help="only these")
    parser.add_argument("--parts", nargs="+", choices=PARTS, help="only these (default all)")
    parser.add_argument("--repeats", type=int, help="runs to take the median of (default 3)")
    parser.add_argument(
        "--seconds", type=float, help=f"per solver and problem (default {FULL_SECONDS:.0f})"
    )
    parser.add_argument(
        "--memory", type=float, help=f"GiB per process (default {MEMORY:.0f}, or 90 %% of the free)"
    )
    parser.add_argument(
        "--out",
        type=Path,
        help=f"folder of the results (default {RESULTS}; quick ones go to its subfolder quick)",
    )
    parser.add_argument(
        "--limit",
        action="store_true",
        help="instead: the machine's rate of matrix products, and our share of it",
    )
    parser.add_argument(
        "--paste", action="store_true", help="instead: write the results into the documentation"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
