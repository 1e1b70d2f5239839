"""`python -m benchmarks`: solvers at equal duality gap. See docs/benchmarks.md."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.report import write_problem, write_table
from benchmarks.runner import Options, WorkerError, run_problem

NAMES = ["original", "diabetes-2", "diabetes-3", "diabetes-4", "correlated-cubic"]
RESULTS = Path("benchmarks/results")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, write the results, print the table; return 1 if polylasso failed anywhere."""
    given = _parser().parse_args(arguments)
    options = Options(
        target=1e-4 if given.quick else 1e-6,
        repeats=given.repeats or (1 if given.quick else 3),
        limit=given.limit or (25.0 if given.quick else 600.0),
    )
    out = given.out or (RESULTS / "quick" if given.quick else RESULTS)
    failed = False
    for name in given.only or NAMES:
        print(f"{name} ...", file=sys.stderr, flush=True)
        try:
            result = run_problem(name, options)
            failed |= result["solvers"]["polylasso"]["failure"] is not None
        except WorkerError as error:
            result, failed = {"problem": name, "failure": str(error)}, True
        write_problem(result, out)
    print(write_table(out, NAMES))
    return int(failed)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="gap 1e-4, one run, under 5 minutes")
    parser.add_argument("--only", nargs="+", choices=NAMES, metavar="NAME", help="only these")
    parser.add_argument("--repeats", type=int, help="runs to take the median of (default 3)")
    parser.add_argument("--limit", type=float, help="seconds per solver and problem (default 600)")
    parser.add_argument(
        "--out",
        type=Path,
        help="folder of the results (default benchmarks/results; quick ones "
        "go to its subfolder quick)",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
