"""From which likeness on two questions mean the same: for gaps, and for pins.

    uv run python -m benchmarks.question_likeness --data <folder>

Stack Exchange threads with rephrasings (`stackfaq-dev`, from ML-Recipes/BERT-FAQ, CC BY-SA) and our
own Chinese questions, several for each article. Gaps: all questions in one shuffled order, joined
as `conversations/gaps/placing.py` does; precision and recall of pairs. Pins: each thread's first
question is the pin, and asked are the others; how many of its own reach it, how many of other
threads do; and which known questions of one demo article would reach a pin on another's.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.retrieval_data import DEMO, OWN
from conversations.gaps.placing import Centres
from conversations.models import QuestionGap
from knowledge_base.index.encoder import Encoder, bundled_encoder
from tests.prepared_encoder import prepared_encoder

JOINS = (0.55, 0.6, 0.65, 0.68, 0.7, 0.72, 0.75, 0.8)
PINS = (0.8, 0.85, 0.88, 0.9, 0.92, 0.95)
ORDERS = 3


def threads(data: Path) -> list[list[str]]:
    file = data / "stackfaq-dev" / "threads.jsonl"
    if not file.exists():
        print(f"skipped: no stackfaq-dev/threads.jsonl in {data}")
        return []
    lines = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines())
    return [[line["question"], *line["rephrasings"]] for line in lines]


def chinese() -> list[list[str]]:
    lines = (OWN / "chinese.rephrasings.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["asked"] for line in lines]


def neighbours() -> list[list[str]]:
    """What the demo's articles say they answer: near to each other, and none the same."""
    lines = (DEMO / "articles.en.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line).get("questions", []) for line in lines]


def joined(vectors: NDArray[np.float32], enough: float, order: Sequence[int]) -> list[int]:
    """The number of the gap that each question came into."""
    centres = Centres([], vectors.shape[1])
    placed = [0] * len(vectors)
    for number in order:
        likeness, place = centres.nearest(vectors[number])
        if likeness < enough:
            place = centres.begin(_gap())
        centres.take_in(place, vectors[number])
        placed[number] = place
    return placed


def _gap() -> QuestionGap:
    return QuestionGap(
        id="", text="", language="", model="", centre=b"", held=0, created_at=datetime.now(UTC)
    )


def measure_gaps(encoder: Encoder, groups: list[list[str]], locale: str) -> None:
    texts = [text for group in groups for text in group]
    group_of = [number for number, group in enumerate(groups) for _ in group]
    vectors = encoder.encode(texts, locale=locale)
    alike = sum(len(group) * (len(group) - 1) // 2 for group in groups)
    print(f"\n{locale}: gaps, {len(texts)} questions of {len(groups)} meanings")
    for enough in JOINS:
        right = together = made = 0
        for seed in range(ORDERS):
            order = random.Random(seed).sample(range(len(texts)), len(texts))
            placed = joined(vectors, enough, order)
            made += len(set(placed))
            for one, other in combinations(range(len(texts)), 2):
                if placed[one] == placed[other]:
                    together += 1
                    right += group_of[one] == group_of[other]
        precision, recall = right / max(1, together), right / (alike * ORDERS)
        both = 2 * precision * recall / max(1e-9, precision + recall)
        print(
            f"  from {enough:.2f}: {made / ORDERS:.0f} gaps, precision {precision:.3f},"
            f" recall {recall:.3f}, F1 {both:.3f}"
        )


def measure_pins(encoder: Encoder, groups: list[list[str]], locale: str) -> None:
    pins = encoder.encode([group[0] for group in groups], locale=locale)
    print(f"{locale}: pins, {len(groups)} of them")
    for enough in PINS:
        own = reached = wrong = others = 0
        for number, group in enumerate(groups):
            likeness = encoder.encode(group[1:], locale=locale) @ pins.T
            own += len(likeness)
            reached += int((likeness[:, number] >= enough).sum())
            elsewhere = np.delete(likeness, number, axis=1) >= enough
            wrong += int(elsewhere.any(axis=1).sum())
            others += len(likeness)
        print(
            f"  from {enough:.2f}: {reached / own:.3f} of its own reach a pin,"
            f" {wrong / others:.3f} reach one of another meaning"
        )


def measure_neighbours(encoder: Encoder, groups: list[list[str]]) -> None:
    texts = [text for group in groups for text in group]
    group_of = np.array([number for number, group in enumerate(groups) for _ in group])
    vectors = encoder.encode(texts, locale="en")
    others = (vectors @ vectors.T) * (group_of[:, None] != group_of[None, :])
    print(f"\nen: {len(texts)} known questions of {len(groups)} demo articles")
    for enough in PINS:
        pairs = int((others >= enough).sum()) // 2
        print(f"  from {enough:.2f}: {pairs} pairs of two articles")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True)
    encoder = bundled_encoder(prepared_encoder())
    for groups, locale in ((threads(parser.parse_args().data), "en"), (chinese(), "zh")):
        if groups:
            measure_gaps(encoder, groups, locale)
            measure_pins(encoder, groups, locale)
    measure_neighbours(encoder, neighbours())


if __name__ == "__main__":
    main()
