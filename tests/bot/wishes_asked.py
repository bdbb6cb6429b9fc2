"""Messages whose wish a person has named, and what the trained bot takes it for."""

from __future__ import annotations

import json
import os
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from shopbell.settings import CHECKOUT
from tests.bot.running_bot import BOT_PYTHON
from tests.bot.training_examples import plain, read_examples
from tests.prepared_encoder import CACHE

FOLDER = Path(__file__).parent / "understanding"
# Written by whoever had not read the training examples.
HELD_OUT = FOLDER / "intents_held_out.jsonl"
MESSY = FOLDER / "messy.jsonl"
# What is recognised as out of scope is told as not understood.
OUTSIDE, NOT_UNDERSTOOD = "out_of_scope", "nlu_fallback"
ONE_TEXT_S = 0.5
START_S = 120


@dataclass(frozen=True)
class Asked:
    text: str
    locale: str
    intent: str


@dataclass(frozen=True)
class Answered:
    asked: Asked
    intent: str

    @property
    def right(self) -> bool:
        return self.intent == self.expected

    @property
    def expected(self) -> str:
        return NOT_UNDERSTOOD if self.asked.intent == OUTSIDE else self.asked.intent


def read_asked(file: Path) -> list[Asked]:
    return [Asked(**json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines()]


def read_unseen(file: Path) -> list[Asked]:
    """Without those that are, word for word, an example too: two people wrote "i forgot my pin"."""
    seen = {plain(text) for _, text in read_examples()}
    return [asked for asked in read_asked(file) if plain(asked.text) not in seen]


def put_to_bot(model: Path, asked: list[Asked]) -> list[Answered]:
    """Through `bot.parse` in the bot's environment, all in one process."""
    environment = {key: value for key, value in os.environ.items() if key != "VIRTUAL_ENV"}
    environment |= {"PYTHONPATH": str(CHECKOUT), "SHOPBELL_HOME": str(CACHE)}
    done = subprocess.run(
        [str(BOT_PYTHON), "-m", "bot.parse", "--model", str(model)],
        cwd=CHECKOUT, env=environment, input="".join(f"{each.text}\n" for each in asked),
        capture_output=True, text=True, check=True, timeout=START_S + ONE_TEXT_S * len(asked),
    )  # fmt: skip
    found = [json.loads(line)["intent"] for line in done.stdout.splitlines()]
    return [Answered(*pair) for pair in zip(asked, found, strict=True)]


def in_language(answers: Iterable[Answered], locale: str) -> Iterator[Answered]:
    return (answer for answer in answers if answer.asked.locale == locale)


def accuracy(answers: Iterable[Answered]) -> float:
    rights = [answer.right for answer in answers]
    return sum(rights) / len(rights)


def recall(answers: Iterable[Answered]) -> dict[str, float]:
    """By the intent that was meant."""
    meant: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for answer in answers:
        meant[answer.asked.intent] += 1
        right[answer.asked.intent] += answer.right
    return {intent: right[intent] / meant[intent] for intent in sorted(meant)}


def confusions(answers: Iterable[Answered]) -> list[tuple[tuple[str, str], int]]:
    """Pairs of what was meant and what was understood, the most frequent first."""
    wrong = Counter((answer.asked.intent, answer.intent) for answer in answers if not answer.right)
    return sorted(wrong.items(), key=lambda pair: (-pair[1], pair[0]))
