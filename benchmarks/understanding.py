"""How well intents are understood, through Rasa itself: `rasa train nlu` and `rasa test nlu`.

    uv run python -m benchmarks.understanding --data ../shared/data [--only banking few clinc]

Converts BANKING77 (PolyAI-LDN/task-specific-datasets) and CLINC150 (clinc/oos-eval) from `--data`
to Rasa's format, trains with the repository's config.yml, tests, and prints a table. Few: 10
examples an intent, drawn with the seeds 0 to 4. CLINC150 is trained on `train` and `oos_train` and
tested on `val` and `oos_val`; what is rejected counts as wrong where it was in scope. Seconds are
those of the whole training command, memory is its peak.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

import yaml

CHECKOUT = Path(__file__).resolve().parents[1]
PYTHON = CHECKOUT / "bot" / ".venv" / "bin" / "python"
CONFIG = CHECKOUT / "config.yml"
REJECTED = "out_of_scope"
SEEDS = range(5)
SHOTS = 10

Pair = tuple[str, str]


@dataclass(frozen=True)
class Trained:
    model: Path
    seconds: float
    peak_mb: float


@dataclass(frozen=True)
class Tested:
    """Shares of what was asked; `rejected` is of what is out of scope, and None without any."""

    right: float
    rejected: float | None
    seconds: float


def banking(data: Path, part: str) -> list[Pair]:
    with (data / "banking77" / f"{part}.csv").open(encoding="utf-8", newline="") as file:
        return [(row["text"], row["category"]) for row in csv.DictReader(file)]


def clinc(data: Path, *parts: str) -> list[Pair]:
    content = json.loads((data / "clinc150" / "train_val.json").read_text(encoding="utf-8"))
    pairs = [(text, intent) for part in parts for text, intent in content[part]]
    return [(text, REJECTED if intent == "oos" else intent) for text, intent in pairs]


def drawn(pairs: Iterable[Pair], shots: int, seed: int) -> list[Pair]:
    """So many of each intent."""
    by_intent: dict[str, list[Pair]] = {}
    for pair in pairs:
        by_intent.setdefault(pair[1], []).append(pair)
    chance = random.Random(seed)
    return [
        pair for intent in sorted(by_intent) for pair in chance.sample(by_intent[intent], shots)
    ]


def write_rasa(pairs: Iterable[Pair], file: Path) -> None:
    by_intent: dict[str, list[str]] = {}
    for text, intent in pairs:
        # Rasa reads brackets as entities, and a line as an example.
        plain = " ".join(text.replace("[", "(").replace("]", ")").split())
        by_intent.setdefault(intent, []).append(plain)
    nlu = [
        {"intent": intent, "examples": "".join(f"- {text}\n" for text in texts)}
        for intent, texts in by_intent.items()
    ]
    file.write_text(yaml.safe_dump({"version": "3.1", "nlu": nlu}, allow_unicode=True))


def train(pairs: list[Pair], folder: Path) -> Trained:
    write_rasa(pairs, folder / "train.yml")
    started = time.monotonic()
    peak = _rasa(
        "train", "nlu", "--config", str(CONFIG), "--nlu", str(folder / "train.yml"),
        "--out", str(folder), "--fixed-model-name", "model",
    )  # fmt: skip
    return Trained(folder / "model.tar.gz", time.monotonic() - started, peak)


def test(model: Path, pairs: list[Pair], folder: Path) -> Tested:
    write_rasa(pairs, folder / "test.yml")
    started = time.monotonic()
    _rasa(
        "test", "nlu", "--model", str(model), "--nlu", str(folder / "test.yml"),
        "--out", str(folder), "--no-plot",
    )  # fmt: skip
    seconds = time.monotonic() - started
    found = json.loads((folder / "intent_report.json").read_text())
    outside = found.get(REJECTED)
    answers = [
        (each["recall"], each["support"])
        for intent, each in found.items()
        if isinstance(each, dict) and not intent.endswith(" avg") and intent != REJECTED
    ]
    asked = sum(support for _, support in answers)
    right = sum(recall * support for recall, support in answers) / asked
    return Tested(right, outside["recall"] if outside else None, seconds)


def _rasa(*arguments: str) -> float:
    """Peak memory in MB. Raises `RuntimeError` with what was printed."""
    environment = {key: value for key, value in os.environ.items() if key != "VIRTUAL_ENV"}
    environment |= {"PYTHONPATH": str(CHECKOUT), "RASA_TELEMETRY_ENABLED": "false",
                    "RASA_MAX_CACHE_SIZE": "0", "TF_CPP_MIN_LOG_LEVEL": "3",
                    "SQLALCHEMY_SILENCE_UBER_WARNING": "1"}  # fmt: skip
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            [str(PYTHON), "-m", "rasa", *arguments],
            cwd=CHECKOUT, env=environment, stdout=output, stderr=output,
        )  # fmt: skip
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            output.seek(0)
            raise RuntimeError(output.read().decode(errors="replace")[-4000:])
    return usage.ru_maxrss / 1000


def full_banking(data: Path, folder: Path) -> Iterator[str]:
    trained = train(banking(data, "train"), folder)
    yield row("BANKING77, test", trained, test(trained.model, banking(data, "test"), folder))


def few_banking(data: Path, folder: Path) -> Iterator[str]:
    results = []
    for seed in SEEDS:
        trained = train(drawn(banking(data, "train"), SHOTS, seed), folder)
        results.append(test(trained.model, banking(data, "test"), folder))
        yield row(f"BANKING77, 10 an intent, seed {seed}", trained, results[-1])
    shown = mean(result.right for result in results)
    yield f"| BANKING77, 10 an intent, mean | {shown:.2%} | | | | |"


def full_clinc(data: Path, folder: Path) -> Iterator[str]:
    trained = train(clinc(data, "train", "oos_train"), folder)
    yield row("CLINC150, val", trained, test(trained.model, clinc(data, "val", "oos_val"), folder))


def row(name: str, trained: Trained, tested: Tested) -> str:
    rejected = "" if tested.rejected is None else f"{tested.rejected:.1%}"
    return (
        f"| {name} | {tested.right:.2%} | {rejected} | {trained.seconds:.0f} "
        f"| {trained.peak_mb:.0f} | {tested.seconds:.0f} |"
    )


BENCHMARKS = {"banking": full_banking, "few": few_banking, "clinc": full_clinc}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--only", nargs="+", choices=sorted(BENCHMARKS), default=list(BENCHMARKS))
    given = parser.parse_args()
    if not (given.data / "banking77").is_dir() or not (given.data / "clinc150").is_dir():
        print(f"skipped: {given.data} has no folders banking77 and clinc150 (see the docstring)")
        return
    print("| data | right | out of scope rejected | training, s | its peak, MB | test, s |")
    print("|---|---|---|---|---|---|")
    for name in given.only:
        with tempfile.TemporaryDirectory() as folder:
            for line in BENCHMARKS[name](given.data, Path(folder)):
                print(line, flush=True)


if __name__ == "__main__":
    main()
