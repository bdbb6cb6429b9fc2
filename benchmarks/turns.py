"""The cost of a turn: stock Rasa and this engine side by side on one mix of turns.

    uv run python -m benchmarks.turns --work /tmp/turns --profile

`--work` keeps the models: the first run trains stock Rasa, which takes minutes. `--also before=DIR`
measures the engine of another checkout as well. Half of the turns call an action at the webhook of
the tests' shop, which is the same process for all.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.turn_cost.engines import SECRET, Engine, Running, Shopbell, StockRasa
from benchmarks.turn_cost.measuring import (
    Round,
    along_a_conversation,
    one_round,
    parts_of_a_turn,
)
from shopbell.settings import CHECKOUT
from tests.prepared_encoder import lend_encoder
from tests.shop_process import free_port

ROUNDS = 5
FAR = (10, 400)
# A turn leaves five or six events behind.
TURNS_OF_5000_EVENTS = 900
PARTS = (
    "NLU", "policies", "tracker", "actions, without the call", "the call to the action",
    "dialogue loop", "transport",
)  # fmt: skip


@contextmanager
def action_server(work: Path) -> Iterator[int]:
    port = free_port()
    folder = work / "app"
    folder.mkdir(exist_ok=True)
    for file in folder.glob("shop.db*"):
        file.unlink()
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "benchmarks.turn_cost.action_server",
            str(port),
            SECRET,
            str(folder),
        ],
        cwd=CHECKOUT,
        stdout=subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        if process.stdout.readline().strip() != b"ready":
            raise RuntimeError("the action server did not start")
        yield port
    finally:
        process.terminate()
        process.wait(20)


def measure(engines: list[Engine], port: int, work: Path, rounds: int) -> None:
    """Round by round, so that whatever else this machine does meets all of them."""
    measured: dict[str, list[Round]] = defaultdict(list)
    running = [Running(engine, port, work / str(at)) for at, engine in enumerate(engines)]
    rows: dict[str, list[str]] = {}
    with _all(running):
        for number in range(rounds):
            for each in running:
                measured[each.engine.name].append(one_round(each))
            print(f"round {number + 1} of {rounds}", file=sys.stderr)
        for each in running:
            rows[each.engine.name] = _row(each, measured[each.engine.name])
    print(_table(("engine", *COLUMNS), [[name, *row] for name, row in rows.items()]))
    for name in list(measured)[1:]:
        _print_ratio(name, measured[name], measured[engines[0].name])


COLUMNS = (
    "turns/s", "median turn", "without action", "with action", "processor time a turn",
    "memory", "start to first answer", "answered by an action",
)  # fmt: skip


def _row(running: Running, rounds: list[Round]) -> list[str]:
    return [
        f"{_median(rounds, 'turns_a_second'):.1f}",
        f"{_median(rounds, 'median_ms'):.1f} ms",
        f"{_median(rounds, 'without_action_ms'):.1f} ms",
        f"{_median(rounds, 'with_action_ms'):.1f} ms",
        f"{_median(rounds, 'processor_ms'):.1f} ms",
        f"{running.resident_mb():.0f} MB",
        f"{running.started_s:.1f} s",
        f"{_median(rounds, 'acted'):.0%}",
    ]


def _print_ratio(name: str, rounds: list[Round], stock: list[Round]) -> None:
    faster = _median(rounds, "turns_a_second") / _median(stock, "turns_a_second")
    shorter = _median(stock, "median_ms") / _median(rounds, "median_ms")
    work = _median(stock, "processor_ms") / _median(rounds, "processor_ms")
    print(f"{name}: {faster:.1f} x turns/s, median turn 1/{shorter:.1f}, processor 1/{work:.1f}")


def _median(rounds: list[Round], figure: str) -> float:
    return statistics.median(float(getattr(each, figure)) for each in rounds)


def flatness(engine: Engine, port: int, work: Path, *, far: int, form: bool, times: int) -> None:
    """The turn at the 10th message and at later ones, medians of `times` conversations."""
    at = (*FAR, far) if far > max(FAR) else FAR
    with Running(engine, port, work) as running:
        seen = [along_a_conversation(running, at, form=form) for _ in range(times)]
    medians = [statistics.median(each) for each in zip(*seen, strict=True)]
    told = ", ".join(f"{m}th {ms:.1f} ms" for m, ms in zip(at, medians, strict=True))
    ratios = ", ".join(f"{ms / medians[0]:.2f}" for ms in medians[1:])
    kind = "in a form" if form else "mix"
    print(f"{engine.name}, {kind}: {told}; against the 10th: {ratios}")


def profile(engines: list[Engine], port: int, work: Path) -> None:
    found: dict[str, dict[str, float]] = {}
    for at, engine in enumerate(engines):
        report = work / f"clock-{at}.json"
        with Running(engine, port, work / str(at), clock=report) as running:
            found[engine.name] = parts_of_a_turn(running, report)
    rows = [[part, *(f"{found[e.name].get(part, 0):.2f}" for e in engines)] for part in PARTS]
    rows.append(["whole turn", *(f"{sum(found[e.name].values()):.2f}" for e in engines)])
    print(_table(("mean ms of a turn", *(e.name for e in engines)), rows))


def _table(head: tuple[str, ...], rows: list[list[str]]) -> str:
    lines = [list(head), ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


@contextmanager
def _all(running: list[Running]) -> Iterator[None]:
    started: list[Running] = []
    try:
        for each in running:
            each.work.mkdir(exist_ok=True)
            started.append(each.__enter__())
        yield
    finally:
        for each in started:
            each.__exit__()


def _engines(work: Path, given: argparse.Namespace) -> list[Engine]:
    engines: list[Engine] = [StockRasa(work, given.epochs)]
    if given.sqlite:
        sqlite = ("stock Rasa on SQLite", "endpoints-sqlite.yml")
        engines.append(StockRasa(work, given.epochs, *sqlite))
    for also in given.also:
        name, _, tree = also.partition("=")
        engines.append(Shopbell(name, Path(tree).resolve(), work))
    return [*engines, Shopbell("Shopbell", CHECKOUT, work)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--work", type=Path, required=True, help="a folder for models and logs")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--epochs", type=int, default=100, help="of stock Rasa's training")
    parser.add_argument("--also", action="append", default=[], metavar="NAME=CHECKOUT")
    parser.add_argument("--sqlite", action="store_true", help="stock Rasa on its SQL store too")
    parser.add_argument("--profile", action="store_true", help="where the time of a turn goes")
    parser.add_argument("--flat", action="store_true", help="the 10th and the 400th message")
    given = parser.parse_args()
    work: Path = given.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    lend_encoder(work)
    os.environ["SHOPBELL_HOME"] = str(work)
    engines = _engines(work, given)
    for engine in engines:
        engine.train()
    with action_server(work) as port:
        measure(engines, port, work, given.rounds)
        if given.profile:
            profile(engines, port, work)
        if given.flat:
            flatness(engines[0], port, work, far=0, form=False, times=1)
            flatness(
                engines[-1], port, work, far=TURNS_OF_5000_EVENTS, form=False, times=given.rounds
            )
            flatness(engines[-1], port, work, far=0, form=True, times=given.rounds)


if __name__ == "__main__":
    main()
