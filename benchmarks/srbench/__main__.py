"""`python -m benchmarks.srbench`: the black-box track of SRBench. See docs/accuracy.md."""

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.machine import available_gigabytes, cores
from benchmarks.srbench.about import about
from benchmarks.srbench.crew import Limits, Task, measure_all
from benchmarks.srbench.methods import DEFAULT, METHODS
from benchmarks.srbench.page import paste, write_page
from benchmarks.srbench.runs import Book, MixedError
from benchmarks.srbench.sets import PARTS, QUICK_SETS, Set, catalogue, part

RESULTS = Path("benchmarks/results/srbench")
QUICK_RESULTS = Path("benchmarks/results/quick/srbench")
N_SEEDS, QUICK_SEEDS = 10, 3
SECONDS = 300.0
# The rest of the memory is left to the machine.
SHARE = 0.9


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what is not measured yet and print the page; return 1 if some of it is left."""
    given = _parser().parse_args(arguments)
    folder = given.out or (QUICK_RESULTS if given.quick else RESULTS)
    sets = catalogue()
    if given.paste:
        paste(folder, sets, Path())
        return 0
    try:
        books = _books(given, folder)
    except MixedError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    finished = _measure(books, _chosen(given, sets), given)
    print(write_page(folder, sets))
    return int(not finished)


def _books(given: argparse.Namespace, folder: Path) -> dict[str, Book]:
    books = {name: Book(folder, name) for name in given.methods or DEFAULT}
    for name, book in books.items():
        if given.fresh:
            book.forget()
        book.open(about(name), given.mixed)
    return books


def _chosen(given: argparse.Namespace, sets: Sequence[Set]) -> list[Set]:
    """Return the sets that are asked for, the small ones first."""
    which = given.sets or ("development" if given.quick else "all")
    names = part([each.name for each in sets], which)
    if given.only:
        names = [name for name in names if name in given.only]
    elif given.quick:
        names = names[:QUICK_SETS]
    if not names:
        raise SystemExit(f"error: none of these sets is among {which}: {' '.join(given.only)}")
    kept = [each for each in sets if each.name in names]
    return sorted(kept, key=lambda each: each.n_rows * each.n_columns)


def _measure(books: dict[str, Book], sets: Sequence[Set], given: argparse.Namespace) -> bool:
    from benchmarks.srbench.protocol import SEEDS

    seeds = SEEDS[: given.seeds or (QUICK_SEEDS if given.quick else N_SEEDS)]
    tasks = list(_tasks(books, sets, seeds, given.retry))
    done = 0

    def keep(task: Task, answer: dict[str, Any]) -> None:
        nonlocal done
        done += 1
        books[task.method].append({"set": task.name, "seed": task.seed, **answer})
        print(f"[{done}/{len(tasks)}] {_told(task, answer)}", file=sys.stderr, flush=True)

    return measure_all(tasks, keep, _limits(given))


def _tasks(
    books: dict[str, Book], sets: Sequence[Set], seeds: Sequence[int], retry: bool
) -> Iterator[Task]:
    """Yield what is not done: seed after seed, so that all sets count if it is stopped."""
    done = {
        (method, *place)
        for method, book in books.items()
        for place, run in book.runs().items()
        if not (retry and "failure" in run)
    }
    for seed in seeds:
        for each in sets:
            for method in books:
                if (method, each.name, seed) not in done:
                    yield Task(each.name, seed, method)


def _told(task: Task, answer: dict[str, Any]) -> str:
    what = f"{task.name} {task.seed} {task.method}: "
    if "failure" in answer:
        return what + answer["failure"]
    return what + f"R2 {answer['r2']:.3f}, size {answer['size']}, {answer['seconds']:.2f} s"


def _limits(given: argparse.Namespace) -> Limits:
    workers = given.workers or cores()
    gigabytes = SHARE * available_gigabytes() / workers
    deadline = time.monotonic() + 60 * given.minutes if given.minutes else float("inf")
    return Limits(workers, given.seconds, gigabytes, deadline)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="scripts/bench srbench",
        description="The black-box track of SRBench, see docs/accuracy.md. "
        "What is measured already is not measured again.",
    )
    parser.add_argument("--quick", action="store_true", help="20 of the first sets x 3 seeds")
    parser.add_argument(
        "--sets", choices=PARTS, help="which part (default all; quick: development)"
    )
    parser.add_argument("--only", nargs="+", metavar="NAME", help="only these sets of the part")
    parser.add_argument(
        "--methods",
        nargs="+",
        choices=METHODS,
        metavar="NAME",
        help=f"of {', '.join(METHODS)} (default {' '.join(DEFAULT)})",
    )
    parser.add_argument("--seeds", type=int, help=f"how many of the {N_SEEDS} (quick: 3)")
    parser.add_argument(
        "--seconds",
        type=float,
        default=SECONDS,
        help="of the core, for training in a run (default %(default).0f)",
    )
    parser.add_argument("--minutes", type=float, help="begin no run after so many")
    parser.add_argument("--workers", type=int, help="runs at a time (default one per core)")
    parser.add_argument("--out", type=Path, help=f"folder of the results (default {RESULTS})")
    parser.add_argument("--fresh", action="store_true", help="forget the runs of these methods")
    parser.add_argument("--retry", action="store_true", help="repeat the runs that failed")
    parser.add_argument(
        "--mixed", action="store_true", help="go on though the versions are others by now"
    )
    parser.add_argument(
        "--paste", action="store_true", help="instead: write the results into docs/accuracy.md"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
