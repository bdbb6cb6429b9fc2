"""Precision and recall of the entities on the hand-labelled messages.

    PYTHONPATH=. bot/.venv/bin/python benchmarks/entities.py [--errors | --costs]

A finding counts as right when entity, value and place are those of the label; `role` is counted
on the findings that are right. `--errors` lists what is wrong in the messages to develop on;
those that are held out are only ever counted.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections import Counter
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from bot.components.entities.assortment import Assortment, Ware
from bot.components.entities.found import Found
from bot.components.entities.shop_entities import ShopEntities

LABELS = Path(__file__).resolve().parents[1] / "tests" / "bot" / "understanding"
WRITTEN_ON = date(2026, 11, 25)
MILLISECONDS = 1_000
FRAME = 64 * 1024
LARGE = 20_000

Key = tuple[str, str, int, int]


def labelled_catalogue() -> Assortment:
    products = json.loads((LABELS / "catalogue.json").read_text(encoding="utf-8"))["products"]
    return Assortment(
        Ware(
            product["id"],
            (product["name"],),
            tuple(product["options"].get("size", ())),
            tuple(product["options"].get("colour", ())),
        )
        for product in products
    )


def labelled_messages(name: str) -> list[dict[str, Any]]:
    lines = (LABELS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


class Score:
    """Counts by entity, and of roles under the key `role`."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.labelled: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.seconds: list[float] = []

    def add(self, message: dict[str, Any], found: list[Found]) -> None:
        labels: dict[Key, str | None] = {
            (item["entity"], item["value"], item["start"], item["end"]): item.get("role")
            for item in message["entities"]
        }
        got: dict[Key, str | None] = {
            (item.entity, item.value, item.start, item.end): item.role for item in found
        }
        self.found.update(key[0] for key in got)
        self.labelled.update(key[0] for key in labels)
        self.right.update(key[0] for key in got.keys() & labels.keys())
        with_role = {(*key, role) for key, role in got.items() if role}
        labelled_role = {(*key, role) for key, role in labels.items() if role}
        self.found["role"] += len(with_role)
        self.labelled["role"] += len(labelled_role)
        self.right["role"] += len(with_role & labelled_role)
        if got != labels:
            missing = sorted(
                str((*key, labels[key])) for key in labels if got.get(key, 0) != labels[key]
            )
            extra = sorted(str((*key, got[key])) for key in got if labels.get(key, 0) != got[key])
            self.wrong.append(f"{message['text']}\n   missing {missing}\n   extra   {extra}")

    def precision(self, entity: str | None = None) -> float:
        return _share(self._sum(self.right, entity), self._sum(self.found, entity))

    def recall(self, entity: str | None = None) -> float:
        return _share(self._sum(self.right, entity), self._sum(self.labelled, entity))

    def _sum(self, counter: Counter[str], entity: str | None) -> int:
        if entity is not None:
            return counter[entity]
        return sum(count for name, count in counter.items() if name != "role")


def _share(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 100.0


def score(name: str) -> Score:
    entities = ShopEntities("W")
    assortment = labelled_catalogue()
    result = Score()
    for message in labelled_messages(name):
        begun = time.perf_counter()
        found = entities.find(message["text"], WRITTEN_ON, assortment)
        result.seconds.append(time.perf_counter() - begun)
        result.add(message, found)
    return result


def print_table(name: str, result: Score) -> None:
    print(f"{name}: {len(result.seconds)} messages")
    print("| entity | labelled | precision | recall |\n|---|---|---|---|")
    for entity in [*sorted(result.labelled.keys() - {"role"}), "role"]:
        print(
            f"| {entity} | {result.labelled[entity]} | {result.precision(entity):.1f} % "
            f"| {result.recall(entity):.1f} % |"
        )
    total = sum(count for entity, count in result.labelled.items() if entity != "role")
    print(f"| all | {total} | {result.precision():.1f} % | {result.recall():.1f} % |")
    print(f"median {statistics.median(result.seconds) * MILLISECONDS:.2f} ms a message\n")


def print_costs() -> None:
    """Of the longest messages, and of a catalogue of 20,000 products with made-up names."""
    entities = ShopEntities("W")
    labelled = labelled_catalogue()
    for unit in ("W 1 ", "from M to L ", "昨天", "two red coats ", "🎁", "1-"):
        cost = _milliseconds(entities, (unit * FRAME)[:FRAME], labelled)
        print(f"{cost:7.1f} ms for 64 KiB of {unit!r}")
    random = Random(17)
    begun = time.perf_counter()
    large = Assortment([_made_up_ware(random, at) for at in range(LARGE)])
    print(f"{time.perf_counter() - begun:7.1f} s to make {LARGE:,} products ready")
    for text in ("where is my order", "the linen cloud dres in M", "法式碎花连衣裙两件"):
        print(f"{_milliseconds(entities, text, large):7.2f} ms for {text!r} among them")


def _milliseconds(entities: ShopEntities, text: str, sold: Assortment) -> float:
    """The median of five."""
    taken = []
    for _ in range(5):
        begun = time.perf_counter()
        entities.find(text, WRITTEN_ON, sold)
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken) * MILLISECONDS


def _made_up_ware(random: Random, at: int) -> Ware:
    coined = ["".join(random.choices("abdeilmnorstu", k=6)) for _ in range(2)]
    words = [random.choice(("linen", "merino", "cloud", "satin", "oat", coined[0])), coined[1]]
    english = " ".join([*words, random.choice(("dress", "coat", "mug", "serum", "basket"))])
    chinese = "".join(random.choices("丝绒法式碎花针织显瘦复古高腰北欧香薰", k=5))
    return Ware(f"p-{at}", (english.title(), chinese + random.choice(("连衣裙", "开衫", "口红"))))


def main() -> None:
    parser = argparse.ArgumentParser(description="Precision and recall of the entities.")
    parser.add_argument("--errors", action="store_true", help="list what is wrong in entities_dev")
    parser.add_argument("--dev", action="store_true", help="leave the held-out messages alone")
    parser.add_argument("--costs", action="store_true", help="time long texts and many products")
    options = parser.parse_args()
    if options.costs:
        print_costs()
        return
    names = ["entities_dev"] if options.dev else ["entities_dev", "entities_held_out"]
    for name in names:
        result = score(name)
        print_table(name, result)
        if options.errors and name == "entities_dev":
            print("\n".join(result.wrong))


if __name__ == "__main__":
    main()
