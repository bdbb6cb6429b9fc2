from __future__ import annotations

import json
from pathlib import Path

from knowledge_base.index.universal_encoder import UniversalEncoder
from knowledge_base.notes.stance import StanceReader
from knowledge_base.search.schemas import Stance

QUESTIONS = Path(__file__).parents[1] / "questions"


def reader(encoder: UniversalEncoder) -> StanceReader:
    return StanceReader(lambda texts: encoder.encode(texts, locale="en"))


def lines(name: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (QUESTIONS / name).read_text("utf-8").splitlines()]


def test_most_notes_are_counted_on_the_side_that_they_are_on(encoder: UniversalEncoder) -> None:
    notes = {note["id"]: note["body"] for note in lines("community.notes.jsonl")}
    known = lines("community.stances.jsonl")
    found = reader(encoder).read([notes[one["id"]] for one in known], locale="en")
    decided = [(f, one) for f, one in zip(found, known, strict=True) if f is not Stance.NEITHER]
    right = sum(f.value == one["stance"] for f, one in decided)
    print(f"{len(decided)} of {len(known)} decided, {right} of them rightly")
    assert len(decided) >= 0.8 * len(known)
    assert right >= 0.8 * len(decided)


def test_other_languages_are_read_by_their_vectors_alone(encoder: UniversalEncoder) -> None:
    found = reader(encoder).read(["Ich bin begeistert, passt perfekt und ist sehr bequem."],
                                 locale="de")  # fmt: skip
    assert found == [Stance.FOR]


def test_nothing_to_read(encoder: UniversalEncoder) -> None:
    assert reader(encoder).read([], locale="en") == []
