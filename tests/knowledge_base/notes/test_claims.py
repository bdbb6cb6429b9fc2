"""What is marked in notes, measured on sentences that buyers might write."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from knowledge_base.notes.claims import Claim, Risk, claims_in

LABELLED = Path(__file__).parent / "labelled_notes.jsonl"
DEMO = Path(__file__).parents[3] / "shopbell" / "demo" / "notes.jsonl"


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("It cured my eczema in a week.", [(Risk.MEDICAL, "cured"), (Risk.MEDICAL, "eczema")]),
        ("Cheaper elsewhere: 12,50 €!", [(Risk.PRICE, "Cheaper"), (Risk.PRICE, "12,50 €")]),
        ("Use my discount code MIA10", [(Risk.PRICE, "discount code")]),
        ("Mail me: a.b@mail.example", [(Risk.CONTACT, "Mail me"),
                                       (Risk.CONTACT, "a.b@mail.example")]),
        ("a(at)b(dot)com", [(Risk.CONTACT, "a(at)b(dot)com")]),
        ("+49 170 1234567", [(Risk.CONTACT, "+49 170 1234567")]),
        ("治好了我的湿疹，加微信 abc123", [(Risk.MEDICAL, "治好"), (Risk.MEDICAL, "湿疹"),
                                (Risk.CONTACT, "加微")]),
        ("花了299元，打8折", [(Risk.PRICE, "299元"), (Risk.PRICE, "8折")]),
        ("Bought on 2026-03-01, wore it 14 days, size 42, 1.75 m tall.", []),
        ("A secure clasp. I treasure it.", []),
    ],
)  # fmt: skip
def test_claims_are_given_in_their_own_words(text: str, claims: list[tuple[Risk, str]]) -> None:
    assert claims_in(text) == tuple(Claim(risk, words) for risk, words in claims)


def test_how_much_is_found_and_how_much_is_marked_for_nothing() -> None:
    found: Counter[str] = Counter()
    rows = [json.loads(line) for line in LABELLED.read_text(encoding="utf-8").splitlines()]
    for row in rows:
        wanted, marked = set(row["risks"]), {claim.risk.value for claim in claims_in(row["text"])}
        found["risks"] += len(wanted)
        found["found"] += len(wanted & marked)
        found["for nothing"] += len(marked - wanted)
        if wanted != marked:
            print(f"  {row['text']}: {sorted(marked)} instead of {sorted(wanted)}")
    harmless = sum(not row["risks"] for row in rows)
    print(f"{len(rows)} notes: {dict(found)}, {harmless} harmless")
    assert found["found"] >= 0.9 * found["risks"]
    assert found["for nothing"] <= 0.1 * len(rows)


def test_most_of_the_demo_shops_notes_carry_no_mark() -> None:
    notes = [json.loads(line) for line in DEMO.read_text(encoding="utf-8").splitlines()]
    marked = [note for note in notes if claims_in(f"{note['title']}\n{note['body']}")]
    print(f"{len(marked)} of {len(notes)} notes of the demo shop are marked")
    assert len(marked) < len(notes) / 2


def test_a_long_hostile_text_is_looked_through_at_once() -> None:
    for text in ("a@" * 50_000, "1 " * 50_000, "www." * 25_000, "$" * 100_000, "a.b-" * 25_000):
        assert len(claims_in(text)) <= 20
